"""Taking back and putting right: what was told no longer counts, and its words are shown no more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from services.checkins.domain import corrections
from services.checkins.domain.access import rules_of
from services.checkins.domain.asked import Asked
from services.checkins.domain.corrections import Correct, Retract
from services.checkins.domain.records import Record, correct, retract
from services.checkins.domain.refusals import unknown_record
from services.checkins.handlers.means import Means
from services.checkins.handlers.recording import Decide, T, answer_for, decided_on, difficulty_of, may_tell_of
from services.checkins.notes import Spoken, note_ids_in
from shared.contracts.callers import Caller
from shared.contracts.problems import Problem
from shared.runtime.commands import Command, Recorded


async def retract_record(means: Means, caller: Caller, command: Command, asked: Retract) -> Recorded | Problem:
    """Say that a record no longer counts."""
    found = await means.records.find(command.organization, asked.record_id)
    if found and (refusal := await may_tell_of(means, caller, found.record, rules_of(found.record.kind))):
        return refusal
    happened = corrections.decide(found.record if found else None, asked, means.now())
    if isinstance(happened, Problem) or found is None:
        refused = happened if isinstance(happened, Problem) else unknown_record(asked.record_id)
        return await _again(means, command, asked.record_id) or refused
    answer = {"retraction_id": happened[0].data.retraction_id, "event_id": happened[0].id}
    retracted = retract(found.record, happened[0])
    outcome = await means.records.change(command, found, retracted, answer, happened)
    return await _settled(means, command, asked.record_id, outcome)


async def correct_record(
    means: Means,
    caller: Caller,
    asked: Correct,
    anew: Callable[[Record, Asked], T],
    decide: Decide[T],
    spoken: Spoken,
) -> Recorded | Problem:
    """Say a record anew, under a new id; what it said before no longer counts. `anew` makes the new command."""
    command, now = spoken.command, means.now()
    found = await means.records.find(command.organization, asked.record_id)
    if found and (refusal := await may_tell_of(means, caller, found.record, rules_of(found.record.kind))):
        return refusal
    refusal = corrections.may_change(found.record if found else None, asked, now)
    if refusal or found is None:
        return await _again(means, command, asked.record_id) or refusal or unknown_record(asked.record_id)
    before = found.record
    when = asked.asked.occurred_at or before.current.happened_at
    told = anew(before, replace(asked.asked, occurred_at=when))
    decided = await decided_on(means, caller, told, decide, rules_of(before.kind))
    if isinstance(decided, Problem):
        return decided if decided.status == 403 else await _again(means, command, asked.record_id) or decided
    view, happened = decided
    retracted = corrections.replaced(before, told.asked, happened, now)
    after = correct(before, happened, retracted, difficulty_of(view, happened.data))
    answer = {**answer_for(after), "retraction_id": retracted.data.retraction_id}
    outcome = await means.records.change(command, found, after, answer, [happened, retracted])
    if isinstance(outcome, Recorded):
        await means.notes.keep(spoken, after.participant_id)
    return await _settled(means, command, asked.record_id, outcome)


async def _again(means: Means, command: Command, record_id: str) -> Recorded | Problem | None:
    """The answer to a retry, whose first try may have been cut off before its last effect."""
    receipt = await means.records.receipt(command)
    return await _settled(means, command, record_id, receipt) if receipt else None


async def _settled(means: Means, command: Command, record_id: str, outcome: Recorded | Problem) -> Recorded | Problem:
    """Withdraw the notes of everything in the record that was taken back, once it is."""
    means.wake_relay()
    found = await means.records.find(command.organization, record_id) if isinstance(outcome, Recorded) else None
    if found:
        tellings = (*found.record.earlier, found.record.current)
        taken_back = [telling.said.model_dump() for telling in tellings if telling.retraction]
        await means.notes.withdraw([note_id for said in taken_back for note_id in note_ids_in(said)])
    return outcome
