"""What an answer on the person is understood to say → what fills its fields."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from osteotwin.asking.fields.denied import but_for_denied, is_of_others
from osteotwin.asking.fields.heard import heard
from osteotwin.asking.fields.measured_days import shown
from osteotwin.asking.fields.person_health import OF_FIELDS, condition_shown
from osteotwin.asking.fields.person_read import read_alone
from osteotwin.asking.person.beside import names_in
from osteotwin.asking.person.measures import age_or_weight
from osteotwin.asking.person.wish_words import WISHES
from osteotwin.importing.found import Found
from osteotwin.units.patterns import later

#: Fields of several things.
_LISTS: Final = ("conditions", "joints", "wishes")
_PLAIN: Final = {
    "sex": "sex",
    "height": "height",
    "weight": "weight",
    "fragility_fractures": "fractures",
    "menopause_age": "menopause",
    "frax_major": "frax_major",
    "frax_hip": "frax_hip",
}
_UNIT: Final = later(r" (?:years|%)$")
#: A condition that is named beside it may not be there, or be of somebody else.
_NOT_THERE: Final = later(
    r"(?i)\b(?:den(?:y|ies)|ruled|suspect\w*|possibl[ey]|maybe|perhaps|sure|risk|if|family|grand\w+|her|his|their|former\w*|had|was|gone|healed|cured|resolved|better)\b|\?"
)
#: What the note of a birth date says where no day was said.
_AGE: Final = later(r"makes (?P<years>[\d.]+) years: the day was not said")
_YEAR: Final = later(r"born in the middle of (?P<said>[^:;]*\d{4}): the day was not said", 2)


def values_of(text: str, today: date, order: str | None) -> dict[str, str]:
    """Return what an answer fills the fields with; what it tells in two ways is left blank."""
    values: dict[str, str] = {}
    twice: set[str] = set()
    if (either := age_or_weight(text)) is not None:
        text = f"{text[: either.start('n')]}{text[either.end('n') :]}"
    for part in heard("person", text, today, order):
        if not part.entries and not is_of_others(part.said) and _NOT_THERE.search(part.said) is None:
            for one in _named(but_for_denied(part.said)):
                values["conditions"] = ", ".join(dict.fromkeys([*_listed(values.get("conditions", "")), one]))
        for entry in part.entries:
            for field, value in _of_entry(entry):
                if field in _LISTS:
                    values[field] = ", ".join(dict.fromkeys([*_listed(values.get(field, "")), value]))
                elif values.setdefault(field, value) != value:
                    twice.add(field)
    return {field: value for field, value in values.items() if field not in twice}


def _listed(value: str) -> list[str]:
    return value.split(", ") if value else []


def _named(said: str) -> Iterator[str]:
    """Yield the conditions that a part names which is not understood."""
    for name in names_in(said):
        keys = read_alone(name) or {}
        for one in keys.get("conditions", ()):
            if one not in OF_FIELDS:
                yield condition_shown(one)


def _of_entry(entry: Found) -> Iterator[tuple[str, str]]:
    if entry.table == WISHES:
        if set(entry.keys) == {"pain"}:
            yield from (("joints", joint) for joint in entry.keys["pain"])
        else:
            yield "wishes", " ".join(entry.said.replace(";", ",").split()).strip(" ,.")
        return
    for key, value in entry.keys.items():
        if key == "birth_date":
            yield "born", _born(value, entry.note)
        elif key == "conditions":
            for one in value:
                yield (OF_FIELDS[one], "yes") if one in OF_FIELDS else ("conditions", condition_shown(one))
        elif key == "vertebral_fracture":
            yield "vertebra", "yes" if value else "no"
        elif key in _PLAIN:
            yield _PLAIN[key], _UNIT.sub("", str(value))


def _born(value: Any, note: str) -> str:
    """Return a birth date, or the age or year that was said of it."""
    if (age := _AGE.search(note)) is not None:
        return age["years"]
    if (year := _YEAR.search(note)) is not None:
        return year["said"]
    if isinstance(value, date) and "the day of birth was not said" in note:
        return f"{value:%B %Y}"
    return shown(value) if isinstance(value, date) else str(value)
