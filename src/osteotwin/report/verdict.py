"""The verdict for readers: its sentence with the numbers, its lines, the answers by year, and what was left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from osteotwin.report.access import Answer, part
from osteotwin.report.formatting import calendar_date, sentence_case, share, year_name

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
_ASK_FOR, _MET = "ask for", "met"


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


def follow_up(answer: Answer) -> list[dict[str, str]]:
    """What is due next, by date."""
    return [
        {
            "on": calendar_date(row.get("on")),
            "label": sentence_case(str(row.get("label") or "")),
            "because": str(row.get("because") or ""),
            "source": str(row.get("source") or ""),
        }
        for row in part(answer, "verdict", "guidelines", "follow_up") or []
    ]


def work_up(answer: Answer) -> list[dict[str, str]]:
    """What looks for other causes of bone loss and is not known yet."""
    return [
        {
            "test": sentence_case(str(row.get("test") or "")),
            "why": str(row.get("why") or ""),
            "source": str(row.get("source") or ""),
        }
        for row in part(answer, "verdict", "guidelines", "work_up") or []
        if row.get("status") == _ASK_FOR
    ]


def rules(answer: Answer) -> list[dict[str, str]]:
    """The rules of guidelines that are met, with the person's numbers."""
    return [
        {
            "sentence": str(row.get("sentence") or ""),
            "because": str(row.get("because") or ""),
            "body": str(row.get("body") or ""),
            "source": str(row.get("source") or ""),
        }
        for row in part(answer, "verdict", "guidelines", "lines") or []
        if row.get("met") == _MET
    ]
