"""What happened to a few participants: every type of event, at times that collide, told in any order and often."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias, TypeVar

from hypothesis import strategies as st

from services.scoring.domain.course import fold
from services.scoring.domain.packing import pack
from services.scoring.projector import Entry, entry
from shared.contracts.envelope import CareEvent
from shared.contracts.events import CareData
from shared.contracts.vocabulary import Outcome, RulerKind, Setting, Stage
from shared.runtime.store import encoded
from tests.unit.scoring.care import (
    checked_in,
    confident,
    done,
    enrolled,
    goal,
    not_done,
    planned,
    ready,
    recovered,
    revised,
    ruler,
    said,
    setback,
)

T = TypeVar("T")
Documents: TypeAlias = dict[str, bytes]

PEOPLE = ("robin", "kim", "sam")
SAID: tuple[CareData, ...] = (
    enrolled("harbour"),
    enrolled("riverside"),
    goal("goal-1"),
    goal("goal-2", review_on="2026-02-01", importance=9, confidence=3),
    revised(2, "goal-1", importance=6),
    revised(3, "goal-1", review_on="2026-01-15"),
    planned(),
    planned(7.5),
    done(),
    done(3.25),
    done(9.5),
    done(6.0, Outcome.PARTLY),
    not_done(),
    not_done(1.0),
    setback("a"),
    setback("b", plan_used=True),
    recovered("a", difficulty=4.0),
    recovered("b"),
    confident(10),
    confident(0, Setting.CHECK_IN),
    ready(2),
    checked_in(stage=Stage.MAINTENANCE),
    checked_in(ruler(RulerKind.IMPORTANCE, 8, "goal-1"), ruler(RulerKind.CONFIDENCE, 1), stage=Stage.CONTEMPLATION),
)
_MICROSECOND = 1 / 86_400_000_000
DAYS = (0.0, _MICROSECOND, 2 * _MICROSECOND, 0.01, 0.04, 1.0, 1.5, 2.0, 7.0, 13.999, 14.0, 14.04, 20.0, 90.0, 400.0)
"""Days after the start: some a microsecond, some within an hour, some a trend's window apart."""

_events = st.tuples(st.sampled_from(PEOPLE), st.sampled_from(SAID), st.sampled_from(DAYS))


def _happened(drawn: Iterable[tuple[str, CareData, float]]) -> list[CareEvent]:
    return [said(data, days, who=who, key=f"{number}") for number, (who, data, days) in enumerate(drawn)]


def happenings(at_most: int = 24) -> st.SearchStrategy[list[CareEvent]]:
    """Events of a few participants; no two have the same id."""
    return st.lists(_events, min_size=1, max_size=at_most).map(_happened)


@st.composite
def deliveries(draw: st.DrawFn, events: Sequence[CareEvent]) -> list[list[Entry]]:
    """All of the events and some of them again, in any order, in batches of any size."""
    again = draw(st.lists(st.sampled_from(events), max_size=len(events) // 2))
    order = draw(st.permutations([*events, *again]))
    return draw(batches([entry(event, event.to_json()) for event in order]))


@st.composite
def batches(draw: st.DrawFn, items: Sequence[T]) -> list[list[T]]:
    """The items in their order, in batches of any size."""
    size = draw(st.integers(1, 9))
    cuts = sorted(draw(st.sets(st.integers(1, max(len(items) - 1, 1)), max_size=max(1, len(items) // size))))
    parts = [list(items[start:end]) for start, end in zip([0, *cuts], [*cuts, len(items)], strict=True)]
    return [part for part in parts if part]


def folded_from_scratch(events: Iterable[CareEvent]) -> Documents:
    """Each participant's document after one fold over their events in order, each once."""
    once = {event.id: event for event in events}
    in_order = sorted(once.values(), key=lambda event: (event.subject, event.position))
    subjects = dict.fromkeys(event.subject for event in in_order)
    documents: Documents = {}
    for subject in subjects:
        course = fold(None, (event for event in in_order if event.subject == subject))
        assert course is not None
        documents[subject] = document(subject, pack(subject, course))
    return documents


def document(subject: str, fields: dict[str, object]) -> bytes:
    """A projection's document as bytes, fields sorted by name."""
    return encoded({name: fields[name] for name in sorted(fields)})
