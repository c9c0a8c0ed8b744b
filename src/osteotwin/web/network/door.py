"""The door of an application on a network: who signed in, not too often, through the proxy where there is one."""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from typing import Final

from starlette.types import Scope

from osteotwin.web.language import gettext
from osteotwin.web.network.limits import (
    REQUESTS_A_SECOND,
    REQUESTS_AT_ONCE,
    TRIES_A_SECOND,
    TRIES_AT_ONCE,
    Buckets,
    Tries,
    network_of,
)
from osteotwin.web.network.log import Events, fault_of
from osteotwin.web.network.password import Password
from osteotwin.web.network.proxies import Proxies
from osteotwin.web.network.sessions import LONGEST, Session, Sessions
from osteotwin.web.security import HEALTH, MOST_OF_ONE, Asked, Reply, signed_in
from osteotwin.web.token import cookie_of, no_header

#: The beginning has browsers take it over an encrypted connection of this very host only.
COOKIE: Final = "__Host-osteotwin"
LOGIN: Final = "/login"
#: Forms that work without a script; the others send a header.
FORMS: Final = ("/logout", "/account/password", "/account/end")
_OPEN: Final = ("/static/",)
_OPEN_WHOLE: Final = (HEALTH, LOGIN, "/style.css")


class PasswordDoor:
    """Opens to who signed in.

    Parameters
    ----------
    password : Password
    proxies : Proxies
    clock : callable
        Gives seconds that never go back.
    requests : Buckets, optional
        How often one client may ask.
    """

    headers: Mapping[str, str] = {"strict-transport-security": "max-age=31536000; includeSubDomains"}

    def __init__(
        self,
        password: Password,
        proxies: Proxies,
        clock: Callable[[], float] = time.monotonic,
        requests: Buckets | None = None,
    ) -> None:
        self.password, self.proxies = password, proxies
        self.sessions, self.tries, self.events = Sessions(clock), Tries(clock), Events()
        self._requests = requests or Buckets(REQUESTS_AT_ONCE, REQUESTS_A_SECOND, clock)
        self._all_tries = Buckets(TRIES_AT_ONCE, TRIES_A_SECOND, clock)
        self._inside = Counter[str]()

    def opens(self, asked: Asked) -> Reply | None:
        """Return what keeps a request out; ``None`` lets it in."""
        signed_in.set(False)
        if asked.path == HEALTH:
            return None
        refused = self.proxies.refusal(asked)
        if refused is not None:
            return refused
        place = self.place_of(asked)
        wait = self._requests.wait(place)
        if wait:
            return too_often(wait)
        if self._inside[place] >= MOST_OF_ONE:
            said = "That was too much at once. Fix: close some pages, and try again."
            return Reply(429, said, {"retry-after": "20"}, "at once")
        if asked.path.startswith(_OPEN) or asked.path in _OPEN_WHOLE:
            return self._as_form(asked) if asked.writes else None
        if self.session_of(asked) is None:
            return _to_sign_in(asked)
        signed_in.set(True)
        return self._as_form(asked) if asked.path in FORMS else no_header(asked)

    @contextmanager
    def inside(self, asked: Asked) -> Generator[None]:
        """Count what one client asks for at once: behind a proxy all come from one address."""
        place = self.place_of(asked)
        self._inside[place] += 1
        try:
            yield
        finally:
            self._inside[place] -= 1
            if not self._inside[place]:
                del self._inside[place]

    def told(self, asked: Asked, scope: Scope, status: int, seconds: float, why: str) -> None:
        """Write a line: what was refused and why, or how long what took."""
        if asked.path == HEALTH:
            return
        route = getattr(scope.get("route"), "path", "") or (
            "/static" if asked.path.startswith(_OPEN) else "other"
        )
        event = "refused" if why else "request"
        fields = {"method": asked.method[:8], "route": route, "status": status, "ms": round(1000 * seconds)}
        if why:
            fields["why"] = why
        self.events.write(event, self.place_of(asked), warning=bool(why), **fields)

    def failed(self, asked: Asked, error: Exception) -> None:
        """Write where a fault of ours happened."""
        self.events.write("fault", self.place_of(asked), warning=True, **fault_of(error))

    def noted(self, event: str) -> None:
        """Write that the server started or stopped."""
        self.events.write(event)

    def place_of(self, asked: Asked) -> str:
        """Return what counts as one client."""
        return network_of(self.proxies.client(asked))

    def session_of(self, asked: Asked) -> Session | None:
        """Return the session of a request."""
        word, rests_on = cookie_of(asked, COOKIE), self.password.hash()
        return self.sessions.of(word, rests_on) if word and rests_on else None

    def tried(self, asked: Asked, given: str) -> Reply | None:
        """Judge a password; ``None``: it is the one."""
        place = self.place_of(asked)
        wait = self.tries.wait(place) or self._all_tries.wait("")
        if wait:
            self.events.write("sign_in_refused", place, warning=True)
            return too_often(wait)
        if not self.password.is_right(given):
            count = self.tries.wrong(place)
            self.events.write("sign_in_failed", place, warning=True, tries=count)
            return Reply(401, gettext("That is not the password. Fix: write it again."))
        self.tries.right(place)
        return None

    def begin(self, asked: Asked) -> str:
        """Begin a session in the place of the one before, and return the cookie."""
        place = self.place_of(asked)
        self.sessions.end(cookie_of(asked, COOKIE))
        word = self.sessions.begin(self.events.client(place), self.password.hash())
        self.events.write("signed_in", place)
        return f"{COOKIE}={word}; Max-Age={int(LONGEST)}; Path=/; Secure; HttpOnly; SameSite=Strict"

    def end(self, asked: Asked) -> str:
        """End a session, and return the cookie that takes its word away."""
        self.sessions.end(cookie_of(asked, COOKIE))
        self.events.write("signed_out", self.place_of(asked))
        return f"{COOKIE}=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Strict"

    def _as_form(self, asked: Asked) -> Reply | None:
        """Refuse a form that no browser says to be of this application."""
        if asked.writes and "origin" not in asked.headers and "sec-fetch-site" not in asked.headers:
            said = "The request did not come from a page of this application. Fix: use its own form."
            return Reply(403, said, why="origin")
        return None


def too_often(wait: float) -> Reply:
    """Return what is said to who asks too often."""
    seconds = math.ceil(wait)
    said = gettext("That was too often. Fix: try again in %(seconds)s s.") % {"seconds": seconds}
    return Reply(429, said, {"retry-after": str(seconds)}, "too often")


def _to_sign_in(asked: Asked) -> Reply:
    if asked.method == "GET" and "text/html" in asked.headers.get("accept", ""):
        return Reply(303, "", {"location": LOGIN}, "not signed in")
    return Reply(401, "Nobody is signed in, or not any more. Fix: sign in at /login.", why="not signed in")
