"""The HTML that pages are made of: nothing gets into it unescaped, and each mark has words beside it."""

from __future__ import annotations

from datetime import UTC, datetime

from services.dashboard import markup
from services.dashboard.wording.estimates import Name
from shared.contracts.read_models import ParticipantScores
from tests.integration.dashboard.documents import newcomer, participant

NOW = datetime(2026, 3, 20, 9, 0, tzinfo=UTC)
HOSTILE = "<script>alert('x')</script>"


def test_everything_is_escaped() -> None:
    made = "".join(
        (
            markup.paragraph(HOSTILE),
            markup.chips([HOSTILE]),
            markup.table(HOSTILE, (HOSTILE, HOSTILE), [(HOSTILE, HOSTILE, HOSTILE)], (HOSTILE, HOSTILE)),
            markup.timeline([(HOSTILE, HOSTILE, [(HOSTILE, HOSTILE, (HOSTILE,))])]),
        )
    )
    assert "<script" not in made


def test_a_band_reaches_from_where_to_where_the_estimate_says() -> None:
    person = ParticipantScores.from_document(participant("p-1", NOW, self_efficacy=4.0, heard=0, sd=0.78)).as_of(NOW)
    made = markup.estimate(Name.CONFIDENCE, person.self_efficacy, "words")
    assert 'style="left:30%;width:20%"' in made
    assert 'style="left:40%"' in made
    assert "<p" in made
    assert "words" in made


def test_without_a_value_there_is_no_band() -> None:
    person = ParticipantScores.from_document(newcomer("p-1", NOW, joined=3)).as_of(NOW)
    assert "reach" not in markup.estimate(Name.CONFIDENCE, person.self_efficacy, "words")


def test_a_table_says_what_its_columns_and_rows_are() -> None:
    made = markup.table("caption", ("Part", "Points"), [("Rulers", "1.0")], ("All", "1.0"))
    assert made == (
        "<table><caption>caption</caption>"
        '<thead><tr><th scope="col">Part</th><th scope="col" class="number">Points</th></tr></thead>'
        '<tbody><tr><th scope="row">Rulers</th><td class="number">1.0</td></tr></tbody>'
        '<tfoot><tr><th scope="row">All</th><td class="number">1.0</td></tr></tfoot></table>'
    )
