"""Is there a Docker engine to run containers?"""

from __future__ import annotations

import docker  # type: ignore[import-untyped]  # published without types
from docker.errors import DockerException, NotFound  # type: ignore[import-untyped]

from deploy.stacks.unavailable import EngineMissing

__all__ = ["DockerException", "NotFound", "engine_missing"]


def engine_missing() -> str | None:
    """Why no container can run here, in one line; None when an engine answers."""
    try:
        client = docker.from_env(timeout=10)
        try:
            client.ping()
        finally:
            client.close()
    except DockerException as failure:
        return str(EngineMissing(str(failure)))
    return None
