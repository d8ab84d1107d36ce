"""What a process is told by its environment, in one frozen value. Nothing else reads the environment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from shared.contracts.topics import DEFAULT_PARTITIONS
from shared.runtime.errors import Misconfigured

_PLACE = re.compile(r"[a-z0-9][a-z0-9-]{0,62}/[a-z0-9][a-z0-9-]{0,62}")
_HOST_AND_PORT = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\s,:\[\]]+):([0-9]{1,5})")


def _hosts_and_ports(bootstrap: str) -> str:
    for server in bootstrap.split(","):
        found = _HOST_AND_PORT.fullmatch(server)
        if found is None or not 0 < int(found[2]) <= 65535:
            raise ValueError("not host:port[,host:port]")
    return bootstrap


def _places_and_zones(said: str) -> str:
    for place, zone in _zones_in(said):
        if place and _PLACE.fullmatch(place) is None:
            raise ValueError("not organization/site=Zone")
        try:
            ZoneInfo(zone)
        except (OSError, ValueError) as error:
            raise ValueError("no such time zone") from error
    return said


def _zones_in(said: str) -> list[tuple[str, str]]:
    entries = (entry.strip().rpartition("=") for entry in said.split(",") if entry.strip())
    return [(place.strip(), zone.strip()) for place, _, zone in entries]


_Service = Annotated[
    str, Field(pattern=r"^https?://[^\s/?#]+$", description="where that service listens, http://host:port")
]


class Settings(BaseSettings):
    """Read from `CAIRN_*`. Services know two addresses, Kafka's and MongoDB's; the rest has safe defaults.

    kafka: bootstrap servers, `host:port[,host:port]`. mongo: URL of a replica set. database: each service
    uses `<database>_<service>`. topic_prefix: put before every topic's name. host: loopback unless told
    otherwise. demo: 1 only on a local stack with sample data; shows the dashboard's identity picker.

    For the dashboard: goals, checkins, scoring, where it asks them; zones: the time zones of sites.
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
    goals: _Service = "http://127.0.0.1:8001"
    checkins: _Service = "http://127.0.0.1:8002"
    scoring: _Service = "http://127.0.0.1:8003"
    zones: Annotated[
        str,
        AfterValidator(_places_and_zones),
        Field(description="Zone for all sites, and organization/site=Zone for others, with commas between them"),
    ] = ""

    @property
    def zones_by_place(self) -> Sequence[tuple[str, str]]:
        """(`organization/site`, IANA name) of each site that has a zone of its own; "" is every other site."""
        return _zones_in(self.zones)

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
