"""Every equation in units: the same functions on Pint quantities, compared with plain numbers.

A wrong dimension raises inside Pint; a slip of mg for ug passes Pint and shows in the magnitude.
"""

from __future__ import annotations

import pint
import pytest
from tests.every import every

from osteotwin.body import bone_tissue, whole
from osteotwin.body.sites import SITES
from osteotwin.endpoints import OUTPUTS
from osteotwin.parameters import starting_values

Body = tuple[dict[str, float], dict[str, float], dict[str, float]]

#: Outputs whose last step multiplies by the molar mass of calcium, which carries no unit in the code.
MOLAR = {"serum_calcium": "mmol/L", "urine_calcium_24h": "mmol/day"}


@pytest.fixture(scope="module")
def units() -> pint.UnitRegistry:
    registry = pint.UnitRegistry()
    registry.define("IU = [biological_activity]")
    registry.define("kIU = 1000 IU")
    registry.define("cm2 = cm ** 2")
    return registry


def with_units(body: Body, units: pint.UnitRegistry) -> tuple[object, object, object]:
    states, values, inputs = body
    unit_of = {name: parameter.unit for name, parameter in starting_values().parameters.items()}
    return (
        whole.namespace({name: units.Quantity(v, whole.STATES[name]) for name, v in states.items()}),
        whole.namespace({name: units.Quantity(v, unit_of[name]) for name, v in values.items()}),
        whole.namespace({name: units.Quantity(v, whole.INPUTS[name]) for name, v in inputs.items()}),
    )


def plain(body: Body) -> tuple[object, object, object]:
    states, values, inputs = body
    return whole.namespace(states), whole.namespace(values), whole.namespace(inputs)


def magnitude(value: object, unit: str, units: pint.UnitRegistry) -> float:
    """Return a quantity in a unit; Pint raises when the dimension is another one."""
    return float(units.Quantity(value).m_as(unit))


def test_rates_have_the_states_unit_per_day(body: Body, units: pint.UnitRegistry) -> None:
    rates = whole.derivatives(*with_units(body, units))
    expected = whole.derivatives(*plain(body))
    for name, unit in whole.STATES.items():
        found = magnitude(rates[name], f"{unit or 'dimensionless'} / day", units)
        assert found == pytest.approx(expected[name], rel=1e-10, abs=1e-13), name


def test_outputs_have_their_endpoints_unit(body: Body, units: pint.UnitRegistry) -> None:
    found = whole.outputs(*with_units(body, units))
    expected = whole.outputs(*plain(body))
    assert set(found) == set(OUTPUTS)
    for name, endpoint in OUTPUTS.items():
        value = magnitude(found[name], MOLAR.get(name, endpoint.output_unit) or "dimensionless", units)
        assert value == pytest.approx(expected[name], rel=1e-10, abs=1e-13), name


def test_fast_steady_states_have_their_states_unit(body: Body, units: pint.UnitRegistry) -> None:
    found = whole.fast_steady_state(*with_units(body, units))
    expected = whole.fast_steady_state(*plain(body))
    for name, value in found.items():
        assert magnitude(value, whole.STATES[name] or "dimensionless", units) == pytest.approx(expected[name])


def test_the_reference_tissue_is_dimensionless(body: Body, units: pint.UnitRegistry) -> None:
    _, p, _ = with_units(body, units)
    for site in SITES:
        for name, value in bone_tissue.reference_tissue(site, p).items():
            assert 0 < magnitude(value, "dimensionless", units) < 1, name


@every("parameter", starting_values().parameters.values(), ids=lambda q: q.name)
def test_a_parameters_unit_can_be_read(parameter: object, units: pint.UnitRegistry) -> None:
    units.parse_units(parameter.unit)  # type: ignore[attr-defined]


def test_a_slip_of_units_would_be_seen(body: Body, units: pint.UnitRegistry) -> None:
    """The check itself: milligrams in a state that is declared in micrograms move the magnitude."""
    s, p, u = with_units(body, units)
    s.letrozole_gut = units.Quantity(s.letrozole_gut.m, "mg")
    rates = whole.derivatives(s, p, u)
    expected = whole.derivatives(*plain(body))
    found = magnitude(rates["letrozole_plasma"], "ug/L/day", units)
    assert found != pytest.approx(expected["letrozole_plasma"])
    s.letrozole_gut = units.Quantity(1.0, "mmol")
    with pytest.raises(pint.DimensionalityError):
        whole.derivatives(s, p, u)
