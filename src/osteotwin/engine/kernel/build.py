"""From the traced model to machine code: assemble the module, compile it, keep the result on disk."""

from __future__ import annotations

import ctypes
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import llvmlite
import llvmlite.binding as llvm

from osteotwin._loaded import LOADED_AT
from osteotwin.engine.kernel import store
from osteotwin.engine.kernel.tableau import METHODS, Tableau

#: People per vector for which code is made.
WIDTHS = (1, 2, 4, 8)
#: Source folders on which the machine code depends.
_SOURCES = ("body", "engine", "engine/kernel")


@dataclass(frozen=True)
class Kernel:
    """Compiled code of the body for one vector width and method.

    Attributes
    ----------
    drive : callable
        Takes the address of the record of the work.
    width : int
        People per vector.
    keep : object
        Holds the code in memory.
    """

    drive: Callable[[int], None]
    width: int
    keep: Any


def host_width() -> int:
    """Return how many doubles this machine's vectors hold."""
    features = llvm.get_host_cpu_features()
    if features.get("avx512f"):
        return 8
    return 4 if features.get("avx2") else 2


def _machine() -> llvm.TargetMachine:
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    features = llvm.get_host_cpu_features()
    extra = ",-prefer-256-bit" if features.get("avx512f") else ""
    return llvm.Target.from_default_triple().create_target_machine(
        cpu=llvm.get_host_cpu_name(), features=features.flatten() + extra, opt=2
    )


def assemble(tableau: Tableau, width: int, quasi_steady: tuple[str, ...] = (), directions: int = 0) -> str:
    """Return the text of the module for a width and a method, with derivatives along some directions."""
    from llvmlite import ir

    from osteotwin.engine.kernel import driver
    from osteotwin.engine.kernel.elimination import eliminate
    from osteotwin.engine.kernel.expressions import split
    from osteotwin.engine.kernel.functions import ModelFunctions
    from osteotwin.engine.kernel.step import emit_step
    from osteotwin.engine.kernel.tangent_functions import TangentFunctions
    from osteotwin.engine.tangent import trace_tangent
    from osteotwin.engine.trace import trace_body

    model = trace_body(quasi_steady)
    copies = 1 + directions  # of everything: the body and what changes along each direction
    size, endpoints = copies * len(model.states), copies * len(model.readings)
    parameters, inputs = copies * len(model.parameters), copies * len(model.inputs)
    module = ir.Module("osteotwin")
    module.triple = llvm.get_default_triple()
    if directions:
        functions = TangentFunctions(module, trace_tangent(quasi_steady), directions, width)
    else:
        elimination = eliminate(size, model.slopes)
        functions = ModelFunctions(module, model, split(model), elimination, width)
    readings = functions.readings()
    step = emit_step(
        module,
        tableau,
        size,
        width,
        linearize=functions.linearize(),
        rates=functions.rates(),
        solve=functions.solve(),
        controlled=len(model.states),
    )
    outputs = driver.emit_outputs(module, tableau, size, endpoints, width, readings)
    enter = driver.emit_enter_segment(module, parameters, inputs, width, functions.prepare(segment=True))
    doses = driver.emit_give_doses(module, width)
    refill = driver.emit_refill(
        module,
        size,
        parameters,
        width,
        prepare_person=functions.prepare(segment=False),
        enter_segment=enter,
        give_doses=doses,
        outputs=outputs,
    )
    advance = driver.emit_advance(
        module,
        size,
        width,
        outputs=outputs,
        enter_segment=enter,
        give_doses=doses,
        finish=driver.emit_finish(module, size, width),
        refill=refill,
    )
    driver.emit_drive(
        module, tableau, size, functions.stored, functions.factors, width,
        step=step, refill=refill, advance=advance,
    )  # fmt: skip
    return str(module)


def _compile(text: str, machine: llvm.TargetMachine) -> bytes:
    module = llvm.parse_assembly(text)
    module.verify()
    return machine.emit_object(module)


def _fingerprint(method: str, width: int, quasi_steady: tuple[str, ...], directions: int) -> str:
    """Return a hash of everything the machine code depends on."""
    digest = hashlib.sha256()
    about = (llvmlite.__version__, llvm.get_host_cpu_name(), llvm.get_host_cpu_features().flatten())
    digest.update(repr((about, llvm.get_default_triple(), method, width, quasi_steady, directions)).encode())
    root = files("osteotwin")
    for folder in _SOURCES:
        for file in sorted((root / folder).iterdir(), key=lambda entry: entry.name):
            if file.name.endswith(".py"):
                digest.update(file.read_bytes())
    for file in sorted((root / "parameters" / "data").iterdir(), key=lambda entry: entry.name):
        digest.update("\n".join(_names_in(file.read_text(encoding="utf-8"))).encode())
    return digest.hexdigest()[:32]


def _sources_changed() -> bool:
    """Return whether a source file is younger than this process's copy of it.

    The equations in memory are then not those on disk, from which the key is made: what is kept on disk
    must neither be used nor be written.
    """
    root = files("osteotwin")
    stamps = [
        Path(str(file)).stat().st_mtime
        for folder in _SOURCES
        for file in (root / folder).iterdir()
        if file.name.endswith(".py")
    ]
    return max(stamps) > LOADED_AT


def _names_in(text: str) -> list[str]:
    # Only the names and their order matter to the code; values are data.
    return [line for line in text.splitlines() if line.startswith("[")]


@cache
def build(
    method: str = "Rodas4", width: int = 0, quasi_steady: tuple[str, ...] = (), directions: int = 0
) -> Kernel:
    """Return the compiled kernel, from disk where it has been compiled before.

    Parameters
    ----------
    method : str
        ``"Rodas4"`` or ``"Rodas5P"``.
    width : int
        People per vector; 0: what the machine's vectors hold.
    quasi_steady : tuple of str
        Fast states to hold at their balance.
    directions : int
        Along how many directions the kernel takes derivatives; 0: it only simulates.
    """
    chosen = width or host_width()
    machine = _machine()
    key = _fingerprint(method, chosen, quasi_steady, directions)
    code = None if _sources_changed() else store.load(key)
    if code is None:
        code = _compile(assemble(METHODS[method], chosen, quasi_steady, directions), machine)
        if not _sources_changed():
            store.save(key, code)
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), machine)
    engine.add_object_file(llvm.ObjectFileRef.from_data(code))
    engine.finalize_object()
    address = engine.get_function_address("drive")
    drive = ctypes.CFUNCTYPE(None, ctypes.c_void_p)(address)  # ctypes releases the interpreter lock
    return Kernel(drive, chosen, engine)
