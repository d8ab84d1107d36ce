"""Who may say something for a participant, and who may read what was said, through HTTP."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from shared.contracts.codes import Shared
from shared.contracts.events import ParticipantMoved, SupporterInvited, SupporterUninvited
from shared.runtime.settings import Settings
from tests.integration.checkins.serving import Caller, served, until_learned
from tests.integration.checkins.test_every_command import COMMANDS, PERSON, ids
from tests.unit.checkins.told import NOON, a_whole_journey, from_goals

pytestmark = pytest.mark.stack

READINGS = ("records", "small-wins", "next-check-in", "waiting-contact-request", "notes")
AT_THE_HARBOUR, ON_THE_HILL = "clinician:kim@harbour", "coordinator:lee@hill"
THEMSELVES, SOMEBODY_ELSE, SUPPORTER = "participant:p-1", "participant:p-2", "supporter:sam"


async def codes(caller: Caller, acting: str) -> set[str]:
    """What every command and every look is refused for; "" for what is not refused."""
    told = [await caller.post(say.path, say.body, key=f"{acting[:9]}-{n}", acting=acting) for n, say in ALLOWED]
    looks = [await caller.get(f"{PERSON}/{name}", acting=acting) for name in READINGS]
    return {answer.json().get("code", "") for answer in (*told, *looks)}


ALLOWED = [
    (number, say)
    for number, say in enumerate(COMMANDS)
    if say.answers not in ("rating_id", "answer_id", "outreach_id")  # which have rules of their own
]


async def test_people_act_for_themselves_staff_at_their_site_and_operators_and_strangers_not_at_all(
    space: Settings,
) -> None:
    async with served(space) as (caller, _):
        await until_learned(space, [*a_whole_journey(), *a_whole_journey("p-2")])
        assert await codes(caller, THEMSELVES) == {""}
        assert await codes(caller, AT_THE_HARBOUR) == {""}
        assert await codes(caller, "coordinator:lee@harbour") == {""}
        assert await codes(caller, ON_THE_HILL) == {"not-at-your-site"}
        assert await codes(caller, SOMEBODY_ELSE) == {"not-yours"}
        assert await codes(caller, SUPPORTER) == {"not-shared"}
        assert await codes(caller, "operator:ola") == {"not-for-operators"}
        nobody = await caller.get("/participants/p-9/records", acting=AT_THE_HARBOUR)
        assert nobody.json()["code"] == "not-at-your-site"
        assert (await caller.get("/participants/p-9/records")).json()["code"] == "unknown-participant"


async def test_who_may_say_nothing_of_anybody_is_told_so_and_not_what_there_is(space: Settings) -> None:
    async with served(space) as (caller, _):
        await until_learned(space, a_whole_journey())
        commands = [
            ("/steps/no-step/attempts", {"outcome": "done"}, "unknown-step"),
            ("/setbacks/no-setback/recoveries", {}, "unknown-setback"),
            ("/setbacks/no-setback/corrections", {"kind": "lapse"}, "unknown-record"),
            ("/records/no-record/retractions", {"reason": "said-twice"}, "unknown-record"),
        ]
        for path, body, code in commands:
            for acting, expected in [
                ("operator:ola", "not-for-operators"),
                (SUPPORTER, "not-shared"),
                (THEMSELVES, code),
                (AT_THE_HARBOUR, code),
            ]:
                answer = await caller.post(path, body, key="k-1", acting=acting)
                assert answer.json()["code"] == expected, (path, acting)


async def test_access_moves_with_the_participant_and_their_history_stays(space: Settings) -> None:
    async with served(space) as (caller, _):
        await until_learned(space, a_whole_journey())
        attempt = ids(await caller.post(COMMANDS[0].path, COMMANDS[0].body, key="k-1", acting=AT_THE_HARBOUR))
        moved = ParticipantMoved(enrolment_id="enrolment-e-p-1", site="hill", from_site="harbour")
        await until_learned(space, [from_goals(moved, key="m-9", at=datetime.now(UTC))])
        assert await codes(caller, AT_THE_HARBOUR) == {"not-at-your-site"}
        path = f"/records/{attempt['attempt_id']}/retractions"
        refused = await caller.post(path, {"reason": "said-twice"}, key="k-2", acting=AT_THE_HARBOUR)
        assert (refused.status_code, refused.json()["code"]) == (403, "not-at-your-site")
        assert await codes(caller, ON_THE_HILL) == {""}
        listed = (await caller.get(f"{PERSON}/records", acting=ON_THE_HILL)).json()["items"]
        assert attempt["attempt_id"] in {item["record_id"] for item in listed}


async def test_what_became_of_a_record_is_said_by_those_who_may_say_the_record(space: Settings) -> None:
    async with served(space) as (caller, _):
        await until_learned(space, [*a_whole_journey(), *a_whole_journey("p-2")])
        lapse = ids(await caller.post(f"{PERSON}/setbacks", {"kind": "lapse"}, key="k-1", acting=THEMSELVES))
        rating = ids(
            await caller.post(f"{PERSON}/clinician-confidences", {"value": 8}, key="k-2", acting=AT_THE_HARBOUR)
        )
        score = {"estimate": "readiness", "feels": "too-low"}
        answer = ids(await caller.post(f"{PERSON}/score-answers", score, key="k-3", acting=THEMSELVES))
        reached = {"channel": "call", "result": "no-answer"}
        outreach = ids(await caller.post(f"{PERSON}/outreaches", reached, key="k-o", acting=AT_THE_HARBOUR))
        setback, gone = f"/setbacks/{lapse['setback_id']}", {"reason": "taken-back"}
        refused = [
            ("/participants/p-1/clinician-confidences", {"value": 9}, THEMSELVES, "only-clinicians"),
            ("/participants/p-1/clinician-confidences", {"value": 9}, "coordinator:lee@harbour", "only-clinicians"),
            ("/participants/p-1/score-answers", score, AT_THE_HARBOUR, "only-the-participant"),
            (f"/records/{rating['rating_id']}/retractions", gone, THEMSELVES, "only-clinicians"),
            (f"/records/{answer['answer_id']}/retractions", gone, AT_THE_HARBOUR, "only-the-participant"),
            (f"/records/{outreach['outreach_id']}/retractions", gone, THEMSELVES, "only-staff"),
            (f"/outreaches/{outreach['outreach_id']}/corrections", reached, THEMSELVES, "only-staff"),
            (f"{PERSON}/outreaches", reached, THEMSELVES, "only-staff"),
            (f"{setback}/recoveries", {}, SOMEBODY_ELSE, "not-yours"),
            (f"{setback}/corrections", {"kind": "lapse"}, SOMEBODY_ELSE, "not-yours"),
            (f"/records/{lapse['setback_id']}/retractions", gone, ON_THE_HILL, "not-at-your-site"),
            (f"/records/{lapse['setback_id']}/retractions", gone, SUPPORTER, "not-shared"),
        ]
        for number, (path, body, acting, code) in enumerate(refused):
            said = await caller.post(path, body, key=f"r-{number}", acting=acting)
            assert (said.status_code, said.json()["code"]) == (403, code), path
        assert ids(await caller.post(f"{setback}/recoveries", {}, key="k-4", acting=AT_THE_HARBOUR))
        assert ids(await caller.post(f"/records/{rating['rating_id']}/retractions", gone, key="k-5"))
        assert ids(await caller.post(f"/records/{outreach['outreach_id']}/retractions", gone, key="k-7"))
        retracted = f"/records/{answer['answer_id']}/retractions"
        assert ids(await caller.post(retracted, gone, key="k-6", acting=THEMSELVES))


async def test_a_supporter_reads_what_is_shared_as_long_as_it_is(space: Settings) -> None:
    later = iter(NOON + timedelta(hours=hour) for hour in range(1, 20))

    async def shares(*what: Shared) -> None:
        invited = SupporterInvited(supporter_id="sam", may_see=what)
        at = next(later)
        await until_learned(space, [from_goals(invited, key=f"i-{at.hour}", at=at)])

    async def seen(name: str, **asked: str) -> object:
        answer = await caller.get(f"{PERSON}/{name}", acting=SUPPORTER, **asked)
        if answer.status_code != 200:
            return answer.status_code, answer.json()["code"]
        return [item.get("kind", item.get("why", item.get("words"))) for item in answer.json().get("items", ())]

    refused = (403, "not-shared")
    async with served(space) as (caller, _):
        await until_learned(space, a_whole_journey())
        for number, say in enumerate(COMMANDS):
            ids(await caller.post(say.path, say.body, key=f"k-{number}"))
        ids(await caller.post(COMMANDS[0].path, COMMANDS[0].body, key="k-again"))
        assert [await seen(name) for name in READINGS] == [refused] * len(READINGS)
        await shares(Shared.ATTEMPTS)
        assert await seen("records") == ["attempt", "attempt"]
        assert await seen("records", kind="attempt") == ["attempt", "attempt"]
        assert await seen("records", kind="setback") == refused
        assert await seen("small-wins") == [["a-hard-one"], ["the-first", "a-hard-one"]]
        assert [await seen(name) for name in ("notes", "next-check-in")] == [refused] * 2
        await shares(Shared.ATTEMPTS, Shared.SETBACKS)
        assert await seen("small-wins") == [["a-hard-one", "after-a-setback"], ["the-first", "a-hard-one"]]
        await shares(Shared.CHECK_INS)
        assert await seen("records") == ["check-in-agreement", "check-in"]
        assert await seen("small-wins") == refused
        assert await seen("next-check-in") == []
        await shares(Shared.SCORES, Shared.GOALS)
        assert [await seen(name) for name in READINGS] == [refused] * len(READINGS)
        assert await seen("records", kind="balance") == refused
        await shares(Shared.OWN_WORDS)
        theirs = [note["about"] for note in (await caller.get(f"{PERSON}/notes", acting=SUPPORTER)).json()["items"]]
        everybodys = [
            note["about"] for note in (await caller.get(f"{PERSON}/notes", acting=THEMSELVES)).json()["items"]
        ]
        assert len(theirs) == 9
        assert Counter(everybodys) == Counter([*theirs, "outreach"])
        assert await seen("waiting-contact-request") == refused, "whatever is shared"
        gone = from_goals(SupporterUninvited(supporter_id="sam"), key="u-1", at=next(later))
        await until_learned(space, [gone])
        assert [await seen(name) for name in READINGS] == [refused] * len(READINGS)
        stranger = await caller.get(f"{PERSON}/records", acting="supporter:somebody")
        assert (stranger.status_code, stranger.json()["code"]) == refused
