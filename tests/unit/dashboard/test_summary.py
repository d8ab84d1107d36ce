"""The summary that a participant takes home: bounded, in their voice, and nothing that the record does not hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from services.dashboard.story.attempts import Attempt, Tried
from services.dashboard.story.own_words import IfThen, Note, Notes
from services.dashboard.story.setbacks import Learning
from services.dashboard.story.small_steps import SixWeeks, six_weeks_of
from services.dashboard.story.summary import LONGEST, MOST, MOST_WINS, Record, Summary, summary
from services.dashboard.story.told import (
    AffirmationSaid,
    AffirmationTold,
    SmallWinTold,
    StrengthTold,
    SupportTold,
    Why,
    WishTold,
    read_listed_goal,
    read_next_check_in,
    read_small_win,
    read_value,
)
from services.dashboard.wording import summary as words
from shared.contracts.codes import StrengthKind, SupportKind
from shared.contracts.vocabulary import Barrier, SetbackKind, ValueArea
from tests.unit.dashboard.telling import GOAL, HYPOTHESIS, NOTES, TODAY, VALUE, a_goal
from tests.unit.dashboard.test_story_of_steps import planned

NOON = datetime(2026, 3, 20, 12, tzinfo=UTC)
NOTHING = Record(
    values=(),
    open_goals=(),
    experiments=(),
    weeks=SixWeeks((), (), 0),
    strengths=(),
    supports=(),
    wishes=(),
    affirmations=(),
    learnings=(),
    wins=(),
    next_check_in=None,
    notes=NOTES,
)
USED = Learning(
    NOON, SetbackKind.LAPSE, Barrier.TIME, True, Note("it rains\nI do the stairs"), None, NOON + timedelta(days=1)
)


def told(**known: Any) -> Summary:
    return summary(replace(NOTHING, **known), TODAY)


def listed() -> dict[str, Any]:
    names = ("goal_id", "value_area", "value_id", "review_on", "standing", "status", "sequence")
    return {**{name: GOAL[name] for name in names}, "current": GOAL["versions"][-1]}


def weeks(*attempts: Attempt, **plan: Any) -> SixWeeks:
    return six_weeks_of([planned(**plan)], attempts, TODAY, UTC)


def test_an_empty_record_makes_an_empty_summary() -> None:
    found = told()
    parts = (found.matters, found.aims, found.tried, found.strengths, found.said_back, found.coped, found.help)
    assert not any(part.shown or part.more for part in (*parts, found.wins, found.open_steps, found.wishes))
    assert list(words.upcoming(found, TODAY)) == []
    assert found.ways_back == 0


def test_what_matters_most_comes_first_as_it_was_said_last() -> None:
    other = {"value_id": "v-2", "versions": [{"value_area": "rest", "importance": 3}]}
    found = told(values=[read_value(other), read_value(VALUE)]).matters
    assert [(one.area, one.words, one.importance) for one in found.shown] == [
        (ValueArea.FAMILY, "Being there for my kids", 9),
        (ValueArea.REST, None, 3),
    ]
    assert words.matter(found.shown[0]) == "Family (9 of 10)"


def test_each_part_is_bounded_and_says_how_much_more_there_is() -> None:
    moments = Notes({f"n-{n}": f"moment {n}" for n in range(10)})
    many = [StrengthTold(f"s-{n}", StrengthKind.HUMOUR, f"n-{n}") for n in range(10)]
    found = told(strengths=many, notes=moments).strengths
    assert [one.moment for one in found.shown] == ["moment 9", "moment 8", "moment 7"]
    assert (len(found.shown), found.more) == (MOST, 10 - MOST)
    assert words.more(found.more) == "… and 7 more in the record."
    wins = [SmallWinTold("s-1", NOON, (Why.A_HARD_ONE,)) for _ in range(9)]
    assert (len(told(wins=wins).wins.shown), told(wins=wins).wins.more) == (MOST_WINS, 9 - MOST_WINS)


def test_a_goal_is_told_with_its_hypothesis_and_what_was_learned_last() -> None:
    goals = [read_listed_goal(listed())] * 5
    found = told(open_goals=goals, experiments=[a_goal()] * MOST).aims
    assert found.more == 2
    aim = found.shown[0]
    assert (aim.hypothesis, aim.learned, aim.is_draft) == (HYPOTHESIS, "Mornings are easier.", False)
    assert words.aim(aim) == "Family: at least 6,000 steps walked a day"
    assert told(open_goals=goals[:1], experiments=[a_goal(agreements=[])]).aims.shown[0].is_draft


def test_what_was_tried_is_told_with_what_came_of_it() -> None:
    tried = weeks(Attempt("s-1", "g-1", NOON, Tried.DONE), Attempt("s-1", "g-1", NOON, Tried.NOT_THIS_TIME))
    found = told(weeks=tried).tried
    assert [words.tried(one) for one in found.shown] == [
        "At least 10 minutes walked a day: 1 time done · 1 time “not this time”"
    ]
    assert told(weeks=weeks()).tried.shown == []


def test_plans_that_were_used_and_ways_back_count_as_help() -> None:
    found = told(learnings=[USED, USED, replace(USED, plan_used=False, plan=Note("a\nb"), recovered_at=None)])
    assert found.coped.shown == [IfThen("it rains", "I do the stairs")]
    assert found.ways_back == 2
    assert words.ways_back(2) == "I came back after a setback 2 times. That is a strength."


def test_affirmations_strengths_and_supports_are_told_in_words() -> None:
    said = Notes({"n-1": "You kept going.", "n-2": "That took courage."})
    affirmations = [
        AffirmationTold(NOON, AffirmationSaid("n-2"), {"reason": "taken-back"}),
        AffirmationTold(NOON, AffirmationSaid("n-1")),
        AffirmationTold(NOON, AffirmationSaid()),
    ]
    found = told(affirmations=affirmations, notes=said, supports=[SupportTold(Barrier.MONEY, SupportKind.RESOURCE)])
    assert found.said_back.shown == ["You kept going."]
    twice = [SupportTold(Barrier.MONEY, SupportKind.RESOURCE)] * 2
    assert told(supports=twice).help == found.help
    assert [words.SUPPORT[one.kind] for one in found.help.shown] == ["Help that was arranged: something to use."]


def test_a_small_win_says_what_and_why() -> None:
    win = {"attempt_id": "a", "step_id": "s-1", "goal_id": "g-1", "happened_at": "2026-03-11T09:00:00Z"}
    wins = [read_small_win({**win, "why": ["the-first", "a-hard-one"]})]
    found = told(wins=wins, weeks=weeks()).wins.shown[0]
    assert words.win(found, NOON) == "Wed 11 Mar 2026: at least 10 minutes walked a day (the first one, a hard one)."
    bare = told(wins=wins).wins.shown[0]
    assert words.win(bare, NOON) == "Wed 11 Mar 2026: the first one, a hard one."


def test_what_is_next_has_its_days() -> None:
    found = told(
        next_check_in=date(2026, 3, 22),
        weeks=weeks(),
        open_goals=[read_listed_goal(listed())],
        wishes=[WishTold("n-learned"), WishTold("n-value", NOON)],
    )
    assert list(words.upcoming(found, TODAY)) == [
        "My next check-in: Sun 22 Mar 2026.",
        "Until Wed 25 Mar 2026: at least 10 minutes walked a day.",
        "We look at it together on Sun 12 Apr 2026.",
    ]
    assert found.wishes.shown == ["Mornings are easier."]
    assert told(weeks=weeks(due_on=date(2026, 3, 19))).open_steps.shown == []


def test_a_check_in_whose_day_is_over_waits_without_pressing() -> None:
    late = told(next_check_in=date(2026, 3, 19))
    said = "My next check-in: whenever it suits me (Thu 19 Mar 2026 was the plan)."
    assert list(words.upcoming(late, TODAY)) == [said]


def test_reviews_on_one_day_are_one_date() -> None:
    twice = told(open_goals=[read_listed_goal(listed())] * 2)
    assert twice.reviews.shown == [date(2026, 4, 12)]


def test_during_a_break_no_check_in_is_due() -> None:
    assert read_next_check_in({}).due_on is None


def test_long_words_are_cut_between_words_and_say_so() -> None:
    long = Notes({"n-1": "courage " * 100, "n-2": "🙂" * 400})
    wishes = [WishTold("n-1"), WishTold("n-2")]
    first, second = told(wishes=wishes, notes=long).wishes.shown
    assert first.endswith("courage…")
    assert len(first) <= LONGEST + 1
    assert second == "🙂" * LONGEST + "…"


def test_words_that_are_not_released_are_left_out() -> None:
    found = told(values=[read_value(VALUE)], experiments=[a_goal(Notes())], wishes=[WishTold("n-1")], notes=Notes())
    assert found.matters.shown[0].words is None
    assert found.aims.shown[0].hypothesis is None
    assert found.wishes.shown == []


def test_every_code_has_its_words() -> None:
    assert set(words.STRENGTH) == set(StrengthKind)
    assert set(words.SUPPORT) == set(SupportKind)
