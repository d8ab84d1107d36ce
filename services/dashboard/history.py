"""A participant's estimates over time as scoring releases them, read from its JSON.

What an answer does not have (an older scoring, or what somebody may not see) is absent here too: nothing is made up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from itertools import groupby
from typing import Any

from services.dashboard.released import Released, Service
from services.dashboard.wording.estimates import Name

DAYS = 84
"""How far the page looks back: a program of twelve weeks."""


@dataclass(frozen=True, slots=True)
class Band:
    """An estimate and its 80 % band, 0-10."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Point:
    """Both estimates at a moment; None: not enough recent information."""

    at: datetime
    readiness: Band | None
    self_efficacy: Band | None

    def of(self, name: Name) -> Band | None:
        """One of the two."""
        return self.self_efficacy if name is Name.CONFIDENCE else self.readiness


@dataclass(frozen=True, slots=True)
class Change:
    """`since` + the sum of `by_category` + `settling` = `until`: what moved an estimate over the window."""

    since: float
    until: float
    by_category: Mapping[str, float]
    settling: float


@dataclass(frozen=True, slots=True)
class Move:
    """One event, and what it moved either estimate by."""

    event_id: str
    at: datetime
    category: str
    readiness: float
    self_efficacy: float

    def of(self, name: Name) -> float:
        """What it moved one of the two."""
        return self.self_efficacy if name is Name.CONFIDENCE else self.readiness


@dataclass(frozen=True, slots=True)
class Window:
    """Why the estimates moved, from `since` on. `moves`: the newest first."""

    since: datetime
    readiness: Change | None
    self_efficacy: Change | None
    moves: Sequence[Move]

    def of(self, name: Name) -> Change | None:
        """How one of the two moved."""
        return self.self_efficacy if name is Name.CONFIDENCE else self.readiness


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer on a ruler, 0-10, for one goal or for the change as a whole."""

    at: datetime
    kind: str
    value: int
    goal_id: str | None
    setting: str | None


@dataclass(frozen=True, slots=True)
class Talk:
    """How often somebody spoke for change, and for staying the same, in one session."""

    at: datetime
    change: int
    sustain: int


@dataclass(frozen=True, slots=True)
class History:
    """Moments are in the zone of the page. All lists but `moves` begin with the oldest. `heard_at`: when last."""

    points: Sequence[Point]
    window: Window | None
    rulers: Sequence[Answer]
    talk: Sequence[Talk]
    heard_at: datetime | None = None


def ask_history(released: Released, participant_id: str, site: str, now: datetime, back: int) -> History:
    """Estimates of the last DAYS, and what moved them in the last `back` days. Raises ServiceAway, Refused."""
    since = (now - timedelta(days=back)).date().isoformat()
    path = f"participants/{participant_id}/estimates"
    return read_history(released.get(Service.SCORING, path, site=site, days=DAYS, since=since), now.tzinfo)


def read_history(answer: Mapping[str, Any], zone: tzinfo | None) -> History:
    """The answer of scoring's GET estimates, with its moments in a zone."""

    def moment(said: str) -> datetime:
        return datetime.fromisoformat(said).astimezone(zone)

    return History(
        points=[
            Point(moment(one["at"]), _band(one.get("readiness")), _band(one.get("self_efficacy")))
            for one in answer.get("points") or ()
        ],
        window=_window(window, moment(window["since"]), zone) if (window := answer.get("window")) else None,
        rulers=[
            Answer(moment(one["at"]), one["kind"], one["value"], one.get("goal_id"), one.get("setting"))
            for one in answer.get("rulers") or ()
        ],
        talk=[Talk(moment(one["at"]), one["change"], one["sustain"]) for one in answer.get("talk") or ()],
        heard_at=moment(answer["heard_at"]) if answer.get("heard_at") else None,
    )


def stretches(points: Iterable[Point], name: Name) -> Iterator[tuple[bool, Sequence[Point]]]:
    """The points in their order, parted where an estimate begins or ceases to be known: (known, points)."""
    for known, together in groupby(points, lambda point: point.of(name) is not None):
        yield known, list(together)


def _band(said: Mapping[str, float] | None) -> Band | None:
    return Band(said["value"], said["low"], said["high"]) if said else None


def _window(said: Mapping[str, Any], since: datetime, zone: tzinfo | None) -> Window:
    moves = [
        Move(
            one["event_id"],
            datetime.fromisoformat(one["at"]).astimezone(zone),
            one["category"],
            one.get("readiness", 0.0),
            one.get("self_efficacy", 0.0),
        )
        for one in said.get("moves") or ()
    ]
    return Window(since, _change(said.get("readiness")), _change(said.get("self_efficacy")), moves)


def _change(said: Mapping[str, Any] | None) -> Change | None:
    if not said:
        return None
    return Change(said["from"], said["to"], dict(said.get("by_category") or {}), said.get("settling", 0.0))
