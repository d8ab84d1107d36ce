"""Commands in a made-up participant's course, with all that a test does not care about filled in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from services.goals.domain.enrolment import (
    Complete,
    EnrolmentCommand,
    EnrolmentFact,
    Enrolments,
    Join,
    Leave,
    Move,
    Offer,
    Pause,
    Resume,
    decide,
    evolve,
)
from shared.contracts.envelope import Event
from shared.contracts.problems import Problem
from tests.unit.goals.journeys import NOW

OFFER = Offer(version=3, check_in_every_days=7, silent_after_days=14, review_every_days=28, prompts=("proud-of",))
ROBIN: dict[str, Any] = {"organization": "shore", "participant_id": "robin"}


def join(**said: Any) -> Join:
    usual: dict[str, Any] = {
        **ROBIN,
        "idempotency_key": "join",
        "enrolment_id": "enrolment-1",
        "site": "harbour",
        "program": "walking-12-weeks",
        "offer": OFFER,
    }
    return Join(**(usual | said))


def move(site: str = "hillside", **said: Any) -> Move:
    return Move(**({**ROBIN, "idempotency_key": "move", "site": site} | said))


def pause(**said: Any) -> Pause:
    return Pause(**({**ROBIN, "idempotency_key": "pause"} | said))


def resume(**said: Any) -> Resume:
    return Resume(**({**ROBIN, "idempotency_key": "resume"} | said))


def complete(**said: Any) -> Complete:
    return Complete(**({**ROBIN, "idempotency_key": "complete"} | said))


def leave(**said: Any) -> Leave:
    return Leave(**({**ROBIN, "idempotency_key": "leave"} | said))


def happens(known: Enrolments | None, command: EnrolmentCommand, now: datetime = NOW) -> Event[EnrolmentFact]:
    """The event, where a test expects one."""
    event = decide(known, command, now)
    assert not isinstance(event, Problem), event
    return event


def course(*commands: EnrolmentCommand) -> Enrolments:
    """What these commands lead to, a day apart, the last one on the day of NOW."""
    known: Enrolments | None = None
    for ago, command in zip(range(len(commands) - 1, -1, -1), commands, strict=True):
        known = evolve(known, happens(known, command, NOW - timedelta(days=ago)))
    assert known is not None
    return known
