"""The timeline as a whole: every type has a kind and a story, and what no longer counts stays, marked."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from services.dashboard.wording.timeline import TYPES, Story, no_longer_counts, story
from services.dashboard.wording.timeline.retractions import RETRACTED_BECAUSE
from shared.contracts.codes import RetractionReason
from shared.contracts.events import CARE_EVENTS, CareData, EntryRetracted
from shared.contracts.topics import type_name
from tests.unit.contracts.golden_events import read_golden
from tests.unit.dashboard.stories import PLANS, told

DONE = Story("✓", "Done: 8,200 steps walked", ("Effort 3 of 10.",))
SINCE = datetime(2026, 3, 6, 6, 40, tzinfo=UTC)


def retracted(reason: RetractionReason, replaced_by: str | None = None) -> EntryRetracted:
    return EntryRetracted(retraction_id="y-1", retracted="e-1", reason=reason, replaced_by=replaced_by)


@pytest.mark.parametrize("data", CARE_EVENTS, ids=type_name)
def test_every_type_of_event_has_a_story_with_a_mark(data: type[CareData]) -> None:
    in_words = story(read_golden(data), PLANS)
    assert len(in_words.mark) == 1
    assert in_words.headline[0].isupper()
    assert all(detail.endswith(".") for detail in in_words.details)


def test_every_type_of_event_belongs_to_one_kind_that_the_timeline_can_be_narrowed_to() -> None:
    listed = [name for names in TYPES.values() for name in names]
    assert sorted(listed) == sorted(data.TYPE for data in CARE_EVENTS)


def test_what_was_taken_back_stays_and_is_marked_with_since_when_and_why() -> None:
    marked = no_longer_counts(DONE, SINCE.date(), retracted(RetractionReason.SAID_TWICE))
    assert marked == Story(
        "⊘",
        "Done: 8,200 steps walked (no longer counts)",
        ("Since Fri 6 Mar 2026, because it was said twice.", "Effort 3 of 10."),
    )


def test_what_was_corrected_says_that_another_entry_says_it_right() -> None:
    first, *_ = no_longer_counts(DONE, SINCE.date(), retracted(RetractionReason.WRONG_VALUE, "e-2")).details
    assert first == (
        "Since Fri 6 Mar 2026, because it says something else than was meant. Another entry says it right."
    )


def test_a_retraction_and_a_correction_are_entries_of_their_own() -> None:
    because = ("Because it was taken back.",)
    assert told(retracted(RetractionReason.TAKEN_BACK)) == ("An earlier entry no longer counts", because)
    assert told(retracted(RetractionReason.TAKEN_BACK, "e-2")) == ("An earlier entry was put right", because)


def test_every_reason_to_retract_has_words() -> None:
    assert set(RETRACTED_BECAUSE) == set(RetractionReason)
