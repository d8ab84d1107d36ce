"""Who may say something for a participant, and who may read what was said.

| | says something for | reads |
|---|---|---|
| participant | themselves | all of their own |
| supporter | nobody | what the participant shares with them now |
| clinician, coordinator | participants at their site now | the same |
| operator | nobody | nothing |
| the organization's own system | everybody | everything |

A rule answers None, or why not; whoever asks gives it what is so now, so that a move or an invitation taken back
changes the very next answer. No refusal says whether there is such a participant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from services.checkins.domain.records import RecordKind
from shared.contracts.callers import Caller, Role
from shared.contracts.codes import Shared
from shared.contracts.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Concerning:
    """Whom a request is about, and what is so now.

    `site`: where they are; needed when the caller is bound to a site. `shares`: what they let this caller see; needed
    when the caller is a supporter. `asked_for`: what sharing it would take; no supporter sees what has no such name.
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


def only_clinicians() -> Problem:
    """A clinician's own confidence is nobody else's to state."""
    return Problem(
        403,
        "only-clinicians",
        "A clinician's own confidence is stated, and taken back, by clinicians.",
        "Ask the clinician who works with the participant.",
    )


def only_the_participant() -> Problem:
    """Whether a score fits is the participant's to say."""
    return Problem(
        403,
        "only-the-participant",
        "Whether a score fits is for the participant to say, and to take back.",
        "Ask the participant.",
    )


Rule: TypeAlias = Callable[[Caller, Concerning], Problem | None]


def operators_touch_nothing_of_a_participant(caller: Caller, _: Concerning) -> Problem | None:
    """They run the platform, not the care."""
    return not_for_operators() if caller.role is Role.OPERATOR else None


def participants_keep_to_their_own(caller: Caller, about: Concerning) -> Problem | None:
    """Nobody sees what another participant said."""
    return not_yours() if caller.role is Role.PARTICIPANT and caller.id != about.participant_id else None


def staff_keep_to_their_site(caller: Caller, about: Concerning) -> Problem | None:
    """Access moves with the participant."""
    return not_at_your_site() if caller.is_staff and caller.site != about.site else None


def supporters_write_nothing(caller: Caller, _: Concerning) -> Problem | None:
    """They are there to know, if the participant wants it."""
    return not_shared() if caller.role is Role.SUPPORTER else None


def supporters_read_what_is_shared(caller: Caller, about: Concerning) -> Problem | None:
    """What is not shared by name is not shared."""
    return not_shared() if caller.role is Role.SUPPORTER and about.asked_for not in about.shares else None


def clinicians_state_their_own_confidence(caller: Caller, _: Concerning) -> Problem | None:
    """It is kept apart from what the participant says."""
    return None if caller.role in (Role.CLINICIAN, Role.SYSTEM) else only_clinicians()


def participants_answer_scores(caller: Caller, _: Concerning) -> Problem | None:
    """Nobody else knows whether it fits."""
    return None if caller.role in (Role.PARTICIPANT, Role.SYSTEM) else only_the_participant()


_EVERYBODY = (
    operators_touch_nothing_of_a_participant,
    participants_keep_to_their_own,
    staff_keep_to_their_site,
)
TELLING: tuple[Rule, ...] = (*_EVERYBODY, supporters_write_nothing)
"""For every command."""
RATING: tuple[Rule, ...] = (*TELLING, clinicians_state_their_own_confidence)
"""For a clinician's confidence."""
ANSWERING: tuple[Rule, ...] = (*TELLING, participants_answer_scores)
"""For an answer to a score."""
READING: tuple[Rule, ...] = (*_EVERYBODY, supporters_read_what_is_shared)
"""For everything that can be read."""

SHARED_AS: Mapping[RecordKind, Shared] = {
    RecordKind.ATTEMPT: Shared.ATTEMPTS,
    RecordKind.SETBACK: Shared.SETBACKS,
    RecordKind.CHECK_IN: Shared.CHECK_INS,
    RecordKind.CHECK_IN_AGREEMENT: Shared.CHECK_INS,
}
"""Under which name a participant shares a kind of record; no supporter sees the other kinds."""


def rules_of(kind: RecordKind) -> tuple[Rule, ...]:
    """Who may say, take back and put right a record of this kind."""
    match kind:
        case RecordKind.CLINICIAN_CONFIDENCE:
            return RATING
        case RecordKind.SCORE_ANSWER:
            return ANSWERING
        case _:
            return TELLING


def seen_by(caller: Caller, shares: frozenset[Shared]) -> tuple[RecordKind, ...]:
    """The kinds of records that the caller may see, of a participant whom they may see at all."""
    if caller.role is not Role.SUPPORTER:
        return tuple(RecordKind)
    return tuple(kind for kind, shared in SHARED_AS.items() if shared in shares)


def refused(rules: Iterable[Rule], caller: Caller, about: Concerning) -> Problem | None:
    """Why the caller may not, or None."""
    return next((refusal for rule in rules if (refusal := rule(caller, about))), None)
