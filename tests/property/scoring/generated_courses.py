"""What happened to a few participants: every type of event, at times that collide, told in any order and often."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias, TypeVar

from hypothesis import strategies as st

from services.scoring.domain.course import fold
from services.scoring.domain.packing import pack
from services.scoring.projector import Entry, entry
from shared.contracts.codes import (
    AttentionReason,
    BalanceSide,
    OutreachChannel,
    OutreachResult,
    Party,
    SnoozeReason,
)
from shared.contracts.envelope import CareEvent
from shared.contracts.events import (
    AttentionReleased,
    AttentionSnoozed,
    AttentionTaken,
    CareData,
    OutreachMade,
    TalkCounts,
)
from shared.contracts.vocabulary import Outcome, RulerKind, Setting, Stage
from shared.runtime.store import encoded
from tests.unit.scoring.care import (
    START,
    at,
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
from tests.unit.scoring.care_besides import BESIDES
from tests.unit.scoring.care_plan import (
    affirmed,
    agreed,
    asked_for_contact,
    balance_of,
    clinician_confident,
    closed,
    completed,
    declined,
    left,
    moved,
    paused,
    reopened,
    resumed,
    reviewed,
    taken_back,
    talk_of,
)

_ITEM = {"item_id": "item-1", "reason": AttentionReason.SETBACK_NOT_TALKED_OVER, "by": "coordinator-1"}
NOTICED: tuple[CareData, ...] = (
    AttentionTaken(**_ITEM, raised_at=START),
    AttentionTaken(**{**_ITEM, "by": "coordinator-2"}, raised_at=at(1.0)),
    AttentionReleased(**_ITEM, raised_at=START),
    AttentionSnoozed(**_ITEM, raised_at=at(1.0), until=at(8.0).date(), why=SnoozeReason.TIME_ARRANGED),
    OutreachMade(
        outreach_id="outreach-1",
        by="coordinator-1",
        channel=OutreachChannel.CALL,
        result=OutreachResult.TALKED,
        about=(AttentionReason.SETBACK_NOT_TALKED_OVER,),
    ),
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
    checked_in(setting=Setting.SESSION),
    enrolled("old-town", enrolment_id="enrolment-2", silent_after_days=21),
    moved("old-town"),
    moved("hillside", "enrolment-2"),
    paused(),
    paused("enrolment-2"),
    resumed(),
    left(),
    agreed(1),
    agreed(2),
    agreed(1, "goal-2", Party.CLINICIAN),
    declined(3),
    reviewed(4, "2026-06-01"),
    reviewed(2, goal_id="goal-2"),
    closed(5),
    reopened(6),
    asked_for_contact(),
    balance_of((BalanceSide.GOOD_ABOUT_CHANGING, 7), (BalanceSide.GOOD_ABOUT_STAYING, 4)),
    talk_of(TalkCounts(desire=3, commitment=1), TalkCounts(reason=2)),
    affirmed(),
    clinician_confident(9),
    completed(),
    *NOTICED,
    *BESIDES,
)
_MICROSECOND = 1 / 86_400_000_000
DAYS = (0.0, _MICROSECOND, 2 * _MICROSECOND, 0.01, 0.04, 1.0, 1.5, 2.0, 7.0, 13.999, 14.0, 14.04, 20.0, 90.0, 400.0)
"""Days after the start: some a microsecond, some within an hour, some a trend's window apart."""

_events = st.tuples(st.sampled_from(PEOPLE), st.sampled_from(SAID), st.sampled_from(DAYS))
_retractions = st.tuples(st.integers(0, 99), st.sampled_from((*PEOPLE, None)), st.sampled_from(DAYS))
"""Which event is taken back, by whom (None: by whom it is about), and when."""


def _happened(
    drawn: Iterable[tuple[str, CareData, float]], taken: Iterable[tuple[int, str | None, float]]
) -> list[CareEvent]:
    events = [said(data, days, who=who, key=f"{number}") for number, (who, data, days) in enumerate(drawn)]
    for which, who, days in taken:
        what = events[which % len(events)]
        events.append(said(taken_back(what), days, who=who or what.participant_id, key=f"{len(events)}"))
    return events


def happenings(at_most: int = 24) -> st.SearchStrategy[list[CareEvent]]:
    """Events of a few participants; no two have the same id.

    Some are taken back: once or more often, before or after they happened, retractions too, and by somebody else.
    """
    said_of = st.lists(_events, min_size=1, max_size=at_most)
    return st.builds(_happened, said_of, st.lists(_retractions, max_size=6))


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
