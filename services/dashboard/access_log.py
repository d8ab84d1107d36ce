"""Who looked at whom, when and on which page: one entry per view of a page.

An entry is written before anything is shown; a view that cannot be recorded does not take place.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from services.dashboard.identity import Identity
from shared.contracts.topics import subject_of
from shared.runtime.store import ASCENDING, DESCENDING, BlockingDatabase, Document, Index, store_errors

ACCESS_LOG = "access_log"
"""Collection in the dashboard's own database: `at`, `page`, `role`, `by` (a pseudonym), `organization`, `sites`, and
the `subjects` (`organization/participant_id`) of all whom the page showed."""

OWN_INDEXES = (Index(ACCESS_LOG, (("subjects", ASCENDING), ("at", DESCENDING))),)
"""For the question "who looked at my record, and when?"."""


def record_view(
    own: BlockingDatabase[Document], identity: Identity, page: str, participant_ids: Sequence[str], at: datetime
) -> None:
    """Record that `identity` was shown these participants on `page`. Raises StoreAway: then show nothing."""
    entry: Document = {
        "at": at,
        "page": page,
        "role": identity.role.value,
        "organization": identity.organization,
        "by": identity.id,
        "sites": list(identity.sites),
        "subjects": [subject_of(identity.organization, participant_id) for participant_id in participant_ids],
    }
    with store_errors():
        own[ACCESS_LOG].insert_one(entry)
