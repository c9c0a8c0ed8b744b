"""Sources as numbered footnotes: what a page cites is a small number beside it, and the list stands at its end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from osteotwin.report.access import Answer, part


@dataclass(frozen=True)
class Footnote:
    """One source of a page.

    Attributes
    ----------
    number : int
    text : str
    """

    number: int
    text: str

    @property
    def anchor(self) -> str:
        """Its id in the page."""
        return f"source-{self.number}"


@dataclass(frozen=True)
class Footnotes:
    """All sources of a page, numbered in the order in which they are first cited; those not cited follow."""

    notes: tuple[Footnote, ...]
    by_source: dict[str, Footnote]

    def cite(self, row: Answer) -> Footnote | None:
        """Return the footnote of a row's source, or ``None`` where it has none."""
        return self.by_source.get(str(row.get("source") or ""))


def footnotes(answer: Answer) -> Footnotes:
    """Number the sources of an answer.

    A source that the answer lists is cited by its key; any other by its own text.
    """
    listed = {str(row.get("key")): str(row.get("text")) for row in part(answer, "sources") or []}
    by_source: dict[str, Footnote] = {}
    notes: dict[str, Footnote] = {}
    for source in dict.fromkeys([*_cited(answer), *listed]):
        text = listed.get(source, source)
        by_source[source] = notes.setdefault(text, Footnote(len(notes) + 1, text))
    return Footnotes(tuple(notes.values()), by_source)


def _cited(answer: Answer) -> Iterable[str]:
    guidelines = part(answer, "verdict", "guidelines") or {}
    groups = (
        part(answer, "flags"),
        *(guidelines.get(name) for name in ("follow_up", "work_up", "lines")),
        [part(answer, "fracture") or {}],
        part(answer, "assumptions"),
        *(table["rows"] for table in part(answer, "tables") or []),
        [part(signal, "reference") or {} for signal in (part(answer, "series") or {}).values()],
    )
    return (str(source) for rows in groups for row in rows or [] if (source := row.get("source")))
