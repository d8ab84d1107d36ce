"""Courses of simulated people: what each of them, and those who work with them, would send over the twelve weeks.

A pure function of a person, a seed and the program's last day; nothing is read, and no clock is asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from random import Random

from deploy.sample.simulated import company, conversations, everyday, experiments
from deploy.sample.simulated.attention import Coordinator
from deploy.sample.simulated.commands import Command, Kind
from deploy.sample.simulated.definition import DAYS, PROGRAM
from deploy.sample.simulated.diary import By, Diary
from deploy.sample.simulated.life import Life
from deploy.sample.simulated.people import Path, Person, person_of
from shared.contracts.codes import Closing, LeavingReason

DEFAULT_RUN = "simulated"
_CHECKS_IN_ON = 3
"""Day of their own week, which begins with the day of joining."""
_PUTS_RIGHT_FROM = DAYS - 7
"""Day of the program: a correction is of the moment in which it is sent, so what went before is all told by then."""
_ENDS = (Kind.COMPLETION, Kind.DEPARTURE)
_COMPLETES = (Path.STEADY, Path.MOVING)


def courses(participants: int, seed: int, last_day: date, run: str = DEFAULT_RUN) -> Mapping[str, Sequence[Command]]:
    """Everybody's course by participant id. `run` starts each id and each key: another one is other people."""
    return {
        f"{run}-{number:03}": course_of(person_of(number, seed), seed, last_day, run)
        for number in range(1, participants + 1)
    }


def until(now: datetime, whole: Mapping[str, Sequence[Command]]) -> Mapping[str, Sequence[Command]]:
    """What of it has happened by now: on the last day, its evening may be still to come."""
    return {who: tuple(command for command in course if command.at <= now) for who, course in whole.items()}


def example(whole: Mapping[str, Sequence[Command]]) -> tuple[str, str]:
    """(site, participant) to look at first: who of those still there did most."""
    there = {who: course for who, course in whole.items() if course and course[-1].kind not in _ENDS} or whole
    who = max(there, key=lambda name: len(there[name]))
    return str([command.body["site"] for command in there[who] if "site" in command.body][-1]), who


def course_of(person: Person, seed: int, last_day: date, run: str = DEFAULT_RUN) -> Sequence[Command]:
    """One person's commands in the order in which they have to be sent; their times never decrease."""
    course = _Course(person, seed, last_day, run)
    for day in range(person.joins, DAYS):
        course.live(day)
    return tuple(course.commands)


class _Course:
    """Lives one person's days, one after the other."""

    def __init__(self, person: Person, seed: int, last_day: date, run: str) -> None:
        diary = Diary(f"{run}-{person.number:03}", person.number, person.site, last_day)
        self.commands = diary.commands
        self._person = person
        self._diary = diary
        self._life = Life(
            person=person,
            chance=Random(f"{seed}/{person.number}/course"),  # noqa: S311 - a simulation, not a secret
            diary=diary,
            readiness=person.readiness,
            confidence=person.confidence,
            joined=person.joins,
        )
        # Of its own chance, so that nobody lives otherwise for being looked after.
        self._coordinator = Coordinator(self._life, Random(f"{seed}/{person.number}/coordinator"))  # noqa: S311 - as above

    def live(self, day: int) -> None:
        """One day of the program: who they are with, then what is said, then what they do on their own."""
        person, life = self._person, self._life
        if day >= person.leaves:
            if day == person.leaves:
                self._leave(day)
            return
        life.pass_a_day()
        if day in person.away:
            if day == person.away.first:
                self._go_away(day)
            return
        if day in person.silent:
            self._coordinator.reach_into_silence(day, day - person.silent.first)
            return
        if day == person.joins:
            self._enrol(day)
            conversations.begin(life, day)
        elif day == person.away.end:
            self._come_back(day)
            conversations.go_on(life, day)
        elif day - person.joins in conversations.AFTER_JOINING:
            self._move_if_due(day)
            conversations.go_on(life, day)
        elif day == DAYS - 1 and person.path in _COMPLETES and person.joins < 4:
            conversations.end(life, day)
            self._diary.say(Kind.COMPLETION, by=By.CLINICIAN)
            return
        self._coordinator.see_to(day)
        self._be_on_their_own(day)

    def _be_on_their_own(self, day: int) -> None:
        life = self._life
        life.diary.turn_to(day, 13)
        company.turn_to_others(life, day)
        if day >= _PUTS_RIGHT_FROM:
            life.put_right()
        everyday.come_back(life, day)
        everyday.try_steps(life, day)
        if (day - self._person.joins) % 7 == _CHECKS_IN_ON and life.happens(0.85):
            everyday.check_in(life, day)
        everyday.meet_setbacks(life, day)

    def _enrol(self, day: int) -> None:
        self._diary.turn_to(day, 9)
        self._diary.say(Kind.ENROLMENT, {"site": self._diary.site, "program": PROGRAM}, by=By.SYSTEM)

    def _move_if_due(self, day: int) -> None:
        if day >= self._person.moves and self._life.first_time("moved"):
            self._diary.turn_to(day, 9)
            self._coordinator.hand_over()
            self._diary.say(Kind.MOVE, {"site": self._person.next_site}, by=By.COORDINATOR)
            self._diary.site = self._person.next_site

    def _go_away(self, day: int) -> None:
        life, goal = self._life, self._life.goal
        self._diary.turn_to(day, 9)
        if self._person.path is Path.RETURNING:
            if goal is not None and goal.open:
                experiments.close(life, goal, Closing.SET_ASIDE)
            self._depart()
            return
        if goal is not None and goal.open:
            for step in goal.steps:
                if not step.resting and step.due >= day:
                    experiments.rest(life, goal, step)
        until_then = str(self._diary.date(self._person.away.end)) if life.happens(0.7) else None
        self._diary.say(Kind.PAUSE, {"until": until_then})

    def _come_back(self, day: int) -> None:
        if self._person.path is Path.RETURNING:
            self._enrol(day)
            return
        self._diary.turn_to(day, 9)
        self._diary.say(Kind.RESUMPTION)

    def _leave(self, day: int) -> None:
        self._diary.turn_to(day, 9)
        if self._life.goal is not None and self._life.goal.open and self._life.happens(0.5):
            experiments.close(self._life, self._life.goal, Closing.SET_ASIDE)
        self._depart()

    def _depart(self) -> None:
        reason = self._life.one_of(list(LeavingReason))
        self._diary.say(Kind.DEPARTURE, {"reason": reason.value})
