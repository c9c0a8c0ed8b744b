"""From whatever went wrong to sentences and an exit code; a traceback only when it is asked for."""

from __future__ import annotations

import traceback
from typing import Any, Final

import typer

from osteotwin._version import __version__
from osteotwin.cli.terminal import complain, silence_output
from osteotwin.errors import InputError, OsteotwinError, Problem

FINE: Final = 0
COULD_NOT: Final = 1
WRONG_INPUT: Final = 2
STOPPED: Final = 130


def explain(error: BaseException, *, debug: bool) -> int:
    """Write what went wrong to standard error and return the exit code."""
    if debug and not isinstance(error, SystemExit):
        traceback.print_exception(error)
    if isinstance(error, SystemExit):
        return _code_of(error.code)
    if isinstance(error, typer.Exit):
        return _code_of(error.exit_code)
    if isinstance(error, KeyboardInterrupt | typer.Abort):
        complain("stopped")
        return STOPPED
    if isinstance(error, InputError):
        list_problems(error.problems)
        return WRONG_INPUT
    if callable(format_message := getattr(error, "format_message", None)):
        return _explain_usage(error, str(format_message()))
    if isinstance(error, OSError):
        # Also of use where the reader of a pipe is gone: the interpreter will not complain about it again.
        silence_output()
    if not isinstance(error, BrokenPipeError):
        complain(_sentence(error))
    return COULD_NOT


def list_problems(problems: tuple[Problem, ...] | list[Problem]) -> None:
    """Write every problem once, one line each, to standard error."""
    for sentence in dict.fromkeys(problem.sentence() for problem in problems):
        complain(f"\u2022 {sentence}")


def _explain_usage(error: BaseException, message: str) -> int:
    """Write the sentence of a mistyped command or option, with the way to the help."""
    context: Any = getattr(error, "ctx", None)
    path = getattr(context, "command_path", None) or "osteotwin"
    complain(f"\u2022 {message.rstrip('.?')}{'?' if message.endswith('?') else '.'} See: {path} --help")
    return _code_of(getattr(error, "exit_code", WRONG_INPUT))


def _sentence(error: BaseException) -> str:
    if isinstance(error, OsteotwinError):
        return str(error)
    if isinstance(error, OSError):
        name = f"{error.filename}: " if error.filename else ""
        return f"{name}could not be read or written: {error.strerror or error}."
    if isinstance(error, MemoryError):
        return "This computer's memory was not enough; try fewer virtual people with --people."
    name, text = type(error).__name__, str(error).strip()
    return (
        f"osteotwin {__version__}: internal error ({name}{': ' if text else ''}{text}). "
        "Please report it with the command and the file; --debug shows where it happened."
    )


def _code_of(code: object) -> int:
    if code is None:
        return FINE
    return code if isinstance(code, int) else COULD_NOT
