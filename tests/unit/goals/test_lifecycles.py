"""Every lifecycle's diagram in a docstring is the table that its code goes by."""

from __future__ import annotations

from types import ModuleType

import pytest

from services.goals.domain import agenda, enrolment, strengths, supporters, supports, values
from tests.unit.lifecycles import drawn_from, drawn_in


@pytest.mark.parametrize("module", [enrolment, values, strengths, agenda, supports, supporters])
def test_the_diagram_is_the_table(module: ModuleType) -> None:
    assert drawn_in(module)
    assert drawn_in(module) == drawn_from(module.LIFECYCLE)
