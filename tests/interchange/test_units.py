"""Units of an exported file: against Pint, and against equations that are wrong."""

from __future__ import annotations

import warnings
from dataclasses import replace

import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from osteotwin.engine.trace import trace_body
from osteotwin.interchange.mathml import math, number
from osteotwin.interchange.sbml_equations import write_equations
from osteotwin.interchange.unit_inference import infer_units
from osteotwin.interchange.unit_text import (
    UnitError,
    read_unit,
    root,
    times,
    unit_definition,
    unit_id,
    write_unit,
)

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import libsbml


@pytest.fixture(scope="module")
def registry() -> pint.UnitRegistry:
    found = pint.UnitRegistry()
    found.define("item = [count_of_items]")
    found.define("IU = item")
    found.define("kIU = 1000 IU")
    return found


def factor_of(unit, registry) -> float:
    """What one of a file's unit is in the unit of the same name that Pint knows."""
    text = write_unit(unit).replace("cm2", "cm**2")
    namespace = "http://www.sbml.org/sbml/level3/version2/core"
    document = libsbml.readSBMLFromString(
        f'<sbml xmlns="{namespace}" level="3" version="2"><model><listOfUnitDefinitions>'
        f"{unit_definition(unit)}</listOfUnitDefinitions></model></sbml>"
    )
    defined = document.getModel().getUnitDefinition(0)
    product = registry.Quantity(1.0)
    for i in range(defined.getNumUnits()):
        part = defined.getUnit(i)
        kind = libsbml.UnitKind_toString(part.getKind())
        one = part.getMultiplier() * 10.0 ** part.getScale() * registry.Quantity(1.0, kind)
        product = product * one ** part.getExponent()
    return product.m_as(text)


def test_every_definition_means_what_pint_reads(registry) -> None:
    units = write_equations().units
    assert len(units) > 30
    for unit in units:
        assert factor_of(unit, registry) == pytest.approx(1.0, rel=1e-12), write_unit(unit)


def test_units_multiply_cancel_and_print() -> None:
    flow = read_unit("L/day")
    assert times(flow, read_unit("mg/L")) == read_unit("mg/day")
    assert times(flow, flow, -1) == ()
    assert unit_id(read_unit("1/day")) == "per_day"
    assert unit_id(read_unit("L/ug/day")) == "L_per_ug_per_day"
    assert write_unit(read_unit("g/cm2")) == "g/cm2"
    assert read_unit("g/cm**2") == read_unit("g / cm^2") == read_unit("g/cm/cm")
    assert root(read_unit("cm2")) == read_unit("cm")
    assert unit_id(()) == "dimensionless"


@pytest.mark.parametrize("text", ["furlong", "mg//L", "2 mg", "mg/", "1/", "mg**-1"])
def test_a_unit_that_cannot_be_written_is_an_error(text: str) -> None:
    with pytest.raises(UnitError, match="not known"):
        read_unit(text)


def test_odd_powers_have_no_root() -> None:
    with pytest.raises(UnitError, match="square root"):
        root(read_unit("mg"))


def test_an_equation_in_the_wrong_unit_is_an_error() -> None:
    model = trace_body()
    rates = list(model.rates)
    gut, plasma = model.states.index("anastrozole_gut"), model.states.index("anastrozole_plasma")
    rates[gut], rates[plasma] = rates[plasma], rates[gut]
    with pytest.raises(UnitError, match="rate of change of anastrozole_gut is in ug/L/day, not in ug/day"):
        infer_units(replace(model, rates=tuple(rates)))


def test_a_sum_of_different_units_is_an_error() -> None:
    model = trace_body()
    graph = model.rates[0].graph
    wrong = graph.symbol("state.anastrozole_gut") + graph.symbol("state.anastrozole_plasma")
    with pytest.raises(UnitError, match="ug and ug/L cannot be added"):
        infer_units(replace(model, outputs=(wrong, *model.outputs[1:])))


def test_an_exponential_of_a_unit_is_an_error() -> None:
    model = trace_body()
    wrong = model.rates[0].graph.symbol("state.anastrozole_gut").exp()
    with pytest.raises(UnitError, match="no exp of something in ug"):
        infer_units(replace(model, outputs=(wrong, *model.outputs[1:])))


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_comes_back_to_the_last_bit(value: float) -> None:
    assert libsbml.readMathMLFromString(math(number(value))).getValue() == value
