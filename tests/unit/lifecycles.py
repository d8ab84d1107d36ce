"""The state diagram in a docstring, and the one that a table of transitions draws."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from types import ModuleType
from typing import Any, TypeAlias

from shared.contracts.events import EventData

Diagram: TypeAlias = set[tuple[str, str, str]]
"""(from, to, event type)"""


def drawn_in(module: ModuleType) -> Diagram:
    """The diagram in the module's docstring."""
    return {
        (a, b, what) for a, b, what in re.findall(r"^ +(\S+) --> (\S+): (\S+)$", module.__doc__ or "", re.MULTILINE)
    }


def drawn_from(lifecycle: Mapping[tuple[Any, type[EventData]], StrEnum]) -> Diagram:
    """The diagram that the table draws."""
    return {(before or "[*]", str(after), fact.TYPE) for (before, fact), after in lifecycle.items()}
