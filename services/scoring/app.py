"""Wiring: a FastStream reader, the batch loop, the relay for score changes, and what can be asked over HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from uuid import uuid4

from fastapi import FastAPI
from faststream.kafka import KafkaBroker
from faststream.kafka.subscriber.usecase import BatchSubscriber

from services.scoring.admission import Admission
from services.scoring.api import ROUTERS
from services.scoring.histories import Histories
from services.scoring.looking import Looker
from services.scoring.projector import Projector
from services.scoring.store import ScoringStore
from services.scoring.telling import Teller
from services.scoring.worker import BATCH, GROUP, Worker
from shared.contracts.read_models import SCORING
from shared.contracts.topics import CARE_TOPICS
from shared.runtime.background import running
from shared.runtime.figures import Measure
from shared.runtime.health import Check, store_check
from shared.runtime.http import build_api
from shared.runtime.intake import build_reader, subscribe
from shared.runtime.publisher import Publisher
from shared.runtime.reading import Reading
from shared.runtime.settings import Settings
from shared.runtime.store import connect

DESCRIPTION = """Two living estimates per participant, readiness to change and self-efficacy: how they went, and why.

An estimate is something to talk about: not a diagnosis, nor a comparison between people. There are no commands."""


def build_app(settings: Settings) -> FastAPI:
    """The scoring service: starts whether or not Kafka and MongoDB are there, and catches up when they are."""
    checks: list[Check] = []
    measures: list[Measure] = []

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        instance = uuid4().hex
        publisher = Publisher(settings.kafka, client_id="cairn-scoring")
        async with connect(settings.mongo, settings.database_of(SCORING)) as database:
            store = ScoringStore(database, settings, instance=instance)
            app.state.histories = Histories(store, Admission(database, store), lambda: datetime.now(UTC))
            projector = Projector(store)
            worker = Worker(settings, projector, publisher)
            looker = Looker(store)
            teller = Teller(store, publisher, settings.topic, learned=projector.learn, in_backlog=worker.in_backlog)
            worker.after_batch = teller.wake
            reading = Reading("consumer", lambda: _reader(settings, worker), worker)
            worker.read_from(lambda: reading.consumer)
            checks[:] = [store_check(database), reading.check(), teller.check(), looker.check()]
            measures[:] = [reading.measure, worker.put_aside.measure, store.measure]
            try:
                async with running(
                    scoring=worker.run(), reading=reading.run(), telling=teller.run(), looking=looker.run()
                ):
                    yield
            finally:
                await publisher.close()

    app = build_api("Cairn scoring", DESCRIPTION, lifespan, lambda: checks, lambda: measures)
    for router in ROUTERS:
        app.include_router(router)
    return app


def _reader(settings: Settings, worker: Worker) -> tuple[KafkaBroker, BatchSubscriber]:
    """A FastStream reader, not started, that gives all care topics to the worker."""
    broker = build_reader(settings)
    topics = [settings.topic(name) for name in CARE_TOPICS]
    return broker, subscribe(broker, topics, group=GROUP, at_most=BATCH, listener=worker, handle=worker.take)
