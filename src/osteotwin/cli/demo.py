"""``osteotwin demo``: the bundled example, end to end."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import osteotwin as ot
from osteotwin.cli.answering import answer_for, deliver
from osteotwin.cli.options import DEFAULT_PEOPLE, DEFAULT_SEED, AsJson, AsPdf, People, Seed, Verbose

Out = Annotated[
    Path, typer.Option("--out", metavar="DIR", help="Write report.html and answer.json into this folder.")
]


def demo(
    out: Out = Path("out"),
    as_pdf: AsPdf = False,
    as_json: AsJson = False,
    verbose: Verbose = False,
    people: People = DEFAULT_PEOPLE,
    seed: Seed = DEFAULT_SEED,
) -> None:
    """Run the bundled example end to end.

    A summary on the terminal, a report in a folder.
    """
    answer = answer_for(ot.demo_path(), people, seed, out, as_pdf=as_pdf)
    deliver(answer, out, as_json=as_json, as_pdf=as_pdf, verbose=verbose)
