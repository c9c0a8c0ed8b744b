"""What is understood of an answer that is not understood as a whole: its parts, each read by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from osteotwin.asking.fields.denied import is_turned_on
from osteotwin.asking.food.eaten_words import USUAL_DIET
from osteotwin.asking.of_another import of_another
from osteotwin.asking.understand import Understood, understand
from osteotwin.errors import InputError
from osteotwin.importing.found import Found
from osteotwin.units.patterns import later

#: From larger to smaller parts.
_PARTS: Final = (
    later(r"[;\n]+"),
    later(r"[;\n]+|(?<!\d)[.!?]\s|(?<=[\d)])\.\s+(?=[^\W\d])"),
    later(r"[;,\n]+(?!\d)|[.!?]\s|\s(?:and|und|et|y|en|plus|&|\+)\s"),
)
#: Signs of a few foods.
_FEW: Final = 120
#: Signs of an answer that are looked through for fields.
LONGEST: Final = 10_000


@dataclass(frozen=True)
class Heard:
    """A part of an answer, and the entries of a person's file that it is understood as.

    Attributes
    ----------
    said : str
        In the words of the answer.
    entries : tuple of Found
        Empty where it is not understood.
    """

    said: str
    entries: tuple[Found, ...] = ()


@lru_cache(maxsize=64)
def heard(question: str, text: str, today: date, order: str | None) -> tuple[Heard, ...]:
    """Return the parts of an answer in their order, each as it is understood by itself.

    Parameters
    ----------
    question : str
    text : str
    today : datetime.date
    order : str or None
        ``"dmy"`` or ``"mdy"``, of dates such as 03/04/05.
    """
    text = text[:LONGEST]
    parts = tuple(_heard(question, text, today, order, 0)) if text.strip(" ;,.\n") else ()
    if len(parts) > 1 and of_another(question, text, ()):  # "he benches 120 kg" is of somebody else here
        return tuple(Heard(part.said) if _OF_ANOTHER.match(part.said) else part for part in parts)
    return parts


_OF_ANOTHER: Final = later(r"(?i)(?:and |but |while )?(?:he|she)\b")


def unread(question: str, answers: Mapping[str, str], today: date, order: str | None) -> tuple[str, ...]:
    """Return the parts of an answer that are not understood; of those that are told with it, all of them.

    Parameters
    ----------
    question : str
    answers : mapping of str to str
        Answers that are told together, and that are not understood together.
    today : datetime.date
    order : str or None
    """
    parts = heard(question, answers.get(question, ""), today, order)
    beside = (text for key, text in answers.items() if key != question)
    return (*(part.said for part in parts if not part.entries), *beside)


def _heard(question: str, text: str, today: date, order: str | None, depth: int) -> Iterator[Heard]:
    """Yield a text whole where it is understood, else its parts, each down to the smallest."""
    entries = _entries(question, text, today, order)
    if entries is not None:
        yield Heard(text.strip(), entries)
        return
    parts: list[str] = []
    while depth < len(_PARTS) and len(parts) <= 1:  # what is not parted was read already
        parts = _parted(question, text, _PARTS[depth])
        depth += 1
    heard_so = (
        [one for part in parts for one in _heard(question, part, today, order, depth)]
        if len(parts) > 1
        else []
    )
    # What is told of one thing may be parted by commas, too: it stays together where no part of it is understood.
    yield from heard_so if any(one.entries for one in heard_so) else [Heard(text.strip())]


def _parted(question: str, text: str, between: re.Pattern[str]) -> list[str]:
    """Return the parts of a text.

    None ends within a bracket. What is an amount alone is of the part before it, as is what stands behind "and" where
    that part is denied, wished or of somebody else: "my wife runs and swims".
    """
    parts: list[str] = []
    start = 0
    for found in between.finditer(text):
        part = text[start : found.start()]
        is_open = part.count("(") > part.count(")") and ")" in text[found.end() :]
        is_of_days = _ENDS_IN_DAY.search(part) and _BEGINS_WITH_DAY.match(text, found.end())
        behind = [_AMOUNT_ALONE[question == "person"], *([_GOES_ON] if is_turned_on(part) else ())]
        is_tied = part.strip() and any(one.match(text, found.start()) for one in behind)
        if is_open or is_of_days or is_tied:
            continue
        parts.append(part)
        start = found.end()
    return [part for part in (*parts, text[start:]) if part.strip(" ;,.\n")]


_AND: Final = r"\s(?:and|und|et|y|en|plus|&|\+)\s"
_GOES_ON: Final = later(rf"(?i){_AND}(?!(?:i|i'm|i\u2019m|me|my|now|ich|je|yo)\b)")
_AMOUNT_WORD: Final = (
    r"(?:\d+(?:[.,:/-]\d+)*(?!\d)|[<>~@%]|(?:an?|half|quarter|one|two|three|four|five|six|seven|eight|nine|ten|about|ca|kgs?|"
    r"kilos?|lbs?|g|grams?|mg|mcg|ug|\u00b5g|iu|units?|ml|cc|l|tablets?|tabs?|pills?|capsules?|caps?|min\w*|h|hrs?|"
    r"hours?|sets?|reps?|times?|x|each|both|every|per|in|at|on|the|am|pm|mornings?|evenings?|nights?|noon|bedtime|"
    r"morgens|mittags|abends|daily|weekly|days?|weeks?|wk|months?|years?|m|w|f|(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|"
    r"sat(?:ur)?|sun)(?:days?)?)\b)"
)
_DAY: Final = r"(?:mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?"
#: Days that are told together: "Tue + Thu if it is dry".
_ENDS_IN_DAY: Final = later(rf"(?i)\b{_DAY}\s*$")
_BEGINS_WITH_DAY: Final = later(rf"(?i)\s*{_DAY}\b")
_AMOUNTS: Final = rf"\s*{_AMOUNT_WORD}(?:\s*{_AMOUNT_WORD})*[\s).]*(?=$|[;,\n]|\.\s|{_AND})"
#: What stands behind a part and is an amount, a day or a time alone; of the person an age or a weight stands by itself.
_AMOUNT_ALONE: Final = (later(rf"(?i)(?:,|{_AND}){_AMOUNTS}"), later(rf"(?i){_AND}{_AMOUNTS}"))


def understood_whole(answers: Mapping[str, str], today: date, order: str | None) -> Understood | None:
    """Return what answers that belong together are understood to say; ``None`` where anything is asked of them."""
    return _understood(tuple(answers.items()), today, order)


@lru_cache(maxsize=64)
def _understood(answers: tuple[tuple[str, str], ...], today: date, order: str | None) -> Understood | None:
    """Read once what the rows, the parts that are not understood, and what lacks are taken from."""
    try:
        return understand(dict(answers), today, order, knows_food=True, is_shown=False)
    except InputError:
        return None


def _entries(question: str, text: str, today: date, order: str | None) -> tuple[Found, ...] | None:
    whole = understood_whole({question: text}, today, order)
    if (
        whole is None and question == "food" and len(text) <= _FEW
    ):  # foods that are no whole diet by themselves
        whole = understood_whole({question: f"{text.strip(' ,;.')}; {USUAL_DIET}"}, today, order)
    return None if whole is None else whole.all
