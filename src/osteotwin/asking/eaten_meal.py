"""Foods that are eaten together, so many times a week → the foods of ``[habits]``, and what is to be said of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from osteotwin.asking.eaten_amounts import Amount, amount_of, is_amount
from osteotwin.asking.eaten_names import Known, known_food
from osteotwin.asking.eaten_parts import parts_of
from osteotwin.asking.eaten_talk import is_not_real, without_talk
from osteotwin.asking.pieces import MOST_LISTED
from osteotwin.asking.portions import grams_of_little, is_vague, servings, servings_of_pieces
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.importing.found import Found, Place
from osteotwin.inputs.values import Mistake
from osteotwin.protocol.library.food_names import is_dish
from osteotwin.protocol.library.foods import FoodItem

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
_RANGE: Final = re.compile(
    r"(?P<low>\d+(?:\.\d+)?) ?(?:-|\u2013|to|bis|or|\u00e0) ?(?P<high>\d+(?:\.\d+)?)(?![\d.]|%| %)"
)
_MILKY: Final = re.compile(
    r"\b(?:coffee|tea|cuppa|espresso|americano|brew|kaffee|tee|caf\u00e9)s?$", re.IGNORECASE
)
_POURED: Final = re.compile(r"\b(?:milk|milch|lait|half ?and ?half|cream|creamer|sahne)$", re.IGNORECASE)
#: More calcium or vitamin D in a serving than this, and how much is eaten is asked where it is not told in a way that is
#: known [mg, IU].
_RICH_CALCIUM, _RICH_VITAMIN_D = 65.0, 45.0


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
    if (alone := _whole(text)) is not None:
        return _counted([alone], times, piece)
    parts = _with_amounts(parts_of(without_talk(text)))
    if len(parts) > MOST_LISTED:
        raise UnclearAnswerError(
            "food", f"{len(parts)} foods in one part", f"at most {MOST_LISTED}", "part them by semicolons"
        )
    return _counted(_at_a_meal(parts, text), times, piece)


def _whole(text: str) -> _Read | None:
    """Return a food whose name may hold commas and joining words; None where the whole text is none."""
    bare = without_talk(text)
    amount, name = amount_of(bare)
    if not name or (len(parts_of(bare)) > 1 and _RANGE.search(bare)):
        return None
    try:
        return _Read(bare, known_food(name, in_part=False), amount, name)
    except Mistake:
        return None


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


def _at_a_meal(parts: list[str], text: str) -> list[_Read]:
    """Return the foods of a meal; what is in a dish, and has no amount of its own, is no food beside it."""
    found: list[_Read] = []
    for part in parts:
        if _LACKS.match(part) and found:
            _check_lacking(_LACKS.sub("", part).strip(), text)
            continue
        one = _poured(_part(part, text), found)
        dish = found[0] if found and _is_dish(found[0]) else None
        if dish is not None and not one.amount.is_counted and one.known.food is not None:
            if dish.known.food is None and one.known.food.group not in ("dairy", "soy"):
                continue  # what is in a dish
            if dish.known.food is not None and one.is_rich:
                raise UnclearAnswerError(
                    "food", f"{quoted(text)}, a dish and what is in it", "the foods with calcium in it",
                    "write each by itself, with how often",
                )  # fmt: skip
        found.append(one)
    if not found:
        raise UnclearAnswerError("food", f"{quoted(text)}, which names no food", "a food", "name the food")
    return found


def _is_dish(one: _Read) -> bool:
    return (one.known.food is None and is_dish(one.name)) or (
        one.known.food is not None and one.known.food.group == "dishes"
    )


def _poured(one: _Read, before: list[_Read]) -> _Read:
    """Return the milk of coffee or tea, of which little is poured where no more is said."""
    if one.amount.is_said or not before or not _MILKY.search(before[-1].name) or not _POURED.search(one.name):
        return one
    return _Read(one.part, one.known, Amount(max(before[-1].amount.count, 1.0), "splash"), one.name)


def _part(part: str, text: str) -> _Read:
    if (said := is_not_real(part)) is not None:
        raise UnclearAnswerError(
            "food", f"{quoted(said)} in {quoted(text)}, which may not have been eaten", "what is eaten",
            "write only the foods that are eaten",
        )  # fmt: skip
    if (lacks := _LACKS_BEHIND.search(part)) is not None:
        _check_lacking(lacks["what"], text)
        part = part[: lacks.start()]
    options = [option for option in _OR.split(part) if option.strip()]
    if len(options) > 1 and not _RANGE.search(part):
        return _either(options, text)
    span = _RANGE.search(part)
    if span is not None:
        mean = (float(span["low"]) + float(span["high"])) / 2.0
        part = f"{part[: span.start()]}{mean:g}{part[span.end() :]}"
    amount, name = amount_of(part)
    if not name:
        raise UnclearAnswerError("food", f"{quoted(part)}, which names no food", "a food", "name the food")
    read = _Read(part, _known(name), amount, name)
    if span is not None and read.is_rich:
        raise UnclearAnswerError(
            "food", f"{quoted(text)}, from {span['low']} to {span['high']}", "one number",
            f'write for example "{part}"',
        )  # fmt: skip
    return read


def _either(options: list[str], text: str) -> _Read:
    """Return the first of several foods between which it does not matter; ask where it does."""
    first = amount_of(options[0])[0]
    try:
        found = [_part(option, text) for option in options]
    except UnclearAnswerError:
        found = []
    if not found or any(one.is_rich or one.known.food is None for one in found):
        raise UnclearAnswerError(
            "food", f"{quoted(text)}, one or the other", "the food that is eaten",
            "write the one that is eaten more often, or each with how often",
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
        count, note = _servings(one)
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


def _servings(one: _Read) -> tuple[float, str]:
    """Return the servings of one time, and what is to be said of them."""
    food, amount = one.known.food, one.amount
    if food is None:
        message = f"{one.name} is no food of the table"
        raise ValueError(message)
    if amount.unknown is not None:
        return _without_unit(one, food)
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
    if not one.is_rich:
        count = amount.count if amount.count < _MANY else 1.0
        return count, f"{quoted(one.part)} is counted as {_so_many(count)}, each {food.serving}"
    raise UnclearAnswerError(
        "food", f"{amount.count:g} {amount.measure} {one.name}, of which a serving is {food.serving}".replace("  ", " "),
        "servings, grams or ounces",
        f'write for example "1 oz of {one.name}", or "{amount.count:g} servings of {one.name}" if so much is meant',
    )  # fmt: skip


#: Pieces that are servings, where nothing else is known.
_MANY: Final = 4.5


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
