"""Who waits to be contacted need not ask again, and nothing that they say besides is lost."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from services.checkins.domain.contact import RequestContact, decide_request
from services.checkins.domain.records import Record, Said, retract, tell
from services.checkins.domain.waiting import SoFar, so_far
from shared.contracts.codes import OutreachChannel, OutreachResult, RetractionReason
from shared.contracts.envelope import Event
from shared.contracts.events import CheckedIn, ContactRequested, EntryRetracted, OutreachMade
from shared.contracts.problems import Problem
from shared.contracts.vocabulary import Setting
from tests.unit.checkins.people import NOON, PARTICIPANT, VIEW, asked, refused

MONDAY, TUESDAY, WEDNESDAY = (NOON - timedelta(days=days) for days in (3, 2, 1))
A_REQUEST = ContactRequested(request_id="request-1")
A_SESSION = CheckedIn(checkin_id="checkin-1", setting=Setting.SESSION)
A_SHORT_CHECK_IN = CheckedIn(checkin_id="checkin-2", setting=Setting.CHECK_IN)


def reached(result: OutreachResult) -> OutreachMade:
    return OutreachMade(outreach_id="outreach-1", by="lee", channel=OutreachChannel.CALL, result=result)


def said(data: Said, at: datetime) -> Record:
    return tell(asked(f"{at}", at=at).event(data, PARTICIPANT, NOON))


def taken_back(record: Record) -> Record:
    why = EntryRetracted(
        retraction_id="retraction-1", retracted=record.current.event_id, reason=RetractionReason.SAID_TWICE
    )
    return retract(record, asked("r-1").event(why, PARTICIPANT, NOON))


def again(*records: Record, words: str | None = None, at: datetime | None = None) -> object:
    command = RequestContact(asked("k-again", at=at), PARTICIPANT, words)
    return decide_request(so_far(records), VIEW, command, NOON)


def test_while_a_request_waits_another_is_answered_with_since_when() -> None:
    decision = again(said(A_REQUEST, TUESDAY), said(A_REQUEST, MONDAY))
    assert refused(decision) == (409, "asked-already")
    assert isinstance(decision, Problem)
    assert "since 2026-03-01 12:00 UTC" in decision.detail, "the first, since nobody has talked with them"


def test_what_it_says_in_words_is_recorded_all_the_same() -> None:
    decision = again(said(A_REQUEST, MONDAY), words="note-2")
    assert isinstance(decision, Event)
    assert decision.data.words_note == "note-2"


@pytest.mark.parametrize("talk", [A_SESSION, reached(OutreachResult.TALKED)])
def test_once_somebody_has_talked_with_them_they_can_ask_anew(talk: Said) -> None:
    before = said(A_REQUEST, MONDAY), said(talk, TUESDAY)
    assert so_far(before).waits_since() is None
    assert isinstance(again(*before), Event)
    assert so_far([*before, said(A_REQUEST, WEDNESDAY)]).waits_since() == WEDNESDAY


@pytest.mark.parametrize(
    "no_talk",
    [A_SHORT_CHECK_IN, *(reached(result) for result in OutreachResult if result is not OutreachResult.TALKED)],
)
def test_it_waits_until_they_talk(no_talk: Said) -> None:
    assert so_far([said(A_REQUEST, MONDAY), said(no_talk, TUESDAY)]).waits_since() == MONDAY


def test_a_talk_before_they_asked_answers_nothing() -> None:
    assert so_far([said(A_SESSION, MONDAY), said(A_REQUEST, TUESDAY)]).waits_since() == TUESDAY


def test_what_was_taken_back_neither_waits_nor_was_a_talk() -> None:
    assert so_far([taken_back(said(A_REQUEST, MONDAY))]).waits_since() is None
    assert so_far([said(A_REQUEST, MONDAY), taken_back(said(A_SESSION, TUESDAY))]).waits_since() == MONDAY


def test_that_they_had_asked_before_can_be_told_later() -> None:
    assert isinstance(again(said(A_REQUEST, TUESDAY), at=MONDAY), Event)
    assert refused(again(said(A_REQUEST, MONDAY), said(A_SESSION, WEDNESDAY), at=TUESDAY)) == (409, "asked-already")


def test_two_that_are_decided_at_once_are_one_request_and_no_later_one_is_the_same() -> None:
    def request_id(key: str, known: SoFar) -> str:
        decision = decide_request(known, VIEW, RequestContact(asked(key), PARTICIPANT), NOON)
        assert isinstance(decision, Event)
        return decision.data.request_id

    first = SoFar()
    later = so_far([taken_back(said(A_REQUEST, MONDAY))])
    assert request_id("k-1", first) == request_id("k-2", first)
    assert request_id("k-1", first) != request_id("k-1", later)
    in_words = [again(words="note-1"), again(said(A_REQUEST, MONDAY), words="note-1")]
    assert [decision.data.request_id for decision in in_words if isinstance(decision, Event)] == [
        asked("k-again").new_id("contact-request")
    ] * 2
