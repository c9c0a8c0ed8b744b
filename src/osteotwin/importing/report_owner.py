"""Whose results stand beneath a heading of notes: "My wife's DXA", "Labs (husband)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from osteotwin.importing.found import Gathered
from osteotwin.importing.lines import LONGEST_LINE, Line
from osteotwin.importing.no_result_words import OTHERS
from osteotwin.importing.scan_lists import without_dates
from osteotwin.units.patterns import later

_EXAM: Final = later(
    r"\b(?:i?de?xa|dexa|scans?|bone densit\w*|densitomet\w*|bloods?|blood (?:tests?|work)|"
    r"labs?|lab (?:tests?|results?)|"
    r"results?|tests?|medications?|medicines?|meds|tablets|prescriptions?|blutwerte|laborwerte|befunde?)\b",
    re.IGNORECASE,
)
_OWN: Final = later(r"\b(?:my|mine|own|me|meine?|ich)\b", re.IGNORECASE)
_OWNER: Final = later(r"^\W*(?:patient(?:'s)?(?: name)?|name)\s*[:=]", re.IGNORECASE)
_MOST_WORDS: Final = 10
_WHY: Final = "results of somebody else; what stands beneath is not read"


def own_lines(lines: Sequence[Line], gathered: Gathered) -> list[Line]:
    """Return the lines without those beneath a heading that says that they are somebody else's, which is named."""
    kept: list[Line] = []
    others = False
    for line in lines:
        words = line.text[:LONGEST_LINE]
        if _is_heading(words) or _OWNER.match(words):
            relative = OTHERS.search(words)
            if relative is not None:
                others = True
                gathered.leave(line.place, words.strip(), _WHY)
            elif _OWN.search(words):
                others = False
        if not others:
            kept.append(line)
    return kept


def _is_heading(words: str) -> bool:
    """Tell a short line that names an exam or a list, and holds no number but a date."""
    plain = without_dates(words)
    return (
        _EXAM.search(words) is not None
        and len(plain.split()) <= _MOST_WORDS
        and re.search(r"\d|\babove\b", plain, re.IGNORECASE) is None
    )
