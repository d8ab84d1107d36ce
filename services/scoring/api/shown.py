"""A history as JSON: moments in UTC, numbers as they are. Absent fields are left out, but for what is not known."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, Field

from services.scoring.domain.answers import Answer, Talk
from services.scoring.domain.history import NOT_SHARED, Band, Change, Weighed
from services.scoring.domain.retelling import MOST_ANSWERS, MOST_MOVES, History, Point
from shared.contracts.envelope import moment_of
from shared.contracts.estimates import readiness, self_efficacy
from shared.contracts.events import Shown
from shared.contracts.read_models import Category
from shared.contracts.vocabulary import Id, Moment, Ruler, RulerKind, Setting

_OF_THE_DAYS = f"Of the days asked, the newest {MOST_ANSWERS}."


class BandShown(BaseModel):
    """An estimate, 0-10, and its 80 % band."""

    value: Shown
    low: Shown
    high: Shown


class PointShown(BaseModel):
    """Both estimates at the end of a day in UTC; the last point is now. null: not enough recent information."""

    at: Moment
    readiness: BandShown | None
    self_efficacy: BandShown | None


class ChangeShown(BaseModel):
    """How an estimate moved over the window: `from` + the sum of `by_category` + `settling` = `to`. Not clipped."""

    from_: Annotated[float, Field(alias="from")]
    to: float
    by_category: Annotated[
        dict[str, float],
        Field(
            description=f"What the events of each kind of evidence moved: {', '.join(Category)}; `{NOT_SHARED}` for "
            "those that a supporter does not see."
        ),
    ]
    settling: Annotated[float, Field(description="What passing deviations faded by: what time alone brought.")]


class MoveShown(BaseModel):
    """One event, and what it moved either estimate by."""

    event_id: Id
    type: Annotated[str, Field(examples=["care.step-completed.v1"])]
    at: Moment
    category: Category
    readiness: float
    self_efficacy: float


class WindowShown(BaseModel):
    """Why the estimates moved. `since` is not before the first event."""

    since: Moment
    until: Moment
    readiness: ChangeShown
    self_efficacy: ChangeShown
    moves: Annotated[list[MoveShown], Field(description=f"The newest first, at most {MOST_MOVES}.")]


class RulerShown(BaseModel):
    """An answer on a ruler; `setting` is absent for what was said with a goal."""

    event_id: Id
    at: Moment
    kind: RulerKind
    goal_id: Id | None = None
    value: Ruler
    setting: Setting | None = None


class TalkShown(BaseModel):
    """How often the participant spoke for change, and for staying the same, in one session."""

    event_id: Id
    at: Moment
    change: int
    sustain: int


class HistoryAnswer(BaseModel):
    """Estimates over time. `rulers` and `talk`, the oldest first, are absent for a supporter who may not see them."""

    heard_at: Annotated[Moment | None, Field(description="When the participant was last heard.")]
    points: list[PointShown]
    window: WindowShown
    rulers: Annotated[list[RulerShown] | None, Field(description=_OF_THE_DAYS)] = None
    talk: Annotated[list[TalkShown] | None, Field(description=_OF_THE_DAYS)] = None


def history_shown(history: History) -> dict[str, Any]:
    """A history as JSON."""
    rulers = {} if history.rulers is None else {"rulers": [_ruler(one) for one in history.rulers]}
    talk = {} if history.talk is None else {"talk": [_talk(one) for one in history.talk]}
    return {
        "heard_at": None if history.heard_us is None else _moment(history.heard_us),
        "points": [_point(one) for one in history.points],
        "window": {
            "since": _moment(history.since_us),
            "until": _moment(history.until_us),
            "readiness": _change(history.readiness),
            "self_efficacy": _change(history.self_efficacy),
            "moves": [_move(one) for one in history.moves],
        },
        **rulers,
        **talk,
    }


def _point(point: Point) -> dict[str, Any]:
    return {
        "at": _moment(point.us),
        "readiness": _band(point.readiness),
        "self_efficacy": _band(point.self_efficacy),
    }


def _band(band: Band | None) -> dict[str, float] | None:
    return band._asdict() if band else None


def _change(change: Change) -> dict[str, Any]:
    return {
        "from": change.since,
        "to": change.until,
        "by_category": dict(change.by_category),
        "settling": change.settling,
    }


def _move(one: Weighed) -> dict[str, Any]:
    return {
        "event_id": one.event.id,
        "type": one.event.type,
        "at": one.event.time.isoformat(),
        "category": one.category.value,
        "readiness": one.moved(readiness),
        "self_efficacy": one.moved(self_efficacy),
    }


def _ruler(one: Answer) -> dict[str, Any]:
    goal = {"goal_id": one.goal_id} if one.goal_id else {}
    setting = {"setting": one.setting.value} if one.setting else {}
    said = {"kind": one.kind.value, **goal, "value": one.value, **setting}
    return {"event_id": one.event.id, "at": one.event.time.isoformat(), **said}


def _talk(one: Talk) -> dict[str, Any]:
    return {
        "event_id": one.event.id,
        "at": one.event.time.isoformat(),
        "change": one.change,
        "sustain": one.sustain,
    }


def _moment(us: int) -> str:
    return moment_of(us).isoformat()
