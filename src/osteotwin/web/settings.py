"""The page *Settings*: units, whom T-scores count from, the language, the data and their erasing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import Field

import osteotwin as ot
from osteotwin.diary.diary_file import check_diary_file
from osteotwin.units import UNIT_CHOICES
from osteotwin.web.language import Words, gettext
from osteotwin.web.models import Taken
from osteotwin.web.page import page
from osteotwin.web.shared import Shared
from osteotwin.web.spoken import choose, chosen_in
from osteotwin.web.state import State

settings_routes = APIRouter()
_SHOWN_AS: Final = ("shown_as",)
_Unit = Annotated[str, Field(max_length=20)]
#: Whom a T-score of a report counts from, as a person's file says it.
REFERENCES: Final = (
    ("", Words("the report does not say")),
    ("male", Words("young men")),
    ("female", Words("young women, as ISCD asks of everybody")),
    ("device", Words("whom the scanner's maker took")),
)

#: What numbers of several units are called.
_NUMBERS: Final = {
    "calcium": Words("Calcium in blood and urine"),
    "estradiol": Words("Estradiol"),
    "vitamin_d": Words("Vitamin D in blood (25OHD)"),
    "testosterone": Words("Testosterone"),
}


class LanguageIn(Taken):
    """The language of the pages in this browser."""

    language: str = Field(max_length=35, description="its tag, such as de; empty: as the browser asks")


class ShownAsIn(Taken):
    """In which units numbers are shown, and whom T-scores that are entered count from."""

    calcium: _Unit | None = None
    estradiol: _Unit | None = None
    vitamin_d: _Unit | None = None
    testosterone: _Unit | None = None
    t_score_reference: Literal["male", "female", "device"] | None = None


def shown_as(shared: State, person: str) -> Mapping[str, str]:
    """Return what a person chose on the page of settings."""
    return shared.diary.table(person, _SHOWN_AS, "diary")


def shown(shared: State, person: str, answer: Mapping[str, Any]) -> dict[str, Any]:
    """Return an answer in the units that the person chose."""
    return ot.in_units(answer, shown_as(shared, person))


def explained(shared: State, person: str, answer: Mapping[str, Any], depth: str) -> dict[str, Any]:
    """Return the explanation of an answer in the units that the person chose."""
    said = ot.explain(shown(shared, person, answer), depth).to_json()
    return ot.texts_in_units(said, shown_as(shared, person))


@settings_routes.get("/people/{person}/settings", include_in_schema=False)
def settings(person: str, request: Request, shared: Shared) -> HTMLResponse:
    """Show units, languages, export and erasing."""
    offered = request.app.state.languages
    return page(
        "settings.html.j2",
        person=shared.diary.person(person),
        folder=str(shared.diary.folder),
        units=[(unit, _NUMBERS[unit.key]) for unit in UNIT_CHOICES],
        references=REFERENCES,
        shown_as=shown_as(shared, person),
        languages=[("", gettext("as the browser asks")), *((tag, one.name) for tag, one in offered.items())],
        language=chosen_in(request),
    )


@settings_routes.put("/api/v1/language", status_code=204)
def choose_language(asked: LanguageIn, request: Request, response: Response) -> None:
    """Choose the language of the pages in this browser; nothing of any diary changes."""
    offered = request.app.state.languages
    if asked.language and asked.language not in offered:
        raise HTTPException(
            422,
            gettext("language: no pages in %(found)s. Fix: choose one of %(offered)s.")
            % {"found": f'"{asked.language}"', "offered": ", ".join(offered)},
        )
    choose(response, asked.language)


@settings_routes.put("/api/v1/people/{person}/shown-as")
def change(person: str, asked: ShownAsIn, shared: Shared) -> dict[str, int]:
    """Choose units and whom T-scores count from; nothing that was entered changes."""
    chosen = asked.model_dump(exclude_none=True)
    check_diary_file({"shown_as": chosen})
    return {"changed": shared.diary.put(person, _SHOWN_AS, chosen, "diary", what="settings")}
