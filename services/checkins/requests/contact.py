"""Requests for contact, and answers to scores, as JSON."""

from __future__ import annotations

from pydantic import BaseModel

from services.checkins.requests.examples import example
from services.checkins.requests.words import Words
from shared.contracts.codes import EstimateName, Feels
from shared.contracts.vocabulary import Id, Moment
from shared.runtime.bodies import CommandBody


class ContactRequestBody(CommandBody):
    """Please contact me."""

    model_config = example(words="After five would be best.")

    words: Words | None = None


class ScoreAnswerBody(CommandBody):
    """That score does not fit."""

    model_config = example(estimate="self-efficacy", feels="too-low", words="Last week was an exception.")

    estimate: EstimateName
    feels: Feels | None = None
    words: Words | None = None


class RecordedContactRequest(BaseModel):
    """The ids of a recorded request, and of its event."""

    request_id: Id
    event_id: Id


class WaitingContactRequest(BaseModel):
    """When they asked for contact first since somebody last talked with them; absent when no request waits."""

    since: Moment | None = None


class RecordedScoreAnswer(BaseModel):
    """The ids of a recorded answer, and of its event."""

    answer_id: Id
    event_id: Id
