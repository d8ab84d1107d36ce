"""Codes, scales and rhythms are closed within a major version: what is not among them is refused, never guessed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from shared.contracts.codes import Language, TimeZone
from shared.contracts.envelope import Event, Reason, Refusal, read_event
from shared.contracts.events import (
    BalanceWeighed,
    CareData,
    CheckInsAgreed,
    ClinicianConfidenceRated,
    EntryRetracted,
    GoalAgreed,
    GoalClosed,
    GoalReviewed,
    ParticipantEnrolled,
    ParticipantLeft,
    ScoreQuestioned,
    StepPlanned,
    StepRevised,
    StrengthNamed,
    SupportArranged,
    SupporterInvited,
    TalkCounted,
    ValueRevisited,
)
from shared.contracts.topics import type_name
from tests.unit.contracts.golden_events import golden, read_golden, shortly_after


def read_saying(data: type[CareData], **fields: Any) -> object:
    message = json.loads(golden(data))
    message["data"] |= fields
    key = read_golden(data).subject.encode()
    return read_event(type_name(data), key, json.dumps(message).encode(), (), shortly_after(data))


@pytest.mark.parametrize(
    ("data", "fields", "detail"),
    [
        (ParticipantEnrolled, {"check_in_every_days": 0}, "data.check_in_every_days: greater_than_equal"),
        (ParticipantEnrolled, {"silent_after_days": 366}, "data.silent_after_days: less_than_equal"),
        (ParticipantEnrolled, {"prompts": ["How was your week?"]}, "data.prompts.0: string_pattern_mismatch"),
        (ParticipantEnrolled, {"prompts": ["a"] * 101}, "data.prompts: too_long"),
        (ParticipantLeft, {"reason": "gave-up"}, "data.reason: enum"),
        (ValueRevisited, {"version": 1}, "data.version: greater_than_equal"),
        (StrengthNamed, {"kind": "obedience"}, "data.kind: enum"),
        (GoalAgreed, {"party": "supporter"}, "data.party: enum"),
        (GoalReviewed, {"attainment": 3}, "data.attainment: less_than_equal"),
        (GoalReviewed, {"attainment": -3}, "data.attainment: greater_than_equal"),
        (GoalReviewed, {"attainment": True}, "data.attainment: int_type"),
        (GoalClosed, {"closing": "failed"}, "data.closing: enum"),
        (StepRevised, {"version": 1}, "data.version: greater_than_equal"),
        (StepPlanned, {"weekdays": []}, "data.weekdays: too_short"),
        (StepPlanned, {"weekdays": ["monday"] * 8}, "data.weekdays: too_long"),
        (StepPlanned, {"weekdays": ["Monday"]}, "data.weekdays.0: enum"),
        (StepPlanned, {"time_zone": "+01:00"}, "data.time_zone: string_pattern_mismatch"),
        (BalanceWeighed, {"entries": []}, "data.entries: too_short"),
        (BalanceWeighed, {"entries": [{"side": "pro"}]}, "data.entries.0.side: enum"),
        (
            BalanceWeighed,
            {"entries": [{"side": "good-about-changing", "weight": 11}]},
            "data.entries.0.weight: less_than_equal",
        ),
        (TalkCounted, {"change": {"desire": -1}}, "data.change.desire: greater_than_equal"),
        (TalkCounted, {"sustain": {"reason": 1_001}}, "data.sustain.reason: less_than_equal"),
        (ClinicianConfidenceRated, {"value": 11}, "data.value: less_than_equal"),
        (CheckInsAgreed, {"time_zone": None}, "data.time_zone: string_type"),
        (SupportArranged, {"kind": "money"}, "data.kind: enum"),
        (SupporterInvited, {"may_see": ["everything"]}, "data.may_see.0: enum"),
        (ScoreQuestioned, {"estimate": "worth"}, "data.estimate: enum"),
        (EntryRetracted, {"reason": "lied"}, "data.reason: enum"),
    ],
)
def test_what_is_not_on_a_list_or_scale_is_refused(data: type[CareData], fields: dict[str, Any], detail: str) -> None:
    answer = read_saying(data, **fields)
    assert isinstance(answer, Refusal)
    assert (answer.reason, answer.detail) == (Reason.INVALID_FIELD, detail)


def test_what_was_not_heard_in_a_session_is_nought_and_all_kinds_weigh_the_same() -> None:
    read = read_saying(TalkCounted, change={"desire": 2, "taking_steps": 3}, sustain={})
    assert isinstance(read, Event)
    assert isinstance(read.data, TalkCounted)
    assert (read.data.change.total, read.data.change.need, read.data.sustain.total) == (5, 0, 0)


@pytest.mark.parametrize("zone", ["UTC", "Europe/Vienna", "America/Argentina/Buenos_Aires", "Etc/GMT+5", "GMT0"])
def test_names_of_time_zones_fit(zone: str) -> None:
    assert TypeAdapter(TimeZone).validate_python(zone) == zone


@pytest.mark.parametrize("zone", ["", "/UTC", "Europe/", "../zone", "Europe/../zone", "a/b/c/d", "Z" * 65, "UTC\n"])
def test_what_could_be_a_path_or_is_no_name_of_a_time_zone_does_not(zone: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(TimeZone).validate_python(zone)


@pytest.mark.parametrize(
    ("language", "fits"),
    [
        ("en", True),
        ("ar", True),
        ("pt-BR", True),
        ("zh-Hant-TW", True),
        ("EN", False),
        ("english", False),
        ("", False),
    ],
)
def test_languages_are_language_tags(language: str, fits: bool) -> None:
    try:
        TypeAdapter(Language).validate_python(language)
    except ValidationError:
        assert not fits
    else:
        assert fits
