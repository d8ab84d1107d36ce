"""Aggregates of one kind in the collection of all kinds: one document each.

Its `state` is `{kind, subject, since, whole}`: what it is, whose, since when, and all of it as plain values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeAlias, TypeVar

from pydantic import TypeAdapter

from shared.contracts.envelope import Event
from shared.contracts.events import EventData
from shared.contracts.problems import Problem
from shared.contracts.topics import subject_of
from shared.runtime.commands import CHANGED_MEANWHILE, Aggregates, Command, Recorded
from shared.runtime.listing import in_order
from shared.runtime.store import ASCENDING, Document, Index, store_errors

AGGREGATES = "aggregates"
LISTED = Index(
    AGGREGATES,
    (("state.subject", ASCENDING), ("state.kind", ASCENDING), ("state.since", ASCENDING), ("_id", ASCENDING)),
)
"""A participant's aggregates of one kind, the oldest first."""

Answer: TypeAlias = Mapping[str, Any]
S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Stored(Generic[S]):
    """An aggregate as it was read; `revision` guards the next write."""

    aggregate_id: str
    revision: int
    subject: str
    since: datetime
    state: S


class Kept(Generic[S]):
    """The aggregates of one kind. All methods raise StoreAway when MongoDB is away."""

    def __init__(self, aggregates: Aggregates, kind: str, shape: type[S]) -> None:
        self._aggregates = aggregates
        self._kind = kind
        self._shape = TypeAdapter(shape)

    async def load(self, organization: str, aggregate_id: str) -> Stored[S] | None:
        """The aggregate, when it is of this kind and this organization's."""
        found = await self._aggregates.load(aggregate_id)
        if found is None:
            return None
        revision, state = found
        subject: str = state["subject"]
        if state["kind"] != self._kind or not subject.startswith(f"{organization}/"):
            return None
        whole = self._shape.validate_python(state["whole"])
        return Stored(aggregate_id, revision, subject, state["since"], whole)

    async def has(self, organization: str, participant_id: str, aggregate_id: str) -> bool:
        """Whether there is such an aggregate of this kind, of this participant."""
        theirs = {
            "_id": aggregate_id,
            "state.kind": self._kind,
            "state.subject": subject_of(organization, participant_id),
        }
        with store_errors():
            return await self._aggregates.collection.find_one(theirs, {"_id": 1}) is not None

    async def page(
        self, organization: str, participant_id: str, at_most: int, after: str | None
    ) -> list[Document] | None:
        """A participant's aggregates of this kind as plain values, the oldest first: one more than a page, if any.

        None when `after` is not the id of one of them.
        """
        where = {"state.subject": subject_of(organization, participant_id), "state.kind": self._kind}
        only = {"state.whole": 1}
        found = await in_order(self._aggregates.collection, where, "state.since", at_most + 1, after, only)
        return None if found is None else [document["state"]["whole"] for document in found]

    async def create(
        self,
        command: Command,
        aggregate_id: str,
        state: S,
        answer: Answer,
        event: Event[EventData],
        *,
        exists: Problem = CHANGED_MEANWHILE,
    ) -> Recorded | Problem:
        """Record a new aggregate. `exists` is the refusal when the id is taken by another command."""
        document = self._document(event.subject, event.time, state)
        return await self._aggregates.create(command, aggregate_id, document, answer, [event], exists=exists)

    async def change(
        self, command: Command, read: Stored[S], state: S, answer: Answer, event: Event[EventData]
    ) -> Recorded | Problem:
        """Record what became of the aggregate that was read, unless it changed meanwhile."""
        document = self._document(read.subject, read.since, state)
        return await self._aggregates.change(command, read.aggregate_id, read.revision, document, answer, [event])

    def plain(self, state: S) -> Document:
        """An aggregate as plain values, as it is kept and as a GET answers it."""
        whole: Document = self._shape.dump_python(state, mode="json")
        return whole

    def _document(self, subject: str, since: datetime, state: S) -> Document:
        return {"kind": self._kind, "subject": subject, "since": since, "whole": self.plain(state)}
