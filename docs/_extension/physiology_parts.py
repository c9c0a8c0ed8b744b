"""What the page on physiology says in numbers: computed with the parameter set in use, never written by hand.

A part is a function that gives Markdown; what stands within a sentence is a substitution.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from markdown_parts import markdown_table, number, signed
from typical_people import NOTHING, PRESET, Course, Typical, drug, plan_text, simulate

from osteotwin.body import whole
from osteotwin.body.minerals import conservation, digested_calcium, effective_vitamin_d_squared
from osteotwin.body.sex_steroids import estrogen_effect
from osteotwin.body.sites import FEMORAL_NECK, LUMBAR_SPINE, TOTAL_HIP
from osteotwin.cohort.initial_state import AGE_AT_BEGINNING
from osteotwin.cohort.reference_population import reference_population
from osteotwin.constants import CALCIUM_MG_PER_MMOL, DAYS_PER_WEEK, DAYS_PER_YEAR
from osteotwin.evidence.files.trial import Trial
from osteotwin.parameters import ParameterSet
from osteotwin.protocol.interventions import Protocol, Supplement
from osteotwin.protocol.presets import load_preset

#: Estradiol of the first table [pg/mL], and the range over which it is asked for a threshold.
LEVELS = (2.0, 5.0, 10.0, 20.0, 40.0)
_MEN = np.geomspace(5.0, 40.0, 50)
#: A halving that costs this many times what another one costs is called a threshold.
_STEEP = 2.0
YEARS = (1, 2, 5, 10)

MAN, OLD_MAN = Typical("male", 40.0), Typical("male", 70.0)
WOMAN = Typical("female", 65.0)
INHIBITORS = (("anastrozole", 1.0), ("letrozole", 2.5), ("exemestane", 25.0))
AGES = (40.0, 55.0, 70.0, 85.0)
DAILY_IU = (400.0, 1000.0, 2000.0, 4000.0)


def taken(name: str, dose: float, days: float, years: float = np.inf) -> Protocol:
    """One drug from day 0 on."""
    return Protocol((drug(name, dose, days, years),))


def against(course: Course, without: Course, site: str, years: Sequence[float] = YEARS) -> str:
    """What a plan adds to the change of a site's bone at some years, in points of percent."""
    return " / ".join(signed(course.bone(site, year) - without.bone(site, year)) for year in years)


def estradiol_text(parameters: ParameterSet) -> str:
    """Estradiol's effect on bone by level, how steep it is there, and whether that makes a threshold."""
    p = whole.namespace(parameters.values())

    def effect(level: float | np.ndarray) -> np.ndarray:
        return estrogen_effect(np.asarray(level) / p.reference_estradiol, p) / estrogen_effect(
            20.0 / p.reference_estradiol, p
        )

    rows = [
        [f"{level:g}", f"{effect(level):.2f}", f"{signed(float(effect(level / 2) - effect(level)), 2)}"]
        for level in LEVELS
    ]
    halving = effect(_MEN) - effect(_MEN / 2)
    least, most = halving.min(), halving.max()
    steepest = _MEN[halving.argmax()]
    said = f"From {_MEN[0]:g} to {_MEN[-1]:g} pg/mL a halving takes between {least:.2f} and {most:.2f}, "
    said += f"most from {steepest:.0f} pg/mL."
    if most < _STEEP * least:
        said += " There is no threshold: no halving costs twice what another one does."
    head = ["estradiol, pg/mL", "effect on bone (1 at 20 pg/mL)", "change when it halves"]
    return "\n\n".join([markdown_table(head, rows), said]) + "\n"


def inhibitors_text(parameters: ParameterSet) -> str:
    """Aromatase inhibitors in a man of 40, and estradiol in a woman after menopause."""
    plans = [taken(name, dose, 1.0) for name, dose in INHIBITORS]
    men = simulate([(MAN, plan) for plan in (NOTHING, *plans)], parameters)
    women = simulate([(WOMAN, plan) for plan in plans], parameters)
    rows: list[list[str]] = []
    for plan, man, woman in zip(plans, men[1:], women, strict=True):
        rows.append(
            [
                plan_text(plan),
                *(signed(man.percent(name, 1, 2), 0) for name in ("lh", "testosterone", "estradiol")),
                signed(woman.percent("estradiol", 1, 2), 0),
                *(signed(man.percent(name, 1, 2), 0) for name in ("ctx", "p1np")),
                *(against(man, men[0], site) for site in (LUMBAR_SPINE, TOTAL_HIP)),
            ]
        )
    at = " / ".join(map(str, YEARS))
    head = ["a man of 40 takes", "LH", "testosterone", "estradiol", "estradiol of a woman of 65", "CTX", "P1NP",
            f"spine at {at} y", f"hip at {at} y"]  # fmt: skip
    note = (
        "Hormones and markers: percent change of their mean in the second year. Bone: points of percent against the "
        "same man without a drug."
    )
    return "\n\n".join([markdown_table(head, rows), note]) + "\n"


def deprivation_text(parameters: ParameterSet) -> str:
    """Markers and bone of a man of 70 on androgen deprivation, by time."""
    untreated, treated = simulate(
        [(OLD_MAN, NOTHING), (OLD_MAN, taken("gnrh_agonist", 22.5, 84.0))], parameters
    )
    rows = [
        [
            f"{year:g}",
            *(signed(treated.percent(name, year, year), 0) for name in ("ctx", "p1np")),
            *(against(treated, untreated, site, (year,)) for site in (LUMBAR_SPINE, TOTAL_HIP)),
        ]
        for year in (0.25, 0.5, *YEARS)
    ]
    head = ["years on a GnRH agonist, man of 70", "CTX, %", "P1NP, %", "spine", "hip"]
    note = "Bone: points of percent against the same man without the drug."
    return "\n\n".join([markdown_table(head, rows), note]) + "\n"


def training_text(parameters: ParameterSet) -> str:
    """What training adds by year, by age, and after it is given up."""
    goes_on = load_preset(PRESET).only("training")
    stops = load_preset(PRESET, 0.0, 3 * DAYS_PER_YEAR).only("training")
    ages = (25.0, 50.0, 75.0)
    people = [Typical("male", age) for age in ages]
    cases = [(man, plan) for man in people for plan in (NOTHING, goes_on)]
    found = simulate([*cases, (people[1], stops)], parameters)
    years = (1, 2, 3, 5, 10)
    rows = [
        [
            f"a man of {age:.0f}",
            *(against(course, without, site, years) for site in (LUMBAR_SPINE, TOTAL_HIP)),
        ]
        for age, without, course in zip(ages, found[0:6:2], found[1:6:2], strict=True)
    ]
    given_up = (against(found[6], found[2], site, years) for site in (LUMBAR_SPINE, TOTAL_HIP))
    rows.append([f"a man of {ages[1]:.0f} who stops after 3 years", *given_up])
    at = " / ".join(map(str, years))
    head = [f"the training of the preset `{PRESET}`", f"spine at {at} y", f"hip at {at} y"]
    note = "Points of percent against the same man without training."
    return "\n\n".join([markdown_table(head, rows), note]) + "\n"


def natural_text(parameters: ParameterSet) -> str:
    """Change in a year without a plan, by age."""
    ages = {"male": AGES, "female": AGES[1:]}
    people = [Typical(sex, age) for sex, some in ages.items() for age in some]
    rows: list[list[str]] = []
    for who, course in zip(people, simulate([(who, NOTHING) for who in people], parameters), strict=True):
        sites = (TOTAL_HIP, FEMORAL_NECK, LUMBAR_SPINE)
        rows.append(
            [
                f"{'man' if who.sex == 'male' else 'woman'} of {who.age:.0f}",
                *(signed(course.bone(site, 1), 2) for site in sites),
                signed(course.scan(LUMBAR_SPINE, 1), 2),
            ]
        )
    head = ["percent in a year", "total hip", "femoral neck", "lumbar spine", "lumbar spine on a scan"]
    return markdown_table(head, rows) + "\n"


def bone_drugs_text(parameters: ParameterSet) -> str:
    """Drugs of bone in a woman of 65, and what is left after those that end."""
    plans = [
        taken("alendronate", 70.0, DAYS_PER_WEEK),
        taken("zoledronate", 5.0, DAYS_PER_YEAR),
        taken("denosumab", 60.0, DAYS_PER_YEAR / 2),
        taken("denosumab", 60.0, DAYS_PER_YEAR / 2, 2.0),
        taken("teriparatide", 20.0, 1.0, 2.0),
        taken("romosozumab", 210.0, 30.0, 1.0),
    ]
    found = simulate([(WOMAN, plan) for plan in (NOTHING, *plans)], parameters)
    years = (1, 2, 3, 5)
    rows = [
        [
            plan_text(plan),
            *(f"{signed(course.percent(name, 0.25, 0.25), 0)} / {signed(course.percent(name, 2, 3), 0)}"
              for name in ("ctx", "p1np")),
            *(against(course, found[0], site, years) for site in (LUMBAR_SPINE, TOTAL_HIP)),
        ]
        for plan, course in zip(plans, found[1:], strict=True)
    ]  # fmt: skip
    at = " / ".join(map(str, years))
    head = [
        "a woman of 65 takes",
        "CTX at 3 months / in the third year, %",
        "P1NP",
        f"spine at {at} y",
        f"hip at {at} y",
    ]
    note = "Bone: points of percent against the same woman without a drug."
    return "\n\n".join([markdown_table(head, rows), note]) + "\n"


def vitamin_d_text(parameters: ParameterSet) -> str:
    """What vitamin D does to 25OHD, PTH and bone of a man who has little."""
    who = Typical("male", 50.0, (("vitamin_d_25ohd_ng_ml", 15.0),))
    plans = [Protocol((Supplement("vitamin_d", dose, 1.0),)) for dose in DAILY_IU]
    found = simulate([(who, plan) for plan in (NOTHING, *plans)], parameters)
    rows = [
        [
            f"{dose:,.0f}",
            f"{course.mean('25ohd', 1, 2):.0f}",
            signed(course.percent("pth", 1, 2), 0),
            *(against(course, found[0], site, (2,)) for site in (LUMBAR_SPINE, TOTAL_HIP)),
        ]
        for dose, course in zip(DAILY_IU, found[1:], strict=True)
    ]
    head = [
        "IU a day, from 25OHD of 15 ng/mL on",
        "25OHD in the second year, ng/mL",
        "PTH, %",
        "spine at 2 y",
        "hip at 2 y",
    ]
    note = "Bone: points of percent against the same man without the supplement."
    return "\n\n".join([markdown_table(head, rows), note]) + "\n"


def weaknesses_text(parameters: ParameterSet, trials: Sequence[Trial]) -> str:
    """Where the model is known to part from what was seen: both numbers, side by side."""
    taxel = next(trial for trial in trials if trial.id == "taxel2001_anastrozole")
    weeks = 9
    (p1np,) = [one.value for one in taxel.arms[0].observations if (one.endpoint, one.week) == ("p1np", weeks)]
    man_55, man_65 = Typical("male", 55.0), Typical("male", 65.0)
    on_drug, first, second, stopped = simulate(
        [
            (OLD_MAN, taken("anastrozole", 2.0, 1.0)),
            (man_55, NOTHING),
            (man_65, NOTHING),
            (man_65, taken("teriparatide", 20.0, 1.0, 2.0)),
        ],
        parameters,
    )
    scans = 100 * ((1 + first.scan(LUMBAR_SPINE, 10) / 100) * (1 + second.scan(LUMBAR_SPINE, 10) / 100) - 1)
    young, old = (
        reference_population().expected("bmd_lumbar_spine", "male", age).mean for age in (55.0, 75.0)
    )
    at = weeks * DAYS_PER_WEEK / DAYS_PER_YEAR
    rows = [
        [
            f"P1NP after {weeks} weeks of anastrozole 2 mg, man of 70",
            f"{signed(on_drug.percent('p1np', at, at), 0)} %",
            f"{signed(p1np, 0)} % (Taxel 2001)",
        ],
        [
            "spine of a man on scans from 55 to 75",
            f"{signed(scans)} %",
            f"{signed(100 * (old / young - 1))} % between men of these ages (NHANES); untreated arms of trials rise",
        ],
        [
            "spine two years after two years of teriparatide, against its last day",
            f"{signed(stopped.bone(LUMBAR_SPINE, 4) - stopped.bone(LUMBAR_SPINE, 2))} points",
            "falls, and is above the start after thirty months (Kaufman 2005)",
        ],
    ]
    return markdown_table(["", "model", "seen"], rows) + "\n"


def texts(parameters: ParameterSet, trials: Sequence[Trial]) -> dict[str, str]:
    """The parts of the page by file name."""
    return {
        "part-estradiol.md": estradiol_text(parameters),
        "part-inhibitors.md": inhibitors_text(parameters),
        "part-deprivation.md": deprivation_text(parameters),
        "part-training.md": training_text(parameters),
        "part-natural.md": natural_text(parameters),
        "part-bone-drugs.md": bone_drugs_text(parameters),
        "part-vitamin-d.md": vitamin_d_text(parameters),
        "part-weaknesses.md": weaknesses_text(parameters, trials),
    }


def substitutions(parameters: ParameterSet) -> Mapping[str, str]:
    """What stands within the page's sentences, by name: each parameter under its own, and what follows from them."""
    p = parameters.values()
    days = {
        name.removesuffix("_rate") + "_days": f"{1 / value:.0f}"
        for name, value in p.items()
        if name.endswith("_rate") and value > 0
    }
    return {name: number(value) for name, value in p.items()} | days | {
        "age_at_beginning": f"{AGE_AT_BEGINNING:.0f}",
        "reference_age": f"{p['reference_age']:.0f}",
        "spine_degeneration_onset": f"{p['spine_degeneration_onset']:.0f}",
        "half_effect_estradiol": f"{p['estradiol_half_effect'] * p['reference_estradiol']:.0f}",
        "least_25ohd": number(p["least_effective_vitamin_d"] * p["reference_vitamin_d"]),
        "least_calcium": f"{p['least_calcium_intake'] * CALCIUM_MG_PER_MMOL:.0f}",
        "conserved_calcium": f"{p['conserved_calcium_intake'] * CALCIUM_MG_PER_MMOL:.0f}",
        "enough_25ohd": f"{ENOUGH_25OHD:.0f}",
        "enough_calcium": f"{ENOUGH_CALCIUM:.0f}",
        "ends_reach": f"{10 ** int(-np.log10(ends_reach(p))):,}",
    }  # fmt: skip


#: Levels from which on the ends of the ledger are said to be out of reach [ng/mL, mg/day].
ENOUGH_25OHD, ENOUGH_CALCIUM = 10.0, 300.0


def ends_reach(p: Mapping[str, float]) -> float:
    """The largest relative change by the ends of the ledger of what they act on, at these levels."""
    names = whole.namespace(p)
    level = ENOUGH_25OHD / p["reference_vitamin_d"]
    intake = ENOUGH_CALCIUM / CALCIUM_MG_PER_MMOL
    return max(
        abs(float(effective_vitamin_d_squared(level, names)) ** 0.5 / level - 1),
        abs(float(digested_calcium(intake, names)) / intake - 1),
        abs(float(conservation(intake, names)) - 1),
    )
