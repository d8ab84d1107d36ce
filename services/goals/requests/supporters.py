"""Whom a participant invites to know how it goes."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from shared.contracts.codes import Shared
from shared.contracts.vocabulary import Id
from shared.runtime.bodies import CommandBody


class InviteBody(CommandBody):
    """An invitation, or a change of what a supporter may see: all of it is said anew each time."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"may_see": ["goals", "steps"]}]})

    supporter_id: Annotated[
        Id | None, Field(description="Of the supporter whose invitation changes, or chosen; given when left out.")
    ] = None
    may_see: Annotated[list[Shared], Field(max_length=len(Shared))]


class UninviteBody(CommandBody):
    """The invitation is taken back; from now on the supporter sees nothing."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"occurred_at": "2026-03-09T10:00:00Z"}]})


class Invited(BaseModel):
    """The supporter, and the event that was recorded."""

    supporter_id: Id
    event_id: Id
