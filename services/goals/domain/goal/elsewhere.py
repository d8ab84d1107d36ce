"""What a command names that is not part of the goal, as the stores found it.

It is looked up before the command is decided, and stays true: nobody takes a value, a strength or a goal away.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from shared.contracts.vocabulary import ValueArea


class TheirOwn(Protocol):
    """Something that is one participant's, such as a strength, or another goal."""

    @property
    def participant_id(self) -> str:
        """Whose it is."""


class TheirValue(TheirOwn, Protocol):
    """What matters to a participant."""

    @property
    def value_area(self) -> ValueArea:
        """The area of life that it belongs to now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """None: the command names none, or there is none of that id in the organization."""

    value: TheirValue | None = None
    strength: TheirOwn | None = None
    replacement: TheirOwn | None = None


NOTHING_ELSEWHERE = Elsewhere()
