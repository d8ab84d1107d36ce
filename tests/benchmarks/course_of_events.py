"""Events to measure with: people who enrol, set a goal, plan a step, and go on for 85 days with all there is."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from aiokafka import AIOKafkaProducer

from shared.contracts.envelope import CONTENT_TYPE, CareEvent, event
from shared.contracts.events import (
    CareData,
    CheckedIn,
    GoalSet,
    ParticipantEnrolled,
    RulerAnswer,
    Setback,
    SetbackRecovered,
    StepCompleted,
    StepNotDone,
    StepPlanned,
)
from shared.contracts.vocabulary import Mood, Outcome, Period, RulerKind, SetbackKind, Setting, ValueArea
from shared.runtime.settings import Settings

DAYS = 85
EVENTS_EACH = 40
"""About one event every two days: a weekly check-in and a few attempts a week."""


def events(count: int, *, seed: int = 1) -> list[CareEvent]:
    """`count` events of `count / EVENTS_EACH` participants in order of time; the same for the same seed."""
    choose = random.Random(seed)  # noqa: S311 - a workload, not a secret
    start = datetime.now(UTC).replace(microsecond=0) - timedelta(days=DAYS + 1)
    made: list[CareEvent] = []
    for person in range(count // EVENTS_EACH):
        days = sorted(choose.random() * DAYS for _ in range(EVENTS_EACH))
        for number, day in enumerate(days):
            key = f"{seed}-{person}-{number}"
            at = start + timedelta(days=day)
            made.append(
                event(
                    _fact(choose, person, number, key, at),
                    organization="bench",
                    participant_id=f"p{person:06d}",
                    time=at,
                    source="cairn/bench",
                    idempotency_key=key,
                )
            )
    made.sort(key=lambda e: e.time)
    return made


def _fact(choose: random.Random, person: int, number: int, key: str, at: datetime) -> CareData:
    goal, step = f"goal-{person}", f"step-{person}"
    match number:
        case 0:
            return ParticipantEnrolled(enrolment_id=key, site=f"site-{person % 4}", program="walking")
        case 1:
            return GoalSet(
                goal_id=goal, sequence=1, version=1, value_area=ValueArea.HEALTH, review_on=at.date(), confidence=6
            )
        case 2:
            return StepPlanned(
                step_id=step,
                goal_id=goal,
                sequence=2,
                measure="steps-walked",
                at_least=5000,
                per=Period.DAY,
                starts_on=at.date(),
                due_on=at.date(),
                difficulty=4,
            )
    kind = choose.random()
    if kind < 0.45:
        outcome = choose.choice(list(Outcome))
        return StepCompleted(attempt_id=key, step_id=step, goal_id=goal, outcome=outcome, measured=5000, difficulty=4)
    if kind < 0.65:
        return StepNotDone(attempt_id=key, step_id=step, goal_id=goal, difficulty=4)
    if kind < 0.70:
        return Setback(setback_id=key, kind=SetbackKind.LAPSE)
    if kind < 0.74:
        return SetbackRecovered(setback_id=f"{key}-before")
    said = (RulerAnswer(kind=RulerKind.CONFIDENCE, value=choose.randint(3, 9)),) if kind < 0.90 else ()
    return CheckedIn(checkin_id=key, setting=Setting.CHECK_IN, rulers=said, mood=Mood.HAPPY)


async def publish(settings: Settings, made: Sequence[CareEvent]) -> None:
    """Write the events to their topics, in their order."""
    producer = AIOKafkaProducer(bootstrap_servers=settings.kafka, acks="all", linger_ms=20, max_batch_size=256 * 1024)
    await producer.start()
    headers = [("content-type", CONTENT_TYPE.encode())]
    try:
        for e in made:
            await producer.send(settings.topic(e.type), e.to_json(), key=e.subject.encode(), headers=headers)
    finally:
        await producer.stop()
