"""A drug without a first day beside one that has one: asked, for it need not begin then, nor today."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from osteotwin.asking.drugs.dose_words import is_single
from osteotwin.asking.drugs.own_example import ended_as
from osteotwin.asking.drugs.taken import Taken, is_shown
from osteotwin.asking.drugs.told_drugs import LENGTH, drugs_in
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.asking.when import DATE, MONTH_NAME
from osteotwin.protocol.dose_of_drug import products_named
from osteotwin.units.patterns import later

SINCE: Final = later(
    r"[\s,]+(?:since|starting|started(?! at \d)|(?:was )?added(?= (?:in|on|last) )|"
    r"from(?= [0-9a-z]+ ?[0-9])(?! [\d.,]+ ?(?:mg|mcg|ug|g|iu)\b)|"
    r"(?:the )?first(?! of )(?: (?:dose|one|infusion|injection|shot))?(?: was)?(?: given)?(?: on| in)?:?"
    r"(?= [^,;]*(?:19|20)\d{2}))\s+(?P<when>.+)$",
    re.IGNORECASE,
)
#: "once in May 2024"
IN_YEAR: Final = later(
    r"[\s,]+(?:in|during)\s+(?P<when>(?:[a-z]{3,9}\.?\s+)?(?P<year>(?:19|20)\d{2}))$", re.IGNORECASE
)
#: "40 mg daily for the past 10 years"
PAST_SPAN: Final = later(
    r"[\s,]+(?:for|over|during) (?:about |almost |nearly |over )?the (?:past|last) "
    rf"(?:about |almost |nearly |over )?(?P<span>{LENGTH})$|"
    rf"[\s,]+for (?:about |almost |nearly |over )?(?P<now>{LENGTH}) (?:now|so far|already|and counting)$",
    re.IGNORECASE,
)
#: "anastrozole 1 mg daily 2018-2020": those years are of it alone.
HAS_END: Final = later(
    r"\b(?:until|till|stopped|ended)\b(?:[^,;]*(?P<year>(?:19|20)\d\d))?|"
    r"\d{4} ?(?:-|\u2013|to|until) ?(?:[a-z]{3,9} )?\d{4}",
    re.IGNORECASE,
)
#: The last day of "2022-2024", "since May 2022 until June 2024".
_UNTIL: Final = later(
    rf"(?:\b(?:until|till|to|through|stopped|ended)|[-\u2013])(?: in| on)? ?(?P<day>{DATE.pattern}|(?:{MONTH_NAME} )?"
    r"(?:19|20)\d\d)$",
    re.IGNORECASE,
)


#: "before letrozole", "prior to that"
_OF_ANOTHER_TIME: Final = later(
    r"\b(?:before|prior to|previous to|after|until) (?:that|this|it|then|these|those|(?P<name>[^\W\d_]{4,}))"
    r"(?=\s*(?:[,;.)\n]|$))|"
    r"\b(?:previously|formerly|earlier|afterwards?|vorher|davor|zuvor|danach|avant|apr\u00e8s|antes)(?=\s*(?:[,;.)\n]|$))",
    re.IGNORECASE,
)


def ask_same_day(taken: Sequence[Taken], text: str) -> None:
    """Ask of a drug that the model has, and of which no first day is told, whether it began with one that has one.

    Parameters
    ----------
    taken : sequence of Taken
        The drugs of one answer, of which no other answer tells the days.
    text : str
        That answer.

    Raises
    ------
    UnclearAnswerError
    """
    dated = [one for one in taken if one.since and not (one.is_procedure or is_single(one.dose))]
    for place, one in enumerate(taken):
        if one.since or not one.dose or one.is_supplement or not products_named(one.name):
            continue
        before = [had for had in taken[:place] if had in dated] or dated
        if not before:
            return
        other, line = before[-1], f"{one.name} {one.dose}"
        for then in _OF_ANOTHER_TIME.finditer(text):
            if then["name"] and not drugs_in(then["name"]):
                continue
            raise UnclearAnswerError(
                "drugs", f"{quoted(then[0])} in {quoted(text)}, which tells another time than now", "what is taken now",
                f'write both days of what is over, as in "{ended_as(text)}", with your own',
            )  # fmt: skip
        until = _UNTIL.search(other.since)
        day = until["day"] if until is not None else other.since
        told = "if it followed at once" if until is not None else "if it began then, too"
        raise UnclearAnswerError(
            "drugs", f"{quoted(line)} beside {other.name} since {other.since}, which does not tell since when",
            "its first day, too", f'write "{line} since {day}" {told}, or "{line} starting today" if it begins now',
        )  # fmt: skip


def ask_of_all(drugs: Sequence[str]) -> None:
    """Ask whether the day behind the last of a list holds for the others, too."""
    days = [SINCE.search(one) or PAST_SPAN.search(one) or IN_YEAR.search(one) for one in drugs]
    last = SINCE.search(drugs[-1]) or PAST_SPAN.search(drugs[-1])
    if (
        last is None
        or all(days[:-1])
        or any(SINCE.search(one) or PAST_SPAN.search(one) for one in drugs[:-1])
    ):
        return
    if not _is_in_no_number(drugs[-1]) and all(
        found is not None or _is_in_no_number(one) for one, found in zip(drugs, days, strict=True)
    ):
        return
    for one, found in zip(drugs, days, strict=True):
        if found is None and (until := HAS_END.search(one)) is not None:
            bare, end = one[: until.start()].strip(" ,"), one[until.start() :]
            year = int(until["year"]) - 3 if until["year"] else 2021
            raise UnclearAnswerError(
                "drugs", f"{quoted(one)}, which does not tell when it began", "its first day, too",
                f'write for example "{bare} since March {year} {end}", with your own first day',
            )  # fmt: skip
    day = " ".join(last[0].strip(" ,").split())
    each = "; ".join(
        one if found or _is_in_no_number(one) else f"{one} {day}"
        for one, found in zip(drugs, days, strict=True)
    )
    raise UnclearAnswerError(
        "drugs", f"{quoted(day)} behind the last of {len(drugs)} drugs, which may hold for all",
        "a day for each", f'write "{each}", or "starting today" behind a drug that begins now',
    )  # fmt: skip


def _is_in_no_number(one: str) -> bool:
    """Tell whether words name only drugs that are shown and not simulated: since when changes nothing."""
    names = drugs_in(one)
    return bool(names) and all(map(is_shown, names))
