"""Who may say what, beyond what holds in every service (`shared.contracts.access`): confidence, scores, attention."""

from __future__ import annotations

from collections.abc import Mapping

from services.checkins.domain.records import RecordKind
from shared.contracts.access import ACTING, READING, Concerning, Rule
from shared.contracts.callers import Caller, Role
from shared.contracts.codes import Shared
from shared.contracts.problems import Problem


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


def only_staff() -> Problem:
    """Reaching out is the work of those who work with the participant, and so is saying who does."""
    return Problem(
        403,
        "only-staff",
        "Who sees to what, and who reached out, is for those who work with the participant.",
        "To be reached, ask for contact.",
    )


def clinicians_state_their_own_confidence(caller: Caller, _: Concerning) -> Problem | None:
    """It is kept apart from what the participant says."""
    return None if caller.role in (Role.CLINICIAN, Role.SYSTEM) else only_clinicians()


def participants_answer_scores(caller: Caller, _: Concerning) -> Problem | None:
    """Nobody else knows whether it fits."""
    return None if caller.role in (Role.PARTICIPANT, Role.SYSTEM) else only_the_participant()


def staff_see_to_attention(caller: Caller, _: Concerning) -> Problem | None:
    """It says what they do, and nothing that the participant said."""
    return None if caller.is_staff or caller.role is Role.SYSTEM else only_staff()


RATING: tuple[Rule, ...] = (*ACTING, clinicians_state_their_own_confidence)
"""For a clinician's confidence."""
ANSWERING: tuple[Rule, ...] = (*ACTING, participants_answer_scores)
"""For an answer to a score."""
ATTENDING: tuple[Rule, ...] = (*ACTING, staff_see_to_attention)
"""For what is done about a reason for attention."""
SEEING_WHO_ATTENDS: tuple[Rule, ...] = (*READING, staff_see_to_attention)
"""For who does it."""
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
        case RecordKind.OUTREACH:
            return ATTENDING
        case _:
            return ACTING


def seen_by(caller: Caller, shares: frozenset[Shared]) -> tuple[RecordKind, ...]:
    """The kinds of records that the caller may see, of a participant whom they may see at all."""
    if caller.role is not Role.SUPPORTER:
        return tuple(RecordKind)
    return tuple(kind for kind, shared in SHARED_AS.items() if shared in shares)
