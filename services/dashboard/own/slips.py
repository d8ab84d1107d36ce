"""A form that is being filled in: what was typed stays until it is recorded, and trying again is the same command."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import assert_never
from uuid import uuid4

import streamlit as st

from services.dashboard.identity import Identity
from services.dashboard.own.saying import Answer, Lacking, NotNow, Recorded, Saying, TurnedDown, send
from services.dashboard.visit import Visit


def _new_key() -> str:
    return uuid4().hex


@dataclass(frozen=True, slots=True)
class Slip:
    """`form` names what is filled in, another one once it is recorded; `key` is that of every try to send it."""

    identity: Identity
    form: str = field(default_factory=_new_key)
    key: str = field(default_factory=_new_key)
    answer: Answer | None = None

    def after(self, answer: Answer) -> Slip:
        """The slip once that was answered: empty when it is recorded, otherwise as it is."""
        match answer:
            case Recorded():
                return Slip(self.identity, answer=answer)
            case TurnedDown():
                return replace(self, key=_new_key(), answer=answer)
            case NotNow() | Lacking():
                return replace(self, answer=answer)
            case _:
                assert_never(answer)

    def of(self, part: str) -> str:
        """The name of a part of the form."""
        return f"{part}-{self.form}"


def slip(visit: Visit, name: str) -> Slip:
    """The visitor's slip of that name; another identity has another one."""
    kept = st.session_state.get(_place(name))
    if not isinstance(kept, Slip) or kept.identity != visit.identity:
        kept = Slip(visit.identity)
        st.session_state[_place(name)] = kept
    return kept


def send_filled_in(visit: Visit, name: str, read: Callable[[Slip], Saying | None]) -> None:
    """Send what `read` makes of the slip; None: it does not say anything yet."""
    filled_in = slip(visit, name)
    saying = read(filled_in)
    answer = send(visit.released, visit.identity.id, saying, filled_in.key) if saying else Lacking()
    st.session_state[_place(name)] = filled_in.after(answer)


def _place(name: str) -> str:
    return f"slip-{name}"
