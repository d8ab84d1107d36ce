"""Facts heard a moment ago save a look into the database; they never refuse anybody, and never let anybody see."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.checkins.domain.known import GoalCourse, name_of
from services.checkins.domain.learning import learned_from
from services.checkins.handlers.means import Means
from services.checkins.known_store import CACHED_FOR, KnownStore
from services.checkins.store import KNOWN
from shared.contracts.codes import Closing
from shared.contracts.events import GoalClosed, GoalReopened, ParticipantMoved
from shared.runtime.settings import Settings
from shared.runtime.store import connect
from tests.integration.checkins.serving import served, until_learned
from tests.unit.checkins.told import NOON, a_whole_journey, from_goals, goal_set

pytestmark = pytest.mark.stack

CLOSED = from_goals(GoalClosed(goal_id="goal-1", sequence=4, version=1, closing=Closing.ACHIEVED), key="c-1")
REOPENED = from_goals(GoalReopened(goal_id="goal-1", sequence=5, version=1, review_on=NOON.date()), key="c-2")
CLOSED_AGAIN = from_goals(GoalClosed(goal_id="goal-1", sequence=6, version=1, closing=Closing.ACHIEVED), key="c-3")
NAME = name_of(GoalCourse, "riverside", "goal-1")


async def test_a_fact_is_believed_for_a_while_unless_this_instance_learns_better(space: Settings) -> None:
    now = 100.0
    async with connect(space.mongo, space.database_of("checkins")) as database:
        here, elsewhere = KnownStore(database[KNOWN], clock=lambda: now), KnownStore(database[KNOWN])

        async def closed(*, fresh: bool = False) -> bool:
            course = (await here.view("riverside", [NAME], fresh=fresh)).find(GoalCourse, "goal-1")
            assert course is not None
            return course.closed_at is not None

        await here.keep(learned_from(goal_set("goal-1")))
        assert not await closed()
        await elsewhere.keep(learned_from(CLOSED))
        assert not await closed()
        assert await closed(fresh=True)
        assert await closed(), "what was looked up afresh is heard, too"
        await elsewhere.keep(learned_from(REOPENED))
        now += CACHED_FOR - 1
        assert await closed()
        now += 2
        assert not await closed()
        await here.keep(
            learned_from(CLOSED.model_copy(update={"data": CLOSED.data.model_copy(update={"sequence": 6})}))
        )
        assert await closed()


async def test_nobody_is_refused_or_let_see_by_what_another_instance_knows_better(space: Settings) -> None:
    closed = GoalClosed(goal_id="goal-of-p-1", sequence=4, version=1, closing=Closing.ACHIEVED)
    reopened = GoalReopened(goal_id="goal-of-p-1", sequence=5, version=1, review_on=NOON.date())
    moved = ParticipantMoved(enrolment_id="e", site="hill", from_site="harbour")
    async with served(space) as (caller, app):
        await until_learned(space, [*a_whole_journey(), from_goals(closed, key="c-1")])
        means: Means = app.state.means
        assert (await caller.done("step-of-p-1", key="k-1")).json()["code"] == "goal-is-closed"
        records = "/participants/p-1/records"
        assert (await caller.get(records, acting="clinician:kim@harbour")).status_code == 200
        async with connect(space.mongo, space.database_of("checkins")) as database:
            elsewhere = KnownStore(database[KNOWN])
            assert elsewhere is not means.known
            await elsewhere.keep(learned_from(from_goals(reopened, key="c-2")))
            later = (await database[KNOWN].find_one({"_id": "site/riverside/p-1"}) or {})["position"][0]
            when = NOON + timedelta(microseconds=later)  # long after whatever was heard of them
            await elsewhere.keep(learned_from(from_goals(moved, key="m-1", at=when)))
        assert (await caller.done("step-of-p-1", key="k-2")).status_code == 201
        refused = await caller.get(records, acting="clinician:kim@harbour")
        assert refused.json()["code"] == "not-at-your-site"
        told = await caller.done("step-of-p-1", key="k-3")
        assert told.status_code == 201
