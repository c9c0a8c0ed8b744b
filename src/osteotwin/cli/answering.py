"""From a person's file to an answer, and from an answer to what the user asked to see."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import osteotwin as ot
from osteotwin.cli.options import draw_problems, folder_problems, parameters_of, raise_if_any
from osteotwin.cli.terminal import complain, progress_bar, say, show
from osteotwin.errors import InputError, SimulationError

if TYPE_CHECKING:
    from rich.console import RenderableType

Answer = dict[str, Any]


def answer_for(path: Path, people: int, seed: int, out: Path | None, parameters: str | None = None) -> Answer:
    """Read a person's file and simulate; everything that was given is checked before anything runs.

    Raises
    ------
    InputError
        With every problem of the options and of the file.
    """
    chosen, problems = parameters_of(parameters)
    problems = [*draw_problems(people, seed), *problems]
    try:
        person = ot.read_person(path)
    except InputError as error:
        raise InputError([*problems, *error.problems, *folder_problems(out)]) from None
    raise_if_any([*problems, *folder_problems(out)])
    with progress_bar("Simulating") as on_progress:
        return ot.run(person, people=people, seed=seed, parameters=chosen, on_progress=on_progress)


def deliver(answer: Answer, out: Path | None, *, as_json: bool) -> None:
    """Write the files, if a folder was given, then the JSON object or the summary."""
    written = [] if out is None else [ot.write_report(answer, out), ot.write_answer(answer, out)]
    if as_json:
        say_json(answer)
        for path in written:
            complain(f"Written: {path}")
        _refuse_a_failure(answer)
        return
    from osteotwin.cli.summary import summary

    show(*summary(answer))
    for name, path in zip(("Report", "Answer"), written, strict=False):
        say(f"{name}: {path}")
    _refuse_a_failure(answer)


def _refuse_a_failure(answer: Answer) -> None:
    """End with exit code 1 where too many of the virtual people failed for a verdict.

    Raises
    ------
    SimulationError
    """
    if answer["failed"]["too_many"]:
        raise SimulationError(str(answer["verdict"]["headline"]))


def say_answer(
    answer: Answer,
    summary: Callable[[], Iterable[RenderableType]],
    written: Sequence[tuple[str, Path]],
    *,
    as_json: bool,
) -> None:
    """Print an answer as JSON or as its summary, and where what was written beside it lies.

    Parameters
    ----------
    answer : dict
    summary : callable
        Makes the parts of the summary, where it is shown.
    written : sequence of str and Path
        What each file is called, and the file; with JSON on the other stream.
    as_json : bool
    """
    if as_json:
        say_json(answer)
    else:
        show(*summary())
    for name, path in written:
        (complain if as_json else say)(f"{name}: {path}")


def say_json(value: object, *, indent: int | None = None) -> None:
    """Print one JSON object in plain ASCII, so that any terminal, pipe and program can take it."""
    print(json.dumps(value, ensure_ascii=True, allow_nan=False, indent=indent))
