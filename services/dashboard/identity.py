"""Who is asking: decided in one place, and given to every query."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from shared.contracts.callers import Role
from shared.runtime.settings import Settings

__all__ = ["STAFF", "Identity", "Place", "Role", "identify"]

STAFF = (Role.COORDINATOR, Role.CLINICIAN)
"""Who works with participants: bound to their sites."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A site of an organization: the boundary of access."""

    organization: str
    site: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody in a role. `id` is their pseudonym: of a participant the participant_id, of a supporter the one under
    which they were invited. `sites`: where staff may see people, and nobody else anybody. `supports`: the
    participant who invited a supporter.
    """

    organization: str
    sites: tuple[str, ...]
    role: Role
    id: str
    supports: str | None = None

    @property
    def is_staff(self) -> bool:
        """A clinician or a coordinator."""
        return self.role in STAFF

    @property
    def participant_id(self) -> str | None:
        """Whose own pages they may see: of a participant themselves, of a supporter whom they support."""
        return self.id if self.role is Role.PARTICIPANT else self.supports

    def acting_as(self, site: str | None = None) -> str:
        """What the services are told: `Cairn-Acting-As`. For staff `site` must be one of theirs (ValueError)."""
        if not self.is_staff:
            return f"{self.role.value}:{self.id}"
        if site not in self.sites:
            raise ValueError("not one of their sites")
        return f"{self.role.value}:{self.id}@{site}"


def identify(settings: Settings, pick: Callable[[], Identity | None]) -> Identity | None:
    """Who is asking, or None when nobody may be shown anything.

    Today an identity can only be picked, and only on a demo with sample data: an identity provider takes the place
    of `pick` here and nowhere else. What the address bar says is never asked.
    """
    return pick() if settings.demo else None
