"""A thousand messages that nobody should fold stop nothing, and none of them is lost."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from aiokafka import ConsumerRecord

from shared.contracts.envelope import CareEvent, Reason
from shared.contracts.topics import CARE_TOPICS
from shared.runtime.settings import Settings
from shared.runtime.store import BlockingDatabase, Document
from tests.benchmarks.course_of_events import events
from tests.integration.scoring.workers import (
    WITHIN,
    Message,
    as_message,
    dead_letters,
    eventually,
    expected,
    folded_count,
    projections,
    tell,
    worker,
    write,
)

Scores = BlockingDatabase[Document]
pytestmark = [pytest.mark.stack]


def changed(event: CareEvent, **fields: object) -> bytes:
    return json.dumps(json.loads(event.to_json()) | fields).encode()


def malformed(event: CareEvent) -> dict[Reason, Message]:
    """One message of each kind, made from a good one."""
    topic, key, value, headers = as_message(event)
    assert value is not None
    far = (datetime.now(UTC) + timedelta(days=3)).isoformat()
    other = next(name for name in CARE_TOPICS if name != topic)
    return {
        Reason.NULL_VALUE: (topic, key, None, headers),
        Reason.TOO_LARGE: (topic, key, b'{"padding": "' + b"x" * 70_000 + b'"}', headers),
        Reason.HEADER_NOT_UTF8: (topic, key, value, [("content-type", b"\xff\xfe")]),
        Reason.NOT_UTF8: (topic, key, b"\xff\xfe\x00binary", headers),
        Reason.NOT_JSON: (topic, key, value[:-7], headers),
        Reason.INVALID_FIELD: (topic, key, changed(event, data={"rulers": "eleven"}), headers),
        Reason.UNKNOWN_TYPE: (topic, key, changed(event, type="care.nothing-known.v1"), headers),
        Reason.UNKNOWN_VERSION: (topic, key, changed(event, type=topic.replace(".v1", ".v9")), headers),
        Reason.WRONG_TOPIC: (topic, key, changed(event, type=other), headers),
        Reason.WRONG_KEY: (topic, b"somebody/else", changed(event, id=f"{event.id}-k"), headers),
        Reason.FUTURE_TIME: (topic, key, changed(event, id=f"{event.id}-f", time=far), headers),
        Reason.ID_REUSED: (topic, key, changed(event, source="cairn/somewhere-else"), headers),
    }


async def test_a_thousand_malformed_messages_become_dead_letters_while_good_ones_flow(
    space: Settings, database: Scores
) -> None:
    happened = events(2_000)
    models = happened[:84]
    bad = [message for model in models for message in malformed(model).values()][:1_000]
    kinds = Counter([reason for model in models for reason in malformed(model)][:1_000])
    with worker(space) as one:
        await tell(space, happened[:1_000])
        await write(space, bad)
        await tell(space, happened[1_000:])
        eventually(lambda: folded_count(database) == len(happened), "every good event is folded")
        assert projections(database) == expected(happened)
        async with asyncio.timeout(WITHIN):
            by_origin: dict[object, ConsumerRecord] = {}
            while len(by_origin) < len(bad):
                by_origin = {_origin(letter): letter for letter in await dead_letters(space)}
        eventually(lambda: one.figures().consumers[0].waiting == 0, "every message is committed")
        figures = one.figures()
    assert {Reason(letter.reason): letter.published for letter in figures.dead_letters} == kinds
    assert figures.projections is not None
    assert figures.projections.newest_event in {event.time for event in happened}
    assert figures.consumers[0].partitions == len(CARE_TOPICS) * space.partitions
    assert len(by_origin) == len(bad) == 1_000
    said = Counter(Reason(dict(letter.headers)["cairn-reason"].decode()) for letter in by_origin.values())
    assert said == kinds
    assert sorted((letter.value or b"") for letter in by_origin.values()) == sorted((m[2] or b"") for m in bad)
    assert sorted(letter.key for letter in by_origin.values()) == sorted(message[1] or b"" for message in bad)


def _origin(letter: object) -> tuple[bytes, bytes, bytes]:
    headers = dict(letter.headers)  # type: ignore[attr-defined]  # aiokafka is published without types
    return headers["cairn-topic"], headers["cairn-partition"], headers["cairn-offset"]
