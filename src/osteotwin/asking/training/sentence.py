"""A sentence on training whose exercises are known: what lacks of it, and what is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from osteotwin.asking.training.amounts import Kind
from osteotwin.asking.training.fixes import OFTEN, UNIT, in_words, ways_of
from osteotwin.asking.training.in_place import Added, LackingError
from osteotwin.asking.training.items import Item
from osteotwin.asking.training.known import Known
from osteotwin.asking.training.names import as_written
from osteotwin.asking.training.phrases import units_of
from osteotwin.asking.training.spans import Span
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.protocol.library import load_exercises
from osteotwin.units.patterns import later
from osteotwin.units.weekdays import NAMES

#: Times a week of an example.
_IN_EXAMPLES: Final = OFTEN
_WEEKDAY: Final = later(
    rf"(?:on |every |each )*(?!month)(?:{'|'.join(name[:3] for name in NAMES)})", re.IGNORECASE
)
_WEEKLY: Final = later(r"\b(?:week|wk)|weekly|day", re.IGNORECASE)
#: What is found where how often lacks.
LACKS_OFTEN: Final = "no word on how often"
_DAILY: Final = 7.0
_TWO: Final = 2.0
#: What tells how much is done.
_MUCH: Final = {"minutes": "how long", "impacts": "how many jumps", "repetitions": "sets and repetitions"}
_USUAL: Final = {"minutes": "30 min", "impacts": "30 jumps", "repetitions": "3x8"}


@dataclass
class Sentence:
    """A sentence with its items, of which questions are asked."""

    text: str
    said: str
    known: list[Known]

    def check_often(self) -> None:
        """Ask where how often lacks, or is told in two ways; before it, for what a bare number beside sets is."""
        for one in self.known:
            if one.item.of(Kind.SETS) and (bare := one.item.of(Kind.NUMBER)):
                raise self.bare_load(one, bare[0])
        for one in self.known:
            for span in one.often:
                if span.kind is Kind.UNSURE:
                    raise UnclearAnswerError("training", f"{quoted(span.text)} in {quoted(self.said)}",
                                             "how often a week", str(span.value[0]))  # fmt: skip
        self._check_days_of_all()
        lacking = [one for one in self.known if self.times(one) is None]
        if not lacking:
            return
        self._check_days_between(lacking)
        if len(lacking) == len(self.known):
            whole = self.all_with(_IN_EXAMPLES)
        elif (
            self.known[-1] not in lacking
            and len(lacking) == len(self.known) - 1
            and len({one.counted_by for one in self.known}) == 1
        ):
            whole = self.all_with(f"{in_words(self.times(self.known[-1]) or 1)} a week")
            lacks = _lacks(one for one in lacking if not has_amount(one))
            raise LackingError(
                f"{LACKS_OFTEN}{lacks} in {self._quoted(lacking)}", f"how often a week{lacks}, too",
                f'write "{whole}" where it is of all of them', self.added(),
            )  # fmt: skip
        else:
            whole = "; ".join(self.one_with(one, _IN_EXAMPLES) for one in self.known)
        lacks = _lacks(one for one in lacking if not has_amount(one))
        raise LackingError(f"{LACKS_OFTEN}{lacks} in {self._quoted(lacking)}", f"how often a week{lacks}, too",
                           f'write for example "{whole}"', self.added())  # fmt: skip

    def _check_days_of_all(self) -> None:
        """Ask whether another amount of some days is beside that of every day: "30 min daily, 60 min on Sundays"."""
        for one, other in pairwise(self.known):
            self._check_days_of_two(one, other)
            if not other.item.same or self.times(one) != _DAILY or not (times := self.times(other)):
                continue
            if re.search(r"\b(?:and|plus)\s*$", self.text[: other.item.start]):
                continue
            if all(_WEEKDAY.match(span.text) for span in other.often):
                second = self.one_with(other, OFTEN)
                ways = (
                    f"{self.bare(one)} {in_words(days)} a week; {second}" for days in (_DAILY - times, _DAILY)
                )
                instead, both = ways
                raise UnclearAnswerError(
                    "training", f"{quoted(other.often[0].text)} beside every day in {quoted(self.said)}",
                    "whether it is instead or besides",
                    f'write "{instead}" where it is instead, or "{both}" where it is besides',
                )  # fmt: skip

    def _check_days_of_two(self, one: Known, other: Known) -> None:
        """Ask of which days two amounts of one exercise are: "tennis, Sat and Wed, 2h and 1h"."""
        two = one.item.of(Kind.MINUTES) and other.item.of(Kind.MINUTES)
        days = [span for span in one.often if _WEEKDAY.match(span.text)]
        if not (two and other.item.same and not other.item.often and days and self.times(one) == _TWO):
            return
        name, amounts = one.item.name, [k.item.of(Kind.MINUTES)[0].value[0] for k in (one, other)]
        apart, both = (
            "; ".join(f"{name} {amount} {often} a week" for amount in amounts) for often in ("once", "twice")
        )
        raise UnclearAnswerError(
            "training", f"{quoted(', '.join(amounts))} of {quoted(name)} in {quoted(self.said)}, on one or on both",
            "how much on which days", f"write {ways_of(apart, both)}, whichever it is",
        )  # fmt: skip

    def _check_days_between(self, lacking: list[Known]) -> None:
        """Ask of which of two exercises the days are that stand between them."""
        for one, following in pairwise(self.known):
            days = one.item.often[-1:]
            if (
                following in lacking
                and days
                and days[0].start > one.item.start
                and _WEEKDAY.match(days[0].text)
            ):
                alone = self.text[one.item.start : days[0].start].count(",") == 0
                if alone and self.text[days[0].end : following.item.start].strip() == ",":
                    continue  # "Pilates on Wednesdays, gardening": of what stands before the comma
                told, first, other = days[0].text, self.bare(one), self.bare(following)
                raise UnclearAnswerError(
                    "training", f"{quoted(told)} between {quoted(first)} and {quoted(other)}",
                    "of which of the two the days are",
                    f'part them by a semicolon, each with its days: for example "{first} {told}; {other} {told}"',
                )  # fmt: skip

    def bare_load(self, one: Known, span: Span) -> UnclearAnswerError:
        """Return the question for a number beside sets."""
        if not one.has_load:
            return self.unnumbered(span)
        bare = [number for k in self.known for number in k.item.of(Kind.NUMBER)
                if k.item.of(Kind.SETS) or self.text[: number.start].rstrip().endswith(("+", "@"))]  # fmt: skip
        if len(bare) > 1:
            lines = (self._with_units(bare, unit) for unit in units_of(self.text))
            found = f"{quoted(span.text)} in {quoted(self.said)}, loads without their unit"
            return UnclearAnswerError("training", found, UNIT, f"write {ways_of(*lines)}")
        ways = ways_of(*(f"{span.text} {unit}" for unit in units_of(self.text)))
        return UnclearAnswerError("training", f"{quoted(span.text)} in {quoted(self.said)}, a load without its unit",
                                  UNIT, f"write {ways}")  # fmt: skip

    def _with_units(self, numbers: list[Span], unit: str) -> str:
        """Return the sentence with a unit behind each of some numbers."""
        text = self.text
        for number in sorted(numbers, key=lambda one: -one.end):
            text = f"{text[: number.end]} {unit}{text[number.end :]}"
        return text

    def unnumbered(self, span: Span) -> UnclearAnswerError:
        """Return the question for a number that may be anything."""
        return UnclearAnswerError(
            "training", f"{quoted(span.text)} in {quoted(self.said)}, a number without its unit",
            "sets x repetitions, a load with its unit, or minutes",
            'write it like "back squat 3x5 80 kg twice a week" or "walking 30 min 3 times a week"',
        )  # fmt: skip

    def check_amounts(self) -> None:
        """Ask where how long or how many lacks."""
        lacking = [
            one
            for one in self.known
            if not has_amount(one) and not one.item.of(Kind.DISTANCE, Kind.SETS_ALONE)
        ]
        if not lacking:
            return
        first = lacking[0]
        words = _lacks(lacking).removeprefix(" and ").removeprefix(", ")
        example = usual_amount(first)
        if len(self.known) > 1:
            fix = f'write for example "{"; ".join(self.one_with(one, _IN_EXAMPLES) for one in self.known)}"'
        else:
            whole = self.one_with(first, _IN_EXAMPLES) if first.counted_by == "impacts" else example
            fix = f'say {words.replace("sets", "the sets")}, too, for example "{whole}"'
        raise LackingError(
            f"no word on {words} in {self._quoted(lacking)}", f"{words}, too", fix, self.added()
        )

    def _quoted(self, lacking: list[Known]) -> str:
        """Return the words of items that lack something, as they were written; the sentence where all do."""
        if len(lacking) == len(self.known):
            return quoted(self.said)
        return _list(quoted(self._written(one)) for one in lacking)

    def _written(self, one: Known) -> str:
        """Return the words of an item as they were written; its name alone where they stand otherwise there."""
        words = self._whole(one)
        return as_written(words if words.casefold() in self.said.casefold() else one.item.name, self.said)

    def _whole(self, one: Known) -> str:
        """Return the words of an item as they stand."""
        return self.text[one.item.start : one.item.end].strip(" ,.;:-")

    def added(self) -> tuple[Added, ...]:
        """Return what each item lacks, as an example, in the order of a sentence."""
        return tuple(
            Added(
                one.item.name, self._whole(one),
                "" if has_amount(one) or one.item.of(Kind.SETS_ALONE) else usual_amount(one),
                _IN_EXAMPLES if self.times(one) is None else "",
            )
            for one in self.known
        )  # fmt: skip

    def times(self, one: Known) -> float | None:
        """Return the times a week of an item; ``None`` where they lack."""
        spans = [span for span in one.often if span.kind is not Kind.PERIOD]
        weekly = any(span.kind is Kind.PERIOD for k in self.known for span in k.often) or any(
            span.kind is Kind.OFTEN and _WEEKLY.search(span.text) for k in self.known for span in k.often
        )
        if not spans or (any(span.kind is Kind.COUNT for span in spans) and not weekly):
            return None
        values = list(dict.fromkeys((span.text.casefold(), span.value[0]) for span in spans))
        days = [float(value) for words, value in values if _WEEKDAY.match(words)]
        others: set[float] = {float(value) for words, value in values if not _WEEKDAY.match(words)}
        if len(others) > 1 or (others and days and {sum(days)} != others):
            ways = [
                self.one_with(one, f"{in_words(value)} a week", anew=True)
                for value in sorted(others | ({sum(days), sum(others) + sum(days)} if days else set[float]()))
            ]
            told = _list(quoted(span.text) for span in spans)
            raise UnclearAnswerError(
                "training", f"{told} of {quoted(one.item.name)}, which are two rhythms", "how often a week",
                f"write {ways_of(*ways)}",
            )  # fmt: skip
        return others.pop() if others else sum(days)

    def bare(self, one: Known) -> str:
        """Return the words of an item without how often."""
        text = self.text[one.item.start : one.item.end]
        told = {span.start: span for span in (*one.item.often, *one.often)}
        for span in sorted(told.values(), key=lambda span: -span.start):
            if one.item.start <= span.start and span.end <= one.item.end:
                text = f"{text[: span.start - one.item.start]} {text[span.end - one.item.start :]}"
        text = f"{one.item.name} {text}" if one.item.same else text
        text = " ".join(text.replace(" )", ")").split()).strip(" ,:-.&/+")
        text = re.sub(
            r"^(?:(?:and|but|then|i|also|on|of|do|with|to|so|or) )+|(?: (?:and|on|or|but|at|for|:|-))+$",
            "",
            text,
        )
        return text if text.count("(") == text.count(")") else re.sub(r"[()]", "", text).strip()

    def one_with(self, one: Known, often: str, *, anew: bool = False) -> str:
        """Return an item in words that read, with what it lacks as an example."""
        times = None if anew else self.times(one)
        told = f"{in_words(times)} a week" if times else often
        return f"{self.with_amount(one)} {told}"

    def with_amount(self, one: Known) -> str:
        """Return an item with an example of its amount where that lacks."""
        bare = self.bare(one)
        for span in one.item.of(Kind.DISTANCE, Kind.SETS_ALONE):
            bare = " ".join(bare.replace(span.text, " ").split()).removeprefix("of ")
        if has_amount(one):
            return bare
        last = self.known[-1].item.of(Kind.SETS)
        told = [one.item for one in self.known[:-1] if one.item.amounts]
        if last and not told and one.counted_by == "repetitions":  # "leg press, rows, 3 sets of 12"
            return f"{bare} {last[0].value[0]}x{last[0].value[1]}"
        return f"{bare} {usual_amount(one)}"

    def all_with(self, often: str) -> str:
        """Return all items with one rhythm behind them."""
        if all(map(has_amount, self.known)) and not any(one.often for one in self.known):
            return f"{self.said}, {often}"
        return f"{', '.join(map(self.with_amount, self.known))}, {often}"

    def either(self, first: Item, other: Item) -> UnclearAnswerError:
        """Return the question for one of two exercises."""
        lines = []
        for left_out in (other, first):
            kept = [one for one in self.known if one.item is not left_out]
            for one in kept:
                one.often = one.often or [span for item in (first, other) for span in item.often]
            lines.append("; ".join(Sentence(self.text, self.said, kept).one_with(one, _IN_EXAMPLES)
                                   if not any(span.kind is Kind.UNSURE for span in one.often)
                                   else f"{self.with_amount(one)} twice a week" for one in kept))  # fmt: skip
        if not first.amounts and (minutes := other.of(Kind.MINUTES)):  # "walking or cycling 45 min"
            lines[0] = lines[0].replace(_USUAL["minutes"], minutes[0].value[0])
        words = quoted(f"{first.name} or {other.name}")
        return UnclearAnswerError(
            "training", f"{words} in {quoted(self.said)}, one or the other", "what is done, and how often each",
            f"write {ways_of(*lines)}, or both, each with how often",
        )  # fmt: skip


def _list(words: Iterable[str]) -> str:
    return ", ".join(words)


def is_of_weekdays(span: Span) -> bool:
    """Tell whether a rhythm is told in days of the week."""
    return span.kind is Kind.OFTEN and _WEEKDAY.match(span.text) is not None


def has_amount(one: Known) -> bool:
    """Tell whether it is told how much of an item is done."""
    item = one.item
    if one.is_generic:
        return True
    counted = bool(item.of(Kind.SETS, Kind.ONE_SET, Kind.IMPACTS, Kind.NUMBER, Kind.EITHER))
    if one.counted_by == "minutes":
        return bool(item.of(Kind.MINUTES)) or counted
    return counted or (one.is_lift and bool(item.of(Kind.MINUTES)))


def _lacks(lacking: Iterable[Known]) -> str:
    """Return what tells how much is done and is not told, behind another thing: " and how long"."""
    much = list(dict.fromkeys(map(_much, lacking)))
    joints = (*(", " for _ in much[:-1]), " and ")
    return "".join(f"{joint}{one}" for joint, one in zip(joints, much, strict=True)) if much else ""


def _much(one: Known) -> str:
    """Return what lacks of an item that tells not how much of it is done."""
    return (
        "the repetitions of each set"
        if one.item.of(Kind.SETS_ALONE) and one.is_lift
        else _MUCH[one.counted_by]
    )


def usual_amount(one: Known) -> str:
    """Return an example of how much of an item is done, with the number of its sets where that is told."""
    sets = one.item.of(Kind.SETS_ALONE)
    return f"{sets[0].value[0]}x8" if sets and one.is_lift else usual_of(one.exercise)


def usual_of(exercise: str) -> str:
    """Return an example of how much of an exercise is done."""
    return "3 min" if exercise in HELD else _USUAL[load_exercises()[exercise].counted_by]


#: What nobody does for half an hour.
HELD: Final = frozenset(
    ("plank", "bird_dog", "pallof_press", "ab_wheel", "mountain_climber", "sprinting", "battle_ropes")
)
