"""Prior of the fitted parameters: independent standard normals, each on the scale on which its parameter is normal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.errors import ParameterError
from osteotwin.inputs.shipped import Row, Words, parsed, read_as, shipped_text
from osteotwin.parameters import ParameterSet, starting_values
from osteotwin.parameters.parameter import RANGE_SDS, Parameter

#: A dimensionless share whose range reaches this far up is kept below 1 by its logit.
_SHARE_FROM = 0.6


@dataclass(frozen=True)
class Prior:
    """Independent standard normals behind the fitted parameters.

    Attributes
    ----------
    parameters : ParameterSet
        Center and range of every parameter; a range holds 95 %.
    fitted : tuple of str
    """

    parameters: ParameterSet
    fitted: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.fitted)

    def values(self, x: Vector) -> Vector:
        """Fitted parameters in their units from standard scores.

        Parameters
        ----------
        x : array [..., n_fitted]
            0 is the prior's center; the range is 2 * 1.96 wide, its ends +-1.96 where the center is its middle.
        """
        columns = [
            np.clip(_from_score(x[..., k], self._parameter(name)), *self._parameter(name).hard_limits)
            for k, name in enumerate(self.fitted)
        ]
        return np.stack(columns, axis=-1)

    def table(self, x: Vector) -> Vector:
        """All parameters, the fitted ones from their scores: array [n_draw, n_parameter]."""
        all_values = np.array([p.value for p in self.parameters.parameters.values()])
        table = np.tile(all_values, (len(x), 1))
        names = self.parameters.names
        table[:, [names.index(name) for name in self.fitted]] = self.values(x)
        return table

    def scores(self, values: Sequence[float] | Vector) -> Vector:
        """Standard scores of fitted parameters given in their units."""
        return np.array(
            [_to_score(float(v), self._parameter(n)) for n, v in zip(self.fitted, values, strict=True)]
        )

    def prior_sd(self, name: str) -> float:
        """Standard deviation of a parameter's prior on the scale on which it is normal."""
        parameter = self._parameter(name)
        return float(_prior_sd(parameter, scale_of(parameter)))

    def _parameter(self, name: str) -> Parameter:
        return self.parameters.parameters[name]


def scale_of(parameter: Parameter) -> str:
    """``"logit"``, ``"log"`` or ``"linear"``: the scale on which a parameter's prior is normal."""
    if parameter.unit == "" and parameter.low > 0 and _SHARE_FROM <= parameter.high < 1:
        return "logit"
    return "log" if parameter.log_scale else "linear"


def _transform(value: Vector | float, scale: str) -> Vector:
    v = np.asarray(value, dtype=float)
    return np.log(v / (1 - v)) if scale == "logit" else np.log(v) if scale == "log" else v


def _inverse(value: Vector, scale: str) -> Vector:
    return 1 / (1 + np.exp(-value)) if scale == "logit" else np.exp(value) if scale == "log" else value


def _prior_sd(parameter: Parameter, scale: str) -> Vector:
    return (_transform(parameter.high, scale) - _transform(parameter.low, scale)) / (2 * RANGE_SDS)


def _from_score(x: Vector, parameter: Parameter) -> Vector:
    scale = scale_of(parameter)
    return _inverse(_transform(parameter.value, scale) + _prior_sd(parameter, scale) * x, scale)


def _to_score(value: float, parameter: Parameter) -> float:
    scale = scale_of(parameter)
    return float(
        (_transform(value, scale) - _transform(parameter.value, scale)) / _prior_sd(parameter, scale)
    )


_FILE = "fitted.toml"


@dataclass(frozen=True)
class _Fitted(Row):
    fitted: tuple[Words, ...]


@cache
def fitted_names() -> tuple[str, ...]:
    """Names of the parameters that are fitted.

    Raises
    ------
    ParameterError
        If a name is unknown, doubled, or leaves nothing to fit.
    """
    return read_fitted(shipped_text("osteotwin.calibration", _FILE))


def read_fitted(text: str) -> tuple[str, ...]:
    """Names that the text of a ``fitted.toml`` holds.

    Raises
    ------
    ParameterError
        As of :func:`fitted_names`.
    """
    names = read_as(_Fitted, parsed(text, _FILE), _FILE, text=text).fitted
    known = starting_values().parameters
    wrong = [n for n in names if n not in known or not known[n].is_uncertain or names.count(n) > 1]
    if wrong or not names:
        message = (
            f"fitted.toml: unknown, doubled or certain: {', '.join(sorted(set(wrong))) or 'no name at all'}"
        )
        raise ParameterError(message)
    return names


def prior() -> Prior:
    """Prior of the shipped starting values."""
    return Prior(starting_values(), fitted_names())
