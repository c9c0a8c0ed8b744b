"""Which signals the answer shows, in the order in which the signal travels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from osteotwin.body.markers import ENDPOINTS
from osteotwin.cohort.outputs import Outputs
from osteotwin.explaining.bands import Json, band
from osteotwin.explaining.scenarios import NOTHING, PLAN


@dataclass(frozen=True)
class Shown:
    """One signal: the station it belongs to and what it is, in plain words."""

    station: str
    words: str


SHOWN: dict[str, Shown] = {
    "aromatase_activity": Shown("drugs", "How much of the enzyme that makes estradiol still works"),
    "estradiol": Shown("hormones", "The hormone that restrains bone loss, in men too"),
    "testosterone": Shown("hormones", "Rises when the brain sees too little estradiol"),
    "lh": Shown("hormones", "The brain's order to the testes"),
    "lumbar_spine_stimulus": Shown(
        "loading", "What bone cells of the spine feel of training; fades as they get used to it"
    ),
    "total_hip_stimulus": Shown("loading", "What bone cells of the hip feel of training"),
    "igf1": Shown("loading", "A growth factor that rises a little with training"),
    "25ohd": Shown("minerals", "The store of vitamin D"),
    "1_25ohd": Shown("minerals", "The active form of vitamin D"),
    "pth": Shown("minerals", "Calls calcium from bone when the diet gives too little"),
    "serum_calcium": Shown("minerals", "Kept within narrow bounds, at bone's expense if need be"),
    "urine_calcium_24h": Shown("minerals", "Calcium lost with the urine"),
    "sclerostin": Shown(
        "signals", "Osteocytes' brake on building; training lowers it, lack of estradiol raises it"
    ),
    "rankl_opg": Shown("signals", "The order to resorb bone over its decoy"),
    "osteoclasts": Shown("cells", "Cells that take bone away"),
    "osteoblasts": Shown("cells", "Cells that build bone"),
    "ctx": Shown("markers", "Blood marker of bone taken away"),
    "p1np": Shown("markers", "Blood marker of bone being built"),
    "bsap": Shown("markers", "Blood marker of building osteoblasts"),
    "osteocalcin": Shown("markers", "Blood marker of osteoblasts"),
}

#: What the bare numbers of these count.
_UNITS = {
    "aromatase_activity": "share",
    "lumbar_spine_stimulus": "log of strain over habit",
    "total_hip_stimulus": "log of strain over habit",
}

#: Relative quantities are shown as percent change from day 0.
_AS_PERCENT = frozenset(name for name in SHOWN if ENDPOINTS[name][0] == "") - _UNITS.keys()


def _values(outlook: Outputs, endpoint: str) -> Json:
    if endpoint in _AS_PERCENT:
        return band(outlook.percent_change(endpoint))
    return band(outlook.values[endpoint])


def series(outlooks: Mapping[str, Outputs]) -> dict[str, Json]:
    """Return every shown signal under the plan and under nothing."""
    result: dict[str, Json] = {}
    for endpoint, shown in SHOWN.items():
        unit, label = ENDPOINTS[endpoint]
        percent = endpoint in _AS_PERCENT
        result[endpoint] = {
            "label": label.replace(" (relative)", "").replace(" (share)", ""),
            "unit": "% change" if percent else _UNITS.get(endpoint, unit),
            "station": shown.station,
            "text": shown.words,
            "plan": _values(outlooks[PLAN], endpoint),
            "nothing": _values(outlooks[NOTHING], endpoint),
        }
    return result
