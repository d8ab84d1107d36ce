"""The caseload of a site: who may welcome a hand first, by kind of reason and then by age; nobody of another site."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from itertools import product
from typing import Any

import pytest

from services.dashboard.caseload_queries import PAGE_SIZE, Caseload
from services.dashboard.identity import Identity, Role
from shared.contracts.codes import AttentionReason, EnrolmentStatus
from shared.contracts.read_models import ParticipantScores, ScoresAsOf
from shared.runtime.store import BlockingDatabase, Document
from tests.integration.dashboard.documents import fill, newcomer, participant

pytestmark = pytest.mark.stack
Scores = BlockingDatabase[Document]
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def ids(people: tuple[ScoresAsOf, ...]) -> list[str]:
    return [person.participant_id for person in people]


def test_those_with_a_reason_come_by_kind_of_reason_and_then_the_oldest_first(
    scores: Scores, harbour: Identity, now: datetime
) -> None:
    fill(
        scores,
        [
            participant("win-late", now, small_win=1),
            participant("win-early", now, small_win=5),
            participant("eased", now, self_efficacy=3.5, confidence_was=6.0),
            participant("asked-late", now, asked=1, setbacks=[9]),
            participant("asked-early", now, asked=2),
            participant("plan-late", now, plan_waits=1),
            participant("plan-early", now, plan_waits=6, review_in=-9),
            participant("due-late", now, review_in=0),
            participant("due-early", now, review_in=-4),
            participant("silent-late", now, heard=9),
            participant("silent-early", now, heard=30),
            newcomer("silent-since-joining", now, joined=12),
            participant("setback-late", now, setbacks=[1]),
            participant("setback-early", now, setbacks=[8, 2]),
            participant("doing-well", now),
        ],
    )
    assert ids(Caseload(scores, harbour, now).may_welcome_a_hand()) == [
        "asked-early",
        "asked-late",
        "setback-early",
        "setback-late",
        "silent-early",
        "silent-since-joining",
        "silent-late",
        "plan-early",
        "plan-late",
        "due-early",
        "due-late",
        "eased",
        "win-early",
        "win-late",
    ]


def test_who_has_two_reasons_stands_once_with_the_first_and_both_are_said(
    scores: Scores, harbour: Identity, now: datetime
) -> None:
    fill(
        scores,
        [
            participant("both", now, setbacks=[2], heard=9, review_in=-1, small_win=3, plan_waits=4, asked=1),
            participant("eased-and-won", now, self_efficacy=3.5, confidence_was=6.0, small_win=3),
        ],
    )
    caseload = Caseload(scores, harbour, now)
    both, eased = caseload.may_welcome_a_hand()
    assert [item.reason for item in both.attention] == [
        AttentionReason.ASKED_FOR_CONTACT,
        AttentionReason.SETBACK_NOT_TALKED_OVER,
        AttentionReason.NO_WORD,
        AttentionReason.AGREEMENT_WAITING,
        AttentionReason.REVIEW_DUE,
        AttentionReason.SMALL_WIN,
    ]
    assert [item.reason for item in eased.attention] == [AttentionReason.CONFIDENCE_EASED, AttentionReason.SMALL_WIN]
    overview = caseload.overview()
    assert (overview.may_welcome_a_hand, overview.everyone_else) == (2, 0)
    assert overview.by_reason[AttentionReason.SMALL_WIN] == 0


def test_silence_is_noticed_by_what_was_agreed_and_nothing_is_expected_on_a_break_or_after_the_end(
    scores: Scores, harbour: Identity, now: datetime
) -> None:
    fill(
        scores,
        [
            participant("every-three-weeks", now, heard=20, silent_after=21),
            participant("every-day", now, heard=2, silent_after=1),
            participant("paused", now, heard=90, status=EnrolmentStatus.PAUSED),
            participant("left", now, heard=200, status=EnrolmentStatus.LEFT),
            participant(
                "eased", now, self_efficacy=3.5, confidence_was=6.0, heard=8, status=EnrolmentStatus.COMPLETED
            ),
            participant("asked-on-a-break", now, heard=90, asked=3, status=EnrolmentStatus.PAUSED),
        ],
    )
    caseload = Caseload(scores, harbour, now)
    assert ids(caseload.may_welcome_a_hand()) == ["asked-on-a-break", "every-day"]
    assert ids(caseload.everyone_else()) == ["every-three-weeks", "left", "paused", "eased"]


def test_everyone_else_comes_by_when_they_would_be_missed_and_then_who_is_on_a_break_or_gone(
    scores: Scores, harbour: Identity, now: datetime
) -> None:
    fill(
        scores,
        [
            participant("yesterday", now, heard=1),
            participant("last-week", now, heard=6),
            newcomer("just-joined", now, joined=3),
            participant("long-gone", now, heard=300, status=EnrolmentStatus.COMPLETED),
            participant("setback", now, setbacks=[1]),
        ],
    )
    others = Caseload(scores, harbour, now).everyone_else()
    assert ids(others) == ["last-week", "just-joined", "yesterday", "long-gone"]


def test_nobody_of_another_site_or_organization_is_in_it(scores: Scores, harbour: Identity, now: datetime) -> None:
    elsewhere: list[dict[str, Any]] = [{"site": "hillside"}, {"organization": "southway"}, {"site": None}]
    stories: list[dict[str, Any]] = [{"setbacks": [1]}, {"heard": 20}, {"review_in": -2}, {"small_win": 1}, {}]
    stories += [{"asked": 1}, {"plan_waits": 1}, {"status": EnrolmentStatus.LEFT}]
    for n, (place, told) in enumerate(product(elsewhere, stories)):
        fill(scores, [participant(f"theirs-{n}", now, **place, **told)])
    fill(scores, [participant("ours", now, setbacks=[1])])
    caseload = Caseload(scores, harbour, now)
    assert ids(caseload.may_welcome_a_hand()) == ["ours"]
    assert caseload.everyone_else() == ()
    assert caseload.overview().people == 1
    nobody = Caseload(scores, Identity("northway", ("riverside",), Role.CLINICIAN, "clinician-1"), now)
    assert (nobody.may_welcome_a_hand(), nobody.everyone_else(), nobody.overview().people) == ((), (), 0)


def test_pages_hold_everybody_once(scores: Scores, harbour: Identity, now: datetime) -> None:
    fill(scores, [participant(f"silent-{n:02}", now, heard=10) for n in range(2 * PAGE_SIZE + 5)])
    fill(scores, [participant(f"well-{n:02}", now) for n in range(PAGE_SIZE + 1)])
    caseload = Caseload(scores, harbour, now)
    hand = [caseload.may_welcome_a_hand(page) for page in (1, 2, 3, 4)]
    assert [len(page) for page in hand] == [PAGE_SIZE, PAGE_SIZE, 5, 0]
    assert [one for page in hand for one in ids(page)] == [f"silent-{n:02}" for n in range(2 * PAGE_SIZE + 5)]
    others = [caseload.everyone_else(page) for page in (1, 2)]
    assert [one for page in others for one in ids(page)] == [f"well-{n:02}" for n in range(PAGE_SIZE + 1)]


@pytest.mark.parametrize("seed", range(5))
def test_the_lists_are_what_reading_every_document_would_give(
    scores: Scores, harbour: Identity, now: datetime, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311  # no secret: the same people each time
    documents = [somebody(f"p-{n:03}", now, chance) for n in range(120)]
    fill(scores, documents)
    kinds = list(AttentionReason)
    stored = {document["_id"]: ParticipantScores.from_document(document) for document in documents}
    everybody = [one.as_of(now) for one in stored.values()]
    with_reason = [person for person in everybody if person.attention]
    with_reason.sort(
        key=lambda one: (
            kinds.index(one.attention[0].reason),
            one.attention[0].since,
            one.last_heard or NEVER if one.attention[0].reason is AttentionReason.NO_WORD else NEVER,
            one.participant_id,
        )
    )
    without = [person for person in everybody if not person.attention]
    missed_from = {one.participant_id: one.silent_from or datetime.max.replace(tzinfo=UTC) for one in stored.values()}
    without.sort(key=lambda one: (missed_from[one.participant_id], one.last_heard or NEVER, one.participant_id))

    caseload = Caseload(scores, harbour, now)
    hand = [one for page in range(1, 8) for one in ids(caseload.may_welcome_a_hand(page))]
    others = [one for page in range(1, 8) for one in ids(caseload.everyone_else(page))]
    assert hand == [person.participant_id for person in with_reason]
    assert others == [person.participant_id for person in without]

    overview = caseload.overview()
    assert overview.people == len(documents)
    assert overview.by_reason == {
        kind: sum(person.attention[0].reason is kind for person in with_reason) for kind in kinds
    }


def somebody(participant_id: str, now: datetime, chance: random.Random) -> Document:
    """Anybody: each of the reasons now and then, alone or together, and times on the very limits."""
    if chance.random() < 0.1:
        return newcomer(participant_id, now, joined=chance.choice([0.5, 6.999, 7.002, 20]))
    return participant(
        participant_id,
        now,
        heard=chance.choice([0, 1, 3, 6.9, 7, 7.001, 12, 45]),
        status=chance.choice([*[EnrolmentStatus.ENROLLED] * 8, *EnrolmentStatus, None]),
        silent_after=chance.choice([7, 7, 7, 3, 30]),
        asked=chance.choice([None] * 9 + [4]),
        plan_waits=chance.choice([None] * 9 + [2, 5]),
        setbacks=chance.choice([(), (), (), (), (2,), (9, 4)]),
        small_win=chance.choice([None, None, None, 0.1, 7, 7.001, 20]),
        review_in=chance.choice([None, 20, 20, 20, 1, 0, -1, -9]),
        self_efficacy=4.0,
        confidence_was=chance.choice([None, None, 4.2, 6.5]),
    )
