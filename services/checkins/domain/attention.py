"""An item of attention: one reason of one participant, raised at one moment, and who sees to it.

stateDiagram-v2
    [*] --> taken: attention-taken
    [*] --> free: attention-snoozed
    free --> taken: attention-taken
    free --> free: attention-snoozed
    taken --> taken: attention-snoozed
    taken --> free: attention-released

Whose it is and whether it rests are two things: who has it may let it rest and keeps it, and a rest goes on when it
is given back. Of each reason the newest item is kept. One that was raised later is another, of which nobody has said
anything: ownership and rest of the one before are over. One that was raised earlier is the newest all the same, seen
before it was raised anew, or before its beginning was put right.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias, assert_never

from shared.contracts.codes import AttentionReason
from shared.contracts.envelope import Event, derived_id, microseconds
from shared.contracts.events import AttentionReleased, AttentionSnoozed, AttentionTaken, EventData

AttentionFact: TypeAlias = AttentionTaken | AttentionReleased | AttentionSnoozed


class ItemStatus(StrEnum):
    """Whether somebody sees to it."""

    FREE = "free"
    TAKEN = "taken"


LIFECYCLE: Mapping[tuple[ItemStatus | None, type[EventData]], ItemStatus] = {
    (None, AttentionTaken): ItemStatus.TAKEN,
    (None, AttentionSnoozed): ItemStatus.FREE,
    (ItemStatus.FREE, AttentionTaken): ItemStatus.TAKEN,
    (ItemStatus.FREE, AttentionSnoozed): ItemStatus.FREE,
    (ItemStatus.TAKEN, AttentionSnoozed): ItemStatus.TAKEN,
    (ItemStatus.TAKEN, AttentionReleased): ItemStatus.FREE,
}
"""What can happen to an item, and how it stands then. None: nobody has said anything of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """`owner`: who sees to it. `rests_until`: the day on which it stands again. `since`: when the last was said."""

    organization: str
    participant_id: str
    reason: AttentionReason
    raised_at: datetime
    owner: str | None
    rests_until: date | None
    since: datetime

    @property
    def item_id(self) -> str:
        """The same for the same item, in every process and for ever."""
        return item_id_of(self.organization, self.participant_id, self.reason, self.raised_at)

    @property
    def status(self) -> ItemStatus:
        """Where it stands in the diagram."""
        return ItemStatus.TAKEN if self.owner else ItemStatus.FREE

    def on(self, day: date) -> Item:
        """The item as it stands on that day: a rest that is over is none."""
        over = self.rests_until is not None and self.rests_until <= day
        return replace(self, rests_until=None) if over else self


def item_id_of(organization: str, participant_id: str, reason: AttentionReason, raised_at: datetime) -> str:
    """The id of an item."""
    return derived_id("attention", organization, participant_id, reason.value, str(microseconds(raised_at)))


def still_standing(item: Item | None, raised_at: datetime) -> Item | None:
    """The item, unless what is spoken of was raised anew since."""
    return item if item is not None and raised_at <= item.raised_at else None


def evolve(item: Item | None, happened: Event[AttentionFact]) -> Item:
    """The item after the event. Raises KeyError when the event cannot come next."""
    fact = happened.data
    before = still_standing(item, fact.raised_at)
    after = LIFECYCLE[before.status if before else None, type(fact)]
    owner = before.owner if before else None
    rests_until = before.rests_until if before else None
    match fact:
        case AttentionTaken():
            owner = fact.by
        case AttentionReleased():
            owner = None
        case AttentionSnoozed():
            rests_until = fact.until
        case _:
            assert_never(fact)
    evolved = Item(
        organization=happened.organization,
        participant_id=happened.participant_id,
        reason=fact.reason,
        raised_at=fact.raised_at,
        owner=owner,
        rests_until=rests_until,
        since=happened.time,
    )
    assert evolved.status is after  # noqa: S101 - what the table says of it
    return evolved
