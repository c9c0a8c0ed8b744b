"""All pages but the first, and the REST interface."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.responses import Response

import osteotwin as ot
from osteotwin.web.api import api
from osteotwin.web.diary_pages import diary_pages
from osteotwin.web.evidence import evidence_pages
from osteotwin.web.fields import fields_api
from osteotwin.web.health import health
from osteotwin.web.inside import inside_pages
from osteotwin.web.language import Language
from osteotwin.web.learn import learn_pages
from osteotwin.web.outlook_pages import outlook_pages
from osteotwin.web.plan_api import plan_api
from osteotwin.web.plan_pages import plan_pages
from osteotwin.web.refusals import refused, tellers
from osteotwin.web.report_pages import report_pages
from osteotwin.web.settings import settings_routes
from osteotwin.web.state import State

_ROUTES = (
    api, fields_api, report_pages, diary_pages, plan_api, plan_pages, outlook_pages, settings_routes, inside_pages,
    evidence_pages, learn_pages, health,
)  # fmt: skip


def all_pages(state: State, spoken: Mapping[str, Language], more: APIRouter | None = None) -> FastAPI:
    """Return everything but the first page.

    Parameters
    ----------
    state : State
    spoken : mapping of str to Language
        The languages of the pages, by their tags.
    more : APIRouter, optional
        Pages of the door.
    """
    # The pages of FastAPI that show the interface fetch scripts from elsewhere; the description itself stays.
    app = FastAPI(
        title="osteotwin", version=ot.__version__, docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json",
        redirect_slashes=False,
    )  # fmt: skip
    app.state.osteotwin, app.state.languages = state, spoken
    for routes in _ROUTES if more is None else (*_ROUTES, more):
        app.include_router(routes)
    for kind, tell in tellers().items():
        app.add_exception_handler(kind, tell)
    app.add_exception_handler(RequestValidationError, _tell_invalid)

    described = app.openapi

    def openapi() -> dict[str, Any]:
        content = described()
        schemas = content["components"]["schemas"]
        schemas.setdefault("PersonFile", {"title": "PersonFile", **ot.schema("person")})
        return content

    app.openapi = openapi
    return app


def _tell_invalid(request: Request, error: Exception) -> Response:
    """Write what Pydantic found as sentences; what was entered is not repeated."""
    rows = error.errors() if isinstance(error, RequestValidationError) else []
    said = [
        f"{'.'.join(str(step) for step in row['loc'][1:]) or 'the request'}: {row['msg']}." for row in rows
    ]
    return refused(request, "\n".join(said[:20]), 422)
