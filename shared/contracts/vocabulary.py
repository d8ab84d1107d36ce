"""The words of the domain, as types: identifiers, scales and closed lists of codes.

A coded word never carries a person's own text; where a person says more, the owning service keeps a note and
an event carries the note's id.
"""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, Field, StringConstraints

SLUG = r"^[a-z0-9][a-z0-9-]{0,62}$"
"""Organizations, sites, programs, participants, measures: lower-case letters, digits and dashes. Nothing that
could be a mail address or a telephone number with its punctuation fits."""

Slug = Annotated[str, StringConstraints(pattern=SLUG)]
OrganizationId = Slug
SiteId = Slug
ProgramId = Slug
ParticipantId = Slug
Measure = Slug
"""What a step counts, such as `steps-walked` or `minutes-walked`."""

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$")]
"""The id of an event, goal, step, attempt, setback, check-in or note: opaque, at most 128 characters."""

Ruler = Annotated[int, Field(ge=0, le=10)]
"""A scaling answer, 0 to 10."""

Difficulty = Annotated[float, Field(ge=0, le=10, allow_inf_nan=False)]
"""How hard a step looks to the participant, 0 to 10; 5 when not said."""

Amount = Annotated[float, Field(ge=0, le=1e9, allow_inf_nan=False)]
"""A count or quantity of a measure, never negative."""


def _in_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


Moment = Annotated[AwareDatetime, AfterValidator(_in_utc)]
"""A point in time with its zone; kept and written in UTC, to the microsecond."""


class ValueArea(StrEnum):
    """The area of life that a value belongs to; the value itself stays in the participant's words."""

    HEALTH = "health"
    CONNECTION = "connection"
    FAMILY = "family"
    WORK = "work"
    LEARNING = "learning"
    INDEPENDENCE = "independence"
    REST = "rest"
    SOMETHING_ELSE = "something-else"


class RevisionReason(StrEnum):
    """Why a goal got its next version."""

    TOO_EASY = "too-easy"
    TOO_HARD = "too-hard"
    LEARNED_SOMETHING = "learned-something"
    LIFE_CHANGED = "life-changed"
    SOMETHING_ELSE = "something-else"


class Period(StrEnum):
    """How often a step's measure is counted anew."""

    ONCE = "once"
    DAY = "day"
    WEEK = "week"


class Outcome(StrEnum):
    """What came of an attempt that took place. "Not this time" is an event of its own, and unknown is neither."""

    DONE = "done"
    PARTLY = "partly"


class Barrier(StrEnum):
    """What stood in the way."""

    STIGMA = "stigma"
    MONEY = "money"
    TIME = "time"
    EARLIER_CARE = "earlier-care"
    HEALTH = "health"
    PEOPLE_AROUND = "people-around"
    SOMETHING_ELSE = "something-else"


class SetbackKind(StrEnum):
    """Information, not failure."""

    LAPSE = "lapse"
    STEP_DID_NOT_WORK = "step-did-not-work"
    RENEWED_AMBIVALENCE = "renewed-ambivalence"
    LIFE_GOT_IN_THE_WAY = "life-got-in-the-way"


class RulerKind(StrEnum):
    """The three rulers of motivational interviewing."""

    IMPORTANCE = "importance"
    CONFIDENCE = "confidence"
    READINESS = "readiness"


class Setting(StrEnum):
    """Where rulers were answered: in a session with a clinician, or at a check-in between sessions."""

    SESSION = "session"
    CHECK_IN = "check-in"


class Stage(StrEnum):
    """Stage of change."""

    PRECONTEMPLATION = "precontemplation"
    CONTEMPLATION = "contemplation"
    PREPARATION = "preparation"
    ACTION = "action"
    MAINTENANCE = "maintenance"


class Mood(StrEnum):
    """The mood a participant picked at a check-in. Context for a conversation, never evidence for a score."""

    ALERT = "alert"
    HAPPY = "happy"
    NEUTRAL = "neutral"
    RESTED = "rested"
    SAD = "sad"
    TENSE = "tense"
    TIRED = "tired"
