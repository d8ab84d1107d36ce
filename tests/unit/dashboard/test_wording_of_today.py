"""What Today says: the rule behind each reason with its inputs, how many, how fresh, what came of acting on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from services.dashboard.acting.commands import GiveBack, Outreach, Rest, Take
from services.dashboard.acting.sending import Answer, NotNow, Recorded, TurnedDown
from services.dashboard.language import speaking
from services.dashboard.today_queries import COUNTED, HAND, TOGETHER, WINS, last_working_day
from services.dashboard.wording.acting import came_of, owners
from services.dashboard.wording.today import behind, heard, how_many, kept_from, rests, rule
from shared.contracts.attention import Attention
from shared.contracts.codes import AttentionReason, OutreachChannel, OutreachResult, SnoozeReason
from shared.contracts.read_models import ParticipantScores, ScoresAsOf
from tests.integration.dashboard.documents import newcomer, participant

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
TAKE = Take(AttentionReason.NO_WORD, NOW)


def somebody(**story: Any) -> ScoresAsOf:
    return ParticipantScores.from_document(participant("p-1", NOW, **story)).as_of(NOW)


@pytest.mark.parametrize(
    ("story", "sentence"),
    [
        (
            {"asked": 2},
            "They asked to be contacted on Wed 18 Nov 2026, and nobody has talked with them since.",
        ),
        (
            {"heard": 8},
            "No word for longer than agreed: last heard Thu 12 Nov 2026, agreed 7 days, so since Thu 19 Nov 2026.",
        ),
        (
            {"heard": 15, "silent_after": 14},
            "No word for longer than agreed: last heard Thu 5 Nov 2026, agreed 14 days, so since Thu 19 Nov 2026.",
        ),
        (
            {"heard": 30, "silent_after": 26.5},
            (
                "No word for longer than agreed: last heard Wed 21 Oct 2026; the days agreed, counted from their "
                "return or their move, were over on Mon 16 Nov 2026."
            ),
        ),
        (
            {"setbacks": [3]},
            (
                "A setback of Tue 17 Nov 2026 was recorded; neither a session, a recovery nor an outreach about it "
                "came after."
            ),
        ),
        (
            {"setbacks": [3, 1]},
            (
                "A setback of Tue 17 Nov 2026 and 1 later one were recorded; neither a session, a recovery nor an "
                "outreach came after."
            ),
        ),
        (
            {"plan_waits": 5},
            (
                "The newest version of a goal, of Sun 15 Nov 2026, has no answer from them yet: until then the plan "
                "is a draft."
            ),
        ),
        (
            {"review_in": -2},
            "A goal that is still open was to be looked at together on Wed 18 Nov 2026.",
        ),
        (
            {"small_win": 1},
            (
                "A step worth celebrating was done on Thu 19 Nov 2026: the first, a hard one, or the first after a "
                "setback. It stands here for 7 days."
            ),
        ),
    ],
)
def test_each_rule_is_one_sentence_with_its_inputs(story: dict[str, Any], sentence: str) -> None:
    person = somebody(**story)
    assert rule(person.attention[0], person) == sentence


def test_the_rule_of_silence_since_joining() -> None:
    person = ParticipantScores.from_document(newcomer("p-1", NOW, joined=10)).as_of(NOW)
    said = rule(person.attention[0], person)
    assert said == "No word yet: joined Tue 10 Nov 2026, agreed 7 days, so since Tue 17 Nov 2026."


def test_the_rule_of_easing_says_by_how_much() -> None:
    person = somebody(self_efficacy=3.5, confidence_was=6.5, eased=9)
    said = rule(person.attention[0], person)
    assert said.startswith("Our estimate of confidence eased by ")
    assert said.endswith(" points within 14 days, more than chance would explain; it was highest on Wed 11 Nov 2026.")
    without = replace(person, self_efficacy=replace(person.self_efficacy, change=None))
    assert "points" not in rule(person.attention[0], without)


def test_every_reason_has_a_rule_in_both_languages() -> None:
    person = somebody(setbacks=[1])
    for tag in ("en", "ar"):
        with speaking(tag):
            assert all(rule(Attention(reason, NOW - timedelta(days=1)), person) for reason in AttentionReason)


@pytest.mark.parametrize("reasons", [HAND, TOGETHER, WINS])
def test_counts_say_more_than_where_they_were_not_counted_on(reasons: tuple[AttentionReason, ...]) -> None:
    assert how_many(reasons, 1).startswith("1 ")
    assert how_many(reasons, COUNTED).startswith("100 ")
    assert how_many(reasons, COUNTED + 1).startswith("More than 100 ")


def test_how_far_behind_the_page_is() -> None:
    since = NOW - timedelta(minutes=3)
    assert behind(since, NOW) == "What you see is as of 08:57: the service for estimates has not answered since."
    assert behind(NOW - timedelta(days=1), NOW).startswith("What you see is as of Thu 19 Nov 2026, 09:00 UTC:")
    assert "may be from earlier" in behind(None, NOW)
    assert kept_from(since, NOW).startswith("What you see is as of 08:57: the database has not answered since.")


@pytest.mark.parametrize(
    ("today", "before"),
    [
        (datetime(2026, 11, 23, 8, tzinfo=UTC), date(2026, 11, 20)),  # Monday: Friday
        (datetime(2026, 11, 22, 8, tzinfo=UTC), date(2026, 11, 20)),  # Sunday: Friday
        (datetime(2026, 11, 25, 8, tzinfo=UTC), date(2026, 11, 24)),
    ],
)
def test_what_is_new_begins_with_the_last_working_day(today: datetime, before: date) -> None:
    assert last_working_day(today) == datetime(before.year, before.month, before.day, tzinfo=UTC)


def test_who_is_new_and_who_said_something() -> None:
    assert heard(somebody(heard=0)) == "heard today, 09:00"
    assert heard(somebody(heard=1, joined=3)) == "heard yesterday, 09:00; joined 3 days ago"
    silent = ParticipantScores.from_document(newcomer("p-1", NOW, joined=1)).as_of(NOW)
    assert heard(silent) == "joined yesterday"


def test_a_rest_says_until_when_and_that_it_comes_back() -> None:
    item = Attention(AttentionReason.NO_WORD, NOW, rests_until=date(2026, 11, 27))
    assert rests(item, SnoozeReason.TIME_ARRANGED) == (
        "No word for a while: rests until Fri 27 Nov 2026, because a time is arranged. Then it stands here again, if "
        "the reason still holds."
    )


@pytest.mark.parametrize(
    ("owner", "sentence"),
    [(None, "Nobody sees to it yet."), ("me", "You see to it."), ("coordinator-2", "coordinator-2 sees to it.")],
)
def test_whose_it_is(owner: str | None, sentence: str) -> None:
    free = Attention(AttentionReason.NO_WORD, NOW)
    assert owners([free, Attention(AttentionReason.SMALL_WIN, NOW, owner)], "me") == sentence


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (Recorded((TAKE,)), "Recorded: you see to it."),
        (Recorded((GiveBack(AttentionReason.NO_WORD, NOW),)), "Recorded: you gave it back."),
        (
            Recorded((Rest(AttentionReason.NO_WORD, NOW, date(2026, 11, 27), SnoozeReason.TIME_ARRANGED),)),
            "Recorded: it rests until Fri 27 Nov 2026.",
        ),
        (
            Recorded((Outreach(OutreachChannel.CALL, OutreachResult.NO_ANSWER),)),
            "Recorded: you reached out by a call; no answer yet.",
        ),
        (
            TurnedDown(TAKE, "taken-by-somebody-else", "coordinator-2"),
            (
                "coordinator-2 sees to this already, so nothing was recorded. Ask them if you would like to take it "
                "over."
            ),
        ),
        (
            TurnedDown(TAKE, "not-at-your-site"),
            "They are not at your site any more, so nothing was recorded. Ask the site where they are.",
        ),
        (
            TurnedDown(TAKE, "a-new-code"),
            "This was not recorded: the service for check-ins cannot take it as it stands.",
        ),
    ],
)
def test_what_came_of_it(answer: Answer, sentence: str) -> None:
    assert came_of(answer) == sentence


def test_trying_again_is_said_calmly() -> None:
    assert "please try again in a moment" in came_of(NotNow()).lower()
