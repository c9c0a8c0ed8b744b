"""Parameters as data: value, unit, range, source, evidence level; sets of them, fitted ones with their posterior."""

from osteotwin.parameters.load import ParameterSet, starting_values
from osteotwin.parameters.parameter import Parameter
from osteotwin.parameters.posterior import Discrepancy, Identified, Posterior

__all__ = ["Discrepancy", "Identified", "Parameter", "ParameterSet", "Posterior", "starting_values"]
