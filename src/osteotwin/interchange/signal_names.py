"""Readable names for the parts of the equations that are quantities of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from types import SimpleNamespace
from typing import Any

from osteotwin.body import bone_cells, bone_tissue, drugs, minerals, sex_steroids, whole
from osteotwin.body.sites import SITES, site_key
from osteotwin.engine.graph import Graph, Node, ancestors
from osteotwin.engine.trace import TracedModel

#: Where a field's own name says too little outside of its class.
_CLEARER = {
    "estrogen": "estrogen_effect",
    "androgen": "androgen_effect",
    "teriparatide": "teriparatide_effect",
    "serm": "serm_occupancy",
    "absorbed": "calcium_absorbed",
    "urine": "calcium_in_urine",
    "endogenous": "calcium_lost_in_gut",
    "resorption": "systemic_resorption",
    "formation": "systemic_formation",
    "uncoupled": "uncoupled_formation",
}


def _symbols(graph: Graph, prefix: str, names: Iterable[str]) -> SimpleNamespace:
    return SimpleNamespace(**{name: graph.symbol(f"{prefix}.{name}") for name in names})


def _named_quantities(s: Any, p: Any, u: Any) -> Iterator[tuple[str, Any]]:
    now = whole.follow_signal(s, p, u)
    for station in (now.drugs, now.steroids, now.flow, now.system):
        for field in fields(station):
            yield _CLEARER.get(field.name, field.name), getattr(station, field.name)
    for by_site in (now.stimuli, now.turnover):
        for site, signals in by_site.items():
            for field in fields(signals):
                yield site_key(site, field.name), getattr(signals, field.name)
    for site, mass in bone_tissue.bone_mass(s).items():
        yield site_key(site, "bone_mass"), mass
    for site in SITES:
        for name, value in bone_tissue.reference_tissue(site, p).items():
            yield f"reference_{name}", value
    mineralization = minerals.mineralization_drive(s, p)
    tissue = bone_tissue.derivatives(s, p, now.turnover, mineralization)
    yield "mineralization_drive", mineralization
    yield "calcium_from_bone", bone_tissue.skeletal_release(tissue, p)
    yield "lh_balance", sex_steroids.lh_steady_state(s, p, u, now.drugs)
    yield "pth_secretion", minerals.secretion(s.calcium, p)
    yield "matrix_factor_freed", bone_cells.coupling(s.osteoclasts, p)
    yield "bisphosphonate_effect", drugs.bisphosphonate_effect(s.bisphosphonate_surface, p)


def name_signals(model: TracedModel) -> dict[int, str]:
    """Return names of intermediate signals by node index; only of nodes that the model uses."""
    graph = model.rates[0].graph
    s = _symbols(graph, "state", model.states)
    p = _symbols(graph, "parameter", model.parameters)
    u = _symbols(graph, "input", model.inputs)
    used = {node.index for node in ancestors([*model.rates, *model.outputs])}
    names: dict[int, str] = {}
    taken: set[str] = set()
    for name, node in _named_quantities(s, p, u):
        if not isinstance(node, Node) or node.op in ("symbol", "const") or node.index not in used:
            continue
        if node.index not in names and name not in taken:
            names[node.index] = name
            taken.add(name)
    return names
