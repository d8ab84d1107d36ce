"""Whom a participant shares with, and what each may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import streamlit as st
from pydantic import TypeAdapter

from services.dashboard import markup, story_markup
from services.dashboard.language import _
from services.dashboard.live import live
from services.dashboard.released import Service
from services.dashboard.screens.mine.calm import calmly, quiet
from services.dashboard.visit import Visit
from services.dashboard.wording import mine as words
from services.dashboard.wording import own_supporters
from shared.contracts.codes import Shared

INVITED = "invited"


@dataclass(frozen=True, slots=True)
class Supporter:
    """Somebody who is invited, as goals tells it; `since`: when the newest invitation was said."""

    supporter_id: str
    may_see: Sequence[Shared]
    since: datetime


read_supporter = TypeAdapter(Supporter).validate_python
LOOK_AGAIN = 15


@live(every=LOOK_AGAIN)
def show(visit: Visit) -> None:
    """Those who are invited now."""
    quiet(_(words.YOU_DECIDE))
    with calmly(visit, "sharing"):
        theirs = f"participants/{visit.identity.id}/supporters"
        found = [
            read_supporter(one) for one in visit.released.items(Service.GOALS, theirs) if one["status"] == INVITED
        ]
        if not found:
            quiet(_(words.NO_SUPPORTERS))
            return
        st.html(markup.block(story_markup.items(told(found, visit.now), "chapters"), "story"))


def told(found: Sequence[Supporter], now: datetime) -> list[str]:
    """Each of them: since when, and what they may see."""
    shorts = own_supporters.short_forms(one.supporter_id for one in found)
    return [
        markup.paragraph(own_supporters.supporter(one.since, now, shorts.get(one.supporter_id)), "because")
        + markup.paragraph(words.shares(one.may_see))
        for one in found
    ]
