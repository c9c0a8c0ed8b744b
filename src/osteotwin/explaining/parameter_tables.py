"""Parameters and their sets as rows to show: values, how far trials determine them, and how a fit was made."""

from __future__ import annotations

from osteotwin.body.whole import MODEL_VERSION
from osteotwin.parameters import ParameterSet, Posterior
from osteotwin.parameters.sets import available_sets, load_set
from osteotwin.parameters.sets.read import RECORDED

Row = dict[str, str | float]


def parameter_rows(parameters: ParameterSet) -> list[Row]:
    """Return one row for each parameter; of a fitted set also what the fit left open of it.

    ``range`` is the prior; the ratio of standard deviations is 1 where trials say nothing of a parameter and near
    0 where they determine it.
    """
    rows: list[Row] = []
    for p in parameters.parameters.values():
        row: Row = {"name": p.name, "symbol": p.symbol, "value": p.value, "unit": p.unit}
        if parameters.posterior is not None:
            row |= {"posterior 90 %": _interval(parameters, p.name)}
        row |= {"range": f"{p.low:g} to {p.high:g}"}
        if parameters.posterior is not None:
            row |= {"posterior sd / prior sd": _ratio(parameters, p.name)}
        row |= {
            "kind": p.evidence_level.replace("_", " "),
            "station": p.station,
            "meaning": p.meaning,
            "source": p.source,
        }
        rows.append(row)
    return rows


def _interval(parameters: ParameterSet, name: str) -> str:
    posterior = parameters.posterior
    if posterior is None or name not in posterior.names:
        return ""
    low, high = posterior.interval(name)
    return f"{low:.4g} to {high:.4g}"


def _ratio(parameters: ParameterSet, name: str) -> str:
    posterior = parameters.posterior
    found = None if posterior is None else posterior.identifiability.get(name)
    return "" if found is None else f"{found.ratio:.2f}"


def set_rows() -> list[Row]:
    """Return one row for each shipped set, the newest last, with the record of its fit."""
    names = available_sets()
    return [_set_row(load_set(name, None), in_use=name == names[-1]) for name in names]


def _left(posterior: Posterior) -> str:
    """Return what is left between model and trials, by class of endpoint."""
    return "; ".join(
        f"{name} {one.offset:.3g} in all of a trial, {one.absolute:.3g} and {100 * one.relative:.3g} % of the effect "
        "in each value"
        for name, one in sorted(posterior.discrepancy.items())
    )


def _set_row(parameters: ParameterSet, *, in_use: bool) -> Row:
    row: Row = {"name": parameters.name, "in use": "yes" if in_use else "no"}
    posterior = parameters.posterior
    if posterior is None:
        return row | {
            "equations": f"model version {MODEL_VERSION}",
            "fitted": 0,
            "what": "literature values and a hand fit, before any calibration",
        }
    wrong = (
        "" if posterior.model_version == MODEL_VERSION else f", not those of this version ({MODEL_VERSION})"
    )
    notes = {key: posterior.record[key] for key in RECORDED}
    more = {key: value for key, value in posterior.record.items() if key not in RECORDED} | dict(
        posterior.diagnostics
    )
    return row | {
        "equations": f"model version {posterior.model_version}{wrong}",
        "fitted": len(posterior.names),
        "draws": len(posterior.draws),
        **notes,
        "left between model and trials": _left(posterior),
        "more": "; ".join(f"{key} {value}" for key, value in more.items()),
    }
