"""What README says of commands, topics and layout is so."""

from __future__ import annotations

import re
from pathlib import Path

from shared.contracts.events import EVENTS
from shared.contracts.topics import DEAD_LETTERS, type_name

ROOT = Path(__file__).parents[3]
README = (ROOT / "README.md").read_text()


def commands() -> list[str]:
    return [block.strip() for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL)]


def test_the_first_command_runs_the_main_job_and_the_second_passes_the_tests() -> None:
    assert commands()[:2] == ["make run", "make test"]


def test_a_change_is_checked_with_the_same_two_commands() -> None:
    checked = (ROOT / ".ci" / "run").read_text().splitlines()
    assert [line.partition(" ARGS=")[0] for line in checked if line.startswith("make ")] == [
        "make check",
        "make test",
        "make test-openapi",
        "make test-pages",
        "make run ONCE=1",
    ]


def test_the_table_of_events_lists_every_topic_and_no_other() -> None:
    table = re.findall(r"^\| `(care\.[^`]+)` \|", README, re.MULTILINE)
    assert table == [type_name(event) for event in EVENTS]
    assert f"`{DEAD_LETTERS}`" in README


def test_every_target_that_is_spoken_of_exists() -> None:
    spoken = set(re.findall(r"`make ([a-z-]+)", README)) | set(re.findall(r"^make ([a-z-]+)", README, re.MULTILINE))
    targets = set(re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert spoken <= targets


def test_every_path_that_is_spoken_of_exists() -> None:
    for path in re.findall(r"\]\((?!https?:)([^)#]+)\)", README):
        assert (ROOT / path).exists(), path
    for folder in re.findall(r"^((?:services|shared|deploy|tests)/[a-z/]*)", README, re.MULTILINE):
        assert (ROOT / folder).is_dir(), folder
