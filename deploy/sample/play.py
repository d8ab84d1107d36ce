"""Plays the sample programs against any deployment of goals and checkins.

    python -m deploy.sample.play --goals http://127.0.0.1:8001 --checkins http://127.0.0.1:8002

With --mongo it then waits until every event is in the projections.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from deploy.sample.arrival import EventsMissing, await_arrival
from deploy.sample.choice import Sample, add_options, run_id, samples
from deploy.sample.player import Played, PlayStopped, play
from deploy.sample.progress import shown
from deploy.sample.sending import Service
from shared.contracts.read_models import SCORING
from shared.runtime.errors import CairnError
from shared.runtime.store import connect


async def play_shown(chosen: Sequence[Sample], addresses: Mapping[Service, str]) -> Played:
    """Play one after the other; say on standard output how far it has come, and of which. Raises PlayStopped."""
    events: dict[str, frozenset[str]] = {}
    seconds = 0.0
    for sample in chosen:
        with shown(f"{sample.title}: commands", sum(map(len, sample.journeys.values()))) as advance:
            played = await play(
                sample.journeys, addresses, on_answer=advance, programs=[sample.program], rosters=sample.rosters
            )
        print(f"{sample.title}: {speed(played)}", flush=True)
        events.update(played.events)
        seconds += played.seconds
    return Played(events, seconds)


def speed(played: Played) -> str:
    """How much was played, in words."""
    rate = played.count / played.seconds if played.seconds else 0.0
    return f"{played.count} events of {len(played.events)} people in {played.seconds:.1f} s ({rate:.0f}/s)"


def main() -> int:
    """0 when all was recorded (with --mongo: and has arrived); 1, with one line, when not; 130 after Ctrl-C."""
    options, chosen = _arguments()
    try:
        asyncio.run(_play(options, chosen))
    except KeyboardInterrupt:
        return 130
    except (PlayStopped, EventsMissing, CairnError) as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


async def _play(options: argparse.Namespace, chosen: Sequence[Sample]) -> None:
    addresses = {Service.GOALS: options.goals, Service.CHECKINS: options.checkins}
    played = await play_shown(chosen, addresses)
    print(f"recorded: {speed(played)}", flush=True)
    if options.mongo:
        async with connect(options.mongo, f"{options.database}_{SCORING}") as database:
            await await_arrival(database, played.events)
        print("every event is in the projections")


def _arguments() -> tuple[argparse.Namespace, Sequence[Sample]]:
    parser = argparse.ArgumentParser(
        prog="python -m deploy.sample.play",
        description="Plays over HTTP what people of the LifeSnaps study did, and a SIMULATED program of nobody.",
    )
    parser.add_argument("--goals", required=True, metavar="URL", help="where goals listens")
    parser.add_argument("--checkins", required=True, metavar="URL", help="where checkins listens")
    add_options(parser)
    parser.add_argument("--run-id", type=run_id, help="starts each participant's id: another one is other people")
    parser.add_argument("--mongo", metavar="URL", help="wait until every event is in the projections there")
    parser.add_argument("--database", default="cairn", help="CAIRN_DATABASE of that deployment")
    options = parser.parse_args()
    return options, samples(parser, options, datetime.now(UTC), options.run_id)


if __name__ == "__main__":
    sys.exit(main())
