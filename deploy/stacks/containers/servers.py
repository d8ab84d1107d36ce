"""The two containers.

Each server listens at a free port of loopback, the same inside and outside and over restarts: both tell their
clients an address to come back to, and that address has to hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from testcontainers.core.container import DockerContainer

from deploy.stacks.broker_settings import broker_settings
from deploy.stacks.containers.engine import DockerException, NotFound
from deploy.stacks.readiness import LOOPBACK, broker_answers, free_port, poll_until
from deploy.stacks.replica_set import NAME, takes_writes
from deploy.stacks.unavailable import ChildDied, ChildSilent, ContainerRefused

KAFKA_IMAGE = "apache/kafka:4.3.1"
MONGO_IMAGE = "mongo:8.0"
_STARTS_WITHIN = 90.0  # seconds; about 4 once the image is there


class Server:
    """A container whose server answers at `port`, with data that outlives `kill`."""

    def __init__(
        self,
        image: str,
        port: int,
        answers: Callable[[int], bool],
        *,
        environment: Mapping[str, str] | None = None,
        command: Sequence[str] = (),
    ) -> None:
        self.port = port
        self._image = image
        self._answers = answers
        self._container = DockerContainer(image, env=dict(environment or {}))
        # testcontainers hands the pair on to the engine, which then publishes on loopback only
        self._container.ports[f"{port}/tcp"] = (LOOPBACK, port)  # type: ignore[assignment]
        if command:
            self._container.with_command(list(command))

    def launch(self) -> None:
        """Raises `ContainerRefused`."""
        try:
            if self._container.status == "not_started":
                self._container.start()
            else:
                self._container.get_wrapped_container().start()
        except DockerException as failure:
            raise ContainerRefused(self._image, str(failure)) from failure

    def await_answer(self) -> None:
        """Raises `ChildDied` or `ChildSilent`."""
        container = self._container.get_wrapped_container()
        log = f"docker logs {container.short_id}"

        def answers_or_ended() -> bool:
            container.reload()
            return container.status == "exited" or self._answers(self.port)

        answered = poll_until(answers_or_ended, _STARTS_WITHIN)
        last_line = container.logs(tail=1).decode(errors="replace")
        if container.status == "exited":
            raise ChildDied(self._image, int(container.attrs["State"]["ExitCode"]), log, last_line)
        if not answered:
            raise ChildSilent(self._image, _STARTS_WITHIN, log, last_line)

    def kill(self) -> None:
        """kill -9; returns when it is gone."""
        container = self._container.get_wrapped_container()
        container.kill()
        container.wait()

    def stop(self) -> None:
        """Removes it with its data."""
        with suppress(NotFound):  # it is removed already
            self._container.stop()


def kafka_server() -> Server:
    port, controller = free_port(), free_port()
    settings = broker_settings(listen="0.0.0.0", host=LOOPBACK, port=port, controller=controller)  # noqa: S104
    environment = {f"KAFKA_{name.replace('.', '_').upper()}": value for name, value in settings.items()}
    environment["KAFKA_HEAP_OPTS"] = "-Xmx512m"
    return Server(KAFKA_IMAGE, port, broker_answers, environment=environment)


def mongo_server() -> Server:
    port = free_port()
    command = ["mongod", "--port", str(port), "--bind_ip_all", "--replSet", NAME, "--wiredTigerCacheSizeGB", "0.5"]
    return Server(MONGO_IMAGE, port, takes_writes, command=command)
