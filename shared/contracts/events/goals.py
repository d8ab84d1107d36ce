"""Goals as experiments that serve a value: set, agreed, revised, reviewed, closed, reopened."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from shared.contracts.codes import Attainment, Closing, Party
from shared.contracts.events.fact import EventData, Sequence, Target
from shared.contracts.vocabulary import Barrier, Id, Ordinal, RevisionReason, Ruler, ValueArea


class GoalSet(EventData):
    """A goal that serves a value, set as an experiment with a review date."""

    TYPE = "goal-set"
    goal_id: Id
    sequence: Sequence
    version: Ordinal
    value_area: ValueArea
    review_on: date
    target: Target | None = None
    importance: Ruler | None = None
    confidence: Ruler | None = None
    hypothesis_note: Id | None = None
    value_id: Id | None = None


class GoalRevised(EventData):
    """A goal got its next version, for a reason. Earlier versions stay as they were."""

    TYPE = "goal-revised"
    goal_id: Id
    sequence: Sequence
    version: Annotated[Ordinal, Field(ge=2)]
    reason: RevisionReason
    review_on: date
    target: Target | None = None
    importance: Ruler | None = None
    confidence: Ruler | None = None
    hypothesis_note: Id | None = None


class GoalAgreed(EventData):
    """A party said yes to a version of the plan. Without the participant's yes it is a draft."""

    TYPE = "goal-agreed"
    goal_id: Id
    sequence: Sequence
    version: Ordinal
    party: Party


class GoalDeclined(EventData):
    """A party said "not like this" to a version of the plan."""

    TYPE = "goal-declined"
    goal_id: Id
    sequence: Sequence
    version: Ordinal
    party: Party


class GoalReviewed(EventData):
    """The experiment was looked at together: how much of the aim was reached, and what was learned."""

    TYPE = "goal-reviewed"
    goal_id: Id
    sequence: Sequence
    version: Ordinal
    attainment: Attainment
    next_review_on: date | None = None
    learned_note: Id | None = None


class GoalClosed(EventData):
    """The experiment ended; `replaced_by` is the goal that goes on from here."""

    TYPE = "goal-closed"
    goal_id: Id
    sequence: Sequence
    version: Ordinal
    closing: Closing
    replaced_by: Id | None = None


class GoalReopened(EventData):
    """A closed goal is an experiment again, with a new review date."""

    TYPE = "goal-reopened"
    goal_id: Id
    sequence: Sequence
    version: Ordinal
    review_on: date


class ContingencyPlanned(EventData):
    """An if-then for a foreseen barrier, for a goal or one of its steps; the words stay in a note."""

    TYPE = "contingency-planned"
    plan_id: Id
    goal_id: Id
    sequence: Sequence
    barrier: Barrier
    step_id: Id | None = None
    words_note: Id | None = None
