"""The page Outlook, and its parts with sliders moved."""

from __future__ import annotations

import asyncio
from typing import Any, Final
from weakref import WeakKeyDictionary

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

import osteotwin as ot
from osteotwin.web.api import moved_of, outlook_of
from osteotwin.web.counted_from import counted_from
from osteotwin.web.days import today
from osteotwin.web.entries import problems_of
from osteotwin.web.language import spoken
from osteotwin.web.models import LeversIn
from osteotwin.web.outlook_view import contributions, drawn, moved_words
from osteotwin.web.outlooks import Outlook
from osteotwin.web.page import page
from osteotwin.web.problems import as_the_page_says
from osteotwin.web.settings import shown, shown_as
from osteotwin.web.shared import Shared
from osteotwin.web.state import State

outlook_pages = APIRouter(include_in_schema=False)
#: What is drawn of outlooks at rest, with the units that it is drawn in; it goes with them.
_at_rest: Final = WeakKeyDictionary[Outlook, tuple[tuple[str, dict[str, str]], dict[str, Any]]]()


@outlook_pages.get("/people/{person}/outlook")
def outlook(person: str, shared: Shared) -> HTMLResponse:
    """Hip and spine ahead, and the sliders."""
    held, text = shared.diary.person(person), shared.diary.text(person)
    found = shared.outlooks.of(text)
    problems = [] if found else [one.sentence() for one in as_the_page_says(problems_of(text))]
    return page("outlook.html.j2", person=held, problems=problems, **_shown(shared, person, found))


@outlook_pages.post("/people/{person}/outlook/moved")
async def moved(person: str, levers: LeversIn, request: Request, shared: Shared) -> Response:
    """What sliders move, without what stands around it; nothing where a newer place of a slider took its turn."""
    found = await asyncio.to_thread(outlook_of, shared, person)
    answer = await moved_of(shared, found, person, levers, request, only_drawn=True)
    if answer is None:
        return Response(status_code=204)
    return await asyncio.to_thread(_moved_page, shared, person, answer, found, levers)


def _moved_page(
    shared: State, person: str, answer: dict[str, Any], found: Outlook, levers: LeversIn
) -> HTMLResponse:
    parts = drawn(shown(shared, person, answer), found.answer)
    words = moved_words(levers.levers())
    return page("outlook_numbers.html.j2", person=None, preview=levers.preview, moved=words, **parts)


def _shown(shared: State, person: str, found: Outlook | None) -> dict[str, Any]:
    if found is None:
        return {"ready": False}
    units = dict(shown_as(shared, person))
    words = (spoken(), units)
    kept = _at_rest.get(found)
    if kept is None or kept[0] != words:
        answer = ot.in_units(found.answer, units)
        kept = words, {"contributions": contributions(answer), **drawn(answer)}
        _at_rest[found] = kept
    return {
        "ready": True,
        "levers": ot.levers_of(found.twin.person),
        "intake": {name: round(row["plan"]) for name, row in found.answer["intake"].items()},
        "preview": False,
        "moved": "",
        "counted_from": counted_from(found.answer, today()),
        **kept[1],
    }
