"""What a file was understood to say, what of it was not understood, and whom it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from osteotwin.inputs.notes import in_plain_signs, printable

#: A table of a person's file: ``("measurement",)``, ``("habits",)``, ``("plan", "drug")``.
Table = tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """Where something stands in what was read: a file, and a line, page or resource of it."""

    file: str
    within: str = ""

    def __str__(self) -> str:
        return ", ".join(printable(part) for part in (self.file, self.within) if part)


@dataclass(frozen=True)
class Found:
    """One entry of a person's file, as the file would hold it.

    Attributes
    ----------
    table : tuple of str
        Of a person's file, to which it belongs.
    keys : mapping of str to object
        As the person's file writes them.
    place : Place
    said : str
        What stands there, in the words of the file that was read.
    note : str
        How it was understood, where that is not plain; empty where it is.
    side : str
        Of a scan: ``"left"``, ``"right"``, ``"mean"``, or empty.
    uncounted : str
        A food that is named and in no number, whatever is eaten of it.
    """

    table: Table
    keys: Mapping[str, Any]
    place: Place
    said: str = ""
    note: str = ""
    side: str = ""
    uncounted: str = ""

    @property
    def label(self) -> str:
        """What it is, in the words of a person's file."""
        keys = self.keys
        name = next((str(keys[key]) for key in ("what", "exercise", "name", "nutrient") if key in keys), "")
        return printable(name) or ".".join(self.table)

    def noting(self, note: str) -> Found:
        """Return the entry with one more note; the entry itself where there is none, or it has it."""
        return self if note in self.note else replace(self, note="; ".join(filter(None, (self.note, note))))


@dataclass(frozen=True)
class Left:
    """Something that was not understood, or cannot be held, and why."""

    place: Place
    said: str
    why: str


Kept = TypeVar("Kept", Found, Left)


def by_place(kept: Iterable[Kept]) -> defaultdict[Place, list[Kept]]:
    """Return what was kept, or left, by where it stands: a long report is gone through once, not once for each line."""
    found: defaultdict[Place, list[Kept]] = defaultdict(list)
    for one in kept:
        found[one.place].append(one)
    return found


@dataclass(frozen=True)
class About:
    """Whom a file is about, as far as it says so; ``None`` and empty where it does not.

    A birth date of which only the year or the month is told is ``born``, as it is written: ``"1970-03"``. ``years`` are
    the first and the last year of birth that a printed age allows, ``number`` is that of a second patient. What is
    ``unlabelled`` only looks like a name.
    """

    place: Place
    name: str = ""
    birth_date: date | None = None
    sex: str = ""
    identifier: str = ""
    born: str = ""
    years: tuple[int, int] | None = None
    number: str = ""
    unlabelled: bool = False


@dataclass(frozen=True)
class Reading:
    """Everything that one file, or several, were understood to say."""

    found: tuple[Found, ...] = ()
    left: tuple[Left, ...] = ()
    about: tuple[About, ...] = ()

    def plus(self, other: Reading) -> Reading:
        """Return both, one after the other."""
        return replace(
            self, found=self.found + other.found, left=self.left + other.left, about=self.about + other.about
        )


def counted(count: int, what: str) -> str:
    """Return a number of things in words.

    Examples
    --------
    >>> counted(1, "row"), counted(1200, "row")
    ('1 row', '1,200 rows')
    """
    return f"{count:,} {what}{'' if count == 1 else 's'}"


@dataclass
class Gathered:
    """A reading while it grows; not more is kept of what was left than anybody would look at."""

    MOST_LEFT = 2000

    found: list[Found] = field(default_factory=list[Found])
    left: list[Left] = field(default_factory=list[Left])
    about: list[About] = field(default_factory=list[About])
    more_left: int = 0

    def leave(self, place: Place, said: object, why: str) -> None:
        """Note what was not understood."""
        if len(self.left) < self.MOST_LEFT:
            self.left.append(Left(place, printable(str(said)), in_plain_signs(why)))
        else:
            self.more_left += 1

    def take(self, place: Place, said: str, found: Found | str) -> None:
        """Keep what was read, or note why it was not."""
        if isinstance(found, str):
            self.leave(place, said, found)
        else:
            self.found.append(found)

    def add(self, other: Reading) -> None:
        """Take in what another part of the file says."""
        self.found += other.found
        self.about += other.about
        for one in other.left:
            self.leave(one.place, one.said, one.why)

    def reading(self, file: str) -> Reading:
        """Return what was gathered."""
        more = (Left(Place(file), f"{self.more_left} more", "of the same kind as those before"),)
        return Reading(tuple(self.found), (*self.left, *(more if self.more_left else ())), tuple(self.about))
