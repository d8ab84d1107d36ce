"""The brief: its parts in their order, which rules speak in each, and how much fits one page.

| part | what it tells | which rules speak |
|---|---|---|
| went well ... agenda | what the record holds | the first of each, then the second of each, ... |
| open question ... reflection | something to say (OARS) | the first that finds something |
| summary | the first sentence of up to three parts, word for word | - |
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import islice, zip_longest
from typing import TypeAlias

from services.dashboard.brief.drift import DRIFTS
from services.dashboard.brief.known import Known
from services.dashboard.brief.oars import AFFIRMATIONS, OPEN_QUESTIONS, REFLECTIONS, RULER_QUESTIONS
from services.dashboard.brief.reasons import AGENDA, REASONS, STRENGTHS
from services.dashboard.brief.went_well import WENT_WELL
from services.dashboard.released import Service
from services.dashboard.sentences import Sentence

Rule: TypeAlias = Callable[[Known, datetime], Iterable[Sentence]]
"""What it finds, the first to be told first; nothing when the record does not hold it."""


class Part(StrEnum):
    """The parts of a brief, in their order."""

    WENT_WELL = "went-well"
    REASONS = "reasons"
    STRENGTHS = "strengths"
    DRIFT = "drift"
    AGENDA = "agenda"
    OPEN_QUESTION = "open-question"
    RULER_QUESTION = "ruler-question"
    AFFIRMATION = "affirmation"
    REFLECTION = "reflection"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Composed:
    """How a part comes about. most: sentences at the most. needs: the services that know what it is about."""

    rules: tuple[Rule, ...]
    most: int
    needs: frozenset[Service]


BOTH = frozenset({Service.GOALS, Service.CHECKINS})
OF_GOALS = frozenset({Service.GOALS})
OF_CHECKINS = frozenset({Service.CHECKINS})
SUMMED_UP = (Part.WENT_WELL, Part.REASONS, Part.AGENDA)
"""Whose first sentences make the summary."""
PARTS: Mapping[Part, Composed] = {
    Part.WENT_WELL: Composed(WENT_WELL, 3, BOTH),
    Part.REASONS: Composed(REASONS, 3, BOTH),
    Part.STRENGTHS: Composed(STRENGTHS, 2, OF_GOALS),
    Part.DRIFT: Composed(DRIFTS, 1, BOTH),
    Part.AGENDA: Composed(AGENDA, 3, BOTH),
    Part.OPEN_QUESTION: Composed(OPEN_QUESTIONS, 1, BOTH),
    Part.RULER_QUESTION: Composed(RULER_QUESTIONS, 1, OF_CHECKINS),
    Part.AFFIRMATION: Composed(AFFIRMATIONS, 1, BOTH),
    Part.REFLECTION: Composed(REFLECTIONS, 1, BOTH),
    Part.SUMMARY: Composed((), len(SUMMED_UP), BOTH),
}
TO_BUILD_ON = (Part.OPEN_QUESTION, Part.RULER_QUESTION, Part.AFFIRMATION, Part.REFLECTION, Part.SUMMARY)
"""Open question, affirmation, reflection, summary (OARS); the others tell what the record holds."""


@dataclass(frozen=True, slots=True)
class Brief:
    """The sentences of each part; `missing`: services whose side of a part is not known right now."""

    parts: Mapping[Part, tuple[Sentence, ...]]
    missing: frozenset[Service]

    def is_whole(self, part: Part) -> bool:
        """Everything that the part is about is known."""
        return not PARTS[part].needs & self.missing

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All of them, in their order."""
        return tuple(sentence for part in Part for sentence in self.parts[part])


def compose(known: Known, now: datetime) -> Brief:
    """The brief as of `now`, in the language of this run: a function of what is known, in whatever order it comes."""
    parts = {part: _told(composed, known, now) for part, composed in PARTS.items()}
    parts[Part.SUMMARY] = tuple(sentence for part in SUMMED_UP for sentence in parts[part][:1])
    return Brief(parts, known.missing)


def _told(composed: Composed, known: Known, now: datetime) -> tuple[Sentence, ...]:
    named = [_named(rule, known, now) for rule in composed.rules]
    return tuple(islice(_in_turn(named), composed.most))


def _named(rule: Rule, known: Known, now: datetime) -> Iterator[Sentence]:
    for sentence in rule(known, now):
        yield replace(sentence, rule=rule.__name__)


def _in_turn(found: Sequence[Iterator[Sentence]]) -> Iterator[Sentence]:
    for round_ in zip_longest(*found):
        yield from (sentence for sentence in round_ if sentence is not None)
