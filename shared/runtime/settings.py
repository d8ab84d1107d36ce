"""What a process is told by its environment, in one frozen value. Nothing else reads the environment."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from shared.contracts.topics import DEFAULT_PARTITIONS
from shared.runtime.errors import Misconfigured

_HOST_AND_PORT = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\s,:\[\]]+):([0-9]{1,5})")


def _hosts_and_ports(bootstrap: str) -> str:
    for server in bootstrap.split(","):
        found = _HOST_AND_PORT.fullmatch(server)
        if found is None or not 0 < int(found[2]) <= 65535:
            raise ValueError("not host:port[,host:port]")
    return bootstrap


class Settings(BaseSettings):
    """Read from `CAIRN_*`. Services know two addresses, Kafka's and MongoDB's; the rest has safe defaults.

    kafka: bootstrap servers, `host:port[,host:port]`. mongo: URL of a replica set. database: each service
    uses `<database>_<service>`. topic_prefix: put before every topic's name. host: loopback unless told
    otherwise. demo: 1 only on a local stack with sample data; shows the dashboard's identity picker.
    """

    model_config = SettingsConfigDict(env_prefix="CAIRN_", frozen=True)

    kafka: Annotated[
        str,
        AfterValidator(_hosts_and_ports),
        Field(description="Kafka's bootstrap servers, host:port[,host:port]"),
    ]
    mongo: Annotated[
        str, Field(pattern=r"^mongodb(\+srv)?://[^\s]+$", description="a replica set's URL, mongodb://...")
    ]
    database: Annotated[
        str,
        Field(
            pattern=r"^[a-z][a-z0-9_-]{0,40}$",
            description="a lower-case letter, then at most 40 letters, digits, - or _",
        ),
    ] = "cairn"
    topic_prefix: Annotated[
        str, Field(pattern=r"^[a-z0-9.-]{0,60}$", description="at most 60 lower-case letters, digits, dots or dashes")
    ] = ""
    partitions: Annotated[int, Field(ge=1, le=1000, description="1 to 1000")] = DEFAULT_PARTITIONS
    host: Annotated[str, Field(min_length=1, description="an address of this machine")] = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535, description="0 to 65535")] = 0
    log_level: Annotated[
        Literal["DEBUG", "INFO", "WARNING", "ERROR"], Field(description="DEBUG, INFO, WARNING or ERROR")
    ] = "INFO"
    demo: Annotated[bool, Field(description="1 or 0")] = False

    def topic(self, name: str) -> str:
        """The topic's full name on this cluster."""
        return self.topic_prefix + name

    def database_of(self, service: str) -> str:
        """The name of the service's own database."""
        return f"{self.database}_{service}"


def read_settings() -> Settings:
    """The settings in the environment. Raises Misconfigured, naming the first variable that is missing or wrong."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = error.errors(include_input=False)[0]
    name = str(wrong["loc"][0])
    what = "is not set" if wrong["type"] == "missing" else "is not right"
    raise Misconfigured(f"CAIRN_{name.upper()} {what}: it must be {Settings.model_fields[name].description}")
