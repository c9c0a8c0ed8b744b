"""Errors as answers: a status, and a sentence that says what to do; where a browser shows it, on a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

import osteotwin as ot
from osteotwin.diary.errors import ChangedMeanwhileError, LastChangeError, NoSuchEntryError
from osteotwin.web.jobs import BusyError
from osteotwin.web.language import Words
from osteotwin.web.page import page
from osteotwin.web.security import FAULT, TooLargeError

_STATUS: Final = {
    NoSuchEntryError: 404, ChangedMeanwhileError: 409, LastChangeError: 409, BusyError: 503, ot.InputError: 422,
    ot.OsteotwinError: 500, TooLargeError: 413, Exception: 500,
}  # fmt: skip
#: What FastAPI says of a body that is no JSON.
_NO_JSON: Final = "There was an error parsing the body"
_REFUSED: Final = {
    400: Words("The request cannot be read. Fix: send what /api/v1/openapi.json describes."),
    404: Words("There is nothing at this address. Fix: begin at /."),
    405: Words("This address does not take that method. Fix: send what /api/v1/openapi.json describes."),
}
Teller = Callable[[Request, Exception], Response]


def tellers() -> Mapping[Any, Teller]:
    """Return what answers each kind of error."""
    return {**{kind: _teller(status) for kind, status in _STATUS.items()}, HTTPException: _tell_refused}


def refused(
    request: Request,
    said: str,
    status: int,
    headers: Mapping[str, str] | None = None,
    *,
    translated: bool = False,
    **more: Any,
) -> Response:
    """Return a refusal: a page to whoever looks at pages, JSON to programs and to the pages' own scripts.

    Parameters
    ----------
    request : Request
    said : str
        What is wrong and what to do.
    status : int
    headers : mapping, optional
    translated : bool
        Whether it is in the language of the request; what the core says is in English.
    **more : object
        What else a program is told.
    """
    if not _looks_at_pages(request):
        return JSONResponse({"detail": said, **more}, status, headers)
    content = {
        "said": f"{said[:1].upper()}{said[1:]}",
        "translated": translated,
        "missing": status == HTTPStatus.NOT_FOUND,
    }
    made = page("refused.html.j2", person=None, back=_way_back(request, status), **content)
    made.status_code = status
    made.headers.update(headers or {})
    return made


def _looks_at_pages(request: Request) -> bool:
    """Whether a browser shows the answer as a page: it asks for one by name, which no script of ours does."""
    asked = request.headers.get("accept", "")
    return request.method in ("GET", "HEAD") and "text/html" in asked and request.url.path[:5] != "/api/"


def _way_back(request: Request, status: int) -> str:
    """Return where the person's outlook is simulated, where that is what is missing; empty elsewhere."""
    steps = request.url.path.split("/")
    return f"/people/{steps[2]}/outlook" if status == HTTPStatus.CONFLICT and steps[1] == "people" else ""


def _teller(status: int) -> Teller:
    def tell(request: Request, error: Exception) -> Response:
        said = str(error) if isinstance(error, (ot.OsteotwinError, TooLargeError)) else FAULT
        more: dict[str, Any] = {}
        if isinstance(error, ot.ImportQuestionError):
            more["question"] = {"answer": error.answer, "asks": error.asks, "choices": error.choices}
        return refused(request, said, status, **more)

    return tell


def _tell_refused(request: Request, error: Exception) -> Response:
    """Write the framework's own refusals as sentences, too."""
    if not isinstance(error, HTTPException):
        raise error
    own = error.detail not in (HTTPStatus(error.status_code).phrase, _NO_JSON)
    said = error.detail if own else str(_REFUSED.get(error.status_code, error.detail))
    return refused(request, said, error.status_code, error.headers, translated=True)
