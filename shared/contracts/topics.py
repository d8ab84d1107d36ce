"""Where events go: one topic per event type and major version, keyed by participant.

The same partition count on every care topic and one key rule: whoever reads partition 3 of one topic and of
another sees whole participants.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from shared.contracts.events import CARE_EVENTS, SCORE_EVENTS, EventData
from shared.contracts.vocabulary import SLUG

DEAD_LETTERS = "care.dead-letters.v1"
"""Messages that no reader could take, with reason and origin in headers, and the original bytes."""

DEFAULT_PARTITIONS = 6

Subject = Annotated[str, StringConstraints(pattern=f"{SLUG.removesuffix('$')}/{SLUG.removeprefix('^')}")]
"""`organization/participant_id`."""


def type_name(data: type[EventData]) -> str:
    """The CloudEvents `type`, which is also the topic's name: `care.goal-set.v1`."""
    return f"care.{data.TYPE}.v{data.MAJOR}"


CARE_TOPICS: tuple[str, ...] = tuple(type_name(data) for data in CARE_EVENTS)
SCORE_TOPICS: tuple[str, ...] = tuple(type_name(data) for data in SCORE_EVENTS)


def subject_of(organization: str, participant_id: str) -> str:
    """The key rule: `organization/participant_id`, which is the subject of every event and its key in Kafka."""
    return f"{organization}/{participant_id}"
