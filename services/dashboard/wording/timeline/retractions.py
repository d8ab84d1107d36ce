"""What no longer counts, in words: it stays on the timeline, marked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from services.dashboard.wording.moments import day
from services.dashboard.wording.timeline.phrases import Story
from shared.contracts.codes import RetractionReason
from shared.contracts.events import EntryRetracted

RETRACTED_BECAUSE: Mapping[RetractionReason, str] = {
    RetractionReason.WRONG_PERSON: "it is about somebody else",
    RetractionReason.WRONG_VALUE: "it says something else than was meant",
    RetractionReason.SAID_TWICE: "it was said twice",
    RetractionReason.TAKEN_BACK: "it was taken back",
    RetractionReason.SOMETHING_ELSE: "of something else",
}


def retraction_story(fact: EntryRetracted) -> Story:
    """That something was retracted or corrected; what it was is marked where it stands."""
    headline = "An earlier entry was put right" if fact.replaced_by else "An earlier entry no longer counts"
    return Story("✎", headline, (f"Because {RETRACTED_BECAUSE[fact.reason]}.",))


def no_longer_counts(told: Story, since: datetime, retraction: EntryRetracted) -> Story:
    """The same story, marked, and since when and why it does not count."""
    anew = " Another entry says it right." if retraction.replaced_by else ""
    why = f"Since {day(since)}, because {RETRACTED_BECAUSE[retraction.reason]}.{anew}"
    return Story("⊘", f"{told.headline} (no longer counts)", (why, *told.details))
