"""Which language a request is answered in: the one that was chosen in this browser, else one that it asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from osteotwin.web.language import Language, speak, wished
from osteotwin.web.security import signed_in

#: Of the browser and not of a diary: it is about who reads, also before he signs in. The first is for a network, where
#: its beginning has browsers take it over an encrypted connection of this very host only.
_COOKIES: Final = ("__Host-osteotwin-language", "osteotwin-language")
#: A choice holds for so long after it was made [s].
_YEAR: Final = 365 * 86_400


class Spoken:
    """Sets the language of each request.

    Parameters
    ----------
    app : ASGI application
    languages : mapping of str to Language
        By their tags.
    """

    def __init__(self, app: ASGIApp, languages: Mapping[str, Language]) -> None:
        self._app, self._languages = app, languages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http":
            asked = HTTPConnection(scope)
            chosen = chosen_in(asked)
            if chosen not in self._languages:
                chosen = wished(asked.headers.get("accept-language", ""), self._languages)
            speak(self._languages[chosen])
        await self._app(scope, receive, send)


def chosen_in(asked: HTTPConnection) -> str:
    """Return the tag of the language that was chosen in a request's browser; empty where none was."""
    return next((asked.cookies[name] for name in _COOKIES if name in asked.cookies), "")


def choose(response: Response, tag: str) -> None:
    """Let a response keep a choice in its browser, or forget it where the tag is empty."""
    secure = signed_in.get()
    name = _COOKIES[0 if secure else 1]
    age = _YEAR if tag else 0
    response.set_cookie(name, tag, max_age=age, secure=secure, httponly=True, samesite="strict")
