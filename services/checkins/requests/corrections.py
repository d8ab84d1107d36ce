"""Retractions, as JSON. A correction has the body of what it corrects."""

from __future__ import annotations

from pydantic import BaseModel

from services.checkins.requests.attempts import RecordedAttempt
from services.checkins.requests.balances import RecordedBalance
from services.checkins.requests.check_ins import RecordedCheckIn
from services.checkins.requests.examples import example
from services.checkins.requests.outreaches import RecordedOutreach
from services.checkins.requests.setbacks import RecordedSetback
from services.checkins.requests.talk import RecordedTalkCount
from shared.contracts.codes import RetractionReason
from shared.contracts.vocabulary import Id
from shared.runtime.bodies import CommandBody


class RetractionBody(CommandBody):
    """What was said no longer counts, and why."""

    model_config = example(reason="said-twice")

    reason: RetractionReason


class RecordedRetraction(BaseModel):
    """The ids of a recorded retraction, and of its event."""

    retraction_id: Id
    event_id: Id


class CorrectedAttempt(RecordedAttempt):
    """The ids of the new attempt and its event, and of the retraction of the old one."""

    retraction_id: Id


class CorrectedSetback(RecordedSetback):
    """The ids of the new setback and its event, and of the retraction of the old one."""

    retraction_id: Id


class CorrectedCheckIn(RecordedCheckIn):
    """The ids of the new check-in and its event, and of the retraction of the old one."""

    retraction_id: Id


class CorrectedBalance(RecordedBalance):
    """The ids of the new balance and its event, and of the retraction of the old one."""

    retraction_id: Id


class CorrectedTalkCount(RecordedTalkCount):
    """The ids of the new count and its event, and of the retraction of the old one."""

    retraction_id: Id


class CorrectedOutreach(RecordedOutreach):
    """The ids of the new outreach and its event, and of the retraction of the old one."""

    retraction_id: Id
