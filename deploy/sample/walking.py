"""The program that the people of the LifeSnaps extract join: the study had none, so it is made up."""

from __future__ import annotations

from datetime import timedelta

from deploy.sample.sending import Program

ORGANIZATION = "lifesnaps"
PROGRAM = "walking"
REVIEW_AFTER = timedelta(days=14)
"""From setting or revising a goal to its review, at the earliest: no band ends later than the review after it.

The data names no reviews: two weeks is what a walker can look back on.
"""

WALKING = Program(
    ORGANIZATION,
    PROGRAM,
    {
        "from_version": 0,
        "name": {"en": "Walking"},
        "check_in_every_days": 7,
        "silent_after_days": 14,
        "review_every_days": REVIEW_AFTER.days,
        "languages": ["en"],
        "what_to_expect": {
            "en": "You choose how far you want to walk, and change it whenever it does not fit. Once a week there is "
            "a short check-in. Every two weeks you look together at what you found out. Days off are part of it."
        },
        "prompts": [
            {"code": code, "text": {"en": text}}
            for code, text in {
                "what-helped": "What helped you this week?",
                "good-moment": "Which moment on foot was a good one?",
                "what-it-gives": "What does walking give you that matters to you?",
                "in-the-way": "What got in the way, and what did you find out from it?",
                "proud-of": "What are you a little proud of?",
                "next-small-thing": "What small thing would you like to try next?",
            }.items()
        ],
    },
)
"""What has to be put before anybody can join."""
