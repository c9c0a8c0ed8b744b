"""The written equations are the body's own: what they say, computed, is what the whole body computes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from xml.etree import ElementTree

import numpy as np
import pytest

from osteotwin.body import whole
from osteotwin.engine.graph import Graph, Node, ancestors
from osteotwin.explaining.levels.equations import equations, symbols, traced
from osteotwin.explaining.levels.presentation import Writer, line, symbol, words
from osteotwin.parameters import starting_values

NO_DRUG = frozenset[str]()
ALL = frozenset({"sclerostin_antibody", "rankl_antibody", "pth_analog", "bisphosphonate"})
FUNCTIONS = {"exp": math.exp, "log": math.log, "sqrt": math.sqrt, "neg": lambda x: -x}


def computed(node: Node, values: Mapping[str, float]) -> float:
    found: dict[int, float] = {}
    for one in ancestors([node]):
        a = [found[argument.index] for argument in one.args]
        match one.op:
            case "const":
                found[one.index] = float(str(one.value))
            case "symbol":
                found[one.index] = values[str(one.value)]
            case "add" | "sub" | "mul" | "div":
                x, y = a
                found[one.index] = {
                    "add": x + y,
                    "sub": x - y,
                    "mul": x * y,
                    "div": x / y if y else math.nan,
                }[one.op]
            case _:
                found[one.index] = FUNCTIONS[one.op](a[0])
    return found[node.index]


@pytest.fixture(scope="module")
def values() -> dict[str, float]:
    """A state off the reference in which no drug is taken, with the signals between the stations there."""
    parameters = starting_values()
    p = whole.namespace(parameters.values())
    rng = np.random.default_rng(5)
    state = whole.reference_state(p)
    for name in ("estradiol", "sclerostin", "rankl", "pth", "calcitriol", "vitamin_d", "osteoblasts", "osteocytes",
                 "osteoclasts", "osteoblast_precursors", "osteoclast_precursors", "matrix_factor",
                 "parathyroid_capacity"):  # fmt: skip
        state[name] *= float(rng.uniform(0.7, 1.4))
    s, u = whole.namespace(state), whole.namespace(whole.reference_inputs(p))
    now = whole.follow_signal(s, p, u)
    signals = {**vars(now.steroids), **vars(now.system), **vars(now.flow)}
    found = {f"signal.{name}": float(value) for name, value in signals.items()}
    found |= {f"effect.{name}": float(value) for name, value in vars(now.drugs).items()}
    found |= {f"state.{name}": float(value) for name, value in state.items()}
    found |= {f"parameter.{name}": value for name, value in parameters.values().items()}
    found |= {f"input.{name}": float(value) for name, value in vars(u).items()}
    return found | {"signal.load": 1.3, "signal.mass": 0.97}


def test_each_rate_is_that_of_the_whole_body(values: dict[str, float]) -> None:
    p = whole.namespace(starting_values().values())
    s = whole.namespace({name: values[f"state.{name}"] for name in whole.STATES})
    u = whole.namespace({name: values[f"input.{name}"] for name in whole.INPUTS})
    rates, now = whole.derivatives(s, p, u), whole.follow_signal(s, p, u)
    expected = {
        "Sclerostin": rates["sclerostin"], "RANKL": rates["rankl"], "Osteoclasts": rates["osteoclasts"],
        "Calcitriol": rates["calcitriol"], "PTH": rates["pth"],
        "Capacity of the parathyroid glands": rates["parathyroid_capacity"],
        "Estradiol's effect on bone": now.steroids.estrogen, "Wnt drive": now.system.wnt, "OPG": now.system.opg,
        "RANKL/OPG ratio": now.system.rankl_opg, "Resorption": now.system.resorption, "Formation": now.system.formation,
    }  # fmt: skip
    for drugs in (NO_DRUG, ALL):
        found = {one.name: one.node for one in traced(symbols(starting_values(), drugs))}
        assert set(expected) < set(found)
        for name, value in expected.items():
            assert computed(found[name], values) == pytest.approx(value, rel=1e-12), name


def test_loading_is_that_of_the_body(values: dict[str, float]) -> None:
    found = {one.name: one.node for one in traced(symbols(starting_values(), NO_DRUG))}
    z = computed(found["Stimulus that osteocytes sense"], values)
    assert z > 0
    assert computed(found["Nitric oxide"], values) == pytest.approx(math.exp(z))
    assert 1 < computed(found["Prostaglandin E2"], values) < math.exp(z)


def test_terms_of_drugs_stand_where_the_plan_has_them() -> None:
    without, with_all = (equations(starting_values(), drugs) for drugs in (NO_DRUG, ALL))
    text = {name: " ".join(t for s in found.values() for one in s for t in one.text) for name, found in
            (("without", without), ("all", with_all))}  # fmt: skip
    assert "teriparatide" not in text["without"]
    assert "free rankl" not in text["without"]
    assert "teriparatide" in text["all"]
    assert "free rankl" in text["all"]


def test_every_line_is_well_formed_and_its_parameters_are_known() -> None:
    parameters = starting_values()
    for section in equations(parameters, ALL).values():
        for one in section:
            assert len(one.mathml) == len(one.text) >= 1
            for mathml in one.mathml:
                root = ElementTree.fromstring(mathml)
                assert root.tag == "{http://www.w3.org/1998/Math/MathML}math"
                assert "".join(root.itertext())
            assert set(one.parameters) <= set(parameters.names)
            signs = [parameters.parameters[name].symbol.split("_")[0] for name in one.parameters]
            for sign, name in zip(signs, one.parameters, strict=True):
                if not sign:
                    assert any(name.replace("_", " ") in text for text in one.text), (one.name, name)


def test_signs_bind_as_in_arithmetic() -> None:
    graph = Graph()
    a, b, c = (graph.symbol(name) for name in "abc")
    write = Writer({node.index: symbol(str(node.value)) for node in (a, b, c)})

    def text(node: Node) -> str:
        return write.definition(node).text

    assert text((a + b) * c) == "c · (a + b)" or text((a + b) * c) == "(a + b) · c"
    assert text(a - (b + c)) == "a − (b + c)"
    assert text(a / (b * c)) in ("a / (b · c)", "a / (c · b)")
    assert text((b * a.log()).exp()) == "a^b"
    assert text((-(b * a.log())).exp()) == "a^(−b)"
    assert text(((a + b).log() * c).exp()) == "(a + b)^c"
    assert text((a * b).exp()) == "e^(a · b)"
    assert text(a * a) == "a^2"
    assert text((a - b).sqrt()) == "sqrt(a − b)"
    assert text(-(a + b)) == "−(a + b)"
    assert text(a * -(b + 1)) in (
        "a · (−(b + 1))",
        "a · (−(1 + b))",
        "(−(1 + b)) · a",
        "(−(b + 1)) · a",
        "−a · (b + 1)",
        "−a · (1 + b)",
    )


def test_a_power_of_a_fraction_is_in_parentheses() -> None:
    graph = Graph()
    a, b = graph.symbol("a"), graph.symbol("b")
    found = Writer({node.index: symbol(str(node.value)) for node in (a, b)}).definition((a / b) * (a / b))
    assert found.text == "(a / b)^2"
    assert found.mathml.index("<mo>(</mo>") < found.mathml.index("<mfrac>")


def test_words_and_signs_are_escaped() -> None:
    mathml, text = line(words("a < b & c"), symbol("kappa_1"))
    assert "a &lt; b &amp; c" in mathml
    assert "<msub><mi>κ</mi><mi>1</mi></msub>" in mathml
    assert text == "[a < b & c] = κ_1"


@pytest.mark.parametrize("drug_classes", [NO_DRUG, ALL])
def test_every_parameter_of_an_equation_has_a_sign_and_a_ratio_does_not_read_as_a_limit(
    drug_classes: frozenset[str],
) -> None:
    parameters = starting_values()
    found = [one for group in equations(parameters, drug_classes).values() for one in group]
    used = {name for one in found for name in one.parameters}
    signs = [parameters.parameters[name].symbol for name in used]
    assert all(signs)
    assert len(set(signs)) == len(signs)
    assert not [name for name in used if ", over " in parameters.parameters[name].meaning]
    assert not any("exponent" in text for one in found for text in one.text)
