"""Attempts, setbacks, check-ins, balances, talk and answers: everything that the checkins service can say."""

from __future__ import annotations

from hypothesis import strategies as st

from shared.contracts.codes import (
    AttentionReason,
    BalanceSide,
    EstimateName,
    Feels,
    OutreachChannel,
    OutreachResult,
    RetractionReason,
    SnoozeReason,
)
from shared.contracts.events import (
    Affirmed,
    AttentionReleased,
    AttentionSnoozed,
    AttentionTaken,
    BalanceEntry,
    BalanceWeighed,
    CheckedIn,
    CheckInsAgreed,
    ClinicianConfidenceRated,
    ContactRequested,
    EntryRetracted,
    EventData,
    OutreachMade,
    RulerAnswer,
    ScoreQuestioned,
    Setback,
    SetbackRecovered,
    StepCompleted,
    StepNotDone,
    TalkCounted,
    TalkCounts,
)
from shared.contracts.vocabulary import Barrier, Mood, Outcome, RulerKind, SetbackKind, Setting, Stage
from tests.property.contracts.generated_vocabulary import (
    amounts,
    counts,
    difficulties,
    every_days,
    ids,
    moments,
    rulers,
    slugs,
    some_id,
    some_ruler,
    weekdays,
    zone_names,
)

_attempt = {
    "attempt_id": ids,
    "step_id": ids,
    "goal_id": ids,
    "measured": st.none() | amounts,
    "difficulty": st.none() | difficulties,
}
_answers = st.builds(RulerAnswer, kind=st.sampled_from(RulerKind), value=rulers, goal_id=some_id, why_note=some_id)
_entries = st.builds(BalanceEntry, side=st.sampled_from(BalanceSide), weight=some_ruler, words_note=some_id)
_talk = st.builds(TalkCounts, **dict.fromkeys(TalkCounts.model_fields, counts))

_item = {
    "item_id": ids,
    "reason": st.sampled_from(AttentionReason),
    "raised_at": moments,
    "by": slugs,
}

CONTACTS: dict[type[EventData], st.SearchStrategy[EventData]] = {
    StepCompleted: st.builds(StepCompleted, outcome=st.sampled_from(Outcome), effort=some_ruler, **_attempt),
    StepNotDone: st.builds(StepNotDone, barrier=st.none() | st.sampled_from(Barrier), **_attempt),
    Setback: st.builds(
        Setback,
        setback_id=ids,
        kind=st.sampled_from(SetbackKind),
        barrier=st.none() | st.sampled_from(Barrier),
        plan_used=st.none() | st.booleans(),
        goal_id=some_id,
        step_id=some_id,
        learned_note=some_id,
        plan_id=some_id,
    ),
    SetbackRecovered: st.builds(SetbackRecovered, setback_id=ids, difficulty=st.none() | difficulties),
    CheckedIn: st.builds(
        CheckedIn,
        checkin_id=ids,
        setting=st.sampled_from(Setting),
        rulers=st.lists(_answers, max_size=4).map(tuple),
        stage=st.none() | st.sampled_from(Stage),
        mood=st.none() | st.sampled_from(Mood),
        prompt=st.none() | slugs,
        journal_note=some_id,
        concern_note=some_id,
    ),
    BalanceWeighed: st.builds(
        BalanceWeighed,
        balance_id=ids,
        entries=st.lists(_entries, min_size=1, max_size=4).map(tuple),
        goal_id=some_id,
    ),
    TalkCounted: st.builds(TalkCounted, session_id=ids, change=_talk, sustain=_talk),
    Affirmed: st.builds(Affirmed, affirmation_id=ids, strength_id=some_id, words_note=some_id),
    ClinicianConfidenceRated: st.builds(ClinicianConfidenceRated, rating_id=ids, value=rulers),
    CheckInsAgreed: st.builds(
        CheckInsAgreed,
        agreement_id=ids,
        every_days=st.none() | every_days,
        weekdays=st.none() | weekdays,
        time_zone=zone_names,
    ),
    ContactRequested: st.builds(ContactRequested, request_id=ids, words_note=some_id),
    ScoreQuestioned: st.builds(
        ScoreQuestioned,
        answer_id=ids,
        estimate=st.sampled_from(EstimateName),
        feels=st.none() | st.sampled_from(Feels),
        words_note=some_id,
    ),
    AttentionTaken: st.builds(AttentionTaken, **_item),
    AttentionReleased: st.builds(AttentionReleased, **_item),
    AttentionSnoozed: st.builds(
        AttentionSnoozed, **_item, until=st.dates(), why=st.sampled_from(SnoozeReason), words_note=some_id
    ),
    OutreachMade: st.builds(
        OutreachMade,
        outreach_id=ids,
        by=slugs,
        channel=st.sampled_from(OutreachChannel),
        result=st.sampled_from(OutreachResult),
        about=st.lists(st.sampled_from(AttentionReason), unique=True).map(tuple),
        words_note=some_id,
    ),
    EntryRetracted: st.builds(
        EntryRetracted,
        retraction_id=ids,
        retracted=ids,
        reason=st.sampled_from(RetractionReason),
        replaced_by=some_id,
    ),
}
