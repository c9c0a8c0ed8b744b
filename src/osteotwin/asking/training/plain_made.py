"""What stands in the place of numbers, loads and days in a sentence on training, where it has to be reckoned."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final

from osteotwin.asking.training.amounts import UNIT
from osteotwin.inputs.shipped import Row, load_table
from osteotwin.units import in_digits
from osteotwin.units.days_abroad import DAYS
from osteotwin.units.patterns import later


@dataclass(frozen=True)
class PlainFile(Row):
    """Rules of plain words, in their order, and words of numbers."""

    german: dict[str, str]
    romance: dict[str, str]
    rules: tuple[tuple[str, ...], ...]


@cache
def plain_file() -> PlainFile:
    """Return the rules, read once."""
    return load_table(PlainFile, "osteotwin.asking.training", "data", "plain.toml")


def _together(found: re.Match[str]) -> str:
    """Return a time that is told to be done several times as the time of all."""
    number = 1.0 if found["n"].casefold() == "an" else float(found["n"])
    return f"{number * int(found['m']):g} {'seconds' if found['unit'].casefold() == 's' else found['unit']}"


def _of_body(found: re.Match[str]) -> str:
    """Return a load of the body's weight, of a bar alone."""
    if not _OF_A_BAR.search(found.string[: found.start()]):
        return found[0]
    return f"with {100.0 * float(found['n']):g} %BW"


def _until(found: re.Match[str]) -> str:
    """Return a day with how long it is between two times of it; the day alone where one is told."""
    if not found["i"]:
        return found["day"]
    minutes = 60 * (int(found["i"]) - int(found["h"])) + int(found["j"]) - int(found["m"])
    return f"{found['day']} {minutes} min" if minutes > 0 else found["day"]


def _one_each(found: re.Match[str]) -> str:
    """Return one set of each of several loads; what was found where there are not as many sets."""
    loads = re.findall(r"\d+", found["loads"])
    if found["before"] and int(found["before"][0]) != len(loads):
        return found[0]
    return ", ".join(f"1x{found['reps']} {load} {found['unit']}" for load in loads)


def _times_a_week(found: re.Match[str]) -> str:
    """Return how often a week; what was found where it is one of several sets."""
    return found[0] if _ONE_OF_SETS.search(found.string[: found.start()]) else f" {found['n']} times a week"


#: Another set with its load stands before it, and no sets: "80 kg x 5, 85 kg x 5 weekly".
_ONE_OF_SETS: Final = later(
    rf"\d ?{UNIT} ?x ?\d{{1,2}}\b[^;]*[,;/&+] ?\d+(?:\.\d+)? ?{UNIT}$|"
    rf"(?<![\dx] )(?<![\dx])\b\d{{1,2}} ?x ?\d+(?:\.\d+)? ?{UNIT}$",
    re.IGNORECASE,
)


_OF_A_BAR: Final = later(r"squat|deadlift|bench|thrust", re.IGNORECASE)


def _chain(found: re.Match[str]) -> str:
    """Return one set of each of several loads; what was found where they may be something else."""
    loads = [float(one) for one in re.split("[-/]", found["loads"])]
    same = found["sets"] is None or int(found["sets"]) == len(loads)
    if not same or min(loads) < _LEAST_OF_CHAIN or len(loads) < _LEAST_LONG:
        return found[0]
    reps = found["reps"] or found["each"]
    return ", ".join(
        f"1x{reps} {load:g} {found['unit']}" if found["unit"] else f"{load:g}x{reps}" for load in loads
    )


#: Loads in a row are at least so heavy, and so many: two may be the ends of a range.
_LEAST_OF_CHAIN, _LEAST_LONG = 20.0, 3


def _number(word: str | None) -> str:
    """Return a number of sessions in digits; one for an article or none."""
    return "1" if word is None or word.casefold() in ("a", "an") else in_digits(word)


def _set_by_set(found: re.Match[str]) -> str:
    """Return sets that each have their repetitions and load; what was found where the two are not as many."""
    loads, unit, reps = (found[first] or found[last] for first, last in _ROWS)
    rows = loads.split("/"), reps.split("/")
    if len(rows[0]) != len(rows[1]):
        return found[0]
    return ", ".join(f"1x{times} {load} {unit}" for load, times in zip(*rows, strict=True))


_ROWS: Final = (("loads", "last"), ("unit", "of"), ("reps", "first"))


def _high_load(found: re.Match[str]) -> str:
    """Return repetitions with the load behind them, where it is no end of a range."""
    is_load = int(found["high"]) > 2 * int(found["low"])
    return f"{found['sets']}{found['low']} @ {found['high']}" if is_load else found[0]


def _both_sides(found: re.Match[str]) -> str:
    """Return repetitions without those of each side, where the two agree."""
    return f"{found['n']}{found['name']}" if int(found["n"]) == 2 * int(found["half"]) else found[0]


def _sessions(found: re.Match[str]) -> str:
    number = _number(found["n"])
    return f"{found['what'] or found['one']} {number} times {found['per']} {found['time']}"


def _german(found: re.Match[str]) -> str:
    return plain_file().german.get(found["n"].lower(), found["n"])


def _romance(found: re.Match[str]) -> str:
    return plain_file().romance[found["n"].lower()]


def _day(found: re.Match[str]) -> str:
    """Return a day of the week in English."""
    name = found["day"].lower()
    return next(day for day, names in DAYS.items() if re.fullmatch(names, name))


#: Of a rope or a small trampoline; a moderate pace is of 100 to 120.
JUMPS_A_MINUTE: Final = 100
#: A length of most pools [m].
_LENGTH: Final = 25


#: By the name that a rule has of it.
MADE: Final[dict[str, Callable[[re.Match[str]], str]]] = {
    "together": _together,
    "of_body": _of_body,
    "until": _until,
    "one_each": _one_each,
    "weights": lambda found: (
        f"{found['unit']} {'dumbbells' if found['what'].lower() == 'd' else 'kettlebells'}"
    ),
    "rounds": lambda found: f"{int(found['n']) * (int(found['on']) + int(found['off'])) / 60.0:.3g} min",
    "days": lambda found: f"{found['n'] or found['m']} days a week",
    "holds": lambda found: f"{found['m'] or 1} x {found['n']} seconds",
    "load": _high_load,
    "chain": _chain,
    "set_by_set": _set_by_set,
    "part": lambda found: f"{int(found['n']) / int(found['m']):.3g} {found['unit']}",
    "sessions": _sessions,
    "circuit": lambda found: f"{in_digits(found['n'])}x{in_digits(found['m'])}",
    "both_sides": _both_sides,
    "jumps": lambda found: f"{found['what']} {JUMPS_A_MINUTE * int(found['n'])} jumps",
    "both_ways": lambda found: f"{2.0 * float(found['d']):g} {found['u']}",
    "lengths": lambda found: f"{_LENGTH * int(found['n'])} m",
    "up_to": lambda found: f"1x{found['n'] or 1} ",
    "times_a_week": _times_a_week,
    "in_a_row": lambda found: "-".join(filter(None, found.groups())),
    "german_times": lambda found: f"{_german(found)} times ",
    "romance": lambda found: f"{_romance(found)} ",
    "german": lambda found: f"{_german(found)} ",
    "romance_times": lambda found: f"{_romance(found)} {'days' if found['what'][0] in 'dDjJ' else 'times'}",
    "day": _day,
}
