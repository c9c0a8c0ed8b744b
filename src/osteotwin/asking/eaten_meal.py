"""Foods that are eaten together, so many times a week → the foods of ``[habits]``, and what is to be said of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from osteotwin.asking.eaten_amounts import Amount, amount_of, is_amount
from osteotwin.asking.eaten_dishes import foods_of_dish
from osteotwin.asking.eaten_names import Known, known_food
from osteotwin.asking.eaten_parts import parts_of
from osteotwin.asking.eaten_talk import is_not_real, without_heading, without_now_and_then, without_talk
from osteotwin.asking.food_heads import makes_another, says_nothing
from osteotwin.asking.food_kinds import kinds
from osteotwin.asking.pieces import MOST_LISTED
from osteotwin.asking.portions import grams_of_little, is_vague, servings, servings_of_pieces
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.importing.found import Found, Place
from osteotwin.inputs.names import words
from osteotwin.inputs.values import Mistake
from osteotwin.protocol.library.food_names import is_dish
from osteotwin.protocol.library.foods import FoodItem, in_our_words, words_of_foods

#: What is on a pizza is no food beside it.
_PIZZA: Final = re.compile(r"[^,]*,? ?(?:[a-z\s,&]+ (?:and|&) )[a-z\s]*\bpizzas?", re.IGNORECASE)
_OR: Final = re.compile(r"\s+(?:or|oder|ou)\s+", re.IGNORECASE)
#: What is not in a dish or on a plate: "no butter", "without the bun".
_LACKS: Final = re.compile(
    r"^(?:no|without|w/o|ohne|sans|sin|minus|hold|not|keine?n?|nicht)\b", re.IGNORECASE
)
_LACKS_BEHIND: Final = re.compile(
    r"\s+(?:no|without|w/o|ohne|sans|minus)\s+(?:added |extra |the |any )?(?P<what>[^,]+)$", re.IGNORECASE
)
#: What may be lacking, and leaves the food as it is.
_MAY_LACK: Final = re.compile(
    r"\b(?:sugar|salt|bun|bread|oil|butter|fat|dressing|sauce|mayo\w*|syrup|onions?|skin|bones?|ice|zucker|salz|fett|"
    r"butter|sucre|sel|gluten|lactose|crust|yolks?|meat|preservatives|sweetener)\b",
    re.IGNORECASE,
)
_BRACKETS: Final = re.compile(r"\([^()]*\)?|\[[^\]]*\]?")
_RANGE: Final = re.compile(
    r"(?P<low>\d+(?:\.\d+)?) ?(?:-|\u2013|to|bis|or|\u00e0) ?(?P<high>\d+(?:\.\d+)?)(?![\d.]|%| %)"
)
_DRINK: Final = (
    r"(?:black |my |the |hot |an? |cups? of |mugs? of )*"
    r"(?:coffee|tea|cuppa|espresso|americano|kaffee|tee|caf\u00e9)s?"
)
_POURED: Final = r"(?:(?!of )(?:[a-z][a-z-]*|\d(?:\.\d)? ?%) ){0,2}" + (
    r"(?:milk|milch|lait|half[- ]and[- ]half|halfandhalf cream|cream|creamer|sahne)"
)
#: Little is poured into coffee and tea, where no more is said.
_MILKY: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<drink>{_DRINK})\s*(?:with|w/|w|mit|and|und|\+|&|plus)\s+(?P<milk>{_POURED})(?![\w%])",
        rf"\b(?P<milk>{_POURED})\s+(?:in|for|im)\s+(?P<drink>{_DRINK})(?!\w)",
    )
)
#: More calcium or vitamin D in a serving than this, and how much is eaten is asked where it is not told in a way
#: that is known [mg, IU].
_RICH_CALCIUM, _RICH_VITAMIN_D = 65.0, 45.0


#: Words of how often that were not read, and are of no food.
_OFTEN_LEFT: Final = re.compile(
    r"\b(?:once|twice|weekly|monthly|\d+ times|times (?:a|per)|(?:a|per) week)\b", re.IGNORECASE
)
#: Words of names that are no words of the table.
_IN_NAMES: Final = frozenset(("zero", "and", "with", "in", "added", "no"))


@dataclass(frozen=True)
class _Read:
    """A part of a meal as it is understood."""

    part: str
    known: Known
    amount: Amount
    name: str

    @property
    def is_rich(self) -> bool:
        return self.known.food is not None and is_rich(self.known.food)


def is_rich(food: FoodItem) -> bool:
    """Tell whether a serving of a food holds so much that its amount matters."""
    return food.calcium_mg > _RICH_CALCIUM or food.vitamin_d_iu > _RICH_VITAMIN_D


def meal_of(text: str, times: float, piece: str) -> list[Found]:
    """Return a food, or several that are eaten together.

    Parameters
    ----------
    text : str
        The foods, without how often.
    times : float
        A week.
    piece : str
        What was said, for the file.

    Raises
    ------
    UnclearAnswerError
    """
    behind = without_heading(text)
    text = text if is_amount(parts_of(behind)[0]) else behind
    if _LACKS.match(without_talk(text)) and " ".join(in_our_words(text)) not in kinds():
        raise UnclearAnswerError(
            "food", f"{quoted(text)}, which says what is not eaten", "what is eaten",
            "write only the foods that are eaten",
        )  # fmt: skip
    if (alone := _whole(text)) is not None:
        return _counted([alone], times, piece)
    for milky in _MILKY:
        text = milky.sub(r"\g<drink>, a splash of \g<milk>", text)
    if _PIZZA.fullmatch(text):
        return _counted([_pizza(text)], times, piece)
    parts = _with_amounts(parts_of(without_talk(text)))
    if len(parts) > MOST_LISTED:
        raise UnclearAnswerError(
            "food", f"{len(parts)} foods in one part", f"at most {MOST_LISTED}", "part them by semicolons"
        )
    return _counted(_at_a_meal(parts, text, piece), times, piece)


def _pizza(text: str) -> _Read:
    """Return a pizza, with what is on it: none of that is a food beside it."""
    return _Read(text, _known("meat pizza"), amount_of(text)[0], text)


def _whole(text: str) -> _Read | None:
    """Return a food whose name may hold commas and joining words; None where the whole text is none."""
    bare = without_talk(text)
    amount, name = amount_of(bare)
    parts = parts_of(bare)
    if (
        not name
        or _RANGE.search(bare)
        or (len(parts) > 1 and all(" ".join(in_our_words(amount_of(part)[1])) in kinds() for part in parts))
        or (len(parts) > 1 and not {*words(bare)} <= words_of_foods() | _IN_NAMES)
    ):
        return None
    try:
        return _Read(bare, known_food(name, in_part=False), amount, name)
    except Mistake:
        return None


def is_one_food(text: str) -> bool:
    """Tell whether a text with commas is the name of one food."""
    return _whole(text) is not None


def _with_amounts(parts: tuple[str, ...]) -> list[str]:
    """Return parts, an amount alone put to the food before it: "mac and cheese, about 1.5 cups"."""
    found: list[str] = []
    for part in parts:
        bare = without_talk(part)
        if found and is_amount(bare):
            if not amount_of(found[-1])[0].is_counted or amount_of(found[-1])[0].measure in (
                "bowl",
                "glass",
                "",
            ):
                found[-1] = f"{bare} of {amount_of(found[-1])[1]}"
        elif bare:
            found.append(bare)
    return found


def _at_a_meal(parts: list[str], text: str, piece: str) -> list[_Read]:
    """Return the foods of a meal; what is in a dish, and has no amount of its own, is no food beside it."""
    found: list[_Read] = []
    for part in parts:
        if _LACKS.match(part) and found:
            _check_lacking(_LACKS.sub("", part).strip(), text)
            continue
        if found and not without_now_and_then(part)[0]:
            found[-1] = _rarely(found[-1], text)
            continue
        if dish_foods := foods_of_dish(part):
            found += _made_of(part, dish_foods)
            continue
        try:
            one = _part(part, text, piece)
        except UnclearAnswerError:
            if found and says_nothing(part):
                continue  # how the food before it was made
            raise
        dish = found[0] if found and _is_dish(found[0]) else None
        if dish is not None and not one.amount.is_counted and one.known.food is not None:
            beside = "," in text[: max(text.casefold().find(one.name), 0)]
            if dish.known.food is None and not beside and one.known.food.group not in ("dairy", "soy"):
                found.append(_in_a_dish(one, dish))
                continue
            if dish.known.food is not None and one.is_rich:
                raise UnclearAnswerError(
                    "food", f"{quoted(text)}, a dish and what is in it", "the foods with calcium in it",
                    "write each by itself, with how often",
                )  # fmt: skip
        found.append(one)
    if not found:
        raise UnclearAnswerError("food", f"{quoted(text)}, which names no food", "a food", "name the food")
    return found


def _made_of(part: str, foods: tuple[tuple[Amount, str, str], ...]) -> list[_Read]:
    """Return the foods of a dish, the first with what is counted."""
    said = f"{quoted(part)} is counted as {' and '.join(written for *_, written in foods)}"
    said += " each" if amount_of(part)[0].count != 1.0 else ""
    return [
        _Read(written, Known(known_food(name).food, said if at == 0 else ""), amount, name)
        for at, (amount, name, written) in enumerate(foods)
    ]


def _is_dish(one: _Read) -> bool:
    return (one.known.food is None and is_dish(one.name)) or (
        one.known.food is not None and one.known.food.group == "dishes"
    )


def _in_a_dish(one: _Read, dish: _Read) -> _Read:
    note = f"{quoted(one.name)} in {quoted(dish.name)} is in no number, either"
    return _Read(one.part, Known(None, note), one.amount, one.name)


def _part(part: str, text: str, piece: str) -> _Read:
    if (said := is_not_real(part)) is not None:
        raise UnclearAnswerError(
            "food", f"{quoted(said)} in {quoted(text)}, which may not have been eaten", "what is eaten",
            "write only the foods that are eaten",
        )  # fmt: skip
    if (lacks := _LACKS_BEHIND.search(part)) is not None and _whole(part) is None:
        _check_lacking(lacks["what"], text)
        part = part[: lacks.start()]
    part, is_rare = without_now_and_then(part)
    options = [option for option in _OR.split(part) if option.strip()]
    if len(options) > 1 and not _RANGE.search(part):
        return _either(options, text, piece)
    span, mean = _RANGE.search(part), 0.0
    if span is not None:
        mean = (float(span["low"]) + float(span["high"])) / 2.0
        part = f"{part[: span.start()]}{mean:g}{part[span.end() :]}"
    amount, name = amount_of(part)
    if not any(sign.isalpha() for sign in name):
        raise UnclearAnswerError("food", f"{quoted(part)}, which names no food", "a food", "name the food")
    if (often := _OFTEN_LEFT.search(name)) is not None:
        raise UnclearAnswerError(
            "food", f"{quoted(often[0])} in {quoted(text)}, of which it is not clear what it is of",
            "how often of each",
            "write each food with how often behind it, parted by semicolons",
        )  # fmt: skip
    read = _Read(part, _known(name), amount, name)
    if is_rare:
        return _rarely(read, text)
    if span is not None and read.is_rich:
        raise UnclearAnswerError(
            "food", f"{quoted(piece)}, from {span['low']} to {span['high']}", "one number",
            f'write for example "{_RANGE.sub(f"{mean:g}", piece, count=1)}"',
        )  # fmt: skip
    return read


def _rarely(one: _Read, text: str) -> _Read:
    """Leave out what is eaten now and then and holds little; ask how often of anything else."""
    if one.is_rich:
        raise UnclearAnswerError(
            "food", f"{quoted(text)}, which does not say how often", "how often, as a number",
            f'write for example "{one.part} 2 times a week"',
        )  # fmt: skip
    note = f"{quoted(one.part)}, now and then, is left out: it holds hardly any calcium"
    return _Read(one.part, Known(None, note), one.amount, one.name)


def _either(options: list[str], text: str, piece: str) -> _Read:
    """Return the first of several foods between which it does not matter; ask where it does."""
    first = amount_of(options[0])[0]
    try:
        found = [_part(option, text, piece) for option in options]
    except UnclearAnswerError:
        found = []
    groups = {one.known.food.group if one.known.food else "" for one in found}
    if len(groups) != 1 or any(one.is_rich or one.known.food is None for one in found):
        raise UnclearAnswerError(
            "food", f"{quoted(text)}, one or the other", "the food that is eaten",
            f'write the one that is eaten more often, for example "{options[-1]}", or each with how often',
        )  # fmt: skip
    one, said = found[0], " or ".join(options)
    food = one.known.food
    note = f"of {quoted(said)} the first is counted, {food.name if food else ''}"
    return _Read(one.part, Known(food, note), first, one.name)


def _check_lacking(what: str, text: str) -> None:
    """Ask of what is lacking and holds calcium what is eaten then."""
    if _MAY_LACK.search(what):
        return
    try:
        known = known_food(amount_of(what)[1])
    except Mistake:
        return
    if known.food is not None and is_rich(known.food):
        raise UnclearAnswerError(
            "food", f"{quoted(text)}, which says what is not eaten, too", "what is eaten",
            "write only the foods that are eaten",
        )  # fmt: skip


def _known(name: str) -> Known:
    bare = " ".join(_BRACKETS.sub(" ", name).split()).strip(" ,.")
    if bare and bare != name and not makes_another(" ".join(_BRACKETS.findall(name))):
        try:
            return known_food(name, in_part=False)
        except Mistake:
            name = bare  # a remark, not what is in the food
    try:
        return known_food(name)
    except Mistake as mistake:
        raise UnclearAnswerError(
            "food", mistake.found, mistake.expected, mistake.fix.replace("{key}", "it")
        ) from None


def _counted(parts: list[_Read], times: float, piece: str) -> list[Found]:
    """Return the foods with their servings, then what is to be said of them."""
    rows: list[Found] = []
    notes: list[str] = []
    unsaid: list[str] = []
    for one in parts:
        if one.known.note:
            notes.append(one.known.note)
        if one.known.food is None:
            continue
        count, note = _servings(one, is_alone=len(parts) == 1)
        if note:
            notes.append(note)
        elif not one.amount.is_said:
            unsaid.append(f"{one.name} ({one.known.food.serving})")
        keys: dict[str, Any] = {
            "food": one.known.food.name,
            "servings_per_week": float(f"{count * times:.3g}"),
        }
        rows.append(
            Found(("habits", "food"), keys, Place(""), piece, f"a serving is {one.known.food.serving}")
        )
    if unsaid:
        notes.append(f"where no amount is said, a serving is counted: {', '.join(unsaid)}")
    return rows + [Found(("habits",), {}, Place(""), piece, note) for note in notes]


def _servings(one: _Read, *, is_alone: bool) -> tuple[float, str]:
    """Return the servings of one time, and what is to be said of them."""
    food, amount = one.known.food, one.amount
    if food is None:
        message = f"{one.name} is no food of the table"
        raise ValueError(message)
    if amount.unknown is not None:
        return _without_unit(one, food)
    if not amount.measure and amount.count > _MOST_PIECES:
        raise UnclearAnswerError(
            "food",
            f"{amount.count:g} {one.name}",
            "an amount with its unit",
            f'write for example "100 g of {one.name}"',
        )
    if not amount.measure and amount.is_counted and amount.count != 1.0 and "pizza" in food.name.casefold():
        raise UnclearAnswerError(
            "food", f"{quoted(one.part)}, of which the size is not known", "how many slices",
            f'write for example "4 slices of {one.name}"',
        )  # fmt: skip
    if amount.is_few:
        if one.is_rich:
            raise UnclearAnswerError(
                "food", f"{quoted(one.part)}, which does not say how many", "a number",
                f'write for example "3 {amount.measure or "servings"} of {one.name}"',
            )  # fmt: skip
        return 1.0, f"{quoted(one.part)} is counted as one serving, {food.serving}"
    if amount.is_times or not amount.is_said:
        return amount.count, ""
    if (grams := grams_of_little(amount.measure)) is not None:
        count = amount.count * grams / food.serving_g
        return count, f"{quoted(one.part)} is counted as {amount.count * grams:g} g"
    if (count := _of_measure(one.name, amount, food)) is not None:
        vague = is_vague(amount.measure, food)
        return count, f"{quoted(one.part)} is counted as {_so_many(count)}, {food.serving}" if vague else ""
    if not amount.measure and amount.count == 1.0:
        return 1.0, f"{quoted(one.part)} is counted as one serving, {food.serving}"
    if not amount.measure and (pieces := servings_of_pieces(amount.count, food)) is not None:
        return pieces, f"{quoted(one.part)} is counted as {_so_many(pieces)}, each {food.serving}"
    if not one.is_rich and (
        not is_alone or (not amount.measure and "cup" in food.serving and food.group == "drinks")
    ):
        count = amount.count if amount.count < _MANY else 1.0
        return count, f"{quoted(one.part)} is counted as {_so_many(count)}, each {food.serving}"
    if amount.measure in _PINTS:
        pints = amount.count * _PINTS[amount.measure]
        raise UnclearAnswerError(
            "food", f"{amount.count:g} {amount.measure} of {one.name}, of which a serving is {food.serving}",
            "servings, ml or ounces",
            f'write "{pints * _PINT_US:.0f} ml of {one.name}" for a {amount.measure} of the United States, or '
            f'"{pints * _PINT_UK:.0f} ml of {one.name}" for a British one',
        )  # fmt: skip
    raise UnclearAnswerError(
        "food",
        f"{amount.count:g} {amount.measure} {one.name}, of which a serving is {food.serving}".replace("  ", " "),
        "servings, grams or ounces",
        f'write for example "1 oz of {one.name}", or "{amount.count:g} servings of {one.name}" if so much is meant',
    )  # fmt: skip


#: More pieces than anybody eats at once.
_MOST_PIECES: Final = 30.0
#: Pieces that are servings, where nothing else is known.
_MANY: Final = 4.5


#: Pints [mL].
_PINT_US, _PINT_UK = 473.2, 568.3
_PINTS: Final = {"pint": 1.0, "quart": 2.0, "gallon": 8.0}


def _so_many(count: float) -> str:
    return "one serving" if count == 1.0 else f"{count:.3g} servings"


def _without_unit(one: _Read, food: FoodItem) -> tuple[float, str]:
    number = f"{one.amount.unknown:g}"
    if one.is_rich:
        raise UnclearAnswerError(
            "food", f"{number} behind {quoted(one.name)}, a number without a unit", "how much of it",
            f'write for example "{number} g of {one.name}" if so much is meant, and leave out points and calories',
        )  # fmt: skip
    return 1.0, f"{number} behind {quoted(one.name)} has no unit, so one serving is counted, {food.serving}"


def _of_measure(name: str, amount: Amount, food: FoodItem) -> float | None:
    count = servings(amount.count, amount.measure, food)
    if count is None and amount.measure and not name.startswith("grated ") and (grated := _grated(name)):
        count = servings(amount.count, amount.measure, grated)
        count = None if count is None else count * grated.serving_g / food.serving_g
    return count


def _grated(name: str) -> FoodItem | None:
    """Return a cheese as it is measured by the spoon; None of anything else."""
    try:
        return known_food(f"grated {name}", in_part=False).food
    except Mistake:
        return None
