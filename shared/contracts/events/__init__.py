"""What happened, as facts in the past tense: the `data` of every event type.

Each class names its type and major version; `shared.contracts.envelope` wraps it in a CloudEvent and
`shared.contracts.topics` says where it goes. All are frozen and refuse unknown fields when *written*; the
reader in `envelope` ignores fields that a later minor version may have added.

When you add a type: its class in the module of its kind, `CareData`, `CARE_EVENTS` and `TYPE_RANK` here, its golden
event, `make schemas`, and whatever `assert_never` lists in `make check`.
"""

from __future__ import annotations

from typing import TypeAlias, get_args

from shared.contracts.events.attention import (
    AttentionReleased,
    AttentionSnoozed,
    AttentionTaken,
    OutreachMade,
)
from shared.contracts.events.contacts import (
    Affirmed,
    BalanceEntry,
    BalanceWeighed,
    CheckedIn,
    CheckInsAgreed,
    ClinicianConfidenceRated,
    ContactRequested,
    EntryRetracted,
    ScoreQuestioned,
    Setback,
    SetbackRecovered,
    TalkCounted,
    TalkCounts,
)
from shared.contracts.events.enrolment import (
    ParticipantCompleted,
    ParticipantEnrolled,
    ParticipantLeft,
    ParticipantMoved,
    ParticipantPaused,
    ParticipantResumed,
)
from shared.contracts.events.fact import (
    EventData,
    Fact,
    RulerAnswer,
    Sequence,
    Shown,
    Target,
)
from shared.contracts.events.goals import (
    ContingencyPlanned,
    GoalAgreed,
    GoalClosed,
    GoalDeclined,
    GoalReopened,
    GoalReviewed,
    GoalRevised,
    GoalSet,
)
from shared.contracts.events.scores import (
    EstimateChanged,
    ReadinessChanged,
    SelfEfficacyChanged,
)
from shared.contracts.events.steps import (
    StepCompleted,
    StepNotDone,
    StepPaused,
    StepPlanned,
    StepResumed,
    StepRevised,
)
from shared.contracts.events.values import (
    AgendaTalkedOver,
    AgendaWished,
    StrengthNamed,
    SupportArranged,
    SupporterInvited,
    SupporterUninvited,
    ValueClarified,
    ValueRevisited,
)

__all__ = [
    "CARE_EVENTS",
    "EVENTS",
    "SCORE_EVENTS",
    "TYPE_RANK",
    "Affirmed",
    "AgendaTalkedOver",
    "AgendaWished",
    "AttentionReleased",
    "AttentionSnoozed",
    "AttentionTaken",
    "BalanceEntry",
    "BalanceWeighed",
    "CareData",
    "CheckInsAgreed",
    "CheckedIn",
    "ClinicianConfidenceRated",
    "ContactRequested",
    "ContingencyPlanned",
    "EntryRetracted",
    "EstimateChanged",
    "EventData",
    "Fact",
    "GoalAgreed",
    "GoalClosed",
    "GoalDeclined",
    "GoalReopened",
    "GoalReviewed",
    "GoalRevised",
    "GoalSet",
    "OutreachMade",
    "ParticipantCompleted",
    "ParticipantEnrolled",
    "ParticipantLeft",
    "ParticipantMoved",
    "ParticipantPaused",
    "ParticipantResumed",
    "ReadinessChanged",
    "RulerAnswer",
    "ScoreQuestioned",
    "SelfEfficacyChanged",
    "Sequence",
    "Setback",
    "SetbackRecovered",
    "Shown",
    "StepCompleted",
    "StepNotDone",
    "StepPaused",
    "StepPlanned",
    "StepResumed",
    "StepRevised",
    "StrengthNamed",
    "SupportArranged",
    "SupporterInvited",
    "SupporterUninvited",
    "TalkCounted",
    "TalkCounts",
    "Target",
    "ValueClarified",
    "ValueRevisited",
]

CareData: TypeAlias = (
    ParticipantEnrolled
    | ParticipantMoved
    | ParticipantPaused
    | ParticipantResumed
    | ParticipantCompleted
    | ParticipantLeft
    | ValueClarified
    | ValueRevisited
    | StrengthNamed
    | GoalSet
    | GoalRevised
    | GoalAgreed
    | GoalDeclined
    | GoalReviewed
    | GoalClosed
    | GoalReopened
    | StepPlanned
    | StepRevised
    | StepPaused
    | StepResumed
    | ContingencyPlanned
    | StepCompleted
    | StepNotDone
    | Setback
    | SetbackRecovered
    | CheckedIn
    | BalanceWeighed
    | TalkCounted
    | Affirmed
    | ClinicianConfidenceRated
    | CheckInsAgreed
    | AgendaWished
    | AgendaTalkedOver
    | SupportArranged
    | SupporterInvited
    | SupporterUninvited
    | ContactRequested
    | ScoreQuestioned
    | AttentionTaken
    | AttentionReleased
    | AttentionSnoozed
    | OutreachMade
    | EntryRetracted
)
"""What happened in care."""

CARE_EVENTS: tuple[type[CareData], ...] = get_args(CareData)
SCORE_EVENTS: tuple[type[EstimateChanged], ...] = (ReadinessChanged, SelfEfficacyChanged)
EVENTS: tuple[type[EventData], ...] = CARE_EVENTS + SCORE_EVENTS

TYPE_RANK: dict[str, int] = {
    # Ranks are part of the score's definition: never renumber one; a new type takes a free number.
    ParticipantEnrolled.TYPE: 10,
    ParticipantMoved.TYPE: 11,
    ParticipantPaused.TYPE: 12,
    ParticipantResumed.TYPE: 13,
    ParticipantCompleted.TYPE: 14,
    ParticipantLeft.TYPE: 15,
    ValueClarified.TYPE: 16,
    ValueRevisited.TYPE: 17,
    StrengthNamed.TYPE: 18,
    GoalSet.TYPE: 20,
    GoalRevised.TYPE: 30,
    GoalAgreed.TYPE: 31,
    GoalDeclined.TYPE: 32,
    GoalReviewed.TYPE: 33,
    GoalClosed.TYPE: 34,
    GoalReopened.TYPE: 35,
    StepPlanned.TYPE: 40,
    StepRevised.TYPE: 41,
    StepPaused.TYPE: 42,
    StepResumed.TYPE: 43,
    ContingencyPlanned.TYPE: 44,
    StepCompleted.TYPE: 50,
    StepNotDone.TYPE: 60,
    Setback.TYPE: 70,
    SetbackRecovered.TYPE: 80,
    CheckedIn.TYPE: 90,
    BalanceWeighed.TYPE: 91,
    TalkCounted.TYPE: 92,
    Affirmed.TYPE: 93,
    ClinicianConfidenceRated.TYPE: 94,
    CheckInsAgreed.TYPE: 95,
    AgendaWished.TYPE: 96,
    AgendaTalkedOver.TYPE: 97,
    SupportArranged.TYPE: 98,
    SupporterInvited.TYPE: 99,
    SupporterUninvited.TYPE: 100,
    ContactRequested.TYPE: 101,
    ScoreQuestioned.TYPE: 102,
    AttentionTaken.TYPE: 103,
    AttentionReleased.TYPE: 104,
    AttentionSnoozed.TYPE: 105,
    OutreachMade.TYPE: 106,
    EntryRetracted.TYPE: 110,
    ReadinessChanged.TYPE: 900,
    SelfEfficacyChanged.TYPE: 910,
}
"""Which of two events of one participant and one time comes first: the smaller rank, then the smaller event id."""
