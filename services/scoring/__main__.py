"""`python -m services.scoring`: the worker and its health endpoint, until SIGTERM or SIGINT."""

import gc
import sys

from services.scoring.app import build_app
from shared.runtime.heap import keep_small
from shared.runtime.http import run

if __name__ == "__main__":
    # Events and courses live for a batch or two and hold no cycles: with the usual thresholds the collector walks
    # them again and again, which took 40 % of this process's time on a backlog.
    gc.set_threshold(200_000, 50, 100)
    keep_small()
    sys.exit(run("scoring", build_app))
