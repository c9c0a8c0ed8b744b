"""The entries of a plan as interventions without their days: drugs, foods, supplements, diet totals, unloading."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import inf, isclose

from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.inputs.notes import Notes
from osteotwin.inputs.quantity import Quantity
from osteotwin.inputs.table import read_as
from osteotwin.inputs.values import Mistake
from osteotwin.protocol.calcium_salts import CALCIUM_SHARE
from osteotwin.protocol.calcium_tablets import tablet_of
from osteotwin.protocol.dose_strength import with_strength_of
from osteotwin.protocol.dose_words import AmbiguousDose
from osteotwin.protocol.file_values import ONCE
from osteotwin.protocol.given import NO_RHYTHM, Given, givings, written_name
from osteotwin.protocol.interventions import Diet, DrugCourse, Food, Supplement, Unloading
from osteotwin.protocol.library import Drug, GivenSo, by_way, load_drugs, products_of
from osteotwin.protocol.library.calcium_products import CalciumWithD, calcium_with_d
from osteotwin.protocol.library.kits import not_counted_beside
from osteotwin.protocol.library.named_rhythm import rhythm_of_name
from osteotwin.protocol.library.ways import WORDS_OF_WAY, is_given_so
from osteotwin.protocol.plan_file import (
    ENDINGS,
    LARGEST_CALCIUM_MG_PER_DAY,
    LARGEST_VITAMIN_D_IU_PER_DAY,
    DietTable,
    DrugTable,
    FoodKeys,
    SupplementTable,
    UnloadingTable,
)
from osteotwin.protocol.stages import Stage
from osteotwin.protocol.tablet_counts import amounts_of
from osteotwin.protocol.wording import how_often
from osteotwin.units import in_digits, shown_value
from osteotwin.units.patterns import later

LARGEST_VITAMIN_D_BOLUS_IU = 600_000.0
LARGEST_DOSE_RATIO = 20.0
SMALLEST_DOSE_RATIO = 10_000.0
PROCEDURE = "procedure"
#: Of a gel, grams count the gel and milligrams the hormone in it.
_GRAMS = later(r"\d\s*(?:g|grams?)\b", re.IGNORECASE)
#: A way into the body, behind a dose.
_GIVEN_SO = {
    "oral": "by mouth", "injected": "injected", "gel": "a gel", "patch": "a patch",
    "under the tongue": "under the tongue", "cream": "a cream", "pellets": "pellets", "nose": "by the nose",
    "spray": "a spray", "vagina": "by the vagina",
}  # fmt: skip
#: What parts thousands of units: "100 000 UI", "20.000 IE".
_GAP = later(r"(?<![\w.,])(?!(?<=d )[23] )(\d{1,3})[ .](?=\d{3} ?(?:iu|ui|ie|units?)\b)", re.IGNORECASE)
_UNITS = later(r"(?<=\d) ?(?:ui|ie|units?)\b", re.IGNORECASE)
#: Less than 1 IU of vitamin D or 1 mg of calcium is a slip of the pen.
SMALLEST_SUPPLEMENT = 1.0

#: How long a supplement that is given once counts as taken [day].
SINGLE_SUPPLEMENT_DAYS = {"vitamin_d": 30.0, "calcium": 1.0}


def read_drug(entry: DrugTable, notes: Notes, shots: tuple[float, ...] = ()) -> tuple[Stage, ...]:
    """Return the course of one ``[[plan.drug]]`` table, or the courses that follow each other; none if it is wrong.

    Parameters
    ----------
    entry : DrugTable
    notes : Notes
    shots : tuple of float [day]
        Times between injections of the hormones of the same plan, for what is taken with each of them.
    """
    products = () if entry.name is None else products_of(entry.name)
    if products and products[-1].dose_unit == PROCEDURE:
        operation = _procedure(entry, products[-1], notes)
        return () if operation is None else (Stage(operation),)
    delivers = any(_is_per_day(one) for one in products)
    told = entry.has("dose") or entry.has("every")
    given = givings(entry, notes, shots, delivers_per_day=delivers) if told else None
    drug = _product(entry, given, notes)
    if drug is None and products and told:
        return ()
    if not told:
        notes.add(entry.at("every"), *NO_RHYTHM)
    if not entry.has("dose"):
        example = "1 mg" if drug is None else f"{drug.usual_dose:g} {drug.dose_unit}"
        notes.add(entry.at("dose"), "nothing", '"number unit"', f'add dose = "{example}"')
    stages: list[Stage] = []
    day = 0.0
    for step in given or ():
        course = None if drug is None else _course(entry, drug, step, notes)
        if course is None:
            return ()
        stages.append(_stage(course, step, day))
        day = stages[-1].ends
    return tuple(stages)


def _stage(item: DrugCourse | Supplement, step: Given, day: float) -> Stage:
    """Return what a step gives from a day of its entry on."""
    ends = inf if step.lasts_days is None else day + step.lasts_days
    return Stage(item, day, ends, once=step.interval == ONCE, pauses=step.pauses)


def _course(entry: DrugTable, drug: Drug, step: Given, notes: Notes) -> DrugCourse | None:
    """Return what one step of a dose gives."""
    dose = _dose(entry, drug, step, notes)
    if step.implied_daily and drug.usual_interval_days > 1.0:
        notes.add(entry.at("every"), f"the pauses of {drug.label}, and not how often it is given between them",
                  "both", 'write every = "1 week" and cycle = "8 weeks on, 4 weeks off"')  # fmt: skip
        return None
    if dose is None or step.interval is None:
        return None
    interval = drug.days_of_dose(dose) if step.interval == ONCE else step.interval
    most = LARGEST_DOSE_RATIO * drug.usual_dose / drug.usual_interval_days
    written, rate = _interval_words(interval), dose / interval
    if rate > most and not _is_per_day(drug) and _ends_before_second(entry, interval):
        # One infusion, written as one a day for a day.
        interval = drug.days_of_dose(dose)
    if not _is_per_day(drug) and dose / interval > most:
        notes.add(
            entry.at("every"),
            f"{written}, which makes {_times(LARGEST_DOSE_RATIO * rate / most)} the usual amount",
            f"at most {LARGEST_DOSE_RATIO:g}x the usual {_usual(drug)}", "check the interval, the dose and their units",
        )  # fmt: skip
        return None
    if not _has_kinetics(entry, drug, dose, interval, notes, once=step.interval == ONCE):
        return None
    share = entry.adherence or 1.0
    if share < 1.0 and (interval > DAYS_PER_WEEK or step.interval == ONCE):
        notes.add(entry.at("adherence"), f"a share of what is given "
        f"{'once' if step.interval == ONCE else how_often(interval)}",
                  "adherence of what is taken every week or more often",
                  "remove it, and write each dose that was or will be given as an entry of its own")  # fmt: skip
        return None
    name = written_name(entry, notes)
    if name.rstrip().endswith("?"):
        notes.add(entry.at("name"), f"{shown_value(name)}, with a question mark", "a drug that is taken",
                  "write the name without it, or leave the entry out")  # fmt: skip
        return None
    if step.interval != ONCE and (own := rhythm_of_name(name, step.interval)):
        notes.add(entry.at("name"), f"{shown_value(name)}, which says {own}, beside a dose {how_often(interval)}",
                  "one rhythm", "correct how often, or write the name without it")  # fmt: skip
        return None
    box = name if not_counted_beside(name) else ""
    return DrugCourse(drug.id, dose, interval / share, share_taken=share, said=step.said, box=box)


def _ends_before_second(entry: DrugTable, interval: float) -> bool:
    """Tell whether the days of an entry hold one dose alone."""
    if entry.begins_on is not None and entry.ends is not None:
        return (entry.ends - entry.begins_on).days <= interval
    begins = entry.begins_day if entry.begins_week is None else DAYS_PER_WEEK * entry.begins_week
    ends = entry.ends_day if entry.ends_week is None else DAYS_PER_WEEK * entry.ends_week
    return entry.begins_on is None and ends is not None and ends - (begins or 0.0) <= interval


def read_food(entry: FoodKeys, _notes: Notes) -> Food | None:
    """Return the servings of one ``[[plan.food]]`` or ``[[habits.food]]`` table."""
    if entry.food is None or entry.servings_per_week is None:
        return None
    return Food(entry.food, entry.servings_per_week)


def read_supplement(entry: SupplementTable, notes: Notes) -> tuple[Stage, ...]:
    """Return the supplement of one ``[[plan.supplement]]`` table, or those that follow each other; none if wrong."""
    if entry.nutrient is None or not entry.has("dose"):
        return ()
    if (both := calcium_with_d(entry.nutrient)) is not None:
        return _read_both(entry, both, notes)
    is_vitamin = entry.nutrient == "vitamin_d"
    if is_vitamin and entry.has("counts"):
        notes.add(entry.at("counts"), "as beside vitamin D", "it only of a salt of calcium", "remove as")
    if is_vitamin and isinstance(entry.dose, str):  # "1 ampoule" of "UVEDOSE 100 000 UI"
        name = _UNITS.sub(" IU", _GAP.sub(r"\1", written_name(entry, notes)))
        said = in_digits(entry.dose)
        try:
            dose = with_strength_of(name, said)
        except AmbiguousDose:
            dose = said  # asked where it is read
        entry = entry if dose == said else entry.model_copy(update={"dose": dose})
    counts = "" if is_vitamin else _what_counts(entry, notes)
    if counts is None:
        return ()
    given = givings(entry, notes)
    stages: list[Stage] = []
    day = 0.0
    for step in given or ():
        item = _supplement(entry, step, notes, counts)
        if item is None:
            return ()
        stages.append(_stage(item, step, day))
        day = stages[-1].ends
    return tuple(stages)


def _read_both(entry: SupplementTable, tablet: CalciumWithD, notes: Notes) -> tuple[Stage, ...]:
    """Return the calcium and the vitamin D of tablets that hold both."""
    if entry.has("counts"):
        notes.add(entry.at("counts"), "as beside tablets of calcium with vitamin D",
                  "it only of a salt of calcium alone", "remove as")  # fmt: skip
        return ()
    if not isinstance(entry.dose, str):
        return ()  # noted already
    try:
        amounts = amounts_of(tablet, entry.dose)
    except AmbiguousDose as question:
        notes.add(entry.at("dose"), shown_value(entry.dose), "a number of tablets", str(question))
        return ()
    keys = ({"nutrient": tablet.salt, "dose": amounts[0], "counts": "calcium"},
            {"nutrient": "vitamin_d", "dose": amounts[1]})  # fmt: skip
    first = read_supplement(entry.model_copy(update=keys[0]), notes)
    # What is wrong with the one is wrong with the other, and noted once.
    return first and (*first, *read_supplement(entry.model_copy(update=keys[1]), notes))


def _what_counts(entry: SupplementTable, notes: Notes) -> str | None:
    """Return what a dose counts, ``"calcium"`` or ``"salt"``; ``None``, with a note, where it may be either."""
    if entry.has("counts"):
        return entry.counts
    tablet = tablet_of(entry.nutrient or "", written_name(entry, notes), str(entry.dose))
    if not tablet.asked:
        return tablet.counts or "calcium"
    notes.add(entry.at("dose"), tablet.asked, "a word on which of the two it is",
              'add as = "salt" or as = "calcium"')  # fmt: skip
    return None


def _supplement(entry: SupplementTable, step: Given, notes: Notes, counts: str) -> Supplement | None:
    is_vitamin = entry.nutrient == "vitamin_d"
    group = "vitamin_d" if is_vitamin else "calcium"
    quantity, most, most_per_day, unit = (
        ("vitamin_d", LARGEST_VITAMIN_D_BOLUS_IU, LARGEST_VITAMIN_D_IU_PER_DAY, "IU/day of vitamin D")
        if is_vitamin
        else ("mass", LARGEST_CALCIUM_MG_PER_DAY, LARGEST_CALCIUM_MG_PER_DAY, "mg/day of calcium")
    )
    dose = read_as(entry, "dose", Quantity(quantity, SMALLEST_SUPPLEMENT, most), notes, step.amount)
    if dose is None or step.interval is None or entry.nutrient is None:
        return None
    if counts == "salt" and not is_vitamin:
        dose *= CALCIUM_SHARE[entry.nutrient]
    interval = SINGLE_SUPPLEMENT_DAYS[group] if step.interval == ONCE else step.interval
    if dose / interval > most_per_day:
        notes.add(entry.at("dose"), f"{shown_value(entry.dose)}, which makes {dose / interval:.6g} {unit}",
                  f"at most {most_per_day:g} {unit}", "check the dose, the interval and their units")  # fmt: skip
        return None
    return Supplement(entry.nutrient, dose, interval)


def read_diet(entry: DietTable, notes: Notes) -> tuple[Diet, ...]:
    """Return the totals of one ``[plan.diet]`` table."""
    if not entry.has("calcium") and not entry.has("vitamin_d"):
        notes.add(
            entry.at(), "a diet without a total", "calcium, vitamin_d or both", 'add calcium = "1200 mg/day"'
        )
    totals = (("calcium", entry.calcium), ("vitamin_d", entry.vitamin_d))
    replaces = bool(entry.replaces_habits)
    return tuple(
        Diet(nutrient, total, replaces_habits=replaces) for nutrient, total in totals if total is not None
    )


def read_unloading(entry: UnloadingTable, notes: Notes) -> Unloading | None:
    """Return what one ``[[plan.unloading]]`` table leaves of the habitual load."""
    if entry.fraction == 1.0:
        notes.add(entry.at("fraction"), "the whole habitual load, which is no unloading", "less than 100 %",
                  "write the share that is left, or remove the entry")  # fmt: skip
        return None
    return None if entry.fraction is None else Unloading(entry.fraction)


def _procedure(entry: DrugTable, drug: Drug, notes: Notes) -> DrugCourse | None:
    """Return a thing done once, which has neither dose nor rhythm nor end."""
    unwanted = [name for name in ("dose", "every", "adherence", *ENDINGS) if entry.has(name)]
    for name in unwanted:
        key = entry.at(name)[-1]
        notes.add(
            entry.at(name), f"{key} for {drug.label}", "only the day it is done, as from", f"remove {key}"
        )
    return None if unwanted else DrugCourse(drug.id, drug.usual_dose, drug.usual_interval_days)


def _product(entry: DrugTable, given: tuple[Given, ...] | None, notes: Notes) -> Drug | None:
    """Return the product that is meant: by its name, and where several share it by dose, rhythm and way.

    ``None``, with a note, where that is not told.
    """
    if entry.name is None:
        return None
    step = given[0] if given else None
    products = products_of(entry.name)
    usual = products[-1]
    ways = by_way(entry.name)
    # A hormone's name stands for any of its esters.
    esters = {one.drug_class for one in products} if ways else set[str]()
    mine = [one for one in load_drugs().values() if one in products or one.drug_class in esters]
    named = () if step is None else tuple(drug for drug in mine if drug.id in step.drugs)
    # "Estradiol valerate (generic Delestrogen)": a name of two products, and one of them.
    is_one = step is not None and not ways and {one.id for one in products}.issuperset(step.drugs)
    if (step is not None and step.drugs and not named) or (
        step is not None and len(step.drugs) > 1 and not is_one
    ):
        label = " and ".join(load_drugs()[one].label for one in step.drugs)
        notes.add(entry.at("dose"), f"{shown_value(entry.dose)}, which names {label}",
                  "a dose of the drug that name says", "write one entry for each drug")  # fmt: skip
        return None
    if named and len(products) > 1:
        return next((one for one in named if one is not usual), named[0])
    if ways:
        return _given_so(entry, ways, step, notes)
    said = [] if step is None else [*step.ways]
    fitting = tuple(drug for drug in products if is_given_so(drug.id, drug.route, said))
    if not fitting:
        notes.add(entry.at("dose"), f"{shown_value(entry.dose)}, {_GIVEN_SO[said[0]]}, of {usual.label}",
                  f"a dose of that product, which is given by another way ({usual.route})",
                  _without_way(entry.dose, said[0], usual))  # fmt: skip
        return None
    return _fitting(fitting, step)


def _given_so(entry: DrugTable, ways: Mapping[str, GivenSo], step: Given | None, notes: Notes) -> Drug | None:
    """Return the product of a hormone by the way in which it is given; ``None``, with a note, where none is said."""
    said = set(step.ways) if step is not None else set[str]()
    if step is not None and step.gel_strength is not None:
        said.add("gel")
    (way,) = said if len(said) == 1 else (None,)
    given = None if way is None else ways.get(way)
    days = None if step is None else step.interval
    if given is not None and (days is None or days >= given.least_days):
        return _fitting(given.products, step)
    drug_class = next(iter(ways.values())).products[0].drug_class
    of_class = [drug for drug in load_drugs().values() if drug.drug_class == drug_class]
    if (
        drug_class == "estradiol" and way == "under the tongue"
    ):  # the same tablets are swallowed, and none is injected
        of_class = [drug for drug in of_class if drug.route == "oral"]
    labels = [drug.label for drug in of_class]
    notes.add(entry.at("name"), f"{shown_value(entry.name)}, which does not tell how it is given",
              f"one of {', '.join(labels)}", _how_to_say(given is not None or way == "injected"))  # fmt: skip
    return None


def _how_to_say(ester: bool) -> str:
    if ester:
        return "name the ester that is injected"
    return 'name the product, or say the way in the dose, for example dose = "50 mg of gel daily"'


def _without_way(dose: object, way: str, usual: Drug) -> str:
    """Return what to do about a way that no product has: his dose without its words, where it is swallowed."""
    bare = " ".join(re.sub(rf"\b(?:{WORDS_OF_WAY[way]})\b", " ", str(dose), flags=re.IGNORECASE).split())
    if usual.route == "oral" and way == "under the tongue" and bare != str(dose):
        return f'write "{bare}" to have it counted as swallowed, which is nearest; or name the product that is taken'
    return "name the product that is taken"


def _fitting(products: tuple[Drug, ...], step: Given | None) -> Drug:
    """Return the first of several products whose doses and rhythm fit, else the last, which is the usual one."""
    *others, usual = products
    every = None if step is None or step.interval == ONCE else step.interval
    for drug in others:
        dose = None if step is None else _tentative_dose(step, drug)
        if step is not None and step.gel_strength is not None and drug.gel_strength is not None:
            if isclose(step.gel_strength, drug.gel_strength):
                return drug
        elif (dose is not None or every is not None) and drug.may_be_meant(dose, every):
            return drug
    return usual


def _tentative_dose(step: Given, drug: Drug) -> float | None:
    """Return the dose that is written, were this the drug; what is wrong with it is noted once the drug is known."""
    try:
        return (
            None
            if step.amount is None
            else Quantity(dose_quantity(drug), unit=drug.dose_unit).read(step.amount)
        )
    except Mistake:
        return None


def _has_kinetics(
    entry: DrugTable, drug: Drug, dose: float, interval: float, notes: Notes, *, once: bool
) -> bool:
    """Note a rhythm or an amount of which the model has no kinetics."""
    if not once and not drug.allows_interval(interval):
        low, high = drug.intervals_days or (interval, interval)
        others = [
            one.label
            for one in load_drugs().values()
            if one.drug_class == drug.drug_class and one is not drug
        ]
        notes.add(entry.at("every"), f"{_interval_words(interval)} of {drug.label}",
                  f"{low:g} to {high:g} days between doses, of which the model has kinetics",
                  f"correct it, or name another product: {', '.join(others)}" if others else "correct it")  # fmt: skip
        return False
    if dose / interval < drug.least_per_day:
        rhythm = how_often(interval)
        least = f"{drug.least_per_day * interval:.3g} {drug.dose_unit}"
        notes.add(
            entry.at("dose"),
            f"{shown_value(entry.dose)} {rhythm}, too little of {drug.label} to do what it is given for",
            f"at least {least} {rhythm}; usual is {_usual(drug)}", "check the dose and the interval",
        )  # fmt: skip
        return False
    return True


def _dose(entry: DrugTable, drug: Drug, step: Given, notes: Notes) -> float | None:
    quantity = Quantity(dose_quantity(drug), above=True, unit=drug.dose_unit)
    dose = read_as(entry, "dose", quantity, notes, step.amount)
    if dose is None:
        return None
    if step.gel_strength is not None and drug.gel_strength is None:
        notes.add(entry.at("dose"), f"{shown_value(entry.dose)}, a gel, of {drug.label}", "a dose of that product",
                  "name the gel, or write the dose in milligrams")  # fmt: skip
        return None
    if step.gel_strength is not None and not isclose(step.gel_strength, drug.gel_strength or 0.0):
        notes.add(entry.at("dose"), f"{shown_value(entry.dose)}, another strength than that of {drug.label}",
                  f"a gel of {100.0 * (drug.gel_strength or 0.0):g} %", "name the gel of that strength")  # fmt: skip
        return None
    if step.gel_strength is None and drug.gel_strength is not None and _GRAMS.search(str(step.amount)):
        dose *= drug.gel_strength
    if dose > drug.max_single_dose * (1.0 + 1e-9):
        ratio = dose / drug.usual_dose
        notes.add(entry.at("dose"), f"{shown_value(entry.dose)}, {_times(ratio)} the usual dose of {drug.label}",
                  f"at most {drug.max_single_dose:g} {drug.dose_unit}; usual is {_usual(drug)}",
                  "check the number and its unit")  # fmt: skip
        return None
    if dose * SMALLEST_DOSE_RATIO < drug.usual_dose * (1.0 - 1e-9):
        least = f"{drug.usual_dose / SMALLEST_DOSE_RATIO:g} {drug.dose_unit}"
        notes.add(entry.at("dose"), f"{shown_value(entry.dose)}, too little of {drug.label} to do anything",
                  f"at least {least}; usual is {_usual(drug)}", "check the number and its unit")  # fmt: skip
        return None
    return dose


def dose_quantity(drug: Drug) -> str:
    """Return the quantity by which a drug's dose is read."""
    if drug.dose_unit == "IU":
        return "international_units"
    return "mass_or_mass_per_day" if _is_per_day(drug) else "mass"


def _is_per_day(drug: Drug) -> bool:
    """Tell whether the dose is what is delivered each day, as the labels of patches write it."""
    return drug.dose_means == "delivered per day"


def _times(ratio: float) -> str:
    return f"{ratio:,.0f}x" if ratio >= 10.0 else f"{ratio:.2g}x"


def _usual(drug: Drug) -> str:
    return f"{drug.usual_dose:g} {drug.dose_unit} {how_often(drug.usual_interval_days)}"


def _interval_words(interval: float) -> str:
    return f"a dose {how_often(interval)}"
