"""One part of a meal in words → the food it is, with its amount; asked where it may not be eaten, or may be another."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.food.eaten_amounts import Amount, amount_of
from osteotwin.asking.food.eaten_dishes import read_of_dish
from osteotwin.asking.food.eaten_either import one_or_another, split_at_or
from osteotwin.asking.food.eaten_grammar import measures, names_a_food, tokens_of
from osteotwin.asking.food.eaten_milky import is_coffee_or_tea, milky_of
from osteotwin.asking.food.eaten_names import Known, is_taste, known_food
from osteotwin.asking.food.eaten_parts import joined_parts, parts_of
from osteotwin.asking.food.eaten_plants import plant_drink, plant_of
from osteotwin.asking.food.eaten_remarks import BRACKETS, check_remark, check_told_within, told_within
from osteotwin.asking.food.eaten_servings import Read, is_rich
from osteotwin.asking.food.eaten_talk import is_not_real, without_now_and_then, without_talk
from osteotwin.asking.food.heads import makes_another, says_nothing
from osteotwin.asking.food.kinds import kinds
from osteotwin.asking.food.one_wording import in_one_word
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.inputs.names import words
from osteotwin.inputs.values import Mistake
from osteotwin.protocol.library.foods import in_our_words, words_of_foods
from osteotwin.units import in_digits
from osteotwin.units.patterns import later

#: What is not in a dish or on a plate: "no butter", "without the bun".
_LACKS: Final = later(
    r"^(?:no|without|w/o|ohne|sans|sin|senza|minus|hold|not|keine?n?|nicht)\b(?! (?:more|less|fewer) than)",
    re.IGNORECASE,
)
_LACKS_BEHIND: Final = later(
    r"\s+(?:no|without|w/o|ohne|sans|sin|senza|minus)\s+(?:added |extra |the |any )?(?P<what>[^,]+)$",
    re.IGNORECASE,
)
#: What may be lacking, and leaves the food as it is.
_MAY_LACK: Final = later(
    r"\b(?:sugar|salt|bun|bread|oil|butter|fat|dressing|sauce|mayo\w*|syrup|onions?|skin|ice|zucker|salz|fett|"
    r"butter|sucre|sel|az\u00facar|sal|gluten|lactosa?|lactose|crust|yolks?|meat|preservatives|sweetener)\b",
    re.IGNORECASE,
)
_RANGE: Final = later(
    r"(?P<low>\d+(?:\.\d+)?) ?(?:-|\u2013|~|to|bis|or|\u00e0) ?(?P<high>\d+(?:\.\d+)?)(?![\d.]|%| %)"
)
#: "up to 500 ml": a bound, and no number.
_BOUND: Final = later(
    r"\b(?:at (?:least|most)|up to|(?:no |not )?(?:more|less|fewer) than|max(?:imum|imal|\.)?(?: of)?|"
    r"min(?:imum|\.)(?: of)?|mindestens|h\u00f6chstens|bis zu|au (?:moins|plus)|jusqu['\u2019]\u00e0|al menos|"
    r"como m(?:ucho|\u00e1ximo)|hasta|almeno|al massimo|fino a) "
    r"(?=\d|[^\W\d_]+ )",
    re.IGNORECASE,
)
#: Words of how often that were not read, and are of no food.
_OFTEN_LEFT: Final = later(
    r"\b(?:once|twice|weekly|monthly|\d+ times|times (?:a|per)|(?:a|per) week)\b", re.IGNORECASE
)
#: Words of names that are no words of the table.
_IN_NAMES: Final = frozenset(("zero", "and", "with", "in", "added", "no", "made", "set", "prepared"))


def whole_food(text: str) -> Read | None:
    """Return a food whose name may hold commas and joining words; None where the whole text is none."""
    bare = without_talk(text)
    amount, name = amount_of(bare)
    parts = parts_of(bare)
    if (
        not name
        or _RANGE.search(bare)
        or told_within(bare) is not None
        or any(_is_counted_food(part) for part in parts[1:])
        or (any(part.join == "both" for part in joined_parts(bare)) and plant_of(name) is not None)
        or milky_of(amount, name) is not None
        or (len(parts) > 1 and all(map(_is_named, parts)))
        or (len(parts) > 1 and not {*words(bare)} <= words_of_foods() | _IN_NAMES)
    ):
        return None
    if _is_from_can(bare) and (canned := _canned(bare, amount, name)) is not None:
        return canned
    try:
        return Read(bare, known_food(name, in_part=False), amount, name)
    except Mistake:
        return None


def _is_named(part: str) -> bool:
    """Tell whether a part is a name of a food, before which may stand how it is sold: "fresh raspberries"."""
    said = in_our_words(amount_of(part)[1])
    sold = next((at for at, word in enumerate(said) if word not in _SOLD), len(said))
    return " ".join(said) in kinds() or " ".join(said[sold:]) in kinds()


_SOLD: Final = frozenset(("fresh", "frozen", "raw", "ripe", "organic", "sliced", "chopped", "diced", "mixed"))


def _is_counted_food(part: str) -> bool:
    amount, name = amount_of(part)
    return amount.is_said and names_a_food(name)


def is_one_food(text: str) -> bool:
    """Tell whether a text with commas is the name of one food."""
    return whole_food(text) is not None


def lacks(text: str) -> bool:
    """Tell whether a part says what is not eaten."""
    return _LACKS.match(text) is not None


def one_food(part: str, text: str, piece: str) -> list[Read]:
    """Return the food that a part of a meal is.

    Parameters
    ----------
    part, text, piece : str
        The part, the meal and all that was said.

    Raises
    ------
    UnclearAnswerError
    """
    check_told_within(part)
    if _BONELESS.search(part) and whole_food(part) is None:
        part = _without_bones(_BONELESS.sub("", part), text)
    part = _without_lacking(part, text)
    if of_a_dish := read_of_dish(part):
        return [Read(written, known, amount, name) for known, amount, name, written in of_a_dish]
    return [_part(part, text, piece)]


def check_real(part: str, text: str) -> None:
    """Ask of what may not be eaten, or not by the one who answers.

    Raises
    ------
    UnclearAnswerError
    """
    if (said := is_not_real(part)) is not None:
        raise UnclearAnswerError(
            "food", f"{quoted(said)} in {quoted(text)}, which may not have been eaten", "what is eaten",
            "write only the foods that are eaten",
        )  # fmt: skip


def is_known(name: str) -> bool:
    """Tell whether a name is of a food that is known."""
    try:
        known_food(name)
    except Mistake:
        return False
    return True


def _without_lacking(part: str, text: str) -> str:
    """Return a food without what is not in it."""
    lacking = _LACKS_BEHIND.search(part)
    if lacking is None or whole_food(part) is not None:
        return part
    food = part[: lacking.start()]
    amount, _ = amount_of(lacking["what"])
    if amount.is_said and amount.measure:  # yogurt without sugar 125 g
        food = f"{amount.count:g} {amount.measure} of {food}"
    if _BONES.search(lacking["what"]):
        return _without_bones(food, text)
    if not is_coffee_or_tea(amount_of(food)[1]):
        check_lacking(lacking["what"], text)
    return food


_BONELESS: Final = later(r"\bboneless(?:,? (?:and )?skinless)? ", re.IGNORECASE)
_BONES: Final = later(r"\b(?:bones?|gr\u00e4ten|ar\u00eates|espinas|lische)\b", re.IGNORECASE)


def _without_bones(food: str, text: str) -> str:
    """Return a fish from a can whose bones are not eaten, which hold nearly all of its calcium.

    Raises
    ------
    UnclearAnswerError
        Where the table has it with bones only.
    """
    name = amount_of(food)[1]
    try:
        if not known_food(name).food or not is_rich_in_bones(name):
            return food
        known_food(f"{name} without bones", in_part=False)
    except Mistake:
        raise UnclearAnswerError(
            "food", f"{quoted(text)}, for without bones such fish holds hardly any calcium", "a fish of the library",
            'write for example "canned salmon without bones", whose vitamin D and protein are near, with your own '
            "amount and how often",
        ) from None  # fmt: skip
    return f"{food} without bones"


def is_rich_in_bones(name: str) -> bool:
    """Tell whether a name is of fish from a can, of which the bones are eaten."""
    food = known_food(name).food
    return food is not None and food.group == "fish" and food.calcium_mg > _OF_BONES


#: No fish without bones holds so much in a serving [mg].
_OF_BONES: Final = 150.0


def _part(part: str, text: str, piece: str) -> Read:
    check_real(part, text)
    part, is_rare = without_now_and_then(part)
    part = without_talk(part)
    options = _with_head(split_at_or(part))
    if len(options) > 1 and not _RANGE.search(part):
        return _either(options, text, piece)
    span, mean = _RANGE.search(part), 0.0
    if span is not None:
        mean = (float(span["low"]) + float(span["high"])) / 2.0
        part = f"{part[: span.start()]}{mean:g}{part[span.end() :]}"
    bound = _BOUND.search(part)
    if bound is not None:
        part = _unbound(part)
    amount, name = amount_of(part)
    if not any(sign.isalpha() for sign in name):
        if amount.is_said and part != text:
            raise UnclearAnswerError(
                "food", f"{quoted(part)} in {quoted(text)}, of which it is not told what it is of",
                "each food by itself",
                'write each with its own number: "1 latte every day; 1 latte with oat milk every day"',
            )  # fmt: skip
        raise UnclearAnswerError("food", f"{quoted(part)}, which names no food", "a food", "name the food")
    if (often := _OFTEN_LEFT.search(name)) is not None:
        raise UnclearAnswerError(
            "food", f"{quoted(often[0])} in {quoted(text)}, of which it is not clear what it is of",
            "how often of each",
            "write each food with how often behind it, parted by semicolons",
        )  # fmt: skip
    read = (
        _milky(part, amount, name)
        or _little_of_a_plant(part, amount, name)
        or (_canned(part, amount, name) if _is_from_can(part) else None)
        or Read(part, _known(name, part), amount, name)
    )
    if is_rare:
        return rarely(read, text)
    if bound is not None and read.is_rich:
        told = (_BOUND.search(piece) or bound)[0].strip()
        raise UnclearAnswerError(
            "food", f"{quoted(told)} in {quoted(piece)}, so many or {_side(bound)}", "one number",
            f'write for example "{_unbound(piece)}", with your own number',
        )  # fmt: skip
    if span is not None and read.is_rich:
        told = piece if _RANGE.search(piece) else in_digits(in_one_word(piece))
        raise UnclearAnswerError(
            "food", f"{quoted(piece)}, from {span['low']} to {span['high']}", "one number",
            f'write for example "{_RANGE.sub(f"{mean:g}", told, count=1)}"',
        )  # fmt: skip
    return read


def _unbound(text: str) -> str:
    return " ".join(_BOUND.sub("", text).split())


def _side(bound: re.Match[str]) -> str:
    """Return on which side of a bound the number may be."""
    return "fewer" if _FEWER.search(bound[0]) else "more"


_FEWER: Final = later(
    r"most|up to|(?:less|fewer) than|no(?:t)? more|max|h\u00f6chst|bis|plus|jusq|mucho|m\u00e1x|hasta|massimo|fino",
    re.IGNORECASE,
)


def _milky(part: str, amount: Amount, name: str) -> Read | None:
    """Return the milk in a drink that is made with it."""
    bare = " ".join(BRACKETS.sub(" ", name).split())
    milky = milky_of(amount, name if makes_another(name) else bare)
    if milky is None:
        return None
    known = _known(milky.milk)
    if known.food is None:
        return Read(part, known, amount, name)
    told = "" if milky.is_told else ", for no other milk is told"
    said = f"{quoted(part)} is counted as {milky.ml:g} ml of {known.food.name}{told}"
    return Read(part, Known(known.food, said), Amount(milky.ml, "ml", is_counted=True), name)


def _little_of_a_plant(part: str, amount: Amount, name: str) -> Read | None:
    """Return a plant's drink of which so little is poured that it is not asked whether calcium is added."""
    if amount.measure not in _LITTLE or plant_of(name) is None:
        return None
    return Read(part, Known(*plant_drink(name, is_little=True)), amount, name)


_LITTLE: Final = ("splash", "bit", "tbsp", "tsp", "drizzle")


def rarely(one: Read, text: str) -> Read:
    """Leave out what is eaten now and then and holds little; ask how often of anything else.

    Raises
    ------
    UnclearAnswerError
    """
    if one.is_rich:
        raise UnclearAnswerError(
            "food", f"{quoted(text)}, which does not say how often", "how often, as a number",
            f'write for example "{_OPEN.sub("", one.part)} 2 times a week"',
        )  # fmt: skip
    note = f"{quoted(one.part)}, now and then, is left out: it holds hardly any calcium"
    return Read(one.part, Known(None, note), one.amount, one.name)


def _is_from_can(part: str) -> bool:
    tokens = tokens_of(part)
    return any(measures().at(tokens, at)[1] == "can" for at in range(len(tokens)))


def _canned(part: str, amount: Amount, name: str) -> Read | None:
    """Return what is sold in a can under a name: a tin of salmon is no fresh one."""
    bare = BRACKETS.sub(" ", name).strip()
    try:
        known = known_food(f"canned {bare}", in_part=False)
    except Mistake:
        return None
    said = Known(
        known.food,
        known.note or f"{quoted(name)} from a can is counted as {known.food.name}" if known.food else "",
    )
    return Read(part, said, amount, name)


#: Left of a bracket.
_OPEN: Final = later(r"[\s(\[]*[^\s()]*[)\]]$")


#: Of these it hardly matters which is eaten.
_PLANTS: Final = ("vegetables", "greens", "fruit")


def _with_head(options: list[str]) -> list[str]:
    """Return foods of which one is eaten, each with the last word that stands for all: firm or silken tofu."""
    head = tokens_of(options[-1])[-1].text if options else ""
    names = [amount_of(one)[1] for one in options]
    return [
        f"{one} {head}" if not _is_name(name) and _is_name(f"{name} {head}") else one
        for one, name in zip(options, names, strict=True)
    ]


def _is_name(name: str) -> bool:
    try:
        known_food(name, in_part=False)
    except Mistake:
        return False
    return True


def _either(options: list[str], text: str, piece: str) -> Read:
    """Return the first of several foods between which it does not matter; ask where it does."""
    first = amount_of(options[0])[0]
    try:
        found = [_part(option, text, piece) for option in options]
    except UnclearAnswerError:
        found = []
    groups = {
        "plants" if one.known.food.group in _PLANTS else one.known.food.group
        for one in found
        if one.known.food
    }
    if len(groups) != 1 or any(one.is_rich or one.known.food is None for one in found):
        raise one_or_another(options, text)
    one, said = found[0], " or ".join(options)
    food = one.known.food
    note = f"of {quoted(said)} the first is counted, {food.name if food else ''}"
    return Read(one.part, Known(food, note), first, one.name)


def check_lacking(said: str, text: str) -> None:
    """Ask of what is lacking and holds calcium what is eaten then.

    Raises
    ------
    UnclearAnswerError
    """
    what = _LACKS.sub("", said).strip()
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


def _sort_in_brackets(name: str, bare: str) -> Known | None:
    """Return the food in brackets where it is a sort of the food before them: cheese (Gouda); None of any other."""
    inside = " ".join(BRACKETS.findall(name)).strip("()[] ,.")
    if not inside or not bare:
        return None
    kind = kinds().get(" ".join(in_our_words(bare)))
    try:
        sort = known_food(inside, in_part=False)
        of = sort if kind is not None and kind.is_asked else known_food(bare)
    except Mistake:
        return None
    is_sort = sort.food and of.food and sort.food.name.split(",")[0] == of.food.name.split(",")[0]
    return (
        Known(sort.food, sort.note or f"{quoted(name)} is counted as {sort.food.name}")
        if is_sort and sort.food
        else None
    )


def _check_bracket(name: str, bare: str) -> None:
    """Ask of a food in brackets behind another which of them is eaten."""
    inside = " ".join(BRACKETS.findall(name)).strip("()[] ")
    if not inside or not bare or " ".join(in_our_words(name)) in kinds():
        return
    kind, of = (kinds().get(" ".join(in_our_words(one))) for one in (inside, bare))
    if kind is None or of is None or kind.food is None or of.food is None:
        return
    differ = kind.food.name.split(",")[0] != of.food.name.split(",")[0] and (
        of.food.group != "dairy" or not makes_another(inside)
    )
    is_of_it = kind.food.name.split(",")[0].casefold() in of.food.name.casefold()  # cheese crackers (cheddar)
    is_sort = kind.food.group == of.food.group or is_taste(inside, kind.food, of.food, is_on=False)
    if differ and not is_of_it and (is_rich(kind.food) or not is_sort):
        raise UnclearAnswerError(
            "food", f"{quoted(name)}, two foods", "whether both are eaten",
            f'write "{bare} and {inside}" if both are eaten, or only the one that is',
        )  # fmt: skip


_OR: Final = later(r"\b(?:or|oder|ou|o)\b", re.IGNORECASE)


def _known(name: str, part: str = "") -> Known:
    bare = " ".join(BRACKETS.sub(" ", name).split()).strip(" ,.")
    if (sort := _sort_in_brackets(name, bare)) is not None:
        return sort
    _check_bracket(name, bare)
    inside = " ".join(BRACKETS.findall(name))
    made = _OR.sub(" ", inside) if says_nothing(_OR.sub(" ", inside)) else inside  # (boiled or fried)
    if bare and bare != name and not makes_another(made):
        try:
            return known_food(name, in_part=False)
        except Mistake:
            check_remark(name, bare, made.strip("()[] ,."))
            name = bare
    try:
        return known_food(name)
    except Mistake as mistake:
        is_told = part.casefold().endswith(name.casefold()) and amount_of(part)[0].measure
        fix = _EXAMPLE.sub(part[: -len(name)], mistake.fix, count=1) if is_told else mistake.fix
        raise UnclearAnswerError(
            "food", mistake.found, mistake.expected, fix.replace("{key}", "it")
        ) from None


#: Before an example's food, in whose place his own amount stands.
_EXAMPLE: Final = later(r'(?<=write for example ")(?:30 g of |200 ml of )?')
