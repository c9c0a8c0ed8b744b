"""``osteotwin export``: the model and a person's plan for other software."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import osteotwin as ot
from osteotwin.cli.options import raise_if_any
from osteotwin.cli.terminal import say
from osteotwin.errors import Problem
from osteotwin.files import write_text

app = typer.Typer(help="Write the model for other software.", rich_markup_mode=None)

OptionalPerson = Annotated[
    Path | None,
    typer.Argument(
        metavar="PERSON.toml",
        help="The file about a person; leave it out for the healthy reference man.",
        show_default=False,
    ),
]
OutFile = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="FILE",
        help="Write to this file; otherwise to the person's file name with the ending .sbml.xml, here.",
        show_default=False,
    ),
]


@app.callback(invoke_without_command=True)
def export(context: typer.Context) -> None:
    """Write the model for other software."""
    if context.invoked_subcommand is None:
        print(context.get_help())


@app.command("sbml")
def sbml(person: OptionalPerson = None, out: OutFile = None) -> None:
    """Write body and plan as SBML (Level 3 Version 2), with units.

    The most likely body that fits the person, run in to the day before the plan; the plan's days are events.
    """
    if out is not None and out.is_dir():
        problem = Problem(
            "--out", "", f'"{out}", which is a folder', "a file", "add the name of a file to it"
        )
        raise_if_any([problem])
    text = ot.reference_to_sbml() if person is None else ot.person_to_sbml(ot.read_person(person))
    path = out or Path("reference.sbml.xml" if person is None else f"{person.stem}.sbml.xml")
    write_text(path, text)
    say(f"SBML: {path}")
