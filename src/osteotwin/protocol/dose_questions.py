"""What a dose in words leaves open: asked with what to write, and never guessed."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.protocol.dose_strength import MASS as _M
from osteotwin.protocol.dose_strength import NUMBER as _N
from osteotwin.protocol.dose_strength import AmbiguousDose
from osteotwin.units.patterns import later

#: Elsewhere a point separates thousands: behind 1 to 999 and before three digits that end with 0 it may.
_POINT: Final = later(rf"(?<![\d.,])(?P<n>[1-9]\d{{0,2}}\.\d\d0) ?(?P<m>{_M})\b")
_COMMA: Final = later(rf"(?<![\d.,])(?P<n>\d{{1,3}}(?:,\d{{3}})+) ?(?P<m>{_M})\b")
_PLAIN: Final = later(rf"{_N} ?{_M}\b")
_RANGE: Final = later(rf"{_N} ?(?:{_M} ?)?(?:-|–|to|or) ?{_N} ?{_M}\b")
_TAPER: Final = later(r"\b(?:taper|reduc|wean|titrat|decreas|increas|lower|drop|down)\w*\b")
_DAYS_APART: Final = (
    "leave the days out of the dose: a file has already_since, from and until for them, an answer says them behind it, "
    'as in "since May 2023 until Feb 2026", each dose with its own'
)
#: "for 2 years now" tells when it began, not when it ends.
_SO_FAR: Final = later(
    rf"\b(?:for|over)(?: about| almost| nearly| over| more than)? (?:{_N}|an?) ?(?:day|week|wk|month|mo|year|yr)s?"
    r"(?: now| so far| already|,? and counting)\b|"
    rf"\b(?:now|already|been)\b[^,;]* for (?:{_N}|an?) ?(?:day|week|wk|month|mo|year|yr)s?$|"
    r"\bfor the (?:past|last)\b"
)
#: "in 2023", "during May 2024": when it was, and no number of doses.
_IN_YEAR: Final = later(
    r"\b(?:in|into|during|throughout|across|over)(?: (?:early|mid|late|the year))?(?:[ -][a-z]{3,9}\.?)? "
    rf"(?:19|20)\d\d(?![\d.,]|[ -]?{_M}\b)"
)
#: "first 10 days of each month"
_FIRST_DAYS: Final = later(r"\bfirst (?P<n>\d+) days? (?:of )?(?:the|an?|per|each|every) month\b")
_DAYS_OF_MONTH: Final = 30
#: "60 mg 6/12": every six months, or for so long.
_PARTS_ALONE: Final = later(rf"{_M} (?P<n>\d+) ?/ ?(?P<of>7|52|12)$")
_PLACE: Final = (
    r"(?:sides?|sites?|arms?|shoulders?|thighs?|legs?|glutes?|buttocks?|butt cheeks?|cheeks?|delts?|deltoids?|quads?|"
    r"hips?|nostrils?)"
)
#: "20.25 mg on each arm": of one, or of all.
_EACH_PLACE: Final = later(
    rf"\b(?:each|every|per) (?:upper |outer )?{_PLACE}\b|"
    rf"\b{_PLACE} each\b(?! (?:day|morning|evening|night|week|am|pm)\b)|\bon either side\b"
)
#: The marks of such a syringe count hundredths of a milliliter, not units of a drug.
_MARKS: Final = later(rf"{_N} ?(?:units?|iu)\b.*\b(?:insulin|u-?100)\b.*\bsyringe\b")
_VOLUME: Final = later(rf"(?P<v>{_N}) ?(?:ml|cc)\b(?! ?/)")
#: What a vial holds is no dose.
_OF_VIAL: Final = later(r"[ -]?(?:multi[- ]?dose )?(?:vial|bottle|bac|bacteriostatic|water|saline)\b")
#: "200 mg vial, 0.5 ml weekly": what is drawn up is no part that the weight tells.
_HELD: Final = later(
    rf"{_N} ?{_M} (?:multi[- ]?dose )?(?:vial|bottle)s?\b[^;]*?(?<![\w.])(?P<v>{_N}) ?(?:ml|cc)\b"
    r"(?! ?\)?(?: ?vial|bottle))"
)
_STRENGTH: Final = later(rf"{_M} ?(?:/|per) ?[\d.]* ?(?:ml|cc)\b|%")
#: What may be a decimal comma without a digit before it.
_COMMA_BEFORE: Final = later(r"(?:^\s*, ?|[\s(],)(?P<n>\d+) ?(?P<m>mg|mcg|ug|g|ml|cc|iu)\b", re.IGNORECASE)


#: "70 mg/5600 IU": what a tablet holds of two substances.
_OF_TWO: Final = later(rf"(?P<mg>{_N} ?mg) ?/ ?(?P<iu>{_N} ?iu)\b")
#: "1st Monday", of which month it does not tell; "1st" is 1 by then.
_NTH_WEEKDAY: Final = later(
    r"(?<!every )(?<!each )(?:(?<=[a-z,] )[1-4]|\b(?:first|second|third|fourth|last)) "
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b(?!.*(?:month|day))"
)
#: "140 mg/week over 7 days"
_RATE_OVER: Final = later(r"(?:/ ?|per |a )(?:week|wk|month),? (?:spread |split |divided )?over \d+ days\b")
#: "10 mg and 10 mg daily"
_TWICE: Final = later(
    rf"(?<![\d.,])(?P<n>{_N}) ?(?P<m>{_M}) (?:and|&) (?P=n) ?(?P=m)(?=$| (?:daily|weekly|once|twice|every|an?|per) ?)"
)
#: "1 mg/kg weekly"
_PER_BODY: Final = later(rf"{_N} ?{_M} ?(?:/|per) ?(?P<of>kg|kilo(?:gram)?|m2|m\u00b2|lb)(?![\w])")
#: "1 mg daily, extra 0.5 mg on Sundays" is of both.
_EXTRA: Final = later(r"\b(?:extra|additional(?:ly)?|another)\b")
#: "em", of "em dias alternados", and no month.
_PORTUGUESE_IN: Final = later(r"\bem$")
#: "max 1 mg daily": what is not passed, and not what is taken.
_BOUND: Final = later(
    rf"\b(?:max(?:imum|imal)?\.?|at (?:the )?(?:most|least)|(?:no|not) (?:more|less) than|min(?:imum|imal)?\.?)"
    rf"(?: dose)?(?: of|:)? (?P<amount>{_N} ?{_M})\b"
)


_DAY_SAID: Final = later(
    r"\b(?:19|20)\d\d\b|\bago\b|\d/\d|\b(?:since|until|last|past|months?|years?|weeks?)\b"
)
#: "50 patches", "50 and another patch": a number of a patch's strength, without its unit.
_PATCH: Final = later(r"(?:(?<![\w.,])(?P<n>\d{2,3}(?:\.5)?)\b(?! ?%)[^;,]*)?\bpatch(?:es)?\b")


def ask_separators(text: str) -> None:
    """Ask whether a point or a comma in a number separates thousands.

    Raises
    ------
    AmbiguousDose
    """
    for form, mark in ((_POINT, "."), (_COMMA, ",")):
        if (found := form.search(text)) is not None:
            thousands = found["n"].replace(mark, "")
            decimal = f"{float(found['n'].replace(mark, '.', 1).replace(',', '')):g}"
            name = "point" if mark == "." else "comma"
            raise AmbiguousDose(
                f'write "{thousands} {found["m"]}", or "{decimal} {found["m"]}" if the {name} is a decimal one'
            )


def ask_comma_before(text: str) -> None:
    """Ask whether a comma before a number is a decimal one: ",5 mg".

    Raises
    ------
    AmbiguousDose
    """
    if (found := _COMMA_BEFORE.search(text)) is not None:
        n, m = found["n"], found["m"]
        raise AmbiguousDose(f'write "0.{n} {m}", or "{n} {m}" if the comma says nothing')


def ask_places(text: str) -> None:
    """Ask whether an amount for each of several parts of the body is of one or of all.

    Raises
    ------
    AmbiguousDose
    """
    if _EACH_PLACE.search(text) and "total" not in text:
        raise AmbiguousDose('write how much it is in all: "40.5 mg daily", not how much goes where')


def ask_open(text: str) -> None:
    """Ask what a dose leaves open, whatever else it says.

    Parameters
    ----------
    text : str
        In lower case, with digits for number words.

    Raises
    ------
    AmbiguousDose
    """
    if (both := _OF_TWO.search(text)) is not None:
        raise AmbiguousDose(
            f'write "{both["mg"]}" alone with how often, and the vitamin D as a supplement of its own, "{both["iu"]}"'
        )
    if (twice := _TWICE.search(text)) is not None:
        n, m = float(twice["n"]), twice["m"]
        raise AmbiguousDose(
            f'write "{2.0 * n:g} {m}" if both are taken each time, or "{n:g} {m}" if that is all'
        )
    if (per := _PER_BODY.search(text)) is not None:
        raise AmbiguousDose(f"write how much it is each time in all, not per {per['of']}")
    if _RANGE.search(text):
        if _TAPER.search(text):
            raise AmbiguousDose(
                'write each dose and how long it is taken: "20 mg for 2 weeks then 10 mg for 2 weeks"'
            )
        raise AmbiguousDose("write one dose, not a range: the one that is taken, or the mean of it")
    if _EXTRA.search(text) and len(_PLAIN.findall(text)) > 1:
        raise AmbiguousDose('write both doses with their days, as in "1 mg daily on Mon-Sat, 1.5 mg on Sun"')
    if _PORTUGUESE_IN.search(text):
        raise AmbiguousDose('write how often in whole words, as in "every month" or "every other day"')
    if (bound := _BOUND.search(text)) is not None and len(_PLAIN.findall(text)) == 1:
        raise AmbiguousDose(
            f'write the dose that is taken, as in "{bound["amount"]} daily", and not its limit'
        )
    if _NTH_WEEKDAY.search(text):
        raise AmbiguousDose(
            'write "monthly" if it is on one such day of each month, or "weekly" if it is each week'
        )
    if _RATE_OVER.search(text):
        raise AmbiguousDose(
            'write how much it is each day, as in "20 mg daily" for 140 mg a week, or how long it lasts'
        )
    if (first := _FIRST_DAYS.search(text)) is not None and 0 < int(first["n"]) < _DAYS_OF_MONTH:
        days = int(first["n"])
        raise AmbiguousDose(
            f'write "daily, {days} days on, {_DAYS_OF_MONTH - days} days off" where it comes back each month'
        )
    if (british := _PARTS_ALONE.search(text)) is not None:
        unit = {"7": "days", "52": "weeks", "12": "months"}[british["of"]]
        raise AmbiguousDose(
            f'write "every {british["n"]} {unit}" or "for {british["n"]} {unit}", whichever is meant'
        )
    if _SO_FAR.search(text) or _IN_YEAR.search(text):
        raise AmbiguousDose(_DAYS_APART)
    if (vial := _HELD.search(text)) is not None and not _STRENGTH.search(text):
        raise AmbiguousDose(f'say the strength, too, as on the vial: "{vial["v"]} mL of 200 mg/mL"')
    if _MARKS.search(text) and "/" not in text:
        raise AmbiguousDose('say the strength, too: "20 units of 200 mg/ml on an insulin syringe"')


def ask_what_lacks(text: str) -> None:
    """Ask of a dose that is none how much of the drug is in it, or for its days elsewhere.

    Raises
    ------
    AmbiguousDose
    """
    if re.search(r"\bstarted\b", text) and not _DAY_SAID.search(text) and _PLAIN.search(text):
        raise AmbiguousDose(
            'write the dose that is taken now with how often, as in "5 mg daily"; an earlier one is an entry '
            "of its own, with its own days"
        )
    if re.search(r"\b(?:since|started|for the (?:past|last)|until)\b", text) and _PLAIN.search(text):
        raise AmbiguousDose(_DAYS_APART)
    if re.search(r"\bdrops?\b", text) and (plain := _PLAIN.search(text)) is not None:
        drops = re.search(rf"\b(?P<n>{_N}) drops?\b", text)
        in_all = "so much in all" if drops is None else f"{drops['n']} x {plain[0]}"
        raise AmbiguousDose(
            f'write "{plain[0]}" if that is in all of them, or "{in_all}" if it is in one drop'
        )
    volumes = [found for found in _VOLUME.finditer(text) if not _OF_VIAL.match(text, found.end())]
    if (volume := volumes[-1] if volumes else None) is not None and not _STRENGTH.search(text):
        raise AmbiguousDose(f'say the strength, too, as on the vial: "{volume["v"]} mL of 200 mg/mL"')
    if _PLAIN.search(text):
        return
    if (patch := _PATCH.search(text)) is not None:
        raise AmbiguousDose(
            f'write what it gives a day with its unit, and how often it is changed, as in "{patch["n"] or "50"} '
            'ug/24 h patch twice a week"'
        )
    if re.search(r"\b(?:pumps?|strokes?|actuations?)\b", text):
        raise AmbiguousDose('say how much one pump holds, as on the label: "2 pumps of 20.25 mg"')
    if re.search(
        r"\b(?:tablet|tab|pill|capsule|cap|tube|sachet|packet|vial|pellet|drop|ring)(?:e?s)?\b", text
    ):
        raise AmbiguousDose('say how much is in one: "half a tablet of 1 mg", "5 g of 1 % gel"')
