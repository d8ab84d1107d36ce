"""`make bench`: everything in one run on the same servers; one JSON line per figure on standard output."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys

from deploy.prepare import prepare
from deploy.stacks.local import LocalStack
from shared.runtime.settings import Settings
from tests.benchmarks import latency, rebuilding, simulated, throughput
from tests.benchmarks.course_of_events import events, publish
from tests.benchmarks.processes import settle


def main() -> None:
    """Run all figures, or the one that is named."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Speed, as ratios in one run.")
    parser.add_argument("--events", type=int, default=200_000, help="size of the large backlog")
    parser.add_argument("--small", type=int, default=20_000, help="size of the small backlog")
    parser.add_argument("--single", type=int, default=4_000, help="events for the loop that takes one at a time")
    parser.add_argument("--only", choices=("throughput", "rebuild", "memory", "latency", "simulated"))
    options = parser.parse_args()
    with LocalStack.start(bench=True) as stack:

        def place(name: str) -> Settings:
            settings = Settings(kafka=stack.kafka, mongo=stack.mongo, topic_prefix=f"{name}.", database=name)
            asyncio.run(prepare(settings))
            return settings

        large, small = place("large"), place("small")
        if options.only in (None, "throughput", "rebuild"):
            asyncio.run(publish(small, events(options.small)))
            asyncio.run(publish(large, events(options.events)))
            settle(large)
        if options.only in (None, "throughput"):
            _print(throughput.measure(large, options.events, options.single))
        elif options.only == "rebuild":
            throughput.score_backlog(large, options.events)
        if options.only in (None, "rebuild"):
            _, peak = throughput.score_backlog(small, options.small)
            _print({"figure": "scoring-peak-memory", "events": options.small, "mib": peak})
            _print(rebuilding.measure(place("empty"), (small, options.small), (large, options.events)))
        if options.only in (None, "memory"):
            twice = place("twice")
            asyncio.run(publish(twice, events(2 * options.events)))
            _, peak = throughput.score_backlog(twice, 2 * options.events)
            _print({"figure": "scoring-peak-memory", "events": 2 * options.events, "mib": peak})
        if options.only in (None, "latency"):
            settle(large)
            _print(latency.measure(place("live"), rate=200, seconds=15))
        if options.only in (None, "simulated"):
            settle(large)
            _print(simulated.measure(place("simulated")))


def _print(figure: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(figure) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
