"""What a look at Today found; the last one is kept, so that it can be shown on while the database is away."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import streamlit as st

from services.dashboard.identity import Identity
from services.dashboard.live import newest
from services.dashboard.screens.today.asked import LISTS, Wanted
from services.dashboard.today_queries import GLANCE, TOGETHER, WINS, Listed, News, Today
from services.dashboard.visit import Visit
from shared.contracts.codes import AttentionReason, SnoozeReason

_KEPT = "today-morning"
_NOTHING = Listed((), more=False)


@dataclass(frozen=True, slots=True)
class Morning:
    """As of `now`. `counts`: how many people each list holds. `together`, `wins`, `news`: only beside the first page.
    `resting`, `rest_because`: not until somebody wants to see it. `nobody`: there is nobody at the sites at all.
    """

    now: datetime
    wanted: Wanted
    listed: Listed
    counts: Mapping[tuple[AttentionReason, ...], int]
    together: Listed = _NOTHING
    wins: Listed = _NOTHING
    news: News | None = None
    resting: Listed | None = None
    rest_because: Mapping[tuple[str, AttentionReason], SnoozeReason] = field(default_factory=dict)
    nobody: bool = False

    @property
    def seen(self) -> Hashable:
        """What is shown is another only when this is another."""
        lists = (self.listed, self.together, self.wins, self.resting or _NOTHING)
        news = (self.news.heard, self.news.joined, self.news.count) if self.news else ((), (), 0)
        return (
            tuple(self.counts.values()),
            tuple((tuple(map(newest, one.people)), one.more) for one in lists),
            (tuple(map(newest, news[0])), tuple(map(newest, news[1])), news[2]),
            tuple(self.rest_because.items()),
            self.nobody,
        )

    def everybody(self) -> list[str]:
        """All whom the page shows, once each."""
        lists = (self.listed, self.together, self.wins, self.resting or _NOTHING)
        shown = [person for one in lists for person in one.people]
        news = [*self.news.heard, *self.news.joined] if self.news else []
        return list(dict.fromkeys(person.participant_id for person in (*shown, *news)))


def read(visit: Visit, wanted: Wanted) -> Morning:
    """Look, and keep what was found. Raises StoreAway."""
    today = Today(visit.sources.scores, visit.identity, visit.now)
    counts = {reasons: today.count(reasons) for reasons in LISTS.values()}
    listed = today.listed(wanted.reasons, wanted.whose, wanted.page)
    if wanted.is_first:
        resting = today.resting(wanted.resting) if wanted.resting else None
        found = Morning(
            visit.now,
            wanted,
            listed,
            counts,
            today.listed(TOGETHER, wanted.whose, size=GLANCE),
            today.listed(WINS, wanted.whose, size=GLANCE),
            today.news(),
            resting,
            today.why_they_rest(resting.people) if resting else {},
            nobody=not any(counts.values()) and not today.anybody(),
        )
    else:
        found = Morning(visit.now, wanted, listed, counts)
    st.session_state[_KEPT] = found
    return found


def kept(identity: Identity, wanted: Wanted) -> Morning | None:
    """What the same identity was shown last under the same address."""
    found = st.session_state.get(_KEPT)
    return found if isinstance(found, Morning) and found.wanted == wanted and wanted.identity == identity else None
