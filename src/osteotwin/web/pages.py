"""The pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any, Final

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

import osteotwin as ot
from osteotwin.report import first_screen, verdict
from osteotwin.report.bone import site_sections
from osteotwin.report.icons import icon
from osteotwin.report.page import TEMPLATES as REPORT
from osteotwin.web.api import outlook_of
from osteotwin.web.entries import problems_of
from osteotwin.web.kinds import ABOUT, KINDS, Kind
from osteotwin.web.models import LeversIn
from osteotwin.web.outlooks import Outlook
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


@pages.get("/people/{person}/outlook")
def outlook(person: str, shared: Shared) -> HTMLResponse:
    """Hip and spine ahead, and the sliders."""
    held, text = shared.diary.person(person), shared.diary.text(person)
    problems = [one.sentence() for one in problems_of(text)]
    found = shared.outlooks.of(text)
    return _page("outlook.html.j2", person=held, problems=problems, **_shown(found, found and found.answer))


@pages.post("/people/{person}/outlook/moved")
def moved(person: str, levers: LeversIn, shared: Shared) -> HTMLResponse:
    """The same with sliders moved, without what stands around it."""
    found = outlook_of(shared, person)
    answer = shared.outlooks.move(found, levers.levers(), person, preview=levers.preview)
    return _page("outlook_numbers.html.j2", person=None, preview=levers.preview, moved=True, **_drawn(answer))


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


def _shown(found: Outlook | None, answer: Mapping[str, Any] | None) -> dict[str, Any]:
    if found is None or answer is None:
        return {"ready": False}
    return {
        "ready": True,
        "levers": ot.levers_of(found.twin.person),
        "intake": {name: round(row["plan"]) for name, row in answer["intake"].items()},
        "preview": False,
        "moved": False,
        **_drawn(answer),
    }


def _drawn(answer: Mapping[str, Any]) -> dict[str, Any]:
    screen = first_screen.screen(answer)
    return {
        "numbers": screen["numbers"],
        "headline": verdict.headline(answer),
        "lines": [{**line, "icon": icon(line["class"])} for line in verdict.lines(answer)],
        "flags": screen["flags"],
        "sites": [site for site in site_sections(answer) if site["id"] in ("total-hip", "lumbar-spine")],
        "disclaimer": answer.get("disclaimer"),
    }


@cache
def _names(catalogue: str) -> list[str]:
    return [str(row["id"]) for row in ot.catalogue(catalogue)]
