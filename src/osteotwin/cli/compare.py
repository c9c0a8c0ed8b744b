"""``osteotwin compare``: plans side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

import osteotwin as ot
from osteotwin.cli.answering import say_answer
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
    parameters_of,
    raise_if_any,
)
from osteotwin.cli.terminal import progress_bar
from osteotwin.errors import InputError, SimulationError

Plans = Annotated[
    list[str] | None,
    typer.Option(
        "--plan",
        metavar="PLAN.toml",
        help="A plan file to compare with, several times; none: everything ends today.",
        show_default=False,
    ),
]
WithoutOwn = Annotated[
    bool,
    typer.Option("--without-own", help="Leave out the person's own plan: the first --plan is compared with."),
]
Page = Annotated[
    Path | None,
    typer.Option("--report", metavar="FILE", help="Write a page with charts.", show_default=False),
]


def compare(
    person: PersonFile,
    plan: Plans = None,
    without_own: WithoutOwn = False,
    as_json: AsJson = False,
    people: People = DEFAULT_PEOPLE,
    seed: Seed = DEFAULT_SEED,
    report: Page = None,
    parameters: Parameters = None,
) -> None:
    """Compare plans: the same virtual people under each.

    How much better or worse hip, neck and spine do than under the first plan, in how many of 100, and which T-scores
    are reached when. Without --report nothing is written.
    """
    chosen, problems = parameters_of(parameters)
    problems = [*draw_problems(people, seed), *problems, *file_problems("--report", report)]
    try:
        who = ot.read_person(person)
        plans = ot.plans_to_compare(who, plan or (), own=not without_own)
    except InputError as error:
        raise InputError([*problems, *error.problems]) from None
    raise_if_any(problems)
    with progress_bar("Simulating") as on_progress:
        found = ot.compare(who, plans, people, seed, parameters=chosen, on_progress=on_progress)
    answer: dict[str, Any] = found.to_dict()
    written = [] if report is None else [("Page", ot.write_comparison_page(answer, report))]
    say_answer(answer, lambda: _summary(answer), written, as_json=as_json)
    if answer["failed"]["too_many"]:
        raise SimulationError(str(answer["failed"]["text"]))


def _summary(answer: dict[str, Any]) -> list[Any]:
    from osteotwin.cli.comparison_summary import summary  # here, since it takes long to load

    return summary(answer)
