"""What is kept of a message while it waits is all of what it said."""

from __future__ import annotations

from aiokafka import ConsumerRecord
from hypothesis import given
from hypothesis import strategies as st

from shared.contracts.envelope import CONTENT_TYPE
from shared.runtime.intake import Record

headers = st.lists(st.tuples(st.text(max_size=5), st.none() | st.binary(max_size=5)), max_size=3).map(tuple)


def came(key: bytes | None, value: bytes | None, headers: tuple[tuple[str, bytes | None], ...]) -> ConsumerRecord:
    return ConsumerRecord("care.goal-set.v1", 2, 7, 1_700_000_000_000, 0, key, value, None, 0, 0, headers)


@given(st.none() | st.binary(max_size=5), st.none() | st.binary(max_size=5), headers)
def test_a_message_keeps_its_place_its_bytes_and_its_headers(
    key: bytes | None, value: bytes | None, headers: tuple[tuple[str, bytes | None], ...]
) -> None:
    kept = Record.of(came(key, value, headers))
    assert kept == ("care.goal-set.v1", 2, 7, 1_700_000_000_000, key, value, headers)


def test_the_usual_headers_are_kept_once_for_all() -> None:
    one, other = (Record.of(came(b"k", b"{}", (("content-type", str(CONTENT_TYPE).encode()),))) for _ in range(2))
    assert one.headers is other.headers
