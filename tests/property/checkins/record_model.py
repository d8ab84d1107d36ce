"""What the service has to say of what was told, on paper: no event, no database, only what a reader would expect."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

ACCEPTED = ""
KINDS = {
    "attempt": ("attempts", "attempt_id"),
    "setback": ("setbacks", "setback_id"),
    "check-in": ("check-ins", "checkin_id"),
    "balance": ("balances", "balance_id"),
    "talk-count": ("talk-counts", "session_id"),
    "outreach": ("outreaches", "outreach_id"),
}
"""The address of each kind, and the name of its id."""


@dataclass
class Entry:
    """A record: whose, what it says now and when that was, the ids that it had, and what became of it."""

    who: str
    kind: str
    body: dict[str, Any]
    at: datetime
    ids: list[str] = field(default_factory=list)
    retracted: bool = False
    recovered: bool = False

    @property
    def status(self) -> str:
        if self.retracted:
            return "retracted"
        if self.kind != "setback":
            return "standing"
        return "recovered" if self.recovered else "open"


def said_wrong(kind: str, body: dict[str, Any]) -> bool:
    """Whether it contradicts itself, or says nothing."""
    match kind:
        case "attempt":
            not_done = body["outcome"] == "not-this-time"
            return ("effort" in body and not_done) or ("barrier" in body and not not_done)
        case "check-in":
            return not set(body) & {"rulers", "stage", "mood", "journal", "concern"}
        case "talk-count":
            return not any(body.get("change", {}).values()) and not any(body.get("sustain", {}).values())
        case "outreach":
            return "about" in body and body["result"] != "talked"
        case _:
            return False


def refused_to(caller: str, who: str, kind: str) -> str:
    """The code for somebody who may not say it, else ACCEPTED. Everybody is at the harbour."""
    role, _, name = caller.partition(":")
    return {
        "system": ACCEPTED,
        "participant": ("only-staff" if kind == "outreach" else ACCEPTED) if name == who else "not-yours",
        "clinician": ACCEPTED if name.endswith("@harbour") else "not-at-your-site",
        "supporter": "not-shared",
        "operator": "not-for-operators",
    }[role]


def listed(entries: list[Entry]) -> list[tuple[Any, ...]]:
    """What a list of records has to say of each, the newest first."""
    ordered = sorted(entries, key=lambda entry: (entry.at, entry.ids[0]), reverse=True)
    return [(entry.kind, entry.ids[-1], entry.status, tuple(entry.ids[:-1])) for entry in ordered]


def wins(entries: list[Entry]) -> list[tuple[str, tuple[str, ...]]]:
    """Done attempts, the newest first, and why each is worth celebrating. Every step is a hard one here."""
    counting = [entry for entry in entries if not entry.retracted and entry.kind in ("attempt", "setback")]
    ordered = sorted(counting, key=lambda entry: (entry.at, entry.kind == "attempt", entry.ids[-1]))
    done = [entry for entry in ordered if entry.body.get("outcome") == "done"]
    found = []
    for number, entry in enumerate(done):
        since = ordered.index(done[number - 1]) + 1 if number else 0
        after_a_setback = any(other.kind == "setback" for other in ordered[since : ordered.index(entry)])
        why = ("the-first",) * (number == 0) + ("a-hard-one",) + ("after-a-setback",) * after_a_setback
        found.append((entry.ids[-1], why))
    return found[::-1]
