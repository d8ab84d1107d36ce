"""Where the reports of imports are kept: each in a document of its own, as the receipt of its command."""

from __future__ import annotations

from services.goals.store.kept import Answer
from shared.contracts.envelope import derived_id
from shared.contracts.problems import Problem
from shared.runtime.commands import Aggregates, Command, Recorded


class Imports:
    """Reports of imports. Raises StoreAway when MongoDB is away."""

    def __init__(self, aggregates: Aggregates) -> None:
        self._aggregates = aggregates

    async def keep(self, command: Command, report: Answer) -> Recorded | Problem:
        """Keep the report; when another try of the same command kept one before, that one holds."""
        key = derived_id("import", command.organization, command.idempotency_key)
        return await self._aggregates.create(command, key, {"kind": "import"}, report, [])
