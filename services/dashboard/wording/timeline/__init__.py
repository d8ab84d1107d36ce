"""What happened, event by event, in the words of the domain: a module per kind, and one question for all, `story`.

A new event type gets its words in the module of its kind, a place in `Kind`, and a case in `story` (`assert_never`
says so).
"""

from services.dashboard.wording.timeline.kinds import TYPES, Kind
from services.dashboard.wording.timeline.phrases import Story
from services.dashboard.wording.timeline.plans import Plan, Planned, Plans, by_step
from services.dashboard.wording.timeline.retractions import no_longer_counts
from services.dashboard.wording.timeline.telling import story

__all__ = ["TYPES", "Kind", "Plan", "Planned", "Plans", "Story", "by_step", "no_longer_counts", "story"]
