"""A line of a laboratory's report: the name of a test with its unit, what is no number, and a result for each day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from osteotwin.endpoints import MEASURED
from osteotwin.importing.lab_names import lab_endpoint
from osteotwin.importing.lab_slips import without_slip
from osteotwin.importing.measured import known_unit
from osteotwin.importing.scan_lists import DATE
from osteotwin.importing.scan_words import PRIOR
from osteotwin.units.patterns import later

#: What stands behind a number that belongs to a name, a day, a length of time or a unit, and is no result.
_NOT_BARE: Final = (
    r"(?:(?![a-zµμ]{1,6}/(?:[dm]?l|min|24\s?h|day)\b)[\w/]|%(?=\s?[a-z(])|-[a-z]|"
    r"[\s-]{0,2}(?:OH\b|\(OH|(?:di)?hydroxy|b[eê]ta\b|alpha\b|β|α|ß)|\s?\+\s?\d|"
    r"\s?(?:weeks?|wks?|days?|hours?|hrs?|months?|years?|wochen?|tagen?|stunden?|monaten?|heures?|jours?|st|nd|rd|th|am|pm|uhr|[ap]\.m)\b|"
    r"\s?(?:m?g|mcg|[µμu]g|iu|ie|ui|ml|tab\w*|caps\w*|pills?)\b(?!\s?/))"
)
NO_RESULT: Final = rf"(?!{_NOT_BARE}|\s?[:=)])"
#: Markers of tumours that are called CA and a number.
_CA_MARKER: Final = later(
    r"\bCA[\s-]?(125|15[-.\s]?3|19[-.\s]?9|72[-.\s]?4|27[-.\s]?29|242|50)(?![\d.,])(?!\s?(?:mg|mmol))",
    re.IGNORECASE,
)
#: A limit in words.
_LESS_THAN: Final = later(r"(?<!or )\bless than\s+(?=\d)", re.IGNORECASE)
_DEFINES: Final = later(r"\b(?:defin|deficien|insufficien|recommend|guideline|should)", re.IGNORECASE)
#: The year of a formula.
_FORMULA: Final = later(r"\bCKD[\s-]?EPI\W{0,2}20\d\d\b", re.IGNORECASE)
_ION: Final = later(r"\bCa\s?2\+")
#: Numbers beside a result that are plainly none: in brackets, with the sign of a limit, a range, of an earlier day.
_BESIDE: Final = later(
    rf"\([^)]*\)|\[[^\]]*\]|[<>≤≥]\s?(?:or\s?)?=?\s?\d[\d.,]*|(?:{PRIOR}|\bprev\b)\W{{0,3}}\d[\d.,]*|"
    r"\d[\d.,]*\s?(?:[-\u2010-\u2015\u2212]|\bto\b|\bbis\b|\bà\b)\s?\d[\d.,]*",
    re.IGNORECASE)  # fmt: skip
_BARE: Final = later(rf"(?<![\w.,/^*-])\d[\d.,]*+(?!{_NOT_BARE})", re.IGNORECASE)
#: A head that has the new result before the limits of its range.
_LIMITS: Final = later(
    r"\b(?:low(?:er)?|high(?:er)?|min(?:imum)?|max(?:imum)?|upper|limits?|ref(?:erence|erenz)?\w*|norm\w*|range|von|bis|"
    r"untere?r?|obere?r?)\b",
    re.IGNORECASE)  # fmt: skip
_UNIT_HEAD: Final = later(
    r"\b(?:units?|einheit(?:en)?|unit[ée]s?|unidad(?:es)?|unit[aà]|eenheid|uom)\b", re.IGNORECASE
)
#: The area of a body to which a filtration is related.
_AREA: Final = later(r"\s?/\s?1[.,]73\s?(?:m\S{0,4}|sq\.? ?m)?", re.IGNORECASE)
#: The flag of a result that stands before it.
_FLAG_BEFORE: Final = later(r"\s{1,20}(?:HH?|LL?|high|low|[*↑↓]{1,3})$", re.IGNORECASE)
_UNIT_BEHIND: Final = later(r"[\s,;:(\[]+(%|[a-zµμ]{1,6}/[a-z0-9µμ²^./]{1,16})\s?[)\]]?\s*$", re.IGNORECASE)
_NO_NUMBER: Final = later(
    r"\b(?:not? detected|undetect\w*|none detected|see (?:note|comment|below|report)|pending|to follow|"
    r"not (?:done|performed|tested|reported|calculated|measured)|cancel\w*|insufficient|"
    r"ha?emoly[sz]ed|nicht nachweisbar|n\.\s?n\.|folgt|tnp|qns|below (?:the )?(?:limit|detection))|"
    r"[<>]\s?(?:loq|lod|ldl)\b",
    re.IGNORECASE)  # fmt: skip
_RANGE: Final = later(
    r"[\[(][^\])]{0,40}[\])]|[\[(]?\s?\d[\d.,]*\s?[-\u2010-\u2015\u2212]\s?\d[\d.,]*\s?[\])]?"
)
_LISTED: Final = later(
    r"\b(?:(?:lab|test|result|past)s?\W{1,3})?(?:history|trend|results?|verlauf)\b(?:\W{1,3}(?:for|of|von)\b)?",
    re.IGNORECASE)  # fmt: skip
_BEHIND_DAY: Final = later(
    r"\s*[:|]?\s{1,40}(?P<sign>[<>≤≥]=?)?\s?(?P<number>\d[\d.,]{0,12})\s?(?P<unit>%|[a-zµμ]{1,6}/[\w.²]{1,10})(?:\s.{0,30})?",
    re.IGNORECASE)  # fmt: skip
_VALUE: Final = later(rf"(?<![\w.,/])([<>≤≥]=?)?\s?(\d[\d.,]*+){NO_RESULT}", re.IGNORECASE)
#: "40+ nmol/L": that or more.
_OR_MORE: Final = later(
    r"(?<![\w.,<>])(\d+(?:[.,]\d+)?)\+(?=\s?(?:%|[a-z\u00b5\u03bc]{1,6}/[a-z]))", re.IGNORECASE
)
_CLOSE_DIGIT: Final = later(r"\S [1-9](?![\d.,])")
#: A digit that stands close behind a name, and apart from numbers behind it: of the name, like the 2 of "25 OH 2".
_OF_NAME: Final = later(r"(?<=\S) \d(?=(?:\s{2,}|\s?\||\t)\s*[<>]?\s?\d)")
_NEW: Final = (
    r"\b(?:results?|current|value|today|ergebnis\w*|wert|aktuell\w*|messwert|résultat|resultado|uitslag)\b"
)
_TEST: Final = r"\b(?:tests?|component|analyte?|parameter|investigation|untersuchung|name|examen|marker)\b"
_HEAD: Final = later(rf"^\W*{_TEST}", re.IGNORECASE)
_EARLIER: Final = later(rf"{PRIOR}|\blast results?\b", re.IGNORECASE)
_LATER: Final = later(_NEW, re.IGNORECASE)


def test_named(words: str) -> tuple[str, str] | None:
    """Return the endpoint that the name of a test means, and the unit within it; ``None`` where it is none.

    Examples
    --------
    >>> test_named("Testosterone [ng/dL]:"), test_named("eGFRcreat (CKD-EPI)/1.73 m*2")
    (('testosterone', 'ng/dL'), ('egfr', 'mL/min/1.73m2'))
    """
    name = _FLAG_BEFORE.sub("", words.strip(" ,:;.=|\u2022*-+\t"))
    area = _AREA.search(name)
    if area is not None and (what := lab_endpoint(_AREA.sub("", name))) is not None:
        return what, "mL/min/1.73m2"
    match = _UNIT_BEHIND.search(name)
    what = None if match is None else lab_endpoint(name[: match.start()])
    if match is not None and what is not None and known_unit(match[1], MEASURED[what].quantity) is not None:
        return what, match[1]
    what = lab_endpoint(name) or lab_endpoint(without_slip(name))
    return None if what is None else (what, "%" if "%" in name else "")


def without_markers(words: str) -> str:
    """Return a line in which the number of a name is part of it: a marker such as CA 125 is no calcium, Ca 2+ is."""
    words = _FORMULA.sub("CKD-EPI", words)
    words = words if _DEFINES.search(words) else _LESS_THAN.sub("<", words)
    return _OR_MORE.sub(r">\1", _ION.sub("Ca", _CA_MARKER.sub(lambda found: f"CA_{found[1]}", words)))


def result_before_limits(words: str) -> bool:
    """Tell a head whose columns are a test, its result, and then the limits of its range."""
    later, limits = _LATER.search(words), _LIMITS.search(words)
    return (
        _HEAD.match(words) is not None
        and later is not None
        and limits is not None
        and later.start() < limits.start()
    )


def numbers_before_unit(head: str) -> bool:
    """Tell whether a head has other numbers between the result and the unit: limits, or results of an earlier day."""
    unit = _UNIT_HEAD.search(head)
    others = [one.start() for pattern in (_LIMITS, _EARLIER) if (one := pattern.search(head)) is not None]
    return unit is None or any(at < unit.start() for at in others)


def second_number(behind: str, unit: str) -> str:
    """Return another number between the first one and the unit, which could be the result as well; or nothing.

    Parameters
    ----------
    behind : str
        What stands behind the first number.
    unit : str
        As :func:`osteotwin.importing.lab_report.read_lab_lines` found it there; empty where it stands elsewhere.
    """
    at = behind.find(unit) if unit else -1
    between = DATE.sub(" ", behind[: at if at >= 0 else None])
    match = _BARE.search(_BESIDE.sub(" ", between))
    return "" if match is None else match[0]


def numbers_of_unit(behind: str, unit: str) -> str:
    """Return a number of the same unit behind the first one of a sentence, outside of brackets; or nothing."""
    beside = re.search(rf"(\d[\d.,]*)\s?{re.escape(unit)}", _BESIDE.sub(" ", behind)) if unit else None
    return "" if beside is None else beside[1]


def is_of_name(words: str, at: int) -> bool:
    """Tell whether a number is a digit of the name before it, which stands apart from the numbers behind."""
    return _OF_NAME.match(words, at - 1) is not None if at > 0 else False


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


def limits_at(head: str) -> str:
    """Tell whether a head has a range of reference ``"before"`` its days or ``"behind"`` them; else empty.

    Examples
    --------
    >>> limits_at("Test Units Range 02/15/2025 09/12/2024"), limits_at("Test 02/15/2025 09/12/2024")
    ('before', '')
    """
    limits, day = _LIMITS.search(DATE.sub(lambda found: "\0" * len(found[0]), head)), DATE.search(head)
    if limits is None or day is None:
        return ""
    return "before" if limits.start() < day.start() else "behind"


def results_of_days(
    words: str, days: Sequence[date], limits: str
) -> tuple[str, str, list[tuple[str, str]]] | None:
    """Return endpoint, unit, and sign and number for each day of a row; ``None`` where the row is of no test.

    The results are none where they are not as many as the days.

    Parameters
    ----------
    words : str
    days : sequence of datetime.date
    limits : str
        As :func:`limits_at` tells of their head.
    """
    for match in _VALUE.finditer(words[:300]):
        if is_of_name(words, match.start(2)):
            continue
        if (named := test_named(words[: match.start()])) is not None:
            rest = _RANGE.sub(" ", words[match.start() :])
            found = [(one[1] or "", one[2].rstrip(".,")) for one in _VALUE.finditer(rest)]
            if (
                limits and rest == words[match.start() :]
            ):  # no range of two ends, so one with a sign is the limit
                at = 0 if limits == "before" else -1
                found = [one for n, one in enumerate(found) if n != at % len(found) or not one[0]]
            what, unit = named
            unit = unit or next(
                (one for one in rest.split() if known_unit(one, MEASURED[what].quantity) and one != "1"), ""
            )
            close = (
                _CLOSE_DIGIT.match(words, max(match.start(2) - 2, 0)) is not None
            )  # of the name, or a result
            return what, unit, found if len(found) == len(days) and not close else []
    return None
