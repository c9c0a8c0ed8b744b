"""From the traced model to the text of a module: what the compiler is given."""

from __future__ import annotations

from collections.abc import Mapping

import llvmlite.binding as llvm
from llvmlite import ir

from osteotwin.engine.kernel import driver, outputs
from osteotwin.engine.kernel.elimination import eliminate
from osteotwin.engine.kernel.expressions import split
from osteotwin.engine.kernel.functions import ModelFunctions
from osteotwin.engine.kernel.side_by_side import MOST
from osteotwin.engine.kernel.step import emit_step
from osteotwin.engine.kernel.tableau import Tableau
from osteotwin.engine.kernel.tangent_functions import TangentFunctions
from osteotwin.engine.tangent import trace_tangent
from osteotwin.engine.trace import trace_body


def kernel_text(
    tableau: Tableau,
    width: int,
    quasi_steady: tuple[str, ...] = (),
    directions: int = 0,
    *,
    device: bool = False,
) -> str:
    """Return the text of the kernel for a method and a width.

    Parameters
    ----------
    tableau : Tableau
    width : int
        People per vector.
    quasi_steady : tuple of str
        Fast states to hold at their balance.
    directions : int
        Along how many directions the kernel takes derivatives.
    device : bool
        For a graphics processor: nothing is called through an address, and nothing is put side by side, because
        other threads fill the time.
    """
    module = _module()
    model = trace_body(quasi_steady)
    copies = 1 + directions  # of everything: the body and what changes along each direction
    size, columns = copies * len(model.states), copies * len(model.readings)
    parameters, inputs = copies * len(model.parameters), copies * len(model.inputs)
    most: Mapping[str, int] = {} if device else MOST
    functions: ModelFunctions | TangentFunctions
    if directions:
        functions = TangentFunctions(module, trace_tangent(quasi_steady), directions, width, most)
        readings = functions.readings()
    else:
        functions = ModelFunctions(module, model, split(model), eliminate(size, model.slopes), width, most)
        readings = functions.readings(model.readings)
    waiting = functions.waiting
    step = emit_step(
        module, tableau, size, width,
        linearize=functions.linearize(), rates=functions.rates(), solve=functions.solve(),
        controlled=len(model.states),
    )  # fmt: skip
    read = outputs.emit_read(module, columns, width, readings, internal=True)
    read_waiting = outputs.emit_read_waiting(module, len(waiting), width, read, choose=not device)
    keep = outputs.emit_keep(module, size, width, waiting, read_waiting)
    between = outputs.emit_outputs(
        module, tableau, size, width, waiting.states, due=outputs.emit_due(module, width), keep=keep
    )
    enter = driver.emit_enter_segment(module, parameters, inputs, width, functions.prepare(segment=True))
    doses = driver.emit_give_doses(module, width)
    refill = driver.emit_refill(
        module, size, parameters, width,
        prepare_person=functions.prepare(segment=False), enter_segment=enter, give_doses=doses, keep=keep,
    )  # fmt: skip
    advance = driver.emit_advance(
        module, size, width,
        enter_segment=enter, give_doses=doses, finish=driver.emit_finish(module, size, width, read_waiting),
        refill=refill,
    )  # fmt: skip
    driver.emit_drive(
        module, tableau, size, functions.stored, functions.factors, len(waiting), width,
        step=step, outputs=between,
        refill=refill, advance=advance,
    )  # fmt: skip
    return str(module)


def read_text(width: int, quasi_steady: tuple[str, ...], endpoints: tuple[str, ...]) -> str:
    """Return the text of a function that reads some endpoints only, for the kernel of that width.

    What endpoints that are not wanted need of their own is not computed.
    """
    module = _module()
    model = trace_body(quasi_steady)
    # Split and waiting values are those of all endpoints: everything must stand where the kernel puts it.
    functions = ModelFunctions(
        module, model, split(model), eliminate(len(model.states), model.slopes), width, MOST
    )
    readings = functions.readings([model.readings[model.endpoints.index(name)] for name in endpoints])
    outputs.emit_read(module, len(endpoints), width, readings, internal=False)
    return str(module)


def _module() -> ir.Module:
    module = ir.Module("osteotwin")
    module.triple = llvm.get_default_triple()
    return module
