"""Run: python -m services.goals (reads CAIRN_KAFKA, CAIRN_MONGO, CAIRN_PORT and what has a default)."""

from __future__ import annotations

import sys

from services.goals.app import SERVICE, build_app
from shared.runtime.http import run

if __name__ == "__main__":
    sys.exit(run(SERVICE, build_app))
