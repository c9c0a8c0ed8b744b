"""Since when each drug of an answer is taken."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from osteotwin.asking.drugs.days_by_name import days_by_name
from osteotwin.asking.drugs.set_aside import what_follows
from osteotwin.asking.drugs.since_asked import since_asked
from osteotwin.asking.drugs.taken import Taken
from osteotwin.asking.drugs.told_drugs import name_places
from osteotwin.asking.pieces import pieces_of
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.asking.when import MONTH_NAME
from osteotwin.units import in_digits
from osteotwin.units.patterns import later


def with_days(taken: tuple[Taken, ...], text: str, is_day: Callable[[str], bool]) -> tuple[Taken, ...]:
    """Return drugs with the days of an answer: one for all, or one for each.

    Parameters
    ----------
    taken : tuple of Taken
    text : str
    is_day : callable
        Tells whether words are read as a day.

    Raises
    ------
    UnclearAnswerError
    """
    text, follows = what_follows(text)
    if follows and taken:
        taken = (replace(taken[0], aside="; ".join(filter(None, (taken[0].aside, follows)))), *taken[1:])
    open_ = [one for one in taken if not one.since]
    each = [part.strip(" ,.") for part in text.split(";")]
    if len(open_) > 1 and len(each) == len(open_) and not all(each):  # "2024;" of two drugs is of the first
        told_days = {one.name: day for one, day in zip(open_, each, strict=True) if day}
        return tuple(replace(one, since=one.since or told_days.get(one.name, "")) for one in taken)
    names = [one.name for one in open_]
    parts = days_by_name(text, names) if len(names) > 1 else None
    parts = parts or _of_lengths(_by_name(_of_years(pieces_of(text), names), names), names)
    told = [one.since for one in taken if one.since]
    if (
        parts
        and told
        and not open_
        and not {part.casefold() for part in parts} <= {day.casefold() for day in told}
    ):
        raise UnclearAnswerError("since", f"{quoted(text)} beside {quoted('; '.join(told))} among the drugs",
                                 "one first day of each", "leave one of them out")  # fmt: skip
    if told and not open_:
        return taken
    if len(parts) not in (0, 1, len(open_)):
        raise since_asked(text, names, is_day)
    if not parts:
        return taken
    if len(open_) == 1 and len(parts) == 1:
        if _BEFORE_THAT.search(text) and not is_day(parts[0]):
            raise since_asked(text, names, is_day)
        _ask_two_days(parts[0], open_[0])
    days = iter(_each_day(parts) if len(parts) > 1 else parts * max(1, len(open_)))
    return tuple(one if one.since else replace(one, since=next(days)) for one in taken)


_BEFORE_THAT: Final = later(
    r"\bbefore(?: that| this| then)?(?=[ ,:][^;.]*\b(?:19|20)\d\d\b)|\bprevious\w*", re.IGNORECASE
)
#: A day within a clause of its own.
_DAY_IN: Final = later(
    rf"(?:\d{{1,2}} )?(?:{MONTH_NAME} |(?:early|mid|late|spring|summer|autumn|fall|winter) )?(?:19|20)\d{{2}}|"
    r"last (?:year|month|spring|summer|autumn|fall|winter)|[\w.]+ (?:days?|weeks?|months?|years?) ago",
    re.IGNORECASE,
)
_STARTS: Final = later(r"\b(?:since|started|began|switched|from|on|changed|now|first)\b", re.IGNORECASE)


def _ask_two_days(text: str, one: Taken) -> None:
    """Ask of two days of one drug which of them its dose of now is taken since.

    Raises
    ------
    UnclearAnswerError
    """
    clauses = [
        part for part in re.split(r",(?! ?(?:19|20)\d\d\b)|\b(?:and|then|but)\b", text) if part.strip()
    ]
    days = [found[0] for part in clauses if _STARTS.search(part) and (found := _DAY_IN.search(part))]
    if (
        len(clauses) < _SEVERAL
        or len(days) != len(clauses)
        or re.search(r"\b(?:until|till|stopped|last one)\b", text)
    ):
        return
    now = f"{one.name} {one.dose}".strip()
    before = next((text[slice(*place)] for place in name_places(clauses[0])), one.name)
    raise UnclearAnswerError(
        "since", f"{quoted(text)}, which tells {len(days)} days of one drug", f"since when {now} is taken",
        f'write "{days[-1]}" if it is taken since then, or "{days[0]}" if so much of it was taken all the time; what '
        f'was taken before that stands among the drugs with its own dose and days, as "{before} ... since {days[0]} '
        f'until {days[-1]}"',
    )  # fmt: skip


def _each_day(parts: Sequence[str]) -> list[str]:
    """Return days with "same" as the one before."""
    days: list[str] = []
    for part in parts:
        days.append(
            days[-1] if days and part.casefold() in ("same", "ditto", "the same", "as above") else part
        )
    return days


def _of_years(parts: tuple[str, ...], names: Sequence[str]) -> tuple[str, ...]:
    """Return "2022, 2024" of two drugs as two days, and "letrozole 2022, Prolia 2024" as those of the drugs."""
    if len(parts) != 1 or len(names) < _SEVERAL:
        return parts
    days = [day.strip() for day in re.split(r",|\band\b", parts[0])]
    if len(days) != len(names):
        return parts
    bare = [
        re.sub(rf"^{re.escape(name)}:? ", "", day, flags=re.IGNORECASE)
        for name, day in zip(names, days, strict=True)
    ]
    return tuple(bare) if all(_MONTH_OR_YEAR.fullmatch(day) for day in bare) else parts


def _by_name(parts: tuple[str, ...], names: Sequence[str]) -> tuple[str, ...]:
    """Return "alendronate 2024; letrozole since 2021" in the order of the drugs, without their names."""
    if len(parts) != len(names) or len(names) < _SEVERAL:
        return parts
    mine: list[str] = []
    for name in names:
        own = re.compile(rf"(?:(?:for|the|my) )*(?<!\w){re.escape(name)}(?!\w)\s*:?", re.IGNORECASE)
        told = [part for part in parts if own.search(part)]
        if len(told) != 1:
            return parts
        mine.append(own.sub("", told[0]).strip(" ,:"))
    return tuple(mine) if all(mine) else parts


def _of_lengths(parts: tuple[str, ...], names: Sequence[str]) -> tuple[str, ...]:
    """Return "3 years and 1 year" of two drugs as a length of each: they are not added.

    Raises
    ------
    UnclearAnswerError
        Where the lengths may be one: "2 years and 6 months".
    """
    if len(parts) != 1 or len(names) < _SEVERAL:
        return parts
    said = in_digits(_BOTH.sub("", parts[0].casefold())).replace("0.5 a year", "6 months")
    lengths = list(_LENGTH.finditer(_HALF_YEAR.sub("6 months", said)))
    rest = _LENGTH.sub("", _HALF_YEAR.sub("6 months", said))
    if len(lengths) < _SEVERAL or _JOINT.sub("", rest):
        return (said,) if _BOTH.match(parts[0]) and len(lengths) == 1 else parts
    each = "; ".join(f"{found['n']} {found['unit']}" for found in lengths)
    months = [_MONTHS[found["unit"].rstrip("s")] * float(found["n"].replace("an", "1").replace("a", "1"))
              for found in lengths]  # fmt: skip
    units = [found["unit"].rstrip("s") for found in lengths]
    is_one = len(set(units)) == len(units) and all(
        _MONTHS[before] > _MONTHS[unit] and long < _MONTHS[before]
        for before, unit, long in zip(units, units[1:], months[1:], strict=False)
    )  # years and months, of which none is a year
    if len(lengths) == len(names) and not is_one:
        return tuple(each.split("; "))
    in_all = f"{round(sum(months)) or 1} months"
    raise UnclearAnswerError(
        "since", f"{quoted(parts[0])} of {', '.join(names)}, one length of all or one of each",
        f"one day for all, or one for each of: {'; '.join(names)}",
        f'write "{each}" if each has been taken for so long, or "{in_all}" if all were',
    )  # fmt: skip


_BOTH: Final = later(r"^(?:both|all)(?: of (?:them|these))?(?: for)? (?=\S)", re.IGNORECASE)
_HALF_YEAR: Final = later(r"\b0\.5 (?:an? )?years?\b")
_LENGTH: Final = later(
    r"(?<![\d.])(?P<n>\d+(?:\.\d+)?|an?) ?(?P<unit>(?:day|week|month|year)s?)(?: (?:ago|now|so far))?\b"
)
_JOINT: Final = later(r"[\s,;/&+]|\b(?:and|for|since|about|respectively|the other|the second|the first)\b")
_MONTHS: Final = {"day": 1.0 / 30.4, "week": 7.0 / 30.4, "month": 1.0, "year": 12.0}
_SEVERAL: Final = 2
_MONTH_OR_YEAR: Final = later(rf"(?:since |in )?(?:{MONTH_NAME} )?(?:19|20)\d{{2}}", re.IGNORECASE)
