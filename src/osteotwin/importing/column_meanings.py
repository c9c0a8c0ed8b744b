"""What the head of a column or the name in a row means: an endpoint, its unit, its side, or why it is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from osteotwin.endpoints import MEASURED
from osteotwin.importing.assay_words import Assay, assay_of
from osteotwin.importing.lab_names import (
    against_code,
    lab_codes,
    lab_endpoint,
    near_endpoint,
    of_another,
)
from osteotwin.importing.not_of_this import why_no_result
from osteotwin.importing.remarks import why_not
from osteotwin.importing.scan_words import (
    endpoint_of,
    is_change,
    is_prior,
    maker_of,
    number_named,
    side_of,
    site_of,
    vertebrae_of,
)
from osteotwin.inputs.names import find_name
from osteotwin.units.patterns import later

#: A unit in brackets behind a name: ``Estradiol (pg/mL)``.
HEAD_UNIT: Final = later(r"^(.*?)\s*[(\[]\s*([^()\[\]]{1,30}(?:\([^)]*\))?[^()\[\]]{0,10})\s*[)\]]\s*$")
#: A unit behind the name of a column that has no brackets: ``bmd_g_cm2``, ``estradiol pg/mL``.
_TAIL_UNIT: Final = later(
    r"^(.*?)[_\s]((?:ng|pg|ug|mcg|mg|g|nmol|pmol|mmol|umol|mu|miu|iu|u)[_/](?:dl|ml|l|cm2|cm\^2|cm²))$",
    re.IGNORECASE,
)
#: Size of the body as programs name it in one word: ``weight_kg``, ``weightKg``, ``weightInKilograms``.
_SIZE_UNIT: Final = later(
    r"^((?:body[_\s]?)?(?:weight|height))(?:_|\s|in_?)*(kg|lbs?|pounds|kilograms|cm|centimeters|centimetres|meters|inches)$",
    re.IGNORECASE,
)
_IN_FULL: Final = {"kilograms": "kg", "pounds": "lb", "centimeters": "cm", "centimetres": "cm", "meters": "m",
                   "inches": "in", "lbs": "lb"}  # fmt: skip
#: As Health Connect calls what it holds: ``WeightRecord``.
_RECORD: Final = later(r"[\s_]?record$", re.IGNORECASE)
_YEAR: Final = later(r"(?<![\d./-])(?:19|20)\d\d(?![\d./-])")
_EARLIER: Final = "a value of an earlier scan whose day is not given"


@dataclass(frozen=True)
class Meaning:
    """What a name in a table means: an endpoint, which side, which assay; or why it is none."""

    endpoint: str = ""
    side: str = ""
    assay: Assay | None = None
    device: str | None = None
    why: str = ""


def named_unit(head: str) -> tuple[str, str]:
    """Return the name of a column and the unit that its head holds, in brackets or behind it."""
    if (size := _SIZE_UNIT.match(head)) is not None:
        return size[1].replace("_", " "), _IN_FULL.get(size[2].casefold(), size[2].casefold())
    match = HEAD_UNIT.match(head) or _TAIL_UNIT.match(head)
    return (match[1], match[2].replace("_", "/")) if match is not None else (head, "")


def meaning_of(label: str, code: str, unit: str, around: str) -> Meaning:
    """Return what a row or column is, by LOINC code, by a name of our own, by a laboratory's, or by a scan's."""
    words = f"{label} {around}"
    if why := why_no_result(label) or why_not(label):
        return Meaning(why=why)
    if _YEAR.search(label) and "egfr" not in label.casefold() and "ckd" not in label.casefold():
        return Meaning(why="its name holds a year, and the row a day; write the value and its day by hand")
    if is_change(label) and number_named(label) is not None:
        return Meaning(why="a change or a percentage, which is no result")
    if is_prior(label) and (number_named(label) is not None or site_of(label) is not None):
        return Meaning(why=_EARLIER)
    by_code = lab_codes().get(code)
    lab = lab_endpoint(label)
    if by_code is not None and lab is not None and by_code != lab:
        return Meaning(
            why=f"LOINC {code} is {MEASURED[by_code].label}, and its name says {MEASURED[lab].label}"
        )
    if lab is not None and (other := of_another([code])):
        return Meaning(why=f"{other}, and its name says {MEASURED[lab].label}")
    if by_code is not None and (why := against_code(code, label, unit)):
        return Meaning(why=why)
    own = (
        find_name(_RECORD.sub("", label), {e.id: e.names for e in MEASURED.values()})
        if len(label) < 80
        else None
    )
    side, device = side_of(words), maker_of(around)
    endpoint = by_code or own or lab
    if endpoint is not None:
        return Meaning(endpoint, side, assay_of(words, endpoint), device)
    number = number_named(label) or ("bmd" if re.search(r"g/\s?cm|gm/", unit, re.IGNORECASE) else None)
    number = number or number_named(unit)
    site = site_of(words)
    if number is None or site is None:
        return Meaning(why=near_endpoint(label) or "nothing that a person's file holds")
    if site == "femur":
        return Meaning(
            why="a density of the femur of which it does not say whether the whole hip or the neck was measured"
        )
    if site == "lumbar_spine" and vertebrae_of(words) not in (None, "L1-L4"):
        return Meaning(why=f"{vertebrae_of(words)} alone; a person's file holds L1-L4")
    scanned = endpoint_of(number, site)
    if scanned is None or scanned not in MEASURED:
        return Meaning(
            why=f"a person's file holds no {number.replace('_', '-')} of the {site.replace('_', ' ')}"
        )
    return Meaning(scanned, side, None, device)
