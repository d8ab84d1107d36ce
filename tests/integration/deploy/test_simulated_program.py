"""A few simulated people, all the way: through HTTP, the topics and the scores, on a real stack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
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
from shared.runtime.settings import Settings
from shared.runtime.store import connect

pytestmark = [pytest.mark.stack, pytest.mark.timeout(240)]

PEOPLE = 6
SEED = 3


@pytest.fixture
def sample() -> Sample:
    return tobacco_free(datetime.now(UTC), PEOPLE, SEED)


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


async def test_six_people_are_played_twice_and_recorded_once(
    sample: Sample, addresses: Mapping[Service, str], space: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    played = await play_shown([sample], addresses)
    assert played == type(played)((await play_shown([sample], addresses)).events, played.seconds)
    async with connect(space.mongo, space.database_of(SCORING)) as database:
        await await_arrival(database, played.events)
    figures, _ = await count(space)
    assert sum(figure.published for figure in figures) == played.count
    assert sum(figure.dead_lettered for figure in figures) == 0
    assert all(figure.published == figure.scored for figure in figures)
    assert all(line.startswith("SIMULATED Tobacco-free, 12 weeks: ") for line in capsys.readouterr().out.splitlines())


async def test_people_of_another_seed_under_the_same_ids_are_refused_with_the_cure(
    sample: Sample, addresses: Mapping[Service, str]
) -> None:
    await play_shown([sample], addresses)
    with pytest.raises(PlayStopped, match="another run id"):
        await play_shown([tobacco_free(datetime.now(UTC), PEOPLE, SEED + 1)], addresses)
