"""Whether what was read is about the person of the file; where that is in doubt, the user is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from osteotwin.importing.answers import Answers, ImportQuestionError
from osteotwin.importing.drug_text import words_of_names
from osteotwin.importing.found import About, Found
from osteotwin.inputs.names import words
from osteotwin.inputs.notes import printable


def check_same_person(abouts: Iterable[About], person: Mapping[str, Any], answers: Answers) -> None:
    """Compare name, birth date and sex with those of the person's file.

    Where that has no name, the first one that is read in stands for it.

    Raises
    ------
    ImportQuestionError
        If they differ: a birth date or sex that is another, or a name that shares no word where no birth date agrees.
    """
    abouts = [*abouts]
    person = {"name": next((one.name for one in abouts if _is_name(one.name)), None), **person}
    for one in () if answers.same_person else abouts:
        differs = _differences(one, person)
        if differs:
            differences = f"no agreement with the person's file: {' and '.join(differs)}"
            raise ImportQuestionError(
                "same_person", one.place, differences, "what is about the same person",
                (("yes", "it is about this person all the same"),),
            )  # fmt: skip


def missing_keys(abouts: Iterable[About], person: Mapping[str, Any]) -> list[Found]:
    """Return what a file says of the person that the person's file lacks."""
    found: list[Found] = []
    taken: set[str] = set(person)
    for one in abouts:
        said = {"name": one.name, "sex": one.sex, "birth_date": one.birth_date}
        keys = {key: value for key, value in said.items() if value and key not in taken}
        if not _is_name(one.name):
            keys.pop("name", None)
        if keys:
            taken |= set(keys)
            found.append(Found(("person",), keys, one.place, ", ".join(str(v) for v in keys.values())))
    return found


def _is_name(written: str) -> bool:
    """Tell whether what stands behind "Name:" is a person's: "Name: letrozole 2.5 mg" is of a list of medicines."""
    plain = bool(words(written)) and not any(map(str.isdigit, written)) and printable(written) == written
    return plain and len(written) <= _LONGEST_NAME and not words_of_names(written)


_LONGEST_NAME: Final = 80


def _differences(one: About, person: Mapping[str, Any]) -> list[str]:
    born, sex, name = (person.get(key) for key in ("birth_date", "sex", "name"))
    differs: list[str] = []
    same_day = isinstance(born, date) and one.birth_date == born
    if one.birth_date is not None and isinstance(born, date) and not same_day:
        differs.append(f"somebody born {one.birth_date}, not {born}")
    if one.born and isinstance(born, date) and not str(born).startswith(one.born):
        differs.append(f"somebody born in {one.born}, not on {born}")
    if one.sex and isinstance(sex, str) and sex in ("male", "female") and sex != one.sex:
        differs.append(f"somebody who is {one.sex}")
    alike = not isinstance(name, str) or not one.name or set(words(name)) & set(words(one.name))
    another = isinstance(name, str) and bool(one.name) and same_day and _is_another(name, one.name)
    if another or (not alike and not same_day):
        differs.append(f"somebody called {printable(one.name)}")
    return differs


def _is_another(name: str, other: str) -> bool:
    """Tell two people of one family, as twins are: they share a name, and each has one that the other lacks."""
    mine, theirs = set(words(name)), set(words(other))
    if not mine & theirs:
        return False  # as after a marriage; the birth date agrees
    return _lacks(mine, theirs) and _lacks(theirs, mine)


def _lacks(names: set[str], others: set[str]) -> bool:
    return any(not any(one.startswith(two) or two.startswith(one) for two in others) for one in names)
