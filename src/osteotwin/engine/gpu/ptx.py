"""The generated kernel as PTX, the portable assembly of NVIDIA's graphics processors.

The module is the one of the processor's kernel at width 1. What differs is the target, the entry, which
becomes a kernel, and that the memory of every address is written down. llvmlite brings the code generator;
neither a CUDA toolkit nor a device is needed to write PTX, and the device's driver compiles it further.
"""

from __future__ import annotations

import re
from functools import cache

import llvmlite.binding as llvm

from osteotwin.engine.gpu.address_spaces import with_address_spaces
from osteotwin.engine.kernel.assembly import kernel_text
from osteotwin.engine.kernel.tableau import METHODS

TRIPLE = "nvptx64-nvidia-cuda"
ENTRY = "drive"
#: The oldest architecture that the text runs on. A driver compiles it for any later one.
ARCHITECTURE = "sm_70"
_LANGUAGE = "+ptx70"
#: Comments with a number that LLVM before version 22 counts over the whole process: the text must not depend on it.
_CALL_NUMBER = re.compile(r" // callseq [\d, ]+$", re.MULTILINE)
_TARGET_LINE = re.compile(r'^target (triple|datalayout) = ".*"\n', re.MULTILINE)


class NoPtxError(RuntimeError):
    """LLVM was built without its code generator for NVIDIA's graphics processors."""


def _machine() -> llvm.TargetMachine:
    llvm.initialize_all_targets()
    llvm.initialize_all_asmprinters()
    try:
        target = llvm.Target.from_triple(TRIPLE)
    except RuntimeError as error:
        message = f"llvmlite {llvm.llvm_version_info} cannot write code for NVIDIA's graphics processors"
        raise NoPtxError(message) from error
    return target.create_target_machine(cpu=ARCHITECTURE, features=_LANGUAGE, opt=3)


def device_module(text: str, layout: str) -> str:
    """A module of width 1, written for the processor, for the device.

    Parameters
    ----------
    text : str
        As ``osteotwin.engine.kernel.assembly.kernel_text`` returns it.
    layout : str
        Data layout of the device.
    """
    bare = _TARGET_LINE.sub("", str(llvm.parse_assembly(text)))
    bare = bare.replace(f"define void @{ENTRY}(", f"define ptx_kernel void @{ENTRY}(")
    return f'target datalayout = "{layout}"\ntarget triple = "{TRIPLE}"\n' + with_address_spaces(bare, ENTRY)


@cache
def emit_ptx(method: str = "Rodas5P") -> str:
    """The kernel of a method as PTX.

    Parameters
    ----------
    method : str
        ``"Rodas4"`` or ``"Rodas5P"``.

    Raises
    ------
    NoPtxError
        Where llvmlite cannot write it.
    """
    machine = _machine()
    text = kernel_text(METHODS[method], 1, device=True)
    module = llvm.parse_assembly(device_module(text, str(machine.target_data)))
    module.verify()
    return _CALL_NUMBER.sub("", machine.emit_assembly(module))
