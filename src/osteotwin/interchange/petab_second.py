"""The files of a PEtab problem of version 2: a model for each arm, one table of what is observed, one of parameters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from osteotwin.files import write_text
from osteotwin.interchange.petab_tables import PARAMETERS, Estimated, Measurement, tsv

_OBSERVABLES: Final = "observables.tsv"


def write_second(
    folder: Path,
    name: str,
    arms: Mapping[str, tuple[str, Sequence[Measurement]]],
    estimated: Iterable[Estimated],
) -> Path:
    """Write arms as one problem, and each arm as one of its own, which tools read that take a single model.

    Parameters
    ----------
    folder : pathlib.Path
    name : str
        Of the problem's file, without its ending.
    arms : mapping of str to (str, sequence of Measurement)
        Where an arm's files stand in the folder, without their ending: its model, and what was measured in it.
    estimated : iterable of Estimated

    Returns
    -------
    pathlib.Path
        The YAML file of all arms.
    """
    rows = [row for _, measured in arms.values() for row in measured]
    write_text(folder / PARAMETERS, parameter_table(estimated))
    write_text(folder / _OBSERVABLES, observable_table(rows))
    for place, (sbml, measured) in arms.items():
        write_text(folder / f"{place}.xml", sbml)
        write_text(folder / f"{place}.measurements.tsv", measurement_table(_identifier(place), measured))
        write_text(folder / f"{place}.yaml", problem([place], "../" * place.count("/")))
    return write_text(folder / f"{name}.yaml", problem(list(arms)))


def problem(arms: Sequence[str], up: str = "") -> str:
    """Return the YAML file that names the files of a problem; ``up`` leads from it to the tables that arms share."""
    beside = [arm.rpartition("/")[2] if up else arm for arm in arms]
    models = [
        f"  {_identifier(arm)}: {{location: {at}.xml, language: sbml}}"
        for arm, at in zip(arms, beside, strict=True)
    ]
    measured = ", ".join(f"{at}.measurements.tsv" for at in beside)
    lines = [
        "format_version: 2.0.0", f"parameter_files: [{up}{PARAMETERS}]", "model_files:", *models,
        f"observable_files: [{up}{_OBSERVABLES}]", f"measurement_files: [{measured}]", "",
    ]  # fmt: skip
    return "\n".join(lines)


def observable_table(measurements: Iterable[Measurement]) -> str:
    """Return the table of what is observed: a reading of the model with its scale, shift and error."""
    columns = [
        "observableId", "observableFormula", "noiseFormula", "noiseDistribution", "observablePlaceholders",
        "noisePlaceholders",
    ]  # fmt: skip
    rows: dict[str, list[str]] = {}
    for one in measurements:
        name = one.observable
        scale, shift, error = (f"{what}_of_{name}" for what in ("scale", "shift", "error"))
        spread = "log-normal" if one.logarithmic else "normal"
        rows[name] = [name, f"{scale} * {one.output} + {shift}", error, spread, f"{scale};{shift}", error]
    return tsv(columns, rows.values())


def measurement_table(model: str, measurements: Iterable[Measurement]) -> str:
    """Return the table of values measured in one arm; what was done is in its model, so there is no experiment."""
    columns = [
        "modelId", "observableId", "experimentId", "measurement", "time", "observableParameters", "noiseParameters",
    ]  # fmt: skip
    return tsv(
        columns,
        [
            [model, one.observable, "", one.value, one.time, f"{one.scale!r};{one.shift!r}", repr(one.error)]
            for one in measurements
        ],
    )


def parameter_table(estimated: Iterable[Estimated]) -> str:
    """Return the table of the parameters that are to be estimated, with their priors, which end at the bounds."""
    columns = [
        "parameterId", "lowerBound", "upperBound", "nominalValue", "estimate", "priorDistribution", "priorParameters",
    ]  # fmt: skip
    return tsv(
        columns,
        [
            [
                one.name, one.low, one.high, one.value, "true", "log-normal" if one.logarithmic else "normal",
                f"{one.mean!r};{one.sd!r}",
            ]
            for one in estimated
        ],
    )  # fmt: skip


def _identifier(place: str) -> str:
    return place.replace("/", "__")
