"""What services release becomes what is known: taken-back things do not count, and what is on its way is counted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from services.dashboard.brief import Known
from services.dashboard.brief.told import MOST_ATTEMPTS, OfCheckins, OfGoals, known
from services.dashboard.released import Service
from services.dashboard.small_wins import WinKind
from shared.contracts.codes import EnrolmentStatus
from shared.contracts.envelope import CareEvent, Event, event
from shared.contracts.events import (
    AgendaWished,
    CareData,
    SetbackRecovered,
    StepCompleted,
    StepNotDone,
    StepPlanned,
    StrengthNamed,
    ValueClarified,
)
from shared.contracts.read_models import ParticipantScores
from tests.integration.dashboard.documents import participant
from tests.unit.dashboard.brief.lives import NOW, goal, setback, step, strength, value

WHOLE = OfGoals(
    values=[{"value_id": "v-1", "versions": [{"number": 1}]}],
    strengths=[{"strength_id": "t-1"}],
    wishes=[
        {"wish_id": "1", "talked_over_at": None},
        {"wish_id": "2", "talked_over_at": "2026-11-20T09:00:00+00:00"},
    ],
    goals=[{"goal_id": "g-1", "status": "open", "sequence": 2}],
    notes=[{"note_id": "kids", "about": "value", "words": "my kids"}],
)
"""What goals releases."""


def happened(fact: CareData, key: str = "1") -> CareEvent:
    made: Event[Any] = event(
        fact, organization="northway", participant_id="robin", time=NOW, source="cairn/tests", idempotency_key=key
    )
    return made


RECORD = [
    happened(value()),
    happened(strength()),
    happened(AgendaWished(wish_id="1")),
    happened(AgendaWished(wish_id="2"), "2"),
    happened(goal()),
    happened(step()),
]


def record(kind: str, record_id: str, said: dict[str, Any], status: str = "standing", **more: Any) -> dict[str, Any]:
    """As checkins shows it."""
    told = {"record_id": record_id, "event_id": f"event-of-{record_id}", "happened_at": NOW.isoformat(), "said": said}
    return {"kind": kind, "status": status, **told, **more}


def attempt(attempt_id: str, **more: Any) -> dict[str, Any]:
    said = {"attempt_id": attempt_id, "step_id": "s-1", "goal_id": "g-1", **more}
    return record("attempt", attempt_id, said)


def put_together(
    goals: OfGoals | None = WHOLE, checkins: OfCheckins | None = None, record: list[CareEvent] = RECORD, **person: Any
) -> Known:
    """What is known of robin."""
    scores = ParticipantScores.from_document(participant("robin", NOW, **person)).as_of(NOW)
    return known(scores, goals, checkins or OfCheckins(), record)


def test_what_is_released_and_in_the_record_is_known_with_its_event() -> None:
    made = put_together()
    assert {one.event_id for one in made.heard} == {one.id for one in RECORD}
    assert made.waiting == {"1"}
    assert made.open_goals == made.whole_goals == {"g-1"}
    assert made.on_their_way == 0
    assert made.notes == {"kids": "my kids"}


def test_what_the_record_has_and_its_service_does_not_release_is_not_known() -> None:
    made = put_together(OfGoals())
    assert made.heard == ()


def test_what_is_released_and_not_in_the_record_yet_is_on_its_way() -> None:
    made = put_together(record=RECORD[:-1])
    assert (made.on_their_way, made.whole_goals) == (1, frozenset())
    assert put_together(record=[]).on_their_way == 5
    assert not put_together(record=RECORD[:-1]).all(StepPlanned)


def test_an_attempt_is_done_or_not_this_time_and_what_was_taken_back_does_not_count() -> None:
    taken_back = attempt("a-3", outcome="done") | {"retracted": {"reason": "said-twice"}}
    records = [attempt("a-1", outcome="done", measured=30), attempt("a-2", barrier="time"), taken_back]
    wins = [{"attempt_id": "a-1", "why": ["the-first", "a-hard-one"]}]
    made = put_together(checkins=OfCheckins(records, wins))
    assert [one.event_id for one in made.all(StepCompleted)] == ["event-of-a-1"]
    assert [one.event_id for one in made.all(StepNotDone)] == ["event-of-a-2"]
    assert made.wins == {"a-1": (WinKind.THE_FIRST, WinKind.A_HARD_ONE)}


def test_fields_that_a_later_version_adds_are_left_alone() -> None:
    made = put_together(checkins=OfCheckins([attempt("a-1", outcome="done", weather="sunny")]))
    assert len(made.all(StepCompleted)) == 1


def test_a_way_back_counts_while_its_setback_does_even_when_that_was_corrected() -> None:
    back = happened(SetbackRecovered(setback_id="b-0"))
    corrected = record(
        "setback",
        "b-1",
        setback().model_dump(mode="json", exclude_none=True),
        "recovered",
        earlier=[{"record_id": "b-0"}],
    )
    made = put_together(checkins=OfCheckins([corrected]), record=[*RECORD, back])
    assert len(made.all(SetbackRecovered)) == 1
    assert made.recovered == {"b-0", "b-1"}
    assert put_together(record=[*RECORD, back]).all(SetbackRecovered) == []


def test_a_service_that_does_not_answer_is_missing_and_its_facts_are_not_taken_from_elsewhere() -> None:
    made = put_together(None)
    assert made.missing == {Service.GOALS}
    assert made.all(ValueClarified, StrengthNamed) == []


def test_when_there_may_be_older_attempts_it_is_known_since_when_all_are() -> None:
    many = [attempt(f"a-{number}", outcome="done") for number in range(MOST_ATTEMPTS)]
    many[-1]["happened_at"] = (NOW - timedelta(days=3)).isoformat()
    assert put_together(checkins=OfCheckins(many)).attempts_since == NOW - timedelta(days=3)
    assert put_together(checkins=OfCheckins(many[1:])).attempts_since is None


def test_who_is_on_a_break_rests_and_who_asked_for_contact_waits() -> None:
    assert put_together(status=EnrolmentStatus.PAUSED).resting
    assert put_together(asked=2).asked
    assert not put_together().asked
