"""Which facts an event tells.

Where two events tell the same fact, one of them counts: of a participant's the later in their order (time, type,
event id), of a goal's the one with the higher `sequence`. That depends on the events alone: so any order of arrival,
duplication or split into batches ends in the same view.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias, assert_never

from services.checkins.domain.known import (
    AtSite,
    Course,
    Goal,
    GoalCourse,
    Known,
    Name,
    Participant,
    Plan,
    Status,
    Step,
    StepCourse,
    Strength,
    Supporter,
    name_of,
)
from shared.contracts import events
from shared.contracts.envelope import CareEvent
from shared.contracts.events import TYPE_RANK, CareData

Position: TypeAlias = tuple[int, int, str]
"""Where an event stands among those that tell the same fact."""

TELLING: tuple[type[CareData], ...] = (
    events.ParticipantEnrolled,
    events.ParticipantMoved,
    events.ParticipantPaused,
    events.ParticipantResumed,
    events.ParticipantCompleted,
    events.ParticipantLeft,
    events.StrengthNamed,
    events.GoalSet,
    events.GoalClosed,
    events.GoalReopened,
    events.StepPlanned,
    events.StepRevised,
    events.StepPaused,
    events.StepResumed,
    events.ContingencyPlanned,
    events.SupporterInvited,
    events.SupporterUninvited,
)
"""The types that tell something of use here: their topics are read."""


@dataclass(frozen=True, slots=True)
class Learned:
    """One fact, and the position of its event."""

    name: Name
    position: Position
    known: Known


def learned_from(event: CareEvent) -> tuple[Learned, ...]:
    """The facts that an event tells; none for an event that tells nothing of use here."""
    organization, position = event.organization, _position(event)
    return tuple(
        Learned(name_of(type(known), organization, *ids), position, known)
        for ids, known in _told(event.participant_id, event.time, event.data)
    )


def newest(facts: Iterable[Learned]) -> dict[Name, Learned]:
    """One fact for each name: the one whose event comes last."""
    view: dict[Name, Learned] = {}
    for fact in facts:
        held = view.get(fact.name)
        if held is None or held.position < fact.position:
            view[fact.name] = fact
    return view


_Told: TypeAlias = Iterator[tuple[tuple[str, ...], Known]]
"""Ids, and what is known about them."""
_OfAnEnrolment: TypeAlias = (
    events.ParticipantEnrolled
    | events.ParticipantMoved
    | events.ParticipantPaused
    | events.ParticipantResumed
    | events.ParticipantCompleted
    | events.ParticipantLeft
)
_OfAGoal: TypeAlias = events.GoalSet | events.GoalClosed | events.GoalReopened
_OfAStep: TypeAlias = events.StepPlanned | events.StepRevised | events.StepPaused | events.StepResumed


def _told(who: str, when: datetime, data: CareData) -> _Told:
    match data:
        case (
            events.ParticipantEnrolled()
            | events.ParticipantMoved()
            | events.ParticipantPaused()
            | events.ParticipantResumed()
            | events.ParticipantCompleted()
            | events.ParticipantLeft()
        ):
            yield from (((who,), known) for known in _of_an_enrolment(who, when, data))
        case events.GoalSet() | events.GoalClosed() | events.GoalReopened():
            yield from (((data.goal_id,), known) for known in _of_a_goal(who, when, data))
        case events.StepPlanned() | events.StepRevised() | events.StepPaused() | events.StepResumed():
            yield from (((data.step_id,), known) for known in _of_a_step(who, when, data))
        case events.StrengthNamed():
            yield (data.strength_id,), Strength(data.strength_id, who)
        case events.ContingencyPlanned():
            yield (data.plan_id,), Plan(data.plan_id, data.goal_id, who)
        case events.SupporterInvited():
            yield (who, data.supporter_id), Supporter(data.may_see)
        case events.SupporterUninvited():
            yield (who, data.supporter_id), Supporter(())
        case (
            events.ValueClarified()
            | events.ValueRevisited()
            | events.GoalRevised()
            | events.GoalAgreed()
            | events.GoalDeclined()
            | events.GoalReviewed()
            | events.StepCompleted()
            | events.StepNotDone()
            | events.Setback()
            | events.SetbackRecovered()
            | events.CheckedIn()
            | events.BalanceWeighed()
            | events.TalkCounted()
            | events.Affirmed()
            | events.ClinicianConfidenceRated()
            | events.CheckInsAgreed()
            | events.AgendaWished()
            | events.AgendaTalkedOver()
            | events.SupportArranged()
            | events.ContactRequested()
            | events.ScoreQuestioned()
            | events.AttentionTaken()
            | events.AttentionReleased()
            | events.AttentionSnoozed()
            | events.OutreachMade()
            | events.EntryRetracted()
        ):
            return
        case _:
            assert_never(data)


def _of_an_enrolment(who: str, when: datetime, data: _OfAnEnrolment) -> Iterator[Known]:
    match data:
        case events.ParticipantEnrolled():
            yield Participant(who, data.check_in_every_days, data.prompts or ())
            yield AtSite(data.site)
            yield Course(Status.ACTIVE, when)
        case events.ParticipantMoved():
            yield AtSite(data.site)
        case events.ParticipantPaused():
            yield Course(Status.PAUSED, when)
        case events.ParticipantResumed():
            yield Course(Status.ACTIVE, when)
        case events.ParticipantCompleted():
            yield Course(Status.COMPLETED, when)
        case events.ParticipantLeft():
            yield Course(Status.LEFT, when)
        case _:
            assert_never(data)


def _of_a_goal(who: str, when: datetime, data: _OfAGoal) -> Iterator[Known]:
    match data:
        case events.GoalSet():
            yield Goal(data.goal_id, who)
            yield GoalCourse(None)
        case events.GoalClosed():
            yield GoalCourse(when)
        case events.GoalReopened():
            yield GoalCourse(None)
        case _:
            assert_never(data)


def _of_a_step(who: str, when: datetime, data: _OfAStep) -> Iterator[Known]:
    match data:
        case events.StepPlanned():
            yield _step(data, who)
            yield StepCourse(None)
        case events.StepRevised():
            yield _step(data, who)
        case events.StepPaused():
            yield StepCourse(when)
        case events.StepResumed():
            yield StepCourse(None)
        case _:
            assert_never(data)


def _step(data: events.StepPlanned | events.StepRevised, who: str) -> Step:
    return Step(data.step_id, data.goal_id, who, data.starts_on, data.due_on, data.difficulty, data.time_zone)


def _position(event: CareEvent) -> Position:
    sequence: int | None = getattr(event.data, "sequence", None)
    return event.position if sequence is None else (sequence, TYPE_RANK[event.data.TYPE], event.id)
