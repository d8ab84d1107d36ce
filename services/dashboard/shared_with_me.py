"""What a participant shares with a supporter now, asked of the owning services on behalf of the supporter each time.

Nothing comes from a database and nothing is kept. goals, where an invitation is taken back, is asked first: from its
answer on the others are not asked, even where they have not heard of it yet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from pydantic import TypeAdapter

from services.dashboard.history import History, ask_history
from services.dashboard.released import Refused, Released, Service, ServiceAway
from services.dashboard.story import told
from services.dashboard.story.attempts import Tried
from services.dashboard.story.own_words import Notes
from services.dashboard.wording.movement import BACKS
from shared.contracts.events import RulerAnswer
from shared.contracts.vocabulary import Mood, Outcome, Period

MOST_GOALS = 10
"""Goals whose steps are asked for: those that go on."""
MOST_RECORDS = 10
MOST_NOTES = 2_000
_NOT_FOR_THEM = 403
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class StepSays:
    """What a step is now."""

    measure: str
    at_least: float
    per: Period
    starts_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class StepVersion:
    """A version of a step."""

    plan: StepSays


@dataclass(frozen=True, slots=True)
class StepTold:
    """A step with its versions, the newest last."""

    step_id: str
    status: str
    versions: Sequence[StepVersion]


@dataclass(frozen=True, slots=True)
class SharedGoal:
    """A goal; `steps` are told where steps are shared."""

    goal: told.GoalTold
    steps: Sequence[StepTold] = ()


@dataclass(frozen=True, slots=True)
class AttemptTold:
    """What came of a step."""

    at: datetime
    tried: Tried


@dataclass(frozen=True, slots=True)
class CheckInTold:
    """What was answered in a check-in."""

    at: datetime
    rulers: Sequence[RulerAnswer]
    mood: Mood | None


@dataclass(slots=True)
class SharedNow:
    """Each part as it is shared; None where it is not, or where its service does not answer (`missing`)."""

    history: History | None = None
    goals: Sequence[SharedGoal] | None = None
    attempts: Sequence[AttemptTold] | None = None
    wins: Sequence[told.SmallWinTold] | None = None
    setbacks: Sequence[told.SetbackTold] | None = None
    check_ins: Sequence[CheckInTold] | None = None
    next_check_in: told.NextCheckInTold | None = None
    notes: Notes = field(default_factory=Notes)
    missing: list[Service] = field(default_factory=list)

    @property
    def is_nothing(self) -> bool:
        """Nothing at all can be shown."""
        parts = (self.history, self.goals, self.attempts, self.setbacks, self.check_ins)
        return all(part is None for part in parts)


def shared_now(released: Released, participant_id: str, now: datetime) -> SharedNow:
    """What the supporter who asks may see at this moment."""
    found, asking = SharedNow(), _Asking(released, participant_id, now)
    if _let(found, Service.GOALS, asking.is_invited) is False:
        return found
    with ThreadPoolExecutor(max_workers=1) as beside:  # two that hang are waited for at once
        history = beside.submit(_let, found, Service.SCORING, asking.history)
        found.goals = _let(found, Service.GOALS, asking.goals)
        found.attempts = _let(found, Service.CHECKINS, asking.attempts)
        found.wins = _let(found, Service.CHECKINS, asking.wins)
        found.setbacks = _let(found, Service.CHECKINS, asking.setbacks)
        found.check_ins = _let(found, Service.CHECKINS, asking.check_ins)
        found.next_check_in = _let(found, Service.CHECKINS, asking.next_check_in)
        found.history = history.result()
    if not found.is_nothing:
        of_goals = _let(found, Service.GOALS, lambda: asking.notes(Service.GOALS)) or []
        of_checkins = _let(found, Service.CHECKINS, lambda: asking.notes(Service.CHECKINS)) or []
        found.notes = Notes.told(of_goals, of_checkins)
    return found


@dataclass(frozen=True, slots=True)
class _Asking:
    """Each raises ServiceAway, and Refused for what is not shared."""

    released: Released
    participant_id: str
    now: datetime

    def is_invited(self) -> bool:
        """Whatever it is that is shared, goals tells the program. While goals is away, the others decide."""
        try:
            self.released.get(Service.GOALS, self._about("program"))
        except Refused as refused:
            return refused.status != _NOT_FOR_THEM
        return True

    def history(self) -> History:
        return ask_history(self.released, self.participant_id, "", self.now, BACKS[0])

    def goals(self) -> Sequence[SharedGoal]:
        listed = map(told.read_listed_goal, self._items(Service.GOALS, "goals"))
        open_ones = [one for one in listed if one.status is told.GoalStatus.OPEN]
        return [self._goal(one.goal_id) for one in open_ones[:MOST_GOALS]]

    def attempts(self) -> Sequence[AttemptTold]:
        return [read_attempt(one) for one in self._records("attempt")]

    def wins(self) -> Sequence[told.SmallWinTold]:
        return list(map(told.read_small_win, self._items(Service.CHECKINS, "small-wins", at_most=MOST_RECORDS)))

    def setbacks(self) -> Sequence[told.SetbackTold]:
        return list(map(told.read_setback, self._records("setback")))

    def check_ins(self) -> Sequence[CheckInTold]:
        return [read_check_in(one) for one in self._records("check-in")]

    def next_check_in(self) -> told.NextCheckInTold:
        return told.read_next_check_in(self.released.get(Service.CHECKINS, self._about("next-check-in")))

    def notes(self, service: Service) -> Sequence[Mapping[str, Any]]:
        return self._items(service, "notes", at_most=MOST_NOTES)

    def _goal(self, goal_id: str) -> SharedGoal:
        return read_shared_goal(self.released.get(Service.GOALS, f"goals/{goal_id}"))

    def _records(self, kind: str) -> list[dict[str, Any]]:
        found = self._items(Service.CHECKINS, "records", at_most=MOST_RECORDS, kind=kind)
        return [one for one in found if not one.get("retracted")]

    def _items(self, service: Service, what: str, at_most: int = 200, **query: str) -> list[dict[str, Any]]:
        return self.released.items(service, self._about(what), at_most=at_most, **query)

    def _about(self, what: str) -> str:
        return f"participants/{self.participant_id}/{what}"


_read_steps = TypeAdapter(tuple[StepTold, ...]).validate_python
_read_rulers = TypeAdapter(tuple[RulerAnswer, ...]).validate_python


def read_shared_goal(answer: Mapping[str, Any]) -> SharedGoal:
    """From the goal as goals tells it."""
    return SharedGoal(told.read_goal(answer), _read_steps(answer.get("steps", ())))


def read_attempt(record: Mapping[str, Any]) -> AttemptTold:
    """From the record as checkins tells it."""
    came_of = {Outcome.DONE.value: Tried.DONE, Outcome.PARTLY.value: Tried.PARTLY}
    tried = came_of.get(record["said"].get("outcome", ""), Tried.NOT_THIS_TIME)
    return AttemptTold(datetime.fromisoformat(record["happened_at"]), tried)


def read_check_in(record: Mapping[str, Any]) -> CheckInTold:
    """From the record as checkins tells it."""
    said = record["said"]
    mood = Mood(said["mood"]) if "mood" in said else None
    return CheckInTold(datetime.fromisoformat(record["happened_at"]), _read_rulers(said.get("rulers", ())), mood)


def _let(found: SharedNow, service: Service, ask: Callable[[], T]) -> T | None:
    """What is asked of the service; None where it is not shared, and where the service is away, which is noted.

    It is not asked again then: waiting for each part would take longer than until the page looks again.
    """
    if service in found.missing:
        return None
    try:
        return ask()
    except ServiceAway:
        found.missing.append(service)
    except Refused:
        pass
    return None
