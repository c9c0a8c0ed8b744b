"""What to simulate with an exported model and what to look at, as SED-ML (Level 1 Version 3)."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import Final
from xml.sax.saxutils import quoteattr

from osteotwin.body.sites import DXA_SITES, bmd_key
from osteotwin.endpoints import OUTPUTS
from osteotwin.interchange.identifiers import output_id
from osteotwin.interchange.mathml import SBML_NAMESPACE

SEDML_NAMESPACE: Final = "http://sed-ml.org/sed-ml/level1/version3"
#: What the report holds and the plots show.
_DENSITIES: Final = tuple(bmd_key(site) for site in DXA_SITES)
_MARKERS: Final = ("ctx", "p1np")
READINGS: Final = (*_DENSITIES, *_MARKERS, "estradiol", "pth", "25ohd")
_MATHML: Final = "http://www.w3.org/1998/Math/MathML"
#: CVODE and its tolerances, by the ontology of simulation algorithms.
_ALGORITHM: Final = "KISAO:0000019"
_TOLERANCES: Final = {"KISAO:0000209": "1e-08", "KISAO:0000211": "1e-12"}


def write_sedml(model: str, duration: float) -> str:
    """Return a simulation of a model file: day by day, with one report and two plots.

    Parameters
    ----------
    model : str
        Where the SBML file stands, from the SED-ML file.
    duration : float [day]
    """
    days = ceil(duration)
    generators = [_generator("time", 'symbol="urn:sedml:symbol:time"', "time")]
    generators += [
        _generator(output_id(name), f"target={quoteattr(_path(name))}", OUTPUTS[name].title)
        for name in READINGS
    ]
    parameters = "".join(
        f'<algorithmParameter kisaoID="{name}" value="{value}"/>' for name, value in _TOLERANCES.items()
    )
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<sedML xmlns="{SEDML_NAMESPACE}" xmlns:sbml="{SBML_NAMESPACE}" level="1" version="3">',
            "<listOfSimulations>",
            f'<uniformTimeCourse id="daily" initialTime="0" outputStartTime="0" outputEndTime="{days}" '
            f'numberOfPoints="{days}">',
            f'<algorithm kisaoID="{_ALGORITHM}">',
            f"<listOfAlgorithmParameters>{parameters}</listOfAlgorithmParameters>",
            "</algorithm>",
            "</uniformTimeCourse>",
            "</listOfSimulations>",
            "<listOfModels>",
            f'<model id="body" language="urn:sedml:language:sbml.level-3.version-2" source={quoteattr(model)}/>',
            "</listOfModels>",
            '<listOfTasks><task id="run" modelReference="body" simulationReference="daily"/></listOfTasks>',
            "<listOfDataGenerators>",
            *generators,
            "</listOfDataGenerators>",
            "<listOfOutputs>",
            _report({"time": "time [day]", **{output_id(name): _label(name) for name in READINGS}}),
            _plot("density", "Areal bone density", _DENSITIES),
            _plot("markers", "Markers of turnover", _MARKERS),
            "</listOfOutputs>",
            "</sedML>",
            "",
        ]
    )


def _path(name: str) -> str:
    return f"/sbml:sbml/sbml:model/sbml:listOfParameters/sbml:parameter[@id='{output_id(name)}']"


def _label(name: str) -> str:
    endpoint = OUTPUTS[name]
    return f"{endpoint.title} [{endpoint.output_unit or endpoint.counts or 'ratio'}]"


def _generator(name: str, target: str, label: str) -> str:
    return (
        f'<dataGenerator id="data_{name}" name={quoteattr(label)}><listOfVariables>'
        f'<variable id="variable_{name}" {target} taskReference="run"/></listOfVariables>'
        f'<math xmlns="{_MATHML}"><ci>variable_{name}</ci></math></dataGenerator>'
    )


def _report(columns: Mapping[str, str]) -> str:
    sets = "".join(
        f'<dataSet id="column_{name}" label={quoteattr(label)} dataReference="data_{name}"/>'
        for name, label in columns.items()
    )
    return (
        f'<report id="course" name="Course under the plan"><listOfDataSets>{sets}</listOfDataSets></report>'
    )


def _plot(identifier: str, title: str, names: tuple[str, ...]) -> str:
    curves = "".join(
        f'<curve id="{identifier}_{name}" name={quoteattr(_label(name))} logX="false" logY="false" '
        f'xDataReference="data_time" yDataReference="data_{output_id(name)}"/>'
        for name in names
    )
    return f'<plot2D id="{identifier}" name={quoteattr(title)}><listOfCurves>{curves}</listOfCurves></plot2D>'
