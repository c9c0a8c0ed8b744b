"""``osteotwin plan``: the training and food that keep bone for the least burden."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

import osteotwin as ot
from osteotwin.cli.answering import person_of, say_answer
from osteotwin.cli.import_ import Dates, Weights
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
from osteotwin.errors import Problem

Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="DIR",
        help="Write each plan as a file for run, a calendar and a table of sessions.",
        show_default=False,
    ),
]

DoneFiles = Annotated[
    list[Path] | None,
    typer.Option(
        "--done",
        metavar="FILE",
        help="What was done of the plan in PERSON.toml: a log, the marked table of sessions, a diary.",
        show_default=False,
    ),
]
Today = Annotated[
    str | None,
    typer.Option(
        "--today",
        metavar="DATE",
        help="With --done: today, if later than the last entry.",
        show_default=False,
    ),
]


def plan(
    person: PersonFile,
    as_json: AsJson = False,
    people: People = DEFAULT_PEOPLE,
    seed: Seed = DEFAULT_SEED,
    out: Out = None,
    done: DoneFiles = None,
    today: Today = None,
    dates: Dates = None,
    weights: Weights = None,
    parameters: Parameters = None,
) -> None:
    """Search the training, food and supplements that keep bone for the least burden.

    Three plans within what [wishes] of the file allows and what is safe for this person: the least effort that holds, a
    balanced one, and the one with most bone. No plan starts, stops or changes a drug. Without --out nothing is written.

    With --done the plan of the file is under way: it stays as it is where it still holds, else changes least.
    """
    chosen, problems = parameters_of(parameters)
    day, wrong = _day_of(today, done)
    problems += wrong
    who = person_of(person, [*draw_problems(people, seed), *problems], folder_problems(out))
    with progress_bar("Searching") as on_progress:
        if done:
            found = ot.replan(
                who, done, people, seed, today=day, parameters=chosen, on_progress=on_progress,
                dates=dates, weights=weights,
            )  # fmt: skip
        else:
            found = ot.plan(who, people, seed, parameters=chosen, on_progress=on_progress)
    answer: dict[str, Any] = found.to_dict()
    paths = [] if out is None else ot.write_plans(found, out)
    written = [(path.name, path) for path in paths]
    say_answer(answer, lambda: _summary(answer), written, as_json=as_json)


def _day_of(today: str | None, done: list[Path] | None) -> tuple[date | None, list[Problem]]:
    """Return the day that was given, and what is wrong with it."""
    if today is None:
        return None, []
    if not done:
        return None, [Problem("--today", "", "no --done", "a log beside it", "add --done FILE")]
    try:
        return date.fromisoformat(today), []
    except ValueError:
        return None, [
            Problem("--today", "", repr(today), "a calendar date", "write for example --today 2026-05-01")
        ]


def _summary(answer: dict[str, Any]) -> list[Any]:
    from osteotwin.cli.plan_summary import summary  # here, since it takes long to load

    return summary(answer)
