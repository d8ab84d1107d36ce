"""Rulers, balances, talk and the clinician's own confidence, each over time, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from services.dashboard.history import Talk
from services.dashboard.language import N_, _
from services.dashboard.wording.codes import AREA
from services.dashboard.wording.moments import day, day_of, days_ago
from services.dashboard.wording.names import counted, whole
from shared.contracts.codes import BalanceSide
from shared.contracts.events import BalanceEntry, BalanceWeighed, GoalSet
from shared.contracts.vocabulary import RulerKind, Setting

FOR_CHANGE = (BalanceSide.GOOD_ABOUT_CHANGING, BalanceSide.HARD_ABOUT_STAYING)
FOR_STAYING = (BalanceSide.GOOD_ABOUT_STAYING, BalanceSide.HARD_ABOUT_CHANGING)
TO_CHANGE, TO_STAY = N_("Reasons for change"), N_("Reasons for staying the same")
TALK_FOR_CHANGE = N_("Talk for change")
NO_RULERS = N_("No ruler has been answered in these weeks. “On 0 to 10, how important is this to you today?”")
NO_BALANCE = N_("They have not weighed changing and staying the same yet. Both sides are worth hearing.")
NO_TALK = N_("No session's talk has been counted in these weeks.")
NO_RATING = N_("No clinician has said how confident they are.")
AMBIVALENCE = N_("Both sides together are normal: ambivalence belongs to change.")
FOLLOW_UP = N_("To go on: “Why this much and not lower? What would make it one higher?”")
RATED_APART = N_("It stands apart from the participant's own; it is often higher at first, and that is fine.")
DAY = N_("Day")
OVERALL = N_("For the change as a whole")

RULER: Mapping[str, str] = {
    RulerKind.IMPORTANCE: N_("Importance"),
    RulerKind.CONFIDENCE: N_("Confidence"),
    RulerKind.READINESS: N_("Readiness"),
}
_SIDE: Mapping[BalanceSide, str] = {
    BalanceSide.GOOD_ABOUT_CHANGING: N_("good about changing: {much}"),
    BalanceSide.HARD_ABOUT_STAYING: N_("hard about staying the same: {much}"),
    BalanceSide.GOOD_ABOUT_STAYING: N_("good about staying the same: {much}"),
    BalanceSide.HARD_ABOUT_CHANGING: N_("hard about changing: {much}"),
}
_SETTING: Mapping[str, str] = {Setting.SESSION: N_("in a session"), Setting.CHECK_IN: N_("at a check-in")}


def goal_name(known: tuple[datetime, GoalSet] | None, now: datetime) -> str:
    """A goal by the value it serves and the day it was set."""
    if known is None:
        return _("For one of their goals")
    at, goal = known
    return _("For the goal that serves {value}, set on {day}").format(
        value=_(AREA[goal.value_area]), day=day(day_of(at, now))
    )


def ruler(kind: str) -> str:
    """A ruler by its name."""
    return _(RULER[kind]) if kind in RULER else kind


def setting(one: str | None) -> str:
    """Where a ruler was answered."""
    return _(_SETTING[one]) if one and one in _SETTING else _("with the goal")


def rulers_header() -> tuple[str, str, str, str]:
    """Of the table of ruler answers."""
    return _(DAY), _("Ruler"), _("Where"), _("Answer")


def latest(kind: str, first: int, last: int, count: int) -> str:
    """Such as "Confidence: 4 at first, 6 now."."""
    if count == 1:
        return _("{ruler}: {last} of 10.").format(ruler=ruler(kind), last=whole(last))
    return _("{ruler}: {first} at first, {last} most recently.").format(
        ruler=ruler(kind), first=whole(first), last=whole(last)
    )


def weighs(balance: BalanceWeighed, sides: Sequence[BalanceSide]) -> int:
    """What the reasons on these sides weigh together; where no reason has a weight, how many there are."""
    ours = [entry for entry in balance.entries if entry.side in sides]
    if not has_weights(balance):
        return len(ours)
    return sum(entry.weight or 0 for entry in ours)


def has_weights(balance: BalanceWeighed) -> bool:
    """Somebody said how much a reason weighs."""
    return any(entry.weight is not None for entry in balance.entries)


def weighed(at: datetime, balance: BalanceWeighed, now: datetime) -> str:
    """The newest balance in one sentence: which side weighs how much."""
    fields = {
        "ago": days_ago(at, now),
        "change": whole(weighs(balance, FOR_CHANGE)),
        "staying": whole(weighs(balance, FOR_STAYING)),
    }
    if has_weights(balance):
        return _(
            "Weighed {ago}: their reasons for change weigh {change} together, their reasons for staying the same "
            "{staying}."
        ).format(**fields)
    return _(
        "Looked at {ago}, without weights. Their reasons for change: {change}. Their reasons for staying the same: "
        "{staying}."
    ).format(**fields)


def sides(entries: Iterable[BalanceEntry], of: Sequence[BalanceSide]) -> list[str]:
    """What stands on each of two sides: "good about changing: 2 reasons, 9 of weight"."""
    entries = list(entries)
    said = []
    for side in of:
        ours = [entry for entry in entries if entry.side is side]
        if ours:
            said.append(_(_SIDE[side]).format(much=_much(ours)))
    return said


def _much(entries: Sequence[BalanceEntry]) -> str:
    count = counted(len(entries), "{count} reason", "{count} reasons")
    weights = [entry.weight for entry in entries if entry.weight is not None]
    if not weights:
        return count
    return _("{reasons} with a weight of {weight}").format(reasons=count, weight=whole(sum(weights)))


def balances_caption() -> str:
    """Above the two-sided bars of balances."""
    return _("Reasons on both sides, by their weights; by their number where none were said. The newest first.")


def talk_caption() -> str:
    """Above the two-sided bars of talk."""
    return _("How often they spoke for staying the same and for change, session by session. The newest first.")


def heard(sessions: Sequence[Talk], now: datetime) -> str:
    """The newest session's talk in one sentence."""
    newest = sessions[-1]
    return _(
        "In the session {ago} they spoke {change} times for change and named reasons for staying the same {sustain} "
        "times."
    ).format(ago=days_ago(newest.at, now), change=whole(newest.change), sustain=whole(newest.sustain))


def rated(value: int, at: datetime, now: datetime) -> str:
    """The newest rating in one sentence."""
    return _("A clinician said {value} of 10, {ago}.").format(value=whole(value), ago=days_ago(at, now))


def ratings_header() -> tuple[str, str]:
    """Of the table of ratings."""
    return _(DAY), _("Of 10")


def ratings_caption() -> str:
    """Above the table of ratings."""
    return _("The clinician's own confidence in them, on 0 to 10.")
