"""The caseload in words and in its table: what is filtered, how somebody stands, and nothing that is not escaped."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote
from xml.etree import ElementTree

from services.dashboard import in_place
from services.dashboard.caseload_asked import Asked, Heard, from_address, searchable
from services.dashboard.caseload_markup import Row, people, sparkline
from services.dashboard.identity import Identity, Role
from services.dashboard.wording.caseload import filtered, stands
from services.dashboard.wording.estimates import Name
from shared.contracts.codes import AttentionReason, EnrolmentStatus
from shared.contracts.read_models import Estimate
from shared.contracts.vocabulary import Stage

OURS = Identity("northway", ("harbour",), Role.COORDINATOR, "coordinator-1")
NOW = datetime(2026, 3, 20, 9, 30, tzinfo=UTC)


def estimate(value: float | None, reach: float = 0.9) -> Estimate:
    low, high = (None, None) if value is None else (value - reach, value + reach)
    return Estimate(value, low, high, 0.7, 4.0, NOW - timedelta(days=9), None, None, {})


def test_what_is_filtered_is_said_in_one_sentence() -> None:
    assert filtered(Asked()) is None
    assert filtered(Asked(search="p-1")) == "Filtered by an id that begins with “p-1”."
    everything = Asked(
        site="old-town",
        program="walking-12-weeks",
        stage=Stage.ACTION,
        reason=AttentionReason.REVIEW_DUE,
        heard=Heard.WITHIN_TWO_WEEKS,
        status=EnrolmentStatus.PAUSED,
    )
    assert filtered(everything) == (
        "Filtered by Site “Old town”, Program “Walking 12 weeks”, Stage of change “action”, "
        "Reason “A review is due”, Last word “8 to 14 days ago” and Enrolment “on a break”."
    )


def test_an_estimate_is_said_in_short_and_without_a_number_while_too_little_is_known() -> None:
    assert stands(Name.CONFIDENCE, estimate(4.0)) == "Confidence looks tender (about 3-5)"
    assert stands(Name.READINESS, estimate(None)) == "Readiness: not enough recent information"


def test_only_how_an_id_begins_can_be_searched_for_so_no_name_stands_in_an_address() -> None:
    assert searchable("  P-12 ") == "p-12"
    for typed in ("", "Robin Meyer", "robin@example.org", "p_1", "-", "x" * 64, "العربية"):
        assert searchable(typed) is None


def test_an_address_that_asks_for_what_there_is_not_asks_for_nothing() -> None:
    assert from_address({"site": "harbour", "lang": "ar"}, OURS) == Asked(site="harbour")
    for altered in (
        {"site": "hillside"},
        {"site": ""},
        {"stage": "promotion"},
        {"sort": "confidence"},
        {"search": "Robin Meyer"},
        {"after": "3.5.p-1"},
        {"after": "p-1", "before": "p-2"},
        {"sort": "reason", "after": "1.99999999999999999999.p-1"},
        {"sort": "newest-word", "after": "-.P 1"},
    ):
        assert from_address(altered, OURS) is None, altered


def test_a_sparkline_is_well_formed_on_one_scale_and_not_read_aloud() -> None:
    drawn = sparkline(Name.CONFIDENCE, [(0.0, 0.0), (0.5, 10.0), (1.0, 5.0)])
    assert 'alt=""' in drawn
    assert 'aria-hidden="true"' in drawn
    source = re.search(r'src="data:image/svg\+xml,([^"]*)"', drawn)
    assert source is not None
    svg = ElementTree.fromstring(unquote(source[1]))  # noqa: S314  # our own
    line = svg[0].attrib["points"].split()
    heights = [float(point.split(",")[1]) for point in line]
    assert heights == [21.0, 3.0, 12.0]
    assert sparkline(Name.READINESS, []) == ""


def test_a_line_of_many_moments_has_no_more_points_than_pixels() -> None:
    drawn = sparkline(Name.READINESS, [(n / 5_000, 6.0) for n in range(5_001)])
    assert len(drawn) < 2_000


def test_a_row_is_named_by_its_link_and_whatever_is_in_it_is_escaped() -> None:
    evil = "<b>\"&'"
    row = Row(in_place.link(evil, "participant", participant="p&1"), evil, [evil], [(evil, evil)], evil, [])
    table = people(evil, [evil] * 4, [row])
    assert "<b>" not in table
    assert 'href="participant?participant=p%261"' in table
    assert table.count('scope="col"') == 4
    assert table.count('scope="row"') == 1
