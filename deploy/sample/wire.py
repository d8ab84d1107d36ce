"""Plain HTTP/1.1 on kept connections, for the thousands of small commands of a sample: .3 ms each, not 1.4.

A transport of httpx, so that everything above it is httpx's: answers are read whole, errors are httpx's.
"""

from __future__ import annotations

import asyncio
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator
from contextlib import suppress

import httpx

_Connection = tuple[StreamReader, StreamWriter]
_LARGEST_LINE = 64 * 1024


class KeptConnections(httpx.AsyncBaseTransport):
    """As many connections as there are requests at once; each is used again until either side has ended it.

    Raises ConnectError, ReadError or ReadTimeout; after the last two the request may or may not have been heard.
    """

    def __init__(self) -> None:
        self._idle: dict[tuple[str, int], list[_Connection]] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request on a connection that is free, or on a new one."""
        asked = _head(request) + await request.aread()
        idle = self._idle.setdefault((request.url.host, request.url.port or 80), [])
        reader, writer = await self._connection(request, idle)
        try:
            async with asyncio.timeout(request.extensions.get("timeout", {}).get("read")):
                writer.write(asked)
                answer = await _answer(reader)
        except TimeoutError as error:
            await _end(writer)
            raise httpx.ReadTimeout("no answer in time", request=request) from error
        except (OSError, EOFError, ValueError, LookupError) as error:
            await _end(writer)
            raise httpx.ReadError(f"the answer broke off ({type(error).__name__})", request=request) from error
        except asyncio.CancelledError:
            await _end(writer)
            raise
        if answer.headers.get("connection", "").lower() == "close":
            await _end(writer)
        else:
            idle.append((reader, writer))
        return answer

    async def aclose(self) -> None:
        """End all connections."""
        for connections in self._idle.values():
            for _, writer in connections:
                await _end(writer)
        self._idle.clear()

    async def _connection(self, request: httpx.Request, idle: list[_Connection]) -> _Connection:
        while idle:
            reader, writer = idle.pop()
            if not reader.at_eof() and not writer.is_closing():
                return reader, writer
            await _end(writer)
        try:
            return await asyncio.open_connection(request.url.host, request.url.port or 80, limit=_LARGEST_LINE)
        except OSError as error:
            raise httpx.ConnectError(f"nobody answers ({type(error).__name__})", request=request) from error


async def _end(writer: StreamWriter) -> None:
    writer.close()
    with suppress(OSError):  # the other side may have ended it first
        await writer.wait_closed()


def _head(request: httpx.Request) -> bytes:
    lines = [f"{request.method} {request.url.raw_path.decode()} HTTP/1.1".encode()]
    lines += [name + b": " + value for name, value in request.headers.raw]
    return b"\r\n".join([*lines, b"", b""])


async def _answer(reader: StreamReader) -> httpx.Response:
    first, *lines = (await reader.readuntil(b"\r\n\r\n")).rstrip().split(b"\r\n")
    headers = [(name, value.strip()) for name, _, value in (line.partition(b":") for line in lines)]
    named = {name.lower(): value for name, value in headers}
    if named.get(b"transfer-encoding", b"").lower() == b"chunked":
        content = b"".join([chunk async for chunk in _chunks(reader)])
    else:
        content = await reader.readexactly(int(named[b"content-length"]))
    return httpx.Response(int(first.split(b" ", 2)[1]), headers=headers, content=content)


async def _chunks(reader: StreamReader) -> AsyncIterator[bytes]:
    while length := int((await reader.readline()).partition(b";")[0], 16):
        yield await reader.readexactly(length)
        await reader.readline()
    while await reader.readline() not in (b"\r\n", b""):
        pass  # trailers say nothing that is needed here
