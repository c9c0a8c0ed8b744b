"""Reports whose last column is a code of the laboratory that did the test, such as Quest's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from osteotwin.importing.lines import LONGEST_LINE, Line
from osteotwin.units.patterns import later

#: The head of such a column, the last of several.
_HEAD: Final = later(
    r"\S\s{2,}(?:lab(?:oratory|or)?|site|perf(?:orm\w*)?\.?(?:\s(?:lab|site|by))?|lab\s(?:code|site))\W*$",
    re.IGNORECASE,
)
#: A code, apart from what stands before it; flags of results are none.
_CODE: Final = later(r"(?<=\S)\s{2,}(?!(?:HH?|LL?|A|N|AB|LO|HI)\s*$)(?:[A-Z]{1,4}\d?|0\d)\s*$")


def without_lab_codes(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a report without codes of laboratories, where a head says that the last column holds them.

    Examples
    --------
    >>> from osteotwin.importing.found import Place
    >>> head, row = (Line(one, Place("a.txt")) for one in ("Test  Result  Lab", "CALCIUM  9.4 mg/dL  TP"))
    >>> [one.text for one in without_lab_codes([head, row])]
    ['Test  Result  Lab', 'CALCIUM  9.4 mg/dL']
    """
    kept: list[Line] = []
    beneath = False
    for line in lines:
        words = line.text[:LONGEST_LINE]
        has_number = re.search(r"\d", words) is not None
        beneath = beneath or (not has_number and _HEAD.search(words) is not None)
        code = _CODE.search(words) if beneath and has_number else None
        kept.append(line if code is None else replace(line, text=words[: code.start()]))
    return kept
