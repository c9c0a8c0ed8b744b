"""Prose that a letter or a PDF wraps over lines: its sentences put together again, each where it begins.

Lines of a table, of a list and of fields stay as they are: what is put together has to go on in the middle of a
sentence, as its last or next word shows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from osteotwin.importing.lab_spans import names_in
from osteotwin.importing.lines import LONGEST_LINE, Line
from osteotwin.importing.scan_lists import DATE, SENTENCE_END
from osteotwin.importing.scan_words import DENSITY, T_SCORE, Z_SCORE, mentions_of
from osteotwin.units.patterns import later

#: Columns stand apart by this; two blanks behind the end of a sentence part none.
_GAP: Final = later(r"(?<![.:;,\s])\s{2,}|\t|\|")
_ENDED: Final = later(r"[.:;!?]\W*$")
#: Behind such a word a sentence goes on.
_GOES_ON: Final = later(
    r"(?:[,(/=-]|\b(?:an?|the|of|in|at|on|to|is|was|are|were|for|with|and|or|but|by|from|than|per|his|her|my|your|which|"
    r"that|measures|measured|shows?|showed|"
    r"der|die|das|de[mns]|eine?[mnrs]?|im|am|an|auf|bei|von|vom|zu[mr]?|mit|und|oder|ist|war|sind|waren|beträgt|betrug|"
    r"le|la|les|un|une|du|des?|au|à|et|est|était|avec|el|los|una?|del|al|en|es|era|fue|con|y|il|lo|di|e|è|della|het|een|van|en|met))$",
    re.IGNORECASE,
)
_LOWER: Final = later(r"(?:[a-zäöüéèêàçñµμ(]|[+\u2212-]?\d)")
_SCORE: Final = later(rf"(?:{T_SCORE}|{Z_SCORE}|{DENSITY})", re.IGNORECASE)
_UNIT: Final = later(r"[a-zµμ]{1,6}\s?/\s?[\wµμ²]{1,6}\b", re.IGNORECASE)
#: The name of a number at an end, and the number at the next beginning.
_NAME_LAST: Final = later(rf"(?:{T_SCORE}|{Z_SCORE}|{DENSITY})\s*(?:[:=]|of|is|was)?$", re.IGNORECASE)
_NUMBER_FIRST: Final = later(r"[-+\u2212]?\d[.,]\d{1,3}(?!\d)(?!\s+[-+\u2212]?\d)")
#: Words that a sentence has and a head or a row has not.
_OF_PROSE: Final = later(
    r"\b(?:the|is|was|are|were|has|had|with|which|that|shows?|showed|measures|corresponding|"
    r"der|die|das|eine?[mnrs]?|ist|war|mit|beträgt|betrug|wurde|est|avec|une|es|fue|con|una|della|het|een|met)\b",
    re.IGNORECASE,
)
_LISTED: Final = later(r"\s*(?:[-*\u2022]\s|\d{1,2}[.)]\s|[^\W\d_][\w ]{0,30}:)")
_FEWEST_WORDS, _SHORTEST = 4, 20


def unwrapped(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a report with the sentences that go on over lines put together.

    Examples
    --------
    >>> from osteotwin.importing.found import Place
    >>> [one.text for one in unwrapped([Line("The BMD of the left total hip is 0.848 g/cm2,", Place("a")),
    ...                                 Line("T-score -1.2. The neck has -1.9.", Place("a"))])]
    ['The BMD of the left total hip is 0.848 g/cm2, T-score -1.2. The neck has -1.9.']
    """
    out: list[Line] = []
    goes_on = False
    for line in lines:
        if goes_on and _continues(out[-1].text, line.text):
            *whole, last = SENTENCE_END.split(out[-1].text)
            before = out.pop()
            if whole:
                out.append(replace(before, text=" ".join(whole)))
            out.append(replace(before, text=f"{last.rstrip()} {line.text.strip()}"))
        else:
            out.append(line)
        goes_on = _may_go_on(line.text)
    return out


def _may_go_on(words: str) -> bool:
    """Tell a line without columns that ends in no full stop."""
    words = words.strip()
    return 0 < len(words) < LONGEST_LINE and not (_GAP.search(words) or _ENDED.search(words))


def _continues(before: str, words: str) -> bool:
    """Tell whether a line goes on the sentence that the line before ends with."""
    before, words = SENTENCE_END.split(before.strip())[-1], words.strip()
    if not words or _GAP.search(words) or _LISTED.match(words) or len(before) + len(words) > LONGEST_LINE:
        return False
    if not (_SCORE.search(both := f"{before} {words}") or mentions_of(both) or names_in(both)):
        return False  # lists of medicines stay as they are
    if before[-1:].isdigit() and _UNIT.match(words):
        return True
    if _NAME_LAST.search(before) and mentions_of(before) and _NUMBER_FIRST.match(words):
        return True
    prose = (
        len(before) >= _SHORTEST
        and len(before.split()) >= _FEWEST_WORDS
        and _OF_PROSE.search(before) is not None
    )
    starts = None if DATE.match(words) else _LOWER.match(words) or _SCORE.match(words)
    if _GOES_ON.search(before):
        return prose or (starts is not None and re.search(r"\d", before) is not None)
    return prose and starts is not None
