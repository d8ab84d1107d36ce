"""What a hand took is applied participant by participant: everything once, nobody in two batches, in their order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from services.scoring.worker import by_participant
from shared.runtime.intake import Record


def record(key: bytes | None, offset: int) -> Record:
    return Record("care.goal-set.v1", 0, offset, 0, key, b"{}", ())


keys = st.sampled_from([b"shore/robin", b"shore/kim", b"shore/sam", b"shore/jo", None])


@given(st.lists(keys, max_size=40), st.integers(1, 12))
def test_every_record_is_in_one_batch_and_each_participants_stay_together_and_in_order(
    drawn: list[bytes | None], at_most: int
) -> None:
    records = [record(key, offset) for offset, key in enumerate(drawn)]
    batches = list(by_participant(records, at_most))
    assert sorted(one.offset for batch in batches for one in batch) == list(range(len(records)))
    assert all(len(batch) <= at_most for batch in batches)
    for key in set(drawn):
        where = [number for number, batch in enumerate(batches) for one in batch if one.key == key]
        in_order = [one.offset for batch in batches for one in batch if one.key == key]
        assert in_order == sorted(in_order)
        if len(in_order) <= at_most and len(records) > at_most:
            assert len(set(where)) == 1


def test_what_fits_into_one_batch_stays_in_the_order_of_time() -> None:
    records = [record(b"a", 0), record(b"b", 1), record(b"a", 2)]
    assert list(by_participant(records, 3)) == [records]
