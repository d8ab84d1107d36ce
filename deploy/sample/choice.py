"""Which programs to play, as command-line options, and what is played for them."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import islice

from deploy.sample import program as walkers
from deploy.sample.extract import read_days, read_questionnaires
from deploy.sample.sending import Journeys, Program, Roster
from deploy.sample.simulated import courses as simulated
from deploy.sample.simulated.definition import SIMULATED, SITES, TITLE
from deploy.sample.simulated.rosters import with_rosters
from deploy.sample.walking import WALKING

PARTICIPANTS = 200
SEED = 1
MOST_PEOPLE = 10_000
"""Their commands are made before the first is sent: so many take about 750 MiB."""
WALKERS = "walker"
_RUN = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


class Which(StrEnum):
    """The programs there are."""

    LIFESNAPS = "lifesnaps"
    TOBACCO_FREE = "tobacco-free"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Sample:
    """One program to play. `title` says what it is, on every line about it; example: (site, participant) to see;
    zones: the time zone of each site."""

    title: str
    program: Program
    journeys: Journeys
    example: tuple[str, str]
    zones: Mapping[str, str]
    rosters: Sequence[Roster] = ()


def add_options(parser: argparse.ArgumentParser) -> None:
    """What `samples` needs."""
    parser.add_argument(
        "--program",
        choices=[which.value for which in Which],
        default=Which.BOTH.value,
        help="lifesnaps: what 63 people of a study did; tobacco-free: SIMULATED courses of nobody (default: both)",
    )
    parser.add_argument(
        "--participants", type=people, metavar="N", help=f"how many are simulated (default: {PARTICIPANTS})"
    )
    parser.add_argument("--seed", type=int, metavar="S", help=f"another seed is another simulation (default: {SEED})")
    parser.add_argument("--limit", type=people, metavar="N", help="only the first N people of each (default: all)")


def samples(
    parser: argparse.ArgumentParser, options: argparse.Namespace, now: datetime, run: str | None = None
) -> Sequence[Sample]:
    """The programs that the options name, as of now. `run` starts participants' ids in the place of their own names.

    Ends the process, as argparse does, for options that do not go together.
    """
    which = Which(options.program)
    if which is Which.LIFESNAPS:
        for name in ("participants", "seed"):
            if getattr(options, name) is not None:
                parser.error(f"--{name} is about the simulated program: use it with --program tobacco-free or both")
    chosen = []
    if which is not Which.TOBACCO_FREE:
        chosen.append(lifesnaps(now, run or WALKERS, options.limit))
    if which is not Which.LIFESNAPS:
        participants = PARTICIPANTS if options.participants is None else options.participants
        seed = SEED if options.seed is None else options.seed
        count = participants if options.limit is None else min(participants, options.limit)
        chosen.append(tobacco_free(now, count, seed, run or simulated.DEFAULT_RUN))
    return chosen


def lifesnaps(now: datetime, run: str = WALKERS, limit: int | None = None) -> Sample:
    """The walking program of the first `limit` people, or of all."""
    whole = walkers.program(read_days(), read_questionnaires(), now, run)
    journeys = dict(islice(whole.items(), limit))
    return Sample("LifeSnaps walking", WALKING, journeys, walkers.example(journeys), walkers.SITES)


def tobacco_free(now: datetime, participants: int, seed: int, run: str = simulated.DEFAULT_RUN) -> Sample:
    """The simulated program, its twelve weeks ending today."""
    courses = simulated.until(now, simulated.courses(participants, seed, now.date(), run))
    rosters, journeys = with_rosters(courses, run)
    return Sample(TITLE, SIMULATED, journeys, simulated.example(courses), SITES, rosters)


def zones_of(chosen: Iterable[Sample]) -> str:
    """What CAIRN_ZONES says to a dashboard for their sites."""
    places = (
        f"{sample.program.organization}/{site}={zone}" for sample in chosen for site, zone in sample.zones.items()
    )
    return ", ".join(places)


def run_id(text: str) -> str:
    """An argument that may start participants' ids. Raises argparse.ArgumentTypeError."""
    if not _RUN.fullmatch(text):
        raise argparse.ArgumentTypeError("use lower-case letters, digits and dashes, at most 40")
    return text


def people(text: str) -> int:
    """An argument that is a number of people. Raises argparse.ArgumentTypeError."""
    if not text.isdecimal() or not 0 < int(text) <= MOST_PEOPLE:
        raise argparse.ArgumentTypeError(f"must be a number from 1 to {MOST_PEOPLE}")
    return int(text)
