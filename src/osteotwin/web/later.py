"""An application that is loaded when it is first asked for something."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send


class Later:
    """Stands for an application that takes a while to load.

    Parameters
    ----------
    load : callable
        Returns it; called once.
    """

    def __init__(self, load: Callable[[], ASGIApp]) -> None:
        self._load, self._loading = load, threading.Lock()
        self._loaded: ASGIApp | None = None

    def loaded(self) -> ASGIApp:
        """Return the application, loaded now where it was not."""
        with self._loading:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        application = self._loaded or await asyncio.to_thread(self.loaded)
        await application(scope, receive, send)
