"""Why a stack cannot be provided: one line each, what is wrong and what to do.

StackUnavailable
    PlatformWithoutServers   no package with this server for this machine
    PackageMissing           there is one, and it is not installed
    LibraryMissing           the server needs a system library
    ProcessorTooOld          the server needs AVX
    JarsUnreachable          Kafka's jars cannot be fetched
    JarsAltered              a jar is not the one that was locked
    ChildDied, ChildSilent   a server ended, or did not answer in time
    PortTaken                a port that was asked for is in use
    EngineMissing            no Docker engine answers
    ContainerRefused         the engine cannot run an image
"""

from __future__ import annotations

from pathlib import Path

OTHER_WAYS = "`docker compose up`, or set CAIRN_KAFKA and CAIRN_MONGO to servers you have"


class StackUnavailable(Exception):
    """Base of all. `str()` is one line, fit to be shown as it is."""

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()))


class PlatformWithoutServers(StackUnavailable):
    def __init__(self, server: str, platform: str, exists_for: str) -> None:
        super().__init__(f"no {server} for {platform} (there is one for {exists_for}): use {OTHER_WAYS}")


class PackageMissing(StackUnavailable):
    def __init__(self, package: str) -> None:
        super().__init__(
            f"the package {package} is not installed: pip install -r requirements/dev.txt; or use {OTHER_WAYS}"
        )


class LibraryMissing(StackUnavailable):
    def __init__(self, server: str, library: str, package: str | None) -> None:
        remedy = f"apt-get install {package}" if package else f"install what provides {library}"
        super().__init__(f"{server} needs the system library {library}: {remedy}; or use {OTHER_WAYS}")


class ProcessorTooOld(StackUnavailable):
    def __init__(self, server: str) -> None:
        super().__init__(f"{server} needs a processor with AVX, and this one has none: use {OTHER_WAYS}")


class JarsUnreachable(StackUnavailable):
    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            f"Kafka's jars cannot be fetched into {folder} ({_shortened(reason)}): "
            f"check the network and try again; or use {OTHER_WAYS}"
        )


class JarsAltered(StackUnavailable):
    def __init__(self, jar: str, expected: str, found: str) -> None:
        super().__init__(
            f"the fetched {jar} is not the locked one (sha256 {found[:12]}, locked {expected[:12]}): "
            f"do not run it, find out who serves it; or use {OTHER_WAYS}"
        )


class ChildDied(StackUnavailable):
    """`log` is a file, or the command that prints it."""

    def __init__(self, name: str, status: int, log: Path | str, last_line: str) -> None:
        how = f"was ended by signal {-status}" if status < 0 else f"ended with status {status}"
        super().__init__(f"{name} {how}: {_shortened(last_line)} (all of it: {log}); or use {OTHER_WAYS}")


class ChildSilent(StackUnavailable):
    def __init__(self, name: str, seconds: float, log: Path | str, last_line: str) -> None:
        super().__init__(
            f"{name} did not answer within {seconds:.0f} s: {_shortened(last_line)} (all of it: {log}); "
            f"try again when the machine is less busy, or use {OTHER_WAYS}"
        )


class PortTaken(StackUnavailable):
    def __init__(self, server: str, port: int) -> None:
        super().__init__(
            f"port {port} for {server} is in use: stop what listens there (ss -ltnp 'sport = :{port}'), "
            f"ask for another port, or for none to get a free one"
        )


class EngineMissing(StackUnavailable):
    def __init__(self, reason: str) -> None:
        super().__init__(
            f"no Docker engine answers ({_shortened(reason)}): start one, "
            f"or set CAIRN_TEST_STACK=local, or set CAIRN_KAFKA and CAIRN_MONGO to servers you have"
        )


class ContainerRefused(StackUnavailable):
    def __init__(self, image: str, reason: str) -> None:
        super().__init__(
            f"the Docker engine cannot run {image} ({_shortened(reason)}): try `docker pull {image}`, "
            f"or set CAIRN_TEST_STACK=local"
        )


def _shortened(text: str, most: int = 300) -> str:
    line = " ".join(text.split()) or "it said nothing"
    return line if len(line) <= most else line[: most - 1] + "…"
