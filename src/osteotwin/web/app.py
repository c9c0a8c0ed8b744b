"""The application put together."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.staticfiles import StaticFiles

import osteotwin as ot
from osteotwin.diary.diary import Diary
from osteotwin.diary.errors import ChangedMeanwhileError, NoSuchEntryError
from osteotwin.diary.place import Place
from osteotwin.web.api import api
from osteotwin.web.diary_pages import diary_pages
from osteotwin.web.evidence import evidence_pages
from osteotwin.web.health import health
from osteotwin.web.imports import Imports
from osteotwin.web.inside import inside_pages
from osteotwin.web.jobs import BusyError, Worker
from osteotwin.web.language import LOCALE, Words, languages
from osteotwin.web.learn import learn_pages
from osteotwin.web.outlook_pages import outlook_pages
from osteotwin.web.outlooks import PEOPLE, Outlooks
from osteotwin.web.pages import pages
from osteotwin.web.plan_api import plan_api
from osteotwin.web.plan_pages import plan_pages
from osteotwin.web.plans import Plans
from osteotwin.web.security import FAULT, Door, Guard, TooLargeError
from osteotwin.web.settings import settings_routes
from osteotwin.web.spoken import Spoken
from osteotwin.web.state import State
from osteotwin.web.token import TokenDoor

LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")
_STATUS: Final = {
    NoSuchEntryError: 404, ChangedMeanwhileError: 409, BusyError: 503, ot.InputError: 422, ot.OsteotwinError: 500,
    TooLargeError: 413, Exception: 500,
}  # fmt: skip

#: What FastAPI says of a body that is no JSON.
_NO_JSON: Final = "There was an error parsing the body"
_REFUSED: Final = {
    400: Words("The request cannot be read. Fix: send what /api/v1/openapi.json describes."),
    404: Words("There is nothing at this address. Fix: begin at /."),
    405: Words("This address does not take that method. Fix: send what /api/v1/openapi.json describes."),
}


def create_app(
    place: Path | Place,
    door: str | Door,
    *,
    hosts: Iterable[str] = LOOPBACK,
    people: int = PEOPLE,
    more: APIRouter | None = None,
    locale: Path = LOCALE,
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

    Raises
    ------
    OsteotwinError
        If the diary cannot be opened.
    """
    diary, worker = Diary(place), Worker()
    state = State(diary, worker, Outlooks(worker, people), Imports(diary), Plans(worker, people))

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncGenerator[None]:
        yield
        state.close()

    # The pages of FastAPI that show the interface fetch scripts from elsewhere; the description itself stays.
    app = FastAPI(
        title="osteotwin", version=ot.__version__, docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json",
        redirect_slashes=False,
        lifespan=life,
    )  # fmt: skip
    app.state.osteotwin = state
    app.state.languages = languages(locale)
    app.add_middleware(Spoken, languages=app.state.languages)
    app.include_router(api)
    app.include_router(pages)
    app.include_router(diary_pages)
    app.include_router(plan_api)
    app.include_router(plan_pages)
    app.include_router(outlook_pages)
    app.include_router(settings_routes)
    app.include_router(inside_pages)
    app.include_router(evidence_pages)
    app.include_router(learn_pages)
    app.include_router(health)
    if more is not None:
        app.include_router(more)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    for kind, status in _STATUS.items():
        app.add_exception_handler(kind, _teller(status))
    app.add_exception_handler(RequestValidationError, _tell_invalid)
    app.add_exception_handler(StarletteHTTPException, _tell_refused)

    described = app.openapi

    def openapi() -> dict[str, Any]:
        content = described()
        schemas = content["components"]["schemas"]
        schemas.setdefault("PersonFile", {"title": "PersonFile", **ot.schema("person")})
        return content

    app.openapi = openapi
    return Guard(app, hosts, TokenDoor(door) if isinstance(door, str) else door)


def _teller(status: int) -> Any:
    def tell(_: Request, error: Exception) -> JSONResponse:
        said = str(error) if isinstance(error, (ot.OsteotwinError, TooLargeError)) else FAULT
        content: dict[str, Any] = {"detail": said}
        if isinstance(error, ot.ImportQuestionError):
            content["question"] = {"answer": error.answer, "asks": error.asks, "choices": error.choices}
        return JSONResponse(content, status)

    return tell


def _tell_refused(_: Request, error: Exception) -> JSONResponse:
    """Write the framework's own refusals as sentences, too."""
    if not isinstance(error, StarletteHTTPException):
        raise error
    own = error.detail not in (HTTPStatus(error.status_code).phrase, _NO_JSON)
    said = error.detail if own else str(_REFUSED.get(error.status_code, error.detail))
    return JSONResponse({"detail": said}, error.status_code, error.headers)


def _tell_invalid(_: Request, error: Exception) -> JSONResponse:
    """Write what Pydantic found as sentences; what was entered is not repeated."""
    rows = error.errors() if isinstance(error, RequestValidationError) else []
    said = [
        f"{'.'.join(str(step) for step in row['loc'][1:]) or 'the request'}: {row['msg']}." for row in rows
    ]
    return JSONResponse({"detail": "\n".join(said[:20])}, 422)
