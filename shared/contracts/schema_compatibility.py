"""When may a published schema change without a new major version? `incompatibilities` answers, change by change.

Two kinds of readers meet an event type, and neither waits for the other. New readers read old events: topics and
journal keep them for ever, and a rebuild reads them all (backward). Old readers read new events: integrators and
services deploy when they like, so the first upgraded producer writes to readers of yesterday (forward). So within
a major version, what an existing field may hold neither shrinks nor grows:

- It must not shrink (a new required field, a narrower range, a code taken off a list, a new pattern): events
  already written would be dead letters at the next rebuild.
- It must not grow (a wider range, a new code on a list, a required field that may now be absent): producers gain a
  freedom, and readers deployed before meet what they were promised never to meet. Our own would dead-letter it. In
  a command the wider list would be harmless, because who asks adapts to who answers; an event asks nobody.
- A field must not go, nor change its type, format, constant or default: absent would mean something else.

What remains is what old readers ignore and new readers do without: a new optional field; and words (title,
description). Everything else is a new major version: a new topic beside the old one. A new code can also come
in a new optional field.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

Json: TypeAlias = "Mapping[str, Json] | list[Json] | str | int | float | bool | None"
Schema: TypeAlias = Mapping[str, Json]

_WORDS = frozenset({"$schema", "$id", "$comment", "title", "description", "examples", "deprecated"})
_LOWER_BOUNDS = frozenset({"minimum", "exclusiveMinimum", "minLength", "minItems"})
_UPPER_BOUNDS = frozenset({"maximum", "exclusiveMaximum", "maxLength", "maxItems"})


def incompatibilities(old: Schema, new: Schema) -> list[str]:
    """What in `new` breaks a promise of `old`: one line each, beginning with the field; empty when compatible.

    Both are JSON Schemas (draft 2020-12) whose `$ref`s point into their own `$defs`, without cycles.
    """
    return sorted(_changes("", _inlined(old, old), _inlined(new, new)))


def _changes(at: str, old: Schema, new: Schema) -> Iterator[str]:
    for keyword in sorted((set(old) | set(new)) - _WORDS):
        before, after = old.get(keyword), new.get(keyword)
        if before == after:
            continue
        where = at or "event"
        match keyword, before, after:
            case "properties", Mapping() | None, Mapping() | None:
                yield from _field_changes(at, before or {}, after or {})
            case "required", list() | None, list() | None:
                yield from _required_changes(at, before or [], after or [], new)
            case "enum", list(), list():
                yield from (f"{where}: {_said(code)} was taken off its list" for code in before if code not in after)
                yield from (f"{where}: {_said(code)} is new on its list" for code in after if code not in before)
            case "items", Mapping(), Mapping():
                yield from _changes(f"{at}[]", before, after)
            case _:
                yield f"{where}: {_kind_of_change(keyword, before, after)}, from {_said(before)} to {_said(after)}"


def _field_changes(at: str, old: Schema, new: Schema) -> Iterator[str]:
    for name, before in old.items():
        field = f"{at}.{name}".lstrip(".")
        match before, new.get(name):
            case Mapping() as was, Mapping() as is_now:
                yield from _changes(field, was, is_now)
            case _, None:
                yield f"{field}: was removed"
            case was, is_now:
                yield f"{field}: its schema changed, from {_said(was)} to {_said(is_now)}"


def _required_changes(at: str, old: list[Json], new: list[Json], schema: Schema) -> Iterator[str]:
    fields = schema.get("properties")
    for name in new:
        if name not in old:
            yield f"{at}.{name}: is newly required".lstrip(".")
    for name in old:
        if name not in new and isinstance(fields, Mapping) and name in fields:
            yield f"{at}.{name}: is no longer required".lstrip(".")


def _kind_of_change(keyword: str, before: Json, after: Json) -> str:
    if keyword in _LOWER_BOUNDS | _UPPER_BOUNDS:
        narrower = before is None or (
            isinstance(before, int | float)
            and isinstance(after, int | float)
            and (after > before) == (keyword in _LOWER_BOUNDS)
        )
        return f"its range was {'narrowed' if narrower else 'widened'} ({keyword})"
    return f"its {keyword} changed"


def _said(value: Json) -> str:
    match value:
        case None:
            return "nothing"
        case str():
            return value
        case Mapping():
            return "a schema"
        case list():
            return f"[{', '.join(map(_said, value))}]"
        case _:
            return str(value)


def _inlined(schema: Schema, root: Schema) -> Schema:
    """The schema with every `$ref` replaced by what it points to; keywords beside a `$ref` are kept."""
    pointer = schema.get("$ref")
    target = _pointed_to(root, pointer) if isinstance(pointer, str) else {}
    merged = {**target, **{key: value for key, value in schema.items() if key != "$ref"}}
    return {key: _inlined_value(value, root) for key, value in merged.items() if key != "$defs"}


def _inlined_value(value: Json, root: Schema) -> Json:
    match value:
        case Mapping():
            return _inlined(value, root)
        case list():
            return [_inlined_value(item, root) for item in value]
        case _:
            return value


def _pointed_to(root: Schema, pointer: str) -> Schema:
    found: Json = root
    for name in pointer.removeprefix("#/").split("/"):
        found = found[name] if isinstance(found, Mapping) else None
    if not isinstance(found, Mapping):
        raise KeyError(pointer)
    return _inlined(found, root)
