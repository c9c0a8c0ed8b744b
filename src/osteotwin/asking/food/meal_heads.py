"""What stands before the foods of a meal in a diary: "Breakfast:", "2. Fr\u00fchst\u00fcck:", "Cena -", "8am:"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from osteotwin.asking.food.eaten_grammar import Token, names_a_food, phrases, tokens_of
from osteotwin.units.days_abroad import DAYS
from osteotwin.units.patterns import later

_ENDS: Final = frozenset((":", "=", "-", "\u2013", "\u2014"))
_HOURS: Final = frozenset(("am", "pm", "a.m", "p.m", "uhr", "h", "hrs"))
#: Meals of a day with one name are fewer.
_MOST: Final = 9.0
#: "8am:", "7:30 -": a meal that is told by its hour.
_HOUR: Final = later(
    r"(?:(?<=^)|(?<=[;\n,.]))(?P<before>\s*)(?:(?:at|um|\u00e0|a las) )?"
    r"\d{1,2}(?:[:.h]\d{2}|(?=\s?(?:[ap]\.?m|uhr|h)\b))\s?(?:[ap]\.?m\.?|uhr|hrs?|h)?\s*[:\u2013-]\s+(?=[^\W_])",
    re.IGNORECASE,
)


def behind_meal(text: str) -> int:
    """Return where foods begin behind the name of a meal or a part of the day and a colon; 0 where none is named.

    Examples
    --------
    >>> told = ("2. Fr\u00fchst\u00fcck: Quark", "Petit-d\u00e9jeuner : pain", "Snack 2 - nuts")
    >>> [text[behind_meal(text) :] for text in told]
    ['Quark', 'pain', 'nuts']
    >>> behind_meal("yogurt for lunch: 150 g"), behind_meal("breakfast cereal: 30 g")
    (0, 0)
    """
    tokens = tokens_of(text)
    end = _end_of_head(text, tokens, 0)
    return tokens[end].start if end else 0


def meals_apart(text: str) -> str:
    """Return a text with a semicolon before each meal that is named with a colon, and hours before foods as meals.

    Examples
    --------
    >>> meals_apart("Breakfast: eggs. Lunch: soup, Dinner: rice"), meals_apart("8am: oats; 6pm: rice")
    ('Breakfast: eggs; Lunch: soup; Dinner: rice', 'snack: oats; snack: rice')
    """
    text = _HOUR.sub(_as_snack, _OF_DAY.sub(_on_that_day, _WORKOUT.sub(_as_food, text)))
    tokens = tokens_of(text)
    starts = [
        at for at in range(1, len(tokens))
        if (tokens[at - 1].kind == "sign" or tokens[at - 1].text.endswith(".") or tokens[at].text[:1].isupper())
        and _end_of_head(text, tokens, at, is_first=False)
    ]  # fmt: skip
    for at in reversed(starts):
        before = text[: tokens[at].start].rstrip(" ,.;")
        if any(map(str.isalpha, re.split(r"[;\n]", before)[-1])) and not before.endswith(":"):
            text = f"{before}; {text[tokens[at].start :]}"
    return text


_DAY: Final = "|".join(f"{day}s?|{other}" for day, other in DAYS.items())
#: "Sunday lunch:", "Am Sonntag Abendessen:": a meal of one day of the week.
_OF_DAY: Final = later(
    rf"(?P<before>^|[;\n.,])\s*(?:(?:on|am|an|le|el) )?(?P<day>{_DAY})"
    r"[ -](?P<meal>[^\W\d]+(?: [^\W\d]+)?)\s*[:=]\s+(?=\S)",
    re.IGNORECASE,
)
#: Before training, and no product that is called so.
_WORKOUT: Final = later(
    r"(?P<before>^|[;\n.,]\s*)(?:pre|post)[ -]?work ?out\s*[:=]\s+(?P<foods>[^;\n.]+)", re.IGNORECASE
)


def _on_that_day(head: re.Match[str]) -> str:
    tokens = tokens_of(head["meal"])
    if _meal_at(tokens, 0) != len(tokens):
        return head[0]
    day = next(
        day for day, other in DAYS.items() if re.fullmatch(f"{day}s?|{other}", head["day"], re.IGNORECASE)
    )
    return f"{';' if head['before'].strip() else head['before']} every {day}: ".lstrip()


def _as_food(head: re.Match[str]) -> str:
    return f"{head['before']}snack: {head['foods']}" if names_a_food(head["foods"]) else head[0]


def _as_snack(hour: re.Match[str]) -> str:
    return f"{hour['before']}snack: "


def _end_of_head(text: str, tokens: Sequence[Token], start: int, *, is_first: bool = True) -> int:
    """Return the place of the first token behind the name of a meal and its colon; 0 where none stands there."""
    at = _behind_number(tokens, start) if is_first else start
    while not _meal_at(tokens, at) and (
        count := max(phrases(one).at(tokens, at)[0] for one in ("beside", "before"))
    ):
        at += count
    named = at
    while count := _meal_at(tokens, at):
        at += count
    if at == named or at >= len(tokens):
        return 0
    if (
        tokens[at].kind == "number"
        and float(tokens[at].text) <= _MOST
        and tokens[at].start > tokens[at - 1].end
    ):
        at += 1
    if at + 1 >= len(tokens) or tokens[at].text not in _ENDS:
        return 0
    is_dash = tokens[at].text not in ":="
    is_apart = text[tokens[at].start - 1].isspace() and text[tokens[at].end : tokens[at].end + 1].isspace()
    return 0 if is_dash and not is_apart else at + 1


def _meal_at(tokens: Sequence[Token], at: int) -> int:
    return max(phrases(field).at(tokens, at)[0] for field in ("meals", "day_parts"))


def _behind_number(tokens: Sequence[Token], at: int) -> int:
    """Return the place behind an hour or an ordinal number: "7:30", "8 Uhr", "2."."""
    if not tokens or tokens[at].kind != "number":
        return at
    at += 1
    if at + 1 < len(tokens) and tokens[at].text in (":", ".") and tokens[at + 1].kind == "number":
        at += 2
    while at < len(tokens) and (tokens[at].text in (".", ")") or tokens[at].word in _HOURS):
        at += 1
    return at
