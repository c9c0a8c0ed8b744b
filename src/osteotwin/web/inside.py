"""The page *Inside the bone*: a place of remodeling over the person's own course."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal
from weakref import WeakKeyDictionary

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

import osteotwin as ot
from osteotwin.report.explanation.view import context as explanation
from osteotwin.report.glossary import anchor
from osteotwin.report.remodeling.view import context
from osteotwin.web.counted_from import counted_from
from osteotwin.web.days import today
from osteotwin.web.language import Words, gettext
from osteotwin.web.outlooks import Outlook
from osteotwin.web.page import page
from osteotwin.web.settings import explained, shown_as
from osteotwin.web.shared import Shared
from osteotwin.web.state import State

inside_pages = APIRouter(include_in_schema=False)
Depth = Literal["fundamentals", "intermediate", "academic"]
DEPTHS: Final = {
    "fundamentals": Words("Plain"),
    "intermediate": Words("Clinician"),
    "academic": Words("Researcher"),
}
#: Sections of an explanation that tell how what is seen here comes about.
_ABOUT: Final = ("not_simulated", "hormones", "bone", "loading", "signals", "minerals", "training")
_courses: WeakKeyDictionary[Outlook, ot.RemodelingCourse] = WeakKeyDictionary()


@inside_pages.get("/people/{person}/inside")
def inside(
    person: str, shared: Shared, depth: Depth = "fundamentals", at: Annotated[int, Query(ge=0, le=10_000)] = 0
) -> HTMLResponse:
    """Show the place of remodeling on one day; the script of the page moves it through the others."""
    held = shared.diary.person(person)
    found = shared.outlooks.of(shared.diary.text(person))
    if found is None or found.answer["failed"]["too_many"]:
        return page("inside.html.j2", person=held, ready=False, failed=found is not None)
    course = ot.course_in_units(course_of(shared, person, found), shown_as(shared, person))
    said = [ot.moment(course, depth, day) for day in range(len(course.years))]
    shown = context(course.to_json(), said, min(at, len(said) - 1))
    return page(
        "inside.html.j2",
        person=held,
        ready=True,
        counted_from=counted_from(found.answer, today()),
        depth=depth,
        depths=DEPTHS,
        how=_how(explained(shared, person, found.answer, depth)),
        entry_of={one.signal: anchor(one.term) for one in ot.load_glossary().values() if one.signal},
        **shown,
    )


def course_of(shared: State, person: str, found: Outlook) -> ot.RemodelingCourse:
    """Return the course of a person's place of remodeling; waits for it where it was not simulated yet.

    Raises
    ------
    OsteotwinError
        If it could not be simulated.
    """
    if found not in _courses:
        job = shared.worker.submit(
            lambda _: ot.remodeling_course(found.twin, found.answer), person, soon=True
        )
        job.finished.wait()
        if job.state != "done":
            raise ot.OsteotwinError(
                job.said or gettext("the simulation was given up. Fix: load the page again.")
            )
        _courses[found] = job.result
    return _courses[found]


def _how(said: dict[str, Any]) -> dict[str, Any]:
    """How it comes about: the explanation's own sentences, and their sources."""
    told = explanation(said, None)
    sections = [one for one in told["sections"] if one["id"] in _ABOUT and one["sentences"]]
    cited = {number for one in sections for said in one["sentences"] for number in said["cites"]}
    return {"sections": sections, "sources": [one for one in told["sources"] if one["number"] in cited]}
