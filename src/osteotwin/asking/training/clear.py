"""Days, minutes and sets of training that may be read in several ways: weekends, ranges, three numbers in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from osteotwin.asking.training.amounts import Kind
from osteotwin.asking.training.fixes import ways_of
from osteotwin.asking.training.phrases import units_of
from osteotwin.asking.training.spans import spans_of
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.inputs.names import NotInLibraryError
from osteotwin.protocol.library import find_exercise
from osteotwin.units.patterns import later

#: Of one day or of two.
_WEEKEND: Final = later(
    r"(?<!except )(?<!not at )(?<!not on )(?:\b(?:most|every|each|at|on|over|during|the|my|some) )*"
    r"\bweek-?ends?\b(?! off)",
    re.IGNORECASE,
)
_BOTH_DAYS: Final = later(r"\b(?:both|twice|once|sat\w*|sun\w*|\d ?x|times)\b", re.IGNORECASE)
#: "20-30 min", "3x5x100", "100kg x 5 x 3", "incline 10%": numbers that may be read in several ways.
_RANGE: Final = later(
    r"(?P<low>\d+) ?(?:-|–|to) ?(?P<high>\d+) ?(?P<unit>min\w*|hours?|hrs?|h)\b", re.IGNORECASE
)
_THREE: Final = later(
    r"(?P<a>\d+(?:\.\d+)?) ?(?P<ua>kg|lbs?)? ?x ?(?P<b>\d+) ?(?P<ub>kg|lbs?)? ?x ?"
    r"(?P<c>\d+(?:\.\d+)?) ?(?P<uc>kg|lbs?)?(?![\w.])",
    re.IGNORECASE,
)  # fmt: skip
#: A first number above this is no number of sets.
_MOST_SETS: Final = 20
#: So many sets of one exercise are done; more are asked for, where only "x" tells that they are sets.
_USUAL_SETS: Final = 10
_LOADED: Final = later(r"\d ?(?:kgs?|kilos?|lbs?|pounds?|%)(?![a-z])|\brpe\b", re.IGNORECASE)


#: "1:30" of a ride
_CLOCK: Final = later(r"(?<![\d:])(?P<h>\d):(?P<m>[0-5]\d)(?![\d:]| ?[ap]\.?m|/)", re.IGNORECASE)
#: "45x10, 95x5, 155x5x3", "2x5xBar / 5x80"
_SERIES: Final = later(
    r"(?<![\d.x])(?P<a>\d{1,3}(?:\.\d+)?) ?x ?(?P<b>\d{1,3}(?:\.\d+)?)(?: ?x ?(?P<c>\d{1,3}(?:\.\d+)?|bar\b))?"
    r"(?![\d.x%]| ?(?:x|kgs?\b|kilos?|lbs?\b|pounds?|reps|min|sec|s\b|m\b|times|weeks?|days?|a week|per week|/ ?w))",
    re.IGNORECASE,
)
#: Dumbbells 3x10 2x22: the second is of a pair, of which nobody does so few sets of so many.
_PAIR: Final = later(
    r"\b(?:dumb-?bells?|dbs?|kettle-?bells?|kbs?)\b.*?\b\d{1,2} ?x ?\d{1,3} (?:with )?(?P<pair>2 ?x ?\d{2})"
    r"(?![\d.]| ?(?:x|kg|lb|kilo|pound|reps|times|a |per|min|sec))",
    re.IGNORECASE,
)
#: "bench 2x100 kg 3x5": a set of two before three of five, or the load of those.
_TWO_BEFORE: Final = later(
    r"(?<![\dx.] )(?<![\dx.])2 ?x ?(?P<load>\d{2,3}(?:\.\d+)? ?(?:kgs?|kilos?|lbs?|"
    r"pounds?)),? (?P<sets>\d{1,2} ?x ?\d{1,2})\b"
    r"(?! ?(?:@|at|with|x|\u00d7)|,? ?\d+(?:\.\d+)? ?(?:%|kg|kilo|lb|pound)| ?(?:kg|lb|reps? with|min|sec|"
    r"s\b|m\b|steps))",
    re.IGNORECASE,
)
_BARS: Final = {"kg": "20", "lb": "45"}
#: Repetitions of one set with a load are at most so many, and loads of a bar at least.
_MOST_REPS, _LEAST_LOAD = 20, 60.0


def _without_unit(piece: str, said: str) -> UnclearAnswerError | None:
    """Return the question for sets and loads in a row, of which the unit is not told."""
    found = list(_SERIES.finditer(piece))
    told = [one for one in found if _set_of(one, "kg") is not None]
    if not told or (len(told) < 2 and (told[0]["c"] or float(told[0]["a"]) < 100.0)):
        return None
    lines = [
        _SERIES.sub(lambda one, unit=unit: _set_of(one, unit) or one[0], piece).replace(" /", ",")
        for unit in ([one for one in ("kg", "lb") if one in piece.casefold()] or ("kg", "lb"))
    ]
    return UnclearAnswerError(
        "training", f"{_quoted_of(told[0][0], said)}, loads without their unit", "kg or lb",
        f"write {ways_of(*lines)}",
    )  # fmt: skip


def _quoted_of(words: str, said: str) -> str:
    """Return words and the sentence that they are of in quotes; the sentence alone where it has them otherwise."""
    return f"{quoted(words)} in {quoted(said)}" if words in said.casefold() else quoted(said)


def _set_of(found: re.Match[str], unit: str) -> str | None:
    """Return a set with its load and unit; ``None`` for sets and repetitions alone."""
    a, b, c = found["a"], found["b"], found["c"]
    if c is not None and float(b) > _MOST_REPS:
        return None
    if c is not None:
        load, sets, reps = (
            (a, c, b) if float(a) > _MOST_REPS else (_BARS[unit] if c.lower() == "bar" else c, a, b)
        )
        return f"{sets}x{reps} {load} {unit}" if sets.isdigit() and reps.isdigit() else None
    if float(a) > _MOST_REPS >= float(b) and b.isdigit():
        return f"1x{b} {a} {unit}"
    return f"1x{a} {b} {unit}" if float(b) >= _LEAST_LOAD and float(a) <= _MOST_REPS and a.isdigit() else None


def _once_or_twice(said: str) -> Iterator[str]:
    """Yield a sentence with how often in place of the weekend; how often alone where it is not told so."""
    told = _WEEKEND.search(said)
    for often in ("once a week", "twice a week"):
        yield f"{said[: told.start()]}{often}{said[told.end() :]}" if told is not None else often


def check_clear(piece: str, said: str = "") -> None:
    """Ask where the days, the minutes or the sets may be read in several ways.

    Parameters
    ----------
    piece : str
        A sentence in plain words.
    said : str
        As it was written, which the question quotes.

    Raises
    ------
    UnclearAnswerError
    """
    if (end := _WEEKEND.search(piece)) is not None and not _BOTH_DAYS.search(piece):
        raise UnclearAnswerError("training", f"{_quoted_of(end[0], said or piece)}, once or twice a weekend",
                                 "how often a week", f"write {ways_of(*_once_or_twice(said))}")  # fmt: skip
    if (span := _RANGE.search(piece)) is not None:
        mean = (float(span["low"]) + float(span["high"])) / 2.0
        told = _RANGE.search(said)
        line = said.replace(told[0], f"{mean:g} {told['unit']}", 1) if told else f"{mean:g} {span['unit']}"
        found = f"{quoted(told[0] if told else span[0])} in {quoted(said or piece)}"
        raise UnclearAnswerError("training", found, "one length", f'write for example "{line}"')
    if (clock := _CLOCK.search(piece)) is not None:
        hours, minutes = int(clock["h"]), int(clock["m"])
        ways = (f"{60 * hours + minutes} min", f"{hours + minutes / 60.0:.3g} min")
        raise UnclearAnswerError(
            "training", f"{quoted(clock[0])} in {quoted(piece)}, hours and minutes or minutes and seconds",
            "how long", f"write {ways_of(*ways)}",
        )  # fmt: skip
    if (pair := _PAIR.search(piece)) is not None:
        lines = (f"{piece[: pair.end()]} {unit}{piece[pair.end() :]}" for unit in ("kg", "lb"))
        found = f"{_quoted_of(pair['pair'], said or piece)}, a pair of weights without its unit"
        raise UnclearAnswerError("training", found, "kg or lb", f"write {ways_of(*lines)}")
    if _TWO_BEFORE.search(piece) and (two := _TWO_BEFORE.search(said)) is not None:
        line = f"{said[: two.start()]}{{}}{said[two.end() :]}"
        ways = (
            line.format(f"{two['sets']} {two['load']}"),
            line.format(f"1x2 {two['load']}, {two['sets']} {two['load']}"),
        )
        raise UnclearAnswerError(
            "training", f"{quoted(two[0])} in {quoted(said)}, the load of those sets, or another set",
            "sets, repetitions and load", f"write {ways_of(*ways)}",
        )  # fmt: skip
    if (series := _without_unit(piece, said or piece)) is not None:
        raise series
    if (three := _THREE.search(piece)) is not None:
        first = three["ua"] or (not three["uc"] and float(three["a"]) > _MOST_SETS)  # "185x5x5"
        load, sets, reps = (
            (three["a"], three["c"], three["b"]) if first else (three["c"], three["a"], three["b"])
        )
        middle = not (three["ua"] or three["uc"]) and float(three["b"]) > _MOST_REPS >= float(three["a"])
        if three["ub"] or middle:  # "6 x 175 x 3"
            load, sets, reps = three["b"], three["a"], three["c"]
        unit = three["ua"] or three["ub"] or three["uc"]
        ways = [f'"{sets}x{reps} {load} {one}"' for one in ([unit] if unit else reversed(units_of(piece)))]
        if middle:
            ways += [
                f'"{reps}x{sets} {load} {one}"' for one in ([unit] if unit else reversed(units_of(piece)))
            ]
        if three["ua"]:
            ways.append(f'"{reps}x{sets} {load} {unit}"')
        name = " ".join(piece.replace(three[0], " ").split())
        raise UnclearAnswerError("training", f"{quoted(three[0])}{f' of {name}' if name else ''}",
                                 "an exercise, sets x repetitions, and the load with its unit",
                                 f"write {' or '.join(ways)}")  # fmt: skip
    if (many := _many_sets(piece, said or piece)) is not None:
        raise many


#: So many sets of so few repetitions, without a load, are rather told the other way round.
_MANY_OF_FEW: Final = (10, 3)


def _may_be_loaded(piece: str) -> bool:
    """Tell whether something is named that is lifted, or nothing is."""
    found: list[bool] = []
    for span in spans_of(piece):
        if span.kind is Kind.EXERCISE:
            try:
                found.append(bool(find_exercise(span.text).equipment))
            except NotInLibraryError:
                found.append(True)
    return any(found) or not found


def _many_sets(piece: str, said: str) -> UnclearAnswerError | None:
    """Return the question for a first number that is hardly one of sets: "16 x 10"."""
    for one in _SERIES.finditer(piece):
        a, b = one["a"], one["b"]
        if one["c"] or not (a.isdigit() and b.isdigit()):
            continue
        turned = _MANY_OF_FEW[0] <= int(a) and int(b) <= _MANY_OF_FEW[1] and not _LOADED.search(piece)
        if not turned and not _USUAL_SETS < int(a) <= _MOST_SETS:
            continue
        loads = (
            []
            if turned or _LOADED.search(piece) or not _may_be_loaded(piece)
            else [f"1x{b} {a} {unit}" for unit in units_of(piece)]
        )
        lines = [piece.replace(one[0], way) for way in (f"{a} sets of {b}", f"{b} sets of {a}", *loads)]
        return UnclearAnswerError(
            "training", f"{_quoted_of(one[0], said)}, so many sets, or repetitions or a load",
            "sets and repetitions, and the load with its unit", f"write {ways_of(*lines)}",
        )  # fmt: skip
    return None
