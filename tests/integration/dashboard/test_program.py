"""What MongoDB counts for the program page: by program, of one site and no other, with the help of an index."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

import pytest

from services.dashboard.identity import Place
from services.dashboard.program_queries import Since, Try, count_site, pipeline
from shared.contracts.codes import EnrolmentStatus
from shared.contracts.read_models import PARTICIPANTS
from shared.contracts.vocabulary import Stage
from shared.runtime.store import BlockingDatabase, Document
from tests.integration.dashboard.documents import PROGRAM, fill, newcomer, participant

pytestmark = pytest.mark.stack
Scores = BlockingDatabase[Document]
HARBOUR = Place("northway", "harbour")


@pytest.fixture
def people(scores: Scores, now: datetime) -> None:
    """Six at harbour in two programs, one at another site, one at a site of that name elsewhere."""
    went = {"first_stage": Stage.PREPARATION}
    fill(
        scores,
        [
            participant("ada", now, heard=6.9, attainment=50.04, tries=(3, 0, 1)) | went,
            participant("ben", now, heard=7.1, attainment=50.0, tries=(1, 0, 0)) | went,
            participant("cid", now, heard=27, attainment=62.5, tries=(0, 0, 0)),
            participant("dee", now, heard=400, stage=None),
            participant("eve", now, status=EnrolmentStatus.PAUSED, heard=1) | {"program": "other"},
            newcomer("fay", now, joined=3),
            participant("noor", now, site="hillside"),
            participant("robin", now, organization="elsewhere"),
        ],
    )


def test_the_people_of_a_site_are_counted_by_program(scores: Scores, people: None, now: datetime) -> None:
    counts = count_site(scores, HARBOUR, now)
    assert {program: one.people for program, one in counts.items()} == {PROGRAM: 5, "other": 1}
    walking = counts[PROGRAM]
    assert walking.status == {EnrolmentStatus.ENROLLED: 5}
    assert walking.flow == {
        (Stage.PREPARATION, Stage.ACTION): 2,
        (Stage.ACTION, Stage.ACTION): 2,
        (None, None): 1,
    }
    assert walking.since == {
        Since.A_WEEK: 1,
        Since.TWO_WEEKS: 1,
        Since.FOUR_WEEKS: 1,
        Since.LONGER: 1,
        Since.NEVER: 1,
    }
    assert walking.attainments == {50.0: 2, 62.5: 1}
    assert counts["other"].since == Counter()


def test_attempts_are_counted_with_the_people_behind_them(scores: Scores, people: None, now: datetime) -> None:
    walking = count_site(scores, HARBOUR, now)[PROGRAM]
    # dee and fay have the builder's own 3, 2 and 1 each.
    assert walking.tries == {Try.DONE: 10, Try.PARTLY: 4, Try.NOT_THIS_TIME: 3}
    assert walking.triers == {Try.DONE: 4, Try.PARTLY: 2, Try.NOT_THIS_TIME: 3}
    assert walking.tried == 4


def test_a_site_without_anybody_has_no_program(scores: Scores, now: datetime) -> None:
    assert count_site(scores, HARBOUR, now) == {}


def test_one_index_finds_the_site_and_nothing_else_is_read(scores: Scores, people: None, now: datetime) -> None:
    told: dict[str, Any] = scores.command(
        "explain",
        {"aggregate": PARTICIPANTS, "pipeline": list(pipeline(HARBOUR, now)), "cursor": {}},
        verbosity="executionStats",
    )
    text = str(told)
    assert "IXSCAN" in text
    assert "COLLSCAN" not in text
    stats = told["stages"][0]["$cursor"]["executionStats"]
    assert stats["totalDocsExamined"] == 6
