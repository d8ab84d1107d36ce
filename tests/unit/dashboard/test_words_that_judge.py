"""No string in the dashboard's code judges a person: each is looked at, whether a page shows it today or not."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import services.dashboard
from services.dashboard.wording.timeline import story
from shared.contracts.events import CARE_EVENTS, CareData
from shared.contracts.topics import type_name
from tests.unit.dashboard.stories import PLANS, happened, variants

HOME = Path(services.dashboard.__file__).parent
JUDGING = re.compile(
    r"\b(low|lowest|fail|fails|failed|failing|failure|miss|missed|resistan(?:t|ce)|worse|worst|relapse|relapsed|"
    r"(?:non|in)?-?complian(?:t|ce)|non-?adheren(?:t|ce)|streak|league|leaderboard|ranking|ranked|reward|punish\w*|"
    r"poor|weak|bad|risky?|refus(?:e|ed|al)|unmotivated|client|alarm|warning|problem)\b",
    re.IGNORECASE,
)
NOT_SHOWN = {"client.showErrorDetails", "client.showErrorLinks", "client.toolbarMode", "warning"}
"""Streamlit's own options by name, which no page shows."""


def shown_strings(source: str) -> Iterator[str]:
    """Every string constant but docstrings."""
    tree = ast.parse(source)
    explained = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explained:
            yield node.value


@pytest.mark.parametrize("module", sorted(HOME.rglob("*.py")), ids=lambda path: str(path.relative_to(HOME)))
def test_no_string_judges(module: Path) -> None:
    found = [text for text in shown_strings(module.read_text()) if text not in NOT_SHOWN and JUDGING.search(text)]
    assert found == []


@pytest.mark.parametrize("data", CARE_EVENTS, ids=type_name)
def test_no_story_judges_whatever_its_codes_say(data: type[CareData]) -> None:
    for fact in variants(data):
        in_words = story(happened(fact), PLANS)
        assert not JUDGING.search(" ".join((in_words.headline, *in_words.details))), in_words


@pytest.mark.parametrize(
    "sentence", ["Confidence is low", "She failed again", "non-compliant since May", "A relapse", "It got worse"]
)
def test_the_scan_finds_what_it_looks_for(sentence: str) -> None:
    module = f'"""Nothing wrong here."""\n\ndef said() -> str:\n    return f"{{1}} {sentence}"\n'
    assert any(JUDGING.search(text) for text in shown_strings(module))
