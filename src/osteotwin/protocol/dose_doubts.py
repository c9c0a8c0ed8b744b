"""What a dose in words may hold twice or half: asked with what to write, and never guessed."""

from __future__ import annotations

import re
from math import isclose
from typing import Final

from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.protocol.dose_strength import MASS as _M
from osteotwin.protocol.dose_strength import NUMBER as _N
from osteotwin.protocol.dose_strength import AmbiguousDose
from osteotwin.units.patterns import later
from osteotwin.units.weekdays import named_weekdays

_LONG: Final = (
    r"(?:monthly|quarterly|yearly|(?:a|per|each|every|/) ?(?:\d+ ?)?(?:months?|mo|quarters?|years?)\b)"
)
#: "105 mg x 2 monthly": on one day, or by turns.
_TOGETHER: Final = later(rf"(?P<n>{_N}) ?(?P<m>{_M}) ?x ?(?P<times>[2-9]),? (?P<often>{_LONG})")
#: "on two consecutive days a month"
_DAYS_TOGETHER: Final = later(
    rf"(?P<n>{_N}) ?(?P<m>{_M})\b.*?\b(?P<days>[2-9]) (?:(?:consecutive|successive|following|straight) days?|"
    rf"days? (?:in a row|running|(?=(?:once )?{_LONG})))"
)
#: "alternate weeks" of what is taken every day: one week on, one off.
_ALTERNATE: Final = later(
    r"\b(?:alternat(?:e|ing) (?P<unit>week|month)s|(?P<one>week|month)s? (?:on )?alternat(?:e|ing|ely))\b"
)
_MASS_BESIDE: Final = later(
    rf"(?P<mass>{_N} ?{_M}),? (?P<v>{_N}) ?(?:ml|cc)\b|"
    rf"(?<![\d./])(?P<first>{_N}) ?(?:ml|cc),? (?P<other>{_N} ?{_M})\b(?! ?/)"
)
_PER_ML: Final = later(r"(?:/|per) ?[\d.]* ?(?:ml|cc)\b|\d ?%")
#: "0.5 ml (200 mg)": what is given, or what a milliliter of the vial holds.
_MASS_IN_BRACKETS: Final = later(rf"(?P<v>{_N}) ?(?:ml|cc) ?\((?:= ?|of )?(?P<mass>{_N}) ?mg\)")
_PART: Final = r"(?P<count>0?\.5|0?\.25|0?\.75|1/2|1/4|3/4)(?: of)?(?: an?)?"
_PIECE: Final = r"(?:tablets?|tabs?|pills?|capsules?|caps?)\b"
_NOT_OF_ONE: Final = rf"(?:(?!{_PIECE}|[;.]\s|\b(?:then|of|each)\b)[^;\n]){{0,25}}?"
#: "1.25 mg, half a tablet": what is taken, or what is in one.
_PART_BESIDE: Final = (
    re.compile(rf"(?<![\w./])(?P<n>{_N}) ?(?P<m>{_M})(?![a-z/]){_NOT_OF_ONE}[ ,(]+{_PART} {_PIECE}"),
    re.compile(rf"(?<![\d./]){_PART} {_PIECE},? (?P<n>{_N}) ?(?P<m>{_M})\b"),
    re.compile(
        rf"(?P<n>{_N}) ?(?P<m>{_M})(?:,| daily[,;:]?| daily -) (?P<count>[2-9]) {_PIECE}"
        r"(?! (?:of|a|per|each|every|daily|x) )"
    ),
)
#: "1 tablet of 5 mg in the morning and 2.5 at night"
_BARE_BEHIND: Final = later(
    rf"{_PIECE} of {_N} ?(?P<m>{_M})\b[^;]{{0,25}}?(?:\band|,) (?P<n>{_N}) (?:at|in the|before|every|with)\b"
)
#: "once in between injection days": one only, or one between each two.
_BETWEEN_SHOTS: Final = later(r"\b(?:once|1 ?x|1 times?) (?:in )?between\b")
#: Of testosterone in oil [mg/mL].
_VIALS: Final = (50.0, 100.0, 200.0, 250.0, 300.0)
#: Whole contents of a ready syringe or an infusion are no less, and no strength is told apart from them [mL].
_LEAST_SYRINGE_ML: Final = 1.0


def ask_doubts(text: str) -> None:
    """Ask of a dose whether what it names is one of several, or the strength of what is given.

    Parameters
    ----------
    text : str
        In lower case, with digits for number words.

    Raises
    ------
    AmbiguousDose
    """
    ask_part_beside(text)
    beside = None if _PER_ML.search(text) else _MASS_BESIDE.search(text)
    if beside is not None and float(volume := beside["v"] or beside["first"]) < _LEAST_SYRINGE_ML:
        mass = beside["mass"] or beside["other"]
        raise AmbiguousDose(
            f'write "{mass}" alone if so much is given, or "{volume} ml of {mass}/ml" if that is in one milliliter'
        )
    if (both := _MASS_IN_BRACKETS.search(text)) is not None and not _PER_ML.search(text):
        volume, mass = float(both["v"]), float(both["mass"])
        if mass in _VIALS and not any(isclose(mass / volume, one) for one in _VIALS):
            raise AmbiguousDose(
                f'write "{mass:g} mg" alone if so much is given, or "{volume:g} ml of {mass:g} mg/ml" if that is in '
                "one milliliter"
            )
    if (several := _TOGETHER.search(text)) is not None:
        often = several["often"]
        in_all = f"{float(several['n']) * float(several['times']):.12g} {several['m']}"
        raise AmbiguousDose(
            f'write "{in_all} {often}" if it is given on one day, or how many days lie between two doses'
        )
    if (days := _DAYS_TOGETHER.search(text)) is not None and (long := re.search(_LONG, text)) is not None:
        in_all = f"{float(days['n']) * float(days['days']):.12g} {days['m']}"
        raise AmbiguousDose(
            f'write "{in_all} {long[0]}" if that is what {days["days"]} days that follow each other come to, '
            "or how many days lie between two doses"
        )
    if (by_turns := _ALTERNATE.search(text)) is not None:
        unit = by_turns["unit"] or by_turns["one"]
        raise AmbiguousDose(
            f'write "every 2 {unit}s" if it is taken once in two {unit}s, or "daily, 1 {unit} on, 1 {unit} off"'
        )


def ask_part_beside(text: str) -> None:
    """Ask of an amount beside a part of a tablet, or a number of tablets, whether it is in one or in all.

    Parameters
    ----------
    text : str
        In lower case, with digits for number words.

    Raises
    ------
    AmbiguousDose
    """
    for beside_part in _PART_BESIDE:
        if (part := beside_part.search(text)) is not None:
            said = f"{part['n']} {part['m']}"
            raise AmbiguousDose(
                f'write "{said}" if that is all, or "{part["count"]} x {said}" if so much is in one'
            )
    if (bare := _BARE_BEHIND.search(text)) is not None and not float(bare["n"]).is_integer():
        raise AmbiguousDose(f'write "{bare["n"]} {bare["m"]}" or how many tablets: "{bare["n"]}" has no unit')


_TWO_DAYS: Final = later(
    r"(?<![/,])\b(?P<one>[a-z]{3,9}) ?/ ?(?P<other>[a-z]{3,9})\b(?! ?[/,])", re.IGNORECASE
)


def ask_either_day(text: str) -> None:
    """Ask of two days that follow each other, of which a slash may mean either, and of once between shots.

    Raises
    ------
    AmbiguousDose
    """
    if _BETWEEN_SHOTS.search(text.casefold()):
        raise AmbiguousDose(
            'say how often it is, as in "every 7 days", or "with each injection" if that is meant'
        )
    for days in _TWO_DAYS.finditer(text):
        first, then = (named_weekdays(days[word].casefold()) for word in ("one", "other"))
        if len(first) == len(then) == 1 and (then[0] - first[0]) % DAYS_PER_WEEK == 1:
            raise AmbiguousDose(
                f'write "{days["one"]}" or "{days["other"]}" where it is one of the two days, or '
                f'"{days["one"]} and {days["other"]}" for both'
            )
