"""What the measurements did to the answer, which of them surprise, and what to measure next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta

from osteotwin.body.sites import DIAGNOSTIC_SITES, DXA_SITES, SITE_LABELS, bmd_key
from osteotwin.cohort.outputs import Outputs
from osteotwin.conditioning.left_out import Expected
from osteotwin.conditioning.next_measurement import Worth
from osteotwin.conditioning.told import Told
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.endpoints import ENDPOINTS, MEASURED
from osteotwin.explaining.bands import Json, interval, json_number
from osteotwin.observing.observation import Observation
from osteotwin.people.measurement_use import CONDITIONS, FLAGS, START_ONLY, uses_of_measurements
from osteotwin.people.observations import observations_of
from osteotwin.people.person import Measurement, Person
from osteotwin.people.twin import Twin
from osteotwin.people.what_data_told import WhatDataTold
from osteotwin.units import listed

#: What a visit is called that is more than one value.
_VISITS = {"dxa": "DXA of spine and hip"}
#: Less is no reason to measure.
_LEAST_WORTH = 0.03
_MOST_VISITS = 4
_DENSITIES = frozenset(map(bmd_key, DXA_SITES))
_SCORES = ("t_score", "z_score")
_FIRST = (
    "Measure first: DXA of spine and hip. It says how far this person is from the densities at which a drug is due, "
    "and every later scan is read against it."
)


def fit_of(person: Person, twin: Twin, told: WhatDataTold, plan: Outputs) -> Json:
    """What the measurements did.

    Parameters
    ----------
    person : Person
    twin : Twin
    told : WhatDataTold
    plan : Outputs
        Of the answer's virtual people: what is told with the measurements is what the answer tells.
    """
    rows = [
        (row, seen)
        for row, seen in zip(person.measurements, observations_of(person), strict=True)
        if isinstance(seen, Observation)
    ]
    widened = {} if twin.posterior is None else twin.posterior.widened
    return {
        "text": _in_short(person, twin),
        "effective_sample_size": None
        if twin.posterior is None
        else json_number(round(twin.posterior.effective)),
        "before_after": {
            site: {
                "label": SITE_LABELS[site],
                "before": _numbers(asdict(told.before[site])) if twin.posterior else _at_end(plan, site),
                "after": _at_end(plan, site),
            }
            for site in DIAGNOSTIC_SITES
        },
        "by_measurement": [
            _named(rows[place][0]) | {"sites": {site: _numbers(asdict(one)) for site, one in by_site.items()}}
            for place, by_site in sorted(told.by_value.items(), key=lambda item: -_weight(item[1], told))
        ],
        "surprising": [
            _surprise(*rows[place], told.expected[place], widened.get(place)) for place in told.surprising
        ],
    }


def _at_end(plan: Outputs, site: str) -> Json:
    return interval(plan.bone_change(bmd_key(site))[:, -1])


def _weight(by_site: Mapping[str, Told], told: WhatDataTold) -> float:
    """How much a measurement told of the sites together: how far it narrowed, and moved for the width of the band."""
    widths = {site: band.hi90 - band.lo90 for site, band in told.after.items()}
    return sum(
        max(one.narrows, 0.0) + (abs(one.moves) / widths[site] if widths[site] > 0 else 0.0)
        for site, one in by_site.items()
    )


def _in_short(person: Person, twin: Twin) -> str:
    """How many of the measurements count, or whose answer it is where none does; without a scan, that one is due."""
    uses = [use for use in uses_of_measurements(person) if use != FLAGS]
    if twin.posterior is None:
        given = "None of the measurements says" if uses else "Nothing was measured that says"
        return f"{given} anything of this person's own bone: the answer is that of people like this person. {_FIRST}"
    idle = sum(use not in (CONDITIONS, START_ONLY) for use in uses)
    if len(uses) == 1:
        counted = "The one measurement counts."
    elif not idle:
        counted = f"All {len(uses)} measurements count."
    else:
        counted = (
            f"{len(uses) - idle} of {len(uses)} measurements count; of the others it is said why they do not."
        )
    scanned = any(one.output in _DENSITIES for one in twin.problem.observations)
    flagged = [
        MEASURED[row.what].title
        for row, use in zip(person.measurements, uses_of_measurements(person), strict=True)
        if use == FLAGS
    ]
    if flagged:
        moves = f"{len(uses) - idle} {'moves' if len(uses) - idle == 1 else 'move'}"
        counted = f"Of {len(uses) + len(flagged)} measurements {moves} the simulation"
        counted += (
            f"; {listed(dict.fromkeys(flagged))} {'is' if len(set(flagged)) == 1 else 'are'} used by flags."
        )
        if idle:
            counted += " Of the others it is said why they do not count."
    return counted if scanned else f"{counted} None is a scan. {_FIRST}"


def next_measurement(person: Person, told: WhatDataTold) -> list[Json]:
    """Which measurements would narrow the forecast most, the best first."""
    return [
        {
            "what": one.what,
            "label": _VISITS.get(one.what) or ENDPOINTS[one.what].label,
            "when": (person.start + timedelta(days=round(one.day))).isoformat(),
            "years": json_number(one.day / DAYS_PER_YEAR),
            "narrows": json_number(one.narrows),
        }
        for one in _best_of_each(told)[:_MOST_VISITS]
    ]


def _best_of_each(told: WhatDataTold) -> list[Worth]:
    best: dict[str, Worth] = {}
    for one in told.next_visits:
        if one.narrows >= _LEAST_WORTH:
            best.setdefault(one.what, one)
    return list(best.values())


def _numbers(values: Mapping[str, float]) -> Json:
    return {name: json_number(value) for name, value in values.items()}


def _named(row: Measurement) -> Json:
    return {
        "what": row.what,
        "label": MEASURED[row.what].title,
        "date": row.date.isoformat(),
        "as_given": row.as_given,
    }


def _surprise(row: Measurement, seen: Observation, expected: Expected, widened: float | None) -> Json:
    is_score = row.what.startswith(_SCORES)
    unit = "g/cm2" if is_score else row.unit
    value = seen.value if is_score else row.value
    usual = expected.median if is_score else row.value * expected.median / expected.value
    given = f"{row.as_given} ({seen.value:.3f} g/cm2)" if is_score else row.as_given
    which = "below" if expected.score < 0 else "above"
    text = (
        f"{MEASURED[row.what].title} of {row.date}, {given}, lies {abs(expected.score):.1f} standard deviations "
        f"{which} "
        f"what everything else in the file lets expect ({usual:.3g} {unit})"
    )
    if widened is not None:
        text += (
            f"; it cannot be right together with the other measurements within their precision, unless the scanner, "
            f"the region or the person was another, or a number was written wrongly. It counts with an error "
            f"{widened:.1f} times as wide"
        )
    return _named(row) | {
        "value": json_number(value),
        "unit": unit,
        "expected": json_number(usual),
        "score": json_number(expected.score),
        "contradicts": widened is not None,
        "text": text + ".",
    }
