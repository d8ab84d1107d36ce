"""What every fact has in common, and the values that several facts use."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from shared.contracts.vocabulary import Amount, Id, Measure, Ordinal, Period, Ruler, RulerKind

Sequence = Ordinal
"""Orders the events of one goal: 1 for goal-set, then one more with each."""

Shown = Annotated[float, Field(ge=0, le=10, allow_inf_nan=False, strict=True)]
"""An estimate or a bound of its band, as a page shows it: 0 to 10."""


class Fact(BaseModel):
    """Base of everything inside an event: frozen, and strict about what we write."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class EventData(Fact):
    """Base of the `data` of an event; a subclass states the type and the major version it speaks."""

    TYPE: ClassVar[str]
    MAJOR: ClassVar[int] = 1


class Target(Fact):
    """What a goal aims at, in a measure that can be counted: at least (and perhaps at most) so much per period."""

    measure: Measure
    at_least: Amount
    at_most: Amount | None = None
    per: Period = Period.DAY


class RulerAnswer(Fact):
    """One answer on a scaling question; `goal_id` when it was rated for one goal.

    `why_note`: the note that holds why it is that much and not lower.
    """

    kind: RulerKind
    value: Ruler
    goal_id: Id | None = None
    why_note: Id | None = None
