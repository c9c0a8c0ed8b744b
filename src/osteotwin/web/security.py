"""What every request must pass before anything looks at it, and what every response carries."""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from typing import Final
from urllib.parse import parse_qs, urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE: Final = "osteotwin"
#: Sent by the pages' own script; a form or a link of another site cannot.
REQUEST_HEADER: Final = "x-osteotwin"
MOST_BYTES: Final = 60_000_000
#: What may be asked for without the cookie: nothing of it is about anybody.
_OPEN: Final = ("/static/", "/health")
_SAFE: Final = ("GET", "HEAD", "OPTIONS")
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS: Final = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "cache-control": "no-store",
}


class Guard:
    """Lets through only who came by the address that ``serve`` printed, from this machine, by a name of this machine.

    Parameters
    ----------
    app : ASGI application
    hosts : iterable of str
        Names under which the application may be asked for. Another name is a page elsewhere whose name was made to
        point here.
    token : str
        What the printed address holds; it becomes a cookie.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str], token: str) -> None:
        self.application = app
        self._hosts = frozenset(hosts)
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.application(scope, receive, send)
            return
        headers = {key.decode("latin-1").lower(): value.decode("latin-1") for key, value in scope["headers"]}
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if scope["method"] == "GET" and self._is_token(given) and self._host_of(headers) in self._hosts:
            await _send(send, 303, "", {
                "location": scope["path"],
                "set-cookie": f"{COOKIE}={self._token}; HttpOnly; SameSite=Strict; Path=/",
            })  # fmt: skip
            return
        refused = self._refusal(scope, headers)
        if refused is not None:
            await _send(send, *refused)
            return
        await self.application(scope, _bounded(receive), _secured(send))

    def _refusal(self, scope: Scope, headers: dict[str, str]) -> tuple[int, str] | None:
        if self._host_of(headers) not in self._hosts:
            return (
                400,
                "This name is not one of this machine's. Fix: use the address that `osteotwin serve` printed.",
            )
        if scope["path"].startswith(_OPEN):
            return None
        if not self._is_token(_cookie(headers.get("cookie", ""))):
            return (
                403,
                "Only who started it may look. Fix: open the whole address that `osteotwin serve` printed.",
            )
        if scope["method"] not in _SAFE and (REQUEST_HEADER not in headers or not self._is_own(headers)):
            return (
                403,
                f"The request did not come from this application. Fix: send the header {REQUEST_HEADER}: 1.",
            )
        if (
            headers.get("content-length", "0").isdigit()
            and int(headers.get("content-length", "0")) > MOST_BYTES
        ):
            return 413, f"That is too large. Fix: send at most {MOST_BYTES // 1_000_000} MB."
        return None

    def _is_token(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self._token.encode())

    def _is_own(self, headers: dict[str, str]) -> bool:
        """Whether a browser, where it says so, says that a page of this application sends it."""
        site, origin = headers.get("sec-fetch-site", "same-origin"), headers.get("origin")
        own = origin is None or urlsplit(origin).netloc == headers.get("host")
        return site in ("same-origin", "none") and own

    def _host_of(self, headers: dict[str, str]) -> str:
        try:
            return urlsplit(f"//{headers.get('host', '')}").hostname or ""
        except ValueError:
            return ""


class TooLargeError(Exception):
    """A body that is larger than it was said to be."""


def _bounded(receive: Receive) -> Receive:
    left = MOST_BYTES

    async def bounded() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise TooLargeError
        return message

    return bounded


def _secured(send: Send) -> Send:
    async def secured(message: Message) -> None:
        if message["type"] == "http.response.start":
            held = {key.lower() for key, _ in message["headers"]}
            added = [(k.encode(), v.encode()) for k, v in _HEADERS.items() if k.encode() not in held]
            message = {**message, "headers": [*message["headers"], *added]}
        await send(message)

    return secured


def _cookie(text: str) -> str:
    try:
        found = SimpleCookie(text).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


async def _send(send: Send, status: int, said: str, headers: dict[str, str] | None = None) -> None:
    body = json.dumps({"detail": said}).encode()
    every = {"content-type": "application/json", **_HEADERS, **(headers or {})}
    rows = [(key.encode(), value.encode("latin-1")) for key, value in every.items()]
    await send({"type": "http.response.start", "status": status, "headers": rows})
    await send({"type": "http.response.body", "body": body})
