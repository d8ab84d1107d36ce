"""Which list somebody looks at, and whose: chosen on the page, kept in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from services.dashboard.identity import Identity
from services.dashboard.language import _
from services.dashboard.today_queries import HAND, TOGETHER, WINS, Whose
from services.dashboard.visit import Visit
from services.dashboard.wording import today as words
from shared.contracts.codes import AttentionReason

LIST, WHOSE, PAGE, RESTING = "list", "whose", "page", "resting"
"""In the address."""
MOST_PAGES = 250
_DIGITS = 5
LISTS: Mapping[str, tuple[AttentionReason, ...]] = {"hand": HAND, "together": TOGETHER, "wins": WINS}
_FIRST = "hand"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an identity asked to see. `resting`: which page of those who rest; 0 while that is folded."""

    identity: Identity
    name: str
    whose: Whose
    page: int
    resting: int

    @property
    def reasons(self) -> tuple[AttentionReason, ...]:
        """Those of the list."""
        return LISTS[self.name]

    @property
    def is_first(self) -> bool:
        """The page as it opens, with a little of everything."""
        return self.name == _FIRST and self.page == 1


def from_address(identity: Identity) -> Wanted:
    """As the address says; what it does not say, or says strangely, is as at first."""
    name, whose = (st.query_params.get(part, "") for part in (LIST, WHOSE))
    return Wanted(
        identity,
        name if name in LISTS else _FIRST,
        Whose(whose) if whose in list(Whose) else Whose.EVERYBODYS,
        _number(PAGE) or 1,
        _number(RESTING),
    )


def choices(visit: Visit) -> None:
    """The controls."""
    wanted = from_address(visit.identity)
    with st.container(horizontal=True, key="choices"):
        st.segmented_control(
            _(words.LIST),
            list(LISTS),
            default=wanted.name,
            required=True,
            format_func=lambda name: _(words.LIST_NAMES[LISTS[name]]),
            key=LIST,
            wrap=True,
            on_change=_chosen,
            args=(LIST,),
        )
        st.segmented_control(
            _(words.WHOSE),
            list(Whose),
            default=wanted.whose,
            required=True,
            format_func=lambda whose: _(words.WHOSE_WORDS[whose]),
            key=WHOSE,
            on_change=_chosen,
            args=(WHOSE,),
        )


def turn(page: int) -> None:
    """To another page of the list."""
    say(PAGE, str(page) if page > 1 else None)


def turn_resting(page: int) -> None:
    """To a page of those who rest."""
    say(RESTING, str(page))


def say(part: str, value: str | None) -> None:
    """Put it into the address."""
    if value is None:
        st.query_params.pop(part, None)
    else:
        st.query_params[part] = value


def _chosen(part: str) -> None:
    chosen = st.session_state[part]
    say(part, None if chosen in (_FIRST, Whose.EVERYBODYS) else str(chosen))
    turn(1)


def _number(part: str) -> int:
    """The number of a page, 0 where the address names none."""
    said = st.query_params.get(part, "")
    return min(int(said), MOST_PAGES) if said.isascii() and said.isdecimal() and len(said) <= _DIGITS else 0
