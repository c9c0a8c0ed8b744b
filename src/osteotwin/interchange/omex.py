"""A person's model and its simulation in one COMBINE archive (OMEX): SBML, SED-ML and a list of both."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Final

from osteotwin.interchange.sbml_person import model_of_person
from osteotwin.interchange.sedml import write_sedml
from osteotwin.people.person import Person

_SPECIFICATIONS: Final = "http://identifiers.org/combine.specifications"
_MODEL, _SIMULATION = "model.xml", "simulation.sedml"
#: The same bytes on every day.
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)


def person_to_omex(person: Person) -> bytes:
    """A person's central body, plan and simulation as a COMBINE archive.

    The model is that of :func:`osteotwin.person_to_sbml`; the simulation goes day by day to the end of the outlook.

    Parameters
    ----------
    person : Person

    Raises
    ------
    SimulationError
        If the body has no initial state, or fails before day 0.

    Examples
    --------
    >>> import io, zipfile
    >>> import osteotwin as ot
    >>> archive = ot.person_to_omex(ot.read_person(ot.demo_path()))
    >>> zipfile.ZipFile(io.BytesIO(archive)).namelist()
    ['manifest.xml', 'model.xml', 'simulation.sedml']
    """
    model = model_of_person(person)
    return _archive(
        {
            "manifest.xml": _manifest(),
            _MODEL: model.sbml,
            _SIMULATION: write_sedml(_MODEL, model.duration),
        }
    )


def _manifest() -> str:
    contents = {
        ".": "omex",
        "./manifest.xml": "omex-manifest",
        f"./{_MODEL}": "sbml.level-3.version-2",
        f"./{_SIMULATION}": "sed-ml.level-1.version-3",
    }
    master = {f"./{_SIMULATION}": ' master="true"'}
    lines = [
        f'  <content location="{location}" format="{_SPECIFICATIONS}/{kind}"{master.get(location, "")}/>'
        for location, kind in contents.items()
    ]
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<omexManifest xmlns="{_SPECIFICATIONS}/omex-manifest">',
            *lines,
            "</omexManifest>",
            "",
        ]
    )


def _archive(files: Mapping[str, str]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), text, zipfile.ZIP_DEFLATED)
    return content.getvalue()
