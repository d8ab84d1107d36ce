"""Counts of the people of one site, by program: one aggregation, which no participant's id leaves.

Who may see a site is decided before: ask for the sites of an identity only. The counts are exact, and become
what a page may show in `program_figures`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final, TypeAlias, TypeVar

from services.dashboard.identity import Place
from shared.contracts.codes import EnrolmentStatus
from shared.contracts.envelope import microseconds
from shared.contracts.estimates import US_PER_DAY
from shared.contracts.read_models import PARTICIPANTS
from shared.contracts.vocabulary import Stage
from shared.runtime.store import BlockingDatabase, Document, store_errors

ANSWERS_WITHIN_MS: Final = 4_000
"""After which MongoDB gives up counting: then the page says that the database is away."""


class Since(StrEnum):
    """How long ago somebody was heard last."""

    A_WEEK = "a-week"
    TWO_WEEKS = "two-weeks"
    FOUR_WEEKS = "four-weeks"
    LONGER = "longer"
    NEVER = "never"


class Try(StrEnum):
    """How an attempt at a step came out, in the order in which `tries` keeps them."""

    DONE = "done"
    PARTLY = "partly"
    NOT_THIS_TIME = "not-this-time"


DAYS: Final[Mapping[Since, int]] = {Since.A_WEEK: 7, Since.TWO_WEEKS: 14, Since.FOUR_WEEKS: 28}
"""Below how many days a band ends; `LONGER` has no end."""
_LONG_AGO: Final = 4
"""Weeks from which on nothing is told apart."""
Flow: TypeAlias = tuple[Stage | None, Stage | None]
"""(first stage, stage now), None while none was said."""
Code = TypeVar("Code", bound=StrEnum)


@dataclass
class Counts:
    """Of one program at one site. `since` counts those who are enrolled; `attainments` are T scores to one place,
    each with how many people have it; `tries` attempts, and `triers` the people behind them, by outcome; `tried`
    those with any.
    """

    status: Counter[EnrolmentStatus | None] = field(default_factory=Counter)
    flow: Counter[Flow] = field(default_factory=Counter)
    since: Counter[Since] = field(default_factory=Counter)
    attainments: Counter[float] = field(default_factory=Counter)
    tries: Counter[Try] = field(default_factory=Counter)
    triers: Counter[Try] = field(default_factory=Counter)
    tried: int = 0

    @property
    def people(self) -> int:
        """Everybody of the program at the site, also who is on a break or gone."""
        return self.status.total()


def count_site(scores: BlockingDatabase[Document], place: Place, now: datetime) -> Mapping[str | None, Counts]:
    """The counts by program. One indexed aggregation, given up after ANSWERS_WITHIN_MS. Raises StoreAway."""
    with store_errors():
        (found,) = scores[PARTICIPANTS].aggregate(
            pipeline(place, now), maxTimeMS=ANSWERS_WITHIN_MS, comment="program-page"
        )
    counts: dict[str | None, Counts] = {}

    def of(row: Document) -> Counts:
        return counts.setdefault(row["_id"].get("program"), Counts())

    for row in found["status"]:
        of(row).status[_known(EnrolmentStatus, row["_id"].get("status"))] += row["people"]
    for row in found["flow"]:
        of(row).flow[_known(Stage, row["_id"].get("first")), _known(Stage, row["_id"].get("now"))] += row["people"]
    for row in found["since"]:
        of(row).since[_band(row["_id"].get("weeks"))] += row["people"]
    for row in found["attainments"]:
        of(row).attainments[row["_id"]["score"]] += row["people"]
    for row in found["tries"]:
        of(row).tried += row["tried"]
        for outcome in Try:
            of(row).tries[outcome] += row[f"tries-{outcome.value}"]
            of(row).triers[outcome] += row[f"people-{outcome.value}"]
    return counts


def pipeline(place: Place, now: datetime) -> Sequence[Document]:
    """What MongoDB is asked. The first stage is one run of the index by organization and site."""
    ago: Document = {"$subtract": [microseconds(now), "$heard_us"]}
    weeks: Document = {"$min": [{"$floor": {"$divide": [ago, 7 * US_PER_DAY]}}, _LONG_AGO]}
    heard = {"$cond": [{"$gt": ["$heard_us", None]}, weeks, None]}
    tried: Document = {"tried": _how_many({"$gt": [{"$sum": "$tries"}, 0]})}
    for index, outcome in enumerate(Try):
        count = {"$arrayElemAt": ["$tries", index]}
        tried[f"tries-{outcome.value}"] = {"$sum": count}
        tried[f"people-{outcome.value}"] = _how_many({"$gt": [count, 0]})
    wanted = ("program", "status", "first_stage", "stage", "heard_us", "attainment", "tries")
    return [
        {"$match": {"organization": place.organization, "site": place.site}},
        {"$project": {"_id": False, **dict.fromkeys(wanted, True)}},
        {
            "$facet": {
                "status": [_by(status="$status")],
                "flow": [_by(first="$first_stage", now="$stage")],
                "since": [{"$match": {"status": EnrolmentStatus.ENROLLED.value}}, _by(weeks=heard)],
                "attainments": [
                    {"$match": {"attainment": {"$ne": None}}},
                    _by(score={"$round": ["$attainment", 1]}),
                ],
                "tries": [{"$group": {"_id": {"program": "$program"}, **tried}}],
            }
        },
    ]


def _by(**expressions: object) -> Document:
    return {"$group": {"_id": {"program": "$program", **expressions}, "people": {"$sum": 1}}}


def _how_many(condition: Document) -> Document:
    return {"$sum": {"$cond": [condition, 1, 0]}}


def _band(weeks: float | None) -> Since:
    """A clock that runs ahead is heard this week."""
    if weeks is None:
        return Since.NEVER
    return next((band for band, days in DAYS.items() if weeks * 7 < days), Since.LONGER)


def _known(kind: type[Code], value: str | None) -> Code | None:
    return None if value is None else kind(value)
