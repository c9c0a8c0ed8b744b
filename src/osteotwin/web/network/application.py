"""The application for a network put together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from osteotwin.errors import InputError, Problem
from osteotwin.web.app import create_app
from osteotwin.web.network.door import PasswordDoor
from osteotwin.web.network.login import sign_in_routes
from osteotwin.web.network.password import Password
from osteotwin.web.network.settings import Settings
from osteotwin.web.security import Guard


def network_app(folder: Path, settings: Settings, **options: Any) -> Guard:
    """Return the application over the diary in a folder, for who has the password.

    Parameters
    ----------
    folder : Path
    settings : Settings
    options
        As of :func:`~osteotwin.web.app.create_app`.

    Raises
    ------
    InputError
        If no password is set.
    """
    password = Password(folder)
    if not password.hash():
        fix = "run osteotwin serve --set-password, with the same --data"
        raise InputError(
            [Problem(str(folder), "", "no password", "one, before strangers can ask for it", fix)]
        )
    door = PasswordDoor(password, settings.proxies)
    return create_app(folder, door, hosts=settings.names, more=sign_in_routes(door), **options)
