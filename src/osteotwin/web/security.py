"""What every request must pass before anything looks at it, and what every response carries."""

from __future__ import annotations

import ipaddress
import json
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Final, Protocol
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Sent by the pages' own script; a form or a link of another site cannot.
REQUEST_HEADER: Final = "x-osteotwin"
MOST_BYTES: Final = 60_000_000
#: Of what is no file.
MOST_JSON_BYTES: Final = 1_000_000
#: Files that are read at once: each is held in memory.
MOST_UPLOADS: Final = 4
#: Connections of one address, or what one who comes through a proxy asks for at once: a browser opens six.
MOST_OF_ONE: Final = 48
MOST_ADDRESS: Final = 4096
HEALTH: Final = "/healthz"
#: As much as the reader of a person's file takes.
MOST_FILE_BYTES: Final = 5_000_000
MOST_HEADERS: Final = 100
MOST_HEAD_BYTES: Final = 16_384
_IMPORT, _FROM_FILE = "/import", "/people/from-file"
#: What is said where something broke; what it was is for the log only.
FAULT: Final = "It ended with a fault of ours. Fix: report this as a fault."
_SAFE: Final = ("GET", "HEAD", "OPTIONS")
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Final[Mapping[str, str]] = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # "no-referrer" would have browsers say that a form of ours comes from nowhere.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "cache-control": "no-store",
}
#: Whether the request at hand came with a session that may be ended.
signed_in: Final[ContextVar[bool]] = ContextVar("signed_in", default=False)


@dataclass(frozen=True)
class Asked:
    """The head of a request.

    Attributes
    ----------
    method, path : str
    query : bytes
    headers : mapping of str to str
        By names in small letters.
    peer : str
        The address at the other end of the connection.
    version : str
        Of HTTP.
    lines : int
        How many headers there are.
    size : int
        Of all of them [byte].
    """

    method: str
    path: str
    query: bytes
    headers: Mapping[str, str]
    peer: str
    version: str
    lines: int
    size: int

    @property
    def writes(self) -> bool:
        """Whether it may change something."""
        return self.method not in _SAFE

    @property
    def host(self) -> str:
        """The name under which the application is asked for; empty where there is none."""
        return host_of(self.headers.get("host", ""))

    @property
    def said_to_be_own(self) -> bool:
        """Whether a browser, where it says so, says that a page of this application sends it."""
        site, origin = self.headers.get("sec-fetch-site", "same-origin"), self.headers.get("origin")
        own = origin is None or urlsplit_host(origin) == self.headers.get("host")
        return site in ("same-origin", "none") and own


@dataclass(frozen=True)
class Reply:
    """What is answered in the application's place.

    Attributes
    ----------
    status : int
    said : str
        One sentence, and what to do.
    headers : mapping of str to str
    why : str
        A word for the log.
    """

    status: int
    said: str
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    why: str = ""


class Door(Protocol):
    """Decides who comes in."""

    @property
    def headers(self) -> Mapping[str, str]:
        """What each response carries beside the headers of all."""
        ...

    def opens(self, asked: Asked) -> Reply | None:
        """Return what keeps a request out; ``None`` lets it in."""
        ...

    def inside(self, asked: Asked) -> AbstractContextManager[None]:
        """Know of a request that was let in, as long as it is answered."""
        ...

    def told(self, asked: Asked, scope: Scope, status: int, seconds: float, why: str) -> None:
        """Hear how a request ended."""
        ...

    def failed(self, asked: Asked, error: Exception) -> None:
        """Hear of a fault of ours."""
        ...

    def noted(self, event: str) -> None:
        """Hear that the server started or stopped."""
        ...


class Guard:
    """Lets through what a door lets in, of the size that may be, by a name of this application, from its own pages.

    Parameters
    ----------
    app : ASGI application
    hosts : iterable of str
        Names under which the application may be asked for. Another name is a page elsewhere whose name was made to
        point here.
    door : Door
    stop : callable
        Ends answers that go on for as long as something is under way; called when the server is told to end.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str], door: Door, stop: Callable[[], None]) -> None:
        self.application = app
        self.door = door
        self.stop = stop
        self._hosts = frozenset(host.lower() for host in hosts)
        self._uploads = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            self.door.noted("started")
            await self.application(scope, receive, send)
            self.door.noted("stopped")
            return
        if scope["type"] != "http":  # nothing here speaks anything else
            return
        asked, begun = _asked(scope), time.perf_counter()
        scope["osteotwin"] = asked
        try:
            reply = self._refusal(asked) or self.door.opens(asked)
        except Exception as error:  # who cannot be judged does not come in
            self.door.failed(asked, error)
            reply = Reply(500, FAULT, why="fault")
        if reply is not None:
            await self._send(send, reply)
            self.door.told(asked, scope, reply.status, time.perf_counter() - begun, reply.why)
            return
        with self.door.inside(asked):
            status = await self._answered(asked, scope, receive, send)
        self.door.told(asked, scope, status, time.perf_counter() - begun, "")

    async def _answered(self, asked: Asked, scope: Scope, receive: Receive, send: Send) -> int:
        status = 0

        async def secured(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                held = {key.lower() for key, _ in message["headers"]}
                every = {**HEADERS, **self.door.headers}
                added = [(k.encode(), v.encode()) for k, v in every.items() if k.encode() not in held]
                message = {**message, "headers": [*message["headers"], *added]}
            await send(message)

        uploads = int(_is_upload(asked))
        self._uploads += uploads
        try:
            await self.application(scope, _bounded(receive, _most_bytes(asked)), secured)
        except Exception as error:  # the last resort: nothing of it is told, and the server goes on
            self.door.failed(asked, error)
            if not status:
                await self._send(send, Reply(500, FAULT))
                return 500
        finally:
            self._uploads -= uploads
        return status

    def _refusal(self, asked: Asked) -> Reply | None:
        if asked.path == HEALTH:
            return None
        if asked.host not in self._hosts:
            return Reply(
                400,
                "This name is not one of this application's. Fix: use the address that `osteotwin serve` printed.",
                why="host",
            )
        if len(asked.path) + len(asked.query) > MOST_ADDRESS:
            return Reply(
                414, f"The address is too long. Fix: keep it under {MOST_ADDRESS} signs.", why="address"
            )
        if asked.writes and not asked.said_to_be_own:
            return Reply(
                403,
                "The request did not come from this application. Fix: send it from a page of this application.",
                why="origin",
            )
        if asked.lines > MOST_HEADERS or asked.size > MOST_HEAD_BYTES or asked.version not in ("1.0", "1.1"):
            return Reply(400, "The head of the request is none of a browser. Fix: send it again.", why="head")
        length = asked.headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit():
            return Reply(400, "The length of the request is no number. Fix: send it again.", why="length")
        if int(length[:20]) > _most_bytes(asked):
            return _too_large(asked)
        if _is_upload(asked) and self._uploads >= MOST_UPLOADS:
            return Reply(
                429,
                "Several files are being read. Fix: try again in a minute.",
                {"retry-after": "20"},
                "uploads",
            )
        return None

    async def _send(self, send: Send, reply: Reply) -> None:
        body = b"" if reply.status in (204, 303) else json.dumps({"detail": reply.said}).encode()
        every = {"content-type": "application/json", **HEADERS, **self.door.headers, **reply.headers}
        every["content-length"] = str(len(body))
        rows = [(key.encode(), value.encode("latin-1")) for key, value in every.items()]
        await send({"type": "http.response.start", "status": reply.status, "headers": rows})
        await send({"type": "http.response.body", "body": body})


class TooLargeError(Exception):
    """A body that is larger than it was said to be."""

    def __init__(self, most: int) -> None:
        super().__init__(f"That is too large. Fix: send at most {most // 1_000_000} MB.")


def host_of(text: str) -> str:
    """Return the name in a ``Host`` header, without a port, in small letters; empty where there is none."""
    try:
        return urlsplit(f"//{text}").hostname or ""
    except ValueError:
        return ""


def urlsplit_host(origin: str) -> str:
    """Return host and port of an origin, as a ``Host`` header writes them; empty where there are none."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _asked(scope: Scope) -> Asked:
    headers = {key.decode("latin-1").lower(): value.decode("latin-1") for key, value in scope["headers"]}
    peer: Any = scope.get("client") or ("", 0)
    query, version, lines = scope["query_string"], scope["http_version"], len(scope["headers"])
    size = sum(len(key) + len(value) for key, value in scope["headers"])
    return Asked(scope["method"], scope["path"], query, headers, str(peer[0]), version, lines, size)


def _is_upload(asked: Asked) -> bool:
    return asked.method == "POST" and asked.path.endswith((_IMPORT, _FROM_FILE))


def _most_bytes(asked: Asked) -> int:
    if not _is_upload(asked):
        return MOST_JSON_BYTES
    return MOST_BYTES if asked.path.endswith(_IMPORT) else MOST_FILE_BYTES


def _too_large(asked: Asked) -> Reply:
    return Reply(413, str(TooLargeError(_most_bytes(asked))), why="size")


def _bounded(receive: Receive, most: int) -> Receive:
    left = most

    async def bounded() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise TooLargeError(most)
        return message

    return bounded
