"""Who and what helps: supporters, supports, wishes for the agenda, asking for contact, answering a score."""

from __future__ import annotations

from deploy.sample.simulated import words
from deploy.sample.simulated.commands import Kind
from deploy.sample.simulated.diary import By
from deploy.sample.simulated.life import Life
from deploy.sample.simulated.people import Habit
from shared.contracts.codes import EstimateName, Feels, Shared, SupportKind

_INVITES_AFTER, _SHARES_MORE_AFTER, _UNINVITES_AFTER = 9, 26, 50
_CONTACT_AFTER, _SCORES_AFTER = 30, 22
"""Days from joining."""


def turn_to_others(life: Life, day: int) -> None:
    """What they may do on a day on which nobody asks them."""
    since = day - life.joined
    _share(life, since)
    if life.wish is None and life.happens(0.02):
        life.wish = life.diary.say(Kind.WISH, {"words": life.perhaps(words.WISHES, 0.7)})
    if life.has(Habit.ASKS_FOR_CONTACT) and since >= _CONTACT_AFTER and life.first_time("contact"):
        life.diary.say(Kind.CONTACT_REQUEST, {"words": life.perhaps(words.CONTACT)})
    if life.has(Habit.ANSWERS_SCORES) and since >= _SCORES_AFTER and life.first_time("score"):
        said = {
            "estimate": life.one_of(list(EstimateName)).value,
            "feels": life.one_of(list(Feels)).value,
            "words": life.perhaps(words.DOES_NOT_FIT),
        }
        life.diary.say(Kind.SCORE_ANSWER, said)


def arrange_support(life: Life) -> None:
    """A barrier that came up leads to practical help."""
    if life.barrier is None:
        return
    goal = life.goal.made.answer if life.goal and life.happens(0.6) else None
    said = {
        "barrier": life.barrier.value,
        "kind": life.one_of(list(SupportKind)).value,
        "goal_id": goal,
        "words": life.perhaps(words.SUPPORTS),
    }
    life.diary.say(Kind.SUPPORT, said, by=By.CLINICIAN)
    life.barrier = None


def _share(life: Life, since: int) -> None:
    if not life.has(Habit.HAS_SUPPORTER):
        return
    if since >= _INVITES_AFTER and life.first_time("invited"):
        may_see = [Shared.GOALS.value, Shared.STEPS.value]
        life.supporter = life.diary.say(Kind.SUPPORTER, {"may_see": may_see})
    elif life.supporter is not None and since >= _SHARES_MORE_AFTER and life.first_time("shared more"):
        may_see = [Shared.GOALS.value, Shared.STEPS.value, Shared.ATTEMPTS.value]
        life.diary.say(Kind.SUPPORTER, {"supporter_id": life.supporter.answer, "may_see": may_see})
    elif life.supporter is not None and since >= _UNINVITES_AFTER and life.has(Habit.ENDS_SUPPORT):
        life.diary.say(Kind.UNINVITATION, about=life.supporter.answer)
        life.supporter = None
