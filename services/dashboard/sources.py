"""Where the pages read from and write to: one connection for the whole process."""

from __future__ import annotations

from dataclasses import dataclass

import httpx
import streamlit as st

from services.dashboard.released import connected
from shared.contracts.read_models import SCORING
from shared.runtime.settings import Settings, read_settings
from shared.runtime.store import BlockingDatabase, Document, connect_blocking, store_errors


@dataclass(frozen=True, slots=True)
class Sources:
    """settings: of this process. scores: scoring's database, only read. own: the dashboard's, for the access log.
    client: for asking the services; it holds no identity.
    """

    settings: Settings
    scores: BlockingDatabase[Document]
    own: BlockingDatabase[Document]
    client: httpx.Client

    def ping(self) -> None:
        """Raises StoreAway while MongoDB does not answer."""
        with store_errors():
            self.own.command("ping")


@st.cache_resource(show_spinner=False)
def sources() -> Sources:
    """The same for every session. Connects lazily, and again by itself after MongoDB was away."""
    settings = read_settings()
    scores = connect_blocking(settings.mongo, settings.database_of(SCORING))
    own = scores.client.get_database(settings.database_of("dashboard"))
    return Sources(settings, scores, own, connected())
