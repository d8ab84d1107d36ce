"""A program's figures: what becomes of the counts, and that nothing of a small group is among them."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping
from io import StringIO
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from services.dashboard.language import LANGUAGES, speaking
from services.dashboard.program_figures import Attainment, Nobody, Sheet, Tries, sheet
from services.dashboard.program_markup import tables as as_html
from services.dashboard.program_queries import Counts, Since, Try
from services.dashboard.small_groups import FEWEST, is_small
from services.dashboard.spreadsheet import FORMULA, comma_separated
from services.dashboard.wording import program as words
from shared.contracts.codes import EnrolmentStatus
from shared.contracts.vocabulary import Stage

HERE, AWAY = EnrolmentStatus.ENROLLED, EnrolmentStatus.PAUSED
KEEN, TRYING = Stage.PREPARATION, Stage.ACTION


def counts(here: int = 40, *, away: int = 0, reviewed: int = 20, tried: int = 25) -> Counts:
    """A program with so many people."""
    return Counts(
        status=Counter({HERE: here, AWAY: away}),
        flow=Counter({(KEEN, TRYING): here, (None, None): away}),
        since=Counter({Since.A_WEEK: here}),
        attainments=Counter({50.0: reviewed // 2, 60.0: reviewed - reviewed // 2}),
        tries=Counter({Try.DONE: 60, Try.PARTLY: 30, Try.NOT_THIS_TIME: 10}),
        triers=Counter({Try.DONE: tried, Try.PARTLY: tried // 2, Try.NOT_THIS_TIME: 6}),
        tried=tried,
    )


def shown(of: Counts) -> Sheet:
    found = sheet("walking", of)
    assert found is not None
    return found


def test_a_program_with_few_people_says_nothing_at_all() -> None:
    assert sheet("walking", counts(FEWEST - 1)) is None
    assert sheet("walking", counts(FEWEST, reviewed=0, tried=0)) is not None


def test_a_break_of_three_is_kept_back_with_the_group_that_would_tell_of_it() -> None:
    of = counts(40, away=3)
    of.status[EnrolmentStatus.LEFT] = 9
    found = shown(of)
    assert found.status is not None
    assert (found.status[HERE], found.status[EnrolmentStatus.COMPLETED]) == (40, 0)
    assert (found.status[AWAY], found.status[EnrolmentStatus.LEFT]) == (None, None)


def test_who_is_enrolled_is_not_told_by_when_they_were_heard() -> None:
    found = shown(counts(40, away=3))
    assert found.status is None
    assert found.since is None


def test_scores_are_the_middle_and_the_middle_half_of_enough_people() -> None:
    found = shown(counts()).attainment
    assert isinstance(found, Attainment)
    assert (found.people, found.median, found.low, found.high) == (20, 55, 50, 60)
    for few in (4, 37):
        assert shown(counts(reviewed=few)).attainment is None
    assert shown(counts(reviewed=0)).attainment == Nobody()


def test_shares_of_attempts_say_nothing_of_one_that_few_people_are_behind() -> None:
    whole = shown(counts()).tries
    assert isinstance(whole, Tries)
    assert list(whole.shares.values()) == [60, 30, 10]
    of_few = counts()
    of_few.triers[Try.NOT_THIS_TIME] = 2
    found = shown(of_few).tries
    assert isinstance(found, Tries)
    assert found.shares == {Try.DONE: 60, Try.PARTLY: None, Try.NOT_THIS_TIME: None}


@st.composite
def any_counts(draw: st.DrawFn) -> Counts:
    """Counts of one program that fit together."""
    people = draw(st.integers(0, 60))
    left = people

    def divided(groups: int, whole: int) -> list[int]:
        cuts = sorted(draw(st.lists(st.integers(0, whole), min_size=groups - 1, max_size=groups - 1)))
        return [b - a for a, b in zip([0, *cuts], [*cuts, whole], strict=True)]

    status = dict(zip(EnrolmentStatus, divided(4, left), strict=True))
    ways = [(KEEN, KEEN), (KEEN, TRYING), (TRYING, KEEN), (None, None)]
    triers = [draw(st.integers(0, people)) for _ in Try]
    return Counts(
        status=Counter(status),
        flow=Counter(dict(zip(ways, divided(4, people), strict=True))),
        since=Counter(dict(zip(Since, divided(len(Since), status[HERE]), strict=True))),
        attainments=Counter({50.0: draw(st.integers(0, people))}),
        tries=Counter({one: 3 * many for one, many in zip(Try, triers, strict=True)}),
        triers=Counter(dict(zip(Try, triers, strict=True))),
        tried=max(triers),
    )


@given(any_counts())
def test_no_number_on_the_page_is_a_small_group_nor_what_is_left_of_the_whole(of: Counts) -> None:
    found = sheet("walking", of)
    if found is None:
        return
    tables: list[tuple[int, Mapping[Any, int], Mapping[Any, int | None] | None]] = [
        (found.people, of.status, found.status),
        (found.people, of.flow, found.flow),
    ]
    if found.since is not None:
        tables.append((of.status[HERE], of.since, found.since))
    for whole, real, told in tables:
        for group, count in (told or {}).items():
            assert count in (None, real[group])
            assert count is None or not is_small(count)
        if told is not None:
            kept_back = [group for group, count in told.items() if count is None]
            rest = whole - sum(count or 0 for count in told.values())
            assert not kept_back or (len(kept_back) > 1 and rest >= FEWEST)
    for some in (found.attainment, found.tries):
        people = some.people if isinstance(some, Attainment | Tries) else 0
        assert not is_small(people)
        assert not (people and is_small(found.people - people))
    if isinstance(found.tries, Tries):
        assert list(found.tries.shares.values()).count(None) != 1


def test_the_file_and_the_page_say_the_same_in_every_language() -> None:
    for tag in LANGUAGES:
        with speaking(tag):
            tables = words.tables(shown(counts(40, away=3)))
            page = as_html(tables)
        for table in tables:
            for row in table.rows:
                assert row.group in page
                assert row.said in page


def test_nothing_in_the_file_is_a_formula() -> None:
    risky = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\N{FIRST STRONG ISOLATE}=1", 'a,"b"']
    file = comma_separated(risky, [risky])
    assert file.startswith(b"\xef\xbb\xbf")
    header, line = csv.reader(StringIO(file.decode("utf-8-sig"), newline=""))
    assert header == line
    assert line[-1] == 'a,"b"'
    assert not [cell for cell in line if cell.lstrip(" ").startswith(FORMULA)]
