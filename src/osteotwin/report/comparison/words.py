"""A comparison in words that page and terminal share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from osteotwin.report.formatting import (
    MONTHS,
    NBSP,
    NOT_AVAILABLE,
    interval,
    number,
    percent,
    tied,
    year_name,
)
from osteotwin.report.labels import SEVERITIES
from osteotwin.units import listed, share_in_words

Answer = Mapping[str, Any]

#: Sites that are shown, in the order in which they are looked at.
SHOWN: Final = ("total_hip", "femoral_neck", "lumbar_spine")
#: Lines of the T-score, the lowest first.
LINES: Final = ("-2.5", "-2.0", "-1.0")
#: More years than these are thinned.
_MANY: Final = 5
_ALL_UP_TO: Final = 3


def shown_years(answer: Answer) -> list[str]:
    """Keys of the years that tables show: all where there are few, else the first, each fifth and the last."""
    every: list[str] = list(answer["years"])
    # A few weeks after a whole year are no other time: the last of the same name stands.
    years = list({year_title(year): year for year in every}.values())
    if len(years) <= _MANY:
        return years
    return [
        year
        for year in years
        if year == years[-1]
        or (float(year).is_integer() and (float(year) <= _ALL_UP_TO or float(year) % _MANY == 0))
    ]


def year_title(year: str) -> str:
    """A time as a heading, as the report of a person names it: ``"Year 2"``, ``"Month 31"``."""
    return year_name(float(year))


def in_hundred(value: float | None) -> str:
    """A share of the virtual people as so many of a hundred."""
    return NOT_AVAILABLE if value is None else f"{100 * value:.0f}"


def points(value: float | None) -> str:
    """A difference in points of percent."""
    return number(value, 1, sign=True)


def ends(found: Answer) -> str:
    """The 90 % interval; nothing where there is none."""
    return "" if found["lo90"] is None else interval(found["lo90"], found["hi90"])


def change(found: Answer) -> str:
    """A change with its interval."""
    return _with_interval(percent(found["median"]), found)


def difference(found: Answer) -> str:
    """A difference with its interval."""
    return _with_interval(points(found["median"]), found)


def _with_interval(text: str, found: Answer) -> str:
    between = ends(found)
    return f"{text} ({between})" if between else text


def leads(answer: Answer) -> list[str]:
    """What the comparison found at hip and spine at the end, one sentence for each plan but the first."""
    if answer["failed"]["too_many"]:
        return [str(answer["failed"]["text"])]
    if not answer["years"]:
        return ["Too short an outlook: nothing can be said before the first year."]
    return [
        *_not_simulated(answer),
        *_left_out(answer),
        *(_lead(answer, plan) for plan in answer["differences"]),
    ]


def _not_simulated(answer: Answer) -> list[str]:
    """Which drugs are in no number, and between which plans the differences leave out what they do."""
    held = {plan["name"]: _outside_labels(plan) for plan in answer["plans"]}
    said = [
        f"“{name}” holds {listed(list(labels.values()))}: not simulated, and in no number."
        for name, labels in held.items()
        if labels
    ]
    against = set(held[answer["against"]])
    apart = [f"“{name}”" for name, labels in held.items() if set(labels) ^ against]
    if not apart:
        return said
    return [
        *said,
        f"What such a drug does is left out of the difference of {listed(apart)} from “{answer['against']}”, which may "
        "be wrong by as much.",
    ]


def _outside_labels(plan: Answer) -> dict[str, str]:
    return {row["id"]: f"{row['label']} ({row['in_short']})" for row in plan.get("not_simulated", ())}


def _left_out(answer: Answer) -> list[str]:
    """What hard rules forbid of the plans: the numbers are of what is left."""
    return [
        " ".join(
            [
                f"“{plan['name']}” is simulated without {listed([one['label'] for one in plan['refused']])}, which "
                "a hard rule forbids.",
                *(one["follows"] for one in plan["refused"] if one.get("follows")),
            ]
        )
        for plan in answer["plans"]
        if plan["refused"]
    ]


def _lead(answer: Answer, plan: str) -> str:
    year = answer["years"][-1]
    found = {site: answer["differences"][plan][site][year] for site in ("total_hip", "lumbar_spine")}
    who = f"“{plan}” against “{answer['against']}”"
    if all(map(is_same, found.values())):
        return f"{who}: no difference at {year_title(year).lower()}."
    parts = [f"{answer['sites'][site]['label'].lower()} {_found(one)}" for site, one in found.items()]
    return f"{who} at {year_title(year).lower()}: {'; '.join(parts)}."


def is_same(one: Answer) -> bool:
    """Whether two plans do the same in everybody."""
    return one["median"] == one["lo90"] == one["hi90"] == 0.0


def _found(one: Answer) -> str:
    """A difference in words, counted in the direction in which most go."""
    way = "worse" if (one["median"] or 0.0) < 0.0 else "better"
    return (
        f"{points(one['median'])} points of percent (90{NBSP}% interval {ends(one) or NOT_AVAILABLE}), {way} in "
        f"{in_hundred(one[way])} of 100, so that two scans tell it in {in_hundred(one[f'clearly_{way}'])}"
    )


def reached(line: Answer, people: int) -> str:
    """How likely so many virtual people reach a line."""
    if line["already"]:
        return f"already there ({tied(share_in_words(line['today'], people))})"
    return tied(share_in_words(line["within"], people))


def counted(answer: Answer) -> int:
    """How many virtual people shares are of."""
    return int(answer["people"]) - int(answer["failed"]["count"])


def half_by(line: Answer) -> str:
    """In which month more than half have come down to a line; days are simulated by month."""
    if line["already"] or line["half_by"] is None:
        return ""
    year, month, _ = str(line["half_by"]).split("-")
    return f"{MONTHS[int(month) - 1]} {year}"


def score(line: str) -> str:
    """A line of the T-score as text writes it."""
    return number(float(line))


def lines_that_matter(answer: Answer, site: str) -> list[str]:
    """Lines that at least one in two hundred reaches under any plan."""
    return [
        line
        for line in LINES
        if any((by_site[site][line]["within"] or 0.0) >= 0.005 for by_site in answer["crossing"].values())
    ]


def what_is_done(plan: Answer) -> list[str]:
    """What a plan consists of, and what hard rules leave out of it, one text each."""
    done = [
        row["text"] if row["category"] == "training" else f"{row['label']}, {row['text']}"
        for row in plan["done"]
    ]
    done += [f"{row['label']}, {row['text']} (not simulated)" for row in plan.get("not_simulated", ())]
    done = done or ["life as before"]
    return [*done, *(f"not {one['label']}, which a hard rule forbids" for one in plan["refused"])]


def flags(answer: Answer) -> list[dict[str, Any]]:
    """Every flag once, the hardest first, with the plans it is about; none are named where it is about all."""
    rows = [
        {
            "severity": flag["severity"],
            "word": SEVERITIES[flag["severity"]],
            "text": flag["text"],
            "source": flag["source"],
            "plans": plans,
        }
        for flag, plans in _once(answer, "flags")
    ]
    return sorted(rows, key=lambda row: list(SEVERITIES).index(row["severity"]))


def outside(answer: Answer) -> list[dict[str, str]]:
    """What no trial covered, once, with the plans it is about; none are named where it is about all."""
    return [{"text": text, "plans": plans} for text, plans in _once(answer, "outside_tested_range")]


def _once(answer: Answer, what: str) -> list[tuple[Any, str]]:
    """What is said of plans, each once, with the names of the plans; no names where it is said of all."""
    said: list[tuple[Any, list[str]]] = []
    for plan in answer["plans"]:
        for row in plan[what]:
            names = next((names for found, names in said if found == row), None)
            if names is None:
                said.append((row, [plan["name"]]))
            else:
                names.append(plan["name"])
    count = len(answer["plans"])
    return [(row, "" if len(names) == count else ", ".join(names)) for row, names in said]


def notes(answer: Answer) -> list[str]:
    """How to read a comparison."""
    least = ", ".join(
        f"{answer['sites'][site]['label'].lower()} {number(answer['sites'][site]['least_significant_percent'])}{NBSP}%"
        for site in SHOWN
    )
    count = answer["failed"]["count"]
    return [
        f"The same {answer['people']:,} virtual people go through every plan, after the same past. What differs "
        "between people and what is not known of the model is the same under every plan, so that much of it cancels: a "
        "difference is surer than the two changes it is made of.",
        "Change is that of the bone since today, without errors of scans and without degeneration of the spine. A "
        f"difference is what a person has more, or less, under a plan than under “{answer['against']}”, in points of "
        "percent of the density today.",
        "“Better in x of 100” counts people, not points; whoever has the same under both is not counted. “Two scans "
        f"tell” counts those whose difference is more than the least significant change ({least}).",
        "What a plan does not hold of the person's own plan ends today. What was done before today is done under every "
        "plan.",
        *(
            [f"{count} of {answer['people']:,} virtual people could not be simulated and are left out."]
            if count
            else []
        ),
        str(answer["intervals"]),
    ]
