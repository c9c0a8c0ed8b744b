"""osteotwin: a digital twin of the human skeleton.

The names below are the whole public interface; commands and pages call nothing else. They are loaded when
they are first used, so that importing the package is quick.

Examples
--------
>>> import osteotwin as ot
>>> person = ot.read_person(ot.demo_path())
>>> round(person.age_at_start)
54
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from osteotwin._version import __version__
from osteotwin.engine.kernel.load_time import LOADED_AT as LOADED_AT

if TYPE_CHECKING:
    from osteotwin.calibration.run import run_calibration as calibrate
    from osteotwin.catalogues import CATALOGUES as CATALOGUES
    from osteotwin.catalogues import catalogue as catalogue
    from osteotwin.catalogues import schema as schema
    from osteotwin.cohort.local_sensitivity import Sensitivities as Sensitivities
    from osteotwin.cohort.local_sensitivity import sensitivities as sensitivities
    from osteotwin.cohort.parameter_sets import load_parameters as load_parameters
    from osteotwin.cohort.parameter_sets import parameters_in_use as parameters_in_use
    from osteotwin.errors import InputError as InputError
    from osteotwin.errors import OsteotwinError as OsteotwinError
    from osteotwin.evidence.validate import validate as validate
    from osteotwin.explaining.answer import run as run
    from osteotwin.files import demo_path as demo_path
    from osteotwin.files import write_answer as write_answer
    from osteotwin.interchange.sbml_person import person_to_sbml as person_to_sbml
    from osteotwin.interchange.sbml_person import reference_to_sbml as reference_to_sbml
    from osteotwin.people.large_cohort import open_crowd as open_crowd
    from osteotwin.people.large_cohort import reference_profile as reference_profile
    from osteotwin.people.large_cohort import simulate_crowd as simulate_crowd
    from osteotwin.people.person import Person as Person
    from osteotwin.people.read_person import check_file as check
    from osteotwin.people.read_person import read_person as read_person
    from osteotwin.people.twin import Outlook as Outlook
    from osteotwin.people.twin import Twin as Twin
    from osteotwin.protocol.interventions import Protocol as Protocol
    from osteotwin.protocol.presets import load_preset as load_preset
    from osteotwin.protocol.read_plan import read_plan as read_plan
    from osteotwin.report.html import render_html as render_html
    from osteotwin.report.html import write_report as write_report
    from osteotwin.report.scores.page import render_validation as render_validation
    from osteotwin.report.scores.page import write_validation as write_validation

#: public name -> (module, name there)
_PLACES = {
    "CATALOGUES": ("osteotwin.catalogues", "CATALOGUES"),
    "InputError": ("osteotwin.errors", "InputError"),
    "OsteotwinError": ("osteotwin.errors", "OsteotwinError"),
    "Outlook": ("osteotwin.people.twin", "Outlook"),
    "Person": ("osteotwin.people.person", "Person"),
    "Protocol": ("osteotwin.protocol.interventions", "Protocol"),
    "Sensitivities": ("osteotwin.cohort.local_sensitivity", "Sensitivities"),
    "Twin": ("osteotwin.people.twin", "Twin"),
    "calibrate": ("osteotwin.calibration.run", "run_calibration"),
    "catalogue": ("osteotwin.catalogues", "catalogue"),
    "check": ("osteotwin.people.read_person", "check_file"),
    "demo_path": ("osteotwin.files", "demo_path"),
    "load_parameters": ("osteotwin.cohort.parameter_sets", "load_parameters"),
    "load_preset": ("osteotwin.protocol.presets", "load_preset"),
    "open_crowd": ("osteotwin.people.large_cohort", "open_crowd"),
    "parameters_in_use": ("osteotwin.cohort.parameter_sets", "parameters_in_use"),
    "person_to_sbml": ("osteotwin.interchange.sbml_person", "person_to_sbml"),
    "read_person": ("osteotwin.people.read_person", "read_person"),
    "read_plan": ("osteotwin.protocol.read_plan", "read_plan"),
    "reference_profile": ("osteotwin.people.large_cohort", "reference_profile"),
    "reference_to_sbml": ("osteotwin.interchange.sbml_person", "reference_to_sbml"),
    "render_html": ("osteotwin.report.html", "render_html"),
    "render_validation": ("osteotwin.report.scores.page", "render_validation"),
    "run": ("osteotwin.explaining.answer", "run"),
    "schema": ("osteotwin.catalogues", "schema"),
    "sensitivities": ("osteotwin.cohort.local_sensitivity", "sensitivities"),
    "simulate_crowd": ("osteotwin.people.large_cohort", "simulate_crowd"),
    "validate": ("osteotwin.evidence.validate", "validate"),
    "write_answer": ("osteotwin.files", "write_answer"),
    "write_report": ("osteotwin.report.html", "write_report"),
    "write_validation": ("osteotwin.report.scores.page", "write_validation"),
}

__all__ = [
    "CATALOGUES",
    "InputError",
    "OsteotwinError",
    "Outlook",
    "Person",
    "Protocol",
    "Sensitivities",
    "Twin",
    "__version__",
    "calibrate",
    "catalogue",
    "check",
    "demo_path",
    "load_parameters",
    "load_preset",
    "open_crowd",
    "parameters_in_use",
    "person_to_sbml",
    "read_person",
    "read_plan",
    "reference_profile",
    "reference_to_sbml",
    "render_html",
    "render_validation",
    "run",
    "schema",
    "sensitivities",
    "simulate_crowd",
    "validate",
    "write_answer",
    "write_report",
    "write_validation",
]


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        message = f"module 'osteotwin' has no attribute {name!r}"
        raise AttributeError(message)
    module, attribute = _PLACES[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return __all__
