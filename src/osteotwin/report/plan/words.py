"""What a plan says in words that page and PDF share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from osteotwin.report.formatting import (
    NBSP,
    NOT_AVAILABLE,
    interval,
    number,
    percent,
    sentence_case,
    share,
    tied,
)
from osteotwin.units import listed

Answer = Mapping[str, Any]

_TIMES: Final = re.compile(r"(?<=\d) x (?=\w)")
SITES: Final[Mapping[str, str]] = {
    "total_hip": "Total hip",
    "femoral_neck": "Femoral neck",
    "lumbar_spine": "Lumbar spine",
}
NUTRIENTS: Final[Mapping[str, str]] = {"calcium": "Calcium", "vitamin_d": "Vitamin D", "protein": "Protein"}
WISHES: Final[Mapping[str, str]] = {
    "days_per_week": "days a week",
    "minutes_per_session": "minutes a session",
    "equipment": "equipment",
    "experience": "experience",
    "pain": "what hurts",
    "not_eaten": "what is not eaten",
    "not_done": "what is not done",
    "budget": "budget",
    "supplements": "whether tablets are taken",
}
#: Limits by their key: words, unit, factor.
_LIMITS: Final[Mapping[str, tuple[str, str, float]]] = {
    "impact": ("Impact of an exercise", "", 1),
    "start_load": ("Load in the first weeks", f"{NBSP}% of 1RM", 100),
    "highest_load": ("Load ever", f"{NBSP}% of 1RM", 100),
    "weekly_increase": ("Rise of the load a week", f"{NBSP}%", 100),
    "start_impacts": ("Impacts a session, first weeks", "", 1),
    "start_impacts_week": ("Impacts a week, first weeks", "", 1),
    "start_minutes_week": ("Minutes of jogging and the like a week, first weeks", f"{NBSP}min", 1),
    "most_impacts": ("Impacts a session", "", 1),
    "start_minutes": ("Minutes of jogging and the like, first weeks", f"{NBSP}min", 1),
    "most_minutes": ("Minutes of jogging and the like", f"{NBSP}min", 1),
    "most_days": ("Days with training a week", "", 1),
    "lifting_days": ("Days of lifting a week", "", 1),
    "calcium_total": ("Calcium a day in all", f"{NBSP}mg", 1),
    "vitamin_d_total": ("Vitamin D a day in all", f"{NBSP}IU", 1),
    "calcium_supplement": ("Calcium a day as tablets", f"{NBSP}mg", 1),
    "vitamin_d_supplement": ("Vitamin D a day as tablets", f"{NBSP}IU", 1),
    "vitamin_d_level": ("25OHD above which no tablet adds", f"{NBSP}ng/mL", 1),
}


def adult(answer: Answer) -> str:
    """Whom the plans are for."""
    return "man" if answer["person"]["sex"] == "male" else "woman"


def adults(answer: Answer) -> str:
    """Of whom shares are."""
    return "men" if answer["person"]["sex"] == "male" else "women"


def years(count: int) -> str:
    """A number of years."""
    return f"{count}{NBSP}year{'' if count == 1 else 's'}"


def of_100(share: float | None) -> str:
    """A share of the virtual people as so many of a hundred."""
    return NOT_AVAILABLE if share is None else f"{100 * share:.0f}"


def points(share: float | None) -> str:
    """A difference of two shares, in people of a hundred."""
    return NOT_AVAILABLE if share is None else number(100 * share, 0, sign=True)


def name_of(plan: Answer) -> str:
    """What a plan is called; none is said to hold that does not."""
    name = str(plan["name"])
    return sentence_case(name if plan["holds"] else name.removesuffix(" that holds"))


def contents(plan: Answer) -> list[str]:
    """What a plan consists of."""
    rows = [
        f"{part['label']} ({part['note']})" if part["note"] else str(part["label"]) for part in plan["parts"]
    ]
    rows = [sentence_case(times(row)) for row in rows] or ["Nothing more than now"]
    return [*rows, *([f"Without {ends}"] if (ends := tablets_that_end(plan)) else [])]


def tablets_that_end(plan: Answer) -> str:
    """Return which tablets taken now a plan is without; empty where it keeps them."""
    return f"the tablets of {listed(plan['ends'])} that are taken now" if plan["ends"] else ""


def asked(plan: Answer) -> list[str]:
    """What a plan asks, one text each."""
    minutes, days = plan["minutes_per_week"], plan["days_per_week"]
    found = [
        f"{number(minutes, 0)}{NBSP}minutes a week on {days}{NBSP}day{'' if days == 1 else 's'}"
        if days
        else "No training"
    ]
    if plan["servings_per_week"]:
        found.append(f"{number(plan['servings_per_week'], 0)}{NBSP}servings a week")
    if plan["tablets_per_week"]:
        found.append(f"{number(plan['tablets_per_week'], 0)}{NBSP}tablets a week")
    return found


def limit(row: Answer) -> tuple[str, str]:
    """A limit's name, and its number with the unit."""
    label, unit, factor = _LIMITS.get(
        str(row["what"]), (sentence_case(str(row["what"]).replace("_", " ")), "", 1)
    )
    most = row["most"]
    shown = str(most) if isinstance(most, str) else f"{amount(factor * most)}{unit}"
    return label, shown


def whole(value: float) -> str:
    """A number without decimals."""
    return number(value, 0)


def times(text: str) -> str:
    """A text with signs of multiplication between numbers, and before what there are so many of."""
    return _TIMES.sub(f"{NBSP}×{NBSP}", tied(text))


def amount(value: float) -> str:
    """An amount without needless decimals."""
    digits = next((count for count in range(3) if abs(value - round(value, count)) < 1e-6), 3)
    return number(value, digits)


def gain(part: Answer) -> list[dict[str, str]]:
    """What a part brings: of both questions, and of bone."""
    return [
        {"value": points(part["kept"]), "interval": ""},
        {"value": NOT_AVAILABLE if part["offset"] is None else points(part["offset"]), "interval": ""},
        {"value": number(part["change"], 1, sign=True), "interval": ""},
    ]


def outcome(row: Answer) -> list[dict[str, str]]:
    """What is left of a plan: both answers, and bone."""
    return [
        {"value": of_100(row["kept"]), "interval": ""},
        {"value": NOT_AVAILABLE if row["offset"] is None else of_100(row["offset"]), "interval": ""},
        {"value": percent(row["change"]), "interval": ""},
    ]


def change(found: Answer) -> dict[str, str]:
    """A change of bone with its interval."""
    low, high = found["lo90"], found["hi90"]
    return {"value": percent(found["median"]), "interval": "" if low is None else interval(low, high)}


def swaps(plan: Answer) -> str:
    """Return what can be done instead of the exercises of a plan with what is there, the best of each, or nothing."""
    first: dict[str, Answer] = {}
    for swap in plan["swaps"]:
        if swap["at_hand"]:
            first.setdefault(swap["instead_of"], swap)
    told = [
        f"{swap['name'].lower()} for {swap['instead_of'].replace('_', ' ')} ({_effect(swap['effect_left'])})"
        for swap in first.values()
    ]
    return f"Instead: {'; '.join(told)}." if told else ""


def _effect(left: float) -> str:
    return "its effect or more" if left >= 1.0 else f"{share(left)} of its effect"
