"""``osteotwin run``: simulate a person."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from osteotwin.cli.answering import answer_for, deliver
from osteotwin.cli.options import (
    DEFAULT_PEOPLE,
    DEFAULT_SEED,
    AsJson,
    AsPdf,
    Parameters,
    People,
    PersonFile,
    Seed,
    Verbose,
)

Out = Annotated[
    Path | None,
    typer.Option(
        "--out", metavar="DIR", help="Write report.html and answer.json into this folder.", show_default=False
    ),
]


def run(
    person: PersonFile,
    out: Out = None,
    as_pdf: AsPdf = False,
    as_json: AsJson = False,
    verbose: Verbose = False,
    people: People = DEFAULT_PEOPLE,
    seed: Seed = DEFAULT_SEED,
    parameters: Parameters = None,
) -> None:
    """Simulate a person and give a verdict.

    Bone density by site with intervals, what each part of the plan contributes, flags. Without --out nothing is
    written.
    """
    answer = answer_for(person, people, seed, out, parameters, as_pdf=as_pdf)
    deliver(answer, out, as_json=as_json, as_pdf=as_pdf, verbose=verbose)
