"""The session brief: one page before a conversation, composed from what the record holds and from nothing else.

Pure: `Known` is what is known, `compose` makes the page of it, `told` reads what services release. Every sentence
names the events it follows from and the rule that found it; people's own words are quoted, never said differently.
To add a rule: write it, put it into the list of its part, and give it its words in `wording/brief.py`.
"""

from services.dashboard.brief.composing import PARTS, TO_BUILD_ON, Brief, Part, compose
from services.dashboard.brief.known import Heard, Known
from services.dashboard.sentences import Piece, Quoted, Sentence

__all__ = [
    "PARTS",
    "TO_BUILD_ON",
    "Brief",
    "Heard",
    "Known",
    "Part",
    "Piece",
    "Quoted",
    "Sentence",
    "compose",
]
