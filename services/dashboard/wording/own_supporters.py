"""How a participant reads of those whom they invited: nobody has a name here, and an id says nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from services.dashboard.language import _
from services.dashboard.wording.moments import day, day_of
from services.dashboard.wording.names import isolated

SHORTEST = 4
"""Characters of an id that are shown at the least, where any are."""


def short_forms(ids: Iterable[str]) -> Mapping[str, str]:
    """How each id begins, as far as it takes to tell them apart; nothing while there is only one."""
    several = set(ids)
    if len(several) < 2:
        return {}
    longest = max(map(len, several))
    enough = (length for length in range(SHORTEST, longest) if len({one[:length] for one in several}) == len(several))
    length = next(enough, longest)
    return {one: one[:length] for one in several}


def supporter(since: datetime, now: datetime, short: str | None = None) -> str:
    """Somebody who is invited now; `since`: when the newest invitation was said, which says what they may see."""
    on = day(day_of(since, now))
    if short is None:
        return _("A supporter, by your invitation of {day}").format(day=on)
    return _("A supporter ({id}), by your invitation of {day}").format(id=isolated(short), day=on)


def looked(short: str | None = None) -> str:
    """Who it was that looked."""
    if short is None:
        return _("a supporter whom you invited")
    return _("a supporter whom you invited ({id})").format(id=isolated(short))
