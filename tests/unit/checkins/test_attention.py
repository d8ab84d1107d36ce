"""Seeing to a reason for attention: whose it is, how long it rests, and when all of that is over."""

from __future__ import annotations

from datetime import timedelta
from typing import get_args

import pytest

from services.checkins.attention_store import as_state, item_of
from services.checkins.domain import attention
from services.checkins.domain.attending import Attending, Snooze
from services.checkins.domain.attention import LIFECYCLE, AttentionFact, Item, ItemStatus, evolve, item_id_of
from shared.contracts.codes import AttentionReason, SnoozeReason
from shared.contracts.envelope import Event
from shared.contracts.events import AttentionSnoozed
from shared.contracts.problems import Problem
from tests.unit.checkins.attending import (
    KIM,
    LEE,
    NEXT_WEEK,
    RAISED,
    RAISED_ANEW,
    REASON,
    after,
    decided,
    release,
    snooze,
    take,
)
from tests.unit.checkins.people import NOON, ORGANIZATION, PARTICIPANT, asked, fields, refused
from tests.unit.lifecycles import Diagram, drawn_from, drawn_in

A_MOMENT = timedelta(microseconds=1)


def test_the_diagram_draws_the_table() -> None:
    assert drawn_in(attention) == drawn_from(LIFECYCLE)


def test_what_can_happen_is_what_the_table_says() -> None:
    commands: list[Attending] = [one(by) for one in (take, release, snooze) for by in (KIM, LEE)]
    found: Diagram = set()
    seen: set[ItemStatus | None] = set()
    waiting: list[Item | None] = [None]
    while waiting:
        item = waiting.pop()
        before = item.status if item else None
        for command in commands:
            happened = decided(item, command)
            if isinstance(happened, Problem):
                continue
            evolved = evolve(item, happened)
            found.add((before or "[*]", evolved.status, happened.data.TYPE))
            if evolved.status not in seen:
                seen.add(evolved.status)
                waiting.append(evolved)
    assert found == drawn_from(LIFECYCLE)
    assert {fact for _, fact in LIFECYCLE} == set(get_args(AttentionFact))


def test_what_was_taken_is_theirs_until_they_give_it_back() -> None:
    taken = after(take(KIM))
    assert (taken.owner, taken.status) == (KIM, ItemStatus.TAKEN)
    assert refused(decided(taken, take(KIM))) == (409, "yours-already")
    assert after(release(KIM), take(LEE), item=taken).owner == LEE


@pytest.mark.parametrize("raised_at", [RAISED, RAISED - timedelta(days=1)])
@pytest.mark.parametrize("command", [take, snooze])
def test_somebody_elses_is_left_to_them_and_the_sentence_says_who_it_is(command: type, raised_at: object) -> None:
    decision = decided(after(take(KIM)), command(LEE, raised_at))
    assert refused(decision) == (409, "taken-by-somebody-else")
    assert isinstance(decision, Problem)
    assert KIM in decision.detail.split()


@pytest.mark.parametrize("item", [None, after(snooze(KIM)), after(take(KIM)), after(take(LEE), release(LEE))])
def test_only_who_has_it_gives_it_back(item: Item | None) -> None:
    assert refused(decided(item, release(LEE))) == (409, "not-yours")


def test_who_has_it_may_let_it_rest_and_keeps_it() -> None:
    resting = after(take(KIM), snooze(KIM))
    assert (resting.owner, resting.rests_until) == (KIM, NEXT_WEEK)
    free = after(release(KIM), item=resting)
    assert (free.owner, free.rests_until) == (None, NEXT_WEEK)


def test_what_nobody_has_may_rest_and_be_taken_while_it_does() -> None:
    taken = after(snooze(KIM), take(LEE))
    assert (taken.owner, taken.rests_until) == (LEE, NEXT_WEEK)


def test_the_newest_rest_holds_until_its_day() -> None:
    later = NEXT_WEEK + timedelta(days=1)
    resting = after(snooze(KIM), snooze(LEE, until=later))
    assert resting.on(NEXT_WEEK).rests_until == later
    assert resting.on(later).rests_until is None


def test_a_rest_says_why() -> None:
    happened = decided(None, snooze())
    assert isinstance(happened, Event)
    assert isinstance(happened.data, AttentionSnoozed)
    assert (happened.data.why, happened.data.words_note) == (SnoozeReason.TIME_ARRANGED, "note-1")
    assert happened.data.by == KIM


@pytest.mark.parametrize("days", [0, 1, 2, 60, 61])
def test_a_rest_ends_after_today_wherever_that_is_and_within_sixty_days(days: int) -> None:
    assert isinstance(decided(None, snooze(until=NOON.date() + timedelta(days=days))), Event)


@pytest.mark.parametrize("days", [-400, -1, 62, 4000])
def test_a_rest_that_is_over_or_has_no_end_is_named(days: int) -> None:
    assert fields(decided(None, snooze(until=NOON.date() + timedelta(days=days)))) == ["until"]


def test_a_rest_told_later_is_counted_from_when_it_was_given() -> None:
    a_month_ago = asked(at=NOON - timedelta(days=30))
    told: Snooze = snooze(until=NOON.date() - timedelta(days=20), when=a_month_ago)
    assert isinstance(decided(None, told), Event)


def test_raised_anew_it_is_another_item_that_nobody_has_and_that_does_not_rest() -> None:
    earlier = after(take(KIM), snooze(KIM))
    assert refused(decided(earlier, release(KIM, RAISED_ANEW))) == (409, "not-yours")
    anew = after(take(LEE, RAISED_ANEW), item=earlier)
    assert (anew.owner, anew.rests_until, anew.raised_at) == (LEE, None, RAISED_ANEW)
    assert anew.item_id != earlier.item_id


def test_what_was_raised_earlier_is_the_newest_item_as_it_looked_before() -> None:
    anew = after(snooze(KIM, RAISED_ANEW))
    happened = decided(anew, take(LEE, RAISED))
    assert isinstance(happened, Event)
    assert (happened.data.raised_at, happened.data.item_id) == (RAISED_ANEW, anew.item_id)
    assert evolve(anew, happened).owner == LEE


def test_the_same_item_has_the_same_id_and_no_other_has() -> None:
    ids = {after(take(by), release(by)).item_id for by in (KIM, LEE)}
    assert ids == {item_id_of(ORGANIZATION, PARTICIPANT, REASON, RAISED)}
    others = {
        item_id_of("elsewhere", PARTICIPANT, REASON, RAISED),
        item_id_of(ORGANIZATION, "p-2", REASON, RAISED),
        item_id_of(ORGANIZATION, PARTICIPANT, AttentionReason.SMALL_WIN, RAISED),
        item_id_of(ORGANIZATION, PARTICIPANT, REASON, RAISED + A_MOMENT),
    }
    assert len(ids | others) == 5


def test_an_item_is_raised_before_it_is_answered_but_for_a_wrong_clock() -> None:
    assert isinstance(decided(None, take(raised_at=NOON + timedelta(days=1))), Event)
    assert fields(decided(None, take(raised_at=NOON + timedelta(days=1) + A_MOMENT))) == ["raised_at"]


@pytest.mark.parametrize("command", [take, release, snooze])
def test_what_is_done_about_it_is_not_from_the_future(command: type) -> None:
    assert fields(decided(None, command(when=asked(at=NOON + timedelta(days=2))))) == ["occurred_at"]


def test_nobody_who_never_joined_is_attended_to() -> None:
    assert refused(decided(None, take(of="p-9"))) == (404, "unknown-participant")


def test_the_events_of_an_item_are_in_the_order_in_which_they_were_decided() -> None:
    ahead = after(take(KIM, when=asked(at=NOON + timedelta(hours=3))))
    happened = decided(ahead, release(KIM))
    assert isinstance(happened, Event)
    assert happened.time == ahead.since + A_MOMENT
    assert fields(decided(ahead, release(KIM, when=asked(at=NOON)))) == ["occurred_at"]


def test_what_is_kept_comes_back_as_it_was() -> None:
    for item in (after(take()), after(snooze()), after(take(), snooze()), after(take(), release())):
        assert item_of(as_state(item)) == item
