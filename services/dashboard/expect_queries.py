"""Which program somebody may read about: staff those of their sites, others theirs or that of whom they support."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from services.dashboard.program_cache import counts_of
from services.dashboard.released import Service
from services.dashboard.visit import Visit


def programs_of(visit: Visit) -> Sequence[str]:
    """The programs that people of the visitor's sites are in, in the order of the alphabet. Raises StoreAway."""
    found = counts_of(visit.identity, visit.now).values()
    return sorted({program for one in found for program in one.programs if program is not None})


def read_program(visit: Visit, program: str | None) -> dict[str, Any]:
    """Staff: the program as it is offered now. Others: theirs, as it was when they joined.

    Raises ServiceAway and Refused.
    """
    identity = visit.identity
    if identity.is_staff:
        return visit.released.get(Service.GOALS, f"programs/{program}", site=identity.sites[0])
    return visit.released.get(Service.GOALS, f"participants/{identity.participant_id}/program")
