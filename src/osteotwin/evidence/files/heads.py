"""What a list of sources tells of the shipped trials, without their arms: reading those takes ten times as long."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any, Final

#: The arms, contrasts and values of a file stand behind all else; a file that has it otherwise is read to its end.
_FIRST_ENTRY: Final = re.compile(r"^\s*\[\[", re.MULTILINE)


@dataclass(frozen=True)
class TrialHead:
    """What a trial's file says of the whole trial; its attributes are those of :class:`Trial`."""

    id: str
    title: str
    read_as: str
    topics: tuple[str, ...]
    sex: str
    first_author: str | None
    year: int | None
    journal: str | None
    doi: str | None
    pmid: int | None


@cache
def shipped_heads() -> tuple[TrialHead, ...]:
    """Return the heads of the trials of the package, in order of their files; that all are sound is tested."""
    with as_file(files("osteotwin.evidence") / "trials") as folder:
        return tuple(_head(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.toml")))


def _head(text: str) -> TrialHead:
    first = _FIRST_ENTRY.search(text)
    table: Mapping[str, Any] = tomllib.loads(text[: first.start()] if first else text)
    if "population" not in table:
        table = tomllib.loads(text)
    return TrialHead(
        id=table["id"],
        title=table["title"],
        read_as=table["read_as"],
        topics=tuple(table["topics"]),
        sex=table["population"]["sex"],
        first_author=table.get("first_author"),
        year=table.get("year"),
        journal=table.get("journal"),
        doi=table.get("doi"),
        pmid=table.get("pmid"),
    )
