"""When the next check-in is due, and which journaling prompt is offered."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.checkins.domain.known import Course, Participant, Status
from services.checkins.domain.rhythm import AgreeCheckIns, NextCheckIn, Told, decide, next_check_in
from shared.contracts.codes import Weekday
from shared.contracts.envelope import Event
from shared.contracts.events import CheckedIn, CheckInsAgreed
from shared.contracts.vocabulary import Mood, Setting
from tests.unit.checkins.people import NOON, PARTICIPANT, PROMPTS, VIEW, asked, but, fields, refused

JOINED = datetime(2026, 3, 2, 9, tzinfo=UTC)
ACTIVE = Course(Status.ACTIVE, JOINED)
PERSON = Participant(PARTICIPANT, 7, PROMPTS)


def checked_in(at: datetime, prompt: str | None = None) -> Told:
    return at, CheckedIn(
        checkin_id=f"c-{prompt}-{at:%H%M%S}", setting=Setting.CHECK_IN, mood=Mood.RESTED, prompt=prompt
    )


def agreed(
    at: datetime, zone: str = "UTC", *, every: int | None = None, on: tuple[Weekday, ...] | None = None
) -> Told:
    return at, CheckInsAgreed(agreement_id=f"a-{every}-{at:%H%M%S}", every_days=every, weekdays=on, time_zone=zone)


def due(*told: Told, course: Course = ACTIVE) -> date | None:
    return next_check_in(PERSON, course, told).due_on


def test_without_a_word_it_is_due_in_the_rhythm_of_the_program_from_joining() -> None:
    assert due() == date(2026, 3, 9)


def test_it_counts_from_the_last_check_in() -> None:
    assert due(checked_in(NOON + timedelta(days=1)), checked_in(NOON)) == date(2026, 3, 12)


def test_the_newest_agreement_holds_from_its_day() -> None:
    first, second = agreed(NOON, every=3), agreed(NOON + timedelta(days=1), every=2)
    assert due(second, first) == date(2026, 3, 7)
    assert due(first, second, checked_in(NOON + timedelta(days=2))) == date(2026, 3, 8)


def test_on_weekdays_it_is_the_first_of_them_after_the_last_check_in() -> None:
    on = agreed(JOINED, on=(Weekday.MONDAY, Weekday.THURSDAY))
    assert due(on) == date(2026, 3, 5)
    assert due(on, checked_in(datetime(2026, 3, 5, 8, tzinfo=UTC))) == date(2026, 3, 9)
    assert due(on, checked_in(datetime(2026, 3, 8, 8, tzinfo=UTC))) == date(2026, 3, 9)


def test_a_day_is_a_day_of_the_agreed_zone_also_when_clocks_change() -> None:
    # In Vienna clocks went forward on 29 March 2026 and go back on 25 October: days of 23 and of 25 hours.
    every_day = agreed(JOINED, "Europe/Vienna", every=1)
    for last, expected in [
        (datetime(2026, 3, 28, 22, 59, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 28, 23, 0, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 3, 29, 21, 59, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 3, 29, 22, 0, tzinfo=UTC), date(2026, 3, 31)),
        (datetime(2026, 10, 24, 22, 0, tzinfo=UTC), date(2026, 10, 26)),
        (datetime(2026, 10, 25, 22, 59, tzinfo=UTC), date(2026, 10, 26)),
        (datetime(2026, 10, 25, 23, 0, tzinfo=UTC), date(2026, 10, 27)),
    ]:
        assert due(every_day, checked_in(last)) == expected, last


@pytest.mark.parametrize("status", [Status.PAUSED, Status.COMPLETED, Status.LEFT])
def test_nothing_is_expected_on_a_break_or_after_the_program(status: Status) -> None:
    assert next_check_in(PERSON, Course(status, NOON), [agreed(NOON, every=1)]) == NextCheckIn()


def test_after_a_break_it_counts_from_coming_back() -> None:
    back = Course(Status.ACTIVE, NOON + timedelta(days=60))
    assert due(checked_in(NOON), course=back) == (NOON + timedelta(days=67)).date()


def test_a_program_without_a_rhythm_or_prompts_has_none_to_offer() -> None:
    assert next_check_in(Participant(PARTICIPANT), ACTIVE, []) == NextCheckIn()


def test_at_the_end_of_the_calendar_nothing_is_due() -> None:
    assert due(checked_in(datetime(9999, 12, 31, tzinfo=UTC))) is None


_prompts = st.lists(st.sampled_from("abcdef"), unique=True, min_size=1).map(tuple)


@given(_prompts, st.integers(1, 30))
def test_no_prompt_is_offered_again_before_all_were_and_none_twice_in_a_row(prompts: tuple[str, ...], n: int) -> None:
    offered: list[str] = []
    told: list[Told] = []
    for number in range(n):
        prompt = next_check_in(Participant(PARTICIPANT, 7, prompts), ACTIVE, reversed(told)).prompt
        assert prompt is not None
        offered.append(prompt)
        told.append(checked_in(NOON + timedelta(days=number), prompt))
    for start in range(0, n, len(prompts)):
        turn = offered[start : start + len(prompts)]
        assert len(set(turn)) == len(turn)
    assert len(prompts) == 1 or all(one != other for one, other in pairwise(offered))


@given(st.data(), _prompts)
def test_the_same_history_gives_the_same_answer_in_whatever_order(
    data: st.DataObject, prompts: tuple[str, ...]
) -> None:
    moments = st.integers(0, 5).map(lambda hours: NOON + timedelta(hours=7 * hours))
    check_ins = st.builds(checked_in, moments, st.sampled_from("abcxyz"))
    agreements = st.builds(agreed, moments, st.just("Asia/Tokyo"), every=st.integers(1, 365))
    told = data.draw(st.lists(st.one_of(check_ins, agreements), max_size=8))
    shuffled = data.draw(st.permutations(told))
    person = Participant(PARTICIPANT, 7, prompts)
    assert next_check_in(person, ACTIVE, told) == next_check_in(person, ACTIVE, shuffled)


def rhythm(**said: object) -> AgreeCheckIns:
    return AgreeCheckIns(asked(), PARTICIPANT, **{"time_zone": "Europe/Vienna", **said})  # type: ignore[arg-type]  # a test's shorthand


def test_an_agreement_says_a_rhythm_and_a_zone() -> None:
    decision = decide(VIEW, rhythm(every_days=3), NOON)
    assert isinstance(decision, Event)
    assert (decision.data.every_days, decision.data.weekdays, decision.data.time_zone) == (3, None, "Europe/Vienna")


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ({}, "every_days"),
        ({"every_days": 1, "weekdays": (Weekday.MONDAY,)}, "every_days"),
        ({"weekdays": (Weekday.MONDAY, Weekday.MONDAY)}, "weekdays"),
        ({"every_days": 1, "time_zone": "Europe/Atlantis"}, "time_zone"),
        ({"every_days": 1, "time_zone": "Europe"}, "time_zone"),
    ],
)
def test_an_agreement_that_is_none_names_its_field(said: dict[str, object], named: str) -> None:
    assert fields(decide(VIEW, rhythm(**said), NOON)) == [named]


def test_nothing_is_agreed_after_the_program() -> None:
    view = but((Course(Status.LEFT, NOON), PARTICIPANT))
    assert refused(decide(view, rhythm(every_days=1), NOON)) == (409, "not-enrolled-now")
