"""Which programs the options of a command line mean, and what is said about options that make no sense."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from deploy.sample.choice import PARTICIPANTS, Sample, add_options, run_id, samples, zones_of
from deploy.sample.program import Command as WalkerCommand
from deploy.sample.simulated.commands import Command as SimulatedCommand
from services.dashboard.zones import zone_of
from shared.runtime.settings import Settings

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def chosen(*arguments: str, run: str | None = None) -> Sequence[Sample]:
    parser = argparse.ArgumentParser()
    add_options(parser)
    return samples(parser, parser.parse_args(arguments), NOON, run)


def told(*arguments: str) -> list[tuple[str, str, int]]:
    return [(sample.title, sample.program.program, len(sample.journeys)) for sample in chosen(*arguments)]


def enrolments(sample: Sample) -> Sequence[WalkerCommand | SimulatedCommand]:
    """The first command of everybody who does not join by a roster."""
    first = (journey[0] for journey in sample.journeys.values())
    made = [one for one in first if isinstance(one, WalkerCommand | SimulatedCommand)]
    return [one for one in made if one.kind.value == "enrolment"]


LIFESNAPS = ("LifeSnaps walking", "walking", 63)
SIMULATED = ("SIMULATED Tobacco-free, 12 weeks", "tobacco-free-12-weeks-simulated")


def test_both_are_played_unless_one_is_named() -> None:
    assert told() == [LIFESNAPS, (*SIMULATED, PARTICIPANTS)]
    assert told("--program", "lifesnaps") == [LIFESNAPS]
    assert told("--program", "tobacco-free", "--participants", "7") == [(*SIMULATED, 7)]


def test_a_limit_is_for_each_of_them() -> None:
    assert [count for *_, count in told("--limit", "3")] == [3, 3]
    assert [count for *_, count in told("--limit", "3", "--participants", "2")] == [3, 2]


def test_another_seed_is_another_simulation_and_the_same_seed_the_same() -> None:
    one, same, other = (chosen("--program", "tobacco-free", "--limit", "2", "--seed", seed) for seed in "113")
    assert one == same
    assert one[0].journeys != other[0].journeys


def test_a_run_names_everybody() -> None:
    names = [name for sample in chosen("--limit", "2", run="again") for name in sample.journeys]
    assert names == ["again-01", "again-02", "again-001", "again-002"]


def test_every_site_where_somebody_of_a_sample_is_has_a_zone_of_its_own() -> None:
    for sample in chosen("--limit", "40"):
        assert {str(command.body["site"]) for command in enrolments(sample)} == set(sample.zones)
        assert len(set(sample.zones.values())) == len(sample.zones) > 1


def test_a_dashboard_can_be_told_the_zones_of_all_of_them() -> None:
    settings = Settings(kafka="127.0.0.1:9092", mongo="mongodb://127.0.0.1", zones=zones_of(chosen("--limit", "1")))
    assert zone_of(settings, "lifesnaps", "riverside") == ZoneInfo("Europe/Dublin")
    assert zone_of(settings, "simulated", "lighthouse") == ZoneInfo("America/Halifax")


def test_a_walkers_day_is_the_same_day_at_their_site() -> None:
    [sample] = chosen("--program", "lifesnaps")
    for enrolment in enrolments(sample):
        zone = ZoneInfo(sample.zones[str(enrolment.body["site"])])
        journey = sample.journeys[enrolment.participant_id]
        assert all(command.at.astimezone(zone).date() == command.at.date() for command in journey)


def test_each_shows_somebody_of_its_own() -> None:
    for sample in chosen("--limit", "5"):
        assert sample.example[1] in sample.journeys


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--program", "walking"), "choose from 'lifesnaps', 'tobacco-free', 'both'"),
        (("--participants", "0"), "--participants: must be a number from 1 to 10000"),
        (("--participants", "many"), "--participants: must be a number from 1 to 10000"),
        (("--participants", "10001"), "--participants: must be a number from 1 to 10000"),
        (("--limit", "-1"), "--limit"),
        (("--seed", "x"), "--seed: invalid int value: 'x'"),
        (("--program", "lifesnaps", "--seed", "2"), "--seed is about the simulated program: use it with --program"),
        (("--program", "lifesnaps", "--participants", "2"), "--participants is about the simulated program"),
    ],
)
def test_what_makes_no_sense_is_said_in_a_line(
    arguments: Sequence[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        chosen(*arguments)
    assert ended.value.code == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "Upper", "a b", "-a", "x" * 41])
def test_a_run_is_a_slug(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        run_id(text)
    assert run_id("x" * 40) == "x" * 40
