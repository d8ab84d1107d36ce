"""Run the dashboard: python -m services.dashboard (reads CAIRN_MONGO, CAIRN_HOST, CAIRN_PORT, CAIRN_DEMO, ...)."""

from __future__ import annotations

import sys

from pydantic import ValidationError

from services.dashboard.serving import serve
from shared.runtime.errors import Misconfigured
from shared.runtime.logs import log_to_stderr
from shared.runtime.settings import Settings


def main() -> int:
    """Exit status 0 when told to stop; 2 with one line on standard error for a setting that needs mending."""
    try:
        settings = Settings()
    except ValidationError as error:
        first = error.errors()[0]
        print(f"dashboard: CAIRN_{str(first['loc'][0]).upper()}: {first['msg']}", file=sys.stderr)  # noqa: T201
        return 2
    log_to_stderr("dashboard", settings.log_level)
    try:
        serve(settings)
    except Misconfigured as error:
        print(f"dashboard: {error}", file=sys.stderr)  # noqa: T201
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
