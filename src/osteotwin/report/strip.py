"""The way of the signal as one strip: from the drug through hormones and cells to bone, today and after a year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from osteotwin.report.access import Answer, at, part
from osteotwin.report.first_screen import drugs, first_sites
from osteotwin.report.formatting import (
    PERCENT_CHANGE,
    interval,
    level,
    number,
    sentence_case,
    unit,
    year_name,
)
from osteotwin.report.reference import beneath, without_range
from osteotwin.units import listed

#: Stations of the strip, each with the series that stand in it, in the order of the signal's way.
_WAY: Final[Sequence[tuple[str, tuple[str, ...]]]] = (
    ("Hormones", ("estradiol", "testosterone")),
    ("Signals", ("rankl_opg", "sclerostin")),
    ("Cells", ("osteoclasts", "osteoblasts")),
    ("Blood markers", ("ctx", "p1np")),
)
_YEAR: Final = 1.0


@dataclass(frozen=True)
class _When:
    index: int
    name: str


def strip(answer: Answer) -> dict[str, Any] | None:
    """Return the stations of the strip, or ``None`` where the answer has no series."""
    when = _later(part(answer, "years") or [])
    series: Mapping[str, Any] = part(answer, "series") or {}
    if when is None or not series:
        return None
    found = [
        {"title": title, "rows": [_row(series[key], key, when) for key in keys if key in series]}
        for title, keys in _WAY
    ]
    named = drugs(answer)
    first = {
        "title": "Drugs" if len(named) > 1 else "Drug",
        "rows": [_plain(sentence_case(name)) for name in named],
    }
    bone = [_bone(answer, site, when) for site in first_sites(answer)]
    stations = [*([first] if named else []), *found, {"title": "Bone", "rows": bone}]
    shown = [series[key] for _, keys in _WAY for key in keys if key in series]
    return {
        "when": when.name,
        "stations": [one for one in stations if one["rows"]],
        "without_range": listed(without_range(shown)),
        "said": _said(answer),
    }


def _said(answer: Answer) -> list[str]:
    """Say which drugs the hormones are shown without, and which signals are not shown at all, and why."""
    apart = {
        str(entry.get("label")): entry["without"]
        for entry in (part(answer, "series") or {}).values()
        if entry.get("without")
    }
    return [
        *(
            f"{name} is shown without {listed(drugs)}, which the model does not simulate."
            for name, drugs in apart.items()
        ),
        *dict.fromkeys(map(str, (part(answer, "signals_left_out") or {}).values())),
    ]


def _later(years: Sequence[float]) -> _When | None:
    """The time of the second number: a year, or the end of an outlook that is shorter."""
    if not years or years[-1] <= 0.0:
        return None
    index = min(range(len(years)), key=lambda at: abs(years[at] - _YEAR))
    return _When(index, year_name(years[index]).lower())


def _plain(text: str) -> dict[str, str]:
    return {"label": text, "unit": "", "today": "", "later": "", "interval": "", "bar": "", "range": ""}


def _row(entry: Mapping[str, Any], key: str, when: _When) -> dict[str, Any]:
    measured_in = unit(str(entry.get("unit") or ""))
    plan = entry.get("plan")
    relative = measured_in == PERCENT_CHANGE
    low, high = (level(at(plan, name, when.index), measured_in) for name in ("lo90", "hi90"))
    return {
        "label": str(entry.get("label", key)),
        "unit": "%" if relative else measured_in,
        "today": number(100.0, 0) if relative else level(at(plan, "median", 0), measured_in),
        "later": _of_today(at(plan, "median", when.index))
        if relative
        else level(at(plan, "median", when.index), measured_in),
        "interval": (
            f"{_of_today(at(plan, 'lo90', when.index))} to {_of_today(at(plan, 'hi90', when.index))}"
            if relative
            else f"{low} to {high}"
        ),
        **beneath(entry, when.index),
    }


def _of_today(change: float | None) -> str:
    """Write a change in percent as percent of today."""
    return number(None if change is None else 100.0 + change, 0)


def _bone(answer: Answer, site: str, when: _When) -> dict[str, str]:
    density = part(answer, "sites", site, "bmd")
    return {
        "label": str(answer["sites"][site].get("label", site)),
        "unit": unit("g/cm2"),
        "today": number(at(density, "median", 0), 3),
        "later": number(at(density, "median", when.index), 3),
        "interval": interval(at(density, "lo90", when.index), at(density, "hi90", when.index), 3, sign=False),
        "bar": "",
        "range": "",
    }
