"""What a question quotes, as it was typed: readers work on words that were put into one form before."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher
from typing import Final

from osteotwin.asking.unclear import QUOTED
from osteotwin.errors import Problem
from osteotwin.units import in_digits
from osteotwin.units.german import in_english
from osteotwin.units.patterns import later

_TOKEN: Final = later(r"\d*(?:[.,]?\d)+|[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
#: So much of a quote is found in an answer, and so many words, where it is of it.
_MOST_OF, _LEAST = 0.5, 2
_SIGNS: Final = later(r"[^\w\s,;:.()]+\s*[^\w\s,;:.()]*$")
#: A place of an answer with more words than a quote of it, this many times, is another place.
_LONGEST: Final = 2.0
#: Of a quote whose first or last words have another form, so many words of the answer stand for them.
_ENDS_PART: Final = later(r"[;,.:\n()]")


def in_own_words(problem: Problem, text: str) -> Problem:
    """Return a question that quotes an answer as it was typed.

    Parameters
    ----------
    problem : Problem
    text : str
        The answer.

    Examples
    --------
    >>> asked = Problem("answers", "food", 'several foods in "un yogur a day, queso"', "each", "write each")
    >>> in_own_words(asked, "un yogur al d\u00eda, queso").found
    'several foods in "un yogur al d\u00eda, queso"'
    """
    found = QUOTED.sub(lambda quote: f'"{_as_typed(quote[1], text)}"', problem.found)
    return problem if found == problem.found else replace(problem, found=found)


def _as_typed(quote: str, text: str) -> str:
    """Return the words of an answer that a quote stands for; the quote, where it is none of it."""
    if (start := text.lower().find(quote.lower())) >= 0:
        return text[start : start + len(quote)]
    places = [found.span() for found in _TOKEN.finditer(text)]
    typed = [_one_form(text[start:end]) for start, end in places]
    said = [_one_form(word) for word in _TOKEN.findall(quote)]
    if not said or not typed:
        return quote
    blocks = [
        block
        for block in SequenceMatcher(None, typed, said, autojunk=False).get_matching_blocks()
        if block.size
    ]
    found = sum(block.size for block in blocks)
    if found < _MOST_OF * len(said) or found < min(_LEAST, len(said)):
        return quote
    first = _extended(text, places, blocks[0].a, -blocks[0].b)
    last = blocks[-1].a + blocks[-1].size - 1
    last = _extended(text, places, last, len(said) - blocks[-1].b - blocks[-1].size)
    if last - first + 1 > _LONGEST * len(said) + 1:
        return quote
    start = places[first][0]
    if not _TOKEN.match(quote):  # a sign: "<-2.5"
        start = len(_SIGNS.sub("", text[:start]))
    own = text[start : places[last][1]]
    own += ")" * (own.count("(") > own.count(")"))
    return quote if '"' in own or "\n" in own else own


def _one_form(word: str) -> str:
    word = in_digits(in_english(word.casefold()))
    return f"0{word}" if word[:1] in ".," else word


def _extended(text: str, places: list[tuple[int, int]], place: int, more: int) -> int:
    """Return the place so many words on (or before), within its part of the answer."""
    step = 1 if more > 0 else -1
    for _ in range(abs(more)):
        following = place + step
        if not 0 <= following < len(places):
            break
        low, high = sorted((place, following))
        if _ENDS_PART.search(text[places[low][1] : places[high][0]]):
            break
        place = following
    return place
