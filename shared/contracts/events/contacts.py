"""What participants, and those who work with them, say along the way."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from shared.contracts.codes import (
    BalanceSide,
    Count,
    EstimateName,
    EveryDays,
    Feels,
    RetractionReason,
    TimeZone,
    Weekday,
    Weight,
)
from shared.contracts.events.fact import EventData, Fact, RulerAnswer
from shared.contracts.vocabulary import Barrier, Difficulty, Id, Mood, Ruler, SetbackKind, Setting, Slug, Stage


class Setback(EventData):
    """Information, not failure. `plan_used` says whether a contingency plan was used; absent when not known."""

    TYPE = "setback"
    setback_id: Id
    kind: SetbackKind
    barrier: Barrier | None = None
    plan_used: bool | None = None
    goal_id: Id | None = None
    step_id: Id | None = None
    learned_note: Id | None = None
    plan_id: Id | None = None


class SetbackRecovered(EventData):
    """The participant came back from a setback. `difficulty` is that of the step it concerned, when there was one."""

    TYPE = "setback-recovered"
    setback_id: Id
    difficulty: Difficulty | None = None


class CheckedIn(EventData):
    """A short contact: rulers, stage of change and mood, each only if it was asked and answered.

    `prompt` is the journaling prompt that was offered, `journal_note` holds the answer, `concern_note` a concern.
    """

    TYPE = "checked-in"
    checkin_id: Id
    setting: Setting
    rulers: tuple[RulerAnswer, ...] = Field(default=(), max_length=32)
    stage: Stage | None = None
    mood: Mood | None = None
    prompt: Slug | None = None
    journal_note: Id | None = None
    concern_note: Id | None = None


class CheckInsAgreed(EventData):
    """The rhythm of check-ins that the participant agreed to: on weekdays, or once in so many days, in their zone."""

    TYPE = "check-ins-agreed"
    agreement_id: Id
    every_days: EveryDays | None = None
    weekdays: Annotated[tuple[Weekday, ...], Field(min_length=1, max_length=7)] | None = None
    time_zone: TimeZone


class BalanceEntry(Fact):
    """One reason on one side of a decisional balance, and how much it weighs; its words stay in a note."""

    side: BalanceSide
    weight: Weight | None = None
    words_note: Id | None = None


class BalanceWeighed(EventData):
    """Pros and cons of changing and of staying the same. Ambivalence is normal."""

    TYPE = "balance-weighed"
    balance_id: Id
    entries: tuple[BalanceEntry, ...] = Field(min_length=1, max_length=60)
    goal_id: Id | None = None


class TalkCounts(Fact):
    """How often the participant spoke for one side in a session, by kind."""

    desire: Count = 0
    ability: Count = 0
    reason: Count = 0
    need: Count = 0
    commitment: Count = 0
    activation: Count = 0
    taking_steps: Count = 0

    @property
    def total(self) -> int:
        """Over all kinds, which weigh the same."""
        return (
            self.desire
            + self.ability
            + self.reason
            + self.need
            + self.commitment
            + self.activation
            + self.taking_steps
        )


class TalkCounted(EventData):
    """The participant's own words for change, and for staying the same, counted from one session."""

    TYPE = "talk-counted"
    session_id: Id
    change: TalkCounts = TalkCounts()
    sustain: TalkCounts = TalkCounts()


class Affirmed(EventData):
    """A strength or an effort was said back to the participant."""

    TYPE = "affirmed"
    affirmation_id: Id
    strength_id: Id | None = None
    words_note: Id | None = None


class ClinicianConfidenceRated(EventData):
    """A clinician's own confidence in the participant, shown apart: often higher at first, and that is fine."""

    TYPE = "clinician-confidence-rated"
    rating_id: Id
    value: Ruler


class ContactRequested(EventData):
    """ "Please contact me": asking for help is courage."""

    TYPE = "contact-requested"
    request_id: Id
    words_note: Id | None = None


class ScoreQuestioned(EventData):
    """ "That score does not fit": the participant's answer to an estimate. A new ruler answer corrects it."""

    TYPE = "score-questioned"
    answer_id: Id
    estimate: EstimateName
    feels: Feels | None = None
    words_note: Id | None = None


class EntryRetracted(EventData):
    """What an earlier event of this participant said no longer counts; it stays in the history, marked.

    A correction is a retraction whose `replaced_by` is the event that says it right.
    """

    TYPE = "entry-retracted"
    retraction_id: Id
    retracted: Id = Field(description="The id of the event that no longer counts.")
    reason: RetractionReason
    replaced_by: Id | None = None
