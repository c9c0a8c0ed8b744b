"""Which language a request is answered in: the one that was chosen in this browser, else one that it asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from osteotwin.web.language import Language, speak, wished

#: Of the browser and not of a diary: it is about who reads, also before he signs in.
COOKIE: Final = "osteotwin-language"


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
            chosen = asked.cookies.get(COOKIE, "")
            if chosen not in self._languages:
                chosen = wished(asked.headers.get("accept-language", ""), self._languages)
            speak(self._languages[chosen])
        await self._app(scope, receive, send)
