"""Participants as scoring keeps them, as many as wanted over 50 sites, put there without living their lives."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from services.dashboard.identity import Identity, Role
from shared.contracts.codes import AttentionReason
from shared.contracts.envelope import microseconds
from shared.contracts.read_models import PARTICIPANTS, SCORING, TRAIL
from shared.contracts.vocabulary import Stage
from shared.runtime.settings import Settings
from shared.runtime.store import BlockingDatabase, Document, connect_blocking
from tests.integration.dashboard.documents import participant

ORGANIZATION = "bench"
SITES = 50
COORDINATOR = Identity(ORGANIZATION, ("site-00", "site-01", "site-02", "site-03"), Role.COORDINATOR, "coordinator-1")
"""At as many sites as it takes to have 80 people and full lists also where there are 1,000 participants in all."""
_KINDS = 400
_BATCH = 2_000
_MOMENTS = 30
"""Of a trail: what two weeks of somebody who takes part leave."""
_MEMORY = 1_200
"""Bytes of what scoring keeps for itself."""


def fill(settings: Settings, people: range, now: datetime) -> BlockingDatabase[Document]:
    """Scoring's database with these participants in it, by number: the same each time; half of them have a reason."""
    scores = connect_blocking(settings.mongo, settings.database_of(SCORING))
    for batch in _batched(_documents(people, now)):
        scores[PARTICIPANTS].insert_many(batch, ordered=False)
    return scores


def _batched(documents: Iterator[Document]) -> Iterator[list[Document]]:
    batch: list[Document] = []
    for document in documents:
        batch.append(document)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _documents(people: range, now: datetime) -> Iterator[Document]:
    chance = random.Random(7)  # noqa: S311  # no secret: the same people each time
    kinds = [_somebody(now, number, chance) for number in range(_KINDS)]
    for number in people:
        site = number % SITES
        kind = kinds[(number // SITES + 5 * site) % _KINDS]
        # Nobody's times are another's: an index has no ties to go through.
        moved = {name: kind[name] + number for name in ("heard_us", "reason_us") if kind[name] is not None}
        yield {
            **kind,
            **moved,
            "_id": f"{ORGANIZATION}/p-{site:02}-{number // SITES:05}",
            "site": f"site-{site:02}",
        }


def _somebody(now: datetime, number: int, chance: random.Random) -> Document:
    """Every second one has a reason, each kind as often as any other."""
    told: dict[str, Any] = {"heard": chance.uniform(0, 6)}
    if number % 2:
        reason = list(AttentionReason)[number // 2 % len(AttentionReason)]
        days = chance.uniform(1, 6)
        match reason:
            case AttentionReason.ASKED_FOR_CONTACT:
                told["asked"] = days
            case AttentionReason.NO_WORD:
                told["heard"] = 8 + days
            case AttentionReason.SETBACK_NOT_TALKED_OVER:
                told["setbacks"] = [days]
            case AttentionReason.AGREEMENT_WAITING:
                told["plan_waits"] = days
            case AttentionReason.REVIEW_DUE:
                told["review_in"] = -int(days)
            case AttentionReason.CONFIDENCE_EASED:
                told |= {"eased": days, "self_efficacy": 3.5, "confidence_was": 6.0}
            case AttentionReason.SMALL_WIN:
                told["small_win"] = days
    stage = list(Stage)[number % len(Stage)]
    person = participant("p", now, organization=ORGANIZATION, site="site-00", stage=stage, **told)
    trail = b"".join(
        TRAIL.pack(microseconds(now - timedelta(days=14 - 14 * n / _MOMENTS)), *(6.0, 0.0) * 2, *(0.3,) * 6)
        for n in range(_MOMENTS)
    )
    return {**person, "trail": trail + person["trail"], "memory": b"m" * _MEMORY}
