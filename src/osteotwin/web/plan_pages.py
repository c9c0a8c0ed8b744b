"""The page *Plan*: wishes, three plans, the week of the one that is followed, and whether it still holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse

import osteotwin as ot
from osteotwin.report.formatting import tied
from osteotwin.report.page import TEMPLATES as REPORT
from osteotwin.report.plan.view import context
from osteotwin.web.days import today, with_days_in_words
from osteotwin.web.entries import read_file
from osteotwin.web.page import no_pdf, page, with_own_policy
from osteotwin.web.plan_api import feedback_asked, searched
from osteotwin.web.plan_view import followed
from osteotwin.web.problems import as_the_page_says
from osteotwin.web.shared import Shared
from osteotwin.web.wishes_view import wishes_asked

plan_pages = APIRouter(include_in_schema=False)


@plan_pages.get("/people/{person}/plan")
def plan(
    person: str, shared: Shared, week: Annotated[int | None, Query(ge=1, le=520)] = None
) -> HTMLResponse:
    """Show what is to be chosen, or the week of what was chosen."""
    held, text = shared.diary.person(person), shared.diary.text(person)
    document, beside = shared.diary.document(person), shared.diary.document(person, "diary")
    read, problems = read_file(text)
    found = shared.plans.of(text)
    again = shared.plans.of(*feedback_asked(shared, person)) if "chosen_plan" in beside else None
    return page(
        "plan.html.j2",
        person=held,
        problems=[one.sentence() for one in as_the_page_says(problems)],
        wishes=wishes_asked(document, read),
        plans=None if found is None else context(found.to_dict(), None),
        names=[] if found is None else list(found.choices),
        chosen=beside.get("chosen_plan", {}).get("name"),
        followed=followed(beside, today(), week),
        feedback=None if again is None else _feedback(again.to_dict()),
        pdf=no_pdf(),
        changes=[with_days_in_words(one.what) for one in shared.diary.changes(person, 1) if not one.undone],
    )


@plan_pages.get("/plan.css")
def style() -> Response:
    """Return the style sheet of the report's page of plans."""
    return Response((REPORT / "plan.css").read_text(encoding="utf-8"), media_type="text/css")


@plan_pages.get("/people/{person}/plan.html")
def plan_page(person: str, shared: Shared) -> HTMLResponse:
    """Return the plans that were found as the report's page, with its own policy."""
    answer = searched(shared, person).to_dict()
    return with_own_policy(ot.render_plan(answer, written=today()))


@plan_pages.get("/people/{person}/plan.pdf")
def plan_pdf(person: str, shared: Shared) -> Response:
    """Return the plans that were found, for the wall."""
    answer = searched(shared, person).to_dict()
    content = ot.render_plan_pdf(answer, written=today())
    name = {"content-disposition": 'attachment; filename="bone-plan.pdf"'}
    return Response(content, media_type="application/pdf", headers=name)


def _feedback(answer: Mapping[str, Any]) -> dict[str, Any]:
    told = answer["feedback"]
    return {
        "verdict": "" if told is None else told["verdict"],
        "text": "" if told is None else tied(told["text"]),
        "why": "" if told is None else tied(told["why"]),
        "lines": [] if told is None else [tied(text) for text in (*told["restarts"], *told["notes"])],
        "learned_from": [] if told is None else [tied(text) for text in told["learned_from"]],
        "first": [tied(row["text"]) for row in answer["see_clinician_first"]],
        "from": tied(answer["today"]),
    }
