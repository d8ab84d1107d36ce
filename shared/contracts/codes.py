"""Closed lists of codes for the whole of collaborative goal setting, beside those in `vocabulary`.

A list is closed within a major version of the events that use it: a reader may switch over it. Where none of the
codes fits there is "something else", and the person's own words go into a note.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

Attainment = Annotated[int, Field(ge=-2, le=2, strict=True)]
"""Goal attainment scaling (Kiresuk & Sherman 1968): -2 much less than hoped, 0 as hoped, +2 much more."""

Weight = Annotated[int, Field(ge=0, le=10, strict=True)]
"""How much one entry of a decisional balance weighs for the participant, 0 to 10."""

Count = Annotated[int, Field(ge=0, le=1_000, strict=True)]
"""How often something was said in one session."""

TimeZone = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}$", max_length=64)
]
"""A name of the IANA time zone database, such as `Europe/Vienna`; services refuse one that they do not know."""

Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$")]
"""A BCP 47 language tag, such as `en` or `ar`."""

EveryDays = Annotated[int, Field(ge=1, le=365, strict=True)]
"""A rhythm: once in so many days."""


StaffId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$")]
"""A clinician or coordinator, by the pseudonym under which their organization signs them in; `system` for its own
system."""


class Weekday(StrEnum):
    """Days of the week, in the participant's own time zone."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class EnrolmentStatus(StrEnum):
    """Where a participant stands in their newest enrolment; "enrolled" includes those who came back from a break."""

    ENROLLED = "enrolled"
    PAUSED = "paused"
    COMPLETED = "completed"
    LEFT = "left"


class LeavingReason(StrEnum):
    """Why somebody left a program; never a judgement."""

    OWN_DECISION = "own-decision"
    MOVED_AWAY = "moved-away"
    OTHER_CARE = "other-care"
    HEALTH = "health"
    NOT_SAID = "not-said"
    SOMETHING_ELSE = "something-else"


class StrengthKind(StrEnum):
    """What a participant already does well; the moment that showed it stays in their words."""

    PERSEVERANCE = "perseverance"
    PLANNING = "planning"
    ASKING_FOR_HELP = "asking-for-help"
    CARING_FOR_OTHERS = "caring-for-others"
    HONESTY = "honesty"
    HUMOUR = "humour"
    CALM = "calm"
    LEARNING = "learning"
    SOMETHING_ELSE = "something-else"


class Party(StrEnum):
    """Whose yes a joint plan needs."""

    PARTICIPANT = "participant"
    CLINICIAN = "clinician"


class Closing(StrEnum):
    """How an experiment ended. None of them is a failure."""

    ACHIEVED = "achieved"
    SUSTAINED = "sustained"
    SET_ASIDE = "set-aside"
    REPLACED = "replaced"


class SupportKind(StrEnum):
    """Practical help for a barrier."""

    APPOINTMENT = "appointment"
    NETWORK = "network"
    COPING_SKILL = "coping-skill"
    RESOURCE = "resource"


class Shared(StrEnum):
    """What a participant may let a supporter see."""

    GOALS = "goals"
    STEPS = "steps"
    ATTEMPTS = "attempts"
    SETBACKS = "setbacks"
    CHECK_INS = "check-ins"
    SCORES = "scores"
    OWN_WORDS = "own-words"


class BalanceSide(StrEnum):
    """The four sides of a decisional balance (Janis & Mann 1977)."""

    GOOD_ABOUT_CHANGING = "good-about-changing"
    HARD_ABOUT_CHANGING = "hard-about-changing"
    GOOD_ABOUT_STAYING = "good-about-staying"
    HARD_ABOUT_STAYING = "hard-about-staying"


class EstimateName(StrEnum):
    """The two estimates."""

    READINESS = "readiness"
    SELF_EFFICACY = "self-efficacy"


class Feels(StrEnum):
    """How an estimate looks to the participant it is about."""

    TOO_LOW = "too-low"
    TOO_HIGH = "too-high"
    OTHERWISE = "otherwise"


class RetractionReason(StrEnum):
    """Why something said earlier no longer counts."""

    WRONG_PERSON = "wrong-person"
    WRONG_VALUE = "wrong-value"
    SAID_TWICE = "said-twice"
    TAKEN_BACK = "taken-back"
    SOMETHING_ELSE = "something-else"


class AttentionReason(StrEnum):
    """Why a coordinator may want to reach out; declared in the order in which a page lists the kinds of reasons.

    The order is stored: append, never reorder within a major version of the read models.
    """

    ASKED_FOR_CONTACT = "asked-for-contact"
    NO_WORD = "no-word"
    SETBACK_NOT_TALKED_OVER = "setback-not-talked-over"
    AGREEMENT_WAITING = "agreement-waiting"
    REVIEW_DUE = "review-due"
    CONFIDENCE_EASED = "confidence-eased"
    SMALL_WIN = "small-win"


class SnoozeReason(StrEnum):
    """Why a reason for attention may rest for a while."""

    TIME_ARRANGED = "time-arranged"
    THEY_ASKED_FOR_TIME = "they-asked-for-time"
    SOMEBODY_ELSE_HELPS = "somebody-else-helps"
    WAITING_FOR_SOMETHING = "waiting-for-something"
    SOMETHING_ELSE = "something-else"


class OutreachChannel(StrEnum):
    """How somebody reached out."""

    CALL = "call"
    MESSAGE = "message"
    VIDEO = "video"
    IN_PERSON = "in-person"
    LETTER = "letter"


class OutreachResult(StrEnum):
    """What came of an outreach; only `talked` is contact with the participant."""

    TALKED = "talked"
    TIME_ARRANGED = "time-arranged"
    LEFT_A_MESSAGE = "left-a-message"
    NO_ANSWER = "no-answer"
