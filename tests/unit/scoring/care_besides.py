"""What happens in care and says nothing about the estimates: one of each type that scoring only counts."""

from __future__ import annotations

from shared.contracts.codes import EstimateName, Feels, StrengthKind, SupportKind
from shared.contracts.events import (
    AgendaTalkedOver,
    AgendaWished,
    CareData,
    CheckInsAgreed,
    ContingencyPlanned,
    ScoreQuestioned,
    StepPaused,
    StepResumed,
    StepRevised,
    StrengthNamed,
    SupportArranged,
    SupporterInvited,
    SupporterUninvited,
    ValueClarified,
    ValueRevisited,
)
from shared.contracts.vocabulary import Barrier, Period, RevisionReason, ValueArea
from tests.unit.scoring.care import START

BESIDES: tuple[CareData, ...] = (
    ValueClarified(value_id="value-1", value_area=ValueArea.FAMILY, importance=9),
    ValueRevisited(value_id="value-1", version=2, value_area=ValueArea.FAMILY, importance=2),
    StrengthNamed(strength_id="strength-1", kind=StrengthKind.HUMOUR),
    StepRevised(
        step_id="step-1",
        goal_id="goal-1",
        sequence=7,
        version=2,
        reason=RevisionReason.TOO_HARD,
        measure="minutes-walked",
        at_least=5,
        per=Period.DAY,
        starts_on=START.date(),
        due_on=START.date(),
        difficulty=2,
    ),
    StepPaused(step_id="step-1", goal_id="goal-1", sequence=8),
    StepResumed(step_id="step-1", goal_id="goal-1", sequence=9),
    ContingencyPlanned(plan_id="plan-1", goal_id="goal-1", sequence=10, barrier=Barrier.TIME),
    CheckInsAgreed(agreement_id="agreement-1", every_days=7, time_zone="Europe/Vienna"),
    AgendaWished(wish_id="wish-1"),
    AgendaTalkedOver(wish_id="wish-1"),
    SupportArranged(support_id="support-1", barrier=Barrier.MONEY, kind=SupportKind.RESOURCE),
    SupporterInvited(supporter_id="supporter-1"),
    SupporterUninvited(supporter_id="supporter-1"),
    ScoreQuestioned(answer_id="answer-1", estimate=EstimateName.READINESS, feels=Feels.TOO_LOW),
)
