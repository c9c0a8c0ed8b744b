"""The equations of the chain from load and hormones to bone cells, traced from the code of the body.

The body's functions are called with symbols instead of numbers, station by station, so that each equation is the code's
own and stays as short as it is there. A drug that the plan does not have stands at the value at which it does nothing,
and its terms fall away.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, fields
from types import SimpleNamespace
from typing import Any

from osteotwin.body import bone_cells, loading, minerals, sex_steroids, whole
from osteotwin.body.arithmetic import exp, hill, power, smooth_positive, softplus, sqrt
from osteotwin.body.drugs import DrugEffects
from osteotwin.body.sites import LUMBAR_SPINE, SITES, site_key
from osteotwin.engine.graph import Graph, Node, ancestors
from osteotwin.explaining.levels.presentation import Writer, Written, line, rate, symbol, words
from osteotwin.explaining.tables.content import Equation
from osteotwin.parameters import ParameterSet

#: Effects of drugs on bone cells -> the value at which they do nothing, and the class that has them.
_NEUTRAL = {
    "free_sclerostin": (1.0, "sclerostin_antibody"),
    "free_rankl": (1.0, "rankl_antibody"),
    "teriparatide": (0.0, "pth_analog"),
    "osteoclast_removal_gain": (1.0, "bisphosphonate"),
}
_SIGNS = {
    "state.estradiol": "estradiol",
    "state.sclerostin": "sclerostin",
    "state.rankl": "RANKL",
    "state.pth": "PTH",
    "state.calcium": "Ca",
    "state.phosphate": "P",
    "state.vitamin_d": "25OHD",
    "signal.estrogen": "E",
    "signal.rankl_opg": "RANKL/OPG",
    "signal.mean_stimulus": "z",
    "signal.cycles": "N",
    "signal.relative_force": "F",
    "signal.frequency_hz": "f",
    "signal.daily_dose": "D",
    "signal.mass": "m",
    "signal.load": "L",
}


@dataclass(frozen=True)
class Traced:
    """One equation before it is written.

    Attributes
    ----------
    section : str
        ``"hormones"``, ``"loading"``, ``"signals"`` or ``"minerals"``.
    name : str
        What it gives, in words.
    left : Written
    node : Node
    parts : tuple of (str, Node)
        Shared parts that get a line and a name of their own.
    is_rate : bool
        Whether the node is the rate of change of what stands on the left.
    """

    section: str
    name: str
    left: Written
    node: Node
    parts: tuple[tuple[str, Node], ...] = ()
    is_rate: bool = False


@dataclass(frozen=True)
class Symbols:
    """What the body's functions are called with, all of one graph."""

    graph: Graph
    s: Any
    p: Any
    u: Any
    drugs: Any
    steroids: Any

    def signal(self, name: str) -> Node:
        """The symbol of a signal between stations."""
        return self.graph.symbol(f"signal.{name}")


def symbols(parameters: ParameterSet, drug_classes: Collection[str]) -> Symbols:
    """Return the symbols of a plan with drugs of these classes."""
    graph = Graph()

    def named(prefix: str, names: Iterable[str]) -> Any:
        return SimpleNamespace(**{name: graph.symbol(f"{prefix}.{name}") for name in names})

    effects = named("effect", [field.name for field in fields(DrugEffects)])
    for name, (value, drug_class) in _NEUTRAL.items():
        if drug_class not in drug_classes:
            setattr(effects, name, graph.const(value))
    steroids = named("signal", [field.name for field in fields(sex_steroids.SteroidEffects)])
    return Symbols(
        graph, named("state", whole.STATES), named("parameter", parameters.names),
        named("input", whole.INPUTS), effects, steroids,
    )  # fmt: skip


def traced(given: Symbols) -> Iterator[Traced]:
    """Trace the equations, in the order of the signal."""
    s, p = given.s, given.p
    yield Traced(
        "hormones", "Estradiol's effect on bone", symbol("E"), sex_steroids.estrogen_effect(s.estradiol, p)
    )
    yield from _loading(given)
    yield from _signals(given)
    yield from _minerals(given)


def _loading(given: Symbols) -> Iterator[Traced]:
    s, p, signal = given.s, given.p, given.signal
    dose = loading.bout_dose(signal("cycles"), signal("relative_force"), signal("frequency_hz"), p)
    yield Traced("loading", "Dose of a bout of N cycles of force F at f cycles a second", symbol("D"), dose)
    yield Traced("loading", "Load of a day", symbol("L"), loading.load_ratio(signal("daily_dose"), p))
    loads = SimpleNamespace(**{name: signal("load") for name in loading.INPUTS})
    found = loading.stimulus(s, p, loads, {site: signal("mass") for site in SITES})[LUMBAR_SPINE]
    yield Traced("loading", "Strain of a site of bone mass m", words("ln strain"), found.log_strain)
    strain = (("ln strain", found.log_strain),)
    off = found.log_strain - getattr(s, site_key(LUMBAR_SPINE, "log_set_point"))
    felt = exp(-p.load_response_ageing * (s.age - p.reference_age)) * off
    felt_parts = (*strain, ("x", felt))
    yield Traced("loading", "Stimulus that osteocytes sense", symbol("z"), found.difference, felt_parts)
    z = (("z", found.difference),)
    yield Traced("loading", "Nitric oxide", symbol("NO"), found.nitric_oxide, z)
    over = softplus(found.difference / p.prostaglandin_width)
    yield Traced(
        "loading",
        "Prostaglandin E2",
        symbol("PGE2"),
        found.prostaglandin_e2,
        (*z, ("z over the threshold", over)),
    )


def _signals(given: Symbols) -> Iterator[Traced]:
    s, p, drugs, steroids = given.s, given.p, given.drugs, given.steroids
    nothing = loading.SiteStimulus(0.0, 0.0, 1.0, 1.0)
    now = bone_cells.signals(s, p, drugs, steroids, dict.fromkeys(SITES, nothing))
    kept: Any = SimpleNamespace(
        **{field.name: given.signal(field.name) for field in fields(bone_cells.Signals)}
    )
    kept.free_sclerostin = now.free_sclerostin
    rates = bone_cells.derivatives(s, p, kept, drugs, steroids, drugs.teriparatide)
    deficit = 1 - steroids.estrogen
    freed = smooth_positive(1 + p.estrogen_sclerostin_gain * deficit)
    called = smooth_positive(1 + p.estrogen_rankl_gain * deficit)
    yield Traced("signals", "Sclerostin", symbol("sclerostin"), rates["sclerostin"],
                 (("estrogen on sclerostin", freed),), is_rate=True)  # fmt: skip
    yield Traced("signals", "Wnt drive", symbol("Wnt"), now.wnt)
    wnt = (("Wnt", now.wnt),)
    yield Traced("signals", "OPG", symbol("OPG"), power(now.wnt, p.opg_wnt_exponent), wnt)
    yield Traced(
        "signals", "RANKL", symbol("RANKL"), rates["rankl"], (("estrogen on RANKL", called),), is_rate=True
    )
    yield Traced("signals", "RANKL/OPG ratio", symbol("RANKL/OPG"), now.rankl_opg, (("OPG", now.opg),))
    yield Traced("signals", "Osteoclasts", words("osteoclasts"), rates["osteoclasts"], is_rate=True)
    yield Traced(
        "signals", "Resorption", words("resorption"), now.resorption, (("RANKL/OPG", now.rankl_opg),)
    )
    yield Traced("signals", "Formation", words("formation"), now.formation, wnt)


def _minerals(given: Symbols) -> Iterator[Traced]:
    s, p = given.s, given.p
    flow = minerals.CalciumFluxes(*(given.signal(field.name) for field in fields(minerals.CalciumFluxes)))
    rates = minerals.derivatives(s, p, given.u, flow, given.signal("bone_release"))
    effective = sqrt(minerals.effective_vitamin_d_squared(s.vitamin_d, p))
    substrate = hill(effective, p.calcitriol_half_vitamin_d) / hill(1.0, p.calcitriol_half_vitamin_d)
    yield Traced("minerals", "Calcitriol", symbol("calcitriol"), rates["calcitriol"],
                 (("effective 25OHD", effective), ("supply of 25OHD", substrate)), is_rate=True)  # fmt: skip
    secretion = minerals.secretion(s.calcium, p)
    yield Traced("minerals", "Secretion of PTH at a level of calcium", words("secretion"), secretion)
    yield Traced("minerals", "PTH", symbol("PTH"), rates["pth"], (("secretion", secretion),), is_rate=True)
    yield Traced("minerals", "Capacity of the parathyroid glands", words("parathyroid capacity"),
                 rates["parathyroid_capacity"], is_rate=True)  # fmt: skip


#: Parts that another equation has already defined; they are written by name, without a line of their own.
_DEFINED = frozenset({"ln strain", "z", "Wnt", "OPG", "RANKL/OPG", "secretion"})


def equations(parameters: ParameterSet, drug_classes: Collection[str]) -> dict[str, list[Equation]]:
    """Return the written equations by section.

    Parameters
    ----------
    parameters : ParameterSet
        For the signs of the parameters.
    drug_classes : collection of str
        Of the drugs in the plan.
    """
    given = symbols(parameters, drug_classes)
    result: dict[str, list[Equation]] = {}
    for one in list(traced(given)):
        result.setdefault(one.section, []).append(_written(one, given.graph, parameters))
    return result


def _written(one: Traced, graph: Graph, parameters: ParameterSet) -> Equation:
    nodes = ancestors([one.node, *(part for _, part in one.parts)])
    names = {node.index: _sign(str(node.value), parameters) for node in nodes if node.op == "symbol"}
    lines: list[tuple[str, str]] = []
    for name, part in one.parts:
        if name not in _DEFINED:
            lines.append(line(_called(name), Writer(names).definition(part)))
        names[part.index] = _called(name)
    left = rate(one.left) if one.is_rate else one.left
    lines.append(line(left, Writer(names).definition(one.node)))
    used = [str(node.value).removeprefix("parameter.") for node in _visible(one, graph)]
    return Equation(
        one.name,
        tuple(mathml for mathml, _ in lines),
        tuple(text for _, text in lines),
        tuple(dict.fromkeys(used)),
    )


def _visible(one: Traced, graph: Graph) -> Iterator[Node]:
    """The parameters that stand in an equation's own lines, in the order of the graph."""
    hidden = {part.index for name, part in one.parts if name in _DEFINED}
    open_nodes = [one.node, *(part for name, part in one.parts if name not in _DEFINED)]
    seen: set[int] = set()
    while open_nodes:
        node = open_nodes.pop()
        if node.index in seen or (node.index in hidden and node is not one.node):
            continue
        seen.add(node.index)
        open_nodes += node.args
    for index in sorted(seen):
        node = graph.nodes[index]
        if node.op == "symbol" and str(node.value).startswith("parameter."):
            yield node


def _called(name: str) -> Written:
    return words(name) if " " in name else symbol(name)


def _sign(name: str, parameters: ParameterSet) -> Written:
    if name in _SIGNS:
        return symbol(_SIGNS[name])
    kind, _, short = name.partition(".")
    if kind == "parameter" and parameters.parameters[short].symbol:
        return symbol(parameters.parameters[short].symbol)
    site = site_key(LUMBAR_SPINE, "")
    return words(short.removeprefix(site).replace("_", " "))
