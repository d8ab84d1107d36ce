"""The page of a site's programs in words: each table once, for the page and for the file alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.dashboard.language import N_, _
from services.dashboard.program_figures import Attainment, Groups, Nobody, Sheet, Tries
from services.dashboard.program_queries import Flow, Since, Try
from services.dashboard.small_groups import FEWEST
from services.dashboard.wording.codes import STAGE
from services.dashboard.wording.moments import as_of
from services.dashboard.wording.names import counted, named, whole
from shared.contracts.codes import EnrolmentStatus
from shared.contracts.vocabulary import Stage

TITLE = N_("Program")
EMPTY_SITE = N_("Nobody has joined a program at this site yet.")
DOWNLOAD = N_("Download what is shown here (CSV)")
FILE = "programs.csv"
FILE_HEADER = (N_("Site"), N_("Program"), N_("Table"), N_("Group"), N_("Value"))
PEOPLE = N_("People")
EVERYBODY = N_("Everybody in the program")
KEPT_BACK = N_("kept back")

_STATUS: Mapping[EnrolmentStatus | None, str] = {
    EnrolmentStatus.ENROLLED: N_("enrolled"),
    EnrolmentStatus.PAUSED: N_("on a break"),
    EnrolmentStatus.COMPLETED: N_("completed"),
    EnrolmentStatus.LEFT: N_("left"),
    None: N_("not known yet"),
}
_SINCE: Mapping[Since, str] = {
    Since.A_WEEK: N_("less than a week ago"),
    Since.TWO_WEEKS: N_("one to two weeks ago"),
    Since.FOUR_WEEKS: N_("two to four weeks ago"),
    Since.LONGER: N_("four weeks ago or longer"),
    Since.NEVER: N_("no word yet"),
}
_TRY: Mapping[Try, str] = {
    Try.DONE: N_("done"),
    Try.PARTLY: N_("partly"),
    Try.NOT_THIS_TIME: N_("not this time"),
}
_NOT_SAID = N_("not said yet")
_NO_REVIEW = N_("No goal has been reviewed with its attainment yet.")
_NO_TRY = N_("No step has been tried yet.")
_TOO_FEW = N_("Kept back: some groups are too small, and the others would give them away.")


@dataclass(frozen=True, slots=True)
class Row:
    """A group, what is said of it, and which share of the widest bar it takes: None where no bar belongs."""

    group: str
    said: str
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """`about` explains it; without rows `about` says why there are none. `header`: of groups, and of what is said."""

    title: str
    about: str
    header: tuple[str, str]
    rows: Sequence[Row]


def counted_at(at: datetime) -> str:
    """How fresh the numbers are, and which are not shown."""
    return _("Counted on {when}, anew every minute.").format(when=as_of(at))


def small_groups() -> str:
    """Why some numbers are not there."""
    return _(
        "Groups of fewer than {fewest} people are kept back, and further groups where a difference would give them "
        "away. Sites stand in the order of the alphabet; nothing here compares people or sites."
    ).format(fewest=whole(FEWEST))


def few_people() -> str:
    """In place of a program's tables."""
    return _("Fewer than {fewest} people are in this program here, so nothing is shown.").format(fewest=whole(FEWEST))


def people(count: int) -> str:
    """How many a program has."""
    return counted(
        count, "{count} person, with those on a break and gone", "{count} people, with those on a break and gone"
    )


def tables(sheet: Sheet) -> Sequence[Table]:
    """Everything that is shown about a program at a site."""
    return (
        _status(sheet),
        _flow(sheet.flow),
        _attainment(sheet.attainment),
        _tries(sheet.tries),
        _since(sheet.since),
    )


def _status(sheet: Sheet) -> Table:
    about = _("Where the people of this program stand now.")
    # Without anybody of whom it is not known, nothing is said about them.
    rows = [(_(_STATUS[one]), n) for one, n in (sheet.status or {}).items() if one is not None or n != 0]
    return _of_people(_("On the way"), about, _("Enrolment"), rows, hidden=sheet.status is None)


def _flow(flow: Groups[Flow]) -> Table:
    about = _(
        "From the stage that somebody said first to the one that they said last. To move back and forth is part of "
        "changing. Ways that nobody went are left out."
    )
    rows = [(_way(*way), n) for way, n in (flow or {}).items() if n != 0]
    return _of_people(_("Through the stages of change"), about, _("From and to"), rows, hidden=flow is None)


def _since(since: Groups[Since]) -> Table:
    about = _("When those who are enrolled were heard last. A break is not counted as silence.")
    rows = [(_(_SINCE[band]), n) for band, n in (since or {}).items()]
    return _of_people(_("Time since the last word"), about, _("Last heard"), rows, hidden=since is None)


def _attainment(found: Attainment | Nobody | None) -> Table:
    title, header = _("Goals: what was hoped for"), (_("T score"), _("Value"))
    about = _(
        "A T score of 50 means that goals came out as hoped on the whole, above it more, below it less. Two in three "
        "scores are expected between 40 and 60 (goal attainment scaling, Kiresuk & Sherman 1968)."
    )
    if found is None or isinstance(found, Nobody):
        return Table(title, _(_TOO_FEW if found is None else _NO_REVIEW), header, ())
    between = _("{first} to {last}").format(first=whole(found.low), last=whole(found.high))
    rows = (
        Row(_("people with a reviewed goal"), whole(found.people)),
        Row(_("the person in the middle"), whole(found.median)),
        Row(_("the middle half of people"), between),
    )
    return Table(title, about, header, rows)


def _tries(found: Tries | Nobody | None) -> Table:
    title, header = _("Steps that were tried"), (_("How it went"), _("Share of attempts"))
    if found is None or isinstance(found, Nobody):
        return Table(title, _(_TOO_FEW if found is None else _NO_TRY), header, ())
    about = counted(
        found.people,
        "How the attempts of {count} person came out. Not this time is information, too.",
        "How the attempts of {count} people came out. Not this time is information, too.",
    )
    rows = [
        Row(_(_TRY[one]), _(KEPT_BACK)) if share is None else Row(_(_TRY[one]), _percent(share), share / 100)
        for one, share in found.shares.items()
    ]
    return Table(title, about, header, rows)


def _of_people(title: str, about: str, groups: str, rows: Iterable[tuple[str, int | None]], *, hidden: bool) -> Table:
    header = (groups, _(PEOPLE))
    if hidden:
        return Table(title, _(_TOO_FEW), header, ())
    known = list(rows)
    most = max((count for _group, count in known if count), default=1)
    said = [
        Row(group, _(KEPT_BACK)) if count is None else Row(group, whole(count), count / most)
        for group, count in known
    ]
    return Table(title, about, header, said)


def _way(first: Stage | None, now: Stage | None) -> str:
    if first is None and now is None:
        return _(_NOT_SAID)
    if first == now:
        return _("{stage}, as at first").format(stage=_stage(now))
    return _("{first} to {now}").format(first=_stage(first), now=_stage(now))


def _stage(stage: Stage | None) -> str:
    return _(STAGE[stage]) if stage else _(_NOT_SAID)


def _percent(share: int) -> str:
    return _("{share} %").format(share=whole(share))


def heading(program: str | None) -> str:
    """A program by its name."""
    return named(program)
