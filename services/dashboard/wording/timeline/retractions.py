"""What no longer counts, in words: it stays on the timeline, marked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from services.dashboard.language import N_, _
from services.dashboard.wording.moments import day
from services.dashboard.wording.names import sentence
from services.dashboard.wording.timeline.phrases import Story
from shared.contracts.codes import RetractionReason
from shared.contracts.events import EntryRetracted

RETRACTED_BECAUSE: Mapping[RetractionReason, str] = {
    RetractionReason.WRONG_PERSON: N_("because it is about somebody else"),
    RetractionReason.WRONG_VALUE: N_("because it says something else than was meant"),
    RetractionReason.SAID_TWICE: N_("because it was said twice"),
    RetractionReason.TAKEN_BACK: N_("because it was taken back"),
    RetractionReason.SOMETHING_ELSE: N_("because of something else"),
}


def retraction_story(fact: EntryRetracted) -> Story:
    """That something was retracted or corrected; what it was is marked where it stands."""
    headline = _("An earlier entry was put right") if fact.replaced_by else _("An earlier entry no longer counts")
    return Story("✎", headline, (sentence(_(RETRACTED_BECAUSE[fact.reason])),))


def no_longer_counts(told: Story, since: date, retraction: EntryRetracted) -> Story:
    """The same story, marked, and since when (a day of the site's calendar) and why it does not count."""
    why = (
        _("Since {day}, {because}. Another entry says it right.")
        if retraction.replaced_by
        else _("Since {day}, {because}.")
    ).format(day=day(since), because=_(RETRACTED_BECAUSE[retraction.reason]))
    return Story("⊘", _("{headline} (no longer counts)").format(headline=told.headline), (why, *told.details))
