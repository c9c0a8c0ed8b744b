"""Parameters as data: value, unit, range, source, kind."""

from osteotwin.parameters.load import ParameterSet, starting_values
from osteotwin.parameters.parameter import Parameter

__all__ = ["Parameter", "ParameterSet", "starting_values"]
