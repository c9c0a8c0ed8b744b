"""A meal in words → its parts and what joins them: signs and joining words, but none within a food's name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from osteotwin.asking.food.eaten_amounts import amount_of
from osteotwin.asking.food.eaten_dishes import foods_of_dish, names_of_dishes
from osteotwin.asking.food.eaten_grammar import (
    Token,
    grammar,
    joins,
    known_name_at,
    measures,
    names_a_food,
    phrases,
    tokens_of,
)
from osteotwin.asking.food.eaten_milky import names_of_milky
from osteotwin.asking.food.eaten_names import known_food
from osteotwin.asking.food.eaten_part import Part
from osteotwin.asking.food.eaten_plants import plant_of, says_only_whether_fortified
from osteotwin.asking.food.eaten_talk import is_talk
from osteotwin.asking.food.heads import in_a_row, says_nothing
from osteotwin.asking.food.kinds import kinds, raw_names
from osteotwin.asking.food.one_wording import in_one_word
from osteotwin.inputs.names import without_accents
from osteotwin.inputs.values import Mistake
from osteotwin.protocol.library import load_foods
from osteotwin.protocol.library.food_names import words_file
from osteotwin.protocol.library.foods import in_our_words
from osteotwin.units.patterns import later

#: Behind a slash these say how often.
_PER: Final = frozenset(
    ("day", "d", "week", "wk", "w", "month", "mo", "tag", "jour", "dia", "semaine", "semana", "woche", "7")
)
_ABBREVIATED: Final = frozenset(("mr", "mrs", "dr", "ca", "approx", "incl", "st", "c", "ca", "env", "aprox"))
#: Words of the longest name with signs or joining words in it.
_LONGEST: Final = 12
_INTO: Final = frozenset(("in", "into", "im", "dans"))


def parts_of(text: str) -> tuple[str, ...]:
    """Return the parts of a meal.

    Examples
    --------
    >>> parts_of("2 eggs on toast, mac and cheese and a glass of milk")
    ('2 eggs', 'toast', 'mac and cheese', 'a glass of milk')
    >>> parts_of("Yogurt, plain, low-fat with honey"), parts_of("whey in 300 ml milk")
    (('Yogurt, plain, low-fat', 'honey'), ('whey', '300 ml milk'))
    """
    return tuple(part.text for part in joined_parts(text))


def joined_parts(text: str) -> tuple[Part, ...]:
    """Return the parts of a meal with what joins them.

    Examples
    --------
    >>> [(part.join, part.text) for part in joined_parts("tostada con queso y un café")]
    [('', 'tostada'), ('together', 'queso'), ('both', 'un café')]
    """
    plain = in_one_word(text)
    tokens = tokens_of(plain)
    found: list[Part] = []
    join, start, at, depth = "", 0, 0, 0
    while at < len(tokens):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(tokens[at].word, 0)
        if depth > 0:
            at += 1
            continue
        if (name := _name_at(plain, tokens, at)) > 1:
            at += name
            continue
        kind, end, behind = _join_at(plain, tokens, start, at)
        if not kind:
            at += 1
            continue
        if (part := _shown(plain, tokens, start, end)) or not found:
            found += [Part(part, join)] if part else []
            join = kind if found else ""
        elif kind != "listed":
            join = kind  # ", and", ", with"
        start = at = behind
    if part := _shown(plain, tokens, start, len(tokens)):
        found.append(Part(part, join))
    return tuple(_in_manners(_with_heads([one for part in found for one in _apart(part)])))


def _apart(part: Part) -> list[Part]:
    row = in_a_row(part.text) or _by_amounts(part.text) or _behind_its_amount(part.text)
    return [Part(one, part.join if at == 0 else "both") for at, one in enumerate(row)] if row else [part]


def _behind_its_amount(text: str) -> tuple[str, ...]:
    """Return foods in a row behind one amount, which is of the first: "deux tartines beurre confiture"."""
    tokens = tokens_of(text)
    for at in range(1, len(tokens) - _LEAST_ROW + 1):
        rest = text[tokens[at].start :]
        if amount_of(text)[1] == rest.casefold() and (row := in_a_row(rest)):
            return (f"{text[: tokens[at].start]}{row[0]}", *row[1:])
    return ()


_LEAST_ROW: Final = 3


def _by_amounts(text: str) -> tuple[str, ...]:
    """Return two foods with their amounts and nothing between them apart; nothing of any other part.

    Examples
    --------
    >>> _by_amounts("yoghurt 150 g milk 200 ml"), _by_amounts("2 x 200 ml milk")
    (('yoghurt 150 g', 'milk 200 ml'), ())
    """
    tokens = tokens_of(text)
    spans = [
        (at, at + 1 + count) for at, token in enumerate(tokens)
        if token.kind == "number" and (count := measures().at(tokens, at + 1)[0])
    ]  # fmt: skip
    if len(spans) != 2 or any(token.kind == "sign" for token in tokens):
        return ()
    first, second = spans
    is_before = first[0] == 0
    cut = second[0] if is_before else first[1]
    behind = (tokens[first[1] : cut], tokens[second[1] :])
    names = behind if is_before else (tokens[: first[0]], tokens[cut : second[0]])
    if not all(one and known_name_at(one, 0) == len(one) for one in names):
        return ()
    return text[: tokens[cut].start].strip(), text[tokens[cut].start :].strip()


def _with_heads(parts: list[Part]) -> list[Part]:
    """Return parts with the food put to each that tells only its kind: soy and oat milk, American and Swiss cheese."""
    found = list(parts)
    for at in range(len(parts) - 2, -1, -1):
        first, second = parts[at], found[at + 1]
        head = tokens_of(second.text)[-1].text
        name = f"{amount_of(first.text)[1]} {head}"
        if (
            second.join in ("both", "slash") and head.isalpha() and len(tokens_of(second.text)) > 1
            and not _is_known(amount_of(first.text)[1])
            and (_is_known(name) or (plant_of(name) is not None and plant_of(second.text) is not None))
        ):  # fmt: skip
            found[at] = Part(f"{first.text} {head}", first.join)
    return found


def _is_known(name: str) -> bool:
    try:
        known_food(name, in_part=False)
    except Mistake:
        return False
    return True


#: How the food before it was cooked; alone, some of these stand for a food.
_HOW: Final = "(?:poached|scrambled|fried|boiled|mashed|steamed|baked|grilled)"
_COOKED: Final = later(
    rf"(?P<how>(?:(?:hard|soft|lightly|oven|pan)[ -])?{_HOW})(?:(?: or |/){_HOW})*", re.IGNORECASE
)


def _in_manners(parts: Sequence[Part]) -> list[Part]:
    found: list[Part] = []
    for at, part in enumerate(parts):
        is_told = amount_of(part.text)[0].is_said
        is_closed = at + 1 == len(parts) or amount_of(parts[at + 1].text)[0].is_said
        cooked = _COOKED.fullmatch(part.text) if part.join == "listed" and is_closed else None
        if found and cooked:
            how = (
                "" if "mashed" in cooked["how"] else f" {cooked['how']}"
            )  # two mashed potatoes are no two cups
            found[-1] = Part(f"{found[-1].text}{how}", found[-1].join)  # 2 eggs, poached
        elif found and plant_of(found[-1].text) and says_only_whether_fortified(part.text):
            found[-1] = Part(f"{found[-1].text} {part.text}", found[-1].join)  # oat milk, not fortified
        elif found and part.join == "listed" and _is_quality(part.text):
            found[-1] = Part(f"{found[-1].text}, {part.text}", found[-1].join)  # yogurt, full fat
        elif found and part.join == "both" and _is_filling(found[-1].text, part.text):
            found[-1] = Part(f"{found[-1].text} and {part.text}", found[-1].join)  # cheese and tomato panini
        elif (
            found
            and part.join == "listed"
            and _is_manner(found[-1].text)
            and not (is_told and _COOKED.fullmatch(found[-1].text))
        ):
            found[-1] = Part(f"{found[-1].text} {part.text}", found[-1].join)  # roasted, salted peanuts
        else:
            found.append(part)
    return found


def _shown(text: str, tokens: Sequence[Token], start: int, end: int) -> str:
    return text[tokens[start].start : tokens[end - 1].end].strip(" ,.;:&+|-/") if start < end else ""


def _join_at(text: str, tokens: Sequence[Token], start: int, at: int) -> tuple[str, int, int]:
    """Return what joins two parts at a token, the end of the first and the beginning of the second; "" for nothing."""
    one = tokens[at]
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if one.kind == "sign":
        return _sign_at(text, tokens, at), at, at + 1
    if one.text.endswith(".") and following is not None and not _is_short(one):
        return "listed", at + 1, at + 1  # the end of a sentence
    count, kind = joins().at(tokens, at)
    is_said = phrases("words").at(tokens, at)[0] > count or (
        count > 1 and phrases("words").at(tokens, at + count - 1)[0] > 1
    )  # on top, melted on top
    if not count or is_said or kind == "either" or at + count >= len(tokens):
        return "", at, at
    if at == start and kind == "both":
        return "listed", at, at + count  # ", and"
    if kind == "together" and (is_talk(tokens, at, is_last=True) or _is_kept(tokens, at, at + count)):
        return "", at, at
    if one.word == "e" and at and tokens[at - 1].word == "vitamin":
        return "", at, at
    return kind, at, at + count


def _is_short(one: Token) -> bool:
    return one.word in _ABBREVIATED or measures().at((one,), 0)[0] > 0


def _sign_at(text: str, tokens: Sequence[Token], at: int) -> str:
    sign, before = tokens[at].text, text[: tokens[at].start]
    behind = text[tokens[at].end :]
    if sign in (",", ";", "\u2026"):
        return "" if before[-1:].isdigit() and behind[:1].isdigit() else "listed"
    if sign in ("&", "+", "|"):
        return "both"
    if sign == ".":
        return "listed" if behind[:1].isspace() and before[-1:] in ")]" else ""
    if sign in ("-", "\u2013", "\u2014"):
        is_apart = before[-1:].isspace() and behind[:1].isspace()
        return "listed" if is_apart and behind.lstrip()[:1].isdigit() else ""
    if sign == "/" and at + 1 < len(tokens):
        is_often = tokens[at + 1].word in _PER or (
            tokens[at - 1].kind == "number" and tokens[at + 1].kind == "number"
        )
        return "" if is_often or not before else "slash"
    return ""


def _is_kept(tokens: Sequence[Token], at: int, behind: int) -> bool:
    """Tell whether a joining word is of the food before it: tuna in oil, milk with calcium."""
    if tokens[at].word not in _INTO:
        return phrases("kept_behind_with").at(tokens, behind)[0] > 0
    if phrases("kept_behind_in").at(tokens, behind)[0]:
        return True
    following = tokens[behind]
    begins = (
        following.kind == "number"
        or following.word in ("the", "my", "some")
        or following.word in grammar().joins.cooked_in
    )
    return not (begins or phrases("articles").at(tokens, behind)[0])


def _is_quality(part: str) -> bool:
    """Tell whether a part says only which sort the food before it is: full fat, semi-skimmed."""
    said = in_our_words(part)
    return bool(said) and {*said} <= {*grammar().qualities}


def _is_filling(first: str, second: str) -> bool:
    """Tell whether two parts are the fillings of one sandwich."""
    before, name = amount_of(first)
    kind = kinds().get(" ".join(in_our_words(name)))
    is_savory = (
        kind is not None and kind.food is not None and kind.food.group in ("dairy", "meat", "fish", "eggs")
    )
    is_one = not before.is_said or (before.count == 1.0 and not before.measure and is_savory)
    return (
        is_one
        and not amount_of(second)[0].is_said
        and bool(not foods_of_dish(first) and foods_of_dish(f"{first} and {second}"))
    )


def _is_manner(part: str) -> bool:
    """Tell whether a part says how the food behind it was made."""
    name = amount_of(part)[1]
    is_named = plant_of(name) is not None or names_a_food(name)
    if not name or is_named or not says_nothing(name) or joins().at(tokens_of(name), 1)[0]:
        return False
    try:
        known_food(name, in_part=False)
    except Mistake:
        return True
    return False


def _name_at(text: str, tokens: Sequence[Token], at: int) -> int:
    """Return how many tokens are the longest name of one food with signs or joining words in it."""
    if tokens[at].word not in _first_words():
        return 0
    for end in range(min(len(tokens), at + _LONGEST), at + 1, -1):
        written = without_accents(" ".join(text[tokens[at].start : tokens[end - 1].end].casefold().split()))
        if written.rstrip(".") in _joined_names():
            return end - at
    return 0


@cache
def _joined_names() -> frozenset[str]:
    """Return the names of one food in which a sign or a joining word stands."""
    names = {name for food in load_foods().values() for name in (food.name, *food.aliases)}
    names |= {name for name, kind in kinds().items() if not kind.is_asked} | raw_names()
    names |= {name for row in words_file().asked if row.counts_as or row.in_words for name in row.names}
    # Of milk in a porridge it is asked how much: its name is no name of one food.
    asked = {name for name, kind in kinds().items() if kind.is_asked}
    names = (
        {name for name in names if " ".join(in_our_words(name)) not in asked}
        | names_of_dishes()
        | names_of_milky()
    )
    plain = (without_accents(" ".join(name.casefold().split())) for name in names)
    return frozenset(name for name in plain if _holds_join(name))


def _holds_join(name: str) -> bool:
    tokens = tokens_of(name)
    return any(token.kind == "sign" or joins().at(tokens, at)[0] for at, token in enumerate(tokens))


@cache
def _first_words() -> frozenset[str]:
    return frozenset(tokens_of(name)[0].word for name in _joined_names())
