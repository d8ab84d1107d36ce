"""Everything Cairn raises on purpose.

CairnError
├── StoreAway            MongoDB cannot be reached or has no primary; retrying later is right
├── BrokerAway           Kafka cannot be reached or did not acknowledge; retrying later is right
└── Misconfigured        a setting or a missing topic that only an operator can mend

An expected refusal of a command is not an exception: it is a returned value (`shared.contracts.problems.Problem`).
"""


class CairnError(Exception):
    """Base of every error that Cairn raises on purpose."""


class StoreAway(CairnError):
    """MongoDB cannot be reached, or has no primary; what was asked may or may not have been done."""


class BrokerAway(CairnError):
    """Kafka cannot be reached, or did not acknowledge in time; what was sent may or may not be in the log."""


class Misconfigured(CairnError):
    """Something that only an operator can mend; the message says what to do."""
