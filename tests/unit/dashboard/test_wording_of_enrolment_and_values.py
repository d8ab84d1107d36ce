"""A course through a program, what matters, what is done well and who helps, as the timeline tells it."""

from __future__ import annotations

from datetime import date

import pytest

from services.dashboard.wording.timeline.enrolment import LEFT_BECAUSE
from services.dashboard.wording.timeline.values import SHARED, STRENGTH, SUPPORT
from shared.contracts.codes import LeavingReason, Shared, StrengthKind, SupportKind
from shared.contracts.events import (
    AgendaTalkedOver,
    AgendaWished,
    CareData,
    ParticipantCompleted,
    ParticipantEnrolled,
    ParticipantLeft,
    ParticipantMoved,
    ParticipantPaused,
    ParticipantResumed,
    StrengthNamed,
    SupportArranged,
    SupporterInvited,
    SupporterUninvited,
    ValueClarified,
    ValueRevisited,
)
from shared.contracts.vocabulary import Barrier, ValueArea
from tests.unit.dashboard.stories import told


@pytest.mark.parametrize(
    ("fact", "headline", "details"),
    [
        (
            ParticipantEnrolled(enrolment_id="e-1", site="old-town", program="walking-12-weeks"),
            "Joined Walking 12 weeks at Old town",
            (),
        ),
        (
            ParticipantEnrolled(
                enrolment_id="e-1",
                site="old-town",
                program="walking-12-weeks",
                check_in_every_days=1,
                silent_after_days=7,
                review_every_days=28,
            ),
            "Joined Walking 12 weeks at Old town",
            ("Check-ins every day.", "Reviews every 28 days.", "Somebody asks after 7 days without a word."),
        ),
        (
            ParticipantMoved(enrolment_id="e-1", site="harbour", from_site="old-town"),
            "Moved from Old town to Harbour",
            (),
        ),
        (
            ParticipantPaused(enrolment_id="e-1", until=date(2026, 5, 18)),
            "Takes a break from the program",
            ("They mean to come back on Mon 18 May 2026.",),
        ),
        (
            ParticipantPaused(enrolment_id="e-1"),
            "Takes a break from the program",
            ("It is open until when.",),
        ),
        (ParticipantResumed(enrolment_id="e-1"), "Came back from a break", ()),
        (ParticipantCompleted(enrolment_id="e-1"), "Completed the program", ()),
        (
            ParticipantLeft(enrolment_id="e-1", reason=LeavingReason.OTHER_CARE),
            "Left the program",
            ("They found other care.", "They may join again at any time."),
        ),
        (ParticipantLeft(enrolment_id="e-1"), "Left the program", ("They may join again at any time.",)),
        (
            ValueClarified(value_id="v-1", value_area=ValueArea.CONNECTION, importance=9, words_note="n-1"),
            "Said what matters to them: connection",
            ("Importance 9 of 10.", "What they said is kept in a note."),
        ),
        (
            ValueRevisited(value_id="v-1", version=2, value_area=ValueArea.SOMETHING_ELSE, importance=10),
            "Looked at a value again, now version 2: something else",
            ("Importance 10 of 10.",),
        ),
        (
            StrengthNamed(strength_id="q-1", kind=StrengthKind.ASKING_FOR_HELP, moment_note="n-1"),
            "Named a strength: asking for help",
            ("The moment that showed it is kept in a note.",),
        ),
        (
            AgendaWished(wish_id="w-1", words_note="n-1"),
            "Wants to talk about something next time",
            ("The wish is kept in a note.",),
        ),
        (AgendaTalkedOver(wish_id="w-1"), "Talked over what they had put on the agenda", ()),
        (
            SupportArranged(support_id="u-1", barrier=Barrier.MONEY, kind=SupportKind.RESOURCE, words_note="n-1"),
            "Support arranged: a resource",
            ("For what stands in the way: money.", "More is kept in a note."),
        ),
        (
            SupporterInvited(supporter_id="h-1", may_see=(Shared.OWN_WORDS, Shared.GOALS, Shared.STEPS)),
            "Invited a supporter",
            ("The supporter may see goals, steps and the participant's own words.",),
        ),
        (SupporterInvited(supporter_id="h-1"), "Invited a supporter", ("The supporter may see nothing so far.",)),
        (
            SupporterUninvited(supporter_id="h-1"),
            "Took back a supporter's invitation",
            ("The supporter sees nothing any more.",),
        ),
    ],
)
def test_a_course_a_value_or_a_helper_is_told_in_the_words_of_the_domain(
    fact: CareData, headline: str, details: tuple[str, ...]
) -> None:
    assert told(fact) == (headline, details)


def test_every_code_of_enrolment_and_values_has_words() -> None:
    assert set(LEFT_BECAUSE) == set(LeavingReason)
    assert set(STRENGTH) == set(StrengthKind)
    assert set(SUPPORT) == set(SupportKind)
    assert set(SHARED) == set(Shared)
