"""What the topics told us about participants, goals and steps.

A fact is learned from one event and keyed by what it is about. Where two events are about the same thing, the later
one in the participant's order counts: so any order, duplication or split of the events ends in the same view.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias, assert_never

from shared.contracts import events
from shared.contracts.envelope import CareEvent
from shared.contracts.events import GoalSet, ParticipantEnrolled, StepPlanned


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who is enrolled."""

    participant_id: str


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal, and whose it is."""

    goal_id: str
    participant_id: str


@dataclass(frozen=True, slots=True)
class Step:
    """A planned step, whose it is, from which day to which, and its difficulty 0-10 where it was said."""

    step_id: str
    goal_id: str
    participant_id: str
    starts_on: date
    due_on: date
    difficulty: float | None


Known: TypeAlias = Participant | Goal | Step
Name: TypeAlias = str
"""What a fact is about: `participant/<organization>/<id>`, `goal/...`, `step/...`."""


@dataclass(frozen=True, slots=True)
class Learned:
    """One fact, and the place of its event in the participant's order."""

    name: Name
    position: tuple[int, int, str]
    known: Known


def participant_name(organization: str, participant_id: str) -> Name:
    """Names a participant of an organization; ids of two organizations never meet."""
    return f"participant/{organization}/{participant_id}"


def goal_name(organization: str, goal_id: str) -> Name:
    """Names a goal in an organization."""
    return f"goal/{organization}/{goal_id}"


def step_name(organization: str, step_id: str) -> Name:
    """Names a step in an organization."""
    return f"step/{organization}/{step_id}"


@dataclass(frozen=True, slots=True)
class View:
    """What is known in an organization of the participants, goals and steps that a command mentions."""

    organization: str
    facts: Mapping[Name, Known]

    def participant(self, participant_id: str) -> Participant | None:
        """The participant, or None when nobody of that id is known to be enrolled."""
        found = self.facts.get(participant_name(self.organization, participant_id))
        return found if isinstance(found, Participant) else None

    def goal(self, goal_id: str) -> Goal | None:
        """The goal, or None when it is not known."""
        found = self.facts.get(goal_name(self.organization, goal_id))
        return found if isinstance(found, Goal) else None

    def step(self, step_id: str) -> Step | None:
        """The step, or None when it is not known."""
        found = self.facts.get(step_name(self.organization, step_id))
        return found if isinstance(found, Step) else None


def learned_from(event: CareEvent) -> Learned | None:
    """The fact that an event tells, or None for an event that tells nothing of use here."""
    organization, participant_id, data = event.organization, event.participant_id, event.data
    match data:
        case ParticipantEnrolled():
            name = participant_name(organization, participant_id)
            return Learned(name, event.position, Participant(participant_id))
        case GoalSet():
            name = goal_name(organization, data.goal_id)
            return Learned(name, event.position, Goal(data.goal_id, participant_id))
        case StepPlanned():
            step = Step(data.step_id, data.goal_id, participant_id, data.starts_on, data.due_on, data.difficulty)
            return Learned(step_name(organization, data.step_id), event.position, step)
        case (
            events.ParticipantMoved()
            | events.ParticipantPaused()
            | events.ParticipantResumed()
            | events.ParticipantCompleted()
            | events.ParticipantLeft()
            | events.ValueClarified()
            | events.ValueRevisited()
            | events.StrengthNamed()
            | events.GoalRevised()
            | events.GoalAgreed()
            | events.GoalDeclined()
            | events.GoalReviewed()
            | events.GoalClosed()
            | events.GoalReopened()
            | events.StepRevised()
            | events.StepPaused()
            | events.StepResumed()
            | events.ContingencyPlanned()
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
            | events.SupporterInvited()
            | events.SupporterUninvited()
            | events.ContactRequested()
            | events.ScoreQuestioned()
            | events.EntryRetracted()
        ):
            return None
        case _:
            assert_never(data)


def newest(facts: Iterable[Learned]) -> dict[Name, Learned]:
    """One fact for each name: the one whose event comes last in its participant's order."""
    view: dict[Name, Learned] = {}
    for fact in facts:
        held = view.get(fact.name)
        if held is None or held.position < fact.position:
            view[fact.name] = fact
    return view
