"""Several times of the day beside days of the week, or every so many days: a dose at each of them is asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from osteotwin.protocol.dose_step import DoseStep
from osteotwin.protocol.dose_strength import EACH, MASS, NUMBER, AmbiguousDose

_TIME: Final = (
    r"(?:mornings?|evenings?|afternoons?|nights?|nite|noon|midday|bed ?time|am|pm|a\.m\.|p\.m\.|breakfast|lunch|"
    r"dinner|supper)"
)
_LEAD: Final = r"(?:(?:in|at|with|on|before|after|the|each|every|my) )*"
#: "mornings and evenings", "am/pm", "in the morning and in the evening"; "Mon morning and Thu evening" is none.
_TIMES: Final = re.compile(
    rf"(?<![\w.]){_LEAD}{_TIME}(?:(?: ?(?:,|/|&|\+) ?(?:and )?| and | ){_LEAD}{_TIME})+(?!\w)"
)
_ONE: Final = re.compile(rf"(?<![\w.]){_TIME}(?!\w)")
#: With what one holds behind it: "1 tablet of 1 mg".
_AMOUNT: Final = re.compile(
    rf"(?<![\w.,/])(?P<n>{NUMBER}|an?) ?(?P<unit>(?:{EACH}|ml|cc)(?: (?:of|x) {NUMBER} ?{MASS}(?: ?/ ?ml)?)?|{MASS})\b"
)
#: One time with its meal, or what is shared out or tells one of the two.
_NOT_EACH: Final = re.compile(
    r"\b(?:split|divided|total|in all|or|either|half|alternat\w*|then)\b|\bevening meal\b"
)
_SAME_TIME: Final = (frozenset(("evening", "night")), frozenset(("morning", "breakfast")))
_NAMES: Final = {"am": "morning", "a.m.": "morning", "pm": "evening", "p.m.": "evening", "bedtime": "night",
                 "bed time": "night", "nite": "night", "dinner": "evening", "supper": "evening",
                 "midday": "noon", "lunch": "noon"}  # fmt: skip


def ask_times_on_days(text: str, steps: Sequence[DoseStep]) -> None:
    """Ask of one amount at several times of the day that is read as less often than these times come to.

    Parameters
    ----------
    text : str
        In lower case, with digits for number words.
    steps : sequence of DoseStep
        What it is read as.

    Raises
    ------
    AmbiguousDose
    """
    amounts = list(_AMOUNT.finditer(text))
    rhythm = steps[0].rhythm if len(steps) == 1 else None
    if rhythm is None or len(amounts) > 1 or steps[0].is_rate or steps[0].said or _NOT_EACH.search(text):
        return
    for run in _TIMES.finditer(text):
        named = [_part_of_day(time[0]) for time in _ONE.finditer(run[0])]
        times = len(set(named))
        joined = re.search(r",|/|&|\+|\band\b", run[0]) is not None
        if times < _TWO or (not joined and frozenset(named) in _SAME_TIME) or rhythm.days * times <= _A_DAY:
            continue
        if not amounts:
            raise AmbiguousDose("write how much it is in all on such a day, and on which days or how often")
        (one,) = amounts
        whole = f"{float(one['n'] if one['n'][0] != 'a' else 1) * times:.12g} {one['unit']}"
        rest = " ".join(f"{text[: run.start()]} {text[run.end() :]}".split()).strip(" ,;")
        line = re.sub(r"\s*,(?=\s*(?:,|$))", "", rest.replace(one[0], whole, 1))
        raise AmbiguousDose(
            f'write how much it is in all on such a day, as in "{line}" where it is taken {times} times on it'
        )


def _part_of_day(time: str) -> str:
    return _NAMES.get(time, time.removesuffix("s"))


_TWO: Final = 2
#: Between two days, with what rounding leaves.
_A_DAY: Final = 1.01
