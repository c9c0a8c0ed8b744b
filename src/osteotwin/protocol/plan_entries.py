"""The entries of a plan: drugs, foods, supplements, diet totals and unloading, each from one table."""

from __future__ import annotations

from osteotwin.constants import HOURS_PER_DAY, MICROGRAMS_PER_MILLIGRAM
from osteotwin.inputs.section import Section, write_one_of
from osteotwin.protocol.interventions import Diet, DrugCourse, Food, Supplement, Unloading
from osteotwin.protocol.library import Drug, NotInLibraryError, find_drug, find_food
from osteotwin.protocol.wording import how_often
from osteotwin.units import shown_value

# Slips of the pen, not medical limits: those are the planner's and the report's.
LARGEST_CALCIUM_MG_PER_DAY = 10_000.0
LARGEST_VITAMIN_D_IU_PER_DAY = 100_000.0
LARGEST_VITAMIN_D_BOLUS_IU = 600_000.0
LARGEST_DOSE_RATIO = 20.0
SHORTEST_INTERVAL_DAYS, LONGEST_INTERVAL_DAYS = 1.0 / HOURS_PER_DAY, 3653.0

DRUG_KEYS = ("name", "dose", "every")
PROCEDURE = "procedure"
FOOD_KEYS = ("food", "servings_per_week")
SUPPLEMENT_KEYS = ("nutrient", "dose", "every")
DIET_KEYS = ("calcium", "vitamin_d")
UNLOADING_KEYS = ("fraction",)
NUTRIENTS = ("calcium_carbonate", "calcium_citrate", "vitamin_d")
_NUTRIENT_NAMES = {"vitamin d3": "vitamin_d", "cholecalciferol": "vitamin_d", "colecalciferol": "vitamin_d"}


def read_drug(section: Section) -> DrugCourse | None:
    """Read one ``[[plan.drug]]`` table, without its dates."""
    drug = _drug(section)
    if drug is not None and drug.dose_unit == PROCEDURE:
        return _procedure(section, drug)
    interval = _interval(section)
    dose = _dose(section, drug)
    if drug is None or interval is None or dose is None:
        return None
    usual_rate, rate = drug.usual_dose / drug.usual_interval_days, dose / interval
    if not _is_per_day(drug) and rate > LARGEST_DOSE_RATIO * usual_rate:
        section.problem(
            "every", f"{shown_value(section.table['every'])}, which makes {_times(rate / usual_rate)} the usual amount",
            f"at most {LARGEST_DOSE_RATIO:g}x the usual {_usual(drug)}", "check the interval, the dose and their units",
        )  # fmt: skip
        return None
    return DrugCourse(drug.id, dose, interval)


def read_food(section: Section) -> Food | None:
    """Read one ``[[...food]]`` table, without its dates."""
    servings = section.number("servings_per_week", 0, 200, required=True)
    written = section.text("food", "milk, skim", required=True)
    if written is None:
        return None
    try:
        food = find_food(written)
    except NotInLibraryError as error:
        several = ", which fits several foods" if error.ambiguous else ""
        fix = (
            write_one_of(error.nearest, written)
            if error.nearest
            else "choose one from `osteotwin list foods`"
        )
        section.problem("food", f"{shown_value(written)}{several}", "a food of the library", fix)
        return None
    return None if servings is None else Food(food.id, servings)


def read_supplement(section: Section) -> Supplement | None:
    """Read one ``[[plan.supplement]]`` table, without its dates."""
    nutrient = section.choice("nutrient", NUTRIENTS, also=_NUTRIENT_NAMES, required=True)
    interval = _interval(section)
    if nutrient is None:
        return None
    is_vitamin = nutrient == "vitamin_d"
    kind, most = (
        ("vitamin_d", LARGEST_VITAMIN_D_BOLUS_IU) if is_vitamin else ("mass", LARGEST_CALCIUM_MG_PER_DAY)
    )
    dose = section.quantity("dose", kind, 0.0, most, required=True, above=True)
    if dose is None or interval is None:
        return None
    most_per_day = LARGEST_VITAMIN_D_IU_PER_DAY if is_vitamin else LARGEST_CALCIUM_MG_PER_DAY
    unit = "IU/day of vitamin D" if is_vitamin else "mg/day of calcium"
    if dose / interval > most_per_day:
        section.problem("dose", f"{shown_value(section.table['dose'])}, which makes {dose / interval:.6g} {unit}",
                        f"at most {most_per_day:g} {unit}", "check the dose, the interval and their units")  # fmt: skip
        return None
    return Supplement(nutrient, dose, interval)


def read_diet(section: Section) -> tuple[Diet, ...]:
    """Read a ``[plan.diet]`` table, without its dates: daily totals of food and supplements."""
    if not section.has("calcium") and not section.has("vitamin_d"):
        section.problem(
            "", "a diet without a total", "calcium, vitamin_d or both", 'add calcium = "1200 mg/day"'
        )
    calcium = section.quantity("calcium", "calcium_per_day", 0.0, LARGEST_CALCIUM_MG_PER_DAY)
    vitamin_d = section.quantity("vitamin_d", "vitamin_d_per_day", 0.0, LARGEST_VITAMIN_D_IU_PER_DAY)
    totals = (("calcium", calcium), ("vitamin_d", vitamin_d))
    return tuple(Diet(nutrient, total) for nutrient, total in totals if total is not None)


def read_unloading(section: Section) -> Unloading | None:
    """Read one ``[[plan.unloading]]`` table, without its dates."""
    if not section.has("fraction"):
        section.missing("fraction", "the share of the habitual load that is left, 0 to 1", '"0 %"')
        return None
    fraction = section.quantity("fraction", "fraction", 0.0, 1.0)
    return None if fraction is None else Unloading(fraction)


def _drug(section: Section) -> Drug | None:
    written = section.text("name", "anastrozole", required=True)
    if written is None:
        return None
    try:
        return find_drug(written)
    except NotInLibraryError as error:
        fix = (
            write_one_of(error.nearest, written)
            if error.nearest
            else "choose one from `osteotwin list drugs`"
        )
        section.problem("name", shown_value(written), "a drug of the library", fix)
        return None


def _procedure(section: Section, drug: Drug) -> DrugCourse | None:
    """Return a thing done once, which has neither dose nor rhythm nor end."""
    unwanted = [key for key in ("dose", "every", "until", "to_week") if section.has(key)]
    for key in unwanted:
        section.problem(key, f"{key} for {drug.label}", "only the day it is done, as from", f"remove {key}")
    return None if unwanted else DrugCourse(drug.id, drug.usual_dose, drug.usual_interval_days)


def _dose(section: Section, drug: Drug | None) -> float | None:
    example = "1 mg" if drug is None else f"{drug.usual_dose:g} {drug.dose_unit}"
    if not section.has("dose"):
        section.missing("dose", '"number unit"', f'"{example}"')
        return None
    if drug is None:
        return None
    kind = "mass_or_mass_per_day" if _is_per_day(drug) else "mass"
    milligrams = section.quantity("dose", kind, above=True)
    if milligrams is None:
        return None
    dose = milligrams * (MICROGRAMS_PER_MILLIGRAM if drug.dose_unit == "ug" else 1.0)
    if dose > drug.max_single_dose * (1.0 + 1e-9):
        ratio = dose / drug.usual_dose
        section.problem("dose", f"{shown_value(section.table['dose'])}, {_times(ratio)} the usual dose of {drug.label}",
                        f"at most {drug.max_single_dose:g} {drug.dose_unit}; usual is {_usual(drug)}",
                        "check the number and its unit")  # fmt: skip
        return None
    return dose


def _is_per_day(drug: Drug) -> bool:
    """Tell whether the dose is what is delivered each day, as the labels of patches write it."""
    return drug.dose_means == "delivered per day"


def _times(ratio: float) -> str:
    return f"{ratio:,.0f}x" if ratio >= 10.0 else f"{ratio:.2g}x"


def _usual(drug: Drug) -> str:
    return f"{drug.usual_dose:g} {drug.dose_unit} {how_often(drug.usual_interval_days)}"


def _interval(section: Section) -> float | None:
    return section.quantity("every", "duration", SHORTEST_INTERVAL_DAYS, LONGEST_INTERVAL_DAYS, required=True)
