"""Every contender by a short name; imported when its process starts."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from comparison.contenders.contender import Contender

_PLACES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "osteotwin": ("kernel", "Kernel", {}),
    "roadrunner": ("roadrunner_cvode", "RoadRunnerCvode", {}),
    "lsoda_compiled": ("lsoda", "LsodaCompiled", {}),
    "lsoda_python": ("lsoda", "LsodaPython", {}),
    "casadi": ("casadi_cvodes", "CasadiCvodes", {}),
    "casadi_gcc": ("casadi_cvodes", "CasadiCompiled", {}),
    "diffrax": ("diffrax_kvaerno", "DiffraxKvaerno", {}),
}

#: What the quick run compares; needs nothing beyond the package's own test dependencies.
QUICK = ("osteotwin", "roadrunner", "lsoda_compiled", "lsoda_python")
EVERY = tuple(_PLACES)


def make(name: str) -> Contender:
    """A contender.

    Raises
    ------
    ImportError
        If what it needs is not installed.
    """
    module, kind, options = _PLACES[name]
    return getattr(import_module(f"comparison.contenders.{module}"), kind)(**options)
