"""Enrolment: a participant joins a program at a site, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from services.goals.domain.enrolment import Enrol, decide, evolve
from shared.contracts.events import ParticipantEnrolled
from shared.contracts.problems import Problem
from tests.unit.goals.journeys import NOW, refused

JOIN = Enrol(
    organization="shore",
    idempotency_key="join",
    enrolment_id="enrolment-1",
    participant_id="robin",
    site="harbour",
    program="walking-12-weeks",
)


def test_a_participant_joins_a_program_at_a_site() -> None:
    joined = decide(None, JOIN, NOW)
    assert not isinstance(joined, Problem)
    assert joined.data == ParticipantEnrolled(enrolment_id="enrolment-1", site="harbour", program="walking-12-weeks")
    assert (joined.subject, joined.time) == ("shore/robin", NOW)
    enrolment = evolve(joined)
    assert (enrolment.site, enrolment.program, enrolment.enrolled_at) == ("harbour", "walking-12-weeks", NOW)


def test_a_participant_is_enrolled_once() -> None:
    joined = decide(None, JOIN, NOW)
    assert not isinstance(joined, Problem)
    problem = refused(decide(evolve(joined), replace(JOIN, idempotency_key="again"), NOW))
    assert (problem.status, problem.code) == (409, "already-enrolled")
    assert "robin" in problem.detail


def test_nobody_joins_from_the_future() -> None:
    problem = refused(decide(None, replace(JOIN, occurred_at=NOW + timedelta(days=2)), NOW))
    assert (problem.status, [field.field for field in problem.fields]) == (422, ["occurred_at"])
