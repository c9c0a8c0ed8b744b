"""Reports of DXA scans, as Hologic and GE Lunar print them and as radiologists word them.

Both makers print a table of regions: Hologic ``Region | Area | BMC | BMD | T-score | PR | Z-score | AM``, Lunar
``Region | BMD | Young-Adult % | T-score | Age-Matched % | Z-score``. The heads of a table tell its columns; where text
of a PDF has lost them, the numbers of a row are told apart by what each can be.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from osteotwin.importing.found import Found, Gathered
from osteotwin.importing.lines import LONGEST_LINE, Line, Text
from osteotwin.importing.measured import measurement
from osteotwin.importing.not_of_this import of_this
from osteotwin.importing.scan_columns import cells_of, columns_of
from osteotwin.importing.scan_dates import ANY_DATE, NOT_SCANNED, label_at, only_day, own_date
from osteotwin.importing.scan_doubts import corrects, doubt_on, heads_both_sides, two_references
from osteotwin.importing.scan_lists import DATE, by_site, without_dates
from osteotwin.importing.scan_rows import NUMBER, row_numbers, scan_number
from osteotwin.importing.scan_sentences import labeled, tells_of_others, unread_density
from osteotwin.importing.scan_trends import days_at_head, prior_day, row_of_days, row_of_one_scan
from osteotwin.importing.scan_words import (
    DENSITY,
    PRIOR,
    T_SCORE,
    Z_SCORE,
    endpoint_of,
    maker_of,
    mentions_of,
    number_named,
    side_of,
    site_of,
    vertebrae_of,
)
from osteotwin.importing.score_reference import with_references
from osteotwin.importing.written_numbers import minus_in_front
from osteotwin.units.signs import with_signs

#: How a phantom or a fit came out; no result.
_QUALITY: Final = re.compile(r"\b(?:BMD CV|ACF|BCF)\b")
#: Words of a line of results that name no region.
_NO_REGION: Final = re.compile(
    r"\b(?:the|bone|mineral|density|densities|bmd|values?|results?|measures?|measured|measurement|is|was|of|at|with|and|an?|for|"
    r"[tz]\W?scores?|t|z|corresponding|to|total|site|region|average|patient|current|today|g|gms?|cm2?|young|adult|"
    r"age|matched|reference|percent|score|this|there|which|normal)\b|[\d\W_]", re.IGNORECASE)  # fmt: skip
_NEW_SCAN: Final = re.compile(r"scan type|bone density\W*$", re.IGNORECASE)
_HISTORY: Final = re.compile(
    rf"trend|previous|prior|history|change vs|compar|follow-?up|baseline|least significant|verlauf|{PRIOR}",
    re.IGNORECASE,
)
#: What is said of an earlier scan in brackets, behind the number that counts.
_ASIDE: Final = re.compile(rf"\([^()]*(?:{PRIOR})[^()]*\d[^()]*\)", re.IGNORECASE)
_DENSE: Final = re.compile(r"\d[.,]\d{2,4}(?![\d.,])")
#: Probabilities of fracture are no densities.
_FRAX: Final = re.compile(
    r"\bfrax\b|10[\s-]year (?:fracture|risk|probab)|\bfracture (?:risk|probability)\b", re.IGNORECASE
)
_FRAX_NUMBER: Final = re.compile(r"\d\s*%")
_TWO_SIDES: Final = "columns of the left and the right; write one side a line"
_MANY: Final = "a table of several scans; those beside the report's own are not read, write them by hand"
_UNPLACED: Final = "a table of several scans that does not say of which place; write its values by hand"
_EARLIER_ASIDE: Final = "a value of an earlier scan; write it and its day by hand"
_EARLIER: Final = "a number of an earlier scan whose day is not given"
#: A row of a side, beneath a line that names its region.
_SIDE_ROW: Final = re.compile(r"^\W*(?:left|right|mean)\b(?=\W*\d)", re.IGNORECASE)
#: Columns with a comma between them, as a spreadsheet saves them, and decimals with points.
_COMMA_COLUMNS: Final = re.compile(r"\d\.\d+,\s?[-+]?\d+\.\d")
#: A sign apart from its number: within parentheses, or in a row behind another number.
_SIGN_ALONE: Final = re.compile(r"[(\[]\s?[-\u2010-\u2015\u2212]\s?[)\]]\s?(?=\d)")
_SIGN_IN_ROW: Final = re.compile(r"(?<=[\d%])\s+- (?=\d)")
#: What only a density is, where no word says what it is.
_DENSITY_ALONE: Final = re.compile(r"(?<![\w.,+-])[01][.,]\d{3}(?![\w.,%])")
#: A score, where no word says whether it is a T-score or a Z-score: "Spine: -1.6".
_SCORE_ALONE: Final = re.compile(r"(?<![\w.,+-])[-+]\d[.,]\d{1,2}(?![\w.,]|\s*%)")
_UNNAMED: Final = (
    "a number beside the name of a place, and no word that can be read on what it is; write it by hand"
)
#: A density without the zero before its point.
_NO_ZERO: Final = re.compile(r"(?<![\w.,])(?=[.,]\d{3}(?![\w.,]))")
#: A score that is told by words behind it, such as "1.3 standard deviations below the mean".
_SIGN_BEHIND: Final = re.compile(
    r"\b[tz]\s?-?\s?score[^\d<>+-]{0,25}\+?\d+(?:[.,]\d+)?(?!\s*(?:g/|%))[\w\s(-]{0,25}\b(?:below|under|beneath|unter\w*|"
    r"negativ\w*)\b|\b[tz]\s?-?\s?score[^\d]{0,25}\b(?:reduced|decreased|lowered|down|vermindert|erniedrigt)\b[^\d]{0,12}\d|"
    r"\b[tz]\s?-?\s?score[^\d<>+-]{0,25}\d+[.,]\d+\s+-\s*$",
    re.IGNORECASE)  # fmt: skip
#: Sentences that say what scores mean, not what they are.
_DEFINITION: Final = re.compile(
    r"\bwho\b|world health|at or (?:above|below)|or (?:below|above|lower|higher|less|greater|more)\b|between|"
    r"greater than|less than|defined|definition|criteria|[<>≤≥]", re.IGNORECASE)  # fmt: skip
#: Numbers in a row behind one name: of several places or scans, and which is of which is not told.
_SERIES: Final = re.compile(
    rf"(?:{DENSITY}|{T_SCORE}|{Z_SCORE})(?:\s*\([^()]{{0,20}}\))?[\s:=|;]+[-+]?\d+[.,]\d+[\s|;/]+[-+]?\d+[.,]\d+(?!\d*\s*(?:%|g))",
    re.IGNORECASE)  # fmt: skip
_REGIONS: Final = (
    (re.compile(r"^\W*(?:AP\s+spine\s+)?L[1-4]\s*[-–]\s*L?[1-4]\b(?![.,]\d)", re.IGNORECASE), "spine"),
    (re.compile(r"^\W*L[1-4]\b", re.IGNORECASE), "vertebra"),
    (re.compile(r"^\W*(?:femoral |femur )?neck\b(?!\s*(?:upper|lower))|^\W*hals\b", re.IGNORECASE), "femoral_neck"),
    (re.compile(r"^\W*(?:troch\b|trochanter)", re.IGNORECASE), "trochanter"),
    (re.compile(r"^\W*(?:1/3|33\s*%|radius 33)", re.IGNORECASE), "radius_33"),
    (re.compile(r"^\W*(?:ud\b|ultradistal|radius ud)", re.IGNORECASE), "radius_ultradistal"),
    (re.compile(r"^\W*(?:(?:t|thoracic|c|cervical)[\s-]?spine\b|inter\b|ward|shaft|mid\b|upper|head\b|arms?\b|legs?\b|trunk|ribs|pelvis)",
                re.IGNORECASE), "none"),
    (re.compile(r"^\W*(?:total|gesamt)\b", re.IGNORECASE), "total"),
)  # fmt: skip


#: Rows that only a table of the whole body has, and its spine, of which a part is lumbar.
_OF_BODY: Final = re.compile(
    r"^\W*(?:(?:left |right |l\.? |r\.? )?(?:arms?|legs?|ribs)|trunk|head|t[\s-]spine|pelvis)\b",
    re.IGNORECASE,
)
_BARE_SPINE: Final = re.compile(r"^\W*(?:[lt]\.?[\s-]?)?spine\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Scan:
    """What the lines above say of a scan: where, which side, when, the columns of its table, and whose sides follow.

    Of a table of several scans, too: the line that named the place, the days at the heads of its columns, and which
    number a line above it named.
    """

    site: str | None = None
    region: str | None = None
    side: str = ""
    day: date | None = None
    columns: tuple[str, ...] = ()
    past: bool = False
    title: str = ""
    days: tuple[date, ...] = ()
    heading: str | None = None
    sides: bool = False


def read_dxa_lines(text: Text, gathered: Gathered) -> None:
    """Take the densities and scores of a report; several scans may stand in one."""
    lines = text.lines
    device = maker_of("\n".join(line.text for line in lines))
    scan = _Scan(day=only_day(text))
    rows: list[Found] = []
    told, prior = set[str](), prior_day(text)
    for at, line in enumerate(lines):
        words = _spaced(line.text[:LONGEST_LINE])
        if not words.strip():
            continue
        aside = _ASIDE.search(words)
        if aside is not None and (_DENSE.search(DATE.sub(" ", aside[0])) or labeled(_ASIDE.sub("", words))):
            gathered.leave(line.place, aside[0], _EARLIER_ASIDE)
            words = _ASIDE.sub("", words)
        scan = _with_head(scan, words, line, text)
        said = " ".join(words.split())
        dated = _of_each_scan(words, scan, line, text, oldest=_is_oldest(at, text))
        if isinstance(dated, str):
            if dated and dated not in told:
                gathered.leave(line.place, said, dated)
            told |= {dated} & {_MANY, _UNPLACED}
            continue
        if not dated and not scan.past:
            words = _of_this_scan(words, scan, line, text, gathered)
        one_scan = [] if scan.past or dated else _of_each_site(words, scan)
        for number, site, side, value, day in dated or [(*one, scan.day) for one in one_scan]:
            if site.startswith("!"):
                gathered.leave(line.place, said, site[1:])
                continue
            if number.startswith("prior"):
                if number == "prior" or prior is None:
                    gathered.leave(line.place, f"{said}: {value}", _EARLIER)
                    continue
                number, day = number.removeprefix("prior_"), prior
            endpoint = endpoint_of(number, site)
            if endpoint is None:  # the scores of a site of which only the density counts
                continue
            unit = "g/cm^2" if number == "bmd" else ""
            found = measurement(endpoint, "", value, unit, day, line.place, said, text.answers,
                                device=device, side=side)  # fmt: skip
            gathered.leave(line.place, said, found) if isinstance(found, str) else rows.append(found)
    gathered.found += with_references(_uncorrected(_once(rows), text, gathered), text, gathered)


def _uncorrected(rows: list[Found], text: Text, gathered: Gathered) -> list[Found]:
    """Return the rows without those of a place of which the report corrects a number elsewhere."""
    lines = [line for line in text.lines if corrects(line.text[:LONGEST_LINE])]
    corrected = {site: line for line in lines for site, _, _ in mentions_of(line.text[:LONGEST_LINE])}
    kept: list[Found] = []
    for one in rows:
        line = next((line for site, line in corrected.items() if str(one.keys["what"]).endswith(site)), None)
        if line is None:
            kept.append(one)
        else:
            gathered.leave(one.place, one.said, f"{line.place.within} corrects it; write what counts by hand")
    return kept


def _of_this_scan(words: str, scan: _Scan, line: Line, text: Text, gathered: Gathered) -> str:
    """Return what of a line is of this person and this scan; what is not is named where it could be read as such."""
    read = _of_each_site(words, scan)
    if not any(not site.startswith("!") for _, site, _, _ in read):
        return words
    if (
        why := _TWO_SIDES
        if scan.sides and len(cells_of(without_dates(words))) > 1
        else (doubt_on(words) or doubt_on(line.text[:LONGEST_LINE]))
    ):
        gathered.leave(line.place, " ".join(words.split()), why)
        return ""
    if not labeled(words) and len(by_site(words)) < 2:
        return words
    kept, rest, why = of_this(words, scan.day, line, text, lambda part: bool(labeled(part)))
    if re.search(r"\d", rest):
        gathered.leave(line.place, " ".join(rest.split()), why)
    return kept


def _of_each_scan(
    words: str, scan: _Scan, line: Line, text: Text, *, oldest: bool
) -> list[tuple[str, str, str, str, date | None]] | str:
    """Return the results of a row of a table of several scans with their days, none where it is no such row.

    Where they are not read, the reason; empty where there is nothing to be said.
    """
    region = next((name for pattern, name in _REGIONS if pattern.match(words)), None)
    own = site_of(DATE.sub(" ", words))
    if columns_of(words) and not cells_of(without_dates(words)):
        return []
    if scan.days and (own or region) and cells_of(without_dates(words)) and len(labeled(words)) < 2:
        read = row_of_days(words, scan.days, scan.heading)
    elif scan.past and "date" in scan.columns:
        read = row_of_one_scan(words, scan.columns, line, text, oldest=oldest)
    else:
        return _MANY if scan.past and len(NUMBER.findall(words)) >= 2 else []
    if isinstance(read, str):
        return read
    if not (own or region or scan.title):
        return _UNPLACED
    named = words if own or region else scan.title
    site = _site_of_region(region, words, scan) if region is not None else own or scan.site
    if site == "femur" and re.search(r"\btotal\b", named, re.IGNORECASE):
        site = "total_hip"
    if site == "none" or (region is not None and site is None):
        return ""
    held = "!of a place that is not known here" if site is None else _held(site, named, labeled=False)
    if held.startswith("!") or not held:
        return held[1:]
    return [(one.number, held, side_of(named) or scan.side, one.value, one.day) for one in read]


def _is_oldest(at: int, text: Text) -> bool:
    """Tell whether a row is the oldest scan of its table, above or beneath the others."""
    own, *beside = (
        _day_in(text.lines[n], text) if 0 <= n < len(text.lines) else None for n in (at, at - 1, at + 1)
    )
    others = [day for day in beside if day is not None]
    return own is not None and len(others) == 1 and others[0] > own


def _day_in(line: Line, text: Text) -> date | None:
    match = DATE.search(line.text[:LONGEST_LINE])
    return None if match is None else text.date_in(match[0], line.place)


def _spaced(words: str) -> str:
    """Return a line whose columns stand apart by spaces, each number with its sign right before it."""
    words = minus_in_front(words)
    spaced = _NO_ZERO.sub("0", words.replace(",", "  ") if _COMMA_COLUMNS.search(words) else words)
    spaced = re.sub(r"[|;\t]", "  ", spaced) if len(re.findall(r"[|;\t]", spaced)) >= 2 else spaced
    return _SIGN_IN_ROW.sub(" -", with_signs(_SIGN_ALONE.sub("-", spaced)))


def _with_head(scan: _Scan, words: str, line: Line, text: Text) -> _Scan:
    """Return what is known of the scan after one more line."""
    match = own_date(words) or ANY_DATE.match(words)
    if (
        match
        and not NOT_SCANNED.search(words[label_at(words, match.start()) : match.end(1)].split(":")[0])
        and (day := text.date_in(match[1], line.place))
    ):
        scan = replace(scan, day=day)
    if heads_both_sides(words):
        scan = replace(scan, sides=True)
    elif not words.strip() or own_date(words) or columns_of(words):
        scan = replace(scan, sides=False)
    columns = columns_of(words)
    bare = without_dates(re.sub(r"\(.*?\)", "", words))
    if days := days_at_head(words, line, text):
        scan = replace(scan, days=days, columns=(), past=False, heading=number_named(words) or scan.heading)
    elif columns and not NUMBER.search(bare):
        # A column of an earlier scan, or of what changed, stands beside those of the report's own.
        beside = any(name == "change" or name.startswith("prior") for name in columns)
        past = bool({"date", "age"} & set(columns)) or (not beside and bool(_HISTORY.search(words)))
        scan = replace(scan, columns=columns, past=past, days=())
    elif _is_sentence(words) and len(words.split()) > 3:
        scan = replace(scan, days=())
    elif not NUMBER.search(bare) and (heading := number_named(words)) is not None:
        scan = replace(scan, heading=heading)
    if days or columns:
        pass
    elif (
        _HISTORY.search(words) and not _is_sentence(words) and not labeled(words) and not NUMBER.search(words)
    ):
        scan = replace(scan, past=True)
    region = next((name for pattern, name in _REGIONS if pattern.match(words)), None)
    is_row = region is not None and NUMBER.search(words) is not None
    if region is not None or not _SIDE_ROW.match(words):
        scan = replace(scan, region=None if is_row else region)
    if is_row and not scan.days:
        scan = replace(scan, title="")  # a table of earlier scans beneath it has to name its place itself
    if is_row and _OF_BODY.match(words):
        scan = replace(scan, site="total_body")
    site = None if is_row else site_of(DATE.sub(" ", words))
    if scan.site == "total_body" and site == "lumbar_spine" and _BARE_SPINE.match(words):
        site = None
    if site is not None and len(words) < 200:
        new = site != scan.site
        side = side_of(words)
        in_table = len(cells_of(bare)) >= 2 and not labeled(words)
        scan = replace(scan, site=site, side=side or ("" if new else scan.side))
        if not in_table:
            scan = replace(scan, title=words)
        if not _HISTORY.search(words) and not columns and not in_table:
            scan = replace(scan, past=False)
    elif not is_row and vertebrae_of(words) and not NUMBER.search(bare):
        scan = replace(scan, title=f"{scan.title} {words}")
    elif not is_row and _NEW_SCAN.search(words):
        scan = replace(scan, site=None, side=side_of(words))  # of a place that is not known here
    elif (
        not is_row
        and (side := side_of(words))
        and re.search(r"scan type|hip|femur|forearm", words, re.IGNORECASE)
    ):
        scan = replace(scan, side=side)
    return scan


def _is_sentence(words: str) -> bool:
    """Tell a remark on earlier exams from the head of their table."""
    return re.search(r"\.\s*$|\bcompar\w*\s*:\s*\w", words, re.IGNORECASE) is not None


def _of_each_site(words: str, scan: _Scan) -> list[tuple[str, str, str, str]]:
    """Return the results of a line, which may tell of several sites, as :func:`_numbers_of` does."""
    if any(pattern.search(words) for pattern in (_FRAX, _QUALITY, _DEFINITION, _HISTORY)):
        return _numbers_of(words, scan)
    pieces = by_site(words)
    if len(pieces) == 1 and not pieces[0].why_not:
        return _numbers_of(pieces[0].words, scan)
    found: list[tuple[str, str, str, str]] = []
    for piece in pieces:
        if piece.why_not:
            found.append(("bmd", f"!{piece.why_not}", "", ""))
            continue
        read = _numbers_of(piece.words, replace(scan, site=None, side=""))
        silent = not read and re.search(r"\d", without_dates(piece.words))
        found += [("bmd", "!no word on what the number is", "", "")] if silent else read
    return found


def _numbers_of(words: str, scan: _Scan) -> list[tuple[str, str, str, str]]:
    """Return number, site, side and value of each result of a line; a site that begins with ``!`` says why not."""
    region = next((name for pattern, name in _REGIONS if pattern.match(words)), None)
    if region is None and _SIDE_ROW.match(words) and _has_row(words, scan):
        region = scan.region
        if region is None:
            return [("bmd", "!a side without the name of its region", "", "")]
    if _QUALITY.search(words):
        return []
    if _FRAX.search(words):
        why = "!a probability of FRAX; write frax_hip and frax_major into [person] by hand, a density apart"
        return [("bmd", why, "", "")] if _FRAX_NUMBER.search(words) or labeled(words) else []
    told = labeled(words)
    if told and _DEFINITION.search(words):
        return []
    if told and _SIGN_BEHIND.search(words):
        return [("bmd", "!a score whose sign is in its words; write it by hand", "", "")]
    if two_references(words):
        return [
            (
                "bmd",
                '!two scores of one place; write one by hand, with its reference = "female" or "male"',
                "",
                "",
            )
        ]
    if region is None and _SERIES.search(without_dates(words)):
        return [("bmd", "!several numbers behind one name; write them by hand", "", "")]
    if scan.site == "total_body" and _BARE_SPINE.match(words):
        return []  # a part of the whole body, which is no scan of the lumbar spine
    if region is None:
        site = site_of(words) or (scan.site if told and not _names_another(words) else None)
        if site is None and told:
            return [("bmd", "!of a place that is not known here", "", "")]
        if site is None or not (told or _has_row(words, scan) or _is_row_without_head(words, scan)):
            return [("bmd", f"!{_UNNAMED}", "", "")] if site and is_unnamed(words) else []
    else:
        site = _site_of_region(region, words, scan)
    if site is None or site == "none":
        return []
    side = side_of(words) or scan.side
    if (told or not scan.columns) and _HISTORY.search(words):
        site = "!a sentence that speaks of another scan, too; write the value and its day by hand"
    site = _held(site, words, labeled=bool(told))
    if not site:
        return []
    if not told and tells_of_others(words):
        return [("bmd", f"!{_UNNAMED}", side, "")]
    values = told or row_numbers(words, scan.columns)
    if isinstance(values, str):
        return [("bmd", f"!{values}", side, "")]
    result: list[tuple[str, str, str, str]] = []
    for number, written in values.items():
        value = scan_number(written)
        if value is not None:
            result.append((number, site, side, value))
    if told and "bmd" not in told and not site.startswith("!"):
        alone = _DENSITY_ALONE.search(without_dates(words))
        if unread := unread_density(words) or (_UNNAMED if alone else ""):
            result.append(("bmd", f"!{unread}", side, ""))
    return result[:1] if site.startswith("!") else result


def is_unnamed(words: str) -> bool:
    """Tell whether a number stands in a line of results that may be a density or a score, and no word says which."""
    plain = without_dates(words)
    return (_DENSITY_ALONE.search(plain) or _SCORE_ALONE.search(plain)) is not None


def _held(site: str, words: str, *, labeled: bool) -> str:
    """Return a site as a person's file holds it; behind ``!`` why it holds none, empty where nothing is to be said."""
    if site == "femur":
        return (
            "!a density of the femur of which it does not say whether the whole hip or the neck was measured"
        )
    if site != "lumbar_spine":
        return site
    vertebrae = vertebrae_of(words)
    if vertebrae is None or vertebrae == "L1-L4":
        return site
    if vertebrae.startswith("L1-L4"):
        return "!L1-L4 without one of them; a person's file holds all four"
    if "-" in vertebrae:
        return f"!{vertebrae} alone; a person's file holds L1-L4"
    return site if labeled else ""


def _names_another(words: str) -> bool:
    """Tell whether a line of results names a region of its own, in words that are not known here."""
    return any(len(rest) > 3 for rest in _NO_REGION.sub(" ", words).split())


def _has_row(words: str, scan: _Scan) -> bool:
    return bool(scan.columns) and len(NUMBER.findall(words)) >= 2


def _is_row_without_head(words: str, scan: _Scan) -> bool:
    """Tell a row of a place, a density and scores in columns of a table whose head is lost."""
    numbers = [one[0] for one in NUMBER.finditer(without_dates(words))]
    apart = re.search(r"\s{2,}\S+\s{2,}\S", words) is not None
    return (
        not scan.columns
        and apart
        and len(numbers) > 1
        and sum(map(bool, map(_DENSITY_ALONE.fullmatch, numbers))) == 1
    )


def _site_of_region(region: str, words: str, scan: _Scan) -> str | None:
    match region:
        case "spine":
            return "lumbar_spine"
        case "vertebra" | "none":
            return None
        case "total" if scan.site == "total_body":
            return "total_body"
        case "total":
            named = site_of(words)
            site = named or scan.site
            if site == "lumbar_spine" and side_of(words):
                return None  # a spine has no sides
            if site == "femur" or site in ("femoral_neck", "trochanter"):
                return "total_hip"
            return "total_forearm" if site in ("radius_33", "radius_ultradistal") else site
        case _:
            return region


def _once(rows: list[Found]) -> list[Found]:
    """Return the rows without those that say the same of the same side again, as a summary beneath a table does."""
    seen: set[tuple[object, ...]] = set()
    kept: list[Found] = []
    for one in rows:
        key = (one.keys["what"], one.keys["date"], str(one.keys["value"]), one.side)
        if key not in seen:
            seen.add(key)
            kept.append(one)
    return kept
