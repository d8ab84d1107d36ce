"""A participant's course through a program at a site: it decides who may see them.

The newest turn by `time` holds: each is later than the one before, which the service that records them sees to.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from shared.contracts.codes import EveryDays, LeavingReason
from shared.contracts.events.fact import EventData
from shared.contracts.vocabulary import Id, Ordinal, ProgramId, SiteId, Slug


class ParticipantEnrolled(EventData):
    """A participant joined a program at a site; from here on that site may see them.

    What the program says is copied from the version that they joined, so that nobody has to look it up: how often
    they check in, after how many days of silence somebody asks, how often a goal is reviewed, and the codes of its
    journaling prompts.
    """

    TYPE = "participant-enrolled"
    enrolment_id: Id
    site: SiteId
    program: ProgramId
    program_version: Ordinal | None = None
    check_in_every_days: EveryDays | None = None
    silent_after_days: EveryDays | None = None
    review_every_days: EveryDays | None = None
    prompts: Annotated[tuple[Slug, ...] | None, Field(max_length=100)] = None


class ParticipantMoved(EventData):
    """The enrolment goes on at another site: access moves with the participant, their history stays."""

    TYPE = "participant-moved"
    enrolment_id: Id
    site: SiteId
    from_site: SiteId


class ParticipantPaused(EventData):
    """The participant takes a break from the program; nobody expects to hear from them meanwhile."""

    TYPE = "participant-paused"
    enrolment_id: Id
    until: Annotated[date | None, Field(description="When they mean to come back; absent when that is open.")] = None


class ParticipantResumed(EventData):
    """The participant came back from a break."""

    TYPE = "participant-resumed"
    enrolment_id: Id


class ParticipantCompleted(EventData):
    """The participant went through the program to its end."""

    TYPE = "participant-completed"
    enrolment_id: Id


class ParticipantLeft(EventData):
    """The participant left the program before its end. They may join again: a new enrolment."""

    TYPE = "participant-left"
    enrolment_id: Id
    reason: LeavingReason | None = None
