"""What a command names that is not part of the goal, as it was found: above all whose it is.

It is looked up before the command is decided, and stays true: nobody takes a value, a strength or a goal away.
"""

from __future__ import annotations

from dataclasses import dataclass

from shared.contracts.vocabulary import ValueArea


@dataclass(frozen=True, slots=True)
class ServedValue:
    """What matters to a participant, and the area of life that it belongs to now."""

    participant_id: str
    value_area: ValueArea


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """The value that a goal serves, whose strength a step leans on, and whose goal goes on where one ends.

    None: the command names none, or there is none of that id in the organization.
    """

    value: ServedValue | None = None
    strength_of: str | None = None
    replacement_of: str | None = None


NOTHING_ELSEWHERE = Elsewhere()
