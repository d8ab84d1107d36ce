"""Check-ins and their rhythm, as JSON."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from services.checkins.requests.examples import example
from services.checkins.requests.words import Words
from shared.contracts.codes import EveryDays, TimeZone, Weekday
from shared.contracts.vocabulary import Id, Mood, Ruler, RulerKind, Setting, Slug, Stage
from shared.runtime.bodies import CommandBody

MOST_RULERS = 32
"""As many as a checked-in event holds."""


class RulerSaid(BaseModel):
    """One answer on a scaling question, and why it is that much and not lower."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: RulerKind
    value: Ruler
    goal_id: Annotated[Id | None, Field(description="When it was rated for one goal.")] = None
    why: Words | None = None


class CheckInBody(CommandBody):
    """At least one of rulers, stage, mood, journal and concern; each only if it was asked and answered."""

    model_config = example(
        setting="check-in",
        rulers=[{"kind": "confidence", "value": 6, "why": "I managed two walks."}],
        mood="rested",
        prompt="a-good-moment",
        journal="The light at the harbour.",
    )

    setting: Setting
    rulers: Annotated[tuple[RulerSaid, ...], Field(max_length=MOST_RULERS)] = ()
    stage: Stage | None = None
    mood: Mood | None = None
    prompt: Annotated[Slug | None, Field(description="The journaling prompt that was offered.")] = None
    journal: Words | None = None
    concern: Words | None = None


class AgreementBody(CommandBody):
    """Check-ins once in so many days, or on weekdays: one of the two, in the participant's time zone."""

    model_config = example(weekdays=["monday", "thursday"], time_zone="Europe/Vienna")

    every_days: EveryDays | None = None
    weekdays: Annotated[tuple[Weekday, ...] | None, Field(min_length=1, max_length=7)] = None
    time_zone: Annotated[TimeZone, Field(description="A name of the IANA database.")]


class RecordedCheckIn(BaseModel):
    """The ids of a recorded check-in, and of its event."""

    checkin_id: Id
    event_id: Id


class RecordedAgreement(BaseModel):
    """The ids of a recorded agreement, and of its event."""

    agreement_id: Id
    event_id: Id


class NextCheckInAnswer(BaseModel):
    """When the next check-in is due, and the prompt to offer; each absent where there is none."""

    due_on: date | None = None
    prompt: Slug | None = None
