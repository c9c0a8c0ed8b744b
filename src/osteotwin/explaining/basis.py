"""What the numbers rest on: sentences that depend on whether the parameters were fitted to trials."""

from __future__ import annotations

from osteotwin.parameters import ParameterSet
from osteotwin.safety import Flag

#: What is one person's own, and what only a scan has.
_PERSON = (
    "Each virtual person drifts to a balance of bone of its own and answers by a share of its own, as widely as people "
    "in trials differ. The band of the bone holds that; the band of the scans holds the errors of two scans and the "
    "degeneration of the spine besides."
)


def is_calibrated(parameters: ParameterSet) -> bool:
    """Return whether the set was fitted to trials."""
    return parameters.posterior is not None


def fitted_on(parameters: ParameterSet) -> str:
    """Return what a fitted set was fitted on, in a few words."""
    if parameters.posterior is None:
        return "nothing"
    record = parameters.posterior.record
    trials, observations = (_counted(record.get(name)) for name in ("trials", "observations"))
    count = len(parameters.posterior.names)
    return f"{count} parameters fitted to {observations}observations of {trials}published trials"


def _counted(value: object) -> str:
    """Return a number as the beginning of a phrase; a note in words is no number."""
    return f"{value} " if isinstance(value, int) else ""


def about_numbers(parameters: ParameterSet) -> str:
    """Return how far the size of an effect may be trusted, for a flag."""
    if not is_calibrated(parameters):
        return (
            "The numbers come from starting values that have not been calibrated on trials: take the size of every "
            "effect, and the verdict, as a hypothesis. osteotwin validate shows how far the model is from published "
            "trials."
        )
    return (
        f"The numbers come from values calibrated on trials ({fitted_on(parameters)}). The intervals hold what the "
        "trials left open, how far trials lie off the model, and how people differ; they do not hold an equation that "
        "is wrong or a person unlike those in the trials. What lies outside the range that trials covered is listed. "
        "osteotwin validate shows how far the model is from published trials."
    )


def about_bands(parameters: ParameterSet) -> str:
    """Return what the bands hold, for the section on method."""
    begin = "The bands come from virtual people who could be this person: "
    if not is_calibrated(parameters):
        return (
            f"{begin}every parameter of the model is drawn from its range, and what is not known about the person "
            "from the reference population. The model has not been calibrated on trials yet, so the bands are a "
            f"first, honest guess; they do not hold scanner changes. {_PERSON}"
        )
    return (
        f"{begin}each has one of the parameter vectors that the calibration found to agree with trials "
        f"({fitted_on(parameters)}); the parameters that were not fitted are drawn from their ranges, what differs "
        "between people from its distribution, and what is not known about this person from the reference population. "
        "The bands do not hold scanner changes, nor the error of an equation that is wrong in form; predictions "
        f"outside the range that trials covered are flagged. {_PERSON}"
    )


def calibration_flag(parameters: ParameterSet) -> Flag:
    """Say whether the parameters were calibrated, and on what."""
    severity = "good_to_know" if is_calibrated(parameters) else "ask_first"
    return Flag(severity, about_numbers(parameters), f"osteotwin, parameter set {parameters.name}")
