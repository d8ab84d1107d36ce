"""Progress where there is no terminal: a few lines, the last one at the end."""

from __future__ import annotations

import pytest

from deploy.sample.progress import shown


@pytest.mark.parametrize(("total", "lines"), [(1000, 5), (3, 3), (1, 1), (0, 0)])
def test_a_few_lines_tell_how_far_it_is(total: int, lines: int, capsys: pytest.CaptureFixture[str]) -> None:
    with shown("commands", total) as advance:
        for _ in range(total):
            advance()
    said = capsys.readouterr().out.splitlines()
    assert len(said) == lines
    assert not said or said[-1].startswith(f"commands {total}/{total} ")
