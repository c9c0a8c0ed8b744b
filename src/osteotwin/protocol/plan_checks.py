"""What no single entry of a plan can tell: courses that overlap or contradict each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.inputs.notes import Notes, field_of
from osteotwin.protocol.interventions import Diet, DrugCourse, Intervention, Supplement
from osteotwin.protocol.library import load_drugs
from osteotwin.protocol.plan_file import Window

Placed = tuple[Intervention, Window]

_INHIBITOR = "aromatase_inhibitor"


@dataclass(frozen=True)
class _Entry:
    """One intervention, its place in the file and the table it came from."""

    place: int
    item: Intervention
    table: Window


def check_together(placed: list[Placed], notes: Notes) -> None:
    """Note every entry that cannot be meant beside another one.

    The work grows with the number of entries and not with that of pairs: each is held against the one that lasts
    longest of those that begin no later, because it contradicts that one if it contradicts any.
    """
    library = load_drugs()
    entries = [_Entry(place, item, table) for place, (item, table) in enumerate(placed)]
    drugs = [one for one in entries if isinstance(one.item, DrugCourse)]
    inhibitors = [one for one in drugs if library[one.item.group].drug_class == _INHIBITOR]
    diets = [one for one in entries if isinstance(one.item, Diet)]
    for one, other in _clashes(drugs, _last_day, alike=True):
        notes.add(other.table.at("name"), f"a second course of {library[one.item.group].label} over the same days",
                        "courses of one drug that follow each other",
                        "give the first an until at or before the second's from, or remove one")  # fmt: skip
    for one, other in _clashes(inhibitors, _until_day, alike=False):
        first, second = (library[entry.item.group].label for entry in (one, other))
        notes.add(other.table.at("name"), f"{second} while {first} is taken",
                        "one aromatase inhibitor at a time",
                        "let the first end where the second begins, or remove one")  # fmt: skip
    for one, other in _clashes(diets, _until_day, alike=True):
        nutrient = one.item.group
        notes.add(
            other.table.at(nutrient), f"a second total of {_words(nutrient)} for the same days",
            "one total at a time",
            "remove one, or let the first end where the second begins",
        )  # fmt: skip
    supplements = [(i, table) for i, table in placed if isinstance(i, Supplement)]
    totals = [(i, table) for i, table in placed if isinstance(i, Diet)]
    for (diet, diet_table), (supplement, supplement_table) in product(totals, supplements):
        if diet.nutrient == supplement.group and _overlap(diet, supplement):
            _check_total(diet, diet_table, supplement, field_of(supplement_table.at()), notes)


def _clashes(
    entries: list[_Entry], last: Callable[[Intervention], float], *, alike: bool
) -> Iterator[tuple[_Entry, _Entry]]:
    """Yield entries that last into each other, of one group or of different ones, in the order of the file."""
    longest: dict[tuple[str, float, float], _Entry] = {}
    for entry in sorted(entries, key=lambda one: one.item.from_day):
        kind = _days_of_rhythm(entry.item)
        for (name, *rhythm), earlier in longest.items():
            if alike and rhythm[0] == kind[1] > 1.0 and rhythm[1] != kind[2]:
                continue  # one dose on Tuesdays and another on Thursdays
            if (name == kind[0]) == alike and entry.item.from_day < last(earlier.item):
                yield (earlier, entry) if earlier.place < entry.place else (entry, earlier)
        if kind not in longest or last(entry.item) > last(longest[kind].item):
            longest[kind] = entry


def _days_of_rhythm(item: Intervention) -> tuple[str, float, float]:
    """Return what is given, the days between two doses and on which of them it is; 0 where that does not tell."""
    if not isinstance(item, DrugCourse) or item.is_single or item.interval_days > DAYS_PER_WEEK:
        return item.group, 0.0, 0.0
    return item.group, item.interval_days, round(item.from_day % item.interval_days, 6)


def _last_day(item: Intervention) -> float:
    """Return the day on which a course is over; a dose given once lasts no longer than its day."""
    once = isinstance(item, DrugCourse) and item.is_single
    return min(item.until_day, item.from_day + 1.0) if once else item.until_day


def _until_day(item: Intervention) -> float:
    return item.until_day


def _check_total(diet: Diet, table: Window, supplement: Supplement, where: str, notes: Notes) -> None:
    """Note a total that is less than the supplement it must hold."""
    given = supplement.dose / supplement.interval_days
    if given <= diet.total_per_day * (1.0 + 1e-9):
        return
    unit = "IU" if diet.nutrient == "vitamin_d" else "mg"
    notes.add(
        table.at(diet.nutrient),
        f"a total of {diet.total_per_day:g} {unit} a day, less than the {given:g} of {where}",
        "a total of food and supplements together", "raise the total, or lower the supplement",
    )  # fmt: skip


def _overlap(one: Intervention, other: Intervention) -> bool:
    return one.from_day < other.until_day and other.from_day < one.until_day


def _words(nutrient: str) -> str:
    return nutrient.replace("_", " ").replace("vitamin d", "vitamin D")
