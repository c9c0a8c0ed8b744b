"""The food that a name of many words is of: its last word or words, behind makers, manners and flavors."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Final

from osteotwin.asking.food.kinds import Kind, beside, eaten_words, flavored, kinds
from osteotwin.inputs.misspelled import misspelling_of
from osteotwin.inputs.names import words
from osteotwin.protocol.library import FoodItem, load_foods
from osteotwin.protocol.library.food_names import words_file
from osteotwin.protocol.library.foods import in_our_words, words_of_foods
from osteotwin.units.patterns import later

#: Words of the longest name that is looked through.
_LONGEST: Final = 10
#: So little that no maker and no manner of cooking makes a difference [mg].
LITTLE_CALCIUM: Final = 30.0
#: "2 %", "70 %": how much fat or fruit there is.
_SHARE: Final = later(r"\d+(?:\.\d+)? ?%(?: (?:fat|fett|milkfat|mg))?", re.IGNORECASE)
#: Behind these words stands no food, but where it is from or what it tastes of.
_REMARK: Final = later(
    r"(?<=\w)\s+(?:in|im|from|for|at|by|as|aus|von|f\u00fcr|\u00e0 la)\s[^,]*",
    re.IGNORECASE,
)
#: What is lacking, and makes no other food; of a can.
_FREE_OF: Final = later(
    r"(?<=\w) (?:en (?:aceite|agua|lata|conserva|salmuera|escabeche)(?: de \w+)?|sott['\u2019]olio|au naturel|"
    r"\u00e0 l['\u2019]huile(?: d['\u2019]olive)?)$|"
    r"\bice[- ](?=cold\b)|\b(?:sugar|fat|gluten|lactose|caffeine|salt|cruelty|cage|free)[- ](?:free|range)\b|"
    r"\bno (?:added )?(?:sugar|salt|fat)\b",
    re.IGNORECASE,
)
#: Letters of a compound, and of what stands last in it; the shorter words that do.
_LEAST_COMPOUND, _LEAST_LAST = 8, 5
_SHORT_LAST: Final = frozenset(("brot", "saft", "reis", "wein", "bier", "obst", "kase"))
#: Of the plural and the cases in German.
_ENDINGS: Final = ("en", "n", "er", "e", "s")
#: Letters from which a word is looked through for slips.
_LEAST_SLIPPED: Final = 5
#: The words that a name is of, what they stand for, and the food that is counted.
Head = tuple[str, Kind, FoodItem | None]


def head_of(name: str) -> Head | None:
    """Return the words that a name is of, what they stand for, and the food that is counted; None where it is unclear.

    Parameters
    ----------
    name : str
        Of one food, without its amount.

    Examples
    --------
    >>> words_, kind, food = head_of("Jane's smoky brown rice")
    >>> words_, food.name
    ('brown rice', 'Rice, brown, cooked')
    >>> head_of("vegan cream cheese") is None, head_of("tiger milk") is None, head_of("cheese bread") is None
    (True, True, True)
    """
    said = in_our_words(_FREE_OF.sub(" ", _SHARE.sub(" ", _REMARK.sub("", name))))
    if not 0 < len(said) <= _LONGEST or any(any(sign.isdigit() for sign in word) for word in said):
        return None
    found = _of_words(said) or _of_words(tuple(" ".join(map(_spelled, said)).split()))
    remark = _REMARK.search(name)
    if remark is None or found is None or found[2] is None or not matters(found[2]):
        return found
    return None if unknown_words(remark[0]) or makes_another(remark[0]) else found  # "f\u00fcr die Katze"


def _of_words(said: tuple[str, ...]) -> Head | None:
    if {*said} & {*eaten_words().other.never}:
        return None
    flavor: Head | None = None
    for end in range(len(said), 0, -1):
        if not {*said[end:]} <= _says_nothing():
            break
        start, span, kind = last_name(said[:end])
        if kind is None:
            if (compound := of_compound(said[end - 1])) is not None:
                span, kind, before = compound
                return _unchanged(span, kind, (*said[: end - 1], *before), said[end:])
            continue
        found = _unchanged(span, kind, said[:start], said[end:])
        if flavor is not None and kind.is_little:
            return flavor  # chicken with green chili
        if start == 0 or kind == Kind() or not {*span.split()} <= {*beside().flavors, *beside().shapes}:
            return found
        flavor = flavor or found
    return flavor


def _names_a_maker(said: tuple[str, ...]) -> bool:
    """Tell whether words hold a maker of one kind of yogurt, who makes other foods, too, and not its name alone."""
    return any(
        food.name.startswith("Yogurt")
        and "yogurt" not in name.split()
        and f" {name} " in f" {' '.join(said)} "
        for name, food in flavored().items()
    )


def last_name(said: tuple[str, ...]) -> tuple[int, str, Kind | None]:
    """Return the longest name at the end of words: where it begins, the name and what it stands for."""
    for start in range(len(said)):
        span = " ".join(said[start:])
        if (kind := kinds().get(span)) is not None:
            return start, span, kind
    return 0, "", None


def _unchanged(span: str, kind: Kind, before: tuple[str, ...], behind: tuple[str, ...]) -> Head | None:
    """Return the food behind words that do not make another food of it."""
    other, food = eaten_words().other, kind.food
    more = {*before, *behind}
    if food is None:
        is_of_maker = _names_a_maker((*before, *behind))
        return None if is_of_maker or more & {*other.dairy} else (span, kind, None)
    of_milk = food.group in ("dairy", "soy", "drinks") and food.calcium_mg > LITTLE_CALCIUM
    if {*before} & {*other.dairy} - ({"milk", "creamy", "cream"} if food.group == "dairy" else set()):
        return None
    if of_milk and more & {*other.plant} - ({"chocolate"} if not food.name.startswith("Milk") else set()):
        return None
    if food.name.startswith("Milk,") and not {*before} <= {*beside().of_milk}:
        return None
    if matters(food) and unknown_words(" ".join(before)):
        return None  # "should eat yogurt", "the children eat yogurt"
    if span in flavored() and more & {*beside().flavors} - _NO_FLAVORS:
        food = flavored()[span]
    return span, kind, food


def of_a_maker(name: str) -> FoodItem | None:
    """Return the food of a maker who makes one kind, beside whose name only flavors stand; None of any other.

    Examples
    --------
    >>> of_a_maker("Chobani peach").name, of_a_maker("peach")
    ('Yogurt, Greek, plain, non-fat', None)
    """
    said = in_our_words(_SHARE.sub(" ", name))
    if len(said) > _LONGEST or " ".join(said) in kinds() or said[-1:] in _NOT_OF_A_MAKER:
        return None
    if (greek := _of_greek_yogurt(name, said)) is not None:
        return greek
    for end in range(len(said), 0, -1):
        for start in range(end):
            span = " ".join(said[start:end])
            food = flavored().get(span)
            if span == "yogurt" and not {*said} & {*beside().flavors} - _NO_FLAVORS:
                return None  # homemade yogurt, a tasty yogurt
            if span == "yogurt" and {*said} & {*eaten_words().other.plant}:
                return None  # of coconuts, or tasting of them
            if food is not None and {*said[:start], *said[end:]} <= {*beside().flavors} | {
                *beside().sizes
            } | {*beside().shapes}:
                return None if "vegan" in said else food
    return None


#: A maker's other foods: "Yeo Valley butter", "Chobani whole milk".
_NOT_OF_A_MAKER: Final = (("butter",), ("milk",), ("cheese",), ("cream",))


def _of_greek_yogurt(name: str, said: tuple[str, ...]) -> FoodItem | None:
    """Return the yogurt of a maker of Greek yogurt or skyr beside whose name yogurt is said, by its fat; else None."""
    greek = _greek_yogurts()
    more = {*said} - _YOGURT - _NO_FLAVORS - {*beside().flavors} - {*beside().sizes} - {*beside().shapes}
    makers = {maker for maker in _greek_makers() if f" {maker} " in f" {' '.join(said)} "}
    if not makers or "yogurt" not in said or more - {word for maker in makers for word in maker.split()}:
        return None
    share = _SHARE.search(name)
    fat = float(re.split(r"[ %]", share[0])[0]) if share else 0.0
    if "whole" in said or fat > _MOST_FAT_OF_LOW:
        return greek["whole milk"]
    return greek["low-fat" if {*said} & {"low", "reduced"} or fat > _MOST_FAT_OF_NONE else "non-fat"]


def is_greek_maker(name: str) -> bool:
    """Tell whether a name holds a maker of Greek yogurt or skyr.

    Examples
    --------
    >>> is_greek_maker("chobani whole milk"), is_greek_maker("whole milk")
    (True, False)
    """
    said = f" {' '.join(in_our_words(name))} "
    return any(f" {maker} " in said for maker in _greek_makers())


@cache
def _greek_makers() -> tuple[str, ...]:
    none = _greek_yogurts()["non-fat"]
    return tuple(name for name, food in flavored().items() if food is none and "yogurt" not in name.split())


@cache
def _greek_yogurts() -> dict[str, FoodItem]:
    names = {fat: f"Yogurt, Greek, plain, {fat}" for fat in ("non-fat", "low-fat", "whole milk")}
    by_name = {food.name: food for food in load_foods().values()}
    return {fat: by_name[name] for fat, name in names.items()}


_YOGURT: Final = frozenset(("yogurt", "greek", "fat", "skim", "low", "reduced", "whole"))
#: Yogurt is called fat-free, or low in fat, up to so much [%].
_MOST_FAT_OF_NONE, _MOST_FAT_OF_LOW = 0.5, 3.0
#: Beside "yogurt" these tell no flavor.
_NO_FLAVORS: Final = frozenset(
    (
        "yogurt",
        "homemade",
        "original",
        "classic",
        "natural",
        "plain",
        "sugar",
        "free",
        "light",
        "lite",
        "zero",
        "pro",
    )
)


def spelled(name: str) -> str:
    """Return a name with its slips mended, as far as its words are known."""
    return " ".join(map(_spelled, in_our_words(name)))


def in_a_row(part: str) -> tuple[str, ...]:
    """Return the foods that are named one behind the other, without a word between them; nothing of one food.

    Examples
    --------
    >>> in_a_row("chicken rice broccoli"), in_a_row("chicken noodle soup")
    (('chicken', 'rice', 'broccoli'), ())
    """
    said = part.casefold().split()
    is_plain = all(word.replace("-", "").isalpha() for word in said)
    known = (
        is_plain
        and len(said) > _LEAST_ROW - 1
        and all(
            (kind := kinds().get(" ".join(in_our_words(word)))) is not None and kind.food is not None
            for word in said
        )
    )
    several = {
        " ".join(in_our_words(part)),
        *(" ".join(in_our_words(" ".join(pair))) for pair in pairwise(said)),
    }
    return tuple(said) if known and not several & {*kinds()} else ()


#: Foods that are named in a row, and are no name of one.
_LEAST_ROW: Final = 3


def makes_another(words_: str) -> bool:
    """Tell whether words beside a food make another of it.

    Examples
    --------
    >>> makes_another("(vegan)"), makes_another("(my favorite)")
    (True, False)
    """
    other = eaten_words().other
    return bool({*in_our_words(words_)} & {*other.never, *other.plant, *other.makers})


def says_nothing(part: str) -> bool:
    """Tell whether words say only how a food was made or tastes.

    Examples
    --------
    >>> says_nothing("griddled"), says_nothing("honey and vanilla flavor"), says_nothing("trout")
    (True, True, False)
    """
    return {*in_our_words(part)} <= _says_nothing() | {"and"}


def of_compound(word: str) -> tuple[str, Kind, tuple[str, ...]] | None:
    """Return what a compound is of, with the words before it: "Laugensemmel", "Putenbrustscheiben"."""
    if len(word) < _LEAST_COMPOUND:
        return None
    other = eaten_words().other
    for cut in range(2, len(word) - 3):
        if len(word) - cut < _LEAST_LAST and word[cut:] not in _SHORT_LAST:
            continue
        span = " ".join(in_our_words(word[cut:]))
        if (kind := kinds().get(span)) is not None:
            first = word[:cut]
            held = tuple(part for part in (*other.dairy, *other.plant, *other.never) if part in first)
            return span, kind, held or (first,)
    return None


@cache
def _says_nothing() -> frozenset[str]:
    """Return the words that may stand behind a food and make no other of it."""
    left_out = {word for row in words_file().left_out for phrase in row.words for word in words(phrase)}
    return frozenset(left_out) | {*beside().flavors} | {*beside().sizes} | {*beside().shapes}


def matters(food: FoodItem) -> bool:
    """Tell whether it matters that a food is eaten, and how much of it."""
    return food.calcium_mg > _MATTERS or food.vitamin_d_iu > _LITTLE_VITAMIN_D


#: Of a serving, more than a slice of bread holds [mg, IU].
_MATTERS: Final = 50.0
_LITTLE_VITAMIN_D: Final = 60.0


def unknown_words(text: str) -> tuple[str, ...]:
    """Return the words beside a food of which it is not known that they change nothing.

    Examples
    --------
    >>> unknown_words("should eat fresh"), unknown_words("organic strawberry")
    (('should', 'eat'), ())
    """
    return tuple(
        word for word in words(text)
        if word not in _known_words() and not {*in_our_words(word)} <= _known_words() and not word.isdigit()
    )  # fmt: skip


@cache
def _known_words() -> frozenset[str]:
    names = {word for name in kinds() for word in name.split()} | {*beside().of_milk} | words_of_foods()
    names |= {word for name in beside().around for word in words(name)}
    return _says_nothing() | (names - {*eaten_words().other.turns})


@cache
def _single_words() -> dict[str, str]:
    found = {word for name in kinds() for word in name.split()} | _says_nothing() | words_of_foods()
    return {word: word for word in found if len(word) >= _LEAST_SLIPPED}


@cache
def _spelled(word: str) -> str:
    """Return a word as it is spelled, where it is a slip for one that is known."""
    if word in _says_nothing() or word in words_of_foods() or len(word) < _LEAST_SLIPPED:
        return word
    for ending in _ENDINGS:
        if (
            (bare := word.removesuffix(ending)) != word
            and (known := in_our_words(bare))
            and {*known} <= {*_single_words()}
        ):
            return " ".join(known)
    return misspelling_of(word, _single_words()) or word
