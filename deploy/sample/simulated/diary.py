"""One simulated person's commands as they come about: in the order of time, each with its key and its references."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from deploy.sample.simulated.commands import CORRECTIONS, Answered, Command, Kind
from deploy.sample.simulated.definition import DAYS, SITES
from shared.contracts.codes import AttentionReason

_A_MOMENT = timedelta(minutes=3)
"""Between two commands of one occasion."""
_OF_STAFF = (Kind.TALK_COUNT, Kind.BALANCE, Kind.OUTREACH)
"""What a clinician puts right; other things the participant does."""


class By(StrEnum):
    """On whose behalf a command is sent."""

    SYSTEM = "system"
    PARTICIPANT = "participant"
    CLINICIAN = "clinician"
    COORDINATOR = "coordinator"


class Diary:
    """Collects commands. `turn_to` a day and an hour, then `say` what happened; time never goes back."""

    def __init__(self, participant_id: str, number: int, site: str, last_day: date) -> None:
        self.participant_id = participant_id
        self.site = site
        self._minute = 7 * number % 60  # so that people differ
        self.commands: list[Command] = []
        self._first_day = last_day - timedelta(days=DAYS - 1)
        self._counts: Counter[Kind] = Counter()
        self._clock = datetime.min.replace(tzinfo=UTC)

    @property
    def zone(self) -> str:
        """The participant's time zone, which is that of their site."""
        return SITES[self.site]

    @property
    def now(self) -> datetime:
        """When the next command is."""
        return self._clock

    def date(self, day: int) -> date:
        """The date of a day of the program, which begins with day 0."""
        return self._first_day + timedelta(days=day)

    def turn_to(self, day: int, hour: int) -> None:
        """Go on to this hour of the participant's own day."""
        local = datetime.combine(self.date(day), time(hour, self._minute), ZoneInfo(self.zone))
        self._clock = max(self._clock, local.astimezone(UTC))

    def say(
        self,
        kind: Kind,
        body: Mapping[str, object] | None = None,
        *,
        by: By = By.PARTICIPANT,
        about: Answered | None = None,
        goal: Answered | None = None,
        reason: AttentionReason | None = None,
    ) -> Command:
        """Write one command down. What is None in the body is left out: it is not known, or was not said."""
        self._counts[kind] += 1
        said = {name: value for name, value in (body or {}).items() if value is not None}
        label = f"{kind}-{self._counts[kind]}"
        command = Command(
            participant_id=self.participant_id,
            at=self._clock,
            kind=kind,
            label=label,
            key=f"{self.participant_id}.{label}",
            body={**said, "occurred_at": self._clock.isoformat()},
            about=about,
            goal=goal,
            acting_as=self._acting_as(by),
            reason=reason,
        )
        self.commands.append(command)
        self._clock += _A_MOMENT
        return command

    def correct(self, wrong: Command, **right: object) -> Command:
        """Say something said earlier again, now right: when it happened stays as it was."""
        body = {name: value for name, value in {**wrong.body, **right}.items() if name != "occurred_at"}
        by = By.CLINICIAN if wrong.kind in _OF_STAFF else By.PARTICIPANT
        corrected = self.say(CORRECTIONS[wrong.kind], by=by, about=wrong.answer)
        self.commands[-1] = replace(corrected, body=body)
        return self.commands[-1]

    def _acting_as(self, by: By) -> str | None:
        match by:
            case By.SYSTEM:
                return None
            case By.PARTICIPANT:
                return f"participant:{self.participant_id}"
            case By.CLINICIAN | By.COORDINATOR:
                return f"{by}:simulated-{by}@{self.site}"
