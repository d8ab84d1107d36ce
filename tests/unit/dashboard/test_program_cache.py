"""What is kept of a site is never given to somebody who may not see it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from services.dashboard import program_cache
from services.dashboard.identity import Identity, Place, Role
from services.dashboard.program_cache import counts_of
from services.dashboard.program_queries import Counts
from shared.contracts.codes import EnrolmentStatus

NOW = datetime(2026, 3, 20, 9, 30, tzinfo=UTC)
PEOPLE = {Place("northway", "harbour"): 12, Place("northway", "hillside"): 20, Place("elsewhere", "harbour"): 40}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Place]]:
    """The sites that the database was asked about."""
    places: list[Place] = []

    def count(scores: None, place: Place, now: datetime) -> Mapping[str, Counts]:
        places.append(place)
        return {"walking": Counts(status=Counter({EnrolmentStatus.ENROLLED: PEOPLE[place]}))}

    monkeypatch.setattr(program_cache, "count_site", count)
    monkeypatch.setattr(program_cache, "sources", lambda: SimpleNamespace(scores=None))
    program_cache._counted.clear()
    yield places
    program_cache._counted.clear()


def seen_by(identity: Identity) -> dict[str, int]:
    return {site: one.programs["walking"].people for site, one in counts_of(identity, NOW).items()}


def test_each_sees_the_sites_of_their_own_organization(asked: list[Place]) -> None:
    first = Identity("northway", ("hillside", "harbour"), Role.COORDINATOR, "coordinator-1")
    second = Identity("elsewhere", ("harbour",), Role.COORDINATOR, "coordinator-1")
    assert seen_by(first) == {"harbour": 12, "hillside": 20}
    assert list(counts_of(first, NOW)) == ["harbour", "hillside"]
    assert seen_by(second) == {"harbour": 40}


def test_two_of_one_site_share_one_look(asked: list[Place]) -> None:
    for role in (Role.COORDINATOR, Role.CLINICIAN):
        assert seen_by(Identity("northway", ("harbour",), role, "somebody")) == {"harbour": 12}
    assert asked == [Place("northway", "harbour")]


@pytest.mark.parametrize("role", [Role.PARTICIPANT, Role.SUPPORTER, Role.OPERATOR])
def test_nobody_else_sees_a_site_whatever_is_kept_of_it(role: Role, asked: list[Place]) -> None:
    seen_by(Identity("northway", ("harbour",), Role.COORDINATOR, "coordinator-1"))
    assert seen_by(Identity("northway", ("harbour",), role, "somebody")) == {}
