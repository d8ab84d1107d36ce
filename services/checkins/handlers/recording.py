"""What the service does with something that is told: look up what it mentions, decide, record, wake the relay.

An accepted command costs one insert, and one or two looks into the view unless what it mentions was asked for just
before. Nothing is refused for what was heard a moment ago: a refusal is decided again on the view as it is now. A
retry is recognised where it would be recorded again, or refused for what has changed since the first try: so only
then the receipts are looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol, TypeVar

from services.checkins.domain import recoveries
from services.checkins.domain.asked import Asked
from services.checkins.domain.known import Name, Step, View
from services.checkins.domain.records import KINDS, Record, Said, recover, tell
from services.checkins.domain.recoveries import RecordRecovery
from services.checkins.domain.refusals import unknown_setback
from services.checkins.handlers.access import may_tell, may_tell_of_anybody
from services.checkins.handlers.means import Means
from services.checkins.notes import Spoken
from shared.contracts.access import ACTING, Rule
from shared.contracts.callers import Caller
from shared.contracts.envelope import Event
from shared.contracts.events import Setback, StepCompleted, StepNotDone
from shared.contracts.problems import Problem
from shared.runtime.commands import Command, Recorded


class Told(Protocol):
    """A command that tells something of one participant."""

    @property
    def asked(self) -> Asked: ...

    def whose(self, view: View) -> str | Problem:
        """The participant's id, or why that is not known."""

    def mentions(self, view: View) -> tuple[Name, ...]:
        """What has to be known to decide; perhaps more, once `view` knows the first of it."""


T = TypeVar("T", bound=Told)
FORBIDDEN = 403
"""Who may not do it is told nothing of earlier tries."""
Decide = Callable[[View, T, datetime], Event[Said] | Problem]


async def record(
    means: Means, caller: Caller, told: T, decide: Decide[T], spoken: Spoken, rules: tuple[Rule, ...] = ACTING
) -> Recorded | Problem:
    """Record what is told, and what was said in somebody's own words as notes."""
    decided = await decided_on(means, caller, told, decide, rules)
    if isinstance(decided, Problem):
        return decided if decided.status == FORBIDDEN else await _again(means, told, spoken) or decided
    view, happened = decided
    kept = tell(happened, difficulty_of(view, happened.data))
    outcome = await means.records.begin(spoken.command, kept, answer_for(kept), happened)
    means.wake_relay()
    if isinstance(outcome, Recorded):
        await means.notes.keep(spoken, kept.participant_id)
    return outcome


async def record_recovery(
    means: Means, caller: Caller, command: Command, asked: RecordRecovery
) -> Recorded | Problem:
    """Record that the participant came back from a setback."""
    found = await means.records.find(command.organization, asked.setback_id)
    if found is None:
        refusal = may_tell_of_anybody(caller, ACTING)
        return refusal or await means.records.receipt(command) or unknown_setback(asked.setback_id)
    if refusal := await may_tell_of(means, caller, found.record, ACTING):
        return refusal
    happened = recoveries.decide(found.record, asked, means.now())
    if isinstance(happened, Problem):
        return await means.records.receipt(command) or happened
    answer = {"setback_id": asked.setback_id, "event_id": happened.id}
    outcome = await means.records.change(command, found, recover(found.record, happened), answer, [happened])
    means.wake_relay()
    return outcome


async def decided_on(
    means: Means, caller: Caller, told: T, decide: Decide[T], rules: tuple[Rule, ...]
) -> tuple[View, Event[Said]] | Problem:
    """What happened and on which view that was decided, or why it cannot be recorded."""
    for fresh in (False, True):
        view = await _looked_up(means, told, fresh=fresh)
        whose = told.whose(view)
        if isinstance(whose, Problem):
            refused = may_tell_of_anybody(caller, rules) or whose
            continue
        if refusal := await may_tell(means, caller, view.organization, whose, rules):
            return refusal
        happened = decide(view, told, means.now())
        if not isinstance(happened, Problem):
            return view, happened
        refused = happened
    return refused


async def may_tell_of(means: Means, caller: Caller, record: Record, rules: tuple[Rule, ...]) -> Problem | None:
    """Why the caller may not say what became of a record, or None."""
    return await may_tell(means, caller, record.organization, record.participant_id, rules)


def answer_for(record: Record) -> dict[str, str]:
    """The ids of what was told."""
    said = record.current.said
    ids = {KINDS[type(said)][1]: record.current.record_id}
    if isinstance(said, StepCompleted | StepNotDone):
        ids |= {"step_id": said.step_id, "goal_id": said.goal_id}
    return {**ids, "event_id": record.current.event_id}


def difficulty_of(view: View, said: Said) -> float | None:
    """Of the step that a setback is about: its recovery will need it."""
    step = view.find(Step, said.step_id) if isinstance(said, Setback) else None
    return step.difficulty if step else None


async def _again(means: Means, told: Told, spoken: Spoken) -> Recorded | Problem | None:
    """The answer to a retry, whose first try may have been cut off before its words were kept."""
    receipt = await means.records.receipt(spoken.command)
    whose = told.whose(await _looked_up(means, told, fresh=False)) if isinstance(receipt, Recorded) else None
    if isinstance(whose, str):
        await means.notes.keep(spoken, whose)
    return receipt


async def _looked_up(means: Means, told: Told, *, fresh: bool) -> View:
    view = View(told.asked.organization, {})
    while names := [name for name in told.mentions(view) if name not in view.looked_up]:
        view = view.with_more(await means.known.view(view.organization, names, fresh=fresh))
    return view
