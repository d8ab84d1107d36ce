"""A goal as an experiment: agreed on by each party, reviewed, closed, reopened."""

from __future__ import annotations

from fastapi import APIRouter, Response

from services.goals.api.answering import PREFIX, Asked, answered
from services.goals.domain.goal.commands import AnswerPlan, CloseGoal, ReopenGoal, ReviewGoal
from services.goals.domain.goal.parties import AGREEING, party_of
from services.goals.domain.goal.rules import ANSWER_RULES, CLOSING_RULES, REOPENING_RULES, REVIEW_RULES
from services.goals.domain.refusals import unknown_goal
from services.goals.handlers import goals
from services.goals.notes import About, note_id_of
from services.goals.requests.experiments import AnswerPlanBody, CloseGoalBody, ReopenGoalBody, ReviewGoalBody
from services.goals.requests.told import AnsweredPlan, GoalVersion
from shared.contracts.access import ACTING
from shared.contracts.problems import Problem
from shared.contracts.vocabulary import Id
from shared.runtime.bodies import CommandRoute, Sent
from shared.runtime.problems import problem_answer
from shared.runtime.refusals import refusals_of

router = APIRouter(prefix=f"{PREFIX}/goals/{{goal_id}}", route_class=CommandRoute, tags=["goals"])


@router.post(
    "/agreements",
    status_code=201,
    response_model=AnsweredPlan,
    responses=refusals_of(*AGREEING, unknown_goal, *ANSWER_RULES),
)
async def answer_plan(goal_id: Id, body: Sent[AnswerPlanBody], by: Asked) -> Response:
    """Say yes, or "not like this", to the newest version of the plan. A party may change its answer."""
    party = party_of(by.caller, body.party)
    if isinstance(party, Problem):
        return problem_answer(party)
    command = by.command("answer-plan", goal_id, body.as_sent())
    asked = AnswerPlan(
        goal_id=goal_id,
        **(by.says(body) | {"party": party}),
    )
    return answered(await goals.change_goal(by.means, by.caller, command, asked, rules=AGREEING))


@router.post(
    "/reviews",
    status_code=201,
    response_model=GoalVersion,
    responses=refusals_of(*ACTING, unknown_goal, *REVIEW_RULES),
)
async def review_goal(goal_id: Id, body: Sent[ReviewGoalBody], by: Asked) -> Response:
    """Look at the experiment together: how far it came, and what was learned."""
    command = by.command("review-goal", goal_id, body.as_sent())
    asked = ReviewGoal(
        goal_id=goal_id,
        learned_note=note_id_of(command) if body.learned else None,
        **by.says(body, "learned"),
    )
    return answered(await goals.change_goal(by.means, by.caller, command, asked, body.learned, About.LEARNED))


@router.post(
    "/closings",
    status_code=201,
    response_model=GoalVersion,
    responses=refusals_of(*ACTING, unknown_goal, *CLOSING_RULES),
)
async def close_goal(goal_id: Id, body: Sent[CloseGoalBody], by: Asked) -> Response:
    """End the experiment: achieved, sustained, set aside, or replaced by another goal."""
    command = by.command("close-goal", goal_id, body.as_sent())
    asked = CloseGoal(goal_id=goal_id, **by.says(body))
    return answered(await goals.change_goal(by.means, by.caller, command, asked))


@router.post(
    "/reopenings",
    status_code=201,
    response_model=GoalVersion,
    responses=refusals_of(*ACTING, unknown_goal, *REOPENING_RULES),
)
async def reopen_goal(goal_id: Id, body: Sent[ReopenGoalBody], by: Asked) -> Response:
    """Make a closed goal an experiment again, with a new review date."""
    command = by.command("reopen-goal", goal_id, body.as_sent())
    asked = ReopenGoal(goal_id=goal_id, **by.says(body))
    return answered(await goals.change_goal(by.means, by.caller, command, asked))
