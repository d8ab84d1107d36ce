"""Items of attention in MongoDB: of each reason of a participant one document, with its newest item.

They lie among the records, whose unique index finds an idempotency key that was used for anything else, and whose
outboxes are relayed. No record is ever found in their place: their `_id` has slashes, which no id has, and nothing of
them is where the lists of records look.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from services.checkins.domain.attention import AttentionFact, Item
from services.checkins.store import RECORDS
from shared.contracts.codes import AttentionReason
from shared.contracts.envelope import Event, microseconds, moment_of
from shared.contracts.problems import Problem
from shared.runtime.commands import Aggregates, Command, Recorded
from shared.runtime.store import Database, Document, store_errors


class FoundItem(NamedTuple):
    """An item as it was read; `version` guards the next write. Neither is there before the first word of it."""

    version: int = 0
    item: Item | None = None


class AttentionItems:
    """What is done about reasons for attention, in MongoDB. All methods raise StoreAway when it is away."""

    def __init__(self, database: Database, *, instance: str, topic: Callable[[str], str]) -> None:
        self._aggregates = Aggregates(database[RECORDS], instance=instance, topic=topic)

    async def receipt(self, command: Command) -> Recorded | Problem | None:
        """What this command led to when it came before; None when it is new."""
        return await self._aggregates.receipt(command)

    async def find(self, organization: str, participant_id: str, reason: AttentionReason) -> FoundItem:
        """The newest item of a participant for this reason."""
        loaded = await self._aggregates.load(_document_id(organization, participant_id, reason))
        return FoundItem(loaded[0], item_of(loaded[1])) if loaded else FoundItem()

    async def keep(
        self,
        command: Command,
        found: FoundItem,
        item: Item,
        answer: Mapping[str, str],
        happened: Event[AttentionFact],
    ) -> Recorded | Problem:
        """Keep what became of an item; CHANGED_MEANWHILE when somebody else was faster."""
        document_id = _document_id(item.organization, item.participant_id, item.reason)
        if found.item is None:
            return await self._aggregates.create(command, document_id, as_state(item), answer, [happened])
        return await self._aggregates.change(command, document_id, found.version, as_state(item), answer, [happened])

    async def all_of(self, organization: str, participant_id: str) -> list[Item]:
        """A participant's newest items, by kind of reason."""
        ids = [_document_id(organization, participant_id, reason) for reason in AttentionReason]
        with store_errors():
            documents = await self._aggregates.collection.find({"_id": {"$in": ids}}, {"state": 1}).to_list(len(ids))
        states = {document["_id"]: document["state"] for document in documents}
        return [item_of(states[id_]) for id_ in ids if id_ in states]


def as_state(item: Item) -> Document:
    """The item as the `state` of its document; times as microseconds since 1970. The inverse of `item_of`."""
    state: Document = {
        "of": {
            "organization": item.organization,
            "participant_id": item.participant_id,
            "reason": item.reason.value,
        },
        "raised_at": microseconds(item.raised_at),
        "since": microseconds(item.since),
    }
    if item.owner is not None:
        state["owner"] = item.owner
    if item.rests_until is not None:
        state["rests_until"] = item.rests_until.isoformat()
    return state


def item_of(state: Mapping[str, Any]) -> Item:
    """The inverse of `as_state`."""
    rests_until = state.get("rests_until")
    return Item(
        organization=state["of"]["organization"],
        participant_id=state["of"]["participant_id"],
        reason=AttentionReason(state["of"]["reason"]),
        raised_at=moment_of(state["raised_at"]),
        owner=state.get("owner"),
        rests_until=date.fromisoformat(rests_until) if rests_until else None,
        since=moment_of(state["since"]),
    )


def _document_id(organization: str, participant_id: str, reason: AttentionReason) -> str:
    return f"attention/{organization}/{participant_id}/{reason.value}"
