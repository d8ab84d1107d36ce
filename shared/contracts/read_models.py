"""What scoring keeps for readers: one `ParticipantScores` document per participant, and how to read it as of now.

The document in `participants` (database `<CAIRN_DATABASE>_scoring`) has plain fields to query by and packed numbers,
little-endian, laid out by the `struct` formats below: a packed kilobyte costs the database as little as a
hundred bytes, while as many BSON fields would halve what it can write. Reading never changes the document.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from math import sqrt
from struct import Struct
from typing import Any, Literal, TypeAlias

from shared.contracts.attention import REASONS, Attention
from shared.contracts.codes import EnrolmentStatus
from shared.contracts.envelope import microseconds, moment_of
from shared.contracts.estimates import (
    BAND_Z,
    TREND_WINDOW,
    US_PER_DAY,
    WIDEST_SHOWN_SD,
    Belief,
    aged,
    fading,
    readiness,
    real_change,
    self_efficacy,
)

SCORING = "scoring"
"""The service whose database holds the read models."""
PARTICIPANTS = "participants"
"""Collection of `ParticipantScores`, `_id` = `organization/participant_id`."""
JOURNAL = "journal"
"""Collection of every event once: `_id` the event id, `subject`, `us` and `rank` (its position), `event` as JSON."""

_UUID_BYTES = 16
_A_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}").fullmatch

Reading: TypeAlias = Callable[[Belief], tuple[float, float]]
"""Takes (value, variance) of one estimate from a belief."""


class Category(StrEnum):
    """The kinds of evidence whose parts sum to an estimate. Their order is stored: append, never reorder."""

    PRIOR = "prior"
    RULER = "ruler"
    STAGE = "stage"
    TALK = "talk"
    BALANCE = "balance"
    STEP = "step"
    RECOVERY = "recovery"
    SETBACK = "setback"
    AFFIRMATION = "affirmation"
    CLINICIAN = "clinician"

    # Enum's own __hash__ is a Python function, and these are the keys of a dictionary that is made anew per event.
    __hash__ = str.__hash__


CATEGORIES = tuple(Category)

BELIEF = Struct("<q14d")
"""Time (microseconds), mean (4), covariance (10: upper triangle by rows)."""
PART = Struct("<B4d")
"""Category index, its share of the four states."""
TRAIL = Struct("<q10f")
"""The beliefs of the last 14 days (the last of each hour) and the one before them: time, mean (4), and of the
covariance what the two estimates are made of (mRmR mRdR dRdR mSmS mSdS dSdS), in single precision. Seven digits are
plenty for a trend."""
MOVE = Struct("<qB2f")
"""Time, category index, what the event moved readiness and self-efficacy by (to seven digits); the events' ids stand
in `moved_by`, see `packed_id`."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """One estimate as of a moment. An estimate to talk about, not a diagnosis. `recent`: its values since shortly
    before the last 14 days, at most one per hour, the oldest first.

    value, low, high: 0-10, clipped for display, the band is 80 %; None while sd > 1.5: not enough recent
    information. trend is None unless the change over 14 days is real. parts sum to `unclipped` to 1e-9.
    """

    value: float | None
    low: float | None
    high: float | None
    sd: float
    unclipped: float
    last_heard: datetime | None
    trend: Literal["rising", "easing"] | None
    change: float | None
    parts: Mapping[Category, float]
    recent: tuple[tuple[datetime, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Movement:
    """What one event moved, when it was folded."""

    event_id: str
    time: datetime
    category: Category
    readiness: float
    self_efficacy: float


@dataclass(frozen=True, slots=True)
class ScoresAsOf:
    """Everything a page says about one participant's scores, as of `now`.

    `attention` in the order of a list, and what its rules go by: see `ParticipantScores`.
    """

    now: datetime
    organization: str
    participant_id: str
    site: str | None
    program: str | None
    enrolled_at: datetime | None
    status: EnrolmentStatus | None
    events: int
    last_heard: datetime | None
    readiness: Estimate
    self_efficacy: Estimate
    movements: tuple[Movement, ...]
    attention: tuple[Attention, ...]
    looked_at: datetime
    silent_from: datetime | None
    asked_at: datetime | None
    agreement_since: datetime | None
    open_setbacks: tuple[datetime, ...]
    small_win_at: datetime | None
    review_on: date | None
    stage: str | None
    first_stage: str | None
    attainment: float | None
    tries: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class ParticipantScores:
    """The stored projection: a pure function of the set of one participant's events, but for `attention`.

    `attention` is what scoring's rules found at `looked_at`: they are asked with every event, and when time has come
    to. What they go by: `silent_from`, when no word becomes no word for longer than agreed (None unless they are
    enrolled and not on a break); `asked_at`, since when they have waited for the contact that they asked for;
    `agreement_since`, since when a goal's newest version has waited for their yes; setbacks not talked over since
    a session or their recovery; the newest small win; the earliest review of an open goal. On a break and after the
    end nothing is expected: no word, no review, no answer, and an estimate that eased is no reason.

    `stage` of change, as last said, and as first said; `attainment`: goals' T score (mean 50, sd 10) over what was
    reached at their last reviews, None before the first; `tries`: attempts that were done, partly, and not this time.
    """

    organization: str
    participant_id: str
    site: str | None
    program: str | None
    enrolled_at: datetime | None
    status: EnrolmentStatus | None
    events: int
    last_heard: datetime | None
    heard_readiness: datetime | None
    heard_self_efficacy: datetime | None
    at: datetime
    belief: Belief
    parts: Mapping[Category, tuple[float, float, float, float]]
    trail: tuple[tuple[datetime, Belief], ...]
    movements: tuple[Movement, ...]
    silent_from: datetime | None
    asked_at: datetime | None
    agreement_since: datetime | None
    open_setbacks: tuple[datetime, ...]
    small_win_at: datetime | None
    review_on: date | None
    attention: tuple[Attention, ...]
    looked_at: datetime
    stage: str | None
    first_stage: str | None
    attainment: float | None
    tries: tuple[int, int, int]

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> ParticipantScores:
        """Read a document of `participants`. Raises KeyError or struct.error for anything else.

        Without attention in it, nobody has looked yet.
        """
        organization, _, participant_id = document["_id"].partition("/")
        at, *numbers = BELIEF.unpack(document["belief"])
        ids = packed_ids(document["moved_by"])
        done, partly, not_this_time = document["tries"]
        return cls(
            organization=organization,
            participant_id=participant_id,
            site=document["site"],
            program=document["program"],
            enrolled_at=_moment(document["enrolled_us"]),
            status=EnrolmentStatus(document["status"]) if document["status"] else None,
            events=document["events"],
            last_heard=_moment(document["heard_us"]),
            heard_readiness=_moment(document["heard_readiness_us"]),
            heard_self_efficacy=_moment(document["heard_self_efficacy_us"]),
            at=moment_of(at),
            belief=_belief(numbers),
            parts={CATEGORIES[k]: (a, b, c, d) for k, a, b, c, d in PART.iter_unpack(document["parts"])},
            trail=tuple((moment_of(us), trail_belief(rest)) for us, *rest in TRAIL.iter_unpack(document["trail"])),
            movements=tuple(
                Movement(event_id, moment_of(us), CATEGORIES[k], r, s)
                for event_id, (us, k, r, s) in zip(ids, MOVE.iter_unpack(document["moves"]), strict=False)
            ),
            silent_from=_moment(document["silent_from_us"]),
            asked_at=_moment(document["asked_us"]),
            agreement_since=_moment(document["agreement_us"]),
            open_setbacks=tuple(moment_of(us) for _, us in document["open_setbacks"]),
            small_win_at=_moment(document["small_win_us"]),
            review_on=date.fromisoformat(document["review_on"]) if document["review_on"] else None,
            attention=tuple(map(_attention, document.get("attention", ()))),
            looked_at=moment_of(document.get("looked_us", at)),
            stage=document["stage"],
            first_stage=document["first_stage"],
            attainment=document["attainment"],
            tries=(done, partly, not_this_time),
        )

    def as_of(self, now: datetime) -> ScoresAsOf:
        """What a page shows at `now`: bands widened by silence. Changes nothing.

        `now` is aware; one before the newest event counts as the time of that event, in the same zone.
        """
        now = max(now, self.at.astimezone(now.tzinfo))
        r_left, s_left = fading(_days(self.at, now))
        r_parts = {k: m + d * r_left for k, (m, d, _, _) in self.parts.items()}
        s_parts = {k: m + d * s_left for k, (_, _, m, d) in self.parts.items()}
        r = self._estimate(now, readiness, self.heard_readiness, r_parts)
        s = self._estimate(now, self_efficacy, self.heard_self_efficacy, s_parts)
        return ScoresAsOf(
            now=now,
            organization=self.organization,
            participant_id=self.participant_id,
            site=self.site,
            program=self.program,
            enrolled_at=self.enrolled_at,
            status=self.status,
            events=self.events,
            last_heard=self.last_heard,
            readiness=r,
            self_efficacy=s,
            movements=self.movements,
            attention=self.attention,
            looked_at=self.looked_at,
            silent_from=self.silent_from,
            asked_at=self.asked_at,
            agreement_since=self.agreement_since,
            open_setbacks=self.open_setbacks,
            small_win_at=self.small_win_at,
            review_on=self.review_on,
            stage=self.stage,
            first_stage=self.first_stage,
            attainment=self.attainment,
            tries=self.tries,
        )

    def _estimate(
        self, now: datetime, of: Reading, heard: datetime | None, parts: Mapping[Category, float]
    ) -> Estimate:
        value, variance = of(aged(self.belief, _days(self.at, now)))
        sd = sqrt(variance)
        change = self._change(now, of)
        enough = sd <= WIDEST_SHOWN_SD
        return Estimate(
            value=_clipped(value) if enough else None,
            low=_clipped(value - BAND_Z * sd) if enough else None,
            high=_clipped(value + BAND_Z * sd) if enough else None,
            sd=sd,
            unclipped=value,
            last_heard=heard,
            trend=None if change is None or not enough else "rising" if change > 0 else "easing",
            change=change if enough else None,
            parts=parts,
            recent=tuple((at, _clipped(of(belief)[0])) for at, belief in self.trail),
        )

    def _change(self, now: datetime, of: Reading) -> float | None:
        earlier = [(at, belief) for at, belief in self.trail if _days(at, now) >= TREND_WINDOW]
        if not earlier:
            return None
        at, belief = earlier[-1]
        then = aged(belief, _days(at, now) - TREND_WINDOW)
        unheard = of(aged(then, TREND_WINDOW))[1]
        return real_change(of(then), unheard, of(aged(self.belief, _days(self.at, now))))


def trail_belief(numbers: Sequence[float]) -> Belief:
    """A belief of the trail; what links the two estimates is not kept there: zeros, which neither asks for."""
    m_r, d_r, m_s, d_s, a, b, e, j, k, n = numbers
    return Belief((m_r, d_r, m_s, d_s), (a, b, 0.0, 0.0, e, 0.0, 0.0, j, k, n))


def packed_id(event_id: str) -> bytes:
    """An event id behind its length in one byte; a UUID in its usual form as its 16 bytes, behind a zero."""
    if _A_UUID(event_id):
        return b"\0" + bytes.fromhex(event_id.replace("-", ""))
    said = event_id.encode()
    return bytes((len(said),)) + said


def packed_ids(packed: bytes) -> list[str]:
    """The ids that were packed, in their order."""
    ids = []
    start = 0
    while start < len(packed):
        end = start + packed_id_size(packed, start)
        body = packed[start + 1 : end]
        ids.append(body.decode() if packed[start] else _uuid(body))
        start = end
    return ids


def packed_id_size(packed: bytes, start: int = 0) -> int:
    """Bytes that the packed id at `start` takes."""
    return 1 + (packed[start] or _UUID_BYTES)


def _attention(item: Mapping[str, Any]) -> Attention:
    rests_us = item.get("rests_us")
    rests_until = None if rests_us is None else moment_of(rests_us).date()
    return Attention(REASONS[item["reason"]], moment_of(item["us"]), item.get("owner"), rests_until)


def _uuid(raw: bytes) -> str:
    digits = raw.hex()
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def _belief(numbers: Sequence[float]) -> Belief:
    a, b, c, d, *covariance = numbers
    return Belief((a, b, c, d), tuple(covariance))  # type: ignore[arg-type]  # ten, by the struct's layout


def _moment(us: int | None) -> datetime | None:
    return None if us is None else moment_of(us)


def _days(since: datetime, until: datetime) -> float:
    return (microseconds(until) - microseconds(since)) / US_PER_DAY


def _clipped(value: float) -> float:
    return min(max(value, 0.0), 10.0)
