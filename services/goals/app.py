"""Wiring of the goals service. Starts, and answers, with or without Kafka and MongoDB."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from uuid import uuid4

from fastapi import FastAPI

from services.goals.api import ROUTERS
from services.goals.handlers.means import Means
from services.goals.notes import Notes
from services.goals.store import Store
from shared.runtime.figures import Measure
from shared.runtime.health import Check, store_check
from shared.runtime.http import build_api
from shared.runtime.publisher import Publisher
from shared.runtime.relay import Relay
from shared.runtime.settings import Settings
from shared.runtime.store import connect

SERVICE = "goals"
DESCRIPTION = """Programs and enrolment; values and strengths; goals as experiments, with small steps.

Every POST and PUT needs an `Idempotency-Key`: the same key and body again give the same answer and no second event.
`Cairn-Acting-As` says on whose behalf a request comes. Participants act for themselves; supporters read what is
shared with them; clinicians and coordinators work with the participants who are at their site now; operators put
programs and import enrolments. Whoever may not is answered 403."""


def build_app(settings: Settings) -> FastAPI:
    """The service as an ASGI app; it connects when its lifespan begins."""
    checks: list[Check] = []
    measures: list[Measure] = []

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        instance = uuid4().hex
        async with connect(settings.mongo, settings.database_of(SERVICE)) as database:
            store = Store(database, instance=instance, topic=settings.topic)
            publisher = Publisher(settings.kafka, client_id=f"cairn-{SERVICE}-{instance[:8]}")
            relay = Relay([store.collection], publisher, instance=instance)
            app.state.means = Means(store, Notes(database), relay.wake, lambda: datetime.now(UTC))
            checks[:] = [store_check(database), relay.check()]
            measures[:] = [relay.measure]
            async with relay.running():
                yield
            await publisher.close()

    app = build_api("Cairn goals", DESCRIPTION, lifespan, lambda: checks, lambda: measures)
    for router in ROUTERS:
        app.include_router(router)
    return app
