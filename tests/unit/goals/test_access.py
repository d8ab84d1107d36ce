"""Who may act for a participant and who may read what: every role against every situation."""

from __future__ import annotations

from itertools import product

import pytest

from services.goals.domain.access import INVITING, runs_the_platform
from shared.contracts.access import ACTING, READING, Concerning, Rule, refused
from shared.contracts.callers import SYSTEM, Caller, Role
from shared.contracts.codes import Shared

ROBIN = Caller(Role.PARTICIPANT, "robin")
KIM = Caller(Role.PARTICIPANT, "kim")
HERE = Caller(Role.CLINICIAN, "mo", "harbour")
COORDINATOR_HERE = Caller(Role.COORDINATOR, "ash", "harbour")
ELSEWHERE = Caller(Role.COORDINATOR, "lee", "hillside")
SUPPORTER = Caller(Role.SUPPORTER, "supporter-1")
OPERATOR = Caller(Role.OPERATOR, "op")
CALLERS = (ROBIN, KIM, HERE, COORDINATOR_HERE, ELSEWHERE, SUPPORTER, OPERATOR, SYSTEM)
AT_HARBOUR = Concerning(participant_id="robin", site="harbour")


def code(rules: tuple[Rule, ...], caller: Caller, about: Concerning) -> str | None:
    problem = refused(rules, caller, about)
    assert problem is None or problem.status == 403
    return problem.code if problem else None


@pytest.mark.parametrize("rules", [ACTING, READING], ids=["acting", "reading"])
def test_people_keep_to_their_own_and_staff_to_their_site(rules: tuple[Rule, ...]) -> None:
    assert [code(rules, caller, AT_HARBOUR) for caller in CALLERS if caller is not SUPPORTER] == [
        None,
        "not-yours",
        None,
        None,
        "not-at-your-site",
        "not-for-operators",
        None,
    ]


def test_a_supporter_writes_nothing_whatever_is_shared() -> None:
    everything = Concerning(participant_id="robin", shares=frozenset(Shared))
    assert code(ACTING, SUPPORTER, everything) == "not-shared"
    assert code(INVITING, SUPPORTER, everything) == "not-shared"


@pytest.mark.parametrize(("asked_for", "shared"), list(product([None, *Shared], Shared)))
def test_a_supporter_reads_what_is_shared_by_name(asked_for: Shared | None, shared: Shared) -> None:
    about = Concerning(participant_id="robin", shares=frozenset({shared}), asked_for=asked_for)
    assert code(READING, SUPPORTER, about) == (None if asked_for is shared else "not-shared")


def test_nobody_but_the_participant_brings_a_supporter_in() -> None:
    assert [code(INVITING, caller, AT_HARBOUR) for caller in (ROBIN, SYSTEM)] == [None, None]
    assert [code(INVITING, caller, AT_HARBOUR) for caller in (HERE, COORDINATOR_HERE)] == ["only-the-participant"] * 2
    assert code(INVITING, ELSEWHERE, AT_HARBOUR) == "not-at-your-site"
    assert code(INVITING, KIM, AT_HARBOUR) == "not-yours"


def test_staff_learn_nothing_of_somebody_who_is_nowhere() -> None:
    nowhere = Concerning(participant_id="nobody")
    assert {code(rules, HERE, nowhere) for rules in (ACTING, READING)} == {"not-at-your-site"}


def test_only_operators_and_the_system_run_the_platform() -> None:
    refusals = {caller: runs_the_platform(caller) for caller in CALLERS}
    assert {caller for caller, refusal in refusals.items() if refusal is None} == {OPERATOR, SYSTEM}
    assert {refusal.code for refusal in refusals.values() if refusal} == {"only-operators"}


def test_no_refusal_of_access_says_who_was_asked_about() -> None:
    for rules, caller in product((ACTING, INVITING, READING), CALLERS):
        problem = refused(rules, caller, AT_HARBOUR)
        assert problem is None or not {"robin", "harbour"} & set(f"{problem.detail} {problem.hint}".split())
