"""What may be measured, as somebody finds it on his report, and the units of each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from osteotwin.endpoints import MEASURED, Endpoint
from osteotwin.importing.lab_names import lab_endpoint
from osteotwin.inputs.names import find_name
from osteotwin.people.limits import is_scan
from osteotwin.units import KINDS, spelling

#: What most people have comes first, then all else.
_FIRST: Final = (
    "t_score_lumbar_spine",
    "bmd_lumbar_spine",
    "t_score_total_hip",
    "bmd_total_hip",
    "t_score_femoral_neck",
    "bmd_femoral_neck",
    "z_score_lumbar_spine",
    "z_score_total_hip",
    "z_score_femoral_neck",
    "estradiol",
    "testosterone",
    "free_testosterone",
    "25ohd",
    "pth",
    "serum_calcium",
    "ctx",
    "p1np",
    "shbg",
    "lh",
    "igf1",
    "creatinine",
    "egfr",
    "hematocrit",
    "bsap",
    "osteocalcin",
    "urine_calcium_24h",
    "ntx_urine",
)
#: As reports print them, where the short label says less; the answer is told in short labels.
_PLAIN: Final[Mapping[str, str]] = {
    "testosterone": "Testosterone (total)",
    "lh": "LH (luteinizing hormone)",
    "shbg": "SHBG (sex hormone-binding globulin)",
    "igf1": "IGF-1",
    "25ohd": "Vitamin D (25OHD)",
    "1_25ohd": "Calcitriol (1,25-dihydroxyvitamin D)",
    "pth": "PTH (parathyroid hormone)",
    "serum_calcium": "Calcium in blood",
    "urine_calcium_24h": "Calcium in urine of 24 hours",
    "ntx_urine": "NTX in urine",
    "bsap": "Bone alkaline phosphatase (BSAP)",
    "egfr": "eGFR",
    "bmd_radius_33": "One-third radius (forearm) BMD",
    "t_score_radius_33": "One-third radius (forearm) T-score",
    "z_score_radius_33": "One-third radius (forearm) Z-score",
}
#: Volumetric densities: the answer on scans is of DXA.
_NOT_TOLD: Final = "vbmd"
#: The answer on blood tests reads filtration of minutes alone.
_UNREAD: Final = "mL/s/1.73m2"


@cache
def measured(question: str) -> Mapping[str, Endpoint]:
    """Return what may be measured by what it is called in the fields, the usual first."""
    kept = [
        one
        for one in MEASURED.values()
        if one.group != "body" and one.quantity != _NOT_TOLD and is_scan(one) == (question == "scans")
    ]
    kept.sort(key=lambda one: _FIRST.index(one.id) if one.id in _FIRST else len(_FIRST))
    return {called(one): one for one in kept}


def called(what: Endpoint) -> str:
    """Return what an endpoint is called in the fields."""
    return _PLAIN.get(what.id, what.title)


def place_called(site: str) -> str:
    """Return what a site of which there is a T-score is called in the fields; empty for any other."""
    what = MEASURED.get(f"t_score_{site}")
    return "" if what is None else called(what).removesuffix(_T_SCORE)


def scores_of(place: str) -> tuple[str, ...]:
    """Return what the scores of a site are called, the T-score first; empty where that is no site.

    Examples
    --------
    >>> scores_of("Total hip")
    ('Total hip T-score', 'Total hip Z-score')
    """
    both = tuple(f"{place}{score}" for score in (_T_SCORE, _Z_SCORE))
    return both if all(one in measured("scans") for one in both) else ()


_T_SCORE, _Z_SCORE = " T-score", " Z-score"


def meant(question: str, written: str) -> str | None:
    """Return which of the fields' names is meant by another one; ``None`` where none surely is."""
    known = measured(question)
    found = find_name(written, {label: (label, *one.names) for label, one in known.items()})
    if found is None and question == "labs":
        what = lab_endpoint(written)
        found = next((label for label, one in known.items() if one.id == what), None)
    return found


def units_of(what: Endpoint) -> tuple[str, ...]:
    """Return the units of an endpoint, as reports print them, the most usual first."""
    kind = KINDS[what.quantity]
    first = unit_of(what, kind.unit)
    return tuple(dict.fromkeys([*([first] if first else []), *(one for one in kind.units if one != _UNREAD)]))


def unit_of(what: Endpoint, written: str) -> str | None:
    """Return a unit in the spelling of the fields; ``None`` where the endpoint has no such unit."""
    kind = KINDS[what.quantity]
    known = {spelling(one): one for one in kind.units if one != _UNREAD}
    known |= {spelling(also): one for also, one in kind.also.items() if one in kind.units and one != _UNREAD}
    return known.get(spelling(written))
