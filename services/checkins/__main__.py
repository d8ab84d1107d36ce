"""Run: python -m services.checkins (reads CAIRN_KAFKA, CAIRN_MONGO, CAIRN_PORT and what has a default)."""

from __future__ import annotations

import sys

from services.checkins.app import build_app
from services.checkins.store import SERVICE
from shared.runtime.http import run

if __name__ == "__main__":
    sys.exit(run(SERVICE, build_app))
