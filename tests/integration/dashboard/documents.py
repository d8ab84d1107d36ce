"""Documents as scoring writes them, built by hand: a participant's projection and their journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from services.scoring.domain.attention import Item, Look
from services.scoring.domain.packing import pack_look
from shared.contracts.codes import AttentionReason, EnrolmentStatus
from shared.contracts.envelope import CareEvent, Event, event, microseconds
from shared.contracts.estimates import PRIOR, US_PER_DAY, Belief
from shared.contracts.events import CareData, EntryRetracted, ParticipantEnrolled
from shared.contracts.read_models import (
    BELIEF,
    CATEGORIES,
    JOURNAL,
    MOVE,
    PART,
    PARTICIPANTS,
    TRAIL,
    Category,
    packed_id,
)
from shared.contracts.vocabulary import Stage
from shared.runtime.store import BlockingDatabase, Document

PROGRAM = "walking-12-weeks"


@dataclass(frozen=True)
class Move:
    """What one event moved: an id in the journal, days ago, and by how much."""

    event_id: str
    days_ago: float
    category: Category
    readiness: float = 0.0
    self_efficacy: float = 0.0


def participant(
    participant_id: str,
    now: datetime,
    *,
    organization: str = "northway",
    site: str | None = "harbour",
    readiness: float = 6.0,
    self_efficacy: float = 6.0,
    sd: float = 0.8,
    joined: float | None = 60,
    heard: float | None = 2,
    status: EnrolmentStatus | None = EnrolmentStatus.ENROLLED,
    silent_after: float = 7,
    asked: float | None = None,
    plan_waits: float | None = None,
    setbacks: Sequence[float] = (),
    small_win: float | None = None,
    review_in: int | None = 20,
    confidence_was: float | None = None,
    parts: Mapping[Category, tuple[float, float]] | None = None,
    moves: Iterable[Move] = (),
    events: int = 12,
    eased: float | None = None,
    owners: Mapping[AttentionReason, str] | None = None,
    rest_for: Mapping[AttentionReason, float] | None = None,
    stage: Stage | None = Stage.ACTION,
    attainment: float | None = None,
    tries: tuple[int, int, int] = (3, 2, 1),
) -> Document:
    """A participant who looks unremarkable unless told otherwise. Times are days before `now`.

    silent_after: how many days without a word were agreed. asked: when they asked for contact. plan_waits: since when
    a goal has waited for their yes. confidence_was: what self-efficacy was 20 days ago, to make a trend. parts:
    (readiness, self-efficacy) by category; what they leave over is the starting point. eased: since when confidence
    has eased. owners, rest_for: who sees to a reason, and for how many days more it rests.
    """
    at = now - timedelta(days=heard if heard is not None else joined or 0)
    belief = Belief((readiness, 0.0, self_efficacy, 0.0), _covariance(sd))
    trail = []
    if confidence_was is not None:
        earlier = Belief((readiness, 0.0, confidence_was, 0.0), _covariance(sd))
        trail.append((now - timedelta(days=20), earlier))
    trail.append((at, belief))
    given = dict(parts or {Category.RULER: (1.5, 1.5), Category.STEP: (0.5, 1.0)})
    given[Category.PRIOR] = (
        readiness - sum(r for r, _ in given.values()),
        self_efficacy - sum(s for _, s in given.values()),
    )
    last_word = heard if heard is not None else joined
    awaited = status is EnrolmentStatus.ENROLLED
    silent_for = last_word - silent_after if awaited and last_word is not None else None
    moves = sorted(moves, key=lambda move: move.days_ago)
    standing: dict[AttentionReason, float | None] = {
        AttentionReason.ASKED_FOR_CONTACT: asked,
        AttentionReason.NO_WORD: silent_for if silent_for is not None and silent_for >= 0 else None,
        AttentionReason.SETBACK_NOT_TALKED_OVER: max(setbacks, default=None),
        AttentionReason.AGREEMENT_WAITING: plan_waits,
        AttentionReason.REVIEW_DUE: _since_midnight(now, review_in),
        AttentionReason.CONFIDENCE_EASED: eased,
        AttentionReason.SMALL_WIN: small_win if small_win is not None and small_win <= 7 else None,
    }
    items = [
        Item(
            reason,
            microseconds(now) - int(days * US_PER_DAY),
            (owners or {}).get(reason),
            _us(now, -rest_for[reason]) if rest_for and reason in rest_for else None,
        )
        for reason, days in standing.items()
        if days is not None
    ]
    return {
        "_id": f"{organization}/{participant_id}",
        "organization": organization,
        "site": site,
        "program": None if site is None else PROGRAM,
        "enrolled_us": _us(now, joined),
        "status": status,
        "events": events,
        "heard_us": _us(now, heard),
        "heard_readiness_us": _us(now, heard),
        "heard_self_efficacy_us": _us(now, heard),
        "belief": BELIEF.pack(microseconds(at), *belief.mean, *belief.covariance),
        "parts": b"".join(
            PART.pack(CATEGORIES.index(category), r, 0.0, s, 0.0) for category, (r, s) in given.items()
        ),
        "trail": b"".join(_trail(when, b) for when, b in trail),
        "moves": b"".join(
            MOVE.pack(
                microseconds(now - timedelta(days=move.days_ago)),
                CATEGORIES.index(move.category),
                move.readiness,
                move.self_efficacy,
            )
            for move in moves
        ),
        "moved_by": b"".join(packed_id(move.event_id) for move in moves),
        "silent_from_us": _us(now, silent_for),
        "asked_us": _us(now, asked),
        "agreement_us": _us(now, plan_waits),
        "open_setbacks": [[f"setback-{n}", _us(now, days)] for n, days in enumerate(setbacks)],
        "small_win_us": _us(now, small_win),
        "review_on": None if review_in is None else (now.date() + timedelta(days=review_in)).isoformat(),
        "stage": stage,
        "first_stage": stage,
        "attainment": attainment,
        "tries": list(tries),
        **_looked(now, items),
    }


def newcomer(participant_id: str, now: datetime, *, joined: float, **place: Any) -> Document:
    """Somebody who enrolled and has not said anything yet."""
    document = participant(
        participant_id, now, joined=joined, heard=None, review_in=None, parts={}, events=1, **place
    )
    start = microseconds(now - timedelta(days=joined))
    return {**document, "belief": BELIEF.pack(start, *PRIOR.mean, *PRIOR.covariance), "trail": b""}


def happened(
    data: CareData,
    participant_id: str,
    now: datetime,
    days_ago: float,
    *,
    organization: str = "northway",
    key: str | None = None,
) -> CareEvent:
    """An event of a participant, so many days before `now`."""
    when = now - timedelta(days=days_ago)
    made: Event[CareData] = event(
        data,
        organization=organization,
        participant_id=participant_id,
        time=when,
        source="cairn/tests",
        idempotency_key=key or f"{participant_id}-{data.TYPE}-{days_ago}",
    )
    return made


def enrolled(participant_id: str, now: datetime, days_ago: float, *, site: str = "harbour") -> CareEvent:
    """The first event of somebody's journal."""
    data = ParticipantEnrolled(enrolment_id=f"enrolment-{participant_id}", site=site, program=PROGRAM)
    return happened(data, participant_id, now, days_ago)


def journaled(fact: CareEvent) -> Document:
    """The event as scoring's journal keeps it."""
    us, rank, event_id = fact.position
    retracts = {"retracts": fact.data.retracted} if isinstance(fact.data, EntryRetracted) else {}
    return {"_id": event_id, "subject": fact.subject, "us": us, "rank": rank, "event": fact.to_json(), **retracts}


def fill(scores: BlockingDatabase[Document], people: Iterable[Document], facts: Iterable[CareEvent] = ()) -> None:
    """Put people and events where the dashboard reads them."""
    if people := list(people):
        scores[PARTICIPANTS].insert_many(people)
    if documents := [journaled(fact) for fact in facts]:
        scores[JOURNAL].insert_many(documents)


def _looked(now: datetime, items: Sequence[Item]) -> Document:
    return pack_look(Look(microseconds(now), tuple(items), None)) | {"due_us": None}


def _since_midnight(now: datetime, review_in: int | None) -> float | None:
    """Days since the review fell due, None when it has not."""
    if review_in is None or review_in > 0:
        return None
    return (now - datetime.combine(now.date(), time(), now.tzinfo)) / timedelta(days=1) - review_in


def _trail(when: datetime, belief: Belief) -> bytes:
    a, b, _, _, e, _, _, j, k, n = belief.covariance
    return TRAIL.pack(microseconds(when), *belief.mean, a, b, e, j, k, n)


def _us(now: datetime, days_ago: float | None) -> int | None:
    return None if days_ago is None else microseconds(now) - int(days_ago * US_PER_DAY)


def _covariance(sd: float) -> tuple[float, float, float, float, float, float, float, float, float, float]:
    half = sd * sd / 2
    return (half, 0.0, 0.0, 0.0, half, 0.0, 0.0, half, 0.0, half)
