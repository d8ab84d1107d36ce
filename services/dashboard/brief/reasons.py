"""The participant's own reasons for change, strengths, and what they want to talk about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from services.dashboard.brief.known import LATELY, Heard, Known
from services.dashboard.sentences import Quoted, Sentence
from services.dashboard.wording import brief as words
from services.dashboard.wording.moments import day_of
from shared.contracts.codes import BalanceSide
from shared.contracts.events import (
    AgendaWished,
    BalanceWeighed,
    CheckedIn,
    ContactRequested,
    StrengthNamed,
    TalkCounted,
    ValueClarified,
    ValueRevisited,
)
from shared.contracts.events.contacts import BalanceEntry
from shared.contracts.events.fact import RulerAnswer
from shared.contracts.vocabulary import RulerKind

FOR_CHANGE = (BalanceSide.GOOD_ABOUT_CHANGING, BalanceSide.HARD_ABOUT_STAYING)
FOR_STAYING = (BalanceSide.GOOD_ABOUT_STAYING, BalanceSide.HARD_ABOUT_CHANGING)
ValueFact = ValueClarified | ValueRevisited


def reasons_in_the_balance(known: Known, now: datetime) -> Iterator[Sentence]:
    """What speaks for change in the newest balance, in their words, the weightiest first."""
    for balance, entry, said in weighed(known, FOR_CHANGE):
        yield Sentence(words.reason(entry, said), (balance.event_id,))


def what_matters(known: Known, now: datetime) -> Iterator[Sentence]:
    """Their values, the most important first."""
    for value in values(known):
        said = known.words(value.fact.words_note)
        yield Sentence(words.value(value.fact, said), (value.event_id,))


def why_not_lower(known: Known, now: datetime) -> Iterator[Sentence]:
    """What they answered when they were asked why a ruler stands where it stands."""
    for checkin, answer, said in explained(known):
        yield Sentence(words.why_not_lower(answer, said, day_of(checkin.at, now)), (checkin.event_id,))


def talk_for_change(known: Known, now: datetime) -> Iterator[Sentence]:
    """How often they spoke for change in the newest session that was counted."""
    for talk in known.all(TalkCounted)[:1]:
        if talk.fact.change.total:
            said = words.talk_for_change(talk.fact.change.total, day_of(talk.at, now))
            yield Sentence(said, (talk.event_id,))


REASONS = (reasons_in_the_balance, what_matters, why_not_lower, talk_for_change)


def strengths_that_were_named(known: Known, now: datetime) -> Iterator[Sentence]:
    """The newest first, with the moment that showed it."""
    for strength in known.all(StrengthNamed):
        said = known.words(strength.fact.moment_note)
        yield Sentence(words.strength(strength.fact.kind, said, day_of(strength.at, now)), (strength.event_id,))


STRENGTHS = (strengths_that_were_named,)


def contact_they_asked_for(known: Known, now: datetime) -> Iterator[Sentence]:
    """Asking for help is courage; it comes first while nobody has answered."""
    for asked in known.all(ContactRequested)[:1] if known.asked else ():
        said = known.words(asked.fact.words_note)
        yield Sentence(words.asked_for_contact(said, day_of(asked.at, now)), (asked.event_id,))


def wishes_that_wait(known: Known, now: datetime) -> Iterator[Sentence]:
    """What they put on the agenda, in the order in which they did."""
    for wish in waiting(known):
        yield Sentence(words.wish(known.words(wish.fact.words_note), day_of(wish.at, now)), (wish.event_id,))


def concerns(known: Known, now: datetime) -> Iterator[Sentence]:
    """What worried them at check-ins of late."""
    for checkin in known.since(now - LATELY, now, CheckedIn):
        if said := known.words(checkin.fact.concern_note):
            yield Sentence(words.concern(said, day_of(checkin.at, now)), (checkin.event_id,))


AGENDA = (contact_they_asked_for, wishes_that_wait, concerns)


def waiting(known: Known) -> list[Heard[AgendaWished]]:
    """The wishes not talked over yet, the oldest first."""
    return [one for one in reversed(known.all(AgendaWished)) if one.fact.wish_id in known.waiting]


def values(known: Known) -> list[Heard[ValueFact]]:
    """The newest version of each value, the most important first, and among those the newest."""
    newest: dict[str, Heard[ValueFact]] = {}
    held: list[Heard[ValueFact]] = list(known.all(ValueClarified, ValueRevisited))
    for value in sorted(held, key=_version, reverse=True):
        newest.setdefault(value.fact.value_id, value)
    return sorted(newest.values(), key=lambda one: (one.fact.importance, one.at, one.event_id), reverse=True)


def weighed(
    known: Known, sides: tuple[BalanceSide, ...]
) -> Iterator[tuple[Heard[BalanceWeighed], BalanceEntry, Quoted]]:
    """What the newest balance has on these sides in their words, the weightiest first, then as it was written."""
    for balance in known.all(BalanceWeighed)[:1]:
        entries = [entry for entry in balance.fact.entries if entry.side in sides]
        for entry in sorted(entries, key=lambda one: -(one.weight or 0)):
            if said := known.words(entry.words_note):
                yield balance, entry, said


def explained(known: Known) -> Iterator[tuple[Heard[CheckedIn], RulerAnswer, Quoted]]:
    """The newest answer on each ruler that came with its why."""
    told: set[RulerKind] = set()
    for checkin in known.all(CheckedIn):
        for answer in checkin.fact.rulers:
            said = known.words(answer.why_note)
            if said and answer.value > 0 and answer.kind not in told:
                told.add(answer.kind)
                yield checkin, answer, said


def _version(value: Heard[ValueFact]) -> tuple[int, str]:
    return value.fact.version if isinstance(value.fact, ValueRevisited) else 1, value.event_id
