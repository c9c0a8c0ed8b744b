"""The verdict for readers: its sentence with the numbers, its lines, the answers by year, and what was left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from osteotwin.report.access import Answer, counted, part
from osteotwin.report.formatting import NOT_AVAILABLE, calendar_date, sentence_case, tied, year_name
from osteotwin.units import share_in_words

_QUESTIONS: Final[Mapping[str, str]] = {
    "guideline": "Guidelines",
    "offset": "Does the plan undo what the drug takes?",
    "kept": "Is bone kept?",
}
#: What guidelines ask for, in a few words.
_GUIDELINE_SAYS: Final[Mapping[str, str]] = {
    "treat": "a bone drug applies, whatever the simulation says",
    "discuss": "a bone drug is to be talked over",
    "monitor": "measuring is asked for, no bone drug yet",
    "nothing": "none calls for a bone drug",
}
_OFFSET_SAYS: Final = "of the virtual people have at least as much bone as"
_KEPT_SAYS: Final = "of the virtual people lose no more bone than two scans can tell"
_TREATMENT: Final = "treatment"
_WORDS: Final[Mapping[str, str]] = {
    "yes": "Yes", "no": "No", "open": "Open", "none": "Not asked",
    "treat": "Treatment applies", "discuss": "Discuss treatment", "monitor": "Monitor", "nothing": "Nothing due",
}  # fmt: skip
_WITHOUT_DRUG: Final[Mapping[str, str]] = {"discuss": "Discuss", "monitor": "Monitor"}
_BY_YEAR: Final[Mapping[str, str]] = {
    "offset": "Makes up for what drugs take",
    "lifestyle": "The same, without the bone drug",
    "kept": "No loss that scans can tell",
}
_NOT_ASKED: Final = "–"
#: Before a share that would answer, had trials covered the plan and did nothing contradict or lack.
_OPEN: Final = "open"
_ALONE: Final[Mapping[str, str]] = {
    "yes": "the share alone says yes: ",
    "no": "the share alone says no: ",
}
#: What is due on one day: what tells of harm by a drug comes before the rest, and a scan, which can wait, after it.
_GRAVE: Final[Mapping[str, int]] = {"denosumab": 0, "serum_calcium": 0, "hematocrit": 0, "scan": 2}
_ASK_FOR, _MET = "ask for", "met"


def guideline_in_a_line(row: Mapping[str, Any]) -> str:
    """Return what guidelines ask for: the class in a word, and its reason."""
    return f"{_word(row)}: {row['text']}"


def _word(row: Mapping[str, Any]) -> str:
    """The class in a word; of guidelines that ask for something else than a bone drug it speaks of none."""
    found = str(row.get("class"))
    if row.get("question") == "guideline" and row.get("in_short"):
        return _WITHOUT_DRUG.get(found, _WORDS[found])
    return _WORDS.get(found, found)


def headline(answer: Answer) -> str:
    """What happens to spine and hip, or why there is no verdict."""
    return str(part(answer, "verdict", "headline") or "")


def on_top(answer: Answer) -> str:
    """What is lost beside the numbers, to be read with them; nothing where they hold all."""
    return tied(str(part(answer, "verdict", "on_top") or ""))


def lines(answer: Answer) -> list[dict[str, str]]:
    """Each question with its answer in a word, in a few words, and in a sentence."""
    return [
        {
            "question": _QUESTIONS.get(str(row.get("question")), str(row.get("question"))),
            "key": str(row.get("question")),
            "class": str(row.get("class")),
            "word": _word(row),
            "short": _in_short(answer, row),
            "text": tied(str(row.get("text") or "")),
        }
        for row in part(answer, "verdict", "lines") or []
    ]


def _in_short(answer: Answer, row: Answer) -> str:
    """Write a line in a few words: the share at the last year, or what guidelines ask for and by which number."""
    question, found = str(row.get("question")), str(row.get("class"))
    if question == "guideline":
        if row.get("in_short"):
            return tied(str(row["in_short"]))
        because = tied(_because(answer))
        return _GUIDELINE_SAYS.get(found, "") + (f" ({because})" if because else "")
    told: Mapping[str, Mapping[str, Any]] = part(answer, "verdict", "years") or {}
    if not told:
        return ""
    year = max(told, key=float)
    entry = told[year].get(question)
    if not entry:
        return tied(str(row.get("text") or ""))
    if entry.get("probability") is None:
        return tied(str(row.get("in_short") or "cannot be said"))
    says = (
        f"{_OFFSET_SAYS} {row.get('against') or 'without the plan'}" if question == "offset" else _KEPT_SAYS
    )
    people = tied(share_in_words(entry.get("probability"), counted(answer)))
    alone = _ALONE.get(str(entry.get("share_alone")), "") if found == _OPEN else ""
    return f"{alone}{people} {says}, {year_name(float(year)).lower()}"


def shares_by_year(answer: Answer, question: str) -> tuple[list[float], list[float | None]]:
    """Return the years that have a verdict, and the share of the virtual people at each for a question."""
    told: Mapping[str, Mapping[str, Any]] = part(answer, "verdict", "years") or {}
    years = sorted(told, key=float)
    return [float(year) for year in years], [part(told[year], question, "probability") for year in years]


def _because(answer: Answer) -> str:
    """The person's numbers that make the class of the guidelines, those of a rule about treatment first."""
    made = part(answer, "verdict", "guidelines", "class")
    deciding = [
        row
        for row in part(answer, "verdict", "guidelines", "lines") or []
        if row.get("met") == _MET and row.get("class") == made and made != "none"
    ]
    deciding.sort(key=lambda row: row.get("about") != _TREATMENT)
    return str(deciding[0].get("because") or "") if deciding else ""


def by_year(answer: Answer) -> dict[str, Any] | None:
    """The shares of both questions at each whole year; ``None`` where there are none."""
    told: Mapping[str, Mapping[str, Any]] = part(answer, "verdict", "years") or {}
    if not told:
        return None
    years = sorted(told, key=float)
    asked = [key for key in _BY_YEAR if any(told[year].get(key) for year in years)]
    return {
        "years": [year_name(float(year)) for year in years],
        "rows": [
            {
                "label": _BY_YEAR[key],
                "shares": [part(told[year], key, "probability") for year in years],
                "cells": [_answer(told[year].get(key), counted(answer)) for year in years],
            }
            for key in asked
        ],
    }


def refused(answer: Answer) -> list[str]:
    """What hard rules forbid of the plan."""
    return [str(row.get("label")) for row in part(answer, "verdict", "refused") or []]


def _answer(found: Mapping[str, Any] | None, people: int) -> dict[str, str]:
    if not found:
        return {"value": _NOT_ASKED, "interval": ""}
    word = _WORDS.get(str(found.get("class")), str(found.get("class")))
    probability = found.get("probability")
    value = NOT_AVAILABLE if probability is None else tied(share_in_words(probability, people))
    return {"value": value, "interval": word.lower()}


def follow_up(answer: Answer) -> list[dict[str, str]]:
    """What is due next, by date; of one date first what a drug makes dangerous, the scan last."""
    due: Sequence[Mapping[str, Any]] = part(answer, "verdict", "guidelines", "follow_up") or []
    return [
        {
            "measure": str(row.get("measure") or ""),
            "on": calendar_date(row.get("on")),
            "label": sentence_case(str(row.get("label") or "")),
            "because": str(row.get("because") or ""),
            "source": str(row.get("source") or ""),
        }
        for row in sorted(due, key=_on_and_how_grave)
    ]


def _on_and_how_grave(row: Mapping[str, Any]) -> tuple[str, int]:
    measure = str(row.get("measure") or "")
    return str(row.get("on") or ""), _GRAVE.get(measure, 1)


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
