"""What the player's connections do with answers of every form, and with servers that go away."""

from __future__ import annotations

import asyncio
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest

from deploy.sample.player import connect
from deploy.stacks.readiness import LOOPBACK, free_port

JSON = b"content-type: application/json\r\n"


def whole(body: bytes = b'{"n":1}', more: bytes = b"") -> bytes:
    return b"HTTP/1.1 201 Created\r\n%s%sContent-Length: %d\r\n\r\n%s" % (JSON, more, len(body), body)


class Server:
    """Answers with the given bytes, one after the other; None: hangs up unasked. Remembers what it was sent."""

    def __init__(self, *answers: bytes | None) -> None:
        self.answers = list(answers)
        self.heard: list[bytes] = []
        self.connections = 0
        self.ended = asyncio.Event()
        self._serving: set[asyncio.Task[None]] = set()

    def accept(self, reader: StreamReader, writer: StreamWriter) -> None:
        self.connections += 1
        self._serving.add(asyncio.create_task(self._serve(reader, writer)))

    async def _serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        while self.answers:
            try:
                head = await reader.readuntil(b"\r\n\r\n")
            except EOFError:
                break
            self.heard.append(head + await reader.readexactly(len(b'{"a":1}')))
            if (answer := self.answers.pop(0)) is None:
                break
            writer.write(answer)
        writer.close()
        await writer.wait_closed()
        self.ended.set()

    @asynccontextmanager
    async def client(self) -> AsyncIterator[httpx.AsyncClient]:
        server = await asyncio.start_server(self.accept, LOOPBACK, 0)
        url = f"http://{LOOPBACK}:{server.sockets[0].getsockname()[1]}"
        async with server:
            async with connect(url) as client:
                yield client
            await asyncio.wait_for(asyncio.gather(*self._serving), 10)


async def ask(client: httpx.AsyncClient) -> httpx.Response:
    return await client.post("/v1/things", json={"a": 1}, headers={"Idempotency-Key": "k-1"})


async def test_one_connection_carries_one_request_after_the_other() -> None:
    server = Server(whole(), whole(b'{"n":2}'))
    async with server.client() as client:
        answers = [await ask(client), await ask(client)]
    assert [(answer.status_code, answer.json()) for answer in answers] == [(201, {"n": 1}), (201, {"n": 2})]
    assert server.connections == 1


async def test_the_request_is_what_httpx_made_of_it() -> None:
    server = Server(whole())
    async with server.client() as client:
        await ask(client)
    head, _, body = server.heard[0].partition(b"\r\n\r\n")
    first, *headers = head.lower().split(b"\r\n")
    assert first == b"post /v1/things http/1.1"
    assert {b"idempotency-key: k-1", b"content-type: application/json", b"content-length: 7"} <= set(headers)
    assert body == b'{"a":1}'


async def test_requests_at_once_have_a_connection_each() -> None:
    server = Server(whole(), whole())
    async with server.client() as client:
        await asyncio.gather(ask(client), ask(client))
    assert server.connections == 2


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 201 Created\r\n"
        + JSON
        + b'Transfer-Encoding: chunked\r\n\r\n3\r\n{"n\r\n4;x=y\r\n":1}\r\n0\r\n\r\n',
        whole(more=b"Connection: keep-alive\r\n"),
    ],
    ids=["in chunks", "whole"],
)
async def test_an_answer_is_read_to_its_end_and_no_further(answer: bytes) -> None:
    server = Server(answer, whole(b'{"n":2}'))
    async with server.client() as client:
        assert [(await ask(client)).json(), (await ask(client)).json()] == [{"n": 1}, {"n": 2}]
    assert server.connections == 1


async def test_a_connection_that_the_server_ends_is_not_used_again() -> None:
    server = Server(whole(more=b"Connection: close\r\n"), whole())
    async with server.client() as client:
        await ask(client)
        await ask(client)
    assert server.connections == 2


async def test_a_connection_that_was_ended_unsaid_is_noticed() -> None:
    server = Server(whole())
    async with server.client() as client:
        await ask(client)
        await server.ended.wait()
        server.answers.append(whole())
        try:
            await ask(client)
        except httpx.ReadError:  # the end had not been heard yet: then the next one has a new connection
            assert (await ask(client)).status_code == httpx.codes.CREATED
    assert server.connections == 2


@pytest.mark.parametrize(
    "answer",
    [None, whole()[:-2], b"HTTP/1.1 201 Created\r\n\r\n", b"\r\n\r\n", b"HTTP/1.1 x\r\ncontent-length: 0\r\n\r\n"],
    ids=["none", "half", "of no length", "empty", "not HTTP"],
)
async def test_an_answer_that_breaks_off_or_is_none_is_an_error_that_is_tried_again(answer: bytes | None) -> None:
    async with Server(answer).client() as client:
        with pytest.raises(httpx.TransportError):
            await ask(client)


async def test_no_answer_in_time_is_an_error_that_is_tried_again() -> None:
    async with Server(b"", whole()).client() as client:
        client.timeout = httpx.Timeout(0.05)
        with pytest.raises(httpx.ReadTimeout):
            await ask(client)


async def test_nobody_there_is_an_error_that_is_tried_again() -> None:
    async with connect(f"http://{LOOPBACK}:{free_port()}") as client:
        with pytest.raises(httpx.ConnectError):
            await ask(client)
