"""Files of those simulated people whom an operator enrols, instead of a command for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice

from deploy.sample.sending import Roster
from deploy.sample.simulated.commands import Command
from deploy.sample.simulated.definition import ORGANIZATION

_EVERY = 5
"""One in so many people is on a roster."""
_LONGEST = 400
"""Lines of a file: less than 64 KiB, which is as much as is taken at once."""
_HEADER = "participant_id,site,program,occurred_at"

Courses = Mapping[str, Sequence[Command]]


def with_rosters(courses: Courses, run: str) -> tuple[Sequence[Roster], Courses]:
    """Files with the first enrolment of every fifth person, and all courses without what these files say."""
    listed = {who for who in islice(courses, _EVERY - 1, None, _EVERY) if courses[who]}
    lines = [_line(courses[who][0]) for who in courses if who in listed]
    rosters = [
        Roster(ORGANIZATION, f"{run}.roster-{number}", "\n".join([_HEADER, *lines[first : first + _LONGEST], ""]))
        for number, first in enumerate(range(0, len(lines), _LONGEST), start=1)
    ]
    return rosters, {who: course[1:] if who in listed else course for who, course in courses.items()}


def _line(joins: Command) -> str:
    return f"{joins.participant_id},{joins.body['site']},{joins.body['program']},{joins.at.isoformat()}"
