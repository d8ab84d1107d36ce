"""Is there a Docker engine to run containers?"""

from __future__ import annotations

import gc
import warnings

import docker  # type: ignore[import-untyped]  # published without types
from docker.errors import DockerException, NotFound  # type: ignore[import-untyped]

from deploy.stacks.unavailable import EngineMissing

__all__ = ["DockerException", "NotFound", "engine_missing"]


def engine_missing() -> str | None:
    """Why no container can run here, in one line; None when an engine answers."""
    with warnings.catch_warnings():
        # the client forgets to close the socket that it could not connect: we find it and let it go in silence
        warnings.simplefilter("ignore", ResourceWarning)
        refused = _ask_the_engine()
        gc.collect()
    return str(EngineMissing(refused)) if refused else None


def _ask_the_engine() -> str | None:
    try:
        client = docker.from_env(timeout=10)
        try:
            client.ping()
        finally:
            client.close()
    except DockerException as failure:
        return str(failure)
    return None
