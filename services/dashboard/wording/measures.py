"""How much of what: the measures of goals and steps, each in the form that the language uses for so much."""

from __future__ import annotations

from collections.abc import Mapping

from services.dashboard.language import N_, NN_, _
from services.dashboard.wording.names import isolated, measured
from shared.contracts.vocabulary import Period

AT_LEAST: Mapping[Period, str] = {
    # Translators: {amount} is so much of a measure, such as "10 minutes walked".
    Period.ONCE: N_("at least {amount}"),
    Period.DAY: N_("at least {amount} a day"),
    Period.WEEK: N_("at least {amount} a week"),
}
BETWEEN: Mapping[Period, str] = {
    # Translators: {least} is a number, {amount} so much of a measure: "5,000", "9,999 steps walked".
    Period.ONCE: N_("{least} to {amount}"),
    Period.DAY: N_("{least} to {amount} a day"),
    Period.WEEK: N_("{least} to {amount} a week"),
}
_SAMPLES: Mapping[str, tuple[str, str]] = {
    "steps-walked": NN_("{count} step walked", "{count} steps walked"),
    "minutes-walked": NN_("{count} minute walked", "{count} minutes walked"),
    "minutes-active": NN_("{count} minute active", "{count} minutes active"),
    "minutes-waited": NN_("{count} minute waited", "{count} minutes waited"),
    "minutes-of-breathing": NN_("{count} minute of breathing", "{count} minutes of breathing"),
    "walks-after-meals": NN_("{count} walk after a meal", "{count} walks after meals"),
    "tobacco-free-mornings": NN_("{count} tobacco-free morning", "{count} tobacco-free mornings"),
    "tobacco-free-days": NN_("{count} tobacco-free day", "{count} tobacco-free days"),
    "evenings-planned": NN_("{count} evening planned", "{count} evenings planned"),
    "cigarettes": NN_("{count} cigarette", "{count} cigarettes"),
    "breaks": NN_("{count} break", "{count} breaks"),
}
"""What the sample programs count."""
_ANY_OTHER = NN_("{count} ({measure})", "{count} {measure}")
"""Said by its own name, of which nobody knows the form for one."""


def so_much(measure: str, much: float) -> str:
    """Such as "1 minute walked", "10,000 steps walked", "2.5 pages read"."""
    if known := _SAMPLES.get(measure):
        return measured(much, *known)
    return measured(much, *_ANY_OTHER, measure=isolated(measure.replace("-", " ")))


def at_least(measure: str, much: float, per: Period = Period.ONCE) -> str:
    """What counts as done: "at least 10,000 steps walked a day"."""
    return _(AT_LEAST[per]).format(amount=so_much(measure, much))
