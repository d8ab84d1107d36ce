"""The envelope: CloudEvents 1.0, structured JSON. An event never loses its id, time and type.

`Event.to_json` writes; `read_event` reads a Kafka record (unknown fields are ignored, wrong types are never
guessed at) and returns either the event or a `Refusal` that says, without repeating any content, why nobody
should fold it.
Specification: CloudEvents 1.0.2, JSON Event Format 1.0.2 (github.com/cloudevents/spec).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Generic, Literal, TypeVar
from uuid import UUID, uuid5

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from shared.contracts.events import CARE_EVENTS, EVENTS, TYPE_RANK, CareData, EventData
from shared.contracts.topics import Subject, subject_of, type_name
from shared.contracts.vocabulary import Id, Moment

CONTENT_TYPE = "application/cloudevents+json"
LARGEST_EVENT = 64 * 1024
"""Bytes. A larger message, like a larger HTTP body, is refused unread."""
FURTHEST_AHEAD = timedelta(days=1)
"""A clock may be wrong by a day; what claims to be from further ahead is refused."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_EVENT_IDS = UUID("6b1f5c1e-5a52-5d0e-9d7c-2b8f6f6f0c41")
_TYPE = re.compile(r"care\.([a-z0-9-]+)\.v([1-9][0-9]*)")

D = TypeVar("D", bound=EventData)
D_co = TypeVar("D_co", bound=EventData, covariant=True)


def derived_id(*names: str) -> str:
    """An id that is the same for the same names, in every process and for ever (UUID 5), and for no others.

    An event's names are its service, organization, idempotency key and type: so a retry is the same event.
    """
    return str(uuid5(_EVENT_IDS, "".join(f"{len(name)}:{name}" for name in names)))


def microseconds(moment: datetime) -> int:
    """Microseconds since 1970-01-01 UTC: exact, unlike a float, and finer than a BSON date."""
    return (moment - _EPOCH) // _MICROSECOND


def moment_of(us: int) -> datetime:
    """The inverse of `microseconds`."""
    return _EPOCH + us * _MICROSECOND


class Event(BaseModel, Generic[D_co]):
    """One fact about one participant, in its envelope.

    id: unique for ever, the same for a retried command. source: the service that knows. subject:
    `organization/participant_id`, also the key in Kafka. time: when it happened (not when it was written).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    specversion: Literal["1.0"] = "1.0"
    id: Id
    source: Annotated[str, StringConstraints(min_length=1, max_length=128)]
    type: str
    subject: Subject
    time: Moment
    datacontenttype: Literal["application/json"] = "application/json"
    data: D_co

    @property
    def organization(self) -> str:
        """Who runs the care: the first half of the subject."""
        return self.subject.partition("/")[0]

    @property
    def participant_id(self) -> str:
        """The person in care: the second half of the subject."""
        return self.subject.partition("/")[2]

    @property
    def position(self) -> tuple[int, int, str]:
        """Where it stands among its participant's events: (time in microseconds, type rank, event id)."""
        return (microseconds(self.time), TYPE_RANK[self.data.TYPE], self.id)

    def to_json(self) -> bytes:
        """The CloudEvent as UTF-8 JSON; absent optional fields are left out."""
        return self.__pydantic_serializer__.to_json(self, exclude_none=True)


CareEvent = Event[CareData]


def event(
    data: D, *, organization: str, participant_id: str, time: datetime, source: str, idempotency_key: str
) -> Event[D]:
    """Wrap `data` in its envelope; the id is derived, so the same key gives the same event."""
    return Event(
        id=derived_id("event", source, organization, idempotency_key, data.TYPE),
        source=source,
        type=type_name(type(data)),
        subject=subject_of(organization, participant_id),
        time=time,
        data=data,
    )


class Reason(StrEnum):
    """Why a message is a dead letter."""

    NULL_VALUE = "null-value"
    TOO_LARGE = "too-large"
    HEADER_NOT_UTF8 = "header-not-utf8"
    NOT_UTF8 = "not-utf8"
    NOT_JSON = "not-json"
    INVALID_FIELD = "invalid-field"
    UNKNOWN_TYPE = "unknown-type"
    UNKNOWN_VERSION = "unknown-version"
    WRONG_TOPIC = "wrong-topic"
    WRONG_KEY = "wrong-key"
    FUTURE_TIME = "future-time"
    ID_REUSED = "id-reused"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A message nobody should fold: a reason, and where it is wrong in words that repeat none of its content."""

    reason: Reason
    detail: str


# The validator itself: model_validate_json would add .4 us to every event.
_READERS: dict[str, Callable[..., CareEvent]] = {
    type_name(data): Event[data].__pydantic_validator__.validate_json  # type: ignore[valid-type]  # a class per event type
    for data in CARE_EVENTS
}
_KNOWN_TYPES = {data.TYPE for data in EVENTS}
_KNOWN_VERSIONS = {type_name(data) for data in EVENTS}


def read_event(
    topic: str,
    key: bytes | None,
    value: bytes | None,
    headers: Iterable[tuple[str, bytes | None]],
    appended: datetime,
) -> CareEvent | Refusal:
    """Read one record of the care topic `topic` (its name without a prefix) that the log got at `appended`.

    Never raises for anything a producer can send. The answer depends on the record alone, never on the clock
    of the reader, so that a rebuild from the topics refuses exactly what the first reading refused.
    """
    if value is None:
        return Refusal(Reason.NULL_VALUE, "a message on a care topic needs a value; tombstones mean nothing here")
    if len(value) > LARGEST_EVENT:
        return Refusal(Reason.TOO_LARGE, f"{len(value)} bytes; at most {LARGEST_EVENT} are read")
    for name, content in headers:
        if not name.isascii() and not _is_utf8(name.encode(errors="surrogateescape")):
            return Refusal(Reason.HEADER_NOT_UTF8, "a header's name is not UTF-8")
        if content is not None and not content.isascii() and not _is_utf8(content):
            return Refusal(Reason.HEADER_NOT_UTF8, "a header's value is not UTF-8")
    try:
        read = _READERS[topic](value, extra="ignore", strict=True)
    except ValidationError as error:
        return _why_invalid(value, topic, error)
    if read.type != topic:
        return _why_other_type(read.type, topic)
    if key is None or key != read.subject.encode():
        return Refusal(Reason.WRONG_KEY, "the key must be the event's subject, organization/participant_id")
    if read.time - appended > FURTHEST_AHEAD:
        return Refusal(Reason.FUTURE_TIME, "time: more than a day after the message was written")
    return read


def glimpsed_time(value: bytes | None) -> int | None:
    """The time (microseconds) that a message seems to carry, without reading it: a hint, for messages that wait.

    None where none is found at a glance; what `read_event` will say of the message is not known here.
    """
    if value is None or (found := _SOME_TIME(value)) is None:
        return None
    try:
        return microseconds(datetime.fromisoformat(found[1].decode()))
    except ValueError:
        return None


def read_journaled(value: bytes) -> CareEvent:
    """Read an event that `read_event` took before. Raises ValidationError only if storage was tampered with."""
    return _READERS[_head(value).type](value, extra="ignore", strict=True)


_SOME_TIME = re.compile(
    rb'"time": ?"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?Z)"'
).search


class _Head(BaseModel):
    type: str


_head: Callable[[bytes], _Head] = _Head.__pydantic_validator__.validate_json


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _why_invalid(value: bytes, topic: str, error: ValidationError) -> Refusal:
    if not _is_utf8(value):
        return Refusal(Reason.NOT_UTF8, "the value is not UTF-8 text")
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    if first["type"] == "json_invalid":
        return Refusal(Reason.NOT_JSON, "the value is not JSON")
    try:
        said = _head(value).type
    except ValidationError:
        return Refusal(Reason.INVALID_FIELD, "type: must be a string such as care.goal-set.v1")
    if said != topic:
        return _why_other_type(said, topic)
    # `loc` names fields of the contract; with extra="ignore" a producer's own field names cannot be in it.
    return Refusal(Reason.INVALID_FIELD, f"{'.'.join(map(str, first['loc'])) or 'value'}: {first['type']}")


def _why_other_type(said: str, topic: str) -> Refusal:
    parsed = _TYPE.fullmatch(said)
    if parsed is None or parsed[1] not in _KNOWN_TYPES:
        return Refusal(Reason.UNKNOWN_TYPE, "type: not an event type of this platform")
    if said not in _KNOWN_VERSIONS:
        return Refusal(Reason.UNKNOWN_VERSION, "type: a major version that this reader does not know")
    return Refusal(Reason.WRONG_TOPIC, f"type: another type than its topic, {topic}")
