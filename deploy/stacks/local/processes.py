"""Child processes: started, watched, stopped or killed; none outlives the process that started it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from deploy.stacks.readiness import ASK_EVERY
from deploy.stacks.unavailable import ChildDied, ChildSilent

_TETHER = Path(__file__).with_name("tether.py")
_LOG_TAIL = 16_384  # bytes
_TROUBLE = re.compile(r"""\bERROR\b|\bFATAL\b|"s":"[EF]"|\b\w*(?:Error|Exception)\b|error while loading""")

_spawner = ThreadPoolExecutor(max_workers=1, thread_name_prefix="spawner")
"""The kernel sends the death signal when the *thread* that forked ends. This one ends with the interpreter."""


class Child:
    """One command that runs beside us, its output in a file.

    It has a session of its own (Ctrl-C in a terminal reaches only us, and we stop it in order) and is killed by
    the kernel when this process ends in whatever way, kill -9 included (on Linux). It can be started again after
    it ended.
    """

    def __init__(self, name: str, log: Path) -> None:
        self.name = name
        self.log = log
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, command: Sequence[str], environment: Mapping[str, str] | None = None) -> None:
        """Returns at once; a command that cannot be run ends with a line in the log. Appends to the log."""
        tethered = [sys.executable, "-I", "-S", str(_TETHER), str(os.getpid()), *command]
        with self.log.open("ab") as output:
            self._process = _spawner.submit(
                lambda: subprocess.Popen(
                    tethered,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    env=environment,
                    start_new_session=True,
                )
            ).result()

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def poll(self) -> int | None:
        """The exit status (minus the signal's number when one ended it), or None while it runs or before it ran."""
        return self._process.poll() if self._process else None

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def last_lines(self, count: int = 10) -> list[str]:
        """The end of what it wrote."""
        try:
            with self.log.open("rb") as written:
                written.seek(max(0, self.log.stat().st_size - _LOG_TAIL))
                text = written.read().decode(errors="replace")
        except FileNotFoundError:
            return []
        return [line for line in text.splitlines() if line.strip()][-count:]

    def last_words(self) -> str:
        """The last line that speaks of trouble, or else the last line."""
        lines = self.last_lines(40)
        return next((line for line in reversed(lines) if _TROUBLE.search(line)), lines[-1] if lines else "")

    def wait_until(self, ready: Callable[[], bool], seconds: float) -> None:
        """Returns when `ready` is true. Raises `ChildDied` as soon as it ended, `ChildSilent` after `seconds`."""
        deadline = time.monotonic() + seconds
        while not ready():
            if (status := self.poll()) is not None:
                raise ChildDied(self.name, status, self.log, self.last_words())
            if time.monotonic() >= deadline:
                raise ChildSilent(self.name, seconds, self.log, self.last_words())
            time.sleep(ASK_EVERY)

    def run(self, command: Sequence[str], seconds: float) -> None:
        """Start it and wait for its end. Raises `ChildDied` unless it ends well, `ChildSilent` after `seconds`."""
        self.start(command)
        self.wait_until(lambda: self.poll() is not None, seconds)
        if status := self.poll():
            raise ChildDied(self.name, status, self.log, self.last_words())

    def ask_to_stop(self) -> None:
        """SIGTERM, without waiting."""
        if self.running:
            self._signal(signal.SIGTERM)

    def stop(self, seconds: float = 30) -> bool:
        """SIGTERM, wait, and kill what is left after `seconds`. True when it ended by itself."""
        self.ask_to_stop()
        if self._process is None:
            return True
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            return False
        return True

    def kill(self) -> None:
        """kill -9, with all that it started; returns when it is gone."""
        if self._process is not None:
            self._signal(signal.SIGKILL)
            self._process.wait()

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None and self._process.returncode is None:
            with suppress(ProcessLookupError):
                if number is signal.SIGKILL:
                    os.killpg(self._process.pid, number)  # its session's group
                else:
                    self._process.send_signal(number)
