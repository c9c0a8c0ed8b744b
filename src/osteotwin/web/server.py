"""The server beneath the application: whoever is slow, sends garbage or opens many connections does not stop it."""

from __future__ import annotations

import asyncio
import json
import socket
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any, ClassVar, Final

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from osteotwin.web.security import HEADERS, MOST_HEAD_BYTES, MOST_OF_ONE, Guard, is_loopback

#: The head of a request must be there after so long [s], the whole of it after so long.
HEAD_WITHIN: Final = 10.0
ALL_WITHIN: Final = 180.0
#: Connections in all.
MOST_CONNECTIONS: Final = 256
#: Those with forward secrecy and authenticated encryption; TLS 1.3 has no others.
CIPHERS: Final = "ECDHE+AESGCM:ECDHE+CHACHA20"


def server_config(
    application: Guard,
    certificate: Path | None = None,
    key: Path | None = None,
    is_proxy: Callable[[str], bool] = is_loopback,
) -> uvicorn.Config:
    """Return how the server runs.

    Parameters
    ----------
    application : Guard
    certificate, key : Path, optional
        In PEM; the connection is encrypted with them, by TLS 1.2 or 1.3.
    is_proxy : callable
        Whether all connections may come from an address, because others come through it.
    """

    class Counting(_Protocol):
        _is_proxy = staticmethod(is_proxy)

    return uvicorn.Config(
        application,
        http=Counting,
        ws="none",
        # Lines about requests would tell who looked at whom.
        access_log=False,
        log_config=None,
        server_header=False,
        # Whom to believe is the door's business.
        proxy_headers=False,
        limit_concurrency=MOST_CONNECTIONS,
        h11_max_incomplete_event_size=MOST_HEAD_BYTES,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=10,
        ssl_certfile=certificate,
        ssl_keyfile=key,
        ssl_ciphers=CIPHERS,
    )


class Server(uvicorn.Server):
    """Ends soon: who follows some work does not hold it."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Hear a signal."""
        if isinstance(self.config.app, Guard):
            self.config.app.stop()
        super().handle_exit(sig, frame)


class _Protocol(H11Protocol):
    """HTTP/1.1 with an end to waiting."""

    _is_proxy: Callable[[str], bool]
    _of_one: ClassVar[Counter[str]] = Counter()
    _counted = ""
    _deadline: asyncio.TimerHandle | None = None
    _has_head = False

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        # asyncio does so only where whoever opened the socket named the protocol; else the body of every answer waits
        # for word that its head came, which who asks holds back for 40 ms.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        address = self.client[0] if self.client else ""
        if not self._is_proxy(address):
            self._counted = address
            self._of_one[address] += 1
            if self._of_one[address] > MOST_OF_ONE:
                transport.abort()
                return
        self._wait(HEAD_WITHIN)

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        if self._counted:
            self._of_one[self._counted] -= 1
            if not self._of_one[self._counted]:
                del self._of_one[self._counted]
            self._counted = ""
        super().connection_lost(exc)

    def handle_events(self) -> None:
        super().handle_events()
        state = self.conn.their_state
        if state is h11.IDLE:
            # What keeps a connection open between requests ends it, too; a head that has begun has its own end.
            if self._deadline is None and self.conn.trailing_data[0]:
                self._has_head = False
                self._wait(HEAD_WITHIN)
        elif state is h11.SEND_BODY:
            if not self._has_head:
                self._has_head = True
                self._wait(ALL_WITHIN)
        else:
            self._has_head = False
            self._stop_waiting()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP, with the headers of every answer."""
        self._stop_waiting()
        if self.conn.our_state not in (
            h11.IDLE,
            h11.SEND_RESPONSE,
        ):  # an answer is under way: nothing may follow it
            self.transport.close()
            return
        body = json.dumps(
            {"detail": "This is no HTTP request that can be read. Fix: send it again."}
        ).encode()
        told = {
            "content-type": "application/json",
            "content-length": str(len(body)),
            "connection": "close",
            **HEADERS,
        }
        response = h11.Response(status_code=400, headers=list(told.items()), reason=b"Bad Request")
        for event in (response, h11.Data(data=body), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def _wait(self, seconds: float) -> None:
        self._stop_waiting()
        self._deadline = self.loop.call_later(seconds, self.transport.abort)

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
