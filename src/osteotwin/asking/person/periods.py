"""Periods and menopause: the age at it of a year, and an age at which periods tell too little."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.protocol.conditions import CONDITIONS
from osteotwin.units.patterns import later

_QUESTION: Final = "person"
#: A year and an age tell the same menopause if they are no further apart, for neither tells the day [year].
_SAME_AGE: Final = 1.0
#: Few have periods later [year].
_LAST_PERIODS: Final = 57
#: Whoever is older and past her menopause had it at an age near that of most women, as far as bone can tell [year].
_SURELY_OVER: Final = 57


def with_menopause(keys: dict[str, Any], today: date) -> list[str]:
    """Put the age at menopause in place of its year, and return what to say of it.

    Raises
    ------
    UnclearAnswerError
    """
    year, said = keys.pop("menopause_year", None), keys.pop("menopause_past", None)
    if year is None:
        return (
            []
            if said is None or "menopause_age" in keys
            else _some_time_ago(said, keys.get("birth_date"), today)
        )
    age = _age_in(year, keys.get("birth_date"))
    if (at := keys.setdefault("menopause_age", age)) == age:
        return ["the age at menopause is about right: the year was said"]
    if abs(float(at.split()[0]) - float(age.split()[0])) > _SAME_AGE:
        raise UnclearAnswerError(
            _QUESTION, f"two answers on the menopause: at {at}, and in {year}, which is at {age}", "one of them",
            "write it once",
        )  # fmt: skip
    return []


def _some_time_ago(said: str, born: date | None, today: date) -> list[str]:
    """Return what to say of a menopause without its age, which is then that of most women.

    Raises
    ------
    UnclearAnswerError
        Of a woman who is so young that her own may have been early.
    """
    if born is None or (today - born).days < _SURELY_OVER * DAYS_PER_YEAR:
        raise UnclearAnswerError(
            _QUESTION, quoted(said), "the age at menopause", 'write "menopause at 51", with the age then'
        )
    return [f"{quoted(said)} does not tell the age at menopause: that of most women is taken"]


#: Earlier, periods that stay away may come back.
_YOUNG: Final = 40


def check_last_period(keys: dict[str, Any], text: str) -> None:
    """Ask whether the last period of a young woman was her menopause.

    Raises
    ------
    UnclearAnswerError
    """
    year = keys.get("menopause_year")
    said = _LAST_PERIOD.search(text)
    if year is None or said is None or keys.get("birth_date") is None:
        return
    age = int(_age_in(year, keys["birth_date"]).split()[0])
    if age < _YOUNG:
        raise UnclearAnswerError(
            _QUESTION, f"{quoted(said[0])}, at {age} years", "whether the ovaries have ended their work",
            f'write "no periods" where they may come back, "menopause at {age}" where they will not',
        )  # fmt: skip


_LAST_PERIOD: Final = later(
    r"\b(?:lmp|fmp|last (?:menstrual )?period|periods? (?:have |had )?(?:stopped|ended|ceased)|"
    r"no periods? since)\b[^,;.]*",
    re.IGNORECASE,
)


def check_periods(keys: dict[str, Any], conditions: Sequence[str], today: date) -> None:
    """Ask for the menopause of whom only the periods are told of at an age past it.

    Raises
    ------
    UnclearAnswerError
    """
    born = keys.get("birth_date")
    told = [one for one in ("amenorrhea", "premenopausal") if one in conditions]
    if born is None or not told or (today - born).days / DAYS_PER_YEAR < _LAST_PERIODS:
        return
    age = int((today - born).days / DAYS_PER_YEAR)
    raise UnclearAnswerError(
        _QUESTION, f"{CONDITIONS[told[0]].label.lower()}, at {age} years", "the age at the last period",
        'write it, for example "menopause at 51", with your own number, in place of what was said of periods',
    )  # fmt: skip


#: From this age on a bone that broke in a fall from standing counts by number.
_COUNTED_FROM: Final = 40


def check_fractures(keys: dict[str, Any], today: date) -> None:
    """Ask of whom fractures since the age of 40 are told, and who is younger.

    Raises
    ------
    UnclearAnswerError
    """
    born, count = keys.get("birth_date"), keys.get("fragility_fractures", 0)
    if born is None or not count or (today - born).days / DAYS_PER_YEAR >= _COUNTED_FROM:
        return
    age = int((today - born).days / DAYS_PER_YEAR)
    raise UnclearAnswerError(
        _QUESTION,
        f"{count} fracture{'s' * (count != 1)} at {age} years, and fractures are counted from {_COUNTED_FROM} on",
        "whether it broke in a fall from standing or without one",
        f'write "fragility fracture before {_COUNTED_FROM}" if so, else leave it out',
    )  # fmt: skip


def _age_in(year: int, birth: date | None) -> str:
    """Return the age in the middle of a year."""
    if birth is None:
        raise UnclearAnswerError(_QUESTION, f"a menopause in {year} without an age", "the age, too",
                                 'write for example "born 1960" before it, or "menopause at 51"')  # fmt: skip
    return f"{(date(year, 7, 1) - birth).days / DAYS_PER_YEAR:.0f} years"
