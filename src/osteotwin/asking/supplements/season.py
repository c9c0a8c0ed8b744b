"""Vitamin D in a part of the year → its mean over the year, which the model takes; a season is asked for its months."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.supplements.grammar import plain_supplements
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.units.patterns import later

_SEASON: Final = (
    r"(?:(?P<winter>winter ?months|winter\w*|cold (?:season|months)|dark (?:months|season)|hiver|invierno|"
    r"inverno)|(?P<summer>summer\w*|sommer\w*|\u00e9t\u00e9|verano|estate)|(?P<spring>spring(?! valley)|fr\u00fchling|"
    r"fr\u00fchjahr|printemps|primavera)|(?P<autumn>autumns?|fall|herbst|automne|oto\u00f1o|autunno))"
)
_ANOTHER: Final = re.sub(r"\?P<\w+>", "?:", _SEASON)
#: The number of a month by how its name begins, in the languages of the season.
_BEGINS: Final = {
    "jan": 1, "ene": 1, "gen": 1, "feb": 2, "f\u00e9v": 2, "fev": 2, "mar": 3, "m\u00e4r": 3, "maer": 3, "apr": 4,
    "avr": 4, "abr": 4, "may": 5, "mai": 5, "mag": 5, "jun": 6, "juin": 6, "giu": 6, "jul": 7, "juil": 7, "lug": 7,
    "aug": 8, "ao\u00fb": 8, "ago": 8, "sep": 9, "set": 9, "oct": 10, "okt": 10, "ott": 10, "nov": 11, "dec": 12,
    "dez": 12, "d\u00e9c": 12, "dic": 12,
}  # fmt: skip
_NAME: Final = rf"\b(?:{'|'.join(sorted(_BEGINS, key=len, reverse=True))})[^\W\d_]{{0,7}}\b"
_MONTH: Final = rf"{_NAME}\.?(?! ?(?:19|20)?\d)"
_PART: Final = later(
    rf"[\s,(]*(?:\b(?:only|just|but|and|nur|seulement|solo)\b[\s,]*)*"
    rf"(?:\b(?:in|during|over|through(?:out)?|from|between|every|each|of a|im|von|en|de|d')\b[\s]*)?"
    rf"(?:\b(?:the|den|el|les)\b )?(?:\b{_SEASON}(?: months| time)?(?: (?:and|to|und|et|y) (?:the )?{_ANOTHER})?|"
    rf"\b(?P<months>{_MONTH} ?(?:-|\u2013|to|until|till|through|thru|and|&|bis|a|\u00e0) ?{_MONTH}))\b(?: only)?\)?",
    re.IGNORECASE,
)
#: "daily in winter, nothing in summer": of the rest of the year.
_NOT_ELSE: Final = later(
    rf",? (?:and |but )?(?:nothing|none|not|off|no) (?:it )?(?:in|during|over) (?:the )?{_ANOTHER}\b",
    re.IGNORECASE,
)
#: "none May to August": it is of the other months.
_NOT_IN: Final = later(
    r"[\s,;(]*\b(?:but |and )?(?:none|nothing|not|no|off|except|excluding|outside(?: of)?|apart from|other than)"
    r"(?: (?:it|any|for))?\s*$",
    re.IGNORECASE,
)
_AND: Final = later(r"[^\W\d_]\.? ?(?:and\b|&) ?", re.IGNORECASE)
_BETWEEN: Final = later(r"\b(?:between|from)\b", re.IGNORECASE)
_OF_ONE: Final = later(r"\b(?:calcium|vit(?:amin[ae]?|\.)? ?d[23]?|d[23])\b", re.IGNORECASE)
_DOSE: Final = later(r"(?P<name>.*?\D) (?P<n>[\d.,]+) (?P<unit>IU|mg|mcg)(?P<often> .+)?")
#: What may be meant by a season, of the north.
_MONTHS_OF: Final = {
    "winter": ("October to March", "November to March", "December to February"),
    "summer": ("April to September", "May to September", "June to August"),
    "spring": ("March to May", "April to June"),
    "autumn": ("September to November", "October to December"),
}
_MONTHS_A_YEAR: Final = 12
#: What may be meant by all but a season.
_MONTHS_WITHOUT: Final = {
    "winter": ("April to September", "April to October", "March to November"),
    "summer": ("October to March", "October to April", "September to May"),
    "spring": ("June to February", "July to March"),
    "autumn": ("December to August", "January to September"),
}
_TWO: Final = 2
_AND_ALONE: Final = later(r" ?(?:\band\b|&) ?", re.IGNORECASE)


def of_whole_year(piece: str) -> tuple[str, str]:
    """Return vitamin D of named months as its mean over the year, and what is to be said of it; else the piece.

    Raises
    ------
    UnclearAnswerError
        Of a season, whose months differ; and of a dose of some months that does not tell how often, or is not plain.

    Examples
    --------
    >>> of_whole_year("D3 4800 IU daily oct-april")
    ('vitamin D 2800 IU daily', 'vitamin D 4800 IU daily in 7 of 12 months is 2800 IU daily in the mean of the year')
    >>> of_whole_year("D3 1000 IU daily")
    ('D3 1000 IU daily', '')
    """
    bare = _NOT_ELSE.sub("", piece)
    piece = bare if _PART.search(bare) else piece
    part = _PART.search(piece)
    if part is None or not _OF_ONE.search(piece):
        return piece, ""
    before = piece[: part.start()]
    is_not_in = _NOT_IN.search(before) is not None
    rest = " ".join(f"{_NOT_IN.sub('', before)} {piece[part.end() :]}".split()).strip(" ,")
    told = plain_supplements(rest)
    dose = None if told is None or len(told.pieces) != 1 else _DOSE.fullmatch(told.pieces[0])
    if dose is None or not dose["name"].startswith("vitamin D"):
        raise _unclear(piece, part)
    said = rest if dose["often"] else f"{rest} daily"
    often = "" if dose["often"] else ", and how often"
    if part["months"] is None:
        season = next(name for name in _MONTHS_OF if part[name])
        possible = (_MONTHS_WITHOUT if is_not_in else _MONTHS_OF)[season]
        ways = " or ".join(f'"{said}, {months}"' for months in possible)
        raise UnclearAnswerError(
            "food", f"{quoted(_bare(part))}, which may be of more or fewer months",
            f"which months of the year{often}", f"write for example {ways}",
        )  # fmt: skip
    if not dose["often"]:
        raise UnclearAnswerError(
            "food", f"no word on how often in {quoted(piece)}", "how often in those months of the year",
            f'write for example "{said}, {_bare(part)}"',
        )  # fmt: skip
    months = _months(part["months"])
    amount = float(dose["n"].replace(",", ""))
    if months > _TWO and _AND.search(part["months"]) and not _BETWEEN.search(part[0]):
        mean = _in_short(amount * (_MONTHS_A_YEAR - _TWO if is_not_in else _TWO) / _MONTHS_A_YEAR)
        raise UnclearAnswerError(
            "food", f"{quoted(part['months'])}, which may be two months, or all from one to the other",
            "which months of the year",
            f'write "{said}, {"none " * is_not_in}{_AND_ALONE.sub(" to ", part["months"])}" if it is all of them, '
            f'"{dose["name"]} {mean} {dose["unit"]}{dose["often"]}" as the mean of the year if it is two',
        )  # fmt: skip
    months = _MONTHS_A_YEAR - months if is_not_in else months
    mean = _in_short(amount * months / _MONTHS_A_YEAR)
    note = (
        f"{dose[0]} in {months} of {_MONTHS_A_YEAR} months is {mean} {dose['unit']}{dose['often']} in the mean of the "
        "year"
    )
    return f"{dose['name']} {mean} {dose['unit']}{dose['often']}", note


def _in_short(amount: float) -> str:
    """Return a number with no more decimals than tell, and never three, which might part thousands."""
    return f"{amount:.0f}" if amount >= _WHOLE else f"{amount:.1f}".removesuffix(".0")


#: From here on a whole number is exact enough.
_WHOLE: Final = 100.0


def _bare(part: re.Match[str]) -> str:
    return part[0].strip(" ,()")


def _months(said: str) -> int:
    """Return how many months there are from one to another, both with them."""
    first, last = (
        next(_BEGINS[name[:letters]] for letters in (4, 3) if name[:letters] in _BEGINS)
        for name in re.findall(_NAME, said.casefold())
    )
    return (last - first) % _MONTHS_A_YEAR + 1


def _unclear(piece: str, part: re.Match[str]) -> UnclearAnswerError:
    """Return the question for a supplement of a part of the year of which the mean is not plain."""
    return UnclearAnswerError(
        "food",
        f"{quoted(_bare(part))} in {quoted(piece)}, which is of a part of the year",
        "how much, how often, and which months of the year",
        'write each by itself, with how much and how often, and its months, as in "vitamin D 2000 IU daily, October to '
        'March"; of calcium what that is in the mean of the whole year',
    )
