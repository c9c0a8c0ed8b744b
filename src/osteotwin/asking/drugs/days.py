"""Since when each drug of an answer is taken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from osteotwin.asking.drugs.taken import Taken
from osteotwin.asking.pieces import pieces_of
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.asking.when import MONTH_NAME


def with_days(taken: tuple[Taken, ...], text: str) -> tuple[Taken, ...]:
    """Return drugs with the days of an answer: one for all, or one for each.

    Raises
    ------
    UnclearAnswerError
    """
    open_ = [one for one in taken if not one.since]
    each = [part.strip(" ,.") for part in text.split(";")]
    if len(open_) > 1 and len(each) == len(open_) and not all(each):  # "2024;" of two drugs is of the first
        told_days = {one.name: day for one, day in zip(open_, each, strict=True) if day}
        return tuple(replace(one, since=one.since or told_days.get(one.name, "")) for one in taken)
    parts = _of_years(pieces_of(text), [one.name for one in open_])
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
        names = "; ".join(one.name for one in open_)
        raise UnclearAnswerError("since", quoted(text), f"one day for all, or one for each of: {names}",
                                 "part them by semicolons, in this order")  # fmt: skip
    if not parts:
        return taken
    days = iter(_each_day(parts) if len(parts) > 1 else parts * max(1, len(open_)))
    return tuple(one if one.since else replace(one, since=next(days)) for one in taken)


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


_SEVERAL: Final = 2
_MONTH_OR_YEAR: Final = re.compile(rf"(?:since |in )?(?:{MONTH_NAME} )?(?:19|20)\d{{2}}", re.IGNORECASE)
