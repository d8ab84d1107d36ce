"""What the player sends, whatever the program: commands of people, and the programs that they join."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeAlias
from zlib import crc32


class Service(StrEnum):
    """Who takes a command."""

    GOALS = "goals"
    CHECKINS = "checkins"


class Sendable(Protocol):
    """One POST of one participant, whose address and body may need what earlier ones of theirs were answered."""

    @property
    def organization(self) -> str:
        """Whose participant it is."""

    @property
    def participant_id(self) -> str:
        """Whose journey it belongs to."""

    @property
    def at(self) -> datetime:
        """When it happened."""

    @property
    def key(self) -> str:
        """Its idempotency key."""

    @property
    def acting_as(self) -> str | None:
        """On whose behalf; None for the organization's own system."""

    @property
    def service(self) -> Service:
        """Who takes it."""

    def path(self, ids: Mapping[str, str]) -> str:
        """Where it goes. `ids`: all that `remembered` made of this participant's answers, the newest of a name."""

    def content(self, ids: Mapping[str, str]) -> Mapping[str, object]:
        """Its body."""

    def remembered(self, answer: Mapping[str, object]) -> Mapping[str, str]:
        """What later commands need of its answer, by name."""

    def recorded(self, answer: Mapping[str, object]) -> frozenset[str]:
        """The ids of the events that it led to."""


Journeys: TypeAlias = Mapping[str, Sequence[Sendable]]
"""Each participant's commands in the order in which they have to be sent; their times never decrease."""


@dataclass(frozen=True, slots=True)
class Program:
    """What an operator puts before anybody can join: the definition is the body of that command."""

    organization: str
    program: str
    definition: Mapping[str, object]

    @property
    def path(self) -> str:
        """Where it goes, at goals."""
        return f"/v1/organizations/{self.organization}/programs/{self.program}"

    @property
    def key(self) -> str:
        """Its idempotency key: another definition is another command."""
        return f"{self.program}.{crc32(json.dumps(self.definition, sort_keys=True).encode()):08x}"


@dataclass(frozen=True, slots=True)
class Roster:
    """A file of enrolments that an operator imports: people join by it, instead of by a command of their own."""

    organization: str
    key: str
    file: str

    @property
    def path(self) -> str:
        """Where it goes, at goals."""
        return f"/v1/organizations/{self.organization}/enrolment-imports"
