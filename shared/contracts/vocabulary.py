"""The words of the domain, as types: identifiers, scales and closed lists of codes.

A coded word never carries a person's own text; where a person says more, the owning service keeps a note and
an event carries the note's id.
"""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler, StringConstraints
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

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

# Numbers are strict, in commands too: "7" and true are wrong types, never guessed to be a 7 and a 1.
Ruler = Annotated[int, Field(ge=0, le=10, strict=True)]
"""A scaling answer, 0 to 10."""

Difficulty = Annotated[float, Field(ge=0, le=10, allow_inf_nan=False, strict=True)]
"""How hard a step looks to the participant, 0 to 10; 5 when not said."""

Amount = Annotated[float, Field(ge=0, le=1e9, allow_inf_nan=False, strict=True)]
"""A count or quantity of a measure, never negative."""

Ordinal = Annotated[int, Field(ge=1, le=2**31 - 1, strict=True)]
"""A whole number from one on that fits every reader's integer."""


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:  # pydantic takes only ValueError for an answer: the first and last hours there are
        raise ValueError("beyond the years 1 to 9999 in UTC") from None


class _InUtc:
    """Reads any date and time with a zone into UTC.

    What Cairn itself writes (RFC 3339 with a Z) takes a short way, which is worth .6 us per event: `fromisoformat`
    gives `datetime.UTC` at once, where pydantic's own zone costs again with every comparison.
    """

    @staticmethod
    def __get_pydantic_core_schema__(source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        as_written = core_schema.no_info_after_validator_function(
            datetime.fromisoformat,
            core_schema.str_schema(
                pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?Z$"
            ),
        )
        with_a_zone = core_schema.no_info_after_validator_function(
            _in_utc, core_schema.datetime_schema(tz_constraint="aware")
        )
        return core_schema.json_or_python_schema(
            json_schema=core_schema.union_schema(
                [as_written, with_a_zone],
                mode="left_to_right",
                custom_error_type="moment",
                custom_error_message="Input should be a date and time with its zone, as in 2026-03-01T12:00:00Z",
            ),
            python_schema=with_a_zone,
            serialization=core_schema.simple_ser_schema("datetime"),
        )

    @staticmethod
    def __get_pydantic_json_schema__(schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": "string", "format": "date-time"}


Moment = Annotated[datetime, _InUtc]
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
