"""From the traced model to machine code: assemble the module, compile it, cache the result on disk."""

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

from osteotwin.engine.kernel import code_cache
from osteotwin.engine.kernel.load_time import LOADED_AT
from osteotwin.engine.kernel.tableau import METHODS

#: People per vector for which code is made.
WIDTHS = (1, 2, 4, 8)
#: Source folders, and files beside them, on which the machine code depends.
_FOLDERS = ("body", "engine", "engine/kernel")
_FILES = ("constants.py", "endpoints.py", "endpoints.toml")


@dataclass(frozen=True)
class Kernel:
    """Compiled code of the body for one vector width and method.

    Attributes
    ----------
    drive : callable
        Takes the address of the record of the work.
    width : int
        People per vector.
    code : object
        Keeps the code in memory.
    """

    drive: Callable[[int], None]
    width: int
    code: Any


@dataclass(frozen=True)
class OutputCode:
    """Compiled code that computes some endpoints, for the kernel of the same width.

    Attributes
    ----------
    address : int
        Of the function.
    code : object
        Keeps the code in memory.
    """

    address: int
    code: Any


def host_width() -> int:
    """How many doubles this machine's vectors hold."""
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


def assemble(
    method: str, width: int, quasi_steady: tuple[str, ...], directions: int, endpoints: tuple[str, ...]
) -> str:
    """The text of a kernel, or of what computes some endpoints for it."""
    # Tracing and generating are not needed where the code is on disk.
    from osteotwin.engine.kernel.assembly import kernel_text, output_text

    if endpoints:
        return output_text(width, quasi_steady, endpoints)
    return kernel_text(METHODS[method], width, quasi_steady, directions)


def _compile(text: str, machine: llvm.TargetMachine) -> bytes:
    module = llvm.parse_assembly(text)
    module.verify()
    return machine.emit_object(module)


def _fingerprint(
    method: str, width: int, quasi_steady: tuple[str, ...], directions: int, endpoints: tuple[str, ...]
) -> str:
    """A hash of everything the machine code depends on."""
    digest = hashlib.sha256()
    about = (llvmlite.__version__, llvm.get_host_cpu_name(), llvm.get_host_cpu_features().flatten())
    settings = (method, width, quasi_steady, directions, endpoints)
    digest.update(repr((about, llvm.get_default_triple(), settings)).encode())
    for source in _sources():
        digest.update(source.read_bytes())
    for file in sorted((files("osteotwin") / "parameters" / "data").iterdir(), key=lambda entry: entry.name):
        digest.update("\n".join(_names_in(file.read_text(encoding="utf-8"))).encode())
    return digest.hexdigest()[:32]


def _sources() -> list[Path]:
    """The source files on which the machine code depends, in a fixed order."""
    root = Path(str(files("osteotwin")))
    return [
        *(root / name for name in _FILES),
        *(file for folder in _FOLDERS for file in sorted((root / folder).glob("*.py"))),
    ]


def _sources_changed() -> bool:
    """Whether a source file is younger than this process's copy of it.

    The equations in memory are then not those on disk, from which the key is made: what is cached must neither be
    used nor be written.
    """
    return max(source.stat().st_mtime for source in _sources()) > LOADED_AT


def _names_in(text: str) -> list[str]:
    # Only the names and their order matter to the code; values are data.
    return [line for line in text.splitlines() if line.startswith("[")]


@cache
def build(
    method: str = "Rodas5P", width: int = 0, quasi_steady: tuple[str, ...] = (), directions: int = 0
) -> Kernel:
    """The compiled kernel, from disk where it has been compiled before.

    Parameters
    ----------
    method : str
        ``"Rodas4"`` or ``"Rodas5P"``.
    width : int
        People per vector; 0: what the machine's vectors hold.
    quasi_steady : tuple of str
        Fast states to hold at their steady state.
    directions : int
        Along how many directions the kernel takes derivatives; 0: it only simulates.
    """
    chosen = width or host_width()
    engine = _loaded(method, chosen, quasi_steady, directions, ())
    drive = ctypes.CFUNCTYPE(None, ctypes.c_void_p)(engine.get_function_address("drive"))
    # ctypes releases the interpreter lock while it runs.
    return Kernel(drive, chosen, engine)


@cache
def build_output_code(
    endpoints: tuple[str, ...], width: int = 0, quasi_steady: tuple[str, ...] = ()
) -> OutputCode:
    """Code that computes some endpoints only, from disk where it has been compiled before.

    Parameters
    ----------
    endpoints : tuple of str
        One or more, in the order of the results.
    width, quasi_steady : int, tuple of str
        As those of the kernel.
    """
    engine = _loaded("", width or host_width(), quasi_steady, 0, endpoints)
    return OutputCode(engine.get_function_address("output_rows"), engine)


def _loaded(
    method: str, width: int, quasi_steady: tuple[str, ...], directions: int, endpoints: tuple[str, ...]
) -> Any:
    """Code in memory, from disk or newly compiled."""
    machine = _machine()
    settings = (method, width, quasi_steady, directions, endpoints)
    key = _fingerprint(*settings)
    code = None if _sources_changed() else code_cache.load(key)
    if code is None:
        code = _compile(assemble(*settings), machine)
        if not _sources_changed():
            code_cache.save(key, code)
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), machine)
    engine.add_object_file(llvm.ObjectFileRef.from_data(code))
    engine.finalize_object()
    return engine
