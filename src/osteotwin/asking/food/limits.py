"""Amounts a day that hardly anybody takes: a slip of the unit, or a dose of a week taken for that of a day."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.units.patterns import later

#: Twice what a deficiency is treated with each day (Endocrine Society, 2011: up to 10,000); more is a dose of a week or
#: a month [IU/day].
MOST_VITAMIN_D: Final = 20_000.0
#: Told where micrograms are meant.
_MILLIGRAMS: Final = later(r"(?P<n>\d[\d.,]*) ?mg\b", re.IGNORECASE)
#: No diet holds so little, and hardly any so much [mg/day].
_LEAST_CALCIUM, _MOST_CALCIUM = 100.0, 4000.0
#: Of one food, in calcium [mg/day].
_MOST_OF_A_FOOD: Final = 3000.0


def check_per_day(key: str, value: float, piece: str) -> None:
    """Ask of an amount of calcium [mg/day] or vitamin D [IU/day] that hardly anybody has.

    Raises
    ------
    UnclearAnswerError
    """
    if key == "vitamin_d" and (slip := _MILLIGRAMS.search(piece)) is not None and value > MOST_VITAMIN_D:
        raise UnclearAnswerError(
            "food", f"{quoted(piece)}, {value:.0f} IU of vitamin D a day, more than is ever taken", "its unit",
            f'write "vitamin D {slip["n"]} mcg daily", if micrograms are meant',
        )  # fmt: skip
    if key == "vitamin_d" and value > MOST_VITAMIN_D:
        raise UnclearAnswerError(
            "food", f"{quoted(piece)}, {value:g} IU of vitamin D a day, more than is taken daily",
            "how much and how often",
            f'write "vitamin D {value:g} IU weekly", if once a week is meant; so much each day stands among the drugs, '
            "with its first day and how long",
        )  # fmt: skip
    if key == "calcium" and not _LEAST_CALCIUM <= value <= _MOST_CALCIUM:
        word = "less" if value < _LEAST_CALCIUM else "more"
        raise UnclearAnswerError(
            "food", f"{quoted(piece)}, {value:g} mg of calcium a day, {word} than any diet",
            "the calcium of a day in mg",
            'write for example "calcium 900 mg a day" with your own amount',
        )  # fmt: skip


def ask_one_amount(piece: str, name: str, fix: str) -> UnclearAnswerError:
    """Return what is asked of several amounts in one piece, or of one that may be of a drop or of all."""
    amount = re.search(r"\d[\d.,]* ?(?:mg|mcg|ug|iu)\b", piece, re.IGNORECASE)
    of_one = fix.partition("if it is in one")[2].strip(" .")
    if of_one and amount is not None:
        return UnclearAnswerError(
            "food", quoted(piece), "how much a day",
            f'write "{name} {amount[0]} daily" if that is in all of them, and what is in all if it is in one {of_one}',
        )  # fmt: skip
    return UnclearAnswerError(
        "food", f"{quoted(piece)}, several amounts", "one amount of each nutrient, and how often",
        'write each nutrient and food by itself, with how much and how often, for example "vitamin D 1000 IU daily; '
        'milk 200 ml daily"; of two doses of one nutrient the mean of a day',
    )  # fmt: skip


def check_of_a_food(name: str, calcium: float) -> None:
    """Ask of a food that brings more calcium a day than anybody eats of it [mg/day].

    Raises
    ------
    UnclearAnswerError
    """
    if calcium > _MOST_OF_A_FOOD:
        raise UnclearAnswerError(
            "food", f"so much {name} that it brings {calcium:.0f} mg of calcium a day, more than anybody eats",
            "how much of it a day", f'write for example "100 g of {name} daily", with your own amount and how often',
        )  # fmt: skip
