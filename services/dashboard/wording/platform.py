"""The platform in words: what each figure is, what it means, and what to do when it stands still."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from services.dashboard.language import N_, _
from services.dashboard.platform_queries import Seen
from services.dashboard.released import Service
from services.dashboard.wording.moments import as_of, clock, day_of, short_day
from services.dashboard.wording.names import counted, isolated, whole
from shared.contracts.figures import ConsumerFigures, DeadLetterFigures, OutboxFigures, ProjectionFigures

TITLE = N_("Platform")
NOBODY = N_("This page speaks of services, never of people.")
WELL = N_("in order")
LOOK = N_("wants a look")
AWAY = N_("away")
CHECKS = N_("What it checks itself")
FIGURES = N_("Figures")
HEADER = (N_("What"), N_("Now"))
DEAD_LETTERS = N_("Messages put aside since it started")
DEAD_HEADER = (N_("Reason"), N_("Newest"), N_("Messages"))
NO_DEAD_LETTERS = N_("No message was put aside since it started.")
MEANINGS = N_("What the figures mean, and what to do when one stands still")
MEANINGS_HEADER = (N_("Figure"), N_("What it means"), N_("When it stands still"))
NOT_KNOWN = N_("not known right now")

NAME: Mapping[Service, str] = {
    Service.GOALS: N_("Goals"),
    Service.CHECKINS: N_("Check-ins"),
    Service.SCORING: N_("Scoring"),
}
_CHECK: Mapping[str, str] = {
    "store": N_("MongoDB answers"),
    "relay": N_("Events leave for Kafka"),
    "consumer": N_("Events are read"),
    "view": N_("Events are read"),
    "telling": N_("Changes are told to integrators"),
    "looking": N_("Reasons that time brings about are found"),
}
WAITING = N_("Messages waiting to be read")
PARTITIONS = N_("Partitions read")
LAST_BATCH = N_("Last batch")
OUTBOX = N_("Events waiting to leave")
UNTOLD = N_("Changes waiting to be told")
NEWEST = N_("Newest event in the projections")

EXPLAINED: Sequence[tuple[str, str, str]] = (
    (
        WAITING,
        N_("Messages that this instance has yet to take in. Above zero for moments is usual."),
        N_("If it grows for minutes: see whether the last batch is old, look into the log, or add an instance."),
    ),
    (
        PARTITIONS,
        N_("How many parts of the topics this instance reads. All instances together read each part once."),
        N_("If it is zero: another instance reads them all, or Kafka does not answer; start the service again."),
    ),
    (
        LAST_BATCH,
        N_("How long ago messages were last taken in, or the reader began. Without messages it simply grows."),
        N_("If messages wait as well, the reader begins anew within a minute; if not, start the service again."),
    ),
    (
        OUTBOX,
        N_("Records whose events are kept safe and not yet in Kafka. Nothing accepted is lost while they wait."),
        N_("If it stays above zero: see whether Kafka runs and its topics exist; the events leave by themselves."),
    ),
    (
        UNTOLD,
        N_("Participants whose estimates changed and of whom integrators have not heard yet."),
        N_("If it grows: scoring catches up, which is fine, or Kafka does not answer."),
    ),
    (
        NEWEST,
        N_("When that happened which was taken in last. The pages know nothing newer."),
        N_("If messages wait and it does not move: look at the reader of scoring. Else nothing happened."),
    ),
    (
        DEAD_LETTERS,
        N_("Messages that nobody can read are put aside with their reason, and reading goes on."),
        N_("Look at the topic of dead letters: the headers of each say where it came from. Tell whoever sent it."),
    ),
)

Figure = ConsumerFigures | OutboxFigures | ProjectionFigures


def looked(now: datetime) -> str:
    """When, and how often."""
    return _("Looked at on {when}, again every few seconds.").format(when=as_of(now))


def state(seen: Seen) -> str:
    """In one or two words."""
    if seen.answer is None:
        return _(AWAY)
    return _(WELL) if seen.answer.is_well else _(LOOK)


def away(seen: Seen, now: datetime) -> str:
    """Since when a service does not answer, and what to do."""
    since = _moment(seen.away_since or now, now)
    if seen.answered_at is None:
        return _(
            "It has not answered since {since}, when this page first asked. See whether it runs and where it listens."
        ).format(since=since)
    return _(
        "It has not answered since {since}; before, it last answered at {answered}. See whether it runs; the others "
        "go on without it."
    ).format(since=since, answered=_moment(seen.answered_at, now))


def checks(found: Mapping[str, str]) -> Sequence[tuple[str, str | None]]:
    """(what is checked, what the service says about it: None when all is well)."""
    return [
        (_(_CHECK[name]) if name in _CHECK else isolated(name), None if said == "ok" else said)
        for name, said in found.items()
    ]


def consumer(found: ConsumerFigures) -> Sequence[tuple[str, str]]:
    """A consumer's figures."""
    return (
        (_(WAITING), _count(found.waiting)),
        (_(PARTITIONS), whole(found.partitions)),
        (_(LAST_BATCH), _(NOT_KNOWN) if found.since_batch is None else ago(found.since_batch)),
    )


def outbox(found: OutboxFigures) -> tuple[str, str]:
    """What waits to be published."""
    return _(UNTOLD if found.name == "telling" else OUTBOX), _count(found.waiting)


def projections(found: ProjectionFigures, now: datetime) -> tuple[str, str]:
    """How fresh the pages can be."""
    if found.newest_event is None:
        return _(NEWEST), _("none yet")
    return _(NEWEST), ago((now - found.newest_event) / timedelta(seconds=1))


def dead_letter(found: DeadLetterFigures) -> tuple[str, str, str]:
    """The code of the reason, when the newest came, and how many there were."""
    return isolated(found.reason), ago(found.since_newest), whole(found.published)


def ago(seconds: float) -> str:
    """Such as "12 seconds ago"; a clock that runs ahead says "0 seconds ago"."""
    seconds = max(0.0, seconds)
    if seconds < 120:
        return counted(int(seconds), "{count} second ago", "{count} seconds ago")
    if seconds < 7_200:
        return counted(int(seconds // 60), "{count} minute ago", "{count} minutes ago")
    if seconds < 172_800:
        return counted(int(seconds // 3_600), "{count} hour ago", "{count} hours ago")
    return counted(int(seconds // 86_400), "{count} day ago", "{count} days ago")


def _count(waiting: int | None) -> str:
    return _(NOT_KNOWN) if waiting is None else whole(waiting)


def _moment(at: datetime, now: datetime) -> str:
    """Such as "15:02:31", with the day before it unless it is today."""
    on, time = day_of(at, now), clock(at, now)
    return time if on == now.date() else _("{day}, {time}").format(day=short_day(on), time=time)
