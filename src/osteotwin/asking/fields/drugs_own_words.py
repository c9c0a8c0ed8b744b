"""An answer on drugs that is not understood → the words that are each drug's own, and what is certain in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from osteotwin.asking.drugs.told_drugs import name_places
from osteotwin.asking.fields.denied import is_of_others, is_plain
from osteotwin.asking.fields.drugs_known import UNIT_SHOWN, often_shown
from osteotwin.asking.fields.field import Row, filled
from osteotwin.asking.unclear import UnclearAnswerError
from osteotwin.asking.when import read_when
from osteotwin.protocol.dose_understood import understood_of
from osteotwin.units.patterns import later

#: Between the words of one drug and those of the next.
_PARTED: Final = later(
    r"[;,\n](?!\d)|(?<!\d)\.(?=\s)|(?<=[\d)])\.(?=\s+[^\W\d])|[+&]|"
    r"\b(?:and|plus|with|then|w/|und|et|y|now|later|to)\b|(?<=\s)/(?=\s)",
    re.IGNORECASE,
)
_CLAUSE: Final = later(
    r"[;,\n](?!\d)|(?<!\d)\.(?=\s|$)|\s[\u2013\u2014-]\s|[()]|\b(?:but|then)\b", re.IGNORECASE
)
#: What was, and is no more.
_WAS: Final = later(
    r"\b(?:was on|were|until|till|stopped|quit|used to|formerly|previously|came off|come off|dropped|"
    r"discontinued|took|ended|finished|holiday|paused|pause|on hold|had been|switched from|changed from|"
    r"off (?:it|them|since|now|again|for (?:now|good|a|the)|at the moment|(?:\d+|a few) (?:days|weeks|months))|"
    r"(?:on|taking|having|took) (?:a )?(?:short |long )?break|no longer|not (?:on|taking|using) (?:it|them|this)|"
    r"gave (?:it |them )?up|given up|weaned off|ran out|packed it in|abgesetzt|arr\u00eat\w+|dej\u00e9|"
    r"replaced|before (?:that|this)|before,? i|i had(?! my)|done (?:now|with)|first \d+ (?:wk|week|month)s?)\b",
    re.IGNORECASE,
)
#: What may come, or was only spoken of: nothing of it is taken.
_MAY_COME: Final = later(
    r"\b(?:thinking (?:of|about)|consider\w*|might|may (?=be\b|add|go\b|start|try|switch|need|have\b)|"
    r"could|wants? (?:me|to)|asked about|suggest\w*|recommend\w*|"
    r"offered|on hand|in case|going to|gonna|plan(?:s|ning|ned)?|about to|instead of|or maybe)\b",
    re.IGNORECASE,
)
_MASS: Final = later(r"\d ?(?:mg|mcg|ug|\u00b5g|g|iu|ml|cc)\b", re.IGNORECASE)
_IN_VOLUME: Final = later(
    r"/ ?(?:\d+ ?)?(?:ml|cc)\b|\bof \d|\b(?:tabs?|tablets?|tbl|pumps?|sachets?|clicks?)\b|"
    r"\b\d+ (?:shots?|injections?|jabs?|pens?|ampoules?|amps?|vials?|puffs?|drops)\b",
    re.IGNORECASE,
)
#: One tablet of so much is so much.
_ONE_OF_IT: Final = later(
    r"\b(?:1|one|an?) (?:tabs?|tablets?|tbl|pills?|capsules?|jab|shot|injection)\b\.?", re.IGNORECASE
)
_SINCE: Final = later(r"\b(?:since|from|in|started|starting|began|begun) ", re.IGNORECASE)
#: A step of a taper is no dose: "dropping 1 mg a month".
_STEP: Final = later(
    r"\b(?:dropping|reducing|tapering|decreasing|increasing|lowering|cutting|raising|(?:coming|going) (?:up|down))\b"
    r"(?: it)?(?: by)? \d",
    re.IGNORECASE,
)
#: "140 per week" is how much of it.
_HOLDS_AMOUNT: Final = later(
    r"\d{2,}(?:[.,]\d+)? ?(?:an?|per|each|/)\b|\d+(?:[.,]\d+)? ?(?:mg|mcg|ug|iu|ml)\b", re.IGNORECASE
)
_ONCE: Final = later(r"(?:an?|per|each) (?P<unit>day|week|month|year)", re.IGNORECASE)
#: What is drawn up: a number beside it is its strength.
_VOLUME: Final = later(r"(?<![\d.,/])(?P<number>\d*[.,]?\d+) ?(?:ml|cc)\b", re.IGNORECASE)
_HEAD: Final = later(r"^(?:chang\w+|replaced|taken|worn|injected) ", re.IGNORECASE)
#: "50s" are patches or tablets of 50.
_NUMBER: Final = later(r"(?P<number>\d+(?:[.,]\d+)?)s?")


@dataclass(frozen=True)
class OwnWords:
    """A drug, and what is said of it.

    Attributes
    ----------
    name : str
        As it is written.
    text : str
        All of an answer up to the words of the next drug.
    words : str
        The same without the name.
    """

    name: str
    text: str
    words: str

    @property
    def may_have_ended(self) -> bool:
        """Whether they tell of what was."""
        return _WAS.search(self.words) is not None

    @property
    def is_of_others(self) -> bool:
        """Whether they tell what somebody else takes."""
        return is_of_others(self.words)

    @property
    def may_come(self) -> bool:
        """Whether they tell of what is only thought of."""
        return _MAY_COME.search(self.words) is not None


def own_words(text: str) -> Iterator[OwnWords]:
    """Yield the drugs that a text names, each with its own words: those up to the last sign before the next name.

    Examples
    --------
    >>> [(one.name, one.words.strip()) for one in own_words("500 test e + 400 deca, adex .25 e3.5d")]
    [('test e', '500'), ('deca', '400'), ('adex', '.25 e3.5d')]
    """
    places = name_places(text)
    if not places:
        return
    before_first = list(_PARTED.finditer(text, 0, places[0][0]))
    borders = [before_first[-1].end() if before_first else 0]
    for (_, end), (start, _) in pairwise(places):
        signs = list(_PARTED.finditer(text, end, start))
        # Without a sign nobody knows whose the words between two names are.
        borders.append(signs[-1].end() if signs else -end)
    borders.append(len(text))
    for (start, end), first, last in zip(places, borders, borders[1:], strict=False):
        before = text[first:start] if first >= 0 else ""
        behind = text[end:last] if last >= 0 else ""
        behind = behind.rstrip(" ,;.+&")
        name = text[start:end]
        yield OwnWords(
            name, f"{before}{name}{behind}".strip(), f"{before.strip(' ,;.:')} {behind}".strip(" ,;:")
        )


def scraps_of(words: str, today: date, order: str | None) -> Row:
    """Return what is certain of a dose and its days in words of one drug: each only where it is told once.

    Parameters
    ----------
    words : str
        Without the name of the drug.
    today : datetime.date
    order : str or None

    Examples
    --------
    >>> scraps_of(".25 e3.5d", date(2026, 12, 1), None)
    {'amount': '0.25', 'often': 'every 3.5 days'}
    >>> scraps_of("4 qd, was 16 in the spring", date(2026, 12, 1), None)
    {'amount': '4', 'often': 'once a day'}
    """
    rows = [
        row
        for clause in _CLAUSE.split(words)
        if clause.strip()
        and is_plain(clause)
        and _WAS.search(clause) is None
        and _MAY_COME.search(clause) is None
        if (row := _of_clause(clause, today, order))
    ]
    told: dict[str, str] = {}
    for keys in (("amount", "unit"), ("often",), ("since",)):
        holding = [row for row in rows if keys[0] in row]
        if len(holding) == 1:
            told |= {key: holding[0][key] for key in keys if key in holding[0]}
    if volumes := _VOLUME.findall(words):
        told.pop("unit", None)
        told.pop("amount", None)
        if len(volumes) == 1:
            told |= {"amount": f"{float(volumes[0].replace(',', '.')):g}", "unit": "mL"}
    return told


def plainly(often: str) -> str:
    """Return how often without what is done then, and without half a bracket.

    Examples
    --------
    >>> plainly("changed mondays and thursdays"), plainly("twice a week (mon am/thu pm")
    ('Mon and Thu', 'twice a week')
    """
    plain = often if often.count("(") == often.count(")") else often.partition("(")[0]
    if _HOLDS_AMOUNT.match(plain.strip()):
        return ""
    if (once := _ONCE.fullmatch(plain.strip())) is not None:
        return f"once a {once['unit'].casefold()}"
    return often_shown(_HEAD.sub("", plain).strip())


def _of_clause(clause: str, today: date, order: str | None) -> Row:
    if _STEP.search(clause):
        return {}
    dose, day = _with_day(clause, today, order)
    dose = _ONE_OF_IT.sub(" ", dose) if _MASS.search(dose) else dose
    parts = understood_of(dose)
    if parts.is_open:
        return filled({"since": day})
    numbers = [_NUMBER.fullmatch(one) for one in parts.left if any(sign.isdigit() for sign in one)]
    if len(numbers) + bool(parts.amount) > 1:  # two doses
        return filled({"since": day})
    row = {"often": plainly(parts.often), "since": day}
    is_counted = _IN_VOLUME.search(dose) is not None
    if parts.amount and not numbers and len(_MASS.findall(dose)) == 1 and not is_counted:
        amount, _, unit = parts.amount.partition(" ")
        row |= {"amount": amount, "unit": UNIT_SHOWN.get(unit, unit)}
    elif not parts.amount and len(numbers) == 1 and (one := numbers[0]) is not None and not is_counted:
        # A number in words is mostly none of a dose: "one of the yellow ones".
        row["amount"] = one["number"] if one["number"].removeprefix("0") in dose.replace(",", ".") else ""
    return filled(row)


def _with_day(clause: str, today: date, order: str | None) -> tuple[str, str]:
    """Return a clause without the day that it ends with, and that day."""
    for found in _SINCE.finditer(clause):
        if day := _day(clause[found.end() :], today, order):
            return clause[: found.start()], day
    parts = understood_of(clause)
    day = "" if parts.amount or parts.often else _day(clause, today, order)
    return ("" if day else clause), day


def _day(words: str, today: date, order: str | None) -> str:
    """Return the day that words tell, as it is filled in; empty where they are none."""
    with suppress(UnclearAnswerError):
        when = read_when("since", words.strip(), today, order)
        if when.ends is None:
            return words.strip() if when.roughly else str(when.begins)
    return ""
