"""The answer as the page Outlook shows it: how it is written, nothing computed but what stands beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import osteotwin as ot
from osteotwin.report import first_screen, verdict
from osteotwin.report.access import Answer, at, counted, part
from osteotwin.report.bone import site_sections
from osteotwin.report.contributions import contribution_years
from osteotwin.report.flags import folded_flags
from osteotwin.report.formatting import NOT_AVAILABLE, interval, number, percent, year_name
from osteotwin.report.icons import icon
from osteotwin.units import share_in_words
from osteotwin.web.language import Words, gettext, whole_number

#: The sites by which plans are judged.
SITES: Final = ("total_hip", "lumbar_spine")
_MOVED, _AS_IT_IS = Words("With the sliders"), Words("The plan in the diary")
#: Where sliders were moved, what they moved stands beside the plan; more lines would hide it.
_BESIDE: Final = ("plan", "nothing")
_SHARES: Final[Mapping[str, Words]] = {
    "offset": Words("Make up for what the drug takes"),
    "kept": Words("Lose no bone that scans can tell"),
}

_LEVERS: Final[Mapping[str, tuple[Words, float]]] = {
    "dose": (Words("dose of the drugs that take bone %(value)s %% of the plan"), 100.0),
    "sessions": (Words("training sessions %(value)s %% of the plan"), 100.0),
    "load": (Words("load on the bar %(value)s %% of the plan"), 100.0),
    "impacts": (Words("impacts of a session %(value)s %% of the plan"), 100.0),
    "calcium": (Words("calcium %(value)s mg a day"), 1.0),
    "vitamin_d": (Words("vitamin D %(value)s IU a day"), 1.0),
}


def moved_words(levers: ot.Levers) -> str:
    """Return which levers stand where, in words."""
    told: list[str] = []
    for name, (words, times) in _LEVERS.items():
        value = getattr(levers, name)
        if value == getattr(ot.Levers(), name):
            continue
        told.append(str(words) % {"value": whole_number(times * value)})
    return _listed(told)


def drawn(answer: Answer, plan: Answer | None = None) -> dict[str, Any]:
    """Return what sliders move: sentence, numbers, lines, flags and charts.

    Parameters
    ----------
    answer : mapping
    plan : mapping or None
        The answer with all sliders at rest, where they are not.
    """
    screen = first_screen.screen(answer)
    shown = answer if plan is None else beside(answer, plan)
    return {
        "headline": screen["lead"],
        "numbers": screen["numbers"],
        "on_top": screen["on_top"],
        "lines": [{**line, "icon": icon(line["class"])} for line in screen["lines"]],
        "caveat": screen["caveat"],
        "flags": screen["flags"],
        "more_flags": folded_flags(answer),
        "refused": verdict.refused(answer),
        "sites": [{**site, "sentence": _sentence(site)} for site in site_sections(shown, SITES)],
        "compared": [] if plan is None else compared(answer, plan),
        "when": _when(answer),
        "people": part(answer, "uncertainty", "simulated") or counted(answer),
    }


def contributions(answer: Answer) -> dict[str, Any]:
    """Return what each part of the plan takes and gives at the last moment, with the figures of the report."""
    panels = contribution_years(answer)
    if not panels:
        return {"sites": [], "name": "", "text": ""}
    last = panels[-1]
    return {
        "sites": last["sites"][: len(SITES)],
        "name": last["name"],
        "text": " ".join(
            filter(None, (part(answer, "contributions_basis", key) for key in ("against_stopping", "text")))
        ),
    }


def beside(answer: Answer, plan: Answer) -> dict[str, Any]:
    """Return an answer with moved levers whose charts draw the plan as it is, too."""
    scenarios: Mapping[str, Any] = part(answer, "scenarios") or {}
    kept = {name: one for name, one in scenarios.items() if name in _BESIDE}
    if "plan" in kept:
        kept["plan"] = {**kept["plan"], "label": str(_MOVED)}
    kept["as_it_is"] = {"label": str(_AS_IT_IS), "groups": [], "sites": part(plan, "sites") or {}}
    # Of what may be crossed only the change that scans can tell is drawn, which no lever moves.
    return {**answer, "scenarios": kept, "crossing": part(plan, "crossing")}


def compared(answer: Answer, plan: Answer) -> list[dict[str, str]]:
    """Return rows that compare moved levers with the plan at the last whole year: what, as it is, moved, difference."""
    mark = first_screen.horizon(answer) or first_screen.horizon(plan)
    if mark is None:
        return []
    rows: list[dict[str, str]] = []
    for site in first_screen.first_sites(plan):
        bands = [part(one, "sites", site, "percent_change") for one in (plan, answer)]
        medians = [at(band, "median", mark.index) for band in bands]
        known = [value for value in medians if value is not None]
        apart = number(known[1] - known[0], 1, sign=True) if len(known) == len(medians) else NOT_AVAILABLE
        rows.append({
            "label": gettext("%(site)s, change of the bone") % {"site": plan["sites"][site].get("label", site)},
            "as_it_is": _with_interval(bands[0], mark.index),
            "moved": _with_interval(bands[1], mark.index),
            "apart": gettext("%(number)s points") % {"number": apart},
        })  # fmt: skip
    for question, label in _SHARES.items():
        shares = [verdict.shares_by_year(one, question)[1] for one in (plan, answer)]
        if any(shares) and any(values[-1] is not None for values in shares if values):
            rows.append({
                "label": str(label),
                "as_it_is": _share(shares[0], plan),
                "moved": _share(shares[1], answer),
                "apart": "",
            })  # fmt: skip
    return rows


def _with_interval(band: Answer | None, index: int) -> str:
    low, high = at(band, "lo90", index), at(band, "hi90", index)
    told = percent(at(band, "median", index))
    return told if low is None or high is None else f"{told} ({interval(low, high)})"


def _share(values: list[float | None], answer: Answer) -> str:
    last = values[-1] if values else None
    return NOT_AVAILABLE if last is None else share_in_words(last, counted(answer))


def _when(answer: Answer) -> str:
    mark = first_screen.horizon(answer)
    return "" if mark is None else year_name(mark.year).lower()


def _sentence(site: Mapping[str, Any]) -> str:
    """Say of a chart what its lines come to."""
    if not site["columns"]:
        return ""
    ends = [(row["label"], row["cells"][-1]) for row in site["rows"]]
    told = [
        f"{label} {cell['value']}" + (f" (nine in ten: {cell['interval']} %)" if cell["interval"] else "")
        for label, cell in ends
    ]
    return f"{site['columns'][-1]}: {'; '.join(told)}."


def _listed(told: Sequence[str]) -> str:
    if len(told) < 2:
        return "".join(told)
    return gettext("%(others)s and %(last)s") % {"others": ", ".join(told[:-1]), "last": told[-1]}
