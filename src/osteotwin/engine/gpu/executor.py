"""What runs a kernel: a device, or an emulation of one. Everything else is the same for both."""

from __future__ import annotations

from typing import Any, Protocol

from numpy.typing import NDArray

from osteotwin.errors import OsteotwinError

Array = NDArray[Any]


class DeviceError(OsteotwinError):
    """A device that is missing, or that could not do its work; its text is the sentence for the user."""


class Buffer(Protocol):
    """An array in an executor's memory."""

    @property
    def address(self) -> int:
        """Where it begins, as a kernel sees it."""
        ...


class Executor(Protocol):
    """Holds arrays and runs kernels."""

    def memory(self) -> int:
        """How many bytes of arrays fit."""
        ...

    def upload(self, array: Array) -> Buffer:
        """A copy of an array in the executor's memory."""
        ...

    def allocate(self, array: Array) -> Buffer:
        """Memory for an array of this shape of doubles, filled with NaN, without moving anything."""
        ...

    def download(self, buffer: Buffer, into: Array) -> None:
        """Copy a buffer into an array of the same shape."""
        ...

    def launch(self, ptx: str, entry: str, record: Buffer, people: int) -> None:
        """Run a kernel on a record until it has finished.

        Parameters
        ----------
        ptx, entry : str
            Text of the kernel, and its name.
        record : Buffer
            Of addresses in the executor's memory.
        people : int
            How many jobs the record holds; more threads have nothing to do.

        Raises
        ------
        DeviceError
        """
        ...
