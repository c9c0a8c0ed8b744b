"""The emulation of PTX: small kernels whose answers are known."""

from __future__ import annotations

import math
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from tests.engine.ptx_emulation import UnknownInstructionError, emulate, translate

HEAD = """
.version 7.0
.target sm_70
.address_size 64
"""


def kernel(*lines: str, functions: str = "", local: str = "") -> str:
    body = "\n".join(line if line.endswith(":") else f"\t{line};" for line in lines)
    return f"""{HEAD}{functions}
.visible .entry k(
	.param .u64 .ptr .align 1 k_param_0
)
{{
	{local}
	.reg .b64 	%SP;
	.reg .b64 	%SPL;
	.reg .pred 	%p<4>;
	.reg .b64 	%rd<20>;
	ld.param.b64 	%rd0, [k_param_0];
	cvta.to.global.u64 	%rd0, %rd0;
{body}
	ret;

}}
"""


def run(text: str, *values: float) -> np.ndarray:
    memory = np.array(values, dtype=float)
    emulate(text, "k").run(memory.ctypes.data)
    return memory


def compute(*lines: str, x: float = 0.0, y: float = 0.0) -> float:
    """Return %rd3 after instructions on x in %rd1 and y in %rd2."""
    load = ("ld.global.b64 \t%rd1, [%rd0]", "ld.global.b64 \t%rd2, [%rd0+8]")
    return float(run(kernel(*load, *lines, "st.global.b64 \t[%rd0+16], %rd3"), x, y, 0.0)[2])


def bits(value: int) -> float:
    return float(np.array([value], dtype=np.int64).view(np.float64)[0])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("add.rn.f64 %rd3, %rd1, %rd2", 0.3 + 7.0),
        ("sub.f64 %rd3, %rd1, %rd2", 0.3 - 7.0),
        ("mul.rn.f64 %rd3, %rd1, %rd2", 0.3 * 7.0),
        ("div.rn.f64 %rd3, %rd1, %rd2", 0.3 / 7.0),
        ("rcp.rn.f64 %rd3, %rd2", 1 / 7.0),
        ("neg.f64 %rd3, %rd1", -0.3),
        ("abs.f64 %rd3, %rd1", 0.3),
        ("sqrt.rn.f64 %rd3, %rd2", math.sqrt(7.0)),
        ("max.f64 %rd3, %rd1, %rd2", 7.0),
        ("min.f64 %rd3, %rd1, %rd2", 0.3),
        ("mov.b64 %rd3, 0d4010000000000000", 4.0),
        ("mov.f64 %rd3, 0d4010000000000000", 4.0),
        ("mul.f64 %rd3, %rd2, 0dBFE0000000000000", -3.5),
    ],
)
def test_arithmetic(line: str, expected: float) -> None:
    assert compute(line, x=0.3, y=7.0) == expected


def test_a_fused_product_and_sum_rounds_once() -> None:
    x = 1 + 2.0**-30
    assert x * x - 1 != 2.0**-29 + 2.0**-60
    assert compute("fma.rn.f64 %rd3, %rd1, %rd1, 0dBFF0000000000000", x=x) == 2.0**-29 + 2.0**-60


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("add.s64 %rd3, %rd1, -3", -13),
        ("sub.s64 %rd3, %rd1, %rd2", -12),
        ("shl.b64 %rd3, %rd2, 52", 2 << 52),
        ("shr.s64 %rd3, %rd1, 1", -5),
        ("and.b64 %rd3, %rd1, 7", -10 & 7),
        ("mad.lo.s64 %rd3, %rd1, 5, %rd2", -48),
    ],
)
def test_whole_numbers(line: str, expected: int) -> None:
    found = compute(line, x=bits(-10), y=bits(2))
    assert int(np.array([found]).view(np.int64)[0]) == expected


def test_a_whole_number_becomes_a_double() -> None:
    assert compute("cvt.rn.f64.s64 %rd3, %rd1", x=bits(-10)) == -10.0


@pytest.mark.parametrize(
    ("comparison", "x", "y", "expected"),
    [
        ("lt", 1.0, 2.0, True), ("lt", math.nan, 2.0, False), ("ltu", math.nan, 2.0, True),
        ("gt", 2.0, 2.0, False), ("ge", 2.0, 2.0, True), ("eq", math.nan, math.nan, False),
        ("neu", math.nan, math.nan, True), ("num", 1.0, math.nan, False), ("num", 1.0, 2.0, True),
        ("gtu", 1.0, 2.0, False), ("gtu", 1.0, math.nan, True),
    ],
)  # fmt: skip
def test_comparisons_with_and_without_nan(comparison: str, x: float, y: float, expected: bool) -> None:
    lines = (
        f"setp.{comparison}.f64 %p1, %rd1, %rd2",
        "selp.f64 %rd3, 0d3FF0000000000000, 0d0000000000000000, %p1",
    )
    assert compute(*lines, x=x, y=y) == float(expected)


def test_loops_branches_and_guards() -> None:
    lines = (
        "mov.b64 %rd3, 0d0000000000000000", "mov.b64 %rd4, 0",
        "$L__BB0_1:",
        "setp.ge.s64 %p1, %rd4, 10", "@%p1 bra $L__BB0_2",
        "add.f64 %rd3, %rd3, %rd1", "add.s64 %rd4, %rd4, 1", "bra.uni $L__BB0_1",
        "$L__BB0_2:",
        "setp.gt.f64 %p2, %rd3, %rd2", "@!%p2 bra $L__BB0_3",
        "neg.f64 %rd3, %rd3",
        "$L__BB0_3:",
    )  # fmt: skip
    assert compute(*lines, x=1.5, y=20.0) == 15.0
    assert compute(*lines, x=1.5, y=10.0) == -15.0


def test_predicates_combine() -> None:
    lines = (
        "setp.gt.f64 %p1, %rd1, %rd2", "setp.lt.f64 %p2, %rd1, 0d0000000000000000", "or.pred %p3, %p1, %p2",
        "selp.b64 %rd3, %rd1, %rd2, %p3",
    )  # fmt: skip
    assert compute(*lines, x=-1.0, y=3.0) == -1.0
    assert compute(*lines, x=1.0, y=3.0) == 3.0


def test_the_shared_counter_gives_what_was_there_before() -> None:
    memory = np.array([5], dtype=np.int64)
    text = kernel("atom.global.add.u64 %rd3, [%rd0], 2", "atom.global.add.u64 %rd3, [%rd0], %rd3")
    emulate(text, "k").run(memory.ctypes.data)
    assert memory[0] == (5 + 2) + 5


HALVE = """
.func halve(
	.param .b64 halve_param_0,
	.param .b64 halve_param_1
)
{
	.reg .b64 	%rd<4>;
	ld.param.b64 	%rd1, [halve_param_0];
	cvta.to.local.u64 	%rd1, %rd1;
	ld.local.b64 	%rd2, [%rd1+8];
	ld.param.b64 	%rd3, [halve_param_1];
	mul.f64 	%rd2, %rd2, %rd3;
	st.local.b64 	[%rd1+8], %rd2;
	ret;

}
"""
ON_THE_STACK = (
    "mov.b64 %SPL, __local_depot0", "cvta.local.u64 %SP, %SPL", "st.local.b64 [%SPL+8], %rd1",
    "{ // callseq 0, 0", ".param .b64 param0", ".param .b64 param1",
    "st.param.b64 [param0], %rd4", "st.param.b64 [param1], 0d3FE0000000000000",
    "call.uni halve, (param0, param1)", "} // callseq 0",
    "ld.local.b64 %rd3, [%SPL+8]", "st.global.b64 [%rd0], %rd3",
)  # fmt: skip
LOCAL = ".local .align 64 .b8 \t__local_depot0[128];"


def test_functions_work_on_the_memory_of_the_thread() -> None:
    lines = (
        "ld.global.b64 %rd1, [%rd0]",
        ON_THE_STACK[0],
        ON_THE_STACK[1],
        "mov.b64 %rd4, %SP",
        *ON_THE_STACK[2:],
    )
    assert run(kernel(*lines, functions=HALVE, local=LOCAL), 3.0)[0] == 1.5


@pytest.mark.parametrize(
    "mistake", ["st.local.b64 [%rd0], %rd0", "ld.b64 %rd1, [%rd0]", "st.global.b64 [%SPL], %rd0"]
)
def test_an_address_in_the_wrong_memory_ends_the_run(mistake: str) -> None:
    used = "st.global.b64 [%rd0], %rd1"  # or the load would be left out
    text = kernel("mov.b64 %SPL, __local_depot0", "mov.b64 %rd1, 0", mistake, used, local=LOCAL)
    code = (
        "import sys, numpy as np; from tests.engine.ptx_emulation import emulate; "
        "m = np.zeros(4); emulate(sys.stdin.read(), 'k').run(m.ctypes.data); print('went on')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=text,
        cwd=Path(__file__).parents[2],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode != 0
    assert "went on" not in done.stdout


@pytest.mark.parametrize(
    "line",
    ["sin.approx.f32 %rd1, %rd2", "bar.sync 0", "@%p1 st.global.b64 [%rd0], %rd1", "shr.u64 %rd1, %rd1, 1"],
)
def test_an_unknown_instruction_is_refused(line: str) -> None:
    with pytest.raises(UnknownInstructionError):
        translate(kernel(line))
