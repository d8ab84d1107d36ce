"""What 63 people did, as the commands that would have recorded it: a pure function of the rows and of now.

How a row becomes a command stands in `lifesnaps/README.md`. All times are UTC.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import groupby, pairwise
from zlib import crc32

from deploy.sample.extract import NO_GOAL, Band, Day, NoGoal, Questionnaire
from deploy.sample.sending import Service
from deploy.sample.walking import ORGANIZATION, PROGRAM, REVIEW_AFTER
from shared.contracts.codes import Party
from shared.contracts.vocabulary import RevisionReason, Setting, ValueArea

SITES: Mapping[str, str] = {
    "riverside": "Europe/Dublin",
    "hillcrest": "Europe/London",
    "old-mill": "Europe/Lisbon",
    "lakeside": "Atlantic/Reykjavik",
}
"""Made up, with the time zone of each: one in which what is late in the evening in UTC is still the same day."""
MEASURE = "steps-walked"
PARTLY_FROM = 80
"""Percent of a floor from which an attempt is partly done."""

_A_DAY = timedelta(days=1)
_JOINED, _PLANNED, _ASKED, _WALKED, _FELT = time(10), time(7, 30), time(17), time(21), time(22)
_SPREAD = 30  # minutes after these times, so that people differ


class Kind(StrEnum):
    """What a command records."""

    ENROLMENT = "enrolment"
    GOAL = "goal"
    REVISION = "revision"
    AGREEMENT = "agreement"
    STEP = "step"
    ATTEMPT = "attempt"
    STAGE = "stage"
    MOOD = "mood"


_ADDRESSES: Mapping[Kind, tuple[Service, str]] = {
    Kind.ENROLMENT: (Service.GOALS, "participants/{participant_id}/enrolments"),
    Kind.GOAL: (Service.GOALS, "participants/{participant_id}/goals"),
    Kind.REVISION: (Service.GOALS, "goals/{goal_id}/revisions"),
    Kind.AGREEMENT: (Service.GOALS, "goals/{goal_id}/agreements"),
    Kind.STEP: (Service.GOALS, "goals/{goal_id}/steps"),
    Kind.ATTEMPT: (Service.CHECKINS, "steps/{step_id}/attempts"),
    Kind.STAGE: (Service.CHECKINS, "participants/{participant_id}/check-ins"),
    Kind.MOOD: (Service.CHECKINS, "participants/{participant_id}/check-ins"),
}


@dataclass(frozen=True, slots=True)
class Command:
    """One POST. `key` is its idempotency key: the same for the same person, date, kind and run."""

    participant_id: str
    at: datetime
    kind: Kind
    body: Mapping[str, object]
    key: str

    @property
    def organization(self) -> str:
        """Whose participant it is."""
        return ORGANIZATION

    @property
    def acting_as(self) -> None:
        """The organization's own system sends it."""

    @property
    def service(self) -> Service:
        """Who takes it."""
        return _ADDRESSES[self.kind][0]

    def path(self, ids: Mapping[str, str]) -> str:
        """Where it goes. `ids`: the newest `goal_id` and `step_id` that this participant's commands were answered."""
        below = _ADDRESSES[self.kind][1].format(participant_id=self.participant_id, **ids)
        return f"/v1/organizations/{ORGANIZATION}/{below}"

    def content(self, ids: Mapping[str, str]) -> Mapping[str, object]:
        """The body, which needs no ids."""
        return self.body

    def remembered(self, answer: Mapping[str, object]) -> Mapping[str, str]:
        """The goal or the step that it made."""
        return {name: str(answer[name]) for name in ("goal_id", "step_id") if name in answer}

    def recorded(self, answer: Mapping[str, object]) -> frozenset[str]:
        """Its one event."""
        return frozenset({str(answer["event_id"])})


Journeys = Mapping[str, Sequence[Command]]
"""Each participant's commands in the order in which they have to be sent; their times never decrease."""


@dataclass(frozen=True, slots=True)
class Spell:
    """A band and the days it lasted, both included."""

    band: Band
    first: date
    last: date


def program(
    days: Iterable[Day], questionnaires: Iterable[Questionnaire], now: datetime, run: str = "walker"
) -> Journeys:
    """The journey of every person of whom something had happened by `now`, in the order of their numbers.

    `run` starts each participant's id and each key (a slug, at most 40 characters): another one is other people.
    """
    days, questionnaires = list(days), list(questionnaires)
    today = now.astimezone(UTC).date()
    move = today - max(day.date for day in days)
    journeys: dict[str, Sequence[Command]] = {}
    for person in sorted({d.person for d in days} | {q.person for q in questionnaires}):
        theirs = sorted((d for d in days if d.person == person), key=lambda d: d.date)
        asked = {q.date: q for q in questionnaires if q.person == person and q.date + move <= today}
        if theirs or asked:
            journey = _Journey(person, move, now, run)
            journeys[journey.participant_id] = list(journey.commands(theirs, asked))
    return journeys


def spells(days: Sequence[Day]) -> list[Spell]:
    """The bands of one person's days, which are in order: each until another one, or none, is chosen.

    The last one ends with the last day. Days on which nothing is known end nothing.
    """
    if not days:
        return []
    said = ((day.date, day.chosen) for day in days if day.chosen is not None)
    turns: list[tuple[date, Band | NoGoal]] = [next(same) for _, same in groupby(said, key=lambda turn: turn[1])]
    turns.append((days[-1].date + _A_DAY, NO_GOAL))
    return [
        Spell(chosen, first, following - _A_DAY)
        for (first, chosen), (following, _) in pairwise(turns)
        if isinstance(chosen, Band)
    ]


def outcome(steps: int, floor: int) -> str:
    """What came of a day of `steps` under a band from `floor` up."""
    if steps >= floor:
        return "done"
    return "partly" if 100 * steps >= PARTLY_FROM * floor else "not-this-time"


def example(journeys: Journeys) -> tuple[str, str]:
    """(site, participant) to look at first: at the first site, who of those still there did most."""
    site = min(str(journey[0].body["site"]) for journey in journeys.values())
    there = {who: journey for who, journey in journeys.items() if journey[0].body["site"] == site}
    lately = max(journey[-1].at for journey in there.values()) - timedelta(days=7)
    return site, max(there, key=lambda who: (there[who][-1].at >= lately, len(there[who])))


class _Journey:
    """Turns one person's rows into commands."""

    def __init__(self, person: int, move: timedelta, now: datetime, run: str) -> None:
        self.participant_id = f"{run}-{person:02}"
        self._person = person
        self._move = move
        self._now = now.astimezone(UTC)
        self._key = f"{run}.{person:02}"

    def commands(self, days: Sequence[Day], asked: Mapping[date, Questionnaire]) -> Iterator[Command]:
        by_date = {day.date: day for day in days}
        begins = {spell.first: spell for spell in spells(days)}
        dates = sorted({*by_date, *asked})
        yield self._command(Kind.ENROLMENT, dates[0] - _A_DAY, _JOINED, self._enrolment())
        aim: Band | None = None
        version, review = 0, dates[0]
        for on in dates:
            if spell := begins.get(on):
                if aim is None:
                    yield self._command(Kind.GOAL, on, _PLANNED, self._goal(spell))
                    version, review = 1, _review(spell)
                    yield self._agreement(version, on)
                elif spell.band != aim or spell.last > review:
                    yield self._command(Kind.REVISION, on, _PLANNED, self._revision(version, aim, spell))
                    version, review = version + 1, _review(spell)
                    yield self._agreement(version, on)
                aim = spell.band
                yield self._command(Kind.STEP, on, _PLANNED, self._step(spell))
            if on in asked:
                content = {"setting": Setting.SESSION.value, "stage": asked[on].stage.value}
                yield self._command(Kind.STAGE, on, _ASKED, content)
            if day := by_date.get(on):
                yield from self._day(day)

    def _day(self, day: Day) -> Iterator[Command]:
        if isinstance(day.chosen, Band) and day.steps is not None:
            content: dict[str, object] = {"outcome": outcome(day.steps, day.chosen.floor), "measured": day.steps}
            yield self._command(Kind.ATTEMPT, day.date, _WALKED, content)
        if day.mood is not None:
            content = {"setting": Setting.CHECK_IN.value, "mood": day.mood.value}
            yield self._command(Kind.MOOD, day.date, _FELT, content)

    def _enrolment(self) -> dict[str, object]:
        return {"site": tuple(SITES)[self._person % len(SITES)], "program": PROGRAM}

    def _goal(self, spell: Spell) -> dict[str, object]:
        return {"value_area": ValueArea.HEALTH.value, **self._aim(spell)}

    def _revision(self, version: int, aim: Band, spell: Spell) -> dict[str, object]:
        return {"from_version": version, "reason": _reason(aim, spell.band).value, **self._aim(spell)}

    def _agreement(self, version: int, on: date) -> Command:
        """They chose the band themselves: that is their yes to it."""
        content = {"version": version, "answer": "agreed", "party": Party.PARTICIPANT.value}
        return self._command(Kind.AGREEMENT, on, _PLANNED, content)

    def _aim(self, spell: Spell) -> dict[str, object]:
        band = spell.band
        return {
            "review_on": str(_review(spell) + self._move),
            "target": {"measure": MEASURE, "at_least": band.floor, "at_most": band.ceiling, "per": "day"},
        }

    def _step(self, spell: Spell) -> dict[str, object]:
        return {
            "measure": MEASURE,
            "at_least": spell.band.floor,
            "per": "day",
            "starts_on": str(spell.first + self._move),
            "due_on": str(spell.last + self._move),
        }

    def _command(self, kind: Kind, on: date, around: time, content: Mapping[str, object]) -> Command:
        minutes = crc32(f"{self._person}/{on}".encode()) % _SPREAD
        at = datetime.combine(on + self._move, around, UTC) + timedelta(minutes=minutes)
        at = min(at, self._now)  # today's evening has not come yet
        body = {**content, "occurred_at": at.isoformat()}
        return Command(self.participant_id, at, kind, body, f"{self._key}.{on}.{kind}")


def _review(spell: Spell) -> date:
    return max(spell.first + REVIEW_AFTER, spell.last)


def _reason(before: Band, after: Band) -> RevisionReason:
    if after.floor == before.floor:
        return RevisionReason.SOMETHING_ELSE
    return RevisionReason.TOO_EASY if after.floor > before.floor else RevisionReason.TOO_HARD
