"""What matters to a participant, what they do well, what they want to talk about, and who helps.

What a supporter may see is decided by the newest event about them by `time`: each is later than the one before, which
the service that records them sees to.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from shared.contracts.codes import Shared, StrengthKind, SupportKind
from shared.contracts.events.fact import EventData
from shared.contracts.vocabulary import Barrier, Id, Ordinal, Ruler, ValueArea


class ValueClarified(EventData):
    """A participant said what matters to them; the words stay in the service that was told."""

    TYPE = "value-clarified"
    value_id: Id
    value_area: ValueArea
    importance: Ruler
    words_note: Id | None = None


class ValueRevisited(EventData):
    """The value's next version: another importance, area, or words. Earlier versions stay as they were."""

    TYPE = "value-revisited"
    value_id: Id
    version: Annotated[Ordinal, Field(ge=2)]
    value_area: ValueArea
    importance: Ruler
    words_note: Id | None = None


class StrengthNamed(EventData):
    """Something the participant already does well; `moment_note` holds the moment that showed it."""

    TYPE = "strength-named"
    strength_id: Id
    kind: StrengthKind
    moment_note: Id | None = None


class AgendaWished(EventData):
    """Something the participant wants to talk about next time."""

    TYPE = "agenda-wished"
    wish_id: Id
    words_note: Id | None = None


class AgendaTalkedOver(EventData):
    """A wish for the agenda was talked over."""

    TYPE = "agenda-talked-over"
    wish_id: Id


class SupportArranged(EventData):
    """A barrier led to practical help: an appointment, a network, a coping skill, a resource."""

    TYPE = "support-arranged"
    support_id: Id
    barrier: Barrier
    kind: SupportKind
    goal_id: Id | None = None
    words_note: Id | None = None


class SupporterInvited(EventData):
    """The participant invited an accountability partner, or changed what they may see: the newest event holds."""

    TYPE = "supporter-invited"
    supporter_id: Id
    may_see: tuple[Shared, ...] = Field(default=(), max_length=len(Shared))


class SupporterUninvited(EventData):
    """The participant took the invitation back; from here on the supporter sees nothing."""

    TYPE = "supporter-uninvited"
    supporter_id: Id
