"""The committed documents say what the code does, and what they once promised stays true."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiokafka import ConsumerRecord

from shared.contracts import schema_documents
from shared.contracts.envelope import Reason, Refusal
from shared.contracts.schema_compatibility import incompatibilities
from shared.contracts.schema_documents import ASYNCAPI, SCHEMAS, documents, publish
from shared.contracts.topics import CARE_TOPICS, DEAD_LETTERS, SCORE_TOPICS
from shared.runtime.intake import DeadLetter, dead_letter

CHECKED_IN = "care.checked-in.v1.json"


@pytest.fixture
def generated() -> dict[str, str]:
    return documents()


def with_a_longer_list_of_moods(generated: dict[str, str]) -> dict[str, str]:
    schema = json.loads(generated[CHECKED_IN])
    schema["$defs"]["Mood"]["enum"].append("curious")
    return {**generated, CHECKED_IN: json.dumps(schema)}


def test_the_committed_documents_are_what_the_code_generates(generated: dict[str, str]) -> None:
    committed = {path.name: path.read_text(encoding="utf-8") for path in SCHEMAS.iterdir()}
    assert committed == generated, "run: make schemas"


def test_every_committed_schema_still_holds(generated: dict[str, str]) -> None:
    for path in SCHEMAS.glob("care.*.json"):
        assert incompatibilities(json.loads(path.read_bytes()), json.loads(generated[path.name])) == []


def test_the_same_code_generates_the_same_bytes(generated: dict[str, str]) -> None:
    assert documents() == generated


def test_publishing_into_an_empty_folder_writes_everything(tmp_path: Path, generated: dict[str, str]) -> None:
    assert publish(tmp_path / "new", generated) == []
    assert {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "new").iterdir()} == generated


def test_publishing_a_compatible_change_replaces_the_old_document(tmp_path: Path, generated: dict[str, str]) -> None:
    schema = json.loads(generated[CHECKED_IN])
    del schema["$defs"]["CheckedIn"]["properties"]["mood"]
    publish(tmp_path, {**generated, CHECKED_IN: json.dumps(schema)})
    assert publish(tmp_path, generated) == []
    assert (tmp_path / CHECKED_IN).read_text(encoding="utf-8") == generated[CHECKED_IN]


def test_publishing_a_breaking_change_is_refused_and_writes_nothing(
    tmp_path: Path, generated: dict[str, str]
) -> None:
    publish(tmp_path, generated)
    broken = {**with_a_longer_list_of_moods(generated), "care.new.v1.json": "{}"}
    assert publish(tmp_path, broken) == [f"{CHECKED_IN}: data.mood: curious is new on its list"]
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == generated


def test_dropping_an_event_type_is_refused(tmp_path: Path, generated: dict[str, str]) -> None:
    publish(tmp_path, generated)
    fewer = {name: text for name, text in generated.items() if name != CHECKED_IN}
    assert publish(tmp_path, fewer) == [
        f"{CHECKED_IN}: its event type is gone, but its topic still has readers; keep the type"
    ]


def test_a_schema_on_disk_that_cannot_be_read_is_refused(tmp_path: Path, generated: dict[str, str]) -> None:
    (tmp_path / CHECKED_IN).write_text("<<<<<<< ours", encoding="utf-8")
    assert publish(tmp_path, generated) == [f"{CHECKED_IN}: is not JSON; restore the committed file"]


def test_the_command_exits_1_with_a_line_per_problem(
    tmp_path: Path,
    generated: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    publish(tmp_path, with_a_longer_list_of_moods(generated))
    monkeypatch.setattr(schema_documents, "SCHEMAS", tmp_path)
    assert schema_documents.main() == 1
    first, *_ = capsys.readouterr().err.splitlines()
    assert first == f"{CHECKED_IN}: data.mood: curious was taken off its list"


def references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for value in node.values():
            yield from references(value)
    if isinstance(node, list):
        for value in node:
            yield from references(value)


@pytest.fixture
def asyncapi(generated: dict[str, str]) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(generated[ASYNCAPI])
    return document


def test_the_asyncapi_document_has_a_channel_per_topic(asyncapi: dict[str, Any]) -> None:
    assert set(asyncapi["channels"]) == {*CARE_TOPICS, *SCORE_TOPICS, DEAD_LETTERS}
    assert all(channel["address"] == name for name, channel in asyncapi["channels"].items())


def test_every_reference_in_the_asyncapi_document_leads_somewhere(
    asyncapi: dict[str, Any], generated: dict[str, str]
) -> None:
    for reference in references(asyncapi):
        if reference.startswith("./"):
            assert reference.removeprefix("./") in generated
            continue
        node: Any = asyncapi
        for name in reference.removeprefix("#/").split("/"):
            node = node[name]


def test_only_score_topics_keep_the_newest_message_alone(asyncapi: dict[str, Any]) -> None:
    compacted = {
        name for name, channel in asyncapi["channels"].items() if "topicConfiguration" in channel["bindings"]["kafka"]
    }
    assert compacted == set(SCORE_TOPICS)


def test_the_asyncapi_document_describes_the_headers_that_a_dead_letter_has(asyncapi: dict[str, Any]) -> None:
    record = ConsumerRecord("care.setback.v1", 2, 7, 1, 0, b"key", b"?", None, 3, 1, (("theirs", b"x"),))
    written = dead_letter(
        DeadLetter(Refusal(Reason.NOT_JSON, "the value is not JSON"), record), consumer="scoring", topic=DEAD_LETTERS
    )
    described = asyncapi["components"]["messages"][DEAD_LETTERS]["headers"]
    assert [name for name, _ in written.headers if not name.startswith("original.")] == described["required"]
    assert described["properties"]["cairn-reason"]["enum"] == [reason.value for reason in Reason]
