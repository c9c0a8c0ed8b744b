"""One measured value as a likelihood takes it: which output it sees, through which factors and with what error."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import Final

from osteotwin.endpoints import OUTPUTS
from osteotwin.errors import ParameterError

#: What may be seen: bone alone, a frontal scan of the spine with its degeneration, or a level in blood or urine.
BONE, SCAN, LEVEL = "bone", "scan", "level"
SEES: Final = (BONE, SCAN, LEVEL)

#: Which way a value is only a limit: not at all, the truth lies below it, or above it.
EXACT, BELOW, ABOVE = "", "below", "above"
BOUNDS: Final = (EXACT, BELOW, ABOVE)


@dataclass(frozen=True)
class Nuisance:
    """A factor that several observations share and nobody knows.

    A person's own reference level of a marker in an assay, for example, or the conversion between two makers'
    scanners. Observations with a nuisance of one name share one draw of it; its numbers are then the same.

    Attributes
    ----------
    name : str
        For example ``"ctx"``, ``"estradiol immunoassay"`` or ``"lunar lumbar_spine"``.
    log_mean : float
        Of the natural logarithm of the factor. Where the output is relative to the reference person, the factor
        carries the unit of the measured value.
    log_sd : float
    """

    name: str
    log_mean: float
    log_sd: float

    def __post_init__(self) -> None:
        if not (isfinite(self.log_mean) and isfinite(self.log_sd) and self.log_sd >= 0.0):
            message = f"nuisance {self.name!r} with log mean {self.log_mean} and log SD {self.log_sd}"
            raise ParameterError(message)


@dataclass(frozen=True)
class Observation:
    """One measured value: log(value) = log(output) + the logarithms of its nuisance factors + error.

    Attributes
    ----------
    what : str
        Endpoint as the file names it.
    day : float [day]
        From day 0; negative before today.
    output : str
        Key of :data:`osteotwin.endpoints.OUTPUTS` that stands for it.
    sees : str
        One of :data:`SEES`. The output ``bmd_lumbar_spine`` holds the degeneration that a scan reads, so that
        ``"scan"`` is compared with the output as it is.
    value : float
        Above zero, in the unit of the output times those of the nuisance factors, on the model's scale.
    log_sd : float
        Analytical, biological day-to-day and precision errors together, as the SD of the natural logarithm.
    censored : str
        One of :data:`BOUNDS`: ``"below"`` where the value is an upper limit of the truth.
    nuisances : tuple of Nuisance
    """

    what: str
    day: float
    output: str
    sees: str
    value: float
    log_sd: float
    censored: str = EXACT
    nuisances: tuple[Nuisance, ...] = ()

    def __post_init__(self) -> None:
        usable = isfinite(self.value) and self.value > 0.0 and isfinite(self.log_sd) and self.log_sd > 0.0
        if not usable or self.output not in OUTPUTS or self.sees not in SEES or self.censored not in BOUNDS:
            message = f"no likelihood can take {self!r}"
            raise ParameterError(message)


@dataclass(frozen=True)
class NotUsed:
    """A measured value that says nothing to the model.

    Attributes
    ----------
    what : str
        Endpoint as the file names it.
    why : str
        One clause, without a full stop.
    """

    what: str
    why: str
