"""What a process is told by its environment, in one frozen value. Nothing else reads the environment."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints
from pydantic_settings import BaseSettings, SettingsConfigDict

from shared.contracts.topics import DEFAULT_PARTITIONS


class Settings(BaseSettings):
    """Read from `CAIRN_*`. Services know two addresses, Kafka's and MongoDB's; the rest has safe defaults.

    kafka: bootstrap servers, `host:port[,host:port]`. mongo: URL of a replica set. database: each service
    uses `<database>_<service>`. topic_prefix: put before every topic's name. host: loopback unless told
    otherwise. demo: 1 only on a local stack with sample data; shows the dashboard's identity picker.
    """

    model_config = SettingsConfigDict(env_prefix="CAIRN_", frozen=True)

    kafka: str
    mongo: str
    database: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,40}$")] = "cairn"
    topic_prefix: Annotated[str, StringConstraints(pattern=r"^[a-z0-9.-]{0,60}$")] = ""
    partitions: Annotated[int, Field(ge=1, le=1000)] = DEFAULT_PARTITIONS
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 0
    log_level: str = "INFO"
    demo: bool = False

    def topic(self, name: str) -> str:
        """The topic's full name on this cluster."""
        return self.topic_prefix + name

    def database_of(self, service: str) -> str:
        """The name of the service's own database."""
        return f"{self.database}_{service}"
