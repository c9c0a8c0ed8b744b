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
from osteotwin.units.patterns import later


def check_same_person(abouts: Iterable[About], person: Mapping[str, Any], answers: Answers) -> None:
    """Compare name, birth date and sex with those of the person's file.

    What that lacks is taken of what is read in first: several people of one file are told apart by it.

    Raises
    ------
    ImportQuestionError
        If they differ: a birth date, an age or a sex that is another, or a name that is, as of a relative.
    """
    abouts = [*abouts]
    person = {
        "name": next((one.name for one in abouts if _is_name(one.name) and not one.unlabelled), None),
        "sex": next((one.sex for one in abouts if one.sex), None),
        "birth_date": next((one.birth_date for one in abouts if one.birth_date), None),
        **person,
    }
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
    if one.years is not None and isinstance(born, date) and not one.years[0] <= born.year <= one.years[1]:
        differs.append(f"somebody of another age, born about {one.years[1]}, not on {born}")
    told = one.sex or _sex_of_title(one.name)
    if told and isinstance(sex, str) and sex in ("male", "female") and sex != told:
        differs.append(f"somebody who is {told}")
    if one.number:
        differs.append(f"two patients, the second with the number {printable(one.number)}")
    if isinstance(name, str) and one.name and _is_another(name, one, same_day=same_day):
        differs.append(f"somebody called {printable(one.name)}")
    return differs


def _is_another(name: str, one: About, *, same_day: bool) -> bool:
    """Tell two people by their names.

    Those of one family, as twins are, share a name, and each has one that the other lacks. Where the birth date agrees,
    a name that shares no word is that after a marriage, and a longer form of a name is the same; where none is told, an
    initial alone is: Sam may be another than Samantha.
    """
    mine, theirs = ({*words(" ".join(_names_in(text)))} for text in (name, one.name))
    if not mine & theirs:
        return not same_day and not one.unlabelled and bool(theirs)
    return _lacks(mine, theirs, same_day=same_day) and _lacks(theirs, mine, same_day=same_day)


def _lacks(names: set[str], others: set[str], *, same_day: bool) -> bool:
    def alike(one: str, two: str) -> bool:
        short, long = sorted((one, two), key=len)
        return long.startswith(short) and (same_day or len(short) == 1 or long == short)

    return any(not any(alike(one, two) for two in others) for one in names)


_WOMEN: Final = frozenset(
    ("mrs", "ms", "miss", "frau", "mme", "madame", "mademoiselle", "señora", "sra", "signora", "mevrouw")
)
_MEN: Final = frozenset(("mr", "mister", "herr", "herrn", "monsieur", "señor", "sr", "signor", "sig"))
#: Beside a name, and none.
_NO_NAMES: Final = (
    _WOMEN | _MEN | frozenset(("dr", "prof", "med", "phd", "md", "dipl", "ing", "jr", "ii", "iii"))
)
_PART: Final = later(r"[^\s,;.]+")


def _names_in(text: str) -> list[str]:
    return [one for one in _PART.findall(text) if one.casefold() not in _NO_NAMES]


def _sex_of_title(name: str) -> str:
    """Return the sex that a title such as Mrs tells; "Sr" behind a name is the father, and tells none."""
    first = next(iter(_PART.findall(name)), "").casefold()
    return "female" if first in _WOMEN else "male" if first in _MEN else ""
