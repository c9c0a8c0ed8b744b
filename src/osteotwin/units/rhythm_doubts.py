"""Words for how often that may mean two things: each is refused with the words that would tell them apart."""

from __future__ import annotations

import re
from math import inf

from osteotwin.units.counted_rhythms import ADVERBS, ANY_UNIT, NUMBER
from osteotwin.units.patterns import later
from osteotwin.units.times_of_day import without_time
from osteotwin.units.told_rhythm import AmbiguousRhythm
from osteotwin.units.weekdays import NAMES, named_weekdays

#: What a bare number may count; nobody does something so often in one and says so.
_BARE_PERIODS = {"daily": ("day", inf), "weekly": ("week", 8), "monthly": ("month", 3)}
#: Nothing is done every 125 weeks.
_WEEKS_OF_A_YEAR = 53
#: So many tablets of a day are a pack.
_OF_A_PACK = 13
_TWO_MEANINGS = {
    "biweekly": ("twice a week", "every 2 weeks"), "bimonthly": ("twice a month", "every 2 months"),
    "biannually": ("twice a year", "every 2 years"), "biannual": ("twice a year", "every 2 years"),
    "triweekly": ("3 times a week", "every 3 weeks"),
    "every weekend": ("once a week", "Saturday and Sunday"), "each weekend": ("once a week", "Saturday and Sunday"),
}  # fmt: skip
_DAYS_OR_SPAN = later(r"[a-z]{1,5} ?- ?[a-z]{2,5}")
RANGE = later(r"[0-9] ?(?:-|to|or) ?[0-9]")
#: What makes a range one of how often.
_OF_RHYTHM = later(
    rf"\b(?:every|per|a|each|times)\b|/|^[qe]|[0-9] ?x? ?(?:{'|'.join(ADVERBS)})\b|(?<![a-z])x ?(?:{ANY_UNIT})\b"
)
#: "every 1/2 weeks", "1/2 x a week": a half, or one or two.
_FRACTION = later(
    r"(?<!\d )(?<!\d)\d ?/ ?\d+ ?"
    rf"(?:hour|day|week|month|year|wk|(?:x|times?) ?(?:(?:an?|per|each|every) |/ ?)?"
    rf"(?:{ANY_UNIT}|{'|'.join(ADVERBS)})\b)"
)
ONE_RHYTHM = "write one rhythm, not a range: the one that is kept, or the mean of it"
_WHOLE_FIRST = (
    'write how much it is with its unit, or the part with its whole: "half a tablet of 2.5 mg daily"'
)
#: A dash or a verb before a count of tablets: "- 2 daily", "take 2 daily".
_BEFORE_COUNT = later(r"^(?:[-:\s]|\b(?:then|and|please|take|taking|use|using|swallow|a|an)\b)+")


def ask_fraction(text: str) -> None:
    """Ask what a fraction of how often is: ``every 2/3 days``.

    Raises
    ------
    AmbiguousRhythm
    """
    if _FRACTION.search(text.casefold()):
        raise AmbiguousRhythm("write one number of days, weeks or months, not a fraction or a choice")


def refuse_doubtful(written: str) -> None:
    """Refuse words for how often, in small letters, that may mean two things.

    Raises
    ------
    AmbiguousRhythm
    """
    folded_days = written.replace("-", " ")
    folded = written.replace("-", "").replace("bi ", "bi").replace("tri ", "tri")
    if folded in _TWO_MEANINGS:
        one, other = _TWO_MEANINGS[folded]
        raise AmbiguousRhythm(f'write "{one}" or "{other}", whichever is meant')
    if (
        _DAYS_OR_SPAN.fullmatch(written)
        and written not in ("mon-fri", "mo-fr")
        and (days := named_weekdays(folded_days))
    ):
        told = [day for name in written.split("-") for day in named_weekdays(name.strip())]
        one, other = (
            NAMES[day] for day in (told if len(told) == len(days) else days)
        )  # "m-th" by its letters
        raise AmbiguousRhythm(f'write "{one} and {other}" or "{one} to {other}", whichever is meant')
    if re.search(r"\b(?:as (?:needed|required)|prn|when (?:needed|i remember))\b", written):
        raise AmbiguousRhythm('write how often it is taken on average, for example "twice a week"')
    counted = _BEFORE_COUNT.sub("", written)
    if re.fullmatch(r"0?\.\d+ (?:every|each|per|a) (?:day|week|month)", counted):
        raise AmbiguousRhythm(_WHOLE_FIRST)
    bare = re.fullmatch(rf"({NUMBER}) (daily|weekly|monthly)", without_time(counted))
    if bare is not None:
        number, (period, many) = bare[1], _BARE_PERIODS[bare[2]]
        if float(number) < 1.0:
            # "2.5 mg tablet, half daily" is a half of it, every day.
            raise AmbiguousRhythm(_WHOLE_FIRST)
        if period == "week" and float(number) > _WEEKS_OF_A_YEAR:
            raise AmbiguousRhythm(
                f'write the unit behind {number} if it is an amount, as in "{number} mg weekly"'
            )
        # "1 daily" has one meaning.
        if float(number) < many and (period, float(number)) != ("day", 1.0):
            if float(number) >= _OF_A_PACK and period == "day":
                raise AmbiguousRhythm(
                    f'write "daily" if {number} is what a pack holds, or "every {number} days" if that is meant'
                )
            raise AmbiguousRhythm(
                f'write "{number} times a {period}" or "every {number} {period}s", whichever is meant'
            )
    if RANGE.search(written) and _OF_RHYTHM.search(written):
        raise AmbiguousRhythm(ONE_RHYTHM)
