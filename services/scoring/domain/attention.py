"""Why a coordinator may want to reach out: one named rule for each kind of reason.

A rule is a pure function of the course and of now, and answers since when its reason stands, and until when if time
alone will end it; or from when it will stand if nothing else happens. So `look` says both what stands now and when to
look again: evaluated with every event and when that time has come, it finds the same, however often it is asked.
Nothing here ranks people: the order is by kind of reason, then by age.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from math import sqrt
from typing import NamedTuple, TypeAlias

from services.scoring.domain.course import Course
from shared.contracts.attention import SMALL_WIN_SHOWN
from shared.contracts.codes import AttentionReason, EnrolmentStatus
from shared.contracts.envelope import microseconds
from shared.contracts.estimates import (
    SMALLEST_TREND,
    TREND_WINDOW,
    US_PER_DAY,
    WIDEST_SHOWN_SD,
    aged,
    real_change,
    self_efficacy,
)
from shared.contracts.read_models import TRAIL, trail_belief

LOOK_AGAIN_US = int(US_PER_DAY)
"""An estimate changes a little with time alone: whether it eased is looked at once a day."""
_SMALL_WIN_US = SMALL_WIN_SHOWN.days * int(US_PER_DAY)
_WINDOW_US = int(TREND_WINDOW * US_PER_DAY)


class Standing(NamedTuple):
    """A reason stands from `since_us` on, which may lie ahead; until `until_us`, if time alone ends it."""

    since_us: int
    until_us: int | None = None


class Item(NamedTuple):
    """A reason that stands now, who sees to it, and until when it rests."""

    reason: AttentionReason
    since_us: int
    owner: str | None = None
    rests_us: int | None = None


class Look(NamedTuple):
    """What stands as of `at_us`, in the order of a list, and when to look again though nothing happened."""

    at_us: int
    items: tuple[Item, ...]
    due_us: int | None

    @property
    def first(self) -> Item | None:
        """The first that does not rest: where its participant stands in a list."""
        return next((item for item in self.items if item.rests_us is None), None)


Rule: TypeAlias = Callable[[Course, int], Standing | None]


def asked_for_contact(course: Course, now_us: int) -> Standing | None:
    """They asked to be contacted, and nobody has talked with them since."""
    return _since(course.memory.asked_us)


def no_word_for_longer_than_agreed(course: Course, now_us: int) -> Standing | None:
    """They are enrolled, not on a break, and the silence agreed for their program is over."""
    return _since(course.silent_from_us)


def setback_not_talked_over(course: Course, now_us: int) -> Standing | None:
    """A setback was recorded, and neither a session, a recovery nor an outreach about it came after."""
    return _since(course.open_setbacks[0][1] if course.open_setbacks else None)


def agreement_waiting(course: Course, now_us: int) -> Standing | None:
    """An open goal's newest version has no answer from the participant: it is a draft."""
    return _since(course.agreement_us)


def review_due(course: Course, now_us: int) -> Standing | None:
    """The day has come on which an open goal was to be looked at together."""
    return _since(_start_of(course.review_on) if course.review_on else None)


def confidence_eased(course: Course, now_us: int) -> Standing | None:
    """Self-efficacy is lower than 14 days ago by more than chance would explain; since its highest point then."""
    if course.status is not EnrolmentStatus.ENROLLED or not course.trail:
        return None
    trail = course.trail
    earlier = _earlier(trail, now_us - _WINDOW_US)
    if earlier is None:
        return None
    at_us, *then_numbers = TRAIL.unpack_from(trail, earlier)
    then = trail_belief(then_numbers)
    belief = course.estimates.belief
    highest_then = then.mean[2] + max(then.mean[3], 0.0)
    if highest_then - belief.mean[2] - min(belief.mean[3], 0.0) <= SMALLEST_TREND:
        return None  # whatever time has done to both: too little for a trend
    then = aged(then, (now_us - _WINDOW_US - at_us) / US_PER_DAY)
    now = self_efficacy(aged(belief, (now_us - course.at_us) / US_PER_DAY))
    if sqrt(now[1]) > WIDEST_SHOWN_SD:
        return None
    change = real_change(self_efficacy(then), self_efficacy(aged(then, TREND_WINDOW))[1], now)
    return Standing(_highest_since(trail, earlier)) if change is not None and change < 0.0 else None


def small_win(course: Course, now_us: int) -> Standing | None:
    """A step worth celebrating was done within the last days: the first, a hard one, the first after a setback."""
    won_us = course.small_win_us
    return None if won_us is None else Standing(won_us, won_us + _SMALL_WIN_US + 1)


RULES: Mapping[AttentionReason, Rule] = {
    AttentionReason.ASKED_FOR_CONTACT: asked_for_contact,
    AttentionReason.NO_WORD: no_word_for_longer_than_agreed,
    AttentionReason.SETBACK_NOT_TALKED_OVER: setback_not_talked_over,
    AttentionReason.AGREEMENT_WAITING: agreement_waiting,
    AttentionReason.REVIEW_DUE: review_due,
    AttentionReason.CONFIDENCE_EASED: confidence_eased,
    AttentionReason.SMALL_WIN: small_win,
}
"""By reason, in the order of a list."""
_RULES = tuple(RULES.items())


def look(course: Course, now_us: int) -> Look:
    """Evaluate every rule at `now_us` (microseconds; a time before the newest evidence counts as that)."""
    now_us = max(now_us, course.at_us)
    items: list[Item] = []
    again = [now_us + LOOK_AGAIN_US] if _may_ease(course, now_us) else []
    for reason, rule in _RULES:
        standing = rule(course, now_us)
        if standing is None:
            continue
        since_us, until_us = standing
        if since_us > now_us:
            again.append(since_us)
            continue
        if until_us is not None:
            if until_us <= now_us:
                continue
            again.append(until_us)
        item = _answered(course, reason, since_us, now_us)
        if item.rests_us is not None:
            again.append(item.rests_us)
        items.append(item)
    return Look(now_us, tuple(items), min(again) if again else None)


def _answered(course: Course, reason: AttentionReason, since_us: int, now_us: int) -> Item:
    """What was said of an item raised no later than this one does not hold for it."""
    said = course.memory.seen_to.get(reason.value)
    if said is None or said.raised_us < since_us:
        return Item(reason, since_us)
    rests = said.rests_us is not None and said.rests_us > now_us
    return Item(reason, since_us, said.owner, said.rests_us if rests else None)


def _since(us: int | None) -> Standing | None:
    return None if us is None else Standing(us)


def _may_ease(course: Course, now_us: int) -> bool:
    """Within two windows after the last evidence, time alone can still bring a trend about, or end one."""
    enrolled = course.status is EnrolmentStatus.ENROLLED
    return enrolled and bool(course.trail) and now_us - course.at_us < 2 * _WINDOW_US


def _earlier(trail: bytes, us: int) -> int | None:
    """Where in the trail the newest belief at or before `us` stands."""
    found = None
    for offset in range(0, len(trail), TRAIL.size):
        if int.from_bytes(trail[offset : offset + 8], "little", signed=True) > us:
            break
        found = offset
    return found


def _highest_since(trail: bytes, start: int) -> int:
    """When self-efficacy was highest in the trail from `start` on: the last such time, in microseconds."""
    beliefs = [TRAIL.unpack_from(trail, offset) for offset in range(start, len(trail), TRAIL.size)]
    at_us: int = max(beliefs, key=lambda numbers: (numbers[3] + numbers[4], numbers[0]))[0]
    return at_us


def _start_of(day: str) -> int:
    return microseconds(datetime.combine(date.fromisoformat(day), time(), UTC))
