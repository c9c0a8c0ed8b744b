"""``osteotwin validate``: the model against published trials."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

import osteotwin as ot
from osteotwin.cli.answering import say_json
from osteotwin.cli.failures import COULD_NOT, list_problems
from osteotwin.cli.options import Parameters, file_problems, parameters_of, raise_if_any
from osteotwin.cli.terminal import progress_bar, say, show
from osteotwin.files import write_text

Trials = Annotated[
    Path | None,
    typer.Option(
        "--trials",
        metavar="DIR",
        help="A folder of trial files; else those that ship with it.",
        show_default=False,
    ),
]
JsonFile = Annotated[
    Path | None,
    typer.Option(
        "--json",
        metavar="FILE",
        help="Write the result into this file; - prints it instead.",
        show_default=False,
    ),
]
HtmlFile = Annotated[
    Path | None,
    typer.Option(
        "--html",
        metavar="FILE",
        help="Write a page with forest plots and time courses into this file.",
        show_default=False,
    ),
]


def validate(
    trials: Trials = None,
    json_file: JsonFile = None,
    html_file: HtmlFile = None,
    parameters: Parameters = None,
) -> None:
    """Score the model against published trials.

    Every arm is simulated and compared with what was measured. What could not be scored comes first, then what is
    furthest off, then the scores by topic. Exit code 1 where a file of the folder holds a mistake; what is right in
    it is scored all the same.
    """
    printed = json_file is not None and str(json_file) == "-"
    raise_if_any(file_problems("--json", None if printed else json_file))
    raise_if_any(file_problems("--html", html_file))
    chosen, problems = parameters_of(parameters)
    raise_if_any(problems)
    with progress_bar("Simulating arms") as on_progress:
        validation = ot.validate(trials, parameters=chosen, on_progress=on_progress)
    result: dict[str, Any] = validation.to_json()
    if printed:
        say_json(result)
    else:
        from osteotwin.cli.scores import scores

        show(*scores(result))
        if json_file is not None:
            write_text(json_file, json.dumps(result, allow_nan=False, indent=1) + "\n")
            say(f"Result: {json_file}")
    if html_file is not None:
        path = ot.write_validation(result, html_file)
        if not printed:
            say(f"Page: {path}")
    if validation.problems:
        list_problems(validation.problems)
        raise typer.Exit(COULD_NOT)
