"""The page *Learn*: how it comes about at three depths, and the words, with the person's own numbers."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

import osteotwin as ot
from osteotwin.report.explanation.view import context as explanation
from osteotwin.report.glossary import anchor, entries
from osteotwin.report.page import TEMPLATES as REPORT
from osteotwin.web.inside import DEPTHS, Depth, course_of
from osteotwin.web.page import page
from osteotwin.web.settings import explained, shown_as
from osteotwin.web.shared import Shared

learn_pages = APIRouter(include_in_schema=False)


@learn_pages.get("/people/{person}/learn")
def learn(person: str, shared: Shared, depth: Depth = "fundamentals") -> HTMLResponse:
    """Show the explanation and the glossary; before anything was simulated, the glossary alone."""
    held = shared.diary.person(person)
    found = shared.outlooks.of(shared.diary.text(person))
    failed = found is not None and found.answer["failed"]["too_many"]
    course: dict[str, Any] | None = None
    if found is not None and not failed:
        course = ot.course_in_units(course_of(shared, person, found), shown_as(shared, person)).to_json()
    told: dict[str, Any] = {"sections": [], "sources": []}
    if found is not None:
        told = explanation(explained(shared, person, found.answer, depth), None)
    return page(
        "learn.html.j2",
        person=held,
        ready=found is not None,
        failed=failed,
        depth=depth,
        depths=DEPTHS,
        sections=told["sections"],
        sources=told["sources"],
        entries=entries(_glossary(depth), course),
        anchor=anchor,
    )


@learn_pages.get("/explanation.css")
def style() -> Response:
    """Return the style sheet of the report's explanation."""
    return Response((REPORT / "explanation.css").read_text(encoding="utf-8"), media_type="text/css")


def _glossary(depth: Depth) -> list[dict[str, str]]:
    """The terms in the words of a depth."""
    return [
        {
            "term": one.term,
            "text": one.academic if depth == "academic" else one.fundamentals,
            "signal": one.signal,
        }
        for one in ot.load_glossary().values()
    ]
