"""The page *Evidence*: published trials beside what the model says of them, failures first."""

from __future__ import annotations

import threading
from functools import cache, lru_cache
from typing import Annotated, Any, Final

from fastapi import APIRouter, HTTPException, Query, Response
from fastapi.responses import HTMLResponse

import osteotwin as ot
from osteotwin.report.page import TEMPLATES as REPORT
from osteotwin.report.scores.recorded import Choice, context, trial_context
from osteotwin.web.language import gettext
from osteotwin.web.page import page
from osteotwin.web.settings import shown_as
from osteotwin.web.shared import Shared

evidence_pages = APIRouter(include_in_schema=False)
#: No page has as many pages of rows.
_MOST_PAGES: Final = 1000
_reading: Final = threading.Lock()


@evidence_pages.get("/scores.css")
def style() -> Response:
    """Return the style sheet of the report's page of scores."""
    return Response((REPORT / "scores.css").read_text(encoding="utf-8"), media_type="text/css")


@evidence_pages.get("/people/{person}/evidence")
def evidence(
    person: str,
    shared: Shared,
    drug: Annotated[str, Query(max_length=100)] = "",
    sex: Annotated[str, Query(max_length=20)] = "",
    endpoint: Annotated[str, Query(max_length=60)] = "",
    number: Annotated[int, Query(alias="page", ge=1, le=_MOST_PAGES)] = 1,
) -> HTMLResponse:
    """Show some rows of all trials: of a drug, a sex, an endpoint."""
    held = shared.diary.person(person)
    scores = _recorded_in(frozenset(shown_as(shared, person).items()))
    return page("evidence.html.j2", person=held, **context(scores, Choice(drug, sex, endpoint, number)))


@evidence_pages.get("/people/{person}/evidence/{trial}")
def of_trial(person: str, trial: str, shared: Shared) -> HTMLResponse:
    """Show one trial.

    Raises
    ------
    HTTPException
        If there is no such trial.
    """
    held = shared.diary.person(person)
    scores = _recorded_in(frozenset(shown_as(shared, person).items()))
    found = next((one for one in scores["trials"] if one["id"] == trial), None)
    if found is None:
        raise HTTPException(
            404, gettext("No such trial ships with osteotwin. Fix: choose one on the page Evidence.")
        )
    return page("trial.html.j2", person=held, **trial_context(scores, found))


def recorded() -> dict[str, Any]:
    """Return the trials, read once: they belong to the package and to nobody."""
    with _reading:  # who comes meanwhile waits for the same
        return _recorded()


@cache
def _recorded() -> dict[str, Any]:
    return ot.recorded_scores()


@lru_cache(maxsize=4)
def _recorded_in(chosen: frozenset[tuple[str, str]]) -> dict[str, Any]:
    """The same in the units that somebody chose."""
    return ot.scores_in_units(recorded(), dict(chosen))
