"""The language of the pages: everybody's own to choose, and kept in the address."""

from __future__ import annotations

import streamlit as st

from services.dashboard.language import LANGUAGES, closest, right_to_left, speaking

LANGUAGE = "lang"
"""The name of the language in the address."""


def chosen_language() -> str:
    """The language of the visitor: as the address says, as they chose, else the one their browser asks for."""
    asked = st.query_params.get(LANGUAGE) or st.session_state.get(LANGUAGE)
    return str(asked) if asked in LANGUAGES else closest(st.context.locale)


def pick_language() -> str:
    """Show the languages and return the chosen one. From then on it stands in the address, unless the browser asks
    for it anyway.
    """
    tags = list(LANGUAGES)
    with st.sidebar:
        picked = st.selectbox(
            "Language / اللغة",
            tags,
            index=tags.index(chosen_language()),
            format_func=LANGUAGES.__getitem__,
            key="language",
        )
        chosen = picked or tags[0]
        st.html(_document(chosen), unsafe_allow_javascript=True)
    st.session_state[LANGUAGE] = chosen
    if chosen != closest(st.context.locale) or LANGUAGE in st.query_params:
        st.query_params[LANGUAGE] = chosen
    return chosen


def in_the_address() -> dict[str, str]:
    """What a link must carry so that a page that it opens elsewhere speaks the same language."""
    return {LANGUAGE: chosen_language()} if LANGUAGE in st.query_params else {}


def _document(tag: str) -> str:
    """Tells the browser the language and direction of the whole document, for whoever listens to it."""
    with speaking(tag):
        direction = "rtl" if right_to_left() else "ltr"
    return f'<script>Object.assign(document.documentElement, {{ lang: "{tag}", dir: "{direction}" }})</script>'
