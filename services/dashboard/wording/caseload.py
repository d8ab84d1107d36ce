"""What the caseload says: its filters, what is filtered, and how somebody stands there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from services.dashboard.caseload_asked import Asked, Heard, Sort
from services.dashboard.language import N_, _
from services.dashboard.wording.attention import HEADING
from services.dashboard.wording.codes import STAGE
from services.dashboard.wording.estimates import Name, about, looks
from services.dashboard.wording.moments import days_ago
from services.dashboard.wording.names import counted, isolated, listed, named, side_by_side
from shared.contracts.codes import AttentionReason, EnrolmentStatus
from shared.contracts.read_models import Estimate, ScoresAsOf
from shared.contracts.vocabulary import Stage

LABEL: Mapping[str, str] = {
    "search": N_("Search by participant id"),
    "site": N_("Site"),
    "program": N_("Program"),
    "stage": N_("Stage of change"),
    "reason": N_("Reason"),
    "heard": N_("Last word"),
    "status": N_("Enrolment"),
    "sort": N_("Sort by"),
}
"""Above the controls, by what is asked."""
SEARCH_LIKE = N_("such as p-12")
NO_ID = N_("A participant id has small letters, digits and dashes only, so there is nobody to look for.")
ANY = N_("Any")
SORT: Mapping[Sort, str] = {
    Sort.PARTICIPANT: N_("Participant id"),
    Sort.REASON: N_("Kind of reason, then age"),
    Sort.NEWEST_WORD: N_("Last word, newest first"),
    Sort.OLDEST_WORD: N_("Last word, longest ago first"),
}
HEARD: Mapping[Heard, str] = {
    Heard.WITHIN_A_WEEK: N_("within 7 days"),
    Heard.WITHIN_TWO_WEEKS: N_("8 to 14 days ago"),
    Heard.LONGER_AGO: N_("longer ago"),
    Heard.NOT_YET: N_("no word yet"),
}
STATUS: Mapping[EnrolmentStatus, str] = {
    EnrolmentStatus.ENROLLED: N_("in the program"),
    EnrolmentStatus.PAUSED: N_("on a break"),
    EnrolmentStatus.COMPLETED: N_("completed"),
    EnrolmentStatus.LEFT: N_("left"),
}
HEADER = (
    N_("Participant"),
    N_("Stage of change"),
    N_("Reasons"),
    N_("Last word"),
    N_("Confidence"),
    N_("Readiness"),
)
"""The names of the columns."""
PEOPLE = N_("People at your sites")
NO_STAGE = N_("Stage not said yet")
NO_WORD_YET = N_("No word yet")
CLEAR = N_("Clear the filters")
SHOW_ALL = N_("Show everybody")
NOTHING_OF_IT = N_(
    "This address asks for a site that is not yours, or for something that this page does not know. So nobody is "
    "shown."
)
NO_MATCH = N_("Nobody fits what is asked for. With fewer filters there may be somebody.")
NO_MATCH_SO_FAR = N_("Nobody among those looked through so far fits what is asked for.")
NOBODY_WITH_A_REASON = N_("Nobody has a reason just now. A good moment for an affirmation.")
NOBODY_FURTHER = N_("There is nobody further in this list.")
LOOK_FURTHER = N_("Look further")
NEXT, BACK, FIRST = N_("Next people"), N_("Back"), N_("To the beginning")

_STANDS: Mapping[Name, str] = {
    Name.CONFIDENCE: N_("Confidence looks {look} ({about})"),
    Name.READINESS: N_("Readiness looks {look} ({about})"),
}
_UNKNOWN: Mapping[Name, str] = {
    Name.CONFIDENCE: N_("Confidence: not enough recent information"),
    Name.READINESS: N_("Readiness: not enough recent information"),
}


def option(value: str | None) -> str:
    """One of a control's choices; None leaves nobody out."""
    return _(ANY) if value is None else _capital(_in_words(value))


def filtered(asked: Asked) -> str | None:
    """What is filtered, in one sentence; None when nothing is."""
    filters = list(_filters(asked))
    return _("Filtered by {filters}.").format(filters=listed(filters)) if filters else None


def looked_through(people: int) -> str:
    """The look ended before it had gone through all: whoever fits may still come."""
    return counted(
        people,
        "This look went through {count} person. Others who fit may stand further on.",
        "This look went through {count} people. Others who fit may stand further on.",
    )


def stands(name: Name, estimate: Estimate) -> str:
    """Such as "Confidence looks tender (about 3-5)": when it was last heard stands beside it."""
    if estimate.value is None or estimate.low is None or estimate.high is None:
        return _(_UNKNOWN[name])
    return _(_STANDS[name]).format(look=looks(estimate.value), about=about(estimate.low, estimate.high))


def heard(person: ScoresAsOf) -> str:
    """When their last word was."""
    return _(NO_WORD_YET) if person.last_heard is None else _day(person.last_heard, person.now)


def place(person: ScoresAsOf) -> str:
    """Where, and in which program: "Harbour, Walking 12 weeks"."""
    return side_by_side((named(person.site), named(person.program)))


def stage(person: ScoresAsOf) -> str:
    """In which stage of change, as last said."""
    said = STAGE[Stage(person.stage)] if person.stage in list(Stage) else NO_STAGE
    return _capital(_(said))


def status(person: ScoresAsOf) -> str | None:
    """How their enrolment stands; None while they are in the program."""
    if person.status in (None, EnrolmentStatus.ENROLLED):
        return None
    return _capital(_(STATUS[person.status]))


def _filters(asked: Asked) -> Iterator[str]:
    for name, label in LABEL.items():
        value = getattr(asked, name)
        if value is not None and name not in ("search", "sort"):
            # Translators: what is filtered, and by which choice: Stage of change “action”.
            yield _("{label} “{value}”").format(label=_(label), value=_in_words(value))
    if asked.search is not None:
        yield _("an id that begins with “{start}”").format(start=isolated(asked.search))


def _in_words(value: str) -> str:
    match value:
        case Sort():
            return _(SORT[value])
        case Stage():
            return _(STAGE[value])
        case AttentionReason():
            return _(HEADING[value])
        case Heard():
            return _(HEARD[value])
        case EnrolmentStatus():
            return _(STATUS[value])
        case _:
            return named(value)


def _day(then: datetime, now: datetime) -> str:
    return _capital(days_ago(then, now))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
