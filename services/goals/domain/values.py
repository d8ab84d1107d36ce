"""Values: what matters to a participant. Clarified once, revisited as life goes on; earlier versions stay.

stateDiagram-v2
    [*] --> held: value-clarified
    held --> held: value-revisited
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias, assert_never

from services.goals.domain.asked import Asked, event_of, not_from_the_future
from services.goals.domain.history import BrokenHistory, Transitions, status_after
from services.goals.domain.refusals import version_moved_on
from shared.contracts.envelope import Event
from shared.contracts.events import ValueClarified, ValueRevisited
from shared.contracts.problems import Problem
from shared.contracts.vocabulary import ValueArea

MOST_VERSIONS = 1_000
"""Versions of one value: keeps its document below 500 KB."""

ValueFact: TypeAlias = ValueClarified | ValueRevisited


class ValueStatus(StrEnum):
    """A value is held for good: what changes is its newest version."""

    HELD = "held"


LIFECYCLE: Transitions[ValueStatus] = {
    (None, ValueClarified): ValueStatus.HELD,
    (ValueStatus.HELD, ValueRevisited): ValueStatus.HELD,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueVersion:
    """What a value is, and how much it matters (0-10), from `since` on; the words are in the note."""

    number: int
    since: datetime
    value_area: ValueArea
    importance: int
    words_note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What matters to a participant, with all its versions."""

    value_id: str
    organization: str
    participant_id: str
    versions: tuple[ValueVersion, ...]

    @property
    def current(self) -> ValueVersion:
        """The newest version."""
        return self.versions[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClarifyValue(Asked):
    """Say what matters."""

    value_id: str
    participant_id: str
    value_area: ValueArea
    importance: int
    words_note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisitValue(Asked):
    """Say anew how it is with a value. What is None stays as in the version before."""

    value_id: str
    from_version: int
    value_area: ValueArea | None = None
    importance: int | None = None
    words_note: str | None = None


ValueCommand: TypeAlias = ClarifyValue | RevisitValue


def unknown_value(value_id: str) -> Problem:
    """No such value in this organization."""
    return Problem(
        404, "unknown-value", f"There is no value {value_id} here.", "Use the value_id that clarifying it answered."
    )


def value_is_full(at_most: int) -> Problem:
    """History is never rewritten, so it has a size."""
    return Problem(
        409,
        "value-is-full",
        f"A value holds at most {at_most} versions; this one has them all.",
        "Clarify it as a new value.",
    )


def a_value_is_revisited_from_its_newest_version(value: Value, command: RevisitValue) -> Problem | None:
    """Nobody's words are overwritten by somebody who had not read them."""
    current = value.current.number
    return None if command.from_version == current else version_moved_on("value", command.from_version, current)


def versions_have_room(value: Value, command: RevisitValue) -> Problem | None:
    """History is never rewritten, so it has a size."""
    return value_is_full(MOST_VERSIONS) if len(value.versions) >= MOST_VERSIONS else None


REVISITING = (a_value_is_revisited_from_its_newest_version, versions_have_room)


def decide(value: Value | None, command: ValueCommand, now: datetime) -> Event[ValueFact] | Problem:
    """The event that follows on the value's history, or why not."""
    if refusal := not_from_the_future(command, now):
        return refusal
    match command:
        case ClarifyValue():
            participant_id, fact = command.participant_id, _clarified(command)
        case RevisitValue():
            if value is None or value.organization != command.organization:
                return unknown_value(command.value_id)
            if refusal := next((refusal for rule in REVISITING if (refusal := rule(value, command))), None):
                return refusal
            participant_id, fact = value.participant_id, _revisited(value.current, command)
        case _:
            assert_never(command)
    return event_of(fact, command, participant_id, command.happened_at(now))


def evolve(value: Value | None, happened: Event[ValueFact]) -> Value:
    """The value after the event. Raises BrokenHistory when it is not the event that comes next."""
    fact = happened.data
    status_after(LIFECYCLE, ValueStatus.HELD if value else None, happened)
    number = fact.version if isinstance(fact, ValueRevisited) else 1
    if number != (value.current.number if value else 0) + 1:
        raise BrokenHistory(happened.id)
    version = ValueVersion(
        number=number,
        since=happened.time,
        value_area=fact.value_area,
        importance=fact.importance,
        words_note=fact.words_note,
    )
    if value is not None:
        return replace(value, versions=(*value.versions, version))
    return Value(
        value_id=fact.value_id,
        organization=happened.organization,
        participant_id=happened.participant_id,
        versions=(version,),
    )


def _clarified(command: ClarifyValue) -> ValueFact:
    return ValueClarified(
        value_id=command.value_id,
        value_area=command.value_area,
        importance=command.importance,
        words_note=command.words_note,
    )


def _revisited(before: ValueVersion, command: RevisitValue) -> ValueFact:
    return ValueRevisited(
        value_id=command.value_id,
        version=before.number + 1,
        value_area=command.value_area or before.value_area,
        importance=before.importance if command.importance is None else command.importance,
        words_note=command.words_note or before.words_note,
    )
