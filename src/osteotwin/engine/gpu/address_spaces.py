"""Tell the device compiler which addresses lie in a thread's own memory and which in the device's.

The generated functions take plain addresses. On a graphics processor a load from a plain address first has to
find out which memory is meant, takes two registers for the address instead of one, and may not be moved past a
store. Where every call of a function hands over the same kind of address, that kind is a fact: it is proved here
from the calls and written into the text, never assumed.
"""

from __future__ import annotations

import re
from typing import Any

import llvmlite.binding as llvm

#: Numbers of the memories in NVPTX.
GLOBAL, LOCAL = 1, 5

#: Function, position.
Argument = tuple[str, int]
#: What is known of an address: its memory, or the argument that it comes from.
_Origin = int | Argument

_DEFINITION = re.compile(r"^define .*?@(?P<name>[\w.]+)\((?P<arguments>.*)\).*\{$")
_LOADED = re.compile(r"^  %(?P<name>[\w.]+) = load ptr, (?P<rest>.*)$")
_PASSED_ON = ("getelementptr", "addrspacecast", "bitcast", "freeze")


class UnclearAddressError(ValueError):
    """An address of the module may lie in more than one memory."""


def pointer_arguments(text: str, entry: str) -> dict[Argument, int]:
    """The memory in which every pointer argument of a module points.

    Parameters
    ----------
    text : str
        LLVM module.
    entry : str
        The function that is called from outside; its pointers lie in global memory, and so does every
        address that is loaded from memory.

    Returns
    -------
    dict of (function, position) to int
        ``GLOBAL`` or ``LOCAL``.

    Raises
    ------
    UnclearAddressError
        Where two calls of a function hand over different kinds of addresses.
    """
    spaces: dict[Argument, int] = {}
    handed: set[tuple[Argument, _Origin]] = set()
    for function in llvm.parse_assembly(text).functions:
        if not function.is_declaration:
            handed |= _handed(function, entry, spaces)
    known = -1
    while known != len(spaces):
        known = len(spaces)
        for argument, origin in handed:
            space = origin if isinstance(origin, int) else spaces.get(origin)
            if space is not None and spaces.setdefault(argument, space) != space:
                message = f"argument {argument[1]} of {argument[0]} is handed addresses of two memories"
                raise UnclearAddressError(message)
    return spaces


def _handed(function: Any, entry: str, spaces: dict[Argument, int]) -> set[tuple[Argument, _Origin]]:
    """What one function hands over in its calls."""
    origins: dict[str, _Origin] = {}
    for k, argument in enumerate(function.arguments):
        if str(argument.type) == "ptr":
            origins[argument.name] = (function.name, k)
            if function.name == entry:
                spaces[function.name, k] = GLOBAL
    handed: set[tuple[Argument, _Origin]] = set()
    for block in function.blocks:
        for instruction in block.instructions:
            operands = list(instruction.operands)
            if instruction.opcode == "call":
                *arguments, called = operands
                for k, value in enumerate(arguments):
                    if str(value.type) == "ptr":
                        handed.add(((called.name, k), _origin(origins, value.name, function.name)))
            elif str(instruction.type) != "ptr":
                continue
            elif instruction.opcode == "alloca":
                origins[instruction.name] = LOCAL
            elif instruction.opcode == "load":
                origins[instruction.name] = GLOBAL
            elif instruction.opcode in _PASSED_ON:
                origins[instruction.name] = _origin(origins, operands[0].name, function.name)
    return handed


def _origin(origins: dict[str, _Origin], name: str, function: str) -> _Origin:
    if name not in origins:
        message = f"where the address %{name} in {function} comes from is not clear"
        raise UnclearAddressError(message)
    return origins[name]


def with_address_spaces(text: str, entry: str) -> str:
    """The module with the memory of every pointer argument and every loaded address written into it.

    Parameters
    ----------
    text : str
        LLVM module as LLVM itself prints it.
    entry : str
        The function that is called from outside.
    """
    spaces = pointer_arguments(text, entry)
    lines: list[str] = []
    waiting: list[str] = []
    for line in text.splitlines():
        definition, loaded = _DEFINITION.match(line), _LOADED.match(line)
        if definition:
            head, waiting = _signature(line, definition, spaces, entry)
            lines.append(head)
        elif loaded:
            lines.append(f"  %{loaded['name']}.given = load ptr, {loaded['rest']}")
            lines += _through(loaded["name"], GLOBAL)
        else:
            lines.append(line)
            if waiting and line.startswith("entry:"):
                lines += waiting
                waiting = []
    return "\n".join(lines) + "\n"


def _signature(
    line: str, definition: re.Match[str], spaces: dict[Argument, int], entry: str
) -> tuple[str, list[str]]:
    """The line with renamed arguments, and the lines that give them their old names."""
    name = definition["name"]
    if name == entry:  # the compiler knows what a kernel is handed
        return line, []
    arguments, casts = definition["arguments"].split(", "), list[str]()
    for k, argument in enumerate(arguments):
        space = spaces.get((name, k))
        if space is not None:
            own = argument.rpartition("%")[2]
            arguments[k] = f"{argument}.given"
            casts += _through(own, space)
    return line.replace(definition["arguments"], ", ".join(arguments)), casts


def _through(name: str, space: int) -> list[str]:
    """The two casts from which the compiler learns an address's memory."""
    return [
        f"  %{name}.placed = addrspacecast ptr %{name}.given to ptr addrspace({space})",
        f"  %{name} = addrspacecast ptr addrspace({space}) %{name}.placed to ptr",
    ]
