"""Operations are counted as they are done, not as they are written."""

from __future__ import annotations

import ctypes

import llvmlite.binding as llvm
import numpy as np
import pytest

from comparison.cases import make_case
from comparison.contenders.kernel import ONE_THREAD, batch_of
from comparison.instrument import Counters, counting_engine, instrument

MODULE = """
declare <4 x double> @llvm.fma.v4f64(<4 x double>, <4 x double>, <4 x double>)
define internal void @"inner"(ptr %x) noinline {
entry:
  %a = load double, ptr %x
  %b = fadd contract double %a, 1.0
  store double %b, ptr %x
  ret void
}
define void @"drive"(ptr %x, i64 %count) {
entry:
  br label %body
body:
  %i = phi i64 [0, %entry], [%next, %body]
  call void @"inner"(ptr %x)
  %v = load <4 x double>, ptr %x, align 8
  %w = call <4 x double> @llvm.fma.v4f64(<4 x double> %v, <4 x double> %v, <4 x double> %v)
  %next = add i64 %i, 1
  %more = icmp slt i64 %next, %count
  br i1 %more, label %body, label %done
done:
  ret void
}
"""


@pytest.fixture(scope="module")
def run():
    """Run the counting module with a number of repetitions."""
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()

    def run(count: int) -> Counters:
        counters = Counters()
        text = instrument(MODULE, counters, blocks=True, cycles=True)
        machine = llvm.Target.from_default_triple().create_target_machine()
        engine = llvm.create_mcjit_compiler(llvm.parse_assembly(text), machine)
        engine.finalize_object()
        drive = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_int64)(engine.get_function_address("drive"))
        numbers = np.zeros(4)
        drive(numbers.ctypes.data, count)
        assert numbers[0] == count  # it still does what it did
        return counters

    return run


def test_a_loop_counts_as_often_as_it_runs(run) -> None:
    operations = run(7).operations()
    assert operations["inner"] == {"fadd": 7}
    assert operations["drive"] == {"fma": 4 * 7}


def test_the_clock_is_read_around_calls(run) -> None:
    counters = run(5)
    assert counters.times_called() == {"inner": 5, "drive": 0}
    own = counters.own_cycles()
    assert own["inner"] > 0
    assert sum(own.values()) == counters.cycles[counters.calls.index(("", "drive"))]


@pytest.mark.slow
def test_counting_changes_no_result() -> None:
    batch = batch_of(make_case("denosumab", 9, years=0.5))
    plain = ONE_THREAD.run_batch(batch)
    with counting_engine(blocks=True, cycles=True) as counters:
        counted = ONE_THREAD.run_batch(batch)
    assert np.array_equal(plain.final, counted.final)
    # Every step of every person has its right-hand sides: the lanes together do at least that many operations.
    assert sum(counters.operations()["rates"].values()) > 1000 * plain.steps.sum()
