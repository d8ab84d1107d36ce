"""Logs: one JSON object a line, on standard error, with named fields only.

A field that is not in `FIELDS` is dropped: event ids, topics, partitions and offsets identify what a line is
about; people's words, names, keys and whole bodies never get into a log.
"""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Final

FIELDS: Final = (
    "event_id",
    "topic",
    "partition",
    "offset",
    "reason",
    "code",
    "status",
    "method",
    "route",
    "count",
    "seconds",
    "attempt",
    "error",
)


class _JsonLine(logging.Formatter):
    def __init__(self, service: str) -> None:
        super().__init__()
        self._service = service

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "service": self._service,
            "logger": record.name,
            "message": record.getMessage(),
        }
        line.update({name: record.__dict__[name] for name in FIELDS if name in record.__dict__})
        if record.exc_info and record.exc_info[0] is not None:
            # The class only: an exception's text may quote what somebody wrote.
            line["error"] = record.exc_info[0].__name__
        return json.dumps(line, ensure_ascii=False, default=str)


def log_to_stderr(service: str, level: str) -> None:
    """Send this process's logs to standard error as JSON lines. Libraries speak from WARNING up."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_JsonLine(service))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for ours in ("services", "shared", "deploy"):
        logging.getLogger(ours).setLevel(level)
