"""A participant's course: the state of the fold, and `evolve(course, event)`.

The fold is defined over a participant's events in the order (time, type rank, event id), each id once; then the
course is a function of the *set* of events. `evolve` refuses to go back in that order: a late event is folded by
starting again from an earlier course.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from services.scoring.domain.attainment import attainment_score
from services.scoring.domain.evidence import (
    AFFIRMATION_CAP,
    AFFIRMATION_INPUT,
    AFFIRMATION_WINDOW_DAYS,
    Affirmed,
    Attempted,
    Evidence,
    ReadinessMeasured,
    SelfEfficacyMeasured,
    Shifted,
    attempt_measurement,
)
from services.scoring.domain.filter import (
    ALL_LEFT,
    START,
    Estimates,
    later,
    measured_readiness,
    measured_self_efficacy,
    shifted,
)
from services.scoring.domain.memory import Memory
from services.scoring.domain.noting import is_a_word, noted
from services.scoring.domain.testimony import evidence_in
from shared.contracts.codes import EnrolmentStatus
from shared.contracts.envelope import CareEvent
from shared.contracts.estimates import TREND_WINDOW, US_PER_DAY, aged, fading
from shared.contracts.events import EntryRetracted
from shared.contracts.read_models import CATEGORIES, MOVE, TRAIL, Category, packed_id, packed_id_size

SHOWN_MOVES = 20
"""How many of the events that moved a score a projection keeps."""
_WINDOW_US = int(TREND_WINDOW * US_PER_DAY)
_HOUR_US = 3_600_000_000
_DAY_US = 86_400_000_000
_INDEX = {category: index for index, category in enumerate(CATEGORIES)}


class OutOfOrder(ValueError):
    """An event stands before the newest of the course: fold again from an earlier course. Never leaves scoring."""


class Course(NamedTuple):
    """Everything known about one participant after some of their events. Times are microseconds since 1970."""

    events: int
    position: tuple[int, int, str]
    at_us: int
    """The time that the estimates are of: that of the newest event with evidence (or of the first event)."""
    estimates: Estimates
    trail: bytes = b""
    moves: bytes = b""
    moved_by: bytes = b""
    """The ids of the events of `moves`, each as `packed_id`."""
    site: str | None = None
    program: str | None = None
    enrolled_us: int | None = None
    heard_us: int | None = None
    heard_readiness_us: int | None = None
    heard_self_efficacy_us: int | None = None
    open_setbacks: tuple[tuple[str, int], ...] = ()
    small_win_us: int | None = None
    memory: Memory = Memory()
    tries: tuple[int, int, int] = (0, 0, 0)
    """Attempts that were done, partly, and not this time."""

    @property
    def status(self) -> EnrolmentStatus | None:
        """Of the newest enrolment."""
        return self.memory.enrolment.status if self.memory.enrolment else None

    @property
    def silent_from_us(self) -> int | None:
        """From when on no word is no word for longer than agreed; None unless they are enrolled."""
        enrolment = self.memory.enrolment
        if enrolment is None or enrolment.status is not EnrolmentStatus.ENROLLED:
            return None
        since = enrolment.here_us if self.heard_us is None else max(self.heard_us, enrolment.here_us)
        return since + enrolment.silent_after_days * _DAY_US

    @property
    def agreement_us(self) -> int | None:
        """Since when the first goal has waited for the participant's yes; None while nobody waits."""
        if self._away:
            return None
        waiting = [goal.version_us for goal in self.memory.goals.values() if goal.waits_for_agreement]
        return min(waiting) if waiting else None

    @property
    def review_on(self) -> str | None:
        """The earliest review date over all goals that are open; None while nobody waits."""
        if self._away:
            return None
        dates = [goal.review_on for goal in self.memory.goals.values() if goal.review_on]
        return min(dates) if dates else None

    @property
    def attainment(self) -> float | None:
        """Goal attainment over the last review of each goal; None before the first."""
        reached = [
            (goal.attainment, goal.weight) for goal in self.memory.goals.values() if goal.attainment is not None
        ]
        return attainment_score(reached) if reached else None

    @property
    def _away(self) -> bool:
        """On a break, or after the program, neither a word nor a review nor an answer is waited for."""
        enrolment = self.memory.enrolment
        return enrolment is not None and enrolment.status is not EnrolmentStatus.ENROLLED


_UNBEGUN = Course(0, (-(2**63), -1, ""), 0, START)
"""Before any event."""


def fold(course: Course | None, events: Iterable[CareEvent]) -> Course | None:
    """`evolve` over events in order; None when there is neither a course nor an event.

    What any of the events retracts does not count, unless `course` counted it before.
    """
    events = list(events)
    course = knowing(course, retracted_by(events))
    for event in events:
        course = evolve(course, event)
    return course


def retracted_by(events: Iterable[CareEvent]) -> frozenset[str]:
    """The ids of what these events say does not count."""
    said = (event.data for event in events)
    return frozenset(data.retracted for data in said if type(data) is EntryRetracted)


def knowing(course: Course | None, retracted: frozenset[str]) -> Course | None:
    """The course that will not count these events when they come."""
    if not retracted:
        return course
    course = course or _UNBEGUN
    return course._replace(memory=course.memory._replace(retracted=course.memory.retracted | retracted))


def evolve(course: Course | None, event: CareEvent, position: tuple[int, int, str] | None = None) -> Course:
    """The course after one more event. Raises OutOfOrder when it stands before (or is) the newest one.

    `position` is the event's, for callers who know it already. A retraction bears on later events only: for those
    before it the course must have been told from the start (`knowing`).
    """
    position = position or event.position
    us = position[0]
    if course is None:
        course = Course(0, position, us, START)
    elif position <= course.position:
        raise OutOfOrder(event.id)
    data = event.data
    if course.memory.retracted:
        if event.id in course.memory.retracted and not isinstance(data, EntryRetracted):
            return _left_out(course, position)
        if course.events == course.memory.left_out:
            course = course._replace(at_us=us)
    course = noted(course, data, us)
    heard_us = us if is_a_word(data) else course.heard_us
    evidence = evidence_in(data)
    if not evidence:
        return course._replace(events=course.events + 1, position=position, heard_us=heard_us)
    return weighed(course, evidence, position, heard_us)


def weighed(
    course: Course, evidence: tuple[Evidence, ...], position: tuple[int, int, str], heard_us: int | None = None
) -> Course:
    """Age the estimates to the event at `position`, apply what it says, keep what it moved."""
    us, _, event_id = position
    estimates = course.estimates
    left = ALL_LEFT
    days = (us - course.at_us) / US_PER_DAY
    if not evidence:
        estimates = later(estimates, days)
    elif days > 0.0:
        left = fading(days)
        estimates = Estimates(aged(estimates.belief, days), estimates.parts)  # the parts, with the first evidence
    moved_r = moved_s = 0.0
    memory = course.memory
    tries = course.tries
    heard_r, heard_s = course.heard_readiness_us, course.heard_self_efficacy_us
    category: Category | None = None
    for piece in evidence:
        match piece:
            case Attempted(outcome, difficulty, kind):
                mean = estimates.belief.mean
                value, variance = attempt_measurement(outcome, difficulty, mean[2] + mean[3])
                estimates, r, s = measured_self_efficacy(estimates, value, variance, kind, left)
                heard_s = us
                tries = _with_try(tries, outcome, kind)
            case SelfEfficacyMeasured(value, variance, kind):
                estimates, r, s = measured_self_efficacy(estimates, value, variance, kind, left)
                heard_s = us
            case ReadinessMeasured(value, variance, kind):
                estimates, r, s = measured_readiness(estimates, value, variance, kind, left)
                heard_r = us
            case Shifted(by, kind):
                estimates, r, s = shifted(estimates, by, kind, left), 0.0, by
                heard_s = us
            case Affirmed():
                kind, r = Category.AFFIRMATION, 0.0
                s, memory = _affirmation(memory, us)
                estimates = shifted(estimates, s, kind, left)
                heard_s = us
        left = ALL_LEFT
        moved_r += r
        moved_s += s
        category = category or kind
    moves, moved_by = course.moves, course.moved_by
    if (moved_r or moved_s) and category is not None:
        moves, moved_by = _with_move(moves, moved_by, event_id, us, category, moved_r, moved_s)
    return Course(  # in the order of its fields: by name, or with `_replace`, this would cost as much as the filter
        course.events + 1,
        position,
        us,
        estimates,
        _with_belief(course.trail, us, estimates),
        moves,
        moved_by,
        course.site,
        course.program,
        course.enrolled_us,
        heard_us,
        heard_r,
        heard_s,
        course.open_setbacks,
        course.small_win_us,
        memory,
        tries,
    )


def _with_try(tries: tuple[int, int, int], outcome: float, kind: Category) -> tuple[int, int, int]:
    """A recovery counts as a step done for the estimate, but is no attempt."""
    if kind is not Category.STEP:
        return tries
    done, partly, not_this_time = tries
    if outcome == 1.0:
        return done + 1, partly, not_this_time
    return (done, partly, not_this_time + 1) if outcome == 0.0 else (done, partly + 1, not_this_time)


def _left_out(course: Course, position: tuple[int, int, str]) -> Course:
    """The event at `position` was seen and does not count."""
    memory = course.memory._replace(left_out=course.memory.left_out + 1)
    return course._replace(events=course.events + 1, position=position, memory=memory)


def _affirmation(memory: Memory, us: int) -> tuple[float, Memory]:
    since = us - int(AFFIRMATION_WINDOW_DAYS * US_PER_DAY)
    recent = tuple((at, given) for at, given in memory.affirmations if at > since)
    given = max(min(AFFIRMATION_INPUT, AFFIRMATION_CAP - sum(given for _, given in recent)), 0.0)
    return given, memory._replace(affirmations=(*recent, (us, given)) if given else recent)


def _with_move(
    moves: bytes, moved_by: bytes, event_id: str, us: int, category: Category, r: float, s: float
) -> tuple[bytes, bytes]:
    moves += MOVE.pack(us, _INDEX[category], r, s)
    moved_by += packed_id(event_id)
    if len(moves) > SHOWN_MOVES * MOVE.size:
        return moves[MOVE.size :], moved_by[packed_id_size(moved_by) :]
    return moves, moved_by


def _with_belief(trail: bytes, us: int, estimates: Estimates) -> bytes:
    """The trail with one more belief: the last of each hour, back to the newest that is 14 days old."""
    size = TRAIL.size
    a, b, _, _, e, _, _, j, k, n = estimates.belief.covariance
    entry = TRAIL.pack(us, *estimates.belief.mean, a, b, e, j, k, n)
    length = len(trail)
    if length and us - _time_at(trail, length - size) < _HOUR_US and _same_hour(trail, length - size, us):
        length -= size
    start, since = 0, us - _WINDOW_US
    while length - start >= 2 * size and _time_at(trail, start + size) <= since:
        start += size
    return trail[start:length] + entry


def _same_hour(trail: bytes, offset: int, us: int) -> bool:
    return _time_at(trail, offset) // _HOUR_US == us // _HOUR_US


def _time_at(trail: bytes, offset: int) -> int:
    return int.from_bytes(trail[offset : offset + 8], "little", signed=True)
