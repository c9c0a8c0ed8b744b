"""The door of an application on one's own machine: who knows the printed address may look."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from http.cookies import CookieError, SimpleCookie
from typing import Final
from urllib.parse import parse_qs, quote

from starlette.types import Scope

from osteotwin.web.security import HEALTH, REQUEST_HEADER, Asked, Reply

COOKIE: Final = "osteotwin"
#: What may be asked for without the cookie: nothing of it is about anybody.
_OPEN: Final = ("/static/",)
_LOG: Final = logging.getLogger(__name__)


class TokenDoor:
    """Opens to who came by the address that ``serve`` printed.

    Parameters
    ----------
    token : str
        What the printed address holds; it becomes a cookie.
    """

    headers: Mapping[str, str] = {}

    def __init__(self, token: str) -> None:
        self._token = token

    def opens(self, asked: Asked) -> Reply | None:
        """Return what keeps a request out; ``None`` lets it in."""
        if asked.path.startswith(_OPEN) or asked.path == HEALTH:
            return None
        given = parse_qs(asked.query.decode("latin-1")).get("token", [""])[0]
        if asked.method == "GET" and self._is_token(given):
            # One slash: two would name another machine.
            place = quote("/" + asked.path.lstrip("/"))
            cookie = f"{COOKIE}={self._token}; HttpOnly; SameSite=Strict; Path=/"
            return Reply(303, "", {"location": place, "set-cookie": cookie})
        if not self._is_token(cookie_of(asked, COOKIE)):
            said = "Only who started it may look. Fix: open the whole address that `osteotwin serve` printed."
            return Reply(403, said, why="token")
        return no_header(asked)

    def inside(self, asked: Asked) -> AbstractContextManager[None]:
        """Count nothing: there is one who asks."""
        return nullcontext()

    def told(self, asked: Asked, scope: Scope, status: int, seconds: float, why: str) -> None:
        """Write nothing: who reads the log of his own machine has no use for it."""

    def failed(self, asked: Asked, error: Exception) -> None:
        """Write a fault of ours into the log of the package."""
        _LOG.error("%s %s ended with a fault", asked.method, asked.path, exc_info=error)

    def noted(self, event: str) -> None:
        """Write nothing."""

    def _is_token(self, given: str) -> bool:
        return hmac.compare_digest(given.encode("utf-8", "replace"), self._token.encode())


def no_header(asked: Asked) -> Reply | None:
    """Refuse a change that does not carry the header which another site cannot send."""
    if asked.writes and REQUEST_HEADER not in asked.headers:
        said = f"The request did not come from this application. Fix: send the header {REQUEST_HEADER}: 1."
        return Reply(403, said, why="header")
    return None


def cookie_of(asked: Asked, name: str) -> str:
    """Return the value of a request's cookie; empty where it has none."""
    try:
        found = SimpleCookie(asked.headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found else ""
