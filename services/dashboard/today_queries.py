"""What Today asks: who would welcome a hand, what is to be celebrated or looked at together, and what is new.

Every list is one page of one index, in its order, over the visitor's sites at once: it costs the same however many
people there are. `reason` and `reason_us` of a projection are the first reason that does not rest, and since when: so
who has two stands once, with the first. Counts are read from the index alone, and no further than COUNTED. What no
index knows (who sees to a reason, who rests) is looked for along an index, through LOOKS_THROUGH people at the most.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any, TypeAlias

from services.dashboard.caseload_queries import BY_LAST_WORD, BY_PARTICIPANT, BY_REASON, FIELDS, LOOKS_THROUGH
from services.dashboard.identity import Identity
from shared.contracts.attention import REASONS
from shared.contracts.codes import AttentionReason, SnoozeReason
from shared.contracts.envelope import microseconds, read_journaled
from shared.contracts.events import TYPE_RANK, AttentionSnoozed
from shared.contracts.read_models import JOURNAL, PARTICIPANTS, ParticipantScores, ScoresAsOf
from shared.contracts.topics import subject_of
from shared.runtime.store import DESCENDING, BlockingDatabase, Document, Index, store_errors

PAGE_SIZE = 10
"""People on one page of a list: what somebody sees to in one go. Twice as many cost the browser twice as much."""
GLANCE = 5
"""People of a list of which only the first are shown."""
COUNTED = 100
"""A count goes no further: from there on it is "100+"."""
MOST_SNOOZES = 200
"""Of those who rest, so many of the newest words on why are read."""
SATURDAY = 5

HAND = (
    AttentionReason.ASKED_FOR_CONTACT,
    AttentionReason.NO_WORD,
    AttentionReason.SETBACK_NOT_TALKED_OVER,
    AttentionReason.CONFIDENCE_EASED,
)
"""Why somebody would welcome a hand."""
TOGETHER = (AttentionReason.AGREEMENT_WAITING, AttentionReason.REVIEW_DUE)
"""What is to be looked at together."""
WINS = (AttentionReason.SMALL_WIN,)

Clause: TypeAlias = Mapping[str, Any]
_TRAIL = {"trail", "moves", "moved_by"}
_WITHOUT_TRAIL = tuple(field for field in FIELDS if field not in _TRAIL)
_NO_TRAIL: Clause = dict.fromkeys(_TRAIL, b"")
"""Kilobytes per person, of which only "how much did it ease" is told."""
_NEWEST_FIRST = [("us", DESCENDING), ("rank", DESCENDING), ("_id", DESCENDING)]


class Whose(StrEnum):
    """Whose reasons are listed, by who sees to them."""

    EVERYBODYS = "everybodys"
    MINE = "mine"
    NOBODYS = "nobodys"


@dataclass(frozen=True, slots=True)
class _Along:
    """Those whom one index finds at a site, and its order."""

    index: Index
    clause: Clause
    order: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of a list, and whether there are more behind it."""

    people: tuple[ScoresAsOf, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class News:
    """What is new since a day: who said something, the newest first, how many they are (COUNTED + 1: more than that),
    and who has joined and not said anything yet.
    """

    since: datetime
    heard: tuple[ScoresAsOf, ...]
    count: int
    joined: tuple[ScoresAsOf, ...]


class Today:
    """The people at the identity's sites as of `now`. Every method raises StoreAway while MongoDB is away."""

    def __init__(self, scores: BlockingDatabase[Document], identity: Identity, now: datetime) -> None:
        self._participants = scores[PARTICIPANTS]
        self._journal = scores[JOURNAL]
        self._organization, self._sites = identity.organization, sorted(identity.sites)
        self._scope: Clause = {"organization": identity.organization, "site": {"$in": self._sites}}
        self._me = identity.id
        self._now = now

    def listed(
        self,
        reasons: Sequence[AttentionReason],
        whose: Whose = Whose.EVERYBODYS,
        page: int = 1,
        size: int = PAGE_SIZE,
    ) -> Listed:
        """Page 1, 2, ... of those whose first reason is one of these: by kind of reason, then the oldest first."""
        along = _Along(BY_REASON, _first_is(reasons), {"reason": 1, "reason_us": 1, "_id": 1})
        eased = AttentionReason.CONFIDENCE_EASED in reasons
        return self._page(along, self._seen_to_by(whose), page, size, FIELDS if eased else _WITHOUT_TRAIL)

    def count(self, reasons: Sequence[AttentionReason]) -> int:
        """How many they are; COUNTED + 1 for more than that."""
        return self._count(BY_REASON, _first_is(reasons))

    def resting(self, page: int = 1) -> Listed:
        """Page 1, 2, ... of those of whom a reason rests, by their id."""
        rests = {"attention.rests_us": {"$gt": microseconds(self._now)}}
        return self._page(_Along(BY_PARTICIPANT, {}, {"_id": 1}), rests, page, PAGE_SIZE, _WITHOUT_TRAIL)

    def why_they_rest(self, people: Sequence[ScoresAsOf]) -> Mapping[tuple[str, AttentionReason], SnoozeReason]:
        """Why reasons of these people rest, by participant and reason, as it was said last; they were found here."""
        subjects = [subject_of(person.organization, person.participant_id) for person in people]
        snoozed = {"subject": {"$in": subjects}, "rank": TYPE_RANK[AttentionSnoozed.TYPE]}
        with store_errors():
            found = self._journal.find(snoozed, ["event"], sort=_NEWEST_FIRST, limit=MOST_SNOOZES)
            events = [read_journaled(document["event"]) for document in found]
        said: dict[tuple[str, AttentionReason], SnoozeReason] = {}
        for event in events:
            if isinstance(event.data, AttentionSnoozed):
                said.setdefault((event.participant_id, event.data.reason), event.data.why)
        return said

    def news(self) -> News:
        """What is new since the last working day began."""
        since = last_working_day(self._now)
        since_us = microseconds(since)
        heard = {"heard_us": {"$gte": since_us}}
        newest = _Along(BY_LAST_WORD, heard, {"heard_us": DESCENDING, "_id": DESCENDING})
        return News(
            since,
            self._page(newest, {}, 1, GLANCE, _WITHOUT_TRAIL).people,
            self._count(BY_LAST_WORD, heard),
            self._joined(since_us),
        )

    def anybody(self) -> bool:
        """Whether there is anybody at the sites at all."""
        with store_errors():
            return self._participants.find_one(self._scope, ["_id"], hint=list(BY_PARTICIPANT.keys)) is not None

    def _seen_to_by(self, whose: Whose) -> Clause:
        match whose:
            case Whose.EVERYBODYS:
                return {}
            case Whose.MINE:
                return {"attention": {"$elemMatch": {"owner": self._me, "rests_us": None}}}
            case Whose.NOBODYS:
                return {"attention": {"$not": {"$elemMatch": {"owner": {"$gt": ""}, "rests_us": None}}}}

    def _joined(self, since_us: int) -> tuple[ScoresAsOf, ...]:
        """Those who joined since and have not said anything yet, the first GLANCE by their id."""
        silent = _Along(BY_LAST_WORD, {"heard_us": None}, {"heard_us": 1, "_id": 1})
        return self._page(silent, {"enrolled_us": {"$gte": since_us}}, 1, GLANCE, _WITHOUT_TRAIL).people

    def _at(self, site: str) -> Clause:
        """At one site: MongoDB merges the sites in the order of the index only when each is asked for by itself."""
        return {"organization": self._organization, "site": site}

    def _page(self, along: _Along, only: Clause, page: int, size: int, fields: Sequence[str]) -> Listed:
        looked_through: list[Clause] = [{"$limit": LOOKS_THROUGH}, {"$match": only}] if only else []
        shown: list[Clause] = [{"$skip": size * (page - 1)}, {"$limit": size + 1}]
        pipeline: list[Clause] = [
            {"$match": {"$or": [{**self._at(site), **along.clause} for site in self._sites]}},
            {"$sort": along.order},
            *looked_through,
            *shown,
            {"$project": dict.fromkeys(fields, 1)},
        ]
        with store_errors():
            found = list(self._participants.aggregate(pipeline, hint=dict(along.index.keys)))
        return Listed(tuple(map(self._read, found[:size])), len(found) > size)

    def _read(self, document: Document) -> ScoresAsOf:
        return ParticipantScores.from_document({**_NO_TRAIL, **document}).as_of(self._now)

    def _count(self, index: Index, clause: Clause) -> int:
        with store_errors():
            return self._participants.count_documents(
                {**self._scope, **clause}, limit=COUNTED + 1, hint=list(index.keys)
            )


def last_working_day(now: datetime) -> datetime:
    """When the last day before today began that is none of a weekend, where `now` is."""
    day = now.date() - timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day -= timedelta(days=1)
    return datetime.combine(day, time(), now.tzinfo)


def _first_is(reasons: Sequence[AttentionReason]) -> Clause:
    """The first reason that does not rest is one of these. At least 0, as the partial index holds nobody else."""
    return {"reason": {"$gte": 0, "$in": sorted(REASONS.index(reason) for reason in reasons)}}
