"""What is offered in place of a sentence on training: what was read of it, completed, in words that read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from osteotwin.asking.training.amounts import Kind, amount_written
from osteotwin.asking.training.fixes import in_words
from osteotwin.asking.training.items import AMOUNTS, Item, items_of
from osteotwin.asking.training.known import PLACES, is_load
from osteotwin.asking.training.names import exercise_of
from osteotwin.asking.training.open import without_ranges
from osteotwin.asking.training.plain import plain
from osteotwin.asking.training.sentence import HELD, is_of_weekdays, usual_of
from osteotwin.asking.training.spans import Span, spans_of
from osteotwin.asking.training.totals import WEIGHTED
from osteotwin.asking.training.vocabulary import ONCE, TURNS, WEIGHTS
from osteotwin.asking.unclear import QUOTED, UnclearAnswerError
from osteotwin.inputs.names import folded
from osteotwin.protocol.library import load_exercises

#: Exercises of one line.
_MOST: Final = 12
_OFTEN: Final = "3 times"


def offered(sentence: str) -> str:
    """Return the exercises of a sentence with what is told of each, and with an example of what is not; else nothing.

    Examples
    --------
    >>> offered("squats, zombies, bench 3x5 80 kg on Mondays")
    'squats 3x5 once a week; bench 3x5 80 kg once a week'
    """
    spans = _without_turned(spans_of(plain(without_ranges(sentence))))
    if _has_unnamed(spans):
        return ""
    told = items_of(spans)
    items = [one for one in told.items if not one.either]
    if len(items) > 1:  # "squats with more weights": of the squats
        lifts = any(one.of(Kind.SETS, Kind.ONE_SET) for one in items)
        items = [
            one for one in items
            if one.amounts or (one.often and not lifts) or not WEIGHTS.fullmatch(one.name)
        ]  # fmt: skip
    *before, last = items or [None]
    if last is not None and not any(one.amounts for one in before):  # "leg press, rows, 3 sets of 12"
        for one in before:
            one.amounts = last.of(Kind.SETS)
    rhythms = [span for one in told.items for span in one.often] + told.heading + told.trailing
    shared = rhythms[0] if len({span.text for span in rhythms}) == 1 else None
    if shared is None:
        shared = next((one.often[0] for one in items if one.holds and one.often), None)
    lines = [
        line
        for one in items
        if (line := _line(one, shared, alone=len(items) == 1, open_=any(not k.often for k in items)))
    ]
    if not lines and rhythms and told.items and all(one.holds for one in told.items):
        minutes = " ".join(span.value[0] for one in told.items for span in one.of(Kind.MINUTES)[:1])
        lines = [" ".join(f"resistance training {minutes} {_rhythm_of(rhythms)} a week".split())]
    return "; ".join(dict.fromkeys(lines[:_MOST]))


def _without_turned(spans: Sequence[Span]) -> list[Span]:
    """Return spans without the parts in which something is denied, where other parts remain."""
    told = _parts(spans)
    parts = [_without_tool(part, before) for before, part in zip(([], *told), told, strict=False)]
    kept = [
        part
        for part in parts
        if not any(span.kind is Kind.UNKNOWN and span.text in TURNS - ONCE for span in part)
        and not (len(part) > 1 and part[0].kind is Kind.WITH and part[1].kind is Kind.UNKNOWN)
    ]
    if not any(span.kind is Kind.EXERCISE for part in kept for span in part):
        denied = any(span.text in _DENY for part in parts if part not in kept for span in part)
        kept = kept if denied else parts
    return [span for part in kept for span in part]


def _without_tool(part: list[Span], before: list[Span]) -> list[Span]:
    """Return a part without what an exercise is done with, where its sets stand behind that: "rows with X 3x8"."""
    kinds, told = {one.kind for one in part}, {one.kind for one in before}
    if not (part and part[0].kind is Kind.WITH and Kind.EXERCISE in told and not told & AMOUNTS):
        return part
    of_sets = kinds & {Kind.SETS, Kind.ONE_SET} and not kinds & {Kind.MINUTES, Kind.EXERCISE}
    return [one for one in part if one.kind not in (Kind.WITH, Kind.UNKNOWN)] if of_sets else part


#: What is denied is never offered.
_DENY: Final = frozenset((
    "no", "not", "never", "none", "without", "kein", "keine", "keinen", "nicht", "nie", "ohne", "nunca", "sin", "pas",
    "jamais", "sans", "instead", "except", "unless", "nor", "neither", "minus",
))  # fmt: skip


def _parts(spans: Sequence[Span]) -> list[list[Span]]:
    """Return spans between their commas."""
    parts: list[list[Span]] = [[]]
    for span, following in zip(spans, (*spans[1:], None), strict=False):
        if span.kind is Kind.WITH and following is not None and following.kind is Kind.UNKNOWN:
            parts.append([])  # with something or somebody that is not known
        parts[-1].append(span)
        if span.kind in (Kind.COMMA, Kind.AND):
            parts.append([])
    return parts


def _has_unnamed(spans: Sequence[Span]) -> bool:
    """Tell whether sets or a load are of words that name no exercise: they would be given to another one."""
    return any(
        {Kind.SETS, Kind.ONE_SET, Kind.LOAD} & (kinds := {span.kind for span in part})
        and any(span.kind is Kind.UNKNOWN and span.text not in TURNS for span in part)
        and not kinds & {Kind.EXERCISE, Kind.HOLDS}
        for part in _parts(spans)
    )


def _line(item: Item, shared: Span | None, *, alone: bool, open_: bool) -> str:
    name = item.name
    if item.holds:
        if not alone and not (item.often and folded(item.name) in PLACES and not open_):
            return ""
        name = "resistance training"
    known = _known(name, item.amounts)
    if known is None:
        return ""
    name, exercise = known
    told = load_exercises()[exercise]
    bare = item.of(Kind.NUMBER) * (2 if item.of(Kind.SETS, Kind.ONE_SET) else 1)
    counted = bool(item.of(Kind.SETS))  # "4 sets of 10 (20 each leg)"
    amounts = " ".join(filter(None, (
        f"3x5 {span.text} kg" if span.kind is Kind.NUMBER and is_load(span.text, exercise)
        else _amount(span, told.counted_by) for span in item.amounts
        if (len(bare) < 2 or span not in bare) and not (counted and span.kind is Kind.IMPACTS)
    )))  # fmt: skip
    if WEIGHTED.match(name) and not re.search(r"kg|lb|%", amounts):
        amounts = f"{amounts} 10 kg"
    if told.counted_by == "minutes" and "min" not in amounts and not (exercise in HELD and "x" in amounts):
        amounts = usual_of(exercise)
    if not amounts or (told.counted_by == "repetitions" and not re.search(r"\dx\d|min", amounts)):
        usual = "" if exercise.startswith("generic_") else usual_of(exercise)
        amounts = f"{usual} {amounts}".strip()
    often = next(
        (span for span in (*item.often, *([shared] if shared else [])) if span.kind is not Kind.PERIOD), None
    )
    return " ".join(f"{name} {amounts} {_rhythm(often)} a week".split())


def _rhythm_of(rhythms: Sequence[Span]) -> str:
    """Return how often all is together: of a split each day."""
    days = {span.text.casefold(): span.value[0] for span in rhythms if is_of_weekdays(span)}
    return in_words(sum(days.values())) if len(days) > 1 else _rhythm(rhythms[0])


def _rhythm(span: Span | None) -> str:
    if span is None:
        return _OFTEN
    if span.kind is Kind.UNSURE:
        return in_words(span.value[1].value[0]) if len(span.value) > 1 else "twice"
    return in_words(span.value[0])


def _known(name: str, amounts: Sequence[Span]) -> tuple[str, str] | None:
    """Return a name that is known, or the first one that is offered in its place, with its exercise."""
    try:
        return name, exercise_of(name, name, amounts)
    except UnclearAnswerError as unclear:
        if unclear.problems[0].fix.startswith(
            ("write the exercises in it", "write what is done in it", "write its parts")
        ):
            return None
        lifted = any(span.kind in (Kind.SETS, Kind.ONE_SET, Kind.LOAD) for span in amounts)
        for other in QUOTED.findall(unclear.problems[0].fix):
            try:
                exercise = exercise_of(other, other)
            except UnclearAnswerError:
                continue
            if not lifted or load_exercises()[exercise].counted_by == "repetitions":
                return other, exercise
    return None


def _amount(span: Span, counted_by: str) -> str:
    match span.kind:
        case Kind.EITHER:
            return _amount(span.value[1], counted_by) if len(span.value) > 1 else "3x10"
        case Kind.NUMBER | Kind.IMPACTS if (
            counted_by != "minutes" and float(span.text.split()[0]).is_integer()
        ):
            number = span.text.split()[0]
            return f"1x{number}" if counted_by == "repetitions" else f"{number} jumps"
        case _:
            return amount_written(span.kind, span.value)
