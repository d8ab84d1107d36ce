"""The caseload of a site, in the order of a morning: who may welcome a hand first, and why.

The list is a few streams one after the other: by kind of reason and then by age, then everyone else by when they were
last heard. Each stream is an indexed query in its own order and is read only as far as the page needs, so the first
page costs the same however many people there are. The streams are disjoint: who has two reasons stands with the
first. What a page says about a person comes from `ParticipantScores.as_of`, never from the query.

One reason cannot be asked of an index: whether an estimate eased is only known as of now. For it, and only when a
page gets that far, the people heard within the silence limit are computed one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from heapq import merge
from itertools import islice
from typing import Any, TypeAlias, assert_never

from services.dashboard.identity import Identity
from shared.contracts.attention import SILENCE_LIMIT, SMALL_WIN_SHOWN, AttentionReason
from shared.contracts.envelope import microseconds
from shared.contracts.read_models import PARTICIPANTS, ParticipantScores, ScoresAsOf
from shared.runtime.store import ASCENDING, BlockingDatabase, Document, Index, store_errors

PAGE_SIZE = 20
"""People on one page."""
FIELDS = (
    "site",
    "program",
    "enrolled_us",
    "events",
    "heard_us",
    "heard_readiness_us",
    "heard_self_efficacy_us",
    "belief",
    "parts",
    "trail",
    "moves",
    "moved_by",
    "open_setbacks",
    "small_win_us",
    "review_on",
)
"""What `ParticipantScores.from_document` needs; the rest of a document stays in the database."""

Order: TypeAlias = tuple[tuple[str, int], ...]
Clause: TypeAlias = Mapping[str, Any]

_SITE: Order = (("organization", ASCENDING), ("site", ASCENDING))
_BY_HEARD: Order = (("heard_us", ASCENDING), ("enrolled_us", ASCENDING), ("_id", ASCENDING))
_BY_SETBACK: Order = (("open_setbacks.0.1", ASCENDING), ("_id", ASCENDING))
_BY_REVIEW: Order = (("review_on", ASCENDING), ("_id", ASCENDING))
_BY_SMALL_WIN: Order = (("small_win_us", ASCENDING), ("_id", ASCENDING))
_A_SETBACK: Clause = {"open_setbacks.0": {"$exists": True}}
_NO_SETBACK: Clause = {"open_setbacks.0": {"$exists": False}}

INDEXES = (
    Index(PARTICIPANTS, (*_SITE, *_BY_HEARD)),
    Index(PARTICIPANTS, (*_SITE, *_BY_SETBACK), only_where=_A_SETBACK),
    Index(PARTICIPANTS, (*_SITE, *_BY_REVIEW), only_where={"review_on": {"$gt": ""}}),
    Index(PARTICIPANTS, (*_SITE, *_BY_SMALL_WIN), only_where={"small_win_us": {"$gt": 0}}),
)


@dataclass(frozen=True, slots=True)
class Overview:
    """How many people a site has, and how many stand under each kind of reason (each under their first)."""

    people: int
    by_reason: Mapping[AttentionReason, int]

    @property
    def may_welcome_a_hand(self) -> int:
        return sum(self.by_reason.values())

    @property
    def everyone_else(self) -> int:
        return self.people - self.may_welcome_a_hand


class Caseload:
    """The people of the identity's site as of `now`. Every method raises StoreAway while MongoDB is away."""

    def __init__(self, scores: BlockingDatabase[Document], identity: Identity, now: datetime) -> None:
        self._participants = scores[PARTICIPANTS]
        self._scope: Clause = {"organization": identity.organization, "site": identity.site}
        self._now = now
        limit, today = microseconds(now - SILENCE_LIMIT), now.date().isoformat()
        won_since = microseconds(now - SMALL_WIN_SHOWN)
        self._heard: Clause = {"heard_us": {"$gte": limit}}
        self._new: Clause = {"heard_us": None, "enrolled_us": {"$not": {"$lt": limit}}}
        self._silent: Clause = {"heard_us": {"$lt": limit}}
        self._silent_since_joining: Clause = {"heard_us": None, "enrolled_us": {"$lt": limit}}
        self._not_silent: Clause = {"$nor": [self._silent, self._silent_since_joining]}
        self._due: Clause = {"review_on": {"$gt": "", "$lte": today}}
        self._not_due: Clause = {"review_on": {"$not": {"$gt": "", "$lte": today}}}
        self._won: Clause = {"small_win_us": {"$gte": won_since}}
        self._not_won: Clause = {"small_win_us": {"$not": {"$gte": won_since}}}

    def overview(self) -> Overview:
        """Counts for the head of the page, equal to the lengths of the lists."""
        with store_errors():
            return Overview(
                people=self._count({}),
                by_reason={reason: self._count_first(reason) for reason in AttentionReason},
            )

    def may_welcome_a_hand(self, page: int = 1) -> tuple[ScoresAsOf, ...]:
        """Page 1, 2, ... of those with a reason: by kind of reason, then the oldest first."""
        return self._page((person for reason in AttentionReason for person in self._first(reason)), page)

    def everyone_else(self, page: int = 1) -> tuple[ScoresAsOf, ...]:
        """Page 1, 2, ... of those without a reason: who was heard longest ago first."""
        recent = self._recent({**_NO_SETBACK, **self._not_due, **self._not_won})
        return self._page((person for person in recent if not _eased(person)), page)

    def _first(self, reason: AttentionReason) -> Iterator[ScoresAsOf]:
        """Those whose first reason this is, in the order of the list."""
        match reason:
            case AttentionReason.SETBACK_NOT_TALKED_OVER:
                return self._find(_A_SETBACK, _BY_SETBACK)
            case AttentionReason.NO_WORD:
                heard_before = self._find({**_NO_SETBACK, **self._silent}, _BY_HEARD)
                never_heard = self._find({**_NO_SETBACK, **self._silent_since_joining}, _BY_HEARD)
                return merge(heard_before, never_heard, key=_last_word)
            case AttentionReason.REVIEW_DUE:
                return self._find({**_NO_SETBACK, **self._not_silent, **self._due}, _BY_REVIEW)
            case AttentionReason.CONFIDENCE_EASED:
                return iter(self._eased)
            case AttentionReason.SMALL_WIN:
                return (person for person in self._find(self._only_won, _BY_SMALL_WIN) if not _eased(person))
            case _:
                assert_never(reason)

    def _count_first(self, reason: AttentionReason) -> int:
        match reason:
            case AttentionReason.SETBACK_NOT_TALKED_OVER:
                return self._count(_A_SETBACK)
            case AttentionReason.NO_WORD:
                kinds = (self._silent, self._silent_since_joining)
                return sum(self._count({**_NO_SETBACK, **kind}) for kind in kinds)
            case AttentionReason.REVIEW_DUE:
                return self._count({**_NO_SETBACK, **self._not_silent, **self._due})
            case AttentionReason.CONFIDENCE_EASED:
                return len(self._eased)
            case AttentionReason.SMALL_WIN:
                with_both = sum(item.reason is reason for person in self._eased for item in person.attention)
                return self._count(self._only_won) - with_both
            case _:
                assert_never(reason)

    @cached_property
    def _eased(self) -> tuple[ScoresAsOf, ...]:
        recent = self._recent({**_NO_SETBACK, **self._not_due})
        return tuple(sorted(filter(_eased, recent), key=lambda person: person.attention[0].since))

    @property
    def _only_won(self) -> Clause:
        return {**_NO_SETBACK, **self._not_silent, **self._not_due, **self._won}

    def _recent(self, clause: Clause) -> Iterator[ScoresAsOf]:
        """Those within the silence limit, by their last word."""
        heard = self._find({**self._heard, **clause}, _BY_HEARD)
        return merge(heard, self._find({**self._new, **clause}, _BY_HEARD), key=_last_word)

    def _find(self, clause: Clause, order: Order) -> Iterator[ScoresAsOf]:
        found = self._participants.find({**clause, **self._scope}, FIELDS, sort=order, batch_size=2 * PAGE_SIZE)
        return (ParticipantScores.from_document(document).as_of(self._now) for document in found)

    def _count(self, clause: Clause) -> int:
        return self._participants.count_documents({**clause, **self._scope})

    def _page(self, people: Iterator[ScoresAsOf], page: int) -> tuple[ScoresAsOf, ...]:
        with store_errors():
            return tuple(islice(people, PAGE_SIZE * (page - 1), PAGE_SIZE * page))


def _eased(person: ScoresAsOf) -> bool:
    """Whether easing is their first reason."""
    return bool(person.attention) and person.attention[0].reason is AttentionReason.CONFIDENCE_EASED


def _last_word(person: ScoresAsOf) -> datetime:
    return person.last_heard or person.enrolled_at or person.now
