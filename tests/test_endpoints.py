"""The one table of endpoints: what persons and trials may name, what the model reports, and that all of it fits."""

import pytest

from osteotwin.body.sites import DXA_SITES, SITE_LABELS
from osteotwin.endpoints import (
    ENDPOINTS,
    GROUPS,
    MEASURED,
    OUTPUTS,
    REGIONS,
    TRIAL_ENDPOINTS,
    Endpoint,
    discrepancy_class,
    score_class,
)
from osteotwin.inputs.names import folded
from osteotwin.units import KINDS, parse_quantity


def each(rows: object) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("endpoint", list(dict(rows).values()), ids=list(dict(rows)))  # type: ignore[call-overload]


@each(ENDPOINTS)
def test_an_endpoint_maps_to_an_output_or_says_that_it_has_none(endpoint: Endpoint) -> None:
    if endpoint.output is None:
        assert endpoint.note, "why has the model none?"
        assert not endpoint.relative
        return
    stands = OUTPUTS[endpoint.output]
    if endpoint is not stands:
        assert endpoint.note, "how does another output stand for it?"
    comparable = (
        endpoint.group in ("t_score", "z_score")
        or not endpoint.quantity
        or stands.quantity == endpoint.quantity
    )
    assert comparable, "the output that stands for it counts something else"


@each(ENDPOINTS)
def test_an_endpoint_is_described(endpoint: Endpoint) -> None:
    assert endpoint.group in GROUPS
    assert endpoint.label
    assert endpoint.name
    assert bool(endpoint.station) == bool(endpoint.text)
    assert not endpoint.station or endpoint.id in OUTPUTS, "only an output has a course"
    assert not endpoint.text or endpoint.text.endswith(".")
    assert not endpoint.relative or not endpoint.counts, "a relative number is shown as a change"


@each(MEASURED)
def test_limits_hold_the_example_of_the_quantity_in_every_unit(endpoint: Endpoint) -> None:
    kind = KINDS[endpoint.quantity]
    assert endpoint.low < endpoint.high
    assert endpoint.low <= parse_quantity(kind.example, endpoint.quantity) <= endpoint.high
    for unit, factor in kind.units.items():
        middle = (endpoint.low + endpoint.high) / 2
        assert parse_quantity(f"{middle / factor!r} {unit}", endpoint.quantity) == pytest.approx(middle)


@each(TRIAL_ENDPOINTS)
def test_what_trials_name_a_person_may_name_too(endpoint: Endpoint) -> None:
    if endpoint.group == "other":  # what has no row of its own
        assert endpoint.output is None
        return
    assert endpoint.id in MEASURED
    assert endpoint.alike or endpoint.group in {"bmd", "marker", "hormone", "mineral"}


def test_no_name_means_two_endpoints() -> None:
    seen: dict[str, str] = {}
    for endpoint in ENDPOINTS.values():
        for name in endpoint.names:
            assert seen.setdefault(folded(name), endpoint.id) == endpoint.id, name


def test_classes_keep_scales_apart() -> None:
    assert score_class("bmd_total_hip", "percent_change", "percent") == "bmd_percent"
    assert score_class("bmd_total_hip", "percent_difference", "percent") == "bmd_percent"
    assert score_class("lh", "ratio_to_baseline", "ratio") == "hormone_ratio"
    assert score_class("25ohd", "absolute", "ng/mL") == "25ohd_ng/mL"
    assert score_class("25ohd", "absolute_change", "ng/mL") == "25ohd_change_ng/mL"
    assert discrepancy_class("vbmd_spine_qct", "percent_change") == "vbmd"
    assert discrepancy_class("25ohd", "absolute_change") == "change"


def test_endpoints_of_a_site_are_called_after_it() -> None:
    for site in DXA_SITES:
        assert ENDPOINTS[f"bmd_{site}"].label == f"{SITE_LABELS[site]} BMD"
        assert ENDPOINTS[f"t_score_{site}"].label == f"{SITE_LABELS[site]} T-score"


def test_regions_that_are_scored_together_hold_bone_density() -> None:
    assert {row.region for row in TRIAL_ENDPOINTS.values()} == {"", *REGIONS}
    assert {row.group for row in ENDPOINTS.values() if row.region} == {"bmd"}
