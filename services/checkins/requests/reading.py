"""What can be read, as JSON: records and small wins. Absent fields are left out."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, Field, JsonValue

from services.checkins.domain.records import Record, RecordKind, Status, Telling
from services.checkins.domain.small_wins import SmallWin, Why
from shared.contracts.codes import RetractionReason
from shared.contracts.vocabulary import Difficulty, Id, Moment


class RetractionShown(BaseModel):
    """Why what was said no longer counts."""

    retraction_id: Id
    event_id: Id
    reason: RetractionReason
    at: Moment
    replaced_by: Annotated[Id | None, Field(description="The record that says it right.")] = None


class TellingShown(BaseModel):
    """What was said once. `said` is the data of the event, with the ids of notes."""

    record_id: Id
    event_id: Id
    happened_at: Moment
    said: dict[str, JsonValue]
    retracted: RetractionShown | None = None


class RecordShown(TellingShown):
    """A record as it stands, and what it said before it was corrected, the oldest first."""

    kind: RecordKind
    status: Status
    recovered_at: Moment | None = None
    earlier: list[TellingShown] = []


class RecordPage(BaseModel):
    """Records, the newest first; `next` is absent on the last page."""

    items: list[RecordShown]
    next: Id | None = None


class SmallWinShown(BaseModel):
    """A done step worth celebrating, and why."""

    attempt_id: Id
    step_id: Id
    goal_id: Id
    happened_at: Moment
    difficulty: Difficulty | None = None
    why: list[Why]


class SmallWinPage(BaseModel):
    """Small wins, the newest first; `next` is absent on the last page."""

    items: list[SmallWinShown]
    next: Id | None = None


class NoteShown(BaseModel):
    """Somebody's own words."""

    note_id: Id
    about: str
    words: str


class NotePage(BaseModel):
    """Notes, the oldest first; `next` is absent on the last page."""

    items: list[NoteShown]
    next: Id | None = None


def record_shown(record: Record) -> dict[str, Any]:
    """A record as JSON."""
    recovery = {"recovered_at": record.recovery.at.isoformat()} if record.recovery else {}
    earlier = {"earlier": [_telling_shown(telling) for telling in record.earlier]} if record.earlier else {}
    whole = {"kind": record.kind.value, "status": record.status.value, **_telling_shown(record.current)}
    return {**whole, **recovery, **earlier}


def small_win_shown(win: SmallWin) -> dict[str, Any]:
    """A small win as JSON."""
    ids = {"attempt_id": win.done.attempt_id, "step_id": win.done.step_id, "goal_id": win.done.goal_id}
    difficulty = {} if win.done.difficulty is None else {"difficulty": win.done.difficulty}
    return {**ids, "happened_at": win.happened_at.isoformat(), **difficulty, "why": list(win.why)}


def _telling_shown(telling: Telling) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "record_id": telling.record_id,
        "event_id": telling.event_id,
        "happened_at": telling.happened_at.isoformat(),
        "said": telling.said.model_dump(mode="json", exclude_none=True),
    }
    if by := telling.retraction:
        replaced = {"replaced_by": by.replaced_by} if by.replaced_by else {}
        shown["retracted"] = {
            "retraction_id": by.retraction_id,
            "event_id": by.event_id,
            "reason": by.reason.value,
            "at": by.at.isoformat(),
            **replaced,
        }
    return shown
