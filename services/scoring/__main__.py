"""`python -m services.scoring`: the worker and its health endpoint, until SIGTERM or SIGINT."""

import sys

from services.scoring.app import build_app
from shared.runtime.http import run

if __name__ == "__main__":
    sys.exit(run("scoring", build_app))
