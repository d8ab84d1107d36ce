"""What may be asked in a participant's course."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from services.goals.domain.asked import Asked
from shared.contracts.codes import LeavingReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a version of a program says that everybody who joins it keeps."""

    version: int
    check_in_every_days: int
    silent_after_days: int
    review_every_days: int
    prompts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _AboutAParticipant(Asked):
    participant_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Join(_AboutAParticipant):
    """Let a participant join a program at a site, for the first time or again. `offer`: None when there is none."""

    enrolment_id: str
    site: str
    program: str
    offer: Offer | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Move(_AboutAParticipant):
    """Let the enrolment go on at another site."""

    site: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause(_AboutAParticipant):
    """A break, until a day or for as long as it takes."""

    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume(_AboutAParticipant):
    """Come back from a break."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Complete(_AboutAParticipant):
    """The program was gone through to its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave(_AboutAParticipant):
    """The participant goes before the program's end."""

    reason: LeavingReason | None = None


EnrolmentCommand: TypeAlias = Join | Move | Pause | Resume | Complete | Leave
