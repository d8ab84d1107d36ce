"""Session brief."""

from __future__ import annotations

import streamlit as st

from services.dashboard.language import _
from services.dashboard.visit import Visit


def show(visit: Visit) -> None:
    """Raises StoreAway before anything about a person is shown."""
    st.title(_("Session brief"), anchor=False)
