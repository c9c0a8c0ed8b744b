"""Speaks to the application as it is opened to a network, in this process and with clocks of its own."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
from argon2 import PasswordHasher

from osteotwin.web.app import create_app
from osteotwin.web.language import LOCALE
from osteotwin.web.network.door import COOKIE, PasswordDoor
from osteotwin.web.network.limits import Buckets
from osteotwin.web.network.login import sign_in_routes
from osteotwin.web.network.password import Password
from osteotwin.web.network.proxies import Proxies

PASSWORD = "tidal copper lantern moth"
HOST = "bones.test"
ORIGIN = {"origin": f"https://{HOST}"}


class NetworkClient:
    """One browser, or several, before one application."""

    def __init__(
        self, folder: Path, *, proxies: tuple[str, ...] = (), often: float = 10_000.0, locale: Path = LOCALE
    ) -> None:
        self.now, self.cookie, self.peer = 1000.0, "", "192.0.2.7"
        password = Password(folder, PasswordHasher(1, 8, 1))  # so that tests do not wait for it
        if not password.hash():
            password.set(PASSWORD)
        clock = lambda: self.now  # noqa: E731
        self.door = PasswordDoor(
            password, Proxies.of(proxies, "--behind-proxy"), clock, Buckets(often, often / 10, clock)
        )
        self.app = create_app(
            folder, self.door, hosts=[HOST], people=8, more=sign_in_routes(self.door), locale=locale
        )

    def close(self) -> None:
        self.app.application.state.osteotwin.close()  # pyright: ignore[reportAttributeAccessIssue]

    def __call__(
        self, method: str, address: str, *, cookie: str | None = None, **given: Any
    ) -> httpx.Response:
        word = self.cookie if cookie is None else cookie
        headers = {"cookie": f"{COOKIE}={word}"} if word else {}
        headers |= given.pop("headers", {})

        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, client=(self.peer, 4711))
            async with httpx.AsyncClient(transport=transport, base_url=f"https://{HOST}") as client:
                return await client.request(method, address, headers=headers, **given)

        with ThreadPoolExecutor(1) as threads:
            return threads.submit(asyncio.run, send()).result()

    def form(self, address: str, *, headers: dict[str, str] | None = None, **fields: str) -> httpx.Response:
        """Send a form as a browser does."""
        return self("POST", address, data=fields, headers=ORIGIN if headers is None else headers)

    def sign_in(self, password: str = PASSWORD) -> httpx.Response:
        """Sign in; the cookie is kept."""
        answered = self.form("/login", password=password)
        if answered.status_code == 303:
            self.cookie = word_of(answered)
        return answered


def word_of(answered: httpx.Response) -> str:
    """The word of the session that an answer gives."""
    return answered.headers["set-cookie"].partition(";")[0].partition("=")[2]
