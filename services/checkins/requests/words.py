"""People's own words in a command: kept as a note, by whose id everything else speaks of them."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from services.checkins.notes import LONGEST_NOTE


def says_something(text: str) -> str:
    """The text. Raises an error for pydantic when there is nothing in it but white space."""
    if not text.strip():
        raise PydanticCustomError("blank", "says nothing: write a few words, or leave the field out")
    return text


Words = Annotated[
    str,
    StringConstraints(min_length=1, max_length=LONGEST_NOTE),
    AfterValidator(says_something),
    Field(json_schema_extra={"pattern": r"\S"}, description="In somebody's own words; kept as a note."),
]
"""What somebody said, in any language: kept as a note, exactly as it was written."""
