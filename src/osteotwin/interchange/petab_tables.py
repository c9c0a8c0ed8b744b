"""The files of a PEtab problem (version 1) of several models: tables, and the list of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

#: All arms share one condition: what was done is in the model of the arm, as events.
CONDITION: Final = "as_done"
PARAMETERS: Final = "parameters.tsv"


@dataclass(frozen=True)
class Measurement:
    """One measured value: ``scale`` times a reading of the model plus ``shift``.

    Attributes
    ----------
    output : str
        Identifier of the reading in the model.
    logarithmic : bool
        Whether its error is that of its logarithm.
    time : float [day]
        Of the model.
    value, error : float
        As observed, and its standard deviation, of the logarithm where that is compared.
    scale, shift : float
    """

    output: str
    logarithmic: bool
    time: float
    value: float
    error: float
    scale: float
    shift: float

    @property
    def observable(self) -> str:
        """Identifier of what is observed."""
        return f"observed_{'log_' if self.logarithmic else ''}{self.output}"


@dataclass(frozen=True)
class Estimated:
    """One parameter that is to be estimated, with its prior.

    Attributes
    ----------
    name : str
    value, low, high : float
        Nominal value and hard limits, in the parameter's unit.
    logarithmic : bool
        Whether the prior is normal on the logarithm.
    mean, sd : float
        Of the prior, on the scale on which it is normal.
    """

    name: str
    value: float
    low: float
    high: float
    logarithmic: bool
    mean: float
    sd: float


def tsv(columns: Sequence[str], rows: Iterable[Sequence[str | float]]) -> str:
    """Return a table of tab-separated values; numbers read back as the same."""
    lines = ("\t".join(one if isinstance(one, str) else repr(float(one)) for one in row) for row in rows)
    return "\n".join(["\t".join(columns), *lines, ""])


def condition_table() -> str:
    """Return the table of conditions."""
    return tsv(["conditionId"], [[CONDITION]])


def observable_table(measurements: Sequence[Measurement]) -> str:
    """Return the table of what is observed, each with the scale on which its error is normal."""
    columns = [
        "observableId",
        "observableFormula",
        "observableTransformation",
        "noiseFormula",
        "noiseDistribution",
    ]
    found = {one.observable: one for one in measurements}
    return tsv(
        columns,
        [
            [
                name,
                f"observableParameter1_{name} * {one.output} + observableParameter2_{name}",
                "log" if one.logarithmic else "lin",
                f"noiseParameter1_{name}",
                "normal",
            ]
            for name, one in found.items()
        ],
    )


def measurement_table(measurements: Sequence[Measurement]) -> str:
    """Return the table of measured values."""
    columns = [
        "observableId", "simulationConditionId", "measurement", "time", "observableParameters", "noiseParameters",
    ]  # fmt: skip
    return tsv(
        columns,
        [
            [one.observable, CONDITION, one.value, one.time, f"{one.scale!r};{one.shift!r}", repr(one.error)]
            for one in measurements
        ],
    )


def parameter_table(estimated: Iterable[Estimated]) -> str:
    """Return the table of the parameters that are to be estimated."""
    columns = [
        "parameterId", "parameterScale", "lowerBound", "upperBound", "nominalValue", "estimate",
        "objectivePriorType", "objectivePriorParameters",
    ]  # fmt: skip
    return tsv(
        columns,
        [
            [
                one.name, "log" if one.logarithmic else "lin", one.low, one.high, one.value, "1",
                "parameterScaleNormal", f"{one.mean!r};{one.sd!r}",
            ]
            for one in estimated
        ],
    )  # fmt: skip


def problem_list(arms: Iterable[str]) -> str:
    """Return the YAML file that names the files of each arm's problem."""
    lines = ["format_version: 1", f"parameter_file: {PARAMETERS}", "problems:"]
    for arm in arms:
        lines += [
            f"  - sbml_files: [{arm}.xml]",
            f"    condition_files: [{arm}.conditions.tsv]",
            f"    observable_files: [{arm}.observables.tsv]",
            f"    measurement_files: [{arm}.measurements.tsv]",
            "    visualization_files: []",
        ]
    return "\n".join([*lines, ""])
