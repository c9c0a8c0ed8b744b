"""The pages."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

import osteotwin as ot
from osteotwin.report.page import TEMPLATES as REPORT
from osteotwin.web.api import outlook_of
from osteotwin.web.page import no_pdf, with_own_policy
from osteotwin.web.page import page as _page
from osteotwin.web.settings import shown
from osteotwin.web.state import Shared

pages = APIRouter(include_in_schema=False)
#: Of the report's own style sheets, in their order.
_STYLES: Final = ("style.css", "figures.css", "report.css")


@pages.get("/")
def start(shared: Shared) -> HTMLResponse:
    """Eight questions, or a dropped file; and who is there already."""
    return _page("start.html.j2", people=shared.diary.people(), person=None, questions=ot.QUESTIONS)


@pages.get("/style.css")
def style() -> Response:
    """The report's style sheets, so that page, report and paper look alike."""
    text = "\n".join((REPORT / name).read_text(encoding="utf-8") for name in _STYLES)
    return Response(text, media_type="text/css")


@pages.get("/people/{person}/report")
def report(person: str, shared: Shared) -> HTMLResponse:
    """Where the report is, and what it is for."""
    held = shared.diary.person(person)
    ready = shared.outlooks.of(shared.diary.text(person)) is not None
    return _page("report.html.j2", person=held, ready=ready, pdf=no_pdf())


@pages.get("/people/{person}/report.html")
def report_page(person: str, shared: Shared) -> HTMLResponse:
    """The report itself: one file that needs nothing, with a policy of its own."""
    text = ot.render_html(
        shown(shared, person, outlook_of(shared, person).answer), written=datetime.now().astimezone().date()
    )
    return with_own_policy(text)


@pages.get("/people/{person}/report.pdf")
def report_pdf(person: str, shared: Shared) -> Response:
    """The same for paper."""
    answer = shown(shared, person, outlook_of(shared, person).answer)
    content = ot.render_pdf(answer, written=datetime.now().astimezone().date())
    name = {"content-disposition": 'attachment; filename="bone-outlook.pdf"'}
    return Response(content, media_type="application/pdf", headers=name)
