"""Work that goes on beside HTTP: tasks that end with the app, and an app that ends when one of them cannot go on.

Crash only: an unexpected error in background work is a bug, and a process that lives on without it would look well
while nothing moves. So it is logged by class, the process is asked to stop, and `serve` exits with status 1.
"""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any

_log = logging.getLogger(__name__)
_broken: list[str] = []


def broken() -> bool:
    """Whether background work of this process ended by an unexpected error."""
    return bool(_broken)


@asynccontextmanager
async def running(**work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Run named coroutines until the context ends; they are cancelled then, and waited for."""
    tasks = {asyncio.create_task(coroutine, name=name) for name, coroutine in work.items()}
    for task in tasks:
        task.add_done_callback(stop_if_it_broke)
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def stop_if_it_broke(task: asyncio.Task[None]) -> None:
    """A done callback: nothing when the task was cancelled or ended well, else the process is asked to stop."""
    if task.cancelled() or (error := task.exception()) is None:
        return
    _log.critical("%s ended", task.get_name(), exc_info=error)
    _broken.append(task.get_name())
    signal.raise_signal(signal.SIGTERM)
