"""A block's record in an executor's memory, and its results back."""

from __future__ import annotations

from dataclasses import dataclass

from osteotwin.engine.gpu.executor import Buffer, Executor
from osteotwin.engine.kernel import work
from osteotwin.engine.kernel.record import Record

#: What a kernel only reads; of the rest, which it writes, everything comes back.
_GIVEN = frozenset(
    {
        "next_job", "cancel", "parameters", "initial", "timeline_of", "segment_start", "begin", "end", "inputs",
        "dose_start", "dose_state", "dose_amount", "output_start", "output_day", "row_of", "tolerances",
    }
)  # fmt: skip
#: Results that begin as NaN: there is nothing to send.
_BLANK = frozenset({"states", "outputs", "final", "day_reached"})


@dataclass(frozen=True)
class DeviceRecord:
    """A record whose addresses lie in an executor's memory.

    Attributes
    ----------
    record : Buffer
    buffers : dict of str to Buffer
        By field of ``work.FIELDS``; keeps them alive.
    """

    record: Buffer
    buffers: dict[str, Buffer]


def send(record: Record, executor: Executor) -> DeviceRecord:
    """A record's copy in an executor's memory."""
    buffers: dict[str, Buffer] = {
        name: executor.allocate(array) if name in _BLANK else executor.upload(array)
        for name, array in record.arrays.items()
    }
    fields = record.record.copy()
    for name, buffer in buffers.items():
        fields[work.PLACE[name]] = buffer.address
    return DeviceRecord(executor.upload(fields), buffers)


def fetch(sent: DeviceRecord, record: Record, executor: Executor) -> None:
    """Copy the results back into the arrays of the record."""
    for name, buffer in sent.buffers.items():
        if name not in _GIVEN:
            executor.download(buffer, record.arrays[name])
