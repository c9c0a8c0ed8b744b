"""The signals that the answer shows, in the order in which the signal travels."""

from __future__ import annotations

from collections.abc import Mapping

from osteotwin.arrays import Vector
from osteotwin.cohort.injection_cycles import InjectionCycles
from osteotwin.cohort.outputs import Outputs
from osteotwin.endpoints import OUTPUTS, Endpoint
from osteotwin.explaining.bands import Json, band, json_number, median_of
from osteotwin.explaining.scenarios import NOTHING, PLAN

#: Outputs with a station; relative ones are shown as percent change from day 0.
SHOWN: dict[str, Endpoint] = {name: endpoint for name, endpoint in OUTPUTS.items() if endpoint.station}


def _values(outlook: Outputs, endpoint: Endpoint) -> Json:
    if endpoint.relative:
        return band(outlook.percent_change(endpoint.id))
    return band(outlook.values[endpoint.id])


def _medians(values: Vector) -> list[float | None]:
    medians = (median_of(column) for column in values.T)
    return [None if median is None else json_number(median) for median in medians]


def _cycle(name: str, cycles: InjectionCycles | None) -> Json:
    """The interval over which a signal's values under the plan are averages, and its peak and trough."""
    if cycles is None or name not in cycles.peak:
        return {}
    return {
        "interval_days": [json_number(days) for days in cycles.interval_days],
        "peak": _medians(cycles.peak[name]),
        "trough": _medians(cycles.trough[name]),
    }


def series(outlooks: Mapping[str, Outputs], cycles: InjectionCycles | None = None) -> dict[str, Json]:
    """Return every shown signal under the plan and under nothing.

    Parameters
    ----------
    outlooks : mapping of str to Outputs
        By scenario; hormones under the plan averaged where there are ``cycles``.
    cycles : InjectionCycles or None
        Of the plan.
    """
    return {
        name: {
            "label": endpoint.title,
            "unit": "% change" if endpoint.relative else endpoint.unit or endpoint.counts,
            "station": endpoint.station,
            "text": endpoint.text,
            "plan": _values(outlooks[PLAN], endpoint),
            "nothing": _values(outlooks[NOTHING], endpoint),
            **_cycle(name, cycles),
        }
        for name, endpoint in SHOWN.items()
    }
