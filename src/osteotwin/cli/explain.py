"""``osteotwin explain``: from drug to bone, with a person's numbers, at three depths."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

import osteotwin as ot
from osteotwin.cli.answering import answer_for, say_answer
from osteotwin.cli.options import (
    DEFAULT_PEOPLE,
    DEFAULT_SEED,
    AsJson,
    Parameters,
    People,
    PersonFile,
    Seed,
    file_problems,
    raise_if_any,
)
from osteotwin.errors import Problem, SimulationError

LEVELS = ("fundamentals", "intermediate", "academic")

Level = Annotated[
    str, typer.Option("--level", metavar="LEVEL", help=f"How deep: {', '.join(LEVELS[:-1])} or {LEVELS[-1]}.")
]
Page = Annotated[
    Path | None,
    typer.Option(
        "--report", metavar="FILE", help="Write a page with equations and sources.", show_default=False
    ),
]


def explain(
    person: PersonFile,
    level: Level = LEVELS[0],
    as_json: AsJson = False,
    report: Page = None,
    people: People = DEFAULT_PEOPLE,
    seed: Seed = DEFAULT_SEED,
    parameters: Parameters = None,
) -> None:
    """Explain how drugs, training and food reach a person's bone.

    With the person's own numbers, each statement with its source. Without --report nothing is written.
    """
    unknown = [] if level in LEVELS else [_unknown(level)]
    raise_if_any([*unknown, *file_problems("--report", report)])
    answer = answer_for(person, people, seed, None, parameters)
    found = ot.explain(answer, level).to_json()
    written = [] if report is None else [("Page", ot.write_explanation(found, report))]
    say_answer(found, lambda: _lines(found), written, as_json=as_json)
    if answer["failed"]["too_many"]:
        raise SimulationError(found["sections"][0]["sentences"][0]["text"])


def _unknown(level: str) -> Problem:
    allowed = f"{', '.join(LEVELS[:-1])} or {LEVELS[-1]}"
    return Problem("--level", "", f'"{level}"', allowed, f"write for example --level {LEVELS[0]}")


def _lines(found: dict[str, Any]) -> list[Any]:
    """The explanation for a terminal: text, tables as records, equations on one line, then the sources by number."""
    from osteotwin.cli.layout import bullets, heading, indented, paragraph, record

    numbers = {source["key"]: place for place, source in enumerate(found["sources"], start=1)}

    def cited(one: dict[str, Any]) -> str:
        return f"[{', '.join(str(number) for number in sorted(numbers[key] for key in one['sources']))}]"

    parts: list[Any] = []
    for section in found["sections"]:
        parts.append(heading(section["title"]))
        parts += [paragraph(f"{one['text']} {cited(one)}") for one in section["sentences"]]
        for equation in section["equations"]:
            parts.append(paragraph(f"{equation['name']}:"))
            parts += [indented(paragraph(text)) for text in equation["text"]]
        for table in section["tables"]:
            parts.append(heading(table["caption"]))
            for row in table["rows"]:
                cells = dict(zip(table["columns"], row["cells"], strict=True))
                first = table["columns"][0]
                parts += record({**cells, first: f"{cells[first]} {cited(row)}"})
    parts.append(heading("Words"))
    parts.append(indented(bullets([(f"{term['term']}:", term["text"]) for term in found["glossary"]])))
    parts.append(heading("Sources"))
    sources = [(f"{numbers[source['key']]}", source["text"]) for source in found["sources"]]
    parts.append(indented(bullets(sources)))
    return parts
