"""What can be done about a person's reasons, as two buttons beside them, and what came of it, above them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

import streamlit as st

from services.dashboard import markup
from services.dashboard.acting.commands import Command, Form, GiveBack, Take
from services.dashboard.acting.desk import Desk
from services.dashboard.acting.sending import send
from services.dashboard.language import _
from services.dashboard.visit import Visit
from services.dashboard.wording import acting as words
from shared.contracts.attention import Attention

_DESK = "acting-desk"
OPENED = "acting-opened"
"""In the session's state: the form that is open, if any."""
_TO_OPEN = "acting-to-open"


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom it is about, at which of the visitor's sites, and their reasons as they are shown."""

    participant_id: str
    site: str
    attention: tuple[Attention, ...] = ()

    @property
    def standing(self) -> tuple[Attention, ...]:
        """The reasons that do not rest."""
        return tuple(item for item in self.attention if item.rests_until is None)


@dataclass(frozen=True, slots=True)
class Opened:
    """A form about somebody. `key`: of every try to send it, so that nothing is recorded twice."""

    subject: Subject
    form: Form
    key: str


def desk(visit: Visit) -> Desk:
    """The desk of the visitor; another identity has another one."""
    kept = st.session_state.get(_DESK)
    return kept if isinstance(kept, Desk) and kept.identity == visit.identity else Desk(visit.identity)


def keep(one: Desk) -> None:
    """Remember it for this session."""
    st.session_state[_DESK] = one


def as_told(visit: Visit, participant_id: str, attention: tuple[Attention, ...]) -> tuple[Attention, ...]:
    """Their reasons, with what was done about them a moment ago."""
    return desk(visit).as_told(participant_id, attention, visit.now)


def told(visit: Visit, participant_id: str) -> str:
    """What came of the last thing that the visitor did about the participant, for a minute, as HTML; else nothing."""
    answer = desk(visit).answer(participant_id, visit.now)
    if answer is None:
        return ""
    return f'<div role="status">{markup.paragraph(words.came_of(answer), "answer")}</div>'


def offer(visit: Visit, subject: Subject, *, where: str = "") -> None:
    """See to it, or give it back; and the forms: one or two elements of the row that it is called in.

    `where` tells apart two places of a page with the same person.
    """
    me = visit.identity.id
    free = tuple(item for item in subject.standing if item.owner is None)
    mine = tuple(item for item in subject.attention if item.owner == me)
    taking = tuple(Take(item.reason, item.since) for item in free)
    giving_back = tuple(GiveBack(item.reason, item.since) for item in mine)
    name = f"{where}-{subject.participant_id}"
    if taking:
        _button(visit, subject, words.TAKE, taking, f"take-{name}")
    elif giving_back:
        _button(visit, subject, words.GIVE_BACK, giving_back, f"give-{name}")
    key = f"more-{name}"
    st.menu_button(
        _(words.MORE),
        list(Form) if subject.standing else [Form.OUTREACH, Form.AFFIRMATION],
        format_func=words.form,
        key=key,
        type="tertiary",
        on_click=_open,
        args=(visit, subject, key),
    )
    if st.session_state.pop(_TO_OPEN, False):
        st.rerun()  # the form belongs to the whole page: within a part that looks again it would go with it


def _button(visit: Visit, subject: Subject, marked: str, commands: tuple[Command, ...], key: str) -> None:
    st.button(_(marked), key=key, on_click=_clicked, args=(visit, subject, commands))


def _clicked(visit: Visit, subject: Subject, commands: tuple[Command, ...]) -> None:
    mine = desk(visit)
    key = mine.key_for(subject.participant_id, commands)
    keep(mine)
    answer = send(visit.released, subject.site, subject.participant_id, commands, key)
    keep(mine.after(subject.participant_id, commands, answer, visit.later().now))


def _open(visit: Visit, subject: Subject, key: str) -> None:
    form = st.session_state[key]
    if form is not None:
        st.session_state[OPENED] = Opened(subject, Form(form), uuid4().hex)
        st.session_state[_TO_OPEN] = True
