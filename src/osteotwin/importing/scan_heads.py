"""What the lines of a report above a result say of it: place, side, day, and the columns of its table."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from osteotwin.importing.lines import Line, Text
from osteotwin.importing.scan_columns import cells_of, columns_of
from osteotwin.importing.scan_dates import ANY_DATE, NOT_SCANNED, day_of, label_at, own_date
from osteotwin.importing.scan_doubts import ASIDE, heads_both_sides
from osteotwin.importing.scan_lists import DATE, by_site, without_dates
from osteotwin.importing.scan_rows import NUMBER
from osteotwin.importing.scan_sentences import labeled
from osteotwin.importing.scan_trends import days_at_head
from osteotwin.importing.scan_words import (
    PRIOR,
    SCORE_NAMED,
    most_vertebrae,
    number_named,
    side_of,
    site_of,
    vertebrae_of,
)
from osteotwin.units.patterns import later

_NEW_SCAN: Final = later(r"scan type|bone density\W*$", re.IGNORECASE)
HISTORY: Final = later(
    rf"trend|previous|prior|history|change vs|compar|follow-?up|baseline|least significant|verlauf|{PRIOR}",
    re.IGNORECASE,
)
#: A row of a side, beneath a line that names its region.
SIDE_ROW: Final = later(r"^\W*(?:left|right|mean)\b(?=\W*\d)", re.IGNORECASE)
REGIONS: Final = (
    (later(r"^\W*(?:AP\s+spine\s+)?L[1-4]\s*[-–]\s*L?[1-4]\b(?![.,]\d)", re.IGNORECASE), "spine"),
    (later(r"^\W*L[1-4]\b", re.IGNORECASE), "vertebra"),
    (later(r"^\W*(?:femoral |femur )?neck\b(?!\s*(?:upper|lower))|^\W*hals\b", re.IGNORECASE), "femoral_neck"),
    (later(r"^\W*(?:troch\b|trochanter)", re.IGNORECASE), "trochanter"),
    (later(r"^\W*(?:1/3|33\s*%|radius 33)", re.IGNORECASE), "radius_33"),
    (later(r"^\W*(?:ud\b|ultradistal|radius ud)", re.IGNORECASE), "radius_ultradistal"),
    (later(r"^\W*(?:(?:t|thoracic|c|cervical)[\s-]?spine\b|inter\b|ward|shaft|mid\b|upper|head\b|arms?\b|legs?\b|trunk|ribs|pelvis)",
                re.IGNORECASE), "none"),
    (later(r"^\W*(?:total|gesamt)\b", re.IGNORECASE), "total"),
)  # fmt: skip
#: Rows that only a table of the whole body has, and its spine, of which a part is lumbar.
_OF_BODY: Final = later(
    r"^\W*(?:(?:left |right |l\.? |r\.? )?(?:arms?|legs?|ribs)|trunk|head|t[\s-]spine|pelvis)\b",
    re.IGNORECASE,
)
#: Other ways of measuring bone, whose scores are none of DXA.
OTHER_METHOD: Final = later(
    r"\b(?:hr-?)?p?qct\b|\bquantitative (?:ct|computed)\b|\bultraso(?:und|nography)\b|\bqus\b|\bultraschall\b|"
    r"\bct[\s-](?:based|derived|scan|osteodensitom\w*)\b|\b(?:by|from|on|per) ct\b|\becho\s?light\b|\bestimated\b|"
    r"\bhounsfield\b|\bheel\b|\bcalcane\w*|\brems\b|\bechographic\b",
    re.IGNORECASE,
)
_DXA: Final = later(r"\bi?de?xa\b|absorptiometr|\bhologic\b|\blunar\b", re.IGNORECASE)
#: What only a density is, where no word says what it is.
DENSITY_ALONE: Final = later(r"(?<![\w.,+-])[01][.,]\d{3}(?![\w%]|[.,]\d)")
BARE_SPINE: Final = later(r"^\W*(?:[lt]\.?[\s-]?)?spine\b", re.IGNORECASE)


@dataclass(frozen=True)
class Scan:
    """What the lines above say of a scan: where, which side, when, the columns of its table, and whose sides follow.

    Of a table of several scans, too: the line that named the place, the days at the heads of its columns, and which
    number a line above it named. Of a scan that is none by DXA, the method; and a heading above that names no place
    that is known, of which the values beneath it are.
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
    method: str = ""
    beneath: str = ""


def region_named(words: str) -> str | None:
    """Return the region that the row of a table names; ``None`` where a line is none of a table."""
    return next((name for pattern, name in REGIONS if pattern.match(words)), None)


def with_head(scan: Scan, words: str, line: Line, text: Text) -> Scan:
    """Return what is known of the scan after one more line."""
    match = own_date(words) or ANY_DATE.match(words)
    if (
        match
        and not NOT_SCANNED.search(words[label_at(words, match.start()) : match.end(1)].split(":")[0])
        and (day := day_of(match[1], line, text))
    ):
        scan = replace(scan, day=day)
    if _DXA.search(words):
        scan = replace(scan, method="")
    elif (method := OTHER_METHOD.search(words)) is not None and not labeled(words):
        scan = replace(scan, method=method[0])
    if heads_both_sides(words):
        scan = replace(scan, sides=True)
    elif not words.strip() or own_date(words) or columns_of(words):
        scan = replace(scan, sides=False)
    columns = columns_of(words)
    bare = without_dates(re.sub(r"\(.*?\)", "", words))
    if days := days_at_head(words, line, text):
        scan = replace(scan, days=days, columns=(), past=False, heading=number_named(words) or scan.heading)
    elif columns and not NUMBER.search(bare) and not ("date" in columns and own_date(words)):
        # A column of an earlier scan, or of what changed, stands beside those of the report's own.
        beside = any(name == "change" or name.startswith("prior") for name in columns)
        past = bool({"date", "age"} & set(columns)) or (not beside and bool(HISTORY.search(words)))
        scan = replace(scan, columns=columns, past=past, days=())
    elif _is_sentence(words) and len(words.split()) > 3:
        scan = replace(scan, days=())
    elif not NUMBER.search(bare) and (heading := number_named(words)) is not None:
        scan = replace(scan, heading=heading)
    if days or columns:
        pass
    elif (
        HISTORY.search(words) and not _is_sentence(words) and not labeled(words) and not NUMBER.search(words)
    ):
        scan = replace(scan, past=True)
    region = region_named(words)
    if "date" in scan.columns and _is_undated_row(words, bare, region):
        scan = replace(scan, columns=(), past=False, site=None if scan.past else scan.site)
    is_row = region is not None and NUMBER.search(words) is not None
    if region is not None or not SIDE_ROW.match(words):
        scan = replace(scan, region=None if is_row else region)
    if is_row and not scan.days:
        scan = replace(scan, title="")  # a table of earlier scans beneath it has to name its place itself
    if is_row and region in ("femoral_neck", "trochanter") and scan.site == "lumbar_spine":
        scan = replace(scan, site="femur")  # rows of another scan without a title
    if is_row and _OF_BODY.match(words):
        scan = replace(scan, site="total_body")
    site = None if is_row else site_of(DATE.sub(" ", words))
    if scan.site == "total_body" and site == "lumbar_spine" and BARE_SPINE.match(words):
        site = None
    if site is not None and len(words) < 200:
        new = site != scan.site
        side = side_of(ASIDE.sub(" ", words)) or side_of(words)
        in_table = len(cells_of(bare)) >= 2 and not labeled(words)
        scan = replace(
            scan, site=site, side=side or ("" if new else scan.side), beneath=_of_some(words, bare)
        )
        if not in_table:
            scan = replace(scan, title=words)
        if SCORE_NAMED.search(words) and len(by_site(words)) > 1:
            scan = replace(scan, site=None, side="")  # a score beneath may be of any of them
        if not HISTORY.search(words) and not columns and not in_table:
            scan = replace(scan, past=False)
    elif not is_row and region in ("total", "vertebra", "none") and len(words.split()) <= _SHORT:
        within = site_of_region(region, words, scan)
        scan = replace(scan, beneath="" if within else words.strip(), site=within or scan.site)
    elif not is_row and vertebrae_of(words) and not NUMBER.search(bare):
        scan = replace(scan, title=f"{scan.title} {words}", beneath=_of_some(words, bare) or scan.beneath)
    elif not is_row and _NEW_SCAN.search(words):
        scan = replace(scan, site=None, side=side_of(words))  # of a place that is not known here
    elif (
        not is_row
        and (side := side_of(words))
        and re.search(r"scan type|hip|femur|forearm", words, re.IGNORECASE)
    ):
        scan = replace(scan, side=side)
    elif not is_row and scan.site is not None and _ends_block(words, columns):
        scan = replace(scan, beneath=words.strip())
    return scan


#: A heading is no longer than this [words].
_SHORT: Final = 5
#: What stands between a place and its values and is of both: names of what is measured, verdicts, sides.
_WITHIN_BLOCK: Final = later(
    r"\b(?:[tz][\s_.-]?(?:scores?|wert)|bmd|bmc|area|g|cm2?|density|bone|mineral|dxa|dexa|results?|findings?|values?|scores?|"
    r"measure(?:d|ments?)|report|scan|date|left|right|l|r|links?|rechts?|gauche|droite?|region|classification|who|"
    r"osteop\w+|low|mass|normal|status|assessment|impression|diagnosis|interpretation|gesamt|total|vertebrae|h|the|of|and|"
    r"hologic|lunar|ge|horizon|prodigy|idxa|apex|encore|trend|page|risk|moderate|high|fracture)\b|[\W\d_]",
    re.IGNORECASE,
)


def _of_some(words: str, bare: str) -> str:
    """Return a heading of vertebrae that are not the spine of which a score counts; empty for any other."""
    some = vertebrae_of(words) not in (None, "L1-L4") and not most_vertebrae(words)
    return words.strip() if some and not NUMBER.search(bare) else ""


def _ends_block(words: str, columns: tuple[str, ...]) -> bool:
    """Tell a heading without a number that names neither the place above nor what was measured there."""
    bare = without_dates(words)
    return (
        0 < len(words.split()) <= _SHORT
        and not columns
        and not NUMBER.search(bare)
        and re.search(r"\w", _WITHIN_BLOCK.sub(" ", bare)) is not None
    )


def _is_undated_row(words: str, bare: str, region: str | None) -> bool:
    """Tell a row of a place that stands beneath a table of days and is none of it, for it begins with no day."""
    if DATE.search(words) or (region is None and site_of(words) is None):
        return False
    return len(NUMBER.findall(bare)) > 2 and DENSITY_ALONE.search(bare) is not None


def _is_sentence(words: str) -> bool:
    """Tell a remark on earlier exams from the head of their table."""
    return re.search(r"\.\s*$|\bcompar\w*\s*:\s*\w", words, re.IGNORECASE) is not None


def site_of_region(region: str, words: str, scan: Scan) -> str | None:
    """Return the site that a region of a table is of, below what the lines above say; ``None`` for parts of a site."""
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
