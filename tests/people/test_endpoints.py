"""The endpoints a person file may name agree with the units, the trial files and the conditions of the library."""

import pytest

from osteotwin.endpoints import load_endpoints
from osteotwin.evidence.files.endpoints import ENDPOINTS
from osteotwin.inputs.section import plain
from osteotwin.protocol.conditions import ALSO, CONDITIONS
from osteotwin.protocol.library import CONDITION_WORDS
from osteotwin.units import KINDS, parse_quantity

NOT_FROM_TRIALS = {"t_score_lumbar_spine", "t_score_total_hip", "t_score_femoral_neck", "t_score_radius_33"}


def test_every_endpoint_of_the_trials_can_be_measured_in_a_person() -> None:
    assert set(ENDPOINTS) <= set(load_endpoints())
    assert set(load_endpoints()) >= NOT_FROM_TRIALS


@pytest.mark.parametrize("endpoint", load_endpoints().values(), ids=list(load_endpoints()))
def test_an_endpoint_has_a_unit_and_limits_that_hold_its_example(endpoint) -> None:  # type: ignore[no-untyped-def]
    assert endpoint.low < endpoint.high
    assert endpoint.label
    assert endpoint.unit == KINDS[endpoint.kind].unit
    assert endpoint.low <= parse_quantity(KINDS[endpoint.kind].example, endpoint.kind) <= endpoint.high


def test_no_name_means_two_endpoints() -> None:
    seen: dict[str, str] = {}
    for endpoint in load_endpoints().values():
        for name in (endpoint.id, endpoint.label, *endpoint.aliases):
            assert seen.setdefault(plain(name), endpoint.id) == endpoint.id, name


def test_every_condition_of_the_library_can_be_told() -> None:
    assert set(CONDITION_WORDS) <= set(CONDITIONS)
    assert set(ALSO.values()) <= set(CONDITIONS)
    assert not set(ALSO) & set(CONDITIONS)
