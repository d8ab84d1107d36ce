"""Affirmations, and clinicians' own confidence, as JSON."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from services.checkins.requests.examples import example
from services.checkins.requests.words import Words
from shared.contracts.vocabulary import Id, Ruler
from shared.runtime.bodies import CommandBody


class AffirmationBody(CommandBody):
    """A strength or an effort, said back to the participant: which strength, the words, or both."""

    model_config = example(words="You went although it rained.")

    strength_id: Id | None = None
    words: Words | None = None


class ConfidenceBody(CommandBody):
    """A clinician's own confidence in the participant."""

    model_config = example(value=8)

    value: Annotated[Ruler, Field(description="0-10.")]


class RecordedAffirmation(BaseModel):
    """The ids of a recorded affirmation, and of its event."""

    affirmation_id: Id
    event_id: Id


class RecordedConfidence(BaseModel):
    """The ids of a recorded rating, and of its event."""

    rating_id: Id
    event_id: Id
