"""The report: its page, and the report itself for screen and paper."""

from __future__ import annotations

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

import osteotwin as ot
from osteotwin.web.api import outlook_of
from osteotwin.web.days import today
from osteotwin.web.page import no_pdf, page, with_own_policy
from osteotwin.web.settings import shown
from osteotwin.web.shared import Shared

report_pages = APIRouter(include_in_schema=False)


@report_pages.get("/people/{person}/report")
def report(person: str, shared: Shared) -> HTMLResponse:
    """Where the report is, and what it is for."""
    held = shared.diary.person(person)
    ready = shared.outlooks.of(shared.diary.text(person)) is not None
    return page("report.html.j2", person=held, ready=ready, pdf=no_pdf())


@report_pages.get("/people/{person}/report.html")
def report_page(person: str, shared: Shared) -> HTMLResponse:
    """The report itself: one file that needs nothing, with a policy of its own."""
    text = ot.render_html(shown(shared, person, outlook_of(shared, person).answer), written=today())
    return with_own_policy(text)


@report_pages.get("/people/{person}/report.pdf")
def report_pdf(person: str, shared: Shared) -> Response:
    """The same for paper."""
    answer = shown(shared, person, outlook_of(shared, person).answer)
    content = ot.render_pdf(answer, written=today())
    name = {"content-disposition": 'attachment; filename="bone-outlook.pdf"'}
    return Response(content, media_type="application/pdf", headers=name)
