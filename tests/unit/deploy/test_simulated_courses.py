"""The simulated program: what its people do, that it is always the same, and that it says what it is."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from deploy.sample.choice import tobacco_free
from deploy.sample.simulated import words
from deploy.sample.simulated.commands import CORRECTIONS, Command, Kind
from deploy.sample.simulated.courses import courses, example
from deploy.sample.simulated.definition import DAYS, ORGANIZATION, PROGRAM, PROMPTS, SIMULATED, TITLE
from deploy.sample.simulated.people import Path as Course
from deploy.sample.simulated.people import person_of
from deploy.sample.simulated.rosters import with_rosters
from shared.contracts.envelope import LARGEST_EVENT, derived_id
from shared.contracts.events import CARE_EVENTS

LAST_DAY = date(2026, 3, 10)
SEED = 1
PEOPLE = courses(200, SEED, LAST_DAY)
COMMANDS = [command for course in PEOPLE.values() for command in course]
OWN_WORDS = (
    "words",
    "moment",
    "learned",
    "hypothesis",
    "criterion",
    "if_this",
    "then_that",
    "why",
    "journal",
    "concern",
)
EVENTS: Mapping[Kind, str] = {
    Kind.ENROLMENT: "participant-enrolled",
    Kind.MOVE: "participant-moved",
    Kind.PAUSE: "participant-paused",
    Kind.RESUMPTION: "participant-resumed",
    Kind.COMPLETION: "participant-completed",
    Kind.DEPARTURE: "participant-left",
    Kind.VALUE: "value-clarified",
    Kind.VALUE_VERSION: "value-revisited",
    Kind.STRENGTH: "strength-named",
    Kind.WISH: "agenda-wished",
    Kind.TALK: "agenda-talked-over",
    Kind.SUPPORT: "support-arranged",
    Kind.SUPPORTER: "supporter-invited",
    Kind.UNINVITATION: "supporter-uninvited",
    Kind.GOAL: "goal-set",
    Kind.REVISION: "goal-revised",
    Kind.REVIEW: "goal-reviewed",
    Kind.CLOSING: "goal-closed",
    Kind.REOPENING: "goal-reopened",
    Kind.STEP: "step-planned",
    Kind.STEP_REVISION: "step-revised",
    Kind.STEP_PAUSE: "step-paused",
    Kind.STEP_RESUMPTION: "step-resumed",
    Kind.PLAN: "contingency-planned",
    Kind.SETBACK: "setback",
    Kind.RECOVERY: "setback-recovered",
    Kind.RHYTHM: "check-ins-agreed",
    Kind.CHECK_IN: "checked-in",
    Kind.BALANCE: "balance-weighed",
    Kind.TALK_COUNT: "talk-counted",
    Kind.AFFIRMATION: "affirmed",
    Kind.CLINICIANS_CONFIDENCE: "clinician-confidence-rated",
    Kind.CONTACT_REQUEST: "contact-requested",
    Kind.SCORE_ANSWER: "score-questioned",
    Kind.TAKING: "attention-taken",
    Kind.GIVING_BACK: "attention-released",
    Kind.REST: "attention-snoozed",
    Kind.OUTREACH: "outreach-made",
    Kind.RETRACTION: "entry-retracted",
}


def event_of(command: Command) -> str:
    """The type of the event that a command leads to."""
    match command.kind:
        case Kind.ATTEMPT:
            return "step-not-done" if command.body["outcome"] == "not-this-time" else "step-completed"
        case Kind.AGREEMENT:
            return f"goal-{command.body['answer']}"
        case kind if kind in CORRECTIONS.values():
            return "entry-retracted"
        case kind:
            return EVENTS[kind]


def of(kind: Kind, commands: Sequence[Command] = COMMANDS) -> list[Command]:
    return [command for command in commands if command.kind is kind]


def test_two_hundred_people_reach_every_command_and_every_event() -> None:
    assert {command.kind for command in COMMANDS} == set(Kind)
    assert {event_of(command) for command in COMMANDS} == {event.TYPE for event in CARE_EVENTS}


@pytest.mark.parametrize("seed", [2, 3, 4])
def test_so_do_two_hundred_others(seed: int) -> None:
    other = [command for course in courses(200, seed, LAST_DAY).values() for command in course]
    assert {event_of(command) for command in other} == {event.TYPE for event in CARE_EVENTS}


def test_ten_people_show_every_path() -> None:
    assert {person_of(number, SEED).path for number in range(1, 11)} == set(Course)


def test_a_person_is_between_a_few_and_a_good_hundred_commands_about_eighty_mostly() -> None:
    assert 60 <= len(COMMANDS) / len(PEOPLE) <= 90
    assert min(map(len, PEOPLE.values())) > 15
    assert max(map(len, PEOPLE.values())) < 130


def test_the_same_seed_and_day_are_the_same_bytes_in_every_process() -> None:
    program = (
        "import datetime, sys; from deploy.sample.simulated.courses import courses; "
        "sys.stdout.write(repr(courses(20, 7, datetime.date(2026, 3, 10))))"
    )
    first, second = (
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            check=True,
            capture_output=True,
            timeout=60,
        ).stdout
        for hash_seed in ("1", "2")
    )
    assert first == second
    assert len(first) > 100_000


def test_another_seed_is_another_simulation_and_another_run_is_other_people() -> None:
    assert courses(3, 1, LAST_DAY) != courses(3, 2, LAST_DAY)
    again = courses(3, 1, LAST_DAY, run="again")
    assert list(again) == ["again-001", "again-002", "again-003"]
    assert not {c.key for course in again.values() for c in course} & {command.key for command in COMMANDS}


def test_more_people_leave_the_others_as_they_are() -> None:
    assert courses(5, SEED, LAST_DAY).items() <= PEOPLE.items()


def test_at_first_they_speak_more_for_staying_the_same_and_later_more_for_changing() -> None:
    first, last = Counter[str](), Counter[str]()
    for course in PEOPLE.values():
        counted = of(Kind.TALK_COUNT, course)
        first.update(said(counted[0]))
        last.update(said(counted[-1]))
    assert first["sustain"] > first["change"]
    assert last["change"] > last["sustain"]


def said(command: Command) -> Mapping[str, int]:
    return {side: sum(command.body.get(side, {}).values()) for side in ("change", "sustain")}  # type: ignore[attr-defined]  # a mapping of counts


def test_most_setbacks_have_a_recovery_some_used_a_plan_and_all_outcomes_occur() -> None:
    setbacks, recoveries = of(Kind.SETBACK), of(Kind.RECOVERY)
    assert 0.8 * len(setbacks) < len(recoveries) < len(setbacks)
    assert {command.body.get("plan_used") for command in setbacks} == {None, True, False}
    assert any("plan_id" in command.body for command in setbacks)
    assert {command.body["kind"] for command in setbacks} >= {"lapse", "step-did-not-work", "renewed-ambivalence"}
    outcomes = Counter(str(command.body["outcome"]) for command in of(Kind.ATTEMPT))
    assert outcomes["done"] > outcomes["partly"] > 100
    assert outcomes["not-this-time"] > 100


def test_some_complete_some_leave_some_come_back_and_most_are_still_there() -> None:
    last = Counter(course[-1].kind for course in PEOPLE.values())
    came_back = [course for course in PEOPLE.values() if len(of(Kind.ENROLMENT, course)) > 1]
    assert last[Kind.COMPLETION] > 10
    assert last[Kind.DEPARTURE] > 10
    assert len(came_back) > 10
    assert last[Kind.COMPLETION] + last[Kind.DEPARTURE] < len(PEOPLE) / 2


def test_some_say_nothing_for_three_weeks_and_go_on() -> None:
    def longest(course: Sequence[Command]) -> int:
        said = [command.at for command in course if not str(command.acting_as).startswith("coordinator")]
        return max((after - before).days for before, after in pairwise(said))

    silent = [
        person_of(number, SEED).path for number, course in enumerate(PEOPLE.values(), 1) if longest(course) > 20
    ]
    assert Course.QUIET in silent


def test_every_word_of_a_persons_own_says_that_it_is_simulated() -> None:
    own = [text for command in COMMANDS for text in own_words(command.body)]
    assert len(own) > 1000
    assert all(text.startswith("Simulated: ") for text in own)
    assert {name for command in COMMANDS for name in names(command.body)} >= set(OWN_WORDS)


def own_words(body: object) -> Iterator[str]:
    """Every text with a space in it: codes, dates and ids have none."""
    match body:
        case str() if " " in body:
            yield body
        case Mapping():
            for part in body.values():
                yield from own_words(part)
        case list() | tuple():
            for part in body:
                yield from own_words(part)


def names(body: object) -> Iterator[str]:
    match body:
        case Mapping():
            yield from body
            for part in body.values():
                yield from names(part)
        case list() | tuple():
            for part in body:
                yield from names(part)


def test_sentences_are_short_and_name_nobody() -> None:
    sentences = [text for name, texts in vars(words).items() if name.isupper() and name[0] != "_" for text in texts]
    assert all(len(text) < 80 for text in sentences)
    assert all(text[11:] == text[11:].lower() for text in sentences)


def test_it_is_called_simulated_wherever_it_is_told_of() -> None:
    assert ORGANIZATION == "simulated"
    assert PROGRAM.endswith("-simulated")
    assert "SIMULATED" in TITLE
    assert "simulat" in str(SIMULATED.definition["name"])
    readme = (Path(words.__file__).with_name("README.md")).read_text()
    assert readme.startswith("# SIMULATED")


def test_the_program_has_a_text_in_every_language_for_every_prompt() -> None:
    prompts = SIMULATED.definition["prompts"]
    assert [prompt["code"] for prompt in prompts] == list(PROMPTS)  # type: ignore[attr-defined]  # a list of mappings
    assert all(set(prompt["text"]) == {"en", "de"} for prompt in prompts)  # type: ignore[attr-defined]  # as above


def test_twelve_weeks_end_today() -> None:
    midday = datetime(2026, 3, 10, 12, tzinfo=UTC)
    times = [command.at for course in tobacco_free(midday, 50, SEED).journeys.values() for command in course]
    assert (midday - min(times)).days == DAYS - 1
    assert max(times) <= midday


def test_every_fifth_person_is_on_a_roster_and_in_no_other_way_enrolled_first() -> None:
    rosters, journeys = with_rosters(PEOPLE, "simulated")
    [header, *lines] = rosters[0].file.splitlines()
    assert (len(rosters), len(lines)) == (1, 40)
    assert header.split(",") == ["participant_id", "site", "program", "occurred_at"]
    listed = [line.split(",")[0] for line in lines]
    assert listed == [f"simulated-{number:03}" for number in range(5, 201, 5)]
    for who, course in PEOPLE.items():
        assert course[0].kind is Kind.ENROLMENT
        assert list(journeys[who]) == list(course[1:] if who in listed else course)


def test_a_roster_is_small_enough_to_be_imported() -> None:
    joins = courses(1, SEED, LAST_DAY)["simulated-001"][:1]
    many = {f"{'x' * 40}-{number:05}": joins for number in range(10_000)}
    rosters, _ = with_rosters(many, "simulated")
    assert sum(roster.file.count("\n") - 1 for roster in rosters) == 2_000
    assert len({roster.key for roster in rosters}) == len(rosters)
    assert all(len(roster.file) + 400 * 40 < LARGEST_EVENT for roster in rosters)


def test_a_correction_counts_for_two_events() -> None:
    [correction, *_] = of(Kind.ATTEMPT_CORRECTION)
    retracted = derived_id("event", "cairn/checkins", ORGANIZATION, correction.key, "entry-retracted")
    assert correction.recorded({"event_id": "e1"}) == {"e1", retracted}
    assert of(Kind.ATTEMPT)[0].recorded({"event_id": "e1"}) == {"e1"}


def test_ids_of_earlier_answers_take_the_place_of_references() -> None:
    [rating, *_] = [c for c in of(Kind.CHECK_IN) if any("goal_id" in ruler for ruler in c.body["rulers"])]  # type: ignore[attr-defined]  # a list of mappings
    course = PEOPLE[rating.participant_id]
    ids: dict[str, str] = {}
    for command in course:
        if command is rating:
            break
        ids.update(command.remembered({command.answer.name: f"id of {command.label}", "sequence": 3}))
    goals = [ruler["goal_id"] for ruler in rating.content(ids)["rulers"] if "goal_id" in ruler]  # type: ignore[attr-defined]  # as above
    assert goals[0].startswith("id of goal-")
    attempt = next(command for command in course if command.kind is Kind.ATTEMPT)
    ids |= {str(attempt.about): "the-step"}
    assert attempt.path(ids) == "/v1/organizations/simulated/steps/the-step/attempts"


def test_the_example_is_who_did_most_of_those_still_there() -> None:
    site, who = example(PEOPLE)
    assert PEOPLE[who][-1].kind not in (Kind.COMPLETION, Kind.DEPARTURE)
    assert site in str([command.acting_as for command in PEOPLE[who] if "@" in str(command.acting_as)][-1])
