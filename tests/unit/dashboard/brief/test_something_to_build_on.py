"""The right side of a session brief: open question, ruler, affirmation, reflection, summary (OARS)."""

from __future__ import annotations

import pytest

from services.dashboard.brief import Part
from services.dashboard.brief.composing import PARTS
from services.dashboard.released import Service
from shared.contracts.codes import BalanceSide
from shared.contracts.events import AgendaWished, BalanceWeighed, SetbackRecovered
from shared.contracts.events.contacts import BalanceEntry
from shared.contracts.vocabulary import RulerKind
from tests.unit.dashboard.brief.lives import (
    FIRST,
    balance,
    brief,
    check_in,
    done,
    goal,
    heard,
    rules,
    setback,
    step,
    strength,
    texts,
    value,
)

WISH = heard(2, AgendaWished(wish_id="1", words_note="wish"))
SETBACK = heard(3, setback())
GOAL = heard(9, goal())


def test_the_open_question_is_about_what_they_want_to_talk_about() -> None:
    assert texts(brief(GOAL, SETBACK, WISH), Part.OPEN_QUESTION) == [
        "You put this on the agenda: “how to tell my boss” Where would you like to begin?"
    ]


def test_without_a_wish_it_is_about_what_an_open_setback_taught() -> None:
    assert rules(brief(GOAL, SETBACK), Part.OPEN_QUESTION) == ["about_what_a_setback_taught"]


def test_after_a_way_back_it_is_about_the_newest_experiment() -> None:
    made = brief(GOAL, SETBACK, recovered=frozenset({"b-1"}))
    assert texts(made, Part.OPEN_QUESTION) == [
        "You are trying this out: “if I walk after dinner I will sleep better” What have you noticed so far?"
    ]


def test_what_they_said_they_learned_is_asked_about_in_their_words() -> None:
    (said,) = texts(brief(heard(3, setback(learned="learned"))), Part.OPEN_QUESTION)
    assert "“evenings are harder than mornings”" in said


@pytest.mark.parametrize(
    ("answer", "asked"),
    [
        (0, "On 21 Nov your confidence was at 0 of 10. What would make it one higher?"),
        (6, "On 21 Nov your confidence was at 6 of 10. Why a 6 and not lower? What would make it one higher?"),
        (8, "On 21 Nov your confidence was at 8 of 10. Why an 8 and not lower? What would make it one higher?"),
        (10, "On 21 Nov your confidence was at 10 of 10. Why a 10 and not lower?"),
    ],
)
def test_a_ruler_is_followed_up_by_why_not_lower_and_what_would_make_it_one_higher(answer: int, asked: str) -> None:
    assert texts(brief(heard(2, check_in(answer=answer))), Part.RULER_QUESTION) == [asked]


def test_a_small_win_on_a_step_that_leans_on_a_strength_is_affirmed_with_it() -> None:
    facts = heard(40, strength()), GOAL, heard(8, step(strength_id="t-1")), heard(3, done())
    made = brief(*facts, **FIRST)
    assert texts(made, Part.AFFIRMATION) == [
        "You did it, with asking for help as part of the plan: 30 minutes walked."
    ]
    assert facts[0].event_id in made.parts[Part.AFFIRMATION][0].sources


def test_else_a_strength_is_affirmed_else_a_small_win_else_a_way_back() -> None:
    way = heard(1, SetbackRecovered(setback_id="b-1"))
    win = heard(3, done())
    assert rules(brief(way, win, heard(2, strength()), **FIRST), Part.AFFIRMATION) == ["a_named_strength"]
    assert rules(brief(way, win, **FIRST), Part.AFFIRMATION) == ["a_small_win"]
    assert rules(brief(way), Part.AFFIRMATION) == ["a_way_back"]


def test_a_reflection_holds_both_sides_and_ends_with_change() -> None:
    (said,) = texts(brief(heard(3, balance())), Part.REFLECTION)
    assert said.index("habit of many years") < said.index("money left")


def test_a_reflection_without_another_side_is_their_reason_their_why_or_what_matters() -> None:
    reason = BalanceEntry(side=BalanceSide.HARD_ABOUT_STAYING, words_note="money")
    one_side = heard(3, BalanceWeighed(balance_id="w", entries=(reason,)))
    why, matters = heard(2, check_in(RulerKind.READINESS, 7, "why")), heard(2, value())
    assert rules(brief(matters, why, one_side), Part.REFLECTION) == ["a_reason_for_change"]
    assert rules(brief(matters, why), Part.REFLECTION) == ["a_why_of_a_ruler"]
    assert rules(brief(matters), Part.REFLECTION) == ["what_matters_to_them"]


def test_the_summary_is_the_first_sentences_word_for_word() -> None:
    made = brief(WISH, heard(3, balance()), heard(3, done()), **FIRST)
    firsts = [made.parts[part][0] for part in (Part.WENT_WELL, Part.REASONS, Part.AGENDA)]
    assert list(made.parts[Part.SUMMARY]) == firsts


def test_a_part_is_not_whole_while_a_service_that_knows_of_it_is_missing() -> None:
    without_checkins = brief(WISH, missing=frozenset({Service.CHECKINS}))
    assert not without_checkins.is_whole(Part.WENT_WELL)
    assert without_checkins.is_whole(Part.STRENGTHS)
    assert all(brief().is_whole(part) for part in Part)


def test_every_rule_has_a_name_of_its_own() -> None:
    names = [rule.__name__ for composed in PARTS.values() for rule in composed.rules]
    assert len(names) == len(set(names))
