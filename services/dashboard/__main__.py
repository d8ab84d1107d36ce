"""Run: python -m services.dashboard (reads CAIRN_MONGO, CAIRN_PORT, CAIRN_DEMO and what has a default)."""

from __future__ import annotations

import sys

from services.dashboard.serving import serve
from shared.runtime.errors import Misconfigured
from shared.runtime.logs import log_to_stderr
from shared.runtime.settings import read_settings
from shared.runtime.store import check_url


def main() -> int:
    """Exit status 0 after a clean stop by SIGTERM or SIGINT; 2, with one line, for a setting that needs mending."""
    try:
        settings = read_settings()
        check_url(settings.mongo)
        log_to_stderr("dashboard", settings.log_level)
        serve(settings)
    except Misconfigured as error:
        sys.stderr.write(f"dashboard: {error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
