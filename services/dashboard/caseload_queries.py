"""The caseload: everybody at the identity's sites, filtered and sorted by the database, one page at a time.

Each order is that of an index, per site, and pages go on from somebody's place in it instead of counting from the
start: so any page costs the same, however many people there are. The sites of an identity are merged in order.

Whom a filter lets through that no index knows is looked for along the order, among at most LOOKS_THROUGH people at a
time: who matches rarely is found by looking further, and no look takes longer than another.

Scoring replaces these documents with nearly every event, and each index makes that dearer: there are three, of which
only the key with the last word moves with nearly every event. Do not add one without measuring scoring's throughput.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any, TypeAlias, assert_never

from services.dashboard.caseload_asked import Asked, Heard, Key, Sort, Towards, Turn
from services.dashboard.identity import Identity
from shared.contracts.attention import REASONS
from shared.contracts.envelope import microseconds
from shared.contracts.read_models import PARTICIPANTS, ParticipantScores, ScoresAsOf
from shared.contracts.topics import subject_of
from shared.runtime.store import ASCENDING, DESCENDING, BlockingDatabase, Document, Index, store_errors

PAGE_SIZE = 20
"""People on one page."""
LOOKS_THROUGH = 2_000
"""People that one look goes through at the most for those whom a filter lets through."""
FIRST_LOOKS_THROUGH = 200
"""Most filters let a page's people through much sooner, and MongoDB goes on to the bound even when it has them."""
FIELDS = (
    "site",
    "program",
    "enrolled_us",
    "status",
    "events",
    "heard_us",
    "heard_readiness_us",
    "heard_self_efficacy_us",
    "belief",
    "parts",
    "trail",
    "moves",
    "moved_by",
    "silent_from_us",
    "asked_us",
    "agreement_us",
    "open_setbacks",
    "small_win_us",
    "review_on",
    "stage",
    "first_stage",
    "attainment",
    "tries",
    "attention",
    "reason",
    "reason_us",
    "looked_us",
)
"""What `ParticipantScores.from_document` and a place in a list need; the rest of a document stays in the database."""

Clause: TypeAlias = Mapping[str, Any]

WITH_A_REASON: Clause = {"reason": {"$gte": 0}}
"""Somebody has a reason that does not rest: the others are not in the index by reason."""
BY_REASON = Index(
    PARTICIPANTS,
    (
        ("organization", ASCENDING),
        ("site", ASCENDING),
        ("reason", ASCENDING),
        ("reason_us", ASCENDING),
        ("_id", ASCENDING),
    ),
    only_where=WITH_A_REASON,
)
BY_LAST_WORD = Index(
    PARTICIPANTS, (("organization", ASCENDING), ("site", ASCENDING), ("heard_us", ASCENDING), ("_id", ASCENDING))
)
BY_PARTICIPANT = Index(PARTICIPANTS, (("organization", ASCENDING), ("site", ASCENDING), ("_id", ASCENDING)))
INDEXES = (BY_REASON, BY_LAST_WORD, BY_PARTICIPANT)

_INDEX: Mapping[Sort, Index] = {
    Sort.PARTICIPANT: BY_PARTICIPANT,
    Sort.REASON: BY_REASON,
    Sort.NEWEST_WORD: BY_LAST_WORD,
    Sort.OLDEST_WORD: BY_LAST_WORD,
}
_PLACE = len(("organization", "site"))
_ANY_NUMBER: Clause = {"$gte": -(2**63)}


@dataclass(frozen=True, slots=True)
class Page:
    """People in the order asked. `earlier`, `later`: the pages beside it, where there may be any. `cut_short`: the
    look ended before the page was full, and goes on with the next.
    """

    people: tuple[ScoresAsOf, ...] = ()
    earlier: Turn | None = None
    later: Turn | None = None
    cut_short: bool = False


def read_page(scores: BlockingDatabase[Document], identity: Identity, asked: Asked, now: datetime) -> Page:
    """The page of the caseload that is asked for; nobody for a site that is not the identity's. Raises StoreAway."""
    sites = [site for site in identity.sites if asked.site in (None, site)]
    if not sites:
        return Page()
    with store_errors():
        if asked.turn is not None and asked.turn.towards is Towards.EARLIER:
            page = _Order(scores, identity.organization, sites, asked, now).backwards()
            if page.earlier:
                return page
            asked = replace(asked, turn=None)  # the list begins here: a whole page of it
        return _Order(scores, identity.organization, sites, asked, now).forwards()


class _Order:
    """The list that is asked for, from the place that is asked for."""

    def __init__(
        self, scores: BlockingDatabase[Document], organization: str, sites: Sequence[str], asked: Asked, now: datetime
    ) -> None:
        self._participants = scores[PARTICIPANTS]
        self._organization, self._sites, self._turn, self._now = organization, sites, asked.turn, now
        self._index = _INDEX[asked.sort]
        self._by = [name for name, _ in self._index.keys[_PLACE:]]
        backwards = asked.turn is not None and asked.turn.towards is Towards.EARLIER
        self._ascending = (asked.sort is not Sort.NEWEST_WORD) is not backwards
        filters = list(_filters(organization, asked, now))
        self._known = [one for one in filters if set(one) <= set(self._by)]
        self._unknown = [one for one in filters if one not in self._known]

    def forwards(self) -> Page:
        """The page after the turn's place, or the first one."""
        found, stopped = self._look()
        shown, more = found[:PAGE_SIZE], len(found) > PAGE_SIZE
        on = self._key(shown[-1]) if more else stopped
        return Page(
            people=_as_of(shown, self._now),
            earlier=Turn(Towards.EARLIER, self._key(shown[0])) if shown and self._turn else None,
            later=Turn(Towards.LATER, on) if on else None,
            cut_short=not more and stopped is not None,
        )

    def backwards(self) -> Page:
        """The page before the turn's place; one without an earlier one when the list begins there."""
        found, stopped = self._look()
        shown, more = found[:PAGE_SIZE][::-1], len(found) > PAGE_SIZE
        back = self._key(shown[0]) if more else stopped
        after = self._key(shown[-1]) if shown else stopped
        return Page(
            people=_as_of(shown, self._now),
            earlier=Turn(Towards.EARLIER, back) if back else None,
            later=Turn(Towards.LATER, after) if after else None,
            cut_short=not more and stopped is not None,
        )

    def _look(self) -> tuple[list[Document], Key | None]:
        """A page's people and one more, if there are; and where the look ended before it had gone through all."""
        direction = ASCENDING if self._ascending else DESCENDING
        along: list[Clause] = [
            {"$match": {"$or": [self._scoped(site, clause) for site in self._sites for clause in self._from()]}},
            {"$sort": dict.fromkeys(self._by, direction)},
        ]
        page: list[Clause] = [{"$limit": PAGE_SIZE + 1}, {"$project": dict.fromkeys(FIELDS, 1)}]
        if not self._unknown:
            return self._ask([*along, *page]), None
        for bound in (min(FIRST_LOOKS_THROUGH, LOOKS_THROUGH), LOOKS_THROUGH):
            found = self._ask([*along, {"$limit": bound}, {"$match": {"$and": self._unknown}}, *page])
            if len(found) > PAGE_SIZE:
                return found, None
        last: list[Clause] = [{"$skip": LOOKS_THROUGH - 1}, {"$limit": 1}, {"$project": dict.fromkeys(self._by, 1)}]
        ends = self._ask([*along, *last])
        return found, self._key(ends[0]) if ends else None

    def _ask(self, pipeline: Sequence[Clause]) -> list[Document]:
        return list(self._participants.aggregate(pipeline, hint=dict(self._index.keys)))

    def _scoped(self, site: str, clause: Clause) -> Clause:
        place = {"organization": self._organization, "site": site}
        only = self._index.only_where
        return {"$and": [place, clause, *([only] if only else ()), *self._known]}

    def _from(self) -> Iterator[Clause]:
        """What lies behind the turn's place, as clauses that the index answers each with one range."""
        if self._turn is None:
            yield {}
            return
        key = [*self._turn.key[:-1], subject_of(self._organization, str(self._turn.key[-1]))]
        for position, (name, value) in enumerate(zip(self._by, key, strict=True)):
            same = dict(zip(self._by[:position], key[:position], strict=True))
            for beyond in self._beyond(value):
                yield {**same, name: beyond}

    def _beyond(self, value: int | str | None) -> Iterator[Clause | None]:
        """Nothing (no word yet) comes before every number."""
        if value is None:
            if self._ascending:
                yield _ANY_NUMBER
        elif self._ascending:
            yield {"$gt": value}
        else:
            yield {"$lt": value}
            if isinstance(value, int):
                yield None

    def _key(self, document: Document) -> Key:
        return (*(document[name] for name in self._by[:-1]), document["_id"].partition("/")[2])


def _filters(organization: str, asked: Asked, now: datetime) -> Iterator[Clause]:
    """One clause for each filter but the site's."""
    if asked.search is not None:
        start = subject_of(organization, asked.search)
        yield {"_id": {"$gte": start, "$lt": f"{start}{{"}}  # "{" comes after every letter
    if asked.program is not None:
        yield {"program": asked.program}
    if asked.stage is not None:
        yield {"stage": asked.stage.value}
    if asked.reason is not None:
        yield {"attention.reason": REASONS.index(asked.reason)}
    if asked.heard is not None:
        yield {"heard_us": _heard(asked.heard, now)}
    if asked.status is not None:
        yield {"status": asked.status.value}


def _heard(when: Heard, now: datetime) -> Clause | None:
    """By the calendar where `now` is, as the page says it."""
    week, two_weeks = (_start_of_day(now, ago) for ago in (7, 14))
    match when:
        case Heard.WITHIN_A_WEEK:
            return {"$gte": week}
        case Heard.WITHIN_TWO_WEEKS:
            return {"$gte": two_weeks, "$lt": week}
        case Heard.LONGER_AGO:
            return {"$lt": two_weeks}
        case Heard.NOT_YET:
            return None
        case _:
            assert_never(when)


def _start_of_day(now: datetime, days_ago: int) -> int:
    return microseconds(datetime.combine(now.date() - timedelta(days=days_ago), time(), now.tzinfo))


def _as_of(documents: Sequence[Document], now: datetime) -> tuple[ScoresAsOf, ...]:
    return tuple(ParticipantScores.from_document(document).as_of(now) for document in documents)
