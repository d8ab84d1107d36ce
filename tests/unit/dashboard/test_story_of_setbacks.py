"""A setback is information: what stood in the way, the plan, what was learned; and coming back is a strength."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from services.dashboard.queries import TimelinePage
from services.dashboard.released import Service, ServiceAway
from services.dashboard.story.own_words import Note, Notes
from services.dashboard.story.setbacks import MOST_WAITING, Learning, learnings, plans_in, told_by_events
from services.dashboard.story.told import read_setback
from services.dashboard.story_reading import Asking
from services.dashboard.wording import setbacks as words
from services.scoring.domain.noting import MOST_OPEN_SETBACKS
from shared.contracts.envelope import Event
from shared.contracts.events import CareData, ContingencyPlanned, Setback, SetbackRecovered
from shared.contracts.vocabulary import Barrier, SetbackKind
from tests.unit.dashboard.stories import happened
from tests.unit.dashboard.telling import NOTES

NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)
PLANS = plans_in(
    [
        happened(
            ContingencyPlanned(plan_id="p-1", goal_id="g-1", sequence=3, barrier=Barrier.TIME, words_note="n-plan")
        )
    ]
)


def setback(recovered_at: str | None = None, **said: Any) -> Learning:
    record = {
        "record_id": "b-1",
        "event_id": "e-1",
        "kind": "setback",
        "status": "open",
        "happened_at": "2026-03-11T09:00:00+00:00",
        "said": {"setback_id": "b-1", "kind": "lapse", **said},
        **({"recovered_at": recovered_at} if recovered_at else {}),
    }
    return learnings([read_setback(record)], PLANS, NOTES)[0]


def test_a_setback_names_its_plan_and_what_was_learned_in_their_words() -> None:
    found = setback(barrier="time", plan_used=True, plan_id="p-1", learned_note="n-learned")
    assert found.plan == Note("it rains\nI do the stairs")
    assert found.learned == Note("Mornings are easier.")
    assert words.told(found) == [
        "What stood in the way: time.",
        "They used their contingency plan: that is coping.",
    ]
    assert words.when(found, NOW) == "Wed 11 Mar 2026, 9 days ago"


def test_what_nobody_said_is_not_made_up() -> None:
    found = setback()
    assert (found.plan, found.learned, found.plan_used) == (None, None, None)
    assert words.told(found) == []
    assert setback(plan_id="unknown").plan is None


def test_a_plan_that_was_not_used_is_something_to_look_at_together() -> None:
    told = ["The contingency plan was not used this time: something to look at together."]
    assert words.told(setback(plan_used=False)) == told


@pytest.mark.parametrize(
    ("recovered_at", "said"),
    [
        (None, "How they found their way on has not been told yet."),
        ("2026-03-11T19:00:00Z", "Found their way back the same day."),
        (
            "2026-03-12T08:00:00Z",
            "Found their way back on Thu 12 Mar 2026, 1 day later.",
        ),
        (
            "2026-03-14T08:00:00Z",
            "Found their way back on Sat 14 Mar 2026, 3 days later.",
        ),
    ],
)
def test_coming_back_is_told_with_how_long_it_took(recovered_at: str | None, said: str) -> None:
    assert words.recovery(setback(recovered_at), NOW) == said


def test_a_setback_that_was_taken_back_is_left_out() -> None:
    said = {"setback_id": "b-1", "kind": "lapse"}
    record = {"happened_at": "2026-03-11T09:00:00Z", "said": said, "retracted": {"reason": "taken-back"}}
    assert learnings([read_setback(record)], PLANS, NOTES) == []


def test_every_code_has_its_words() -> None:
    assert set(words.KIND) == set(SetbackKind)
    for barrier in Barrier:
        assert words.told(setback(barrier=barrier.value))[0].startswith("What stood in the way: ")


def happened_at(fact: CareData, hour: int) -> Event[CareData]:
    return happened(fact, datetime(2026, 3, 11, hour, tzinfo=UTC))


LAPSE = Setback(
    setback_id="b-1", kind=SetbackKind.LAPSE, barrier=Barrier.TIME, plan_id="p-1", learned_note="n-learned"
)
LIFE = Setback(setback_id="b-2", kind=SetbackKind.LIFE_GOT_IN_THE_WAY)


def test_the_record_holds_what_happened_and_no_words() -> None:
    events = [
        happened_at(SetbackRecovered(setback_id="b-1"), 19),
        happened_at(LIFE, 12),
        happened_at(LAPSE, 9),
    ]
    life, lapse = learnings(told_by_events(events, ()), {}, Notes())
    assert (lapse.kind, lapse.barrier, lapse.plan, lapse.learned) == (SetbackKind.LAPSE, Barrier.TIME, None, None)
    assert words.recovery(lapse, NOW) == "Found their way back the same day."
    assert words.recovery(life, NOW) == words.STILL_OPEN


def test_the_record_forgets_what_was_taken_back() -> None:
    lapse, back = happened_at(LAPSE, 9), happened_at(SetbackRecovered(setback_id="b-1"), 19)
    assert told_by_events([back, lapse], {lapse.id}) == []
    [told] = told_by_events([back, lapse], {back.id})
    assert told.recovered_at is None


def test_whether_it_was_talked_over_is_told_until_they_came_back() -> None:
    open_one, waiting = setback(), [datetime(2026, 3, 11, 9, 0, 0, 400, tzinfo=UTC)]
    assert words.talked(open_one, waiting) == "It has not been talked over yet."
    assert words.talked(open_one, [NOW]) == "It has been talked over."
    assert words.talked(open_one, [NOW] * MOST_WAITING) is None
    assert words.talked(setback("2026-03-11T19:00:00Z"), waiting) is None


def test_as_many_wait_as_scoring_keeps() -> None:
    assert MOST_WAITING == MOST_OPEN_SETBACKS


class Record:
    """What a visitor's page reads, with some services away."""

    def __init__(self, away: Container[Service]) -> None:
        self._away = away

    def asking(self, monkeypatch: pytest.MonkeyPatch) -> Asking:
        def items(_: Asking, service: Service, what: str, *__: int, **query: str) -> list[dict[str, Any]]:
            if service in self._away:
                raise ServiceAway(service)
            if what == "records":
                return [{"happened_at": "2026-03-11T09:00:00Z", "said": LAPSE.model_dump(exclude_none=True)}]
            return [{"note_id": note, "words": said} for note, said in NOTES.words.items()]

        events = [happened_at(LAPSE, 9), happened_at(next(iter(PLANS.values())), 8)]

        def journal(_: Asking, types: Container[str]) -> TimelinePage:
            return TimelinePage([one for one in events if one.data.TYPE in types], older=False)

        monkeypatch.setattr(Asking, "_items", items)
        monkeypatch.setattr(Asking, "_journal", journal)
        visit: Any = None
        return Asking(visit, "robin", "harbour")


@pytest.mark.parametrize(
    ("away", "plan", "learned"),
    [
        ((), "it rains\nI do the stairs", "Mornings are easier."),
        ((Service.GOALS,), None, "Mornings are easier."),
        ((Service.CHECKINS,), "it rains\nI do the stairs", None),
        ((Service.GOALS, Service.CHECKINS), None, None),
    ],
)
def test_a_setback_stands_there_whatever_is_away_without_the_words_of_that_service(
    away: Sequence[Service], plan: str | None, learned: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    [found], missing = Record(away).asking(monkeypatch).learnings_as_far_as_told()
    assert (found.kind, found.at) == (SetbackKind.LAPSE, datetime(2026, 3, 11, 9, tzinfo=UTC))
    assert (found.plan, found.learned) == (plan and Note(plan), learned and Note(learned))
    assert missing == [*away]
    for service in missing:
        assert "09:00" in words.without_words(service, NOW, NOW)
