"""What Today says: who would welcome a hand and by which rule, what is to be celebrated, what is new, what rests."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import assert_never

from services.dashboard.language import N_, _, n_
from services.dashboard.today_queries import COUNTED, HAND, TOGETHER, WINS, Whose
from services.dashboard.wording.attention import HEADING
from services.dashboard.wording.moments import as_of, clock, day, day_of, days_ago
from services.dashboard.wording.names import counted, tenths, whole
from services.dashboard.wording.timeline.outreach import RESTS_BECAUSE
from shared.contracts.attention import SMALL_WIN_SHOWN, Attention
from shared.contracts.codes import AttentionReason, SnoozeReason
from shared.contracts.read_models import ScoresAsOf

TODAY = N_("Today")
WHOSE = N_("Whose are they?")
LIST = N_("What would you like to look at?")
WHOSE_WORDS: Mapping[Whose, str] = {
    Whose.EVERYBODYS: N_("everybody's"),
    Whose.MINE: N_("mine"),
    Whose.NOBODYS: N_("nobody's yet"),
}
LISTS: Mapping[tuple[AttentionReason, ...], str] = {
    HAND: N_("Who would welcome a hand"),
    TOGETHER: N_("Plans and reviews to look at together"),
    WINS: N_("Small wins to celebrate"),
}
LIST_NAMES: Mapping[tuple[AttentionReason, ...], str] = {
    HAND: N_("A hand is welcome"),
    TOGETHER: N_("Plans and reviews"),
    WINS: N_("Small wins"),
}
NOTHING_HERE: Mapping[tuple[AttentionReason, ...], str] = {
    HAND: N_("Nobody stands here just now. A good moment for an affirmation."),
    TOGETHER: N_("No plan waits for an answer, and no review is due."),
    WINS: N_("No small win in the last days. The next one will stand here."),
}
NONE_OF_THEM_IS: Mapping[Whose, str] = {
    Whose.MINE: N_("You see to none of these."),
    Whose.NOBODYS: N_("Somebody sees to each of these."),
}
NO_MORE_HERE = N_("There is nobody on this page of the list any more.")
ALL_OF_THEM = N_("Show all of them")
PREVIOUS, NEXT = N_("Previous"), N_("Next")
WHY_HERE = N_("Why is this here?")
NEW = N_("What is new")
NOTHING_NEW = N_("Nobody has said something since then.")
RESTING = N_("Resting")
SHOW_RESTING = N_("Show what rests")
NOTHING_RESTS = N_("Nothing rests just now.")

_COUNTS: Mapping[tuple[AttentionReason, ...], str] = {
    HAND: N_("More than {count} people would welcome a hand"),
    TOGETHER: N_("More than {count} plans and reviews to look at"),
    WINS: N_("More than {count} small wins"),
}


def how_many(reasons: tuple[AttentionReason, ...], count: int) -> str:
    """How many people stand in a list, as far as it is counted."""
    if count > COUNTED:
        return _(_COUNTS[reasons]).format(count=whole(COUNTED))
    if reasons == HAND:
        return counted(count, "{count} person would welcome a hand", "{count} people would welcome a hand")
    if reasons == TOGETHER:
        return counted(count, "{count} plan or review to look at", "{count} plans and reviews to look at")
    return counted(count, "{count} small win", "{count} small wins")


def at_site(site: str, stands: str) -> str:
    """Where somebody is, and who sees to their reason."""
    return _("{site}. {stands}").format(site=site, stands=stands)


def page_number(page: int) -> str:
    """Which page of a list it is."""
    return _("Page {page}").format(page=page)


def shown_as_of(now: datetime) -> str:
    """When the page was looked at: "Mon 23 Nov 2026, 09:10 UTC.", and that it looks again."""
    return _("As of {moment}; this page looks again by itself.").format(moment=as_of(now))


def behind(since: datetime | None, now: datetime) -> str:
    """Scoring does not answer."""
    if since is None:
        return _("The service for estimates does not answer: what you see may be from earlier.")
    return _("What you see is as of {since}: the service for estimates has not answered since.").format(
        since=_moment(since, now)
    )


def kept_from(then: datetime, now: datetime) -> str:
    """The database does not answer; what was shown last is shown on."""
    return _("What you see is as of {since}: the database has not answered since. It comes back by itself.").format(
        since=_moment(then, now)
    )


def rule(item: Attention, person: ScoresAsOf) -> str:
    """The rule that put somebody on the list, with what it went by."""
    now = person.now
    since = day(day_of(item.since, now))
    match item.reason:
        case AttentionReason.ASKED_FOR_CONTACT:
            return _("They asked to be contacted on {day}, and nobody has talked with them since.").format(day=since)
        case AttentionReason.NO_WORD:
            return _silence(item, person)
        case AttentionReason.SETBACK_NOT_TALKED_OVER:
            return _setbacks(item, person)
        case AttentionReason.AGREEMENT_WAITING:
            return _(
                "The newest version of a goal, of {day}, has no answer from them yet: until then the plan is a draft."
            ).format(day=since)
        case AttentionReason.REVIEW_DUE:
            due = day(item.since.astimezone(UTC).date())
            return _("A goal that is still open was to be looked at together on {day}.").format(day=due)
        case AttentionReason.CONFIDENCE_EASED:
            return _eased(item, person)
        case AttentionReason.SMALL_WIN:
            return _(
                "A step worth celebrating was done on {day}: the first, a hard one, or the first after a setback. It "
                "stands here for {days}."
            ).format(day=since, days=_days(SMALL_WIN_SHOWN.days))
        case _:
            assert_never(item.reason)


def _silence(item: Attention, person: ScoresAsOf) -> str:
    now = person.now
    since = day(day_of(item.since, now))
    begun = person.last_heard or person.enrolled_at
    if begun is None:
        return _("No word for longer than agreed, so since {since}.").format(since=since)
    agreed, rest = divmod(item.since - begun, timedelta(days=1))
    fields = {"begun": day(day_of(begun, now)), "agreed": _days(agreed), "since": since}
    if rest:  # so many days are not counted from then
        return _(
            "No word for longer than agreed: last heard {begun}; the days agreed, counted from their return or their "
            "move, were over on {since}."
        ).format(**fields)
    if person.last_heard is None:
        return _("No word yet: joined {begun}, agreed {agreed}, so since {since}.").format(**fields)
    return _("No word for longer than agreed: last heard {begun}, agreed {agreed}, so since {since}.").format(
        **fields
    )


def _setbacks(item: Attention, person: ScoresAsOf) -> str:
    since = day(day_of(item.since, person.now))
    later = len(person.open_setbacks) - 1
    if later < 1:
        return _(
            "A setback of {day} was recorded; neither a session, a recovery nor an outreach about it came after."
        ).format(day=since)
    return n_(
        "A setback of {day} and {count} later one were recorded; neither a session, a recovery nor an outreach came "
        "after.",
        "A setback of {day} and {count} later ones were recorded; neither a session, a recovery nor an outreach came "
        "after.",
        later,
    ).format(day=since, count=whole(later))


def _eased(item: Attention, person: ScoresAsOf) -> str:
    since = day(day_of(item.since, person.now))
    change = person.self_efficacy.change
    if change is None:
        return _(
            "Our estimate of confidence eased within 14 days by more than chance would explain; it was highest on "
            "{since}."
        ).format(since=since)
    return _(
        "Our estimate of confidence eased by {points} points within 14 days, more than chance would explain; it was "
        "highest on {since}."
    ).format(points=tenths(abs(change)), since=since)


def new_since(since: datetime) -> str:
    """Since when something counts as new: since the last working day began."""
    return _("Since {day}").format(day=day(since.date()))


def said_something(count: int) -> str:
    """How many said something."""
    if count > COUNTED:
        return _("More than {count} people said something.").format(count=whole(COUNTED))
    return counted(count, "{count} person said something.", "{count} people said something.")


def heard(person: ScoresAsOf) -> str:
    """When somebody was last heard, or joined."""
    if person.last_heard is None:
        when = person.enrolled_at or person.now
        return _("joined {since}").format(since=days_ago(when, person.now))
    since, time = days_ago(person.last_heard, person.now), clock(person.last_heard, person.now)
    if person.enrolled_at is not None and (person.now - person.enrolled_at).days < _NEWCOMER:
        joined = days_ago(person.enrolled_at, person.now)
        return _("heard {since}, {time}; joined {joined}").format(since=since, time=time, joined=joined)
    return _("heard {since}, {time}").format(since=since, time=time)


_NEWCOMER = 7
"""Days for which somebody is said to have joined."""


def rests(item: Attention, why: SnoozeReason | None) -> str:
    """Until when a reason rests, why, and why it comes back."""
    assert item.rests_until is not None  # noqa: S101  # it rests
    fields = {"what": _(HEADING[item.reason]), "day": day(item.rests_until)}
    if why is None:
        return _("{what}: rests until {day}. Then it stands here again, if the reason still holds.").format(**fields)
    return _("{what}: rests until {day}, {why}. Then it stands here again, if the reason still holds.").format(
        **fields, why=_(RESTS_BECAUSE[why])
    )


def _days(count: int) -> str:
    return counted(count, "{count} day", "{count} days")


def _moment(then: datetime, now: datetime) -> str:
    """The time alone on the same day."""
    same = day_of(then, now) == now.date()
    return clock(then, now) if same else as_of(then.astimezone(now.tzinfo))
