"""What somebody does, sent to checkins, and what came of it. That checkins is away is an answer, too: try again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from services.dashboard.acting.commands import Command, Rest, Take, address_of, body_of, key_of
from services.dashboard.released import Refused, Released, Service, ServiceAway

TAKEN = "taken-by-somebody-else"
YOURS = "yours-already"


@dataclass(frozen=True, slots=True)
class Recorded:
    """All of it is recorded."""

    commands: tuple[Command, ...]


@dataclass(frozen=True, slots=True)
class NotNow:
    """checkins did not answer: whether it was recorded is not known, and trying again with the same key is right."""


@dataclass(frozen=True, slots=True)
class TurnedDown:
    """One of them cannot be recorded: `code` says why, `owner` who has it when somebody else has."""

    command: Command
    code: str
    owner: str | None = None


Answer: TypeAlias = Recorded | NotNow | TurnedDown


def send(released: Released, site: str, participant_id: str, commands: Sequence[Command], opened: str) -> Answer:
    """Have them recorded in turn, up to the first that cannot be. `opened` makes trying again harmless."""
    for command in commands:
        try:
            released.send(
                Service.CHECKINS,
                address_of(command, participant_id),
                body_of(command),
                site=site,
                key=key_of(command, opened),
            )
        except ServiceAway:
            return NotNow()
        except Refused as refused:
            if refused.code == YOURS:
                continue  # which is what was asked for
            return _turned_down(released, site, participant_id, command, refused.code)
    return Recorded(tuple(commands))


def _turned_down(released: Released, site: str, participant_id: str, command: Command, code: str) -> TurnedDown:
    if code == TAKEN and isinstance(command, Take | Rest):
        return TurnedDown(command, code, _owner(released, site, participant_id, command))
    return TurnedDown(command, code)


def _owner(released: Released, site: str, participant_id: str, command: Take | Rest) -> str | None:
    """Who has it, asked of checkins; None when it does not say."""
    try:
        said = released.get(Service.CHECKINS, f"participants/{participant_id}/attention", site=site)
    except (ServiceAway, Refused):
        return None
    return next((item.get("owner") for item in said["items"] if item["reason"] == command.reason.value), None)
