"""The chain in plain words, short sentences, each with a number of the person's."""

from __future__ import annotations

from osteotwin.body.sites import FEMORAL_NECK, LUMBAR_SPINE, TOTAL_HIP
from osteotwin.explaining.bands import Json
from osteotwin.explaining.hormones import MOVING
from osteotwin.explaining.levels.mind import as_filed, mind
from osteotwin.explaining.levels.training import exercises_of
from osteotwin.explaining.tables.content import Section, Sentence
from osteotwin.explaining.tables.mechanisms import mechanism_table, sources_of_part
from osteotwin.explaining.tables.nutrients import (
    FOODS,
    fillers,
    gap,
    load_nutrients,
    nutrient_table,
    portion,
    under_plan,
)
from osteotwin.explaining.tables.run_numbers import FILE, RUN, RunNumbers
from osteotwin.explaining.tables.wording import in_words, in_years, says, signed, upper_first
from osteotwin.protocol.drug_groups import drug_class_of, is_drug
from osteotwin.units import listed

#: What is written as 0.0 [points of percent].
_SMALL = 0.05
_SITES = {LUMBAR_SPINE: "spine", TOTAL_HIP: "hip"}


def fundamentals(numbers: RunNumbers) -> tuple[Section, ...]:
    """Return the sections of the plain explanation."""
    return (
        Section("hormones", "Your hormones", _hormones(numbers)),
        Section("bone", "Your bone at work", _work(numbers)),
        Section("density", "Your bone density", _density(numbers)),
        Section("plan", "What your plan does", _plan(numbers), mechanism_table(numbers)),
        Section("food", "What feeds your bone", _food(numbers), (nutrient_table(numbers),)),
        Section("mind", "What to mind", mind(numbers, open_only=True)),
    )


#: With any of these more testosterone is not what the pituitary asked for.
NOT_ASKED_FOR = frozenset({"testosterone", "gnrh_agonist", "gnrh_antagonist", "orchiectomy"})
#: So much more of a hormone is more.
_RISES = 1.05


def ahead(numbers: RunNumbers) -> str:
    """What the future is called: that of the plan, or of life as it is."""
    return "on your plan" if numbers.parts else "as you live now"


def _hormones(numbers: RunNumbers) -> tuple[Sentence, ...]:
    today, later = (numbers.level("estradiol", place) for place in (0, numbers.early))
    year = in_years(numbers.answer["years"][numbers.early])
    testosterone, raised = (numbers.level("testosterone", place) for place in (0, numbers.early))
    if numbers.man:
        said = says(
            "Your body makes estradiol from testosterone. Today you have about {testosterone} of testosterone and "
            "{today} of estradiol.",
            "merlotti2011", RUN, testosterone=testosterone, today=today,
        )  # fmt: skip
    else:
        said = says("Estradiol guards your bones. Today you have about {today} of it.", RUN, today=today)
    said += measured_hormones(numbers)
    blockers = [name for name in numbers.parts if drug_class_of(name) == "aromatase_inhibitor"]
    others = [name for name in numbers.parts if is_drug(name) and drug_class_of(name) in MOVING]
    if blockers:
        said += says(
            "{drug} blocks the step that makes estradiol. In {year} about {later} are left.",
            *(key for name in blockers for key in sources_of_part(numbers, name)), RUN,
            drug=upper_first(listed(numbers.parts[name]["label"] for name in blockers)), year=year, later=later,
        )  # fmt: skip
        if numbers.man and _asks_for_more(numbers):
            said += says(
                "Your brain then asks for more, and testosterone goes to about {raised}.",
                "leder2004_anastrozole", RUN, raised=raised,
            )  # fmt: skip
    elif others:
        said += says(
            "With {drug} in your body, estradiol is about {later} in {year}.",
            *(key for name in others for key in sources_of_part(numbers, name)), RUN,
            drug=listed(numbers.parts[name]["label"] for name in others), later=later, year=year,
        )  # fmt: skip
    return (*said, *brought_testosterone(numbers))


#: Where a measured value stands, in words.
_STANDS: dict[str | None, str] = {
    "below": ", below the usual range",
    "within": ", within the usual range",
    "above": ", above the usual range",
    None: ", by a method that may read too high",
}


def measured_hormones(numbers: RunNumbers) -> tuple[Sentence, ...]:
    """The person's own latest sex hormones, beside what all of the values together say of today."""
    said: tuple[Sentence, ...] = ()
    for name in ("estradiol", "testosterone"):
        own, signal = numbers.latest(name), numbers.answer["series"][name]
        if own is None:
            continue
        said += says(
            "Your blood test of {date} found {value} of {label}{standing}.", FILE, date=in_words(own["date"]),
            value=own["as_given"], label=name, standing=_STANDS[own["standing"]] if signal["reference"] else "",
        )  # fmt: skip
    return said


def _asks_for_more(numbers: RunNumbers) -> bool:
    """Whether testosterone rises since LH does, which falls where a drug brings it or stops the pituitary."""
    if "lh" in numbers.left_out or NOT_ASKED_FOR & numbers.classes:
        return False
    pairs = ([numbers.signal(name, place) for place in (0, numbers.early)] for name in ("lh", "testosterone"))
    return all(before and after and after > _RISES * before for before, after in pairs)


def brought_testosterone(numbers: RunNumbers) -> tuple[Sentence, ...]:
    """What testosterone from outside brings, and which levels are told without something, or not at all."""
    names = [name for name in numbers.parts if drug_class_of(name) == "testosterone"]
    said = _not_in_them(numbers) + tuple(
        Sentence(text, (RUN,)) for name, text in numbers.left_out.items() if name == "lh"
    )
    if not names:
        return said
    brought = says(
        "{drug} brings testosterone to about {raised} in {year}.",
        *(key for name in names for key in sources_of_part(numbers, name)), RUN,
        drug=upper_first(listed(numbers.parts[name]["label"] for name in names)),
        raised=numbers.level("testosterone", numbers.early),
        year=in_years(numbers.answer["years"][numbers.early]),
    )  # fmt: skip
    return (*brought, *said)


def _not_in_them(numbers: RunNumbers) -> tuple[Sentence, ...]:
    """That sex hormones are told without drugs that are not simulated and known to move them."""
    moved = {name: numbers.without(name) for name in ("testosterone", "estradiol")}
    hormones = [name for name, drugs in moved.items() if drugs]
    drugs = dict.fromkeys(drug for found in moved.values() for drug in found)
    if not drugs:
        return ()
    return says(
        "These levels of {hormones} are without {drugs}, not simulated: the true ones are others.",
        RUN, hormones=listed(hormones), drugs=listed(drugs),
    )  # fmt: skip


def _work(numbers: RunNumbers) -> tuple[Sentence, ...]:
    year = in_years(numbers.answer["years"][numbers.early])
    ctx, p1np, call, brake = (
        signed(numbers.signal(name, numbers.early), 0) for name in ("ctx", "p1np", "rankl_opg", "sclerostin")
    )
    said = says(
        "Bone is broken down and built again all your life. A blood mark of the breaking, CTX, moves "
        "by {ctx} % in {year} "
        "{ahead}. A mark of the building, P1NP, moves by {p1np} %.",
        RUN, ctx=ctx, p1np=p1np, year=year, ahead=ahead(numbers),
    )  # fmt: skip
    said += says(
        "The cells inside your bone give the orders. Their call for cells that break bone down "
        "(RANKL over OPG) moves by "
        "{call} %. Their brake on building (sclerostin) moves by {brake} %.",
        RUN, "galea2017", call=call, brake=brake,
    )  # fmt: skip
    return said


def _density(numbers: RunNumbers) -> tuple[Sentence, ...]:
    said: tuple[Sentence, ...] = ()
    years = in_years(numbers.answer["years"][numbers.end])
    for site, label in (*_SITES.items(), (FEMORAL_NECK, "hip neck (femoral neck)")):
        middle, low, high = (
            signed(numbers.site(site, "bone", numbers.end, of)) for of in ("median", "lo90", "hi90")
        )
        bmd, score = numbers.site(site, "bmd", 0), numbers.site(site, "t_score", 0)
        said += says(
            "Your {label} has about {bmd} g/cm² today, a T-score of {score}. In {years} {ahead} it moves by about "
            "{middle} %. Nine in ten people like you end up from {low} to {high} %.",
            RUN, label=label, bmd=None if bmd is None else f"{bmd:.2f}", score=signed(score), years=years,
            ahead=ahead(numbers), middle=middle, low=low, high=high,
        )  # fmt: skip
    said += says(
        "These numbers come from {people} virtual people who could be you.",
        RUN, people=f"{numbers.answer['uncertainty']['people']:,}",
    )  # fmt: skip
    return said


def _told(numbers: RunNumbers) -> dict[str, Json]:
    """The parts of the plan; of the exercises that need no advice first the one that does most at the spine."""
    training = [name for name, part in numbers.parts.items() if part["category"] == "training"]
    praised = [one.id for one in exercises_of(numbers, cautioned=False)]
    most = max(
        (name for name in training if name in praised),
        key=lambda name: numbers.worth(LUMBAR_SPINE, name) or 0.0,
        default=None,
    )
    return {name: part for name, part in numbers.parts.items() if name == most or name not in training}


def _plan(numbers: RunNumbers) -> tuple[Sentence, ...]:
    said: tuple[Sentence, ...] = ()
    for name, part in _told(numbers).items():
        spine, hip = (numbers.effect(site, name) for site in _SITES)
        if spine is None or hip is None or spine["median"] is None or spine["year"] is None:
            continue
        if all(abs(one["median"] or 0) < _SMALL for one in (spine, hip)):
            said += says(
                "{label} moves spine and hip by less than 0.1 points of percent in {years}.",
                *sources_of_part(numbers, name), RUN, label=upper_first(part["label"]), years=in_years(spine["year"]),
            )  # fmt: skip
            continue
        verb = "takes" if spine["median"] < 0 else "gives"
        said += says(
            "{label} {verb} about {spine} points of percent at the spine and {hip} at the hip in {years}.",
            *sources_of_part(numbers, name), RUN, label=upper_first(part["label"]), verb=verb,
            spine=_size(spine["median"], spine["median"]), hip=_size(hip["median"], spine["median"]),
            years=in_years(spine["year"]),
        )  # fmt: skip
    if against := numbers.answer["contributions_basis"].get("against_stopping"):
        said += (Sentence(against, (RUN,)),)
    said += as_filed(numbers)
    exercises = exercises_of(numbers, cautioned=False)
    if exercises:
        said += says(
            "Bone grows where it is loaded hard. You do that with {names}.",
            "galea2017", FILE, names=listed(one.name.lower() for one in exercises),
        )  # fmt: skip
    return said


def _size(value: float | None, other: float) -> str | None:
    """Write a size that "takes" or "gives" has signed already; one of the other sign keeps its own."""
    if value is None:
        return None
    return f"{abs(value):.1f}" if (value < 0) == (other < 0) or round(value, 1) == 0 else signed(value)


def _food(numbers: RunNumbers) -> tuple[Sentence, ...]:
    said: tuple[Sentence, ...] = ()
    for name, nutrient in load_nutrients().items():
        intake, missing = numbers.intake(name), gap(numbers, name)
        if intake["before"] is None or missing is None:
            continue
        label = {
            "calcium": "Calcium is what bone is made of",
            "vitamin_d": "Vitamin D lets you take up calcium",
        }[name]
        why = numbers.not_offered(name)
        if why is not None:
            said += says(
                "{label}. You get about {before} {unit} a day{plan}. Take no more by yourself: {why}.",
                *nutrient.sources, FILE if intake["stated"] else RUN, label=label, unit=nutrient.unit, why=why,
                before=f"{intake['before']:,.0f}", plan=under_plan(numbers, name),
            )  # fmt: skip
            continue
        said += says(
            "{label}. You get about {before} {unit} a day{plan}, and {aim} {unit} is {enough}.",
            *nutrient.sources, FILE if intake["stated"] else RUN, label=label, unit=nutrient.unit,
            before=f"{intake['before']:,.0f}", plan=under_plan(numbers, name), aim=f"{nutrient.aim:,.0f}",
            enough="a good aim" if missing > 0 else "enough",
        )  # fmt: skip
        first = next(fillers(name, missing, without_lactose=numbers.without_lactose), None)
        if missing > 0 and first is not None:
            said += says(
                "You can add the other {missing} {unit} with {portion}.",
                FOODS, portion=portion(first), missing=f"{missing:,.0f}", unit=nutrient.unit,
            )  # fmt: skip
    return said
