"""Steps on a calendar: days as they are for the participant, unknown days empty, what was taken back left out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from services.dashboard.story.attempts import Attempt, Day, Entry, Tried, attempts_in, first_day
from services.dashboard.story.small_steps import SixWeeks, six_weeks_of
from services.dashboard.wording import steps as words
from shared.contracts.codes import Weekday
from shared.contracts.envelope import CareEvent
from shared.contracts.events import StepCompleted, StepNotDone, StepPaused, StepPlanned, StepResumed, StepRevised
from shared.contracts.vocabulary import Outcome, Period, RevisionReason
from tests.unit.dashboard.stories import happened

TODAY = date(2026, 3, 20)
"""A Friday."""
NOON = datetime(2026, 3, 20, 12, tzinfo=UTC)
VIENNA = ZoneInfo("Europe/Vienna")


def planned(step_id: str = "s-1", days_ago: float = 30, **said: Any) -> CareEvent:
    fields = {
        "goal_id": "g-1",
        "sequence": 2,
        "measure": "minutes-walked",
        "at_least": 10,
        "per": Period.DAY,
        "starts_on": date(2026, 2, 20),
        "due_on": date(2026, 3, 25),
    }
    return happened(StepPlanned(step_id=step_id, **{**fields, **said}), NOON - timedelta(days=days_ago))


def revised(days_ago: float, **said: Any) -> CareEvent:
    before = planned(**said).data
    assert isinstance(before, StepPlanned)
    fact = StepRevised(**{**before.model_dump(), "sequence": 5, "version": 2, "reason": RevisionReason.TOO_HARD})
    return happened(fact, NOON - timedelta(days=days_ago))


def attempt(days_ago: float, tried: Tried = Tried.DONE, step_id: str = "s-1") -> Attempt:
    return Attempt(step_id, "g-1", NOON - timedelta(days=days_ago), tried)


def told(planned_: list[CareEvent], attempts: list[Attempt], **said: Any) -> SixWeeks:
    return six_weeks_of(planned_, attempts, TODAY, UTC, **said)


def days(found: SixWeeks) -> dict[date, Day]:
    return {one.on: one for week in found.weeks for one in week}


def test_attempts_are_read_with_what_came_of_them_and_those_taken_back_are_left_out() -> None:
    common = {"step_id": "s-1", "goal_id": "g-1"}
    events: list[CareEvent] = [
        happened(StepNotDone(attempt_id="a-3", **common), NOON),
        happened(StepCompleted(attempt_id="a-2", outcome=Outcome.PARTLY, **common), NOON - timedelta(days=1)),
        happened(StepCompleted(attempt_id="a-1", outcome=Outcome.DONE, **common), NOON - timedelta(days=2)),
        planned(),
    ]
    assert [one.tried for one in attempts_in(events)] == [Tried.DONE, Tried.PARTLY, Tried.NOT_THIS_TIME]
    # the same key gives all three one id per type: what is taken back goes by the id
    gone = events[0].id
    assert [one.tried for one in attempts_in(events, [gone])] == [Tried.DONE, Tried.PARTLY]


@pytest.mark.parametrize("begins", range(7))
@pytest.mark.parametrize("today", [TODAY + timedelta(days=n) for n in range(7)])
def test_six_whole_weeks_end_with_the_week_of_today(begins: int, today: date) -> None:
    found = six_weeks_of([planned()], [], today, UTC, begins=begins)
    assert [len(week) for week in found.weeks] == [7] * 6
    assert all(week[0].on.weekday() == begins for week in found.weeks)
    assert today in [one.on for one in found.weeks[-1]]
    assert found.weeks[0][0].on == first_day(today, begins)
    assert [one.on for week in found.weeks for one in week if one.ahead] == [
        one.on for one in found.weeks[-1] if one.on > today
    ]


def test_a_day_says_what_came_of_the_attempts_and_a_day_without_a_word_stays_empty() -> None:
    found = days(told([planned()], [attempt(0), attempt(1, Tried.PARTLY), attempt(3, Tried.NOT_THIS_TIME)]))
    assert words.entries(found[TODAY], numbered=False) == [("✓", "done")]
    assert words.entries(found[date(2026, 3, 19)], numbered=False) == [("◐", "partly")]
    assert words.entries(found[date(2026, 3, 18)], numbered=False) == []
    assert words.entries(found[date(2026, 3, 17)], numbered=False) == [("○", "not this time")]


def test_with_several_steps_each_entry_names_its_step_by_number() -> None:
    steps = [planned("s-2", 20), planned("s-1", 30)]
    found = told(steps, [attempt(0, step_id="s-2"), attempt(0, Tried.PARTLY)])
    assert [(step.number, step.step_id) for step in found.steps] == [(1, "s-1"), (2, "s-2")]
    assert words.entries(days(found)[TODAY], numbered=True) == [("◐", "1: partly"), ("✓", "2: done")]


def test_many_attempts_of_a_day_are_counted() -> None:
    found = told([planned()], [attempt(0)] * 4 + [attempt(0, Tried.NOT_THIS_TIME)])
    assert words.entries(days(found)[TODAY], numbered=True) == [
        ("✓", "4 done"),
        ("○", "1 not this time"),
    ]


def test_days_count_in_the_steps_own_zone_else_in_the_sites() -> None:
    late = Attempt("s-1", "g-1", datetime(2026, 3, 18, 23, 30, tzinfo=UTC), Tried.DONE)
    assert days(six_weeks_of([planned()], [late], TODAY, UTC))[date(2026, 3, 18)].entries
    assert days(six_weeks_of([planned()], [late], TODAY, VIENNA))[date(2026, 3, 19)].entries
    theirs = planned(time_zone="America/New_York")
    assert days(six_weeks_of([theirs], [late], TODAY, VIENNA))[date(2026, 3, 18)].entries


def test_an_attempt_of_tomorrow_in_the_steps_zone_is_shown_when_the_week_ends_today() -> None:
    sunday = date(2026, 3, 22)
    early = Attempt("s-1", "g-1", datetime(2026, 3, 22, 23, 30, tzinfo=UTC), Tried.DONE)
    found = six_weeks_of([planned(time_zone="Asia/Tokyo")], [early], sunday, UTC)
    assert days(found)[date(2026, 3, 23)].entries == (Entry(1, Tried.DONE),)


def test_the_plan_that_held_at_the_attempt_says_the_zone() -> None:
    before = planned(time_zone="America/New_York")
    after = revised(0, time_zone=None)
    late = Attempt("s-1", "g-1", datetime(2026, 3, 18, 1, 30, tzinfo=UTC), Tried.DONE)
    assert days(told([after, before], [late]))[date(2026, 3, 17)].entries


def test_a_step_stands_there_when_it_was_tried_or_planned_for_these_weeks() -> None:
    over = {"starts_on": date(2026, 1, 1), "due_on": date(2026, 1, 31)}
    steps = [planned("old", 80, **over), planned("old-but-tried", 79, **over), planned("now", 20)]
    found = told(steps, [attempt(3, step_id="old-but-tried"), attempt(60, step_id="old")])
    assert [step.step_id for step in found.steps] == ["old-but-tried", "now"]
    assert found.steps[0].tried == {Tried.DONE: 1}


def test_an_attempt_whose_plan_is_unknown_still_counts() -> None:
    found = told([], [attempt(2)])
    assert [words.step(step) for step in found.steps] == ["A step that was planned earlier"]
    assert list(words.details(found.steps[0])) == []


def test_nothing_planned_and_nothing_tried_is_empty() -> None:
    assert told([], []).is_empty
    assert not told([planned()], []).is_empty


def test_a_step_that_rests_says_so_until_it_goes_on() -> None:
    rest = happened(StepPaused(step_id="s-1", goal_id="g-1", sequence=3), NOON - timedelta(days=5))
    on = happened(StepResumed(step_id="s-1", goal_id="g-1", sequence=4), NOON - timedelta(days=4))
    resting = told([rest, planned()], []).steps[0]
    assert list(words.details(resting))[-1] == "It rests for now: nothing is expected."
    assert not told([on, rest, planned()], []).steps[0].rests


def test_a_plan_and_its_revisions_are_told_with_the_reason() -> None:
    step = told(
        [revised(10, at_least=5, difficulty=3), planned(weekdays=(Weekday.MONDAY, Weekday.FRIDAY))], []
    ).steps[0]
    assert words.step(step) == "At least 5 minutes walked a day"
    assert [words.revision(one, NOON) for one in step.plans] == [
        "Planned on Wed 18 Feb 2026: at least 10 minutes walked a day.",
        "Since Tue 10 Mar 2026, because it asked for too much at once: at least 5 minutes walked a day.",
    ]
    assert list(words.details(step)) == [
        "From Fri 20 Feb 2026 to Wed 25 Mar 2026.",
        "Difficulty as they see it: 3 of 10.",
    ]


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"weekdays": (Weekday.FRIDAY, Weekday.MONDAY)}, "From {}, on Monday and Friday."),
        ({"days_per_week": 1}, "From {}, 1 day a week."),
        ({"days_per_week": 3}, "From {}, 3 days a week."),
    ],
)
def test_the_days_of_a_plan(how: dict[str, Any], said: str) -> None:
    plan = planned(**how).data
    assert isinstance(plan, StepPlanned)
    assert words.days(plan) == said.format("Fri 20 Feb 2026 to Wed 25 Mar 2026")


def test_every_reason_for_a_revision_has_its_words() -> None:
    for reason in RevisionReason:
        fact = revised(1).data
        assert isinstance(fact, StepRevised)
        event = happened(fact.model_copy(update={"reason": reason}), NOON)
        assert words.revision(told([event], []).steps[0].plans[0], NOON).startswith("Since Fri 20 Mar 2026, because ")


def test_what_came_of_a_step_is_counted_where_there_is_something() -> None:
    assert words.tried({Tried.DONE: 2, Tried.NOT_THIS_TIME: 1}) == ["2 times done", "1 time “not this time”"]
    assert words.tried({}) == []


def test_weekdays_begin_where_the_week_begins() -> None:
    assert words.weekdays(0)[0] == ("Mon", "Monday")
    assert words.weekdays(5)[0] == ("Sat", "Saturday")
    assert len(words.weekdays(6)) == 7


def test_a_date_names_its_month_where_a_month_begins_and_on_the_first_of_all_days() -> None:
    assert words.date_of(date(2026, 3, 1), first=False) == "1 Mar"
    assert words.date_of(date(2026, 3, 2), first=True) == "2 Mar"
    assert words.date_of(date(2026, 3, 2), first=False) == "2"
