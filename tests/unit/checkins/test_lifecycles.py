"""The lifecycle of a record: its diagram says what the code does, and what was told comes back from storage."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from services.checkins.domain import corrections, records, recoveries
from services.checkins.domain.attempts import AttemptOutcome, RecordAttempt
from services.checkins.domain.attempts import decide as attempt
from services.checkins.domain.corrections import Correct, Retract
from services.checkins.domain.records import Record, RecordKind, Status
from services.checkins.domain.recoveries import RecordRecovery
from services.checkins.domain.setbacks import RecordSetback
from services.checkins.domain.setbacks import decide as setback
from services.checkins.store import as_state, record_of
from shared.contracts.codes import RetractionReason
from shared.contracts.envelope import Event
from shared.contracts.vocabulary import SetbackKind
from tests.unit.checkins.people import NOON, PARTICIPANT, VIEW, asked, refused

LATER = NOON + timedelta(hours=1)
Change = Callable[[Record, str], Record | None]
"""What a command makes of a record, given a key; None when it is refused."""


def told(kind: RecordKind, key: str) -> Event[records.Said]:
    if kind is RecordKind.SETBACK:
        said = setback(VIEW, RecordSetback(asked(key), PARTICIPANT, SetbackKind.LAPSE, step_id="step-1"), NOON)
    else:
        said = attempt(VIEW, RecordAttempt(asked(key), "step-1", AttemptOutcome.DONE), NOON)  # type: ignore[assignment]  # either
    assert isinstance(said, Event)
    return said


def retracted(record: Record, key: str) -> Record | None:
    command = Retract(asked(key), record.current.record_id, RetractionReason.TAKEN_BACK)
    happened = corrections.decide(record, command, LATER)
    return records.retract(record, happened[0]) if isinstance(happened, tuple) else None


def corrected(record: Record, key: str) -> Record | None:
    command = Correct(asked(key), record.current.record_id, record.kind)
    if corrections.may_change(record, command, LATER):
        return None
    anew = told(record.kind, key)
    return records.correct(record, anew, corrections.replaced(record, asked(key), anew, LATER), record.difficulty)


def recovered(record: Record, key: str) -> Record | None:
    happened = recoveries.decide(record, RecordRecovery(asked(key), record.current.record_id), LATER)
    return records.recover(record, happened) if isinstance(happened, Event) else None


COMMANDS: dict[str, Change] = {"correct": corrected, "retract": retracted, "recover": recovered}
BOTH = {
    "stateDiagram of anything": (RecordKind.ATTEMPT, 0),
    "stateDiagram of a setback": (RecordKind.SETBACK, 1),
}


def reachable(kind: RecordKind) -> set[tuple[str, str, str]]:
    """(from, to, command) of everything that the code lets happen."""
    first = records.tell(told(kind, "k-0"), 6.5)
    seen, found = {first.status}, {("[*]", first.status.value, "tell")}
    waiting = [first]
    while waiting:
        record = waiting.pop()
        for name, change in COMMANDS.items():
            after = change(record, f"k-{name}-{len(found)}")
            if after is None:
                continue
            found.add((record.status.value, after.status.value, name))
            if after.status not in seen:
                seen.add(after.status)
                waiting.append(after)
    return found


def drawn(number: int) -> set[tuple[str, str, str]]:
    """The same, as the diagram says it."""
    diagram = (records.__doc__ or "").split("stateDiagram-v2")[number + 1]
    return {(a, b, c) for a, b, c in re.findall(r"(\S+) --> (\S+) : (\w+)", diagram)}


@pytest.mark.parametrize(("kind", "number"), BOTH.values(), ids=BOTH)
def test_the_diagram_is_what_the_code_does(kind: RecordKind, number: int) -> None:
    assert reachable(kind) == drawn(number)


def test_every_state_is_drawn() -> None:
    named = {state for number in (0, 1) for a, b, _ in drawn(number) for state in (a, b)} - {"[*]"}
    assert named == {status.value for status in Status}


def test_what_is_kept_comes_back_as_it_was() -> None:
    for kind in (RecordKind.ATTEMPT, RecordKind.SETBACK):
        waiting = [records.tell(told(kind, "k-0"), 6.5 if kind is RecordKind.SETBACK else None)]
        for depth in range(3):
            changed = [change(record, f"k-{depth}-{name}") for record in waiting for name, change in COMMANDS.items()]
            waiting += [record for record in changed if record]
        assert len(waiting) > 5
        for record in waiting:
            assert record_of(as_state(record, "some-document")) == record


def test_what_was_corrected_cannot_be_changed_by_its_old_id() -> None:
    record = records.tell(told(RecordKind.ATTEMPT, "k-1"))
    after = corrected(record, "k-2")
    assert after is not None
    old = Retract(asked("k-3"), record.current.record_id, RetractionReason.SAID_TWICE)
    assert refused(corrections.decide(after, old, LATER)) == (409, "already-retracted")


def test_a_correction_is_of_the_same_kind() -> None:
    record = records.tell(told(RecordKind.ATTEMPT, "k-1"))
    other = Correct(asked("k-2"), record.current.record_id, RecordKind.BALANCE)
    assert refused(corrections.may_change(record, other, LATER)) == (404, "unknown-record")


def test_a_retraction_names_the_event_and_that_of_the_recovery_too() -> None:
    record = records.tell(told(RecordKind.SETBACK, "k-1"))
    after = recovered(record, "k-2")
    assert after is not None
    assert after.recovery is not None
    command = Retract(asked("k-3"), record.current.record_id, RetractionReason.WRONG_PERSON)
    events = corrections.decide(after, command, LATER)
    assert isinstance(events, tuple)
    assert [event.data.retracted for event in events] == [record.current.event_id, after.recovery.event_id]
    assert len({event.id for event in events}) == len({event.data.retraction_id for event in events}) == 2
