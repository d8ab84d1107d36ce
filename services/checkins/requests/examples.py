"""Examples of bodies, for the OpenAPI document."""

from __future__ import annotations

from pydantic import ConfigDict, JsonValue


def example(**said: JsonValue) -> ConfigDict:
    """A model's configuration with one example of it."""
    return ConfigDict(json_schema_extra={"examples": [said]})
