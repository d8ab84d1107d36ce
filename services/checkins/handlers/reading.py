"""What can be read of one participant, by those who may."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from services.checkins.domain.access import SHARED_AS, seen_by
from services.checkins.domain.belonging import enrolment_names
from services.checkins.domain.known import Course, Participant
from services.checkins.domain.records import Record, RecordKind, Telling
from services.checkins.domain.refusals import unknown_participant, unknown_record
from services.checkins.domain.rhythm import NextCheckIn, next_check_in
from services.checkins.domain.small_wins import SmallWin, small_wins
from services.checkins.handlers.access import may_read, shares_of
from services.checkins.handlers.asking import asked_so_far
from services.checkins.handlers.means import Means
from services.checkins.notes import OF_STAFF
from shared.contracts.callers import Caller, Role
from shared.contracts.codes import Shared
from shared.contracts.events import CheckedIn, CheckInsAgreed, Setback, StepCompleted
from shared.contracts.problems import Problem


async def records_of(
    means: Means,
    caller: Caller,
    organization: str,
    participant_id: str,
    kind: RecordKind | None,
    at_most: int,
    after: str | None,
) -> Sequence[Record] | Problem:
    """Records, the newest first; of a supporter's only the kinds that are shared."""
    shares = await shares_of(means, caller, organization, participant_id)
    seen = seen_by(caller, shares)
    wanted = tuple(one for one in seen if kind in (None, one))
    # A supporter to whom nothing of it is shared is told that, and not that there is nothing.
    asked_for = SHARED_AS.get(wanted[0]) if wanted else None
    if refusal := await may_read(means, caller, organization, participant_id, asked_for):
        return refusal
    found = await means.records.page(organization, participant_id, wanted, at_most, after)
    return unknown_record(after or "") if found is None else found


async def small_wins_of(
    means: Means, caller: Caller, organization: str, participant_id: str, after: str | None
) -> Sequence[SmallWin] | Problem:
    """Small wins, the newest first, those after the one of the attempt `after`.

    For a supporter who does not see setbacks nothing depends on them.
    """
    if refusal := await may_read(means, caller, organization, participant_id, Shared.ATTEMPTS):
        return refusal
    shares = await shares_of(means, caller, organization, participant_id)
    kinds = [RecordKind.ATTEMPT, *([RecordKind.SETBACK] if Shared.SETBACKS in shares else [])]
    told = await means.records.all_that_count(organization, participant_id, kinds)
    wins = small_wins(
        (telling.happened_at, telling.said) for telling in told if isinstance(telling.said, StepCompleted | Setback)
    )
    if after is None:
        return wins
    places = (place for place, win in enumerate(wins) if win.done.attempt_id == after)
    return wins[place + 1 :] if (place := next(places, None)) is not None else unknown_record(after)


async def next_check_in_of(
    means: Means, caller: Caller, organization: str, participant_id: str
) -> NextCheckIn | Problem:
    """When the next check-in is due, and its journaling prompt."""
    if refusal := await may_read(means, caller, organization, participant_id, Shared.CHECK_INS):
        return refusal
    view = await means.known.view(organization, enrolment_names(organization, participant_id), fresh=True)
    participant = view.find(Participant, participant_id)
    if participant is None:
        return unknown_participant(participant_id)
    kinds = (RecordKind.CHECK_IN, RecordKind.CHECK_IN_AGREEMENT)
    told = await means.records.all_that_count(organization, participant_id, kinds)
    return next_check_in(participant, view.find(Course, participant_id), _of_the_rhythm(told))


async def waits_since(
    means: Means, caller: Caller, organization: str, participant_id: str
) -> datetime | Problem | None:
    """Since when a request for contact waits; None when none does. No supporter is told."""
    if refusal := await may_read(means, caller, organization, participant_id, None):
        return refusal
    return (await asked_so_far(means, organization, participant_id)).waits_since()


async def notes_of(
    means: Means, caller: Caller, organization: str, participant_id: str, at_most: int, after: str | None
) -> Sequence[dict[str, Any]] | Problem:
    """What the participant's records say in people's own words, the oldest first; a supporter reads nothing of staff
    reaching out."""
    if refusal := await may_read(means, caller, organization, participant_id, Shared.OWN_WORDS):
        return refusal
    but = OF_STAFF if caller.role is Role.SUPPORTER else frozenset()
    found = await means.notes.page(organization, participant_id, at_most, after, but)
    return unknown_record(after or "") if found is None else found


def _of_the_rhythm(told: Sequence[Telling]) -> list[Any]:
    return [(one.happened_at, one.said) for one in told if isinstance(one.said, CheckedIn | CheckInsAgreed)]
