"""A request for contact waits until somebody has talked with the participant: in a session, or in an outreach that
reached them. Scoring says the same of the reason `asked-for-contact`: whoever changes one changes both.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from services.checkins.domain.records import Record, RecordKind, Said
from shared.contracts.codes import OutreachResult
from shared.contracts.events import CheckedIn, ContactRequested, OutreachMade
from shared.contracts.vocabulary import Setting

KINDS = (RecordKind.CONTACT_REQUEST, RecordKind.CHECK_IN, RecordKind.OUTREACH)
"""The records that tell whether a request waits."""


@dataclass(frozen=True, slots=True)
class SoFar:
    """When they asked for contact and when somebody talked with them, but for what was taken back.

    `requests`: how many there have been, with those that were taken back; so it only grows.
    """

    asked: tuple[datetime, ...] = ()
    talked: tuple[datetime, ...] = ()
    requests: int = 0

    def waits_since(self, by: datetime | None = None) -> datetime | None:
        """When they asked first since they were last talked with, as it was by then (None: as it is)."""
        talked = max((at for at in self.talked if by is None or at <= by), default=None)
        waiting = (at for at in self.asked if (talked is None or at > talked) and (by is None or at <= by))
        return min(waiting, default=None)


def so_far(records: Iterable[Record]) -> SoFar:
    """From a participant's records of these KINDS, in any order."""
    asked, talked, requests = [], [], 0
    for record in records:
        said, at = record.current.said, record.current.happened_at
        requests += isinstance(said, ContactRequested)
        if record.counts and isinstance(said, ContactRequested):
            asked.append(at)
        if record.counts and _talked(said):
            talked.append(at)
    return SoFar(tuple(asked), tuple(talked), requests)


def _talked(said: Said) -> bool:
    match said:
        case CheckedIn():
            return said.setting is Setting.SESSION
        case OutreachMade():
            return said.result is OutreachResult.TALKED
        case _:
            return False
