"""libRoadRunner (CVODE, LLVM) on our own SBML export of the same model."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np

from comparison.cases import OUTPUTS, Case
from comparison.segments import ABSOLUTE_SHARE, SCALE
from osteotwin.arrays import Vector
from osteotwin.body import whole


class RoadRunnerCvode:
    """One compiled file per plan; people differ in what is set before each run.

    Parameters
    ----------
    optimization : int
        Of its newer compiler, 0 to 3: as much as it has, unless only its numbers are asked for.
    """

    label = "libRoadRunner, CVODE"

    def __init__(self, optimization: int = 3) -> None:
        with warnings.catch_warnings():  # its bindings use what newer Pythons warn of
            warnings.simplefilter("ignore", DeprecationWarning)
            import roadrunner
        roadrunner.Config.setValue(roadrunner.Config.LLVM_BACKEND, roadrunner.Config.LLJIT)
        roadrunner.Config.setValue(roadrunner.Config.LLJIT_OPTIMIZATION_LEVEL, optimization)
        roadrunner.Logger.setLevel(roadrunner.Logger.LOG_FATAL)
        self.roadrunner: Any = roadrunner
        self.version: str = roadrunner.__version__

    def load(self, case: Case) -> None:
        from osteotwin.interchange.sbml import export_sbml

        parameters = dict(zip(case.names, case.parameters[0].tolist(), strict=True))
        initial = dict(zip(whole.STATES, case.initial[0].tolist(), strict=True))
        self.case = case
        self.model = self.roadrunner.RoadRunner(export_sbml(parameters, initial, case.timeline))
        self.model.timeCourseSelections = [f"reading_{name}" for name in OUTPUTS]
        known = self.model.model.getGlobalParameterIds()
        names = (*case.names, *whole.STATES, *(f"input_{name}" for name in whole.INPUTS))
        self.where = [known.index(name) for name in names]
        self.first_inputs = case.timeline.inputs[0].tolist()
        self.times = (case.output_days - case.timeline.breakpoints[0]).tolist()
        order = list(whole.STATES)
        self.first_doses = np.zeros(len(order))
        for dose in case.timeline.doses:
            if dose.day == case.timeline.breakpoints[0]:
                self.first_doses[order.index(dose.state)] += dose.amount

    def run(self, people: Sequence[int], tolerance: float) -> Vector:
        case, model = self.case, self.model
        model.integrator.relative_tolerance = tolerance
        model.integrator.absolute_tolerance = (tolerance * ABSOLUTE_SHARE * SCALE).tolist()
        result = np.full((len(people), len(case.output_days), len(OUTPUTS)), np.nan)
        for i, person in enumerate(people):
            state = case.initial[person] + self.first_doses
            model.reset()
            model.model.setGlobalParameterValues(
                self.where, [*case.parameters[person].tolist(), *state.tolist(), *self.first_inputs]
            )
            try:
                result[i] = model.simulate(times=self.times)
            except RuntimeError:  # CVODE gave up; the person stays NaN
                continue
        return result
