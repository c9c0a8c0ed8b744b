"""Writing to a terminal, a file or a pipe: whatever its width, colors and encoding allow."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final, TextIO

from osteotwin.progress import ProgressCallback

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

#: Signs that a narrow encoding may lack, and what stands in for them.
_STAND_INS: Final = str.maketrans({
    "\u2212": "-", "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2500": "-",
    "\u2022": "*", "\u00b7": "|", "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2026": "...",
    "\u2192": "->", "\u2264": "<=", "\u2265": ">=", "\u00d7": "x", "\u00b1": "+/-", "\u00b5": "u", "\u03bc": "u",
    "\u0394": "delta ", "\u03b1": "alpha", "\u03b2": "beta", "\u03b3": "gamma",
})  # fmt: skip
_SPACES: Final = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " "})
#: Whether only files and JSON are wanted.
_SILENT: Final = ContextVar("silent", default=False)


@contextmanager
def silence() -> Generator[None]:
    """Show no progress, no summary and no line about what was written; complaints are still heard."""
    before = _SILENT.set(True)
    try:
        yield
    finally:
        _SILENT.reset(before)


def fitting(text: str, encoding: str) -> str:
    """Return the text in signs that the encoding has; spaces that do not break become plain ones."""
    text = text.translate(_SPACES)
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        simpler = unicodedata.normalize("NFKD", text.translate(_STAND_INS))
        bare = "".join(sign for sign in simpler if not unicodedata.combining(sign))
        return bare.encode(encoding, "replace").decode(encoding)
    return text


def one_line(text: str) -> str:
    """Return the text on one line, without signs that would steer a terminal."""
    return "".join(sign if sign.isprintable() or sign == "\u00a0" else " " for sign in text)


def soften_streams() -> None:
    """Make sure that no sign can break the output, and that there is an output at all."""
    for name in ("stdout", "stderr"):
        stream: TextIO | None = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123
        elif callable(reconfigure := getattr(stream, "reconfigure", None)):
            reconfigure(errors="replace")


def silence_output() -> None:
    """Send what is still to be written nowhere: its reader is gone or its disk is full."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123


def complain(text: str) -> None:
    """Write one line to standard error."""
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    print(fitting(one_line(text), encoding), file=sys.stderr, flush=True)


def say(text: str) -> None:
    """Write one line to standard output."""
    if _SILENT.get():
        return
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    print(fitting(one_line(text), encoding))


def console() -> Console:
    """Return a console on standard output that takes every text literally."""
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False)


def show(*parts: RenderableType) -> None:
    """Write tables and texts to standard output, laid out for its width."""
    if _SILENT.get():
        return
    from rich.console import ConsoleOptions, RenderResult
    from rich.segment import Segment

    class Fitting:
        """One part in signs that the output has."""

        def __init__(self, part: RenderableType) -> None:
            self.part = part

        def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
            for line in Segment.split_lines(console.render(self.part, options)):
                # A line may break at a space that was not to break, too.
                while line and not line[-1].text.strip():
                    line.pop()
                for segment in line:
                    text = segment.text if segment is not line[-1] else segment.text.rstrip()
                    yield Segment(fitting(one_line(text), console.encoding), segment.style)
                yield Segment.line()

    output = console()
    for part in parts:
        output.print(Fitting(part), end="")


@contextmanager
def progress_bar(what: str) -> Generator[ProgressCallback | None]:
    """Show how far something has come; nothing where standard error is no terminal."""
    if _SILENT.get() or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(elapsed_when_finished=True),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=1.0)

        yield lambda now: bar.update(task, completed=now.fraction)
