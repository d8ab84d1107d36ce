"""Who looked at a participant's record, and when: told to the participant alone, from the dashboard's access log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.dashboard.access_log import ACCESS_LOG
from services.dashboard.identity import Identity, Role
from shared.contracts.topics import subject_of
from shared.runtime.store import DESCENDING, BlockingDatabase, Document, store_errors

LOOKS_ON_A_PAGE = 20
MOST_PAGES = 500
_NEWEST_FIRST = [("at", DESCENDING)]


@dataclass(frozen=True, slots=True)
class Looked:
    """Somebody was shown the participant on a page. `by`: their pseudonym."""

    at: datetime
    page: str
    role: Role
    by: str


@dataclass(frozen=True, slots=True)
class LooksPage:
    """Looks, the newest first, and whether there are older ones."""

    looks: Sequence[Looked]
    older: bool


def read_looks(own: BlockingDatabase[Document], identity: Identity, page: int = 1) -> LooksPage:
    """Page 1, 2, ... of who looked at this participant; nothing for anybody in another role. Raises StoreAway."""
    if identity.role is not Role.PARTICIPANT:
        return LooksPage((), older=False)
    theirs = {"subjects": subject_of(identity.organization, identity.id)}
    start = LOOKS_ON_A_PAGE * (min(page, MOST_PAGES) - 1)
    # Never the other subjects of the same view: whoever stood on the same list is nobody's business.
    fields = {"_id": False, "at": True, "page": True, "role": True, "by": True}
    with store_errors():
        log = own[ACCESS_LOG].find(theirs, fields, sort=_NEWEST_FIRST, skip=start, limit=LOOKS_ON_A_PAGE + 1)
        found = [Looked(one["at"], one["page"], Role(one["role"]), one["by"]) for one in log]
    shown = found[:LOOKS_ON_A_PAGE]
    return LooksPage(shown, len(found) > LOOKS_ON_A_PAGE)
