"""``osteotwin export``: a person's body, plan and outlook for other software."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import osteotwin as ot
from osteotwin.cli.answering import answer_for, person_of
from osteotwin.cli.options import (
    DEFAULT_PEOPLE,
    DEFAULT_SEED,
    Parameters,
    People,
    PersonFile,
    Seed,
    draw_problems,
    folder_problems,
    parameters_of,
    raise_if_any,
)
from osteotwin.cli.terminal import progress_bar, say
from osteotwin.errors import InputError, Problem
from osteotwin.files import write_bytes, write_text

app = typer.Typer(help="Write the model and its results for other software.", rich_markup_mode=None)

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
        help="Write to this file; otherwise to the person's file name with the format's ending, here.",
        show_default=False,
    ),
]
TrialName = Annotated[
    str | None,
    typer.Argument(
        metavar="TRIAL",
        help="Identifier of a trial (osteotwin list trials); leave it out for all trials as one problem.",
        show_default=False,
    ),
]
OutFolder = Annotated[Path, typer.Option("--out", metavar="DIR", help="Write into this folder.")]
PetabVersion = Annotated[
    int,
    typer.Option(
        "--petab-version", metavar="1|2", help="Of PEtab; most tools read 1, and 2 holds an arm in a file."
    ),
]
Trials = Annotated[
    Path | None,
    typer.Option(
        "--trials",
        metavar="DIR",
        help="A folder of trial files that has it; else those that ship.",
        show_default=False,
    ),
]
Endpoints = Annotated[
    list[str] | None,
    typer.Option(
        "--endpoint",
        metavar="NAME",
        help="Only this one (osteotwin list endpoints); may be given more than once.",
        show_default=False,
    ),
]
Site = Annotated[str, typer.Option("--site", metavar="NAME", help="lumbar_spine, total_hip or femoral_neck.")]


@app.callback(invoke_without_command=True)
def export(context: typer.Context) -> None:
    """Write the model and its results for other software."""
    if context.invoked_subcommand is None:
        print(context.get_help())


@app.command("sbml")
def sbml(person: OptionalPerson = None, out: OutFile = None) -> None:
    """Write body and plan as SBML (Level 3 Version 2), with units.

    The most likely body that fits the person, run in to the day before the plan; the plan's days are events.
    """
    raise_if_any(_folder_problems(out))
    read = None if person is None else ot.read_person(person)
    text = ot.reference_to_sbml() if read is None else ot.person_to_sbml(read)
    path = out or Path("reference.sbml.xml" if person is None else f"{person.stem}.sbml.xml")
    write_text(path, text)
    say(f"SBML: {path}")
    if read is not None:
        _say_left_out(read)


@app.command("omex")
def omex(person: PersonFile, out: OutFile = None) -> None:
    """Write body, plan and what to simulate as one COMBINE archive: SBML and SED-ML."""
    raise_if_any(_folder_problems(out))
    read = ot.read_person(person)
    content = ot.person_to_omex(read)
    path = out or Path(f"{person.stem}.omex")
    write_bytes(path, content)
    say(f"OMEX: {path}")
    _say_left_out(read)


@app.command("petab")
def petab(
    trial: TrialName = None,
    out: OutFolder = Path("petab"),
    trials: Trials = None,
    parameters: Parameters = None,
    version: PetabVersion = 1,
) -> None:
    """Write a published trial, or all of the fit, as a PEtab problem: a model for each arm, what was measured, what may
    be fitted.
    """
    chosen, problems = parameters_of(parameters)
    raise_if_any([*problems, *folder_problems(out)])
    if trial is None:
        with progress_bar("Writing") as on_progress:
            fit = ot.write_petab_fit(
                out, trials=trials, parameters=chosen, version=version, on_progress=on_progress
            )
        say(
            f"PEtab: {fit.file}, {len(fit.arms)} arms, {fit.measured} measured values, "
            f"{len(fit.estimated)} parameters to fit"
        )
        for sentence in fit.left_out:
            say(f"Left out: {sentence}")
        say(
            f"Not to be fitted, since the state in which some arm starts rests on it: {', '.join(fit.fixed) or 'none'}"
        )
        return
    written = ot.write_petab(trial, out, trials=trials, parameters=chosen, version=version)
    say(
        f"PEtab: {written.file}, {written.measured} measured values, {len(written.estimated)} parameters to fit"
    )
    for sentence in written.left_out:
        say(f"Left out: {sentence}")


@app.command("table")
def table(
    person: PersonFile,
    out: OutFile = None,
    endpoints: Endpoints = None,
    people: People = DEFAULT_PEOPLE,
    seed: Seed = DEFAULT_SEED,
    parameters: Parameters = None,
) -> None:
    """Write every virtual person's course under the plan: FILE.csv, FILE.nc (NetCDF) or FILE.parquet.

    Month by month, the people of osteotwin run with the same number and seed; otherwise to the person's file name
    with the ending .csv.
    """
    chosen, problems = parameters_of(parameters)
    problems = [*draw_problems(people, seed), *problems]
    path = out or Path(f"{person.stem}.csv")
    try:
        ot.check_table_path(path)
    except InputError as error:
        problems += error.problems
    else:
        problems += _folder_problems(path)
    read = person_of(person, problems)
    with progress_bar("Simulating") as on_progress:
        ot.write_table(
            read, path, people, seed, endpoints=endpoints, parameters=chosen, on_progress=on_progress
        )
    say(f"Table: {path}")
    _say_left_out(read)


@app.command("fhir")
def fhir(
    person: PersonFile,
    out: OutFile = None,
    people: People = DEFAULT_PEOPLE,
    seed: Seed = DEFAULT_SEED,
    parameters: Parameters = None,
) -> None:
    """Write the outlook as FHIR (release 4): Observations that say that they are simulated, and a CarePlan in draft.

    Without the person's name; with sex, birth date and the days of the plan.
    """
    raise_if_any(_folder_problems(out))
    answer = answer_for(person, people, seed, None, parameters)
    path = out or Path(f"{person.stem}.fhir.json")
    write_text(path, ot.answer_to_fhir(answer))
    say(f"FHIR: {path}")


@app.command("figure")
def figure(
    person: PersonFile,
    out: OutFile = None,
    site: Site = "total_hip",
    people: People = DEFAULT_PEOPLE,
    seed: Seed = DEFAULT_SEED,
    parameters: Parameters = None,
) -> None:
    """Write the report's chart of one site as a picture: FILE.svg or FILE.png."""
    path = out or Path(f"{person.stem}.svg")
    ot.check_figure_path(path, site)
    raise_if_any(_folder_problems(path))
    answer = answer_for(person, people, seed, None, parameters)
    ot.write_figure(answer, path, site)
    say(f"Figure: {path}")
    for sentence in dict.fromkeys(row["sentence"] for row in answer["inputs"]["not_simulated"]):
        say(sentence)


def _say_left_out(person: ot.Person) -> None:
    """Say which drugs of a person are in no number of what was written."""
    for sentence in dict.fromkeys(row["sentence"] for row in ot.describe_inputs(person)["not_simulated"]):
        say(sentence)


def _folder_problems(out: Path | None) -> list[Problem]:
    """What is wrong with a file to write: it is a folder. Folders that are missing are made."""
    if out is None or not out.is_dir():
        return []
    return [Problem("--out", "", f'"{out}", which is a folder', "a file", "add the name of a file to it")]
