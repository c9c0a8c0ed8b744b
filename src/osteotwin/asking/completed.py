"""A reply that is only the missing piece of the answer before it."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.unclear import QUOTED
from osteotwin.units.patterns import later

_WORD: Final = later(r"[^\W_]{2,}")
#: A number with its unit, which stands for that number.
_VALUE: Final = later(r"(?P<n>\d+(?:\.\d+)?) ?[^\W\d]\S*")


def completions(before: str, found: str, reply: str) -> tuple[str, ...]:
    """Return whole answers that a reply may complete, the likeliest first; none where it says the answer anew.

    Parameters
    ----------
    before : str
        The answer that was not understood.
    found : str
        What was found in it, as the question quotes it.
    reply : str
        What was answered then.

    Examples
    --------
    >>> completions("walking daily", "no amount for Walking", "30 min")[0]
    'walking daily 30 min'
    >>> completions("woman, 62, 165", '"165", which is no age', "165 cm")[0]
    'woman, 62, 165 cm'
    >>> completions("SHBG 48 (16-60)", 'no unit in "SHBG: 48"', "48 nmol/L")
    ('SHBG 48 nmol/L (16-60)',)
    >>> completions("letrozole 2.5 mg", "no word on how often", "letrozole 2.5 mg daily")
    ()
    """
    before, reply = before.strip(" ,;."), reply.strip(" ,;.")
    if (value := _VALUE.fullmatch(reply)) is not None and len(re.findall(_number(value["n"]), before)) == 1:
        return (re.sub(_number(value["n"]), reply, before),)
    parts = [part for part in QUOTED.findall(found) if part in before and part != before]
    rest = before
    for part in parts:
        rest = rest.replace(part, " ")
    if _words(reply) & _words(rest if parts else before):
        return ()
    put = [before.replace(part, reply, 1) for part in parts]
    put += [before.replace(part, f"{part} {reply}", 1) for part in parts]
    whole = [f"{before} {reply}", f"{before}, {reply}", f"{reply}: {before}", f"{reply} {before}"]
    return tuple(dict.fromkeys([*put, *whole]))


def _number(number: str) -> str:
    return rf"(?<![\d.]){re.escape(number)}(?![\d.]| ?(?:[^\W\d]|%))"


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}
