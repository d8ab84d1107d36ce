"""What can be read about a participant: everything that this service knows, by those who may."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from services.goals.domain.enrolment import Enrolments
from services.goals.domain.program import Program
from services.goals.domain.refusals import invalid, unknown_participant
from services.goals.handlers import programs
from services.goals.handlers.access import may_read, shares_of
from services.goals.handlers.goals import overview
from services.goals.handlers.means import Means
from services.goals.store import supporter_key
from shared.contracts.callers import Caller
from shared.contracts.codes import Shared
from shared.contracts.problems import Problem
from shared.contracts.topics import subject_of

Item: TypeAlias = Mapping[str, Any]
Find: TypeAlias = Callable[[Means, str, str, int, str | None], Awaitable[Sequence[Item] | None]]
"""(means, organization, participant, at most, after): one item more than at most, if any; None: no such `after`."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list about a participant: what finds it, and the name of its items' id.

    `shared`: what a supporter must have been let see; `seen_with`: an item as seen by who is let see so much.
    """

    find: Find
    key: str
    shared: Shared | None = None
    seen_with: Callable[[Item, frozenset[Shared]], Item] | None = None


VALUES = Listing(lambda means, *of: means.store.values.page(*of), "value_id")
STRENGTHS = Listing(lambda means, *of: means.store.strengths.page(*of), "strength_id")
WISHES = Listing(lambda means, *of: means.store.wishes.page(*of), "wish_id")
SUPPORTS = Listing(lambda means, *of: means.store.supports.page(*of), "support_id")
NOTES = Listing(lambda means, *of: means.notes.page(*of), "note_id", Shared.OWN_WORDS)
GOALS = Listing(lambda means, *of: means.store.goals.page(*of), "goal_id", Shared.GOALS, overview)


async def _supporters(
    means: Means, organization: str, participant_id: str, at_most: int, after: str | None
) -> Sequence[Item] | None:
    after = supporter_key(organization, after) if after else None
    return await means.store.supporters.page(organization, participant_id, at_most, after)


SUPPORTERS = Listing(_supporters, "supporter_id")


async def read(means: Means, caller: Caller, organization: str, participant_id: str) -> Enrolments | Problem:
    """The participant's enrolments."""
    if refusal := await may_read(means, caller, organization, participant_id):
        return refusal
    found = await means.store.enrolments.load(organization, subject_of(organization, participant_id))
    return found.state if found else unknown_participant(participant_id)


async def program(means: Means, caller: Caller, organization: str, participant_id: str) -> Program | Problem:
    """The program of the participant's newest enrolment, as it was when they joined. A supporter reads it with
    whatever is shared with them: it says nothing about the participant but that they are in it.
    """
    shared = next(iter(await shares_of(means, caller, organization, participant_id)), None)
    if refusal := await may_read(means, caller, organization, participant_id, shared):
        return refusal
    found = await means.store.enrolments.load(organization, subject_of(organization, participant_id))
    if found is None:
        return unknown_participant(participant_id)
    current = found.state.current
    return await programs.read(means, organization, current.program, current.program_version)


async def items(
    means: Means,
    caller: Caller,
    organization: str,
    participant_id: str,
    listing: Listing,
    at_most: int,
    after: str | None,
) -> Sequence[Item] | Problem:
    """The items of a list, the oldest first, as far as the caller may see them: one more than `at_most`, if any."""
    if refusal := await may_read(means, caller, organization, participant_id, listing.shared):
        return refusal
    found = await listing.find(means, organization, participant_id, at_most, after)
    if found is None:
        return invalid("after", "is not an item of this list")
    if listing.seen_with is None:
        return found
    shares = await shares_of(means, caller, organization, participant_id)
    return [listing.seen_with(item, shares) for item in found]
