"""Examples of a question on training that can be typed in as they stand."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from osteotwin.asking.completed import completions
from osteotwin.asking.training.amounts import Kind
from osteotwin.asking.training.plain import plain
from osteotwin.asking.training.spans import spans_of
from osteotwin.asking.unclear import QUOTED, UnclearAnswerError, quoted
from osteotwin.units import in_digits, listed
from osteotwin.units.german import in_english
from osteotwin.units.patterns import later

#: What is expected where a load has no unit.
UNIT: Final = "kg or lb"
#: What to write of exercises in turn.
EACH_OFTEN: Final = (
    'write each with how often, as in "back squat 3x5 80 kg twice a week; bench press 3x5 60 kg once a week"'
)
#: What is expected where two loads are told.
LIFTED: Final = "the load that is lifted"
#: How often, in an example.
OFTEN: Final = "3 times a week"
#: What is expected where a name is none of the library.
EXERCISE: Final = "an exercise of the library"
#: Behind an example of training with weights, which is none of the other exercises of a sentence.
_LIFTED: Final = '"{whole}" where weights are'
_EXAMPLE: Final = 'write it like "back squat 3x5 80 kg twice a week" or "walking 30 min 3 times a week"'


def with_readable_fix(
    unclear: UnclearAnswerError,
    piece: str,
    reads: Callable[[str], bool],
    whole_of: Callable[[str], str],
    reads_all: Callable[[str], bool] | None = None,
    completed: Callable[[str], str] = lambda _: "",
) -> UnclearAnswerError:
    """Return a question whose examples are understood when they are typed in, alone or in place of what was found.

    Parameters
    ----------
    unclear : UnclearAnswerError
    piece : str
        What was answered.
    reads : callable
        Whether an answer is understood.
    whole_of : callable
        Returns what was read of a piece, completed by examples.
    reads_all : callable, optional
        Whether an answer lacks nothing; without it as ``reads``.
    completed : callable, optional
        Returns an answer with an example of what lacks of it, where nothing else is asked of it.
    """
    (one, *_) = unclear.problems
    fix = one.fix
    whole = whole_of(piece)
    if (
        not whole
        or not reads(whole)
        or (
            _LIFTED in fix
            and ("resistance training" not in whole or (";" in whole and "parts the week" in one.found))
        )
    ):
        fix = _EXAMPLE if fix.startswith("leave it out") and "{whole}" in fix else fix
        fix = re.sub(
            r'(?:; in all for example|,? or|, for example) "\{whole\}"(?: where weights are lifted)?', "", fix
        )
    if len(told := set(_A_WEEK.findall(whole))) == 1:
        fix = fix.replace(f"3x8 {OFTEN}", f"3x8 {told.pop()}")
    if "{whole}" in fix and not (whole and reads(whole)):
        fix = _EXAMPLE
    elif "{whole}" in fix and _lost(whole, piece, one.found):
        fix = _like(whole, piece, one.found)
    fix = fix.replace("{whole}", whole)
    for example in dict.fromkeys(QUOTED.findall(fix)):
        if one.found.startswith("no word on how ") and (
            own := _in_his_own(piece, one.found, example, reads_all or reads)
        ):
            fix = fix.replace(f'"{example}"', f'"{own}"')
            continue
        if reads(example):
            continue
        own = _in_place(piece, one.found, example)
        lines = [*own, *filter(None, map(completed, own)), *completions(piece, one.found, example)]
        if one.found.startswith(quoted(piece)):  # nothing is told but what is asked
            lines = [whole_of(example)]
        line = next(filter(reads, lines), None)
        if one.expected in (EXERCISE, UNIT, LIFTED):  # a name alone tells neither how much nor how often
            more = [*map(whole_of, lines), f"back squat {example}, {OFTEN}"]
            line = line or next(
                (way for way in more if reads(way) and not _lost(way, piece, one.found)), None
            )
        if line is None and reads(lacking := whole_of(example)) and not _lost(lacking, piece, one.found):
            fix = fix.replace(f'"{example}"', f'"{lacking}"')
            continue
        if line is None:
            fix = _like(whole, piece, one.found) if whole and reads(whole) else _EXAMPLE
            break
        fix = fix.replace(f'"{example}"', f'"{line}"')
    for example in dict.fromkeys(QUOTED.findall(fix)):
        often = f"{example}, {OFTEN}"
        if reads_all is not None and not reads_all(example) and reads_all(often):
            fix = fix.replace(f'"{example}"', f'"{often}"')
    if (all_ := _IN_ALL.search(fix)) and any(len(line) > len(all_["line"]) for line in QUOTED.findall(fix)):
        fix = fix[: all_.start()] + fix[all_.end() :]  # each line holds the others, too
    expected = _with_all_that_lacks(one.expected, fix, piece)
    same = fix == one.fix and expected == one.expected
    return unclear if same else UnclearAnswerError(unclear.question, one.found, expected, fix)


_IN_ALL: Final = later(r'; in all for example "(?P<line>[^"]*)"')


def _with_all_that_lacks(expected: str, fix: str, piece: str) -> str:
    """Return what is expected, with all that the lines of a fix have and an answer has not."""
    said = plain(piece)
    kinds = {span.kind for span in spans_of(said)}
    both = 'for example "back squat 3x8 twice a week" or "walking' in fix
    added = set(_USUAL.findall(fix)) - set(_USUAL.findall(said)) if fix != _EXAMPLE else set[str]()
    lacks = [
        words
        for words, word, lacking in (
            ("an exercise", r"exercise|sport|what is done", not kinds & {Kind.EXERCISE, Kind.HOLDS, Kind.UNKNOWN}),
            ("how much", r"how much", both),
            ("sets and repetitions", r"repetitions|reps|sets|how much", bool(added & {"3x8", "3x10"}) and not both),
            ("how long", r"how long|length|minutes|how much", bool(added & {"30 min", "3 min"}) and not both),
            ("how often a week", r"how often|rhythm|times a week|days", not kinds & _RHYTHMS),
        )
        if lacking and not re.search(word, expected) and _A_WEEK.search(fix)
    ]  # fmt: skip
    return listed((expected.removesuffix(", too"), *lacks)) if lacks else expected


def ways_of(*lines: str) -> str:
    """Return lines to choose from as they are to be typed.

    Examples
    --------
    >>> ways_of("squat 3x5", "bench 3x5")
    '"squat 3x5" or "bench 3x5"'
    """
    return " or ".join(f'"{" ".join(line.split())}"' for line in lines)


def _in_his_own(piece: str, found: str, example: str, reads: Callable[[str], bool]) -> str:
    """Return an answer as it stands with what lacks behind it, where that reads; else nothing."""
    if "how often" in found and {span.kind for span in spans_of(plain(piece))} & _RHYTHMS:
        return ""  # how often would be told of all
    usual = [one for one in dict.fromkeys(_USUAL.findall(example)) if one not in plain(piece)]
    often = _A_WEEK.findall(example)
    told = f"{piece} {' '.join(usual)}"
    lines = (
        [*([] if "how often" in found else [told]), f"{told}, {often[-1]}"]
        if often and len(usual) < 2
        else []
    )
    return next(filter(reads, (" ".join(line.replace(" ,", ",").split()) for line in lines)), "")


def _like(whole: str, piece: str, found: str) -> str:
    """Return what to write, with what was understood where it gives no number to another exercise."""
    kept = whole and (not _lost(whole, piece, found) or (";" not in whole and len(_SETS.findall(whole)) < 2))
    return f'write it like "{whole}", with your own numbers' if kept else _EXAMPLE


def _in_place(piece: str, found: str, example: str) -> list[str]:
    """Return an answer with an example where what was found stands, however it is spaced there."""
    (part, *_) = [*QUOTED.findall(found), ""]
    rest = set(_WORD.findall(piece.casefold().replace(part.casefold(), " ")))
    if not part or len(part) >= len(piece) or rest & (set(_WORD.findall(example.casefold())) - {"each"}):
        return []
    form = re.sub(r"(?:\\ )+", r"\\s*", re.escape(part)) + r"(?:s\b)?"
    line = re.sub(form, lambda _: example, piece, count=1, flags=re.IGNORECASE)
    return [line] if line != piece else []


def _lost(example: str, piece: str, found: str) -> set[float]:
    """Return the numbers of an answer that an example has not, but for those that the question is about."""
    asked = " ".join(part for part in QUOTED.findall(found) if len(part) < len(piece) / 2.0)
    told = _numbers(piece) - _numbers(asked)
    lost = told - _numbers(example)
    said, shown = plain(piece), plain(example)
    for span in spans_of(said):
        if span.kind is Kind.SETS and f"{span.value[0]}x{span.value[1]}" in shown:  # the middle of a row
            said = said.replace(span.text, " ", 1)
    return lost and _numbers(said) - _numbers(asked) - _numbers(shown)


def _numbers(text: str) -> set[float]:
    return {float(number) for number in _NUMBER.findall(in_digits(in_english(text)))} | {
        float(times) for word, times in _TIMES.items() if word in text.casefold()
    }


#: How much an example says where nothing is said.
_USUAL: Final = later(r"\b(?:3x(?:8|10)|30 (?:min|jumps)|3 min|10 kg)\b")
_A_WEEK: Final = later(r"\b(?:once|twice|\d+(?:\.\d+)? times) a week\b")
_RHYTHMS: Final = frozenset((Kind.OFTEN, Kind.COUNT, Kind.UNSURE))
_WORD: Final = later(r"[^\W\d_]{4,}")
_SETS: Final = later(r"\dx\d")
_NUMBER: Final = later(r"\d+(?:\.\d+)?")
_TIMES: Final = {"once": 1.0, "twice": 2.0, "thrice": 3.0, "daily": 7.0, "every day": 7.0}


def in_words(times: float) -> str:
    """Return how often in words.

    Examples
    --------
    >>> in_words(1), in_words(2), in_words(3.5)
    ('once', 'twice', '3.5 times')
    """
    return {1.0: "once", 2.0: "twice"}.get(times, f"{times:g} times")
