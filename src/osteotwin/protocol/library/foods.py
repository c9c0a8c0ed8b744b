"""Foods: calcium, vitamin D and protein of one serving."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Final

from osteotwin.errors import ParameterError
from osteotwin.inputs.names import (
    NotInLibraryError,
    folded,
    index_of,
    joined_index,
    misspelling_of,
    nearest,
    words,
)
from osteotwin.inputs.shipped import Row, Words, read_as
from osteotwin.inputs.values import Number, Word
from osteotwin.protocol.library.food_names import (
    GROUPS,
    Lacking,
    from_a_can,
    plainer,
    says_nothing,
    weight_of,
    without_portion,
    words_file,
)
from osteotwin.protocol.library.tables import library_text
from osteotwin.units import in_digits
from osteotwin.units.written_numbers import with_points

FILE = "foods.csv"
NUTRIENTS = ("calcium_mg", "vitamin_d_iu", "protein_g")
_NUMBERS = ("serving_g", *NUTRIENTS)
MOST_CANDIDATES = 8


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
    text = re.sub(r"[()\[\]]", " ", with_points(text)).strip()
    bare = without_portion(text)
    if (food := _exact(text)) is not None:
        return food
    canned, food = from_a_can(text), _exact(bare)
    if canned is not None and (food is None or "canned" not in words(food.name)):
        try:
            return find_food(canned)
        except NotInLibraryError as unknown:
            if unknown.ambiguous or unknown.instead:
                raise NotInLibraryError("food", text, unknown.nearest, ambiguous=unknown.ambiguous,
                                        instead=unknown.instead) from None  # fmt: skip
    if food is not None:
        return food
    plain, left_out = plainer(bare)
    for name in (text, bare, plain):
        _refuse_lacking(" ".join(_in_our_words(name)), text)
    if _WITH_MILK.search(text):
        raise NotInLibraryError("food", text, (), instead=_of_parts(text))
    if (counted := _counted(text)) is not None:
        return counted
    said = frozenset(_in_our_words(bare))
    if left_out and not any(said <= name for _, names in _word_sets() for name in names):
        return _without(bare, plain, left_out)
    return _fitting(bare)


def _exact(text: str) -> FoodItem | None:
    """Return the food of which a text is a whole name, in any order of its words."""
    found = (
        _index().get(folded(text))
        or _index().get(" ".join(_in_our_words(text)))
        or _by_words().get(frozenset(words(text)))
    )
    return None if found is None else load_foods()[found]


def _refuse_lacking(name: str, text: str) -> None:
    if (lacking := lacking_foods().get(name)) is not None:
        raise NotInLibraryError("food", text, (), instead=_instead_of(lacking))


def _counted(text: str) -> FoodItem | None:
    """Return the food of "2 Weetabix", of which two are a serving; of another amount, say what a serving is."""
    counted = _AMOUNT.match(in_digits(text))
    if counted is None:
        return None
    try:
        food = find_food(counted["of"])
    except NotInLibraryError as unknown:
        if unknown.ambiguous or unknown.instead:
            raise
        return None
    number, unit = counted["n"], (counted["unit"] or "").casefold()
    if food.serving.casefold().startswith(f"{number} {unit.removesuffix('s')}"):
        return food
    share = f", so {number} g are {float(number) / food.serving_g:.2g} of it" if unit in _GRAMS else ""
    instead = (
        f'write "{food.name}" and count its servings: one is {food.serving} ({food.serving_g:g} g){share}'
    )
    raise NotInLibraryError("food", text, (), instead=instead)


def _without(text: str, plain: str, left_out: tuple[str, ...]) -> FoodItem:
    """Return the food of a text some words of which do not change what is in it: of these, as few as can be."""
    said, least = frozenset(_in_our_words(text)), frozenset(_in_our_words(plain))
    kept = [
        (sum(weight_of(word) for word in name - least), food)
        for food, names in _word_sets()
        for name in names
        if least <= name <= said
    ]
    most = max((weight for weight, _ in kept), default=0)
    best = list({food.id: food for weight, food in kept if weight == most}.values())
    if len(best) > 1 and not _are_alike(best):
        raise NotInLibraryError("food", text, tuple(f.name for f in best[:MOST_CANDIDATES]), ambiguous=True)
    food = best[0] if best else find_food(plain)
    named = frozenset[str]().union(*(name for name in dict(_word_sets())[food] if name <= said))
    for phrase in left_out:
        if not frozenset(words(phrase)) <= named and not says_nothing(
            phrase, food.group, canned="canned" in words(food.name), little=_are_alike([food])
        ):
            raise NotInLibraryError("food", text, (food.name,))
    return food


def _adds_no_other_kind(food: FoodItem, said: frozenset[str]) -> bool:
    """Tell whether one name of a food holds what was said, and besides no word that makes it another food."""
    names = dict(_word_sets())[food]
    return any(said <= name and not (name - said) & {*words_file().never_added} for name in names)


def _fitting(text: str) -> FoodItem:
    """Return the one food whose name holds all words of a text, or from whose name it differs by a slip."""
    said = _in_our_words(text)
    wanted, name = frozenset(said), " ".join(said)
    equal = [food for food, names in _word_sets() if wanted in names]
    fitting = equal or list(search_foods(text))
    # Frozen is named by whoever means it.
    fitting = [food for food in fitting if "frozen" in wanted or "frozen" not in words(food.name)] or fitting
    of_its_kind = [food for food in fitting if _adds_no_other_kind(food, wanted)]
    if len(of_its_kind) == 1:
        return of_its_kind[0]
    of_the_name = [food for food in fitting if _head(food) == name]
    if len(of_the_name) > 1 and _are_alike(of_the_name):
        return of_the_name[0]
    if fitting:
        raise NotInLibraryError(
            "food", text, tuple(f.name for f in fitting[:MOST_CANDIDATES]), ambiguous=True
        )
    if (known := _joined().get(name.replace(" ", ""))) is not None:
        _refuse_lacking(known, text)
        return load_foods()[_index()[known]]
    if instead := _of_parts(text):
        raise NotInLibraryError("food", text, (), instead=instead)
    if (known := misspelling_of(name, _all_names())) is not None:
        _refuse_lacking(known, text)
        return load_foods()[_index()[known]]
    near = nearest(name, _index(), identify=_index().__getitem__)
    raise NotInLibraryError("food", text, tuple(load_foods()[identifier].name for identifier in near))


#: "2 Weetabix", "100g cheddar", "half an avocado".
_AMOUNT: Final = re.compile(
    r"(?P<n>\d+(?:\.\d+)?|\d+/\d+|½|half(?: an?)?|a couple(?: of)?|a few) ?(?:[x×] ?)?"
    r"(?:(?P<unit>kg|g|gr|grams?|ml|cl|l|lit(?:re|er)s?|oz|ounces?|lbs?|pints?|cups?|tbsps?|tablespoons?|tsps?|teaspoons?|"
    r"slices?|handfuls?|bowls?|glass(?:es)?|tins?|cans?|pots?|pieces?|scoops?|spoons?|spoonfuls?|squares?|rashers?|fillets?|"
    r"cloves?|sticks?|packets?|bags?|bars?)\.?(?: of)?)? ?(?P<of>[a-z].+)",
    re.IGNORECASE,
)
_GRAMS: Final = ("g", "gr", "gram", "grams")
#: Of foods whose servings hold so little, it does not matter which of several is meant [mg, IU].
_LITTLE_CALCIUM, _LITTLE_VITAMIN_D = 30.0, 20.0


def _head(food: FoodItem) -> str:
    """Return what a food is before its first comma, in the table's words."""
    return " ".join(_in_our_words(food.name.partition(",")[0]))


def _are_alike(foods: list[FoodItem]) -> bool:
    """Tell whether servings of foods hold so little that it does not matter which is meant."""
    return all(
        food.calcium_mg <= _LITTLE_CALCIUM and food.vitamin_d_iu <= _LITTLE_VITAMIN_D for food in foods
    )


@cache
def _index() -> dict[str, str]:
    return index_of(((food.id, (food.name, *food.aliases)) for food in load_foods().values()), FILE)


#: What is made of several foods, by the last word of its name.
_DISH: Final = re.compile(
    r"\b(?:salads?|sandwich(?:es)?|toasties?|wraps?|soups?|curry|curries|stir[- ]fry|casseroles?|pies?|bakes?|stews?|"
    r"smoothies?|pasta|risotto|gratin|quiche|burger|kebab|tacos?|bowl|dinner|breakfast|lunch|meal|takeaway|"
    r"cauliflower cheese|sashimi|sushi|dips?)$", re.IGNORECASE
)  # fmt: skip
_WITH_MILK: Final = re.compile(
    r"\b(?:latte|flat white|cappuccino|cortado|macchiato|mocha|frappuccino|babyccino|frapp[eé]|milchkaffee)\b|"
    r"\b(?:coffee|tea|cuppa|brew)\b.*\b(?:with|and)\b.*\b(?:milk|cream|creamer)\b",
    re.IGNORECASE,
)


def _of_parts(text: str) -> str:
    """Return what to write of a dish or of coffee with milk that the table lacks; empty of anything else."""
    if _WITH_MILK.search(text):
        return (
            'write the milk or the plant drink in it, for example "reduced fat milk" or "fortified soy milk", of '
            "which a serving is a cup: 120 ml in a drink are half a serving"
        )
    return (
        "write the foods with calcium in it, each by itself, for example cheddar and milk"
        if _DISH.search(text)
        else ""
    )


@cache
def _by_words() -> dict[frozenset[str], str]:
    """Return the foods by the words of their whole names, in any order."""
    return {frozenset(words(food.name)): food.id for food in load_foods().values()}


@cache
def _all_names() -> dict[str, str]:
    """Return what is named by each name of a food, those that the table lacks among them."""
    return {name: name for name in lacking_foods()} | _index()


@cache
def _joined() -> dict[str, str]:
    return joined_index(_all_names())


@cache
def lacking_foods() -> dict[str, Lacking]:
    """Return the foods that are known and not in the table, by name in the table's words."""
    return {" ".join(_in_our_words(name)): one for one in words_file().asked for name in one.names}


def _instead_of(lacking: Lacking) -> str:
    """Return what to write for a food that the table lacks, with what is in the nearest that it has."""
    by_name = {food.name: food for food in load_foods().values()}
    near = [by_name[name] for name in lacking.nearest]
    fishes = any(food.group == "fish" for food in near)
    options = [
        f'"{food.name}" ({100.0 * food.calcium_mg / food.serving_g:.0f} mg of calcium'
        f"{f' and {100.0 * food.vitamin_d_iu / food.serving_g:.0f} IU of vitamin D' if fishes else ''} in 100 g)"
        for food in near
    ]
    return f"{lacking.ask}: {' or '.join(options)}" if options else lacking.ask


@cache
def _word_sets() -> tuple[tuple[FoodItem, tuple[frozenset[str], ...]], ...]:
    return tuple(
        (food, tuple(frozenset(_in_our_words(name)) for name in (food.name, *food.aliases)))
        for food in load_foods().values()
    )


@cache
def _other_words() -> dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]:
    """Return what people call things and what the table does, by the first word, the longest names first."""
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for theirs, ours in words_file().words.items():
        said = words(theirs)
        found.setdefault(said[0], []).append((said, words(ours)))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}


def _in_our_words(text: str) -> tuple[str, ...]:
    """Return the words of a text, with what people call things put in the table's words."""
    # A name may hold words that are themselves called otherwise: 5 % fat beef mince.
    return _put_once(_put_once(words(text)))


def _put_once(said: tuple[str, ...]) -> tuple[str, ...]:
    found: list[str] = []
    at = 0
    while at < len(said):
        rows = _other_words().get(said[at], ())
        theirs, ours = next(
            (row for row in rows if said[at : at + len(row[0])] == row[0]), ((said[at],),) * 2
        )
        found += ours
        at += len(theirs)
    return tuple(found)


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
    )
