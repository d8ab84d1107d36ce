"""What somebody asks of the caseload, and how the address of the page says it: a shared link asks the same.

What the address says is never a choice of who is asking: an address that names a site which is not the visitor's, or
that is not one of ours, asks for nothing at all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import TypeAlias

from services.dashboard.identity import Identity
from shared.contracts.codes import AttentionReason, EnrolmentStatus
from shared.contracts.vocabulary import SLUG, Stage

Key: TypeAlias = tuple[int | str | None, ...]
"""Where somebody stands in a list: the values that it is sorted by, the participant id last."""

_SLUG = re.compile(SLUG)
_NO_WORD_YET = "-"
_MOST_DIGITS = 17
"""Of a number in an address: microseconds until the year 5138, and always within 64 bits."""


class Sort(StrEnum):
    """In which order; never by an estimate. Those without a reason are not in the list by reason."""

    PARTICIPANT = "participant"
    REASON = "reason"
    NEWEST_WORD = "newest-word"
    OLDEST_WORD = "oldest-word"


class Heard(StrEnum):
    """When the last word was, in days of the calendar."""

    WITHIN_A_WEEK = "within-7-days"
    WITHIN_TWO_WEEKS = "8-to-14-days"
    LONGER_AGO = "longer"
    NOT_YET = "not-yet"


class Towards(StrEnum):
    """Which page: the one after a place in the list, or the one before it."""

    LATER = "after"
    EARLIER = "before"


@dataclass(frozen=True, slots=True)
class Turn:
    """The page next to somebody's place, who is not on it."""

    towards: Towards
    key: Key


@dataclass(frozen=True, slots=True)
class Asked:
    """`search`: how a participant id begins. `reason`: any of a person's, also one that rests. `turn`: None for the
    first page.
    """

    search: str | None = None
    site: str | None = None
    program: str | None = None
    stage: Stage | None = None
    reason: AttentionReason | None = None
    heard: Heard | None = None
    status: EnrolmentStatus | None = None
    sort: Sort = Sort.PARTICIPANT
    turn: Turn | None = None

    @property
    def filters(self) -> bool:
        """Somebody may be left out by more than the order of the list."""
        return replace(self, sort=Sort.PARTICIPANT, turn=None) != Asked()

    def other(self, **changed: str | None) -> Asked:
        """The same with other filters or another order: another list, from its beginning."""
        return replace(self, turn=None, **changed)  # type: ignore[arg-type]  # the names and values are the caller's

    def turned(self, turn: Turn | None) -> Asked:
        """Another page of the same list."""
        return replace(self, turn=turn)


NAMES = tuple(field.name for field in fields(Asked) if field.name != "turn") + tuple(Towards)
"""Of the address's parameters."""


def in_address(asked: Asked) -> dict[str, str]:
    """The parameters that say it; what is not asked is not said."""
    said = {name: getattr(asked, name) for name in NAMES if name not in tuple(Towards)}
    if asked.sort is Sort.PARTICIPANT:
        said["sort"] = None
    if asked.turn is not None:
        said[asked.turn.towards.value] = _written(asked.turn.key)
    return {name: str(value) for name, value in said.items() if value is not None}


def from_address(parameters: Mapping[str, str], identity: Identity) -> Asked | None:
    """What the address asks; None when it is none of ours, or names a site that is not the identity's."""
    said = {name: parameters[name] for name in NAMES if name in parameters}
    try:
        sort = Sort(said.get("sort", Sort.PARTICIPANT))
        return Asked(
            search=_slug(said.get("search")),
            site=_one_of(identity.sites, said.get("site")),
            program=_slug(said.get("program")),
            stage=Stage(said["stage"]) if "stage" in said else None,
            reason=AttentionReason(said["reason"]) if "reason" in said else None,
            heard=Heard(said["heard"]) if "heard" in said else None,
            status=EnrolmentStatus(said["status"]) if "status" in said else None,
            sort=sort,
            turn=_turn(said, sort),
        )
    except ValueError:
        return None


def searchable(typed: str) -> str | None:
    """How an id begins, from what somebody typed; None when no id does: what is no id shall not be in an address."""
    said = typed.strip().lower()
    return said if _SLUG.fullmatch(said) else None


def _turn(said: Mapping[str, str], sort: Sort) -> Turn | None:
    towards = [one for one in Towards if one in said]
    if not towards:
        return None
    (one,) = towards
    return Turn(one, _read(said[one], sort))


def _written(key: Key) -> str:
    return ".".join(_NO_WORD_YET if value is None else str(value) for value in key)


def _read(said: str, sort: Sort) -> Key:
    *numbers, participant_id = said.split(".")
    match sort, numbers:
        case Sort.PARTICIPANT, []:
            return (_slug(participant_id),)
        case Sort.REASON, [reason, us]:
            return (_number(reason), _number(us), _slug(participant_id))
        case ((Sort.NEWEST_WORD | Sort.OLDEST_WORD), [us]):
            return (None if us == _NO_WORD_YET else _number(us), _slug(participant_id))
    raise ValueError("no place in this list")


def _number(said: str) -> int:
    if not (said.isascii() and said.isdigit() and len(said) <= _MOST_DIGITS):
        raise ValueError("no number")
    return int(said)


def _slug(said: str | None) -> str | None:
    if said is not None and not _SLUG.fullmatch(said):
        raise ValueError("no name of ours")
    return said


def _one_of(sites: tuple[str, ...], said: str | None) -> str | None:
    if said is not None and said not in sites:
        raise ValueError("not one of their sites")
    return said
