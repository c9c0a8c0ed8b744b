"""Calcium of which it is open whether it is of tablets: told by the week, as no diet is, or with tablets in it."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.food.eaten_clauses import often_apart
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.units import in_digits
from osteotwin.units.patterns import later

_COUNTED_IN: Final = later(r"\bcalcium\b.*\bwith (?:my |the )?(?:tablets|pills|supplements)\b", re.IGNORECASE)
IN_ALL: Final = later(r"\b(?:in all|in total|total|foods?|diet)\b", re.IGNORECASE)
_AMOUNT: Final = later(r"\d[\d.,]* ?m?g\b", re.IGNORECASE)


def ask_of_rare_calcium(piece: str) -> None:
    """Ask of calcium that is told more rarely than daily whether it is of tablets.

    Raises
    ------
    UnclearAnswerError
    """
    try:
        what, times = often_apart(piece)
    except UnclearAnswerError:
        return
    amounts = _AMOUNT.findall(what)
    if times >= DAYS_PER_WEEK or len(amounts) != 1:
        return
    often = in_digits(piece)[len(what) :].strip(" ,")
    often = re.sub(r"^(?:a|per) (?P<per>week|month)$", r"once a \g<per>", often)
    raise UnclearAnswerError(
        "food", f"{quoted(piece)}, which is not of each day, as food is", "whether it is of tablets",
        f'of tablets write "calcium tablets {amounts[0]} {often}", and of food the calcium of a day in all, '
        'for example "calcium 900 mg a day in all"',
    )  # fmt: skip


#: Salts of which labels print the weight of the salt or of the calcium in it.
_OTHER_SALT: Final = later(
    r"\bcalcium (?P<salt>lactate|gluconate|(?:tri)?(?:calcium )?phosphate|hydroxyapatite|acetate|aspartate|ascorbate|"
    r"orotate|glycinate|malate|pidolate|pyruvate)\b",
    re.IGNORECASE,
)


def ask_of_other_salt(piece: str) -> None:
    """Ask of a salt of calcium that the model has no share for how much calcium is in it.

    Raises
    ------
    UnclearAnswerError
    """
    found = _OTHER_SALT.search(piece)
    if found is not None and _AMOUNT.search(piece):
        raise UnclearAnswerError(
            "food", f"{quoted(piece)}, which may be the weight of the salt or of the calcium in it",
            "the mg of calcium (elemental), and how often",
            'write them as in "calcium tablets 300 mg daily", with the mg of calcium on the label; of food and tablets '
            'together write for example "calcium 700 mg daily in all"',
        )  # fmt: skip


def ask_of_counted_in(piece: str) -> None:
    """Ask of calcium with tablets whether it is of them alone, or of food with them.

    Raises
    ------
    UnclearAnswerError
    """
    amounts = _AMOUNT.findall(piece)
    if len(amounts) == 1 and not IN_ALL.search(piece) and _COUNTED_IN.search(piece):
        raise UnclearAnswerError(
            "food", f"{quoted(piece)}, of tablets alone or of food with them", "which of the two",
            f'write "calcium tablets {amounts[0]} daily" for tablets beside a usual diet, or "calcium {amounts[0]} a '
            'day in all" for food and tablets together',
        )  # fmt: skip
