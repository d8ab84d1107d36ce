"""A summary for the participant: what they may want to take home. One or two pages, so each part is bounded.

Nothing is in it that the record does not hold; what does not fit is counted, never dropped silently.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from services.dashboard.story.attempts import Tried
from services.dashboard.story.experiments import Experiment
from services.dashboard.story.own_words import IfThen, Note, Notes, if_then
from services.dashboard.story.setbacks import Learning
from services.dashboard.story.small_steps import Plan, SixWeeks
from services.dashboard.story.told import (
    AffirmationTold,
    GoalListed,
    SmallWinTold,
    StrengthTold,
    SupportTold,
    ValueTold,
    Why,
    WishTold,
)
from shared.contracts.codes import StrengthKind, SupportKind
from shared.contracts.vocabulary import ValueArea

MOST = 3
"""Values, goals, strengths and others of a kind; the record has the rest."""
MOST_WINS = 5
LONGEST = 280
"""Characters of one note; the record has all of it."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Some(Generic[T]):
    """The first of something, and how many more the record holds."""

    shown: Sequence[T]
    more: int = 0

    @classmethod
    def of(cls, everything: Iterable[T], most: int = MOST) -> Some[T]:
        """At most so many."""
        found = list(everything)
        return cls(found[:most], max(0, len(found) - most))


@dataclass(frozen=True, slots=True)
class Matter:
    """A value: its area, the participant's words, how much it matters (0-10)."""

    area: ValueArea
    words: str | None
    importance: int


@dataclass(frozen=True, slots=True)
class Aim:
    """A goal that goes on, by its newest version."""

    area: ValueArea
    hypothesis: str | None
    is_draft: bool
    experiment: Experiment
    learned: str | None


@dataclass(frozen=True, slots=True)
class TriedStep:
    """A step that was tried, and what came of it in these weeks; `plan` as it stands now, where it is known."""

    plan: Plan | None
    tried: Mapping[Tried, int]


@dataclass(frozen=True, slots=True)
class Strong:
    """A strength, and the moment that showed it."""

    kind: StrengthKind
    moment: str | None


@dataclass(frozen=True, slots=True)
class Help:
    """Practical help that was arranged."""

    kind: SupportKind
    words: str | None


@dataclass(frozen=True, slots=True)
class Win:
    """A small win, and what was done, where the step's plan is known."""

    at: datetime
    why: Sequence[Why]
    plan: Plan | None


@dataclass(frozen=True, slots=True)
class Summary:
    """What stands on the page, part by part."""

    matters: Some[Matter]
    aims: Some[Aim]
    tried: Some[TriedStep]
    strengths: Some[Strong]
    said_back: Some[str]
    coped: Some[IfThen]
    ways_back: int
    help: Some[Help]
    wins: Some[Win]
    open_steps: Some[Plan]
    next_check_in: date | None
    reviews: Some[date]
    wishes: Some[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """All that a summary is made of. `experiments`: the first MOST of the open goals, each with its history."""

    values: Sequence[ValueTold]
    open_goals: Sequence[GoalListed]
    experiments: Sequence[Experiment]
    weeks: SixWeeks
    strengths: Sequence[StrengthTold]
    supports: Sequence[SupportTold]
    wishes: Sequence[WishTold]
    affirmations: Sequence[AffirmationTold]
    learnings: Sequence[Learning]
    wins: Sequence[SmallWinTold]
    next_check_in: date | None
    notes: Notes


def summary(record: Record, today: date) -> Summary:
    """The summary as of `today`, by the calendar of the participant's site."""
    notes = record.notes
    current = [value.versions[-1] for value in record.values]
    matters = sorted(current, key=lambda one: -one.importance)
    plans = {step.step_id: step.plans[-1].plan for step in record.weeks.steps if step.plans}
    open_steps = [
        step.plans[-1].plan
        for step in record.weeks.steps
        if step.plans and not step.rests and step.plans[-1].plan.due_on >= today
    ]
    return Summary(
        matters=Some.of(Matter(one.value_area, _cut(notes.find(one.words_note)), one.importance) for one in matters),
        aims=Some([_aim(one) for one in record.experiments], len(record.open_goals) - len(record.experiments)),
        tried=Some.of(TriedStep(plans.get(step.step_id), step.tried) for step in record.weeks.steps if step.tried),
        strengths=Some.of(
            _different(Strong(one.kind, _cut(notes.find(one.moment_note))) for one in record.strengths)
        ),
        said_back=Some.of(_words(notes, (one.said.words_note for one in record.affirmations if not one.retracted))),
        coped=Some.of(_plans_used(record.learnings)),
        ways_back=sum(one.recovered_at is not None for one in record.learnings),
        help=Some.of(_different(Help(one.kind, _cut(notes.find(one.words_note))) for one in record.supports)),
        wins=Some.of((Win(one.happened_at, one.why, plans.get(one.step_id)) for one in record.wins), MOST_WINS),
        open_steps=Some.of(sorted(open_steps, key=lambda plan: (plan.due_on, plan.step_id))),
        next_check_in=record.next_check_in,
        reviews=Some.of(sorted({one.review_on for one in record.open_goals})),
        wishes=Some.of(_words(notes, (one.words_note for one in record.wishes if one.talked_over_at is None))),
    )


def _different(told: Iterable[T]) -> list[T]:
    """Each once, the newest first; told from the oldest on."""
    return list(dict.fromkeys(reversed(list(told))))


def _aim(one: Experiment) -> Aim:
    looks = [look for chapter in one.chapters for look in reversed(chapter.looks)]
    learned = next((cut for look in looks if (cut := _cut(look.learned))), None)
    return Aim(one.area, _cut(one.now.hypothesis), one.now.is_draft, one, learned)


def _plans_used(learned: Iterable[Learning]) -> list[IfThen]:
    used = [if_then(one.plan) for one in learned if one.plan_used]
    return [IfThen(_short(one.if_this), _short(one.then_that)) for one in dict.fromkeys(used) if one]


def _words(notes: Notes, note_ids: Iterable[str | None]) -> list[str]:
    return [cut for note_id in note_ids if (cut := _cut(notes.find(note_id)))]


def _cut(note: Note | None) -> str | None:
    return _short(note.words) if note and note.words else None


def _short(words: str) -> str:
    if len(words) <= LONGEST:
        return words
    cut = words[:LONGEST].rsplit(None, 1)[0]
    return f"{cut}…"
