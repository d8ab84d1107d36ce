"""Counts of a site, kept for a minute: many visitors of a site share one look at its people.

What is kept is named by organization and site, and whoever asks must be somebody who may see that site: `counts_of`
asks for the sites of an identity and for no other.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

import streamlit as st

from services.dashboard.identity import Identity, Place
from services.dashboard.program_queries import Counts, count_site
from services.dashboard.sources import sources

KEPT_FOR = 60
"""Seconds."""
_MOST_KEPT = 500


class Counted(NamedTuple):
    """The counts of one site by program, as of a moment."""

    at: datetime
    programs: Mapping[str | None, Counts]


def counts_of(identity: Identity, now: datetime) -> Mapping[str, Counted]:
    """By site, in the order of the alphabet, for each site of somebody who works there. Raises StoreAway."""
    sites = sorted(identity.sites) if identity.is_staff else ()
    return {site: _counted(identity.organization, site, now) for site in sites}


@st.cache_data(ttl=KEPT_FOR, max_entries=_MOST_KEPT, show_spinner=False)
def _counted(organization: str, site: str, _now: datetime) -> Counted:
    return Counted(_now, count_site(sources().scores, Place(organization, site), _now))
