"""Every view of a person is recorded: who looked, at whom, when and on which page."""

from __future__ import annotations

from datetime import datetime

import pytest

from services.dashboard.access_log import ACCESS_LOG, record_view
from services.dashboard.identity import Identity
from shared.runtime.store import BlockingDatabase, Document

pytestmark = pytest.mark.stack


def test_a_view_is_recorded_with_who_whom_when_and_where(
    own: BlockingDatabase[Document], harbour: Identity, now: datetime
) -> None:
    record_view(own, harbour, "caseload", ["p-1", "p-2"], now)
    (entry,) = own[ACCESS_LOG].find({}, {"_id": False})
    assert entry == {
        "at": now,
        "page": "caseload",
        "role": "coordinator",
        "organization": "northway",
        "by": "coordinator-1",
        "sites": ["harbour"],
        "subjects": ["northway/p-1", "northway/p-2"],
    }


def test_who_looked_at_somebody_is_found_by_an_index(
    own: BlockingDatabase[Document], harbour: Identity, now: datetime
) -> None:
    record_view(own, harbour, "participant", ["p-1"], now)
    about = own[ACCESS_LOG].find({"subjects": "northway/p-1"}, sort=[("at", -1)])
    stages = str(about.explain()["queryPlanner"]["winningPlan"])
    assert "IXSCAN" in stages
    assert "SORT" not in stages
