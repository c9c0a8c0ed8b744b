"""SciPy's LSODA on the traced equations with their analytic Jacobian: in Python, or compiled."""

from __future__ import annotations

import warnings
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from comparison.cases import OUTPUT_COLUMNS, OUTPUTS, Case
from comparison.segments import ABSOLUTE_SHARE, SCALE, Segment, segments
from osteotwin.arrays import Vector

Rates = Callable[[float, Vector], Any]
#: Reads the outputs of states [n, n_state], as [n, n_output].
Read = Callable[[Vector], Vector]


class Lsoda(ABC):
    """The driver that both share."""

    label = ""

    def __init__(self) -> None:
        import scipy

        self.version = scipy.__version__
        self.case: Case | None = None
        self.segments: list[Segment] = []

    def load(self, case: Case) -> None:
        self.case, self.segments = case, list(segments(case))

    @abstractmethod
    def begin(self, parameters: Vector, inputs: Vector) -> tuple[Rates, Rates, Read]:
        """The right-hand side, its jacobian and the outputs for a stretch."""

    def run(self, people: Sequence[int], tolerance: float) -> Vector:
        from scipy.integrate import odeint

        case = self.case
        if case is None:
            message = "load a case first"
            raise RuntimeError(message)
        result = np.full((len(people), len(case.output_days), len(OUTPUTS)), np.nan)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for i, person in enumerate(people):
                y = case.initial[person]
                for part in self.segments:
                    y = y + part.doses
                    rates, jacobian, read = self.begin(case.parameters[person], part.inputs)
                    before = y[None] if part.places.size and part.places[0] == 0 else None
                    path, info = odeint(
                        rates, y, part.grid, Dfun=jacobian, tfirst=True, rtol=tolerance,
                        atol=tolerance * ABSOLUTE_SHARE * SCALE, full_output=True, mxstep=20_000,
                        tcrit=[part.grid[-1]],
                    )  # fmt: skip
                    if info["message"] != "Integration successful.":
                        break
                    if before is not None:
                        path[0] = before[0] - part.doses  # on the first day the outputs come before the doses
                    if part.places.size:
                        result[i, part.rows] = read(path[part.places])
                    y = path[-1]
        return result


class LsodaPython(Lsoda):
    """With generated Python functions: what the package's reference engine does."""

    label = "SciPy LSODA, Python right-hand side"

    def load(self, case: Case) -> None:
        from osteotwin.engine.generate import generate

        super().load(case)
        self.functions = generate()
        self.array_functions = generate(arrays=True)
        self.where = tuple(np.array(index) for index in zip(*self.functions.jacobian_index, strict=True))

    def begin(self, parameters: Vector, inputs: Vector) -> tuple[Rates, Rates, Read]:
        functions, where = self.functions, self.where
        prepared = functions.prepare(parameters.tolist(), inputs.tolist())
        in_arrays = self.array_functions.prepare(parameters.tolist(), inputs.tolist())
        matrix = np.zeros((len(functions.states),) * 2)

        def rates(_: float, y: Vector) -> Any:
            return functions.rates(y.tolist(), prepared)

        def jacobian(_: float, y: Vector) -> Any:
            matrix[where] = functions.jacobian(y.tolist(), prepared)
            return matrix

        def read(states: Vector) -> Vector:
            found = self.array_functions.outputs(states.T, in_arrays)
            return np.stack([np.broadcast_to(found[k], len(states)) for k in OUTPUT_COLUMNS], axis=1)

        return rates, jacobian, read


class LsodaCompiled(Lsoda):
    """With compiled functions: what a user with Numba or a compiler would do."""

    label = "SciPy LSODA, compiled right-hand side"

    def load(self, case: Case) -> None:
        from comparison.native import address, compile_native

        super().load(case)
        self.native, self.address = compile_native(), address
        size = case.initial.shape[1]
        self.stored, self.out = np.zeros(self.native.stored), np.zeros(size)
        self.matrix = np.zeros((size, size))

    def begin(self, parameters: Vector, inputs: Vector) -> tuple[Rates, Rates, Read]:
        native, address = self.native, self.address
        parameters, inputs = np.ascontiguousarray(parameters), np.ascontiguousarray(inputs)
        stored, out, matrix = address(self.stored), self.out, self.matrix
        to_out, to_matrix = address(out), address(matrix)
        native.prepare(address(parameters), address(inputs), stored)

        def rates(_: float, y: Vector) -> Any:
            native.rates(y.__array_interface__["data"][0], stored, to_out)
            return out

        def jacobian(_: float, y: Vector) -> Any:
            native.jacobian(y.__array_interface__["data"][0], stored, to_matrix)
            return matrix

        def read(states: Vector) -> Vector:
            states = np.ascontiguousarray(states)
            found = np.empty((len(states), len(OUTPUTS)))
            for k in range(len(states)):
                native.outputs(address(states[k]), stored, address(found[k]))
            return found

        return rates, jacobian, read
