"""Who is in which program, at which site."""

from __future__ import annotations

from fastapi import APIRouter, Response

from services.goals.api.answering import PREFIX, Asked, answered
from services.goals.domain.enrolment import RULES, Complete, EnrolmentCommand, Join, Leave, Move, Pause, Resume
from services.goals.domain.refusals import unknown_participant
from services.goals.handlers import enrolments
from services.goals.requests.enrolments import (
    CompleteBody,
    EnrolBody,
    Enrolled,
    LeaveBody,
    MoveBody,
    PauseBody,
    ResumeBody,
)
from shared.contracts.access import ACTING
from shared.contracts.vocabulary import ParticipantId
from shared.runtime.bodies import CommandRoute, Sent
from shared.runtime.commands import Command
from shared.runtime.refusals import Responses, refusals_of

router = APIRouter(prefix=f"{PREFIX}/participants/{{participant_id}}", route_class=CommandRoute, tags=["enrolment"])


def _refusals(command: type[EnrolmentCommand]) -> Responses:
    return refusals_of(*ACTING, *RULES[command], unknown_participant)


@router.post("/enrolments", status_code=201, response_model=Enrolled, responses=refusals_of(*ACTING, *RULES[Join]))
async def join(participant_id: ParticipantId, body: Sent[EnrolBody], by: Asked) -> Response:
    """Let a participant join a program at a site; again, after they completed or left one."""
    command = by.command("enrol", participant_id, body.as_sent())
    enrolment_id = by.id_of("enrolment")
    asked = Join(participant_id=participant_id, enrolment_id=enrolment_id, offer=None, **by.says(body))
    return answered(await enrolments.join(by.means, by.caller, command, asked))


@router.post("/moves", status_code=201, response_model=Enrolled, responses=_refusals(Move))
async def move(participant_id: ParticipantId, body: Sent[MoveBody], by: Asked) -> Response:
    """Let the enrolment go on at another site: from the answer on, only that site sees the participant."""
    command = by.command("move", participant_id, body.as_sent())
    return await _turn(by, command, Move(participant_id=participant_id, **by.says(body)))


@router.post("/pauses", status_code=201, response_model=Enrolled, responses=_refusals(Pause))
async def pause(participant_id: ParticipantId, body: Sent[PauseBody], by: Asked) -> Response:
    """Take a break."""
    command = by.command("pause", participant_id, body.as_sent())
    return await _turn(by, command, Pause(participant_id=participant_id, **by.says(body)))


@router.post("/resumptions", status_code=201, response_model=Enrolled, responses=_refusals(Resume))
async def resume(participant_id: ParticipantId, body: Sent[ResumeBody], by: Asked) -> Response:
    """Come back from a break."""
    command = by.command("resume", participant_id, body.as_sent())
    return await _turn(by, command, Resume(participant_id=participant_id, **by.says(body)))


@router.post("/completions", status_code=201, response_model=Enrolled, responses=_refusals(Complete))
async def complete(participant_id: ParticipantId, body: Sent[CompleteBody], by: Asked) -> Response:
    """Go through the program to its end."""
    command = by.command("complete", participant_id, body.as_sent())
    return await _turn(by, command, Complete(participant_id=participant_id, **by.says(body)))


@router.post("/departures", status_code=201, response_model=Enrolled, responses=_refusals(Leave))
async def leave(participant_id: ParticipantId, body: Sent[LeaveBody], by: Asked) -> Response:
    """Leave the program before its end; joining again is a new enrolment."""
    command = by.command("leave", participant_id, body.as_sent())
    return await _turn(by, command, Leave(participant_id=participant_id, **by.says(body)))


async def _turn(by: Asked, command: Command, asked: EnrolmentCommand) -> Response:
    return answered(await enrolments.take_turn(by.means, by.caller, command, asked))
