"""A header's name of any bytes does not keep a consumer from the records around it."""

from __future__ import annotations

import pytest
from aiokafka.record.default_records import DefaultRecordBatchBuilder, _DefaultRecordBatchBuilderPy
from aiokafka.record.legacy_records import LegacyRecordBatchBuilder

from shared.runtime.lenient_records import LenientRecords

GZIP = 1


class Name(str):
    __slots__ = ()

    def encode(self, encoding: str = "utf-8", errors: str = "strict") -> bytes:
        return b"\xff\xfename"


def a_batch(since: int, *, odd: bool, codec: int = 0) -> bytes:
    """Three records; in the second, a header's name that is not UTF-8 if `odd`."""
    build = _DefaultRecordBatchBuilderPy if odd else DefaultRecordBatchBuilder
    builder = build(2, codec, 0, -1, -1, -1, 2**20)
    for offset in range(3):
        name = Name("odd") if odd and offset == 1 else "plain"
        builder.append(offset, 1, b"key", b"%d" % (since + offset), [(name, b"content")])
    batch = bytearray(builder.build())
    batch[:8] = since.to_bytes(8, "big")
    return bytes(batch)


def read(data: bytes) -> list[tuple[int, bytes, list[str]]]:
    records, found = LenientRecords(data), []
    while records.has_next():
        batch = records.next_batch()
        assert batch.validate_crc()
        found += [(r.offset, r.value, [name for name, _ in r.headers]) for r in batch]
    return found


@pytest.mark.parametrize("codec", [0, GZIP])
def test_records_before_beside_and_after_an_odd_name_are_all_read(codec: int) -> None:
    data = a_batch(0, odd=False) + a_batch(3, odd=True, codec=codec) + a_batch(6, odd=False)
    found = read(data)
    assert [(offset, value) for offset, value, _ in found] == [(n, b"%d" % n) for n in range(9)]
    assert [names for _, _, names in found] == [["plain"]] * 4 + [["\udcff\udcfename"]] + [["plain"]] * 4


def test_a_batch_that_is_cut_off_is_left_for_the_next_fetch() -> None:
    assert len(read(a_batch(0, odd=False) + a_batch(3, odd=True)[:-1])) == 3


def test_records_of_old_formats_are_read_as_ever() -> None:
    builder = LegacyRecordBatchBuilder(1, 0, 2**20)
    builder.append(0, 1, b"key", b"old")
    records = LenientRecords(bytes(builder.build()))
    assert [record.value for record in records.next_batch()] == [b"old"]
    assert not records.has_next()
