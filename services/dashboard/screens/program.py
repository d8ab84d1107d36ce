"""Program: how the people of each program fare at each site of the visitor, as groups and never one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import streamlit as st

from services.dashboard import markup, program_markup
from services.dashboard.language import _
from services.dashboard.live import live
from services.dashboard.program_cache import KEPT_FOR, Counted, counts_of
from services.dashboard.program_figures import Sheet, sheet
from services.dashboard.spreadsheet import comma_separated
from services.dashboard.visit import Visit
from services.dashboard.wording import pages
from services.dashboard.wording import program as words
from services.dashboard.wording.names import named, whole

Sheets = Mapping[str, Sequence[tuple[str | None, Sheet | None]]]
"""By site: each program, and what may be shown of it."""


def show(visit: Visit) -> None:
    """Nobody is shown one by one, so nobody is put into the access log."""
    visit.record("program", ())
    st.html(program_markup.STYLE)
    st.title(_(words.TITLE), anchor=False)
    _quiet(pages.where(visit.identity))
    _sites(visit)


@live(every=KEPT_FOR)
def _sites(visit: Visit) -> None:
    found = counts_of(visit.identity, visit.now)
    sheets = {site: _sheets(one) for site, one in found.items()}
    oldest = min((one.at for one in found.values()), default=visit.now)
    _quiet(words.counted_at(oldest.astimezone(visit.now.tzinfo)))
    _quiet(words.small_groups())
    for site, programs in sheets.items():
        st.header(named(site), anchor=False)
        if not programs:
            st.info(_(words.EMPTY_SITE))
        for program, shown in programs:
            st.subheader(words.heading(program), anchor=False)
            if shown is None:
                _quiet(words.few_people())
            else:
                _quiet(words.people(shown.people))
                st.html(program_markup.tables(words.tables(shown)))
    if any(sheets.values()):
        header = [_(name) for name in words.FILE_HEADER]
        st.download_button(
            _(words.DOWNLOAD),
            comma_separated(header, _lines(sheets)),
            words.FILE,
            "text/csv",
            icon=":material/download:",
            on_click="ignore",
        )


def _sheets(one: Counted) -> Sequence[tuple[str | None, Sheet | None]]:
    """By the programs' names, never by how they fare."""
    return [(program, sheet(program, one.programs[program])) for program in sorted(one.programs, key=str)]


def _lines(sheets: Sheets) -> Iterator[Sequence[str]]:
    """Exactly what the page shows: a line for each row, and for each table or program of which nothing is shown."""
    for site, programs in sheets.items():
        for program, shown in programs:
            names = (named(site), words.heading(program))
            if shown is None:
                yield *names, "", "", words.few_people()
                continue
            yield *names, _(words.PEOPLE), _(words.EVERYBODY), whole(shown.people)
            for table in words.tables(shown):
                for row in table.rows:
                    yield *names, table.title, row.group, row.said
                if not table.rows:
                    yield *names, table.title, "", table.about


def _quiet(text: str) -> None:
    st.html(markup.block(markup.paragraph(text, "quiet")))
