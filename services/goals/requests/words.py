"""People's own words in a command: kept as a note, by whose id everything else speaks of them."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from services.goals.notes import LONGEST_NOTE

Words = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_NOTE)]
"""What somebody said, in any language: kept as a note."""
