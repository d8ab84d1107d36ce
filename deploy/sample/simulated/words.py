"""Sentences for where a person would use their own words. Each says that it is simulated; none is anybody's."""

from __future__ import annotations

_MARK = "Simulated: "


def _said(*sentences: str) -> tuple[str, ...]:
    return tuple(_MARK + sentence for sentence in sentences)


VALUES = _said("being well matters.", "being there for others matters.", "deciding for oneself matters.")
MOMENTS = _said("a plan was made and kept.", "help was asked for in time.", "a long day ended well.")
HYPOTHESES = _said(
    "if the first one of the day waits, the day gets easier.",
    "if a walk follows each meal, the urge passes sooner.",
    "if evenings have another routine, sleep gets better.",
)
CRITERIA = _said("it counts when it was done before noon.", "it counts when it was written down.")
IF_THIS = _said("if the urge comes after a meal", "if others go outside for one", "if the day was long")
THEN_THAT = _said("then a glass of water and five minutes", "then a short walk", "then a call to somebody")
LEARNED = _said("mornings are easier than evenings.", "saying it aloud helped.", "a smaller step would have done.")
WHY_NOT_LOWER = _said("there have been good days before.", "the reasons have become clearer.")
JOURNAL = _said("this week had a quiet moment.", "something was noticed.", "one thing went as planned.")
CONCERNS = _said("weekends look long.", "sleep is on the mind.")
WISHES = _said("weekends could be talked over.", "what to say when offered one could be talked over.")
SUPPORTS = _said("an appointment was found.", "somebody to call was found.", "a way to pause was practised.")
AFFIRMATIONS = _said("keeping at it was noticed.", "planning ahead was noticed.")
REASONS = _said("breathing would be easier.", "it is a habit of many years.", "there would be money left.")
CONTACT = _said("a call would be welcome.")
DOES_NOT_FIT = _said("it feels otherwise than that.")
REACHED_OUT = _said("a good time to talk was looked for.", "what helps just now was asked about.")
RESTS = _said("until then there is nothing to do.")
