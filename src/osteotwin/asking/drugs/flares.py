"""A higher dose for flares, "10 mg a day, up to 40 when it flares": asked as a mean, or by the days of each flare."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.drugs.names import usual_rhythm
from osteotwin.asking.drugs.told_drugs import name_places
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.protocol.dose_of_drug import products_named
from osteotwin.units import in_digits
from osteotwin.units.patterns import later

_WHEN: Final = (
    r"(?:flare[- ]?ups?|flares?|flaring|exacerbations?|relapses?|attacks?|bad (?:days?|spells?|weeks?|patch(?:es)?)|"
    r"sick days?|(?:i(?:['\u2019]?m| am|t gets) )?(?:sick|ill|unwell|worse))"
)
#: What is said of flares: an amount before or behind them, in a clause of its own.
_FLARE: Final = later(
    rf"(?P<said>[^,;.()]*\b{_WHEN}\b[^,;.()]*)", re.IGNORECASE
)  # fmt: skip
_NUMBER: Final = later(
    r"(?<![\d.,])\d+(?:\.\d+)?(?![\d.,]*\d)(?! ?(?:days?|weeks?|months?|years?|x|times)\b)"
)
_AMOUNT: Final = later(r"(?P<n>\d+(?:\.\d+)?) ?(?P<unit>mg|mcg|ug|g)\b", re.IGNORECASE)
_TIMES: Final = later(r"\b(?:double|twice)\b", re.IGNORECASE)
#: Of a year, as much of it as flares may take, for an example.
_SHARE: Final = 0.125


def ask_flares(text: str, question: str = "drugs", name: str = "") -> None:
    """Ask of a dose that is taken in flares alone for the mean, or for the days of each flare.

    Parameters
    ----------
    text : str
        What is told of a drug.
    question : str
    name : str
        The drug of an answer on doses; of one on drugs the text names it.

    Raises
    ------
    UnclearAnswerError
    """
    flare = _FLARE.search(text)
    names = [text[slice(*place)] for place in name_places(text)]
    name = name or next(iter(names), "")
    if flare is None or not products_named(name) or len({*names, name}) > 1:
        return
    rest = in_digits(text.replace(flare["said"], " "))
    base = _AMOUNT.search(rest)
    high = _NUMBER.search(in_digits(flare["said"]))
    if base is None or re.search(
        r"\b(?:after|since|until|stopped|started|began)\b", flare["said"], re.IGNORECASE
    ):
        return
    low, unit, often = float(base["n"]), base["unit"], usual_rhythm(name)
    top = float(high[0]) if high else 2.0 * low
    if top <= low:
        return
    lead = f"{name} " if question == "drugs" else ""
    mean = f"{lead}{low + _SHARE * (top - low):.2g} {unit} {often}"
    of = [f"{name} {dose:g} {unit} {often}" for dose in (low, top, low)]
    by_days = (
        f"{of[0]} since March 2023 until 1 May 2026; {of[1]} since 1 May 2026 until 14 May 2026; "
        f"{of[2]} since 14 May 2026"
    )
    where = "" if question == "drugs" else "among the drugs "
    raise UnclearAnswerError(
        question, f"{quoted(flare['said'].strip())} beside {low:g} {unit}, which is not taken all the time",
        "how much it is on average, or from when until when each flare was",
        f'write the mean of a year, for example "{mean}"; or {where}each dose by its days, as in "{by_days}", with '
        "your own",
    )  # fmt: skip
