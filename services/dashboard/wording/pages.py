"""What the pages say themselves: headings, empty lists, and what to do when something is away.

Constants are marked here and said with `_` where they are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from services.dashboard.identity import Identity, Role
from services.dashboard.language import N_, _
from services.dashboard.wording.codes import ROLE as ROLE_NAMES
from services.dashboard.wording.estimates import Name
from services.dashboard.wording.moments import as_of
from services.dashboard.wording.names import isolated, named, side_by_side

CASELOAD = N_("Caseload")
PARTICIPANT = N_("Participant")

NO_PROVIDER = N_(
    "No identity provider is configured, so nobody can be shown anything. Set one up, or start the local "
    "stack with sample data to look around."
)
NOBODY_YET = N_("Nobody has joined a program yet. This page fills by itself as soon as somebody does.")
EMPTY_SITE = N_("Nobody is enrolled at this site yet. As soon as somebody joins, they stand here.")
CHOOSE = N_("Choose a participant from the caseload to see their estimates, the reasons and the timeline.")
NOT_HERE = N_(
    "There is nobody to show under this address. People are shown only at the site where they are enrolled, "
    "and this one is not at yours."
)
STORE_AWAY = N_("The database cannot be reached right now. This page tries again by itself every few seconds.")
SOMETHING_BROKE = N_("This page could not be shown. It was noted in the log; please try again in a moment.")
NO_EVENTS = N_("Nothing of this kind has been recorded yet.")
TIMES = N_("Days are counted in the time zone of the site.")

WHY = N_("What it is made of")
TIMELINE = N_("Timeline")
AS_TABLE = N_("The same as a table")
PARTS_HEADER = (N_("Part"), N_("Points"))
MOVES_HEADER = (N_("When"), N_("What"), N_("Shift"))
OLDER, NEWER = N_("Older"), N_("Newer")
BACK = N_("Back to the caseload")

DEMO = N_("Demo with sample data")
DEMO_HELP = N_("Look around as somebody at one of the sites. Only this demo lets you choose who you are.")
ORGANIZATION, SITES, ROLE, WHO = N_("Organization"), N_("Sites"), N_("Role"), N_("You are")
NO_SUPPORTERS = N_("This participant has invited no supporter. Choose somebody else.")

_HERE_AS: Mapping[Role, str] = {
    Role.COORDINATOR: N_("{place}. You are here as a coordinator."),
    Role.CLINICIAN: N_("{place}. You are here as a clinician."),
    Role.PARTICIPANT: N_("{place}. You are here as a participant."),
    Role.SUPPORTER: N_("{place}. You are here as a supporter."),
    Role.OPERATOR: N_("{place}. You are here as an operator."),
}
_SHIFT_OF: Mapping[Name, str] = {
    Name.CONFIDENCE: N_("How our estimate of confidence shifted, in points on 0 to 10."),
    Name.READINESS: N_("How our estimate of readiness shifted, in points on 0 to 10."),
}


def where(identity: Identity, sites: Iterable[str] | None = None) -> str:
    """Where the page looks, at all their sites unless told otherwise, and in which role.

    Such as "Harbour, Northway. You are here as a coordinator.".
    """
    at = identity.sites if sites is None else sites
    place = side_by_side(named(one) for one in (*at, identity.organization))
    return _(_HERE_AS[identity.role]).format(place=place)


def looking(identity: Identity, now: datetime) -> str:
    """As `where`, and as of when: "... as a coordinator. Mon 23 Nov 2026, 09:10 UTC."."""
    return _("{where} {when}.").format(where=where(identity), when=as_of(now))


def header(marked: Iterable[str]) -> list[str]:
    """The names of a table's columns."""
    return [_(name) for name in marked]


def role(one: Role) -> str:
    """A role by its name."""
    return _(ROLE_NAMES[one]).capitalize()


def not_for(one: Role) -> str:
    """Somebody opened a page of another role by its address."""
    return _("This page is not for the role of {role}, so there is nothing to show here.").format(
        role=_(ROLE_NAMES[one])
    )


def first_page(page: str) -> str:
    """The way to the page that stands first for somebody: "To your own page: Platform"."""
    return _("To your own page: {page}").format(page=page)


def in_browser(page: str) -> str:
    """The browser's name for a page: "Caseload - Cairn"."""
    return _("{page} - Cairn").format(page=page)


def title(participant_id: str) -> str:
    """A participant is known by a pseudonym only."""
    return _("Participant {id}").format(id=isolated(participant_id))


def course(program: str | None, joined: str | None) -> str:
    """Such as "Walking 12 weeks, joined 60 days ago"."""
    if joined is None:
        return named(program)
    return _("{program}, joined {since}").format(program=named(program), since=joined)


def parts_of(name: Name) -> str:
    """Above the table of an estimate's parts, and in place of its chart."""
    return _("{name}: the parts add up to our best guess on 0 to 10.").format(name=_(name))


def shift_of(name: Name) -> str:
    """Above the table of what moved an estimate last."""
    return _(_SHIFT_OF[name])
