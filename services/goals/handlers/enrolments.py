"""What the service does with commands about a participant's course."""

from __future__ import annotations

from dataclasses import replace

from services.goals.domain.enrolment import EnrolmentCommand, EnrolmentFact, Enrolments, Join, decide, evolve
from services.goals.handlers.access import may_act
from services.goals.handlers.means import Means
from services.goals.handlers.things import Thing, follow
from services.goals.store import Answer
from shared.contracts.access import ACTING, Concerning, refused
from shared.contracts.callers import Caller
from shared.contracts.envelope import Event
from shared.contracts.problems import Problem
from shared.contracts.topics import subject_of
from shared.runtime.commands import Command, Recorded


def _answer(enrolments: Enrolments, event: Event[EnrolmentFact]) -> Answer:
    return {"enrolment_id": enrolments.current.enrolment_id, "event_id": event.id}


COURSE: Thing[Enrolments] = Thing(kept=lambda store: store.enrolments, decide=decide, evolve=evolve, answer=_answer)


async def join(means: Means, caller: Caller, command: Command, asked: Join) -> Recorded | Problem:
    """Let a participant join, with what the program offers now. Staff let people join at their own site."""

    async def allowed(_: Enrolments | None) -> Problem | None:
        return refused(ACTING, caller, Concerning(participant_id=asked.participant_id, site=asked.site))

    newest = await means.store.programs.newest(asked.organization, asked.program)
    asked = replace(asked, offer=newest.offer if newest else None)
    participant = subject_of(asked.organization, asked.participant_id)
    return await follow(means, command, COURSE, participant, asked, allowed)


async def take_turn(means: Means, caller: Caller, command: Command, asked: EnrolmentCommand) -> Recorded | Problem:
    """Let the participant's course take a turn."""

    async def allowed(_: Enrolments | None) -> Problem | None:
        return await may_act(means, caller, asked.organization, asked.participant_id)

    participant = subject_of(asked.organization, asked.participant_id)
    return await follow(means, command, COURSE, participant, asked, allowed)
