"""Figures: what a service measures of itself, also while what it reads from is away or stands still."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from aiokafka import TopicPartition
from fastapi import FastAPI

from shared.contracts.figures import ConsumerFigures, OutboxFigures, ProjectionFigures, ServiceFigures
from shared.runtime.consumer_health import consumer_measure
from shared.runtime.figures import Measure, Part, PutAside, measured
from shared.runtime.http import build_api
from tests.unit.runtime.test_consumer_health import ONE, TWO, Consumer

AN_HOUR = 3_600.0


def always(*parts: Part) -> Measure:
    async def measure() -> tuple[Part, ...]:
        return parts

    return measure


async def read(consumer: Consumer | None, last_handled: float) -> ConsumerFigures:
    (figures,) = await consumer_measure("view", lambda: consumer, lambda: last_handled)()
    assert isinstance(figures, ConsumerFigures)
    return figures


async def test_a_consumer_that_stands_still_says_what_waits_and_since_when() -> None:
    stuck = await read(Consumer({ONE: 5, TWO: 3}, {ONE: 90, TWO: 4}), time.monotonic() - AN_HOUR)
    assert (stuck.partitions, stuck.waiting) == (2, 86)
    assert stuck.since_batch is not None
    assert AN_HOUR <= stuck.since_batch < AN_HOUR + 60


async def test_while_kafka_is_away_nobody_claims_that_nothing_waits() -> None:
    consumer = Consumer({TopicPartition("care.goal-set.v1", 0): 5}, {})
    consumer.away = True
    assert (await read(consumer, time.monotonic())).waiting is None


async def test_a_consumer_that_could_not_be_started_has_no_partition_and_no_batch() -> None:
    assert await read(None, 0.0) == ConsumerFigures(name="view", partitions=0, waiting=None, since_batch=None)


async def test_dead_letters_are_counted_by_reason_the_newest_first() -> None:
    now = 100.0
    put_aside = PutAside(lambda: now)
    put_aside.add(["not-json", "wrong-key", "not-json"])
    now = 130.0
    put_aside.add(["wrong-key"])
    now = 140.0
    found = [(one.reason, one.published, one.since_newest) for one in await put_aside.measure()]
    assert found == [("wrong-key", 2, 10.0), ("not-json", 2, 40.0)]


async def test_measures_come_together_by_kind() -> None:
    relay, telling = OutboxFigures(name="relay", waiting=3), OutboxFigures(name="telling", waiting=None)
    newest = ProjectionFigures(newest_event=None)
    found = await measured([always(relay), always(telling, newest), PutAside().measure])
    assert found == ServiceFigures(outboxes=(relay, telling), projections=newest)


@asynccontextmanager
async def nothing_to_start(app: FastAPI) -> AsyncIterator[None]:
    yield


async def test_a_service_answers_with_its_figures_and_no_document_speaks_of_them() -> None:
    relay = OutboxFigures(name="relay", waiting=3)
    app = build_api("A service", "", nothing_to_start, list, lambda: [always(relay)])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://service") as client:
        answer = await client.get("/figures")
        assert ServiceFigures.model_validate_json(answer.content) == ServiceFigures(outboxes=(relay,))
        assert "/figures" not in (await client.get("/openapi.json")).json()["paths"]
