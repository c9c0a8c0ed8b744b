"""Errors as answers: a status, and a sentence that says what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse

import osteotwin as ot
from osteotwin.diary.errors import ChangedMeanwhileError, NoSuchEntryError
from osteotwin.web.jobs import BusyError
from osteotwin.web.security import FAULT, TooLargeError

_STATUS: Final = {
    NoSuchEntryError: 404, ChangedMeanwhileError: 409, BusyError: 503, ot.InputError: 422, ot.OsteotwinError: 500,
    TooLargeError: 413, Exception: 500,
}  # fmt: skip
_REFUSED: Final = {
    400: "The request cannot be read. Fix: send what /api/v1/openapi.json describes.",
    404: "There is nothing at this address. Fix: begin at /.",
    405: "This address does not take that method. Fix: send what /api/v1/openapi.json describes.",
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
    said = _REFUSED.get(error.status_code)
    given = error.detail if "Fix:" in error.detail or said is None else said
    return JSONResponse({"detail": given}, error.status_code, error.headers)
