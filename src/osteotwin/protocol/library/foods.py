"""Foods by the names that people, labels and diaries give them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from functools import cache, lru_cache
from typing import Final

from osteotwin.inputs.misspelled import misspelling_of
from osteotwin.inputs.names import (
    folded,
    index_of,
    joined_index,
    nearest,
    words,
)
from osteotwin.inputs.not_in_library import NotInLibraryError, looked_up_once
from osteotwin.protocol.library.food_entries import Entries, entries_named, entries_of
from osteotwin.protocol.library.food_names import (
    Lacking,
    behind_a_maker,
    foods_of_a_dish,
    from_a_can,
    is_with_milk,
    of_parts,
    plainer,
    says_nothing,
    weight_of,
    without_calories,
    without_lean_share,
    without_portion,
    words_file,
)
from osteotwin.protocol.library.food_table import FILE, FoodItem, load_foods
from osteotwin.units import in_digits
from osteotwin.units.patterns import later
from osteotwin.units.written_numbers import with_points

MOST_CANDIDATES = 8


def search_foods(text: str) -> tuple[FoodItem, ...]:
    """Return every food whose name has all words of ``text``, those with the fewest other words first."""
    wanted = frozenset(in_our_words(text))
    if not wanted:
        return ()
    fitting: list[tuple[int, int, FoodItem]] = []
    for order, (food, names) in enumerate(_having(wanted)):
        extra = [len(name - wanted) for name in names if wanted <= name]
        if extra:
            fitting.append((min(extra), order, food))
    return tuple(food for _, _, food in sorted(fitting, key=lambda entry: entry[:2]))


@looked_up_once
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
    text = without_calories(text)
    try:
        return _entry(text) or _ground_meat(text) or _found(text)
    except NotInLibraryError as unknown:
        if unknown.instead:
            raise
        _refuse_lacking(" ".join(in_our_words(re.split(r",| [-\u2013] ", text)[0])), text)
        if (food := _of_a_maker(text)) is not None:
            return food
        if not unknown.ambiguous and (inside := _in_a_dish(text)):
            named = ", ".join(f'"{name}"' for name in inside)
            instead = f"write the foods with calcium in it, each by itself: {named}"
            raise NotInLibraryError("food", text, (), instead=instead) from None
        raise


def _of_a_maker(text: str) -> FoodItem | None:
    """Return the food behind a maker that the table does not know, where it holds so little that he changes nothing."""
    behind = behind_a_maker(text, words_of_foods())
    if behind is None:
        return None
    try:
        food = _found(behind)
    except NotInLibraryError:
        return None
    if not _are_alike([food]):
        raise NotInLibraryError("food", text, (food.name,), instead=_as_label(food))
    return food


def _as_label(food: FoodItem) -> str:
    return (
        f'write "{food.name}" if the label says about {100.0 * food.calcium_mg / food.serving_g:.0f} mg of calcium '
        "in 100 g, and else the food whose calcium is nearest"
    )


def _in_a_dish(text: str) -> tuple[str, ...]:
    """Return the foods that a name of several holds, as far as they are known.

    Raises
    ------
    NotInLibraryError
        If one of them is known and not in the table: with what to write instead.
    """
    found: dict[str, None] = {}
    for part in foods_of_a_dish(text):
        try:
            found[_found(part).name] = None
        except NotInLibraryError as unknown:
            if unknown.instead:
                raise NotInLibraryError("food", text, (), instead=unknown.instead) from None
    return tuple(found)


def _ground_meat(text: str) -> FoodItem | None:
    """Return ground meat of which a text says how much is lean; of beef the one whose share is nearest."""
    bare, share = without_lean_share(text)
    if share is None:
        return None
    with suppress(NotInLibraryError):
        food = _found(bare)
        if food.group == "meat" and "ground" in words(food.name):
            shares = _lean_shares().get(food.name.partition(",")[0], {}) or {share: food}
            return shares[min(shares, key=lambda known: (abs(known - share), known))]
    return None


@cache
def _lean_shares() -> dict[str, dict[float, FoodItem]]:
    """Return ground meat by the animal and how much of it is lean [%]."""
    found: dict[str, dict[float, FoodItem]] = {}
    for food in load_foods().values():
        if named := _LEAN.match(food.name):
            found.setdefault(named["animal"], {})[float(named["lean"])] = food
    return found


_LEAN: Final = later(r"(?P<animal>\w+), ground, (?P<lean>\d+) % lean")


def _found(text: str) -> FoodItem:
    """Return the food that a text names, as it stands."""
    if (food := _entry(text)) is not None:
        return food
    text = re.sub(r"[()\[\]]", " ", with_points(text)).strip()
    bare = without_portion(text)
    if (food := _exact(text)) is not None:
        return food
    canned, food = from_a_can(text), _exact(bare)
    if canned is not None and (food is None or "canned" not in words(food.name)):
        try:
            return _found(canned)
        except NotInLibraryError as unknown:
            if unknown.ambiguous or unknown.instead:
                raise NotInLibraryError("food", text, unknown.nearest, ambiguous=unknown.ambiguous,
                                        instead=unknown.instead) from None  # fmt: skip
    if food is not None:
        return food
    plain, left_out = plainer(bare)
    for name in (text, bare, plain):
        _refuse_lacking(" ".join(in_our_words(name)), text)
    if is_with_milk(text):
        raise NotInLibraryError("food", text, (), instead=of_parts(text))
    if (counted := _counted(text)) is not None:
        return counted
    said = frozenset(in_our_words(bare))
    if left_out and not any(_says_the_head(food, said) for food, _ in _having(said)):
        return _without(bare, plain, left_out)
    return _fitting(bare)


def _exact(text: str) -> FoodItem | None:
    """Return the food of which a text is a whole name, in any order of its words."""
    found = (
        _index().get(folded(text))
        or _index().get(" ".join(in_our_words(text)))
        or _by_words().get(frozenset(words(text)))
    )
    return None if found is None else load_foods()[found]


def _entry(text: str) -> FoodItem | None:
    """Return the food whose entry in the USDA's table a text names, in whole or but for what changes little."""
    if (food := _exact(text)) is not None:
        return food
    found, is_made_otherwise = entries_named(text, _entries())
    foods = [load_foods()[one] for one in found]
    if not foods or ((len(foods) > 1 or is_made_otherwise) and not _are_alike(foods)):
        return None
    return foods[0]


@cache
def _entries() -> Entries:
    return entries_of((food.id, food.usda_name) for food in load_foods().values())


def _refuse_lacking(name: str, text: str) -> None:
    if (lacking := lacking_foods().get(name)) is not None:
        raise NotInLibraryError("food", text, (), instead=_instead_of(lacking))


def _counted(text: str) -> FoodItem | None:
    """Return the food of "2 Weetabix", of which two are a serving; of another amount, say what a serving is."""
    counted = _AMOUNT.match(in_digits(text))
    if counted is None:
        return None
    try:
        food = _found(counted["of"])
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
    said, least = frozenset(in_our_words(text)), frozenset(in_our_words(plain))
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
    food = best[0] if best else _found(plain) if plain else _fitting(text)
    if food.group in _ALSO_PLAIN and "fortified" in words(food.name) and "fortified" not in said:
        raise NotInLibraryError("food", text, (food.name,), instead=_as_label(food))
    named = frozenset[str]().union(*(name for name in _names_of()[food.id] if name <= said))
    for phrase in left_out:
        if not frozenset(words(phrase)) <= named and not says_nothing(
            phrase, food.group, canned="canned" in words(food.name), little=_are_alike([food])
        ):
            raise NotInLibraryError("food", text, (food.name,))
    return food


def _adds_no_other_kind(food: FoodItem, said: frozenset[str]) -> bool:
    """Tell whether one name of a food holds what was said, and besides no word that makes it another food."""
    never = {*words_file().never_added, *(("fortified",) if food.group == "dairy" else ())}
    return any(said <= name and not (name - said) & never for name in _names_of()[food.id])


def _but_for_fat(said: tuple[str, ...]) -> tuple[str, ...]:
    """Return words without how much fat there is, which tells no sort: 2 % cheese is not only cottage cheese."""
    return tuple(word for word in said if not word[0].isdigit() and word != "fat")


def _says_the_head(food: FoodItem, said: frozenset[str]) -> bool:
    """Tell whether what was said has the last word before the comma of a name that holds it: no sugar is a pea."""
    names = list(zip(_names_of()[food.id], _heads()[food.id], strict=True))
    # One word of another name may be a maker's alone: no choice is a cheddar.
    names = names if len(said) > 1 else [row for row in names if row[0] == said] or names[:1]
    return any(said <= name and heads & said for name, heads in names)


def _fitting(text: str) -> FoodItem:
    """Return the one food whose name holds all words of a text, or from whose name it differs by a slip."""
    said = in_our_words(text)
    wanted, name = frozenset(said), " ".join(said)
    equal = [food for food, names in _having(wanted) if wanted in names]
    fitting = equal or list(search_foods(text))
    # Frozen is named by whoever means it.
    fitting = [food for food in fitting if "frozen" in wanted or "frozen" not in words(food.name)] or fitting
    of_its_kind = [food for food in fitting if _adds_no_other_kind(food, wanted)]
    if len(of_its_kind) == 1 and _says_the_head(of_its_kind[0], wanted):
        if equal or len(named := _but_for_fat(said)) != 1 or len(said) == 1:
            return of_its_kind[0]
        fitting = list(search_foods(named[0]))
    of_the_name = [food for food in fitting if _head(food) == name]
    if len(of_the_name) > 1 and _are_alike(of_the_name):
        return of_the_name[0]
    if fitting:
        several = len(fitting) > 1
        raise NotInLibraryError(
            "food", text, tuple(f.name for f in fitting[:MOST_CANDIDATES]), ambiguous=several
        )
    if (known := _joined().get(name.replace(" ", ""))) is not None:
        _refuse_lacking(known, text)
        return load_foods()[_index()[known]]
    if instead := of_parts(text):
        raise NotInLibraryError("food", text, (), instead=instead)
    # Of words that are all known none is misspelled: chicken steak is no chicken stock.
    if not wanted <= words_of_foods() and (known := misspelling_of(name, _all_names())) is not None:
        _refuse_lacking(known, text)
        return load_foods()[_index()[known]]

    def near() -> tuple[str, ...]:
        found = nearest(name, _index(), identify=_index().__getitem__)
        return tuple(load_foods()[identifier].name for identifier in found)

    raise NotInLibraryError("food", text, near)


#: "2 Weetabix", "100g cheddar", "half an avocado".
_AMOUNT: Final = later(
    r"(?P<n>\d+(?:\.\d+)?|\d+/\d+|½|half(?: an?)?|a couple(?: of)?|a few) ?(?:[x×] ?)?"
    r"(?:(?P<unit>kg|g|gr|grams?|ml|cl|l|lit(?:re|er)s?|oz|ounces?|lbs?|pints?|cups?|tbsps?|tablespoons?|tsps?|teaspoons?|"
    r"slices?|handfuls?|bowls?|glass(?:es)?|tins?|cans?|pots?|pieces?|scoops?|spoons?|spoonfuls?|squares?|rashers?|fillets?|"
    r"cloves?|sticks?|packets?|bags?|bars?)(?![a-z])\.?(?: of)?)? ?(?P<of>[a-z].+)",
    re.IGNORECASE,
)
_GRAMS: Final = ("g", "gr", "gram", "grams")
#: Of foods whose servings hold so little, it does not matter which of several is meant [mg, IU].
_LITTLE_CALCIUM, _LITTLE_VITAMIN_D = 30.0, 20.0


#: Groups of foods that are sold fortified and plain under one name.
_ALSO_PLAIN: Final = ("dairy", "drinks")
#: How a food was made is not what it is: no raw turnip is a turnip's leaves.
_MADE_SO: Final = frozenset(
    {"raw", "cooked", "boiled", "roasted", "baked", "grilled", "broiled", "fried", "canned", "frozen"}
)


def _head(food: FoodItem) -> str:
    """Return what a food is before its first comma, in the table's words."""
    return " ".join(in_our_words(food.name.partition(",")[0]))


def _are_alike(foods: list[FoodItem]) -> bool:
    """Tell whether servings of foods hold so little that it does not matter which is meant."""
    return all(
        food.calcium_mg <= _LITTLE_CALCIUM and food.vitamin_d_iu <= _LITTLE_VITAMIN_D for food in foods
    )


@cache
def _index() -> dict[str, str]:
    return index_of(((food.id, (food.name, *food.aliases)) for food in load_foods().values()), FILE)


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
    return {" ".join(in_our_words(name)): one for one in words_file().asked for name in one.names}


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
    """Return each food with the words of each of its names."""
    return tuple(
        (food, tuple(frozenset(in_our_words(name)) for name in (food.name, *food.aliases)))
        for food in load_foods().values()
    )


def _having(said: frozenset[str]) -> Iterable[tuple[FoodItem, tuple[frozenset[str], ...]]]:
    """Return the foods each word of which stands in some name, in their order: of thousands only few."""
    if not said:
        return _word_sets()
    places = [_places_of().get(word, _NOWHERE) for word in said]
    return [_word_sets()[place] for place in sorted(frozenset.intersection(*places))]


#: Where a word stands that no food has.
_NOWHERE: Final = frozenset[int]()


@cache
def _places_of() -> dict[str, frozenset[int]]:
    """Return by word the places of the foods that have it in a name."""
    found: dict[str, set[int]] = {}
    for place, (_, names) in enumerate(_word_sets()):
        for word in frozenset[str]().union(*names):
            found.setdefault(word, set()).add(place)
    return {word: frozenset(places) for word, places in found.items()}


@cache
def _names_of() -> dict[str, tuple[frozenset[str], ...]]:
    """Return the same by the food's identifier."""
    return {food.id: names for food, names in _word_sets()}


@cache
def _heads() -> dict[str, tuple[frozenset[str], ...]]:
    """Return by food what each of its names is of: the last words before the first two commas."""
    return {food.id: tuple(map(_heads_of, (food.name, *food.aliases))) for food in load_foods().values()}


def _heads_of(name: str) -> frozenset[str]:
    parts = (in_our_words(part) for part in name.split(",")[:2])
    words_of = ([word for word in part if not word[0].isdigit()] for part in parts)
    return frozenset(part[-1] for part in words_of if part) - _MADE_SO


@cache
def words_of_foods() -> frozenset[str]:
    """Return every word of a food's name."""
    return frozenset(word for name in _all_names() for word in name.split())


def lacking_named(text: str) -> Lacking | None:
    """Return what is said of a food that is known and not in the table; ``None`` of any other."""
    bare = without_portion(re.sub(r"[()\[\]]", " ", text).strip())
    names = (" ".join(in_our_words(name)) for name in (text, bare, plainer(bare)[0]))
    return next((lacking for name in names if (lacking := lacking_foods().get(name)) is not None), None)


@cache
def _other_words() -> dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]:
    """Return what people call things and what the table does, by the first word, the longest names first."""
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for theirs, ours in words_file().words.items():
        said = words(theirs)
        found.setdefault(said[0], []).append((said, words(ours)))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}


@lru_cache(maxsize=2048)
def in_our_words(text: str) -> tuple[str, ...]:
    """Return the words of a text, with what people call things put in the table's words.

    Examples
    --------
    >>> in_our_words("Skimmed milch")
    ('skim', 'milk')
    """
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
