"""Whatever moved an estimate: the tenths shown lead exactly from where it stood to where it stands."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from services.dashboard.history import Change
from services.dashboard.wording.movement import in_tenths, part_said, waterfall
from shared.contracts.read_models import Category

shares = st.floats(-4, 4)


@given(
    st.floats(-1, 11),
    st.dictionaries(st.sampled_from([*map(str, Category), "not-shared"]), shares),
    shares,
)
def test_the_parts_shown_add_up(since: float, by_category: dict[str, float], settling: float) -> None:
    until = since + sum(by_category.values()) + settling
    parts = waterfall(Change(since, until, by_category, settling))
    assert in_tenths(since) + sum(tenths for _, tenths in parts) == in_tenths(until)
    exact = {part_said(category): share * 10 for category, share in by_category.items()}
    assert all(abs(tenths - exact[part]) < 1 + 1e-6 for part, tenths in parts if part in exact)
