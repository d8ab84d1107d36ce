"""`python -m deploy.stacks.local`: both servers until Ctrl-C, with their addresses to export."""

from __future__ import annotations

import argparse
import logging
import signal
import sys
import time
from pathlib import Path
from typing import NoReturn

from deploy.stacks.local.stack import LocalStack
from deploy.stacks.unavailable import ChildDied, StackUnavailable

_LOOK_EVERY = 0.2  # seconds


def main() -> int:
    """0 after Ctrl-C or SIGTERM; 1, with one line, when a server cannot be started or ends."""
    options = _arguments()
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    logging.getLogger("deploy").setLevel(logging.INFO)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with LocalStack.start(options.folder, kafka_port=options.kafka_port, mongo_port=options.mongo_port) as stack:
            print(f"export CAIRN_KAFKA={stack.kafka}")
            print(f"export CAIRN_MONGO='{stack.mongo}'")
            print(f"# logs and data: {stack.folder}; Ctrl-C stops both", flush=True)
            _watch(stack)
    except KeyboardInterrupt:
        return 0
    except StackUnavailable as reason:
        print(reason, file=sys.stderr)
        return 1


def _watch(stack: LocalStack) -> NoReturn:
    while True:
        for child in stack.children():
            if (status := child.poll()) is not None:
                raise ChildDied(child.name, status, child.log, child.last_words())
        time.sleep(_LOOK_EVERY)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m deploy.stacks.local", description=__doc__)
    parser.add_argument("--folder", type=Path, help="logs and data; kept (default: a fresh one below .cairn)")
    parser.add_argument("--kafka-port", type=int, metavar="N", help="default: a free one")
    parser.add_argument("--mongo-port", type=int, metavar="N", help="default: a free one")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
