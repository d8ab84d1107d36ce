"""Enrolments in a file: every line stands alone, and no answer repeats what a bad one says."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from services.goals.domain.importing import BadLine, GoodLine, Line, read_lines
from shared.contracts.problems import Problem
from tests.unit.goals.journeys import refused

HEADER = "participant_id,site,program,occurred_at\n"
MARKER = "my sister in Kiel"


def lines(text: str) -> list[Line]:
    read = read_lines(text.encode())
    assert not isinstance(read, Problem), read
    return read


def bad(text: str) -> BadLine:
    (line,) = lines(HEADER + text)
    assert isinstance(line, BadLine)
    return line


def test_a_good_line_is_an_enrolment() -> None:
    assert lines(HEADER + "robin,harbour,walking,2026-03-02T08:00:00+01:00\n") == [
        GoodLine(
            line=2,
            participant_id="robin",
            site="harbour",
            program="walking",
            occurred_at=datetime(2026, 3, 2, 7, tzinfo=UTC),
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        "participant_id,site,program\nrobin,harbour,walking",
        "participant_id,site,program\r\nrobin,harbour,walking\r\n",
        "\ufeffparticipant_id,site,program\nrobin,harbour,walking\n",
        "program, site ,participant_id\nwalking,harbour,robin\n",
        'participant_id,site,program\n" robin ","harbour","walking"\n',
        "participant_id,site,program,occurred_at\nrobin,harbour,walking,\n",
        "\n\nparticipant_id,site,program\n\nrobin,harbour,walking\n,,\n",
    ],
)
def test_files_come_in_many_hands(text: str) -> None:
    (line,) = lines(text)
    assert isinstance(line, GoodLine)
    assert (line.participant_id, line.site, line.program, line.occurred_at) == ("robin", "harbour", "walking", None)


@pytest.mark.parametrize(
    ("text", "code", "known"),
    [
        ("robin,harbour", "wrong-columns", None),
        ("robin,harbour,walking,,more", "wrong-columns", None),
        ("Robin Miller,harbour,walking,", "invalid-field", None),
        ("robin@example.org,harbour,walking,", "invalid-field", None),
        ("robin,The Harbour,walking,", "invalid-field", "robin"),
        ("robin,harbour,,", "invalid-field", "robin"),
        ("robin,harbour,walking,yesterday", "invalid-field", "robin"),
        ("robin,harbour,walking,2026-03-02", "invalid-field", "robin"),
        ("robin,harbour,walking,2026-03-02T08:00:00", "invalid-field", "robin"),
        ('robin,harbour,walking,"\\"', "invalid-field", "robin"),
        ('"robin"x,harbour,walking,', "malformed-line", None),
        ('robin,"harbour,walking,', "malformed-line", None),
        ("روبن,harbour,walking,", "invalid-field", None),
    ],
)
def test_a_bad_line_says_what_is_wrong(text: str, code: str, known: str | None) -> None:
    line = bad(text)
    assert (line.line, line.problem.code, line.participant_id) == (2, code, known)


def test_a_bad_line_takes_no_other_with_it() -> None:
    said = (
        "a-1,harbour,walking,",
        '"a"2,harbour,walking,',
        "a-3,harbour",
        '"a-4,harbour,walking,',
        "a-5,harbour,walking,",
    )
    read = lines(HEADER + "\r\n".join(said))
    assert [type(line) for line in read] == [GoodLine, BadLine, BadLine, BadLine, GoodLine]
    assert [line.line for line in read] == [2, 3, 4, 5, 6]


def test_no_answer_repeats_a_bad_line() -> None:
    for text in (
        f"{MARKER},harbour,walking,",
        f"robin,{MARKER},walking,",
        f'robin,harbour,walking,"{MARKER}"',
        MARKER,
    ):
        problem = bad(text).problem
        assert MARKER not in str(problem)
        assert "Kiel" not in str(problem)


@pytest.mark.parametrize(
    "header",
    ["", "robin,harbour,walking", "participant_id,site", "participant_id,site,program,name", "site,site,program"],
)
def test_a_file_names_its_columns(header: str) -> None:
    problem = refused(read_lines(f"{header}\nrobin,harbour,walking\n".encode()))
    assert (problem.status, problem.code) == (422, "wrong-header")


def test_a_file_is_utf8() -> None:
    assert refused(read_lines(HEADER.encode("utf-16"))).code == "not-utf8"
    assert refused(read_lines("participant_id,site,program\nrobïn,a,b".encode("latin-1"))).code == "not-utf8"


def test_a_file_of_nothing_but_a_header_enrols_nobody() -> None:
    assert lines(HEADER) == []
