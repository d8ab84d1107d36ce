"""Goals: set as experiments, revised, planned for, read with their whole history."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from services.goals.api.answering import PREFIX, Acting, Asked, Working, answered
from services.goals.domain.goal.commands import PlanForBarrier, ReviseGoal, SetGoal
from services.goals.domain.goal.rules import BEGINNING_RULES, CONTINGENCY_RULES, REVISION_RULES
from services.goals.domain.refusals import unknown_goal, unknown_participant
from services.goals.handlers import goals
from services.goals.notes import About, note_id_of
from services.goals.requests.goals import ContingencyPlanBody, ReviseGoalBody, SetGoalBody
from services.goals.requests.told import GoalVersion, GoalWithHistory, PlannedContingency
from shared.contracts.access import ACTING, READING
from shared.contracts.problems import Problem
from shared.contracts.vocabulary import Id, OrganizationId, ParticipantId
from shared.runtime.bodies import CommandRoute, Sent
from shared.runtime.pages import answer
from shared.runtime.problems import problem_answer
from shared.runtime.refusals import refusals_of, refusals_to_read

router = APIRouter(prefix=PREFIX, route_class=CommandRoute, tags=["goals"])


@router.post(
    "/participants/{participant_id}/goals",
    status_code=201,
    response_model=GoalVersion,
    responses=refusals_of(*ACTING, *BEGINNING_RULES, unknown_participant),
)
async def set_goal(participant_id: ParticipantId, body: Sent[SetGoalBody], by: Asked) -> Response:
    """Set a goal that serves a value, as an experiment with a review date."""
    command = by.command("set-goal", participant_id, body.as_sent())
    asked = SetGoal(
        goal_id=by.id_of("goal"),
        participant_id=participant_id,
        hypothesis_note=note_id_of(command) if body.hypothesis else None,
        **by.says(body, "hypothesis"),
    )
    return answered(await goals.set_goal(by.means, by.caller, command, asked, body.hypothesis))


@router.post(
    "/goals/{goal_id}/revisions",
    status_code=201,
    response_model=GoalVersion,
    responses=refusals_of(*ACTING, unknown_goal, *REVISION_RULES),
)
async def revise_goal(goal_id: Id, body: Sent[ReviseGoalBody], by: Asked) -> Response:
    """Give a goal its next version, for a reason; earlier versions stay."""
    command = by.command("revise-goal", goal_id, body.as_sent())
    asked = ReviseGoal(
        goal_id=goal_id,
        hypothesis_note=note_id_of(command) if body.hypothesis else None,
        **by.says(body, "hypothesis"),
    )
    return answered(await goals.change_goal(by.means, by.caller, command, asked, body.hypothesis, About.HYPOTHESIS))


@router.post(
    "/goals/{goal_id}/contingency-plans",
    status_code=201,
    response_model=PlannedContingency,
    responses=refusals_of(*ACTING, unknown_goal, *CONTINGENCY_RULES),
)
async def plan_for_barrier(goal_id: Id, body: Sent[ContingencyPlanBody], by: Asked) -> Response:
    """Plan an if-then for a barrier, before it is needed: for the goal, or for one of its steps."""
    command = by.command("plan-for-barrier", goal_id, body.as_sent())
    asked = PlanForBarrier(
        plan_id=by.id_of("contingency-plan"),
        goal_id=goal_id,
        words_note=note_id_of(command),
        **by.says(body, "if_this", "then_that"),
    )
    return answered(await goals.change_goal(by.means, by.caller, command, asked, body.words, About.CONTINGENCY_PLAN))


@router.get(
    "/goals/{goal_id}",
    response_model=GoalWithHistory,
    responses=refusals_to_read(*READING, unknown_goal),
)
async def read_goal(
    organization: OrganizationId, goal_id: Id, request: Request, caller: Acting, means: Working
) -> Response:
    """A goal with its versions, answers, reviews, steps and plans; of notes only the ids."""
    found = await goals.read_goal(means, caller, organization, goal_id)
    return problem_answer(found) if isinstance(found, Problem) else answer(request, found)
