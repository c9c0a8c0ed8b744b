"""Count what the generated code does while it runs: how often each block ran, and the cycles in each function.

The text of the module is changed before it is compiled: every block counts itself, every call reads the clock before
and after. Operations per block are counted in the text, so that the totals are those of the real run, rejected steps
and idle lanes included.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from comparison.worker import environment

_FUNCTION = re.compile(r'^define .*?@"?([\w.]+)"?\(')
_LABEL = re.compile(r'^"?([\w.]+)"?:')
_TERMINATOR = re.compile(r"^\s+(br|ret|switch|unreachable)\b")
_CALL = re.compile(r'^\s+(?:tail )?call void (?P<how>[@%])"?(?P<name>[\w.]+)"?\(')
_OPERATION = re.compile(
    r"(?:= (?P<plain>fadd|fsub|fmul|fdiv)\b|call[^@]*@\"?llvm[.](?P<intrinsic>fma|fmuladd|sqrt)[.])"
)
_WIDTH = re.compile(r"<(\d+) x double>")
#: Floating-point operations of an instruction, per lane.
WEIGHT = {"fadd": 1, "fsub": 1, "fmul": 1, "fdiv": 1, "sqrt": 1, "fma": 2, "fmuladd": 2}
_MOST = 100_000
#: The function that is called from outside, and the one that is called by its address.
OUTERMOST, ADDRESSED = "drive", "output_rows"


@dataclass
class Counters:
    """What was counted.

    Attributes
    ----------
    blocks : list of (str, Counter)
        The function of each block, and its operations (lanes counted) by kind.
    calls : list of (str, str)
        Caller and callee of each call.
    block_runs, cycles, call_runs : array
        How often each block ran; cycles within each call; how often each call was made.
    """

    blocks: list[tuple[str, Counter[str]]] = field(default_factory=list)
    calls: list[tuple[str, str]] = field(default_factory=list)
    block_runs: NDArray[np.int64] = field(default_factory=lambda: np.zeros(_MOST, dtype=np.int64))
    cycles: NDArray[np.int64] = field(default_factory=lambda: np.zeros(_MOST, dtype=np.int64))
    call_runs: NDArray[np.int64] = field(default_factory=lambda: np.zeros(_MOST, dtype=np.int64))

    def operations(self) -> dict[str, Counter[str]]:
        """How many operations of each kind were done in each function."""
        total: dict[str, Counter[str]] = {}
        for (function, operations), runs in zip(self.blocks, self.block_runs.tolist(), strict=False):
            mine = total.setdefault(function, Counter())
            for kind, count in operations.items():
                mine[kind] += count * runs
        return total

    def own_cycles(self) -> dict[str, int]:
        """The cycles spent in each function, those in functions that it calls not counted."""
        own: Counter[str] = Counter()
        for (caller, callee), cycles in zip(self.calls, self.cycles.tolist(), strict=False):
            own[callee] += cycles
            if caller:
                own[caller] -= cycles
        return dict(own)

    def times_called(self) -> dict[str, int]:
        """How often each function was called."""
        called: Counter[str] = Counter()
        for (_, callee), runs in zip(self.calls, self.call_runs.tolist(), strict=False):
            called[callee] += runs
        return dict(called)


def _add(array: NDArray[np.int64], place: int, amount: str, name: str) -> list[str]:
    where = f"inttoptr (i64 {array.ctypes.data + 8 * place} to ptr)"
    return [
        f'  %"{name}.old" = load i64, ptr {where}',
        f'  %"{name}.new" = add i64 %"{name}.old", {amount}',
        f'  store i64 %"{name}.new", ptr {where}',
    ]


def instrument(text: str, counters: Counters, *, blocks: bool, cycles: bool) -> str:
    """The text of a module that counts.

    Parameters
    ----------
    blocks, cycles : bool
        Count block runs; read the clock around calls.
    """
    lines: list[str] = []
    function = ""
    for line in text.splitlines():
        entered = False
        if found := _FUNCTION.match(line):
            function = found[1]
        elif function and _LABEL.match(line):
            entered = not counters.blocks or counters.blocks[-1][0] != function
            counters.blocks.append((function, Counter()))
        if found := _OPERATION.search(line):
            kind = found["plain"] or found["intrinsic"]
            width = _WIDTH.search(line)
            counters.blocks[-1][1][kind] += int(width[1]) if width else 1
        if blocks and _TERMINATOR.match(line) and function:
            place = len(counters.blocks) - 1
            lines += _add(counters.block_runs, place, "1", f"count.block.{place}")
        if cycles and function == OUTERMOST and line.strip() == "ret void":
            lines += _clock_out(counters)
        call = _CALL.match(line) if cycles else None
        called = "" if call is None else call["name"] if call["how"] == "@" else ADDRESSED
        if called and not called.startswith("llvm."):
            lines += _timed(line, (function, called), counters)
        else:
            lines.append(line)
        if cycles and entered and function == OUTERMOST:
            lines.append('  %"count.whole.begin" = call i64 @llvm.readcyclecounter()')
    return "\n".join([*lines, "declare i64 @llvm.readcyclecounter()" if cycles else ""])


def _clock_out(counters: Counters) -> list[str]:
    place = len(counters.calls)
    counters.calls.append(("", OUTERMOST))
    return [
        '  %"count.whole.end" = call i64 @llvm.readcyclecounter()',
        '  %"count.whole.spent" = sub i64 %"count.whole.end", %"count.whole.begin"',
        *_add(counters.cycles, place, '%"count.whole.spent"', "count.whole.sum"),
    ]


def _timed(line: str, pair: tuple[str, str], counters: Counters) -> list[str]:
    place = len(counters.calls)
    counters.calls.append(pair)
    name = f"count.call.{place}"
    return [
        f'  %"{name}.begin" = call i64 @llvm.readcyclecounter()',
        line,
        f'  %"{name}.end" = call i64 @llvm.readcyclecounter()',
        f'  %"{name}.spent" = sub i64 %"{name}.end", %"{name}.begin"',
        *_add(counters.cycles, place, f'%"{name}.spent"', f"{name}.sum"),
        *_add(counters.call_runs, place, "1", f"{name}.runs"),
    ]


@contextmanager
def counting_engine(*, blocks: bool, cycles: bool) -> Generator[Counters]:
    """Let the engine build code that counts, within the block; only in a process of its own."""
    from osteotwin.engine.kernel import build as building

    counters = Counters()
    plain: Callable[..., str] = building.assemble

    def assemble(*args: Any, **options: Any) -> str:
        return instrument(plain(*args, **options), counters, blocks=blocks, cycles=cycles)

    building.assemble = assemble
    building.build.cache_clear()
    try:
        with TemporaryDirectory() as folder, environment({"OSTEOTWIN_CACHE": folder}):
            yield counters
    finally:
        building.assemble = plain
        building.build.cache_clear()
