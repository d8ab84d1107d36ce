"""Items of attention, and what is done about them, as JSON. Absent fields are left out."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, Field

from services.checkins.domain.attending import LONGEST_REST
from services.checkins.domain.attention import Item
from services.checkins.requests.examples import example
from services.checkins.requests.words import Words
from shared.contracts.codes import AttentionReason, SnoozeReason, StaffId
from shared.contracts.events.attention import RaisedAt
from shared.contracts.vocabulary import Id
from shared.runtime.bodies import CommandBody


class TakingBody(CommandBody):
    """I see to it."""

    model_config = example(raised_at="2026-03-02T08:00:00Z")

    raised_at: RaisedAt


class ReleaseBody(TakingBody):
    """I give it back."""


class SnoozeBody(TakingBody):
    """Let it rest for a while. The participant can read the words, a supporter cannot."""

    model_config = example(raised_at="2026-03-02T08:00:00Z", until="2026-03-09", why="time-arranged")

    until: Annotated[
        date, Field(description=f"The day on which it stands again: after today, at most {LONGEST_REST} days ahead.")
    ]
    why: SnoozeReason
    words: Words | None = None


class RecordedAttending(BaseModel):
    """The ids of the item, and of the event that says what was done."""

    item_id: Id
    event_id: Id


class ItemShown(BaseModel):
    """An item that somebody sees to, or that rests."""

    item_id: Id
    reason: AttentionReason
    raised_at: RaisedAt
    owner: Annotated[StaffId | None, Field(description="Who sees to it.")] = None
    rests_until: Annotated[date | None, Field(description="The day on which it stands again.")] = None


class ItemList(BaseModel):
    """Items, by kind of reason: the newest of each at the most."""

    items: list[ItemShown]


def item_shown(item: Item) -> dict[str, Any]:
    """An item as JSON."""
    known = {"item_id": item.item_id, "reason": item.reason.value, "raised_at": item.raised_at.isoformat()}
    owner = {"owner": item.owner} if item.owner else {}
    rest = {"rests_until": item.rests_until.isoformat()} if item.rests_until else {}
    return {**known, **owner, **rest}
