"""The pages: their names (which are their addresses), who may open them, and which one stands first for whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from services.dashboard.identity import STAFF, Role
from services.dashboard.language import N_, _
from services.dashboard.screens import (
    brief,
    caseload,
    expect,
    mine,
    participant,
    platform,
    program,
    supporting,
    today,
)
from services.dashboard.visit import Visit

EVERYBODY_IN_CARE = (*STAFF, Role.PARTICIPANT, Role.SUPPORTER)


@dataclass(frozen=True, slots=True)
class Screen:
    """A page. `listed`: it stands in the menu of those who may open it; others are opened from a link."""

    name: str
    said: str
    icon: str
    roles: tuple[Role, ...]
    show: Callable[[Visit], None]
    listed: bool = True

    def title(self) -> str:
        """In the language of this run."""
        return _(self.said)


SCREENS = (
    Screen("today", N_("Today"), ":material/wb_sunny:", STAFF, today.show),
    Screen("caseload", N_("Caseload"), ":material/groups:", STAFF, caseload.show),
    Screen("participant", N_("Participant"), ":material/person:", STAFF, participant.show),
    Screen("brief", N_("Session brief"), ":material/forum:", STAFF, brief.show),
    Screen("program", N_("Program"), ":material/insights:", STAFF, program.show),
    Screen("mine", N_("My pages"), ":material/person:", (Role.PARTICIPANT,), mine.show),
    Screen("supporting", N_("What is shared with me"), ":material/handshake:", (Role.SUPPORTER,), supporting.show),
    Screen("expect", N_("What to expect"), ":material/menu_book:", EVERYBODY_IN_CARE, expect.show),
    Screen("platform", N_("Platform"), ":material/monitor_heart:", (Role.OPERATOR,), platform.show),
)
_FIRST = {
    Role.PARTICIPANT: "mine",
    Role.SUPPORTER: "supporting",
    Role.OPERATOR: "platform",
}


def first_for(role: Role | None) -> str:
    """The page that opens without an address."""
    return _FIRST.get(role, "today") if role else "today"
