"""What the pages ask about one participant, and what the demo's picker offers.

Every question takes an identity, and its organization and site are part of the query itself: an id from the address
bar finds nobody outside of them. A participant finds themselves and nobody else, wherever they are; a supporter finds
nobody, and an operator neither. The caseload's questions are in `caseload_queries`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from services.dashboard.access_log import OWN_INDEXES
from services.dashboard.caseload_queries import FIELDS, INDEXES
from services.dashboard.identity import Identity, Place, Role
from shared.contracts.envelope import CareEvent, read_journaled
from shared.contracts.events import TYPE_RANK, EntryRetracted, StepPlanned, StepRevised
from shared.contracts.read_models import JOURNAL, PARTICIPANTS, ParticipantScores, ScoresAsOf
from shared.contracts.topics import subject_of
from shared.contracts.vocabulary import SLUG
from shared.runtime.store import ASCENDING, DESCENDING, BlockingDatabase, Document, store_errors

__all__ = [
    "INDEXES",
    "OWN_INDEXES",
    "TimelinePage",
    "find_participant",
    "participants_at",
    "places",
    "read_events",
    "read_plans",
    "read_timeline",
]

EVENTS_ON_A_PAGE = 20
MOST_PLANS = 500
"""Plans of steps of one participant, and revisions of them, that are read to word the attempts."""
MOST_PLACES = 100
"""Sites that the demo's picker offers at most."""

MOST_OFFERED = 30
"""Participants of a site that the demo's picker offers at most."""

_SLUG = re.compile(SLUG)
_NEWEST_FIRST = [("us", DESCENDING), ("rank", DESCENDING), ("_id", DESCENDING)]

Scores = BlockingDatabase[Document]


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """Events, the newest first, and whether there are older ones. `retractions`: which of them no longer count,
    by event id, with since when and why.
    """

    events: Sequence[CareEvent]
    older: bool
    retractions: Mapping[str, tuple[datetime, EntryRetracted]] = field(default_factory=dict)


NOTHING = TimelinePage((), older=False)


def find_participant(scores: Scores, identity: Identity, participant_id: str, now: datetime) -> ScoresAsOf | None:
    """The participant as of `now`, or None unless they are at the identity's site. Raises StoreAway."""
    with store_errors():
        found = scores[PARTICIPANTS].find_one(_scoped(identity, participant_id), FIELDS)
    return None if found is None else ParticipantScores.from_document(found).as_of(now)


def read_timeline(
    scores: Scores,
    identity: Identity,
    participant_id: str,
    types: Collection[str],
    page: int = 1,
    size: int = EVENTS_ON_A_PAGE,
) -> TimelinePage:
    """Page 1, 2, ... of the participant's events of these types; nothing for another site. Raises StoreAway."""
    if not _may_see(scores, identity, participant_id):
        return NOTHING
    subject = subject_of(identity.organization, participant_id)
    of_types = {"subject": subject, "rank": {"$in": [TYPE_RANK[name] for name in types]}}
    start = size * (page - 1)
    with store_errors():
        found = scores[JOURNAL].find(of_types, ["event"], sort=_NEWEST_FIRST, skip=start, limit=size + 1)
        events = [read_journaled(document["event"]) for document in found]
    shown = events[:size]
    return TimelinePage(shown, len(events) > size, _retractions(scores, subject, shown))


def read_events(
    scores: Scores, identity: Identity, participant_id: str, event_ids: Collection[str]
) -> Mapping[str, CareEvent]:
    """These of the participant's events, by id; nothing for another site. Raises StoreAway."""
    if not event_ids or not _may_see(scores, identity, participant_id):
        return {}
    subject = subject_of(identity.organization, participant_id)
    with store_errors():
        found = scores[JOURNAL].find({"_id": {"$in": list(event_ids)}, "subject": subject}, ["event"])
        return {document["_id"]: read_journaled(document["event"]) for document in found}


def read_plans(
    scores: Scores, identity: Identity, participant_id: str
) -> Sequence[tuple[datetime, StepPlanned | StepRevised]]:
    """What the participant's steps were planned and revised to be, and when: the newest MOST_PLANS.

    Nothing for another site. Raises StoreAway.
    """
    if not _may_see(scores, identity, participant_id):
        return ()
    ranks = [TYPE_RANK[StepPlanned.TYPE], TYPE_RANK[StepRevised.TYPE]]
    planned = {"subject": subject_of(identity.organization, participant_id), "rank": {"$in": ranks}}
    with store_errors():
        found = scores[JOURNAL].find(planned, ["event"], sort=_NEWEST_FIRST, limit=MOST_PLANS)
        events = [read_journaled(document["event"]) for document in found]
    return [(event.time, event.data) for event in events if isinstance(event.data, StepPlanned | StepRevised)]


def places(scores: Scores) -> list[Place]:
    """The sites that have participants, at most MOST_PLACES: names only, for the demo's picker. Raises StoreAway."""
    found: list[Place] = []
    organization: Any = {"$gt": ""}
    site = ""
    with store_errors():
        # One key of the index per site and organization, instead of `distinct` over every participant.
        while len(found) < MOST_PLACES:
            there = _first_place(scores, {"organization": organization, "site": {"$gt": site}})
            if there is not None:
                organization, site = there["organization"], there["site"]
                found.append(Place(organization, site))
            elif isinstance(organization, str):
                organization, site = {"$gt": organization}, ""
            else:
                break
    return found


def participants_at(scores: Scores, place: Place) -> list[str]:
    """Some participants of a site, for the demo's picker. Raises StoreAway."""
    where = {"organization": place.organization, "site": place.site}
    with store_errors():
        found = scores[PARTICIPANTS].find(where, ["_id"], sort=[("_id", ASCENDING)], limit=MOST_OFFERED)
        return [document["_id"].partition("/")[2] for document in found]


def _retractions(
    scores: Scores, subject: str, shown: Sequence[CareEvent]
) -> Mapping[str, tuple[datetime, EntryRetracted]]:
    of_these = {"subject": subject, "retracts": {"$in": [event.id for event in shown]}}
    with store_errors():
        found = scores[JOURNAL].find(of_these, ["event"])
        events = [read_journaled(document["event"]) for document in found]
    facts = [(event.time, event.data) for event in events if isinstance(event.data, EntryRetracted)]
    return {fact.retracted: (since, fact) for since, fact in facts}


def _first_place(scores: Scores, clause: Mapping[str, Any]) -> Document | None:
    order = [("organization", ASCENDING), ("site", ASCENDING)]
    return scores[PARTICIPANTS].find_one(clause, {"_id": False, "organization": True, "site": True}, sort=order)


def _may_see(scores: Scores, identity: Identity, participant_id: str) -> bool:
    with store_errors():
        return scores[PARTICIPANTS].find_one(_scoped(identity, participant_id), ["_id"]) is not None


def _scoped(identity: Identity, participant_id: str) -> dict[str, Any]:
    """Matches the participant at one of the identity's sites, or themselves; an id that is no slug matches nobody."""
    _id = subject_of(identity.organization, participant_id) if _SLUG.fullmatch(participant_id) else None
    if identity.role is Role.PARTICIPANT:
        return {"_id": _id if participant_id == identity.id else None, "organization": identity.organization}
    return {"_id": _id, "organization": identity.organization, "site": {"$in": list(identity.sites)}}
