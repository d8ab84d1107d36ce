"""Events of every type that our own models can write, and the JSON of anything at all."""

from __future__ import annotations

from typing import TypeAlias

from hypothesis import strategies as st

from shared.contracts.envelope import Event, event
from shared.contracts.events import EventData, ReadinessChanged, SelfEfficacyChanged
from tests.property.contracts.generated_care import CARE
from tests.property.contracts.generated_contacts import CONTACTS
from tests.property.contracts.generated_vocabulary import moments, ordinals, slugs

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

_estimate = {
    "events": ordinals,
    "value": st.none() | st.floats(0, 10),
    "low": st.none() | st.floats(0, 10),
    "high": st.none() | st.floats(0, 10),
    "last_heard": st.none() | moments,
}

DATA: dict[type[EventData], st.SearchStrategy[EventData]] = {
    **CARE,
    **CONTACTS,
    ReadinessChanged: st.builds(ReadinessChanged, **_estimate),
    SelfEfficacyChanged: st.builds(SelfEfficacyChanged, **_estimate),
}
"""What can be said in an event of each type."""


@st.composite
def events(draw: st.DrawFn, of: st.SearchStrategy[EventData]) -> Event[EventData]:
    """An event of a service, with any data out of `of`."""
    return event(
        draw(of),
        organization=draw(slugs),
        participant_id=draw(slugs),
        time=draw(moments),
        source=draw(st.text(st.characters(codec="utf-8"), min_size=1, max_size=128)),
        idempotency_key=draw(st.text(st.characters(codec="utf-8"), max_size=40)),
    )


json_values: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=8,
)
