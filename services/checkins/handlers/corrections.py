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
from services.checkins.handlers.access import may_tell_of_anybody
from services.checkins.handlers.means import Means
from services.checkins.handlers.recording import (
    FORBIDDEN,
    Decide,
    T,
    answer_for,
    decided_on,
    difficulty_of,
    may_tell_of,
)
from services.checkins.notes import Spoken, note_ids_in
from shared.contracts.access import ACTING
from shared.contracts.callers import Caller
from shared.contracts.problems import Problem
from shared.runtime.commands import Command, Recorded


async def retract_record(means: Means, caller: Caller, command: Command, asked: Retract) -> Recorded | Problem:
    """Say that a record no longer counts."""
    found = await means.records.find(command.organization, asked.record_id)
    if found is None:
        refusal = may_tell_of_anybody(caller, ACTING)
        return refusal or await means.records.receipt(command) or unknown_record(asked.record_id)
    if refusal := await may_tell_of(means, caller, found.record, rules_of(found.record.kind)):
        return refusal
    happened = corrections.decide(found.record, asked, means.now())
    if isinstance(happened, Problem):
        receipt = await means.records.receipt(command)
        return await _settled(means, command, asked.record_id, receipt) if receipt else happened
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
    if found is None:
        refusal = may_tell_of_anybody(caller, ACTING)
        return refusal or await means.records.receipt(command) or unknown_record(asked.record_id)
    before = found.record
    rules = rules_of(before.kind)
    if refusal := await may_tell_of(means, caller, before, rules):
        return refusal
    if before.kind is not asked.kind:
        return await means.records.receipt(command) or unknown_record(asked.record_id)
    told = anew(before, replace(asked.asked, occurred_at=asked.asked.occurred_at or before.current.happened_at))
    decided = corrections.may_change(before, asked, now) or await decided_on(means, caller, told, decide, rules)
    if isinstance(decided, Problem):
        # A retry, perhaps, whose first try was cut off before its last effect.
        receipt = await means.records.receipt(command) if decided.status != FORBIDDEN else None
        return await _spoken(means, spoken, before, asked.record_id, receipt) if receipt else decided
    view, happened = decided
    retracted = corrections.replaced(before, told.asked, happened, now)
    after = correct(before, happened, retracted, difficulty_of(view, happened.data))
    answer = {**answer_for(after), "retraction_id": retracted.data.retraction_id}
    outcome = await means.records.change(command, found, after, answer, [happened, retracted])
    return await _spoken(means, spoken, before, asked.record_id, outcome)


async def _spoken(
    means: Means, spoken: Spoken, record: Record, record_id: str, outcome: Recorded | Problem
) -> Recorded | Problem:
    """Keep the new words of a correction, and withdraw the old ones, once it is recorded."""
    if isinstance(outcome, Recorded):
        await means.notes.keep(spoken, record.participant_id)
    return await _settled(means, spoken.command, record_id, outcome)


async def _settled(means: Means, command: Command, record_id: str, outcome: Recorded | Problem) -> Recorded | Problem:
    """Withdraw the notes of everything in the record that was taken back, once it is."""
    means.wake_relay()
    found = await means.records.find(command.organization, record_id) if isinstance(outcome, Recorded) else None
    if found:
        tellings = (*found.record.earlier, found.record.current)
        taken_back = [telling.said.model_dump() for telling in tellings if telling.retraction]
        await means.notes.withdraw([note_id for said in taken_back for note_id in note_ids_in(said)])
    return outcome
