"""The phases of a run, one after the other, and what is said about each."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import signal
import sys
import time
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from typing import NoReturn, TypeVar

from deploy.prepare import prepare
from deploy.run.figures import count, table
from deploy.run.servers import servers
from deploy.run.services import SERVICES, Services, choose_ports, raise_if_ended
from deploy.run.stopped import RunStopped
from deploy.sample.arrival import EventsMissing, await_arrival
from deploy.sample.choice import Sample, add_options, samples, zones_of
from deploy.sample.play import play_shown, speed
from deploy.sample.player import Played, PlayStopped
from deploy.sample.sending import Service
from deploy.stacks.local.processes import Child
from deploy.stacks.unavailable import StackUnavailable
from shared.contracts.read_models import SCORING
from shared.runtime.errors import BrokerAway, CairnError, StoreAway
from shared.runtime.settings import Settings, read_settings
from shared.runtime.store import connect

T = TypeVar("T")
_LOOK_EVERY = 0.2  # seconds


def main() -> int:
    """0 after the check with --once, or after Ctrl-C or SIGTERM; 1, with one line, when something is wrong.

    With --once, Ctrl-C before the check is over is 130. Nothing that it started is left running.
    """
    options, chosen = _arguments()
    logging.basicConfig(format="%(message)s", level=logging.CRITICAL)  # what libraries complain of becomes one line
    logging.getLogger("deploy").setLevel(logging.INFO)
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell starts what runs behind it without
    try:
        with ExitStack() as running:
            try:
                _run(options, chosen, running)
            finally:
                for number in (signal.SIGINT, signal.SIGTERM):
                    signal.signal(number, signal.SIG_IGN)  # stopping is under way, and bounded
    except KeyboardInterrupt:
        return 130 if options.once else 0
    except StoreAway as away:
        return _stopped(f"MongoDB does not answer ({away}): see that it runs where CAIRN_MONGO says")
    except BrokerAway as away:
        return _stopped(f"{away}: see that it runs where CAIRN_KAFKA says")
    except (RunStopped, StackUnavailable, PlayStopped, EventsMissing, CairnError) as reason:
        return _stopped(str(reason))
    return 0


def _run(options: argparse.Namespace, chosen: Sequence[Sample], running: ExitStack) -> None:
    phases = _Phases()
    ports = choose_ports({service: getattr(options, f"{service}_port") for service in SERVICES})
    with phases.timed("stack"):
        provided = servers(os.environ)
        running.callback(provided.stop)
    _say(provided.described)
    os.environ.update(provided.variables)
    os.environ.setdefault("CAIRN_ZONES", zones_of(chosen))
    settings = read_settings()
    with phases.timed("prepare"):
        asyncio.run(prepare(settings))
    with phases.timed("services"):
        services = Services(provided.folder, ports)
        running.callback(services.stop)
        services.start()
        services.await_health(provided.children)
    _say("; ".join(f"{service} at {services.address(service)}" for service in SERVICES))
    children = (*provided.children, *services.children)
    addresses = {service: services.address(service) for service in Service}
    with phases.timed("play"):
        played = asyncio.run(_unless_one_ends(children, play_shown(chosen, addresses)))
    with phases.timed("scored"):
        asyncio.run(_unless_one_ends(children, _scored(settings, played)))
    figures, changes = asyncio.run(count(settings))
    _say(f"{table(figures)}\n{changes:,} score changes published")
    _say(f"played {speed(played)}; every event is in the projections")
    _say(f"seconds: {phases}")
    dashboard = services.address("dashboard")
    _say(f"dashboard: {dashboard}")
    for sample in chosen:
        site, somebody = sample.example
        page = f"{dashboard}/participant?participant={somebody}"
        _say(f"{sample.title}: organization {sample.program.organization}, site {site}, somebody there: {page}")
    if not options.once:
        _say("Ctrl-C stops everything")
        _stay(children)


def _stopped(line: str) -> int:
    print(line, file=sys.stderr)
    return 1


async def _scored(settings: Settings, played: Played) -> None:
    async with connect(settings.mongo, settings.database_of(SCORING)) as database:
        await await_arrival(database, played.events)


async def _unless_one_ends(children: Sequence[Child], work: Coroutine[None, None, T]) -> T:
    """The work's result. Raises ProcessEnded, and cancels the work, as soon as one of the children has ended."""
    task = asyncio.create_task(work)
    while not task.done():
        raise_if_ended(children)
        await asyncio.wait({task}, timeout=_LOOK_EVERY)
    return task.result()


def _stay(children: Sequence[Child]) -> NoReturn:
    while True:
        raise_if_ended(children)
        time.sleep(_LOOK_EVERY)


class _Phases:
    """How many seconds each phase took."""

    def __init__(self) -> None:
        self._seconds: dict[str, float] = {}

    @contextmanager
    def timed(self, phase: str) -> Iterator[None]:
        started = time.monotonic()
        yield
        self._seconds[phase] = time.monotonic() - started

    def __str__(self) -> str:
        return ", ".join(f"{phase} {seconds:.1f}" for phase, seconds in self._seconds.items())


def _say(line: str) -> None:
    print(line, flush=True)


def _arguments() -> tuple[argparse.Namespace, Sequence[Sample]]:
    parser = argparse.ArgumentParser(
        prog="python -m deploy.run",
        description="Starts everything on this machine, plays the sample programs, and stays up until Ctrl-C. "
        "CAIRN_KAFKA and CAIRN_MONGO, when both are set, are used instead of starting servers.",
    )
    parser.add_argument("--once", action="store_true", help="end after checking that every event has arrived")
    add_options(parser)
    for service in SERVICES:
        parser.add_argument(f"--{service}-port", type=_port, metavar="N", help="default: a free one")
    options = parser.parse_args()
    return options, samples(parser, options, datetime.now(UTC))


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 2**16:
        raise argparse.ArgumentTypeError("must be a port, 1 to 65535")
    return int(text)
