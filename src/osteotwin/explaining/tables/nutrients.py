"""Calcium and vitamin D: what each does, how much a day, the person's own intake, and what food fills the gap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import ceil
from typing import Annotated

from osteotwin.explaining.tables.content import Row as TableRow
from osteotwin.explaining.tables.content import Table
from osteotwin.explaining.tables.run_numbers import FILE, RUN, RunNumbers
from osteotwin.explaining.tables.wording import NBSP
from osteotwin.inputs.shipped import EVIDENCE_LEVELS, Row, Words, load_table
from osteotwin.inputs.values import Number, Word
from osteotwin.protocol.library import load_foods

FOODS = "usda"
#: Nobody eats more than this many servings of one food to fill a gap.
_MOST_SERVINGS = 4.0


@dataclass(frozen=True)
class Nutrient(Row):
    """One row of ``nutrients.toml``."""

    label: Words
    role: Words
    aim: Annotated[float, Number(0, 5000, above=True)]
    unit: Annotated[str, Word(("mg", "IU"))]
    a_day: Words
    kind: Annotated[str, Word(EVIDENCE_LEVELS)]
    where_from: Words
    fillers: tuple[Words, ...]
    with_lactose: tuple[Words, ...]
    sources: tuple[Words, ...]
    men: str = ""


@dataclass(frozen=True)
class Filler:
    """So many servings of a food that fill a gap."""

    food: str
    serving: str
    servings: float


@cache
def load_nutrients() -> dict[str, Nutrient]:
    """Return both nutrients by name.

    Raises
    ------
    ParameterError
        If the file has a gap.
    """
    return load_table(dict[str, Nutrient], "osteotwin.explaining", "data", "nutrients.toml")


def gap(numbers: RunNumbers, nutrient: str) -> float | None:
    """How much is missing to the aim before the plan [mg/day or IU/day]; 0 where nothing is."""
    before = numbers.intake(nutrient)["before"]
    return None if before is None else max(load_nutrients()[nutrient].aim - before, 0.0)


def gap_left(numbers: RunNumbers, nutrient: str) -> float | None:
    """How much is missing to the aim under the plan [mg/day or IU/day]: what it adds is not to be added twice."""
    missing, planned = gap(numbers, nutrient), numbers.intake(nutrient)["plan"]
    if missing is None or not numbers.parts or planned is None:
        return missing
    return min(missing, max(load_nutrients()[nutrient].aim - planned, 0.0))


def fillers(nutrient: str, missing: float, *, without_lactose: bool = False) -> Iterator[Filler]:
    """Yield foods each of which fills a gap by itself, in half servings rounded up."""
    content = {"calcium": "calcium_mg", "vitamin_d": "vitamin_d_iu"}[nutrient]
    foods = {food.name: food for food in load_foods().values()}
    row = load_nutrients()[nutrient]
    for name in row.fillers:
        if without_lactose and name in row.with_lactose:
            continue
        food = foods[name]
        servings = ceil(2 * missing / getattr(food, content)) / 2
        if 0 < servings <= _MOST_SERVINGS:
            yield Filler(name, food.serving, servings)


def filling(nutrient: str, missing: float, *, without_lactose: bool = False) -> str:
    """The foods that fill a gap, as a list that is read as alternatives."""
    return "; or ".join(portion(one) for one in fillers(nutrient, missing, without_lactose=without_lactose))


def portion(one: Filler) -> str:
    """Some servings of a food, and how large each is, in words."""
    count = "1 serving" if one.servings == 1 else f"{one.servings:g} servings"
    return f"{count} of {one.food[:1].lower()}{one.food[1:]} ({one.serving} each)"


def nutrient_table(numbers: RunNumbers) -> Table:
    """The two nutrients with the person's own numbers; no food is named where more is not to be offered."""
    rows: list[TableRow] = []
    for name, nutrient in load_nutrients().items():
        intake, missing = numbers.intake(name), gap(numbers, name)
        why = numbers.not_offered(name)
        left = gap_left(numbers, name)
        foods = "" if why or not missing else filling(name, missing, without_lactose=numbers.without_lactose)
        if foods and left != missing:
            fills = f"leaves {_amount(left, nutrient.unit)}" if left else "fills it"
            foods = f"your plan {fills}; without the plan {foods}"
        a_day = f"{nutrient.a_day}; {nutrient.men}" if numbers.man and nutrient.men else nutrient.a_day
        own = _amount(intake["before"], nutrient.unit)
        if not intake["stated"]:
            own += " (usual for people like you)"
        if numbers.parts and intake["plan"] is not None and intake["plan"] != intake["before"]:
            own += f"; up to {_amount(intake['plan'], nutrient.unit)} under your plan"
        rows.append(
            TableRow(
                (
                    nutrient.label,
                    nutrient.role,
                    a_day,
                    nutrient.where_from,
                    own,
                    "none" if missing == 0 else _amount(missing, nutrient.unit),
                    f"not offered: {why}" if why else foods,
                ),
                (*nutrient.sources, FILE if intake["stated"] else RUN, *([FOODS] if foods else [])),
            )
        )
    columns = (
        "Nutrient", "Role", "A day", "Where from", "Your intake a day",
        "Gap before the plan" if numbers.parts else "Gap",
        "Each of these fills the gap",
    )  # fmt: skip
    return Table("Calcium and vitamin D", columns, tuple(rows))


def _amount(value: float | None, unit: str) -> str:
    return "not known" if value is None else f"{value:,.0f}{NBSP}{unit}"
