"""``osteotwin plan``: the training and food that keep bone for the least burden."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

import osteotwin as ot
from osteotwin.cli.answering import person_of, say_answer
from osteotwin.cli.import_ import Dates, Dumbbells, Weights
from osteotwin.cli.options import (
    DEFAULT_PEOPLE,
    DEFAULT_SEED,
    AsJson,
    Parameters,
    People,
    PersonFile,
    Seed,
    draw_problems,
    file_problems,
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

Page = Annotated[
    Path | None,
    typer.Option(
        "--report", metavar="FILE", help="Write a page with a week of each plan.", show_default=False
    ),
]
Pdf = Annotated[
    Path | None,
    typer.Option("--pdf", metavar="FILE", help="Write the same as a PDF, for the wall.", show_default=False),
]


def plan(
    person: PersonFile,
    as_json: AsJson = False,
    people: People = DEFAULT_PEOPLE,
    seed: Seed = DEFAULT_SEED,
    out: Out = None,
    dose_response: DoseResponse = False,
    around: Around = None,
    report: Page = None,
    pdf: Pdf = None,
    done: DoneFiles = None,
    today: Today = None,
    dates: Dates = None,
    weights: Weights = None,
    dumbbells: Dumbbells = None,
    parameters: Parameters = None,
) -> None:
    """Search the training, food and supplements that keep bone for the least burden.

    Three plans within what [wishes] of the file allows and what is safe for this person: the least effort that holds, a
    balanced one, and the one with most bone. No plan starts, stops or changes a drug. Nothing is written but where
    --out, --report and --pdf say.

    With --done the plan of the file is under way: it stays as it is where it still holds, else changes least.
    """
    chosen, problems = parameters_of(parameters)
    day, wrong = _day_of(today, done)
    problems += wrong
    later = [*folder_problems(out), *file_problems("--report", report), *file_problems("--pdf", pdf)]
    who = person_of(person, [*draw_problems(people, seed), *problems], later)
    if pdf is not None:
        ot.require_pdf()
    with progress_bar("Searching") as on_progress:
        if done:
            found = ot.replan(
                who, done, people, seed, today=day, parameters=chosen, on_progress=on_progress,
                dates=dates, weights=weights, dumbbells=dumbbells,
            )  # fmt: skip
        else:
            found = ot.plan(who, people, seed, parameters=chosen, on_progress=on_progress)
    answer: dict[str, Any] = found.to_dict()
    varies = dose_response or any(given is not None for given in (around, report, pdf))
    if answer["plans"] and varies:
        with progress_bar("Varying doses") as on_progress:
            answer |= {"dose_response": ot.dose_response(found, around, on_progress=on_progress)}
    paths = [] if out is None else ot.write_plans(found, out, answer)
    written = [(path.name, path) for path in paths]
    if report is not None:
        written.append(("Page", ot.write_plan_page(answer, report)))
    if pdf is not None:
        written.append(("PDF", ot.write_plan_pdf(answer, pdf)))
    told = answer if dose_response or around is not None else answer | {"dose_response": None}
    say_answer(answer, lambda: _summary(told), written, as_json=as_json)


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
