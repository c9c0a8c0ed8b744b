"""A day's work: hours of it are no hours of an exercise, and what of it loads bone is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from osteotwin.asking.training.amounts import Kind
from osteotwin.asking.training.spans import Span
from osteotwin.asking.training.vocabulary import words_of_work
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.units.patterns import later

#: So many minutes a day are rather of work than of sport.
_LEAST_MINUTES: Final = 180.0
_ALL_DAY: Final = later(
    r"\b(?:all day(?: long)?|the whole day|full[ -]time|den ganzen tag|toute la journ\u00e9e)\b",
    re.IGNORECASE,
)
_WORD: Final = later(r"[^\W\d_]+")


def check_work(spans: Sequence[Span], said: str) -> None:
    """Ask what of a day's work loads bone.

    Raises
    ------
    UnclearAnswerError
    """
    long = next(
        (
            span.text for span in spans
            if span.kind is Kind.MINUTES and float(str(span.value[0]).split()[0]) >= _LEAST_MINUTES
        ), "",
    )  # fmt: skip
    if not long and (all_day := _ALL_DAY.search(said)) is not None:
        long = all_day[0]
    worked = [word for word in _WORD.findall(said) if word.casefold() in words_of_work()]
    if not long or not worked:
        return
    often = next((span.text for span in spans if span.kind is Kind.OFTEN), "5 days a week")
    raise UnclearAnswerError(
        "training", f"{quoted(long.strip())} in {quoted(said)}, which is rather a day's work than an exercise",
        "what of the work loads bone, each by itself, with about how long or how many",
        f'write for example "walking 60 min {often}; farmer\'s carry 3x10 20 kg {often}" with your own numbers, or '
        f'"gardening 60 min {often}" for work with a spade or a fork; standing adds nothing that the model counts',
    )  # fmt: skip
