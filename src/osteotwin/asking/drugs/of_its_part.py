"""A list of drugs of which one lacks something: that one is asked about, and not the whole of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from osteotwin.asking.unclear import QUOTED, UnclearAnswerError, quoted
from osteotwin.units.patterns import later

_BETWEEN: Final = later(
    r",(?!\d)(?![^()]*\))\s*(?:and |plus )?|\s+(?:and|plus|&|\+)\s+(?![^()]*\))", re.IGNORECASE
)
#: What is asked of a drug that is known: something of it lacks.
_LACKS: Final = later(
    r"^no (?:word|amount|unit)\b|does not tell what one tablet holds|no kinetics|may be any of several|how it is given|"
    r"a product that the library does not have|^\"[^\"]+\" behind [^,]+$"
)
_MOST: Final = 8


def of_its_part(
    piece: str, unclear: UnclearAnswerError, asked: Callable[[str], UnclearAnswerError | None]
) -> UnclearAnswerError:
    """Return the question about the one part of a list that lacks something, where the others are read.

    Parameters
    ----------
    piece : str
    unclear : UnclearAnswerError
        What is asked of the whole.
    asked : callable
        Returns what is asked of one part alone; ``None`` where it is read.
    """
    no_unit = unclear.problems[0].found.startswith("no unit behind")
    found = unclear.problems[0].found
    is_list = "a product that the library" in found and len(_BETWEEN.split(QUOTED.findall(found)[0])) > 1
    if _LACKS.search(found) and not no_unit and not is_list:
        return unclear
    parts = [part.strip() for part in _BETWEEN.split(piece) if part.strip()]
    if not 1 < len(parts) <= _MOST or not all(re.match(r"[^\W\d_]{3}", part) for part in parts):
        return unclear
    each = [asked(part) for part in parts]
    open_ = [one for one in each if one is not None]
    if no_unit:
        return _units_of_all(piece, parts, each) or unclear
    if (
        not open_
        or len(open_) == len(parts)
        or not all(_LACKS.search(one.problems[0].found) for one in open_)
    ):
        return unclear
    return open_[0]


def _units_of_all(
    piece: str, parts: list[str], each: list[UnclearAnswerError | None]
) -> UnclearAnswerError | None:
    """Return one question about the units of several drugs; ``None`` where only one lacks it, or more lacks."""
    line, said = piece, list[str]()
    for place, one in enumerate(each):
        if one is None:
            continue
        (problem,) = one.problems
        offered = QUOTED.findall(problem.fix)
        if not problem.found.startswith("no unit behind") or len(offered) != 1:
            return None
        line = line.replace(parts[place], offered[0], 1)
        said.append(quoted(parts[place]))
    if len(said) <= 1:
        return None
    return UnclearAnswerError(
        "drugs", f"no unit of the amount in {' and '.join(said)}", "how much of each with its unit",
        f'write "{line}" if so much is meant',
    )  # fmt: skip
