"""Small conveniences over llvmlite's builder: typed loads and stores, loops, branches."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from typing import Any

from llvmlite import ir

DOUBLE = ir.DoubleType()
INT = ir.IntType(64)
BIT = ir.IntType(1)
POINTER = ir.PointerType()
#: Bytes of a line of the cache.
LINE = 64
_ALIGNMENT = 8  # of single numbers, which may begin anywhere in a vector


class _Addressed:
    """An address with what the builder asks a function for."""

    def __init__(self, address: Any, signature: ir.FunctionType) -> None:
        self.type = address.type
        self.function_type = signature
        self.get_reference = address.get_reference


class Code:
    """Writes one function.

    Parameters
    ----------
    module : ir.Module
    name : str
    arguments : list of ir.Type
    internal : bool
        Whether the function is called from this module only.
    """

    def __init__(
        self, module: ir.Module, name: str, arguments: Sequence[ir.Type], *, internal: bool = True
    ) -> None:
        self.function = ir.Function(module, ir.FunctionType(ir.VoidType(), arguments), name)
        self.function.attributes.add("nounwind")
        # Without it, values that find no register would lie across the lines of the cache.
        self.function.attributes.alignstack = LINE if internal else 0
        if internal:
            self.function.linkage = "internal"
            self.function.attributes.add("noinline")
        for argument in self.function.args:
            if argument.type == POINTER and internal:
                argument.add_attribute("noalias")
        # llvmlite has no type annotations, and what a checker infers for its builder is wrong.
        self.builder: Any = ir.IRBuilder(self.function.append_basic_block("entry"))

    @property
    def arguments(self) -> tuple[ir.Argument, ...]:
        """The function's arguments."""
        return self.function.args

    def integer(self, value: int) -> ir.Constant:
        """An integer constant."""
        return ir.Constant(INT, value)

    def at(self, base: ir.Value, index: ir.Value | int, element: ir.Type = DOUBLE) -> ir.Value:
        """The address of an element of an array."""
        place = self.integer(index) if isinstance(index, int) else index
        return self.builder.gep(base, [place], source_etype=element)

    def load(self, base: ir.Value, index: ir.Value | int = 0, element: ir.Type = DOUBLE) -> ir.Value:
        """Load an element of an array."""
        return self.builder.load(self.at(base, index, element), typ=element, align=_ALIGNMENT)

    def store(
        self, value: ir.Value, base: ir.Value, index: ir.Value | int = 0, element: ir.Type = DOUBLE
    ) -> None:
        """Store an element of an array."""
        self.builder.store(value, self.at(base, index, element), align=_ALIGNMENT)

    def alloca(self, element: ir.Type, count: int) -> ir.Value:
        """Reserve an array on the stack, aligned to a cache line."""
        place: Any = self.builder.alloca(element, count)
        place.align = LINE
        place.type = POINTER  # an address like any other: what lies there is said at each access
        return place

    @contextmanager
    def loop(self, count: ir.Value | int) -> Generator[ir.Value]:
        """Repeat a block with an index from 0 to count - 1."""
        b = self.builder
        end = self.integer(count) if isinstance(count, int) else count
        before = b.block
        head, body, after = (b.append_basic_block(name) for name in ("head", "body", "after"))
        b.branch(head)
        b.position_at_end(head)
        index = b.phi(INT)
        index.add_incoming(self.integer(0), before)
        b.cbranch(b.icmp_signed("<", index, end), body, after)
        b.position_at_end(body)
        yield index
        index.add_incoming(b.add(index, self.integer(1)), b.block)
        b.branch(head)
        b.position_at_end(after)

    def fold(
        self, count: int, first: ir.Value, type_: ir.Type, step: Callable[[ir.Value, ir.Value], ir.Value]
    ) -> ir.Value:
        """Reduce: a value that a step replaces, once for each index from 0 to count - 1."""
        b = self.builder
        before = b.block
        body, after = (b.append_basic_block(name) for name in ("body", "after"))
        b.branch(body)
        b.position_at_end(body)
        index, value = b.phi(INT), b.phi(type_)
        index.add_incoming(self.integer(0), before)
        value.add_incoming(first, before)
        changed, following = step(index, value), b.add(index, self.integer(1))
        index.add_incoming(following, b.block)
        value.add_incoming(changed, b.block)
        b.cbranch(b.icmp_signed("<", following, self.integer(count)), body, after)
        b.position_at_end(after)
        return changed

    def while_(self) -> tuple[ir.Block, ir.Block, ir.Block]:
        """Begin a loop at its test; returns the blocks of test, body and end."""
        b = self.builder
        test, body, after = (b.append_basic_block(name) for name in ("test", "body", "after"))
        b.branch(test)
        b.position_at_end(test)
        return test, body, after

    def call_at(self, address: ir.Value, signature: ir.FunctionType, arguments: Sequence[ir.Value]) -> None:
        """Call a function of which only the address is known."""
        self.builder.call(_Addressed(address, signature), arguments)

    def end(self) -> None:
        """End the function."""
        self.builder.ret_void()
