"""From the traced model to the text of a module in LLVM's intermediate representation."""

from __future__ import annotations

from collections.abc import Mapping

import llvmlite.binding as llvm
from llvmlite import ir

from osteotwin.engine.kernel import driver, outputs
from osteotwin.engine.kernel.elimination import eliminate
from osteotwin.engine.kernel.functions import ModelFunctions
from osteotwin.engine.kernel.scheduling import MAX_WIDTH
from osteotwin.engine.kernel.step import emit_step
from osteotwin.engine.kernel.tableau import Tableau
from osteotwin.engine.kernel.tangent_functions import TangentFunctions
from osteotwin.engine.moments import split
from osteotwin.engine.tangent import trace_tangent
from osteotwin.engine.trace import TracedModel, trace_body


def kernel_text(
    tableau: Tableau,
    width: int,
    quasi_steady: tuple[str, ...] = (),
    directions: int = 0,
    *,
    device: bool = False,
) -> str:
    """The text of the kernel for a method and a width.

    Parameters
    ----------
    tableau : Tableau
    width : int
        People per vector.
    quasi_steady : tuple of str
        Fast states to hold at their steady state.
    directions : int
        Along how many directions the kernel takes derivatives.
    device : bool
        For a graphics processor: nothing is called through an address, and no long vectors are made, because other
        threads fill the time.
    """
    module = _module()
    model = trace_body(quasi_steady)
    copies = 1 + directions  # of everything: the body and what changes along each direction
    size, columns = copies * len(model.states), copies * len(model.outputs)
    parameters, inputs = copies * len(model.parameters), copies * len(model.inputs)
    max_width: Mapping[str, int] = {} if device else MAX_WIDTH
    functions: ModelFunctions | TangentFunctions
    if directions:
        functions = TangentFunctions(module, trace_tangent(quasi_steady), directions, width, max_width)
        compute = functions.outputs()
    else:
        functions = _model_functions(module, model, width, max_width)
        compute = functions.outputs(model.outputs)
    pending = functions.pending
    step = emit_step(
        module, tableau, size, width,
        linearize=functions.linearize(), rates=functions.rates(), solve=functions.solve(),
        controlled=len(model.states),
    )  # fmt: skip
    output_rows = outputs.emit_output_rows(module, columns, width, compute, internal=True)
    flush = outputs.emit_flush_pending(module, len(pending), width, output_rows, choose=not device)
    store_output = outputs.emit_store_output(module, size, width, pending, flush)
    output_days = outputs.emit_output_days(
        module, tableau, size, width, pending.states,
        due=outputs.emit_due(module, width), store_output=store_output,
    )  # fmt: skip
    enter = driver.emit_enter_segment(module, parameters, inputs, width, functions.prepare(segment=True))
    doses = driver.emit_give_doses(module, width)
    refill = driver.emit_refill(
        module, size, parameters, width, prepare_person=functions.prepare(segment=False),
        enter_segment=enter, give_doses=doses, store_output=store_output,
    )  # fmt: skip
    advance = driver.emit_advance(
        module, size, width,
        enter_segment=enter, give_doses=doses, finish=driver.emit_finish(module, size, width, flush),
        refill=refill,
    )  # fmt: skip
    driver.emit_drive(
        module, tableau, size, functions.stored, functions.factors, len(pending), width,
        step=step, output_days=output_days, refill=refill, advance=advance,
    )  # fmt: skip
    return str(module)


def output_text(width: int, quasi_steady: tuple[str, ...], endpoints: tuple[str, ...]) -> str:
    """The text of a function that computes some endpoints only, for the kernel of that width.

    What endpoints that are not wanted need of their own is not computed.
    """
    module = _module()
    model = trace_body(quasi_steady)
    # Stored and pending values are those of all endpoints: everything must stand where the kernel puts it.
    functions = _model_functions(module, model, width, MAX_WIDTH)
    compute = functions.outputs([model.outputs[model.endpoints.index(name)] for name in endpoints])
    outputs.emit_output_rows(module, len(endpoints), width, compute, internal=False)
    return str(module)


def _model_functions(
    module: ir.Module, model: TracedModel, width: int, max_width: Mapping[str, int]
) -> ModelFunctions:
    parts = split([*model.rates, *model.jacobian.values(), *model.outputs])
    return ModelFunctions(
        module, model, parts, eliminate(len(model.states), model.jacobian), width, max_width
    )


def _module() -> ir.Module:
    module = ir.Module("osteotwin")
    module.triple = llvm.get_default_triple()
    return module
