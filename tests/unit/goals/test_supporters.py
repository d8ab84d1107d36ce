"""Supporters: invited by the participant, with what each may see, until the invitation is taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from services.goals.domain.history import BrokenHistory
from services.goals.domain.supporters import Invite, Supporter, SupporterStatus, Uninvite, decide, evolve
from shared.contracts.codes import Shared
from shared.contracts.events import SupporterInvited, SupporterUninvited
from shared.contracts.problems import Problem
from tests.unit.goals.journeys import NOW, refused, refused_fields


def invite(*may_see: Shared, **said: Any) -> Invite:
    usual: dict[str, Any] = {
        "organization": "shore",
        "idempotency_key": "invite",
        "participant_id": "robin",
        "supporter_id": "sam",
        "may_see": may_see,
    }
    return Invite(**(usual | said))


def uninvite(**said: Any) -> Uninvite:
    return Uninvite(**({"organization": "shore", "idempotency_key": "uninvite", "supporter_id": "sam"} | said))


def after(*commands: Invite | Uninvite) -> Supporter:
    known: Supporter | None = None
    for command in commands:
        event = decide(known, command, NOW)
        assert not isinstance(event, Problem), event
        known = evolve(known, event)
    assert known is not None
    return known


def test_a_supporter_sees_what_the_newest_invitation_says() -> None:
    assert after(invite(Shared.GOALS, Shared.STEPS)).shares == {Shared.GOALS, Shared.STEPS}
    changed = after(invite(Shared.GOALS, Shared.STEPS), invite(Shared.SCORES))
    assert changed.shares == {Shared.SCORES}
    assert changed.status is SupporterStatus.INVITED


def test_a_supporter_whose_invitation_was_taken_back_sees_nothing() -> None:
    assert after(invite(*Shared), uninvite()).shares == frozenset()
    again = after(invite(*Shared), uninvite(), invite(Shared.STEPS))
    assert again.shares == {Shared.STEPS}


def test_what_may_be_seen_is_named_once_and_in_one_order() -> None:
    event = decide(None, invite(Shared.STEPS, Shared.GOALS, Shared.STEPS), NOW)
    assert not isinstance(event, Problem)
    assert event.data == SupporterInvited(supporter_id="sam", may_see=(Shared.GOALS, Shared.STEPS))


def test_an_invitation_is_taken_back_once() -> None:
    uninvited = decide(after(invite()), uninvite(), NOW)
    assert not isinstance(uninvited, Problem)
    assert uninvited.data == SupporterUninvited(supporter_id="sam")
    assert uninvited.subject == "shore/robin"
    problem = refused(decide(after(invite(), uninvite()), uninvite(), NOW))
    assert (problem.status, problem.code) == (409, "already-uninvited")


def test_a_supporters_id_is_one_participants() -> None:
    for known in (after(invite()), after(invite(), uninvite())):
        problem = refused(decide(known, invite(participant_id="kim"), NOW))
        assert (problem.status, problem.code) == (409, "supporter-id-taken")


def test_nobody_knows_a_supporter_of_nobody_or_of_another_organization() -> None:
    assert refused(decide(None, uninvite(), NOW)).code == "unknown-supporter"
    assert refused(decide(after(invite()), uninvite(organization="inland"), NOW)).status == 404


def test_the_newest_word_is_the_last_whatever_the_clocks_say() -> None:
    known = after(invite(occurred_at=NOW + timedelta(hours=20)))
    said = decide(known, uninvite(), NOW)
    assert not isinstance(said, Problem)
    assert said.time > known.since
    assert refused_fields(decide(known, uninvite(occurred_at=NOW), NOW)) == ["occurred_at"]
    assert refused_fields(decide(known, invite(occurred_at=NOW), NOW)) == ["occurred_at"]
    assert refused_fields(decide(None, invite(occurred_at=NOW + timedelta(days=2)), NOW)) == ["occurred_at"]


def test_a_history_out_of_order_is_broken() -> None:
    uninvited = decide(after(invite()), uninvite(), NOW)
    assert not isinstance(uninvited, Problem)
    for known in (None, after(invite(), uninvite())):
        with pytest.raises(BrokenHistory):
            evolve(known, uninvited)
