"""Who is asking: decided in one place, and given to every query."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from shared.runtime.settings import Settings


class Role(StrEnum):
    """In which role somebody looks."""

    COORDINATOR = "coordinator"
    CLINICIAN = "clinician"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A site of an organization: the boundary of access."""

    organization: str
    site: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody in a role at a site. They may see the people of that site, and nobody else."""

    organization: str
    site: str
    role: Role


def identify(settings: Settings, pick: Callable[[], Identity | None]) -> Identity | None:
    """Who is asking, or None when nobody may be shown anything.

    Today an identity can only be picked, and only on a demo with sample data: an identity provider takes the place
    of `pick` here and nowhere else. What the address bar says is never asked.
    """
    return pick() if settings.demo else None
