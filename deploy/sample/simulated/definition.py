"""The simulated program: its name, its sites, and what an operator would put. All of it is made up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from deploy.sample.sending import Program

ORGANIZATION = "simulated"
PROGRAM = "tobacco-free-12-weeks-simulated"
TITLE = "SIMULATED Tobacco-free, 12 weeks"
"""How people are told of it, wherever it is played."""
SITES: Mapping[str, str] = {
    "harbour": "Europe/Lisbon",
    "market-hall": "Europe/Vienna",
    "orchard": "Europe/Helsinki",
    "lighthouse": "America/Halifax",
}
"""The time zone of each."""

DAYS = 84
"""Of the program, its first and its last included."""
REVIEW_AFTER = timedelta(days=14)

_PROMPTS: Mapping[str, Mapping[str, str]] = {
    "what-helped": {"en": "What helped you this week?", "de": "Was hat diese Woche geholfen?"},
    "a-good-moment": {"en": "Tell of one good moment.", "de": "Erzählen Sie von einem guten Moment."},
    "what-i-noticed": {"en": "What did you notice?", "de": "Was ist Ihnen aufgefallen?"},
    "who-was-there": {"en": "Who was there for you?", "de": "Wer war für Sie da?"},
    "next-small-step": {"en": "What could come next?", "de": "Was könnte als Nächstes kommen?"},
}
PROMPTS = tuple(_PROMPTS)

_DEFINITION: Mapping[str, object] = {
    "from_version": 0,
    "name": {"en": "Tobacco-free, 12 weeks (simulated)", "de": "Tabakfrei, 12 Wochen (simuliert)"},
    "what_to_expect": {
        "en": "A simulation: eight conversations, a short check-in a week, goals as experiments. Nobody takes part.",
        "de": "Eine Simulation: acht Gespräche, ein Kontakt pro Woche, Ziele als Versuche. Niemand nimmt teil.",
    },
    "check_in_every_days": 7,
    "silent_after_days": 14,
    "review_every_days": REVIEW_AFTER.days,
    "languages": ["en", "de"],
    "prompts": [{"code": code, "text": dict(text)} for code, text in _PROMPTS.items()],
}
SIMULATED = Program(ORGANIZATION, PROGRAM, _DEFINITION)
"""What has to be put before anybody can join."""
