"""Answers in words → a form that is filled in as far as they are understood; a form that is filled in → answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from osteotwin.asking.fields import drugs, food, measured, person, training
from osteotwin.asking.fields.also_wrote import also_wrote
from osteotwin.asking.fields.field import FIELDS, Form, Row, filled
from osteotwin.asking.fields.heard import LONGEST, understood_whole, unread
from osteotwin.asking.understand import OF_DRUGS
from osteotwin.errors import InputError, Problem

_Formed = Callable[[Mapping[str, str], date, str | None], Form]
#: Returns an answer by the rows, and by what is asked once.
_Worded = Callable[[Sequence[Row], Row], str]
_FORMS: Final[Mapping[str, tuple[_Formed, _Worded]]] = {
    "drugs": (drugs.drugs_form, drugs.drugs_words),
    "person": (person.person_form, person.person_words),
    "scans": (measured.scans_form, measured.scans_words),
    "labs": (measured.labs_form, measured.labs_words),
    "training": (training.training_form, training.training_words),
    "food": (food.food_form, food.food_words),
}
_MOST_ROWS: Final = 60


@dataclass(frozen=True)
class InWords:
    """What was filled in, as answers in plain words.

    Attributes
    ----------
    answers : mapping of str to str
        By question; empty texts take the place of answers that are told with another one.
    lost : tuple of str
        Parts of the answer before that tell something that no field holds any more, in its words.
    """

    answers: Mapping[str, str]
    lost: tuple[str, ...] = ()


def answer_fields(
    question: str, answers: Mapping[str, str], *, today: date | None = None, dates: str | None = None
) -> Form:
    """Return a question as fields, filled in as far as its answer is understood.

    Parameters
    ----------
    question : str
        Its key; drugs, their doses and their days are one form.
    answers : mapping of str to str
        In plain words, as :func:`osteotwin.new_person` takes them.
    today : datetime.date, optional
        Else the machine's.
    dates : str, optional
        ``"dmy"`` or ``"mdy"``: the order of day and month in 03/04/05.

    Returns
    -------
    Form

    Raises
    ------
    InputError
        For an unknown question.

    Examples
    --------
    >>> import datetime
    >>> form = answer_fields("labs", {"labs": "2026-01-12: estradiol 27 pg/mL"}, today=datetime.date(2026, 2, 1))
    >>> form.rows
    ({'what': 'Estradiol', 'value': '27', 'unit': 'pg/mL', 'day': '2026-01-12'},)
    """
    _, (formed, worded) = _form_of(question)
    said = {key: text for key, text in answers.items() if text.strip()}
    today = today or date.today()
    form = formed(said, today, dates)
    own = {key: said[key][:LONGEST] for key in form.replaces if key in said}
    if not own or understood_whole(own, today, dates) is not None:
        return replace(form, lacks=())
    lacks = {one.field: one for one in (*_lacks(form, worded), *form.lacks)}
    return replace(form, unread=unread(form.question, own, today, dates), lacks=tuple(lacks.values()))


def answers_by_fields(
    question: str,
    rows: Sequence[Row],
    values: Row | None = None,
    *,
    before: Mapping[str, str] | None = None,
) -> InWords:
    """Return the answer that a form tells once it is filled in.

    Parameters
    ----------
    question : str
    rows : sequence of mapping of str to str
        Rows that are blank are left out.
    values : mapping of str to str, optional
        Of the fields that are asked once.
    before : mapping of str to str, optional
        The answers that it takes the place of: what of them is told no more is said.

    Returns
    -------
    InWords

    Raises
    ------
    InputError
        With every field that lacks, or that says what it may not; ``field`` is ``"rows[0].value"``.

    Examples
    --------
    >>> row = {"what": "Estradiol", "value": "27", "unit": "pg/mL", "day": "2026-01-12"}
    >>> answers_by_fields("labs", [row]).answers
    {'labs': '2026-01-12: estradiol 27 pg/mL'}
    """
    key, (_, worded) = _form_of(question)
    if len(rows) > _MOST_ROWS:
        raise InputError(
            [Problem(FIELDS, "rows", f"{len(rows)} rows", f"at most {_MOST_ROWS}", "leave out the oldest")]
        )
    text = worded([filled(row) for row in rows], filled(values or {}))
    replaced = OF_DRUGS if key in OF_DRUGS else (key,)
    told = "; ".join(said for one in replaced if (said := (before or {}).get(one, "").strip()))
    gone = also_wrote(key, told, text, lambda said: _names(key, said)) if told else ()
    return InWords({one: text if one == key else "" for one in replaced}, gone)


def _names(key: str, said: str) -> frozenset[str]:
    """Return what fields call the things that a text names."""
    form = _FORMS[key][0]({key: said}, date.today(), None)
    first = form.columns[0].key if form.columns else ""
    return frozenset((*(row[first] for row in form.rows if first in row), *form.values))


def _lacks(form: Form, worded: _Worded) -> tuple[Problem, ...]:
    """Return what is asked of fields as they are filled in."""
    if not form.rows and not form.values:
        return ()
    try:
        worded([filled(row) for row in form.rows], filled(form.values))
    except InputError as error:
        return error.problems
    return ()


def _form_of(question: str) -> tuple[str, tuple[_Formed, _Worded]]:
    """Return the question whose form holds another one, and what makes and tells that form."""
    key = "drugs" if question in OF_DRUGS else question  # all of a drug is told in one answer
    if key not in _FORMS:
        raise InputError([Problem(FIELDS, question, "an unknown question", f"one of {', '.join(_FORMS)}",
                                  "choose one of them")])  # fmt: skip
    return key, _FORMS[key]
