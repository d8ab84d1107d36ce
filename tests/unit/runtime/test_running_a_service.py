"""A setting that is missing or wrong is one line that says what to do, and exit status 2."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from fastapi import FastAPI

from shared.runtime.errors import Misconfigured
from shared.runtime.http import run
from shared.runtime.settings import Settings, read_settings

GOOD = {"CAIRN_KAFKA": "localhost:9092", "CAIRN_MONGO": "mongodb://localhost:27017/?replicaSet=rs0"}


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two good addresses, and no other setting."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"CAIRN_{name.upper()}", raising=False)
    for variable, value in GOOD.items():
        monkeypatch.setenv(variable, value)


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port that somebody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def never_built(_: Settings) -> FastAPI:
    raise AssertionError("the app must not be built")


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("CAIRN_KAFKA", None),
        ("CAIRN_KAFKA", ""),
        ("CAIRN_KAFKA", "localhost"),
        ("CAIRN_KAFKA", "localhost:99999"),
        ("CAIRN_KAFKA", "one:9092,two"),
        ("CAIRN_MONGO", None),
        ("CAIRN_MONGO", "localhost:27017"),
        ("CAIRN_MONGO", "mongodb://localhost:port"),
        ("CAIRN_MONGO", "mongodb://secret@word@localhost"),
        ("CAIRN_PORT", None),
        ("CAIRN_PORT", "http"),
        ("CAIRN_PORT", "70000"),
        ("CAIRN_DATABASE", "Name with spaces"),
        ("CAIRN_TOPIC_PREFIX", "UPPER"),
        ("CAIRN_PARTITIONS", "0"),
        ("CAIRN_LOG_LEVEL", "LOUD"),
        ("CAIRN_DEMO", "perhaps"),
    ],
)
def test_a_wrong_setting_is_named_in_one_line(
    variable: str, value: str | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if value is None:
        monkeypatch.delenv(variable, raising=False)
    else:
        monkeypatch.setenv(variable, value)
    assert run("goals", never_built) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"goals: {variable} is not {'set' if value is None else 'right'}: it must be ")
    assert said.count("\n") == 1
    assert not value or len(value) < 2 or value not in said


def test_a_port_that_is_taken_is_named_in_one_line(
    taken_port: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CAIRN_PORT", str(taken_port))
    assert run("goals", never_built) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"goals: cannot listen on 127.0.0.1:{taken_port} (")
    assert said.count("\n") == 1


@pytest.mark.parametrize("kafka", ["localhost:9092", "one:9092,two.example:9093", "10.0.0.1:1", "[::1]:9092"])
def test_good_settings_are_read(kafka: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAIRN_KAFKA", kafka)
    monkeypatch.setenv("CAIRN_TOPIC_PREFIX", "team-a.")
    settings = read_settings()
    assert settings.kafka == kafka
    assert settings.topic("care.goal-set.v1") == "team-a.care.goal-set.v1"
    assert settings.database_of("goals") == "cairn_goals"


def test_a_secret_in_an_address_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAIRN_MONGO", "postgres://someone:open-sesame@localhost")
    with pytest.raises(Misconfigured) as refused:
        read_settings()
    assert "open-sesame" not in str(refused.value)
