"""Who may say something for a participant, and who may read what was said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.checkins.domain.access import SEEING_WHO_ATTENDS, SHARED_AS, rules_of, seen_by
from services.checkins.domain.records import RecordKind
from shared.contracts.access import ACTING, READING, Concerning, refused
from shared.contracts.callers import SYSTEM, Caller, Role
from shared.contracts.codes import Shared

THEMSELVES = Caller(Role.PARTICIPANT, "p-1")
SOMEBODY_ELSE = Caller(Role.PARTICIPANT, "p-2")
SUPPORTER = Caller(Role.SUPPORTER, "sam")
CLINICIAN = Caller(Role.CLINICIAN, "kim", "harbour")
COORDINATOR = Caller(Role.COORDINATOR, "lee", "harbour")
OPERATOR = Caller(Role.OPERATOR, "ola")
ABOUT = Concerning(participant_id="p-1", site="harbour", asked_for=Shared.ATTEMPTS)


def code(caller: Caller, about: Concerning = ABOUT, kind: RecordKind | None = None) -> str:
    """Of the refusal to say a record of the kind, or to read; "" when the caller may."""
    refusal = refused(rules_of(kind) if kind else READING, caller, about)
    return refusal.code if refusal else ""


@pytest.mark.parametrize("kind", RecordKind)
def test_what_is_said_is_said_by_the_participant_staff_at_their_site_and_the_system(kind: RecordKind) -> None:
    assert code(SYSTEM, kind=kind) == ""
    assert code(SOMEBODY_ELSE, kind=kind) == "not-yours"
    assert code(SUPPORTER, kind=kind) == "not-shared"
    assert code(OPERATOR, kind=kind) == "not-for-operators"
    assert code(CLINICIAN._replace(site="hill"), kind=kind) == "not-at-your-site"
    assert code(COORDINATOR._replace(site="hill"), kind=kind) == "not-at-your-site"
    own = "only-clinicians" if kind is RecordKind.CLINICIAN_CONFIDENCE else ""
    theirs = "only-the-participant" if kind is RecordKind.SCORE_ANSWER else ""
    of_staff = "only-staff" if kind is RecordKind.OUTREACH else ""
    said = [code(who, kind=kind) for who in (THEMSELVES, CLINICIAN, COORDINATOR)]
    assert said == [own or of_staff, theirs, own or theirs]


def test_who_attends_is_seen_by_staff_at_the_site_and_the_system() -> None:
    def refusal_of(caller: Caller) -> str:
        found = refused(SEEING_WHO_ATTENDS, caller, replace(ABOUT, shares=frozenset(Shared), asked_for=None))
        return found.code if found else ""

    assert [refusal_of(who) for who in (CLINICIAN, COORDINATOR, SYSTEM)] == [""] * 3
    assert [refusal_of(who) for who in (THEMSELVES, SUPPORTER, OPERATOR, SOMEBODY_ELSE)] == [
        "only-staff",
        "not-shared",
        "not-for-operators",
        "not-yours",
    ]


def test_a_supporter_says_nothing_even_where_everything_is_shared() -> None:
    everything = Concerning(participant_id="p-1", shares=frozenset(Shared), asked_for=Shared.ATTEMPTS)
    refusal = refused(ACTING, SUPPORTER, everything)
    assert refusal is not None
    assert refusal.code == "not-shared"


@pytest.mark.parametrize("asked_for", [*Shared, None])
def test_a_supporter_reads_what_is_shared_by_its_name_alone(asked_for: Shared | None) -> None:
    for shared in Shared:
        about = Concerning(participant_id="p-1", shares=frozenset({shared}), asked_for=asked_for)
        assert code(SUPPORTER, about) == ("" if shared is asked_for else "not-shared")


def test_nobody_at_a_site_reads_about_somebody_who_is_at_none() -> None:
    assert code(CLINICIAN, Concerning(participant_id="p-9")) == "not-at-your-site"


def test_of_a_participants_records_a_supporter_sees_the_kinds_that_are_shared() -> None:
    assert seen_by(SUPPORTER, frozenset()) == ()
    assert seen_by(SUPPORTER, frozenset({Shared.SETBACKS})) == (RecordKind.SETBACK,)
    assert set(seen_by(SUPPORTER, frozenset(Shared))) == set(SHARED_AS)
    for everybody_else in (SYSTEM, THEMSELVES, CLINICIAN):
        assert seen_by(everybody_else, frozenset()) == tuple(RecordKind)


def test_no_refusal_says_whether_there_is_such_a_participant() -> None:
    for caller in (SOMEBODY_ELSE, SUPPORTER, OPERATOR, CLINICIAN._replace(site="hill")):
        known, unknown = (refused(READING, caller, about) for about in (ABOUT, Concerning(participant_id="p-9")))
        assert known == unknown
