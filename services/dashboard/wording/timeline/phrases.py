"""What every story is made of, and the phrases that several kinds of stories use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.dashboard.language import N_, _
from services.dashboard.wording.codes import BARRIER
from services.dashboard.wording.moments import weekday
from services.dashboard.wording.names import counted, isolated, listed, sentence, side_by_side, whole
from shared.contracts.codes import Weekday
from shared.contracts.vocabulary import Barrier, Id, Ruler

THEIR_WORDS = N_("What they said is kept in a note.")


@dataclass(frozen=True, slots=True)
class Story:
    """One event in words: what it was, and what more is known about it. `mark` repeats the headline for the eye."""

    mark: str
    headline: str
    details: tuple[str, ...] = ()


def said(*answers: tuple[str, Ruler | None]) -> tuple[str, ...]:
    """One sentence for the answers given, each as in `codes.RULER`: "Importance 8, confidence 6 of 10."."""
    given = side_by_side(_(answer).format(value=whole(value)) for answer, value in answers if value is not None)
    return (sentence(_("{answers} of 10").format(answers=given)),) if given else ()


def kept(marked: str, note: Id | None) -> tuple[str, ...]:
    """A marked sentence that a note holds somebody's own words, which a timeline does not show."""
    return (_(marked),) if note else ()


def in_the_way(barrier: Barrier | None) -> tuple[str, ...]:
    """What stood in the way, or is expected to."""
    return (_("What stood in the way: {barrier}.").format(barrier=_(BARRIER[barrier])),) if barrier else ()


def on_weekdays(days: Sequence[Weekday]) -> str:
    """Days of a week in their order: "on Monday and Friday"."""
    return _("on {weekdays}").format(weekdays=listed(weekday(one) for one in Weekday if one in days))


def every(days: int) -> str:
    """A rhythm: "every day", "every 3 days"."""
    return counted(days, "every day", "every {count} days")


def where_days_count(time_zone: str | None) -> tuple[str, ...]:
    """Whose days are meant, where the participant's own time zone is known."""
    return (_("Days as they are in {zone}.").format(zone=isolated(time_zone)),) if time_zone else ()
