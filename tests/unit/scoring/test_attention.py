"""Why somebody may welcome a hand: which reasons stand, since when, in what order, and who sees to them."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

import pytest

from services.scoring.domain.attention import RULES, Item, look
from services.scoring.domain.course import Course
from shared.contracts.attention import REASONS
from shared.contracts.codes import AttentionReason, OutreachChannel, OutreachResult, SnoozeReason
from shared.contracts.envelope import CareEvent
from shared.contracts.events import (
    AttentionReleased,
    AttentionSnoozed,
    AttentionTaken,
    CareData,
    OutreachMade,
)
from shared.contracts.vocabulary import Setting
from tests.unit.scoring.care import (
    at,
    checked_in,
    confident,
    course_of,
    done,
    enrolled,
    goal,
    recovered,
    said,
    setback,
    us,
)
from tests.unit.scoring.care_plan import agreed, asked_for_contact, closed, paused

Happened = tuple[CareData, float]
COORDINATOR, COLLEAGUE = "coordinator-1", "coordinator-2"


def course(*happened: Happened) -> Course:
    return course_of(events(*happened))


def events(*happened: Happened) -> list[CareEvent]:
    return [said(data, days) for data, days in happened]


def standing(now: float, *happened: Happened) -> list[tuple[AttentionReason, int]]:
    return [(item.reason, item.since_us) for item in look(course(*happened), us(now)).items]


def item(now: float, *happened: Happened) -> Item:
    (only,) = look(course(*happened), us(now)).items
    return only


def of(reason: AttentionReason, raised: float, by: str = COORDINATOR) -> dict[str, Any]:
    return {"item_id": "item-1", "reason": reason, "raised_at": at(raised), "by": by}


def outreach(result: OutreachResult, *about: AttentionReason) -> OutreachMade:
    return OutreachMade(
        outreach_id="outreach-1", by=COORDINATOR, channel=OutreachChannel.CALL, result=result, about=about
    )


JOINED: Happened = (enrolled(silent_after_days=7), 0.0)
SETBACK: Happened = (setback(), 1.0)
NOT_TALKED_OVER = (AttentionReason.SETBACK_NOT_TALKED_OVER, us(1.0))


def test_there_is_one_rule_for_each_reason_each_with_a_name_and_a_sentence_of_its_own() -> None:
    assert tuple(RULES) == REASONS
    sentences = [rule.__doc__ for rule in RULES.values()]
    assert all(sentence and sentence.strip().endswith(".") for sentence in sentences)
    assert len({rule.__name__ for rule in RULES.values()}) == len(set(sentences)) == len(REASONS)


def test_who_was_heard_just_now_with_nothing_open_needs_no_attention() -> None:
    assert standing(1.0, JOINED, (checked_in(), 1.0)) == []


def test_silence_raises_a_reason_without_any_event() -> None:
    quiet = course(JOINED, (checked_in(), 1.0))
    over = us(8.0)
    assert look(quiet, over - 1).items == ()
    assert look(quiet, over).items == (Item(AttentionReason.NO_WORD, over),)


def test_a_course_says_when_to_look_at_it_again() -> None:
    quiet = course(JOINED, (checked_in(), 1.0))
    assert look(quiet, us(1.0)).due_us == us(8.0)
    assert look(quiet, us(8.0)).due_us is None


def test_nobody_is_waited_for_on_a_break() -> None:
    on_a_break = course(JOINED, (goal(), 1.0), (paused(), 2.0))
    assert look(on_a_break, us(400.0)) == (us(400.0), (), None)


def test_a_request_for_contact_stands_until_they_talked_in_a_session_or_an_outreach() -> None:
    asked: Happened = (asked_for_contact(), 1.0)
    raised = [(AttentionReason.ASKED_FOR_CONTACT, us(1.0))]
    assert standing(2.0, JOINED, asked) == raised
    assert standing(2.0, JOINED, asked, (outreach(OutreachResult.LEFT_A_MESSAGE), 2.0)) == raised
    assert standing(2.0, JOINED, asked, (outreach(OutreachResult.TALKED), 2.0)) == []
    assert standing(2.0, JOINED, asked, (checked_in(setting=Setting.SESSION), 2.0)) == []


def test_a_setback_stands_since_the_oldest_until_a_session_a_recovery_or_an_outreach_about_it() -> None:
    assert standing(3.0, JOINED, SETBACK, (setback("setback-2"), 2.0)) == [NOT_TALKED_OVER]
    assert standing(3.0, JOINED, SETBACK, (recovered(), 2.0)) == []
    assert standing(3.0, JOINED, SETBACK, (checked_in(setting=Setting.SESSION), 2.0)) == []
    about = AttentionReason.SETBACK_NOT_TALKED_OVER
    assert standing(3.0, JOINED, SETBACK, (outreach(OutreachResult.TALKED, about), 2.0)) == []
    assert standing(3.0, JOINED, SETBACK, (outreach(OutreachResult.TALKED), 2.0)) == [NOT_TALKED_OVER]


def test_talking_in_an_outreach_ends_the_silence_and_leaving_a_message_does_not() -> None:
    silent: tuple[Happened, ...] = (JOINED, (checked_in(), 1.0))
    assert standing(9.0, *silent, (outreach(OutreachResult.LEFT_A_MESSAGE), 8.5)) != []
    assert standing(9.0, *silent, (outreach(OutreachResult.TALKED), 8.5)) == []


def test_a_goals_newest_version_waits_for_the_participants_yes() -> None:
    assert standing(2.0, JOINED, (goal(), 1.0)) == [(AttentionReason.AGREEMENT_WAITING, us(1.0))]
    assert standing(2.0, JOINED, (goal(), 1.0), (agreed(1), 2.0)) == []
    assert standing(2.0, JOINED, (goal(), 1.0), (closed(2), 2.0)) == []


@pytest.mark.parametrize(("days", "due"), [(2.9, True), (0.6, False)])
def test_a_review_is_due_from_its_day_on(days: float, due: bool) -> None:
    happened = (JOINED, (goal(review_on="2026-01-06"), 0.1), (agreed(1), 0.2))  # the start is on 5 January, 9:00
    assert (AttentionReason.REVIEW_DUE in dict(standing(days, *happened))) is due
    assert look(course(*happened), us(0.5)).due_us == us(0.625)  # midnight


def test_a_small_win_is_celebrated_for_seven_days() -> None:
    won = course(JOINED, (done(), 1.0))
    shown = (Item(AttentionReason.SMALL_WIN, us(1.0)),)
    assert look(won, us(8.0)).items[-1:] == shown
    assert shown[0] not in look(won, us(8.0) + 1).items
    assert us(8.0) + 1 == look(won, us(8.0)).due_us


def _eased() -> list[Happened]:
    high = [(confident(9), day) for day in (1.0, 2.0, 3.0)]
    return [JOINED, *high, *((confident(2), day) for day in (16.5, 17.0, 17.5))]


def test_confidence_that_eased_by_more_than_chance_stands_since_its_highest_point() -> None:
    assert standing(17.5, *_eased()) == [(AttentionReason.CONFIDENCE_EASED, us(3.0))]


def test_whether_confidence_eased_is_looked_at_again_within_a_day_and_passes_with_time_alone() -> None:
    eased = course(*_eased())
    assert look(eased, us(17.5)).due_us == us(18.5)
    later = look(eased, us(50.0))
    assert [one.reason for one in later.items] == [AttentionReason.NO_WORD]
    assert later.due_us is None


def test_confidence_that_rose_is_no_reason() -> None:
    risen = [JOINED, *((confident(2), day) for day in (1.0, 2.0)), *((confident(9), day) for day in (17.0, 17.5))]
    assert standing(17.5, *risen) == []


def test_an_eased_estimate_is_no_reason_after_the_program() -> None:
    assert standing(17.6, *_eased(), (paused(), 17.6)) == []


def test_reasons_are_listed_by_kind_and_never_by_score() -> None:
    many = course(
        (enrolled(silent_after_days=1), 0.0),
        (goal(review_on="2026-01-07"), 1.0),
        (done(), 1.1),
        (setback(), 1.2),
        (asked_for_contact(), 1.3),
    )
    assert [item.reason for item in look(many, us(5.0)).items] == [
        AttentionReason.ASKED_FOR_CONTACT,
        AttentionReason.NO_WORD,
        AttentionReason.SETBACK_NOT_TALKED_OVER,
        AttentionReason.AGREEMENT_WAITING,
        AttentionReason.REVIEW_DUE,
        AttentionReason.SMALL_WIN,
    ]


def test_looking_twice_finds_the_same() -> None:
    eased = course(*_eased())
    assert look(eased, us(20.0)) == look(eased, us(20.0))


def test_who_takes_an_item_sees_to_it_until_they_give_it_back() -> None:
    about = of(AttentionReason.SETBACK_NOT_TALKED_OVER, 1.0)
    taken: Happened = (AttentionTaken(**about), 2.0)
    assert item(3.0, JOINED, SETBACK, taken).owner == COORDINATOR
    assert item(3.0, JOINED, SETBACK, taken, (AttentionReleased(**about), 2.5)).owner is None


def test_an_item_raised_anew_is_nobodys() -> None:
    taken: Happened = (AttentionTaken(**of(AttentionReason.SETBACK_NOT_TALKED_OVER, 1.0)), 2.0)
    again: tuple[Happened, ...] = ((recovered(), 2.5), (setback("setback-2"), 3.0))
    assert item(3.5, JOINED, SETBACK, taken, *again) == Item(AttentionReason.SETBACK_NOT_TALKED_OVER, us(3.0))


def test_what_is_said_late_of_an_earlier_item_changes_nothing() -> None:
    newer = AttentionTaken(**of(AttentionReason.SETBACK_NOT_TALKED_OVER, 1.0, COLLEAGUE))
    older = AttentionTaken(**of(AttentionReason.SETBACK_NOT_TALKED_OVER, 0.5))
    assert item(3.0, JOINED, SETBACK, (newer, 2.0), (older, 2.5)).owner == COLLEAGUE


def test_an_item_rests_until_its_day_and_is_then_looked_at_again() -> None:
    rests = AttentionSnoozed(
        **of(AttentionReason.SETBACK_NOT_TALKED_OVER, 1.0), until=date(2026, 1, 9), why=SnoozeReason.TIME_ARRANGED
    )
    resting = course(JOINED, SETBACK, (rests, 2.0))
    found = look(resting, us(3.0))
    assert (found.items[0].rests_us, found.first, found.due_us) == (us(3.625), None, us(3.625))
    after = look(resting, us(3.625))
    assert after.first == Item(AttentionReason.SETBACK_NOT_TALKED_OVER, us(1.0))


def test_a_resting_reason_lets_the_next_one_come_first() -> None:
    rests = AttentionSnoozed(
        **of(AttentionReason.SETBACK_NOT_TALKED_OVER, 1.0), until=date(2026, 2, 1), why=SnoozeReason.SOMETHING_ELSE
    )
    found = look(course(JOINED, (goal(), 0.5), SETBACK, (rests, 2.0)), us(3.0))
    assert found.items[0].reason is AttentionReason.SETBACK_NOT_TALKED_OVER
    assert found.first == Item(AttentionReason.AGREEMENT_WAITING, us(0.5))


def test_what_staff_do_is_no_word_from_the_participant() -> None:
    about = of(AttentionReason.NO_WORD, 8.0)
    done_about_it = (AttentionTaken(**about), AttentionReleased(**about), outreach(OutreachResult.NO_ANSWER))
    for data in done_about_it:
        assert standing(9.0, JOINED, (checked_in(), 1.0), (data, 8.5)) == [(AttentionReason.NO_WORD, us(8.0))]


def test_what_was_said_of_an_item_does_not_depend_on_the_order_of_arrival() -> None:
    about = of(AttentionReason.SETBACK_NOT_TALKED_OVER, 1.0)
    told = events(JOINED, SETBACK, (AttentionTaken(**about), 2.0), (AttentionReleased(**about), 2.5))
    courses = {repr(course_of(order)) for order in itertools.permutations(told)}
    assert len(courses) == 1
