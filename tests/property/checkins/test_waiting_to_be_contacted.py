"""Whatever is asked, talked over and taken back, in any order: a request waits as scoring will say it does."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from services.checkins.domain.contact import RequestContact, decide_request
from services.checkins.domain.records import Record, retract, tell
from services.checkins.domain.waiting import so_far
from services.scoring.domain.course import fold
from shared.contracts.codes import OutreachChannel, OutreachResult, RetractionReason
from shared.contracts.envelope import CareEvent, Event, microseconds
from shared.contracts.events import CheckedIn, ContactRequested, EntryRetracted, OutreachMade
from shared.contracts.problems import Problem
from shared.contracts.vocabulary import Setting
from tests.unit.checkins.people import NOON, PARTICIPANT, VIEW, asked

TALKS = (
    CheckedIn(checkin_id="checkin-1", setting=Setting.SESSION),
    CheckedIn(checkin_id="checkin-2", setting=Setting.CHECK_IN),
    OutreachMade(outreach_id="outreach-1", by="lee", channel=OutreachChannel.CALL, result=OutreachResult.TALKED),
    OutreachMade(outreach_id="outreach-2", by="lee", channel=OutreachChannel.CALL, result=OutreachResult.NO_ANSWER),
)
IN_WORDS, WITHOUT = "in words", "without"
lives = st.lists(
    st.tuples(st.integers(0, 40), st.sampled_from([*TALKS, IN_WORDS, WITHOUT, WITHOUT]), st.booleans()),
    max_size=15,
    unique_by=lambda told: told[0],  # of two at the same moment it is not known which came first
)
"""When (hours ago), what, and whether it is taken back afterwards."""
Told = tuple[int, CheckedIn | OutreachMade | str, bool]


def told_in_this_order(life: list[Told]) -> tuple[list[Record], list[CareEvent], list[Problem]]:
    """What was recorded, the events that say so, and what was refused."""
    records: list[Record] = []
    events: list[CareEvent] = []
    refusals: list[Problem] = []
    for hours, what, taken_back in life:
        by = asked(f"k-{hours}", at=NOON - timedelta(hours=hours))
        happened: Event[ContactRequested] | Event[CheckedIn | OutreachMade] | Problem
        if isinstance(what, str):
            command = RequestContact(by, PARTICIPANT, f"note-{hours}" if what == IN_WORDS else None)
            happened = decide_request(so_far(records), VIEW, command, NOON)
        else:
            happened = by.event(what, PARTICIPANT, NOON)
        if isinstance(happened, Problem):
            refusals.append(happened)
            continue
        records.append(tell(happened))
        events.append(happened)
        if taken_back:
            why = EntryRetracted(
                retraction_id=f"r-{hours}", retracted=happened.id, reason=RetractionReason.SAID_TWICE
            )
            retraction = asked(f"r-{hours}").event(why, PARTICIPANT, NOON)
            records[-1] = retract(records[-1], retraction)
            events.append(retraction)
    return records, events, refusals


@given(lives, st.randoms(use_true_random=False))
def test_a_request_waits_as_scoring_says_whatever_the_order(life: list[Told], chance: Random) -> None:
    records, events, _ = told_in_this_order(life)
    since = so_far(chance.sample(records, len(records))).waits_since()
    course = fold(None, sorted(events, key=lambda event: event.position))
    assert (microseconds(since) if since else None) == (course.memory.asked_us if course else None)


@given(lives)
def test_only_what_says_nothing_new_is_refused_and_no_two_are_the_same(life: list[Told]) -> None:
    records, _, refusals = told_in_this_order(life)
    assert {refusal.code for refusal in refusals} <= {"asked-already"}
    assert len(records) + len(refusals) == len(life), "nothing is lost"
    in_words = [record for record in records if getattr(record.current.said, "words_note", None)]
    assert len(in_words) == sum(what == IN_WORDS for _, what, _ in life)
    requests = [record for record in records if isinstance(record.current.said, ContactRequested)]
    assert len({record.current.record_id for record in requests}) == len(requests)


@given(lives)
def test_asking_again_now_changes_nothing_and_is_recorded_only_when_nothing_waits(life: list[Told]) -> None:
    before = so_far(told_in_this_order(life)[0])
    decision = decide_request(before, VIEW, RequestContact(asked("k-now"), PARTICIPANT), NOON)
    assert isinstance(decision, Problem) == (before.waits_since() is not None)
