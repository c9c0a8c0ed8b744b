"""The table of foods: calcium, vitamin D and protein of one serving."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any

from osteotwin.errors import ParameterError
from osteotwin.inputs.names import words
from osteotwin.inputs.shipped import Row, Words, read_as
from osteotwin.inputs.values import Number, Word
from osteotwin.protocol.library.food_names import GROUPS
from osteotwin.protocol.library.tables import library_text

FILE = "foods.csv"
NUTRIENTS = ("calcium_mg", "vitamin_d_iu", "protein_g")
_NUMBERS = ("serving_g", *NUTRIENTS)


@dataclass(frozen=True)
class _FoodRow(Row):
    """One row of the table of foods, as it stands."""

    food: Words
    group: Annotated[str, Word(GROUPS)]
    serving: Words
    serving_g: Annotated[float, Number(0, 1000, above=True)]
    source: Words
    calcium_mg: Annotated[float, Number(0, 2000)] | None = None
    vitamin_d_iu: Annotated[float, Number(0, 3000)] | None = None
    protein_g: Annotated[float, Number(0, 100)] | None = None
    also_called: Words | None = None
    usda_name: Words | None = None


@dataclass(frozen=True)
class FoodItem:
    """One serving of one food.

    Attributes
    ----------
    id, name : str
    aliases : tuple of str
    group : str
        Of :data:`GROUPS`.
    serving : str
        The serving in words.
    serving_g : float [g]
    calcium_mg : float [mg]
    vitamin_d_iu : float [IU]
    protein_g : float [g]
    not_given : tuple of str
        Nutrients the source leaves blank; they count as 0 above.
    source : str
    usda_name : str
        What the source calls it.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    group: str
    serving: str
    serving_g: float
    calcium_mg: float
    vitamin_d_iu: float
    protein_g: float
    not_given: tuple[str, ...]
    source: str
    usda_name: str = ""


@cache
def load_foods() -> dict[str, FoodItem]:
    """Return all foods by identifier.

    Raises
    ------
    ParameterError
        If the file has a gap or a value out of range; it names the row and column.
    """
    written = list(csv.DictReader(library_text(FILE).splitlines()))
    rows = {row["food"]: _parsed(row) for row in written}
    found = {food.id: food for food in map(_food, read_as(dict[str, _FoodRow], rows, FILE).values())}
    if len(found) < len(written):
        message = f"{FILE}: two foods have the same name"
        raise ParameterError(message)
    return found


def _parsed(row: dict[str, str]) -> dict[str, Any]:
    """Return a row of text with its numbers as numbers, and without what is blank."""
    return {column: _number(written) if column in _NUMBERS else written
            for column, written in row.items() if written}  # fmt: skip


def _number(written: str) -> float | str:
    try:
        return float(written)
    except ValueError:
        return written


def _food(row: _FoodRow) -> FoodItem:
    values = {column: getattr(row, column) for column in NUTRIENTS}
    return FoodItem(
        id="_".join(words(row.food)).replace("%", "percent").replace(".", "_"),
        name=row.food,
        aliases=tuple(name.strip() for name in (row.also_called or "").split(";") if name.strip()),
        group=row.group,
        serving=row.serving,
        serving_g=row.serving_g,
        calcium_mg=row.calcium_mg or 0.0,
        vitamin_d_iu=row.vitamin_d_iu or 0.0,
        protein_g=row.protein_g or 0.0,
        not_given=tuple(column for column, value in values.items() if value is None),
        source=row.source,
        usda_name=row.usda_name or "",
    )
