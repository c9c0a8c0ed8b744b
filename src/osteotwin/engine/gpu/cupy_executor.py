"""An NVIDIA graphics processor, through CuPy, which is imported when the first one is asked for."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from osteotwin.engine.gpu.executor import Array, Buffer, DeviceError

#: Threads that share an instruction; one such group is a block here, so that each leaves when it is done.
_WARP = 32
#: Registers are handed out to a group of threads in portions of so many.
_REGISTER_PORTION = 256
_ALL_BITS = 0xFF
_INSTALL = "install the extra with: pip install 'osteotwin[gpu]'"


def _cupy() -> Any:
    # By name: CuPy is never required, not even by those who check the types of this code.
    return import_module("cupy")


def why_not() -> str | None:
    """Why no device can be used, in one sentence; None where one can."""
    if find_spec("cupy") is None:
        return f"CuPy, which speaks to NVIDIA's graphics processors, is not installed; {_INSTALL}."
    try:
        found = int(_cupy().cuda.runtime.getDeviceCount())
    except (ImportError, OSError, RuntimeError) as error:
        reason = str(error).strip().splitlines()[0]
        return f"No NVIDIA graphics processor can be used on this machine ({reason}); use the kernel engine."
    return None if found else "This machine has no NVIDIA graphics processor; use the kernel engine."


@dataclass(frozen=True)
class DeviceBuffer:
    """An array in the device's memory."""

    array: Any

    @property
    def address(self) -> int:
        """Where it begins."""
        return int(self.array.data.ptr)


@dataclass(frozen=True)
class CupyExecutor:
    """Run kernels on the current device.

    Attributes
    ----------
    warps : int
        Groups of 32 threads on each multiprocessor; 0: as many as its registers hold. Fewer leave more of the
        caches to each person.
    """

    warps: int = 0

    def __post_init__(self) -> None:
        reason = why_not()
        if reason is not None:
            raise DeviceError(reason)

    def memory(self) -> int:
        """How many bytes of arrays fit."""
        cupy = _cupy()
        cupy.get_default_memory_pool().free_all_blocks()
        return int(cupy.cuda.runtime.memGetInfo()[0])

    def upload(self, array: Array) -> DeviceBuffer:
        """A copy of an array in the device's memory."""
        try:
            return DeviceBuffer(_cupy().asarray(array))
        except MemoryError as error:
            raise DeviceError(_no_memory(array)) from error

    def allocate(self, array: Array) -> DeviceBuffer:
        """Memory for an array of this shape, filled with NaN on the device."""
        try:
            blank = _cupy().empty(array.shape, dtype=array.dtype)
            blank.data.memset(_ALL_BITS, blank.nbytes)  # a double of all bits is NaN; no compiler is needed
            return DeviceBuffer(blank)
        except MemoryError as error:
            raise DeviceError(_no_memory(array)) from error

    def download(self, buffer: Buffer, into: Array) -> None:
        """Copy a buffer into an array of the same shape."""
        if isinstance(buffer, DeviceBuffer):
            buffer.array.get(out=into)

    def launch(self, ptx: str, entry: str, record: Buffer, people: int) -> None:
        """Run a kernel on a record until it has finished."""
        if not isinstance(record, DeviceBuffer):
            message = "The record of the work is not in the device's memory"
            raise DeviceError(message)
        try:
            device = _cupy().cuda.Device()
            kernel = load_kernel(ptx, entry, device.id)
            blocks = min(-(-people // _WARP), resident_warps(kernel.num_regs, device.attributes, self.warps))
            kernel((blocks,), (_WARP,), (record.array,))
            device.synchronize()
        except RuntimeError as error:
            reason = str(error).strip().splitlines()[0]
            message = (
                f"The graphics processor stopped ({reason}); try fewer people_per_block, or the kernel engine"
            )
            raise DeviceError(message) from error


def resident_warps(registers: int, attributes: dict[str, int], wanted: int = 0) -> int:
    """How many groups of 32 threads a device holds at once.

    Parameters
    ----------
    registers : int
        Of each thread.
    attributes : dict of str to int
        As CuPy gives them of a device.
    wanted : int
        Groups on each multiprocessor; 0: as many as fit.
    """
    each = -(-registers * _WARP // _REGISTER_PORTION) * _REGISTER_PORTION
    fit = attributes["MaxRegistersPerMultiprocessor"] // max(each, 1)
    most = max(1, min(fit, attributes["MaxThreadsPerMultiProcessor"] // _WARP))
    return min(wanted or most, most) * attributes["MultiProcessorCount"]


@cache
def load_kernel(ptx: str, entry: str, device: int) -> Any:
    """The kernel as CuPy calls it, compiled by the driver for the current device.

    Parameters
    ----------
    ptx, entry : str
    device : int
        Number of the current device; a kernel belongs to one.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kernel.ptx"
        path.write_text(ptx, encoding="ascii")
        kernel = _cupy().RawModule(path=str(path)).get_function(entry)
        kernel.compile()  # loads the file, which is gone afterwards
    return kernel


def _no_memory(array: Array) -> str:
    return (
        f"The graphics processor has no memory for another {array.nbytes / 1e6:.0f} MB; "
        "set people_per_block to fewer people"
    )
