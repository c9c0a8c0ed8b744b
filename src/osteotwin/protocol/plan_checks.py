"""What no single entry of a plan can tell: courses that overlap or contradict each other."""

from __future__ import annotations

from itertools import combinations

from osteotwin.protocol.interventions import Diet, DrugCourse, Intervention, Supplement
from osteotwin.protocol.library import load_drugs
from osteotwin.protocol.section import Section

Placed = tuple[Intervention, Section]


def check_together(placed: list[Placed]) -> None:
    """Note every pair of entries that cannot both be meant."""
    for (one, _), (other, section) in combinations(placed, 2):
        if not _overlap(one, other):
            continue
        if isinstance(one, DrugCourse) and isinstance(other, DrugCourse):
            _check_drugs(one, other, section)
        elif isinstance(one, Diet) and isinstance(other, Diet) and one.nutrient == other.nutrient:
            section.problem(one.nutrient, f"a second total of {_words(one.nutrient)} for the same days",
                            "one total at a time", "remove one, or let the first end where the second begins")  # fmt: skip
    for (one, one_section), (other, other_section) in combinations(placed, 2):
        if isinstance(one, Supplement) and isinstance(other, Diet) and one.group == other.nutrient and _overlap(one, other):
            _check_total(other, other_section, one_section)


def _check_drugs(one: DrugCourse, other: DrugCourse, section: Section) -> None:
    library = load_drugs()
    if one.drug == other.drug:
        section.problem("name", f"a second course of {library[one.drug].label} over the same days",
                        "courses of one drug that follow each other",
                        "give the first an until at or before the second's from, or remove one")  # fmt: skip
    elif library[one.drug].drug_class == library[other.drug].drug_class == "aromatase_inhibitor":
        section.problem("name", f"{library[other.drug].label} while {library[one.drug].label} is taken",
                        "one aromatase inhibitor at a time",
                        "let the first end where the second begins, or remove one")  # fmt: skip


def _check_total(diet: Diet, diet_section: Section, supplement_section: Section) -> None:
    nutrient = _words(diet.nutrient)
    diet_section.problem(
        diet.nutrient, f"a total of {nutrient} beside the supplement in {supplement_section.path}",
        f"the total of {nutrient} (food and supplements in all), or the supplement on top of the habits",
        "remove one of the two",
    )  # fmt: skip


def _overlap(one: Intervention, other: Intervention) -> bool:
    return one.from_day < other.until_day and other.from_day < one.until_day


def _words(nutrient: str) -> str:
    return nutrient.replace("_", " ").replace("vitamin d", "vitamin D")
