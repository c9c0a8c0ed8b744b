"""A dose said in any order and among other words, in the order in which :mod:`osteotwin.protocol.dose_words` reads it.

``"currently on arimidex, every Monday half a mg by mouth"`` is ``"0.5 mg every monday"``. Every word must be known to
say nothing else: what is not known leaves the text as it is, so that it is asked about.
"""

from __future__ import annotations

from itertools import pairwise
from math import isclose
from typing import Final

from osteotwin.protocol.dose_amounts import amount_at, read_amount, read_volume
from osteotwin.protocol.dose_fillers import FILLER, SKIPPED, STOP, THEN
from osteotwin.protocol.dose_gathered import Gathered
from osteotwin.protocol.dose_lengths import WEEKS, follow_each_other, read_length
from osteotwin.protocol.dose_rhythms import is_rate, is_within, one_rhythm, per_day, read_rhythm
from osteotwin.protocol.dose_splits import HALVES, read_split
from osteotwin.protocol.dose_strength import AmbiguousDose
from osteotwin.protocol.rhythm_words import said

_UNITS: Final = ("unit", "units")


def in_order(text: str) -> str | None:
    """Return a dose as amount, rhythm and duration, one step after the other; ``None`` where a word is not known.

    Parameters
    ----------
    text : str
        In lower case, with digits for number words and without names of drugs.

    Raises
    ------
    AmbiguousDose, AmbiguousRhythm

    Examples
    --------
    >>> in_order("every monday: 0.5 mg by mouth"), in_order("0.25 ml sc twice a week (200 mg/ml)")
    ('0.5 mg every monday', '50 mg twice a week')
    >>> in_order("1 mg daily unless nauseous") is None
    True
    """
    halves = HALVES.search(text)
    if halves is not None:
        text = f"{text[: halves.start()]}split {halves['one']} and {halves['other']}{text[halves.end() :]}"
    steps = [Gathered()]
    place = 0
    while place < len(text):
        skipped = SKIPPED.match(text, place)
        if skipped is not None:
            place = skipped.end()
            continue
        step = steps[-1]
        if (stop := STOP.match(text, place)) is not None:
            if not (step.lasts or step.span):
                return None
            place = stop.end()
            continue
        if (then := THEN.match(text, place)) is not None:
            steps.append(Gathered())
            place = then.end()
            continue
        if step.span is not None and step.amount is not None and WEEKS.match(text, place) is not None:
            # "weeks 1-4 1 mg, weeks 5-8 0.5 mg"
            step = Gathered()
            steps.append(step)
        end = _take(text, place, step)
        if (
            end is None
            and amount_at(text, place) is not None
            and step.amount is not None
            and (step.rhythm or step.lasts or step.span)
        ):
            steps.append(Gathered())
            end = _take(text, place, steps[-1])
        if end is None:
            return None
        place = end
    steps = _said_once([step for step in steps if not step.is_empty()])
    for before, step in pairwise(steps):
        # "50 mg daily for 2 weeks, then weekly"; of so much a week it is open what is taken twice a week.
        if step.amount is None and step.volume is None and step.rhythm and not is_rate(before.rhythm):
            step.amount = before.amount
    if len(steps) > 1 and all(step.lasts.endswith(" days") and not step.rhythm for step in steps):
        # "20 mg x 5 days, 10 mg x 5 days" is of every day.
        steps[0].rhythm = "daily"
    if not follow_each_other(steps):
        return None
    written = [_written(step) for step in steps]
    if not written or any(one is None for one in written):
        return None
    joint = ", " if all(not step.lasts for step in steps) else " then "
    return joint.join(one for one in written if one)


def _said_once(steps: list[Gathered]) -> list[Gathered]:
    """Return steps without those that say the same once more: ``70 mg twice a week = 140 mg a week``.

    Raises
    ------
    AmbiguousDose
        If what is said once more comes to something else.
    """
    kept: list[Gathered] = []
    for step in steps:
        plain = kept and not any((step.lasts, kept[-1].lasts, step.span, kept[-1].span))
        if plain and step.amount is not None and is_rate(step.rhythm):
            one, other = per_day(kept[-1]), per_day(step)
            if one is not None and other is not None and one[1] == other[1]:
                if isclose(one[0], other[0], rel_tol=0.02):
                    continue
                raise AmbiguousDose("write one amount: the two that are said come to different ones")
        kept.append(step)
    return kept


def _take(text: str, place: int, step: Gathered) -> int | None:
    """Read what stands at a place into a step; return where it ends, ``None`` where it is not known."""
    if (end := read_length(text, place, step)) is not None:
        return end
    whole = step.amount is not None or step.volume is not None
    if whole and not step.split and (end := read_split(text, place, step)) is not None:
        return end
    for read in (read_volume, read_amount, read_rhythm):
        end = read(text, place, step)
        if end is not None:
            return end
    filler = FILLER.match(text, place)
    return None if filler is None or filler.end() == place else filler.end()


def _written(step: Gathered) -> str | None:
    """Return one step in order; ``None`` where it is not whole."""
    amount = step.amount
    if amount is not None and amount[1] in _UNITS and step.strength is not None and step.volume is None:
        # Of a syringe that counts hundredths of a milliliter.
        step.volume, amount = amount[0] / 100.0, None
    if step.volume is not None and step.strength is not None:
        by_volume = step.volume * step.strength[0]
        if amount is not None and not (
            amount[1] == step.strength[1] and isclose(amount[0], by_volume, rel_tol=0.03)
        ):
            raise AmbiguousDose("write one amount: volume and strength come to another one")
        amount = amount or (by_volume, step.strength[1])
    if amount is None:
        return None
    if (
        step.volume is not None
        and step.strength is None
        and is_rate(step.again)
        and is_within(step.rhythm, step.again)
    ):  # "0.15 ml twice a week (75 mg a week)": of what a volume comes to in all
        step.rhythm, step.again = step.again, step.rhythm
    words = step.rhythm
    if words and (found := said(words)) is not None and found.with_shot:
        words = "with each injection"
        if step.again:
            words, step.again = one_rhythm(words, step.again), ""
    if step.again and step.split.startswith("in ") and is_within(step.again, words):
        parts, within = float(step.split[3:]), said(step.again)
        if within is None or not isclose(len(within.weekdays), parts):
            raise AmbiguousDose("say into how many doses it is split once: the two that are said differ")
        step.split = f"split {step.again}"
    elif step.again and is_rate(step.rhythm) and not step.split and is_within(step.again, step.rhythm):
        step.split = f"split {step.again}"
    elif step.again:
        words = one_rhythm(step.rhythm, step.again)
    elif not words and step.split.startswith("split"):
        # "split Mon/Thu" of nothing said as a whole.
        return None
    parts = (f"{amount[0]:.12g} {amount[1]}", words, step.split, step.lasts)
    return " ".join(part for part in parts if part).replace(" /", "/")
