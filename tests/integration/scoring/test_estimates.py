"""Estimates over time, asked of the running service: by whom, about whom, and how quickly."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
import pytest

from services.scoring.domain.history import NOT_SHARED
from shared.contracts.codes import Shared
from shared.contracts.envelope import CareEvent, event
from shared.contracts.events import CareData, StepCompleted, SupporterInvited, SupporterUninvited, TalkCounts
from shared.contracts.read_models import ParticipantScores
from shared.contracts.vocabulary import Outcome
from shared.runtime.settings import Settings
from shared.runtime.store import BlockingDatabase, Document
from tests.integration.scoring.workers import Worker, eventually, folded_count, tell, worker
from tests.unit.scoring.care import confident, enrolled, ready, setback
from tests.unit.scoring.care_plan import moved, taken_back, talk_of

Scores = BlockingDatabase[Document]
pytestmark = [pytest.mark.stack]

NOW = datetime.now(UTC).replace(microsecond=0)
MANY = 2_000
"""Events of one participant who has been there for long."""


def said(data: CareData, days_ago: float, *, who: str = "robin") -> CareEvent:
    made: CareEvent = event(
        data,
        organization="shore",
        participant_id=who,
        time=NOW - timedelta(days=days_ago),
        source="cairn/tests",
        idempotency_key=f"{who} {days_ago}",
    )
    return made


def attempt(number: int) -> CareEvent:
    outcome = Outcome.DONE if number % 3 else Outcome.PARTLY
    data = StepCompleted(attempt_id=f"a-{number}", step_id="step-1", goal_id="goal-1", outcome=outcome)
    return said(data, 700.0 - number / 3, who="kim")


def friend(*may_see: Shared, days_ago: float) -> CareEvent:
    return said(SupporterInvited(supporter_id="friend", may_see=may_see), days_ago)


def look(service: Worker, who: str = "robin", acting: str | None = None, **asked: object) -> httpx.Response:
    headers = {"Cairn-Acting-As": acting} if acting else {}
    path = f"/v1/organizations/shore/participants/{who}/estimates"
    said_so = {name: str(value) for name, value in asked.items()}
    return httpx.get(service.address + path, params=said_so, headers=headers, timeout=30)


def refusal(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def shown(answer: httpx.Response) -> dict[str, Any]:
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_estimates_are_told_to_those_who_may_see_them_and_to_nobody_else(
    space: Settings, database: Scores
) -> None:
    wrong = said(confident(0), 3.5)
    happened = [
        said(enrolled("harbour"), 30.0),
        said(confident(6), 20.0),
        said(ready(7), 9.0),
        said(talk_of(TalkCounts(desire=2), TalkCounts(reason=1)), 8.0),
        said(setback(), 4.0),
        wrong,
        said(taken_back(wrong), 3.0),
    ]
    with worker(space) as service:
        await tell(space, happened)
        eventually(lambda: folded_count(database) == len(happened), "everything is folded")

        whole = shown(look(service, acting="participant:robin"))
        assert lasting(whole) == lasting(shown(look(service)))
        assert lasting(whole) == lasting(shown(look(service, acting="clinician:dana@harbour")))
        *_, last = whole["points"]
        projected = ParticipantScores.from_document(one_of(database)).as_of(datetime.fromisoformat(last["at"]))
        as_is = projected.self_efficacy
        assert last["self_efficacy"] == {"value": as_is.value, "low": as_is.low, "high": as_is.high}
        assert len(whole["points"]) == (projected.now.date() - happened[0].time.date()).days + 1
        assert [one["value"] for one in whole["rulers"]] == [6, 7]
        assert [(one["change"], one["sustain"]) for one in whole["talk"]] == [(2, 1)]
        assert [one["category"] for one in whole["window"]["moves"]] == ["setback", "talk", "ruler"]
        assert datetime.fromisoformat(whole["heard_at"]) == happened[4].time
        assert wrong.id not in look(service).text

        refused = {
            "coordinator:alex@riverside": "not-at-your-site",
            "participant:kim": "not-yours",
            "supporter:friend": "not-shared",
            "operator:olu": "not-for-operators",
        }
        for acting, code in refused.items():
            assert refusal(look(service, acting=acting)) == (403, code)
            assert refusal(look(service, "nobody", acting=acting)) == (403, code)
        assert refusal(look(service, "nobody")) == (404, "unknown-participant")
        assert refusal(look(service, acting="nobody")) == (422, "invalid-field")
        for asked in ({"days": 0}, {"days": 731}, {"since": "yesterday"}, {"since": "0"}, {"since": "2026-02-30"}):
            assert refusal(look(service, **asked)) == (422, "invalid-field")
        recent = shown(look(service, days=5, since=(NOW - timedelta(days=5)).date()))
        assert len(recent["points"]) == 5
        assert list(recent["window"]["self_efficacy"]["by_category"]) == ["setback"]
        assert (recent["rulers"], recent["talk"]) == ([], [])
        assert shown(look(service, since=date.max))["window"]["moves"] == []
        assert shown(look(service, since=date.min))["window"]["since"] == happened[0].time.isoformat()

        invitations = [friend(Shared.SCORES, days_ago=2.9)]
        await tell(space, invitations)
        eventually(lambda: folded_count(database) == len(happened) + 1, "the invitation is folded")
        little = shown(look(service, acting="supporter:friend"))
        assert little["points"][:30] == whole["points"][:30]
        assert set(little) == {"heard_at", "points", "window"}
        assert little["window"]["moves"] == []
        assert set(little["window"]["self_efficacy"]["by_category"]) == {NOT_SHARED}
        await tell(space, [friend(Shared.SCORES, Shared.CHECK_INS, days_ago=2.8)])
        eventually(lambda: "rulers" in look(service, acting="supporter:friend").json(), "check-ins are shared")
        more = shown(look(service, acting="supporter:friend"))
        assert (more["rulers"], "talk" in more) == (whole["rulers"], False)
        await tell(space, [said(SupporterUninvited(supporter_id="friend"), 2.7), said(moved("riverside"), 2.6)])
        eventually(lambda: look(service, acting="coordinator:alex@riverside").is_success, "the new site is known")
        assert refusal(look(service, acting="clinician:dana@harbour")) == (403, "not-at-your-site")
        assert refusal(look(service, acting="supporter:friend")) == (403, "not-shared")
        assert service.stop() == 0


def lasting(found: dict[str, Any]) -> tuple[object, ...]:
    """What of an answer is the same a minute later."""
    return found["points"][:30], found["window"]["moves"], found["rulers"], found["talk"], found["heard_at"]


def one_of(database: Scores) -> Document:
    found = database["participants"].find_one({"_id": "shore/robin"})
    assert found is not None
    return found


async def test_two_thousand_events_are_told_in_a_moment_and_what_has_not_changed_is_not_sent_again(
    space: Settings, database: Scores
) -> None:
    with worker(space) as service:
        await tell(space, [attempt(number) for number in range(MANY)])
        eventually(lambda: folded_count(database) == MANY, "everything is folded")
        answers = [timed(service) for _ in range(3)]
        took, answer = min(answers, key=lambda one: one[0])
        assert took < 1.0
        assert len(shown(answer)["points"]) > 700
        assert len(shown(answer)["window"]["moves"]) == 0
        assert len(shown(look(service, "kim", since=date.min))["window"]["moves"]) == 50
        eventually(lambda: unchanged(service, look(service, "kim")), "within a minute nothing changes")
        assert service.stop() == 0


def timed(service: Worker) -> tuple[float, httpx.Response]:
    begun = time.monotonic()
    answer = look(service, "kim", days=730)
    return time.monotonic() - begun, answer


def unchanged(service: Worker, before: httpx.Response) -> bool:
    path = "/v1/organizations/shore/participants/kim/estimates"
    again = httpx.get(service.address + path, headers={"If-None-Match": before.headers["etag"]}, timeout=30)
    return again.status_code == 304
