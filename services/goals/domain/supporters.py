"""Supporters: accountability partners whom a participant invites, and may uninvite.

stateDiagram-v2
    [*] --> invited: supporter-invited
    invited --> invited: supporter-invited
    invited --> uninvited: supporter-uninvited
    uninvited --> invited: supporter-invited

Inviting again changes what a supporter may see; the newest invitation alone holds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeAlias, assert_never

from services.goals.domain.asked import Asked, event_of, not_from_the_future
from services.goals.domain.history import Transitions, status_after
from services.goals.domain.refusals import invalid
from shared.contracts.codes import Shared
from shared.contracts.envelope import Event
from shared.contracts.events import SupporterInvited, SupporterUninvited
from shared.contracts.problems import Problem

SupporterFact: TypeAlias = SupporterInvited | SupporterUninvited
_JUST_AFTER = timedelta(microseconds=1)


class SupporterStatus(StrEnum):
    """How an invitation stands."""

    INVITED = "invited"
    UNINVITED = "uninvited"


@dataclass(frozen=True, slots=True, kw_only=True)
class Supporter:
    """Somebody whom a participant invited; `since`: when the newest invitation, or its end, was said."""

    supporter_id: str
    organization: str
    participant_id: str
    status: SupporterStatus
    may_see: tuple[Shared, ...]
    since: datetime

    @property
    def shares(self) -> frozenset[Shared]:
        """What they may see now."""
        return frozenset(self.may_see if self.status is SupporterStatus.INVITED else ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite(Asked):
    """Invite a supporter, or change what they may see."""

    supporter_id: str
    participant_id: str
    may_see: tuple[Shared, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Uninvite(Asked):
    """Take the invitation back."""

    supporter_id: str


SupporterCommand: TypeAlias = Invite | Uninvite

LIFECYCLE: Transitions[SupporterStatus] = {
    (None, SupporterInvited): SupporterStatus.INVITED,
    (SupporterStatus.INVITED, SupporterInvited): SupporterStatus.INVITED,
    (SupporterStatus.INVITED, SupporterUninvited): SupporterStatus.UNINVITED,
    (SupporterStatus.UNINVITED, SupporterInvited): SupporterStatus.INVITED,
}


def unknown_supporter(supporter_id: str) -> Problem:
    """Nobody of that id was ever invited in this organization."""
    return Problem(
        404,
        "unknown-supporter",
        f"There is no supporter {supporter_id} here.",
        "Use the supporter_id that the invitation answered.",
    )


def supporter_id_taken(supporter_id: str) -> Problem:
    """An id stands for one invitation, by one participant."""
    return Problem(
        409,
        "supporter-id-taken",
        f"The supporter_id {supporter_id} is in use for another invitation.",
        "Leave supporter_id out to get a new one, or choose another.",
    )


def already_uninvited(supporter_id: str) -> Problem:
    """There is no invitation to take back."""
    return Problem(
        409,
        "already-uninvited",
        f"The supporter {supporter_id} is not invited any more.",
        "Nothing is left to do: they see nothing.",
    )


def an_id_is_one_participants(supporter: Supporter | None, command: Invite) -> Problem | None:
    """Whom one participant invited, another cannot take over."""
    if supporter is not None and supporter.participant_id != command.participant_id:
        return supporter_id_taken(command.supporter_id)
    return None


def only_an_invitation_is_taken_back(supporter: Supporter, command: Uninvite) -> Problem | None:
    """Once."""
    return None if (supporter.status, SupporterUninvited) in LIFECYCLE else already_uninvited(command.supporter_id)


def the_newest_word_is_the_last(supporter: Supporter | None, command: SupporterCommand) -> Problem | None:
    """What was said earlier than the newest word would be read in another order than recorded."""
    if supporter and command.occurred_at is not None and command.occurred_at <= supporter.since:
        return invalid("occurred_at", "is not after what was last said about this supporter")
    return None


INVITING = (an_id_is_one_participants, the_newest_word_is_the_last)
UNINVITING = (only_an_invitation_is_taken_back, the_newest_word_is_the_last)


def decide(supporter: Supporter | None, command: SupporterCommand, now: datetime) -> Event[SupporterFact] | Problem:
    """The event that follows, or why not.

    Said just now, it comes after the newest word even where that one's clock was ahead of this one's.
    """
    refusal = not_from_the_future(command, now)
    fact: SupporterFact
    match command:
        case Invite():
            participant_id = command.participant_id
            fact = SupporterInvited(
                supporter_id=command.supporter_id, may_see=tuple(s for s in Shared if s in command.may_see)
            )
            refusal = refusal or _first([rule(supporter, command) for rule in INVITING])
        case Uninvite():
            if supporter is None or supporter.organization != command.organization:
                return unknown_supporter(command.supporter_id)
            participant_id, fact = supporter.participant_id, SupporterUninvited(supporter_id=command.supporter_id)
            refusal = refusal or _first([rule(supporter, command) for rule in UNINVITING])
        case _:
            assert_never(command)
    return refusal or event_of(
        fact,
        command,
        participant_id,
        command.happened_at(max(now, supporter.since + _JUST_AFTER) if supporter else now),
    )


def evolve(supporter: Supporter | None, said: Event[SupporterFact]) -> Supporter:
    """The supporter after the event. Raises BrokenHistory when it cannot come next."""
    fact = said.data
    status = status_after(LIFECYCLE, supporter.status if supporter else None, said)
    match fact:
        case SupporterInvited():
            return Supporter(
                supporter_id=fact.supporter_id,
                organization=said.organization,
                participant_id=said.participant_id,
                status=status,
                may_see=fact.may_see,
                since=said.time,
            )
        case SupporterUninvited():
            assert supporter is not None  # noqa: S101 - so has the lifecycle
            return replace(supporter, status=status, since=said.time)
        case _:
            assert_never(fact)


def _first(outcomes: list[Problem | None]) -> Problem | None:
    return next((refusal for refusal in outcomes if refusal), None)
