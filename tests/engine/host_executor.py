"""A device played by this machine: the same text, emulated, with memory of its own."""

from __future__ import annotations

import threading
from dataclasses import dataclass

import numpy as np
from tests.engine.ptx_emulation import emulate

from osteotwin.engine.gpu.executor import Array, Buffer


@dataclass(frozen=True)
class HostBuffer:
    """A copy that the caller's arrays know nothing of, as on a device."""

    array: Array

    @property
    def address(self) -> int:
        """Where it begins."""
        return self.array.ctypes.data


@dataclass(frozen=True)
class HostExecutor:
    """Emulate the kernel.

    Attributes
    ----------
    threads : int
        Threads of the emulated device; they take people from the shared counter at the same time.
    bytes_free : int
        Memory of the emulated device.
    """

    threads: int = 2
    bytes_free: int = 1 << 30

    def memory(self) -> int:
        """How many bytes of arrays fit."""
        return self.bytes_free

    def upload(self, array: Array) -> HostBuffer:
        """A copy of an array."""
        return HostBuffer(array.copy())

    def allocate(self, array: Array) -> HostBuffer:
        """Memory for an array of this shape, filled with NaN."""
        return HostBuffer(np.full_like(array, np.nan))

    def download(self, buffer: Buffer, into: Array) -> None:
        """Copy a buffer into an array of the same shape."""
        if isinstance(buffer, HostBuffer):
            into[...] = buffer.array

    def launch(self, ptx: str, entry: str, record: Buffer, people: int) -> None:
        """Run a kernel on a record until it has finished."""
        run = emulate(ptx, entry).run
        threads = [
            threading.Thread(target=run, args=(record.address,)) for _ in range(min(self.threads, people))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
