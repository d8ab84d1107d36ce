"""Bad input gets a problem that names the field, and nothing is recorded."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from services.checkins.notes import LONGEST_NOTE, NOTES
from services.checkins.store import RECORDS
from shared.runtime.settings import Settings
from shared.runtime.store import connect
from tests.integration.checkins.serving import BASE, Caller, served, tell
from tests.unit.checkins.told import a_journey

pytestmark = pytest.mark.stack

ATTEMPTS = "/steps/step-1/attempts"
SETBACKS = "/participants/p-1/setbacks"
CHECK_INS = "/participants/p-1/check-ins"
AGREEMENTS = "/participants/p-1/check-in-agreements"
BALANCES = "/participants/p-1/balances"
TALK = "/participants/p-1/talk-counts"
AFFIRMATIONS = "/participants/p-1/affirmations"
CONFIDENCES = "/participants/p-1/clinician-confidences"
CONTACTS = "/participants/p-1/contact-requests"
ANSWERS = "/participants/p-1/score-answers"
OUTREACHES = "/participants/p-1/outreaches"
ATTENTION = "/participants/p-1/attention/no-word"
RAISED = '{"raised_at": "2026-03-02T08:00:00Z"}'
RESTING = '{"raised_at": "2026-03-02T08:00:00Z", "until": "2026-01-01", "why": "something-else"}'
IN_TWO_DAYS = (datetime.now(UTC) + timedelta(days=2)).isoformat()
CONFIDENT = '{"kind": "confidence", "value": 5}'
PRIVATE = "call me at 555 0100"


@dataclass(frozen=True)
class Bad:
    """One request that is not right; `named` is the field that the problem names."""

    why: str
    path: str
    body: bytes | str
    status: int
    named: str | None
    headers: dict[str, bytes] = field(default_factory=dict)


BAD = [
    Bad("no JSON", ATTEMPTS, "{", 400, None),
    Bad("not UTF-8", ATTEMPTS, b'{"outcome": "\xff"}', 400, None),
    Bad("half a surrogate pair", SETBACKS, '{"kind": "lapse", "learned": "\\ud800"}', 400, None),
    Bad("endless nesting", ATTEMPTS, "[" * 5000, 400, None),
    Bad("no body", ATTEMPTS, "", 422, "body"),
    Bad("a list", ATTEMPTS, "[]", 422, "body"),
    Bad("null", ATTEMPTS, "null", 422, "body"),
    Bad("an empty object", ATTEMPTS, "{}", 422, "outcome"),
    Bad("a null", ATTEMPTS, '{"outcome": null}', 422, "outcome"),
    Bad("a wrong type", ATTEMPTS, '{"outcome": 1}', 422, "outcome"),
    Bad("a word that is none of ours", ATTEMPTS, '{"outcome": "failed"}', 422, "outcome"),
    Bad("an unknown field", ATTEMPTS, '{"outcome": "done", "mood": "sad"}', 422, "mood"),
    Bad("a ruler of 11", ATTEMPTS, '{"outcome": "done", "effort": 11}', 422, "effort"),
    Bad("a ruler of -1", ATTEMPTS, '{"outcome": "done", "effort": -1}', 422, "effort"),
    Bad("half a ruler", ATTEMPTS, '{"outcome": "done", "effort": 5.5}', 422, "effort"),
    Bad("a ruler as text", ATTEMPTS, '{"outcome": "done", "effort": "5"}', 422, "effort"),
    Bad("a ruler as truth", ATTEMPTS, '{"outcome": "done", "effort": true}', 422, "effort"),
    Bad("less than nothing", ATTEMPTS, '{"outcome": "done", "measured": -1}', 422, "measured"),
    Bad("an endless amount", ATTEMPTS, '{"outcome": "done", "measured": 1e999}', 422, "measured"),
    Bad("effort with not this time", ATTEMPTS, '{"outcome": "not-this-time", "effort": 5}', 422, "effort"),
    Bad("a barrier with done", ATTEMPTS, '{"outcome": "done", "barrier": "time"}', 422, "barrier"),
    Bad("the future", ATTEMPTS, f'{{"outcome": "done", "occurred_at": "{IN_TWO_DAYS}"}}', 422, "occurred_at"),
    Bad("no zone", ATTEMPTS, '{"outcome": "done", "occurred_at": "2026-03-04T12:00:00"}', 422, "occurred_at"),
    Bad("a number for a time", ATTEMPTS, '{"outcome": "done", "occurred_at": 1767225600}', 422, "occurred_at"),
    Bad(
        "before the step", ATTEMPTS, '{"outcome": "done", "occurred_at": "2020-01-01T00:00:00Z"}', 422, "occurred_at"
    ),
    Bad(
        "before the calendar",
        ATTEMPTS,
        '{"outcome": "done", "occurred_at": "0000-01-01T00:00:00Z"}',
        422,
        "occurred_at",
    ),
    Bad(
        "its first hour",
        ATTEMPTS,
        '{"outcome": "done", "occurred_at": "0001-01-01T00:00:00+05:00"}',
        422,
        "occurred_at",
    ),
    Bad("too large", ATTEMPTS, '{"outcome": "done"' + " " * 70_000 + "}", 413, None),
    Bad("not said to be JSON", ATTEMPTS, '{"outcome": "done"}', 415, None, {"content-type": b"text/plain"}),
    Bad("no key", ATTEMPTS, '{"outcome": "done"}', 422, "Idempotency-Key", {"idempotency-key": b""}),
    Bad(
        "a key in no charset",
        ATTEMPTS,
        '{"outcome": "done"}',
        422,
        "Idempotency-Key",
        {"idempotency-key": b"\xff\xfe"},
    ),
    Bad("a key with spaces", ATTEMPTS, '{"outcome": "done"}', 422, "Idempotency-Key", {"idempotency-key": b"a b"}),
    Bad("a long key", ATTEMPTS, '{"outcome": "done"}', 422, "Idempotency-Key", {"idempotency-key": b"k" * 129}),
    Bad("a step's id of spaces", "/steps/%20/attempts", '{"outcome": "done"}', 422, "step_id"),
    Bad("a step's id in no charset", "/steps/%ff%fe/attempts", '{"outcome": "done"}', 422, "step_id"),
    Bad("a participant in capitals", "/participants/P-1/setbacks", '{"kind": "lapse"}', 422, "participant_id"),
    Bad(
        "an address as participant", "/participants/a@b.c/check-ins", '{"setting": "session"}', 422, "participant_id"
    ),
    Bad("no kind of setback", SETBACKS, '{"kind": "failure"}', 422, "kind"),
    Bad("a barrier in other words", SETBACKS, f'{{"kind": "lapse", "barrier": "{PRIVATE}"}}', 422, "barrier"),
    Bad("a plan perhaps used", SETBACKS, '{"kind": "lapse", "plan_used": "yes"}', 422, "plan_used"),
    Bad("an empty note", SETBACKS, '{"kind": "lapse", "learned": ""}', 422, "learned"),
    Bad("a novel", SETBACKS, f'{{"kind": "lapse", "learned": "{"a" * (LONGEST_NOTE + 1)}"}}', 422, "learned"),
    Bad("words where a field goes", SETBACKS, f'{{"kind": "lapse", "{PRIVATE}": 1}}', 422, "(unnamed)"),
    Bad("a step and a goal", SETBACKS, '{"kind": "lapse", "step_id": "s", "goal_id": "g"}', 422, "goal_id"),
    Bad("a list as recovery", "/setbacks/s-1/recoveries", "[]", 422, "body"),
    Bad("more in a recovery", "/setbacks/s-1/recoveries", '{"learned": "a lot"}', 422, "learned"),
    Bad("nothing said", CHECK_INS, '{"setting": "session"}', 422, "rulers"),
    Bad("no such setting", CHECK_INS, '{"setting": "home", "mood": "sad"}', 422, "setting"),
    Bad("no such mood", CHECK_INS, '{"setting": "session", "mood": "bad"}', 422, "mood"),
    Bad("no such stage", CHECK_INS, '{"setting": "session", "stage": "denial"}', 422, "stage"),
    Bad(
        "a ruler out of range",
        CHECK_INS,
        '{"setting": "session", "rulers": [{"kind": "importance", "value": 12}]}',
        422,
        "rulers.0.value",
    ),
    Bad(
        "more in a ruler",
        CHECK_INS,
        '{"setting": "session", "rulers": [{"kind": "importance", "value": 1, "mood": "sad"}]}',
        422,
        "rulers.0.mood",
    ),
    Bad(
        "a ruler twice",
        CHECK_INS,
        f'{{"setting": "session", "rulers": [{CONFIDENT}, {CONFIDENT}]}}',
        422,
        "rulers.1.kind",
    ),
    Bad(
        "no end of rulers",
        CHECK_INS,
        f'{{"setting": "session", "rulers": [{",".join([CONFIDENT] * 33)}]}}',
        422,
        "rulers",
    ),
    Bad("white space for words", SETBACKS, '{"kind": "lapse", "learned": " \\n\\u00a0 "}', 422, "learned"),
    Bad(
        "a plan that was not used", SETBACKS, '{"kind": "lapse", "plan_id": "p", "plan_used": false}', 422, "plan_id"
    ),
    Bad(
        "a prompt of no program", CHECK_INS, '{"setting": "session", "mood": "sad", "prompt": "mine"}', 422, "prompt"
    ),
    Bad("a prompt in words", CHECK_INS, f'{{"setting": "session", "prompt": "{PRIVATE}"}}', 422, "prompt"),
    Bad("an empty journal", CHECK_INS, '{"setting": "session", "journal": ""}', 422, "journal"),
    Bad(
        "no why",
        CHECK_INS,
        f'{{"setting": "session", "rulers": [{CONFIDENT[:-1]}, "why": " "}}]}}',
        422,
        "rulers.0.why",
    ),
    Bad("no rhythm", AGREEMENTS, '{"time_zone": "UTC"}', 422, "every_days"),
    Bad(
        "two rhythms", AGREEMENTS, '{"time_zone": "UTC", "every_days": 7, "weekdays": ["monday"]}', 422, "every_days"
    ),
    Bad("a day twice", AGREEMENTS, '{"time_zone": "UTC", "weekdays": ["monday", "monday"]}', 422, "weekdays"),
    Bad("no day", AGREEMENTS, '{"time_zone": "UTC", "weekdays": []}', 422, "weekdays"),
    Bad("a zone of nowhere", AGREEMENTS, '{"time_zone": "Atlantis/Harbour", "every_days": 7}', 422, "time_zone"),
    Bad("a folder of zones", AGREEMENTS, '{"time_zone": "Europe", "every_days": 7}', 422, "time_zone"),
    Bad("a way out of zones", AGREEMENTS, '{"time_zone": "../../etc/passwd", "every_days": 7}', 422, "time_zone"),
    Bad("every no days", AGREEMENTS, '{"time_zone": "UTC", "every_days": 0}', 422, "every_days"),
    Bad("an empty balance", BALANCES, '{"entries": []}', 422, "entries"),
    Bad("no such side", BALANCES, '{"entries": [{"side": "pros", "weight": 1}]}', 422, "entries.0.side"),
    Bad("no reason", BALANCES, '{"entries": [{"side": "good-about-changing"}]}', 422, "entries.0.weight"),
    Bad(
        "a heavy reason",
        BALANCES,
        '{"entries": [{"side": "good-about-changing", "weight": 11}]}',
        422,
        "entries.0.weight",
    ),
    Bad("nothing counted", TALK, '{"change": {"desire": 0}}', 422, "change"),
    Bad("less than nothing counted", TALK, '{"change": {"desire": -1}}', 422, "change.desire"),
    Bad("no such kind of talk", TALK, '{"sustain": {"excuses": 1}}', 422, "sustain.excuses"),
    Bad("an affirmation of nothing", AFFIRMATIONS, "{}", 422, "strength_id"),
    Bad("too confident", CONFIDENCES, '{"value": 11}', 422, "value"),
    Bad("a blank request", CONTACTS, '{"words": "\\t"}', 422, "words"),
    Bad("no such estimate", ANSWERS, '{"estimate": "mood"}', 422, "estimate"),
    Bad("no such feeling", ANSWERS, '{"estimate": "readiness", "feels": "wrong"}', 422, "feels"),
    Bad("a reason in other words", "/records/r-1/retractions", f'{{"reason": "{PRIVATE}"}}', 422, "reason"),
    Bad("a tomorrow", CONTACTS, f'{{"occurred_at": "{IN_TWO_DAYS}"}}', 422, "occurred_at"),
    Bad("no such channel", OUTREACHES, '{"channel": "fax", "result": "talked"}', 422, "channel"),
    Bad(
        "talked over with nobody",
        OUTREACHES,
        '{"channel": "call", "result": "no-answer", "about": ["no-word"]}',
        422,
        "about",
    ),
    Bad("a reason that is none", "/participants/p-1/attention/bored/takings", RAISED, 422, "reason"),
    Bad("an item of no day", f"{ATTENTION}/takings", "{}", 422, "raised_at"),
    Bad("an item to come", f"{ATTENTION}/takings", f'{{"raised_at": "{IN_TWO_DAYS}"}}', 422, "raised_at"),
    Bad(
        "words about a taking", f"{ATTENTION}/takings", RAISED.replace("}", f', "words": "{PRIVATE}"}}'), 422, "words"
    ),
    Bad("a rest without a reason", f"{ATTENTION}/snoozes", RESTING.replace("something-else", PRIVATE), 422, "why"),
    Bad("an endless rest", f"{ATTENTION}/snoozes", RESTING.replace("2026-01-01", "9999-12-31"), 422, "until"),
    Bad("a rest that is over", f"{ATTENTION}/snoozes", RESTING, 422, "until"),
    Bad("a rest until no day", f"{ATTENTION}/snoozes", RESTING.replace("2026-01-01", "2026-02-30"), 422, "until"),
    Bad(
        "a caller of no role",
        CONTACTS,
        "{}",
        422,
        "Cairn-Acting-As",
        {"cairn-acting-as": b"doctor:555-0100"},
    ),
]


async def what_is_wrong_with_the_answer(caller: Caller, bad: Bad) -> str | None:
    headers = {"content-type": b"application/json", "idempotency-key": b"k-bad", **bad.headers}
    body = bad.body.encode() if isinstance(bad.body, str) else bad.body
    answer = await caller.client.post(
        BASE + bad.path, content=body, headers=[(name.encode(), value) for name, value in headers.items() if value]
    )
    if answer.headers["content-type"] != "application/problem+json" or answer.status_code != bad.status:
        return f"{bad.why}: {answer.status_code} {answer.text}"
    problem = answer.json()
    named = [one["field"] for one in problem.get("errors", ())]
    if bad.named is not None and bad.named not in named:
        return f"{bad.why}: names {named}"
    return f"{bad.why}: repeats private words" if "555" in answer.text else None


async def test_every_bad_input_is_a_problem_that_names_the_field_and_leaves_no_trace(space: Settings) -> None:
    await tell(space, a_journey())
    async with served(space) as (caller, _):
        await caller.until_known(["step-1"])
        wrong = [await what_is_wrong_with_the_answer(caller, bad) for bad in BAD]
        assert [one for one in wrong if one] == []
        odd = await caller.client.post(
            f"/v1/organizations/No%20Such/{ATTEMPTS}", json={}, headers={"Idempotency-Key": "k"}
        )
        assert odd.status_code in (404, 422)
        assert (await caller.client.get(f"{BASE}{ATTEMPTS}")).status_code == 405
        # An odd header of somebody else's is none of our business.
        fine = await caller.client.post(
            f"{BASE}{ATTEMPTS}",
            json={"outcome": "done"},
            headers=[(b"idempotency-key", b"k-bad"), (b"x-trace", b"\xff\xfe")],
        )
        assert fine.status_code == 201, fine.text
    async with connect(space.mongo, space.database_of("checkins")) as database:
        assert await database[RECORDS].count_documents({}) == 1
        assert await database[NOTES].count_documents({}) == 0
