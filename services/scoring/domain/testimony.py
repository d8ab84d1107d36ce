"""What each event says about the estimates, as evidence; most say nothing."""

from __future__ import annotations

from typing import assert_never

from services.scoring.domain.evidence import (
    RECOVERY_HARDER_BY,
    RULER_SD_AT_CHECK_IN,
    RULER_SD_FOR_ONE_GOAL,
    RULER_SD_IN_SESSION,
    SETBACK_INPUT,
    SETBACK_INPUT_WITH_PLAN,
    USUAL_DIFFICULTY,
    Affirmed,
    Attempted,
    Evidence,
    Shifted,
    balance,
    clinician,
    ruler,
    stage,
    talk,
)
from shared.contracts.codes import BalanceSide
from shared.contracts.events import Affirmed as AffirmedEvent
from shared.contracts.events import (
    AgendaTalkedOver,
    AgendaWished,
    AttentionReleased,
    AttentionSnoozed,
    AttentionTaken,
    BalanceWeighed,
    CareData,
    CheckedIn,
    CheckInsAgreed,
    ClinicianConfidenceRated,
    ContactRequested,
    ContingencyPlanned,
    EntryRetracted,
    GoalAgreed,
    GoalClosed,
    GoalDeclined,
    GoalReopened,
    GoalReviewed,
    GoalRevised,
    GoalSet,
    OutreachMade,
    ParticipantCompleted,
    ParticipantEnrolled,
    ParticipantLeft,
    ParticipantMoved,
    ParticipantPaused,
    ParticipantResumed,
    RulerAnswer,
    ScoreQuestioned,
    Setback,
    SetbackRecovered,
    StepCompleted,
    StepNotDone,
    StepPaused,
    StepPlanned,
    StepResumed,
    StepRevised,
    StrengthNamed,
    SupportArranged,
    SupporterInvited,
    SupporterUninvited,
    TalkCounted,
    ValueClarified,
    ValueRevisited,
)
from shared.contracts.read_models import Category
from shared.contracts.vocabulary import Outcome, RulerKind, Setting

_NONE: tuple[Evidence, ...] = ()
_OUTCOME = {Outcome.DONE: 1.0, Outcome.PARTLY: 0.5}
_FOR_CHANGE = frozenset({BalanceSide.GOOD_ABOUT_CHANGING, BalanceSide.HARD_ABOUT_STAYING})
_RULER_ORDER = {RulerKind.IMPORTANCE: 0, RulerKind.READINESS: 1, RulerKind.CONFIDENCE: 2}


def evidence_in(data: CareData) -> tuple[Evidence, ...]:
    """What an event says, in the order in which it is folded; empty when it says nothing about the estimates."""
    match data:
        case StepCompleted():
            return (Attempted(_OUTCOME[data.outcome], _difficulty(data.difficulty), Category.STEP),)
        case StepNotDone():
            return (Attempted(0.0, _difficulty(data.difficulty), Category.STEP),)
        case CheckedIn():
            return _answers(data)
        case Setback():
            return (Shifted(SETBACK_INPUT_WITH_PLAN if data.plan_used else SETBACK_INPUT, Category.SETBACK),)
        case SetbackRecovered():
            return (Attempted(1.0, _difficulty(data.difficulty) + RECOVERY_HARDER_BY, Category.RECOVERY),)
        case GoalSet() | GoalRevised():
            return _goal_rulers(data)
        case BalanceWeighed() | TalkCounted() | AffirmedEvent() | ClinicianConfidenceRated():
            return _conversation(data)
        case (
            ParticipantEnrolled()
            | ParticipantMoved()
            | ParticipantPaused()
            | ParticipantResumed()
            | ParticipantCompleted()
            | ParticipantLeft()
            | ValueClarified()
            | ValueRevisited()
            | StrengthNamed()
            | GoalAgreed()
            | GoalDeclined()
            | GoalReviewed()
            | GoalClosed()
            | GoalReopened()
            | StepPlanned()
            | StepRevised()
            | StepPaused()
            | StepResumed()
            | ContingencyPlanned()
            | CheckInsAgreed()
            | AgendaWished()
            | AgendaTalkedOver()
            | SupportArranged()
            | SupporterInvited()
            | SupporterUninvited()
            | ContactRequested()
            | ScoreQuestioned()
            | AttentionTaken()
            | AttentionReleased()
            | AttentionSnoozed()
            | OutreachMade()
            | EntryRetracted()
        ):
            return _NONE
        case _:
            assert_never(data)


def _difficulty(said: float | None) -> float:
    return USUAL_DIFFICULTY if said is None else said


def _answers(data: CheckedIn) -> tuple[Evidence, ...]:
    rulers = sorted(data.rulers, key=lambda a: (_RULER_ORDER[a.kind], a.goal_id or "", a.value))
    said = [_ruler(answer, data.setting) for answer in rulers]
    return (*said, stage(data.stage)) if data.stage else tuple(said)


def _ruler(answer: RulerAnswer, setting: Setting) -> Evidence:
    if answer.goal_id is not None:
        return ruler(answer.kind, answer.value, RULER_SD_FOR_ONE_GOAL)
    in_session = setting is Setting.SESSION
    return ruler(answer.kind, answer.value, RULER_SD_IN_SESSION if in_session else RULER_SD_AT_CHECK_IN)


def _conversation(
    data: BalanceWeighed | TalkCounted | AffirmedEvent | ClinicianConfidenceRated,
) -> tuple[Evidence, ...]:
    match data:
        case BalanceWeighed():
            return _balance(data)
        case TalkCounted():
            return (talk(data.change.total, data.sustain.total),)
        case AffirmedEvent():
            return (Affirmed(),)
        case ClinicianConfidenceRated():
            return (clinician(data.value),)
        case _:
            assert_never(data)


def _balance(data: BalanceWeighed) -> tuple[Evidence, ...]:
    """What is good about changing and hard about staying speaks for change; the other two sides for staying."""
    for_change = for_staying = 0.0
    for entry in data.entries:
        if entry.side in _FOR_CHANGE:
            for_change += entry.weight or 0
        else:
            for_staying += entry.weight or 0
    return balance(for_change, for_staying)


def _goal_rulers(data: GoalSet | GoalRevised) -> tuple[Evidence, ...]:
    said: list[Evidence] = []
    if data.importance is not None:
        said.append(ruler(RulerKind.IMPORTANCE, data.importance, RULER_SD_FOR_ONE_GOAL))
    if data.confidence is not None:
        said.append(ruler(RulerKind.CONFIDENCE, data.confidence, RULER_SD_FOR_ONE_GOAL))
    return tuple(said)
