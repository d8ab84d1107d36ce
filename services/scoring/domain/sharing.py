"""What of a participant's journey a supporter sees: what the participant shares with them now, and no more."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from shared.contracts.codes import Shared
from shared.contracts.envelope import CareEvent
from shared.contracts.events import (
    CARE_EVENTS,
    TYPE_RANK,
    CareData,
    CheckedIn,
    GoalRevised,
    GoalSet,
    Setback,
    SetbackRecovered,
    StepCompleted,
    StepNotDone,
    SupporterInvited,
    SupporterUninvited,
)

SHARED_AS: Mapping[type[CareData], Shared] = {
    GoalSet: Shared.GOALS,
    GoalRevised: Shared.GOALS,
    StepCompleted: Shared.ATTEMPTS,
    StepNotDone: Shared.ATTEMPTS,
    Setback: Shared.SETBACKS,
    SetbackRecovered: Shared.SETBACKS,
    CheckedIn: Shared.CHECK_INS,
}
"""Under which name a participant shares what moves an estimate; no supporter sees the other types."""
EVERY_TYPE = frozenset(CARE_EVENTS)
INVITATION_RANKS = (TYPE_RANK[SupporterInvited.TYPE], TYPE_RANK[SupporterUninvited.TYPE])
"""Where in a journal invitations are found."""


def shares_of(supporter_id: str, events: Iterable[CareEvent], retracted: Collection[str]) -> frozenset[Shared]:
    """What a supporter is let see after these events, which are in order: the newest about them holds.

    One that was taken back lets them see nothing: no retraction may show anybody more.
    """
    shares: tuple[Shared, ...] = ()
    for event in events:
        match event.data:
            case SupporterInvited(supporter_id=invited, may_see=may_see) if invited == supporter_id:
                shares = () if event.id in retracted else may_see
            case SupporterUninvited(supporter_id=uninvited) if uninvited == supporter_id:
                shares = ()
            case _:
                pass
    return frozenset(shares)


def types_shared(shares: frozenset[Shared]) -> frozenset[type[CareData]]:
    """The types of events that a supporter sees of a participant who shares this."""
    return frozenset(data for data, shared in SHARED_AS.items() if shared in shares)
