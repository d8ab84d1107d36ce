"""Values, strengths, wishes and supports: said, revisited, talked over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from services.goals.domain import agenda, strengths, supports, values
from services.goals.domain.agenda import TalkOver, Wish, WishFor, WishStatus
from services.goals.domain.history import BrokenHistory
from services.goals.domain.strengths import NameStrength
from services.goals.domain.supports import ArrangeSupport
from services.goals.domain.values import ClarifyValue, RevisitValue, Value
from shared.contracts.codes import StrengthKind, SupportKind
from shared.contracts.envelope import Event
from shared.contracts.events import (
    AgendaTalkedOver,
    AgendaWished,
    StrengthNamed,
    SupportArranged,
    ValueClarified,
    ValueRevisited,
)
from shared.contracts.problems import Problem
from shared.contracts.vocabulary import Barrier, ValueArea
from tests.unit.goals.journeys import NOW, refused, refused_fields

ROBIN: dict[str, Any] = {"organization": "shore", "idempotency_key": "key", "participant_id": "robin"}
CLARIFY = ClarifyValue(**ROBIN, value_id="value-1", value_area=ValueArea.FAMILY, importance=8, words_note="note-1")
NAME = NameStrength(**ROBIN, strength_id="strength-1", kind=StrengthKind.HUMOUR, moment_note="note-2")
WISH = WishFor(**ROBIN, wish_id="wish-1", words_note="note-3")
ARRANGE = ArrangeSupport(
    **ROBIN, support_id="support-1", barrier=Barrier.MONEY, kind=SupportKind.RESOURCE, goal_id="goal-1"
)
TALK = TalkOver(organization="shore", idempotency_key="talk", wish_id="wish-1")


def revisit(**said: Any) -> RevisitValue:
    usual: dict[str, Any] = {
        "organization": "shore",
        "idempotency_key": "again",
        "value_id": "value-1",
        "from_version": 1,
    }
    return RevisitValue(**(usual | said))


def happened(outcome: Event[Any] | Problem) -> Event[Any]:
    assert not isinstance(outcome, Problem), outcome
    return outcome


def value_after(*revisits: RevisitValue) -> Value:
    value = values.evolve(None, happened(values.decide(None, CLARIFY, NOW)))
    for command in revisits:
        value = values.evolve(value, happened(values.decide(value, command, NOW)))
    return value


def wished() -> Wish:
    return agenda.evolve(None, happened(agenda.decide(None, WISH, NOW)))


def test_a_value_is_an_area_an_importance_and_a_note() -> None:
    clarified = happened(values.decide(None, CLARIFY, NOW))
    expected = ValueClarified(value_id="value-1", value_area=ValueArea.FAMILY, importance=8, words_note="note-1")
    assert clarified.data == expected
    assert (clarified.subject, clarified.time) == ("shore/robin", NOW)


def test_what_a_revisit_leaves_out_stays() -> None:
    revisited = happened(values.decide(value_after(), revisit(importance=0), NOW))
    assert revisited.data == ValueRevisited(
        value_id="value-1", version=2, value_area=ValueArea.FAMILY, importance=0, words_note="note-1"
    )
    other = happened(values.decide(value_after(), revisit(value_area=ValueArea.REST, words_note="note-9"), NOW))
    assert (other.data.value_area, other.data.importance, other.data.words_note) == (ValueArea.REST, 8, "note-9")


def test_earlier_versions_of_a_value_stay() -> None:
    value = value_after(revisit(importance=3), revisit(from_version=2, importance=9))
    assert [version.importance for version in value.versions] == [8, 3, 9]
    assert value.versions[:2] == value_after(revisit(importance=3)).versions


@pytest.mark.parametrize("version", [1, 3])
def test_a_value_that_moved_on_is_read_again_first(version: int) -> None:
    problem = refused(values.decide(value_after(revisit()), revisit(from_version=version), NOW))
    assert (problem.status, problem.code) == (409, "version-moved-on")
    assert "version 2" in problem.detail
    assert f"version {version}" in problem.detail


def test_a_value_has_a_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(values, "MOST_VERSIONS", 1)
    assert refused(values.decide(value_after(), revisit(), NOW)).code == "value-is-full"


def test_a_value_or_a_wish_of_another_organization_is_not_known() -> None:
    problem = refused(values.decide(value_after(), revisit(organization="inland"), NOW))
    assert (problem.status, problem.code) == (404, "unknown-value")
    problem = refused(agenda.decide(wished(), replace(TALK, organization="inland"), NOW))
    assert (problem.status, problem.code) == (404, "unknown-wish")
    assert refused(agenda.decide(None, TALK, NOW)).code == "unknown-wish"


def test_a_strength_has_the_moment_that_showed_it() -> None:
    named = happened(strengths.decide(None, NAME, NOW))
    assert named.data == StrengthNamed(strength_id="strength-1", kind=StrengthKind.HUMOUR, moment_note="note-2")
    strength = strengths.evolve(None, named)
    assert (strength.kind, strength.named_at, strength.moment_note) == (StrengthKind.HUMOUR, NOW, "note-2")


def test_a_wish_waits_until_it_is_talked_over_once() -> None:
    assert happened(agenda.decide(None, WISH, NOW)).data == AgendaWished(wish_id="wish-1", words_note="note-3")
    wish = wished()
    assert wish.status is WishStatus.WISHED
    over = happened(agenda.decide(wish, TALK, NOW + timedelta(days=3)))
    assert over.data == AgendaTalkedOver(wish_id="wish-1")
    after = agenda.evolve(wish, over)
    assert (after.status, after.talked_over_at) == (WishStatus.TALKED_OVER, NOW + timedelta(days=3))
    problem = refused(agenda.decide(after, TALK, NOW))
    assert (problem.status, problem.code) == (409, "already-talked-over")


def test_a_support_answers_a_barrier() -> None:
    arranged = happened(supports.decide(None, ARRANGE, NOW))
    assert arranged.data == SupportArranged(
        support_id="support-1", barrier=Barrier.MONEY, kind=SupportKind.RESOURCE, goal_id="goal-1"
    )
    assert supports.evolve(None, arranged).arranged_at == NOW


def test_nothing_happens_more_than_a_day_ahead() -> None:
    ahead = NOW + timedelta(days=1, seconds=1)
    outcomes = [
        values.decide(None, replace(CLARIFY, occurred_at=ahead), NOW),
        values.decide(value_after(), revisit(occurred_at=ahead), NOW),
        strengths.decide(None, replace(NAME, occurred_at=ahead), NOW),
        agenda.decide(None, replace(WISH, occurred_at=ahead), NOW),
        agenda.decide(wished(), replace(TALK, occurred_at=ahead), NOW),
        supports.decide(None, replace(ARRANGE, occurred_at=ahead), NOW),
    ]
    assert [refused_fields(outcome) for outcome in outcomes] == [["occurred_at"]] * len(outcomes)


def test_a_history_out_of_order_is_broken() -> None:
    clarified = happened(values.decide(None, CLARIFY, NOW))
    third = happened(values.decide(value_after(revisit()), revisit(from_version=2), NOW))
    named = happened(strengths.decide(None, NAME, NOW))
    arranged = happened(supports.decide(None, ARRANGE, NOW))
    over = happened(agenda.decide(wished(), TALK, NOW))
    cases: list[Callable[[], object]] = [
        lambda: values.evolve(value_after(), clarified),
        lambda: values.evolve(value_after(), third),
        lambda: values.evolve(None, third),
        lambda: strengths.evolve(strengths.evolve(None, named), named),
        lambda: supports.evolve(supports.evolve(None, arranged), arranged),
        lambda: agenda.evolve(None, over),
        lambda: agenda.evolve(agenda.evolve(wished(), over), over),
    ]
    for case in cases:
        with pytest.raises(BrokenHistory):
            case()
