"""The kernel's PTX as text: what a device's driver would be given, and what NVIDIA's own assembler says of it."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import llvmlite.binding as llvm
import pytest
from benchmarks.gpu_cost import FUNCTION, instructions

from osteotwin.body import whole
from osteotwin.engine.gpu.address_spaces import (
    GLOBAL,
    LOCAL,
    UnclearAddressError,
    pointer_arguments,
    with_address_spaces,
)
from osteotwin.engine.gpu.ptx import ARCHITECTURE, ENTRY, emit_ptx
from osteotwin.engine.kernel.tableau import METHODS

STRAIGHT = ("linearize", "solve", "rates")


@pytest.fixture(scope="module", params=list(METHODS))
def method(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def ptx(method: str) -> str:
    return emit_ptx(method)


@pytest.fixture(scope="module")
def by_function(ptx: str) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {}
    for function, instruction in instructions(ptx):
        counts.setdefault(function, Counter())[instruction] += 1
    return counts


@pytest.mark.slow
def test_one_entry_that_takes_the_record(ptx: str) -> None:
    assert re.findall(r"\.visible \.entry (\w+)\(", ptx) == [ENTRY]
    assert len(re.findall(rf"{ENTRY}_param_\d+$", ptx, re.MULTILINE)) == 1
    assert ".address_size 64" in ptx
    assert f".target {ARCHITECTURE}" in ptx


@pytest.mark.slow
def test_everything_that_is_called_stands_in_the_text(ptx: str) -> None:
    called = set(re.findall(r"call\.uni\s+(\w+)", ptx))
    defined = {found["name"] for found in FUNCTION.finditer(ptx)}
    assert called == defined - {ENTRY}
    assert ".extern" not in ptx
    assert not re.search(r"\b(__nv_\w+|exp|log|pow|fma|vprintf|malloc)\b\s*[,;(]", ptx)


@pytest.mark.slow
def test_double_precision_throughout_and_nothing_approximate(by_function: dict[str, Counter[str]]) -> None:
    suffixes = {suffix for count in by_function.values() for name in count for suffix in name.split(".")[1:]}
    assert "f64" in suffixes
    assert not suffixes & {"f32", "f16", "bf16", "f16x2", "approx", "ftz", "full"}
    divisions = {n for count in by_function.values() for n in count if n.startswith(("div", "rcp", "sqrt"))}
    assert divisions
    assert all(".rn." in name for name in divisions)


@pytest.mark.slow
def test_every_access_says_which_memory(by_function: dict[str, Counter[str]]) -> None:
    places = Counter(
        name.split(".")[1]
        for count in by_function.values()
        for name in count
        if name.startswith(("ld.", "st."))
    )
    assert set(places) == {"local", "global", "param"}


@pytest.mark.slow
def test_a_step_touches_a_threads_own_memory_alone(by_function: dict[str, Counter[str]]) -> None:
    for function in STRAIGHT:
        memories = {name.split(".")[1] for name in by_function[function] if name.startswith(("ld.", "st."))}
        assert memories == {"local", "param"}
        assert "bra" not in by_function[function]


@pytest.mark.slow
def test_the_counter_of_people_is_the_only_thing_that_threads_share(
    by_function: dict[str, Counter[str]],
) -> None:
    shared = [
        (f, n) for f, count in by_function.items() for n in count if n.startswith(("atom", "red", "bar"))
    ]
    assert shared == [("refill", "atom.global.add.u64")]
    assert by_function["refill"]["atom.global.add.u64"] == 1


@pytest.mark.slow
def test_a_thread_needs_little_memory_of_its_own(ptx: str) -> None:
    reserved = sum(int(size) for size in re.findall(r"__local_depot\d+\[(\d+)\]", ptx))
    assert 8 * len(whole.STATES) * 8 < reserved < 20_000


@pytest.mark.slow
def test_another_process_writes_the_same_text() -> None:
    code = (
        "import hashlib; from osteotwin.engine.gpu.ptx import emit_ptx; "
        "print(hashlib.sha256(emit_ptx('Rodas4').encode()).hexdigest())"
    )
    found = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONHASHSEED": "12345"},
        check=True,
        capture_output=True,
        text=True,
    )
    assert found.stdout.strip() == hashlib.sha256(emit_ptx("Rodas4").encode()).hexdigest()


def _ptxas() -> str | None:
    return shutil.which("ptxas") or shutil.which("ptxas", path="/usr/local/cuda/bin")


@pytest.mark.slow
@pytest.mark.skipif(_ptxas() is None, reason="NVIDIA's assembler ptxas is not on this machine")
@pytest.mark.parametrize(("method", "architecture"), [("Rodas4", "sm_80"), ("Rodas5P", "sm_90")])
def test_nvidias_assembler_accepts_it(method: str, architecture: str, tmp_path: Path) -> None:
    source = tmp_path / "kernel.ptx"
    source.write_text(emit_ptx(method), encoding="ascii")
    done = subprocess.run(
        [str(_ptxas()), "-v", f"-arch={architecture}", str(source), "-o", str(tmp_path / "kernel.cubin")],
        check=False,
        capture_output=True,
        text=True,
    )
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    assert "error" not in said
    registers = re.search(r"Used (\d+) registers", said)
    stack = re.search(r"(\d+) bytes cumulative stack size", said)
    assert registers is not None
    assert int(registers[1]) <= 255
    assert stack is not None
    assert int(stack[1]) < 32_768


TWO_MEMORIES = """
define internal void @put(ptr %to, double %x) noinline {
entry:
  store double %x, ptr %to, align 8
  ret void
}
define void @drive(ptr %record) {
entry:
  %own = alloca double, align 8
  %given = load ptr, ptr %record, align 8
  call void @put(ptr %WHERE, double 1.0)
  call void @put(ptr %own, double 2.0)
  ret void
}
"""


def test_where_addresses_lie_is_proved_from_the_calls() -> None:
    assert pointer_arguments(TWO_MEMORIES.replace("%WHERE", "%own"), "drive") == {
        ("drive", 0): GLOBAL,
        ("put", 0): LOCAL,
    }


def test_an_address_of_two_memories_is_refused() -> None:
    with pytest.raises(UnclearAddressError, match="argument 0 of put"):
        pointer_arguments(TWO_MEMORIES.replace("%WHERE", "%given"), "drive")


def test_an_address_from_nowhere_is_refused() -> None:
    text = TWO_MEMORIES.replace("%given = load ptr, ptr %record, align 8", "%given = inttoptr i64 64 to ptr")
    with pytest.raises(UnclearAddressError, match="given in drive"):
        pointer_arguments(text.replace("%WHERE", "%given"), "drive")


def test_written_down_address_spaces_are_valid_and_change_nothing_else() -> None:
    text = str(llvm.parse_assembly(TWO_MEMORIES.replace("%WHERE", "%own")))
    marked = with_address_spaces(text, "drive")
    llvm.parse_assembly(marked).verify()
    assert "addrspacecast ptr %to.given to ptr addrspace(5)" in marked
    assert "addrspacecast ptr %given.given to ptr addrspace(1)" in marked
    kept = [line for line in marked.splitlines() if "addrspacecast" not in line]
    assert [line.replace(".given", "") for line in kept] == text.splitlines()
