"""What can be read of one participant."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from services.checkins.api.answering import PREFIX, Acting, Working
from services.checkins.domain.records import RecordKind
from services.checkins.domain.refusals import unknown_participant, unknown_record
from services.checkins.handlers import reading
from services.checkins.requests.check_ins import NextCheckInAnswer
from services.checkins.requests.contact import WaitingContactRequest
from services.checkins.requests.reading import NotePage, RecordPage, SmallWinPage, record_shown, small_win_shown
from shared.contracts.access import READING
from shared.contracts.problems import Problem
from shared.contracts.vocabulary import OrganizationId, ParticipantId
from shared.runtime.pages import A_PAGE, After, AtMost, answer, page
from shared.runtime.problems import problem_answer
from shared.runtime.refusals import refusals_to_read

router = APIRouter(prefix=f"{PREFIX}/participants/{{participant_id}}", tags=["reading"])
OfAKind = Annotated[RecordKind | None, Query(description="Only records of this kind.")]
ONE = refusals_to_read(unknown_participant, *READING)
PAGED = refusals_to_read(unknown_participant, unknown_record, *READING)


@router.get("/records", response_model=RecordPage, responses=PAGED)
async def records(
    request: Request,
    organization: OrganizationId,
    participant_id: ParticipantId,
    means: Working,
    caller: Acting,
    kind: OfAKind = None,
    at_most: AtMost = A_PAGE,
    after: After = None,
) -> Response:
    """What was said, the newest first; what no longer counts is marked."""
    found = await reading.records_of(means, caller, organization, participant_id, kind, at_most + 1, after)
    if isinstance(found, Problem):
        return problem_answer(found)
    return answer(request, page([record_shown(record) for record in found], at_most, "record_id"))


@router.get("/small-wins", response_model=SmallWinPage, responses=PAGED)
async def small_wins(
    request: Request,
    organization: OrganizationId,
    participant_id: ParticipantId,
    means: Working,
    caller: Acting,
    at_most: AtMost = A_PAGE,
    after: After = None,
) -> Response:
    """Done steps worth celebrating, the newest first: the first, a hard one, the first after a setback."""
    found = await reading.small_wins_of(means, caller, organization, participant_id, after)
    if isinstance(found, Problem):
        return problem_answer(found)
    return answer(request, page([small_win_shown(win) for win in found], at_most, "attempt_id"))


@router.get("/next-check-in", response_model=NextCheckInAnswer, responses=ONE)
async def next_check_in(
    request: Request, organization: OrganizationId, participant_id: ParticipantId, means: Working, caller: Acting
) -> Response:
    """The day of the next check-in and its journaling prompt; neither during a break."""
    found = await reading.next_check_in_of(means, caller, organization, participant_id)
    if isinstance(found, Problem):
        return problem_answer(found)
    shown = NextCheckInAnswer(due_on=found.due_on, prompt=found.prompt)
    return answer(request, shown.model_dump(mode="json", exclude_none=True))


@router.get("/waiting-contact-request", response_model=WaitingContactRequest, responses=ONE)
async def waiting_contact_request(
    request: Request, organization: OrganizationId, participant_id: ParticipantId, means: Working, caller: Acting
) -> Response:
    """Since when a request for contact waits: nobody has talked with them since."""
    found = await reading.waits_since(means, caller, organization, participant_id)
    if isinstance(found, Problem):
        return problem_answer(found)
    return answer(request, {"since": found.isoformat()} if found else {})


@router.get("/notes", response_model=NotePage, responses=PAGED)
async def notes(
    request: Request,
    organization: OrganizationId,
    participant_id: ParticipantId,
    means: Working,
    caller: Acting,
    at_most: AtMost = A_PAGE,
    after: After = None,
) -> Response:
    """What was said in people's own words, the oldest first; not what was taken back."""
    found = await reading.notes_of(means, caller, organization, participant_id, at_most + 1, after)
    if isinstance(found, Problem):
        return problem_answer(found)
    return answer(request, page(found, at_most, "note_id"))
