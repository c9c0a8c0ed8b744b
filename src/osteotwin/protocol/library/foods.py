"""Foods: calcium, vitamin D and protein of one serving."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from osteotwin.errors import ParameterError
from osteotwin.inputs.data_row import text_of
from osteotwin.inputs.names import NotInLibraryError, folded, index_of, nearest, words

FILE = "foods.csv"
ALIAS_FILE = "food_aliases.toml"
NUTRIENTS = {"calcium_mg": 2000.0, "vitamin_d_iu": 3000.0, "protein_g": 100.0}
LARGEST_SERVING_G = 1000.0
MOST_CANDIDATES = 8


@dataclass(frozen=True)
class FoodItem:
    """One serving of one food.

    Attributes
    ----------
    id, name : str
    aliases : tuple of str
    serving : str
        The serving in words.
    serving_g : float [g]
    calcium_mg : float [mg]
    vitamin_d_iu : float [IU]
    protein_g : float [g]
    not_given : tuple of str
        Nutrients the source leaves blank; they count as 0 above.
    source : str
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    serving: str
    serving_g: float
    calcium_mg: float
    vitamin_d_iu: float
    protein_g: float
    not_given: tuple[str, ...]
    source: str


@cache
def load_foods() -> dict[str, FoodItem]:
    """Return all foods by identifier.

    Raises
    ------
    ParameterError
        If the file has a gap or a value out of range; it names the row and column.
    """
    names = _alias_file()["foods"]
    aliases: dict[str, list[str]] = {}
    for alias, name in names.items():
        aliases.setdefault(name, []).append(alias)
    foods = [
        _food(row, tuple(aliases.pop(row["food"], ()))) for row in csv.DictReader(text_of(FILE).splitlines())
    ]
    if aliases:
        message = f"{ALIAS_FILE}: foods names {', '.join(aliases)}, which {FILE} does not have"
        raise ParameterError(message)
    found = {food.id: food for food in foods}
    if len(found) < len(foods):
        message = f"{FILE}: two foods have the same name"
        raise ParameterError(message)
    return found


def search_foods(text: str) -> tuple[FoodItem, ...]:
    """Return every food whose name has all words of ``text``, those with the fewest other words first."""
    wanted = frozenset(_in_our_words(text))
    if not wanted:
        return ()
    fitting: list[tuple[int, int, FoodItem]] = []
    for order, (food, names) in enumerate(_word_sets()):
        extra = [len(name - wanted) for name in names if wanted <= name]
        if extra:
            fitting.append((min(extra), order, food))
    return tuple(food for _, _, food in sorted(fitting, key=lambda entry: entry[:2]))


def find_food(text: str) -> FoodItem:
    """Return the food that a text names, whatever the case, punctuation, plural and order of its words.

    A name that leaves out words still finds a food if it fits that food alone.

    Raises
    ------
    NotInLibraryError
        With the foods it fits, or the nearest names where it fits none.

    Examples
    --------
    >>> find_food("yogurt, plain, low fat").name
    'Yogurt, plain, low-fat'
    """
    foods = load_foods()
    exact = _index().get(folded(text)) or _index().get(" ".join(_in_our_words(text)))
    if exact is not None:
        return foods[exact]
    wanted = frozenset(_in_our_words(text))
    equal = [food for food, names in _word_sets() if wanted in names]
    fitting = equal or list(search_foods(text))
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise NotInLibraryError(
            "food", text, tuple(f.name for f in fitting[:MOST_CANDIDATES]), ambiguous=True
        )
    near = nearest(" ".join(_in_our_words(text)), _index(), identify=_index().__getitem__)
    raise NotInLibraryError("food", text, tuple(foods[identifier].name for identifier in near))


@cache
def _alias_file() -> dict[str, dict[str, str]]:
    import tomllib

    return tomllib.loads(text_of(ALIAS_FILE))


@cache
def _index() -> dict[str, str]:
    return index_of(((food.id, (food.name, *food.aliases)) for food in load_foods().values()), FILE)


@cache
def _word_sets() -> tuple[tuple[FoodItem, tuple[frozenset[str], ...]], ...]:
    return tuple(
        (food, tuple(frozenset(words(name)) for name in (food.name, *food.aliases)))
        for food in load_foods().values()
    )


@cache
def _other_words() -> dict[str, str]:
    pairs = _alias_file()["words"]
    return {folded(theirs): folded(ours) for theirs, ours in pairs.items()}


def _in_our_words(text: str) -> tuple[str, ...]:
    """Return the words of a text, with what people call things put in the table's words."""
    said = f" {folded(text)} "
    for theirs, ours in _other_words().items():
        said = said.replace(f" {theirs} ", f" {ours} ")
    return tuple(said.split())


def _food(row: dict[str, str], aliases: tuple[str, ...]) -> FoodItem:
    name = row["food"]
    for column in ("food", "serving", "source"):
        if not row[column]:
            message = f"{FILE}: {column} of {name or 'a row'} is empty"
            raise ParameterError(message)
    values = {column: _number(row, column, most) for column, most in NUTRIENTS.items()}
    return FoodItem(
        id="_".join(words(name)).replace("%", "percent").replace(".", "_"),
        name=name,
        aliases=aliases,
        serving=row["serving"],
        serving_g=_number(row, "serving_g", LARGEST_SERVING_G) or 0.0,
        calcium_mg=values["calcium_mg"] or 0.0,
        vitamin_d_iu=values["vitamin_d_iu"] or 0.0,
        protein_g=values["protein_g"] or 0.0,
        not_given=tuple(column for column, value in values.items() if value is None),
        source=row["source"],
    )


def _number(row: dict[str, str], column: str, most: float) -> float | None:
    """Return a column's number, or None where it is blank; a serving is never blank."""
    written = row[column]
    if not written and column != "serving_g":
        return None
    try:
        value = float(written)
    except ValueError:
        value = -1.0
    if not 0 <= value <= most or (column == "serving_g" and value == 0):
        message = f"{FILE}: {column} of {row['food']} is {written!r}, not a number from 0 to {most:g}"
        raise ParameterError(message)
    return value
