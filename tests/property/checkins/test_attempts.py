"""An attempt becomes the right type of event, whatever was said with it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.checkins.domain.asked import Asked
from services.checkins.domain.attempts import AttemptOutcome, RecordAttempt, decide
from services.checkins.domain.known import Participant, Step, View, name_of
from shared.contracts.envelope import Event, read_event
from shared.contracts.events import StepCompleted, StepNotDone
from shared.contracts.problems import Problem
from shared.contracts.vocabulary import Barrier

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
_days = st.integers(-10, 10).map(lambda days: (NOW + timedelta(days=days)).date())
_steps = st.builds(
    Step,
    step_id=st.just("step-1"),
    goal_id=st.just("goal-1"),
    participant_id=st.just("p-1"),
    starts_on=_days,
    due_on=_days,
    difficulty=st.none() | st.floats(0, 10),
    time_zone=st.sampled_from([None, "Europe/Vienna", "Pacific/Kiritimati", "America/Adak"]),
)
_commands = st.builds(
    RecordAttempt,
    asked=st.builds(
        Asked,
        organization=st.just("riverside"),
        idempotency_key=st.text("abc", min_size=1),
        occurred_at=st.none() | st.integers(-20 * 24, 3 * 24).map(lambda hours: NOW + timedelta(hours=hours)),
    ),
    step_id=st.just("step-1"),
    outcome=st.sampled_from(AttemptOutcome),
    measured=st.none() | st.floats(0, 1e9),
    effort=st.none() | st.integers(0, 10),
    barrier=st.none() | st.sampled_from(Barrier),
)


def view_with(step: Step) -> View:
    return View(
        "riverside",
        {
            name_of(Step, "riverside", "step-1"): step,
            name_of(Participant, "riverside", "p-1"): Participant("p-1"),
        },
    )


@given(_steps, _commands)
def test_done_and_partly_complete_a_step_and_not_this_time_does_not(step: Step, command: RecordAttempt) -> None:
    decision = decide(view_with(step), command, NOW)
    if isinstance(decision, Problem):
        assert decision.status == 422
        assert decision.fields
        return
    if command.outcome is AttemptOutcome.NOT_THIS_TIME:
        assert isinstance(decision.data, StepNotDone)
        assert decision.data.barrier == command.barrier
    else:
        assert isinstance(decision.data, StepCompleted)
        assert decision.data.outcome.value == command.outcome.value
    assert decision.data.difficulty == step.difficulty
    assert decision.data.measured == command.measured


@given(_steps, _commands)
def test_whatever_is_decided_every_reader_can_read(step: Step, command: RecordAttempt) -> None:
    decision = decide(view_with(step), command, NOW)
    if isinstance(decision, Event):
        read = read_event(decision.type, decision.subject.encode(), decision.to_json(), (), NOW)
        assert read == decision
