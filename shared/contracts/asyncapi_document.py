"""All topics in one AsyncAPI 3.0 document: where events are, how they are keyed, and what becomes of bad ones."""

from __future__ import annotations

from typing import TypeAlias

from pydantic import TypeAdapter

from shared.contracts.envelope import CONTENT_TYPE, Reason
from shared.contracts.events import CARE_EVENTS, EVENTS, EventData
from shared.contracts.topics import DEAD_LETTERS, DEFAULT_PARTITIONS, Subject, type_name

Document: TypeAlias = dict[str, object]

_KAFKA_BINDING = "0.5.0"
_ABOUT = """\
What happens in a care program, as CloudEvents 1.0 in structured JSON, and what two estimates say about it.

One topic per event type and major version. Within a major version only optional fields are added: ignore what you
do not know. The key of every message is the event's subject, `organization/participant_id`, and all topics have
the same number of partitions, so whoever reads one partition number of several topics sees whole participants.
Across topics there is no order: use `time`. An event may arrive more than once: its `id` is the same each time.
An operator may put a prefix before every address."""

_ORIGIN = {
    "cairn-reason": "Why nobody could take it.",
    "cairn-detail": "Where it is wrong, in words that repeat none of its content.",
    "cairn-consumer": "The consumer group that refused it.",
    "cairn-topic": "The topic it came from, with its prefix.",
    "cairn-partition": "The partition it came from.",
    "cairn-offset": "Its offset there.",
    "cairn-timestamp": "When that log got it, in milliseconds since 1970-01-01 UTC.",
}


def asyncapi_document() -> Document:
    """The AsyncAPI 3.0 document, with the schemas beside it by reference."""
    types = {type_name(data): data for data in EVENTS}
    channels: dict[str, Document] = {name: _event_channel(name, data) for name, data in types.items()}
    messages: dict[str, Document] = {name: _event_message(name, data) for name, data in types.items()}
    channels[DEAD_LETTERS] = _channel(DEAD_LETTERS, "Messages that no reader could take, kept as they were.", {})
    messages[DEAD_LETTERS] = _dead_letter()
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Cairn events",
            "version": "1.0.0",
            "description": _ABOUT,
            "license": {"name": "Apache-2.0"},
        },
        "defaultContentType": CONTENT_TYPE,
        "channels": channels,
        "operations": {f"publish-{name}": _operation(name) for name in channels},
        "components": {"messages": messages},
    }


def _event_channel(name: str, data: type[EventData]) -> Document:
    newest_only: Document = {"topicConfiguration": {"cleanup.policy": ["compact"]}}
    return _channel(name, _first_line(data), {} if data in CARE_EVENTS else newest_only)


def _channel(name: str, description: str, kafka: Document) -> Document:
    return {
        "address": name,
        "description": description,
        "messages": {name: {"$ref": f"#/components/messages/{name}"}},
        "bindings": {"kafka": {"partitions": DEFAULT_PARTITIONS, **kafka, "bindingVersion": _KAFKA_BINDING}},
    }


def _operation(name: str) -> Document:
    channel = f"#/channels/{name}"
    return {"action": "send", "channel": {"$ref": channel}, "messages": [{"$ref": f"{channel}/messages/{name}"}]}


def _event_message(name: str, data: type[EventData]) -> Document:
    return {
        "name": name,
        "summary": _first_line(data),
        "contentType": CONTENT_TYPE,
        "headers": {"type": "object", "properties": {"content-type": {"const": CONTENT_TYPE}}},
        "payload": {
            "schemaFormat": "application/schema+json;version=draft-2020-12",
            "schema": {"$ref": f"./{name}.json"},
        },
        "bindings": _keyed_by(
            {**TypeAdapter(Subject).json_schema(), "description": "The event's subject, organization/participant_id."}
        ),
    }


def _dead_letter() -> Document:
    said: dict[str, Document] = {name: {"type": "string", "description": text} for name, text in _ORIGIN.items()}
    said["cairn-reason"] |= {"enum": [reason.value for reason in Reason]}
    return {
        "name": DEAD_LETTERS,
        "summary": "The original value, byte for byte, under the original key; why and where from in headers.",
        "description": "Its own headers follow as `original.<name>`. The value may be empty, or no text at all.",
        "contentType": "application/octet-stream",
        "headers": {"type": "object", "required": list(said), "properties": said},
        "payload": {"description": "The original value, verbatim."},
        "bindings": _keyed_by({"description": "The original key, verbatim; it may be absent."}),
    }


def _keyed_by(key: Document) -> Document:
    return {"kafka": {"key": key, "bindingVersion": _KAFKA_BINDING}}


def _first_line(data: type[EventData]) -> str:
    return (data.__doc__ or "").partition("\n")[0]
