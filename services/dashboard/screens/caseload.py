"""Caseload: everybody at the visitor's sites, to search, filter and sort. What is asked stands in the address."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import datetime, timedelta

import streamlit as st

from services.dashboard import caseload_markup, in_place, markup
from services.dashboard.caseload_asked import NAMES, Asked, Heard, Sort, Turn, from_address, in_address, searchable
from services.dashboard.caseload_markup import Moment, Row
from services.dashboard.caseload_queries import LOOKS_THROUGH, Page, read_page
from services.dashboard.language import _
from services.dashboard.live import live, look_for_news, newest
from services.dashboard.released import Refused, Service, ServiceAway
from services.dashboard.visit import Visit
from services.dashboard.wording import caseload as words
from services.dashboard.wording import pages
from services.dashboard.wording.attention import because
from services.dashboard.wording.estimates import DISCLAIMER, Name
from services.dashboard.wording.participant import fresh, stands
from shared.contracts.codes import AttentionReason, EnrolmentStatus
from shared.contracts.estimates import TREND_WINDOW
from shared.contracts.read_models import Estimate, ScoresAsOf
from shared.contracts.vocabulary import Stage

PROGRAMS_KEPT_FOR = timedelta(minutes=5)
"""How long a visitor's own list of programs to choose from is not asked for again."""
_SHOWN = timedelta(days=TREND_WINDOW)
_NO_ID = "caseload-no-id"
_PROGRAMS = "caseload-programs"


def show(visit: Visit) -> None:
    """Raises StoreAway before anything about a person is shown."""
    st.html(caseload_markup.STYLE)
    st.title(_(pages.CASELOAD), anchor=False)
    said = (pages.where(visit.identity), _(DISCLAIMER))
    quiet = markup.block("".join(markup.paragraph(one, "quiet") for one in said))
    st.html(quiet + in_place.SCRIPT, unsafe_allow_javascript=True)
    _list(visit)


@live(every=None)
def _list(visit: Visit) -> None:
    asked = from_address(st.query_params.to_dict(), visit.identity)
    if asked is None:
        visit.record("caseload", [])
        st.info(_(words.NOTHING_OF_IT))
        st.button(_(words.SHOW_ALL), key="caseload-all", on_click=_say, args=(Asked(),))
        return
    page = _read(visit, asked)
    visit.record("caseload", [person.participant_id for person in page.people])
    look_for_news(visit, visit.now, _seen(page), lambda later: _seen(_read(later, asked)), _say_when)
    _controls(visit, asked)
    if filtered := words.filtered(asked):
        with st.container(horizontal=True, vertical_alignment="center", key="caseload-filtered"):
            _quiet(filtered)
            st.button(_(words.CLEAR), key="caseload-clear", on_click=_say, args=(Asked(sort=asked.sort),))
    if page.people:
        header = [_(name) for name in words.HEADER]
        rows = [_row(person, visit) for person in page.people]
        st.html(markup.block(caseload_markup.people(_(words.PEOPLE), header, rows)))
    else:
        st.info(_empty(asked, page))
    if page.cut_short:
        _quiet(words.looked_through(LOOKS_THROUGH))
    _turning(asked, page)


def _read(visit: Visit, asked: Asked) -> Page:
    return read_page(visit.sources.scores, visit.identity, asked, visit.now)


def _seen(page: Page) -> Hashable:
    return tuple(map(newest, page.people)), page.earlier, page.later, page.cut_short


def _say_when(visit: Visit) -> None:
    _quiet(fresh(visit.now))


def _controls(visit: Visit, asked: Asked) -> None:
    with st.container(key="caseload-filters"):
        _keep("search", asked.search or "")
        st.text_input(
            _(words.LABEL["search"]),
            key=_key("search"),
            placeholder=_(words.SEARCH_LIKE),
            max_chars=63,
            on_change=_searched,
            args=(visit,),
        )
        if len(visit.identity.sites) > 1:
            _choice(visit, asked, "site", visit.identity.sites)
        _choice(visit, asked, "program", _programs(visit, asked))
        _choice(visit, asked, "stage", list(Stage))
        _choice(visit, asked, "reason", list(AttentionReason))
        _choice(visit, asked, "heard", list(Heard))
        _choice(visit, asked, "status", list(EnrolmentStatus))
        _choice(visit, asked, "sort", list(Sort), everybody=False)
    if st.session_state.get(_NO_ID):
        _quiet(_(words.NO_ID))


def _choice(visit: Visit, asked: Asked, name: str, values: Sequence[str], *, everybody: bool = True) -> None:
    options = [*([None] if everybody else ()), *values]
    _keep(name, getattr(asked, name))
    st.selectbox(
        _(words.LABEL[name]),
        options,
        format_func=words.option,
        key=_key(name),
        placeholder=_(words.ANY),
        filter_mode=None,
        on_change=_chosen,
        args=(visit, name),
    )


def _turning(asked: Asked, page: Page) -> None:
    onwards = _(words.LOOK_FURTHER) if page.cut_short else _(words.NEXT)
    with st.container(horizontal=True, key="caseload-turning"):
        if asked.turn is not None:
            _turn(_(words.FIRST), asked, None, "first")
        if page.earlier is not None:
            _turn(_(words.BACK), asked, page.earlier, "earlier")
        if page.later is not None:
            _turn(onwards, asked, page.later, "later")


def _turn(label: str, asked: Asked, turn: Turn | None, name: str) -> None:
    st.button(label, key=f"caseload-{name}", on_click=_say, args=(asked.turned(turn),))


def _empty(asked: Asked, page: Page) -> str:
    if asked.turn is not None or page.cut_short:
        return _(words.NOBODY_FURTHER) if not page.cut_short else _(words.NO_MATCH_SO_FAR)
    if asked.filters:
        return _(words.NO_MATCH)
    return _(words.NOBODY_WITH_A_REASON) if asked.sort is Sort.REASON else _(pages.EMPTY_SITE)


def _row(person: ScoresAsOf, visit: Visit) -> Row:
    status = words.status(person)
    return Row(
        who=in_place.link(pages.title(person.participant_id), "participant", participant=person.participant_id),
        place=words.place(person),
        stage=(words.stage(person), *([status] if status else ())),
        reasons=[(because(item, person), stands(item, visit.identity)) for item in person.attention],
        heard=words.heard(person),
        estimates=[
            (name, words.stands(name, estimate), _moments(estimate, person.now))
            for name, estimate in ((Name.CONFIDENCE, person.self_efficacy), (Name.READINESS, person.readiness))
        ],
    )


def _moments(estimate: Estimate, now: datetime) -> list[Moment]:
    """The last 14 days, until now; nothing while too little is known."""
    if estimate.value is None:
        return []
    start = now - _SHOWN
    found = [(min(max((at - start) / _SHOWN, 0.0), 1.0), value) for at, value in estimate.recent]
    return [*found, (1.0, estimate.value)]


def _programs(visit: Visit, asked: Asked) -> list[str]:
    """To choose from: as the service for goals offers them; while it is away, only the one that is asked for."""
    kept = st.session_state.get(_PROGRAMS)
    if kept is None or kept[0] != visit.identity or visit.now - kept[1] > PROGRAMS_KEPT_FOR:
        try:
            items = visit.released.items(Service.GOALS, "programs", site=visit.identity.sites[0])
        except (ServiceAway, Refused):
            items = []
        kept = (visit.identity, visit.now, [item["program"] for item in items])
        st.session_state[_PROGRAMS] = kept
    also = [asked.program] if asked.program and asked.program not in kept[2] else []
    return [*kept[2], *also]


def _searched(visit: Visit) -> None:
    typed = st.session_state[_key("search")]
    begins = searchable(typed)
    st.session_state[_NO_ID] = bool(typed.strip()) and begins is None
    _change(visit, "search", begins)


def _chosen(visit: Visit, name: str) -> None:
    _change(visit, name, st.session_state[_key(name)])


def _change(visit: Visit, name: str, value: str | None) -> None:
    asked = from_address(st.query_params.to_dict(), visit.identity) or Asked()
    _say(asked.other(**{name: value}))


def _say(asked: Asked) -> None:
    """Into the address, beside what is not ours, such as the language."""
    others = {name: value for name, value in st.query_params.to_dict().items() if name not in NAMES}
    st.query_params.from_dict({**others, **in_address(asked)})


def _keep(name: str, value: str | None) -> None:
    """A control shows what the address says, also after "back"; left alone when it does: somebody may be typing."""
    if st.session_state.get(_key(name), ...) != value:
        st.session_state[_key(name)] = value


def _key(name: str) -> str:
    return f"caseload-{name}"


def _quiet(text: str) -> None:
    st.html(markup.block(markup.paragraph(text, "quiet")))
