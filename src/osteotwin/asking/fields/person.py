"""The person as fields: who he is, asked once, and one row for each condition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Final

from osteotwin.asking.fields.field import FIELDS, Field, Form, Row, missing, raise_if_any
from osteotwin.asking.fields.heard import heard, unread_of
from osteotwin.asking.fields.keeps import keeps_field, keeps_of
from osteotwin.errors import Problem
from osteotwin.importing.found import Found
from osteotwin.inputs.names import find_name
from osteotwin.people.wishes import PAINS
from osteotwin.protocol.conditions import CONDITIONS
from osteotwin.units.patterns import later

#: Labels that are read as several things: the names by which answers tell them.
_SAID: Final = {
    "kidney_stones": "kidney stones", "thiazide_use": "thiazide", "digoxin_use": "digoxin", "heparin_use": "heparin",
    "glitazone_use": "pioglitazone", "enzyme_inducer_use": "phenytoin", "ssri_use": "SSRI",
    "blood_clots": "blood clots", "glucocorticoid_use": "prednisone", "prostate_cancer": "prostate cancer",
    "skeletal_malignancy_or_radiation": "bone metastases", "amenorrhea": "amenorrhea",
    "fracture_before_40": "fragility fracture before the age of 40", "premenopausal": "premenopausal",
    **{condition: f"bad {joint}{'' if joint == 'back' else 's'}" for joint, condition in PAINS.items()},
}  # fmt: skip
#: It is asked in a field of its own.
_APART: Final = "vertebral_fracture"
_YEARS: Final = later(r"(?P<n>1[0-9]|[2-9]\d|1[01]\d)(?: ?(?:years?|yrs?|y|yo)(?: old)?)?")
_NUMBER: Final = later(r"\d+")
_UNITLESS: Final = later(r"\d+(?:[.,]\d+)?")


def person_form(answers: Mapping[str, str], today: date, order: str | None) -> Form:
    """Return the fields of the person."""
    values: dict[str, str] = {}
    rows: list[Row] = []
    kept: list[str] = []
    parts = heard("person", answers.get("person", ""), today, order)
    for part in parts:
        for one in part.entries:
            if one.table == ("person",):
                values |= _values(one)
                rows += [{"condition": label_of(str(name))} for name in one.keys.get("conditions", ())]
            else:
                rows += [{"condition": label_of(PAINS[joint])} for joint in one.keys.get("pain", ())]
        kept += keeps_of(part, but_for=("pain",))
    if kept:
        values["keeps"] = "; ".join(kept)
    columns = (
        Field(
            "condition",
            "illness, drug or joint that hurts, that bears on bone or training",
            "kidney stones",
            known(),
        ),
    )
    return Form(
        "person", ("person",), columns, tuple(rows), _once(), values, unread_of(parts), once_first=True
    )


def person_words(rows: Sequence[Row], values: Row, _: date) -> str:
    """Return who somebody is, in plain words."""
    problems: list[Problem] = []
    told = [
        *_told(values, problems),
        *(_condition(number, row, problems) for number, row in enumerate(rows) if row),
    ]
    raise_if_any(problems)
    return "; ".join(filter(None, (", ".join(told), values.get("keeps", ""))))


def label_of(condition: str) -> str:
    """Return the name of a condition as an answer may tell it."""
    return _SAID.get(condition) or CONDITIONS[condition].label


@cache
def known() -> tuple[str, ...]:
    """Return the conditions that may be chosen."""
    return tuple(label_of(name) for name in CONDITIONS if name != _APART)


@cache
def _once() -> tuple[Field, ...]:
    return (
        Field("sex", "sex at birth", "male", ("male", "female"), is_open=False),
        Field("born", "age, or day of birth", "54"),
        Field("height", "height, with its unit", "181 cm"),
        Field("weight", "weight, with its unit", "86 kg"),
        Field("fractures", "bones broken in a fall from standing since the age of 40", "0"),
        Field("vertebral", "was one of them, or another one, a vertebra", "no", ("yes", "no"), is_open=False),
        Field("menopause", "of women past it: age at menopause", "51"),
        Field("frax_hip", "FRAX, risk of a hip fracture in 10 years, %", "2.1"),
        Field("frax_major", "FRAX, risk of a major fracture in 10 years, %", "9"),
        keeps_field(),
    )


def _values(entry: Found) -> dict[str, str]:
    keys, held = entry.keys, dict[str, str]()
    for key in ("sex", "height", "weight"):
        if key in keys:
            held[key] = str(keys[key])
    if "birth_date" in keys:
        years = _AGE_TOLD.search(entry.note)
        held["born"] = years["n"] if years is not None else str(keys["birth_date"])
    for name, key in (("fractures", "fragility_fractures"), ("menopause", "menopause_age"),
                      ("frax_hip", "frax_hip"), ("frax_major", "frax_major")):  # fmt: skip
        if key in keys:
            held[name] = f"{keys[key]}".partition(" ")[0]
    if "vertebral_fracture" in keys:
        held["vertebral"] = "yes" if keys["vertebral_fracture"] else "no"
    return held


#: The day of birth is made of an age.
_AGE_TOLD: Final = later(r"a birth date that makes (?P<n>\d+) years")


def _told(values: Row, problems: list[Problem]) -> Iterator[str]:
    if sex := values.get("sex", ""):
        yield sex
    if born := values.get("born", ""):
        years = _YEARS.fullmatch(born.casefold())
        yield f"{years['n']} years" if years is not None else f"born {born.removeprefix('born ')}"
    for key, example in (("height", "181 cm"), ("weight", "86 kg")):
        if size := values.get(key, ""):
            if _UNITLESS.fullmatch(size):
                problems.append(
                    Problem(FIELDS, key, f'"{size}" without a unit', f"the {key} with its unit",
                            f'write for example "{example}"')
                )  # fmt: skip
            yield size
    yield from _fractures(values, problems)
    if age := values.get("menopause", ""):
        yield f"menopause at {age}"
    for key, name in (("frax_hip", "FRAX hip"), ("frax_major", "FRAX major")):
        if risk := values.get(key, ""):
            yield f"{name} {risk.removesuffix('%').strip()} %"


def _fractures(values: Row, problems: list[Problem]) -> Iterator[str]:
    count = {"none": "0", "no": "0"}.get(values.get("fractures", "").casefold(), values.get("fractures", ""))
    if count and _NUMBER.fullmatch(count) is None:
        problems.append(
            Problem(FIELDS, "fractures", f'"{count}"', "how many bones broke so", "write a number, 0 where none did")
        )  # fmt: skip
    elif count:
        yield "no fractures" if int(count) == 0 else f"{count} fracture{'' if count == '1' else 's'}"
    if values.get("vertebral") == "yes":
        yield "vertebral fracture"


def _condition(number: int, row: Row, problems: list[Problem]) -> str:
    name, place = row.get("condition", ""), f"rows[{number}].condition"
    if not name:
        problems.append(missing(place, "illness", f"row {number + 1}", '"kidney stones"'))
        return ""
    names = {
        key: (key.replace("_", " "), label_of(key), one.label, *one.aliases)
        for key, one in CONDITIONS.items()
    }
    found = find_name(name, names)
    if found is None:
        problems.append(
            Problem(FIELDS, place, f'"{name}", which is nothing that the program minds', "one of what is listed",
                    "choose the nearest to it, or leave it out")
        )  # fmt: skip
        return ""
    return label_of(found) if name.casefold() == CONDITIONS[found].label.casefold() else name
