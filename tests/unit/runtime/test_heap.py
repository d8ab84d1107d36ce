"""What threads once needed does not stay with each of them: one heap for all."""

from __future__ import annotations

import subprocess
import sys

import pytest

ALLOCATE_IN_THREADS = """
import ctypes, threading
from shared.runtime.heap import keep_small
{first}
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
together = threading.Barrier(4)
def allocate():
    together.wait()
    for _ in range(2_000):
        libc.malloc(1_000)
    together.wait()
threads = [threading.Thread(target=allocate) for _ in range(4)]
for one in threads: one.start()
for one in threads: one.join()
libc.malloc_info(0, ctypes.c_void_p.in_dll(libc, "stdout"))
libc.fflush(None)
"""


def heaps(first: str) -> int:
    """How many heaps C's allocator has made for four threads, after `first`."""
    code = ALLOCATE_IN_THREADS.format(first=first)
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
    return said.stdout.count(b"<heap nr=")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="mallopt is glibc's")
def test_all_threads_share_one_heap() -> None:
    assert heaps("keep_small()") == 1
    assert heaps("") > 1
