"""The filter agrees with eight courses that were computed independently: after every event, and in its parts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from services.scoring.domain.course import Course, weighed
from services.scoring.domain.evidence import (
    RECOVERY_HARDER_BY,
    RULER_SD_AT_CHECK_IN,
    RULER_SD_FOR_ONE_GOAL,
    RULER_SD_IN_SESSION,
    SETBACK_INPUT,
    SETBACK_INPUT_WITH_PLAN,
    Affirmed,
    Attempted,
    Evidence,
    Shifted,
    balance,
    clinician,
    ruler,
    stage,
    talk,
)
from services.scoring.domain.filter import START
from services.scoring.domain.memory import Memory
from shared.contracts.estimates import US_PER_DAY, readiness, self_efficacy
from shared.contracts.read_models import Category
from shared.contracts.vocabulary import RulerKind, Stage

COURSES = json.loads((Path(__file__).parent / "scoring-vectors.json").read_text())
SD = {"session": RULER_SD_IN_SESSION, "check-in": RULER_SD_AT_CHECK_IN, "goal": RULER_SD_FOR_ONE_GOAL}


def evidence(said: dict[str, Any]) -> tuple[Evidence, ...]:
    match said["k"]:
        case "importance" | "readiness" | "confidence" as kind:
            return (ruler(RulerKind(kind), said["v"], SD[said["setting"]]),)
        case "stage":
            return (stage(list(Stage)[said["v"]]),)
        case "talk":
            return (talk(said["ct"], said["st"]),)
        case "balance":
            return balance(said["change"], said["stay"])
        case "attempt":
            return (Attempted(said["x"], said["d"], Category.STEP),)
        case "recovery":
            return (Attempted(1.0, said["d"] + RECOVERY_HARDER_BY, Category.RECOVERY),)
        case "setback":
            return (Shifted(SETBACK_INPUT_WITH_PLAN if said["plan"] else SETBACK_INPUT, Category.SETBACK),)
        case "affirmation":
            return (Affirmed(),)
        case "clinician":
            return (clinician(said["v"]),)
        case other:
            raise AssertionError(other)


@pytest.mark.parametrize("course", COURSES, ids=[c["name"] for c in COURSES])
def test_the_filter_agrees_with_a_course_computed_independently(course: dict[str, Any]) -> None:
    first = round(course["events"][0]["t"] * US_PER_DAY)
    state = Course(0, (first, 0, ""), first, START, memory=Memory())
    for number, (said, expected) in enumerate(zip(course["events"], course["after_each"], strict=True)):
        state = weighed(state, evidence(said), (round(said["t"] * US_PER_DAY), 0, f"e{number}"))
        belief = state.estimates.belief
        (r, var_r), (s, var_s) = readiness(belief), self_efficacy(belief)
        assert [r, s, var_r, var_s] == pytest.approx(expected, abs=1e-9)
    parts = {k.value: [p[0] + p[1], p[2] + p[3]] for k, p in state.estimates.parts.items()}
    for name, expected in course["parts_at_end"].items():
        assert parts[name] == pytest.approx(expected, abs=1e-9), name
