"""Errors as answers: a status, and a sentence that says what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse

import osteotwin as ot
from osteotwin.diary.errors import ChangedMeanwhileError, NoSuchEntryError
from osteotwin.web.jobs import BusyError
from osteotwin.web.language import Words
from osteotwin.web.security import FAULT, TooLargeError

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
Teller = Callable[[Request, Exception], JSONResponse]


def tellers() -> Mapping[Any, Teller]:
    """Return what answers each kind of error."""
    return {**{kind: _teller(status) for kind, status in _STATUS.items()}, HTTPException: _tell_refused}


def _teller(status: int) -> Teller:
    def tell(_: Request, error: Exception) -> JSONResponse:
        said = str(error) if isinstance(error, (ot.OsteotwinError, TooLargeError)) else FAULT
        content: dict[str, Any] = {"detail": said}
        if isinstance(error, ot.ImportQuestionError):
            content["question"] = {"answer": error.answer, "asks": error.asks, "choices": error.choices}
        return JSONResponse(content, status)

    return tell


def _tell_refused(_: Request, error: Exception) -> JSONResponse:
    """Write the framework's own refusals as sentences, too."""
    if not isinstance(error, HTTPException):
        raise error
    own = error.detail not in (HTTPStatus(error.status_code).phrase, _NO_JSON)
    said = error.detail if own else str(_REFUSED.get(error.status_code, error.detail))
    return JSONResponse({"detail": said}, error.status_code, error.headers)
