"""A course as the document that readers know (`shared.contracts.read_models`), and back, bit for bit.

`unpack(pack(course)) == course`, and equal courses pack to equal documents with their fields in the same order: so
"byte-identical projections" can be checked by comparing encoded documents.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from services.scoring.domain.attention import Item, Look
from services.scoring.domain.course import Course
from services.scoring.domain.filter import Estimates
from services.scoring.domain.memory import Enrolment, Goal, Memory, SeenTo
from shared.contracts.attention import REASONS
from shared.contracts.codes import EnrolmentStatus
from shared.contracts.estimates import Belief
from shared.contracts.read_models import BELIEF, CATEGORIES, PART


def pack(subject: str, course: Course) -> dict[str, Any]:
    """The projection as a document without `_id`; the same course always gives the same document."""
    belief = course.estimates.belief
    parts = course.estimates.parts
    memory = course.memory
    enrolment = memory.enrolment
    return {
        "organization": subject.partition("/")[0],
        "site": course.site,
        "program": course.program,
        "events": course.events,
        "enrolled_us": course.enrolled_us,
        "status": enrolment.status.value if enrolment else None,
        "heard_us": course.heard_us,
        "heard_readiness_us": course.heard_readiness_us,
        "heard_self_efficacy_us": course.heard_self_efficacy_us,
        "silent_from_us": course.silent_from_us,
        "asked_us": memory.asked_us,
        "agreement_us": course.agreement_us,
        "review_on": course.review_on,
        "small_win_us": course.small_win_us,
        "stage": memory.stage,
        "first_stage": memory.first_stage,
        "attainment": course.attainment,
        "tries": list(course.tries),
        "open_setbacks": [[setback_id, us] for setback_id, us in course.open_setbacks],
        "belief": BELIEF.pack(course.at_us, *belief.mean, *belief.covariance),
        "parts": b"".join([PART.pack(k, *share) for k, name in enumerate(CATEGORIES) if (share := parts.get(name))]),
        "trail": course.trail,
        "moves": course.moves,
        "moved_by": course.moved_by,
        "memory": orjson.dumps(
            [
                course.position,
                memory.done_before,
                memory.setback_since_done,
                memory.affirmations,
                tuple(enrolment) if enrolment else None,
                sorted([(goal_id, *goal) for goal_id, goal in memory.goals.items()]),
                sorted(memory.retracted),
                memory.left_out,
                sorted([(reason, *said) for reason, said in memory.seen_to.items()]),
            ]
        ),
    }


def pack_look(look: Look) -> dict[str, Any]:
    """What the rules found, as fields of the same document; the same look always gives the same fields."""
    first = look.first
    return {
        "attention": [_item(item) for item in look.items],
        "reason": None if first is None else REASONS.index(first.reason),
        "reason_us": None if first is None else first.since_us,
        "looked_us": look.at_us,
    }


def _item(item: Item) -> dict[str, Any]:
    found: dict[str, Any] = {"reason": REASONS.index(item.reason), "us": item.since_us}
    if item.owner is not None:
        found["owner"] = item.owner
    if item.rests_us is not None:
        found["rests_us"] = item.rests_us
    return found


def unpack(document: Mapping[str, Any]) -> Course:
    """The course that `pack` made the document from. Raises KeyError, struct.error or ValueError."""
    at_us, a, b, c, d, *covariance = BELIEF.unpack(document["belief"])
    position, done_before, setback_since_done, affirmations, enrolment, goals, retracted, left_out, seen_to = (
        orjson.loads(document["memory"])
    )
    done, partly, not_this_time = document["tries"]
    return Course(
        events=document["events"],
        position=(position[0], position[1], position[2]),
        at_us=at_us,
        estimates=Estimates(
            Belief((a, b, c, d), tuple(covariance)),
            {CATEGORIES[index]: (p, q, r, s) for index, p, q, r, s in PART.iter_unpack(document["parts"])},
        ),
        trail=document["trail"],
        moves=document["moves"],
        moved_by=document["moved_by"],
        site=document["site"],
        program=document["program"],
        enrolled_us=document["enrolled_us"],
        heard_us=document["heard_us"],
        heard_readiness_us=document["heard_readiness_us"],
        heard_self_efficacy_us=document["heard_self_efficacy_us"],
        open_setbacks=tuple((setback_id, us) for setback_id, us in document["open_setbacks"]),
        small_win_us=document["small_win_us"],
        memory=Memory(
            done_before=done_before,
            setback_since_done=setback_since_done,
            affirmations=tuple((at, given) for at, given in affirmations),
            enrolment=_enrolment(*enrolment) if enrolment else None,
            goals={goal_id: Goal(*goal) for goal_id, *goal in goals},
            asked_us=document["asked_us"],
            retracted=frozenset(retracted),
            left_out=left_out,
            stage=document["stage"],
            first_stage=document["first_stage"],
            seen_to={reason: SeenTo(*said) for reason, *said in seen_to},
        ),
        tries=(done, partly, not_this_time),
    )


def _enrolment(enrolment_id: str, status: str, silent_after_days: int, here_us: int) -> Enrolment:
    return Enrolment(enrolment_id, EnrolmentStatus(status), silent_after_days, here_us)
