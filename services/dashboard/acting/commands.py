"""What somebody can do about a reason for attention, and how checkins is asked to record it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias, assert_never

from shared.contracts.codes import AttentionReason, OutreachChannel, OutreachResult, SnoozeReason

LONGEST_REST = 60
"""Days that a reason may rest at the most: checkins says so."""
MOST_WORDS = 2_000
"""Characters that checkins keeps of somebody's words."""


class Form(StrEnum):
    """What is said with a form; the rest is a button each."""

    OUTREACH = "outreach"
    REST = "rest"
    AFFIRMATION = "affirmation"


@dataclass(frozen=True, slots=True)
class Take:
    """See to it."""

    reason: AttentionReason
    raised_at: datetime


@dataclass(frozen=True, slots=True)
class GiveBack:
    """See to it no more."""

    reason: AttentionReason
    raised_at: datetime


@dataclass(frozen=True, slots=True)
class Rest:
    """Let it rest until a day."""

    reason: AttentionReason
    raised_at: datetime
    until: date
    why: SnoozeReason
    words: str = ""


@dataclass(frozen=True, slots=True)
class Outreach:
    """Somebody reached out; `about`: what was talked over, when they talked."""

    channel: OutreachChannel
    result: OutreachResult
    about: tuple[AttentionReason, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Affirmation:
    """A strength or an effort was said back to the participant."""

    strength_id: str | None = None
    words: str = ""


Command: TypeAlias = Take | GiveBack | Rest | Outreach | Affirmation


def address_of(command: Command, participant_id: str) -> str:
    """Where checkins is told."""
    theirs = f"participants/{participant_id}"
    match command:
        case Take(reason=reason):
            return f"{theirs}/attention/{reason.value}/takings"
        case GiveBack(reason=reason):
            return f"{theirs}/attention/{reason.value}/releases"
        case Rest(reason=reason):
            return f"{theirs}/attention/{reason.value}/snoozes"
        case Outreach():
            return f"{theirs}/outreaches"
        case Affirmation():
            return f"{theirs}/affirmations"
        case _:
            assert_never(command)


def body_of(command: Command) -> dict[str, object]:
    """What checkins is told. What nobody said is left out; nothing is talked over unless they talked."""
    match command:
        case Take() | GiveBack():
            return _raised(command)
        case Rest():
            return {
                **_raised(command),
                "until": command.until.isoformat(),
                "why": command.why.value,
                **_words(command.words),
            }
        case Outreach():
            talked = command.result is OutreachResult.TALKED
            about = [reason.value for reason in command.about] if talked else []
            said = {"channel": command.channel.value, "result": command.result.value}
            return {**said, **({"about": about} if about else {}), **_words(command.words)}
        case Affirmation():
            strength = {"strength_id": command.strength_id} if command.strength_id else {}
            return {**strength, **_words(command.words)}
        case _:
            assert_never(command)


def key_of(command: Command, opened: str) -> str:
    """The idempotency key: one for each item that is acted on at once, the same for every try."""
    match command:
        case Take(reason=reason) | GiveBack(reason=reason) | Rest(reason=reason):
            return f"{opened}-{reason.value}"
        case Outreach() | Affirmation():
            return opened
        case _:
            assert_never(command)


def _raised(command: Take | GiveBack | Rest) -> dict[str, object]:
    return {"raised_at": command.raised_at.isoformat()}


def _words(words: str) -> dict[str, object]:
    return {"words": words} if words.strip() else {}
