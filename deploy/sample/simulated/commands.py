"""What simulated people send: every command there is, where it goes, and how one refers to the answer of another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from deploy.sample.sending import Service
from deploy.sample.simulated.definition import ORGANIZATION
from shared.contracts.codes import AttentionReason
from shared.contracts.envelope import derived_id
from shared.contracts.events import EntryRetracted


class Kind(StrEnum):
    """What a command records."""

    ENROLMENT = "enrolment"
    MOVE = "move"
    PAUSE = "pause"
    RESUMPTION = "resumption"
    COMPLETION = "completion"
    DEPARTURE = "departure"
    VALUE = "value"
    VALUE_VERSION = "value-version"
    STRENGTH = "strength"
    WISH = "wish"
    TALK = "talk"
    SUPPORT = "support"
    SUPPORTER = "supporter"
    UNINVITATION = "uninvitation"
    GOAL = "goal"
    REVISION = "revision"
    AGREEMENT = "agreement"
    REVIEW = "review"
    CLOSING = "closing"
    REOPENING = "reopening"
    STEP = "step"
    STEP_REVISION = "step-revision"
    STEP_PAUSE = "step-pause"
    STEP_RESUMPTION = "step-resumption"
    PLAN = "plan"
    ATTEMPT = "attempt"
    SETBACK = "setback"
    RECOVERY = "recovery"
    RHYTHM = "rhythm"
    CHECK_IN = "check-in"
    BALANCE = "balance"
    TALK_COUNT = "talk-count"
    AFFIRMATION = "affirmation"
    CLINICIANS_CONFIDENCE = "clinicians-confidence"
    CONTACT_REQUEST = "contact-request"
    SCORE_ANSWER = "score-answer"
    TAKING = "taking"
    GIVING_BACK = "giving-back"
    REST = "rest"
    OUTREACH = "outreach"
    RETRACTION = "retraction"
    ATTEMPT_CORRECTION = "attempt-correction"
    SETBACK_CORRECTION = "setback-correction"
    CHECK_IN_CORRECTION = "check-in-correction"
    BALANCE_CORRECTION = "balance-correction"
    TALK_COUNT_CORRECTION = "talk-count-correction"
    OUTREACH_CORRECTION = "outreach-correction"


class _Way(NamedTuple):
    """Where a kind of command goes, and the name of the id in its answer.

    `{id}`: the id it is about, `{reason}`: the reason for attention.
    """

    service: Service
    address: str
    answers: str


def _goals(address: str, answers: str) -> _Way:
    return _Way(Service.GOALS, address, answers)


def _checkins(address: str, answers: str) -> _Way:
    return _Way(Service.CHECKINS, address, answers)


_THEIR = "participants/{participant_id}/"
_ATTENTION = _THEIR + "attention/{reason}/"
_WAYS: Mapping[Kind, _Way] = {
    Kind.ENROLMENT: _goals(_THEIR + "enrolments", "enrolment_id"),
    Kind.MOVE: _goals(_THEIR + "moves", "enrolment_id"),
    Kind.PAUSE: _goals(_THEIR + "pauses", "enrolment_id"),
    Kind.RESUMPTION: _goals(_THEIR + "resumptions", "enrolment_id"),
    Kind.COMPLETION: _goals(_THEIR + "completions", "enrolment_id"),
    Kind.DEPARTURE: _goals(_THEIR + "departures", "enrolment_id"),
    Kind.VALUE: _goals(_THEIR + "values", "value_id"),
    Kind.VALUE_VERSION: _goals("values/{id}/versions", "value_id"),
    Kind.STRENGTH: _goals(_THEIR + "strengths", "strength_id"),
    Kind.WISH: _goals(_THEIR + "agenda-wishes", "wish_id"),
    Kind.TALK: _goals("agenda-wishes/{id}/talks", "wish_id"),
    Kind.SUPPORT: _goals(_THEIR + "supports", "support_id"),
    Kind.SUPPORTER: _goals(_THEIR + "supporters", "supporter_id"),
    Kind.UNINVITATION: _goals("supporters/{id}/uninvitations", "supporter_id"),
    Kind.GOAL: _goals(_THEIR + "goals", "goal_id"),
    Kind.REVISION: _goals("goals/{id}/revisions", "goal_id"),
    Kind.AGREEMENT: _goals("goals/{id}/agreements", "goal_id"),
    Kind.REVIEW: _goals("goals/{id}/reviews", "goal_id"),
    Kind.CLOSING: _goals("goals/{id}/closings", "goal_id"),
    Kind.REOPENING: _goals("goals/{id}/reopenings", "goal_id"),
    Kind.STEP: _goals("goals/{id}/steps", "step_id"),
    Kind.STEP_REVISION: _goals("goals/{goal_id}/steps/{id}/revisions", "step_id"),
    Kind.STEP_PAUSE: _goals("goals/{goal_id}/steps/{id}/pauses", "step_id"),
    Kind.STEP_RESUMPTION: _goals("goals/{goal_id}/steps/{id}/resumptions", "step_id"),
    Kind.PLAN: _goals("goals/{id}/contingency-plans", "plan_id"),
    Kind.ATTEMPT: _checkins("steps/{id}/attempts", "attempt_id"),
    Kind.SETBACK: _checkins(_THEIR + "setbacks", "setback_id"),
    Kind.RECOVERY: _checkins("setbacks/{id}/recoveries", "setback_id"),
    Kind.RHYTHM: _checkins(_THEIR + "check-in-agreements", "agreement_id"),
    Kind.CHECK_IN: _checkins(_THEIR + "check-ins", "checkin_id"),
    Kind.BALANCE: _checkins(_THEIR + "balances", "balance_id"),
    Kind.TALK_COUNT: _checkins(_THEIR + "talk-counts", "session_id"),
    Kind.AFFIRMATION: _checkins(_THEIR + "affirmations", "affirmation_id"),
    Kind.CLINICIANS_CONFIDENCE: _checkins(_THEIR + "clinician-confidences", "rating_id"),
    Kind.CONTACT_REQUEST: _checkins(_THEIR + "contact-requests", "request_id"),
    Kind.SCORE_ANSWER: _checkins(_THEIR + "score-answers", "answer_id"),
    Kind.TAKING: _checkins(_ATTENTION + "takings", "item_id"),
    Kind.GIVING_BACK: _checkins(_ATTENTION + "releases", "item_id"),
    Kind.REST: _checkins(_ATTENTION + "snoozes", "item_id"),
    Kind.OUTREACH: _checkins(_THEIR + "outreaches", "outreach_id"),
    Kind.RETRACTION: _checkins("records/{id}/retractions", "retraction_id"),
    Kind.ATTEMPT_CORRECTION: _checkins("attempts/{id}/corrections", "attempt_id"),
    Kind.SETBACK_CORRECTION: _checkins("setbacks/{id}/corrections", "setback_id"),
    Kind.CHECK_IN_CORRECTION: _checkins("check-ins/{id}/corrections", "checkin_id"),
    Kind.BALANCE_CORRECTION: _checkins("balances/{id}/corrections", "balance_id"),
    Kind.TALK_COUNT_CORRECTION: _checkins("talk-counts/{id}/corrections", "session_id"),
    Kind.OUTREACH_CORRECTION: _checkins("outreaches/{id}/corrections", "outreach_id"),
}

CORRECTIONS: Mapping[Kind, Kind] = {
    Kind.ATTEMPT: Kind.ATTEMPT_CORRECTION,
    Kind.SETBACK: Kind.SETBACK_CORRECTION,
    Kind.CHECK_IN: Kind.CHECK_IN_CORRECTION,
    Kind.BALANCE: Kind.BALANCE_CORRECTION,
    Kind.TALK_COUNT: Kind.TALK_COUNT_CORRECTION,
    Kind.OUTREACH: Kind.OUTREACH_CORRECTION,
}
"""What corrects what was said earlier."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An id out of the answer to an earlier command of the same person; `str()` is its name among their answers."""

    label: str
    name: str

    def __str__(self) -> str:
        return f"{self.label}/{self.name}"


@dataclass(frozen=True, slots=True)
class Command:
    """One POST. `label` is unique among its person's commands, `key` is its idempotency key.

    about: the id that its address names; goal: the goal's, where the address names both. The body may hold ids, too.
    acting_as: on whose behalf; None is the organization's own system. reason: which reason for attention it is about.
    """

    participant_id: str
    at: datetime
    kind: Kind
    label: str
    key: str
    body: Mapping[str, object]
    about: Answered | None = None
    goal: Answered | None = None
    acting_as: str | None = None
    reason: AttentionReason | None = None

    @property
    def organization(self) -> str:
        """Whose participant it is."""
        return ORGANIZATION

    @property
    def service(self) -> Service:
        """Who takes it."""
        return _WAYS[self.kind].service

    @property
    def answer(self) -> Answered:
        """The id of what it will have recorded."""
        return Answered(self.label, _WAYS[self.kind].answers)

    def path(self, ids: Mapping[str, str]) -> str:
        """Where it goes. `ids`: what `remembered` made of earlier answers."""
        address = _WAYS[self.kind].address
        below = address.format(
            participant_id=self.participant_id,
            id=ids[str(self.about)] if self.about else "",
            goal_id=ids[str(self.goal)] if self.goal else "",
            reason=self.reason or "",
        )
        return f"/v1/organizations/{ORGANIZATION}/{below}"

    def content(self, ids: Mapping[str, str]) -> Mapping[str, object]:
        """The body, with ids in the place of references."""
        return {name: _filled(value, ids) for name, value in self.body.items()}

    def remembered(self, answer: Mapping[str, object]) -> Mapping[str, str]:
        """What later commands may refer to."""
        return {str(Answered(self.label, name)): id_ for name, id_ in answer.items() if isinstance(id_, str)}

    def recorded(self, answer: Mapping[str, object]) -> frozenset[str]:
        """The ids of the events that it led to. A correction's answer names one of its two."""
        own = frozenset({str(answer["event_id"])})
        if self.kind not in CORRECTIONS.values():
            return own
        return own | {derived_id("event", "cairn/checkins", ORGANIZATION, self.key, EntryRetracted.TYPE)}


def _filled(value: object, ids: Mapping[str, str]) -> object:
    match value:
        case Answered():
            return ids[str(value)]
        case Mapping():
            return {name: _filled(part, ids) for name, part in value.items()}
        case list() | tuple():
            return [_filled(part, ids) for part in value]
        case _:
            return value
