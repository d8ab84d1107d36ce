"""What the session brief asks: the projection, the services on behalf of the visitor, and which events it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from services.dashboard.brief.known import Known
from services.dashboard.brief.told import RECORDED, RECORDS, OfCheckins, OfGoals, known
from services.dashboard.queries import find_participant
from services.dashboard.released import Released, Service, ServiceAway
from services.dashboard.visit import Visit
from shared.contracts.envelope import CareEvent, read_journaled
from shared.contracts.events import TYPE_RANK
from shared.contracts.read_models import JOURNAL, ScoresAsOf
from shared.contracts.topics import subject_of
from shared.runtime.store import DESCENDING, BlockingDatabase, Document, store_errors

MOST_RECORDED = 2_000
"""Events of the types RECORDED that are read, the newest first; a goal that is older than all of them is not told."""
MOST_NOTES = 2_000
_NEWEST_FIRST = [("us", DESCENDING), ("rank", DESCENDING), ("_id", DESCENDING)]
T = TypeVar("T")


def read_known(visit: Visit, participant_id: str) -> tuple[ScoresAsOf, Known] | None:
    """The participant and all that a brief is made of; None unless they are at one of the visitor's sites.

    A service that does not answer is `missing` in what is known. Raises StoreAway, and Refused when a service knows
    better whom the visitor may see.
    """
    person = find_participant(visit.sources.scores, visit.identity, participant_id, visit.now)
    if person is None or person.site is None:
        return None
    site, released = person.site, visit.released
    goals = _unless_away(lambda: _of_goals(released, participant_id, site))
    checkins = _unless_away(lambda: _of_checkins(released, participant_id, site))
    # Read last: what was released before is then there, unless it is on its way.
    return person, known(person, goals, checkins, _recorded(visit.sources.scores, person))


def _unless_away(ask: Callable[[], T]) -> T | None:
    try:
        return ask()
    except ServiceAway:
        return None


def _of_goals(released: Released, participant_id: str, site: str) -> OfGoals:
    def listed(name: str, at_most: int = 200) -> Sequence[dict[str, object]]:
        return released.items(Service.GOALS, f"participants/{participant_id}/{name}", site=site, at_most=at_most)

    return OfGoals(
        values=listed("values"),
        strengths=listed("strengths"),
        wishes=listed("agenda-wishes"),
        goals=listed("goals"),
        notes=listed("notes", MOST_NOTES),
    )


def _of_checkins(released: Released, participant_id: str, site: str) -> OfCheckins:
    theirs = f"participants/{participant_id}"
    records = [
        record
        for kind, most in RECORDS.items()
        for record in released.items(Service.CHECKINS, f"{theirs}/records", site=site, at_most=most, kind=kind)
    ]
    wins = released.items(Service.CHECKINS, f"{theirs}/small-wins", site=site, at_most=100)
    notes = released.items(Service.CHECKINS, f"{theirs}/notes", site=site, at_most=MOST_NOTES)
    return OfCheckins(records, wins, notes)


def _recorded(scores: BlockingDatabase[Document], person: ScoresAsOf) -> list[CareEvent]:
    """Events of somebody whom the visitor may see: `person` was found for them."""
    ranks = [TYPE_RANK[fact.TYPE] for fact in RECORDED]
    theirs = {"subject": subject_of(person.organization, person.participant_id), "rank": {"$in": ranks}}
    with store_errors():
        found = scores[JOURNAL].find(theirs, ["event"], sort=_NEWEST_FIRST, limit=MOST_RECORDED)
        return [read_journaled(document["event"]) for document in found]
