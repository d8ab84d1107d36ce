"""What holds of every simulated course, whoever it is of, whatever the seed and whenever the program ends."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as some

from deploy.sample.simulated.commands import Command
from deploy.sample.simulated.courses import course_of, until
from deploy.sample.simulated.definition import DAYS, SITES
from deploy.sample.simulated.people import person_of
from tests.unit.deploy.ledger import go_through, references

LAST_DAYS = some.dates(date(2025, 1, 1), date(2028, 12, 31))


@some.composite
def _courses(draw: some.DrawFn) -> tuple[date, tuple[Command, ...]]:
    seed, last_day = draw(some.integers(0, 10_000)), draw(LAST_DAYS)
    person = person_of(draw(some.integers(1, 1_000)), seed)
    return last_day, tuple(course_of(person, seed, last_day))


COURSES = _courses()


@given(COURSES)
def test_each_command_can_follow_on_those_before_it(drawn: tuple[date, tuple[Command, ...]]) -> None:
    _, course = drawn
    go_through(course)


@given(COURSES)
def test_times_increase_and_stay_within_the_program(drawn: tuple[date, tuple[Command, ...]]) -> None:
    last_day, course = drawn
    times = [command.at for command in course]
    assert all(before < after for before, after in pairwise(times))
    earliest = min(times[0].astimezone(ZoneInfo(zone)).date() for zone in SITES.values())
    latest = min(times[-1].astimezone(ZoneInfo(zone)).date() for zone in SITES.values())
    assert last_day - timedelta(days=DAYS) < earliest
    assert latest <= last_day


@given(COURSES)
def test_labels_and_keys_are_each_used_once_and_keys_name_their_participant(
    drawn: tuple[date, tuple[Command, ...]],
) -> None:
    _, course = drawn
    assert len({command.label for command in course}) == len({command.key for command in course}) == len(course)
    assert all(command.key.startswith(f"{command.participant_id}.") for command in course)


@given(COURSES)
def test_a_reference_is_to_the_id_that_its_command_is_answered(drawn: tuple[date, tuple[Command, ...]]) -> None:
    _, course = drawn
    answers = {command.label: command.answer for command in course}
    for command in course:
        assert all(answers[answered.label] == answered for answered in references(command))


@given(COURSES, some.integers(0, DAYS * 24))
def test_what_has_not_happened_yet_is_left_out_and_nothing_else(
    drawn: tuple[date, tuple[Command, ...]], hours: int
) -> None:
    last_day, course = drawn
    now = datetime(last_day.year, last_day.month, last_day.day, 23, tzinfo=UTC) - timedelta(hours=hours)
    [happened] = until(now, {"somebody": course}).values()
    assert happened == course[: len(happened)]
    assert all(command.at <= now for command in happened)
    assert all(command.at > now for command in course[len(happened) :])
