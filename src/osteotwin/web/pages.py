"""The pages."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any, Final

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

import osteotwin as ot
from osteotwin.report.page import TEMPLATES as REPORT
from osteotwin.web.api import outlook_of
from osteotwin.web.kinds import ABOUT, KINDS, Kind
from osteotwin.web.page import no_pdf, with_own_policy
from osteotwin.web.page import page as _page
from osteotwin.web.state import Shared, State

pages = APIRouter(include_in_schema=False)
#: Of the report's own style sheets, in their order.
_STYLES: Final = ("style.css", "figures.css", "report.css")


@pages.get("/")
def start(shared: Shared) -> HTMLResponse:
    """Eight questions, or a dropped file; and who is there already."""
    return _page("start.html.j2", people=shared.diary.people(), person=None)


@pages.get("/style.css")
def style() -> Response:
    """The report's style sheets, so that page, report and paper look alike."""
    text = "\n".join((REPORT / name).read_text(encoding="utf-8") for name in _STYLES)
    return Response(text, media_type="text/css")


@pages.get("/people/{person}/diary")
def diary(person: str, shared: Shared) -> HTMLResponse:
    """What was entered, and what may be."""
    held, entries = shared.diary.person(person), shared.diary.entries(person)

    def rows(kind: Kind) -> list[dict[str, Any]]:
        path = tuple(kind.path.split("."))
        own = [one for one in entries if one.where == kind.where and one.part.path == path]
        known = [column.key for column in kind.columns]
        return [
            {
                "id": one.id,
                "revision": one.revision,
                "keys": one.part.keys,
                "more": {key: value for key, value in one.part.keys.items() if key not in known},
            }
            for one in own
        ]

    shown = {(kind.where, kind.path) for kind in (*KINDS, *ABOUT)}
    other = [one for one in entries if (one.where, ".".join(one.part.path)) not in shown]
    return _page(
        "diary.html.j2",
        person=held,
        other=other,
        kinds=[(kind, rows(kind)) for kind in KINDS],
        about=[(kind, rows(kind)) for kind in ABOUT],
        changes=shared.diary.changes(person, 12),
        names={name: _names(name) for name in ("endpoints", "drugs", "exercises")},
    )


@pages.get("/people/{person}/report")
def report(person: str, shared: Shared) -> HTMLResponse:
    """Where the report is, and what it is for."""
    held = shared.diary.person(person)
    ready = shared.outlooks.of(shared.diary.text(person)) is not None
    return _page("report.html.j2", person=held, ready=ready, pdf=no_pdf())


@pages.get("/people/{person}/report.html")
def report_page(person: str, shared: Shared) -> HTMLResponse:
    """The report itself: one file that needs nothing, with a policy of its own."""
    text = ot.render_html(outlook_of(shared, person).answer, written=datetime.now().astimezone().date())
    return with_own_policy(text)


@pages.get("/people/{person}/report.pdf")
def report_pdf(person: str, shared: Shared) -> Response:
    """The same for paper."""
    answer = outlook_of(shared, person).answer
    content = ot.render_pdf(answer, written=datetime.now().astimezone().date())
    name = {"content-disposition": 'attachment; filename="bone-outlook.pdf"'}
    return Response(content, media_type="application/pdf", headers=name)


@pages.get("/people/{person}/settings")
def settings(person: str, shared: Shared) -> HTMLResponse:
    """Export and erasing."""
    return _page("settings.html.j2", person=shared.diary.person(person), folder=_folder(shared))


def _folder(shared: State) -> str:
    return str(shared.diary.folder)


@cache
def _names(catalogue: str) -> list[str]:
    return [str(row["id"]) for row in ot.catalogue(catalogue)]
