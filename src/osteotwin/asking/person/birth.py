"""The birth date of all that tells it: a day, a year, an age, or an age then: "diagnosed in 2020 aged 38"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from osteotwin.asking.person.asides import KIN, holds_condition
from osteotwin.asking.person.text import ASSUMED_AGE
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.asking.when import is_date, read_day
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.units.named_days import NAMED_MONTH, TO_YEAR, month_number
from osteotwin.units.patterns import later

#: What is told of a person: keys of the file, their values, and what is said of each.
Told = list[tuple[str, Any, str]]

_YEARS: Final = (
    r"(?: ?(?:years?(?: old| of age)?|yrs?(?: old)?|y/?o|ans|a\u00f1os(?: de edad)?|jahren?|anni))?"
)
_AGE: Final = (
    rf"(?P<n>[1-9]\d){_YEARS}(?![\w%/'\"]|[.,]\d)(?! ?(?:kgs?|lbs?|cm|m|mg|st|ft|in|kilos?|pounds?|stone)\b)"
)
#: What says of an age that it is of the time that is told.
_AT: Final = (
    r"(?:(?:when|while) (?:i|he|she) was(?: only| just)?|at(?: the)? age(?: of)?|at|\u00e0 l'\u00e2ge de|\u00e0|"
    r"con|a los|a la edad de|im alter von|mit|all'et\u00e0 di)"
)
_YEAR: Final = r"(?:19|20)\d\d"
_SINCE: Final = r"(?<!since )(?<!seit )(?<!depuis )(?<!desde )"
#: What is done or found once.
_FOUND: Final = later(
    r"\b(?:diagnos\w*|dx'?d?|op[e\u00e9]r[ae\u00e9i]\w+|surgery|\w+ectom(?:y|ie|\u00eda)|found)\b"
)
#: An age with the year beside it; behind a comma "aged" may be of now.
_WITH_YEAR: Final = (
    later(rf"{_SINCE}(?P<year>{_YEAR})(?:,? ?\(?{_AT}|(?: ?\(| |(?<=\(\w{{4}}), ?)aged?) {_AGE}"),
    later(rf"(?:{_AT}|aged) {_AGE}(?:,? (?:in|en|im)|,? ?\() ?(?P<year>{_YEAR})"),
)
#: An age alone behind what was found.
_ALONE: Final = (
    later(rf",? ?(?<![\w']){_AT} {_AGE}"),
    later(rf"(?:(?<={_YEAR}),)? aged? {_AGE}"),
    later(rf"\b(?:i|he|she) was (?:only |just )?{_AGE} when\b"),
    later(rf"^\W*{_AT} {_AGE},? (?=(?:i|he|she) (?:was|got|had been)\b)"),
)
#: Of these an age is read by words of their own, or is of somebody else.
_READ_ELSEWHERE: Final = later(
    rf"\b(?:{KIN}|m\u00e8re|p\u00e8re|madre|padre|mutter|vater|fractur\w*|broke\w*|\w*menopaus\w*|m\u00e9nopaus\w*|"
    r"wechseljahre|periods?|r\u00e8gles|regla|ovar\w*|bso|oophor\w*|birth)\b"
)
_CLAUSE: Final = later(r"[^;\n.]+(?:\.(?=\d)[^;\n.]+)*")
_BORN: Final = later(r"\b(?:born|dob|birth)\W*$")
#: An age and a year leave that much open [years].
_OPEN: Final = 1.6
_A_YEAR: Final = 366


@dataclass(frozen=True)
class AgeThen:
    """What an answer says of ages at other times.

    Attributes
    ----------
    text : str
        The answer without them.
    born : int or None
        The year of birth that an age and the year beside it make.
    said : tuple of str
        The words of those ages.
    """

    text: str
    born: int | None
    said: tuple[str, ...]


def age_then(text: str) -> AgeThen:
    """Return an answer without the ages at which something was found.

    Examples
    --------
    >>> age_then("woman diagnosed with breast cancer in 2020 aged 38")
    AgeThen(text='woman diagnosed with breast cancer in 2020', born=1982, said=('2020 aged 38',))
    >>> age_then("woman with osteoporosis, aged 62").said
    ()
    """
    born: int | None = None
    said: list[str] = []

    def without(clause: re.Match[str]) -> str:
        nonlocal born
        kept = clause[0]
        low = kept.casefold().replace("\u2019", "'")
        if len(low) != len(kept) or _READ_ELSEWHERE.search(low):
            return kept
        for words in _WITH_YEAR:
            found = words.search(low)
            if found is not None and not _BORN.search(low[: found.start()]):
                born = int(found["year"]) - int(found["n"])
                said.append(kept[found.start() : found.end()])
                return f"{kept[: found.start()]}{found['year']}{kept[found.end() :]}"
        for words in _ALONE:
            found = next((one for one in words.finditer(low) if _is_of_finding(low, one)), None)
            if found is not None:
                said.append(kept[found.start() : found.end()].strip(" ,"))
                return f"{kept[: found.start()]} {kept[found.end() :]}".strip()
        return kept

    return AgeThen(_CLAUSE.sub(without, text), born, tuple(said))


def _is_of_finding(text: str, age: re.Match[str]) -> bool:
    """Tell whether an age is that of a diagnosis, or stands right behind a condition."""
    before = re.split(r"[,()]", text[: age.start()])[-1]
    if _FOUND.search(before) or _FOUND.search(
        text[age.end() :] if not before.strip() or "when" in age[0] else ""
    ):
        return True
    return not age[0].strip(" ,").startswith("age") and holds_condition(before)


def birth_of(told: Sequence[tuple[date, str]], then: AgeThen) -> tuple[date | None, str]:
    """Return the birth date of all that tells one and what to say of it; a day that was said goes before an age.

    Parameters
    ----------
    told : sequence of (date, str)
        Each with what it leaves open; empty where the day was said.
    then : AgeThen

    Raises
    ------
    UnclearAnswerError
        If two do not agree, or an age then is all that is told.
    """
    told = sorted(told, key=lambda one: bool(one[1]))
    if not told and then.born is None and (said := [*then.said, *_later_ages(then.text)]):
        raise UnclearAnswerError(
            "person", f"{quoted(said[0])}, which may be an age then, without the age of now",
            "the age of now, too",
            'write it, for example "59 years old" or "born 1966"',
        )  # fmt: skip
    if not told:
        about = f"born in about {then.born}, as {quoted(then.said[0])} tells" if then.born else ""
        return (date(then.born, 7, 1) if then.born else None), about
    first = told[0][0]
    for other, is_about in told[1:]:
        if other != first and (not is_about or abs((other - first).days) > _A_YEAR):
            ages = [*dict.fromkeys(found[1] for _, note in told if (found := _MAKES.search(note)))]
            both = f"two ages, {ages[0]} and {ages[-1]}" if len(ages) > 1 else ""
            both = both or f"two answers on birth date: {first} and {other}"
            raise UnclearAnswerError("person", both, "one of them",
                                     'write it once, a height or weight with its unit: "181 cm", "86 kg"')  # fmt: skip
    if then.born is not None and abs((first - date(then.born, 7, 1)).days) > _OPEN * _A_YEAR:
        raise UnclearAnswerError(
            "person", f"{quoted(then.said[0])}, which makes a birth in about {then.born}, beside one in {first.year}",
            "one of them", 'write the age of now alone, for example "59 years old" or "born 1966"',
        )  # fmt: skip
    of_then = (
        f"{quoted(then.said[0])} is of then, in no number here" if then.said and then.born is None else ""
    )
    return first, "; ".join(filter(None, (told[0][1], of_then)))


#: The note of an age.
_MAKES: Final = later(r"makes ([\d.]+) years")


def _later_ages(text: str) -> list[str]:
    """Return the ages of events past the age that is taken where none is told; not those of others."""
    clauses = [one for one in re.split(r"[,;.\n]", text) if not _OF_OTHERS.search(one)]
    found = (words.search(clause) for clause in clauses for words in _ALONE[:2])
    return [one[0].strip(" ,") for one in found if one is not None and float(one["n"]) > ASSUMED_AGE]


_OF_OTHERS: Final = later(rf"\b(?:{KIN}|m\u00e8re|p\u00e8re|madre|padre|mutter|vater)\b", re.IGNORECASE)
#: Born, as other languages write it before a day or a year.
_BORN_ON: Final = later(
    r"\b(?:n\u00e9e?(?:\(e\))?|nacid[oa]|nat[oa]|geboren|geb\.|jahrgang|jg\.?)"
    r"(?: (?:en|in|im jahr|im|am|le|el|nel|il))? "
    rf"(?=\d|{NAMED_MONTH}\.? {TO_YEAR}(?:19|20)\d\d)",
    re.IGNORECASE,
)


def in_words_of_birth(text: str) -> str:
    """Return an answer with a birth in English words.

    Examples
    --------
    >>> in_words_of_birth("née en 1962"), in_words_of_birth("nacido el 14.5.1962")
    ('born 1962', 'born 14.5.1962')
    """
    return _BORN_ON.sub("born ", text)


_AGE_TOLD: Final = later(
    r"(?:age[d:]? ?)?(?P<n>\d{1,3}(?:\.\d)?)(?: ?(?:years?(?: old| of age)?|yrs?(?: old)?|y/?o|y|-year-old))?"
)
_BIRTH: Final = later(
    r"^(?:born|birth ?date|date of birth|year of birth|dob|d\.o\.b\.|geb\.?(?:oren)?)(?!\w)[ :]*(?:on |in )?",
    re.IGNORECASE,
)
_BORN_IN: Final = later(rf"(?P<month>{NAMED_MONTH})\.? {TO_YEAR}(?P<year>(?:19|20)\d{{2}})", re.IGNORECASE)
_BORN_MONTH: Final = later(r"(?P<month>0?[1-9]|1[0-2])[/.-](?P<year>(?:19|20)\d{2})")
_ONE_YEAR: Final = later(r"(?:19|20)\d{2}")


def birth_in(piece: str, said: str, today: date, order: str | None) -> Told | None:
    """Return the birth date of a day, a month, a year or an age; ``None`` where a piece tells none.

    Raises
    ------
    UnclearAnswerError
        Of a number that is no age of a grown-up.
    """
    bare = _BIRTH.sub("", piece.strip())
    if is_date(bare) and (day := read_day("person", bare, order)) is not None:
        # "05/14/67" is of the last century.
        return [("birth_date", day if day <= today else day.replace(year=day.year - 100), "")]
    if bare != piece.strip() and (month := _BORN_IN.fullmatch(bare)) is not None:
        day = date(int(month["year"]), month_number(month["month"]) or 1, 15)
        return [("birth_date", day, "the day of birth was not said: about right")]
    if bare != piece.strip() and (in_month := _BORN_MONTH.fullmatch(bare)) is not None:
        day = date(int(in_month["year"]), int(in_month["month"]), 15)
        return [("birth_date", day, "the day of birth was not said: about right")]
    if bare != piece.strip() and _ONE_YEAR.fullmatch(bare):
        return [of_year(int(bare))]
    age = _AGE_TOLD.fullmatch(re.sub(r"^(?:i am|i'm|age|aged)[: ]*", "", said))
    if age is None:
        return None
    years = float(age["n"])
    if not 18 <= years <= 110:
        raise UnclearAnswerError("person", f"{quoted(piece)}, which is no age from 18 to 110 years",
                                 "the age, or a number with its unit",
                                 "write the age in years, and a height or a weight with its unit: "
                                 f'"{years:g} cm", "{years:g} kg" or "{years:g} lb"')  # fmt: skip
    return of_age(years, today)


def of_year(year: int) -> tuple[str, Any, str]:
    """Return the birth date of a year, in the middle of it."""
    return "birth_date", date(year, 7, 1), f"born in the middle of {year}: the day was not said"


def of_age(years: float, today: date) -> Told:
    """Return the birth date of an age, in the middle of that year of life."""
    day = today - timedelta(days=round((years + 0.5 * (years == int(years))) * DAYS_PER_YEAR))
    return [("birth_date", day, f"a birth date that makes {years:g} years: the day was not said")]
