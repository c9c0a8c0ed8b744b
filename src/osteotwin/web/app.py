"""The application put together: the first page at once, everything else when it is loaded."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from starlette.applications import Starlette
from starlette.types import ASGIApp

from osteotwin.diary.diary import Diary
from osteotwin.diary.place import Place
from osteotwin.web.imports import Imports
from osteotwin.web.jobs import Worker
from osteotwin.web.language import LOCALE, languages
from osteotwin.web.later import Later
from osteotwin.web.outlooks import PEOPLE, Outlooks
from osteotwin.web.plans import Plans
from osteotwin.web.refusals import tellers
from osteotwin.web.security import Door, Guard
from osteotwin.web.spoken import Spoken
from osteotwin.web.start_page import start_routes
from osteotwin.web.state import State
from osteotwin.web.token import TokenDoor
from osteotwin.web.warm_up import WarmUp, steps

if TYPE_CHECKING:
    from fastapi import APIRouter

LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")


def create_app(
    place: Path | Place,
    door: str | Door,
    *,
    hosts: Iterable[str] = LOOPBACK,
    people: int = PEOPLE,
    more: APIRouter | None = None,
    locale: Path = LOCALE,
    warms_up: bool = False,
) -> Guard:
    """Return the application over the diary at a place.

    Parameters
    ----------
    place : Path or Place
        A folder, or that and the address of a database.
    door : str or Door
        Who decides who comes in; a word lets in who knows it.
    hosts : iterable of str
        Names under which it may be asked for.
    people : int
        Virtual people of an outlook.
    more : APIRouter, optional
        Pages of the door.
    locale : Path
        The folder of the catalogues of other languages.
    warms_up : bool
        Whether what a first outlook needs is made once somebody has seen the first page.

    Raises
    ------
    OsteotwinError
        If the diary cannot be opened.
    """
    diary, worker, spoken = Diary(place), Worker(), languages(locale)
    state = State(diary, worker, Outlooks(worker, people), Imports(diary), Plans(worker, people))

    def load() -> ASGIApp:
        from osteotwin.web.all_pages import all_pages

        return all_pages(state, spoken, more)

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncGenerator[None]:
        yield
        state.close()

    rest = Later(load)
    app = Starlette(
        routes=start_routes(WarmUp(worker, steps(rest)) if warms_up else None),
        exception_handlers=tellers(),
        lifespan=life,
    )
    app.state.osteotwin = state
    app.state.languages = spoken
    app.add_middleware(Spoken, languages=spoken)
    app.router.redirect_slashes = False
    app.router.default = rest
    return Guard(app, hosts, TokenDoor(door) if isinstance(door, str) else door, state.stop)
