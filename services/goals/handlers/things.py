"""What the service does with a command about an aggregate of any kind that has a history of its own.

A kind says how it is kept, decided and evolved; beginning one and changing one go the same way for all of them.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from services.goals.handlers.access import may_act
from services.goals.handlers.means import TRIES, Means
from services.goals.notes import About
from services.goals.store import Answer, Kept, Store, Stored
from shared.contracts.access import ACTING, Rule
from shared.contracts.callers import Caller
from shared.contracts.envelope import Event
from shared.contracts.problems import Problem
from shared.runtime.commands import CHANGED_MEANWHILE, Command, Recorded


class BeginsFor(Protocol):
    """A command that names the participant whom it is about."""

    @property
    def organization(self) -> str: ...
    @property
    def participant_id(self) -> str: ...


class Owned(Protocol):
    """An aggregate of a participant."""

    @property
    def organization(self) -> str: ...
    @property
    def participant_id(self) -> str: ...


S = TypeVar("S", bound=Owned)


@dataclass(frozen=True, slots=True)
class Thing(Generic[S]):
    """A kind of aggregate. `decide` and `evolve` are its domain's; `answer`: what a recorded command is told.

    `about`: what a note that comes with it is about. `rules`: who may.
    """

    kept: Callable[[Store], Kept[S]]
    decide: Callable[[S | None, Any, Any], Event[Any] | Problem]
    evolve: Callable[[S | None, Event[Any]], S]
    answer: Callable[[S, Event[Any]], Answer]
    about: About | None = None
    rules: Sequence[Rule] = ACTING


async def begin(
    means: Means,
    caller: Caller,
    command: Command,
    thing: Thing[S],
    aggregate_id: str,
    asked: BeginsFor,
    words: str | None = None,
) -> Recorded | Problem:
    """Record the first of a thing's history, under an id of its own, and keep what was said with it."""
    outcome: Recorded | Problem
    if refusal := await may_act(means, caller, asked.organization, asked.participant_id, thing.rules):
        outcome = await means.store.told(command) or refusal
    else:
        outcome = await _record(means, command, thing, aggregate_id, None, asked)
    return await _with_words(means, command, thing, outcome, asked.participant_id, words)


async def change(
    means: Means,
    caller: Caller,
    command: Command,
    thing: Thing[S],
    thing_id: str,
    unknown: Callable[[str], Problem],
    asked: object,
    words: str | None = None,
) -> Recorded | Problem:
    """Record what follows on a thing's history, and keep what was said with it.

    `unknown`: the refusal where there is no thing of that id.
    """
    participant_id = ""

    async def allowed(read: S | None) -> Problem | None:
        nonlocal participant_id
        if read is None:
            return unknown(thing_id)
        participant_id = read.participant_id
        return await may_act(means, caller, command.organization, participant_id, thing.rules)

    outcome = await follow(means, command, thing, thing_id, asked, allowed)
    return await _with_words(means, command, thing, outcome, participant_id, words)


async def follow(
    means: Means,
    command: Command,
    thing: Thing[S],
    aggregate_id: str,
    asked: object,
    allowed: Callable[[S | None], Awaitable[Problem | None]],
) -> Recorded | Problem:
    """Record what follows on a thing's history, or begins it. `allowed`: why the caller may not, given what is there.

    Whoever was answered gets that answer again, even if they may not do it any more.
    """
    async with means.turns.at(aggregate_id):
        for _ in range(TRIES):
            read = await thing.kept(means.store).load(command.organization, aggregate_id)
            if refusal := await allowed(read.state if read else None):
                return await means.store.told(command) or refusal
            outcome = await _record(means, command, thing, aggregate_id, read, asked)
            if outcome is not CHANGED_MEANWHILE:
                return outcome
        return CHANGED_MEANWHILE


async def _record(
    means: Means, command: Command, thing: Thing[S], aggregate_id: str, read: Stored[S] | None, asked: object
) -> Recorded | Problem:
    before = read.state if read else None
    event = thing.decide(before, asked, means.now())
    if isinstance(event, Problem):
        return await means.store.receipt(command) or event
    state = thing.evolve(before, event)
    kept, answer = thing.kept(means.store), thing.answer(state, event)
    if read is None:
        outcome = await kept.create(command, aggregate_id, state, answer, event)
    else:
        outcome = await kept.change(command, read, state, answer, event)
    if isinstance(outcome, Recorded):
        means.wake_relay()
    return outcome


async def _with_words(
    means: Means,
    command: Command,
    thing: Thing[S],
    outcome: Recorded | Problem,
    participant_id: str,
    words: str | None,
) -> Recorded | Problem:
    # For every retry, even one that would be refused by now: its first try may have ended before this.
    if isinstance(outcome, Recorded) and thing.about is not None:
        await means.notes.keep(command, participant_id, words, thing.about)
    return outcome
