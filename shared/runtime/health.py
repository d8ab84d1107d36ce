"""Health: named checks, each of which answers None or a sentence about what is wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from shared.runtime.errors import StoreAway
from shared.runtime.store import Database, store_errors

CHECKED_WITHIN = 2.0
"""Seconds a check may take before it counts as failing."""


@dataclass(frozen=True, slots=True)
class Check:
    """`find_fault` returns None when all is well, else a sentence for an operator. It may be slow, not raise."""

    name: str
    find_fault: Callable[[], Awaitable[str | None]]


async def report(checks: Sequence[Check]) -> tuple[bool, dict[str, object]]:
    """Run all checks at once; (all well, the JSON body with each check's answer)."""
    faults = await asyncio.gather(*(_within_time(check) for check in checks))
    answers = {check.name: fault or "ok" for check, fault in zip(checks, faults, strict=True)}
    ok = not any(faults)
    return ok, {"status": "ok" if ok else "unhealthy", "checks": answers}


def store_check(database: Database) -> Check:
    """MongoDB answers a ping."""

    async def find_fault() -> str | None:
        try:
            with store_errors():
                await database.command("ping")
        except StoreAway as away:
            return f"MongoDB does not answer ({away})"
        return None

    return Check("store", find_fault)


async def _within_time(check: Check) -> str | None:
    try:
        async with asyncio.timeout(CHECKED_WITHIN):
            return await check.find_fault()
    except TimeoutError:
        return f"no answer within {CHECKED_WITHIN:.0f} s"
