"""Supplements as labels, lists and forums have them → plain words: amounts in brackets, percents, short names."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.units.patterns import later

_UNIT: Final = r"(?:mg|mcg|\u00b5g|\u03bcg|ug|iu|i\.u\.?|g|units?|ie|ui|i\.e\.)"
_AMOUNT: Final = rf"\d[\d.,]*(?: ?[-\u2013] ?\d[\d.,]*)? ?{_UNIT}"
_SALTS: Final = (
    r"(?:citrate|carbonate|glycinate|bisglycinate|oxide|malate|taurate|gluconate|picolinate|l[- ]?threonate|"
    r"threonate|"
    r"chloride|orotate|sulfate|monohydrate|cholecalciferol|colecalciferol|mk[- ]?[47]|methylcobalamin)"
)
_PLAIN: Final = tuple(
    (later(pattern, re.IGNORECASE), plain)
    for pattern, plain in (
        # How much of a day's need there is: "625 % DV", "| 265 % |".
        (rf"(?P<amount>{_AMOUNT})[\s,;|(]*\d[\d.,]* ?%(?: ?(?:dv|nrv|rda|rdi|rdv|of (?:the )?[a-z]+))?\)?",
         r"\g<amount>"),
        # The weight of a salt beside that of its element, and an element named twice.
        (rf"\b{_SALTS}: ?{_AMOUNT}(?:, ?)?", ""),
        (r"\b(?P<name>magnesium|calcium|zinc|iron)\b(?P<rest>[^;]*?)\b(?P=name): ?", r"\g<name>\g<rest>"),
        # "5 g/day", "2x/d"
        (r"(?<=\w)(?<!\bw) ?/ ?(?P<unit>day|d|week|wk|month)\b", r" a \g<unit>"),
        (r"\ba wk\b", "a week"),
        # Magnesium's sign before a salt.
        (rf"(?<![\d\w] )(?<!\d)\bmg (?={_SALTS})", "magnesium "),
        (r"\bcal(?:cium)? ?[/-] ?mag(?:nesium)?\b", "calcium and magnesium"),
        (r"\bb[- ]complex\b", "vitamin B complex"),
        (r"\b(?:eha ?/ ?dpa|epa ?/ ?dha|dha ?/ ?epa|epa ?(?:and|\+|&) ?dha)\b", "omega-3"),
        (r"\bcollagene\b", "collagen"), (r"\bkreatin\b", "creatine"), (r"\bvitamine\b", "vitamin"),
        # What is said behind the form of a vitamin: "as MK-7", "(as citrate)", "(MK-7)".
        (rf"[\s,]*\(?\bas (?:d3 )?\(?(?P<salt>{_SALTS})[^()]*\)*", ""),
        # One amount in brackets.
        (rf"\s*[(\[](?:about |approx\.? |ca\.? )?(?P<amount>{_AMOUNT})[)\]]", r" \g<amount>"),
        (r"\s*[(\[](?:if needed|when needed|as needed|prn)[)\]]", " if needed"),
        (r"(?<!\bno)(?<!\bany)\s+supplements?\b(?=[.!]?$)", ""),
        (r"\belemental (?=magnesium|zinc|iron)", ""),
        (rf"(?P<amount>\d[\d.,]* ?[-\u2013] ?\d[\d.,]* ?{_UNIT}) (?:of )?"
         r"(?P<name>magnesium|zinc|iron|creatine|collagen)\b",
         r"\g<name> \g<amount>"),
        (rf"\b(?:1|one|an?) (?:tablet|capsule|softgel|pill|drop|gummy|spray|caplet|chew)s?(?: of)? (?={_AMOUNT})", ""),
        # A brand behind a comma.
        (r"(?<=[\dgu]),\s+(?:now foods|now|nordic naturals|thorne|solgar|jarrow|doctor'?s best|nature made|"
         r"life extension|"
         r"swanson|blackmores|kirkland|nature'?s bounty|garden of life|pure encapsulations|nutricost|"
         r"sports research)\b", ""),
    )
)  # fmt: skip
#: Cells of a table that tell why and when, and no amount.
_CELL: Final = later(
    rf"{_AMOUNT}|\b(?:daily|day|week|weekly|twice|once|morning|evening|bed|night|pill|tablet|capsule|scoop)s?\b",
    re.IGNORECASE,
)
_TWO_THE_SAME: Final = later(
    rf"(?P<first>{_AMOUNT})(?P<what>[^\d;,]*?)[\s(=]+(?P<second>{_AMOUNT})\)?", re.IGNORECASE
)
_IU_PER_UG: Final = 40.0
#: Units of other languages, in which a point parts thousands.
_THOUSANDS: Final = later(
    r"(?<![\d.,])(?P<n>\d{1,3})\.(?P<rest>\d{3})(?= ?(?:i\.e\.|ie\b|u\.i\.|ui\b))|"
    # "5 000 IU": an amount begins with no naught
    rf"(?<![\d.,])(?P<n2>[1-9]\d{{0,2}}) (?P<rest2>0\d\d)(?= ?{_UNIT}(?!\w))",
    re.IGNORECASE,
)


def in_plain_label(piece: str) -> str:
    """Return a piece of an answer with its supplements in plain words.

    Examples
    --------
    >>> in_plain_label("Magnesium glycinate (300 mg)"), in_plain_label("100 mcg of Vitamin K2 as MK-7")
    ('Magnesium glycinate 300 mg', '100 mcg of Vitamin K2')
    >>> in_plain_label("Zinc 26.5 mg 265%"), in_plain_label("1 tablet of 25 mcg vitamin D (1000 IU) daily")
    ('Zinc 26.5 mg', '1000 IU vitamin D daily')
    """
    plain = _without_cells(piece)
    plain = _TWO_THE_SAME.sub(_once, plain)
    for pattern, words in _PLAIN:
        plain = pattern.sub(words, plain)
    return " ".join(plain.split()).strip(" ,|")


_SALT: Final = r"(?:as |from )?(?:calcium )?(?P<salt>citrate|carbonate)"
_SALT_BESIDE: Final = (
    later(rf"\bcalcium ?\({_SALT}\):?", re.IGNORECASE),
    later(rf"\bcalcium:? (?P<amount>\d[\d.,]* ?mg) \({_SALT}\)", re.IGNORECASE),
)


def with_salt(text: str) -> str:
    """Return an answer with the salt of calcium, which has an entry of its own, in the place of its name.

    Examples
    --------
    >>> with_salt("Calcium (as calcium citrate): 200 mg"), with_salt("calcium 600 mg (citrate) daily")
    ('calcium citrate 200 mg', 'calcium citrate 600 mg daily')
    """
    text = _SALT_BESIDE[0].sub(r"calcium \g<salt>", text)
    return _SALT_BESIDE[1].sub(r"calcium \g<salt> \g<amount>", text)


def with_thousands(text: str) -> str:
    """Return a text in which the points of German thousands, and the gaps of others, are left out.

    Examples
    --------
    >>> with_thousands("20.000 I.E."), with_thousands("20.000 IU"), with_thousands("5 000 IU")
    ('20000 I.E.', '20.000 IU', '5000 IU')
    """
    return _THOUSANDS.sub(lambda found: "".join(filter(None, found.groups())), text)


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
