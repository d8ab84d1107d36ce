"""Participants as somebody would keep them on paper: what the service must answer, worked out another way.

What is expected is "accepted", the code of the refusal, or the field that is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

ACCEPTED = "accepted"
NEXT = {
    "enrolled": {"moves": "enrolled", "pauses": "paused", "completions": "completed", "departures": "left"},
    "paused": {"moves": "paused", "resumptions": "enrolled", "completions": "completed", "departures": "left"},
}
KINDS = {
    "enrolments": "joined",
    "moves": "moved",
    "pauses": "paused",
    "resumptions": "resumed",
    "completions": "completed",
    "departures": "left",
}
READ_BY_SUPPORTERS = {"/goals": "goals", "/notes": "own-words"}


@dataclass
class Person:
    """A participant: their enrolments as [status, site, kinds of turns], and how much they said."""

    name: str
    enrolments: list[tuple[str, str, list[str]]] = field(default_factory=list)
    values: dict[str, list[int]] = field(default_factory=dict)  # id -> the importance in each version
    wishes: dict[str, bool] = field(default_factory=dict)  # id -> talked over
    strengths: list[str] = field(default_factory=list)
    supports: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @property
    def site(self) -> str | None:
        return self.enrolments[-1][1] if self.enrolments else None

    @property
    def status(self) -> str:
        return self.enrolments[-1][0] if self.enrolments else "nobody"


@dataclass
class Invitation:
    """Who invited a supporter, and to what; None once it was taken back."""

    owner: str
    may_see: set[str] | None


class Paper:
    """Two participants and their supporters."""

    def __init__(self, *names: str) -> None:
        self.people = {name: Person(name) for name in names}
        self.invitations: dict[str, Invitation] = {}

    def barred(self, caller: str, who: str, *, at: str | None, shared: str | None = None) -> str | None:
        """Why the caller may not, when the participant is `at` a site. `shared`: what a supporter may read it by."""
        role, _, rest = caller.partition(":")
        name, _, site = rest.partition("@")
        match role:
            case "system":
                return None
            case "operator":
                return "not-for-operators"
            case "participant":
                return None if name == who else "not-yours"
            case "supporter":
                invitation = self.invitations.get(name)
                sees = invitation.may_see if invitation and invitation.owner == who else None
                return None if shared and sees and shared in sees else "not-shared"
            case _:
                return None if site == at else "not-at-your-site"

    def of_somebody(self, caller: str, who: str, shared: str | None = None) -> str:
        """Of anything about a participant that needs no more than access, and somebody who joined."""
        person = self.people[who]
        unknown = None if person.enrolments else "unknown-participant"
        return self.barred(caller, who, at=person.site, shared=shared) or unknown or ACCEPTED

    def of_joining(self, caller: str, who: str, site: str, *, offered: bool) -> str:
        """Of joining a program at a site."""
        barred = self.barred(caller, who, at=site)
        going_on = "already-enrolled" if self.people[who].status in NEXT else None
        return barred or (None if offered else "unknown-program") or going_on or ACCEPTED

    def of_turn(self, caller: str, who: str, turn: str, site: str) -> str:
        """Of a turn in the course: the end of its address."""
        person, general = self.people[who], self.of_somebody(caller, who)
        if general != ACCEPTED:
            return general
        if person.status not in NEXT:
            return "not-enrolled-now"
        if turn not in NEXT[person.status]:
            return "already-paused" if turn == "pauses" else "not-paused"
        return "at-that-site-already" if turn == "moves" and site == person.site else ACCEPTED

    def write_turn(self, who: str, turn: str, site: str) -> None:
        """Writes a turn down."""
        enrolments = self.people[who].enrolments
        if turn == "enrolments":
            enrolments.append(("enrolled", site, [KINDS[turn]]))
            return
        status, before, course = enrolments[-1]
        enrolments[-1] = (NEXT[status][turn], site if turn == "moves" else before, [*course, KINDS[turn]])

    def owner_of(self, of: str, thing_id: str) -> str | None:
        """Whose value or wish it is."""
        return next((name for name, person in self.people.items() if thing_id in getattr(person, of)), None)

    def of_revisiting(self, caller: str, value_id: str, version: int) -> str:
        """Of a value's next version."""
        owner = self.owner_of("values", value_id)
        if owner is None:
            return "unknown-value"
        general = self.of_somebody(caller, owner)
        current = len(self.people[owner].values[value_id])
        return "version-moved-on" if general == ACCEPTED and version != current else general

    def of_talking(self, caller: str, wish_id: str) -> str:
        """Of talking a wish over."""
        owner = self.owner_of("wishes", wish_id)
        if owner is None:
            return "unknown-wish"
        general = self.of_somebody(caller, owner)
        return "already-talked-over" if general == ACCEPTED and self.people[owner].wishes[wish_id] else general

    def of_inviting(self, caller: str, who: str, supporter: str | None) -> str:
        """Of an invitation."""
        person = self.people[who]
        barred = self.barred(caller, who, at=person.site) or (_is_staff(caller) and "only-the-participant")
        general = barred or self.of_somebody(caller, who)
        taken = supporter in self.invitations and self.invitations[supporter].owner != who if supporter else False
        return "supporter-id-taken" if general == ACCEPTED and taken else general

    def of_uninviting(self, caller: str, supporter: str) -> str:
        """Of taking an invitation back."""
        invitation = self.invitations.get(supporter)
        if invitation is None:
            return "unknown-supporter"
        general = self.of_inviting(caller, invitation.owner, supporter)
        return "already-uninvited" if general == ACCEPTED and invitation.may_see is None else general

    def shown(self, who: str) -> dict[str, Any]:
        """Everything about a participant, as `as_on_paper` shows it."""
        person = self.people[who]
        mine = {name: one.may_see for name, one in self.invitations.items() if one.owner == who}
        return {
            "enrolments": person.enrolments,
            "values": person.values,
            "wishes": person.wishes,
            "strengths": person.strengths,
            "supports": person.supports,
            "words": person.words,
            "supporters": mine,
        }


def _is_staff(caller: str) -> bool:
    return caller.startswith(("clinician", "coordinator"))


def as_on_paper(course: dict[str, Any], lists: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """What the service tells about a participant, as it would stand on paper."""
    return {
        "enrolments": [
            (one["status"], one["site"], [turn["kind"] for turn in one["course"]]) for one in course["enrolments"]
        ],
        "values": {one["value_id"]: [v["importance"] for v in one["versions"]] for one in lists["values"]},
        "wishes": {one["wish_id"]: one["talked_over_at"] is not None for one in lists["agenda-wishes"]},
        "strengths": [one["strength_id"] for one in lists["strengths"]],
        "supports": [one["support_id"] for one in lists["supports"]],
        "words": [one["words"] for one in lists["notes"]],
        "supporters": {
            one["supporter_id"]: set(one["may_see"]) if one["status"] == "invited" else None
            for one in lists["supporters"]
        },
    }
