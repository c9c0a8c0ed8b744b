"""Small pieces of SBML text: parameters, notes, rules, lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from osteotwin.interchange.mathml import math
from osteotwin.interchange.unit_text import Unit, unit_id

_XHTML = "http://www.w3.org/1999/xhtml"


@dataclass(frozen=True)
class Variable:
    """One SBML parameter.

    Attributes
    ----------
    identifier, name : str
        What equations call it, and what people do.
    unit : Unit
    value : float or None
        None where a rule gives it.
    constant : bool
    note : str
    """

    identifier: str
    name: str
    unit: Unit
    value: float | None = None
    constant: bool = False
    note: str = ""

    def element(self) -> str:
        """Return the variable as an XML element."""
        value = "" if self.value is None else f' value="{float(self.value)!r}"'
        opening = (
            f'<parameter id="{self.identifier}" name={quoteattr(self.name)}{value} '
            f'units="{unit_id(self.unit)}" constant="{str(self.constant).lower()}"'
        )
        return f"{opening}>\n  {notes([self.note])}\n</parameter>" if self.note else f"{opening}/>"


def notes(sentences: Iterable[str]) -> str:
    """Return sentences as the notes of an element, one paragraph each."""
    paragraphs = "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)
    return f'<notes><body xmlns="{_XHTML}">{paragraphs}</body></notes>'


def rule(element: str, identifier: str, content: str) -> str:
    """Return an ``assignmentRule`` or ``rateRule`` for a variable."""
    return f'<{element} variable="{identifier}">{math(content)}</{element}>'


def listed(element: str, items: Iterable[str]) -> str:
    """Return a list element, or nothing where there are no items."""
    content = "\n".join(indented(item) for item in items)
    return f"<{element}>\n{content}\n</{element}>" if content else ""


def indented(text: str) -> str:
    """Return text with two spaces before each line."""
    return "\n".join(f"  {line}" for line in text.splitlines())
