"""`make bench`: everything in one run on the same servers; one JSON line per figure on standard output."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from deploy.prepare import prepare
from deploy.stacks.local import LocalStack
from shared.runtime.settings import Settings
from tests.benchmarks import commands, latency, pages, rebuilding, sessions, simulated, throughput
from tests.benchmarks.course_of_events import events, publish
from tests.benchmarks.processes import settle

Figure: TypeAlias = dict[str, object]
FIGURES = ("throughput", "rebuild", "memory", "latency", "commands", "simulated", "pages", "sessions")


def main() -> None:
    """Run all figures, or the one that is named."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Speed, as ratios in one run.")
    parser.add_argument("--events", type=int, default=200_000, help="size of the large backlog")
    parser.add_argument("--small", type=int, default=20_000, help="size of the small backlog")
    parser.add_argument("--single", type=int, default=4_000, help="events for the loop that takes one at a time")
    parser.add_argument("--only", choices=FIGURES)
    options = parser.parse_args()
    wanted = (options.only,) if options.only else FIGURES
    with LocalStack.start(bench=True) as stack:

        def place(name: str) -> Settings:
            settings = Settings(kafka=stack.kafka, mongo=stack.mongo, topic_prefix=f"{name}.", database=name)
            asyncio.run(prepare(settings))
            settle(settings)
            return settings

        for figures in _figures(wanted, place, options.events, options.small, options.single):
            for figure in figures:
                sys.stdout.write(json.dumps(figure) + "\n")
                sys.stdout.flush()


def _figures(
    wanted: Sequence[str], place: Callable[[str], Settings], events: int, small: int, single: int
) -> Iterator[Iterable[Figure]]:
    if "throughput" in wanted:
        yield [throughput.measure(_with_backlog(place("large"), events), events, single)]
    if "rebuild" in wanted:
        scored = [(_with_backlog(place(f"rebuilt-{count}"), count), count) for count in (small, events)]
        for settings, count in scored:
            throughput.score_backlog(settings, count)
        yield [rebuilding.measure(place("empty"), scored[0], scored[1])]
    if "memory" in wanted:
        yield [
            _memory(_with_backlog(place(f"scored-{count}"), count), count)
            for count in (small, events, 2 * events, 4 * events)
        ]
    if "latency" in wanted:
        yield [latency.measure(place("live"), rate=200, seconds=15)]
    if "commands" in wanted:
        yield commands.measure(place("commands"), rate=1_000, seconds=5)
    if "simulated" in wanted:
        yield [simulated.measure(place("simulated"))]
    if "pages" in wanted:
        yield pages.measure(place("pages-few"), place("pages-many"))
    if "sessions" in wanted:
        yield [sessions.measure(place("sessions"))]


def _with_backlog(settings: Settings, count: int) -> Settings:
    asyncio.run(publish(settings, events(count)))
    settle(settings)
    return settings


def _memory(settings: Settings, count: int) -> Figure:
    _, peak = throughput.score_backlog(settings, count)
    return {"figure": "scoring-peak-memory", "events": count, "mib": peak}


if __name__ == "__main__":
    main()
