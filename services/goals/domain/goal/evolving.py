"""How each event makes the next state of a goal. History is only ever added to."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias, assert_never

from services.goals.domain.goal import lifecycle
from services.goals.domain.goal.lifecycle import S, Standing, Transitions
from services.goals.domain.goal.state import (
    PLANNED,
    Agreement,
    Answer,
    ContingencyPlan,
    Goal,
    GoalClosing,
    Reopening,
    Review,
    Step,
    StepPlan,
    StepVersion,
    Version,
)
from services.goals.domain.history import BrokenHistory
from shared.contracts.codes import Party
from shared.contracts.envelope import Event
from shared.contracts.events import (
    ContingencyPlanned,
    GoalAgreed,
    GoalClosed,
    GoalDeclined,
    GoalReopened,
    GoalReviewed,
    GoalRevised,
    GoalSet,
    StepPaused,
    StepPlanned,
    StepResumed,
    StepRevised,
)
from shared.contracts.vocabulary import RevisionReason

StepFact: TypeAlias = StepPlanned | StepRevised | StepPaused | StepResumed
LaterFact: TypeAlias = (
    GoalRevised | GoalAgreed | GoalDeclined | GoalReviewed | GoalClosed | GoalReopened | StepFact | ContingencyPlanned
)
GoalFact: TypeAlias = GoalSet | LaterFact
"""What can happen to a goal; a goal's events bear the sequence numbers 1, 2, 3, ... without a gap."""


def evolve(goal: Goal | None, event: Event[GoalFact]) -> Goal:
    """The goal after `event`. Raises BrokenHistory when it is not an event that can come next."""
    fact = event.data
    if fact.sequence != (goal.sequence if goal else 0) + 1:
        raise BrokenHistory(event.id)
    status = _next(lifecycle.GOAL, goal.status if goal else None, event)
    if isinstance(fact, GoalSet):
        return _begun(fact, event)
    if goal is None or goal.goal_id != fact.goal_id:
        raise BrokenHistory(event.id)
    return _with(replace(goal, sequence=fact.sequence, status=status), fact, event)


def _next(transitions: Transitions[S], state: S | None, event: Event[GoalFact]) -> S:
    try:
        return transitions[state, type(event.data)]
    except KeyError:
        raise BrokenHistory(event.id) from None


def _begun(fact: GoalSet, event: Event[GoalFact]) -> Goal:
    return Goal(
        goal_id=fact.goal_id,
        organization=event.organization,
        participant_id=event.participant_id,
        value_area=fact.value_area,
        value_id=fact.value_id,
        sequence=fact.sequence,
        status=_next(lifecycle.GOAL, None, event),
        review_on=fact.review_on,
        standing={party: _next(lifecycle.ANSWER, None, event) for party in Party},
        versions=(_version(fact, event, None),),
    )


def _with(goal: Goal, fact: LaterFact, event: Event[GoalFact]) -> Goal:
    at, sequence = event.time, fact.sequence
    match fact:
        case GoalRevised():
            version = _version(fact, event, fact.reason)
            standing = {party: _next(lifecycle.ANSWER, goal.standing[party], event) for party in Party}
            return replace(goal, versions=(*goal.versions, version), review_on=fact.review_on, standing=standing)
        case GoalAgreed():
            return _answered(goal, Agreement(sequence, at, fact.version, fact.party, Answer.AGREED), event)
        case GoalDeclined():
            return _answered(goal, Agreement(sequence, at, fact.version, fact.party, Answer.DECLINED), event)
        case GoalReviewed():
            review = Review(sequence, at, fact.version, fact.attainment, fact.next_review_on, fact.learned_note)
            return replace(goal, reviews=(*goal.reviews, review), review_on=fact.next_review_on or goal.review_on)
        case GoalClosed():
            closing = GoalClosing(sequence, at, fact.version, fact.closing, fact.replaced_by)
            return replace(goal, closings=(*goal.closings, closing))
        case GoalReopened():
            reopening = Reopening(sequence, at, fact.version, fact.review_on)
            return replace(goal, reopenings=(*goal.reopenings, reopening), review_on=fact.review_on)
        case ContingencyPlanned():
            plan = ContingencyPlan(fact.plan_id, sequence, at, fact.barrier, fact.step_id, fact.words_note)
            return replace(goal, plans=(*goal.plans, plan))
        case StepPlanned() | StepRevised() | StepPaused() | StepResumed():
            return _with_step(goal, fact, event)
        case _:
            assert_never(fact)


def _answered(goal: Goal, answer: Agreement, event: Event[GoalFact]) -> Goal:
    standing: dict[Party, Standing] = {
        **goal.standing,
        answer.party: _next(lifecycle.ANSWER, goal.standing[answer.party], event),
    }
    return replace(goal, agreements=(*goal.agreements, answer), standing=standing)


def _with_step(goal: Goal, fact: StepFact, event: Event[GoalFact]) -> Goal:
    known = goal.steps_by_id.get(fact.step_id)
    status = _next(lifecycle.STEP, known.status if known else None, event)
    match fact:
        case StepPlanned():
            step = Step(fact.step_id, status, (_step_version(fact, event, 1, None),))
            return replace(goal, steps=(*goal.steps, step))
        case StepRevised():
            added = [_step_version(fact, event, fact.version, fact.reason)]
        case StepPaused() | StepResumed():
            added = []
        case _:
            assert_never(fact)
    steps = (
        replace(step, status=status, versions=(*step.versions, *added)) if step is known else step
        for step in goal.steps
    )
    return replace(goal, steps=tuple(steps))


def _version(fact: GoalSet | GoalRevised, event: Event[GoalFact], reason: RevisionReason | None) -> Version:
    return Version(
        number=fact.version,
        since=event.time,
        reason=reason,
        review_on=fact.review_on,
        target=fact.target,
        importance=fact.importance,
        confidence=fact.confidence,
        hypothesis_note=fact.hypothesis_note,
    )


def _step_version(
    fact: StepPlanned | StepRevised, event: Event[GoalFact], number: int, reason: RevisionReason | None
) -> StepVersion:
    plan = StepPlan(**{name: getattr(fact, name) for name in PLANNED})
    return StepVersion(number, fact.sequence, event.time, reason, plan)
