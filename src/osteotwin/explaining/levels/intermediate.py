"""The chain with its protocols: hormones and markers, training, food and supplements, drugs."""

from __future__ import annotations

from osteotwin.body.sites import DIAGNOSTIC_SITES, LUMBAR_SPINE, SITE_LABELS
from osteotwin.explaining.levels.fundamentals import ahead, brought_testosterone, measured_hormones
from osteotwin.explaining.levels.mind import as_filed, mind
from osteotwin.explaining.levels.series import series_table
from osteotwin.explaining.levels.training import exercise_table, how_to_spread
from osteotwin.explaining.tables.content import Section, Sentence
from osteotwin.explaining.tables.mechanisms import mechanism_table
from osteotwin.explaining.tables.nutrients import gap, gap_left, load_nutrients, nutrient_table
from osteotwin.explaining.tables.run_numbers import FILE, RUN, RunNumbers
from osteotwin.explaining.tables.wording import in_years, level, says, signed
from osteotwin.protocol.drug_groups import drug_class_of

SIGNALS = ("estradiol", "testosterone", "lh", "rankl_opg", "sclerostin", "ctx", "p1np", "25ohd", "pth")


def intermediate(numbers: RunNumbers) -> tuple[Section, ...]:
    """Return the sections of the middle explanation."""
    return (
        Section("hormones", "From hormone to bone", chain(numbers), (series_table(numbers, SIGNALS),)),
        Section("training", "Your training", how_to_spread(numbers), exercise_table(numbers)),
        Section("food", "Food and supplements", _food(numbers), (nutrient_table(numbers),)),
        Section(
            "plan", "The parts of your plan", (*as_filed(numbers), *_drugs(numbers)), mechanism_table(numbers)
        ),
        Section("density", "Your bone density", density(numbers)),
        Section("mind", "What to mind", mind(numbers)),
    )


def chain(numbers: RunNumbers) -> tuple[Sentence, ...]:
    """From sex hormones through the signals between cells to the markers of turnover."""
    return (*hormone_sentences(numbers), *cell_sentences(numbers))


def hormone_sentences(numbers: RunNumbers) -> tuple[Sentence, ...]:
    """What estradiol is and does here, and what was measured."""
    place = numbers.early
    year = in_years(numbers.answer["years"][place])
    when = f"in {year} {ahead(numbers)}"
    origin = (
        "Men make estradiol from testosterone, and it is the main brake on resorption"
        if numbers.man
        else "Estradiol is the main brake on resorption"
    )
    said = says(
        "{origin}: yours goes from {today} to {later} {when}.",
        *(("merlotti2011", "finkelstein2016") if numbers.man else ()), RUN, origin=origin, when=when,
        today=level(numbers.signal("estradiol", 0)), later=numbers.level("estradiol", place),
    )  # fmt: skip
    return (*said, *measured_hormones(numbers), *brought_testosterone(numbers))


def cell_sentences(numbers: RunNumbers) -> tuple[Sentence, ...]:
    """The signals between cells, and the markers of turnover."""
    place = numbers.early
    said = says(
        "Osteocytes and osteoblasts call osteoclasts with RANKL, and OPG silences the call; the "
        "ratio of the two moves by "
        "{ratio} % and sclerostin, the osteocytes' brake on formation, by {sclerostin} %.",
        "galea2017", RUN, ratio=signed(numbers.signal("rankl_opg", place)),
        sclerostin=signed(numbers.signal("sclerostin", place)),
    )  # fmt: skip
    said += says(
        "In the blood that reads as {ctx} % of CTX, the marker of resorption, and {p1np} % of P1NP, that of formation.",
        RUN, ctx=signed(numbers.signal("ctx", place)), p1np=signed(numbers.signal("p1np", place)),
    )  # fmt: skip
    return said


def density(numbers: RunNumbers) -> tuple[Sentence, ...]:
    """Each site that makes the diagnosis: today, at the end, and the interval."""
    said: tuple[Sentence, ...] = ()
    for site in DIAGNOSTIC_SITES:
        bmd = numbers.site(site, "bmd", 0)
        middle, low, high = (
            signed(numbers.site(site, "bone", numbers.end, of)) for of in ("median", "lo90", "hi90")
        )
        said += says(
            "The {label} has {bmd} g/cm² today (T-score {score}) and changes by {middle} % in {years} {ahead}, 90 % "
            "interval {low} to {high} %.",
            RUN, label=SITE_LABELS[site], bmd=None if bmd is None else f"{bmd:.3f}", low=low, high=high, middle=middle,
            score=signed(numbers.site(site, "t_score", 0)), ahead=ahead(numbers),
            years=in_years(numbers.answer["years"][numbers.end]),
        )  # fmt: skip
    return said


def _food(numbers: RunNumbers) -> tuple[Sentence, ...]:
    said: tuple[Sentence, ...] = ()
    for name, nutrient in load_nutrients().items():
        intake, missing, left = numbers.intake(name), gap(numbers, name), gap_left(numbers, name)
        if intake["before"] is None or missing is None:
            continue
        own = FILE if intake["stated"] else RUN
        why = numbers.not_offered(name)
        if why is not None:
            said += says(
                "{label}: about {before} {unit} a day{now}; more is not offered: {why}.",
                *nutrient.sources, own, label=nutrient.label, unit=nutrient.unit, why=why,
                now=" before the plan" if numbers.parts else "", before=f"{intake['before']:,.0f}",
            )  # fmt: skip
            continue
        said += says(
            "{label}: about {before} {unit} a day{now}, against an aim of {aim} {unit}: a gap of {missing} {unit}"
            "{left}.",
            *nutrient.sources, own, label=nutrient.label, unit=nutrient.unit,
            now=" before the plan" if numbers.parts else "",
            before=f"{intake['before']:,.0f}", missing=f"{missing:,.0f}", aim=f"{nutrient.aim:,.0f}",
            left=f", of which your plan leaves {left:,.0f}" if left is not None and left != missing else "",
        )  # fmt: skip
    status, later = (numbers.level("25ohd", place) for place in (0, numbers.end))
    said += says(
        "Your 25OHD is about {status} today and {later} in {years} {ahead}; vitamin D "
        "spares hips together with "
        "calcium, not by itself.",
        "boonen2007", "dawsonhughes1997_cad", RUN, status=status, later=later, ahead=ahead(numbers),
        years=in_years(numbers.answer["years"][numbers.end]),
    )  # fmt: skip
    return said


def _drugs(numbers: RunNumbers) -> tuple[Sentence, ...]:
    """What is said of bone drugs that the plan has."""
    taken = [name for name in numbers.parts if drug_class_of(name) == "bisphosphonate"]
    if not taken:
        return ()
    return says(
        "After 5 years of a bisphosphonate by mouth, or 3 by vein, the risk is assessed again; yours is worth "
        "{spine} points at the spine.",
        "adler2016", RUN, spine=signed(numbers.worth(LUMBAR_SPINE, taken[0])),
    )  # fmt: skip
