"""What other services tell on the topics, as events and as the records a consumer gets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from shared.contracts.codes import StrengthKind
from shared.contracts.envelope import CareEvent, event
from shared.contracts.events import (
    CareData,
    ContingencyPlanned,
    GoalSet,
    ParticipantEnrolled,
    StepPlanned,
    StrengthNamed,
    SupporterInvited,
)
from shared.contracts.vocabulary import Barrier, Period, ValueArea
from shared.runtime.intake import Record

ORGANIZATION = "riverside"
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
TODAY = datetime.now(UTC).date()
A_WEEK_AGO = datetime.now(UTC) - timedelta(days=7)
PROMPTS = ("a-good-moment", "a-hard-moment", "thanks")


def enrolled(
    participant_id: str = "p-1",
    *,
    key: str = "e-1",
    at: datetime = NOON,
    site: str = "harbour",
    every_days: int | None = None,
    prompts: tuple[str, ...] | None = None,
) -> CareEvent:
    """A participant joined."""
    data = ParticipantEnrolled(
        enrolment_id=f"enrolment-{key}",
        site=site,
        program="walking",
        check_in_every_days=every_days,
        prompts=prompts,
    )
    return from_goals(data, participant_id, key, at)


def goal_set(
    goal_id: str = "goal-1", *, participant_id: str = "p-1", key: str = "g-1", at: datetime = NOON
) -> CareEvent:
    """A goal was set."""
    data = GoalSet(goal_id=goal_id, sequence=1, version=1, value_area=ValueArea.HEALTH, review_on=date(2026, 4, 1))
    return from_goals(data, participant_id, key, at)


def step_planned(
    step_id: str = "step-1",
    *,
    participant_id: str = "p-1",
    goal_id: str = "goal-1",
    key: str = "s-1",
    difficulty: float | None = 5,
    at: datetime = NOON,
    starts_on: date = TODAY,
    due_on: date = TODAY,
    sequence: int = 2,
    time_zone: str | None = None,
) -> CareEvent:
    """A step was planned; for today, unless told otherwise."""
    data = StepPlanned(
        step_id=step_id,
        goal_id=goal_id,
        sequence=sequence,
        measure="steps-walked",
        at_least=5000,
        per=Period.DAY,
        starts_on=starts_on,
        due_on=due_on,
        difficulty=difficulty,
        time_zone=time_zone,
    )
    return from_goals(data, participant_id, key, at)


def a_journey(participant_id: str = "p-1", *, step_id: str = "step-1") -> list[CareEvent]:
    """All that has to be known for a participant to record an attempt, a setback and a check-in."""
    goal_id = f"goal-of-{step_id}"
    return [
        enrolled(participant_id, key=f"e-{step_id}"),
        goal_set(goal_id, participant_id=participant_id, key=f"g-{step_id}"),
        step_planned(step_id, participant_id=participant_id, goal_id=goal_id, key=f"s-{step_id}"),
    ]


def a_whole_journey(participant_id: str = "p-1", *, site: str = "harbour") -> list[CareEvent]:
    """A journey with prompts, a contingency plan, a strength, and a supporter who may see nothing yet."""
    step_id, goal_id = f"step-of-{participant_id}", f"goal-of-{participant_id}"
    more: list[CareData] = [
        ContingencyPlanned(plan_id=f"plan-of-{participant_id}", goal_id=goal_id, sequence=3, barrier=Barrier.TIME),
        StrengthNamed(strength_id=f"strength-of-{participant_id}", kind=StrengthKind.HUMOUR),
        SupporterInvited(supporter_id="sam", may_see=()),
    ]
    return [
        enrolled(participant_id, key=f"e-{participant_id}", site=site, every_days=7, prompts=PROMPTS, at=A_WEEK_AGO),
        goal_set(goal_id, participant_id=participant_id, key=f"g-{participant_id}"),
        step_planned(
            step_id,
            participant_id=participant_id,
            goal_id=goal_id,
            key=f"s-{participant_id}",
            difficulty=8,
            starts_on=A_WEEK_AGO.date(),
        ),
        *(from_goals(data, participant_id, f"m-{participant_id}") for data in more),
    ]


def message(
    topic: str,
    value: bytes | None,
    *,
    key: bytes | None = b"riverside/p-1",
    offset: int = 0,
    partition: int = 0,
    headers: Sequence[tuple[str, bytes]] = (),
) -> Record:
    """A record as a reader hands it over, appended at noon."""
    return Record(topic, partition, offset, int(NOON.timestamp() * 1000), key, value, tuple(headers))


def messages(events: Sequence[CareEvent], *, prefix: str = "") -> tuple[Record, ...]:
    """The events as records, each topic's in order from offset 0."""
    offsets: dict[str, int] = {}
    found = []
    for told in events:
        offset = offsets.get(told.type, 0)
        offsets[told.type] = offset + 1
        found.append(message(prefix + told.type, told.to_json(), key=told.subject.encode(), offset=offset))
    return tuple(found)


def from_goals(data: CareData, participant_id: str = "p-1", key: str = "x-1", at: datetime = NOON) -> CareEvent:
    """Anything that goals tells."""
    return event(
        data,
        organization=ORGANIZATION,
        participant_id=participant_id,
        time=at,
        source="cairn/goals",
        idempotency_key=key,
    )
