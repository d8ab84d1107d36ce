"""How far something has come: a bar in a terminal, a few lines anywhere else."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

_LINES = 5
"""Lines for the whole, where there is no terminal."""


@contextmanager
def shown(what: str, total: int) -> Iterator[Callable[[], None]]:
    """Call what it yields once for each of `total` parts. Writes to standard output."""
    with _bar(what, total) if sys.stdout.isatty() else _lines(what, total) as advance:
        yield advance


@contextmanager
def _bar(what: str, total: int) -> Iterator[Callable[[], None]]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns) as bars:
        task = bars.add_task(what, total=total)
        yield lambda: bars.advance(task)


@contextmanager
def _lines(what: str, total: int) -> Iterator[Callable[[], None]]:
    started, done = time.monotonic(), 0
    marks = {total * line // _LINES for line in range(1, _LINES + 1)}

    def advance() -> None:
        nonlocal done
        done += 1
        if done in marks:
            print(f"{what} {done}/{total} ({time.monotonic() - started:.0f} s)", flush=True)

    yield advance
