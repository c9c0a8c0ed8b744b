"""Values of several days behind one name: "E2 45 pg/mL in March 2026, 22 pg/mL in June 2026"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from osteotwin.asking.when import DATE
from osteotwin.importing.lab_spans import UNIT, names_in
from osteotwin.importing.scan_words import mentions_of
from osteotwin.units.named_days import WHOLE_MONTH
from osteotwin.units.patterns import later

_DAY: Final = rf"(?P<day>{DATE.pattern}|{WHOLE_MONTH}\.? (?:19|20)\d\d)"
_BEFORE_DAY: Final = r"\s*,?\s*(?:(?:in|on|from|back in)\s+)?[(\[]?\s*(?:in |on )?"
_LAB: Final = later(rf"(?P<value>[<>]?\s?\d[\d.,]* ?{UNIT}){_BEFORE_DAY}{_DAY}\s*[)\]]?", re.IGNORECASE)
_SCORE: Final = later(
    r"(?P<value>[-+\u2212]\d[.,]\d{1,2}(?: ?SD)?|[01][.,]\d{2,3} ?g ?/ ?cm\W?[2\u00b2]?)"
    rf"{_BEFORE_DAY}{_DAY}\s*[)\]]?",
    re.IGNORECASE,
)
#: Between two of them, and between the name and the first.
_BETWEEN: Final = later(r"\W*(?:(?:and|then|to|now|vs|versus|und|et|y|zu|later)\b\W*)*", re.IGNORECASE)
_WENT: Final = later(
    r"\W*(?:\b(?:it |has |have )?(?:went|gone|dropped|fell|rose|improved|moved|changed|was|is|of|from|at)\b\W*)*$",
    re.IGNORECASE,
)
_PARTS: Final = later(r"([;\n]+)")


def each_with_its_name(question: str, text: str) -> str:
    """Return an answer in which each value of a series has the name before it, too.

    Examples
    --------
    >>> each_with_its_name("labs", "E2 45 pg/mL in March 2026, 22 pg/mL in June 2026")
    'E2 45 pg/mL March 2026; E2 22 pg/mL June 2026'
    >>> each_with_its_name("scans", "spine T: -2.4 (Jan 2024) -> -1.9 (Jan 2026)")
    'spine T -2.4 Jan 2024; spine T -1.9 Jan 2026'
    """
    return "".join(_of_part(question, part) for part in _PARTS.split(text))


def _of_part(question: str, part: str) -> str:
    found = [*(_LAB if question == "labs" else _SCORE).finditer(part)]
    if len(found) < 2:
        return part
    name = _WENT.sub("", part[: found[0].start()]).strip()
    between = [part[one.end() : two.start()] for one, two in pairwise(found)]
    many = len(names_in(name)) if question == "labs" else len({site for site, _, _ in mentions_of(name)})
    behind = part[found[-1].end() :].strip(" .,)")
    if many != 1 or behind or not all(_BETWEEN.fullmatch(one) for one in between):
        return part
    if re.search(r"\d[.,]?\d", re.sub(r"\bL[1-4]\s?[-\u2013]\s?L?[1-4]\b|25[- ]?\(?OH", " ", name)):
        return part
    return "; ".join(f"{name} {one['value'].strip()} {one['day'].strip()}" for one in found)
