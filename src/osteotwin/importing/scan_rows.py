"""The numbers of a row of a table of one scan: by the columns of its head, or by what each can be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from osteotwin.importing.scan_columns import cells_of, matched
from osteotwin.importing.scan_lists import without_dates
from osteotwin.units.patterns import later
from osteotwin.units.signs import with_signs

#: A number of a row; that of a third of the forearm is part of its name.
NUMBER: Final = later(r"(?<![\w.,])(?<!\b1/)(?!33\s?%)[-+\u2212]?\d+(?:[.,]\d+)?(?![\d]*[/\d])%?(?!\w)")
_HELD: Final = ("bmd", "t_score", "z_score", "prior")


def row_numbers(words: str, columns: Sequence[str]) -> dict[str, str] | str:
    """Return the numbers of a row of a table by their columns, or by what each can be; or why they are not read."""
    rest = re.sub(
        r"^\W*(?:L[1-4]\s*[-–]\s*L[1-4](?:\s*\(L\d[^)]*\))?|1/3|33\s*%|L[1-4])",
        " ",
        words,
        flags=re.IGNORECASE,
    )
    told = [name for name in columns if name in _HELD]
    if len(set(told)) < len(told):
        return "two columns of one name, of which one may be of an earlier scan; write the values by hand"
    pairs = matched(columns, cells_of(without_dates(rest))) if columns else None
    if pairs is None and any(name == "change" or name.startswith("prior") for name in columns):
        return "a row whose numbers do not go with the columns of its table; write them by hand"
    if pairs is None:
        numbers = [match[0] for match in NUMBER.finditer(rest)]
        if len(dense := _dense_of(numbers)) > 1:
            return "several numbers that could be the density, and no head that says which is which"
        pairs = _by_look(numbers, dense[0]) if dense else []
    return {name: one for name, one in pairs if name.removeprefix("prior_") in _HELD and one[-1:].isdigit()}


def _dense_of(numbers: Sequence[str]) -> list[int]:
    """Return the places of the numbers that can be a density: it has three decimals, the scores one, percents none."""
    return [
        n for n, one in enumerate(numbers) if _decimals(one) in (3, 4) and 0.1 < _plain(one) < 2.5
    ]  # fmt: skip


def _by_look(numbers: Sequence[str], at: int) -> list[tuple[str, str]]:
    """Tell the numbers of a row apart from its density on."""
    scores = [one for one in numbers[at + 1 :] if _decimals(one) == 1 and abs(_plain(one)) < 8.0]
    # A single score could be either; only where both stand is it known which is which.
    both = list(zip(("t_score", "z_score"), scores, strict=False)) if len(scores) == 2 else []
    return [("bmd", numbers[at]), *both]


def _decimals(written: str) -> int:
    parts = re.split(r"[.,]", written.rstrip("%"))
    return len(parts[1]) if len(parts) > 1 else 0


def _plain(written: str) -> float:
    value = scan_number(written.rstrip("%"))
    return float("inf") if value is None else float(value)


def scan_number(written: str) -> str | None:
    """Return a number of a scan with a decimal point, as it stands: none of them has thousands."""
    number = with_signs(written.strip()).lstrip("+").replace(",", ".")
    return number if re.fullmatch(r"-?\d{1,6}(?:\.\d{1,6})?", number) else None
