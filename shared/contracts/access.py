"""Who may act for a participant, and who may read what is known about them: the same in every service.

| | acts for | reads |
|---|---|---|
| participant | themselves | all of their own |
| supporter | nobody | what the participant shares with them now |
| clinician, coordinator | participants at their site now | the same |
| operator | nobody | nothing of a participant |
| the organization's own system | everybody | everything |

A rule answers None, or why not; whoever asks gives it what is so now, so that a move or an invitation taken back
changes the very next answer. No refusal says whether there is such a participant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from shared.contracts.callers import Caller, Role
from shared.contracts.codes import Shared
from shared.contracts.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Concerning:
    """Whom a request is about, and what is so now.

    `site`: the site of their newest enrolment; needed when the caller is bound to one. `shares`: what they let this
    caller see; needed when the caller is a supporter. `asked_for`: what sharing it would take, None for what no
    supporter sees.
    """

    participant_id: str
    site: str | None = None
    shares: frozenset[Shared] = frozenset()
    asked_for: Shared | None = None


def not_for_operators() -> Problem:
    """Operators run the platform."""
    return Problem(
        403,
        "not-for-operators",
        "Operators look after programs and imports; what concerns a participant is not shown to them.",
        "Ask somebody who works with the participant.",
    )


def not_yours() -> Problem:
    """A participant asked about somebody else."""
    return Problem(403, "not-yours", "This belongs to another participant.", "Use your own participant id.")


def not_shared() -> Problem:
    """A supporter may do no more than read what is shared."""
    return Problem(
        403,
        "not-shared",
        "The participant has not shared this with you.",
        "The participant decides what a supporter sees, and may change it at any time.",
    )


def not_at_your_site() -> Problem:
    """Clinicians and coordinators work with the participants of their site."""
    return Problem(
        403,
        "not-at-your-site",
        "This participant is not at your site now.",
        "Access follows the participant: ask the site where they are now.",
    )


Rule: TypeAlias = Callable[[Caller, Concerning], Problem | None]


def operators_touch_nothing_of_a_participant(caller: Caller, about: Concerning) -> Problem | None:
    """They run the platform, not the care."""
    return not_for_operators() if caller.role is Role.OPERATOR else None


def participants_keep_to_their_own(caller: Caller, about: Concerning) -> Problem | None:
    """Nobody sees what another participant said."""
    return not_yours() if caller.role is Role.PARTICIPANT and caller.id != about.participant_id else None


def staff_keep_to_their_site(caller: Caller, about: Concerning) -> Problem | None:
    """Access moves with the participant."""
    return not_at_your_site() if caller.is_staff and caller.site != about.site else None


def supporters_write_nothing(caller: Caller, about: Concerning) -> Problem | None:
    """They are there to know, if the participant wants it."""
    return not_shared() if caller.role is Role.SUPPORTER else None


def supporters_read_what_is_shared(caller: Caller, about: Concerning) -> Problem | None:
    """What is not shared by name is not shared."""
    return not_shared() if caller.role is Role.SUPPORTER and about.asked_for not in about.shares else None


_EVERYBODY = (
    operators_touch_nothing_of_a_participant,
    participants_keep_to_their_own,
    staff_keep_to_their_site,
)
ACTING: tuple[Rule, ...] = (*_EVERYBODY, supporters_write_nothing)
"""For every command about a participant."""
READING: tuple[Rule, ...] = (*_EVERYBODY, supporters_read_what_is_shared)
"""For everything that can be read about a participant."""


def refused(rules: Iterable[Rule], caller: Caller, about: Concerning) -> Problem | None:
    """Why the caller may not, or None."""
    return next((refusal for rule in rules if (refusal := rule(caller, about))), None)
