"""What the pages say themselves: headings, empty lists, and what to do when something is away."""

from __future__ import annotations

from services.dashboard.identity import Identity, Role
from services.dashboard.wording.estimates import Name
from services.dashboard.wording.names import counted, named

CASELOAD = "Caseload"
PARTICIPANT = "Participant"
MAY_WELCOME_A_HAND = "Who may welcome a hand"
EVERYONE_ELSE = "Everyone else"

NO_PROVIDER = (
    "No identity provider is configured, so nobody can be shown anything. Set one up, or start the local "
    "stack with sample data to look around."
)
NOBODY_YET = "Nobody has joined a program yet. This page fills by itself as soon as somebody does."
EMPTY_SITE = "Nobody is enrolled at this site yet. As soon as somebody joins, they stand here."
NO_REASONS = "Nobody has a reason on the list today. A good moment for an affirmation."
NOBODY_ELSE = "Everyone at this site is on the list above."
CHOOSE = "Choose a participant from the caseload to see their estimates, the reasons and the timeline."
NOT_HERE = (
    "There is nobody to show under this address. People are shown only at the site where they are enrolled, "
    "and this one is not at yours."
)
STORE_AWAY = "The database cannot be reached right now. This page tries again by itself every few seconds."
SOMETHING_BROKE = "This page could not be shown. It was noted in the log; please try again in a moment."
NO_EVENTS = "Nothing of this kind has been recorded yet."
NOTHING_MOVED = "No single event has moved this estimate noticeably yet."
TIMES = "Days are counted in UTC."

WHY = "What it is made of"
MOVED = "What moved it last"
TIMELINE = "Timeline"
AS_TABLE = "The same as a table"
PARTS_HEADER = ("Part", "Points")
MOVES_HEADER = ("When", "What", "Shift")
OLDER, NEWER = "Older", "Newer"
BACK = "Back to the caseload"

DEMO = "Demo with sample data"
DEMO_HELP = "Look around as somebody at one of the sites. Only this demo lets you choose who you are."
ORGANIZATION, SITES, ROLE, WHO = "Organization", "Sites", "Role", "You are"
NO_SUPPORTERS = "This participant has invited no supporter. Choose somebody else."


def where(identity: Identity) -> str:
    """Where the page looks, and in which role: "Harbour, Northway. You are here as a coordinator."."""
    sites = ", ".join(named(site) for site in identity.sites)
    return f"{sites}, {named(identity.organization)}. You are here as a {identity.role}."


def role(one: Role) -> str:
    """A role by its name."""
    return named(one.value)


def not_for(one: Role) -> str:
    """Somebody opened a page of another role by its address."""
    return f"This page is not for the role of {one}, so there is nothing to show here."


def in_browser(page: str) -> str:
    """The browser's name for a page: "Caseload - Cairn"."""
    return f"{page} - Cairn"


def people(count: int) -> str:
    """How many people a site has."""
    return counted(count, "person", "people") + " at this site"


def title(participant_id: str) -> str:
    """A participant is known by a pseudonym only."""
    return f"{PARTICIPANT} {participant_id}"


def course(program: str | None, joined: str | None) -> str:
    """Such as "Walking 12 weeks, joined 60 days ago"."""
    return named(program) + (f", joined {joined}" if joined else "")


def parts_of(name: Name) -> str:
    """Above the table of an estimate's parts, and in place of its chart."""
    return f"{name}: the parts add up to our best guess on 0 to 10."


def shift_of(name: Name) -> str:
    """Above the table of what moved an estimate last."""
    return f"How our estimate of {name.lower()} shifted, in points on 0 to 10."
