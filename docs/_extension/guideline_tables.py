"""The page of what guidelines say, written from the tables by which a person is judged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reference_tables import cell, table, write_changed
from sphinx.application import Sphinx

from osteotwin.safety.guidelines.criterion import Criterion
from osteotwin.safety.guidelines.follow_up import due_rows
from osteotwin.safety.guidelines.intakes import requirements
from osteotwin.safety.guidelines.rules import ABOUT, Asked, rules
from osteotwin.safety.guidelines.work_up import work_up_tests

Row = dict[str, Any]

INTRODUCTION = (
    "Each rule is about certain people and has criteria; of a person it is *met*, *not met*, or *not known*, and then "
    "what would tell is named. A condition that a file does not name counts as absent; a scan of more than five years "
    "ago does not count, and where none is given the twin's density of today stands in. The highest class of the rules "
    "that are met is the class of guidelines: *treat* (a bone drug is advised), *discuss*, *monitor*, *none*. It does "
    "not depend on what the plan is expected to do, and it never falls when age from 50 on, low density, a fracture or "
    "glucocorticoids are added."
)
CHECKED = (
    "*Checked*: in the *guideline* itself (its text, table, abstract or label), in another's *summary* of it, or "
    "*assumption*: ours, or not checked against the text, as the source says."
)
OBJECTIONS = (
    "What a clinician may object to: FRAX is not computed here, only read; a file does not say which bone broke, nor "
    "dose and duration of glucocorticoids named as a condition; lines of other countries (NOGG, Osteoporosis Canada) "
    "differ; the guidelines of EAU and NCCN were not to be had; and no guideline speaks of men on an aromatase "
    "inhibitor, so that what is said of them is an analogy."
)
_HEADINGS = {
    "treatment": "Treatment",
    "measuring": "Whom to measure",
    "intake": "Calcium, vitamin D and what they do to blood and urine",
    "hormones": "Hormones",
    "drug_limit": "Limits of drugs",
    "exercise": "Exercise",
}


def written(criterion: Criterion) -> str:
    """A criterion in words."""
    operand = criterion.operand
    if operand is True:
        return spaced(criterion.name)
    words = ", ".join(map(plain, operand)) if isinstance(operand, tuple) else plain(operand)
    return f"{spaced(criterion.name)} {words}"


def plain(operand: object) -> str:
    """A number, word or flag as text."""
    if isinstance(operand, float):
        return f"{operand:g}"
    return spaced(str(operand)) if operand is not False else "no"


def spaced(name: str) -> str:
    """An identifier as words."""
    return name.replace("_", " ")


def criteria(row: Asked) -> str:
    """Whom a row is about and what must be met."""
    parts = [" and ".join(map(written, row.people)), " and ".join(map(written, row.every))]
    if row.some:
        parts.append(f"{row.least:g} of: " + "; ".join(map(written, row.some)))
    return "; ".join(filter(None, parts))


def rule_rows(about: str) -> list[Row]:
    """The rules about one thing."""
    return [
        {
            "id": name,
            "says": row.sentence,
            "criteria": criteria(row),
            "class": row.makes,
            "body": row.body,
            "checked": row.kind,
            "source": row.source,
        }
        for name, row in rules().items()
        if row.about == about
    ]


def work_up_rows() -> list[Row]:
    """The tests to ask for."""
    return [
        {
            "test": row.test,
            "why": row.why,
            "from class": row.from_class or "",
            "or if": criteria(row),
            "checked": row.kind,
            "source": row.source,
        }
        for row in work_up_tests().values()
    ]


def follow_up_rows() -> list[Row]:
    """When to measure next."""
    return [
        {
            "measure": row.measure,
            "months": f"{row.months:g}",
            "why": row.why,
            "checked": row.kind,
            "source": row.source,
        }
        for row in due_rows().values()
    ]


def intake_rows() -> list[Row]:
    """Needs and limits by age and sex."""
    return [
        {
            "nutrient": row.nutrient.replace("_", " "),
            "sex": " and ".join(row.sexes),
            "from age": f"{row.from_age:g}",
            "average": f"{row.average:g}",
            "recommended": f"{row.recommended:g}",
            "upper limit": f"{row.upper:g}",
        }
        for row in requirements()
    ]


def page() -> str:
    """The whole page."""
    parts = ["# What guidelines say", INTRODUCTION, CHECKED, OBJECTIONS]
    for about in ABOUT:
        parts += [f"## {_HEADINGS[about]}", table(rule_rows(about))]
    parts += [
        "## Needs and limits",
        f"Calcium in mg a day, vitamin D in IU a day. {cell(requirements()[0].source)}.",
        table(intake_rows()),
        "## Tests to ask for",
        table(work_up_rows()),
        "## The next measurement",
        "After the last measurement or the start of the drug, whichever is later; of two dates the earlier holds.",
        table(follow_up_rows()),
    ]
    return "\n\n".join(parts) + "\n"


def write_page(app: Sphinx) -> None:
    """Write the page, leaving it alone where it has not changed."""
    folder = Path(app.srcdir) / "reference" / "_generated"
    folder.mkdir(parents=True, exist_ok=True)
    write_changed(folder / "guidelines.md", page())


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension."""
    app.connect("builder-inited", write_page)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
