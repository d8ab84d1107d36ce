"""What a participant can say on their own pages: that an estimate does not fit, new ruler answers, "contact me".

What was typed stays until it is recorded. What is recorded shows at once: it is read back from who records it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import streamlit as st

from services.dashboard import markup, story_markup
from services.dashboard.language import _
from services.dashboard.live import live
from services.dashboard.own.earlier import SaidEarlier, said_earlier, waits_since
from services.dashboard.own.saying import (
    MOST_WORDS,
    Answered,
    DoesNotFit,
    PleaseContactMe,
    Recorded,
    Saying,
    ShortCheckIn,
)
from services.dashboard.own.slips import Slip, send_filled_in, slip
from services.dashboard.released import Refused, ServiceAway
from services.dashboard.screens.mine.calm import calmly, quiet
from services.dashboard.visit import Visit
from services.dashboard.wording import mine as words
from services.dashboard.wording.names import whole
from shared.contracts.codes import EstimateName, Feels
from shared.contracts.vocabulary import RulerKind

MOST_EARLIER = 3
FROM_0_TO_10 = range(11)
_KINDS = tuple(words.RULERS)


@live(every=None)
def does_not_fit(visit: Visit, estimate: EstimateName) -> None:
    """The form for one estimate, and what they said of it before."""
    name = f"fit-{estimate.value}"
    mine = slip(visit, name)
    with st.expander(_(words.FIT)):
        quiet(_(words.YOU_KNOW))
        with st.form(name, border=False):
            st.radio(
                _(words.HOW_IS_IT),
                list(Feels),
                index=None,
                format_func=lambda one: _(words.FEELS[one]),
                key=mine.of("feels"),
            )
            _own_words(mine, words.WORDS)
            st.form_submit_button(
                _(words.SEND), on_click=send_filled_in, args=(visit, name, _fit_of(estimate)), key=f"send-{name}"
            )
    _came_of(mine, words.FIT)
    if isinstance(mine.answer, Recorded):
        st.html(markup.block(markup.places(_(words.ANEW), [(_(words.ANEW), words.PLACES[words.CHECK_IN])])))
    _earlier(visit, name, lambda one: one.estimate is estimate)


@live(every=None)
def check_in(visit: Visit) -> None:
    """Rulers to answer anew; what makes it that much is asked once there is a number."""
    mine = slip(visit, "check-in")
    quiet(_(words.RULERS_HELP))
    with st.container(key="own-rulers"):
        for kind in _KINDS:
            value = st.pills(_(words.RULERS[kind]), FROM_0_TO_10, format_func=whole, key=mine.of(kind.value))
            if value is not None:
                asked = words.why(value)
                st.text_input(asked, max_chars=MOST_WORDS, help=_(words.WORDS_ARE_READ), key=_why(mine, kind))
        st.button(_(words.SEND_CHECK_IN), on_click=send_filled_in, args=(visit, "check-in", _rulers))
    _came_of(mine, words.CHECK_IN)


@live(every=None)
def contact(visit: Visit) -> None:
    """Asking for help, whenever they want; while a request waits, adding to it."""
    mine = slip(visit, "contact")
    quiet(_(words.COURAGE))
    if since := _waits_since(visit):
        st.html(markup.block(markup.paragraph(words.waits(since, visit.now))))
        with st.expander(_(words.ADD)):
            _contact_form(visit, mine, words.SEND, _more)
    else:
        _contact_form(visit, mine, words.CONTACT, _request)
    _came_of(mine, words.CONTACT)
    _earlier(visit, "contact", lambda one: one.estimate is None)


def _contact_form(visit: Visit, mine: Slip, send: str, read: Callable[[Slip], Saying | None]) -> None:
    with st.form("contact", border=False):
        _own_words(mine, words.WORDS, _(words.CONTACT_LIKE))
        st.form_submit_button(_(send), on_click=send_filled_in, args=(visit, "contact", read), key="send-contact")


def _waits_since(visit: Visit) -> datetime | None:
    """None when checkins cannot say so just now, too: whoever then asks again is told."""
    try:
        return waits_since(visit.released)
    except (ServiceAway, Refused):
        return None


def _fit_of(estimate: EstimateName) -> Callable[[Slip], Saying | None]:
    def read(mine: Slip) -> Saying | None:
        feels = st.session_state.get(mine.of("feels"))
        return DoesNotFit(estimate, Feels(feels), _typed(mine)) if feels else None

    return read


def _rulers(mine: Slip) -> Saying | None:
    values = {kind: st.session_state.get(mine.of(kind.value)) for kind in _KINDS}
    answers = [
        Answered(kind, value, st.session_state.get(_why(mine, kind)) or "")
        for kind, value in values.items()
        if value is not None
    ]
    return ShortCheckIn(tuple(answers)) if answers else None


def _request(mine: Slip) -> Saying | None:
    return PleaseContactMe(_typed(mine))


def _more(mine: Slip) -> Saying | None:
    return PleaseContactMe(_typed(mine)) if _typed(mine).strip() else None


def _typed(mine: Slip) -> str:
    return st.session_state.get(mine.of("words")) or ""


def _why(mine: Slip, kind: RulerKind) -> str:
    return mine.of(f"why-{kind.value}")


def _own_words(mine: Slip, marked: str, like: str | None = None) -> None:
    st.text_area(
        _(marked), max_chars=MOST_WORDS, placeholder=like, help=_(words.WORDS_ARE_READ), key=mine.of("words")
    )


def _came_of(mine: Slip, what: str) -> None:
    if mine.answer is not None:
        said = markup.paragraph(words.came_of(mine.answer, what), "answer")
        st.html(f'<div role="status">{markup.block(said)}</div>')


def _earlier(visit: Visit, part: str, wanted: Callable[[SaidEarlier], bool]) -> None:
    with calmly(visit, part):
        found = [one for one in said_earlier(visit.released) if wanted(one)][:MOST_EARLIER]
        if found:
            entries = [_said(one, visit) for one in found]
            st.html(markup.block(story_markup.items(entries, "plain"), "story"))


def _said(one: SaidEarlier, visit: Visit) -> str:
    told = (
        words.asked_for_contact(one.at, visit.now)
        if one.estimate is None
        else words.said_of_estimate(one.feels, one.at, visit.now)
    )
    return story_markup.own_words(told, one.words) if one.words else markup.paragraph(told, "quiet")
