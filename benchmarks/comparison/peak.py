"""What one core can do at best: loops of independent vector instructions."""

from __future__ import annotations

import ctypes
import time

import llvmlite.binding as llvm

_INSTRUCTIONS = 20_000_000


def _loop(width: int, chains: int, operation: str) -> str:
    kind = f"<{width} x double>"
    numbers = [", ".join(["double " + value] * width) for value in ("0.999999", "1.0e-6")]
    lines = [
        f"declare {kind} @llvm.fma.v{width}f64({kind}, {kind}, {kind})",
        "define void @spin(ptr %out, i64 %count) {",
        "entry:",
        "  br label %body",
        "body:",
        "  %i = phi i64 [0, %entry], [%next, %body]",
    ]
    for k in range(chains):
        start = ", ".join([f"double {float(k + 1)}"] * width)
        lines.append(f"  %x{k} = phi {kind} [<{start}>, %entry], [%y{k}, %body]")
    for k in range(chains):
        if operation == "fma":
            values = f"{kind} %x{k}, {kind} <{numbers[0]}>, {kind} <{numbers[1]}>"
            lines.append(f"  %y{k} = call {kind} @llvm.fma.v{width}f64({values})")
        else:
            lines.append(f"  %y{k} = {operation} {kind} <{numbers[0]}>, %x{k}")
    lines += [
        "  %next = add i64 %i, 1",
        "  %more = icmp slt i64 %next, %count",
        "  br i1 %more, label %body, label %done",
        "done:",
    ]
    total = "%y0"
    for k in range(1, chains):
        lines.append(f"  %s{k} = fadd {kind} {total}, %y{k}")
        total = f"%s{k}"
    lines += [f"  store {kind} {total}, ptr %out, align 8", "  ret void", "}"]
    return "\n".join(lines)


def most_per_second(operation: str, width: int, rounds: int = 5) -> float:
    """The most vector instructions of a kind that one core does per second.

    Parameters
    ----------
    operation : str
        ``"fma"`` or ``"fdiv"``.
    width : int
        Doubles per vector.
    """
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    features = llvm.get_host_cpu_features()
    wide = ",-prefer-256-bit" if features.get("avx512f") else ""
    best = 0.0
    for chains in (8, 10, 12):
        machine = llvm.Target.from_default_triple().create_target_machine(
            cpu=llvm.get_host_cpu_name(), features=features.flatten() + wide, opt=2
        )
        engine = llvm.create_mcjit_compiler(llvm.parse_assembly(_loop(width, chains, operation)), machine)
        engine.finalize_object()
        spin = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_int64)(engine.get_function_address("spin"))
        out = (ctypes.c_double * width)()
        count = _INSTRUCTIONS // chains
        for _ in range(rounds):
            begin = time.process_time()
            spin(ctypes.addressof(out), count)
            best = max(best, chains * count / (time.process_time() - begin))
    return best
