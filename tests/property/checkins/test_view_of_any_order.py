"""Any order, duplication and split into batches of the same events gives the same view."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from aiokafka import TopicPartition
from hypothesis import given, settings
from hypothesis import strategies as st

from services.checkins.domain.known import Name
from services.checkins.domain.learning import Learned, learned_from, newest
from services.checkins.view import ViewReader
from shared.contracts import events
from shared.contracts.codes import Closing, Shared, StrengthKind
from shared.contracts.envelope import CareEvent
from shared.contracts.events import CareData
from shared.contracts.vocabulary import Barrier, Period, RevisionReason, ValueArea
from shared.runtime.publisher import Outgoing
from shared.runtime.settings import Settings
from tests.unit.checkins.told import from_goals, messages

# Few names, moments and sequences, so that events often contradict each other about the same thing.
_moments = st.integers(0, 3).map(lambda hours: datetime(2026, 3, 4, tzinfo=UTC) + timedelta(hours=hours))
_keys = st.integers(0, 60).map("k-{}".format)
_participants = st.sampled_from(["p-1", "p-2"])
_ids = st.sampled_from(["one", "two"])
_sequences = st.integers(1, 4)
_sites = st.sampled_from(["harbour", "hill"])
_days = st.just(date(2026, 3, 4))
_plan = {
    "step_id": _ids,
    "goal_id": _ids,
    "sequence": _sequences,
    "measure": st.just("steps-walked"),
    "at_least": st.just(1.0),
    "per": st.just(Period.DAY),
    "starts_on": _days,
    "due_on": _days,
    "difficulty": st.sampled_from([None, 1.0, 9.0]),
}
_of_a_goal = {"goal_id": _ids, "sequence": _sequences, "version": st.just(1)}
_shared = st.lists(st.sampled_from(Shared), unique=True, max_size=2).map(tuple)
_enrolment = {"enrolment_id": _ids}
_data: st.SearchStrategy[CareData] = st.one_of(
    st.builds(events.ParticipantEnrolled, **_enrolment, site=_sites, program=st.just("walking")),
    st.builds(events.ParticipantMoved, **_enrolment, site=_sites, from_site=_sites),
    st.builds(events.ParticipantPaused, **_enrolment, until=st.none()),
    st.builds(events.ParticipantResumed, **_enrolment),
    st.builds(events.ParticipantCompleted, **_enrolment),
    st.builds(events.ParticipantLeft, **_enrolment, reason=st.none()),
    st.builds(events.StrengthNamed, strength_id=_ids, kind=st.sampled_from(StrengthKind), moment_note=st.none()),
    st.builds(
        events.GoalSet,
        **_of_a_goal,
        value_area=st.just(ValueArea.HEALTH),
        review_on=_days,
        target=st.none(),
        importance=st.none(),
        confidence=st.none(),
        hypothesis_note=st.none(),
        value_id=st.none(),
    ),
    st.builds(events.GoalClosed, **_of_a_goal, closing=st.sampled_from(Closing), replaced_by=st.none()),
    st.builds(events.GoalReopened, **_of_a_goal, review_on=_days),
    st.builds(events.StepPlanned, **_plan),
    st.builds(events.StepRevised, **_plan, version=st.just(2), reason=st.just(RevisionReason.TOO_HARD)),
    st.builds(events.StepPaused, step_id=_ids, goal_id=_ids, sequence=_sequences),
    st.builds(events.StepResumed, step_id=_ids, goal_id=_ids, sequence=_sequences),
    st.builds(
        events.ContingencyPlanned,
        plan_id=_ids,
        goal_id=_ids,
        sequence=_sequences,
        barrier=st.just(Barrier.TIME),
        step_id=st.none(),
        words_note=st.none(),
    ),
    st.builds(events.SupporterInvited, supporter_id=_ids, may_see=_shared),
    st.builds(events.SupporterUninvited, supporter_id=_ids),
)
_events: st.SearchStrategy[CareEvent] = st.builds(from_goals, _data, _participants, _keys, _moments)


def _told_once(happened: Iterable[CareEvent]) -> list[CareEvent]:
    return list({event.id: event for event in happened}.values())


sets_of_events = st.lists(_events, max_size=12).map(_told_once)


class Store:
    """Keeps facts as the real store promises to: a later one replaces an earlier one."""

    def __init__(self) -> None:
        self.kept: dict[Name, Learned] = {}

    async def keep(self, facts: Iterable[Learned]) -> None:
        for fact in facts:
            held = self.kept.get(fact.name)
            if held is None or held.position < fact.position:
                self.kept[fact.name] = fact

    async def publish(self, records: Iterable[Outgoing]) -> None:
        assert not list(records), "every event is readable"

    async def commit(self, offsets: dict[TopicPartition, int]) -> None:
        pass


def view_after(batches: Iterable[list[CareEvent]]) -> dict[Name, Learned]:
    async def read() -> dict[Name, Learned]:
        store = Store()
        reader = ViewReader(Settings(kafka="127.0.0.1:1", mongo="mongodb://127.0.0.1:1"), store, store)
        for batch in batches:
            await reader.handle(messages(batch), store)
        return store.kept

    return asyncio.run(read())


unhurried = settings(deadline=None)
"""A busy machine is no reason to doubt."""


@unhurried
@given(st.data(), sets_of_events)
def test_the_view_depends_on_the_set_of_events_alone(data: st.DataObject, happened: list[CareEvent]) -> None:
    in_one_go = view_after([happened])
    again = data.draw(st.lists(st.sampled_from(happened), max_size=6)) if happened else []
    shuffled = data.draw(st.permutations([*happened, *again]))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(shuffled)), max_size=4)))
    edges = [0, *cuts, len(shuffled)]
    batches = [list(shuffled[start:end]) for start, end in pairwise(edges)]
    assert view_after(batches) == in_one_go


@unhurried
@given(sets_of_events)
def test_of_two_events_about_the_same_thing_the_one_that_happened_last_counts(happened: list[CareEvent]) -> None:
    facts = [fact for event in happened for fact in learned_from(event)]
    for name, fact in newest(facts).items():
        about_it = [other for other in facts if other.name == name]
        assert fact.position == max(other.position for other in about_it)
