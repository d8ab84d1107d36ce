"""A few simulated people, all the way: through HTTP, the topics and the scores, on a real stack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from deploy.run.figures import count
from deploy.run.services import Services, choose_ports
from deploy.sample.arrival import await_arrival
from deploy.sample.choice import Sample, tobacco_free
from deploy.sample.play import play_shown
from deploy.sample.player import PlayStopped
from deploy.sample.sending import Service
from shared.contracts.read_models import SCORING
from shared.contracts.topics import CARE_TOPICS
from shared.runtime.settings import Settings
from shared.runtime.store import connect

pytestmark = [pytest.mark.stack, pytest.mark.timeout(240)]

PEOPLE, SEED = 6, 3
"""With these people every type of event occurs, whatever the day of the week."""
YESTERDAY = datetime.now(UTC).replace(hour=23, minute=0) - timedelta(days=1)
"""All of the program's last day has happened, whatever the time of day."""


@pytest.fixture
def sample() -> Sample:
    return tobacco_free(YESTERDAY, PEOPLE, SEED)


@pytest.fixture
def addresses(space: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mapping[Service, str]]:
    """Where goals and checkins listen; scoring and the dashboard run beside them."""
    for name, value in space.model_dump(include={"kafka", "mongo", "database", "topic_prefix", "partitions"}).items():
        monkeypatch.setenv(f"CAIRN_{name.upper()}", str(value))
    services = Services(tmp_path, choose_ports({}))
    try:
        services.start()
        services.await_health(())
        yield {service: services.address(service) for service in Service}
    finally:
        services.stop()


async def test_six_people_come_all_the_way_into_journal_and_scores(
    sample: Sample, addresses: Mapping[Service, str], space: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    played = await play_shown([sample], addresses)
    async with connect(space.mongo, space.database_of(SCORING)) as database:
        await await_arrival(database, played.events)
    figures, _ = await count(space)
    assert sum(figure.published for figure in figures) == played.count
    assert {figure.name for figure in figures if figure.published} == set(CARE_TOPICS)
    assert all((figure.published, 0) == (figure.scored, figure.dead_lettered) for figure in figures)
    assert all(line.startswith("SIMULATED Tobacco-free, 12 weeks: ") for line in capsys.readouterr().out.splitlines())


async def test_playing_again_records_nothing_again(sample: Sample, addresses: Mapping[Service, str]) -> None:
    who, course = next(iter(sample.journeys.items()))
    one = replace(sample, journeys={who: course})
    first, again = await play_shown([one], addresses), await play_shown([one], addresses)
    assert first.events == again.events
    assert first.count > len(course)


async def test_people_of_another_seed_under_the_same_ids_are_refused_with_the_cure(
    sample: Sample, addresses: Mapping[Service, str]
) -> None:
    await play_shown([sample], addresses)
    with pytest.raises(PlayStopped, match="another run id"):
        await play_shown([tobacco_free(YESTERDAY, PEOPLE, SEED + 1)], addresses)
