"""Tables as a file for spreadsheets, in which nothing is a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a cell begins with that a spreadsheet would work out."""
_INVISIBLE = "\N{FIRST STRONG ISOLATE}\N{POP DIRECTIONAL ISOLATE}\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}"


def comma_separated(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with the mark that tells spreadsheets so. A cell that might be a formula has an apostrophe before it."""
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow([_as_text(cell) for cell in header])
    writer.writerows([_as_text(cell) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def _as_text(cell: str) -> str:
    # Marks of direction are for pages; in a file they would only hide what a cell begins with.
    plain = cell.translate(dict.fromkeys(map(ord, _INVISIBLE)))
    return f"'{plain}" if plain.lstrip(" ").startswith(FORMULA) else plain
