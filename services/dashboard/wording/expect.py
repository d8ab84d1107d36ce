"""What to expect, in plain words: what a program says of itself, and what Cairn promises to everybody in care."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from babel import Locale
from babel.core import UnknownLocaleError

from services.dashboard.expectations import Expectations
from services.dashboard.identity import Role
from services.dashboard.language import N_, _, spoken
from services.dashboard.wording.names import counted

TITLE = N_("What to expect")
WHICH = N_("Program")
PRINTS = N_("This page prints well: Ctrl+P, or ⌘P.")
AWAY = N_(
    "What the program says cannot be read right now. This page tries again by itself; what is below holds anyway."
)
NO_PROGRAM = N_("There is no program to tell of here yet.")
NOT_SHARED = N_(
    "Nothing is shared with you at the moment, so the program is not shown. What is shared, the participant decides."
)
NOTHING_SAID = N_("This program has not been described yet. Whoever works with you can tell you more.")
FOR_SUPPORTERS = N_(
    "This is written to the participant. It tells you, too, what they can count on, and what you may see."
)
FOR_STAFF = N_("This is what participants read, word by word.")
RHYTHM = N_("The rhythm")
PROMPTS = N_("What a check-in may ask")
SECTIONS: Sequence[tuple[str, Sequence[str]]] = (
    (
        N_("Who does what"),
        (
            N_("You set the pace, choose what to talk about, and in which order. Nobody presses you to be ready."),
            N_("Your clinician works with you. A plan counts when you both say yes; without your yes it is a draft."),
            N_("A coordinator looks after many people and reaches out when you may welcome a hand."),
            N_("A supporter is somebody whom you invite. You may take the invitation back at any time."),
            N_("The plan bends to your work, your family and your culture, not the other way round."),
        ),
    ),
    (
        N_("What is recorded"),
        (
            N_("What matters to you and what you do well; your goals, as experiments, and what each of them taught."),
            N_("Your steps, and how they went: done, partly, or not this time. Not having told is neither."),
            N_("Check-ins: your answers from 0 to 10, how you feel, and what you want to tell."),
            N_("Setbacks, as information: what was in the way, what was learned, and what helped you back."),
            N_(
                "From this come two estimates, of readiness and of confidence. They are something to talk about: not "
                "a diagnosis, not a validated instrument, not a comparison between people."
            ),
        ),
    ),
    (
        N_("Who sees it"),
        (
            N_("You: every estimate, the reasons for it, and who looked at your record and when."),
            N_("If an estimate does not fit, say so. Your own new answer corrects it."),
            N_("Clinicians and coordinators of the site where you are now; after a move, those of the new one only."),
            N_("Your supporters: only what you share with them, and only as long as you do."),
            N_("Whoever runs the computers sees nothing of you. Overviews leave out groups of fewer than 5 people."),
            N_("What you say in your own words is kept encrypted, apart from everything else."),
        ),
    ),
    (
        N_("Usual hurdles, and the help there is"),
        (
            N_("To want to change and not to want to is normal, and comes back now and then."),
            N_("A step that does not help is made smaller, or another one is found, at once and without blame."),
            N_("For what may come in between, you make a plan beforehand: if this, then that. To use it is coping."),
            N_("A setback is information. Finding the way back is a strength, and counts as one."),
            N_(
                "For what stands in the way, such as money, time, stigma or earlier experiences with care, there is "
                "practical help: an appointment, people around you, a skill, a resource."
            ),
            N_("You may ask for contact whenever you want. To ask for help takes courage."),
        ),
    ),
)
"""From what Cairn promises everybody, whatever the program."""

_FOR: Mapping[Role, str] = {
    Role.SUPPORTER: FOR_SUPPORTERS,
    Role.COORDINATOR: FOR_STAFF,
    Role.CLINICIAN: FOR_STAFF,
}


def written_for(role: Role) -> str | None:
    """To whom the page speaks, for those who are not the participant."""
    return _(_FOR[role]) if role in _FOR else None


def not_in_your_language(told: Expectations) -> str | None:
    """Said above a program that is written in another language than the page."""
    if told.language == spoken().language:
        return None
    return _("This program is not written in your language yet. Its own words are shown in {language}.").format(
        language=_language(told.language)
    )


def rhythm(told: Expectations) -> Sequence[str]:
    """How often something happens, and how long silence may last."""
    return (
        counted(
            told.check_in_every_days,
            "Every day there is a short check-in.",
            "Every {count} days there is a short check-in.",
        ),
        counted(
            told.silent_after_days,
            "When there has been no word from you for {count} day, somebody may ask how you are.",
            "When there has been no word from you for {count} days, somebody may ask how you are.",
        ),
        counted(
            told.review_every_days,
            "Every day you look at your goals together: what was learned, and what comes next.",
            "Every {count} days you look at your goals together: what was learned, and what comes next.",
        ),
    )


def _language(tag: str) -> str:
    try:
        name = Locale.parse(tag, sep="-").get_display_name(spoken())
    except (UnknownLocaleError, ValueError):
        return tag
    return name or tag
