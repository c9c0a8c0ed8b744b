"""The question for a name that is of no one food: which of several it is, what is in it, or what else it is called."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from osteotwin.asking.food.eaten_grammar import grammar, joins, known_name_at, tokens_of
from osteotwin.asking.food.heads import makes_another, says_nothing, unknown_words
from osteotwin.asking.food.kinds import eaten_words, kinds
from osteotwin.asking.food.portions import is_drunk
from osteotwin.asking.unclear import quoted
from osteotwin.inputs.names import NotInLibraryError
from osteotwin.inputs.values import Mistake
from osteotwin.protocol.library import FoodItem, find_food, load_foods
from osteotwin.protocol.library.food_names import of_parts
from osteotwin.protocol.library.foods import in_our_words, lacking_foods

#: Words of the longest name that is looked for within another, and of the longest text that is looked through.
_LONGEST_WITHIN, _LONGEST = 4, 14
#: Letters of the shortest name that tells enough.
_SHORTEST: Final = 4


def which_food(name: str) -> Mistake:
    """Return the question for a name that is of no one food.

    Examples
    --------
    >>> which_food("poisson").found, which_food("poisson").fix.split(", ")[0]
    ('"poisson", of which there are several kinds', 'write which fish it is')
    >>> which_food("smoothie").found
    '"smoothie", of which it is not told what is in it'
    >>> which_food("more dairy than anyone").found
    '"dairy", of which there are several kinds'
    """
    inside = tuple(_within(name))
    if (beside := _beside_the_food(name)) is not None:
        return beside
    at_the_end = [part for part in inside if name.endswith(part)]
    for part in at_the_end:
        if (several := _of_several(part) or _one_of(part, is_whole=part == name)) is not None:
            return several
    if instead := of_parts(name):
        return Mistake(f"{quoted(name)}, of which it is not told what is in it", "the foods in it", instead)
    if not makes_another(name):
        if several := next(filter(None, map(_of_several, inside)), None):
            return several
        for known in inside[1:]:
            if (food := _known(known)) is not None:
                much = "200 ml" if is_drunk(food) else "30 g"
                return Mistake(
                    f"{quoted(name)}, of which only {quoted(known)} is known as a food", "each food by itself",
                    f'write for example "{much} of {known}" in its place, with your own amount, and leave out what '
                    "holds hardly any calcium",
                )  # fmt: skip
    return Mistake(
        f"{quoted(name)}, which is no food that is known", "a food of the library",
        'write the food in it with calcium, for example "1 cup of milk" or "1 oz of cheddar", or leave it out where it '
        "holds hardly any",
    )  # fmt: skip


def _beside_the_food(name: str) -> Mistake | None:
    """Return the question for words before a food that are not known, and may say that it is not eaten."""
    tokens = tokens_of(name)
    for at in range(len(tokens)):
        count = known_name_at(tokens, at)
        if count and at and at + count == len(tokens):
            before, food = name[: tokens[at].start].strip(" ,"), name[tokens[at].start :]
            unknown = {*unknown_words(before)} - {*eaten_words().other.dairy}
            if (
                not unknown
                or any(map(str.isdigit, before))
                or joins().at(tokens, at - 1)[0]
                or _is_quality(food)
            ):
                return None
            return Mistake(
                f"{quoted(before)} before {quoted(food)}, which may say that it is another food, or when or by whom "
                "it is eaten", "a food that is eaten now",
                f'write for example "{food}" alone, with your own amount and how often; of another food its own name, '
                "and nothing of what is not eaten now",
            )  # fmt: skip
    return None


def _within(name: str) -> Iterator[str]:
    """Yield a name, and what stands in it: the last words first, the longer before the shorter."""
    said = name.split()
    yield name
    if len(said) > _LONGEST:
        return
    for end in range(len(said), 0, -1):
        for start in range(max(0, end - _LONGEST_WITHIN), end):
            part = " ".join(said[start:end]).strip(" ,.()")
            if part and part != name and not joins().at(tokens_of(part), 0)[0]:
                yield part


def _is_quality(part: str) -> bool:
    return says_nothing(part) or {*in_our_words(part)} <= {*grammar().qualities}


def _known(part: str) -> FoodItem | None:
    """Return the food that words are the name of; None of what tells only its quality."""
    said = in_our_words(part)
    kind = kinds().get(" ".join(said))
    return None if kind is None or {*said} <= {*grammar().qualities} else kind.food


def _of_several(name: str) -> Mistake | None:
    """Return the question for a name that stands for several foods; None of any other."""
    asked = lacking_foods().get(" ".join(in_our_words(name)))
    if asked is None or asked.counts_as or asked.in_words:
        return None
    by_name = {food.name: food for food in load_foods().values()}
    near = [by_name[one] for one in asked.nearest]
    if not near and "supplements" in asked.ask:
        return Mistake(
            f"{quoted(name)}, which is a supplement", "how much of it is taken, and how often",
            "write both behind its name, or leave it out if it is neither calcium nor vitamin D",
        )  # fmt: skip
    if not near:
        return Mistake(f"{quoted(name)}, of which it is not told what is in it", "the foods in it", asked.ask)
    is_fish = any(food.group == "fish" for food in near)
    options = " or ".join(f'"{short_name(food.name)}" ({_held(food, with_d=is_fish)})' for food in near)
    fix = f"{asked.ask}: {options}"
    if "label" in asked.ask:
        return Mistake(f"{quoted(name)}, which is not in the table", "a food that holds about as much", fix)
    return Mistake(f"{quoted(name)}, of which there are several kinds", "which it is", fix)


def _held(food: FoodItem, *, with_d: bool) -> str:
    per = 100.0 / food.serving_g
    vitamin_d = f" and {per * food.vitamin_d_iu:.0f} IU of vitamin D" if with_d else ""
    return f"{per * food.calcium_mg:.0f} mg of calcium{vitamin_d} in 100 g"


def _one_of(name: str, *, is_whole: bool) -> Mistake | None:
    """Return the question for a name that fits several foods of the table; None of any other, and of a mere quality."""
    if not is_whole and _is_quality(name):
        return None
    try:
        find_food(name)
    except NotInLibraryError as unknown:
        if unknown.ambiguous:
            options = " or ".join(f'"{one}"' for one in unknown.nearest)
            return Mistake(
                f"{quoted(name)}, which fits several foods",
                "which it is",
                f"write {options}, whichever is meant",
            )
    return None


@cache
def short_name(food: str) -> str:
    """Return a food's first name that is read wherever it stands in a sentence; its own where it has no other.

    Examples
    --------
    >>> short_name("Cod, Atlantic, cooked"), short_name("Tempeh")
    ('atlantic cod', 'Tempeh')
    """
    item = next(one for one in load_foods().values() if one.name == food)
    names = (*item.aliases, *eaten_words().counts_as.get(food, ()))
    plain = (
        name for name in names
        if len(name) >= _SHORTEST and name.replace(" ", "").replace("-", "").isalpha()
    )  # fmt: skip
    return next(plain, food)
