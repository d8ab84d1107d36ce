"""Plays the sample program against any deployment of goals and checkins.

    python -m deploy.sample.play --goals http://127.0.0.1:8001 --checkins http://127.0.0.1:8002

With --mongo it then waits until every event is in the projections.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import islice

from deploy.sample.arrival import EventsMissing, await_arrival
from deploy.sample.extract import read_days, read_questionnaires
from deploy.sample.player import Played, PlayStopped, play
from deploy.sample.program import Journeys, Service, program
from deploy.sample.progress import shown
from shared.contracts.read_models import SCORING
from shared.runtime.errors import CairnError
from shared.runtime.store import connect

DEFAULT_RUN = "walker"
_RUN = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


def sample(run: str = DEFAULT_RUN, limit: int | None = None) -> Journeys:
    """The program as of this moment, of the first `limit` people, or of all."""
    whole = program(read_days(), read_questionnaires(), datetime.now(UTC), run)
    return dict(islice(whole.items(), limit))


async def play_shown(journeys: Journeys, addresses: Mapping[Service, str]) -> Played:
    """Play, and show on standard output how far it has come. Raises PlayStopped."""
    with shown("commands", sum(map(len, journeys.values()))) as advance:
        return await play(journeys, addresses, on_answer=advance)


def speed(played: Played) -> str:
    """How much was played, in words."""
    rate = played.count / played.seconds if played.seconds else 0.0
    return f"{played.count} commands of {len(played.events)} people in {played.seconds:.1f} s ({rate:.0f}/s)"


def run_id(text: str) -> str:
    """An argument that may start participants' ids. Raises argparse.ArgumentTypeError."""
    if not _RUN.fullmatch(text):
        raise argparse.ArgumentTypeError("use lower-case letters, digits and dashes, at most 40")
    return text


def people(text: str) -> int:
    """An argument that is a number of people. Raises argparse.ArgumentTypeError."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("must be a number from 1 up")
    return int(text)


def main() -> int:
    """0 when all was recorded (with --mongo: and has arrived); 1, with one line, when not; 130 after Ctrl-C."""
    options = _arguments()
    try:
        asyncio.run(_play(options))
    except KeyboardInterrupt:
        return 130
    except (PlayStopped, EventsMissing, CairnError) as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


async def _play(options: argparse.Namespace) -> None:
    addresses = {Service.GOALS: options.goals, Service.CHECKINS: options.checkins}
    played = await play_shown(sample(options.run_id, options.limit), addresses)
    print(f"recorded: {speed(played)}", flush=True)
    if options.mongo:
        async with connect(options.mongo, f"{options.database}_{SCORING}") as database:
            await await_arrival(database, played.events)
        print("every event is in the projections")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m deploy.sample.play", description="Plays the LifeSnaps walking program over HTTP."
    )
    parser.add_argument("--goals", required=True, metavar="URL", help="where goals listens")
    parser.add_argument("--checkins", required=True, metavar="URL", help="where checkins listens")
    parser.add_argument(
        "--run-id", type=run_id, default=DEFAULT_RUN, help="starts each participant's id: another one is other people"
    )
    parser.add_argument("--limit", type=people, metavar="N", help="only the first N people (default: all)")
    parser.add_argument("--mongo", metavar="URL", help="wait until every event is in the projections there")
    parser.add_argument("--database", default="cairn", help="CAIRN_DATABASE of that deployment")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
