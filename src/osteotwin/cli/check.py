"""``osteotwin check``: every problem of a file at once."""

from __future__ import annotations

import datetime
from typing import Annotated, Any

import typer

import osteotwin as ot
from osteotwin.cli.options import PersonFile, raise_if_any
from osteotwin.cli.terminal import say, show
from osteotwin.errors import InputError
from osteotwin.report.access import unused_conditions
from osteotwin.report.measurements import use_rows

Write = Annotated[
    bool,
    typer.Option(
        "--write",
        help="Save the file in canonical form, comments kept, and a dated copy of the old one beside it.",
    ),
]


def check(person: PersonFile, write: Write = False) -> None:
    """Look for every mistake in a person's file.

    All problems at once, each with what was found, what is expected and how to fix it; then how each drug, training
    and supplement was understood, what becomes of each measurement, and what else of the file the simulation does not
    use, and why.
    """
    raise_if_any(list(ot.check(person)))
    say(f"{person}: no problems.")
    if write:
        copy = ot.write_canonical(person, datetime.datetime.now().astimezone().date())
        say(
            "It is in canonical form already."
            if copy is None
            else f"Saved in canonical form; the old one is {copy}."
        )
    try:
        read = ot.read_person(person)
        inputs: dict[str, Any] = {"inputs": ot.describe_inputs(read)}
    except InputError:  # a plan that stands alone, without a person
        return
    from osteotwin.cli.layout import bullets, heading, indented

    no_effect = {row["group"]: row["because"] for row in inputs["inputs"]["no_effect"]}
    taken = [
        (row["group"], f"{row['label']}: {row['text']}, {_when(row)}")
        for key in ("history", "plan")
        for row in inputs["inputs"][key]
    ]
    understood = [text for group, text in taken if group not in no_effect]
    apart = [f"{text}. {no_effect[group]}" for group, text in taken if group in no_effect]
    outside = inputs["inputs"]["not_simulated"]
    measured = [f"{row['label']}, {row['date']} ({row['value']}): {row['use']}" for row in use_rows(inputs)]
    for title, texts in (
        ("What was understood", understood),
        (
            "Far from usual, though possible: look at the number again",
            [*ot.unusual_training(read), *ot.unusual_doses(read), *ot.unusual_measurements(read)],
        ),
        (
            "Not simulated: in no number",
            [*apart, *(row["sentence"] + f" Here: {row['text']}." for row in outside)],
        ),
        ("What becomes of each measurement", measured),
        (
            "Shown only, not used in the simulation",
            [f"{name}: {why}" for name, why in unused_conditions(inputs)],
        ),
    ):
        if texts:
            show(heading(title), indented(bullets([("\u2022", text) for text in texts])))


def _when(row: dict[str, Any]) -> str:
    """Return the days of an entry: ``from 2026-01-05``, ``from 2026-01-05 to 2027-01-05``, ``on 2026-01-05``."""
    if row["until"] is None:
        return f"from {row['from']}"
    return f"on {row['from']}" if row["until"] == row["from"] else f"from {row['from']} until {row['until']}"
