"""Health: what is wrong is said by name; a check that hangs or is away counts as wrong."""

from __future__ import annotations

import asyncio

import pytest

from shared.runtime import health
from shared.runtime.health import Check, report


async def well() -> None:
    return None


async def ill() -> str:
    return "nothing arrives"


async def silent() -> None:
    await asyncio.Event().wait()


async def test_all_is_well_when_every_check_is() -> None:
    assert await report([Check("store", well), Check("relay", well)]) == (
        True,
        {"status": "ok", "checks": {"store": "ok", "relay": "ok"}},
    )


async def test_one_fault_is_enough_and_is_named() -> None:
    ok, body = await report([Check("store", well), Check("relay", ill)])
    assert not ok
    assert body == {"status": "unhealthy", "checks": {"store": "ok", "relay": "nothing arrives"}}


async def test_a_check_that_does_not_answer_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "CHECKED_WITHIN", 0.01)
    ok, body = await report([Check("store", silent), Check("relay", well)])
    assert not ok
    assert "no answer within" in str(body["checks"])
