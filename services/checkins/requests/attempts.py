"""Attempts, as JSON."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from services.checkins.domain.attempts import AttemptOutcome
from services.checkins.requests.examples import example
from shared.contracts.vocabulary import Amount, Barrier, Id, Ruler
from shared.runtime.bodies import CommandBody


class AttemptBody(CommandBody):
    """What came of an attempt at a step."""

    model_config = example(outcome="done", measured=5200, effort=4, occurred_at="2026-03-02T19:30:00+01:00")

    outcome: AttemptOutcome
    measured: Annotated[Amount | None, Field(description="How much of the step's measure.")] = None
    effort: Annotated[Ruler | None, Field(description='0-10; not with "not-this-time".')] = None
    barrier: Annotated[Barrier | None, Field(description='What stood in the way; only with "not-this-time".')] = None


class RecordedAttempt(BaseModel):
    """The ids of a recorded attempt, and of its event."""

    attempt_id: Id
    step_id: Id
    goal_id: Id
    event_id: Id
