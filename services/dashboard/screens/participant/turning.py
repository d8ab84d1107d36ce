"""Long lists of the participant's page are turned, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import streamlit as st

from services.dashboard.language import _
from services.dashboard.wording import pages as words

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Turned(Generic[T]):
    """One page of a list of one person; `name` is the list's own."""

    name: str
    everything: Sequence[T]
    size: int

    @property
    def shown(self) -> Sequence[T]:
        """What stands on this page."""
        return self.everything[self._page * self.size : (self._page + 1) * self.size]

    @property
    def is_long(self) -> bool:
        """There is more than one page."""
        return len(self.everything) > self.size

    def show(self) -> None:
        """The ways to the pages before and after, where there are any."""
        if not self.is_long:
            return
        with st.container(horizontal=True, key=f"turn-{self.name}"):
            if self._page > 0:
                self._way(_(words.NEWER), ":material/arrow_upward:", self._page - 1)
            if self._page < self._last:
                self._way(_(words.OLDER), ":material/arrow_downward:", self._page + 1)

    def _way(self, label: str, icon: str, page: int) -> None:
        st.button(label, icon=icon, key=f"to-{page}-of-{self.name}", on_click=_turn, args=(self.name, page))

    @property
    def _page(self) -> int:
        kept: int = st.session_state.get(_kept_as(self.name), 0)
        return min(kept, self._last)

    @property
    def _last(self) -> int:
        return max(0, len(self.everything) - 1) // self.size


def _turn(name: str, page: int) -> None:
    st.session_state[_kept_as(name)] = page


def _kept_as(name: str) -> str:
    return f"page-of-{name}"
