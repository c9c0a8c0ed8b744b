"""What the driver keeps for every lane, and functions that see it."""

from __future__ import annotations

from collections.abc import Sequence

from llvmlite import ir

from osteotwin.engine.kernel import work
from osteotwin.engine.kernel.code import DOUBLE, INT, POINTER, Code

#: Integers of each lane. ``pending``: output days copied aside; ``steps``: taken so far, rejected ones included.
COUNTS = ("job", "segment", "last_segment", "output", "last_output", "row", "pending", "steps")
#: Days of each lane. ``step``: the size that error control asks for; ``used``: the one taken; ``stop``: the end of the
#: segment.
DAYS = ("time", "step", "stop", "used")


class LaneMemory:
    """The integers and days of all lanes, as arrays on the stack of the driver."""

    def __init__(self, code: Code, width: int) -> None:
        self.counts = code.alloca(INT, len(COUNTS) * width)
        self.days = code.alloca(DOUBLE, len(DAYS) * width)
        self.width = width


class DriverCode(Code):
    """A function that sees the record of the work and the memory of the lanes.

    Arguments: record, counts, days, y, c, stages, new, pending, then the function's own. ``pending`` holds the
    states whose outputs are pending, see :mod:`osteotwin.engine.kernel.outputs`.
    """

    def __init__(self, module: ir.Module, name: str, width: int, own: Sequence[ir.Type] = ()) -> None:
        super().__init__(module, name, [POINTER] * 8 + list(own))
        shared, self.own = self.arguments[:8], self.arguments[8:]
        (self.record, self.counts, self.days, self.y, self.c, self.u, self.new, self.pending) = shared
        self.shared = list(shared)
        self.width = width

    def of(self, field: str) -> ir.Value:
        """The address of an array of the record."""
        return self.load(self.record, work.PLACE[field], POINTER)

    def number(self, field: str) -> ir.Value:
        """An integer of the record."""
        return self.load(self.record, work.PLACE[field], INT)


class LaneCode(DriverCode):
    """A function of the driver that works on the lane given as its last argument."""

    def __init__(self, module: ir.Module, name: str, width: int, own: Sequence[ir.Type] = ()) -> None:
        super().__init__(module, name, width, [*own, INT])
        self.lane = self.own[-1]

    def count(self, name: str) -> ir.Value:
        """The address of a lane's integer."""
        place = self.builder.add(self.integer(COUNTS.index(name) * self.width), self.lane)
        return self.at(self.counts, place, INT)

    def day(self, name: str) -> ir.Value:
        """The address of a lane's day."""
        place = self.builder.add(self.integer(DAYS.index(name) * self.width), self.lane)
        return self.at(self.days, place)

    def get(self, name: str) -> ir.Value:
        """The value of a lane's integer or day."""
        if name in COUNTS:
            return self.load(self.count(name), 0, INT)
        return self.load(self.day(name))

    def put(self, name: str, value: ir.Value) -> None:
        """Change a lane's integer or day."""
        if name in COUNTS:
            self.store(value, self.count(name), 0, INT)
        else:
            self.store(value, self.day(name))

    def cell(self, base: ir.Value, index: ir.Value) -> ir.Value:
        """The address of this lane's part of a vector in an array of vectors."""
        b = self.builder
        return self.at(base, b.add(b.mul(index, self.integer(self.width)), self.lane))

    def pass_on(self) -> list[ir.Value]:
        """The arguments for another function of the driver that works on the same lane."""
        return [*self.shared, self.lane]
