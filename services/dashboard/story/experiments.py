"""Goals as experiments: the value each serves, what each version said and who agreed, what was found out, what is
planned for when something gets in the way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from services.dashboard.story.own_words import Note, Notes
from services.dashboard.story.told import GoalListed, GoalStatus, GoalTold, Standing, ValueTold, VersionTold
from shared.contracts.codes import Closing, Party
from shared.contracts.events import Target
from shared.contracts.vocabulary import Barrier, RevisionReason, ValueArea


@dataclass(frozen=True, slots=True)
class Look:
    """A review: when, how much of the aim was reached (-2 to 2), what was learned."""

    at: datetime
    attainment: int
    learned: Note | None


@dataclass(frozen=True, slots=True)
class Chapter:
    """A version of the goal: from when on, why, what it said, what each party said to it, and reviews of it."""

    number: int
    since: datetime
    reason: RevisionReason | None
    aim: Target | None
    importance: int | None
    confidence: int | None
    hypothesis: Note | None
    answers: Mapping[Party, Standing]
    looks: Sequence[Look]

    @property
    def is_draft(self) -> bool:
        """Without the participant's yes a plan is a draft."""
        return self.answers[Party.PARTICIPANT] is not Standing.AGREED


@dataclass(frozen=True, slots=True)
class Turn:
    """The experiment ended, somehow; or was taken up again (None)."""

    at: datetime
    closing: Closing | None


@dataclass(frozen=True, slots=True)
class Foreseen:
    """An if-then plan for a barrier."""

    plan_id: str
    barrier: Barrier
    words: Note | None


@dataclass(frozen=True, slots=True)
class Experiment:
    """A goal with its history. `chapters`: the newest first; `turns`: the oldest first.

    `value`: what the goal serves, in the participant's words, and `matters` how much (0-10), where a value is named.
    """

    goal_id: str
    area: ValueArea
    value: Note | None
    matters: int | None
    is_open: bool
    review_on: date
    chapters: Sequence[Chapter]
    turns: Sequence[Turn]
    foreseen: Sequence[Foreseen]

    @property
    def now(self) -> Chapter:
        """The newest version."""
        return self.chapters[0]

    @property
    def earlier(self) -> Sequence[Chapter]:
        """What it said before, the newest first."""
        return self.chapters[1:]


def experiment(goal: GoalTold, values: Mapping[str, ValueTold], notes: Notes) -> Experiment:
    """The goal's story. `values` by id; a value that is not among them is left out."""
    value = values.get(goal.value_id or "")
    newest = value.versions[-1] if value else None
    turns = [Turn(one.at, one.closing) for one in goal.closings] + [Turn(one.at, None) for one in goal.reopenings]
    return Experiment(
        goal_id=goal.goal_id,
        area=goal.value_area,
        value=notes.find(newest.words_note) if newest else None,
        matters=newest.importance if newest else None,
        is_open=goal.status is GoalStatus.OPEN,
        review_on=goal.review_on,
        chapters=[_chapter(goal, version, notes) for version in reversed(goal.versions)],
        turns=sorted(turns, key=lambda turn: turn.at),
        foreseen=[Foreseen(plan.plan_id, plan.barrier, notes.find(plan.words_note)) for plan in goal.plans],
    )


def in_order(goals: Iterable[GoalListed]) -> list[GoalListed]:
    """Those that go on first, and among them what changed last."""
    by_age = sorted(goals, key=lambda goal: (goal.current.since, goal.goal_id), reverse=True)
    return sorted(by_age, key=lambda goal: goal.status is GoalStatus.CLOSED)


def _chapter(goal: GoalTold, version: VersionTold, notes: Notes) -> Chapter:
    said = {one.party: one.answer for one in goal.agreements if one.version == version.number}
    looks = [
        Look(one.at, one.attainment, notes.find(one.learned_note))
        for one in goal.reviews
        if one.version == version.number
    ]
    return Chapter(
        number=version.number,
        since=version.since,
        reason=version.reason,
        aim=version.target,
        importance=version.importance,
        confidence=version.confidence,
        hypothesis=notes.find(version.hypothesis_note),
        answers={party: said.get(party, Standing.DRAFT) for party in Party},
        looks=looks,
    )
