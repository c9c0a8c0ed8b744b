"""What no single entry of a plan can tell: courses that overlap or contradict each other."""

from __future__ import annotations

from itertools import combinations, product

from osteotwin.inputs.section import Section
from osteotwin.protocol.interventions import Diet, DrugCourse, Intervention, Supplement, last_day
from osteotwin.protocol.library import load_drugs

Placed = tuple[Intervention, Section]


def check_together(placed: list[Placed]) -> None:
    """Note every pair of entries that cannot both be meant."""
    for (one, _), (other, section) in combinations(placed, 2):
        if not _overlap(one, other):
            continue
        if isinstance(one, DrugCourse) and isinstance(other, DrugCourse):
            _check_drugs(one, other, section)
        elif isinstance(one, Diet) and isinstance(other, Diet) and one.nutrient == other.nutrient:
            section.problem(
                one.nutrient, f"a second total of {_words(one.nutrient)} for the same days", "one total at a time",
                "remove one, or let the first end where the second begins",
            )  # fmt: skip
    diets = [(i, section) for i, section in placed if isinstance(i, Diet)]
    supplements = [(i, section) for i, section in placed if isinstance(i, Supplement)]
    for (diet, diet_section), (supplement, supplement_section) in product(diets, supplements):
        if diet.nutrient == supplement.group and _overlap(diet, supplement):
            _check_total(diet, diet_section, supplement, supplement_section)


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


def _check_total(
    diet: Diet, diet_section: Section, supplement: Supplement, supplement_section: Section
) -> None:
    """Note a total that is less than the supplement it must hold."""
    given = supplement.dose / supplement.interval_days
    if given <= diet.total_per_day * (1.0 + 1e-9):
        return
    unit = "IU" if diet.nutrient == "vitamin_d" else "mg"
    diet_section.problem(
        diet.nutrient,
        f"a total of {diet.total_per_day:g} {unit} a day, less than the {given:g} of {supplement_section.path}",
        "a total of food and supplements together", "raise the total, or lower the supplement",
    )  # fmt: skip


def _overlap(one: Intervention, other: Intervention) -> bool:
    return one.from_day < last_day(other) and other.from_day < last_day(one)


def _words(nutrient: str) -> str:
    return nutrient.replace("_", " ").replace("vitamin d", "vitamin D")
