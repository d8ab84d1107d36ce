"""The caseload of a site, in the order of a morning: who may welcome a hand first, and why.

The list is a few streams one after the other: by kind of reason and then by age, then everyone else: those enrolled
by when their silence would be noticed, then those on a break or gone, by their last word. Each stream is an indexed
query in its own order and is read only as far as the page needs, so the first page costs the same however many people
there are. The streams are disjoint: who has two reasons stands with the first. What a page says about a person comes
from `ParticipantScores.as_of`, never from the query.

One reason cannot be asked of an index: whether an estimate eased is only known as of now. For it, and only when a
page gets that far, those who are enrolled and have none of the reasons before it are computed one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import chain, islice, takewhile
from typing import Any, TypeAlias, assert_never

from services.dashboard.identity import Identity
from shared.contracts.attention import SMALL_WIN_SHOWN
from shared.contracts.codes import AttentionReason
from shared.contracts.envelope import microseconds
from shared.contracts.read_models import PARTICIPANTS, ParticipantScores, ScoresAsOf
from shared.runtime.store import ASCENDING, BlockingDatabase, Document, Index, store_errors

PAGE_SIZE = 20
"""People on one page."""
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
    "looked_us",
)
"""What `ParticipantScores.from_document` needs; the rest of a document stays in the database."""

Order: TypeAlias = tuple[tuple[str, int], ...]
Clause: TypeAlias = Mapping[str, Any]

_SITE: Order = (("organization", ASCENDING), ("site", ASCENDING))
_BY_SILENCE: Order = (("silent_from_us", ASCENDING), ("heard_us", ASCENDING), ("_id", ASCENDING))
_ORDER: Mapping[AttentionReason, Order] = {
    AttentionReason.ASKED_FOR_CONTACT: (("asked_us", ASCENDING), ("_id", ASCENDING)),
    AttentionReason.SETBACK_NOT_TALKED_OVER: (("open_setbacks.0.1", ASCENDING), ("_id", ASCENDING)),
    AttentionReason.NO_WORD: _BY_SILENCE,
    AttentionReason.AGREEMENT_WAITING: (("agreement_us", ASCENDING), ("_id", ASCENDING)),
    AttentionReason.REVIEW_DUE: (("review_on", ASCENDING), ("_id", ASCENDING)),
    AttentionReason.SMALL_WIN: (("small_win_us", ASCENDING), ("_id", ASCENDING)),
}
"""By age of the reason; of all but easing, which is no query's."""
_EVER: Mapping[AttentionReason, Clause] = {
    AttentionReason.ASKED_FOR_CONTACT: {"asked_us": {"$gt": 0}},
    AttentionReason.SETBACK_NOT_TALKED_OVER: {"open_setbacks.0": {"$exists": True}},
    AttentionReason.AGREEMENT_WAITING: {"agreement_us": {"$gt": 0}},
    AttentionReason.REVIEW_DUE: {"review_on": {"$gt": ""}},
    AttentionReason.SMALL_WIN: {"small_win_us": {"$gt": 0}},
}
"""Who may have a reason at some time: the others need not be in its index."""

INDEXES = (
    Index(PARTICIPANTS, (*_SITE, *_BY_SILENCE)),
    *(Index(PARTICIPANTS, (*_SITE, *_ORDER[reason]), only_where=ever) for reason, ever in _EVER.items()),
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
        self._scope: Clause = {"organization": identity.organization, "site": {"$in": list(identity.sites)}}
        self._now = now

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
        """Page 1, 2, ... of those without a reason: whose silence would be noticed soonest first."""
        none = self._lacking(AttentionReason)
        enrolled = (person for person in self._enrolled(none) if not _eased(person))
        return self._page(chain(enrolled, self._away(none)), page)

    def _first(self, reason: AttentionReason) -> Iterator[ScoresAsOf]:
        """Those whose first reason this is, in the order of the list."""
        if reason is AttentionReason.CONFIDENCE_EASED:
            return iter(self._eased)
        found = self._find(self._whose_first_is(reason), _ORDER[reason])
        if reason is AttentionReason.SMALL_WIN:
            return (person for person in found if not _eased(person))
        return found

    def _count_first(self, reason: AttentionReason) -> int:
        if reason is AttentionReason.CONFIDENCE_EASED:
            return len(self._eased)
        counted = self._count(self._whose_first_is(reason))
        if reason is AttentionReason.SMALL_WIN:
            return counted - sum(item.reason is reason for person in self._eased for item in person.attention)
        return counted

    def _whose_first_is(self, reason: AttentionReason) -> Clause:
        """The reason stands, and none that is listed before it; but easing is left to whoever asks."""
        before = takewhile(lambda one: one is not reason, AttentionReason)
        return {**self._lacking(before), **self._standing(reason)}

    def _lacking(self, reasons: Iterable[AttentionReason]) -> Clause:
        """None of these reasons stands; but easing is left to whoever asks."""
        stands = (self._standing(reason) for reason in reasons)
        return {field: {"$not": condition} for clause in stands for field, condition in clause.items()}

    def _standing(self, reason: AttentionReason) -> Clause:
        """The reason stands as of now, as `ParticipantScores` finds it; of easing, anybody may be a case."""
        match reason:
            case AttentionReason.NO_WORD:
                return {"silent_from_us": {"$lt": microseconds(self._now)}}
            case AttentionReason.REVIEW_DUE:
                return {"review_on": {"$gt": "", "$lte": self._now.date().isoformat()}}
            case AttentionReason.CONFIDENCE_EASED:
                return {}
            case AttentionReason.SMALL_WIN:
                return {"small_win_us": {"$gte": microseconds(self._now - SMALL_WIN_SHOWN)}}
            case (
                AttentionReason.ASKED_FOR_CONTACT
                | AttentionReason.SETBACK_NOT_TALKED_OVER
                | AttentionReason.AGREEMENT_WAITING
            ):
                return _EVER[reason]
            case _:
                assert_never(reason)

    @cached_property
    def _eased(self) -> tuple[ScoresAsOf, ...]:
        candidates = self._enrolled(self._whose_first_is(AttentionReason.CONFIDENCE_EASED))
        eased = filter(_eased, candidates)
        return tuple(sorted(eased, key=lambda person: (person.attention[0].since, person.participant_id)))

    def _enrolled(self, clause: Clause) -> Iterator[ScoresAsOf]:
        """Who is enrolled and not silent, by when their silence would be noticed."""
        return self._find({**clause, "silent_from_us": {"$gte": microseconds(self._now)}}, _BY_SILENCE)

    def _away(self, clause: Clause) -> Iterator[ScoresAsOf]:
        """Who is on a break or gone, by their last word."""
        return self._find({**clause, "silent_from_us": None}, _BY_SILENCE)

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
