"""Foods that are eaten together, so many times a week → the foods of ``[habits]``, and what is to be said of them."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any, Final

from osteotwin.asking.food.all_lacking import UNSAID, asked_at_once
from osteotwin.asking.food.diary_lines import lists_foods
from osteotwin.asking.food.eaten_amounts import MEASURED, Amount, amount_of, is_amount, is_size
from osteotwin.asking.food.eaten_brackets import in_brackets
from osteotwin.asking.food.eaten_clauses import names_a_meal
from osteotwin.asking.food.eaten_dishes import foods_of_dish, told_apart
from osteotwin.asking.food.eaten_either import check_one_or_two, one_or_another, options_of
from osteotwin.asking.food.eaten_grammar import measures, names_a_food, phrases, tokens_of
from osteotwin.asking.food.eaten_joined import milky_parts, of_mixture, shared, whose_amount
from osteotwin.asking.food.eaten_milky import is_coffee_or_tea
from osteotwin.asking.food.eaten_names import Known, known_food
from osteotwin.asking.food.eaten_one import (
    check_lacking,
    check_real,
    is_one_food,
    lacks,
    one_food,
    rarely,
    whole_food,
)
from osteotwin.asking.food.eaten_part import Part
from osteotwin.asking.food.eaten_parts import joined_parts
from osteotwin.asking.food.eaten_prose import is_prose, without_prose
from osteotwin.asking.food.eaten_servings import Read, servings_of
from osteotwin.asking.food.eaten_talk import (
    is_only_talk,
    says_a_meal,
    without_clauses,
    without_heading,
    without_now_and_then,
    without_talk,
)
from osteotwin.asking.food.heads import says_nothing
from osteotwin.asking.food.kinds import eaten_words, kinds
from osteotwin.asking.food.one_wording import in_one_word
from osteotwin.asking.pieces import MOST_LISTED
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.importing.found import Found, Place
from osteotwin.protocol.library.food_names import is_dish
from osteotwin.protocol.library.foods import in_our_words
from osteotwin.units import in_digits
from osteotwin.units.patterns import later

__all__ = ["is_one_food", "meal_of"]

#: What is on a pizza is no food beside it.
_PIZZA: Final = later(r"[^,]*,? ?(?:[a-z\s,&]+ (?:and|&) )[a-z\s]*\bpizzas?", re.IGNORECASE)


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
    text = in_one_word(text)
    text = without_clauses(without_heading(text))
    if lacks(without_talk(text)) and " ".join(in_our_words(text)) not in kinds():
        raise UnclearAnswerError(
            "food", f"{quoted(text)}, which says what is not eaten", "what is eaten",
            "write only the foods that are eaten",
        )  # fmt: skip
    if not foods_of_dish(without_talk(text)) and (alone := whole_food(text)) is not None:
        return _counted([alone], times, piece)
    if _PIZZA.fullmatch(text):
        return _counted(
            [Read(text, Known(known_food("meat pizza").food), amount_of(text)[0], text)], times, piece
        )
    apart, aside = _prose_apart(joined_parts(without_talk(text, is_list=True)))
    dishes: list[str] = []
    parts = _told(apart, dishes)
    if len(options := options_of(parts)) > 1:
        if len({_kind_of(option) for option in options}) > 1 or not _kind_of(options[0]):
            raise one_or_another(options, text)
        aside.append(f"{', '.join(options[1:])}, of which one is eaten,")
        parts = [Part(options[0])]
    if len(parts) > MOST_LISTED:
        raise UnclearAnswerError(
            "food", f"{len(parts)} foods in one part", f"at most {MOST_LISTED}", "part them by semicolons"
        )
    are = "is" if len(aside) == 1 else "are"
    said = [f"{', '.join(map(quoted, aside))} {are} set aside: no food is named there"] if aside else []
    said += [f"{quoted(dish)} is counted as what its bracket names" for dish in dishes]
    notes = [Found(("habits",), {}, Place(""), piece, one) for one in said]
    reads = _at_a_meal(parts, text, piece, times)
    _check_amounts(text, reads)
    return _counted(reads, times, piece) + notes


_MADE_WITH_MILK: Final = later(r"(?:made|prepared) with (?:\w+ )?milk|^Milk shake")


def _check_amounts(text: str, reads: list[Read]) -> None:
    """Ask of an amount that is said and of no food that is read: none may vanish.

    Raises
    ------
    UnclearAnswerError
    """
    kept = " ".join(in_digits(f"{one.part} {one.amount.count:g} {one.known.note}") for one in reads)
    numbers = {float(token.text) for token in tokens_of(kept) if token.kind == "number"}
    numbers = {number / so_many for number in numbers for so_many in range(1, MOST_LISTED)}
    foods = [one.known.food.name for one in reads if one.known.food is not None]
    with_milk = next((name for name in foods if _MADE_WITH_MILK.search(name)), None)
    if with_milk is not None and any(name.startswith("Milk,") for name in foods):
        raise UnclearAnswerError(
            "food", f"{quoted(text)}, milk beside {with_milk}, in which there is milk", "what counts once",
            "write only how much milk there is, or only the drink or dish, with how often",
        )  # fmt: skip
    if any(one.amount.other for one in reads):
        return  # of which it is asked
    tokens = tokens_of(in_digits(text))
    for number, unit in pairwise(tokens):
        if (
            number.kind == "number"
            and float(number.text) not in numbers
            and measures().at((unit,), 0)[1] in MEASURED
        ):
            raise UnclearAnswerError(
                "food", f"{quoted(f'{number.text} {unit.text}')} in {quoted(text)}, of which it is not clear what it "
                "is of", "each food with its amount",
                f'write the amount before its food, for example "{number.text} {unit.text} of {reads[0].name}"',
            )  # fmt: skip


def _kind_of(option: str) -> str:
    """Return the group of a food of which it hardly matters whether it is eaten; empty where it does."""
    try:
        reads = _at_a_meal([Part(option)], option, option, DAYS_PER_WEEK)
    except UnclearAnswerError:
        return ""
    groups = {one.known.food.group for one in reads if one.known.food is not None and not one.is_rich}
    return groups.pop() if len(groups) == len(reads) == 1 else ""


def _prose_apart(parts: tuple[Part, ...]) -> tuple[tuple[Part, ...], list[str]]:
    """Return the parts without prose, and that; all of them where nothing else is told."""
    kept: list[Part] = []
    aside: list[str] = []
    for part in parts:
        bare, prose = without_prose(part.text)
        aside += [prose] if prose else []
        if is_prose(bare) and not is_only_talk(bare):
            aside.append(bare)
        elif prose and bare not in part.text[: len(bare)]:
            inside, more = _prose_apart(joined_parts(bare))
            kept += inside
            aside += more
        else:
            kept.append(Part(bare, part.join))
    return (tuple(kept), aside) if kept else (parts, [])


def _told(parts: tuple[Part, ...], dishes: list[str]) -> list[Part]:
    """Return parts without talk, an amount alone put to the food before it: "mac and cheese, about 1.5 cups"."""
    found: list[Part] = []
    meals = False
    for at in range(len(parts)):
        part = parts[at]
        if not lacks(part.text):
            check_real(part.text, part.text)
        bare = without_talk(part.text)
        behind = parts[at + 1] if at + 1 < len(parts) else None
        is_open = not found or part.join == "both" or amount_of(found[-1].text)[0].is_said
        if (
            behind
            and behind.join == "together"
            and is_open
            and is_amount(bare)
            and not amount_of(behind.text)[0].is_said
        ):
            parts = (*parts[: at + 1], Part(f"{bare} of {behind.text}", part.join), *parts[at + 2 :])
            continue  # a spoon with honey
        if is_only_talk(part.text):
            if found and meals and part.join in ("both", "listed") and says_a_meal(part.text):
                found[-1] = Part(_once_more(found[-1].text), found[-1].join)  # at lunch and dinner
            continue
        if found and (more := _number_alone(bare)) and (part.join == "both" or names_a_meal(part.text)):
            before, name = amount_of(found[-1].text)
            is_many = before.is_counted or before.measure or bare.casefold() in _ANOTHER
            if is_many and before.measure not in MEASURED:
                found.append(Part(f"{more:g} {before.measure or 'x'} {name}", part.join))  # and 1 at dinner
                continue
        meals = says_a_meal(part.text)
        if found and part.join == "listed" and (counted := _count_of(found[-1].text, bare)):
            found[-1] = replace(found[-1], text=counted)  # scrambled eggs, 2 egg
            continue
        if found and is_size(bare):
            found[-1] = Part(f"{bare} {found[-1].text}", found[-1].join)  # cappuccino, large
            continue
        if bare.startswith("(") and bare.endswith(")") and lists_foods(bare):
            found += [replace(one, join=one.join or part.join) for one in joined_parts(bare[1:-1])]
            continue
        if (listed := in_brackets(bare, dishes)) is not None:
            found += listed
            continue
        if part.join == "together" and _is_of_each(part.text):
            found.append(Part(f"{bare} each", part.join))
            continue
        if found and (is_amount(bare) or _is_amount_made(bare)):
            told = part.text if is_amount(part.text) else bare
            before, name = amount_of(found[-1].text)
            if before.is_said and (
                part.join == "both" or (part.join == "listed" and names_a_meal(part.text))
            ):
                found.append(Part(f"{told} of {name}", part.join))  # 200 ml milk at noon and 100 ml at night
                continue
            into = len(found) > 1 and found[-1].join == "together" and is_coffee_or_tea(name)
            at_milk = -2 if into and not amount_of(found[-2 if into else -1].text)[0].is_said else -1
            found[at_milk] = Part(
                f"{found[at_milk].text} ({told})", found[at_milk].join
            )  # milk in tea, 50 ml
        elif bare:
            found.append(Part(bare, part.join))
    return found


#: Of a dish with which foods are told, they are asked, and not the dish.
_NOT_TOLD: Final = "of which it is not told what is in it"


def _count_of(food: str, behind: str) -> str:
    """Return a food with the count that stands behind it with a word of its name; empty where none does."""
    before, name = amount_of(food)
    amount, again = amount_of(behind)
    is_its = amount.is_counted and not amount.measure and {*in_our_words(again)} <= {*in_our_words(name)}
    return f"{amount.count:g} {name}" if is_its and again and not before.is_said else ""


def _is_amount_made(bare: str) -> bool:
    """Tell whether words are an amount and how it was made, of the food before: "2 oz simmered"."""
    amount, name = amount_of(bare)
    return bool(amount.measure) and bool(name) and says_nothing(name) and not names_a_food(name)


def _number_alone(bare: str) -> float:
    tokens = tokens_of(in_digits(bare))
    if len(tokens) == 1 and tokens[0].word in _ANOTHER:
        return 1.0
    return float(tokens[0].text) if len(tokens) == 1 and tokens[0].kind == "number" else 0.0


_ANOTHER: Final = ("another", "noch", "otro", "otra", "autre")


def _is_of_each(text: str) -> bool:
    tokens = tokens_of(text)
    return phrases("each").behind(tokens, len(tokens)) > 0


def _once_more(text: str) -> str:
    """Return a food with its amount of one more meal."""
    amount, name = amount_of(text)
    count = amount.count if amount.is_said else 1.0
    return (
        f"{count + (count if amount.measure in MEASURED else 1.0):g} {amount.measure or 'servings'} of {name}"
    )


def _at_a_meal(parts: list[Part], text: str, piece: str, times: float) -> list[Read]:
    """Return the foods of a meal; what is in a dish, and has no amount of its own, is no food beside it."""
    check_one_or_two(parts, text)
    parts, notes = told_apart(milky_parts(shared(whose_amount(of_mixture(parts), text), text), text))
    found: list[Read] = []
    unknown: list[tuple[str, UnclearAnswerError]] = []
    doubts: list[UnclearAnswerError] = []
    for part in parts:
        if lacks(part.text) and found:
            if not is_coffee_or_tea(found[-1].name):
                check_lacking(part.text, text)
            continue
        if found and not without_now_and_then(part.text)[0]:
            found[-1] = rarely(found[-1], text)
            continue
        try:
            several = one_food(part.text, text, piece)
        except UnclearAnswerError as unclear:
            if found and _says_how_made(part.text):
                continue
            if "no food that is known" in unclear.problems[0].found:
                unknown.append((part.text, unclear))
            else:
                doubts.append(unclear)
            continue
        if part.join == "slash" and found and _is_one_of(found[-1], several):  # porridge oats/oatmeal
            if several[0].amount.is_said:
                found[-1] = Read(found[-1].part, found[-1].known, several[0].amount, found[-1].name)
            if not _is_same(found[-1], several):
                notes = [*notes, f"of {quoted(f'{found[-1].part}/{part.text}')} the first is counted"]
            continue
        if part.join == "slash" and found and (found[-1].is_rich or several[0].is_rich):
            raise _one_or_both(found[-1].part, part.text, text)
        found += [_beside(one, found, part, text) for one in several]
    if unknown and not doubts:
        raise _no_food(unknown, [part.text for part in parts], times)
    if doubts:
        told = [one for one in doubts if _NOT_TOLD not in one.problems[0].found]
        is_told = bool(told) and any(part.join == "together" for part in parts)
        raise asked_at_once([*(told if is_told else doubts), *(unclear for _, unclear in unknown)])
    found += [Read(text, Known(None, note), Amount(), text) for note in notes]
    if not found:
        raise UnclearAnswerError("food", f"{quoted(text)}, which names no food", "a food", "name the food")
    return found


def _is_one_of(one: Read, others: list[Read]) -> bool:
    """Tell whether another name is said for the food before it: the same, or one of its kind that holds as little."""
    foods = [other.known.food for other in (one, *others)]
    if None in foods or (one.amount.is_said and others[0].amount.is_said):
        return False
    is_little = not any(other.is_rich for other in (one, *others))
    return is_little and len({food.group for food in foods if food is not None}) == 1


def _is_same(one: Read, others: list[Read]) -> bool:
    names = {other.known.food.name for other in (one, *others) if other.known.food is not None}
    return len(
        {name.split(",")[0].removesuffix("s").removesuffix("meal") for name in names}
    ) == 1 and not any(name.startswith("Bread") for name in names)


def _one_or_both(first: str, second: str, text: str) -> UnclearAnswerError:
    (one, its), (amount, name) = amount_of(first), amount_of(second)
    told = amount if amount.measure else one
    much = f"{told.count:g} {told.measure} of " if told.measure else ""
    return UnclearAnswerError(
        "food", f"{quoted(text)}, which may be both or one of them", "whether both are eaten",
        f'write for example "{much}{its} and {much}{name}" if both are eaten at a time, with your own amounts, or only '
        "the one that is eaten more often",
    )  # fmt: skip


def _says_how_made(part: str) -> bool:
    """Tell whether a part says only how the food before it was made or tastes: griddled, honey flavor."""
    said = in_our_words(amount_of(part)[1])
    of_milk = {*said} & {*eaten_words().other.dairy}
    return says_nothing(part) and not of_milk and " ".join(said) not in kinds()


def _no_food(
    unknown: list[tuple[str, UnclearAnswerError]], parts: list[str], times: float
) -> UnclearAnswerError:
    """Return one question for all that is no known food, with the rest as it may stay."""
    first = unknown[0][1].problems[0]
    names = [name for name, _ in unknown]
    rest = [part for part in parts if part not in names]
    if len(unknown) == 1 and not rest:
        return unknown[0][1]
    found = (
        first.found
        if len(unknown) == 1
        else f"{', '.join(map(quoted, names))}, which are no food that is known"
    )
    often = "every day" if times >= 7.0 else f"{times:g} times a week"
    stays = f'; the rest is read: "{"; ".join(f"{part} {often}" for part in rest)}"' if rest else ""
    return UnclearAnswerError("food", found, first.expected, f"{first.fix.rstrip('.')}{stays}")


def _beside(one: Read, found: list[Read], part: Part, text: str) -> Read:
    """Return a food; in no number where it is in a dish that is in none."""
    dish = next((other for other in found[:1] if _is_dish(other)), None)
    if dish is None or one.amount.is_counted or one.known.food is None:
        return one
    if dish.known.food is None and part.join != "listed" and one.known.food.group not in ("dairy", "soy"):
        note = f"{quoted(one.name)} in {quoted(dish.name)} is in no number, either"
        return Read(one.part, Known(None, note), one.amount, one.name)
    if dish.is_rich and one.is_rich:
        raise UnclearAnswerError(
            "food", f"{quoted(text)}, a dish and what is in it", "the foods with calcium in it",
            "write each by itself, with how often",
        )  # fmt: skip
    return one


def _is_dish(one: Read) -> bool:
    return (one.known.food is None and is_dish(one.name)) or (
        one.known.food is not None and one.known.food.group == "dishes"
    )


def _counted(parts: list[Read], times: float, piece: str) -> list[Found]:
    """Return the foods with their servings, then what is to be said of them."""

    def noted(note: str, uncounted: str = "") -> Found:
        return Found(("habits",), {}, Place(""), piece, note, uncounted=uncounted)

    rows: list[Found] = []
    notes: list[Found] = []
    unsaid: list[str] = []
    doubts: list[UnclearAnswerError] = []
    for one in parts:
        if one.known.note:
            uncounted = one.name if one.known.food is None else ""
            notes.append(noted(one.known.note, uncounted))
        if one.known.food is None:
            continue
        try:
            count, note = servings_of(one, is_alone=len(parts) == 1)
        except UnclearAnswerError as unclear:
            doubts.append(unclear)
            continue
        if note:
            notes.append(noted(note))
        elif not one.amount.is_said:
            unsaid.append(f"{one.name} ({one.known.food.serving})")
        keys: dict[str, Any] = {
            "food": one.known.food.name,
            "servings_per_week": float(f"{count * times * one.known.share:.3g}"),
        }
        rows.append(
            Found(("habits", "food"), keys, Place(""), piece, f"a serving is {one.known.food.serving}")
        )
    if doubts:
        raise asked_at_once(doubts)
    if unsaid:
        notes.append(noted(f"{UNSAID}{', '.join(unsaid)}"))
    return rows + notes
