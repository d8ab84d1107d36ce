"""What holds of the sample program whatever the rows are."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from deploy.sample.extract import NO_GOAL, Band, Day, Questionnaire
from deploy.sample.program import Command, Kind, program
from shared.contracts.vocabulary import Mood, Stage

BANDS = (Band(0, 2000), Band(5000, 8000), Band(5000, 9000), Band(10000, 15000))
DATES = some.dates(date(2021, 4, 1), date(2021, 5, 10))
PEOPLE = some.integers(1, 3)
DAYS = some.lists(
    some.builds(
        Day,
        person=PEOPLE,
        date=DATES,
        steps=some.none() | some.integers(0, 20_000),
        chosen=some.sampled_from((None, NO_GOAL, *BANDS)),
        mood=some.none() | some.sampled_from(Mood),
    ),
    min_size=1,
    max_size=40,
    unique_by=lambda day: (day.person, day.date),
)
QUESTIONNAIRES = some.lists(
    some.builds(Questionnaire, person=PEOPLE, date=DATES, stage=some.sampled_from(Stage)),
    max_size=6,
    unique_by=lambda asked: (asked.person, asked.date),
)
NOW = some.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31), timezones=some.just(UTC))  # noqa: DTZ001  # in UTC


@given(DAYS, QUESTIONNAIRES, NOW)
def test_times_never_decrease_and_never_pass_now(days: list[Day], asked: list[Questionnaire], now: datetime) -> None:
    for journey in program(days, asked, now).values():
        times = [command.at for command in journey]
        assert times == sorted(times)
        assert times[-1] <= now


@given(DAYS, QUESTIONNAIRES, NOW)
def test_every_attempt_is_within_the_dates_of_the_step_planned_last(
    days: list[Day], asked: list[Questionnaire], now: datetime
) -> None:
    for journey in program(days, asked, now).values():
        step: Command | None = None
        for command in journey:
            if command.kind is Kind.STEP:
                step = command
            if command.kind is Kind.ATTEMPT:
                assert step is not None
                assert str(step.body["starts_on"]) <= command.at.date().isoformat() <= str(step.body["due_on"])


@given(DAYS, QUESTIONNAIRES, NOW)
def test_steps_of_a_person_follow_each_other_without_overlap_and_after_a_goal(
    days: list[Day], asked: list[Questionnaire], now: datetime
) -> None:
    for journey in program(days, asked, now).values():
        spans = [(str(c.body["starts_on"]), str(c.body["due_on"])) for c in journey if c.kind is Kind.STEP]
        assert all(start <= due for start, due in spans)
        assert all(due < start for (_, due), (start, _) in pairwise(spans))
        kinds = [command.kind for command in journey if command.kind in (Kind.GOAL, Kind.REVISION, Kind.STEP)]
        assert kinds[:1] in ([], [Kind.GOAL])


@given(DAYS, QUESTIONNAIRES, NOW)
def test_revisions_start_from_the_version_before_and_change_the_target_or_the_review(
    days: list[Day], asked: list[Questionnaire], now: datetime
) -> None:
    for journey in program(days, asked, now).values():
        goals = [command for command in journey if command.kind in (Kind.GOAL, Kind.REVISION)]
        assert [c.body.get("from_version", 0) for c in goals] == list(range(len(goals)))
        said = [(c.body["target"], c.body["review_on"]) for c in goals]
        assert all(one != other for one, other in pairwise(said))


@given(DAYS, QUESTIONNAIRES, NOW)
def test_every_step_ends_by_the_review_of_its_goal(
    days: list[Day], asked: list[Questionnaire], now: datetime
) -> None:
    for journey in program(days, asked, now).values():
        review = ""
        for command in journey:
            if command.kind in (Kind.GOAL, Kind.REVISION):
                review = str(command.body["review_on"])
            if command.kind is Kind.STEP:
                assert str(command.body["due_on"]) <= review


@given(DAYS, QUESTIONNAIRES, NOW)
def test_every_known_attempt_mood_and_past_stage_is_told_once(
    days: list[Day], asked: list[Questionnaire], now: datetime
) -> None:
    told = [command for journey in program(days, asked, now).values() for command in journey]
    kinds = [command.kind for command in told]
    last = max(day.date for day in days)
    assert kinds.count(Kind.ATTEMPT) == sum(isinstance(d.chosen, Band) and d.steps is not None for d in days)
    assert kinds.count(Kind.MOOD) == sum(day.mood is not None for day in days)
    assert kinds.count(Kind.STAGE) == sum(questionnaire.date <= last for questionnaire in asked)
    assert len({command.key for command in told}) == len(told)
