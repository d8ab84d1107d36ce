"""What this service knows about a participant, for those who may see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from services.goals.api.answering import PREFIX, Acting, Page, Working
from services.goals.domain.agenda import Wish
from services.goals.domain.enrolment import Enrolments, unknown_program
from services.goals.domain.program import Program, unknown_program_version
from services.goals.domain.refusals import unknown_participant
from services.goals.domain.strengths import Strength
from services.goals.domain.supporters import Supporter
from services.goals.domain.supports import Support
from services.goals.domain.values import Value
from services.goals.handlers import participants
from services.goals.handlers.means import Means
from services.goals.handlers.participants import Listing
from services.goals.requests.notes import Note
from services.goals.requests.told import GoalPage
from services.goals.store.programs import program_document
from shared.contracts.access import READING
from shared.contracts.callers import Caller
from shared.contracts.problems import Problem
from shared.contracts.vocabulary import OrganizationId, ParticipantId
from shared.runtime.pages import A_PAGE, After, AtMost, answer, page
from shared.runtime.problems import problem_answer
from shared.runtime.refusals import refusals_to_read

router = APIRouter(prefix=f"{PREFIX}/participants/{{participant_id}}", tags=["reading"])
_REFUSALS = refusals_to_read(*READING, unknown_participant)


@dataclass(frozen=True, slots=True)
class Looking:
    """Who reads which page of a list about whom."""

    request: Request
    organization: str
    participant_id: str
    caller: Caller
    means: Means
    at_most: int
    after: str | None

    async def at(self, listing: Listing) -> Response:
        """The page, or the problem."""
        found = await participants.items(
            self.means, self.caller, self.organization, self.participant_id, listing, self.at_most, self.after
        )
        if isinstance(found, Problem):
            return problem_answer(found)
        return answer(self.request, page(found, self.at_most, listing.key))


async def _looking(
    request: Request,
    organization: OrganizationId,
    participant_id: ParticipantId,
    caller: Acting,
    means: Working,
    at_most: AtMost = A_PAGE,
    after: After = None,
) -> Looking:
    return Looking(request, organization, participant_id, caller, means, at_most, after)


Looks = Annotated[Looking, Depends(_looking)]


@router.get("", response_model=Enrolments, responses=_REFUSALS)
async def read_participant(
    request: Request, organization: OrganizationId, participant_id: ParticipantId, caller: Acting, means: Working
) -> Response:
    """The participant's enrolments, each with its course."""
    match await participants.read(means, caller, organization, participant_id):
        case Problem() as problem:
            return problem_answer(problem)
        case found:
            return answer(request, means.store.enrolments.plain(found))


@router.get(
    "/program",
    response_model=Program,
    responses=refusals_to_read(*READING, unknown_participant, unknown_program, unknown_program_version),
)
async def read_own_program(
    request: Request, organization: OrganizationId, participant_id: ParticipantId, caller: Acting, means: Working
) -> Response:
    """The program that the participant is in, or was in last, as it was when they joined."""
    match await participants.program(means, caller, organization, participant_id):
        case Problem() as problem:
            return problem_answer(problem)
        case found:
            return answer(request, program_document(found))


@router.get("/values", response_model=Page[Value], responses=_REFUSALS)
async def list_values(looking: Looks) -> Response:
    """What matters to the participant, with all versions; of notes only the ids."""
    return await looking.at(participants.VALUES)


@router.get("/strengths", response_model=Page[Strength], responses=_REFUSALS)
async def list_strengths(looking: Looks) -> Response:
    """What the participant does well; of notes only the ids."""
    return await looking.at(participants.STRENGTHS)


@router.get("/agenda-wishes", response_model=Page[Wish], responses=_REFUSALS)
async def list_wishes(looking: Looks) -> Response:
    """What the participant wants to talk about, and what was talked over; of notes only the ids."""
    return await looking.at(participants.WISHES)


@router.get("/supports", response_model=Page[Support], responses=_REFUSALS)
async def list_supports(looking: Looks) -> Response:
    """The help that was arranged; of notes only the ids."""
    return await looking.at(participants.SUPPORTS)


@router.get("/supporters", response_model=Page[Supporter], responses=_REFUSALS)
async def list_supporters(looking: Looks) -> Response:
    """Whom the participant invited, and what each may see."""
    return await looking.at(participants.SUPPORTERS)


@router.get("/goals", response_model=GoalPage, responses=_REFUSALS)
async def list_goals(looking: Looks) -> Response:
    """The participant's goals as they stand now; each one's history is read by its id."""
    return await looking.at(participants.GOALS)


@router.get("/notes", response_model=Page[Note], responses=_REFUSALS)
async def list_notes(looking: Looks) -> Response:
    """What the participant said in their own words."""
    return await looking.at(participants.NOTES)
