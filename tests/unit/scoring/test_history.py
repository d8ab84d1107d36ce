"""The estimates over time: a point a day, why they moved, and what was answered; told from the events alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import pytest

from services.scoring.domain.history import NOT_SHARED
from services.scoring.domain.retelling import MOST_MOVES, Asked, History, retold
from services.scoring.domain.sharing import EVERY_TYPE, shares_of, types_shared
from shared.contracts.codes import Shared
from shared.contracts.envelope import CareEvent, moment_of
from shared.contracts.estimates import BASELINE_START
from shared.contracts.events import CareData, SupporterInvited, SupporterUninvited, TalkCounts
from shared.contracts.read_models import Category
from shared.contracts.vocabulary import RulerKind, Setting
from tests.unit.scoring.care import (
    at,
    checked_in,
    confident,
    done,
    enrolled,
    goal,
    planned,
    ready,
    ruler,
    said,
    setback,
    us,
)
from tests.unit.scoring.care_plan import affirmed, taken_back, talk_of


def told(
    *events: CareEvent,
    now: float,
    days: int = 84,
    since: float = 0.0,
    seen: frozenset[type[CareData]] = EVERY_TYPE,
) -> History:
    """The history `now` days after the start."""
    in_order = sorted(events, key=lambda one: one.position)
    history = retold(in_order, Asked(us(now), days, us(since), seen))
    assert history is not None
    return history


def days_of(history: History) -> list[str]:
    return [moment_of(point.us).strftime("%m-%d %H:%M:%S") for point in history.points]


def parts_of(history: History) -> dict[str, float]:
    return dict(history.self_efficacy.by_category)


def test_there_is_a_point_for_the_end_of_each_day_from_the_first_event_on_and_the_last_is_now() -> None:
    history = told(said(enrolled()), said(confident(6), 1.0), now=2.25)
    assert days_of(history) == ["01-05 23:59:59", "01-06 23:59:59", "01-07 15:00:00"]


def test_of_a_long_course_only_the_days_asked_for_are_told() -> None:
    history = told(said(confident(6)), now=400.0, days=3)
    assert days_of(history) == ["02-07 23:59:59", "02-08 23:59:59", "02-09 09:00:00"]


def test_now_is_told_to_the_minute_but_never_before_the_newest_evidence() -> None:
    a_second = 1 / 86_400
    assert moment_of(told(said(enrolled()), now=59.9 * a_second).until_us) == at(0.0)
    ahead = told(said(enrolled()), said(confident(6), 1.0 + a_second), now=1.0)
    assert moment_of(ahead.until_us) == at(1.0 + a_second)


def test_there_is_no_value_without_enough_recent_information() -> None:
    before, after = told(said(enrolled()), said(confident(6), 1.0), now=1.0).points
    assert (before.readiness, before.self_efficacy) == (None, None)
    assert after.self_efficacy is not None
    assert after.self_efficacy.low < after.self_efficacy.value < after.self_efficacy.high


def test_what_is_shown_stays_on_the_scale_and_what_is_summed_does_not() -> None:
    history = told(*(said(confident(10), day) for day in range(40)), now=40.0)
    assert history.points[-1].self_efficacy is not None
    assert history.points[-1].self_efficacy.high == 10.0
    fallen = told(*(said(setback(), day / 50) for day in range(50)), now=1.0)
    assert fallen.self_efficacy.until < 0.0
    assert all(point.self_efficacy is None or point.self_efficacy.low >= 0.0 for point in fallen.points)


def test_a_window_names_what_moved_the_estimate_and_what_settled_since() -> None:
    history = told(said(enrolled()), said(setback(), 1.0), now=8.0)
    assert history.self_efficacy.since == BASELINE_START
    assert parts_of(history) == {Category.SETBACK: pytest.approx(-0.4)}
    assert history.self_efficacy.settling == pytest.approx(0.4 * (1 - 2.718281828**-1))
    assert history.readiness == (BASELINE_START, BASELINE_START, {}, 0.0)


def test_what_was_before_the_window_only_settles_within_it() -> None:
    history = told(said(enrolled()), said(setback(), 1.0), said(done(), 3.0), now=8.0, since=2.0)
    assert set(parts_of(history)) == {Category.STEP}
    assert history.self_efficacy.since == pytest.approx(BASELINE_START - 0.4 * 2.718281828 ** (-1 / 7))
    assert [one.event.time for one in history.moves] == [at(3.0)]


def test_a_window_does_not_begin_before_the_first_event_nor_end_before_it_began() -> None:
    events = (said(enrolled()), said(confident(9), 1.0))
    assert told(*events, now=2.0, since=-30.0).since_us == us(0.0)
    later = told(*events, now=2.0, since=9.0)
    assert later.since_us == later.until_us == us(2.0)
    assert (later.self_efficacy.by_category, later.moves) == ({}, [])
    assert later.self_efficacy.since == later.self_efficacy.until


def test_an_event_at_the_first_moment_of_the_window_is_in_it() -> None:
    history = told(said(enrolled()), said(confident(9), 1.0), now=2.0, since=1.0)
    assert set(parts_of(history)) == {Category.RULER}


def test_moves_are_the_newest_first_and_no_more_than_fit_on_a_page() -> None:
    events = [said(done(), day, key=str(day)) for day in range(MOST_MOVES + 7)]
    history = told(*events, now=90.0)
    assert [one.event.id for one in history.moves] == [event.id for event in reversed(events[7:])]


def test_an_event_that_moved_nothing_is_no_move() -> None:
    events = [said(enrolled()), *(said(affirmed(), 1.0 + number / 10, key=str(number)) for number in range(6))]
    history = told(*events, said(planned(), 2.0), now=3.0)
    assert [one.category for one in history.moves] == [Category.AFFIRMATION] * 4


def test_what_was_taken_back_is_told_nowhere() -> None:
    wrong = said(checked_in(ruler(RulerKind.CONFIDENCE, 1)), 1.0)
    counted = told(said(enrolled()), said(taken_back(wrong), 2.0), now=3.0)
    history = told(said(enrolled()), wrong, said(taken_back(wrong), 2.0), now=3.0)
    assert history == counted
    assert history.rulers == []


def answers(history: History) -> Iterable[tuple[datetime, str, int, str | None, str | None]]:
    assert history.rulers is not None
    return [(one.event.time, one.kind, one.value, one.goal_id, one.setting) for one in history.rulers]


def test_every_ruler_answer_is_told_with_where_it_was_given_or_for_which_goal() -> None:
    history = told(
        said(goal(importance=8, confidence=4)),
        said(checked_in(ruler(RulerKind.READINESS, 5), ruler(RulerKind.CONFIDENCE, 3, "goal-1")), 1.0),
        said(confident(7, Setting.SESSION), 2.0),
        now=3.0,
    )
    assert answers(history) == [
        (at(0.0), RulerKind.IMPORTANCE, 8, "goal-1", None),
        (at(0.0), RulerKind.CONFIDENCE, 4, "goal-1", None),
        (at(1.0), RulerKind.READINESS, 5, None, Setting.CHECK_IN),
        (at(1.0), RulerKind.CONFIDENCE, 3, "goal-1", Setting.CHECK_IN),
        (at(2.0), RulerKind.CONFIDENCE, 7, None, Setting.SESSION),
    ]


def test_talk_is_told_in_all_for_each_side() -> None:
    counted = said(talk_of(TalkCounts(desire=3, commitment=1), TalkCounts(reason=2)), 1.0)
    history = told(said(enrolled()), counted, now=2.0)
    assert history.talk is not None
    assert [(one.event.id, one.change, one.sustain) for one in history.talk] == [(counted.id, 4, 2)]


def test_answers_and_talk_are_those_of_the_days_asked_for() -> None:
    events = [said(ready(5), day, key=str(day)) for day in range(10)]
    talked = [said(talk_of(TalkCounts(need=1), TalkCounts()), day, key=str(day)) for day in range(10)]
    history = told(*events, *talked, now=9.5, days=2)
    assert [when for when, *_ in answers(history)] == [at(8.0), at(9.0)]
    assert history.talk is not None
    assert len(history.talk) == 2


def test_a_supporter_is_told_by_name_only_of_what_is_shared() -> None:
    events = (said(goal(confidence=4)), said(setback(), 1.0), said(confident(8), 2.0), said(done(), 3.0))
    names = {
        Shared.SCORES: {NOT_SHARED},
        Shared.CHECK_INS: {NOT_SHARED, Category.RULER},
        Shared.SETBACKS: {NOT_SHARED, Category.SETBACK},
        Shared.ATTEMPTS: {NOT_SHARED, Category.STEP},
    }
    for shared, named in names.items():
        history = told(*events, now=4.0, seen=types_shared(frozenset({shared})))
        assert set(parts_of(history)) == named
        assert [one.category for one in history.moves] == [one for one in named if one != NOT_SHARED]
        assert (history.rulers is not None) == (shared is Shared.CHECK_INS)
        assert history.talk is None
    with_check_ins = told(*events, now=4.0, seen=types_shared(frozenset({Shared.CHECK_INS})))
    assert [value for _, _, value, *_ in answers(with_check_ins)] == [8]  # the goal's ruler is shared with the goals


def invited(*may_see: Shared, days: float, who: str = "friend") -> CareEvent:
    return said(SupporterInvited(supporter_id=who, may_see=may_see), days, key=f"{who} {days}")


def uninvited(days: float) -> CareEvent:
    return said(SupporterUninvited(supporter_id="friend"), days)


def test_the_newest_word_about_a_supporter_says_what_they_see() -> None:
    first, second = invited(Shared.SCORES, Shared.GOALS, days=0.0), invited(Shared.SCORES, days=1.0)
    somebody_else = invited(Shared.CHECK_INS, days=2.0, who="neighbour")
    assert shares_of("friend", [], ()) == frozenset()
    assert shares_of("friend", [somebody_else], ()) == frozenset()
    assert shares_of("friend", [first, second, somebody_else], ()) == {Shared.SCORES}
    assert shares_of("friend", [first, uninvited(1.0)], ()) == frozenset()
    assert shares_of("friend", [uninvited(0.0), second], ()) == {Shared.SCORES}


def test_no_retraction_lets_a_supporter_see_more() -> None:
    first, none, end = invited(Shared.SCORES, days=0.0), invited(days=1.0), uninvited(2.0)
    assert shares_of("friend", [first], {first.id}) == frozenset()
    assert shares_of("friend", [first, none], {none.id}) == frozenset()
    assert shares_of("friend", [first, end], {end.id}) == frozenset()


def test_nobody_has_a_history_without_an_event() -> None:
    assert retold([], Asked(us(1.0), 84, us(0.0), EVERY_TYPE)) is None
