"""A line of a laboratory's report: the name of a test with its unit, what is no number, and a result for each day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from osteotwin.endpoints import MEASURED
from osteotwin.importing.lab_names import lab_endpoint
from osteotwin.importing.measured import known_unit
from osteotwin.importing.scan_lists import DATE
from osteotwin.importing.scan_words import PRIOR

#: The area of a body to which a filtration is related.
_AREA: Final = re.compile(r"\s?/\s?1[.,]73\s?(?:m\S{0,4}|sq\.? ?m)?", re.IGNORECASE)
_UNIT_BEHIND: Final = re.compile(
    r"[\s,;:(\[]+(%|[a-zµμ]{1,6}/[a-z0-9µμ²^./]{1,16})\s?[)\]]?\s*$", re.IGNORECASE
)
_NO_NUMBER: Final = re.compile(
    r"\b(?:not? detected|undetect\w*|none detected|see (?:note|comment|below|report)|pending|to follow|"
    r"not (?:done|performed|tested|reported|calculated|measured)|cancel\w*|insufficient|"
    r"ha?emoly[sz]ed|nicht nachweisbar|n\.\s?n\.|folgt|tnp|qns)",
    re.IGNORECASE)  # fmt: skip
_RANGE: Final = re.compile(
    r"[\[(][^\])]{0,40}[\])]|[\[(]?\s?\d[\d.,]*\s?[-\u2010-\u2015\u2212]\s?\d[\d.,]*\s?[\])]?"
)
_LISTED: Final = re.compile(
    r"\b(?:(?:lab|test|result|past)s?\W{1,3})?(?:history|trend|results?|verlauf)\b(?:\W{1,3}(?:for|of|von)\b)?",
    re.IGNORECASE)  # fmt: skip
_BEHIND_DAY: Final = re.compile(
    r"\s*[:|]?\s{1,40}(?P<sign>[<>≤≥]=?)?\s?(?P<number>\d[\d.,]{0,12})\s?(?P<unit>%|[a-zµμ]{1,6}/[\w.²]{1,10})(?:\s.{0,30})?",
    re.IGNORECASE)  # fmt: skip
_VALUE: Final = re.compile(r"(?<![\w.,/])([<>≤≥]=?)?\s?(\d[\d.,]*)(?![\w/%]|-[a-z])")
_NEW: Final = (
    r"\b(?:results?|current|value|today|ergebnis\w*|wert|aktuell\w*|messwert|résultat|resultado|uitslag)\b"
)
_TEST: Final = r"\b(?:tests?|component|analyte?|parameter|investigation|untersuchung|name|examen|marker)\b"
_HEAD: Final = re.compile(rf"^\W*{_TEST}", re.IGNORECASE)
_EARLIER: Final = re.compile(rf"{PRIOR}|\blast results?\b", re.IGNORECASE)
_LATER: Final = re.compile(_NEW, re.IGNORECASE)


def test_named(words: str) -> tuple[str, str] | None:
    """Return the endpoint that the name of a test means, and the unit within it; ``None`` where it is none.

    Examples
    --------
    >>> test_named("Testosterone [ng/dL]:"), test_named("eGFRcreat (CKD-EPI)/1.73 m*2")
    (('testosterone', 'ng/dL'), ('egfr', 'mL/min/1.73m2'))
    """
    name = words.strip(" ,:;.=\u2022*-+\t")
    area = _AREA.search(name)
    if area is not None and (what := lab_endpoint(_AREA.sub("", name))) is not None:
        return what, "mL/min/1.73m2"
    match = _UNIT_BEHIND.search(name)
    what = None if match is None else lab_endpoint(name[: match.start()])
    if match is not None and what is not None and known_unit(match[1], MEASURED[what].quantity) is not None:
        return what, match[1]
    what = lab_endpoint(name)
    return None if what is None else (what, "")


def without_number(words: str) -> str | None:
    """Return what stands for a result that is no number, behind the name of a test; ``None`` where nothing does."""
    match = _NO_NUMBER.search(words)
    named = None if match is None else test_named(words[: match.start()])
    return None if match is None or named is None or MEASURED[named[0]].group == "body" else match[0]


def one_test_of_a_list(words: str) -> str:
    """Return the endpoint of a heading such as "Lab history for Estradiol"; empty where a line is none."""
    name = _LISTED.sub("", words)
    named = None if name == words or re.search(r"\d{3}", name) else test_named(name)
    return "" if named is None else named[0]


def dated_result(words: str) -> tuple[str, str, str, str] | None:
    """Return day, sign, number and unit of a line that begins with its day; ``None`` for any other."""
    words = words.strip()
    day = DATE.match(words)
    match = None if day is None else _BEHIND_DAY.fullmatch(words, day.end())
    return (
        None
        if day is None or match is None
        else (day[0], match["sign"] or "", match["number"], match["unit"])
    )


def order_of_columns(words: str) -> str:
    """Tell whether a head has results of an earlier day ``"behind"`` the new ones or ``"before"`` them; else empty."""
    earlier = _EARLIER.search(words)
    if earlier is None or _HEAD.match(words) is None:
        return ""
    later = _LATER.search(_EARLIER.sub(lambda found: "\0" * len(found[0]), words))
    return "behind" if later is not None and later.start() < earlier.start() else "before"


def results_of_days(words: str, days: Sequence[date]) -> tuple[str, str, list[tuple[str, str]]] | None:
    """Return endpoint, unit, and sign and number for each day of a row; ``None`` where the row is of no test.

    The results are none where they are not as many as the days.
    """
    for match in _VALUE.finditer(words[:300]):
        if (named := test_named(words[: match.start()])) is not None:
            rest = _RANGE.sub(" ", words[match.start() :])
            found = [(one[1] or "", one[2].rstrip(".,")) for one in _VALUE.finditer(rest)]
            what, unit = named
            unit = unit or next(
                (one for one in rest.split() if known_unit(one, MEASURED[what].quantity) and one != "1"), ""
            )
            return what, unit, found if len(found) == len(days) else []
    return None
