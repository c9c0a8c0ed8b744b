"""Supplements as labels, lists and forums have them → plain words: amounts in brackets, percents, short names."""

from __future__ import annotations

import re
from typing import Final

_UNIT: Final = r"(?:mg|mcg|\u00b5g|\u03bcg|ug|iu|i\.u\.?|g|units?|ie|ui|i\.e\.)"
_AMOUNT: Final = rf"\d[\d.,]*(?: ?[-\u2013] ?\d[\d.,]*)? ?{_UNIT}"
_SALTS: Final = (
    r"(?:citrate|carbonate|glycinate|bisglycinate|oxide|malate|taurate|gluconate|picolinate|l[- ]?threonate|"
    r"threonate|"
    r"chloride|orotate|sulfate|monohydrate|cholecalciferol|colecalciferol|mk[- ]?[47]|methylcobalamin)"
)
_PLAIN: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), plain)
    for pattern, plain in (
        # How much of a day's need there is: "625 % DV", "| 265 % |".
        (rf"(?P<amount>{_AMOUNT})[\s,;|(]*\d[\d.,]* ?%(?: ?(?:dv|nrv|rda|rdi|rdv|of (?:the )?[a-z]+))?\)?",
         r"\g<amount>"),
        # The weight of a salt beside that of its element, and an element named twice.
        (rf"\b{_SALTS}: ?{_AMOUNT}(?:, ?)?", ""),
        (r"\b(?P<name>magnesium|calcium|zinc|iron)\b(?P<rest>[^;]*?)\b(?P=name): ?", r"\g<name>\g<rest>"),
        (rf"(?P<n>\d+ (?:a|per|each) day|daily) \(?(?P<amount>{_AMOUNT}) (?:in )?(?:total|all)\)?",
         r"\g<amount> a day"),
        # "5 g/day", "2x/d"
        (r"(?<=\w) ?/ ?(?P<unit>day|d|week|wk|month)\b", r" a \g<unit>"),
        (r"\ba (?:d)\b", "a day"), (r"\ba wk\b", "a week"),
        # Magnesium's sign before a salt.
        (rf"(?<![\d\w] )(?<!\d)\bmg (?={_SALTS})", "magnesium "),
        (r"\bcal(?:cium)? ?[/-] ?mag(?:nesium)?\b", "calcium and magnesium"),
        (r"^ca (?=\d[\d.,]* ?mg\b)", "calcium "),
        (r"\bb[- ]complex\b", "vitamin B complex"),
        (r"\b(?:eha ?/ ?dpa|epa ?/ ?dha|dha ?/ ?epa|epa ?(?:and|\+|&) ?dha)\b", "omega-3"),
        (r"\bcollagene\b", "collagen"), (r"\bkreatin\b", "creatine"), (r"\bvitamine\b", "vitamin"),
        (r"\bd[- ]vitamin\b", "vitamin D"),
        (r"\bcalcium \(as (?:calcium )?(?P<salt>carbonate|citrate)\)", r"calcium \g<salt>"),
        # What is said behind the form of a vitamin: "as MK-7", "(as citrate)", "(MK-7)".
        (rf"[\s,]*\(?\bas (?:d3 )?\(?(?P<salt>{_SALTS})[^()]*\)*", ""),
        (rf"\s*\((?:{_SALTS}|d3)(?:-[^()]*)?\)", ""),
        (r",? as d3\b(?: \([^()]*\))?", ""),
        # One amount in brackets.
        (rf"\s*[(\[](?:about |approx\.? |ca\.? )?(?P<amount>{_AMOUNT})[)\]]", r" \g<amount>"),
        (r"\s*[(\[](?:if needed|when needed|as needed|prn)[)\]]", " if needed"),
        (r"(?<!\bno)(?<!\bany)\s+supplements?\b(?=[.!]?$)", ""),
        (r"\belemental (?=magnesium|zinc|iron)", ""),
        (rf"(?P<amount>\d[\d.,]* ?[-\u2013] ?\d[\d.,]* ?{_UNIT}) (?:of )?"
         r"(?P<name>magnesium|zinc|iron|creatine|collagen)\b",
         r"\g<name> \g<amount>"),
        (rf"\(?{_AMOUNT},? ?(?:equivalent to|equal to|=|providing|provides|which provides) (?P<amount>{_AMOUNT})"
         r"(?: of)?(?: elemental)?(?: calcium)?\)?", r"\g<amount>"),
        (rf"\b(?:1|one|an?) (?:tablet|capsule|softgel|pill|drop|gummy|spray|caplet|chew)s?(?: of)? (?={_AMOUNT})", ""),
        (r"(?<![\w.,])(?P<n>\d{1,3}) (?P<rest>\d{3})(?= ?iu\b)", r"\g<n>\g<rest>"),
        # Brands that hold vitamin D alone.
        (r"\b(?:vigantol(?:etten|vit)?(?: \u00f6l| oil)?|dekristol(?:vit)?|uvedose|zymad|adrigyl|desunin|fultium|"
         r"stexerol|thorens|"
         r"invita|plenachol|baby d drops|baby ddrops|d-?drops)(?:[- ]?d3?)?\b(?=[^;]*\d ?iu)", "vitamin D"),
        # A brand behind a comma.
        (r"(?<=[\dgu]),\s+(?:now foods|now|nordic naturals|thorne|solgar|jarrow|doctor'?s best|nature made|"
         r"life extension|"
         r"swanson|blackmores|kirkland|nature'?s bounty|garden of life|pure encapsulations|nutricost|"
         r"sports research)\b", ""),
    )
)  # fmt: skip
#: Cells of a table that tell why and when, and no amount.
_CELL: Final = re.compile(
    rf"{_AMOUNT}|\b(?:daily|day|week|weekly|twice|once|morning|evening|bed|night|pill|tablet|capsule|scoop)s?\b",
    re.IGNORECASE,
)
_TWO_THE_SAME: Final = re.compile(
    rf"(?P<first>{_AMOUNT})(?P<what>[^\d;,]*?)[\s(=]+(?P<second>{_AMOUNT})\)?", re.IGNORECASE
)
#: "two 1000 IU softgels", "3000 IU per spray, 1 spray": so many of one that holds so much.
_OF_ONE: Final = re.compile(
    r"(?P<amount>\d[\d.,]* ?(?:iu|mcg|\u00b5g|ug))(?P<what>[^\d,;]*?)(?: ?/ ?| per | in (?:one|each|"
    r"a) )(?P<form>spray|drop|tablet|capsule|softgel|gummy|pill)s?\b"
    r"[\s,;:\u2013-]+(?P<n>\d+|one|two|three|four|five) (?P=form)s?\b",
    re.IGNORECASE,
)
_SO_MANY: Final = re.compile(
    r"^(?P<n>[2-6]|two|three|four) (?:x )?(?P<amount>\d[\d.,]*) ?(?P<unit>iu|mcg|\u00b5g|"
    r"ug) (?P<what>.*?\b(?:softgel|tablet|capsule|gumm|pill|tab|cap)\w*)",
    re.IGNORECASE,
)
_COUNTS: Final = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_IU_PER_UG: Final = 40.0
#: Units of other languages, in which a point parts thousands.
_GERMAN_THOUSANDS: Final = re.compile(
    r"(?<![\d.,])(?P<n>\d{1,3})\.(?P<rest>\d{3})(?= ?(?:i\.e\.|ie\b|u\.i\.|ui\b))", re.IGNORECASE
)


def in_plain_label(piece: str) -> str:
    """Return a piece of an answer with its supplements in plain words.

    Examples
    --------
    >>> in_plain_label("Magnesium glycinate (300 mg)"), in_plain_label("100 mcg of Vitamin K2 as MK-7")
    ('Magnesium glycinate 300 mg', '100 mcg of Vitamin K2')
    >>> in_plain_label("Zinc 26.5 mg 265%"), in_plain_label("1 tablet of 25 mcg vitamin D (1000 IU) daily")
    ('Zinc 26.5 mg', '1000 IU vitamin D daily')
    >>> in_plain_label("vitamin D spray 3000 IU per spray, one spray a day")
    'vitamin D spray 3000 IU a day'
    """
    plain = _without_cells(piece)
    plain = _TWO_THE_SAME.sub(_once, plain)
    for pattern, words in _PLAIN:
        plain = pattern.sub(words, plain)
    plain = _OF_ONE.sub(_in_all, plain)
    plain = _SO_MANY.sub(_so_many, plain)
    return " ".join(plain.split()).strip(" ,|")


def with_thousands(text: str) -> str:
    """Return a text in which the points of German thousands are left out.

    Examples
    --------
    >>> with_thousands("20.000 I.E."), with_thousands("20.000 IU")
    ('20000 I.E.', '20.000 IU')
    """
    return _GERMAN_THOUSANDS.sub(r"\g<n>\g<rest>", text)


def _without_cells(piece: str) -> str:
    cells = [cell.strip() for cell in piece.split("|")]
    if len(cells) == 1:
        return piece
    told: list[str] = []
    for cell in cells[1:]:
        if (
            cell
            and _CELL.search(cell)
            and not (told and re.fullmatch(_AMOUNT, cell, re.IGNORECASE) and cell in told)
        ):
            told.append(cell)
    return " ".join([cells[0], *told[:2]])


def _once(found: re.Match[str]) -> str:
    """Return an amount that is told in two units, once, in IU."""
    amounts = [_number(found[name]) for name in ("first", "second")]
    units = [re.sub(r"[\d.,\s-]", "", found[name]).casefold() for name in ("first", "second")]
    for one, other in ((0, 1), (1, 0)):
        if (
            units[one].startswith(("iu", "i", "u"))
            and units[one] != "ug"
            and units[other] in ("mcg", "\u00b5g", "\u03bcg", "ug")
        ) and abs(amounts[one] - _IU_PER_UG * amounts[other]) <= amounts[one] / 50.0:
            return f"{amounts[one]:g} IU{found['what'].rstrip(' (')}"
    return found[0]


def _number(amount: str) -> float:
    digits = re.match(r"\d[\d.,]*", amount)
    return float(digits[0].replace(",", "").rstrip(".")) if digits else 0.0


def _in_all(found: re.Match[str]) -> str:
    count = _COUNTS.get(found["n"].casefold()) or int(found["n"])
    unit = re.sub(r"[\d.,\s]", "", found["amount"])
    return f"{_number(found['amount']) * count:g} {unit}{found['what']}"


def _so_many(found: re.Match[str]) -> str:
    count = _COUNTS.get(found["n"].casefold()) or int(found["n"])
    return f"{_number(found['amount']) * count:g} {found['unit']} {found['what']}"
