"""What the service does with a command: look up what it mentions, decide, record, wake the relay.

An accepted command costs one insert, and one look into the view unless what it mentions was asked for just before. A
retry is recognised where it would be recorded again, or refused for what has changed since the first try: so only
then the receipts are looked at.
"""

from __future__ import annotations

from services.checkins.domain import attempts, check_ins, setbacks
from services.checkins.domain.attempts import Attempt, AttemptEvent, RecordAttempt
from services.checkins.domain.check_ins import CheckIn, RecordCheckIn
from services.checkins.domain.refusals import unknown_setback
from services.checkins.domain.setbacks import RecordRecovery, RecordSetback, Setback
from services.checkins.handlers.means import Means
from services.checkins.store import as_state, setback_of
from shared.contracts.envelope import Event
from shared.contracts.events import CheckedIn
from shared.contracts.events import Setback as SetbackHappened
from shared.contracts.problems import Problem
from shared.runtime.commands import Command, Recorded


async def record_attempt(means: Means, command: Command, asked: RecordAttempt) -> Recorded | Problem:
    """Record what came of an attempt at a step."""
    view = await means.known.view(command.organization, asked.mentions)
    happened = attempts.decide(view, asked, means.now())
    if isinstance(happened, Problem):
        return await means.records.receipt(command) or happened
    state = attempts.evolve(happened)
    ids = {"attempt_id": state.attempt_id, "step_id": state.step_id, "goal_id": state.goal_id}
    return await _create(means, command, state.attempt_id, state, happened, ids)


async def record_setback(
    means: Means, command: Command, asked: RecordSetback, learned: str | None
) -> Recorded | Problem:
    """Record a setback, and what was learned from it as a note."""
    view = await means.known.view(command.organization, asked.mentions)
    happened = setbacks.decide_setback(view, asked, means.now())
    if isinstance(happened, Problem):
        return await means.records.receipt(command) or happened
    state = setbacks.begin(view, happened)
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
    happened = setbacks.decide_recovery(held, asked, means.now())
    if isinstance(happened, Problem):
        return await means.records.receipt(command) or happened
    recovered = as_state(setbacks.evolve(held, happened))
    answer = {"setback_id": held.setback_id, "event_id": happened.id}
    outcome = await means.records.change(command, held.setback_id, version, recovered, answer, [happened])
    means.wake_relay()
    return outcome


async def record_check_in(means: Means, command: Command, asked: RecordCheckIn) -> Recorded | Problem:
    """Record a check-in."""
    view = await means.known.view(command.organization, asked.mentions)
    happened = check_ins.decide(view, asked, means.now())
    if isinstance(happened, Problem):
        return await means.records.receipt(command) or happened
    state = check_ins.evolve(happened)
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
