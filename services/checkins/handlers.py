"""What the service does with a command: look up what it mentions, decide, record, wake the relay.

An accepted command costs one insert, and one look into the view unless what it mentions was asked for just before. A
retry is recognised where it would be recorded again, or refused for what has changed since the first try: so only
then the receipts are looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.checkins.domain import attempt, checkin, setback
from services.checkins.domain.attempt import Attempt, AttemptEvent, RecordAttempt
from services.checkins.domain.checkin import CheckIn, RecordCheckIn
from services.checkins.domain.refusals import unknown_setback
from services.checkins.domain.setback import RecordRecovery, RecordSetback, Setback
from services.checkins.notes import Notes
from services.checkins.store import KnownStore, as_state, setback_of
from shared.contracts.envelope import Event
from shared.contracts.events import CheckedIn
from shared.contracts.events import Setback as SetbackHappened
from shared.contracts.problems import Problem
from shared.runtime.commands import Aggregates, Command, Recorded


@dataclass(frozen=True, slots=True)
class Means:
    """What handlers work with. `wake_relay`: something was written. `now`: the time, aware."""

    records: Aggregates
    known: KnownStore
    notes: Notes
    wake_relay: Callable[[], None]
    now: Callable[[], datetime]


async def record_attempt(means: Means, command: Command, asked: RecordAttempt) -> Recorded | Problem:
    """Record what came of an attempt at a step."""
    view = await means.known.view(command.organization, asked.mentions)
    happened = attempt.decide(view, asked, means.now())
    if isinstance(happened, Problem):
        return await means.records.receipt(command) or happened
    state = attempt.evolve(happened)
    ids = {"attempt_id": state.attempt_id, "step_id": state.step_id, "goal_id": state.goal_id}
    return await _create(means, command, state.attempt_id, state, happened, ids)


async def record_setback(
    means: Means, command: Command, asked: RecordSetback, learned: str | None
) -> Recorded | Problem:
    """Record a setback, and what was learned from it as a note."""
    view = await means.known.view(command.organization, asked.mentions)
    happened = setback.decide_setback(view, asked, means.now())
    if isinstance(happened, Problem):
        return await means.records.receipt(command) or happened
    state = setback.begin(view, happened)
    outcome = await _create(means, command, state.setback_id, state, happened, {"setback_id": state.setback_id})
    if isinstance(outcome, Recorded) and learned is not None:
        await means.notes.keep(command, asked.participant_id, learned)
    return outcome


async def record_recovery(means: Means, command: Command, asked: RecordRecovery) -> Recorded | Problem:
    """Record that the participant came back from a setback."""
    version, state = await means.records.load(asked.setback_id) or (0, None)
    held = setback_of(state)
    if held is None:
        return await means.records.receipt(command) or unknown_setback(asked.setback_id)
    happened = setback.decide_recovery(held, asked, means.now())
    if isinstance(happened, Problem):
        return await means.records.receipt(command) or happened
    recovered = as_state(setback.evolve(held, happened))
    answer = {"setback_id": held.setback_id, "event_id": happened.id}
    outcome = await means.records.change(command, held.setback_id, version, recovered, answer, [happened])
    means.wake_relay()
    return outcome


async def record_check_in(means: Means, command: Command, asked: RecordCheckIn) -> Recorded | Problem:
    """Record a check-in."""
    view = await means.known.view(command.organization, asked.mentions)
    happened = checkin.decide(view, asked, means.now())
    if isinstance(happened, Problem):
        return await means.records.receipt(command) or happened
    state = checkin.evolve(happened)
    return await _create(means, command, state.checkin_id, state, happened, {"checkin_id": state.checkin_id})


async def _create(
    means: Means,
    command: Command,
    record_id: str,
    record: Attempt | Setback | CheckIn,
    happened: AttemptEvent | Event[SetbackHappened] | Event[CheckedIn],
    ids: dict[str, str],
) -> Recorded | Problem:
    answer = {**ids, "event_id": happened.id}
    outcome = await means.records.create(command, record_id, as_state(record), answer, [happened])
    means.wake_relay()
    return outcome
