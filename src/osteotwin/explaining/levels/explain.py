"""Explain a person's run at one of three depths."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from os import PathLike
from typing import Any

from osteotwin.cohort.parameter_sets import load_parameters, parameters_in_use
from osteotwin.errors import InputError, Problem
from osteotwin.explaining.answer import SCHEMA as ANSWER_SCHEMA
from osteotwin.explaining.answer import run
from osteotwin.explaining.glossary import load_glossary
from osteotwin.explaining.levels.academic import academic
from osteotwin.explaining.levels.fundamentals import fundamentals
from osteotwin.explaining.levels.intermediate import intermediate
from osteotwin.explaining.tables.content import LEVELS, Explanation, Section, Sentence, Term
from osteotwin.explaining.tables.run_numbers import RUN, RunNumbers
from osteotwin.explaining.tables.sources import not_of_men, reference_of
from osteotwin.inputs.names import choose
from osteotwin.parameters import ParameterSet
from osteotwin.people.person import Person
from osteotwin.units import shown_value


def explain(
    person_or_answer: Person | str | PathLike[str] | Mapping[str, Any],
    level: str = LEVELS[0],
    *,
    parameters: ParameterSet | None = None,
) -> Explanation:
    """Explain how what a person takes, does and eats reaches the bone, with the person's own numbers.

    Parameters
    ----------
    person_or_answer : Person, path or dict
        A person or the file of one, who is simulated; or an answer of :func:`osteotwin.run`.
    level : str
        ``"fundamentals"``, ``"intermediate"`` or ``"academic"``.
    parameters : ParameterSet or None
        The set of the answer, or the one in use for a person.

    Returns
    -------
    Explanation
        Sections of sentences, tables and equations, a glossary and the sources.

    Raises
    ------
    InputError
        If there is no such level, or the answer is none of this version.
    """
    chosen = choose(level, LEVELS, "level")
    if isinstance(person_or_answer, Mapping):
        answer = dict(person_or_answer)
        _check(answer)
    else:
        answer = run(person_or_answer, parameters=parameters)
    numbers = RunNumbers(answer)
    sections = _failed(numbers) if numbers.failed else _sections(numbers, chosen, parameters)
    sections = (*_left_out(numbers), *sections)
    if not numbers.man:
        sections = tuple(_for_women(section) for section in sections)
    return Explanation(
        level=chosen,
        name=numbers.person["name"],
        disclaimer=answer["disclaimer"],
        sections=sections,
        glossary=tuple(_terms(sections, chosen)),
        sources=tuple(reference_of(key, answer) for key in _keys(sections)),
        versions=answer["versions"],
    )


def _check(answer: Mapping[str, Any]) -> None:
    written = {"intake", "contributions", "advice"} <= set(answer) and all(
        "part" in one for one in answer["inputs"]["plan"]
    )
    if answer.get("schema") != ANSWER_SCHEMA or not written:
        found = shown_value(answer.get("schema"))
        expected, fix = (
            f"an answer of this version ({ANSWER_SCHEMA})",
            "simulate again: osteotwin run PERSON.toml --json",
        )
        raise InputError([Problem("answer", "schema", found, expected, fix)])


def _sections(numbers: RunNumbers, level: str, parameters: ParameterSet | None) -> tuple[Section, ...]:
    if level == "academic":
        name = numbers.answer["versions"]["parameter_set"]
        in_use = parameters or parameters_in_use()
        sections = academic(numbers, in_use if in_use.name == name else load_parameters(name))
    else:
        sections = (fundamentals if level == "fundamentals" else intermediate)(numbers)
    return tuple(one for one in sections if one.sentences or one.tables)


def _left_out(numbers: RunNumbers) -> tuple[Section, ...]:
    """Say first which drugs of the person are in no number."""
    rows = numbers.answer["inputs"].get("not_simulated", [])
    said = tuple(Sentence(text, (RUN,)) for text in dict.fromkeys(row["sentence"] for row in rows))
    return (Section("not_simulated", "What is not in the numbers", said),) if said else ()


def _failed(numbers: RunNumbers) -> tuple[Section, ...]:
    """Say that there is nothing to explain, and why."""
    reasons = "; ".join(numbers.answer["failed"]["reasons"]) or "no reason was given"
    return (
        Section(
            "failed",
            "Nothing to explain",
            (
                Sentence(f"Too many of the virtual people could not be simulated: {reasons}", (RUN,)),
                Sentence(numbers.answer["disclaimer"], (RUN,)),
            ),
        ),
    )


def _for_women(section: Section) -> Section:
    """The section without references that are about men."""
    return replace(
        section,
        sentences=tuple(replace(one, sources=not_of_men(one.sources)) for one in section.sentences),
        tables=tuple(
            replace(table, rows=tuple(replace(row, sources=not_of_men(row.sources)) for row in table.rows))
            for table in section.tables
        ),
    )


def _keys(sections: tuple[Section, ...]) -> list[str]:
    """Every source that is cited, in the order of first use."""
    found: dict[str, None] = {}
    for section in sections:
        for sentence in section.sentences:
            found |= dict.fromkeys(sentence.sources)
        for table in section.tables:
            for row in table.rows:
                found |= dict.fromkeys(row.sources)
    return list(found)


def _terms(sections: tuple[Section, ...], level: str) -> Iterator[Term]:
    """The glossary's terms that the text uses, in plain words or in the field's."""
    text = "\n".join(_texts(sections))
    for entry in load_glossary().values():
        forms = {entry.term, entry.term.removesuffix("s")}
        if any(re.search(rf"(?<!\w){re.escape(form)}s?(?!\w)", text, re.IGNORECASE) for form in forms):
            yield Term(entry.term, entry.academic if level == "academic" else entry.fundamentals)


def _texts(sections: tuple[Section, ...]) -> Iterator[str]:
    for section in sections:
        yield section.title
        yield from (sentence.text for sentence in section.sentences)
        for table in section.tables:
            yield from (cell for row in table.rows for cell in row.cells)
        yield from (equation.name for equation in section.equations)
