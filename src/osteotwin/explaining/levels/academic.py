"""The chain in the field's own terms: signals as series, the equations that make them, their parameters and sources."""

from __future__ import annotations

from osteotwin.body.sites import LUMBAR_SPINE, TOTAL_HIP
from osteotwin.explaining.levels.equations import equations
from osteotwin.explaining.levels.fundamentals import NOT_ASKED_FOR, ahead
from osteotwin.explaining.levels.intermediate import cell_sentences, density, hormone_sentences
from osteotwin.explaining.levels.mind import as_filed, mind
from osteotwin.explaining.levels.presentation import symbol
from osteotwin.explaining.levels.series import series_table
from osteotwin.explaining.levels.training import exercise_table, how_to_spread
from osteotwin.explaining.tables.content import Equation, Row, Section, Sentence, Table
from osteotwin.explaining.tables.mechanisms import mechanism_table
from osteotwin.explaining.tables.nutrients import nutrient_table
from osteotwin.explaining.tables.run_numbers import RUN, RunNumbers
from osteotwin.explaining.tables.wording import in_years, level, says, signed, significant
from osteotwin.parameters import ParameterSet

_HORMONES = ("aromatase_activity", "estradiol", "testosterone", "lh")
_LOADING = ("lumbar_spine_stimulus", "total_hip_stimulus", "nitric_oxide", "prostaglandin_e2", "igf1")
_SIGNALS = ("sclerostin", "rankl_opg", "osteoclasts", "osteoblasts", "ctx", "p1np", "bsap", "osteocalcin")
_MINERALS = ("25ohd", "1_25ohd", "pth", "serum_calcium", "urine_calcium_24h")


def academic(numbers: RunNumbers, parameters: ParameterSet) -> tuple[Section, ...]:
    """Return the sections of the full explanation."""
    written = equations(parameters, numbers.classes)

    def section(of: str, title: str, said: tuple[Sentence, ...], signals: tuple[str, ...]) -> Section:
        found = tuple(written[of])
        tables = (series_table(numbers, signals), parameter_table(found, parameters))
        return Section(of, title, said, tables, found)

    parts = (*mechanism_table(numbers), *exercise_table(numbers), nutrient_table(numbers))
    return (
        section(
            "hormones",
            "Aromatase, estradiol and bone",
            (*hormone_sentences(numbers), *_trials(numbers)),
            _HORMONES,
        ),
        section("loading", "Mechanotransduction", (*_loading(numbers), *how_to_spread(numbers)), _LOADING),
        section("signals", "Sclerostin, Wnt, RANKL and OPG", cell_sentences(numbers), _SIGNALS),
        section("minerals", "Calcitriol, PTH and calcium", _minerals(numbers), _MINERALS),
        Section("plan", "The parts of your plan", as_filed(numbers), parts),
        Section("density", "Your bone density", density(numbers)),
        Section("mind", "What to mind", mind(numbers)),
    )


def parameter_table(found: tuple[Equation, ...], parameters: ParameterSet) -> Table:
    """The parameters of some equations: sign, meaning, value, range, kind and source."""
    names = dict.fromkeys(name for equation in found for name in equation.parameters)
    rows: list[Row] = []
    for name in names:
        one = parameters.parameters[name]
        rows.append(
            Row(
                (
                    symbol(one.symbol).text if one.symbol else name.replace("_", " "),
                    one.meaning,
                    f"{significant(one.value)} {one.unit}".strip(),
                    f"{significant(one.low)} to {significant(one.high)}",
                    one.evidence_level.replace("_", " "),
                    one.source,
                ),
                (RUN,),
            )
        )
    return Table(
        "Parameters of these equations",
        ("Sign", "Meaning", "Value", "Range before any fit", "Kind", "Source"),
        tuple(rows),
    )


def _trials(numbers: RunNumbers) -> tuple[Sentence, ...]:
    """What men on an aromatase inhibitor showed, beside the person's own numbers."""
    # The men of these trials had nothing but the inhibitor.
    alone = "aromatase_inhibitor" in numbers.classes and not NOT_ASKED_FOR & numbers.classes
    if not (alone and numbers.man) or "lh" in numbers.left_out:
        return ()
    place = numbers.early
    today, first = (level(numbers.signal(name, 0)) for name in ("estradiol", "testosterone"))
    later, raised = (numbers.level(name, place) for name in ("estradiol", "testosterone"))
    spine = signed(numbers.site(LUMBAR_SPINE, "bone", place))
    said = says(
        "In men of 60 or older 1 mg of anastrozole took estradiol from 15 to 12 pg/mL and "
        "testosterone from 319 to 474 ng/dL "
        "in a year, and spine density from 1.121 to 1.102 g/cm²; here estradiol goes from {today} to {later}, "
        "testosterone from {first} to {raised}, and the spine changes by {spine} % in {year}.",
        "burnettbowie2009_anastrozole", RUN, today=today, later=later, first=first, raised=raised, spine=spine,
        year=in_years(numbers.answer["years"][place]),
    )  # fmt: skip
    lh = (level(numbers.signal("lh", at)) for at in (0, place))
    said += says(
        "In older men LH rose as estradiol fell from 26 to 17 pg/mL in 12 weeks; here LH goes from "
        "{before} to {after} IU/L.",
        "leder2004_anastrozole", RUN, before=next(lh), after=next(lh),
    )  # fmt: skip
    said += says(
        "Resorption follows estradiol more than testosterone, with faster loss below about 10 pg/mL; "
        "here {later} are left.",
        "finkelstein2016", "khosla2001", "finkelstein2013_nejm", RUN, later=later,
    )  # fmt: skip
    said += says(
        "In cohorts low estradiol, and low active metabolites of it, went with low density and "
        "fractures of men; the spine "
        "here has a T-score of {score} today.",
        "vandenput2009", "gennari2008", "armamento2007", RUN, score=signed(numbers.site(LUMBAR_SPINE, "t_score", 0)),
    )  # fmt: skip
    return said


def _loading(numbers: RunNumbers) -> tuple[Sentence, ...]:
    place = numbers.place(0.25)
    when = f"in {in_years(numbers.answer['years'][place])} {ahead(numbers)}"
    said = says(
        "Osteocytes compare the strain of a site with a set point that slowly follows it; the "
        "stimulus, the logarithm of "
        "strain over habit, is {spine} at the spine and {hip} at the hip {when}.",
        "galea2017", RUN, spine=signed(numbers.signal("lumbar_spine_stimulus", place), 2),
        hip=signed(numbers.signal("total_hip_stimulus", place), 2), when=when,
    )  # fmt: skip
    said += says(
        "Nitric oxide rises with the stimulus and lowers local RANKL, prostaglandin E2 comes with "
        "overload and raises local "
        "formation: {oxide} % and {prostaglandin} % at the hip {when}.",
        "galea2017", RUN, oxide=signed(numbers.signal("nitric_oxide", place)),
        prostaglandin=signed(numbers.signal("prostaglandin_e2", place)), when=when,
    )  # fmt: skip
    return said


def _minerals(numbers: RunNumbers) -> tuple[Sentence, ...]:
    said = _levels_of_minerals(numbers)
    if {"calcium", "vitamin_d"} <= set(numbers.parts):
        said += says(
            "Your calcium is worth {calcium} points at the hip and your vitamin D {vitamin_d}.",
            "boonen2007", RUN, calcium=signed(numbers.worth(TOTAL_HIP, "calcium")),
            vitamin_d=signed(numbers.worth(TOTAL_HIP, "vitamin_d")),
        )  # fmt: skip
    return said


def _levels_of_minerals(numbers: RunNumbers) -> tuple[Sentence, ...]:
    """What calcitriol and PTH do, or why they are no result of this person."""
    place = numbers.early
    year = in_years(numbers.answer["years"][place])
    if (why := numbers.left_out.get("pth")) is not None:
        return says(
            "25OHD goes from {before} to {after} in {year} {ahead}. {why}",
            RUN, before=level(numbers.signal("25ohd", 0)), after=numbers.level("25ohd", place), year=year,
            ahead=ahead(numbers), why=why,
        )  # fmt: skip
    values = {
        name: (level(numbers.signal(key, 0)), numbers.level(key, place))
        for name, key in (("calcitriol", "1_25ohd"), ("pth", "pth"), ("store", "25ohd"))
    }
    said = says(
        "25OHD is the substrate of calcitriol, which opens the gut for calcium: from {s0} to {s1} and from "
        "{c0} to {c1} in {year} {ahead}.",
        "iom2011", RUN, s0=values["store"][0], s1=values["store"][1], c0=values["calcitriol"][0],
        c1=values["calcitriol"][1], year=year, ahead=ahead(numbers),
    )  # fmt: skip
    said += says(
        "PTH answers falling calcium within minutes, and drives resorption and RANKL: from {before} "
        "to {after}; enough "
        "calcium and vitamin D turn it back.",
        "dawsonhughes1997_cad", RUN, before=values["pth"][0], after=values["pth"][1],
    )  # fmt: skip
    return said
