"""What is asked of a server at the same time, in one round trip.

While one round trip is on its way, what is asked meanwhile is gathered for the next: nobody waits longer than for
their own, every answer is of a time after its question, and under load a round trip for thirty costs the server, and
this process, little more than one for one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

Q = TypeVar("Q")
A = TypeVar("A")


class _Waiting(NamedTuple, Generic[Q, A]):
    asked: Q
    answered: asyncio.Future[A]


class Grouping(Generic[Q, A]):
    """Asks `ask` for at most `at_most` at once; it answers each question, in their order, or says why not."""

    def __init__(self, ask: Callable[[Sequence[Q]], Awaitable[Sequence[A | Exception]]], *, at_most: int) -> None:
        self._ask = ask
        self._at_most = at_most
        self._waiting: list[_Waiting[Q, A]] = []
        self._asking: asyncio.Task[None] | None = None

    async def answer(self, asked: Q) -> A:
        """The answer to one question. A question whose asker goes away may still be asked."""
        answered: asyncio.Future[A] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting(asked, answered))
        if self._asking is None:
            self._asking = asyncio.create_task(self._ask_all(), name="grouping")
        return await answered

    async def _ask_all(self) -> None:
        together: list[_Waiting[Q, A]] = []
        try:
            while self._waiting:
                together, self._waiting = self._waiting[: self._at_most], self._waiting[self._at_most :]
                _settle(together, await self._ask([waiting.asked for waiting in together]))
        except Exception as broke:  # a bug: whoever asked hears of it as if they had asked alone
            _settle(together, [broke] * len(together))
            raise
        finally:
            self._asking = None
            for _, answered in (*together, *self._waiting):
                answered.cancel()  # changes nothing, but where this task was cancelled or broke, with all who wait


def _settle(together: Sequence[_Waiting[Q, A]], answers: Sequence[A | Exception]) -> None:
    for (_, answered), answer in zip(together, answers, strict=True):
        if answered.done():
            continue  # whoever asked has gone
        if isinstance(answer, Exception):
            answered.set_exception(answer)
        else:
            answered.set_result(answer)
