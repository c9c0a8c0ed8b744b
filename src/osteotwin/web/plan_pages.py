"""The page *Plan*: wishes, three plans, the week of the one that is followed, and whether it still holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse

import osteotwin as ot
from osteotwin.report.formatting import tied
from osteotwin.report.page import TEMPLATES as REPORT
from osteotwin.report.plan.view import context
from osteotwin.web.days import today
from osteotwin.web.entries import problems_of
from osteotwin.web.language import Words, gettext, ngettext
from osteotwin.web.page import no_pdf, page, with_own_policy
from osteotwin.web.plan_api import feedback_asked, searched
from osteotwin.web.plan_view import followed
from osteotwin.web.shared import Shared

plan_pages = APIRouter(include_in_schema=False)
#: What a wish is asked as, with the word for "none of it".
LISTED: Final = (
    ("equipment", Words("Equipment at hand"), Words("none")),
    ("pain", Words("Joints that hurt"), Words("none hurts")),
    ("not_eaten", Words("Foods you do not eat"), Words("I eat all of them")),
)


@plan_pages.get("/people/{person}/plan")
def plan(
    person: str, shared: Shared, week: Annotated[int | None, Query(ge=1, le=520)] = None
) -> HTMLResponse:
    """Show what is to be chosen, or the week of what was chosen."""
    held, text = shared.diary.person(person), shared.diary.text(person)
    document, beside = shared.diary.document(person), shared.diary.document(person, "diary")
    found = shared.plans.of(text)
    again = shared.plans.of(*feedback_asked(shared, person)) if "chosen_plan" in beside else None
    return page(
        "plan.html.j2",
        person=held,
        problems=[one.sentence() for one in problems_of(text)],
        wishes=_wishes(document),
        plans=None if found is None else context(found.to_dict(), None),
        names=[] if found is None else list(found.choices),
        chosen=beside.get("chosen_plan", {}).get("name"),
        followed=followed(beside, today(), week),
        feedback=None if again is None else _feedback(again.to_dict()),
        pdf=no_pdf(),
        changes=[one.what for one in shared.diary.changes(person, 1) if not one.undone],
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


def _wishes(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of the form, with what the file says and what stands in where it says nothing."""
    stated, choices, cautious = document.get("wishes", {}), ot.wish_choices(), ot.cautious_wishes()
    begins = document.get("outlook", {}).get("from")
    return {
        "stated": stated,
        "cautious": cautious,
        "lists": [
            {
                "key": key,
                "label": label,
                "none": none,
                "options": [{"id": one, "label": one.replace("_", " ")} for one in choices[key]],
                "chosen": list(stated.get(key, ())),
                "says_none": stated.get(key) == [],
            }
            for key, label, none in LISTED
        ],
        "experience": choices["experience"],
        "budget": choices["budget"],
        "not_done": ", ".join(stated.get("not_done", ())),
        "begins": max(filter(None, (begins, today()))).isoformat(),
        "assumed": _assumed(stated, cautious),
    }


def _assumed(stated: Mapping[str, Any], cautious: Mapping[str, Any]) -> list[str]:
    days, minutes = cautious["days_per_week"], cautious["minutes_per_session"]
    said = {
        "days_per_week": ngettext("%(count)s day a week", "%(count)s days a week", days) % {"count": days},
        "minutes_per_session": gettext("%(count)s minutes a session") % {"count": f"{minutes:g}"},
        "equipment": gettext("no equipment"),
        "experience": gettext("no experience of lifting or jumping"),
        "pain": gettext("no joint that hurts"),
        "not_eaten": gettext("every food is eaten"),
        "budget": gettext("a %(size)s budget for food") % {"size": cautious["budget"]},
        "supplements": gettext("tablets would be taken"),
    }
    return [text for key, text in said.items() if key not in stated]


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
