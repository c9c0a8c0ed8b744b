"""The body of an answer does not wait for word that its head came."""

from __future__ import annotations

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from uvicorn.server import ServerState

from osteotwin.web.app import create_app
from osteotwin.web.server import server_config


@pytest.mark.usefixtures("socket_enabled")
def test_whoever_opened_the_socket_what_is_written_leaves_at_once(tmp_path: Path) -> None:
    config = server_config(create_app(tmp_path, "secret", people=8))
    config.load()

    async def option() -> int:
        listening = socket.create_server(("127.0.0.1", 0))  # names no protocol, as most do
        loop = asyncio.get_running_loop()
        state = ServerState()  # it holds the connections
        server = await loop.create_server(
            lambda: config.http_protocol_class(config, state, {}),  # pyright: ignore[reportCallIssue]
            sock=listening,
        )
        _, client = await asyncio.open_connection(*listening.getsockname())
        client.write(b"GET /healthz HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n")
        while not state.connections:
            await asyncio.sleep(0)
        found = (
            next(iter(state.connections))
            .transport.get_extra_info("socket")
            .getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        )
        client.close()
        server.close()
        return found

    # In a thread of its own: where browser tests ran before, this one has a loop already.
    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(asyncio.run, option()).result() == 1
