"""Scans and blood tests in words → the entries of measurements, with the words of reports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Any, Final

from osteotwin.asking.pieces import is_none, pieces_of
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.asking.when import DATE, read_day
from osteotwin.endpoints import MEASURED
from osteotwin.importing.answers import Answers
from osteotwin.importing.found import Found, Place
from osteotwin.importing.lab_names import assay_of, lab_endpoint
from osteotwin.importing.measured import measurement
from osteotwin.importing.scan_words import endpoint_of, maker_of, number_named, side_of, site_of, vertebrae_of
from osteotwin.units import KINDS, with_points, with_signs
from osteotwin.units.months import SHORT_MONTHS

_NUMBER: Final = re.compile(
    r"(?P<sign>[<>≤≥]=?)? ?(?P<number>[-+]?(?:\d+(?:[.,]\d+)?|[.,]\d+)) ?"
    r"(?P<unit>[%a-zA-Zµμ][^\s,;()]*(?: BCE/[a-zA-Z]+)?)?"
)
#: A score with words on its sign that none of its numbers has taken in.
_SIGN_LEFT: Final = re.compile(
    r"(?<![\w.,])-\s+[.,]?\d|(?<=\d)\s?-(?!\s*[\d.])|\b(?:minus|negative|neg|below|under)\b", re.IGNORECASE
)
#: "T -1.8" for a T-score.
_SCORE: Final = re.compile(r"\b([TZ])\s+(?=[-+]\s?[.,]?\d)")
#: Said of a value of another day than the one before it.
_OTHER_TIME: Final = re.compile(
    r"\b(?:ago|compared|previous(?:ly)?|earlier|formerly|last (?:year|month|week|time)|before(?=\s*(?:$|[,)])))\b"
    r"|\bin (?:19|20)\d{2}\b", re.IGNORECASE,
)  # fmt: skip
#: Said of a value that does not count.
_NOT_VALID: Final = re.compile(
    r"\b(?:not (?:reliable|valid|usable|interpretable)|unreliable|invalid)\b", re.IGNORECASE
)
_WISHED: Final = (
    r"goals?|targets?|aim(?:s|ed|ing)?|ideal(?:ly)?|optim(?:al|ally|um)|desir(?:ed|able)|"
    r"recommended|recommendation"
)
#: Said of a number that is wished, or from which on something is called so.
_GOAL: Final = re.compile(
    rf"\b(?:{_WISHED}|should|would|want(?:s|ed)?|thresholds?|cut-?offs?|(?:upper|lower) limit|if|means|counts? as|"
    r"normal is|defin\w+|consider\w*|who)\b|"
    r"(?:\bis|=) (?:too )?(?:(?:in)?sufficien\w+|deficien\w+|adequate|osteop\w+|normal|low|high)\b",
    re.IGNORECASE,
)
#: Of a score, which has no limit of detection.
_THRESHOLD: Final = re.compile(
    r"\b(?:below|above|under|over|(?:less|more|worse|lower|higher|greater|better) than)\s+[-+]?\s?[.,]?\d[\d.,]*",
    re.IGNORECASE,
)
_CLAUSE: Final = re.compile(r"[;()\[\]]|[.,](?=\s)|:\s|\s-\s|\bbut\b", re.IGNORECASE)
#: "above the threshold for osteoporosis" is said of the value before it.
_REMARK: Final = re.compile(
    r",?\s*\b(?:which is |is |still |just |well )*(?:above|below|under|over|within|near|at) the (?:\w+ )?"
    r"(?:thresholds?|cut-?off|limit|range)(?: (?:of|for|to) (?:the )?[a-z]+)?", re.IGNORECASE,
)  # fmt: skip
#: "(goal 40)", "(WHO: osteoporosis below -2.5)" and "ideal 40" behind a value.
_ASIDE: Final = re.compile(
    rf"(?<=\w|%)\s*\([^()]*\b(?:{_WISHED}|who|thresholds?|cut-?offs?|osteoporosis|osteopenia)\b[^()]*(?:\)|$)|"
    r"(?<=\d)[.,]?\s+(?:and )?(?:the )?who(?: \w+)?:? (?:osteoporosis )?(?:is |= ?)?(?:at or )?"
    r"(?:below|under|<=?|≤) ?-?\d[\d.,]*(?: (?:is|=|means) osteoporosis)?|"
    rf"(?<=\w|%),\s*(?:{_WISHED})(?: is| of|:| =)? [<>]?\s?[-+]?\d[\d.,]*"
    r"(?: ?(?:-|to) ?[\d.,]+)?(?: ?[a-zµμ]+/[a-z]+)?(?=\s*(?:$|[,;)]))",
    re.IGNORECASE,
)
#: "(normal 15-74)" is of the laboratory.
_NORMAL_RANGE: Final = re.compile(
    r"[,\s]*(?:\((?:(?:ref\w*|normal|range|interval|n)\b[^()]*|[\d.,]+ ?- ?[\d.,]+[^()]*)(?:\)|$)|"
    r"\b(?:ref\w*|normal)(?: range| interval)?:? [<>]?[\d.,]+(?: ?- ?[\d.,]+)?)", re.IGNORECASE,
)  # fmt: skip
#: The hour at which blood was drawn.
_HOUR: Final = re.compile(
    r"\b(?:at )?\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\b\.?|o'clock)|\bat \d{1,2}:\d\d\b", re.IGNORECASE
)
_NAMED: Final = re.compile(r"\b(?:BMD|[TZ][- ]?scores?)\b", re.IGNORECASE)
#: What clinics shorten the sites to.
_SHORT: Final = ((re.compile(r"\bFN\b"), "femoral neck"), (re.compile(r"\bTH\b"), "total hip"),
                 (re.compile(r"\bLS\b"), "lumbar spine"))  # fmt: skip
#: "T-scores: spine -1.2, total hip -1.5": said once of all.
_SCORES: Final = re.compile(r"\bT[- ]?scores\b", re.IGNORECASE)
#: A month with its year, and no day.
_MONTH: Final = re.compile(
    rf"\b(?P<name>(?:{'|'.join(SHORT_MONTHS)})[a-z]*)\.?,? (?P<year>(?:19|20)\d{{2}})\b|"
    r"(?<![\d.,-])(?P<y2>(?:19|20)\d{2})-(?P<month>0[1-9]|1[0-2])\b", re.IGNORECASE,
)  # fmt: skip
#: "testosterone 1,450 ng/dL": of thousands, or a decimal comma.
_THOUSANDS: Final = re.compile(r"\d{1,3},\d{3}")
_LESS_THAN: Final = re.compile(r"\b(?:less than|lower than|below|under)\s+(?=[\d.])", re.IGNORECASE)
#: As those who take it write it; the unit of a concentration tells the rest.
_TESTOSTERONE: Final = re.compile(r"^((?:total |free )?)(?:t|test)$", re.IGNORECASE)
#: Said of a value that is right although it is unusual.
_CONFIRMED: Final = re.compile(r"\bconfirmed\b", re.IGNORECASE)
_REFERENCE: Final = (
    ("female", re.compile(r"\bfemale|women", re.IGNORECASE)),
    ("male", re.compile(r"\bmale\b|\bmen\b", re.IGNORECASE)),
)
#: The hip in German, which may be either.
_HIP: Final = re.compile(r"\bh[uü]fte\b", re.IGNORECASE)
#: Not of a number: the vertebrae, the third of the radius, the vitamin.
_IN_NAMES: Final = re.compile(r"\bL[1-5]\s*(?:-\s*L?[1-5](?![.,]?\d))?\b|1/3|33 ?%|"
                              r"\b25[- (]?(?:OH|hydroxy)\)?[- ]?(?:vitamin )?D?[23]?|\bD[23]\b",
                              re.IGNORECASE)  # fmt: skip


def read_scans(text: str, order: str | None) -> tuple[Found, ...]:
    """Return the densities and scores of an answer.

    Raises
    ------
    UnclearAnswerError
    """
    text = _SCORE.sub(r"\1-score ", with_signs(text))
    for short, site in _SHORT:
        text = short.sub(site, text)
    device = maker_of(text)
    rows: list[Found] = []
    for said, day in _dated("scans", text, order):
        piece = _without_remarks("scans", said)
        # What is left of "Hologic" or "scan" says no value.
        if not _holds_number(piece):
            if maker_of(piece) is None and site_of(piece) is not None:
                raise UnclearAnswerError(
                    "scans", f"no value in {quoted(piece)}", "a density or a score", _EXAMPLE["scans"]
                )
            continue
        for part in _of_sites(piece):
            if _SCORES.search(text) and number_named(part) is None and _signed(part):
                part = f"T-score {part}"
            rows += [_scan(part, day, device)]
    if not rows and not is_none(text):
        raise UnclearAnswerError(
            "scans", f"no value in {quoted(text)}", "a density or a score", f"{_EXAMPLE['scans']}; or none"
        )
    return tuple(rows)


def read_labs(text: str, order: str | None) -> tuple[Found, ...]:
    """Return the laboratory values of an answer.

    Raises
    ------
    UnclearAnswerError
    """
    rows: list[Found] = []
    for piece, day in _dated("labs", _LESS_THAN.sub("<", with_signs(text)), order):
        said = _without_remarks("labs", _NORMAL_RANGE.sub("", _HOUR.sub("", piece)))
        parts = re.split(r",\s+(?=[\w-]*[^\W\d_])|\band\b", said)
        rows += [
            _lab(part, day) for part in parts if part.strip(" ,.") and not _CLASS.fullmatch(part.strip(" ,."))
        ]
    return tuple(rows)


_EXAMPLE: Final = {
    "scans": "write for example: 12 January 2026: lumbar spine 1.05 g/cm2; total hip T-score -1.2; Hologic",
    "labs": "write for example: 12 January 2026: estradiol 27 pg/mL; testosterone 480 ng/dL",
}


def _dated(question: str, text: str, order: str | None) -> Iterator[tuple[str, date | None]]:
    """Yield each piece with its day: its own, else the one before it, else the only one that comes behind."""
    if is_none(text):
        return
    pieces: list[tuple[str, date | None]] = []
    day: date | None = None
    for piece in pieces_of(text):
        found = DATE.search(piece)
        if found is not None and (own := read_day(question, found[0], order)) is not None:
            day = own
            piece = f"{piece[: found.start()]} {piece[found.end() :]}".strip(" ,:.()")
        elif found is None and (number := read_day(question, piece, order)) is not None:
            day = number
        elif (month := _MONTH.search(piece)) is not None:
            raise UnclearAnswerError(
                question, f"{quoted(month[0])}, a month without its day", "the day on which it was measured",
                f'write the day that the report prints, for example "15 {_month_in_words(month)}"',
            )  # fmt: skip
        _check_time(question, piece)
        pieces.append((piece, day))
    days = {one for _, one in pieces if one is not None}
    only = days.pop() if len(days) == 1 else None
    for piece, one in pieces:
        if piece:
            yield piece, one or only


def _check_time(question: str, piece: str) -> None:
    """Refuse a value of another day, or one that is said not to count."""
    if (other := _OTHER_TIME.search(piece)) is not None:
        raise UnclearAnswerError(
            question, f"{quoted(piece)}, where {quoted(other[0])} tells of another day",
            "each value behind its own day",
            f"{_EXAMPLE[question]}, each day in a part of its own; leave out a value whose day is not known",
        )  # fmt: skip
    if (doubt := _NOT_VALID.search(piece)) is not None:
        raise UnclearAnswerError(question, f"{quoted(piece)}, a value that is {doubt[0].casefold()}",
                                 "values that count", "leave it out, or leave out those words")  # fmt: skip


#: What a value is called, and no value.
_CLASS: Final = re.compile(
    r"(?:which is |that is |(?:a |an )?(?:bit |little |mild(?:ly)? |severe(?:ly)? |too |very |slightly )*)"
    r"(?:low|high|normal|deficien\w+|insufficien\w+|sufficien\w+|adequate|fine|ok)", re.IGNORECASE,
)  # fmt: skip


def _without_remarks(question: str, piece: str) -> str:
    """Return a piece without what is remarked beside its value; ask where a number may be a goal or a threshold.

    Raises
    ------
    UnclearAnswerError
    """
    said = _REMARK.sub("", _ASIDE.sub("", piece))
    for clause in _CLAUSE.split(said):
        mark = _GOAL.search(clause) or (_THRESHOLD.search(clause) if question == "scans" else None)
        if mark is not None and _holds_number(clause):
            raise UnclearAnswerError(
                question, f"{quoted(clause.strip())}, where {quoted(mark[0])} may tell of a goal or a threshold",
                "values that were measured", "leave out what was not measured; of what was, write only the value: "
                f"{_EXAMPLE[question].removeprefix('write for example: ')}",
            )  # fmt: skip
    return said


def _of_sites(piece: str) -> list[str]:
    """Return what is said of each site: "BMD 0.9, T-score -1.2" behind a site is of that site."""
    sites: list[str] = []
    for part in re.split(r",\s+(?=[a-zA-Z])", piece):
        if not _holds_number(part):
            continue
        if sites and site_of(part) is None and number_named(part) is not None:
            sites[-1] += f" {part}"
        else:
            sites.append(part)
    return sites


def _signed(part: str) -> bool:
    values = [*_NUMBER.finditer(_IN_NAMES.sub(" ", part))]
    return len(values) == 1 and values[0]["number"][0] in "-+" and not values[0]["unit"]


def _without_scores(piece: str) -> tuple[str, str]:
    """Return what is said of one site without the scores that tell its density once more, and a note of them."""
    masked = _IN_NAMES.sub(lambda one: " " * len(one[0]), piece)
    values = [*_NUMBER.finditer(masked)]
    if len(values) < 2:
        return piece, ""
    starts = [0, *(value.end("number") for value in values)]
    named = [number_named(piece[start : value.start()]) for start, value in zip(starts, values, strict=False)]
    kinds = ["bmd" if (one["unit"] or "").casefold().startswith("g/") else name
             for one, name in zip(values, named, strict=True)]  # fmt: skip
    wanted = next((kind for kind in ("bmd", "t_score") if kinds.count(kind) == 1), None)
    if wanted is None or not {*kinds} <= {"bmd", "t_score", "z_score"} or len({*kinds}) < len(kinds):
        return piece, ""
    at = kinds.index(wanted)
    # The name of the site stands before the first number.
    site = _NAMED.sub(" ", piece[: values[0].start()]) if at else ""
    end = values[at].end() if (values[at]["unit"] or "").casefold().startswith("g/") else starts[at + 1]
    kept = f"{site} {piece[starts[at] : end]}".strip()
    return kept, "the scores beside it say the same"


def _scan(piece: str, day: date | None, device: str | None) -> Found:
    said = piece
    piece, beside = _without_scores(piece)
    site = site_of(piece)
    if site == "femur" or (site is None and _HIP.search(piece)):
        raise UnclearAnswerError("scans", f"{quoted(piece)}, which may be of the neck or of the whole", "the site",
                                 'write "femoral neck" or "total hip"')  # fmt: skip
    values = [one for one in _NUMBER.finditer(_IN_NAMES.sub(" ", piece)) if not _is_year(one["number"])]
    if site is None or len(values) != 1:
        found = f"no site in {quoted(piece)}" if site is None else quoted(piece)
        raise UnclearAnswerError("scans", found, "one value of one site of the skeleton", _EXAMPLE["scans"])
    value = values[0]
    unit = value["unit"] or ""
    named = number_named(piece)
    number = named or ("bmd" if unit.casefold().startswith(("g/", "gm/", "gms/")) else None)
    if number is None and unit.startswith("%"):
        raise UnclearAnswerError("scans", f"{quoted(piece)}, a percentage", "a density with its unit, or a score",
                                 f"leave it out, or {_EXAMPLE['scans']}")  # fmt: skip
    if number is None:
        score = f'"T-score {value["number"]}"'
        fix = (
            f"write {score}" if value["number"][0] in "-+" else f'write "{value["number"]} g/cm2", or {score}'
        )
        found = f"no word on what the number is in {quoted(piece)}"
        raise UnclearAnswerError("scans", found, "a density with its unit, or a score", fix)
    what = endpoint_of(number, site)
    if what is None:
        raise UnclearAnswerError("scans", quoted(piece), "the density of that site: its score is not used",
                                 f'write for example "{site.replace("_", " ")} 0.62 g/cm2"')  # fmt: skip
    if number != "bmd" and value["number"][0] not in "-+" and _SIGN_LEFT.search(_IN_NAMES.sub(" ", piece)):
        score = value["number"]
        found = f"a score in {quoted(piece)} that may be below zero or above"
        raise UnclearAnswerError("scans", found, "its sign",
                                 f'write "T-score -{score}" if it is below zero, else "T-score +{score}"')  # fmt: skip
    vertebrae = vertebrae_of(piece)
    note = "; ".join(part for part in (f"of {vertebrae}" if vertebrae else "", beside) if part)
    unit = (unit or "g/cm^2") if number == "bmd" else ""
    row = _measurement("scans", what, value, unit, day, piece, device=device, side=side_of(said), note=note)
    reference = next((name for name, words in _REFERENCE if words.search(piece)), None)
    if number == "t_score" and reference is not None:
        return replace(row, keys={**row.keys, "reference": reference})
    return row


def _lab(piece: str, day: date | None) -> Found:
    masked = _IN_NAMES.sub(lambda one: "x" * len(one[0]), piece)
    best: tuple[str, re.Match[str]] | None = None
    for value in _NUMBER.finditer(masked):
        name = re.sub(
            r"\b(?:was|is|of|at|were|level|=)\s*$", "", piece[: value.start()].strip(" ,:=.(")
        ).strip(" ,:=.(")
        what = lab_endpoint(_TESTOSTERONE.sub(r"\1testosterone", name))
        if what is not None and MEASURED[what].group != "body":
            best = (what, value)
    if best is None:
        raise UnclearAnswerError("labs", quoted(piece), "a laboratory value that is known, with its number and unit",
                                 f"{_EXAMPLE['labs']}; what is known: osteotwin list endpoints")  # fmt: skip
    what, value = best
    behind = [one[0].strip() for one in _NUMBER.finditer(masked, value.end()) if not _in_name(masked, one)]
    if behind:
        raise UnclearAnswerError("labs", f"{quoted(piece)}, with {quoted(behind[0])} behind the first value",
                                 "one value in each part",
                                 f"part several by semicolons, each with its name; {_EXAMPLE['labs']}")  # fmt: skip
    if _THOUSANDS.fullmatch(value["number"]):
        unit, number = value["unit"] or "", value["number"]
        either = (f"{number.replace(',', sign)} {unit}".strip() for sign in ("", "."))
        raise UnclearAnswerError(
            "labs", f"{quoted(number)}, whose comma may part thousands or decimals",
            "a number that can be read in one way",
            "write " + " or ".join(f'"{one}"' for one in either),
        )  # fmt: skip
    return _measurement("labs", what, value, value["unit"] or "", day, piece, assay=assay_of(piece))


def _in_name(text: str, number: re.Match[str]) -> bool:
    """Tell whether a number is glued to a name: "P1NP", "IGF-1"."""
    start = number.start() + len(number[0]) - len(number[0].lstrip())
    return text[max(0, start - 1) : start].isalpha()


def _measurement(
    question: str, what: str, value: re.Match[str], unit: str, day: date | None, piece: str, **more: Any
) -> Found:
    if day is None:
        raise UnclearAnswerError(
            question, f"no day of {quoted(piece)}", "the day on which it was measured", _EXAMPLE[question]
        )
    number = with_points(value["number"]).lstrip("+").replace(",", ".")
    sign = (value["sign"] or "")[:1].replace("≤", "<").replace("≥", ">")
    if not unit and not (kind := KINDS[MEASURED[what].quantity]).may_be_bare:
        units = " or ".join(f'"{sign}{number} {unit}"' for unit in islice(kind.units, 4))
        raise UnclearAnswerError(
            question, f"no unit in {quoted(piece)}", "a value with its unit",
            f"write the unit that the report prints behind the number: {units}, or whichever it prints",
        )  # fmt: skip
    found = measurement(what, sign, number, unit, day, Place(""), piece, Answers(), **more)
    if isinstance(found, str):
        raise UnclearAnswerError(
            question, f"{quoted(piece)}: {found}", "a value with its unit", _EXAMPLE[question]
        )
    if _CONFIRMED.search(piece):
        return replace(found, keys={**found.keys, "confirmed": True})
    return found


def _holds_number(text: str) -> bool:
    return any(sign.isdigit() for sign in _IN_NAMES.sub("", text))


def _month_in_words(month: re.Match[str]) -> str:
    if month["name"]:
        return f"{month['name']} {month['year']}"
    return f"{SHORT_MONTHS[int(month['month']) - 1].capitalize()} {month['y2']}"


def _is_year(number: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d{2}", number) is not None
