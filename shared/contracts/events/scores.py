"""What scoring tells integrators."""

from __future__ import annotations

from shared.contracts.events.fact import EventData, Shown
from shared.contracts.vocabulary import Moment, Ordinal


class EstimateChanged(EventData):
    """What an estimate says after the participant's first `events` events, as of the event's `time`.

    value, low, high: 0-10, an 80 % band around the value; all three left out while there is not enough recent
    information. `last_heard` is the time of the newest evidence for this estimate, left out before any.
    """

    events: Ordinal
    value: Shown | None = None
    low: Shown | None = None
    high: Shown | None = None
    last_heard: Moment | None = None


class ReadinessChanged(EstimateChanged):
    """The readiness estimate moved. An estimate to talk about, not a diagnosis."""

    TYPE = "readiness-changed"


class SelfEfficacyChanged(EstimateChanged):
    """The self-efficacy estimate moved. An estimate to talk about, not a diagnosis."""

    TYPE = "self-efficacy-changed"
