"""Rebuilding: what one event costs in a small and in a ten times larger journal, and the memory it takes."""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import time

import psutil

from shared.runtime.settings import Settings
from tests.benchmarks.processes import environment, settle

TIMES = 5
"""How often each is rebuilt; the median counts."""
_SECONDS = re.compile(rb" in ([0-9.]+) s; ")


def rebuild(settings: Settings, source: str) -> tuple[float, int]:
    """(seconds that the command reports, peak resident memory in MiB). Raises CalledProcessError at a difference."""
    command = [sys.executable, "-m", "services.scoring.rebuild", "--source", source]
    peak = 0
    with subprocess.Popen(command, env=environment(settings), stdout=subprocess.PIPE) as process:
        watched = psutil.Process(process.pid)
        while process.poll() is None:
            try:
                peak = max(peak, watched.memory_info().rss)
            except psutil.NoSuchProcess:
                break
            time.sleep(0.05)
        said = process.stdout.read() if process.stdout else b""
    reported = _SECONDS.search(said)
    if process.returncode or reported is None:
        raise subprocess.CalledProcessError(process.returncode, command, said)
    return float(reported[1]), peak // 2**20


def measure(empty: Settings, small: tuple[Settings, int], large: tuple[Settings, int]) -> dict[str, object]:
    """Microseconds per event from the journal for (settings, events) of two sizes.

    What rebuilding nothing takes (collections made and dropped) is taken off both.
    """
    fixed, _ = _median(empty)
    per_event, peaks = [], []
    for settings, count in (small, large):
        seconds, peak = _median(settings)
        per_event.append((seconds - fixed) / count * 1e6)
        peaks.append(peak)
    return {
        "figure": "rebuild-from-journal",
        "events": [small[1], large[1]],
        "us_per_event": [round(us, 1) for us in per_event],
        "difference_percent": round(100 * (per_event[1] / per_event[0] - 1), 1),
        "peak_mib": peaks,
    }


def _median(settings: Settings) -> tuple[float, int]:
    settle(settings)
    done = [rebuild(settings, "journal") for _ in range(TIMES)]
    return statistics.median(seconds for seconds, _ in done), max(peak for _, peak in done)
