"""The page *Start*, and the style of all pages: they are there before anything else of the application is loaded."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

import osteotwin as ot
from osteotwin.report.page import TEMPLATES as REPORT
from osteotwin.web.page import page
from osteotwin.web.state import State
from osteotwin.web.warm_up import WarmUp

#: Of the report's own style sheets, in their order.
_STYLES: Final = ("style.css", "figures.css", "report.css")


def start_routes(warm_up: WarmUp | None) -> list[BaseRoute]:
    """Return what a browser asks for at first.

    Parameters
    ----------
    warm_up : WarmUp or None
        It begins once the first page was sent.
    """

    def start(request: Request) -> Response:
        """Eight questions, or a dropped file; and who is there already."""
        state: State = request.app.state.osteotwin
        made = page("start.html.j2", people=state.diary.people(), person=None, questions=ot.QUESTIONS)
        if warm_up is not None:
            made.background = BackgroundTask(warm_up.begin)
        return made

    static = StaticFiles(directory=Path(__file__).parent / "static")
    return [Route("/", start), Route("/style.css", style), Mount("/static", static)]


def style(_: Request) -> Response:
    """The report's style sheets, so that page, report and paper look alike."""
    return Response(_style(), media_type="text/css")


@cache
def _style() -> str:
    return "\n".join((REPORT / name).read_text(encoding="utf-8") for name in _STYLES)
