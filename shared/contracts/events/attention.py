"""What coordinators and clinicians do about a reason for attention. None of it is a word from the participant,
but for an outreach in which they talked."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from shared.contracts.codes import AttentionReason, OutreachChannel, OutreachResult, SnoozeReason, StaffId
from shared.contracts.events.fact import EventData
from shared.contracts.vocabulary import Id, Moment

RaisedAt = Annotated[Moment, Field(description="Since when the reason stood, as whoever answers it was shown.")]


class AttentionTaken(EventData):
    """Somebody sees to a reason for attention. It is theirs until they give it back, or it is raised anew."""

    TYPE = "attention-taken"
    item_id: Id
    reason: AttentionReason
    raised_at: RaisedAt
    by: StaffId


class AttentionReleased(EventData):
    """Nobody sees to a reason for attention any more."""

    TYPE = "attention-released"
    item_id: Id
    reason: AttentionReason
    raised_at: RaisedAt
    by: StaffId


class AttentionSnoozed(EventData):
    """A reason for attention rests until a day, for a reason; raised anew it stands at once."""

    TYPE = "attention-snoozed"
    item_id: Id
    reason: AttentionReason
    raised_at: RaisedAt
    by: StaffId
    until: date
    why: SnoozeReason
    words_note: Id | None = None


class OutreachMade(EventData):
    """Somebody reached out. `about`: which reasons were talked over, when they did talk."""

    TYPE = "outreach-made"
    outreach_id: Id
    by: StaffId
    channel: OutreachChannel
    result: OutreachResult
    about: Annotated[tuple[AttentionReason, ...], Field(max_length=len(AttentionReason))] = ()
    words_note: Id | None = None
