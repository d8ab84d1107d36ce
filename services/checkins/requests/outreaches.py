"""Outreach, as JSON."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from services.checkins.requests.examples import example
from services.checkins.requests.words import Words
from shared.contracts.codes import AttentionReason, OutreachChannel, OutreachResult
from shared.contracts.vocabulary import Id
from shared.runtime.bodies import CommandBody


class OutreachBody(CommandBody):
    """Somebody who works with the participant reached out. The participant can read the words, a supporter cannot."""

    model_config = example(channel="call", result="talked", about=["no-word"], words="Mornings are hard just now.")

    channel: OutreachChannel
    result: OutreachResult
    about: Annotated[
        tuple[AttentionReason, ...],
        Field(max_length=len(AttentionReason), description='What was talked over; only with "talked".'),
    ] = ()
    words: Words | None = None


class RecordedOutreach(BaseModel):
    """The ids of a recorded outreach, and of its event."""

    outreach_id: Id
    event_id: Id
