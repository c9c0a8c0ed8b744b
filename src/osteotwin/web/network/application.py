"""The application for a network put together."""

from __future__ import annotations

from typing import Any

from osteotwin.diary.place import Place
from osteotwin.errors import InputError, Problem
from osteotwin.web.app import create_app
from osteotwin.web.network.door import PasswordDoor
from osteotwin.web.network.login import sign_in_routes
from osteotwin.web.network.password import Password
from osteotwin.web.network.settings import Settings
from osteotwin.web.security import Guard


def network_app(place: Place, settings: Settings, **options: Any) -> Guard:
    """Return the application over the diary at a place, for who has the password.

    Parameters
    ----------
    place : Place
        The hash of the password lies in its folder.
    settings : Settings
    options
        As of :func:`~osteotwin.web.app.create_app`.

    Raises
    ------
    InputError
        If no password is set.
    """
    password = Password(place.folder)
    if not password.hash():
        fix = "run osteotwin serve --set-password, with the same --data"
        raise InputError(
            [Problem(str(place.folder), "", "no password", "one, before strangers can ask for it", fix)]
        )
    door = PasswordDoor(password, settings.proxies)
    return create_app(place, door, hosts=settings.names, more=sign_in_routes(door), **options)
