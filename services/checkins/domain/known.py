"""What the topics told us about participants, goals, steps, plans, strengths and supporters.

Each fact has a name, which says what it is about; `learning` says which events tell it. What is known changes only by
another event: nothing here is decided by this service.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias, TypeVar

from shared.contracts.codes import Shared


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who joined a program: what the newest enrolment says of check-ins and journaling prompts."""

    participant_id: str
    check_in_every_days: int | None = None
    prompts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AtSite:
    """Where the participant is now: who works there may see them."""

    site: str


class Status(StrEnum):
    """How an enrolment stands."""

    ACTIVE = "active"
    PAUSED = "paused"
    COMPLETED = "completed"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Course:
    """How the participant's enrolment stands, and since when."""

    status: Status
    since: datetime

    def is_over_at(self, moment: datetime) -> bool:
        """Whether the participant had completed or left the program by then."""
        return self.status in (Status.COMPLETED, Status.LEFT) and moment >= self.since


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal, and whose it is."""

    goal_id: str
    participant_id: str


@dataclass(frozen=True, slots=True)
class GoalCourse:
    """Since when a goal is closed; None while it is open."""

    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Step:
    """The newest plan of a step: whose it is, from which day to which in its zone (UTC when none is said).

    `difficulty`: 0-10, where it was said.
    """

    step_id: str
    goal_id: str
    participant_id: str
    starts_on: date
    due_on: date
    difficulty: float | None
    time_zone: str | None = None


@dataclass(frozen=True, slots=True)
class StepCourse:
    """Since when a step rests; None while it goes on."""

    paused_at: datetime | None


@dataclass(frozen=True, slots=True)
class Plan:
    """An if-then for a foreseen barrier, and the goal it is for."""

    plan_id: str
    goal_id: str
    participant_id: str


@dataclass(frozen=True, slots=True)
class Strength:
    """A strength, and whose it is."""

    strength_id: str
    participant_id: str


@dataclass(frozen=True, slots=True)
class Supporter:
    """What a supporter may see now; nothing once the invitation was taken back."""

    may_see: tuple[Shared, ...]


Known: TypeAlias = Participant | AtSite | Course | Goal | GoalCourse | Step | StepCourse | Plan | Strength | Supporter
Name: TypeAlias = str
"""What a fact is about: its kind, a slash, the organization, a slash, ids."""
KINDS: Mapping[str, type[Known]] = {
    "participant": Participant,
    "site": AtSite,
    "course": Course,
    "goal": Goal,
    "goal-course": GoalCourse,
    "step": Step,
    "step-course": StepCourse,
    "plan": Plan,
    "strength": Strength,
    "supporter": Supporter,
}
"""The first part of a name says what is known under it."""
_WORDS: Mapping[type[object], str] = {known: kind for kind, known in KINDS.items()}


def name_of(known: type[object], organization: str, *ids: str) -> Name:
    """The name of a fact of this kind; ids of two organizations never meet."""
    return "/".join((_WORDS[known], organization, *ids))


K = TypeVar("K", bound=Known)


@dataclass(frozen=True, slots=True)
class View:
    """What is known in an organization under the names that were looked up."""

    organization: str
    facts: Mapping[Name, Known]
    looked_up: frozenset[Name] = field(default=frozenset(), compare=False)

    def find(self, known: type[K], *ids: str | None) -> K | None:
        """The fact of this kind about these ids, or None when nothing is known of it, or an id is None."""
        if None in ids:
            return None
        found = self.facts.get(name_of(known, self.organization, *(id_ for id_ in ids if id_ is not None)))
        return found if isinstance(found, known) else None

    def with_more(self, more: View) -> View:
        """Both together; what `more` says is newer."""
        return View(self.organization, {**self.facts, **more.facts}, self.looked_up | more.looked_up)
