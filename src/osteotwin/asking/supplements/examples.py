"""Examples of what could be written of calcium and vitamin D instead, with the numbers that were told."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.food.limits import MOST_VITAMIN_D
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.units.patterns import later

#: So much calcium alone is rather of tablets than of a whole diet [mg/day].
_MOST_IN_TABLETS: Final = 650.0
#: Vitamin D that is given for a season at once [IU].
_A_SEASON: Final = 80_000.0
_NUMBER: Final = later(r"\d[\d.,]*")


def usual_rhythm(amount: str) -> str:
    """Return how often an amount of vitamin D is usually taken.

    Examples
    --------
    >>> usual_rhythm("50,000 IU"), usual_rhythm("1000 IU"), usual_rhythm("100000 IU")
    ('weekly', 'daily', 'every 3 months')
    """
    number = _NUMBER.search(amount)
    units = float(number[0].replace(",", "").rstrip(".")) if number is not None else 0.0
    if units <= MOST_VITAMIN_D or not re.search(r"iu", amount, re.IGNORECASE):
        return "daily"
    return "weekly" if units < _A_SEASON else "every 3 months"


#: Calcium in tablets, and what one or two of them make a day [mg].
_OF_TABLETS: Final = frozenset((200.0, 250.0, 300.0, 315.0, 400.0, 500.0, 600.0, 630.0, 650.0, 1000.0, 1200.0, 1250.0,
                                1500.0))  # fmt: skip
#: As a dose is told, and no rate: "daily", not "a day".
_AS_A_DOSE: Final = later(r"\b(?:daily|(?:every|each) (?:day|morning|evening|night)|once a day|1 a day|od|qd|"
                               r"(?:at|with|before|after|in the) (?:night|bed\w*|breakfast|lunch|dinner|morning|"
                               r"evening))\b",
                               re.IGNORECASE)  # fmt: skip


def is_like_tablets(piece: str, calcium: float) -> bool:
    """Tell whether calcium that names no tablets is told as they are: their amount [mg/day], and as a dose.

    Examples
    --------
    >>> is_like_tablets("calcium 500 mg daily", 500.0), is_like_tablets("calcium 750 mg a day", 750.0)
    (True, False)
    """
    return calcium in _OF_TABLETS and _AS_A_DOSE.search(piece) is not None


def ask_tablets_or_all(piece: str, calcium: float) -> None:
    """Ask of calcium whether it is of tablets, or of food and tablets together.

    Raises
    ------
    UnclearAnswerError
    """
    if is_like_tablets(piece, calcium):
        raise UnclearAnswerError(
            "food", f"{quoted(piece)}, which may be of tablets, or of food and tablets together", "which of the two",
            f'write "calcium tablets {calcium:g} mg daily" for tablets beside a usual diet, or "calcium {calcium:g} mg '
            'a day in all" for food and tablets together',
        )  # fmt: skip


def how_to_tell_tablets(example: str) -> str:
    """Return what to write of calcium that may be of tablets or of a whole diet: of the likelier first.

    Parameters
    ----------
    example : str
        Such as ``"calcium 500 mg daily"``.
    """
    number = _NUMBER.search(example)
    tablets, in_all = f'"{example.replace("calcium", "calcium tablets", 1)}"', f'"{example} in all"'
    if number is not None and float(number[0].replace(",", "").rstrip(".")) <= _MOST_IN_TABLETS:
        return f"of tablets write for example {tablets}; of all food and tablets together {in_all}"
    return (
        f"write for example {in_all}, where that is of all food and tablets, and of tablets alone {tablets}"
    )


def with_unit(bare: str, quantity: str) -> str:
    """Return an example with a unit, where one number is told."""
    numbers = re.findall(r"\d[\d,]*", bare)
    if len(numbers) != 1:
        return ""
    name, unit = ("vitamin D", "IU") if quantity == "vitamin_d_per_day" else ("calcium", "mg")
    if float(numbers[0].replace(",", "")) < _LEAST_OF[unit]:
        return ""  # that counts tablets
    return f', for example "{name} {numbers[0]} {unit} daily"'


#: The least amount of one tablet.
_LEAST_OF: Final = {"IU": 50.0, "mg": 50.0}


def of_both(piece: str) -> str:
    """Return an example of the calcium and the vitamin D of one tablet; empty where not both are told, or a "
    "salt is.
    """
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
_OF_A_DIET: Final = later(r"calcium \d[\d.,]* ?mg(?: (?:a|per) day| daily)?, (?!\d)", re.IGNORECASE)
