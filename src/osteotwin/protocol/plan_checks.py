"""What no single entry of a plan can tell: courses that overlap or contradict each other."""

from __future__ import annotations

from itertools import combinations, product

from osteotwin.inputs.notes import Notes, field_of
from osteotwin.protocol.interventions import Diet, DrugCourse, Intervention, Supplement
from osteotwin.protocol.library import load_drugs
from osteotwin.protocol.plan_file import Window

Placed = tuple[Intervention, Window]


def check_together(placed: list[Placed], notes: Notes) -> None:
    """Note every pair of entries that cannot both be meant."""
    for (one, _), (other, table) in combinations(placed, 2):
        if not _overlap(one, other):
            continue
        if isinstance(one, DrugCourse) and isinstance(other, DrugCourse):
            _check_drugs(one, other, table, notes)
        elif isinstance(one, Diet) and isinstance(other, Diet) and one.nutrient == other.nutrient:
            notes.add(
                table.at(one.nutrient), f"a second total of {_words(one.nutrient)} for the same days",
                "one total at a time",
                "remove one, or let the first end where the second begins",
            )  # fmt: skip
    diets = [(i, table) for i, table in placed if isinstance(i, Diet)]
    supplements = [(i, table) for i, table in placed if isinstance(i, Supplement)]
    for (diet, diet_table), (supplement, supplement_table) in product(diets, supplements):
        if diet.nutrient == supplement.group and _overlap(diet, supplement):
            _check_total(diet, diet_table, supplement, field_of(supplement_table.at()), notes)


def _check_drugs(one: DrugCourse, other: DrugCourse, table: Window, notes: Notes) -> None:
    library = load_drugs()
    if one.drug == other.drug:
        if (one.is_single or other.is_single) and not _on_the_same_days(one, other):
            return
        notes.add(table.at("name"), f"a second course of {library[one.drug].label} over the same days",
                        "courses of one drug that follow each other",
                        "give the first an until at or before the second's from, or remove one")  # fmt: skip
    elif library[one.drug].drug_class == library[other.drug].drug_class == "aromatase_inhibitor":
        notes.add(table.at("name"), f"{library[other.drug].label} while {library[one.drug].label} is taken",
                        "one aromatase inhibitor at a time",
                        "let the first end where the second begins, or remove one")  # fmt: skip


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


def _on_the_same_days(one: DrugCourse, other: DrugCourse) -> bool:
    """Tell whether the doses of two courses interleave; a dose given once lasts no longer than its day."""
    first, second = ((c.from_day, c.from_day + 1.0 if c.is_single else c.until_day) for c in (one, other))
    return first[0] < second[1] and second[0] < first[1]


def _words(nutrient: str) -> str:
    return nutrient.replace("_", " ").replace("vitamin d", "vitamin D")
