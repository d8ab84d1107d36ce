"""The published documents: a JSON Schema per event type and major version, and one AsyncAPI document of all topics.

Run: python -m shared.contracts.schema_documents (`make schemas`). Writes `shared/contracts/schemas/`, the same bytes
for the same code, or refuses: exit 1, a line per problem and nothing written, when a schema on disk would change in
a way that its major version forbids (`shared.contracts.schema_compatibility`).

The models are strict about what we write; the published schemas are open (no `additionalProperties: false`), since
they are for readers: who validates with today's schema must not break when a later minor version adds a field.
They describe what is written: an optional field is there with a value, or absent, and never null.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from shared.contracts.asyncapi_document import asyncapi_document
from shared.contracts.envelope import Event
from shared.contracts.events import EVENTS, EventData
from shared.contracts.schema_compatibility import incompatibilities
from shared.contracts.topics import type_name

SCHEMAS = Path(__file__).parent / "schemas"
"""Where the published documents are committed."""
ASYNCAPI = "asyncapi.json"


class _AsWritten(GenerateJsonSchema):
    """What a writer produces and any later minor version will still hold to."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """A value, since an absent one is left out."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """A default only where absent means something else than unknown."""
        if schema.get("default", 0) is None:
            return self.generate_inner(schema["schema"])
        return super().default_schema(schema)

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """Open for fields of later minor versions."""
        model = super().model_schema(schema)
        model.pop("additionalProperties", None)
        return model

    def field_title_should_be_set(self, schema: object) -> bool:
        """A field's name says it already."""
        return False


def event_schema(data: type[EventData]) -> JsonSchemaValue:
    """The JSON Schema (draft 2020-12) of the whole CloudEvent, envelope and data, of one type and major version."""
    schema = Event[data].model_json_schema(schema_generator=_AsWritten)  # type: ignore[valid-type]  # one per type
    schema["properties"] |= {
        "specversion": {"const": "1.0", "type": "string"},
        "type": {"const": type_name(data), "type": "string"},
    }
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        "title": type_name(data),
        "description": f"{data.__doc__} Ignore fields that you do not know: a later minor version may add some.",
        "type": "object",
        "required": ["specversion", *schema["required"]],
        "properties": schema["properties"],
        "$defs": schema["$defs"],
    }


def documents() -> dict[str, str]:
    """File name -> text of everything that is published."""
    published: dict[str, Mapping[str, object]] = {f"{type_name(data)}.json": event_schema(data) for data in EVENTS}
    published[ASYNCAPI] = asyncapi_document()
    return {name: json.dumps(document, indent=2, ensure_ascii=False) + "\n" for name, document in published.items()}


def broken_promises(folder: Path, new: Mapping[str, str]) -> list[str]:
    """Why `new` must not replace the documents in `folder`: a line each, beginning with the file's name."""
    found: list[str] = []
    for path in sorted(folder.glob("care.*.json")):
        if path.name not in new:
            found.append(f"{path.name}: its event type is gone, but its topic still has readers; keep the type")
            continue
        try:
            old = json.loads(path.read_bytes())
        except ValueError:
            found.append(f"{path.name}: is not JSON; restore the committed file")
            continue
        found += [f"{path.name}: {problem}" for problem in incompatibilities(old, json.loads(new[path.name]))]
    return found


def publish(folder: Path, new: Mapping[str, str]) -> list[str]:
    """Write the documents and return nothing, or return why not and write nothing."""
    refused = broken_promises(folder, new)
    if not refused:
        folder.mkdir(exist_ok=True)
        for name, text in new.items():
            (folder / name).write_text(text, encoding="utf-8")
    return refused


def main() -> int:
    """Publish into the checkout. The exit code: 0, or 1 with a line per problem on stderr."""
    refused = publish(SCHEMAS, documents())
    for problem in refused:
        sys.stderr.write(f"{problem}\n")
    if refused:
        sys.stderr.write("Nothing was written. What readers rely on changes with a new major version only.\n")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
