"""What is taken when it is needed or remembered: asked how often that is in the mean, with the rest as told."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.food.eaten_often import FREQUENCY
from osteotwin.asking.supplements.brands import counted_apart, is_antacid, strengths_of
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.protocol.library.calcium_products import names_calcium_brand
from osteotwin.units.patterns import later

_WHEN: Final = later(
    r"[\s,(]*\b(?:(?:when(?:ever)?|if|as(?: and when)?|only when) "
    r"(?:i (?:need|remember|think of|feel like|can remember|want)|needed|required|necessary|remembered)"
    r"(?: (?:to|them|it|one|that))?(?: take (?:them|it))?|prn|on demand|"
    r"if i don['\u2019]?t forget|(?:but )?i (?:often|sometimes) forget(?: (?:them|it))?|bei bedarf|"
    r"wenn ich (?:daran|dran) denke|au besoin|quand j['\u2019]y pense|cuando (?:me acuerdo|l[oa]s? necesito))\b\)?",
    re.IGNORECASE,
)
_OFTEN: Final = later(
    rf"[\s,]*(?:\b{FREQUENCY}(?!\w)|\b(?:a|per) (?:day|week|month)\b|/ ?day\b)", re.IGNORECASE
)
#: The offer of somebody whose own number is not told.
_SO_OFTEN: Final = "4 times a week"


def ask_now_and_then(piece: str) -> None:
    """Ask of what is taken as needed how often that is in the mean.

    Raises
    ------
    UnclearAnswerError

    Examples
    --------
    >>> ask_now_and_then("Tums twice a week")
    """
    when = _WHEN.search(piece)
    if when is None:
        return
    rest = " ".join(f"{piece[: when.start()]} {piece[when.end() :]}".split()).strip(" ,.")
    said = _OFTEN.sub("", rest).strip(" ,.")
    found = f"{quoted(when[0].strip(' ,()'))} in {quoted(piece)}, which is no number"
    own = "with your own number"
    if is_antacid(piece):
        raise UnclearAnswerError(
            "food", found, "how often in the mean, and how much calcium is in one",
            f'write for example "calcium carbonate 200 mg {_SO_OFTEN}", {own}: a tablet with 500 mg of the salt holds '
            "200 mg of calcium, one with 750 mg 300 mg, one with 1000 mg 400 mg",
        )  # fmt: skip
    if strengths := strengths_of(said):
        ways = " or ".join(f'"{one} {_SO_OFTEN}"' for one in strengths)
        raise UnclearAnswerError(
            "food",
            found,
            "how often in the mean, and the strength of one tablet",
            f"write for example {ways}, {own}",
        )
    if names_calcium_brand(said):
        said = " ".join(counted_apart(said)).strip()
    raise UnclearAnswerError(
        "food", found, "how often in the mean, as a number", f'write for example "{said} {_SO_OFTEN}", {own}'
    )
