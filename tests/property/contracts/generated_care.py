"""Enrolments, values, goals and steps: everything that the goals service can say."""

from __future__ import annotations

from hypothesis import strategies as st

from shared.contracts.codes import Closing, LeavingReason, Party, Shared, StrengthKind, SupportKind
from shared.contracts.events import (
    AgendaTalkedOver,
    AgendaWished,
    ContingencyPlanned,
    EventData,
    GoalAgreed,
    GoalClosed,
    GoalDeclined,
    GoalReopened,
    GoalReviewed,
    GoalRevised,
    GoalSet,
    ParticipantCompleted,
    ParticipantEnrolled,
    ParticipantLeft,
    ParticipantMoved,
    ParticipantPaused,
    ParticipantResumed,
    StepPaused,
    StepPlanned,
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
from tests.property.contracts.generated_vocabulary import (
    amounts,
    days,
    difficulties,
    every_days,
    ids,
    later_versions,
    ordinals,
    rulers,
    slugs,
    some_id,
    some_ruler,
    targets,
    weekdays,
    zone_names,
)

_in_goal = {"goal_id": ids, "sequence": ordinals}
_of_version = {**_in_goal, "version": ordinals}
_agreement = {**_of_version, "party": st.sampled_from(Party)}
_goal = {
    **_in_goal,
    "review_on": days,
    "target": st.none() | targets,
    "importance": some_ruler,
    "confidence": some_ruler,
    "hypothesis_note": some_id,
}
_step = {**_in_goal, "step_id": ids}
_plan = {
    **_step,
    "measure": slugs,
    "at_least": amounts,
    "per": st.sampled_from(Period),
    "starts_on": days,
    "due_on": days,
    "days_per_week": st.none() | st.integers(1, 7),
    "difficulty": st.none() | difficulties,
    "builds_on": some_id,
    "weekdays": st.none() | weekdays,
    "time_zone": st.none() | zone_names,
    "strength_id": some_id,
    "criterion_note": some_id,
}
_value = {"value_id": ids, "value_area": st.sampled_from(ValueArea), "importance": rulers, "words_note": some_id}

CARE: dict[type[EventData], st.SearchStrategy[EventData]] = {
    ParticipantEnrolled: st.builds(
        ParticipantEnrolled,
        enrolment_id=ids,
        site=slugs,
        program=slugs,
        program_version=st.none() | ordinals,
        check_in_every_days=st.none() | every_days,
        silent_after_days=st.none() | every_days,
        review_every_days=st.none() | every_days,
        prompts=st.none() | st.lists(slugs, max_size=4).map(tuple),
    ),
    ParticipantMoved: st.builds(ParticipantMoved, enrolment_id=ids, site=slugs, from_site=slugs),
    ParticipantPaused: st.builds(ParticipantPaused, enrolment_id=ids, until=st.none() | days),
    ParticipantResumed: st.builds(ParticipantResumed, enrolment_id=ids),
    ParticipantCompleted: st.builds(ParticipantCompleted, enrolment_id=ids),
    ParticipantLeft: st.builds(ParticipantLeft, enrolment_id=ids, reason=st.none() | st.sampled_from(LeavingReason)),
    ValueClarified: st.builds(ValueClarified, **_value),
    ValueRevisited: st.builds(ValueRevisited, version=later_versions, **_value),
    StrengthNamed: st.builds(StrengthNamed, strength_id=ids, kind=st.sampled_from(StrengthKind), moment_note=some_id),
    GoalSet: st.builds(GoalSet, version=ordinals, value_area=st.sampled_from(ValueArea), value_id=some_id, **_goal),
    GoalRevised: st.builds(GoalRevised, version=later_versions, reason=st.sampled_from(RevisionReason), **_goal),
    GoalAgreed: st.builds(GoalAgreed, **_agreement),
    GoalDeclined: st.builds(GoalDeclined, **_agreement),
    GoalReviewed: st.builds(
        GoalReviewed,
        attainment=st.integers(-2, 2),
        next_review_on=st.none() | days,
        learned_note=some_id,
        **_of_version,
    ),
    GoalClosed: st.builds(GoalClosed, closing=st.sampled_from(Closing), replaced_by=some_id, **_of_version),
    GoalReopened: st.builds(GoalReopened, review_on=days, **_of_version),
    ContingencyPlanned: st.builds(
        ContingencyPlanned,
        plan_id=ids,
        barrier=st.sampled_from(Barrier),
        step_id=some_id,
        words_note=some_id,
        **_in_goal,
    ),
    StepPlanned: st.builds(StepPlanned, **_plan),
    StepRevised: st.builds(StepRevised, version=later_versions, reason=st.sampled_from(RevisionReason), **_plan),
    StepPaused: st.builds(StepPaused, **_step),
    StepResumed: st.builds(StepResumed, **_step),
    AgendaWished: st.builds(AgendaWished, wish_id=ids, words_note=some_id),
    AgendaTalkedOver: st.builds(AgendaTalkedOver, wish_id=ids),
    SupportArranged: st.builds(
        SupportArranged,
        support_id=ids,
        barrier=st.sampled_from(Barrier),
        kind=st.sampled_from(SupportKind),
        goal_id=some_id,
        words_note=some_id,
    ),
    SupporterInvited: st.builds(
        SupporterInvited,
        supporter_id=ids,
        may_see=st.lists(st.sampled_from(Shared), max_size=len(Shared)).map(tuple),
    ),
    SupporterUninvited: st.builds(SupporterUninvited, supporter_id=ids),
}
