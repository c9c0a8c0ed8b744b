"""A question as fields to fill in, and what is filled in as answers in plain words."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Annotated, Final, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field

import osteotwin as ot
from osteotwin.errors import Problem
from osteotwin.web.days import today
from osteotwin.web.language import Words
from osteotwin.web.models import Taken
from osteotwin.web.problems import without_commands
from osteotwin.web.questions import LONGEST, Told

fields_api = APIRouter(prefix="/api/v1/people/fields")

#: As many as the reader of fields takes.
MOST_ROWS: Final = 60
#: Where a page has the names of a catalogue.
_LISTED: Final = Words("the list of this field")
_PLACE: Final = re.compile(r"rows\[(?P<row>\d{1,3})\](?:\.(?P<key>\w+))?|(?:values\.)?(?P<once>\w+)")

Question = Literal["drugs", "dose", "since", "person", "scans", "labs", "training", "food"]
_Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,29}$")]
Filled = Annotated[dict[_Key, Annotated[str, Field(max_length=LONGEST)]], Field(max_length=20)]


class FieldsAsked(Taken):
    """A question, and the answers as they stand."""

    question: Question
    answers: Told = Told()


class FieldOut(BaseModel):
    """One thing that is asked for."""

    key: str
    asks: str
    example: str
    choices: list[str]
    is_open: bool = Field(description="whether other words than the choices may be written, too")
    by: dict[str, list[str]] | None = Field(
        description="what may be chosen, by what fills the first field of the row; of what is not named it is not asked"
    )


class AskedOfField(BaseModel):
    """What is asked of a field: of one of a row, of a whole row, of one that is asked once, or of all."""

    row: int | None = None
    key: str | None = None
    says: str


class FormOut(BaseModel):
    """The fields of a question, filled in as far as the answers are understood."""

    question: str
    replaces: list[str] = Field(description="the questions whose answers it takes the place of")
    columns: list[FieldOut] = Field(description="asked of each of several things")
    rows: list[dict[str, str]]
    once: list[FieldOut] = Field(description="asked once, beside the rows")
    values: dict[str, str]
    unread: list[str] = Field(description="parts of the answer that are not understood")
    most_rows: int = MOST_ROWS
    asked: list[AskedOfField] = Field(
        default=[], description="what is asked of the fields, where the answer is not understood"
    )


class FieldsFilled(Taken):
    """Fields that are filled in, and the answers that stood there before."""

    question: Question
    rows: list[Filled] = Field(default=[], max_length=MOST_ROWS)
    values: Filled = Field(default_factory=dict)
    answers: Told = Told()


class InWordsOut(BaseModel):
    """Answers that take the place of those before; none where something is asked of the fields."""

    answers: dict[str, str] = {}
    lost: list[str] = Field(default=[], description="words of the answers before that no field holds")
    problems: list[AskedOfField] = []


@fields_api.post("")
def fields(asked: FieldsAsked) -> FormOut:
    """A question as fields, filled in as far as its answer is understood; nothing is kept."""
    form = ot.answer_fields(asked.question, asked.answers.said(), today=today())
    shown = FormOut.model_validate(form, from_attributes=True)
    return shown.model_copy(update={"asked": [_asked(one) for one in form.lacks]})


@fields_api.post("/words")
def words(filled: FieldsFilled) -> InWordsOut:
    """What fields tell, as answers in plain words, or what is asked of them; nothing is kept."""
    if not any(text.strip() for row in (*filled.rows, filled.values) for text in row.values()):
        fix = "fill in a field, or close them and write your answer in your own words"
        return InWordsOut(problems=[_asked(Problem("", "rows", "nothing is filled in", "", fix))])
    try:
        told = ot.answers_by_fields(filled.question, filled.rows, filled.values, before=filled.answers.said())
    except ot.InputError as error:
        return InWordsOut(problems=[_asked(one) for one in error.problems])
    length = max(len(text) for text in told.answers.values())
    if length > LONGEST:
        too_long = Problem(
            "",
            "rows",
            f"together these are {length:,} characters",
            f"at most {LONGEST:,}",
            "leave out the oldest rows",
        )
        return InWordsOut(problems=[_asked(too_long)])
    return InWordsOut(answers=dict(told.answers), lost=list(told.lost))


def _asked(problem: Problem) -> AskedOfField:
    says = replace(problem, fix=without_commands(problem.fix, _LISTED)).question()
    place = _PLACE.fullmatch(problem.field)
    if place is None or place["once"] == "rows":
        return AskedOfField(says=says)
    if place["row"] is None:
        return AskedOfField(key=place["once"], says=says)
    return AskedOfField(row=int(place["row"]), key=place["key"], says=says)
