"""A participant's course through a program."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from shared.contracts.codes import LeavingReason
from shared.contracts.vocabulary import Id, ParticipantId, ProgramId, SiteId
from shared.runtime.bodies import CommandBody


class EnrolBody(CommandBody):
    """A participant joins a program at a site, for the first time or again."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"site": "harbour", "program": "walking-12-weeks"}]},
    )

    site: SiteId
    program: Annotated[ProgramId, Field(description="A program that was put before.")]


class MoveBody(CommandBody):
    """The enrolment goes on at another site; access moves with the participant."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"site": "hillside"}]})

    site: SiteId


class PauseBody(CommandBody):
    """A break, during which nobody expects to hear from the participant."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"until": "2026-05-04"}]})

    until: Annotated[date | None, Field(description="When they mean to come back; left out while open.")] = None


class ResumeBody(CommandBody):
    """The participant came back from a break."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"occurred_at": "2026-05-04T09:00:00Z"}]})


class CompleteBody(CommandBody):
    """The participant went through the program to its end."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"occurred_at": "2026-05-24T09:00:00Z"}]})


class LeaveBody(CommandBody):
    """The participant leaves before the program's end; they may join again."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"reason": "own-decision"}]})

    reason: LeavingReason | None = None


class Enrolled(BaseModel):
    """The enrolment whose course took a turn, and its event."""

    enrolment_id: Id
    event_id: Id


class ImportedLine(BaseModel):
    """What became of one line of a file; `participant_id` where the line has a good one.

    With the enrolment and its event, where it led to one.
    """

    line: Annotated[int, Field(description="In the file, counted from 1; the header is line 1.")]
    participant_id: ParticipantId | None = None
    outcome: Annotated[str, Field(description="enrolled, already-enrolled or refused.")]
    enrolment_id: Id | None = None
    event_id: Id | None = None
    code: Annotated[str | None, Field(description="Why it was refused.")] = None
    message: str | None = None


class ImportReport(BaseModel):
    """What became of every line of a file, and how many were enrolled and refused."""

    lines: list[ImportedLine]
    enrolled: int
    refused: int
