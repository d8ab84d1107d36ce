"""A participant's course: the state of the fold, and `evolve(course, event)`.

The fold is defined over a participant's events in the order (time, type rank, event id), each id once; then the
course is a function of the *set* of events. `evolve` refuses to go back in that order: a late event is folded by
starting again from an earlier course.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple, assert_never

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
    evidence_in,
)
from services.scoring.domain.filter import (
    START,
    Estimates,
    later,
    measured_readiness,
    measured_self_efficacy,
    shifted,
)
from shared.contracts.envelope import CareEvent
from shared.contracts.estimates import TREND_WINDOW, US_PER_DAY
from shared.contracts.events import (
    CareData,
    CheckedIn,
    GoalRevised,
    GoalSet,
    ParticipantEnrolled,
    Setback,
    SetbackRecovered,
    StepCompleted,
    StepNotDone,
    StepPlanned,
)
from shared.contracts.read_models import CATEGORIES, MOVE, TRAIL, Category, packed_id, packed_id_size
from shared.contracts.vocabulary import Outcome, Setting

SHOWN_MOVES = 20
"""How many of the events that moved a score a projection keeps."""
HARD_STEP = 7.0
"""A done step at least this difficult is a small win."""
MOST_OPEN_SETBACKS = 20
"""How many setbacks not yet talked over a projection keeps: the newest."""
_WINDOW_US = int(TREND_WINDOW * US_PER_DAY)
_HOUR_US = 3_600_000_000
_INDEX = {category: index for index, category in enumerate(CATEGORIES)}


class OutOfOrder(ValueError):
    """An event stands before the newest of the course: fold again from an earlier course. Never leaves scoring."""


class Memory(NamedTuple):
    """What later events need to know of earlier ones, besides the estimates."""

    done_before: bool = False
    setback_since_done: bool = False
    reviews: Mapping[str, tuple[int, str]] = {}
    """goal id -> (version, review date) of the newest version seen."""
    affirmations: tuple[tuple[int, float], ...] = ()
    """(time in microseconds, input given) of the last AFFIRMATION_WINDOW_DAYS."""


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

    @property
    def review_on(self) -> str | None:
        """The earliest review date over the newest versions of all goals."""
        return min((on for _, on in self.memory.reviews.values()), default=None)


def fold(course: Course | None, events: Iterable[CareEvent]) -> Course | None:
    """`evolve` over events in order; None when there is neither a course nor an event."""
    for event in events:
        course = evolve(course, event)
    return course


def evolve(course: Course | None, event: CareEvent, position: tuple[int, int, str] | None = None) -> Course:
    """The course after one more event. Raises OutOfOrder when it stands before (or is) the newest one.

    `position` is the event's, for callers who know it already.
    """
    position = position or event.position
    us = position[0]
    if course is None:
        course = Course(0, position, us, START)
    elif position <= course.position:
        raise OutOfOrder(event.id)
    data = event.data
    noted = _noted(course, data, us)
    heard_us = course.heard_us if isinstance(data, ParticipantEnrolled) else us
    evidence = evidence_in(data)
    if not evidence:
        return noted._replace(events=course.events + 1, position=position, heard_us=heard_us)
    return weighed(noted, evidence, position, heard_us)


def weighed(
    course: Course, evidence: tuple[Evidence, ...], position: tuple[int, int, str], heard_us: int | None = None
) -> Course:
    """Age the estimates to the event at `position`, apply what it says, keep what it moved."""
    us, _, event_id = position
    estimates = later(course.estimates, (us - course.at_us) / US_PER_DAY)
    moved_r = moved_s = 0.0
    memory = course.memory
    heard_r, heard_s = course.heard_readiness_us, course.heard_self_efficacy_us
    category: Category | None = None
    for piece in evidence:
        match piece:
            case Attempted(outcome, difficulty, kind):
                mean = estimates.belief.mean
                value, variance = attempt_measurement(outcome, difficulty, mean[2] + mean[3])
                estimates, r, s = measured_self_efficacy(estimates, value, variance, kind)
                heard_s = us
            case SelfEfficacyMeasured(value, variance, kind):
                estimates, r, s = measured_self_efficacy(estimates, value, variance, kind)
                heard_s = us
            case ReadinessMeasured(value, variance, kind):
                estimates, r, s = measured_readiness(estimates, value, variance, kind)
                heard_r = us
            case Shifted(by, kind):
                estimates, r, s = shifted(estimates, by, kind), 0.0, by
                heard_s = us
            case Affirmed():
                kind, r = Category.AFFIRMATION, 0.0
                s, memory = _affirmation(memory, us)
                estimates = shifted(estimates, s, kind)
                heard_s = us
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
    )


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
    entry = TRAIL.pack(us, *estimates.belief.mean, *estimates.belief.covariance)
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


def _noted(course: Course, data: CareData, us: int) -> Course:
    """What an event says besides evidence: where the person is, what waits to be talked over, what went well."""
    match data:
        case StepCompleted():
            return _after_attempt(course, data, us)
        case CheckedIn():
            talked_over = course.open_setbacks and data.setting is Setting.SESSION
            return course._replace(open_setbacks=()) if talked_over else course
        case StepPlanned() | StepNotDone():
            return course
        case ParticipantEnrolled():
            return course._replace(site=data.site, program=data.program, enrolled_us=us)
        case GoalSet() | GoalRevised():
            return course._replace(memory=_with_review(course.memory, data.goal_id, data.version, data.review_on))
        case Setback():
            waiting = (*course.open_setbacks, (data.setback_id, us))[-MOST_OPEN_SETBACKS:]
            return course._replace(open_setbacks=waiting, memory=course.memory._replace(setback_since_done=True))
        case SetbackRecovered():
            waiting = tuple(item for item in course.open_setbacks if item[0] != data.setback_id)
            return course._replace(open_setbacks=waiting)
        case _:
            assert_never(data)


def _after_attempt(course: Course, data: StepCompleted, us: int) -> Course:
    if data.outcome is not Outcome.DONE:
        return course
    memory = course.memory
    first = not memory.done_before or memory.setback_since_done
    hard = data.difficulty is not None and data.difficulty >= HARD_STEP
    if first:
        memory = memory._replace(done_before=True, setback_since_done=False)
    return course._replace(small_win_us=us, memory=memory) if first or hard else course


def _with_review(memory: Memory, goal_id: str, version: int, review_on: date) -> Memory:
    known = memory.reviews.get(goal_id)
    if known is not None and known[0] >= version:
        return memory
    return memory._replace(reviews={**memory.reviews, goal_id: (version, review_on.isoformat())})
