"""What a person's story is made from: asked of goals and checkins for the visitor, and of scoring's journal.

Everything here raises ServiceAway, Refused or StoreAway, and reads bounded numbers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.dashboard.queries import TimelinePage, read_timeline
from services.dashboard.released import Service, ServiceAway
from services.dashboard.story import told
from services.dashboard.story.attempts import attempts_in
from services.dashboard.story.experiments import Experiment, experiment, in_order
from services.dashboard.story.own_words import Notes
from services.dashboard.story.setbacks import Learning, learnings, plans_in, told_by_events
from services.dashboard.story.small_steps import SixWeeks, six_weeks_of
from services.dashboard.visit import Visit
from shared.contracts.events import (
    ContingencyPlanned,
    Setback,
    SetbackRecovered,
    StepCompleted,
    StepNotDone,
    StepPaused,
    StepPlanned,
    StepResumed,
    StepRevised,
)

MOST = 500
"""Goals, setbacks and others of one person that are read; of attempts and of plans the newest so many."""
MOST_NOTES = 2_000
"""Notes of one person that a service is asked for."""

_TRIED = (StepCompleted.TYPE, StepNotDone.TYPE)
_PLANNED = (StepPlanned.TYPE, StepRevised.TYPE, StepPaused.TYPE, StepResumed.TYPE)
_SET_BACK = (Setback.TYPE, SetbackRecovered.TYPE)
_FORESEEN = (ContingencyPlanned.TYPE,)


@dataclass(frozen=True, slots=True)
class Asking:
    """Whose story is told to whom. `site`: where the person is now."""

    visit: Visit
    participant_id: str
    site: str

    def notes_of(self, *services: Service) -> Notes:
        """People's own words, as far as they are released."""
        return Notes.told(*map(self._notes, services))

    def goals(self) -> list[told.GoalListed]:
        """Those that go on first."""
        return in_order(map(told.read_listed_goal, self._items(Service.GOALS, "goals")))

    def values(self) -> list[told.ValueTold]:
        """What matters to them."""
        return list(map(told.read_value, self._items(Service.GOALS, "values")))

    def experiments(
        self, goals: Iterable[told.GoalListed], values: Iterable[told.ValueTold], notes: Notes
    ) -> list[Experiment]:
        """These goals, each with its history: one question for each."""
        by_id = {value.value_id: value for value in values}
        return [experiment(self._goal(one.goal_id), by_id, notes) for one in goals]

    def six_weeks(self, begins: int) -> SixWeeks:
        """The steps of the last six weeks, of which each begins on weekday `begins`."""
        tried, now = self._journal(_TRIED), self.visit.now
        attempts = attempts_in(tried.events, tried.retractions)
        planned = self._journal(_PLANNED).events
        return six_weeks_of(
            planned, attempts, now.date(), now.tzinfo, begins=begins, taken_back=len(tried.retractions)
        )

    def learnings(self, notes: Notes) -> Sequence[Learning]:
        """Setbacks, the newest first."""
        return learnings(self._setbacks(), plans_in(self._journal(_FORESEEN).events), notes)

    def learnings_as_far_as_told(self) -> tuple[Sequence[Learning], Sequence[Service]]:
        """Setbacks, the newest first, and which services are away that keep words of theirs.

        What happened stands in the record, too: only people's own words are missing then. Raises Refused, StoreAway.
        """
        away: list[Service] = []
        notes: list[list[dict[str, Any]]] = []
        setbacks: Iterable[told.SetbackTold] = ()
        plans = plans_in(self._journal(_FORESEEN).events)
        try:
            notes.append(self._notes(Service.GOALS))
        except ServiceAway as error:
            away.append(error.service)
            plans = {}
        try:
            notes.append(self._notes(Service.CHECKINS))
            setbacks = self._setbacks()
        except ServiceAway as error:
            away.append(error.service)
            recorded = self._journal(_SET_BACK)
            setbacks = told_by_events(recorded.events, recorded.retractions)
        return learnings(setbacks, plans, Notes.told(*notes)), away

    def strengths(self) -> list[told.StrengthTold]:
        """What they do well."""
        return list(map(told.read_strength, self._items(Service.GOALS, "strengths")))

    def supports(self) -> list[told.SupportTold]:
        """The help that was arranged."""
        return list(map(told.read_support, self._items(Service.GOALS, "supports")))

    def wishes(self) -> list[told.WishTold]:
        """What they want to talk about."""
        return list(map(told.read_wish, self._items(Service.GOALS, "agenda-wishes")))

    def affirmations(self) -> list[told.AffirmationTold]:
        """What was said back to them, the newest first."""
        found = self._items(Service.CHECKINS, "records", kind="affirmation")
        return list(map(told.read_affirmation, found))

    def small_wins(self) -> list[told.SmallWinTold]:
        """The newest first."""
        return list(map(told.read_small_win, self._items(Service.CHECKINS, "small-wins")))

    def next_check_in(self) -> told.NextCheckInTold:
        """When it is due, if one is."""
        return told.read_next_check_in(self._get(Service.CHECKINS, self._about("next-check-in")))

    def _notes(self, service: Service) -> list[dict[str, Any]]:
        return self._items(service, "notes", MOST_NOTES)

    def _setbacks(self) -> Iterable[told.SetbackTold]:
        return map(told.read_setback, self._items(Service.CHECKINS, "records", kind="setback"))

    def _goal(self, goal_id: str) -> told.GoalTold:
        return told.read_goal(self._get(Service.GOALS, f"goals/{goal_id}"))

    def _items(self, service: Service, what: str, at_most: int = MOST, **query: str) -> list[dict[str, Any]]:
        site = self._site
        return self.visit.released.items(service, self._about(what), site=site, at_most=at_most, **query)

    def _get(self, service: Service, path: str) -> Mapping[str, Any]:
        return self.visit.released.get(service, path, site=self._site)

    def _about(self, what: str) -> str:
        return f"participants/{self.participant_id}/{what}"

    @property
    def _site(self) -> str | None:
        return self.site if self.visit.identity.is_staff else None

    def _journal(self, types: Collection[str]) -> TimelinePage:
        visit = self.visit
        return read_timeline(visit.sources.scores, visit.identity, self.participant_id, types, size=MOST)
