"""What to expect: a program in plain words, and what everybody in care can count on. It prints on two pages."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import streamlit as st

from services.dashboard import markup, theme
from services.dashboard.expect_queries import programs_of, read_program
from services.dashboard.expectations import Expectations, told_by
from services.dashboard.identity import Role
from services.dashboard.language import _, spoken
from services.dashboard.live import live
from services.dashboard.released import Refused, ServiceAway
from services.dashboard.story_markup import heading, items
from services.dashboard.visit import Visit
from services.dashboard.wording import expect as words
from services.dashboard.wording.names import named

LOOK_AGAIN = 30
"""Seconds: a program changes rarely, but the service that knows it may come back."""


def show(visit: Visit) -> None:
    """Raises StoreAway while it is not known which programs there are."""
    st.html(theme.PAPER)
    program = None
    with st.container(key="beside-the-summary"):
        if visit.identity.is_staff:
            programs = programs_of(visit)
            if programs:
                program = st.selectbox(_(words.WHICH), programs, format_func=named, key="program-to-expect")
        st.html(markup.block(markup.paragraph(_(words.PRINTS), "quiet")))
    _page(visit, program)


@live(every=LOOK_AGAIN)
def _page(visit: Visit, program: str | None) -> None:
    told, instead = None, None
    if visit.identity.is_staff and program is None:
        instead = _(words.NO_PROGRAM)
    else:
        try:
            told = told_by(read_program(visit, program), spoken().language)
        except ServiceAway:
            instead = _(words.AWAY)
        except Refused:
            instead = _(words.NOT_SHARED if visit.identity.role is Role.SUPPORTER else words.NO_PROGRAM)
    if told is not None and visit.identity.role is Role.SUPPORTER and visit.identity.supports:
        visit.record("expect", [visit.identity.supports])
    if instead is not None:
        st.info(instead)
    st.html(markup.block(_whole(visit.identity.role, told), "paper expect"))


def _whole(role: Role, told: Expectations | None) -> str:
    whom = words.written_for(role)
    return "".join(
        [
            heading(_(words.TITLE), 1),
            markup.paragraph(whom, "quiet") if whom else "",
            _of_program(told) if told else "",
            *(_part(_(title), map(_, sentences)) for title, sentences in words.SECTIONS),
        ]
    )


def _of_program(told: Expectations) -> str:
    other = words.not_in_your_language(told)
    described = "".join(map(markup.paragraph, told.paragraphs)) or markup.paragraph(_(words.NOTHING_SAID))
    prompts = items(list(map(markup.paragraph, told.prompts)), "")
    return "".join(
        [
            markup.paragraph(other, "quiet") if other else "",
            _in_its_language(told, heading(told.name, 2)),
            _in_its_language(told, described) if told.paragraphs else described,
            _part(_(words.RHYTHM), words.rhythm(told)),
            f"<section>{heading(_(words.PROMPTS), 2)}{_in_its_language(told, prompts)}</section>"
            if told.prompts
            else "",
        ]
    )


def _in_its_language(told: Expectations, inner: str) -> str:
    """What the program itself says, for whoever listens to it."""
    direction = "rtl" if told.right_to_left else "ltr"
    return f'<div lang="{escape(told.language)}" dir="{direction}">{inner}</div>'


def _part(title: str, sentences: Iterable[str]) -> str:
    return f"<section>{heading(title, 2)}{items([markup.paragraph(one) for one in sentences], '')}</section>"
