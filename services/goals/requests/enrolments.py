"""Joining a program."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from shared.contracts.vocabulary import Id, ProgramId, SiteId
from shared.runtime.bodies import CommandBody


class EnrolBody(CommandBody):
    """A participant joins a program at a site."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"site": "harbour", "program": "walking-12-weeks"}]},
    )

    site: SiteId
    program: ProgramId


class Enrolled(BaseModel):
    """The enrolment that was recorded, and its event."""

    enrolment_id: Id
    event_id: Id
