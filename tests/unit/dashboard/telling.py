"""What goals and checkins tell about somebody, as JSON, for the tests of their story."""

from __future__ import annotations

from datetime import date
from typing import Any

from services.dashboard.story.experiments import Experiment, experiment
from services.dashboard.story.own_words import Notes
from services.dashboard.story.told import read_goal, read_value

TODAY = date(2026, 3, 20)
HYPOTHESIS = "If I walk after dinner I will sleep better."
NOTES = Notes(
    {
        "n-value": "Being there for my kids",
        "n-first": "If I run every day I will sleep better.",
        "n-now": HYPOTHESIS,
        "n-learned": "Mornings are easier.",
        "n-plan": "it rains\nI do the stairs",
    }
)
VALUE: dict[str, Any] = {
    "value_id": "v-1",
    "versions": [
        {"number": 1, "since": "2026-02-01T09:00:00Z", "value_area": "family", "importance": 7, "words_note": None},
        {
            "number": 2,
            "since": "2026-02-09T09:00:00Z",
            "value_area": "family",
            "importance": 9,
            "words_note": "n-value",
        },
    ],
}
GOAL: dict[str, Any] = {
    "goal_id": "g-1",
    "organization": "northway",
    "participant_id": "robin",
    "value_area": "family",
    "value_id": "v-1",
    "status": "open",
    "sequence": 9,
    "review_on": "2026-04-12",
    "standing": {"participant": "agreed", "clinician": "draft"},
    "versions": [
        {
            "number": 1,
            "since": "2026-03-01T09:00:00Z",
            "reason": None,
            "review_on": "2026-03-29",
            "target": {"measure": "steps-walked", "at_least": 8000, "at_most": None, "per": "day"},
            "importance": 8,
            "confidence": 4,
            "hypothesis_note": "n-first",
        },
        {
            "number": 2,
            "since": "2026-03-10T09:00:00Z",
            "reason": "too-hard",
            "review_on": "2026-04-12",
            "target": {"measure": "steps-walked", "at_least": 6000, "at_most": None, "per": "day"},
            "importance": None,
            "confidence": 7,
            "hypothesis_note": "n-now",
        },
    ],
    "agreements": [
        {"sequence": 2, "at": "2026-03-01T09:01:00Z", "version": 1, "party": "participant", "answer": "agreed"},
        {"sequence": 3, "at": "2026-03-01T09:02:00Z", "version": 1, "party": "clinician", "answer": "declined"},
        {"sequence": 6, "at": "2026-03-10T09:02:00Z", "version": 2, "party": "participant", "answer": "declined"},
        {"sequence": 7, "at": "2026-03-11T09:02:00Z", "version": 2, "party": "participant", "answer": "agreed"},
    ],
    "reviews": [
        {
            "sequence": 4,
            "at": "2026-03-09T09:00:00Z",
            "version": 1,
            "attainment": -1,
            "next_review_on": None,
            "learned_note": "n-learned",
        }
    ],
    "closings": [],
    "reopenings": [],
    "steps": [],
    "plans": [
        {
            "plan_id": "p-1",
            "sequence": 8,
            "at": "2026-03-12T09:00:00Z",
            "barrier": "something-else",
            "step_id": None,
            "words_note": "n-plan",
        }
    ],
}


def a_goal(notes: Notes = NOTES, **said: Any) -> Experiment:
    """The goal with what is said otherwise, as the story of its experiment."""
    return experiment(read_goal({**GOAL, **said}), {"v-1": read_value(VALUE)}, notes)
