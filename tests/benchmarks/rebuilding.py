"""Rebuilding: what one event costs in a small and in a ten times larger journal, and the memory it takes."""

from __future__ import annotations

import subprocess
import sys
import time

import psutil

from shared.runtime.settings import Settings
from tests.benchmarks.processes import environment


def rebuild(settings: Settings, source: str) -> tuple[float, int]:
    """(seconds, peak resident memory in MiB) of the real command. Raises CalledProcessError at a difference."""
    command = [sys.executable, "-m", "services.scoring.rebuild", "--source", source]
    started = time.perf_counter()
    peak = 0
    with subprocess.Popen(command, env=environment(settings), stdout=subprocess.DEVNULL) as process:
        watched = psutil.Process(process.pid)
        while process.poll() is None:
            try:
                peak = max(peak, watched.memory_info().rss)
            except psutil.NoSuchProcess:
                break
            time.sleep(0.05)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return time.perf_counter() - started, peak // 2**20


def measure(small: tuple[Settings, int], large: tuple[Settings, int], start_up: float) -> dict[str, object]:
    """Microseconds per event from the journal for (settings, events) of two sizes; `start_up` is taken off both."""
    per_event, peaks = [], []
    for settings, count in (small, large):
        seconds, peak = rebuild(settings, "journal")
        per_event.append((seconds - start_up) / count * 1e6)
        peaks.append(peak)
    return {
        "figure": "rebuild-from-journal",
        "events": [small[1], large[1]],
        "us_per_event": [round(us, 1) for us in per_event],
        "difference_percent": round(100 * (per_event[1] / per_event[0] - 1), 1),
        "peak_mib": peaks,
    }
