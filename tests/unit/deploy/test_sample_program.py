"""The sample program: what a row of the extract becomes, checked by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from deploy.sample.extract import NO_GOAL, Band, Day, Questionnaire, read_days, read_questionnaires
from deploy.sample.program import SITES, Command, Kind, Spell, example, outcome, program, spells
from shared.contracts.vocabulary import Mood, Stage

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
LOW, HIGH = Band(5000, 8000), Band(8000, 10000)


def june(day: int) -> date:
    return date(2021, 6, day)


def days(*chosen: Band | object, steps: int | None = None) -> list[Day]:
    """Person 7, from 1 June on, one day after the other."""
    return [Day(7, june(n), steps=steps, chosen=band) for n, band in enumerate(chosen, start=1)]  # type: ignore[arg-type]


def journey(rows: Sequence[Day], asked: Sequence[Questionnaire] = (), now: datetime = NOON) -> Sequence[Command]:
    return program(rows, asked, now)["walker-07"]


def of(kind: Kind, commands: Sequence[Command]) -> list[Command]:
    return [command for command in commands if command.kind is kind]


def test_a_persons_first_day_becomes_these_commands() -> None:
    """7 mod 4 is the fourth site; 1 June moves to 10 March; two weeks on is the 24th. Month, day and hour of each."""
    rows = [Day(7, june(1), steps=4000, chosen=LOW, mood=Mood.RESTED)]
    midnight = datetime(2026, 3, 10, 23, 59, tzinfo=UTC)
    told = [
        (c.kind, f"{c.at:%m-%d %H}", {k: v for k, v in c.body.items() if k != "occurred_at"})
        for c in journey(rows, now=midnight)
    ]
    assert told == [
        ("enrolment", "03-09 10", {"site": "lakeside", "program": "walking"}),
        (
            "goal",
            "03-10 07",
            {
                "value_area": "health",
                "review_on": "2026-03-24",
                "target": {"measure": "steps-walked", "at_least": 5000, "at_most": 8000, "per": "day"},
            },
        ),
        ("agreement", "03-10 07", {"version": 1, "answer": "agreed", "party": "participant"}),
        (
            "step",
            "03-10 07",
            {
                "measure": "steps-walked",
                "at_least": 5000,
                "per": "day",
                "starts_on": "2026-03-10",
                "due_on": "2026-03-10",
            },
        ),
        ("attempt", "03-10 21", {"outcome": "partly", "measured": 4000}),
        ("mood", "03-10 22", {"setting": "check-in", "mood": "rested"}),
    ]


def test_every_command_says_when_it_happened() -> None:
    commands = journey([Day(7, june(1), steps=4000, chosen=LOW, mood=Mood.SAD)])
    assert [c.body["occurred_at"] for c in commands] == [c.at.isoformat() for c in commands]


@pytest.mark.parametrize(
    ("steps", "floor", "expected"),
    [
        (5000, 5000, "done"),
        (4999, 5000, "partly"),
        (4000, 5000, "partly"),
        (3999, 5000, "not-this-time"),
        (0, 5000, "not-this-time"),
        (0, 0, "done"),
    ],
)
def test_an_attempt_is_done_from_the_floor_up_and_partly_from_80_percent(
    steps: int, floor: int, expected: str
) -> None:
    assert outcome(steps, floor) == expected


def test_a_floor_of_0_is_a_goal_like_any_other() -> None:
    commands = journey([Day(7, june(1), steps=1200, chosen=Band(0, 2000))])
    [step], [attempt] = of(Kind.STEP, commands), of(Kind.ATTEMPT, commands)
    assert (step.body["at_least"], attempt.body["outcome"]) == (0, "done")


@pytest.mark.parametrize(
    "row",
    [
        Day(7, june(1), steps=None, chosen=LOW),
        Day(7, june(1), steps=9000, chosen=None),
        Day(7, june(1), steps=9000, chosen=NO_GOAL),
    ],
    ids=["not worn", "goal not known", "no goal"],
)
def test_what_is_not_known_is_no_attempt(row: Day) -> None:
    assert of(Kind.ATTEMPT, journey([row])) == []


def test_a_day_without_anything_known_only_says_that_the_person_was_enrolled() -> None:
    assert [c.kind for c in journey([Day(7, june(1))])] == [Kind.ENROLMENT]


def test_a_band_lasts_over_unknown_days_until_another_one_is_chosen() -> None:
    assert spells(days(LOW, None, LOW, None, HIGH, None)) == [
        Spell(LOW, june(1), june(4)),
        Spell(HIGH, june(5), june(6)),
    ]


def test_a_band_ends_the_day_before_no_goal_is_chosen() -> None:
    assert spells(days(LOW, LOW, NO_GOAL, NO_GOAL, LOW)) == [
        Spell(LOW, june(1), june(2)),
        Spell(LOW, june(5), june(5)),
    ]


def test_nothing_known_of_any_band_is_no_spell() -> None:
    assert spells(days(None, NO_GOAL)) == []
    assert spells([]) == []


def test_a_new_band_revises_the_goal_and_says_why() -> None:
    """Up, down, and back to the same band after a time without: that needs a step, and no revision."""
    commands = journey(days(LOW, HIGH, LOW, NO_GOAL, LOW))
    assert len(of(Kind.GOAL, commands)) == 1
    assert [(c.body["from_version"], c.body["reason"]) for c in of(Kind.REVISION, commands)] == [
        (1, "too-easy"),
        (2, "too-hard"),
    ]
    assert [(c.body["at_least"], c.body["starts_on"], c.body["due_on"]) for c in of(Kind.STEP, commands)] == [
        (5000, "2026-03-06", "2026-03-06"),
        (8000, "2026-03-07", "2026-03-07"),
        (5000, "2026-03-08", "2026-03-08"),
        (5000, "2026-03-10", "2026-03-10"),
    ]


def test_a_higher_ceiling_alone_is_neither_too_easy_nor_too_hard() -> None:
    [revision] = of(Kind.REVISION, journey(days(LOW, Band(5000, 9000))))
    assert revision.body["reason"] == "something-else"


def test_a_stage_is_a_check_in_in_a_session_and_may_come_before_the_first_day() -> None:
    asked = [Questionnaire(7, date(2021, 5, 25), Stage.PREPARATION)]
    enrolment, stage, *_ = journey(days(LOW), asked)
    assert (stage.body["setting"], stage.body["stage"]) == ("session", "preparation")
    assert (enrolment.at.date(), stage.at.date()) == (date(2026, 3, 2), date(2026, 3, 3))


def test_a_questionnaire_after_the_last_day_walked_has_not_happened_yet() -> None:
    asked = [Questionnaire(7, june(1), Stage.ACTION), Questionnaire(7, june(2), Stage.MAINTENANCE)]
    assert [c.body["stage"] for c in of(Kind.STAGE, journey(days(LOW), asked))] == ["action"]


def test_this_evening_is_told_as_now() -> None:
    commands = journey([Day(7, june(1), steps=4000, chosen=LOW, mood=Mood.HAPPY)])
    assert [c.at for c in commands[-2:]] == [NOON, NOON]


def test_another_run_is_other_people_with_other_keys() -> None:
    one, other = (program(days(LOW), [], NOON, run) for run in ("walker", "again"))
    assert set(other) == {"again-07"}
    assert not {c.key for c in one["walker-07"]} & {c.key for c in other["again-07"]}


def test_the_same_rows_at_the_same_moment_are_the_same_commands() -> None:
    assert program(read_days(), read_questionnaires(), NOON) == program(read_days(), read_questionnaires(), NOON)


def test_the_whole_extract_counts_as_its_rows_do() -> None:
    """Counted in the files: 63 people; 1,559 days with steps and a band; 2,290 moods; 94 stages, 7 of them late."""
    journeys = program(read_days(), read_questionnaires(), NOON)
    commands = [command for journey in journeys.values() for command in journey]
    counts = {kind: len(of(kind, commands)) for kind in Kind}
    assert len(journeys) == counts[Kind.ENROLMENT] == 63
    assert (counts[Kind.ATTEMPT], counts[Kind.MOOD], counts[Kind.STAGE]) == (1559, 2290, 87)
    assert max(command.at for command in commands).date() == NOON.date()
    assert {command.body["site"] for command in of(Kind.ENROLMENT, commands)} == set(SITES)
    assert len({command.key for command in commands}) == len(commands)


def test_the_day_before_the_first_row_is_the_day_of_enrolment() -> None:
    first = min(day.date for day in read_days() if day.person == 63)
    last = max(day.date for day in read_days())
    enrolment = program(read_days(), read_questionnaires(), NOON)["walker-63"][0]
    assert enrolment.at.date() == NOON.date() - (last - first) - timedelta(days=1)


def test_the_example_is_who_did_most_of_those_still_there_at_the_first_site() -> None:
    """1, 5 and 9 are at hillcrest, 2 is at old-mill. 1 did most and left; 5 came last; 9 did more than 5."""
    left = [Day(1, june(day), mood=Mood.HAPPY) for day in range(1, 10)]
    there = [Day(9, june(25), mood=Mood.SAD), Day(9, june(26), mood=Mood.SAD), Day(5, june(28), mood=Mood.SAD)]
    elsewhere = [Day(2, june(day), mood=Mood.SAD) for day in range(20, 30)]
    assert example(program([*left, *there, *elsewhere], [], NOON)) == ("hillcrest", "walker-09")


def test_whoever_chooses_a_band_has_said_yes_to_it() -> None:
    rows = [Day(7, june(n), 6000, LOW if n < 3 else HIGH, None) for n in range(1, 6)]
    assert [c.body["version"] for c in of(Kind.AGREEMENT, journey(rows))] == [1, 2]
