"""Acting on reasons for attention: what checkins is told, what came of it, what a page shows until it is known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import httpx
import pytest

from services.checkins.domain import attending
from services.checkins.notes import LONGEST_NOTE
from services.dashboard.acting.commands import (
    LONGEST_REST,
    MOST_WORDS,
    Affirmation,
    Command,
    GiveBack,
    Outreach,
    Rest,
    Take,
    address_of,
    body_of,
)
from services.dashboard.acting.desk import KEPT_FOR, Desk
from services.dashboard.acting.sending import NotNow, Recorded, TurnedDown, send
from services.dashboard.identity import Identity, Role
from services.dashboard.released import Released, Service
from shared.contracts.attention import Attention
from shared.contracts.codes import AttentionReason, OutreachChannel, OutreachResult, SnoozeReason

NOW = datetime(2026, 3, 20, 9, 0, tzinfo=UTC)
SINCE = NOW - timedelta(days=3)
NO_WORD, WIN = AttentionReason.NO_WORD, AttentionReason.SMALL_WIN
ME = Identity("northway", ("harbour",), Role.COORDINATOR, "coordinator-1")
TAKE = Take(NO_WORD, SINCE)
REST = Rest(NO_WORD, SINCE, date(2026, 3, 27), SnoozeReason.TIME_ARRANGED, "Thursday at ten")

Answering = Callable[[httpx.Request], httpx.Response]


def released(answering: Answering) -> Released:
    client = httpx.Client(transport=httpx.MockTransport(answering))
    return Released(client, {Service.CHECKINS: "http://checkins"}, ME)


def problem(status: int, code: str) -> httpx.Response:
    return httpx.Response(status, json={"code": code, "detail": "A sentence.", "hint": ""})


@pytest.mark.parametrize(
    ("command", "address", "body"),
    [
        (TAKE, "attention/no-word/takings", {"raised_at": "2026-03-17T09:00:00+00:00"}),
        (GiveBack(WIN, SINCE), "attention/small-win/releases", {"raised_at": "2026-03-17T09:00:00+00:00"}),
        (
            REST,
            "attention/no-word/snoozes",
            {
                "raised_at": "2026-03-17T09:00:00+00:00",
                "until": "2026-03-27",
                "why": "time-arranged",
                "words": "Thursday at ten",
            },
        ),
        (
            Outreach(OutreachChannel.CALL, OutreachResult.TALKED, (NO_WORD,), " "),
            "outreaches",
            {"channel": "call", "result": "talked", "about": ["no-word"]},
        ),
        (
            Outreach(OutreachChannel.LETTER, OutreachResult.NO_ANSWER, (NO_WORD,), "Sent."),
            "outreaches",
            {"channel": "letter", "result": "no-answer", "words": "Sent."},
        ),
        (Affirmation("s-1"), "affirmations", {"strength_id": "s-1"}),
        (Affirmation(words="You went."), "affirmations", {"words": "You went."}),
    ],
)
def test_checkins_is_told_what_was_done_and_nothing_that_nobody_said(
    command: Command, address: str, body: dict[str, object]
) -> None:
    assert (address_of(command, "p-1"), body_of(command)) == (f"participants/p-1/{address}", body)


def test_several_reasons_are_recorded_in_turn_each_under_a_key_of_its_own_and_every_try_under_the_same() -> None:
    asked: list[tuple[str, str]] = []

    def recording(request: httpx.Request) -> httpx.Response:
        assert request.headers["Cairn-Acting-As"] == "coordinator:coordinator-1@harbour"
        asked.append((request.url.path, request.headers["Idempotency-Key"]))
        return httpx.Response(201, json={})

    both = (TAKE, Take(WIN, SINCE))
    assert send(released(recording), "harbour", "p-1", both, "key") == Recorded(both)
    first = list(asked)
    send(released(recording), "harbour", "p-1", both, "key")
    assert asked == first * 2
    assert len({key for _, key in first}) == 2


def test_who_is_second_is_told_who_has_it() -> None:
    def theirs(request: httpx.Request) -> httpx.Response:
        if request.method == "POST":
            return problem(409, "taken-by-somebody-else")
        items = [{"reason": "small-win"}, {"reason": "no-word", "owner": "coordinator-2"}]
        return httpx.Response(200, json={"items": items})

    answer = send(released(theirs), "harbour", "p-1", (TAKE,), "key")
    assert answer == TurnedDown(TAKE, "taken-by-somebody-else", "coordinator-2")


def test_what_is_theirs_already_is_what_was_asked_for() -> None:
    answer = send(released(lambda _: problem(409, "yours-already")), "harbour", "p-1", (TAKE,), "key")
    assert answer == Recorded((TAKE,))


def test_while_checkins_is_away_the_answer_is_to_try_again() -> None:
    def away(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("away", request=request)

    assert send(released(away), "harbour", "p-1", (TAKE,), "key") == NotNow()
    assert send(released(lambda _: problem(503, "store-away")), "harbour", "p-1", (TAKE,), "key") == NotNow()


def test_somebody_who_moved_away_is_not_acted_on_there() -> None:
    answer = send(released(lambda _: problem(403, "not-at-your-site")), "harbour", "p-1", (TAKE,), "key")
    assert answer == TurnedDown(TAKE, "not-at-your-site")


def test_what_was_done_shows_before_the_projection_knows_it_and_for_a_minute_at_the_most() -> None:
    shown = (Attention(NO_WORD, SINCE), Attention(WIN, SINCE))
    desk = Desk(ME).after("p-1", (TAKE,), Recorded((TAKE,)), NOW)
    assert [item.owner for item in desk.as_told("p-1", shown, NOW)] == ["coordinator-1", None]
    assert desk.as_told("p-2", shown, NOW) == shown
    assert desk.as_told("p-1", shown, NOW + KEPT_FOR) == shown
    assert desk.answer("p-1", NOW) == Recorded((TAKE,))
    assert desk.answer("p-1", NOW + KEPT_FOR) is None


def test_the_last_thing_that_was_done_shows() -> None:
    back = GiveBack(NO_WORD, SINCE)
    desk = Desk(ME).after("p-1", (TAKE,), Recorded((TAKE,)), NOW).after("p-1", (back,), Recorded((back,)), NOW)
    assert desk.as_told("p-1", (Attention(NO_WORD, SINCE),), NOW) == (Attention(NO_WORD, SINCE),)
    rested = desk.after("p-1", (REST,), Recorded((REST,)), NOW)
    assert rested.as_told("p-1", (Attention(NO_WORD, SINCE),), NOW)[0].rests_until == date(2026, 3, 27)


def test_what_was_raised_anew_since_is_nobodys() -> None:
    anew = (Attention(NO_WORD, SINCE + timedelta(minutes=1)),)
    assert Desk(ME).after("p-1", (TAKE,), Recorded((TAKE,)), NOW).as_told("p-1", anew, NOW) == anew


def test_who_was_second_sees_the_owner_at_once() -> None:
    told = TurnedDown(TAKE, "taken-by-somebody-else", "coordinator-2")
    (item,) = Desk(ME).after("p-1", (TAKE,), told, NOW).as_told("p-1", (Attention(NO_WORD, SINCE),), NOW)
    assert item.owner == "coordinator-2"


def test_trying_again_is_the_same_command_until_there_is_an_answer() -> None:
    desk = Desk(ME)
    key = desk.key_for("p-1", (TAKE,))
    desk = desk.after("p-1", (TAKE,), NotNow(), NOW)
    assert desk.key_for("p-1", (TAKE,)) == key
    assert desk.key_for("p-2", (TAKE,)) != key
    assert desk.after("p-1", (TAKE,), Recorded((TAKE,)), NOW).key_for("p-1", (TAKE,)) != key


def test_a_rest_and_words_are_no_longer_than_checkins_takes() -> None:
    assert (LONGEST_REST, MOST_WORDS) == (attending.LONGEST_REST, LONGEST_NOTE)
