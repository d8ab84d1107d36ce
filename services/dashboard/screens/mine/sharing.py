"""Whom a participant shares with, and what each may see."""

from __future__ import annotations

import streamlit as st

from services.dashboard import markup, story_markup
from services.dashboard.language import _
from services.dashboard.live import live
from services.dashboard.released import Service
from services.dashboard.screens.mine.calm import calmly, quiet
from services.dashboard.visit import Visit
from services.dashboard.wording import mine as words
from services.dashboard.wording.names import isolated
from shared.contracts.codes import Shared

INVITED = "invited"
LOOK_AGAIN = 15


@live(every=LOOK_AGAIN)
def show(visit: Visit) -> None:
    """Those who are invited now."""
    quiet(_(words.YOU_DECIDE))
    with calmly(visit, "sharing"):
        theirs = f"participants/{visit.identity.id}/supporters"
        found = [one for one in visit.released.items(Service.GOALS, theirs) if one["status"] == INVITED]
        if not found:
            quiet(_(words.NO_SUPPORTERS))
            return
        entries = [
            markup.paragraph(isolated(one["supporter_id"]), "because")
            + markup.paragraph(words.shares([Shared(part) for part in one["may_see"]]))
            for one in found
        ]
        st.html(markup.block(story_markup.items(entries, "chapters"), "story"))
