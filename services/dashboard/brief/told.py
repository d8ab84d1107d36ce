"""From what services release, and the record, to `Known`: what is released counts, the record says by which event.

What a service released a moment ago may not be in the record yet: such things wait, and are counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from services.dashboard.brief.known import Heard, Known
from services.dashboard.released import Service
from services.dashboard.small_wins import WinKind
from shared.contracts import events as of
from shared.contracts.codes import AttentionReason, EnrolmentStatus
from shared.contracts.envelope import CareEvent
from shared.contracts.events import EventData
from shared.contracts.read_models import ScoresAsOf

Items: TypeAlias = Sequence[Mapping[str, Any]]

MOST_ATTEMPTS = 300
"""Attempts that are asked for, the newest first."""
RECORDS: Mapping[str, int] = {
    "attempt": MOST_ATTEMPTS,
    "setback": 100,
    "check-in": 100,
    "balance": 10,
    "talk-count": 10,
    "contact-request": 10,
}
"""The kinds of records that a brief is made of, and how many of each are asked for at the most."""
_SAID: Mapping[str, type[EventData]] = {
    "setback": of.Setback,
    "check-in": of.CheckedIn,
    "balance": of.BalanceWeighed,
    "talk-count": of.TalkCounted,
    "contact-request": of.ContactRequested,
}
RECORDED = (
    of.ValueClarified,
    of.ValueRevisited,
    of.StrengthNamed,
    of.AgendaWished,
    of.GoalSet,
    of.GoalRevised,
    of.GoalReviewed,
    of.GoalAgreed,
    of.GoalDeclined,
    of.GoalClosed,
    of.GoalReopened,
    of.ContingencyPlanned,
    of.StepPlanned,
    of.StepRevised,
    of.StepPaused,
    of.StepResumed,
    of.SetbackRecovered,
)
"""What the record is asked for: facts that their services release without naming the events."""


@dataclass(frozen=True, slots=True)
class OfGoals:
    """What goals releases: its lists, item by item."""

    values: Items = ()
    strengths: Items = ()
    wishes: Items = ()
    goals: Items = ()
    notes: Items = ()


@dataclass(frozen=True, slots=True)
class OfCheckins:
    """What checkins releases."""

    records: Items = ()
    wins: Items = ()
    notes: Items = ()


def known(
    person: ScoresAsOf, goals: OfGoals | None, checkins: OfCheckins | None, record: Iterable[CareEvent]
) -> Known:
    """All of it as one value. None: the service did not answer. `record`: this person's events of RECORDED types."""
    there = goals or OfGoals()
    told = checkins or OfCheckins()
    counted = [one for one in told.records if "retracted" not in one]
    recovered = {id_ for one in counted if one["status"] == "recovered" for id_ in _ids(one)}
    facts = [Heard.of(event) for event in record]
    from_record = [one for one in facts if _is_released(one.fact, there, recovered)]
    missing = [service for service, said in ((Service.GOALS, goals), (Service.CHECKINS, checkins)) if said is None]
    whole = {one["goal_id"] for one in there.goals if _newest(from_record, one["goal_id"]) == one["sequence"]}
    return Known(
        participant_id=person.participant_id,
        heard=(*from_record, *(_heard(one) for one in counted)),
        notes={note["note_id"]: note["words"] for note in (*there.notes, *told.notes)},
        waiting=frozenset(wish["wish_id"] for wish in there.wishes if wish.get("talked_over_at") is None),
        open_goals=frozenset(goal["goal_id"] for goal in there.goals if goal["status"] == "open"),
        whole_goals=frozenset(whole),
        recovered=frozenset(recovered),
        wins={win["attempt_id"]: tuple(WinKind(why) for why in win["why"]) for win in told.wins},
        asked=any(item.reason is AttentionReason.ASKED_FOR_CONTACT for item in person.attention),
        resting=person.status is not EnrolmentStatus.ENROLLED,
        missing=frozenset(missing),
        attempts_since=_attempts_since(told.records),
        on_their_way=len(there.goals) - len(whole) + _not_arrived(from_record, there, counted),
    )


def _heard(record: Mapping[str, Any]) -> Heard[Any]:
    said: Mapping[str, Any] = record["said"]
    if record["kind"] == "attempt":
        kind: type[EventData] = of.StepCompleted if "outcome" in said else of.StepNotDone
    else:
        kind = _SAID[record["kind"]]
    fields = {name: value for name, value in said.items() if name in kind.model_fields}
    return Heard(record["event_id"], datetime.fromisoformat(record["happened_at"]), kind.model_validate(fields))


def _is_released(fact: EventData, goals: OfGoals, recovered: set[str]) -> bool:
    match fact:
        case of.ValueClarified() | of.ValueRevisited():
            return fact.value_id in {one["value_id"] for one in goals.values}
        case of.StrengthNamed():
            return fact.strength_id in {one["strength_id"] for one in goals.strengths}
        case of.AgendaWished():
            return fact.wish_id in {one["wish_id"] for one in goals.wishes}
        case of.SetbackRecovered():
            return fact.setback_id in recovered
        case _:
            return _goal_of(fact) in {one["goal_id"] for one in goals.goals}


def _not_arrived(heard: Sequence[Heard[Any]], goals: OfGoals, records: Items) -> int:
    facts = [one.fact for one in heard]
    versions = {(one.value_id, 1) for one in facts if isinstance(one, of.ValueClarified)}
    versions |= {(one.value_id, one.version) for one in facts if isinstance(one, of.ValueRevisited)}
    named = {one.strength_id for one in facts if isinstance(one, of.StrengthNamed)}
    wished = {one.wish_id for one in facts if isinstance(one, of.AgendaWished)}
    back = {one.setback_id for one in facts if isinstance(one, of.SetbackRecovered)}
    arrived = [
        *((one["value_id"], one["versions"][-1]["number"]) in versions for one in goals.values),
        *(one["strength_id"] in named for one in goals.strengths),
        *(one["wish_id"] in wished for one in goals.wishes),
        *(bool(back & _ids(one)) for one in records if one["status"] == "recovered"),
    ]
    return arrived.count(False)


def _newest(heard: Iterable[Heard[Any]], goal_id: str) -> int:
    sequences: Iterable[int] = (one.fact.sequence for one in heard if _goal_of(one.fact) == goal_id)
    return max(sequences, default=0)


def _goal_of(fact: EventData) -> str | None:
    goal_id: str | None = getattr(fact, "goal_id", None)
    return goal_id


def _ids(record: Mapping[str, Any]) -> set[str]:
    return {record["record_id"], *(one["record_id"] for one in record.get("earlier", ()))}


def _attempts_since(records: Items) -> datetime | None:
    attempts = [datetime.fromisoformat(one["happened_at"]) for one in records if one["kind"] == "attempt"]
    return min(attempts) if len(attempts) >= MOST_ATTEMPTS else None
