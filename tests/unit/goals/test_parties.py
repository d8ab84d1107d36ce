"""Each party answers for itself when a plan is agreed on, and nobody for anybody else."""

from __future__ import annotations

import pytest

from services.goals.domain.goal.parties import AGREEING, party_of
from shared.contracts.access import Concerning, refused
from shared.contracts.callers import SYSTEM, Caller, Role
from shared.contracts.codes import Party
from shared.contracts.problems import Problem
from tests.unit.goals.journeys import refused_fields

ROBIN = Concerning(participant_id="robin", site="harbour")
PARTIES = {
    Party.PARTICIPANT: Caller(Role.PARTICIPANT, "robin"),
    Party.CLINICIAN: Caller(Role.CLINICIAN, "ada", "harbour"),
}
NO_PARTIES = [
    Caller(Role.COORDINATOR, "lou", "harbour"),
    Caller(Role.SUPPORTER, "sam"),
    Caller(Role.OPERATOR, "pat"),
]
STRANGERS = [Caller(Role.PARTICIPANT, "kim"), Caller(Role.CLINICIAN, "ada", "hillside"), *NO_PARTIES]


@pytest.mark.parametrize("party", Party)
def test_a_party_answers_for_itself_and_need_not_say_who_it_is(party: Party) -> None:
    caller = PARTIES[party]
    assert refused(AGREEING, caller, ROBIN) is None
    assert party_of(caller, None) is party_of(caller, party) is party


@pytest.mark.parametrize("party", Party)
def test_a_party_does_not_answer_for_the_other(party: Party) -> None:
    [other] = set(Party) - {party}
    problem = party_of(PARTIES[party], other)
    assert isinstance(problem, Problem)
    assert (problem.status, problem.code) == (403, "not-your-plan")


@pytest.mark.parametrize("stranger", STRANGERS)
def test_the_plan_of_a_stranger_is_not_theirs_to_agree_to(stranger: Caller) -> None:
    problem = refused(AGREEING, stranger, ROBIN)
    assert problem is not None
    assert (problem.status, problem.code) == (403, "not-your-plan")
    assert "robin" not in f"{problem.detail} {problem.hint}"


@pytest.mark.parametrize("caller", NO_PARTIES)
@pytest.mark.parametrize("said", [None, *Party])
def test_who_is_no_party_does_not_become_one_by_saying_so(caller: Caller, said: Party | None) -> None:
    problem = party_of(caller, said)
    assert isinstance(problem, Problem)
    assert problem.code == "not-your-plan"


def test_the_organizations_own_system_says_whose_answer_it_passes_on() -> None:
    assert refused(AGREEING, SYSTEM, ROBIN) is None
    assert [party_of(SYSTEM, party) for party in Party] == list(Party)
    silent = party_of(SYSTEM, None)
    assert refused_fields(silent) == ["party"]
