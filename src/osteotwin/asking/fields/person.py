"""The person as fields: each is asked once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Final

from osteotwin.asking.fields.field import Field, Form, Row, raise_if_any
from osteotwin.asking.fields.person_body import age_told, body_told, number_told
from osteotwin.asking.fields.person_health import (
    DEFAULTS,
    JOINTS,
    condition_choices,
    conditions_told,
    joints_told,
    wishes_told,
    yes_told,
)
from osteotwin.asking.fields.person_heard import values_of
from osteotwin.errors import Problem

_YES: Final = ("yes", "no")
_SEXES: Final = {"m": "male", "man": "male", "f": "female", "woman": "female"}


def person_form(answers: Mapping[str, str], today: date, order: str | None) -> Form:
    """Return the fields of the question ``person``."""
    values = values_of(answers.get("person", ""), today, order)
    return Form("person", ("person",), once=_fields(), values=values)


@cache
def _fields() -> tuple[Field, ...]:
    return (
        Field("sex", "sex at birth", "male", ("male", "female"), is_open=False),
        Field("born", "birth date, or age in years", "1972-05-14"),
        Field("height", "height", "181 cm"),
        Field("weight", "weight", "86 kg"),
        Field("fractures", "how many bones broke in a fall from standing since the age of 40", "0"),
        Field("vertebra", "a broken vertebra, also one that a scan found", "no", _YES, is_open=False),
        Field("menopause", "age at menopause (women)", "51"),
        Field(
            "conditions",
            "conditions, several parted by commas",
            "kidney stones, diabetes",
            condition_choices(),
        ),
        Field("joints", "joints that hurt, several parted by commas", "knee, back", JOINTS),
        Field("smoking", "smoking now", "no", _YES, is_open=False),
        Field("alcohol", "more than two units of alcohol a day", "no", _YES, is_open=False),
        Field("parent_hip", "a parent who broke a hip", "no", _YES, is_open=False),
        Field("frax_major", "FRAX of a major fracture, if known (%)", "12"),
        Field("frax_hip", "FRAX of the hip, if known (%)", "3.2"),
        Field("wishes", "what a plan has to keep to", "no gym, at most 3 times a week"),
    )


def person_words(rows: Sequence[Row], values: Row) -> str:
    """Return what the fields tell, in plain words."""
    problems: list[Problem] = []
    told = [
        _sex(values, problems),
        age_told(values, problems),
        body_told("height", values, problems),
        body_told("weight", values, problems),
        conditions_told(values, problems),
        joints_told(values, problems),
        *(yes_told(key, values, words, problems) for key, words in DEFAULTS.items()),
        _fractures(values, problems),  # what stands behind none may be denied, too
        _menopause(values, problems),
        number_told("frax_major", values, "FRAX major {} %", problems),
        number_told("frax_hip", values, "FRAX hip {} %", problems),
        wishes_told(values, problems),
    ]
    raise_if_any(problems)
    return "; ".join(one for one in told if one)


def _sex(values: Row, problems: list[Problem]) -> str:
    written = values.get("sex", "").casefold()
    sex = _SEXES.get(written, written)
    if sex not in ("", "male", "female"):
        problems.append(Problem("fields", "sex", f'"{written}"', "male or female", "choose the sex at birth"))
    return sex


def _menopause(values: Row, problems: list[Problem]) -> str:
    if values.get("menopause") and _sex(values, []) == "male":
        problems.append(
            Problem("fields", "menopause", "an age at menopause of a man", "nothing", "leave it blank")
        )
        return ""
    if values.get("menopause") and not values.get("born"):
        problems.append(
            Problem(
                "fields",
                "born",
                "an age at menopause without the age of now",
                "the birth date or the age of now",
                "fill it in, for example 1972-05-14, or 54",
            )
        )
    return number_told("menopause", values, "menopause at {}", problems)


def _fractures(values: Row, problems: list[Problem]) -> str:
    count = number_told("fractures", values, "{}", problems, whole=True)
    vertebra = yes_told("vertebra", values, "vertebral fracture", problems)
    many = f"{count} fracture{'' if count == '1' else 's'}" if count else ""
    return "; ".join(one for one in (vertebra, many) if one)
