"""What each event tells the view."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from services.checkins.domain.known import (
    AtSite,
    Course,
    Goal,
    GoalCourse,
    Known,
    Participant,
    Plan,
    Status,
    Step,
    StepCourse,
    Strength,
    Supporter,
)
from services.checkins.domain.learning import learned_from, newest
from shared.contracts import events
from shared.contracts.codes import Closing, Shared, StrengthKind
from shared.contracts.events import CareData
from shared.contracts.vocabulary import Barrier, Period, RevisionReason, ValueArea
from tests.unit.checkins.told import NOON, from_goals

DAY = date(2026, 3, 4)


def goal(kind: str, sequence: int) -> CareData:
    common = {"goal_id": "goal-1", "sequence": sequence, "version": 1}
    match kind:
        case "set":
            return events.GoalSet(**common, value_area=ValueArea.HEALTH, review_on=DAY)
        case "closed":
            return events.GoalClosed(**common, closing=Closing.ACHIEVED)
        case _:
            return events.GoalReopened(**common, review_on=DAY)


def step(kind: str, sequence: int, difficulty: float = 5) -> CareData:
    common = {"step_id": "step-1", "goal_id": "goal-1", "sequence": sequence}
    plan = {**common, "measure": "walks", "at_least": 1.0, "per": Period.DAY, "starts_on": DAY, "due_on": DAY}
    match kind:
        case "planned":
            return events.StepPlanned(**plan, difficulty=difficulty, time_zone="Europe/Vienna")
        case "revised":
            return events.StepRevised(**plan, version=2, reason=RevisionReason.TOO_HARD, difficulty=difficulty)
        case "paused":
            return events.StepPaused(**common)
        case _:
            return events.StepResumed(**common)


def known(*told: CareData, minutes: int = 1) -> dict[str, Known]:
    """What is known after these, each a minute after the one before; the same in the order against it."""
    happened = [
        from_goals(data, key=f"k-{n}", at=NOON + timedelta(minutes=n * minutes)) for n, data in enumerate(told)
    ]
    there = newest(fact for event in happened for fact in learned_from(event))
    back = newest(fact for event in reversed(happened) for fact in learned_from(event))
    assert there == back
    return {name.partition("/")[0]: fact.known for name, fact in there.items()}


JOINED = events.ParticipantEnrolled(
    enrolment_id="e-1", site="harbour", program="walking", check_in_every_days=7, prompts=("thanks",)
)
ONE = {"enrolment_id": "e-1"}


def test_an_enrolment_tells_who_where_and_how_it_stands() -> None:
    assert known(JOINED) == {
        "participant": Participant("p-1", 7, ("thanks",)),
        "site": AtSite("harbour"),
        "course": Course(Status.ACTIVE, NOON),
    }


@pytest.mark.parametrize(
    ("told", "status"),
    [
        (events.ParticipantPaused(**ONE), Status.PAUSED),
        (events.ParticipantResumed(**ONE), Status.ACTIVE),
        (events.ParticipantCompleted(**ONE), Status.COMPLETED),
        (events.ParticipantLeft(**ONE), Status.LEFT),
    ],
)
def test_its_course_goes_on_from_there(told: CareData, status: Status) -> None:
    after = known(JOINED, told)
    assert after["course"] == Course(status, NOON + timedelta(minutes=1))
    assert after["site"] == AtSite("harbour")


def test_who_moved_is_at_the_new_site_and_who_joins_again_where_they_join() -> None:
    moved = events.ParticipantMoved(**ONE, site="hill", from_site="harbour")
    again = JOINED.model_copy(update={"enrolment_id": "e-2", "site": "lake", "prompts": None})
    assert known(JOINED, moved)["site"] == AtSite("hill")
    after = known(JOINED, moved, events.ParticipantLeft(**ONE), again)
    assert after["site"] == AtSite("lake")
    assert after["participant"] == Participant("p-1", 7, ())
    assert after["course"] == Course(Status.ACTIVE, NOON + timedelta(minutes=3))


def test_a_goal_is_open_unless_its_newest_word_says_closed() -> None:
    assert known(goal("set", 1)) == {"goal": Goal("goal-1", "p-1"), "goal-course": GoalCourse(None)}
    assert known(goal("set", 1), goal("closed", 2))["goal-course"] == GoalCourse(NOON + timedelta(minutes=1))
    assert known(goal("set", 1), goal("closed", 2), goal("reopened", 3))["goal-course"] == GoalCourse(None)


def test_of_a_goal_the_sequence_counts_whatever_the_clocks_said() -> None:
    told = (goal("set", 1), goal("reopened", 3), goal("closed", 2))
    assert known(*told, minutes=-10)["goal-course"] == known(*told)["goal-course"] == GoalCourse(None)


def test_a_step_has_its_newest_plan_and_rests_while_it_is_paused() -> None:
    planned = known(step("planned", 2))
    assert planned["step"] == Step("step-1", "goal-1", "p-1", DAY, DAY, 5, "Europe/Vienna")
    assert planned["step-course"] == StepCourse(None)
    revised = known(step("planned", 2), step("paused", 3), step("revised", 4, difficulty=2))
    assert revised["step"] == Step("step-1", "goal-1", "p-1", DAY, DAY, 2, None)
    assert revised["step-course"] == StepCourse(NOON + timedelta(minutes=1))
    assert known(step("planned", 2), step("resumed", 4), step("paused", 3))["step-course"] == StepCourse(None)


def test_plans_strengths_and_supporters_are_known() -> None:
    plan = events.ContingencyPlanned(plan_id="plan-1", goal_id="goal-1", sequence=3, barrier=Barrier.TIME)
    assert known(plan) == {"plan": Plan("plan-1", "goal-1", "p-1")}
    strength = events.StrengthNamed(strength_id="strength-1", kind=StrengthKind.CALM)
    assert known(strength) == {"strength": Strength("strength-1", "p-1")}
    invited = events.SupporterInvited(supporter_id="sam", may_see=(Shared.GOALS,))
    less = events.SupporterInvited(supporter_id="sam", may_see=())
    gone = events.SupporterUninvited(supporter_id="sam")
    assert known(invited) == {"supporter": Supporter((Shared.GOALS,))}
    assert known(invited, less) == {"supporter": Supporter(())}
    assert known(less, invited, gone) == {"supporter": Supporter(())}


def test_a_supporter_of_two_people_sees_of_each_what_that_one_shares() -> None:
    invited = events.SupporterInvited(supporter_id="sam", may_see=(Shared.GOALS,))
    (one,), (other,) = (learned_from(from_goals(invited, who)) for who in ("p-1", "p-2"))
    assert one.name != other.name
