"""The demo's identity picker: choose who to be. It exists only where `settings.demo` says so.

The choice lives on the server, where a reloaded page finds it again by the browser's random cookie. What the address
bar says is never a choice.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

import streamlit as st

from services.dashboard import markup
from services.dashboard.demo_cookie import COOKIE
from services.dashboard.identity import STAFF, Identity, Place, Role
from services.dashboard.language import _
from services.dashboard.queries import participants_at, places
from services.dashboard.released import Released, Service, addresses_in
from services.dashboard.sources import sources
from services.dashboard.wording import pages as words
from services.dashboard.wording.names import named
from shared.runtime.errors import CairnError

KEPT_FOR = 10
"""Seconds for which the list of sites is not read again."""
STAFF_NUMBERS = (1, 2, 3)
"""As how many coordinators or clinicians one can look around."""
ROLES = (*STAFF, Role.PARTICIPANT, Role.SUPPORTER, Role.OPERATOR)
_MOST_REMEMBERED = 1_000


def pick() -> Identity | None:
    """Show the picker and return what is chosen; None while there is nobody to see at any site. Raises StoreAway."""
    offered = _places()
    if not offered:
        _places.clear()  # somebody may join at any moment: an empty answer is not kept
        return None
    before = _remembered().get(st.context.cookies.get(COOKIE, ""))
    with st.sidebar:
        st.html(
            markup.block(markup.paragraph(_(words.DEMO), "because") + markup.paragraph(_(words.DEMO_HELP), "quiet"))
        )
        organization = _choose(
            words.ORGANIZATION,
            sorted({place.organization for place in offered}),
            before.organization if before else None,
        )
        sites = _sites(organization, offered, before)
        role = st.radio(
            _(words.ROLE),
            ROLES,
            index=ROLES.index(before.role) if before and before.role in ROLES else 0,
            format_func=words.role,
            key="role",
        )
        chosen = _somebody(organization, sites, role or Role.COORDINATOR, before)
    if chosen is not None:
        _remember(st.context.cookies.get(COOKIE, ""), chosen)
    return chosen


def _sites(organization: str, offered: Sequence[Place], before: Identity | None) -> list[str]:
    """Those where somebody is, and those where the visitor is already: nobody is moved when a site has emptied."""
    here = before.sites if before is not None and before.organization == organization else ()
    return sorted({*here, *(place.site for place in offered if place.organization == organization)})


def _somebody(organization: str, sites: Sequence[str], role: Role, before: Identity | None) -> Identity | None:
    if before is not None and before.organization != organization:
        before = None
    if role in STAFF:
        start = [site for site in before.sites if site in sites] if before else []
        at = st.pills(
            _(words.SITES),
            sites,
            selection_mode="multi",
            default=start or sites[:1],
            format_func=named,
            key=f"sites:{organization}:{','.join(sites)}",
        )
        ids = [f"{role.value}-{number}" for number in STAFF_NUMBERS]
        return Identity(organization, tuple(at) or tuple(sites[:1]), role, _choose(words.WHO, ids, _id(before)))
    if role is Role.OPERATOR:
        return Identity(organization, (), role, "operator-1")
    people = [person for site in sites for person in _people(organization, site)]
    if not people:
        return None
    person = _choose(words.PARTICIPANT, people, before.participant_id if before else None)
    if role is Role.PARTICIPANT:
        return Identity(organization, (), role, person)
    invited = _supporters(organization, person)
    if not invited:
        st.html(markup.block(markup.paragraph(_(words.NO_SUPPORTERS), "quiet")))
        return None
    return Identity(organization, (), role, _choose(words.WHO, invited, _id(before)), supports=person)


def _id(before: Identity | None) -> str | None:
    return before.id if before else None


def _choose(marked: str, options: Sequence[str], before: str | None) -> str:
    """One of the options; a choice between one is not shown."""
    if len(options) == 1:
        return options[0]
    start = options.index(before) if before in options else 0
    # The key names the options: another organization's sites are another widget, with its own first choice.
    return st.selectbox(_(marked), options, index=start, format_func=named, key=f"{marked}:{','.join(options)}")


@st.cache_data(ttl=KEPT_FOR, show_spinner=False)
def _places() -> list[Place]:
    return places(sources().scores)


@st.cache_data(ttl=KEPT_FOR, show_spinner=False)
def _people(organization: str, site: str) -> list[str]:
    return participants_at(sources().scores, Place(organization, site))


def _supporters(organization: str, participant_id: str) -> list[str]:
    """Whom the participant invited; asked as the participant, for this is a demo."""
    here = sources()
    asking = Identity(organization, (), Role.PARTICIPANT, participant_id)
    released = Released(here.client, addresses_in(here.settings), asking)
    try:
        items = released.items(Service.GOALS, f"participants/{participant_id}/supporters")
    except CairnError:
        return []
    return [item["supporter_id"] for item in items]


@st.cache_resource(show_spinner=False)
def _remembered() -> OrderedDict[str, Identity]:
    return OrderedDict()


def _remember(browser: str, chosen: Identity) -> None:
    if browser:
        _remembered()[browser] = chosen
        while len(_remembered()) > _MOST_REMEMBERED:
            _remembered().popitem(last=False)
