"""Age, size and counts of the person: what fills a field → words of the answer, or what to ask."""

from __future__ import annotations

from typing import Final

from osteotwin.asking.fields.field import FIELDS, Row
from osteotwin.asking.fields.measured_days import day_told
from osteotwin.asking.fields.person_read import tells
from osteotwin.asking.when import DATE
from osteotwin.errors import Problem
from osteotwin.units.patterns import later

_AGE: Final = later(r"(?P<years>\d{1,3}(?:[.,]\d)?)(?: ?(?:years?(?: old)?|yrs?|y/?o?))?", 2)
_NUMBER: Final = later(r"\d+(?:[.,]\d+)?")
#: Numbers without a unit that can be of one only: centimetres, metres.
_LEAST_CM, _MOST_CM, _LEAST_M, _MOST_M = 100, 250, 1.2, 2.3
_EXAMPLES: Final = {
    "height": ("its unit, for example 181 cm or 5 ft 11 in"),
    "weight": ("its unit, for example 86 kg, 190 lb or 13 st 8 lb"),
}
#: By field: the key of the file, what it is, an example, and the range of the file.
_COUNTS: Final = {
    "fractures": ("fragility_fractures", "number of broken bones", "0, 1 or 2", (0, 50)),
    "menopause": ("menopause_age", "age at menopause", "51", (20, 65)),
    "frax_major": ("frax_major", "FRAX of a major fracture", "12", (0, 100)),
    "frax_hip": ("frax_hip", "FRAX of the hip", "3.2", (0, 100)),
}
_BEHIND: Final = later(r" ?(?:%|percent|years?(?: old)?|fractures?|bones?)$", 2)
_NONE: Final = ("no", "none", "never")
#: The model is of adults.
_YOUNGEST: Final = 18


def age_told(values: Row, problems: list[Problem]) -> str:
    """Return the words of a birth date or an age; empty where none is filled in."""
    written = values.get("born", "").removeprefix("born ")
    if not written:
        return ""
    age = _AGE.fullmatch(written)
    if age is not None:
        told = f"{age['years'].replace(',', '.')} years"
        if float(age["years"].replace(",", ".")) < _YOUNGEST:
            problems.append(Problem(
                FIELDS, "born", f'"{written}"', f"an age from {_YOUNGEST} years on, as the model is of grown bones",
                "close the fields where this is your age: no outlook can be made"))  # fmt: skip
            return ""
    elif DATE.fullmatch(written):
        day = day_told("born", "birth", written)
        if isinstance(day, Problem):
            problems.append(day)
            return ""
        told = f"born {day}"
    else:
        told = f"born {written}"
    if tells(told, "birth_date"):
        return told
    problems.append(
        Problem(
            FIELDS,
            "born",
            f'"{written}" as the birth date or age',
            "a day, or a number of years",
            "write for example 1972-05-14, or 54",
        )
    )
    return ""


def body_told(key: str, values: Row, problems: list[Problem]) -> str:
    """Return the words of the height or the weight; empty where it is not filled in."""
    written = values.get(key, "")
    if not written:
        return ""
    told = written
    if _NUMBER.fullmatch(written):
        told = written.replace(",", ".")
        if key == "height" and _LEAST_CM <= float(told) <= _MOST_CM:
            told += " cm"
        elif key == "height" and _LEAST_M <= float(told) <= _MOST_M:
            told += " m"
    if not _NUMBER.fullmatch(told) and tells(told, key):
        return told
    lacks = bool(_NUMBER.fullmatch(told))
    problems.append(
        Problem(
            FIELDS,
            key,
            f'"{written}"{" without a unit" if lacks else ""} as the {key}',
            f"the {key} of a grown person with its unit",
            f"write the number and {_EXAMPLES[key]}",
        )
    )
    return ""


def number_told(key: str, values: Row, form: str, problems: list[Problem], *, whole: bool = False) -> str:
    """Return a number within its words, such as ``"menopause at {}"``; empty where it is not filled in."""
    written = values.get(key, "")
    if not written:
        return ""
    of, what, example, (low, high) = _COUNTS[key]
    number = _BEHIND.sub("", written).replace(",", ".")
    if whole and number.casefold() in _NONE:
        number = "0"
    is_number = _NUMBER.fullmatch(number) is not None and not (whole and "." in number)
    told = form.format(int(number) if whole and is_number else number)
    words = f"{told} fractures" if whole else told
    if is_number and low <= float(number) <= high and tells(words, of):
        return told
    problems.append(
        Problem(
            FIELDS,
            key,
            f'"{written}" as the {what}',
            "a number in its range",
            f"write the number alone, for example {example}; leave it blank if not known",
        )
    )
    return ""
