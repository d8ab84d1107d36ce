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


def main() -> None:
    """Run all figures, or the one that is named."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Speed, as ratios in one run.")
    parser.add_argument("--events", type=int, default=200_000, help="size of the large backlog")
    parser.add_argument("--small", type=int, default=20_000, help="size of the small backlog")
    parser.add_argument("--single", type=int, default=4_000, help="events for the loop that takes one at a time")
    parser.add_argument("--only", choices=("throughput", "latency", "rebuild", "simulated"))
    options = parser.parse_args()
    with LocalStack.start(bench=True) as stack:

        def place(name: str) -> Settings:
            settings = Settings(kafka=stack.kafka, mongo=stack.mongo, topic_prefix=f"{name}.", database=name)
            asyncio.run(prepare(settings))
            return settings

        large, small, live = place("large"), place("small"), place("live")
        if options.only in (None, "latency"):
            _print(latency.measure(live, rate=200, seconds=15))
        if options.only in (None, "simulated"):
            _print(simulated.measure(place("simulated")))
        if options.only not in ("latency", "simulated"):
            asyncio.run(publish(large, events(options.events)))
        if options.only in (None, "throughput"):
            _print(throughput.measure(large, options.events, options.single))
        elif options.only == "rebuild":
            throughput.score_backlog(large, options.events)
        if options.only in (None, "rebuild"):
            asyncio.run(publish(small, events(options.small)))
            _, peak = throughput.score_backlog(small, options.small)
            _print({"figure": "scoring-peak-memory", "events": options.small, "mib": peak})
            start_up, _ = rebuilding.rebuild(live if options.only == "rebuild" else place("empty"), "journal")
            _print(rebuilding.measure((small, options.small), (large, options.events), start_up))


def _print(figure: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(figure) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
