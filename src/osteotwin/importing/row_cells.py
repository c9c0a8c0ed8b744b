"""What a cell of a column that no table reads says of its row: another specimen, device, person, or a sign."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from osteotwin.importing.no_result_words import OTHERS
from osteotwin.importing.scan_heads import OTHER_METHOD
from osteotwin.importing.scan_words import site_of
from osteotwin.inputs.notes import printable
from osteotwin.units.patterns import later

_NOT_BLOOD: Final = later(
    r"\b(?:\w{0,9}urin\w*|\w{0,9}harn\w*|orina\w*|saliva\w*|speichel\w*|salive|stool|stuhl|csf|liquor|hair|sweat|capillary|"
    r"finger ?prick|"
    r"dialysat\w*|dried blood)\b",
    re.IGNORECASE,
)
_OF_SPECIMEN: Final = later(r"\b(?:matrix|fluid|specimen|sample|material|probe)\b", re.IGNORECASE)
_SHORT_URINE: Final = later(r"\s*(?:u|ur|sal)\.?\s*", re.IGNORECASE)
#: No DXA, where a column says no more than what measured.
_DEVICE: Final = later(
    r"\b(?:(?-i:CT|REMS|QCT|QUS|XR)|x-?ray|radiograph\w*|ultrasound|echo\s?light)\b", re.IGNORECASE
)
_OF_DXA: Final = later(r"\bi?de?xa\b|absorptiometr", re.IGNORECASE)
#: Metal where a bone was measured.
METAL: Final = later(
    r"\b(?:prosthe\w*|protes\w*|proth\w*|replacements?|arthroplast\w*|hardware|screws?|metal\w*|tep|endoproth\w*)\b",
    re.IGNORECASE,
)
_SIGN: Final = later(
    r"\W*(?:(?:less|lower|greater|more|higher) than|below|above|under|over|(?:at )?(?:least|most))\W*",
    re.IGNORECASE,
)
_FACTOR: Final = later(r"\b(?:multiplier|factor|dilution|scale)\b", re.IGNORECASE)
_ANIMAL: Final = later(r"\b(?:dog|cat|horse|pet|animal|mouse|rat)s?\b", re.IGNORECASE)
#: Columns of those who order, and of places, where relatives are none.
_OF_OTHERS: Final = later(
    r"\b(?:doctor|physician|provider|order\w*|address|contact|clinic|hospital)\b", re.IGNORECASE
)
#: A part of the place that a row names in another column.
_PART: Final = later(
    r"\W*(?:(?:femoral |total |upper |lower )?(?:neck|total|troch\w*|hip|femur|shaft|ward\W?s?.{0,12}|inter\w*)|"
    r"L[1-5](?:\s*[-\u2013]\s*L?[1-5])?|ultra-?distal|ud|1/3|33 ?%|mid)\W*",
    re.IGNORECASE,
)


def why_of_cell(head: str, cell: str, row: Sequence[str]) -> str:
    """Return why a row is no result of a person's file, by a cell of a column that is not read; empty where it may be.

    Examples
    --------
    >>> why_of_cell("source", "my sister", ["Calcium", "9.2"])
    'its column source says my sister: it is about somebody else'
    >>> why_of_cell("panel", "CMP", ["Calcium", "9.2"])
    ''
    """
    says = f"its column {printable(head[:40])} says {printable(cell[:60])}"
    others = " ".join(one for one in row if one != cell)
    short = _OF_SPECIMEN.search(head) and _SHORT_URINE.fullmatch(cell)
    if (short or _NOT_BLOOD.search(cell)) and not _NOT_BLOOD.search(others):
        says = f"its {head.casefold()} is {cell.casefold()}" if _OF_SPECIMEN.search(head) else says
        return f"{says}, and a person's file holds values of blood"
    if OTHER_METHOD.search(cell) or _DEVICE.search(cell):
        return f"{says}, and a person's file holds what DXA measured"
    if _SIGN.fullmatch(cell):
        return f'{says}, apart from its number; write the value with its sign, such as "<5"'
    if not _OF_OTHERS.search(head) and (OTHERS.search(cell) or _ANIMAL.fullmatch(cell.strip())):
        return f"{says}: it is about somebody else"
    if _FACTOR.search(head) and cell.strip() not in ("", "1", "1.0"):
        return f"{says}; write the value that counts by hand"
    return ""


def why_of_remark(remark: str, row: Sequence[str], heads: Sequence[str]) -> str:
    """Return why a row is no result of blood or of DXA, by a remark on it; empty where it may be.

    Examples
    --------
    >>> why_of_remark("hip replacement", ["Total hip", "-1.7"], ["Site", "T-score"])
    'a remark beside it says hip replacement, and metal is no bone'
    >>> why_of_remark("fasting", ["Estradiol", "18"], ["Test", "Result"])
    ''
    """
    says = f"a remark beside it says {printable(remark[:60])}"
    others = " ".join(one for one in row if one != remark)
    scan = site_of(f"{' '.join(heads)} {others}".replace("_", " ")) is not None
    if scan and METAL.search(remark):
        return f"{says}, and metal is no bone"
    if scan and (OTHER_METHOD.search(remark) or _DEVICE.search(remark)) and not _OF_DXA.search(remark):
        return f"{says}, and a person's file holds what DXA measured"
    if not scan and _NOT_BLOOD.search(remark) and not _NOT_BLOOD.search(f"{others} {' '.join(heads)}"):
        return f"{says}, and a person's file holds values of blood"
    return ""


def part_in(cells: Sequence[str]) -> str:
    """Return the part of a place that one of the cells names alone; empty where none does.

    Examples
    --------
    >>> part_in(["2026-01-12", "Neck"]), part_in(["left", "Dr. Neckar"])
    ('Neck', '')
    """
    return next((one.strip() for one in cells if _PART.fullmatch(one)), "")
