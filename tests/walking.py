"""A program that people can join: all that a benchmark, or a look at the OpenAPI documents, needs of one."""

from __future__ import annotations

from typing import Any

PROGRAM: dict[str, Any] = {
    "from_version": 0,
    "name": {"en": "Walking"},
    "check_in_every_days": 7,
    "silent_after_days": 14,
    "review_every_days": 28,
    "languages": ["en"],
    "prompts": [{"code": "this-week", "text": {"en": "What went well this week?"}}],
}
"""The body that puts its first version."""
