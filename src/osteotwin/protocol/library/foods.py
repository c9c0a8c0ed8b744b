"""Foods: calcium, vitamin D and protein of one serving."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Final

from osteotwin.errors import ParameterError
from osteotwin.inputs.names import NotInLibraryError, folded, index_of, nearest, words
from osteotwin.inputs.shipped import Row, Words, parsed, read_as
from osteotwin.inputs.values import Number, Word
from osteotwin.protocol.library.tables import library_text
from osteotwin.units import in_digits
from osteotwin.units.written_numbers import with_points

FILE = "foods.csv"
WORDS_FILE = "food_words.toml"
GROUPS = ("dairy", "eggs", "fish", "meat", "soy", "legumes", "nuts and seeds", "greens", "vegetables", "fruit",
          "grains", "dishes", "snacks", "drinks", "fats")  # fmt: skip
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
class Lacking(Row):
    """Names of foods that the table lacks, what of it is nearest, and what to write instead."""

    names: tuple[Words, ...]
    nearest: tuple[Words, ...]
    ask: Words = "write the food whose calcium is nearest to the label's"


@dataclass(frozen=True)
class _WordsFile(Row):
    """Words that people use -> the words of the table; and what the table lacks."""

    words: dict[str, Words]
    asked: tuple[Lacking, ...]


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
    foods = load_foods()
    text = with_points(text)
    bare = without_portion(text)
    for name in dict.fromkeys((text, bare)):
        exact = _index().get(folded(name)) or _index().get(" ".join(_in_our_words(name)))
        if exact is not None:
            return foods[exact]
    if (whole := _by_words().get(frozenset(words(text)))) is not None:
        return foods[whole]
    for name in (text, bare, _without_adjectives(bare)):
        if (lacking := lacking_foods().get(" ".join(_in_our_words(name)))) is not None:
            raise NotInLibraryError("food", text, (), instead=_instead_of(lacking))
    counted = _COUNT.match(in_digits(text))
    if counted is not None:
        try:
            food = find_food(counted["of"])
        except NotInLibraryError:
            food = None
        if food is not None and food.serving.startswith(f"{counted['n']} "):
            return food
    text = bare
    if (plainer := _without_adjectives(text)) != text and not any(
        frozenset(_in_our_words(text)) <= name for _, names in _word_sets() for name in names
    ):
        return find_food(plainer)
    wanted = frozenset(_in_our_words(text))
    equal = [food for food, names in _word_sets() if wanted in names]
    fitting = equal or list(search_foods(text))
    # Frozen is named by whoever means it.
    fitting = [food for food in fitting if "frozen" in wanted or "frozen" not in words(food.name)] or fitting
    if len(fitting) == 1:
        return fitting[0]
    of_the_name = [food for food in fitting if _head(food) == " ".join(_in_our_words(text))]
    if len(of_the_name) > 1 and _are_alike(of_the_name):
        return of_the_name[0]
    if not fitting and (instead := _of_parts(text)):
        raise NotInLibraryError("food", text, (), instead=instead)
    if fitting:
        raise NotInLibraryError(
            "food", text, tuple(f.name for f in fitting[:MOST_CANDIDATES]), ambiguous=True
        )
    near = nearest(" ".join(_in_our_words(text)), _index(), identify=_index().__getitem__)
    raise NotInLibraryError("food", text, tuple(foods[identifier].name for identifier in near))


#: One portion, which is a serving of whatever it is of.
_PORTION: Final = re.compile(
    r"^(?:(?:an?|the|my|1|one)\s+)?(?:(?:large|small|big|tall|medium)\s+)?"
    r"(?:glass(?:es)?|cups?|servings?|portions?|slices?|bowls?|pots?|pieces?|cans?|tins?|handfuls?|mugs?|tubs?|scoops?|"
    r"cartons?|fillets?|chunks?|sticks?|dollops?)\s+(?:of\s+)?|^(?:an?|the|some|my|plain old)\s+", re.IGNORECASE
)  # fmt: skip
#: "2 Weetabix", of which two are a serving.
_COUNT: Final = re.compile(r"(?P<n>\d+) (?P<of>[a-z].+)")
_PORTION_BEHIND: Final = re.compile(
    r",? (?:an? |1 |one )?(?:small |large |big |good )?(?:handful|glass|bowl|cup|slice|portion|serving|mug|pot|"
    r"tub|tin|can|"
    r"scoop|piece|carton|bottle)$", re.IGNORECASE
)  # fmt: skip
#: Of foods whose servings hold so little, it does not matter which of several is meant [mg, IU].
_LITTLE_CALCIUM, _LITTLE_VITAMIN_D = 30.0, 20.0


def without_portion(text: str) -> str:
    """Return what a portion is of.

    Examples
    --------
    >>> without_portion("a glass of milk"), without_portion("200 g yogurt")
    ('milk', '200 g yogurt')
    """
    return _PORTION.sub("", _PORTION_BEHIND.sub("", text.strip())) or text


#: Words that say how a food was grown, cut or sold, and makers' names: what is in it is that of any.
_ADJECTIVES: Final = re.compile(
    r"(?<!\w)(?:organic|extra virgin|virgin|in slices|in cubes|from the oven|in the oven|from the grill|tasty|"
    r"block of|wedge of|hunk of|fillets?|fresh|freshly|raw|boneless|skinless|natural|large|medium|small|big|"
    r"home-?made|store[- ]bought|"
    r"free[- ]range|cage[- ]free|pasture[- ]raised|grass[- ]fed|unsalted|salted|lightly salted|roasted|grilled|"
    r"baked|steamed|"
    r"cooked|boiled|pan[- ]fried|fried|sauteed|wilted|chopped|sliced|shredded|grated|crumbled|whole pieces|"
    r"old[- ]fashioned|"
    r"traditional|classic|original|sharp|mature|mild|creamy|barista|chilled|long[- ]life|uht|pasteuri[sz]ed|"
    r"100 ?%|[0-9]{2} ?/ ?[0-9]{1,2}|[0-9]{2} ?% lean|lean|extra lean|brand|"
    r"chobani|fage|oikos|dannon|danone|yoplait|stonyfield|muller|yeo valley|siggi['’]?s|tillamook|kraft|sargento|cabot|"
    r"cathedral city|daisy|horizon|silk|alpro|califia|blue diamond|oatly|tropicana|simply|minute maid|quaker|"
    r"kellogg['’]?s|post|bird['’]?s eye|wild planet|john west|princes|king oscar|starkist|bumble bee|"
    r"costco|kirkland|trader joe['’]?s|tesco|aldi|lidl|sainsbury['’]?s|whole foods)(?!\w)[\s,]*", re.IGNORECASE
)  # fmt: skip


def _without_adjectives(text: str) -> str:
    """Return a food without words that do not change what is in it."""
    bare = re.sub(r"\s+", " ", _ADJECTIVES.sub(" ", text)).strip(" ,")
    return bare or text


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
    r"\b(?:latte|flat white|cappuccino|cortado|macchiato|mocha|frappuccino)\b", re.IGNORECASE
)


def _of_parts(text: str) -> str:
    """Return what to write of a dish or of coffee with milk that the table lacks; empty of anything else."""
    if _WITH_MILK.search(text):
        return (
            'write the milk or the plant drink in it, for example "reduced fat milk" or "fortified soy milk"'
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
def lacking_foods() -> dict[str, Lacking]:
    """Return the foods that are known and not in the table, by name in the table's words."""
    return {" ".join(_in_our_words(name)): one for one in _words_file().asked for name in one.names}


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
def _words_file() -> _WordsFile:
    return read_as(_WordsFile, parsed(library_text(WORDS_FILE), WORDS_FILE), WORDS_FILE)


@cache
def _other_words() -> dict[str, str]:
    return {folded(theirs): folded(ours) for theirs, ours in _words_file().words.items()}


def _in_our_words(text: str) -> tuple[str, ...]:
    """Return the words of a text, with what people call things put in the table's words."""
    said = f" {folded(text)} "
    for theirs, ours in _other_words().items():
        said = said.replace(f" {theirs} ", f" {ours} ")
    return tuple(said.split())


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
