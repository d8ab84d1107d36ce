"""Who may read a participant's estimates: asks the rules of access with what is so at this moment.

Sites and sharing are read anew for every request: the site from the projection, what is shared with a supporter from
the invitations in the journal.
"""

from __future__ import annotations

from collections.abc import Sequence

from services.scoring.domain.sharing import EVERY_TYPE, INVITATION_RANKS, shares_of, types_shared
from services.scoring.refolding import Journal
from shared.contracts.access import READING, Concerning, refused
from shared.contracts.callers import Caller, Role
from shared.contracts.codes import Shared
from shared.contracts.envelope import CareEvent, read_journaled
from shared.contracts.events import CareData
from shared.contracts.problems import Problem
from shared.contracts.read_models import JOURNAL, PARTICIPANTS
from shared.contracts.topics import subject_of
from shared.runtime.store import ASCENDING, Database, store_errors

_IN_ORDER = [("us", ASCENDING), ("rank", ASCENDING), ("_id", ASCENDING)]


class Admission:
    """Lets callers in. `journal` is that of the same database."""

    def __init__(self, database: Database, journal: Journal) -> None:
        self._participants = database[PARTICIPANTS]
        self._invitations = database[JOURNAL]
        self._journal = journal

    async def seen_by(
        self, caller: Caller, organization: str, participant_id: str
    ) -> frozenset[type[CareData]] | Problem:
        """The types of events that the caller sees of the participant, or why none. Raises StoreAway."""
        subject = subject_of(organization, participant_id)
        with store_errors():
            projection = await self._participants.find_one({"_id": subject}, {"site": True})
        shares = await self._shares(subject, caller)
        about = Concerning(
            participant_id=participant_id,
            site=projection["site"] if projection else None,
            shares=shares,
            asked_for=Shared.SCORES,
        )
        if refusal := refused(READING, caller, about):
            return refusal
        return types_shared(shares) if caller.role is Role.SUPPORTER else EVERY_TYPE

    async def _shares(self, subject: str, caller: Caller) -> frozenset[Shared]:
        if caller.role is not Role.SUPPORTER:
            return frozenset(Shared)
        return shares_of(caller.id, await self._invited(subject), await self._journal.retracted(subject))

    async def _invited(self, subject: str) -> Sequence[CareEvent]:
        where = {"subject": subject, "rank": {"$in": list(INVITATION_RANKS)}}
        with store_errors():
            found = await self._invitations.find(where, {"event": True}).sort(_IN_ORDER).to_list(None)
        return [read_journaled(document["event"]) for document in found]
