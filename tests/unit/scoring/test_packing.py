"""A course goes into a document and comes back, bit for bit; equal courses make equal documents."""

from __future__ import annotations

from services.scoring.domain.course import Course, evolve, fold
from services.scoring.domain.packing import pack, unpack
from shared.contracts.read_models import Category, ParticipantScores
from shared.contracts.vocabulary import Setting, Stage
from shared.runtime.store import encoded
from tests.unit.scoring.care import (
    at,
    checked_in,
    confident,
    course_of,
    done,
    enrolled,
    goal,
    not_done,
    planned,
    ready,
    recovered,
    revised,
    said,
    setback,
)

JOURNEY = [
    said(enrolled(), 0.0),
    said(goal("goal-2", importance=9), 0.1),
    said(goal("goal-1", importance=7, confidence=5), 0.1, key="another"),
    said(planned(6.5), 0.2),
    said(done(6.5), 1.3),
    said(setback("a"), 2.7),
    said(setback("b", plan_used=True), 3.1),
    said(recovered("a"), 4.0),
    said(not_done(), 5.5),
    said(revised(2, confidence=4), 6.0),
    said(checked_in(*ready(7).rulers, stage=Stage.ACTION, setting=Setting.CHECK_IN), 9.9),
    said(done(8.0), 30.0),
]
COURSE = course_of(JOURNEY)


def document(course: Course) -> bytes:
    return encoded(pack("shore/robin", course))


def test_a_course_comes_back_from_its_document_as_it_was() -> None:
    for length in range(1, len(JOURNEY) + 1):
        course = course_of(JOURNEY[:length])
        assert unpack(pack("shore/robin", course)) == course


def test_a_course_with_affirmations_comes_back_as_it_was() -> None:
    course = COURSE._replace(memory=COURSE.memory._replace(affirmations=((1, 0.05), (2, 0.1 + 0.2))))
    assert unpack(pack("shore/robin", course)) == course


def test_folding_on_from_a_document_is_folding_on() -> None:
    for length in range(1, len(JOURNEY)):
        from_document = unpack(pack("shore/robin", course_of(JOURNEY[:length])))
        on = fold(from_document, JOURNEY[length:])
        assert on is not None
        assert document(on) == document(COURSE)


def test_equal_courses_make_equal_documents_whatever_order_their_parts_came_in() -> None:
    parts = dict(reversed(list(COURSE.estimates.parts.items())))
    goals = dict(reversed(list(COURSE.memory.goals.items())))
    same = COURSE._replace(
        estimates=COURSE.estimates._replace(parts=parts), memory=COURSE.memory._replace(goals=goals)
    )
    assert list(parts) != list(COURSE.estimates.parts)
    assert list(goals) != list(COURSE.memory.goals)
    assert document(same) == document(COURSE)


def test_the_smallest_difference_makes_another_document() -> None:
    belief = COURSE.estimates.belief
    m_r, d_r, m_s, d_s = belief.mean
    nudged = belief._replace(mean=(m_r + 2e-15, d_r, m_s, d_s))
    assert document(COURSE._replace(estimates=COURSE.estimates._replace(belief=nudged))) != document(COURSE)
    assert document(evolve(COURSE, said(planned(), 31.0))) != document(COURSE)


def test_a_reader_finds_in_the_document_what_the_fold_found() -> None:
    read = ParticipantScores.from_document({"_id": "shore/robin", **pack("shore/robin", COURSE)})
    assert (read.organization, read.participant_id, read.site) == ("shore", "robin", "harbour")
    assert (read.program, read.enrolled_at, read.events) == ("walking-12-weeks", at(0.0), len(JOURNEY))
    assert (read.last_heard, read.at, read.small_win_at) == (at(30.0), at(30.0), at(30.0))
    assert (read.heard_readiness, read.heard_self_efficacy) == (at(9.9), at(30.0))
    assert read.open_setbacks == (at(3.1),)
    assert read.belief == COURSE.estimates.belief
    assert read.parts == COURSE.estimates.parts
    assert str(read.review_on) == "2026-03-01"
    assert [move.event_id for move in read.movements][-1] == JOURNEY[-1].id
    assert read.movements[-1].category is Category.STEP


def test_a_participant_of_whom_nothing_moved_a_score_yet_can_be_read() -> None:
    course = course_of([said(enrolled(), 0.0), said(confident(6), 1.0)])
    read = ParticipantScores.from_document({"_id": "shore/robin", **pack("shore/robin", course)})
    assert read.movements == ()
    assert read.review_on is None
