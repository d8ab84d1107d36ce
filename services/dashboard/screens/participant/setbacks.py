"""Setbacks with their plan and recovery, on the participant's page."""

from __future__ import annotations

import streamlit as st

from services.dashboard import markup, story_markup, theme
from services.dashboard.language import _
from services.dashboard.screens.participant.calm import away_since
from services.dashboard.screens.participant.goals import own, plan_in_words
from services.dashboard.screens.participant.turning import Turned
from services.dashboard.story.setbacks import Learning
from services.dashboard.story_reading import Asking
from services.dashboard.visit import Visit
from services.dashboard.wording import setbacks as words
from shared.contracts.read_models import ScoresAsOf

ON_A_PAGE = 5


def show(visit: Visit, person: ScoresAsOf, site: str) -> None:
    """The newest first. While a service is away, all that the record holds. Raises Refused and StoreAway."""
    found, away = Asking(visit, person.participant_id, site).learnings_as_far_as_told()
    missing = {service: away_since(visit, service) for service in away}
    turned = Turned(f"setbacks-{person.participant_id}", found, ON_A_PAGE)

    st.html(theme.STORY)
    if not found:
        st.html(markup.block(markup.paragraph(_(words.NO_SETBACKS), "quiet")))
        return
    for service, since in missing.items():
        st.info(words.without_words(service, since, visit.now))
    back = sum(one.recovered_at is not None for one in found)
    st.html(
        markup.block(
            markup.paragraph(_(words.MEANING), "quiet")
            + (markup.paragraph(words.ways_back(back), "because") if back else "")
            + story_markup.items((_setback(one, person, visit) for one in turned.shown), "setbacks"),
            "story",
        )
    )
    turned.show()


def _setback(one: Learning, person: ScoresAsOf, visit: Visit) -> str:
    talked = words.talked(one, person.open_setbacks)
    return "".join(
        [
            story_markup.heading(_(words.KIND[one.kind]), 3),
            markup.paragraph(words.when(one, visit.now), "quiet"),
            *map(markup.paragraph, words.told(one)),
            plan_in_words(_(words.THE_PLAN), one.plan) if one.plan else "",
            own(_(words.LEARNED), one.learned),
            markup.paragraph(words.recovery(one, visit.now), "because" if one.recovered_at else "quiet"),
            markup.paragraph(talked, "quiet") if talked else "",
        ]
    )
