"""Apache Kafka's jars: the exact ones of `jars.lock.toml`, fetched once and verified on every start.

To move to another Kafka: change `KAFKA`, run `python -m deploy.stacks.local.jars`, read the difference of the
lock file, commit both. (Not log4j-slf4j-impl for the log: it silently downgrades kafka-clients to 3.8.0.)
"""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import tempfile
import tomllib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from deploy.stacks.unavailable import JarsAltered, JarsUnreachable, PackageMissing

KAFKA = "4.3.1"
ENDPOINT = f"org.apache.kafka:kafka_2.13:{KAFKA}+org.slf4j:slf4j-simple:1.7.36"
LOCK = Path(__file__).with_name("jars.lock.toml")
CLASS_CACHES = "*.aot"
"""Java's class caches beside the jars: worth nothing once a jar was fetched anew."""
_CONNECTIONS = 8
_TIMEOUT = 30  # seconds for one answer

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Jar:
    """One locked jar: its Maven coordinates and the sha256 of its content."""

    group: str
    artifact: str
    version: str
    sha256: str

    @property
    def place(self) -> Path:
        """Where it is in a Maven repository."""
        name = f"{self.artifact}-{self.version}.jar"
        return Path(*self.group.split("."), self.artifact, self.version, name)


Fetch = Callable[[Sequence[Jar], Path], None]
"""Puts jars into a folder laid out as a Maven repository. Raises OSError or RuntimeError when it cannot."""


def cache_folder() -> Path:
    """Where the jars stay between runs: `cairn` in the user's cache."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "cairn"


def fetch_from_maven(jars: Sequence[Jar], folder: Path) -> None:
    """Downloads these versions and nothing else: what is locked needs no resolving. Raises `PackageMissing`, too."""
    try:
        from jgo.maven import MavenContext
    except ImportError as missing:
        raise PackageMissing("jgo") from missing
    context = MavenContext(repo_cache=folder, timeout=_TIMEOUT)

    def fetch(jar: Jar) -> None:
        context.project(jar.group, jar.artifact).at_version(jar.version).artifact().resolve()

    with ThreadPoolExecutor(_CONNECTIONS) as several:
        for _ in several.map(fetch, jars):
            pass  # raises what a download raised


def read_lock(lock: Path = LOCK) -> list[Jar]:
    """The jars of a lock file that jgo wrote, in its order."""
    locked = tomllib.loads(lock.read_text())["dependencies"]
    return [Jar(jar["groupId"], jar["artifactId"], jar["version"], jar["sha256"]) for jar in locked]


def locked_jars(folder: Path, fetch: Fetch = fetch_from_maven, lock: Path = LOCK) -> list[Path]:
    """The jars of the lock file, in its order, below `folder`, each with the locked checksum.

    A jar that is missing or differs (a download that was cut off) is fetched; it comes into its place whole, so
    two runs at once do no harm. Raises `JarsUnreachable`, or `JarsAltered` when what was fetched differs.
    """
    wanted = read_lock(lock)
    if absent := [jar for jar in wanted if _checksum(folder / jar.place) != jar.sha256]:
        logger.info("fetching %d jars of Apache Kafka %s into %s, once", len(absent), KAFKA, folder)
        _fetch_into(folder, absent, fetch)
    return [folder / jar.place for jar in wanted]


def _fetch_into(folder: Path, jars: Sequence[Jar], fetch: Fetch) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as staging:
            fetch(jars, Path(staging))
            for jar in jars:
                fetched = Path(staging) / jar.place
                if (found := _checksum(fetched)) != jar.sha256:
                    raise JarsAltered(fetched.name, jar.sha256, found)
            for jar in jars:
                (folder / jar.place).parent.mkdir(parents=True, exist_ok=True)
                (Path(staging) / jar.place).replace(folder / jar.place)
    except (OSError, RuntimeError) as failure:
        raise JarsUnreachable(folder, str(failure)) from failure
    for stale in folder.glob(CLASS_CACHES):
        stale.unlink(missing_ok=True)


def _checksum(jar: Path) -> str:
    """sha256 in hex; empty when there is no such file."""
    try:
        with jar.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def _lock_anew() -> None:
    import jgo

    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(jgo.build(ENDPOINT, update=True, cache_dir=Path(folder)).lock_path, LOCK)


if __name__ == "__main__":
    _lock_anew()
