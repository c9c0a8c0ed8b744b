"""What the numbers rest on: sentences that depend on whether the parameters were fitted to trials."""

from __future__ import annotations

from osteotwin.parameters import ParameterSet

#: What is one person's own, and what only a scan has.
_PERSON = (
    "Each virtual person drifts to a balance of bone of its own and answers by a share of its own, as widely as people "
    "in trials differ. The band of the bone holds that; the band of the scans holds the errors of two scans and the "
    "degeneration of the spine besides."
)
_SEE = "osteotwin validate shows how far the model is from published trials."


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


def about_bands(parameters: ParameterSet) -> str:
    """Return what the bands hold, for the section on method."""
    begin = "The bands come from virtual people who could be this person: "
    if not is_calibrated(parameters):
        return (
            f"{begin}every parameter of the model is drawn from its range, and what is not known about the person "
            "from the reference population. The model has not been calibrated on trials yet, so the bands are a "
            "first, honest guess; they do not hold scanner changes. Take the size of every effect, and the verdict, as "
            f"a hypothesis. {_PERSON} {_SEE}"
        )
    return (
        f"{begin}each has one of the parameter vectors that the calibration found to agree with trials "
        f"({fitted_on(parameters)}); the parameters that were not fitted are drawn from their ranges, what differs "
        "between people from its distribution, and what is not known about this person from the reference population. "
        "The bands do not hold scanner changes, the error of an equation that is wrong in form, nor a person unlike "
        f"those in the trials; predictions outside the range that trials covered are listed. {_PERSON} {_SEE}"
    )
