"""The signals that the answer shows, in the order in which the signal travels."""

from __future__ import annotations

from collections.abc import Mapping

from osteotwin.cohort.outputs import Outputs
from osteotwin.endpoints import OUTPUTS, Endpoint
from osteotwin.explaining.bands import Json, band
from osteotwin.explaining.scenarios import NOTHING, PLAN

#: Outputs with a station; relative ones are shown as percent change from day 0.
SHOWN: dict[str, Endpoint] = {name: endpoint for name, endpoint in OUTPUTS.items() if endpoint.station}


def _values(outlook: Outputs, endpoint: Endpoint) -> Json:
    if endpoint.relative:
        return band(outlook.percent_change(endpoint.id))
    return band(outlook.values[endpoint.id])


def series(outlooks: Mapping[str, Outputs]) -> dict[str, Json]:
    """Return every shown signal under the plan and under nothing."""
    return {
        name: {
            "label": endpoint.title,
            "unit": "% change" if endpoint.relative else endpoint.unit or endpoint.counts,
            "station": endpoint.station,
            "text": endpoint.text,
            "plan": _values(outlooks[PLAN], endpoint),
            "nothing": _values(outlooks[NOTHING], endpoint),
        }
        for name, endpoint in SHOWN.items()
    }
