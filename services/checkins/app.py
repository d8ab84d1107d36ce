"""Wiring of the checkins service. Starts, and answers, with or without Kafka and MongoDB."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from uuid import uuid4

from fastapi import FastAPI

from services.checkins.api import ROUTERS
from services.checkins.attention_store import AttentionItems
from services.checkins.handlers.means import Means
from services.checkins.known_store import KnownStore
from services.checkins.notes import Notes
from services.checkins.store import KNOWN, SERVICE, Records
from services.checkins.view import ViewReader
from shared.runtime.figures import Measure
from shared.runtime.health import Check, store_check
from shared.runtime.http import build_api
from shared.runtime.publisher import Publisher
from shared.runtime.relay import Relay
from shared.runtime.settings import Settings
from shared.runtime.store import connect

DESCRIPTION = """What participants, and those who work with them, tell along the way. Commands in, events out.

Every POST needs an `Idempotency-Key`: the same key and body again give the same answer and no second event."""


def build_app(settings: Settings) -> FastAPI:
    """The service as an ASGI app; it connects when its lifespan begins."""
    checks: list[Check] = []
    measures: list[Measure] = []

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        instance = uuid4().hex
        async with connect(settings.mongo, settings.database_of(SERVICE)) as database:
            records = Records(database, instance=instance, topic=settings.topic)
            attention = AttentionItems(database, instance=instance, topic=settings.topic)
            known = KnownStore(database[KNOWN])
            # One for each writer: a producer is thrown away after a failure, and not under the other's feet.
            events = Publisher(settings.kafka, client_id=f"cairn-{SERVICE}-{instance[:8]}")
            dead_letters = Publisher(settings.kafka, client_id=f"cairn-{SERVICE}-dead-letters-{instance[:8]}")
            relay = Relay([records.collection], events, instance=instance)
            view = ViewReader(settings, known, dead_letters)
            notes = Notes(database)
            app.state.means = Means(records, attention, known, notes, relay.wake, lambda: datetime.now(UTC))
            checks[:] = [store_check(database), relay.check(), view.reading.check()]
            measures[:] = [relay.measure, view.reading.measure, view.put_aside.measure]
            async with relay.running(), view.running():
                yield
            await events.close()
            await dead_letters.close()

    app = build_api("Cairn checkins", DESCRIPTION, lifespan, lambda: checks, lambda: measures)
    for router in ROUTERS:
        app.include_router(router)
    return app
