"""``osteotwin trial``: run a virtual trial."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

import osteotwin as ot
from osteotwin.cli.answering import say_answer
from osteotwin.cli.options import (
    DEFAULT_SEED,
    AsJson,
    Parameters,
    Seed,
    draw_problems,
    file_problems,
    parameters_of,
    raise_if_any,
)
from osteotwin.cli.terminal import progress_bar
from osteotwin.errors import InputError, Problem

TrialFile = Annotated[
    Path, typer.Argument(metavar="TRIAL.toml", help="The file about a virtual trial.", show_default=False)
]
PerArm = Annotated[
    int | None,
    typer.Option(
        "--people",
        "--men",
        metavar="N",
        help="How many people in each arm; else as the file says.",
        show_default=False,
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="FILE",
        help="Write what was measured in everybody: FILE.zarr, FILE.nc or FILE.csv.",
        show_default=False,
    ),
]
Page = Annotated[
    Path | None,
    typer.Option("--report", metavar="FILE", help="Write a page with charts and power.", show_default=False),
]
Cluster = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        metavar="ADDRESS",
        help="Simulate on the workers of this Dask scheduler, such as tcp://127.0.0.1:8786.",
        show_default=False,
    ),
]


def trial(
    file: TrialFile,
    people: PerArm = None,
    seed: Seed = DEFAULT_SEED,
    as_json: AsJson = False,
    out: Out = None,
    report: Page = None,
    cluster: Cluster = None,
    parameters: Parameters = None,
) -> None:
    """Run a virtual trial: arms of virtual people under plans.

    What the trial would find, how sure it would be, and how many people a trial needs. Without --out and --report
    nothing is written.
    """
    chosen, problems = parameters_of(parameters)
    problems = [
        *draw_problems(2 if people is None else people, seed, least=2),
        *problems,
        *file_problems("--report", report),
        *_out_problems(out),
    ]
    try:
        design = ot.read_virtual_trial(file)
    except InputError as error:
        raise InputError([*problems, *error.problems]) from None
    raise_if_any(problems)
    with progress_bar("Simulating participants") as on_progress:
        found = ot.virtual_trial(
            design, people, seed, parameters=chosen, client=cluster, on_progress=on_progress
        )
    answer: dict[str, Any] = found.to_json()
    written = [
        *([] if report is None else [("Page", ot.write_trial_page(answer, report))]),
        *([] if out is None else [("Dataset", found.save(out))]),
    ]
    say_answer(answer, lambda: _summary(answer), written, as_json=as_json)


def _summary(answer: dict[str, Any]) -> list[Any]:
    from osteotwin.cli.trial_summary import summary  # here, since it takes long to load

    return summary(answer)


def _out_problems(out: Path | None) -> list[Problem]:
    """Why the dataset could not be written, as far as its name tells."""
    if out is None:
        return []
    try:
        ot.VirtualTrial.check_path(out)
    except InputError as error:
        return list(error.problems)
    return file_problems("--out", out)
