"""Why a run stops: one line each, what is wrong and what to do."""

from __future__ import annotations


class RunStopped(Exception):
    """Base of all. `str()` is one line, fit to be shown as it is.

    RunStopped
        HalfGiven        one of CAIRN_KAFKA and CAIRN_MONGO is set, and the other is not
        PortInUse        a port that was asked for is taken
        ProcessEnded     a server or a service ended by itself
        ProcessSilent    a service runs and does not become healthy
    """

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()))


class HalfGiven(RunStopped):
    def __init__(self, given: str, missing: str) -> None:
        super().__init__(f"{given} is set and {missing} is not: set both to use your servers, or neither to get some")


class PortInUse(RunStopped):
    def __init__(self, service: str, port: int) -> None:
        super().__init__(
            f"port {port} for {service} is in use: stop what listens there (ss -ltnp 'sport = :{port}'), choose "
            f"another --{service}-port, or leave it out to get a free one"
        )


class ProcessEnded(RunStopped):
    def __init__(self, name: str, status: int, log: object, last_line: str) -> None:
        how = f"was ended by signal {-status}" if status < 0 else f"ended with status {status}"
        super().__init__(f"{name} {how}: {last_line or 'it said nothing'} (its log: {log}); mend that and run again")


class ProcessSilent(RunStopped):
    def __init__(self, name: str, seconds: float, log: object, said: str) -> None:
        super().__init__(
            f"{name} was not healthy within {seconds:.0f} s: {said} (its log: {log}); run again when the machine is "
            "less busy"
        )
