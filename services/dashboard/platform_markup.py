"""The services as sheets of HTML, side by side; what is well and what is not is said in words, with a mark beside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Final

from services.dashboard import markup
from services.dashboard.language import _
from services.dashboard.platform_queries import Answer, Seen
from services.dashboard.story_markup import heading, items
from services.dashboard.wording import platform as words

STYLE: Final = Path(__file__).with_name("platform.css")
_WELL, _UNWELL = "\N{CHECK MARK}", "\N{BLACK RIGHT-POINTING TRIANGLE}"


def services(seen: Sequence[Seen], now: datetime) -> str:
    """Every service at this look."""
    return markup.block("".join(_service(one, now) for one in seen), "platform")


def meanings() -> str:
    """What each figure means, and what to do when it stands still."""
    told = "".join(
        f"<dt>{escape(_(figure))}</dt><dd>{escape(_(means))}</dd><dd class='quiet'>{escape(_(to_do))}</dd>"
        for figure, means, to_do in words.EXPLAINED
    )
    return markup.block(f"<dl>{told}</dl>", "meanings")


def _service(seen: Seen, now: datetime) -> str:
    well = seen.answer is not None and seen.answer.is_well
    state = f'<span class="state{"" if well else " unwell"}">{escape(words.state(seen))}</span>'
    inner = markup.paragraph(words.away(seen, now)) if seen.answer is None else _answer(seen.answer, now)
    return f"<section><h2><span>{escape(_(words.NAME[seen.service]))}</span>{state}</h2>{inner}</section>"


def _answer(answer: Answer, now: datetime) -> str:
    figures = answer.figures
    rows = [row for one in figures.consumers for row in words.consumer(one)]
    rows += [words.outbox(one) for one in figures.outboxes]
    if figures.projections is not None:
        rows.append(words.projections(figures.projections, now))
    header = [_(name) for name in words.HEADER]
    return "".join(
        [
            markup.table(_(words.FIGURES), header, rows),
            heading(_(words.CHECKS), 3),
            items([_check(what, said) for what, said in words.checks(answer.checks)]),
            _put_aside(answer) if figures.consumers else "",
        ]
    )


def _check(what: str, said: str | None) -> str:
    """A check; what the service says about it is English, as in its log."""
    mark = f'<span class="mark" aria-hidden="true">{_UNWELL if said else _WELL}</span>'
    state = _(words.LOOK if said else words.WELL)
    sentence = f'<div class="quiet" lang="en" dir="ltr">{escape(said)}</div>' if said else ""
    return f'{mark}{escape(what)}: <span class="quiet">{escape(state)}</span>{sentence}'


def _put_aside(answer: Answer) -> str:
    letters = answer.figures.dead_letters
    if not letters:
        return heading(_(words.DEAD_LETTERS), 3) + markup.paragraph(_(words.NO_DEAD_LETTERS))
    header = [_(name) for name in words.DEAD_HEADER]
    return heading(_(words.DEAD_LETTERS), 3) + markup.table("", header, map(words.dead_letter, letters))
