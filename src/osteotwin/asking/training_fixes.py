"""Examples of a question on training that can be typed in as they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from osteotwin.asking.completed import completions
from osteotwin.asking.unclear import UnclearAnswerError

_QUOTED: Final = re.compile(r'"([^"]+)"')
_AMOUNT: Final = re.compile(
    r"\b\d{1,2} ?[x\u00d7] ?\d{1,3}\b(?:,? ?(?:@|at|with)? ?\d+(?:\.\d+)? ?(?:kg|lbs?)\b)?|"
    r"\b\d+(?:\.\d+)? ?(?:min\w*|hours?|hrs?|h)\b|\b\d{1,4} (?:jumps?|hops?|impacts?)\b"
)
_OFTEN: Final = re.compile(
    r"\b(?:daily|weekly|every (?:other )?day|(?:once|twice|\d ?x|\w+ times)(?: ?/ ?| an? | per | )(?:day|week|wk)|"
    r"\d days?(?: ?/ ?| an? | per )(?:week|wk)|(?:a|per|each) day)\b|/ ?day\b",
    re.IGNORECASE,
)
_LOAD: Final = re.compile(r"\b\d+(?:\.\d+)? ?(?:kg|lbs?)\b", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\d")
_USUAL: Final = ("", "30 min", "3x8", "3x8 20 kg", "30 jumps")
_EXAMPLE: Final = 'write it like "back squat 3x5 80 kg twice a week" or "walking 30 min 3 times a week"'
#: Named as keys of a file or as commands rather than as answers.
_NO_ANSWER: Final = re.compile(r"osteotwin|\bnone\b|^[a-z_]+$")


def with_readable_fix(
    unclear: UnclearAnswerError,
    piece: str,
    plain: str,
    reads: Callable[[str], bool],
    whole_of: Callable[[str], str],
) -> UnclearAnswerError:
    """Return a question whose examples are understood when they are typed in, alone or in place of what was found.

    Parameters
    ----------
    unclear : UnclearAnswerError
    piece : str
        What was answered.
    plain : str
        The same with its rhythm in English.
    reads : callable
        Whether an answer is understood.
    whole_of : callable
        Returns what was read of a piece, completed by examples.
    """
    (one, *_) = unclear.problems
    fix = one.fix
    whole = whole_of(piece)
    if not whole or not reads(whole):
        fix = _EXAMPLE if fix.startswith('leave it out: write "{whole}"') else fix
        fix = re.sub(r'(?:; in all for example|,? or) "\{whole\}"(?: where weights are lifted)?', "", fix)
    fix = fix.replace("{whole}", whole)
    for example in dict.fromkeys(_QUOTED.findall(fix)):
        if any(map(reads, (example, *completions(piece, one.found, example)))):
            continue
        line = next(filter(reads, _wholes(example, plain)), None)
        if line is None:
            fix = f'write it like "{whole}", with your own numbers' if whole and reads(whole) else _EXAMPLE
            break
        fix = fix.replace(f'"{example}"', f'"{line}"')
    return unclear if fix == one.fix else UnclearAnswerError(unclear.question, one.found, one.expected, fix)


def _wholes(example: str, piece: str) -> Iterator[str]:
    """Yield whole answers of an example that lacks an amount or a rhythm, with those of the piece where it has them."""
    rhythm = _OFTEN.search(example) or _OFTEN.search(piece)
    amounts = [found for text in (example, piece) if (found := _amount(text))]
    said = any(map(_NUMBER.search, (_OFTEN.sub(" ", text) for text in (example, piece))))
    name = " ".join(_OFTEN.sub(" ", _AMOUNT.sub(" ", example)).split()).strip(" ,")
    name = name if name[1:2].isupper() else name[:1].lower() + name[1:]
    name = name.removesuffix(" (unspecified)")
    for amount in (*amounts, *(() if said else _USUAL)):
        yield " ".join(
            f"{name} {amount} {rhythm[0].replace('/', ' a ') if rhythm else 'twice a week'}".split()
        )


def _amount(text: str) -> str:
    """Return the amount of a text with its load, wherever that stands; empty for none, and for several."""
    found = _AMOUNT.search(text)
    loads = _LOAD.findall(text)
    if found is None or len(loads) > 1:
        return ""
    return found[0] if not loads or loads[0] in found[0] or "x" not in found[0] else f"{found[0]} {loads[0]}"


def in_words(times: float) -> str:
    """Return how often in words.

    Examples
    --------
    >>> in_words(1), in_words(2), in_words(3.5)
    ('once', 'twice', '3.5 times')
    """
    return {1.0: "once", 2.0: "twice"}.get(times, f"{times:g} times")
