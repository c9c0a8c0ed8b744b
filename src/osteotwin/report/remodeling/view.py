"""A place of remodeling as its page shows it: for every day the words, the numbers and how much of each glyph shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from osteotwin.report.formatting import NBSP, calendar_date, interval, number, quantity, tied, unit, year_name
from osteotwin.report.remodeling.glyphs import SHAPES
from osteotwin.report.remodeling.picture import picture

Course = Mapping[str, Any]

#: Title of a part of the table -> its signals, in the order in which the signal travels.
PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "What reaches the bone": ("estradiol", "25ohd", "1_25ohd", "pth", "serum_calcium"),
    "What its cells sense": ("total_hip_stimulus", "nitric_oxide", "prostaglandin_e2"),
    "What they say to each other": ("sclerostin", "wnt", "rankl", "opg", "rankl_opg"),
    "How many there are": ("osteocytes", "osteoclasts", "osteoblasts"),
    "What becomes of it": ("ctx", "p1np", "bmd_total_hip"),
}
#: Signal -> the shape that stands for it in the picture.
SIGNS: Final[Mapping[str, str]] = {
    "estradiol": "estradiol",
    "total_hip_stimulus": "load",
    "sclerostin": "sclerostin",
    "rankl": "rankl",
    "opg": "opg",
    "osteocytes": "osteocyte",
    "osteoclasts": "osteoclast",
    "osteoblasts": "osteoblast",
}
#: What the picture draws.
DRAWN: Final = (*SIGNS, "ctx", "p1np", "bmd_total_hip")
#: These years have a link each, for whoever has no script.
_CLOSE: Final = 0.02
_MARKS: Final = (0.0, 0.0833, 0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0)


def context(course: Course, said: Sequence[Sequence[str]], place: int) -> dict[str, Any]:
    """Return what the page shows at one day, and what its script needs for all of them.

    Parameters
    ----------
    course : mapping
        As plain data.
    said : sequence of sequence of str
        Sentences by day.
    place : int
        Of the day that is shown first.
    """
    years: Sequence[float] = course["years"]
    lives = course["lives"]
    marks = dict.fromkeys(_nearest(years, year) for year in _MARKS if year <= years[-1] + _CLOSE)
    return {
        "place": place,
        "last": len(years) - 1,
        "when": when(course, place),
        "marks": [(day, _since(years[day])) for day in marks],
        "said": [tied(sentence) for sentence in said[place]],
        "pictures": [
            {
                "id": life["id"],
                "label": life["label"],
                "drawing": picture(life, place, f"picture-{life['id']}", described(life, place)),
            }
            for life in lives
        ],
        "columns": [life["label"] for life in lives],
        "parts": [
            {
                "title": title,
                "rows": [_row(lives, name, place) for name in names if name in lives[0]["signals"]],
            }
            for title, names in PARTS.items()
        ],
        "signs": SIGNS,
        "shapes": SHAPES,
        "left_out": list(dict.fromkeys(course["left_out"].values())),
        "people": number(course["people"], 0),
        "course": _for_script(course, said),
    }


def _for_script(course: Course, said: Sequence[Sequence[str]]) -> dict[str, Any]:
    """Return what the script of the page draws and writes on each day."""
    days = range(len(course["years"]))
    return {
        "when": [when(course, day) for day in days],
        "said": [[tied(sentence) for sentence in sentences] for sentences in said],
        "order": [name for name in DRAWN if name in course["lives"][0]["signals"]],
        "lives": {
            life["id"]: {
                # As they are drawn, and as they are written.
                "drawn": {
                    name: signal["ratio"]["median"]
                    for name, signal in life["signals"].items()
                    if name in DRAWN
                },
                "written": {
                    name: [
                        [_rounded(one) for one in signal["ratio"][of]] for of in ("median", "lo90", "hi90")
                    ]
                    for name, signal in life["signals"].items()
                },
                "levels": {
                    name: [_cell(signal, day)["level"] for day in days]
                    for name, signal in life["signals"].items()
                    if signal["level"] is not None
                },
            }
            for life in course["lives"]
        },
    }


def when(course: Course, place: int) -> str:
    """Write a day: how long after today, and its date where that is known."""
    year = course["years"][place]
    named = _since(year)
    return f"{named} · {calendar_date(course['dates'][place])}" if course["dates"] else named


def _since(year: float) -> str:
    return "Today" if year == 0 else year_name(year)


def described(life: Mapping[str, Any], place: int) -> str:
    """Say what the picture shows."""
    signals = [life["signals"][name] for name in DRAWN if name in life["signals"]]
    return (
        "; ".join(f"{signal['label']} {_times(signal['ratio']['median'][place])}" for signal in signals) + "."
    )


def _row(lives: Sequence[Mapping[str, Any]], name: str, place: int) -> dict[str, Any]:
    signal = lives[0]["signals"][name]
    return {
        "id": name,
        "label": signal["label"],
        "cells": [{"life": life["id"], **_cell(life["signals"][name], place)} for life in lives],
    }


def _cell(signal: Mapping[str, Any], place: int) -> dict[str, str]:
    """The ratio with its interval, and the level where there is one."""
    low, high = (signal["ratio"][name][place] for name in ("lo90", "hi90"))
    level = None if signal["level"] is None else signal["level"]["median"][place]
    return {
        "ratio": _times(signal["ratio"]["median"][place]),
        "interval": "" if low is None or high is None else interval(low, high, 2, sign=False),
        "level": "" if level is None else f"{quantity(level)}{NBSP}{unit(signal['unit'])}",
    }


def _times(ratio: float | None) -> str:
    return "not known" if ratio is None else f"×{NBSP}{number(ratio, 2)}"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _nearest(years: Sequence[float], year: float) -> int:
    return min(range(len(years)), key=lambda place: abs(years[place] - year))
