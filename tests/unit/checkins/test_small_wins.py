"""Which done steps are worth celebrating."""

from __future__ import annotations

from datetime import datetime, timedelta

from services.checkins.domain.small_wins import HARD, Why, small_wins
from shared.contracts.events import Setback, StepCompleted
from shared.contracts.vocabulary import Outcome, SetbackKind
from tests.unit.checkins.people import NOON

Told = tuple[datetime, StepCompleted | Setback]


def done(hour: int, difficulty: float | None = None, outcome: Outcome = Outcome.DONE) -> Told:
    said = StepCompleted(
        attempt_id=f"a-{hour}", step_id="step-1", goal_id="goal-1", outcome=outcome, difficulty=difficulty
    )
    return NOON + timedelta(hours=hour), said


def setback(hour: int) -> Told:
    return NOON + timedelta(hours=hour), Setback(setback_id=f"s-{hour}", kind=SetbackKind.LAPSE)


def wins(*told: Told) -> list[tuple[str, tuple[Why, ...]]]:
    return [(win.done.attempt_id, win.why) for win in small_wins(told)]


def test_the_first_done_step_is_one_and_an_ordinary_one_after_it_is_not() -> None:
    assert wins(done(2), done(1)) == [("a-1", (Why.THE_FIRST,))]


def test_partly_is_welcome_but_not_yet_the_first() -> None:
    assert wins(done(1, outcome=Outcome.PARTLY), done(2)) == [("a-2", (Why.THE_FIRST,))]


def test_a_hard_one_is_one_whenever() -> None:
    assert wins(done(1), done(2, HARD), done(3, HARD - 0.1)) == [
        ("a-2", (Why.A_HARD_ONE,)),
        ("a-1", (Why.THE_FIRST,)),
    ]


def test_only_the_first_after_a_setback_is_one() -> None:
    told = [done(1), setback(2), setback(3), done(4, outcome=Outcome.PARTLY), done(5), done(6)]
    assert wins(*told) == [("a-5", (Why.AFTER_A_SETBACK,)), ("a-1", (Why.THE_FIRST,))]
    assert wins(*reversed(told)) == wins(*told)


def test_one_win_may_have_several_reasons() -> None:
    assert wins(setback(1), done(2, 9)) == [("a-2", (Why.THE_FIRST, Why.A_HARD_ONE, Why.AFTER_A_SETBACK))]


def test_without_a_word_there_is_none() -> None:
    assert wins() == []
