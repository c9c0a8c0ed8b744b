"""Reference pages made at build time from the data files that the package ships.

A page is a list of files; each file becomes one table with a row per entry and a column per key that any
entry uses. So a new entry, or a new key, is in the documentation as soon as it is in the data.
"""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

Row = dict[str, Any]


@dataclass(frozen=True)
class Page:
    """One generated page: its name, what it says first, and the data files beneath osteotwin/."""

    name: str
    title: str
    intro: str
    patterns: tuple[str, ...]


PAGES = (
    Page(
        "parameters",
        "Parameters",
        "Every number of the model. *Kind* is `measured`, `published_fit`, `our_fit` or `assumption`; *range* "
        "spans about 95 % of what is believed; *people_cv* is the relative spread between people. In the "
        "terminal: `osteotwin list parameters`.",
        ("parameters/data/*.toml",),
    ),
    Page(
        "endpoints",
        "Endpoints",
        "What can be measured, and what a `[[measurement]]` may name. *Range* holds hard limits outside which a "
        "value is refused as a slip of the pen; they are not reference ranges.",
        ("people/endpoints.toml",),
    ),
    Page(
        "reference-population",
        "Reference population",
        "What stands in, with its spread, for what a person file does not say.",
        ("people/data/reference_population.toml",),
    ),
)


def rows_of(path: Path) -> list[Row]:
    """The entries of a data file; a table's own name becomes its first column."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    named = [{"name": name, **entry} for name, entry in content.items() if isinstance(entry, dict)]
    listed = [entry for entries in content.values() if isinstance(entries, list) for entry in entries]
    return named + [entry for entry in listed if isinstance(entry, dict)]


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
    """The rows as a Markdown table."""
    columns = list(dict.fromkeys(key for row in rows for key in row))
    lines = ["| " + " | ".join(cell(column) for column in columns) + " |", "|---" * len(columns) + "|"]
    for row in rows:
        cells = [f"`{row[key]}`" if key == "name" else cell(row.get(key)) for key in columns]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def page_text(page: Page, package: Path) -> str:
    """The whole page; a pattern that finds no file is an error, so that a renamed file is noticed."""
    parts = [f"# {page.title}", page.intro]
    paths = [path for pattern in page.patterns for path in sorted(package.glob(pattern))]
    for pattern in page.patterns:
        if not list(package.glob(pattern)):
            raise FileNotFoundError(pattern)
    for path in paths:
        if len(paths) > 1:
            parts.append(f"## {path.stem.replace('_', ' ').capitalize()}")
        parts.append(table(rows_of(path)))
    return "\n\n".join(parts) + "\n"


def write_pages(app: Sphinx) -> None:
    """Write each page, leaving alone those that have not changed."""
    package = Path(str(files("osteotwin")))
    folder = Path(app.srcdir) / "reference" / "_generated"
    folder.mkdir(parents=True, exist_ok=True)
    for page in PAGES:
        path = folder / f"{page.name}.md"
        text = page_text(page, package)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension."""
    app.connect("builder-inited", write_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
