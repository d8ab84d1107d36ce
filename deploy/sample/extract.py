"""The rows of the LifeSnaps extract beside this file, as values. What a row leaves blank is unknown: None."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from shared.contracts.vocabulary import Mood, Stage

FOLDER = Path(__file__).with_name("lifesnaps")

_MOODS = {
    "alert": Mood.ALERT,
    "happy": Mood.HAPPY,
    "neutral": Mood.NEUTRAL,
    "rested_relaxed": Mood.RESTED,
    "sad": Mood.SAD,
    "tense_anxious": Mood.TENSE,
    "tired": Mood.TIRED,
}


@dataclass(frozen=True, slots=True)
class Band:
    """How much somebody set out to walk: steps a day, from `floor` (0 is one, too) to `ceiling`."""

    floor: int
    ceiling: int


@dataclass(frozen=True, slots=True)
class NoGoal:
    """Said to have none, which is not the same as not having said."""


NO_GOAL: Final = NoGoal()


@dataclass(frozen=True, slots=True)
class Day:
    """One person's day."""

    person: int
    date: date
    steps: int | None = None
    chosen: Band | NoGoal | None = None
    mood: Mood | None = None


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """One person's stage of change on a day."""

    person: int
    date: date
    stage: Stage


def read_days(folder: Path = FOLDER) -> list[Day]:
    """`daily.csv`, row by row. Raises OSError, KeyError or ValueError for anything but the extract."""
    return [
        Day(
            person=int(row["person"]),
            date=date.fromisoformat(row["date"]),
            steps=int(row["steps"]) if row["steps"] else None,
            chosen=_chosen(row["step_goal"], row["min_goal"], row["max_goal"]),
            mood=_MOODS[row["mood"]] if row["mood"] else None,
        )
        for row in _rows(folder / "daily.csv")
    ]


def read_questionnaires(folder: Path = FOLDER) -> list[Questionnaire]:
    """`stages.csv`, row by row. Raises OSError, KeyError or ValueError for anything but the extract."""
    return [
        Questionnaire(int(row["person"]), date.fromisoformat(row["date"]), Stage(row["stage"].lower()))
        for row in _rows(folder / "stages.csv")
    ]


def _chosen(label: str, floor: str, ceiling: str) -> Band | NoGoal | None:
    match label:
        case "":
            return None
        case "NO_GOAL":
            return NO_GOAL
        case _:
            return Band(int(floor), int(ceiling))


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(newline="", encoding="utf-8") as rows:
        return list(csv.DictReader(rows))
