"""Scoring's throughput: the real service as a process, on a backlog, beside the two loops it is compared with."""

from __future__ import annotations

import time
from pathlib import Path

from services.scoring.worker import BATCH
from shared.contracts.read_models import JOURNAL, PARTICIPANTS, SCORING
from shared.runtime.settings import Settings
from shared.runtime.store import BlockingDatabase, Document, connect_blocking
from tests.benchmarks.processes import printed_rate, service, wait_until


def measure(settings: Settings, count: int, single: int) -> dict[str, object]:
    """Rates over one backlog of `count` events (of `single` for the loop that takes one at a time).

    The bare loop runs before and after scoring, so that a machine whose speed drifts favours neither; and once more
    before both, uncounted: servers that have just started are half as fast.
    """
    printed_rate("tests.benchmarks.bare_loop", settings.model_copy(update={"database": "warming-up"}), count)
    before = printed_rate("tests.benchmarks.bare_loop", settings, count)
    scoring, memory = score_backlog(settings, count)
    after = printed_rate("tests.benchmarks.bare_loop", settings.model_copy(update={"database": "after"}), count)
    bare = (before + after) / 2
    one = printed_rate("tests.benchmarks.one_at_a_time", settings, single)
    return {
        "figure": "scoring-throughput",
        "events": count,
        "batch": BATCH,
        "scoring_per_s": round(scoring),
        "bare_loop_per_s": [round(before), round(after)],
        "one_at_a_time_per_s": round(one),
        "ratio_to_bare_loop": round(scoring / bare, 2),
        "ratio_to_one_at_a_time": round(scoring / one, 1),
        "scoring_peak_mib": memory,
    }


def score_backlog(settings: Settings, count: int) -> tuple[float, int]:
    """(events per second from the first batch to the last projection, peak resident memory in MiB)."""
    database = connect_blocking(settings.mongo, settings.database_of(SCORING))
    with service("scoring", settings, healthy=False) as (process, _):  # in backlog it need not be
        wait_until(lambda: database[JOURNAL].estimated_document_count() > 0)
        first, started = database[JOURNAL].estimated_document_count(), time.perf_counter()
        wait_until(lambda: database[JOURNAL].estimated_document_count() >= count)
        wait_until(lambda: _scored(database) == count)
        seconds = time.perf_counter() - started
        peak = _peak_mib(process.pid)
    return (count - first) / seconds, peak


def _peak_mib(pid: int) -> int:
    said = Path(f"/proc/{pid}/status").read_text()
    return int(said.partition("VmHWM:")[2].split()[0]) // 1024


def _scored(database: BlockingDatabase[Document]) -> int:
    total = list(database[PARTICIPANTS].aggregate([{"$group": {"_id": None, "events": {"$sum": "$events"}}}]))
    return int(total[0]["events"]) if total else 0
