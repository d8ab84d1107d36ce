"""What a participant says on their own pages, and what is said to them: you, and what you told us."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from services.dashboard.identity import Identity, Role
from services.dashboard.own.earlier import read_earlier, waits_since
from services.dashboard.own.looks import Looked
from services.dashboard.own.saying import (
    Answered,
    DoesNotFit,
    Lacking,
    NotNow,
    PleaseContactMe,
    Recorded,
    Saying,
    ShortCheckIn,
    TurnedDown,
    address_of,
    body_of,
    send,
)
from services.dashboard.own.slips import Slip
from services.dashboard.released import Released, Service
from services.dashboard.story.own_words import Notes
from services.dashboard.wording import estimates, mine, own_estimates
from services.dashboard.wording.estimates import Name
from shared.contracts.codes import EstimateName, Feels, Shared
from shared.contracts.events import CARE_EVENTS, CareData
from shared.contracts.read_models import Category, Estimate
from shared.contracts.topics import type_name
from shared.contracts.vocabulary import RulerKind
from tests.unit.dashboard.stories import happened, variants
from tests.unit.dashboard.test_words_that_judge import JUDGING

NOW = datetime(2026, 3, 20, 9, 30, tzinfo=UTC)
ROBIN = Identity("northway", (), Role.PARTICIPANT, "robin")
ABOUT_THEM = re.compile(r"\b(they|them|their|theirs|participant)\b", re.IGNORECASE)
MORE = DoesNotFit(EstimateName.SELF_EFFICACY, Feels.TOO_LOW, "Last week was an exception.")
ANSWERS = ShortCheckIn((Answered(RulerKind.CONFIDENCE, 6, "I went."), Answered(RulerKind.READINESS, 0)))
SAYINGS: Sequence[Saying] = (MORE, replace(MORE, estimate=EstimateName.READINESS), ANSWERS, PleaseContactMe())
NOTHING_KNOWN = Estimate(None, None, None, 2.0, 5.0, None, None, None, {})


def asked(status: int, body: object, seen: list[httpx.Request]) -> Released:
    """checkins as robin's page asks it, answering always the same; None: it does not answer."""

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        if body is None:
            raise httpx.ConnectError("away")
        return httpx.Response(status, json=body)

    client = httpx.Client(transport=httpx.MockTransport(answer))
    return Released(client, {Service.CHECKINS: "http://checkins"}, ROBIN)


def test_each_saying_goes_to_its_own_address_and_says_what_was_typed() -> None:
    assert [address_of(one, "robin") for one in (MORE, ANSWERS, PleaseContactMe())] == [
        "participants/robin/score-answers",
        "participants/robin/check-ins",
        "participants/robin/contact-requests",
    ]
    assert body_of(MORE) == {
        "estimate": "self-efficacy",
        "feels": "too-low",
        "words": "Last week was an exception.",
    }
    assert body_of(ANSWERS) == {
        "setting": "check-in",
        "rulers": [
            {"kind": "confidence", "value": 6, "why": "I went."},
            {"kind": "readiness", "value": 0},
        ],
    }


def test_words_that_say_nothing_are_left_out() -> None:
    assert body_of(PleaseContactMe(" \n")) == {}


def test_it_is_sent_as_the_participant_under_its_key() -> None:
    seen: list[httpx.Request] = []
    assert send(asked(201, {}, seen), "robin", MORE, "k-1") == Recorded(MORE)
    assert seen[0].url.path == "/v1/organizations/northway/participants/robin/score-answers"
    assert seen[0].headers["Cairn-Acting-As"] == "participant:robin"
    assert seen[0].headers["Idempotency-Key"] == "k-1"


def test_a_service_that_is_away_and_a_refusal_are_answers() -> None:
    assert send(asked(0, None, []), "robin", MORE, "k-1") == NotNow()
    problem = {"code": "not-enrolled-now", "detail": "No.", "hint": ""}
    assert send(asked(409, problem, []), "robin", ANSWERS, "k-1") == TurnedDown("not-enrolled-now")


def test_trying_again_is_the_same_command_until_there_is_an_answer() -> None:
    slip = Slip(ROBIN)
    again = slip.after(NotNow())
    assert (again.form, again.key) == (slip.form, slip.key)
    assert (slip.after(Lacking()).form, slip.after(Lacking()).key) == (slip.form, slip.key)


def test_a_form_is_empty_only_once_it_is_recorded() -> None:
    slip = Slip(ROBIN)
    turned_down = slip.after(TurnedDown("idempotency-key-reused"))
    assert turned_down.form == slip.form
    assert turned_down.key != slip.key
    recorded = slip.after(Recorded(MORE))
    assert recorded.form != slip.form
    assert recorded.key != slip.key


def test_what_was_said_before_is_the_newest_first_and_without_what_was_taken_back() -> None:
    answer = {"estimate": "readiness", "feels": "otherwise", "words_note": "n-1"}
    records = [
        {"happened_at": "2026-03-18T09:00:00Z", "said": answer},
        {"happened_at": "2026-03-19T09:00:00Z", "said": {"request_id": "r-1"}},
        {"happened_at": "2026-03-20T09:00:00Z", "said": answer, "retracted": {"reason": "wrong-value"}},
    ]
    newest, older = read_earlier(records, Notes({"n-1": "It comes and goes."}))
    assert (newest.estimate, newest.feels, newest.words) == (None, None, None)
    assert (older.estimate, older.feels) == (EstimateName.READINESS, Feels.OTHERWISE)
    assert older.words == "It comes and goes."


def test_a_request_that_waits_says_since_when_and_that_there_is_no_need_to_ask_again() -> None:
    seen: list[httpx.Request] = []
    since = waits_since(asked(200, {"since": "2026-03-18T09:10:00+00:00"}, seen))
    assert seen[0].url.path.endswith("/participants/robin/waiting-contact-request")
    assert since is not None
    assert mine.waits(since, NOW) == (
        "Your request has been waiting since Wed 18 Mar 2026, 09:10. There is no need to ask again."
    )
    assert waits_since(asked(200, {}, [])) is None


@pytest.mark.parametrize("data", CARE_EVENTS, ids=type_name)
def test_what_moved_an_estimate_is_said_to_them_and_never_of_them(data: type[CareData]) -> None:
    for fact in variants(data):
        for category in Category:
            said = own_estimates.moved_by(happened(fact), category)
            assert said
            assert not JUDGING.search(said), said
            assert not ABOUT_THEM.search(said.replace("they trust you", "")), said


def test_every_part_of_an_estimate_is_said_to_them() -> None:
    assert set(own_estimates.PARTS) == set(Category)
    shown = [*own_estimates.PARTS.values(), *own_estimates.MEANING.values(), own_estimates.NOTHING_MOVED]
    assert [text for text in shown if ABOUT_THEM.search(text)] == []
    assert not ABOUT_THEM.search(own_estimates.how_sure(NOTHING_KNOWN))


def test_the_parts_still_add_up_under_their_own_names() -> None:
    parts = {Category.PRIOR: 5.0, Category.STEP: 0.66, Category.SETBACK: -0.41}
    estimate = replace(NOTHING_KNOWN, value=5.25, unclipped=5.25, parts=parts)
    shown = estimates.shown_parts(estimate, own_estimates.PARTS)
    assert shown[0] == ("Where everybody begins", 50)
    assert sum(tenths for _, tenths in shown) == estimates.total_tenths(estimate)


def test_every_answer_is_a_thank_you_or_says_what_is_left_to_do() -> None:
    for saying in SAYINGS:
        assert mine.came_of(Recorded(saying), mine.FIT)
    assert "is kept here" in mine.came_of(NotNow(), mine.CONTACT)
    assert "You may ask for contact" in mine.came_of(TurnedDown("not-enrolled-now"), mine.CHECK_IN)
    assert mine.came_of(TurnedDown("unheard-of"), mine.FIT)
    assert "not recorded a second time" in mine.came_of(TurnedDown("asked-already"), mine.CONTACT)
    for form in (mine.FIT, mine.CHECK_IN, mine.CONTACT):
        assert "first" in mine.came_of(Lacking(), form)


def test_asking_for_help_is_courage() -> None:
    assert "courage" in mine.COURAGE
    assert "courage" in mine.came_of(Recorded(PleaseContactMe()), mine.CONTACT)


def test_how_it_feels_is_asked_without_a_word_that_judges() -> None:
    assert set(mine.FEELS) == set(Feels)
    assert [text for text in mine.FEELS.values() if JUDGING.search(text)] == []


def test_what_each_supporter_may_see_is_said_in_full() -> None:
    assert mine.shares((Shared.GOALS, Shared.SCORES)) == "They may see: your goals, the two estimates."
    assert set(mine.SHARED) == set(Shared)
    assert mine.shares(()) == mine.ONLY_HERE


def test_who_looked_is_said_with_role_and_page_and_oneself_is_you() -> None:
    at = NOW - timedelta(hours=1)
    staff = Looked(at, "brief", Role.CLINICIAN, "clinician-2")
    assert mine.looked(staff, ROBIN, NOW, {}) == (
        "08:30 clinician-2 (clinician)",
        "They saw the page before a conversation with you.",
    )
    assert mine.looked(Looked(at, "mine", Role.PARTICIPANT, "robin"), ROBIN, NOW, {}) == ("08:30 you", "")
    friend = Looked(at, "supporting", Role.SUPPORTER, "friend-1")
    assert mine.looked(friend, ROBIN, NOW, {})[0] == "08:30 a supporter whom you invited"


def test_somebody_else_who_looks_as_a_participant_is_not_you() -> None:
    stranger = Looked(NOW, "mine", Role.PARTICIPANT, "noor")
    assert mine.looked(stranger, ROBIN, NOW, {})[0] == "09:30 noor (participant)"


def test_a_page_without_a_name_is_not_made_up() -> None:
    assert mine.looked(Looked(NOW, "elsewhere", Role.CLINICIAN, "c"), ROBIN, NOW, {})[1] == ""


def test_both_estimates_have_a_meaning() -> None:
    assert set(own_estimates.MEANING) == set(own_estimates.MOVED) == set(Name)
