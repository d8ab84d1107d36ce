"""Records as Kafka holds them, even where a header's name is not UTF-8.

Kafka takes such a message; aiokafka decodes the name while it hands over what it has fetched, and raises there: its
partition stops for good, and what the same call had taken from other partitions is lost, because their positions have
moved on. So a batch of records with such a name is parsed again by aiokafka's own Python parser, with the name's odd
bytes as surrogate escapes (PEP 383): every record reaches `read_event`, which refuses the odd one.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any

from aiokafka.consumer import fetcher
from aiokafka.record import default_records
from aiokafka.record.memory_records import MemoryRecords

_LENGTH = struct.Struct(">qi")
"""A batch of records starts with its offset and the number of bytes that follow."""
_MAGIC_AT = _LENGTH.size + 4
_HEADERS_SINCE = 2


def read_leniently() -> None:
    """From now on all consumers of this process read records leniently. Calling it again changes nothing."""
    fetcher.MemoryRecords = LenientRecords


class LenientRecords:
    """What a fetch brought from one partition: takes the place of aiokafka's `MemoryRecords`."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0
        self._records = MemoryRecords(data)

    def size_in_bytes(self) -> int:
        """All bytes of the fetch."""
        return int(self._records.size_in_bytes())

    def has_next(self) -> bool:
        """Whether there is one more whole batch."""
        return bool(self._records.has_next())

    def next_batch(self) -> Any:
        """The next batch, of whichever format."""
        batch = self._records.next_batch()
        start, self._at = self._at, self._at + _LENGTH.size + _LENGTH.unpack_from(self._data, self._at)[1]
        if self._data[start + _MAGIC_AT] < _HEADERS_SINCE:
            return batch
        return _LenientBatch(batch, memoryview(self._data)[start : self._at])


class _LenientBatch:
    """A batch of records; all that is asked of it but its records is answered by aiokafka's own."""

    def __init__(self, batch: Any, data: memoryview) -> None:
        self._batch = batch
        self._data = data

    def __getattr__(self, name: str) -> Any:
        return getattr(self._batch, name)

    def __next__(self) -> Any:
        return next(self._batch)

    def __iter__(self) -> Iterator[Any]:
        try:
            return iter(list(self._batch))
        except UnicodeDecodeError:
            return iter(_parsed_leniently(self._data))
        except default_records.CorruptRecordException as error:
            if isinstance(error.__cause__, UnicodeDecodeError):  # the Python parser's way to say so
                return iter(_parsed_leniently(self._data))
            raise


class _LenientBytes(bytearray):
    """Bytes whose slices decode to text whatever they are."""

    def __getitem__(self, where: Any) -> Any:
        found = super().__getitem__(where)
        return _LenientBytes(found) if isinstance(where, slice) else found

    def decode(self, encoding: str = "utf-8", errors: str = "strict") -> str:
        return super().decode(encoding, "surrogateescape")


def _parsed_leniently(data: memoryview) -> list[Any]:
    batch = default_records._DefaultRecordBatchPy(data)  # noqa: SLF001  # public under another name without C
    iter(batch)  # decompresses, into the buffer that is then read leniently
    batch._buffer = _LenientBytes(batch._buffer)  # noqa: SLF001
    return list(batch)
