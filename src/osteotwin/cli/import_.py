"""``osteotwin import``: what people already have, read into a person's file."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

import osteotwin as ot
from osteotwin.cli.failures import COULD_NOT
from osteotwin.cli.options import raise_if_any
from osteotwin.cli.terminal import complain, progress_bar, say, show
from osteotwin.errors import InputError, Problem

Files = Annotated[
    list[Path] | None, typer.Argument(metavar="FILE...", help="What to read in.", show_default=False)
]
Into = Annotated[Path, typer.Option("--into", metavar="PERSON.toml", help="The file about the person.")]
Dates = Annotated[
    str | None, typer.Option("--dates", metavar="dmy|mdy", help="Order of day and month in 03/04/05.")
]
Decimal = Annotated[
    str | None,
    typer.Option("--decimal", metavar="comma|point", help="Whether the comma in 1,234 is decimal."),
]
Patient = Annotated[
    str | None, typer.Option("--patient", metavar="ID", help="Whom to take of several people in one file.")
]
SamePerson = Annotated[
    bool, typer.Option("--same-person", help="Take it although name or birth date differ.")
]
Side = Annotated[
    str | None, typer.Option("--side", metavar="left|right|mean", help="Which hip or forearm to take.")
]
Femur = Annotated[
    str | None,
    typer.Option("--femur", metavar="total_hip|femoral_neck", help="What a density of the femur is of."),
]
Weights = Annotated[
    str | None, typer.Option("--weights", metavar="kg|lb", help="Unit of a training log that names none.")
]
Dumbbells = Annotated[
    str | None,
    typer.Option(
        "--dumbbells", metavar="each|together", help="What a training log's weight of dumbbells is of."
    ),
]
Training = Annotated[
    str | None, typer.Option("--training", metavar="habits|plan", help="Where a training log goes.")
]
CalciumPercentOf = Annotated[
    str | None,
    typer.Option("--calcium-percent-of", metavar="1000|1300", help="Milligrams of which calcium is percent."),
]
Unit = Annotated[
    list[str] | None,
    typer.Option("--unit", metavar="NAME=UNIT", help='Unit of values without one: estradiol="pg/mL".'),
]
Until = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help="End of the outlook, where the file is new.")
]
Today = Annotated[
    str | None,
    typer.Option("--today", metavar="DATE", help="Day from which to look ahead, where no file states it."),
]
Yes = Annotated[bool, typer.Option("--yes", help="Write without asking.")]
Undo = Annotated[bool, typer.Option("--undo", help="Put the file back as it was before the last import.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the preview as one JSON object.")]

WHAT_IS_READ = "What can be read, and how: osteotwin import --help, and docs/how-to/import-your-data.md."
_MOST_SHOWN = 40
_MOST_QUESTIONS = 30


def import_files(
    into: Into,
    files: Files = None,
    yes: Yes = False,
    undo: Undo = False,
    dates: Dates = None,
    decimal: Decimal = None,
    patient: Patient = None,
    same_person: SamePerson = False,
    side: Side = None,
    femur: Femur = None,
    weights: Weights = None,
    dumbbells: Dumbbells = None,
    training: Training = None,
    calcium_percent_of: CalciumPercentOf = None,
    unit: Unit = None,
    until: Until = None,
    today: Today = None,
    as_json: AsJson = False,
) -> None:
    """Read in what you already have: FHIR, reports, tables, logs, health exports.

    Shows what was understood, what not, and what is in the file already; writes after you agree, or with --yes, and
    keeps a dated copy of the file as it was.
    """
    if undo:
        kept = ot.undo_import(into)
        say(f"{into} is as it was before the last import; what it was until now: {kept}")
        return
    if not files:
        raise_if_any([Problem("FILE...", "", "nothing", "one file or more to read in", "name a file")])
    answers: dict[str, Any] = {
        "dates": dates, "decimal": decimal, "patient": patient, "same_person": same_person, "side": side,
        "femur": femur, "weights": weights, "dumbbells": dumbbells, "training": training,
        "calcium_percent_of": calcium_percent_of,
        "units": _units(unit or []), "until": until, "today": today,
    }  # fmt: skip
    preview = _asked(list(files or []), into, answers, ask=not as_json)
    if as_json:
        print(json.dumps(preview.to_json(), ensure_ascii=False, indent=1))
    else:
        _show(preview)
    if not preview.understood:
        names = " and ".join(path.name for path in files or [])
        complain(f"Nothing of {names} was understood, so nothing was written. {WHAT_IS_READ}")
        raise typer.Exit(COULD_NOT)
    if not preview.taken:
        return
    if not yes and not (_is_terminal() and not as_json and typer.confirm(f"Write this into {into}?")):
        if not as_json:
            say("Nothing was written; --yes writes it.")
        return
    copied = preview.write()
    if not as_json:
        was = f" The file as it was: {copied}; --undo puts it back." if copied else ""
        say(f"Wrote {into}.{was}")


def _asked(files: list[Path], into: Path, answers: dict[str, Any], *, ask: bool) -> ot.ImportPreview:
    """Return the preview, after the questions that only the user can answer; without a terminal they are errors."""
    for _ in range(_MOST_QUESTIONS):
        try:
            with progress_bar("Reading") as on_progress:
                return ot.preview_import(files, into, on_progress=on_progress, **answers)
        except ot.ImportQuestionError as question:
            if not ask or not _is_terminal():
                raise
            answers[question.answer] = _answer(question)
    return ot.preview_import(files, into, **answers)


def _answer(question: ot.ImportQuestionError) -> Any:
    place = question.problems[0]
    complain(f"{place.place}: {place.found}; {question.asks}?")
    if question.answer == "same_person":
        if not typer.confirm("Is it about the person of the file all the same?", err=True):
            raise question
        return True
    for value, meaning in question.choices:
        complain(f"  {value}: {meaning}")
    if question.answer == "today":
        return typer.prompt("Which day (YYYY-MM-DD)", err=True).strip()
    allowed = [value for value, _ in question.choices]
    while (given := typer.prompt("Which", err=True).strip()) not in allowed:
        complain(f"Write one of: {', '.join(allowed)}")
    return given


def _units(given: list[str]) -> dict[str, str]:
    wrong = [one for one in given if "=" not in one]
    if wrong:
        raise InputError([
            Problem("--unit", "", repr(wrong[0]), "NAME=UNIT", 'write for example --unit estradiol="pg/mL"')
        ])  # fmt: skip
    return {name.strip(): unit.strip() for name, _, unit in (one.partition("=") for one in given)}


def _show(preview: ot.ImportPreview) -> None:
    from osteotwin.cli.layout import bullets, heading, indented

    for title, lines in preview.sections():
        if not lines:
            continue
        shown = lines[:_MOST_SHOWN]
        more = [f"and {len(lines) - len(shown)} more; --json lists all"] if len(lines) > len(shown) else []
        show(
            heading(f"{title} ({len(lines)})"),
            indented(bullets([("\u2022", text) for text in [*shown, *more]])),
        )
    if preview.understood and not preview.taken:
        say("Nothing new to write.")


def _is_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()
