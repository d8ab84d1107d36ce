"""The left side of a session brief: what went well, reasons, strengths, a drift, the agenda."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.dashboard.brief import Part
from services.dashboard.released import Service
from services.dashboard.small_wins import WinKind
from shared.contracts.codes import StrengthKind
from shared.contracts.events import (
    AgendaWished,
    CheckedIn,
    ContactRequested,
    SetbackRecovered,
    StepPaused,
    TalkCounted,
    ValueRevisited,
)
from shared.contracts.events.contacts import TalkCounts
from shared.contracts.vocabulary import Outcome, RulerKind, Setting, ValueArea
from tests.unit.dashboard.brief.lives import (
    FIRST,
    NOW,
    balance,
    brief,
    check_in,
    done,
    goal,
    heard,
    known,
    rules,
    setback,
    step,
    strength,
    texts,
    value,
)


def test_an_empty_record_says_nothing_at_all() -> None:
    assert brief().sentences == ()


def test_a_small_win_says_what_was_done_and_why_it_is_one() -> None:
    win = heard(3, done())
    plan = heard(20, step())
    made = brief(heard(21, goal()), plan, win, **FIRST)
    said = made.parts[Part.WENT_WELL][0]
    assert said.text == "A small win on 20 Nov, the first step that was done: 30 minutes walked."
    assert said.sources == (win.event_id, plan.event_id)
    assert said.rule == "small_wins"


def test_a_win_after_a_setback_names_the_setback_among_its_events() -> None:
    slip, win = heard(6, setback()), heard(3, done())
    made = brief(slip, win, wins={"a-1": (WinKind.AFTER_A_SETBACK,)})
    assert made.parts[Part.WENT_WELL][0].sources == (win.event_id, slip.event_id)


def test_what_is_older_than_four_weeks_is_no_news() -> None:
    assert texts(brief(heard(29, done()), **FIRST), Part.WENT_WELL) == []


def test_a_way_back_and_a_plan_that_was_used_went_well() -> None:
    made = brief(heard(6, setback(plan_used=True)), heard(4, SetbackRecovered(setback_id="b-1")))
    assert rules(made, Part.WENT_WELL) == ["ways_back", "plans_that_were_used"]
    assert len(made.parts[Part.WENT_WELL][0].sources) == 2


def test_partly_is_not_counted_as_done() -> None:
    made = brief(heard(1, done("a-1")), heard(2, done("a-2", Outcome.PARTLY)), heard(3, done("a-3")))
    assert texts(made, Part.WENT_WELL) == ["Did a step 2 times in the last 14 days."]


def test_how_often_is_not_said_when_not_every_attempt_is_known() -> None:
    assert texts(brief(heard(1, done()), attempts_since=NOW - timedelta(days=2)), Part.WENT_WELL) == []


def test_reasons_for_change_are_quoted_and_reasons_for_staying_are_not_among_them() -> None:
    made = brief(heard(5, balance()))
    assert texts(made, Part.REASONS) == ["Good about changing, weighing 4 of 10: “there would be money left”"]


def test_the_newest_version_of_a_value_speaks() -> None:
    again = ValueRevisited(value_id="v-1", version=2, value_area=ValueArea.REST, importance=5)
    assert texts(brief(heard(9, value()), heard(2, again)), Part.REASONS) == ["What matters, 5 of 10: rest."]


def test_each_kind_of_reason_has_its_turn() -> None:
    talk = TalkCounted(session_id="x", change=TalkCounts(reason=4))
    facts = (balance(), value(), check_in(RulerKind.IMPORTANCE, 8, "why"), talk)
    made = brief(*(heard(3, fact) for fact in facts))
    assert rules(made, Part.REASONS) == ["reasons_in_the_balance", "what_matters", "why_not_lower"]


def test_words_that_are_not_released_are_not_said_in_other_words() -> None:
    assert brief(heard(5, balance()), notes={}).sentences == ()


def test_a_strength_comes_with_the_moment_that_showed_it() -> None:
    made = brief(heard(5, strength()))
    assert texts(made, Part.STRENGTHS) == ["On 18 Nov, asking for help: “I called before it got hard”"]
    assert "honesty" in texts(brief(heard(5, strength(StrengthKind.HONESTY, None))), Part.STRENGTHS)[0]


DRIFTING = (heard(60, value()), heard(50, goal()), heard(40, step()), heard(2, check_in()))


def test_a_value_without_steps_in_recent_days_is_asked_about_gently() -> None:
    made = brief(*DRIFTING)
    (said,) = made.parts[Part.DRIFT]
    assert said.text == (
        "What matters, 9 of 10: “being there for my kids” In the last 14 days none of its steps was said to be done. "
        "How do the two go together these days?"
    )
    assert set(said.sources) == {one.event_id for one in DRIFTING}


@pytest.mark.parametrize(
    ("facts", "more"),
    [
        ((heard(3, done()), *DRIFTING), {}),
        ((heard(3, done("a-1", Outcome.PARTLY)), *DRIFTING), {}),
        (DRIFTING[:3], {}),
        ((heard(60, value(6)), *DRIFTING[1:]), {}),
        ((*DRIFTING[:2], heard(10, step()), DRIFTING[3]), {}),
        ((*DRIFTING, heard(5, StepPaused(step_id="s-1", goal_id="g-1", sequence=3))), {}),
        (DRIFTING, {"open_goals": frozenset()}),
        (DRIFTING, {"whole_goals": frozenset()}),
        (DRIFTING, {"resting": True}),
        (DRIFTING, {"missing": frozenset({Service.GOALS})}),
        (DRIFTING, {"attempts_since": NOW - timedelta(days=3)}),
    ],
    ids=[
        "a step was done",
        "a step was partly done",
        "nothing was heard",
        "it matters less",
        "the step is new",
        "the step rests",
        "the goal is over",
        "something is on its way",
        "they are on a break",
        "a service does not answer",
        "not every attempt is known",
    ],
)
def test_no_drift_is_claimed_when(facts: tuple, more: dict) -> None:  # type: ignore[type-arg]
    assert brief(*facts, **more).parts[Part.DRIFT] == ()


def test_wishes_stand_in_the_order_in_which_they_were_wished() -> None:
    first, second = AgendaWished(wish_id="1", words_note="wish"), AgendaWished(wish_id="2")
    made = brief(heard(2, second), heard(9, first))
    assert texts(made, Part.AGENDA) == [
        "Since 14 Nov on the agenda: “how to tell my boss”",
        "Since 21 Nov something waits on the agenda that was not put into words.",
    ]


def test_what_was_talked_over_is_no_longer_on_the_agenda() -> None:
    assert brief(heard(2, AgendaWished(wish_id="1")), waiting=frozenset()).sentences == ()


def test_asking_for_contact_comes_first_until_somebody_answers() -> None:
    facts = heard(3, AgendaWished(wish_id="1")), heard(2, ContactRequested(request_id="r"))
    assert rules(brief(*facts, asked=True), Part.AGENDA) == ["contact_they_asked_for", "wishes_that_wait"]
    assert rules(brief(*facts), Part.AGENDA) == ["wishes_that_wait"]


def test_a_concern_of_a_check_in_is_something_to_talk_about() -> None:
    concerned = CheckedIn(checkin_id="c", setting=Setting.CHECK_IN, concern_note="learned")
    assert texts(brief(heard(2, concerned)), Part.AGENDA) == [
        "A concern at the check-in on 21 Nov: “evenings are harder than mornings”"
    ]


def test_the_plan_that_held_then_says_what_was_done() -> None:
    plan = heard(5, step())
    life = known(plan)
    assert life.plan_of("s-1", NOW) == plan
    assert life.plan_of("s-1", NOW - timedelta(days=9)) == plan
    assert life.plan_of("another", NOW) is None
