"""An explanation as the parts of its page: sources become numbers, the first use of a term opens its meaning."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from osteotwin.report.formatting import calendar_date

if TYPE_CHECKING:
    from markupsafe import Markup

Explanation = Mapping[str, Any]

#: level -> what the page calls it
LEVELS: Final[Mapping[str, str]] = {
    "fundamentals": "In plain words",
    "intermediate": "With protocols",
    "academic": "With equations",
}
#: How much of a source was read -> what the page says of it; what is not here goes without saying.
READ: Final[Mapping[str, str]] = {
    "abstract": "read as abstract",
    "secondary": "read in a secondary source",
    "title": "not verified beyond its place in the journal",
    "no": "could not be verified",
}


def context(explanation: Explanation, written: date | None) -> dict[str, Any]:
    """Return what the page template shows."""
    numbers = {source["key"]: place for place, source in enumerate(explanation["sources"], start=1)}
    explained: set[str] = set()
    return {
        "name": explanation["name"],
        "level": LEVELS[explanation["level"]],
        "date": None if written is None else calendar_date(written.isoformat()),
        "disclaimer": explanation["disclaimer"],
        "sections": [
            _section(one, numbers, explanation["glossary"], explained) for one in explanation["sections"]
        ],
        "glossary": explanation["glossary"],
        "sources": [
            {**source, "number": numbers[source["key"]], "how": READ.get(source["read"], "")}
            for source in explanation["sources"]
        ],
        "versions": explanation["versions"],
    }


def _section(
    section: Mapping[str, Any],
    numbers: Mapping[str, int],
    glossary: Sequence[Mapping[str, str]],
    explained: set[str],
) -> dict[str, Any]:
    terms = [term for term in _used(section, glossary) if term["term"] not in explained]
    explained.update(term["term"] for term in terms)
    return {
        "id": section["id"],
        "title": section["title"],
        "sentences": [{"text": one["text"], "cites": _cites(one, numbers)} for one in section["sentences"]],
        "tables": [
            {
                **table,
                "rows": [{"cells": row["cells"], "cites": _cites(row, numbers)} for row in table["rows"]],
            }
            for table in section["tables"]
        ],
        "equations": [
            # Markup of our own: signs and words in it were escaped where they were written.
            {"name": one["name"], "lines": [_math(line) for line in one["mathml"]]}
            for one in section["equations"]
        ],
        "terms": terms,
    }


def _math(line: str) -> Markup:
    """Return a ``math`` element as markup; anything else as text."""
    from markupsafe import Markup, escape

    return Markup(line) if re.fullmatch(r"<math [^<>]*>.*</math>", line, re.DOTALL) else escape(line)


def _cites(one: Mapping[str, Any], numbers: Mapping[str, int]) -> list[int]:
    return sorted(numbers[key] for key in one["sources"])


def _used(section: Mapping[str, Any], glossary: Sequence[Mapping[str, str]]) -> list[Mapping[str, str]]:
    """The glossary's terms that stand in a section."""
    text = "\n".join(
        [
            *(one["text"] for one in section["sentences"]),
            *(cell for table in section["tables"] for row in table["rows"] for cell in row["cells"]),
            *(one["name"] for one in section["equations"]),
        ]
    )
    return [
        term
        for term in glossary
        if re.search(rf"(?<!\w){re.escape(term['term'].removesuffix('s'))}s?(?!\w)", text, re.IGNORECASE)
    ]
