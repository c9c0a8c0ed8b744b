"""``osteotwin plan``: the training and food that keep bone for the least burden."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

import osteotwin as ot
from osteotwin.cli.answering import person_of, say_answer
from osteotwin.cli.options import (
    DEFAULT_PEOPLE,
    DEFAULT_SEED,
    AsJson,
    Parameters,
    People,
    PersonFile,
    Seed,
    draw_problems,
    folder_problems,
    parameters_of,
)
from osteotwin.cli.terminal import progress_bar

Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="DIR",
        help="Write each plan as a file for run, a calendar and a table of sessions.",
        show_default=False,
    ),
]


DoseResponse = Annotated[
    bool,
    typer.Option(
        "--dose-response", help="Vary each part of a plan by itself: from where on is more pointless?"
    ),
]
Around = Annotated[
    str | None,
    typer.Option(
        "--around",
        metavar="PLAN",
        help="What --dose-response varies: a plan by its name (balanced), 'life as it is' or 'the plan of the file'.",
        show_default=False,
    ),
]


def plan(
    person: PersonFile,
    as_json: AsJson = False,
    people: People = DEFAULT_PEOPLE,
    seed: Seed = DEFAULT_SEED,
    out: Out = None,
    dose_response: DoseResponse = False,
    around: Around = None,
    parameters: Parameters = None,
) -> None:
    """Search the training, food and supplements that keep bone for the least burden.

    Three plans within what [wishes] of the file allows and what is safe for this person: the least effort that holds, a
    balanced one, and the one with most bone. No plan starts, stops or changes a drug. Without --out nothing is written.
    """
    chosen, problems = parameters_of(parameters)
    who = person_of(person, [*draw_problems(people, seed), *problems], folder_problems(out))
    with progress_bar("Searching") as on_progress:
        found = ot.plan(who, people, seed, parameters=chosen, on_progress=on_progress)
    answer: dict[str, Any] = found.to_dict()
    if answer["plans"] and (dose_response or around is not None):
        with progress_bar("Varying doses") as on_progress:
            answer |= {"dose_response": ot.dose_response(found, around, on_progress=on_progress)}
    paths = [] if out is None else ot.write_plans(found, out, answer)
    written = [(path.name, path) for path in paths]
    say_answer(answer, lambda: _summary(answer), written, as_json=as_json)


def _summary(answer: dict[str, Any]) -> list[Any]:
    from osteotwin.cli.plan_summary import summary  # here, since it takes long to load

    return summary(answer)
