"""Memory that is free again goes back to the machine, and what is needed next is found in one place."""

from __future__ import annotations

import ctypes
import sys

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -3, -8
"""Names of mallopt(3)."""
_BIG = 128 * 1024
_KEPT = 1024 * 1024
"""Bytes: a block from `_BIG` on goes back as soon as it is free; so much stays at the end of the heap."""


def keep_small() -> None:
    """Have C's allocator keep one heap for all threads, and give back what is big. Before the first thread starts.

    By itself glibc keeps a heap for each thread and raises its threshold with every big block that is freed: what a
    driver's threads and Kafka's fetches once needed stays taken. With another C library nothing changes.
    """
    if not sys.platform.startswith("linux"):
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_M_ARENA_MAX, 1)
        mallopt(_M_MMAP_THRESHOLD, _BIG)
        mallopt(_M_TRIM_THRESHOLD, _KEPT)
