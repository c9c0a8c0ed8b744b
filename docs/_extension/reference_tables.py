"""Reference pages made at build time from the data files that the package ships.

A page is a list of files; each file becomes one table with a row per entry and a column per key that any
entry uses. So a new entry, or a new key, is in the documentation as soon as it is in the data.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

Row = dict[str, Any]
WIDEST_TABLE = 12


@dataclass(frozen=True)
class Page:
    """One generated page: its name, what it says first, and the data files beneath osteotwin/."""

    name: str
    title: str
    intro: str
    patterns: tuple[str, ...]


PARAMETERS = Page(
    "parameters",
    "Parameters",
    "Every number of the model, in the set {name}. *Kind* is `measured`, `published_fit`, `our_fit` or `assumption`; "
    "*range* spans about 95 % of what is believed{fitted}; *people_cv* is the coefficient of variation between people. "
    "In the terminal: `osteotwin list parameters`.",
    ("parameters/data/*.toml",),
)
FITTED = (
    " before any fit; *posterior* holds 90 % of what the fit to trials left open, and how wide that is against the "
    "range (1: trials say nothing of it)"
)

PAGES = (
    Page(
        "drugs",
        "Drugs",
        "What a `[[plan.drug]]` may name, and how each enters the equations. A usual dose stands in only where a "
        "published trial names no dose; a person's file must state one. In the terminal: `osteotwin list drugs`.",
        ("protocol/data/drugs.toml", "protocol/data/drug_routes.toml"),
    ),
    Page(
        "named-drugs",
        "Drugs outside the model",
        "What a file may name beside them: drugs that act on bone or on sex hormones, or are often taken along, and "
        "that the model does not have. The answer says which way they act and that no number holds them. In the "
        "terminal: "
        "`osteotwin list named-drugs`.",
        ("protocol/data/named_drugs.toml",),
    ),
    Page(
        "foods",
        "Foods",
        "What a `[[plan.food]]` may name, with calcium, vitamin D and protein per serving.",
        ("protocol/data/foods.csv",),
    ),
    Page(
        "glossary",
        "Glossary",
        "The words of the reports, in plain and in academic terms.",
        ("explaining/data/glossary.csv",),
    ),
    Page(
        "exercises",
        "Exercises",
        "What a `[[plan.training]]` may name. Forces are peaks in body weights: a base and "
        "a slope over the external load per body weight. In the terminal: `osteotwin list exercises`.",
        ("protocol/data/exercises.toml",),
    ),
    Page(
        "endpoints",
        "Endpoints",
        "What can be measured, and what a `[[measurement]]` may name. *Range* holds hard limits outside "
        "which a value is refused as a slip of the pen; they are not reference ranges.",
        ("endpoints.toml",),
    ),
    Page(
        "reference-population",
        "Reference population",
        "What stands in, with its standard deviation, for what a person file does not say.",
        ("cohort/data/reference_population.toml",),
    ),
)


def tables_of(path: Path) -> dict[str, list[Row]]:
    """The tables of a data file by title; the entries at the top of a file stand under an empty title."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as lines:
            return {"": list(csv.DictReader(lines))}
    tables: dict[str, list[Row]] = {"": []}
    for name, entry in tomllib.loads(path.read_text(encoding="utf-8")).items():
        if isinstance(entry, list):
            tables[name] = [part if isinstance(part, dict) else {"": part} for part in entry]
        elif isinstance(entry, dict) and all(isinstance(part, dict) for part in entry.values()):
            tables[name] = [{"id": identifier, **part} for identifier, part in entry.items()]
        elif name == "sources":
            tables[name] = [{"id": identifier, "text": part} for identifier, part in entry.items()]
        elif isinstance(entry, dict):
            tables[""].append({"id": name, **entry})
    filled = {title: rows for title, rows in tables.items() if rows}
    return dict(sorted(filled.items(), key=lambda table: table[0] == "sources"))  # sources last


def cell(value: Any) -> str:
    """One value as the text of a table cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(cell(part) for part in value)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {cell(part)}" for key, part in value.items())
    text = " ".join(str(value).split())
    for sign in "\\|<>*_[]$":
        text = text.replace(sign, "\\" + sign)
    return text


def table(rows: list[Row]) -> str:
    """The rows as a Markdown table; rows with very many keys as one small table each."""
    columns = list(dict.fromkeys(key for row in rows for key in row))
    if len(columns) > WIDEST_TABLE:
        return "\n\n".join(entry_table(row) for row in rows)
    lines = ["| " + " | ".join(columns) + " |", "|---" * len(columns) + "|"]
    for row in rows:
        cells = [f"`{row[key]}`" if key == "id" and key in row else cell(row.get(key)) for key in columns]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def entry_table(row: Row) -> str:
    """One entry as a heading and a table of two columns."""
    title = row.get("label") or row.get("name") or row.get("title") or row.get("id")
    lines = [f"## {cell(title)}", "", "| key | value |", "|---|---|"]
    return "\n".join(lines + [f"| {key} | {cell(value)} |" for key, value in row.items()])


def page_text(page: Page, package: Path, change: Callable[[Row], Row] = dict) -> str:
    """The whole page; a pattern that finds no file is an error, so that a renamed file is noticed."""
    parts = [f"# {page.title}", page.intro]
    paths = [path for pattern in page.patterns for path in sorted(package.glob(pattern))]
    for pattern in page.patterns:
        if not list(package.glob(pattern)):
            raise FileNotFoundError(pattern)
    for path in paths:
        if len(paths) > 1 and path.stem != page.name:
            parts.append(f"## {path.stem.replace('_', ' ').capitalize()}")
        for title, rows in tables_of(path).items():
            if title and title != path.stem:
                parts.append(f"## {title.replace('_', ' ').capitalize()}")
            parts.append(table([change(row) for row in rows]))
    return "\n\n".join(parts) + "\n"


def parameters_text(package: Path) -> str:
    """The page of the parameters, with the values of the set in use and what a fit left open of them."""
    from osteotwin.cohort.parameter_sets import parameters_in_use

    used = parameters_in_use()
    posterior = used.posterior

    def in_use(row: Row) -> Row:
        entry = used.parameters[row["id"]]
        changed = row | {
            "value": float(f"{entry.value:.6g}"),
            "kind": entry.evidence_level,
            "source": entry.source,
        }
        if posterior is None:
            return changed
        found = ""
        if entry.name in posterior.names:
            low, high = posterior.interval(entry.name)
            found = f"{low:.4g} to {high:.4g} ({posterior.identifiability[entry.name].ratio:.2f})"
        place = list(changed).index("range")
        before, after = list(changed.items())[:place], list(changed.items())[place:]
        return dict([*before, ("posterior", found), *after])

    intro = PARAMETERS.intro.format(name=f"`{used.name}`", fitted="" if posterior is None else FITTED)
    return page_text(replace(PARAMETERS, intro=intro), package, in_use)


def sets_text() -> str:
    """The page of the shipped parameter sets and how each came about."""
    import osteotwin as ot

    parts = [
        "# Parameter sets",
        "A set holds a value for every parameter; a fitted one also joint draws of what the trials left open, and how "
        "far a trial as a whole lies from the model. The newest is in use; `--parameters` chooses another. In the "
        "terminal: `osteotwin list sets`.",
    ]
    return "\n\n".join([*parts, *(entry_table(row) for row in ot.catalogue("sets"))]) + "\n"


def states_text() -> str:
    """The page of the body's states and inputs, from the equations' own lists."""
    from osteotwin.body import whole

    parts = ["# States and inputs"]
    for title, units in (("States", whole.STATES), ("Inputs", whole.INPUTS)):
        rows = [{"id": name, "unit": unit or "relative"} for name, unit in units.items()]
        parts += [f"## {title}", f"{len(rows)} of them, in the order of the signal's way.", table(rows)]
    return "\n\n".join(parts) + "\n"


def write_changed(path: Path, text: str) -> None:
    """Write a page, leaving it alone where it has not changed."""
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def write_pages(app: Sphinx) -> None:
    """Write each page, leaving alone those that have not changed."""
    package = Path(str(files("osteotwin")))
    folder = Path(app.srcdir) / "reference" / "_generated"
    folder.mkdir(parents=True, exist_ok=True)
    texts = {page.name: page_text(page, package) for page in PAGES} | {
        "parameters": parameters_text(package),
        "sets": sets_text(),
        "states": states_text(),
    }
    for name, text in texts.items():
        write_changed(folder / f"{name}.md", text)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension."""
    app.connect("builder-inited", write_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
