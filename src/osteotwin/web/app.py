"""The application put together."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.staticfiles import StaticFiles

import osteotwin as ot
from osteotwin.diary.diary import Diary
from osteotwin.diary.errors import ChangedMeanwhileError, NoSuchEntryError
from osteotwin.web.api import api
from osteotwin.web.imports import Imports
from osteotwin.web.jobs import BusyError, Worker
from osteotwin.web.outlook_pages import outlook_pages
from osteotwin.web.outlooks import PEOPLE, Outlooks
from osteotwin.web.pages import pages
from osteotwin.web.plan_api import plan_api
from osteotwin.web.plan_pages import plan_pages
from osteotwin.web.plans import Plans
from osteotwin.web.security import Guard, TooLargeError
from osteotwin.web.state import State

LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")
_STATUS: Final = {
    NoSuchEntryError: 404, ChangedMeanwhileError: 409, BusyError: 503, ot.InputError: 422, ot.OsteotwinError: 500,
    TooLargeError: 413,
}  # fmt: skip


def create_app(folder: Path, token: str, *, hosts: Iterable[str] = LOOPBACK, people: int = PEOPLE) -> Guard:
    """Return the application over the diary in a folder.

    Parameters
    ----------
    folder : Path
    token : str
        Who knows it may look.
    hosts : iterable of str
        Names under which it may be asked for.
    people : int
        Virtual people of an outlook.

    Raises
    ------
    OsteotwinError
        If the diary cannot be opened.
    """
    diary, worker = Diary(folder), Worker()
    state = State(diary, worker, Outlooks(worker, people), Imports(diary), Plans(worker, people))

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncGenerator[None]:
        yield
        state.close()

    # The pages of FastAPI that show the interface fetch scripts from elsewhere; the description itself stays.
    app = FastAPI(
        title="osteotwin", version=ot.__version__, docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json",
        lifespan=life,
    )  # fmt: skip
    app.state.osteotwin = state
    app.include_router(api)
    app.include_router(pages)
    app.include_router(plan_api)
    app.include_router(plan_pages)
    app.include_router(outlook_pages)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    for kind, status in _STATUS.items():
        app.add_exception_handler(kind, _teller(status))
    app.add_exception_handler(RequestValidationError, _tell_invalid)

    @app.get("/health")
    def health() -> dict[str, str]:  # pyright: ignore[reportUnusedFunction]
        """Whether it runs; nothing about anybody."""
        return {"status": "ok", "version": ot.__version__}

    described = app.openapi

    def openapi() -> dict[str, Any]:
        content = described()
        schemas = content["components"]["schemas"]
        schemas.setdefault("PersonFile", {"title": "PersonFile", **ot.schema("person")})
        return content

    app.openapi = openapi
    return Guard(app, hosts, token)


def _teller(status: int) -> Any:
    def tell(_: Request, error: Exception) -> JSONResponse:
        said = "That is too large." if isinstance(error, TooLargeError) else str(error)
        content: dict[str, Any] = {"detail": said}
        if isinstance(error, ot.ImportQuestionError):
            content["question"] = {"answer": error.answer, "asks": error.asks, "choices": error.choices}
        return JSONResponse(content, status)

    return tell


def _tell_invalid(_: Request, error: Exception) -> JSONResponse:
    """Write what Pydantic found as sentences; what was entered is not repeated."""
    rows = error.errors() if isinstance(error, RequestValidationError) else []
    said = [
        f"{'.'.join(str(step) for step in row['loc'][1:]) or 'the request'}: {row['msg']}." for row in rows
    ]
    return JSONResponse({"detail": "\n".join(said[:20])}, 422)
