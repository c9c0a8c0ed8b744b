"""The verdict for readers: its sentence with the numbers, its lines, the answers by year, and what was left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from osteotwin.report.access import Answer, part
from osteotwin.report.formatting import share, year_name

_QUESTIONS: Final[Mapping[str, str]] = {
    "guideline": "Guidelines",
    "offset": "Does the plan undo what the drug takes?",
    "kept": "Is bone kept?",
}
_WORDS: Final[Mapping[str, str]] = {
    "yes": "Yes", "no": "No", "open": "Open", "none": "Not asked",
    "treat": "Treatment applies", "discuss": "Discuss treatment", "monitor": "Monitor", "nothing": "Nothing due",
}  # fmt: skip
_NOT_ASKED: Final = "–"


def headline(answer: Answer) -> str:
    """What happens to spine and hip, or why there is no verdict."""
    return str(part(answer, "verdict", "headline") or "")


def lines(answer: Answer) -> list[dict[str, str]]:
    """Each question with its answer in a word and in a sentence."""
    return [
        {
            "question": _QUESTIONS.get(str(row.get("question")), str(row.get("question"))),
            "class": str(row.get("class")),
            "word": _WORDS.get(str(row.get("class")), str(row.get("class"))),
            "text": str(row.get("text") or ""),
        }
        for row in part(answer, "verdict", "lines") or []
    ]


def by_year(answer: Answer) -> list[dict[str, str]]:
    """The answers at each whole year."""
    years: Mapping[str, Mapping[str, Any]] = part(answer, "verdict", "years") or {}
    return [
        {
            "year": year_name(float(year)),
            **{question: _answer(row.get(question)) for question in ("offset", "kept", "lifestyle")},
        }
        for year, row in sorted(years.items(), key=lambda item: float(item[0]))
    ]


def refused(answer: Answer) -> list[str]:
    """What hard rules forbid of the plan."""
    return [str(row.get("label")) for row in part(answer, "verdict", "refused") or []]


def _answer(found: Mapping[str, Any] | None) -> str:
    if not found:
        return _NOT_ASKED
    word = _WORDS.get(str(found.get("class")), str(found.get("class")))
    return f"{word}, {share(found.get('probability'))}"
