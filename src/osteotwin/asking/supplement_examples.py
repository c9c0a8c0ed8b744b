"""Examples of what could be written of calcium and vitamin D instead, with the numbers that were told."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.supplement_limits import MOST_VITAMIN_D

#: So much calcium alone is rather of tablets than of a whole diet [mg/day].
_MOST_IN_TABLETS: Final = 650.0
_NUMBER: Final = re.compile(r"\d[\d.,]*")


def usual_rhythm(amount: str) -> str:
    """Return how often an amount of vitamin D is usually taken.

    Examples
    --------
    >>> usual_rhythm("50,000 IU"), usual_rhythm("1000 IU")
    ('weekly', 'daily')
    """
    number = _NUMBER.search(amount)
    is_large = number is not None and float(number[0].replace(",", "").rstrip(".")) > MOST_VITAMIN_D
    return "weekly" if is_large and re.search(r"iu", amount, re.IGNORECASE) else "daily"


def how_to_tell_tablets(example: str) -> str:
    """Return what to write of calcium that may be of tablets or of a whole diet: of the likelier first.

    Parameters
    ----------
    example : str
        Such as ``"calcium 500 mg daily"``.
    """
    number = _NUMBER.search(example)
    tablets = example.replace("calcium", "calcium carbonate", 1)
    if number is not None and float(number[0].replace(",", "").rstrip(".")) <= _MOST_IN_TABLETS:
        other = tablets.replace("carbonate", "citrate")
        return (
            f'of tablets write their salt, "{tablets}" or "{other}"; '
            f'of all food and tablets together "{example} in all"'
        )
    return (
        f'write for example "{example}", where that is the calcium of all food and tablets, and of tablets alone their '
        f'salt: "{tablets}"'
    )


def with_unit(bare: str, quantity: str) -> str:
    """Return an example with a unit, where one number is told."""
    numbers = re.findall(r"\d[\d,]*", bare)
    if len(numbers) != 1:
        return ""
    name, unit = ("vitamin D", "IU") if quantity == "vitamin_d_per_day" else ("calcium", "mg")
    return f', for example "{name} {numbers[0]} {unit} daily"'


def of_both(piece: str) -> str:
    """Return an example of the calcium and the vitamin D of one tablet; empty where not both are told, or a salt is."""
    calcium, vitamin = (
        re.findall(r"\d[\d.,]* ?mg\b", piece),
        re.findall(r"\d[\d.,]* ?(?:iu|mcg|\u00b5g|ug)\b", piece, re.IGNORECASE),
    )
    if (
        len(calcium) != 1
        or len(vitamin) != 1
        or re.search(r"carbonat|citrat|glu[ck]onat|lactat|phosphat", piece, re.IGNORECASE)
    ):
        return ""
    salt = "" if _OF_A_DIET.match(piece) else " carbonate"
    return f"calcium{salt} {calcium[0]} daily; vitamin D {vitamin[0]} daily"


#: Calcium first with a comma behind it: "calcium 900 mg a day, protein 90 g, vitamin D 2000 IU" tells of a diet.
_OF_A_DIET: Final = re.compile(r"calcium \d[\d.,]* ?mg(?: (?:a|per) day| daily)?, (?!\d)", re.IGNORECASE)
