"""The rhythm of check-ins that a participant agreed to, when the next one is due, and its journaling prompt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.checkins.domain.asked import Asked, not_from_the_future
from services.checkins.domain.belonging import enrolment_names, is_enrolled
from services.checkins.domain.days import day_of, is_a_zone
from services.checkins.domain.known import Course, Name, Participant, Status, View
from services.checkins.domain.refusals import invalid
from shared.contracts.codes import Weekday
from shared.contracts.envelope import Event
from shared.contracts.events import CheckedIn, CheckInsAgreed
from shared.contracts.problems import Problem


@dataclass(frozen=True, slots=True)
class AgreeCheckIns:
    """Agree on check-ins once in so many days, or on weekdays, of the participant's time zone."""

    asked: Asked
    participant_id: str
    time_zone: str
    every_days: int | None = None
    weekdays: tuple[Weekday, ...] | None = None

    def whose(self, _: View) -> str:
        """The participant."""
        return self.participant_id

    def mentions(self, _: View) -> tuple[Name, ...]:
        """What has to be known to decide."""
        return enrolment_names(self.asked.organization, self.participant_id)


def _one_rhythm(_: View, command: AgreeCheckIns, __: datetime) -> Problem | None:
    if (command.every_days is None) == (command.weekdays is None):
        return invalid("every_days", "or weekdays must be there, one of the two")
    return None


def _each_weekday_once(_: View, command: AgreeCheckIns, __: datetime) -> Problem | None:
    days = command.weekdays or ()
    return invalid("weekdays", "names a day twice") if len(set(days)) < len(days) else None


def _in_a_known_zone(_: View, command: AgreeCheckIns, __: datetime) -> Problem | None:
    return is_a_zone("time_zone", command.time_zone)


def _not_from_the_future(_: View, command: AgreeCheckIns, now: datetime) -> Problem | None:
    return not_from_the_future(command.asked, now)


def _the_participant_is_enrolled(view: View, command: AgreeCheckIns, now: datetime) -> Problem | None:
    return is_enrolled(view, command.participant_id, command.asked.happened_at(now))


RULES: tuple[Callable[[View, AgreeCheckIns, datetime], Problem | None], ...] = (
    _one_rhythm,
    _each_weekday_once,
    _in_a_known_zone,
    _not_from_the_future,
    _the_participant_is_enrolled,
)


def decide(view: View, command: AgreeCheckIns, now: datetime) -> Event[CheckInsAgreed] | Problem:
    """What was agreed, or why it cannot be recorded."""
    for rule in RULES:
        if refusal := rule(view, command, now):
            return refusal
    data = CheckInsAgreed(
        agreement_id=command.asked.new_id("check-in-agreement"),
        every_days=command.every_days,
        weekdays=command.weekdays,
        time_zone=command.time_zone,
    )
    return command.asked.event(data, command.participant_id, now)


@dataclass(frozen=True, slots=True)
class NextCheckIn:
    """`due_on`: a day in the agreed time zone, absent while nothing is expected. `prompt`: a code of the program."""

    due_on: date | None = None
    prompt: str | None = None


Told = tuple[datetime, CheckedIn | CheckInsAgreed]
"""A check-in or an agreement that counts, and when it happened."""


def next_check_in(participant: Participant, course: Course | None, told: Iterable[Told]) -> NextCheckIn:
    """When the participant's next check-in is due, and the prompt to offer; the same for the same history.

    The newest agreement holds, else the program's rhythm in UTC. It counts from whatever came last: a check-in, the
    agreement, joining, or coming back from a break. During a break and after the program nothing is expected.
    """
    if course is not None and course.status is not Status.ACTIVE:
        return NextCheckIn()
    history = sorted(told, key=_in_order)
    prompt = _next_prompt(participant.prompts, [said.prompt for _, said in history if isinstance(said, CheckedIn)])
    agreement = next((said for _, said in reversed(history) if isinstance(said, CheckInsAgreed)), None)
    zone = agreement.time_zone if agreement else None
    moments = [when for when, said in history if isinstance(said, CheckedIn) or said is agreement]
    days = [day_of(when, zone) for when in (*moments, *((course.since,) if course else ()))]
    return NextCheckIn(_next_day(agreement, participant.check_in_every_days, max(days)) if days else None, prompt)


def _next_day(agreement: CheckInsAgreed | None, program_every: int | None, last: date) -> date | None:
    weekdays = agreement.weekdays if agreement else None
    every = agreement.every_days if agreement else program_every
    try:
        if weekdays:
            wanted = {list(Weekday).index(day) for day in weekdays}
            coming = (last + timedelta(days=ahead) for ahead in range(1, 8))
            return next(day for day in coming if day.weekday() in wanted)
        return last + timedelta(days=every) if every else None
    except OverflowError:  # the calendar ends
        return None


def _next_prompt(prompts: Sequence[str], used: Sequence[str | None]) -> str | None:
    """The first that was not offered since all had been, and not the one that was offered last."""
    this_round: set[str] = set()
    for prompt in used:
        if prompt is not None and prompt in prompts:
            this_round.add(prompt)
        if this_round == set(prompts):
            this_round.clear()
    last = next((prompt for prompt in reversed(used) if prompt is not None), None)
    fresh = [prompt for prompt in prompts if prompt not in this_round]
    return next((prompt for prompt in fresh if prompt != last), fresh[0] if fresh else None)


def _in_order(told: Told) -> tuple[datetime, str]:
    when, said = told
    return when, said.checkin_id if isinstance(said, CheckedIn) else said.agreement_id
