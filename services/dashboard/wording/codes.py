"""The domain's closed lists in words. Each is marked here and said with `_` where it is used."""

from __future__ import annotations

from collections.abc import Mapping

from services.dashboard.language import N_
from shared.contracts.callers import Role
from shared.contracts.vocabulary import Barrier, Mood, RevisionReason, RulerKind, Stage, ValueArea

ROLE: Mapping[Role, str] = {
    Role.PARTICIPANT: N_("participant"),
    Role.SUPPORTER: N_("supporter"),
    Role.CLINICIAN: N_("clinician"),
    Role.COORDINATOR: N_("coordinator"),
    Role.OPERATOR: N_("operator"),
    Role.SYSTEM: N_("the organization's own system"),
}
AREA: Mapping[ValueArea, str] = {
    ValueArea.HEALTH: N_("health"),
    ValueArea.CONNECTION: N_("connection"),
    ValueArea.FAMILY: N_("family"),
    ValueArea.WORK: N_("work"),
    ValueArea.LEARNING: N_("learning"),
    ValueArea.INDEPENDENCE: N_("independence"),
    ValueArea.REST: N_("rest"),
    ValueArea.SOMETHING_ELSE: N_("something else"),
}
STAGE: Mapping[Stage, str] = {
    Stage.PRECONTEMPLATION: N_("precontemplation"),
    Stage.CONTEMPLATION: N_("contemplation"),
    Stage.PREPARATION: N_("preparation"),
    Stage.ACTION: N_("action"),
    Stage.MAINTENANCE: N_("maintenance"),
}
MOOD: Mapping[Mood, str] = {
    Mood.ALERT: N_("alert"),
    Mood.HAPPY: N_("happy"),
    Mood.NEUTRAL: N_("neutral"),
    Mood.RESTED: N_("rested"),
    Mood.SAD: N_("sad"),
    Mood.TENSE: N_("tense"),
    Mood.TIRED: N_("tired"),
}
RULER: Mapping[RulerKind, str] = {
    RulerKind.IMPORTANCE: N_("importance {value}"),
    RulerKind.CONFIDENCE: N_("confidence {value}"),
    RulerKind.READINESS: N_("readiness {value}"),
}
"""An answer on a ruler, as one of several: "importance 8"."""
BARRIER: Mapping[Barrier, str] = {
    Barrier.STIGMA: N_("stigma"),
    Barrier.MONEY: N_("money"),
    Barrier.TIME: N_("time"),
    Barrier.EARLIER_CARE: N_("earlier experiences with care"),
    Barrier.HEALTH: N_("health"),
    Barrier.PEOPLE_AROUND: N_("people around them"),
    Barrier.SOMETHING_ELSE: N_("something else"),
}
REVISED_BECAUSE: Mapping[RevisionReason, str] = {
    RevisionReason.TOO_EASY: N_("because it had become easy"),
    RevisionReason.TOO_HARD: N_("because it asked for too much at once"),
    RevisionReason.LEARNED_SOMETHING: N_("because they learned something"),
    RevisionReason.LIFE_CHANGED: N_("because life changed"),
    RevisionReason.SOMETHING_ELSE: N_("because of something else"),
}
TALK: Mapping[str, str] = {
    "desire": N_("desire {count}"),
    "ability": N_("ability {count}"),
    "reason": N_("reason {count}"),
    "need": N_("need {count}"),
    "commitment": N_("commitment {count}"),
    "activation": N_("activation {count}"),
    "taking_steps": N_("taking steps {count}"),
}
"""How often talk of a kind was heard, by the field of `TalkCounts`."""
