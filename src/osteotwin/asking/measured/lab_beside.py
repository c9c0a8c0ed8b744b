"""Words beside laboratory values in the forms of reports of which nobody knows what they make of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from osteotwin.asking.measured.not_measured import EXAMPLE, without_asides
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.importing.lab_spans import UNIT, names_in, without_ranges
from osteotwin.units import listed

#: What may stand beside a value and changes nothing of it.
SAYS_NOTHING: Final = re.compile(
    r"\b(?:lc[\s/-]?ms(?:[\s/-]?ms)?|mass spec\w*|gc[\s/-]?ms|immunoassay|e?clia|elisa|ria|assay|by|"
    r"(?:ultra)?sensitive|high sensitivity|fasting|fasted|trough|peak|morning|evening|afternoon|a\.?m\.?|p\.?m\.?|"
    r"on|at|in|of|the|and|was|were|is|it|my|from|total|serum|plasma|blood|level|result|value|measured|drawn|"
    r"taken|draw|sample|"
    r"test(?:ed|s)?|labs?|laboratory|blood ?work|bloods|readings?|"
    r"quest|labcorp|roche|abbott|h|l|high|low|normal|within|range|ref\w*|flag(?:ged)?|"
    r"(?:in)?sufficien\w+|deficien\w+|adequate|fine|ok|good|very|too|slightly|a bit|bit|confirmed|castrat\w+|now|"
    r"current(?:ly)?|latest|last|(?:most )?recent|today|only|just|about|approx\w*|nadir|day|days|after injection|"
    r"creatinine|cr|bce|m2|m\u00b2|which|that|mild(?:ly)?|severe(?:ly)?|little)\b", re.IGNORECASE,
)  # fmt: skip
#: Words of reports, which stand beside values of any test.
_OF_REPORT: Final = re.compile(
    r"\b(?:sits?|around|approximately|roughly|than|average|years?|elevated|increased|decreased|reduced|above|below|over|under|your|significantly|this|"
    r"(?:year-)?old|solidly|(?:un|in)detect\w*|nicht nachweisbar|spiegel|lag|liegt|bei|das|zu|niedrig|hoch|erh\u00f6ht|"
    r"alto|bajo|bas|haut|\u00e9lev\u00e9e?|parathyroid|vitamin|slightly|borderline|remains?|came|up|out|so|still|also|but|"
    r"report\w*|final|verified|status|results?|levels?|values?|method|units?|interval|limits?|lower|upper|bound|"
    r"normalwert|referenz\w*|norm|abnormal|critical|panel|profile|screen|collected|specimen|urine|24h|free|bioavailable|"
    r"hormone|came|back|has|have|had|show\w*|found|with|an?|to|for|or|w|vs|calc|[nhl]+|ng|pg|dl|ml|nmol|g|mg|ug|iu|u|age|"
    r"adults?|m[ae]n'?s?|wom[ae]n'?s?|males?|females?|men|women|deficiency|insufficiency|optimal|be|are|as|per|s|d|e?gfr|i|me|der|die|das|des|"
    r"und|im|war|ist|wert|mein|le|la|el|de|du|est|mon|ma|mi|es|soit|equals?|i\.?e|en|y|et|con|mit|avec|von|betr\u00e4gt|"
    r"total\w*|libre|suero|serum\w*|labor)\b",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(
    rf"(?:[<>\u2264\u2265]=?\s?)?[-+]?\d[\d.,]*\s?(?:{UNIT}(?!\w))?|(?<![^\W\d_]){UNIT}(?!\w)", re.IGNORECASE
)
_UNKNOWN: Final = re.compile(r"[A-Za-z\u00c0-\u00ff][\w'-]*|\?")
_LAST: Final = re.compile(r"\b(?:my )?last\b(?! (?:lab|test|draw|blood|result|sample))", re.IGNORECASE)


def check_beside(text: str, notes: Sequence[str], taken: Collection[str]) -> None:
    """Ask about words beside values that a reader of reports took, and about a test without a number.

    Parameters
    ----------
    text : str
    notes : sequence of str
        Words that are said not to be used.
    taken : collection of str
        The endpoints whose values are taken.

    Raises
    ------
    UnclearAnswerError
    """
    rest = without_ranges(without_asides(text))
    for note in filter(None, notes):
        rest = rest.replace(note, " ")
    for name in names_in(rest):
        if name.what and name.what not in taken and not re.search(r"\d", rest[name.end :]):
            raise UnclearAnswerError(
                "labs", f"no number of {quoted(name.text)} in {quoted(text.strip())}",
                "a value with its number and unit", f"write its number and unit, or leave {quoted(name.text)} out",
            )  # fmt: skip
    for name in reversed(names_in(rest)):
        rest = f"{rest[: name.start]} {rest[name.end :]}"
    rest = _OF_REPORT.sub(" ", SAYS_NOTHING.sub(" ", _NUMBER.sub(" ", _LAST.sub("previous", rest))))
    if unknown := list(dict.fromkeys(_UNKNOWN.findall(rest))):
        raise UnclearAnswerError(
            "labs", f"{listed([quoted(one) for one in unknown[:3]])} in {quoted(text.strip())}",
            "laboratory values with their number, unit and day",
            f"leave it out if it changes nothing, else leave out the value; {EXAMPLE['labs']}",
        )  # fmt: skip
