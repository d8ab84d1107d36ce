"""What goals and checkins tell about a participant, as typed values: the fields that a page uses, others are ignored.

Each is read by its `read_...`, which raises pydantic's ValidationError for what is no such thing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter

from shared.contracts.codes import Attainment, Closing, Party, StrengthKind, SupportKind
from shared.contracts.events import Target
from shared.contracts.vocabulary import Barrier, RevisionReason, SetbackKind, ValueArea


class GoalStatus(StrEnum):
    """Whether the experiment goes on."""

    OPEN = "open"
    CLOSED = "closed"


class Standing(StrEnum):
    """What a party said to a version of the plan; a draft until it says something."""

    DRAFT = "draft"
    AGREED = "agreed"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class VersionTold:
    """What a goal says from `since` on."""

    number: int
    since: datetime
    review_on: date
    reason: RevisionReason | None = None
    target: Target | None = None
    importance: int | None = None
    confidence: int | None = None
    hypothesis_note: str | None = None


@dataclass(frozen=True, slots=True)
class AgreementTold:
    """A party's answer to a version; its newest answer holds."""

    version: int
    party: Party
    answer: Standing


@dataclass(frozen=True, slots=True)
class ReviewTold:
    """A look at the experiment."""

    at: datetime
    version: int
    attainment: Attainment
    next_review_on: date | None = None
    learned_note: str | None = None


@dataclass(frozen=True, slots=True)
class ClosingTold:
    """How an experiment ended."""

    at: datetime
    closing: Closing


@dataclass(frozen=True, slots=True)
class ReopeningTold:
    """A closed goal is an experiment again."""

    at: datetime
    review_on: date


@dataclass(frozen=True, slots=True)
class ContingencyTold:
    """An if-then for a foreseen barrier."""

    plan_id: str
    barrier: Barrier
    words_note: str | None = None


@dataclass(frozen=True, slots=True)
class GoalListed:
    """A goal as it stands now."""

    goal_id: str
    value_area: ValueArea
    status: GoalStatus
    review_on: date
    standing: Mapping[Party, Standing]
    current: VersionTold
    value_id: str | None = None


@dataclass(frozen=True, slots=True)
class GoalTold:
    """A goal with its history. A supporter is not told the plans unless steps are shared."""

    goal_id: str
    value_area: ValueArea
    status: GoalStatus
    review_on: date
    standing: Mapping[Party, Standing]
    versions: Sequence[VersionTold]
    agreements: Sequence[AgreementTold] = ()
    reviews: Sequence[ReviewTold] = ()
    closings: Sequence[ClosingTold] = ()
    reopenings: Sequence[ReopeningTold] = ()
    plans: Sequence[ContingencyTold] = ()
    value_id: str | None = None


@dataclass(frozen=True, slots=True)
class ValueVersionTold:
    """What matters, and how much (0-10)."""

    value_area: ValueArea
    importance: int
    words_note: str | None = None


@dataclass(frozen=True, slots=True)
class ValueTold:
    """What matters to a participant, the newest version last."""

    value_id: str
    versions: Sequence[ValueVersionTold]


@dataclass(frozen=True, slots=True)
class StrengthTold:
    """What a participant does well."""

    strength_id: str
    kind: StrengthKind
    moment_note: str | None = None


@dataclass(frozen=True, slots=True)
class SupportTold:
    """Help that was arranged for a barrier."""

    barrier: Barrier
    kind: SupportKind
    words_note: str | None = None


@dataclass(frozen=True, slots=True)
class WishTold:
    """Something to talk about, until it was talked over."""

    words_note: str | None = None
    talked_over_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SetbackSaid:
    """What was said of a setback."""

    setback_id: str
    kind: SetbackKind
    barrier: Barrier | None = None
    plan_used: bool | None = None
    plan_id: str | None = None
    learned_note: str | None = None


@dataclass(frozen=True, slots=True)
class SetbackTold:
    """A setback as it stands; `retracted` says why it no longer counts."""

    happened_at: datetime
    said: SetbackSaid
    recovered_at: datetime | None = None
    retracted: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class AffirmationSaid:
    """What was said back to the participant."""

    words_note: str | None = None
    strength_id: str | None = None


@dataclass(frozen=True, slots=True)
class AffirmationTold:
    """An affirmation as it stands."""

    happened_at: datetime
    said: AffirmationSaid
    retracted: Mapping[str, Any] | None = None


class Why(StrEnum):
    """What makes a done step a small win."""

    THE_FIRST = "the-first"
    A_HARD_ONE = "a-hard-one"
    AFTER_A_SETBACK = "after-a-setback"


@dataclass(frozen=True, slots=True)
class SmallWinTold:
    """A done step worth celebrating."""

    step_id: str
    happened_at: datetime
    why: Sequence[Why]


@dataclass(frozen=True, slots=True)
class NextCheckInTold:
    """When the next check-in is due; None during a break."""

    due_on: date | None = None


read_listed_goal = TypeAdapter(GoalListed).validate_python
read_goal = TypeAdapter(GoalTold).validate_python
read_value = TypeAdapter(ValueTold).validate_python
read_strength = TypeAdapter(StrengthTold).validate_python
read_support = TypeAdapter(SupportTold).validate_python
read_wish = TypeAdapter(WishTold).validate_python
read_setback = TypeAdapter(SetbackTold).validate_python
read_affirmation = TypeAdapter(AffirmationTold).validate_python
read_small_win = TypeAdapter(SmallWinTold).validate_python
read_next_check_in = TypeAdapter(NextCheckInTold).validate_python
