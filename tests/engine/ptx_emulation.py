"""Run PTX without a graphics processor: each instruction becomes its counterpart on this machine.

What is run is the very text that a device would be given. The device's memories are kept apart: an address in
a thread's own memory and one in the device's carry different marks, which only the conversions of the text put
on and only the matching loads and stores take off. A text that mixes them up reaches an impossible address
and the run ends there, instead of giving a number.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import llvmlite.binding as llvm
from benchmarks.gpu_cost import FUNCTION, INSTRUCTION

#: Marks of addresses, far above any address in use.
_MARKS = {"local": 1 << 62, "global": 1 << 61, "": 0}

_DEPOT = re.compile(r"\.local \.align (?P<align>\d+) \.b8\s+(?P<name>\w+)\[(?P<size>\d+)\]")
_REGISTERS = re.compile(r"\.reg \.(?P<kind>\w+)\s+(?P<name>%\w+)(?:<(?P<count>\d+)>)?")
#: Names of 64 bits that are only moved; which of them a text uses depends on the version of LLVM.
_BITS = ("b64", "f64", "u64")
_COMPARE = {
    "eq": "oeq", "ne": "one", "lt": "olt", "le": "ole", "gt": "ogt", "ge": "oge", "num": "ord", "nan": "uno",
    "equ": "ueq", "neu": "une", "ltu": "ult", "leu": "ule", "gtu": "ugt", "geu": "uge",
}  # fmt: skip
_COMPARE_WHOLE = {"eq": "eq", "ne": "ne", "lt": "slt", "le": "sle", "gt": "sgt", "ge": "sge"}
_ARITHMETIC = {"add": "fadd", "sub": "fsub", "mul": "fmul", "div": "fdiv"}
_WHOLE = {"add": "add", "sub": "sub", "mul": "mul", "shl": "shl", "shr": "ashr", "and": "and", "or": "or"}
_CALLED = {"abs": "fabs", "sqrt": "sqrt", "max": "maxnum", "min": "minnum", "fma": "fma"}


class UnknownInstructionError(ValueError):
    """The text holds an instruction that the emulation does not know."""


@dataclass
class _Translation:
    """The lines of one function."""

    parameters: list[str]
    lines: list[str] = field(default_factory=list[str])
    handed: dict[str, str] = field(default_factory=dict[str, str])
    count: int = 0

    def fresh(self, line: str) -> str:
        self.count += 1
        self.lines.append(f"  %v{self.count} = {line}")
        return f"%v{self.count}"

    def read(self, operand: str, kind: str = "i64") -> str:
        """Return the value of an operand."""
        if operand.startswith("%"):
            held = self.fresh(f"load {'i1' if kind == 'i1' else 'i64'}, ptr {operand}.register")
            return self.fresh(f"bitcast i64 {held} to double") if kind == "double" else held
        if operand.startswith("0d"):
            return f"0x{operand[2:]}" if kind == "double" else str(int(operand[2:], 16))
        return self.fresh(f"bitcast i64 {operand} to double") if kind == "double" else operand

    def write(self, operand: str, value: str, kind: str = "i64") -> None:
        """Put a value into a register."""
        if kind == "double":
            value, kind = self.fresh(f"bitcast double {value} to i64"), "i64"
        self.lines.append(f"  store {kind} {value}, ptr {operand}.register")

    def place(self, operand: str, memory: str) -> str:
        """Return the address on this machine of an operand like ``[%rd1+8]``."""
        base, _, offset = operand.strip("[]").partition("+")
        marked = self.read(base)
        address = self.fresh(f"add i64 {marked}, {int(offset or 0) - _MARKS[memory]}")
        return self.fresh(f"inttoptr i64 {address} to ptr")

    def jump(self, target: str) -> None:
        self.lines.append(f"  br label %{_label(target)}")


def _label(name: str) -> str:
    return name.replace("$", "b")


def translate(ptx: str) -> str:
    """Return the LLVM module of a PTX text.

    Raises
    ------
    UnknownInstructionError
        Where an instruction is not one of those that the generated kernel needs.
    """
    intrinsics = [
        f"declare double @llvm.{name}.f64({', '.join(['double'] * count)})"
        for name, count in (("fabs", 1), ("sqrt", 1), ("maxnum", 2), ("minnum", 2), ("fma", 3))
    ]
    functions = [_function(found) for found in FUNCTION.finditer(ptx)]
    return "\n".join([*intrinsics, *functions])


def _function(found: re.Match[str]) -> str:
    parameters = re.findall(r"[\w$]+_param_\d+", found["parameters"])
    code = _Translation(parameters)
    visible = "" if found["kind"] == "entry" else "internal "
    arguments = ", ".join(f"i64 %a{k}" for k in range(len(parameters)))
    # Calls may take several lines.
    body = re.sub(r"call\.uni[^;]*", lambda call: " ".join(call[0].split()), found["body"])
    for line in body.splitlines():
        text = line.split("//")[0].strip().rstrip(";")
        if text.startswith("$"):
            target = text.rstrip(":")
            code.jump(target)
            code.lines.append(f"{_label(target)}:")
        elif text.startswith(".local"):
            _reserve(code, text)
        elif text.startswith(".reg"):
            _declare(code, text)
        elif text and text not in "{}" and not text.startswith(".param"):
            _instruction(code, text)
    head = f'define {visible}void @"{found["name"]}"({arguments}) nounwind {{\nentry:'
    return "\n".join([head, *code.lines, "  unreachable", "}"])


def _reserve(code: _Translation, text: str) -> None:
    depot = _DEPOT.match(text)
    if depot is None:
        raise UnknownInstructionError(text)
    name = depot["name"]
    code.lines.append(f"  %{name} = alloca [{depot['size']} x i8], align {depot['align']}")
    plain = code.fresh(f"ptrtoint ptr %{name} to i64")
    code.handed[name] = code.fresh(f"add i64 {plain}, {_MARKS['local']}")


def _declare(code: _Translation, text: str) -> None:
    registers = _REGISTERS.match(text)
    if registers is None or registers["kind"] not in ("pred", *_BITS):
        raise UnknownInstructionError(text)
    kind = "i1" if registers["kind"] == "pred" else "i64"
    numbers = range(int(registers["count"])) if registers["count"] else [""]
    code.lines += [f"  {registers['name']}{number}.register = alloca {kind}" for number in numbers]


def _instruction(code: _Translation, text: str) -> None:
    parts = INSTRUCTION.match(text)
    if parts is None:
        raise UnknownInstructionError(text)
    name, kinds = parts["name"].partition(".")[0], parts["name"].split(".")[1:]
    operands = [operand.strip() for operand in parts["operands"].split(",") if operand.strip()]
    if parts["guard"] and name != "bra":
        raise UnknownInstructionError(text)
    match name, kinds:
        case "ret", _:
            code.lines.append("  ret void")
            _block(code)
        case "bra", _:
            _branch(code, parts["guard"], operands[0])
        case "call", _:
            _call(code, text)
        case (("ld" | "st"), ["param", kind]) if kind in _BITS:
            _parameter(code, name, operands)
        case "ld", [*memory, kind] if kind in _BITS:
            place = code.place(operands[1], "".join(memory))
            code.write(operands[0], code.fresh(f"load i64, ptr {place}, align 8"))
        case "st", [*memory, kind] if kind in _BITS:
            place = code.place(operands[0], "".join(memory))
            code.lines.append(f"  store i64 {code.read(operands[1])}, ptr {place}, align 8")
        case "atom", ["global", "add", "u64"]:
            place, more = code.place(operands[1], "global"), code.read(operands[2])
            code.write(operands[0], code.fresh(f"atomicrmw add ptr {place}, i64 {more} monotonic"))
        case "cvta", _:
            memory, sign = (kinds[1], 1) if kinds[0] == "to" else (kinds[0], -1)
            code.write(operands[0], code.fresh(f"add i64 {code.read(operands[1])}, {sign * _MARKS[memory]}"))
        case "mov", [kind] if kind in _BITS:
            code.write(operands[0], code.handed.get(operands[1]) or code.read(operands[1]))
        case _, _:
            _compute(code, text, name, kinds, operands)


def _block(code: _Translation) -> None:
    # Whatever follows a jump without a label of its own is never reached, but must stand in a block.
    code.count += 1
    code.lines.append(f"next{code.count}:")


def _branch(code: _Translation, guard: str | None, target: str) -> None:
    if guard is None:
        code.jump(target)
        _block(code)
        return
    condition = code.read(guard.lstrip("!"), "i1")
    code.count += 1
    following = f"next{code.count}"
    yes, no = (following, _label(target)) if guard.startswith("!") else (_label(target), following)
    code.lines += [f"  br i1 {condition}, label %{yes}, label %{no}", f"{following}:"]


def _call(code: _Translation, text: str) -> None:
    parts = re.match(r"call\.uni\s+(?P<name>[\w$]+),\s*\((?P<arguments>[^)]*)\)", text)
    if parts is None:
        raise UnknownInstructionError(text)
    values = ", ".join(f"i64 {code.handed[name.strip()]}" for name in parts["arguments"].split(","))
    code.lines.append(f'  call void @"{parts["name"]}"({values})')


def _parameter(code: _Translation, name: str, operands: list[str]) -> None:
    if name == "ld":
        code.write(operands[0], f"%a{code.parameters.index(operands[1].strip('[]'))}")
    else:
        code.handed[operands[0].strip("[]")] = code.read(operands[1])


def _compute(code: _Translation, text: str, name: str, kinds: list[str], operands: list[str]) -> None:
    target, *given = operands
    kind = kinds[-1]
    double = kind == "f64"
    if name == "setp":
        values = [code.read(operand, "double" if double else "i64") for operand in given]
        how = f"fcmp {_COMPARE[kinds[0]]} double" if double else f"icmp {_COMPARE_WHOLE[kinds[0]]} i64"
        code.write(target, code.fresh(f"{how} {values[0]}, {values[1]}"), "i1")
    elif name == "selp":
        yes, no, condition = code.read(given[0]), code.read(given[1]), code.read(given[2], "i1")
        code.write(target, code.fresh(f"select i1 {condition}, i64 {yes}, i64 {no}"))
    elif kind == "pred" and name in ("and", "or", "xor"):
        values = [code.read(operand, "i1") for operand in given]
        code.write(target, code.fresh(f"{name} i1 {values[0]}, {values[1]}"), "i1")
    elif name == "cvt" and kinds == ["rn", "f64", "s64"]:
        code.write(target, code.fresh(f"sitofp i64 {code.read(given[0])} to double"), "double")
    elif double:
        code.write(
            target, _number(code, text, name, [code.read(operand, "double") for operand in given]), "double"
        )
    elif kind in ("b64", "s64", "u64") and name == "mad":
        product = code.fresh(f"mul i64 {code.read(given[0])}, {code.read(given[1])}")
        code.write(target, code.fresh(f"add i64 {product}, {code.read(given[2])}"))
    elif kind in ("b64", "s64", "u64") and name in _WHOLE and (name, kind) != ("shr", "u64"):
        values = [code.read(operand) for operand in given]
        code.write(target, code.fresh(f"{_WHOLE[name]} i64 {values[0]}, {values[1]}"))
    else:
        raise UnknownInstructionError(text)


def _number(code: _Translation, text: str, name: str, values: list[str]) -> str:
    if name in _ARITHMETIC:
        return code.fresh(f"{_ARITHMETIC[name]} double {values[0]}, {values[1]}")
    if name == "rcp":
        return code.fresh(f"fdiv double 1.0, {values[0]}")
    if name == "neg":
        return code.fresh(f"fneg double {values[0]}")
    if name in _CALLED:
        arguments = ", ".join(f"double {value}" for value in values)
        return code.fresh(f"call double @llvm.{_CALLED[name]}.f64({arguments})")
    raise UnknownInstructionError(text)


@dataclass(frozen=True)
class Emulated:
    """A kernel of a PTX text, on this machine.

    Attributes
    ----------
    run : callable
        What one thread does, given the address of the record.
    keep : object
        Holds the code in memory.
    """

    run: Callable[[int], None]
    keep: Any


@cache
def emulate(ptx: str, entry: str) -> Emulated:
    """Return a kernel that runs on this machine.

    Parameters
    ----------
    ptx : str
    entry : str
        Its name.
    """
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    machine = llvm.Target.from_default_triple().create_target_machine(
        cpu=llvm.get_host_cpu_name(), features=llvm.get_host_cpu_features().flatten(), opt=1
    )
    module = llvm.parse_assembly(translate(ptx))
    module.verify()
    passes = llvm.create_pass_builder(machine, llvm.create_pipeline_tuning_options(1))
    manager = llvm.create_new_module_pass_manager()
    manager.add_sroa_pass()
    manager.run(module, passes)
    compiled = llvm.create_mcjit_compiler(module, machine)
    compiled.finalize_object()
    run = ctypes.CFUNCTYPE(None, ctypes.c_void_p)(compiled.get_function_address(entry))
    return Emulated(run, (compiled, passes, manager))
