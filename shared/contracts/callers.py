"""Who acts: people in their roles, and the organization's own system. How a request says so is `runtime.callers`."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Role(StrEnum):
    """The roles of people, and the organization's own system."""

    PARTICIPANT = "participant"
    SUPPORTER = "supporter"
    CLINICIAN = "clinician"
    COORDINATOR = "coordinator"
    OPERATOR = "operator"
    SYSTEM = "system"


class Caller(NamedTuple):
    """Who acts; `site` is that of clinicians and coordinators, None for others."""

    role: Role
    id: str
    site: str | None = None

    @property
    def is_staff(self) -> bool:
        """A clinician or a coordinator: bound to their site."""
        return self.role in (Role.CLINICIAN, Role.COORDINATOR)


SYSTEM = Caller(Role.SYSTEM, "system")
