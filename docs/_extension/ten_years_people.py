"""The typical people and plans of the page on ten years, and what is known of people like them."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from typical_people import NOTHING, PRESET, Typical, drug

from osteotwin.constants import DAYS_PER_WEEK, DAYS_PER_YEAR
from osteotwin.protocol.interventions import Protocol
from osteotwin.protocol.library import load_drugs
from osteotwin.protocol.presets import load_preset

#: Courses that a label ends: drug -> years.
_COURSES = {"teriparatide": 2.0, "romosozumab": 1.0}
#: Publications beside the trials: where they are found.
_PUBLISHED = {
    "Daniell 1997": "https://pubmed.ncbi.nlm.nih.gov/8996327/",
    "Finkelstein 2016": "https://doi.org/10.1172/JCI84137",
    "Hannan 2000": "https://pubmed.ncbi.nlm.nih.gov/10780863/",
    "Khosla 2001": "https://doi.org/10.1210/jcem.86.8.7736",
    "Mages 2021": "https://pubmed.ncbi.nlm.nih.gov/34959796/",
    "Snyder 2024": "https://doi.org/10.1056/NEJMoa2308836",
    "Stoch 2001": "https://pubmed.ncbi.nlm.nih.gov/11397888/",
    "Szulc 2001": "https://doi.org/10.1210/jc.86.1.192",
}


@dataclass(frozen=True)
class Seen:
    """What a trial that ships with the package saw in one arm, or between two, at one time."""

    trial: str
    arm: str
    week: float
    versus: str = ""


@dataclass(frozen=True)
class Person:
    """One typical person.

    Attributes
    ----------
    title : str
    who : Typical
    plans : tuple of Protocol
        The first is no plan, or what the others are added to.
    seen : tuple of Seen
    known : str
        What cross-sections and cohorts outside the trials say, and what is not known.
    """

    title: str
    who: Typical
    plans: tuple[Protocol, ...]
    seen: tuple[Seen, ...]
    known: str


_HALF_YEAR = DAYS_PER_YEAR / 2
_ANASTROZOLE = drug("anastrozole", 1.0, 1.0)
_ENANTHATE = drug("testosterone_enanthate", 100.0, DAYS_PER_WEEK)
_LEUPROLIDE = drug("gnrh_agonist", 22.5, 84.0)
_DENOSUMAB = drug("denosumab", 60.0, _HALF_YEAR)

MAN_40, MAN_50, MAN_65, MAN_70, MAN_80 = (Typical("male", age) for age in (40.0, 50.0, 65.0, 70.0, 80.0))
HYPOGONADAL = Typical("male", 60.0, (("testosterone_ng_dl", 200.0),))
SECONDARY = Typical("male", 40.0, (("testosterone_ng_dl", 250.0), ("lh_iu_l", 2.5)))
YOUNG_MAN, YOUNG_WOMAN = Typical("male", 30.0), Typical("female", 30.0)
WOMAN_50, WOMAN_60, WOMAN_65 = (Typical("female", age) for age in (50.0, 60.0, 65.0))

PEOPLE = (
    Person(
        "Man of 40",
        MAN_40,
        (
            NOTHING,
            Protocol((_ANASTROZOLE,)),
            Protocol((drug("letrozole", 2.5, 1.0),)),
            Protocol((drug("exemestane", 25.0, 1.0),)),
            Protocol((_ENANTHATE,)),
            Protocol((_ENANTHATE, drug("anastrozole", 0.5, DAYS_PER_WEEK / 2))),
            Protocol((_ENANTHATE, _ANASTROZOLE)),
        ),
        (Seen("burnettbowie2009_anastrozole", "anastrozole", 52), Seen("burnettbowie2009_anastrozole", "placebo", 52)),
        "Without a drug: men of 22 to 39 gain 0.32 to 0.43 % a year at total hip, radius and ulna (Khosla 2001). "
        "On an inhibitor for more than a year: no cohort known to us. Low estradiol in cross-sections: density is"
        " 6.6 to 8.7 % lower in the lowest than in the highest quarter of bioavailable estradiol (Szulc 2001); "
        "15.4 against 2.8 % have osteoporosis below and above 10 pg/mL (Fink 2006). Testosterone with an "
        "inhibitor: in 16 weeks the trabecular spine falls at every dose of testosterone (Finkelstein 2016); with"
        " areal density no trial and no cohort known to us.",
    ),
    Person(
        "Man of 65",
        MAN_65,
        (NOTHING,),
        (Seen("jones1994_dubbo_men", "men", 52), Seen("cawthon2009_mros", "all", 239)),
        "Men of 60 to 90 lose 0.49 to 0.66 % a year at the forearm, nothing at the hip (Khosla 2001); from 67 to "
        "90 men lose 0.2 to 3.6 % in four years over six sites (Hannan 2000).",
    ),
    Person(
        "Man of 80",
        MAN_80,
        (NOTHING,),
        (Seen("cawthon2009_mros", "all", 239),),
        "Loss at the hip speeds up with age (MINOS); at the femoral neck a man of 85 loses 0.021 g/cm² in 4.6 "
        "years, one of 65 0.008 (Cawthon 2009). On frontal scans osteophytes hide what an old man's spine loses.",
    ),
    Person(
        "Man of 60 whose testosterone is 200 ng/dL",
        HYPOGONADAL,
        (NOTHING, Protocol((_ENANTHATE,)), Protocol((drug("testosterone_gel", 50.0, 1.0),))),
        (
            Seen("amory2004_testosterone", "t", 156),
            Seen("amory2004_testosterone", "placebo", 156),
            Seen("snyder2000_hypogonadal", "testosterone", 156),
        ),
        "Testosterone by injection: spine +8 % (4 to 13) in a meta-analysis of eight trials (Tracz 2006). "
        "On gel men had more fractures, not fewer (hazard ratio 1.43 over three years, Snyder 2024): no fracture "
        "follows from these densities. Beyond three years: no cohort known to us.",
    ),
    Person(
        "Man of 70 with prostate cancer (leuprolide, with and without denosumab)",
        MAN_70,
        (NOTHING, Protocol((_LEUPROLIDE,)), Protocol((_LEUPROLIDE, _DENOSUMAB))),
        (
            Seen("greenspan2005_adt", "acute_adt", 52),
            Seen("mittan2002_gnrh", "gnrh", 52),
            Seen("maillefert1999_triptorelin", "triptorelin", 78),
            Seen("smith2009_halt", "denosumab", 156, "placebo"),
        ),
        "Cross-sections: femoral neck 0.91 g/cm² in men without cancer, 0.79 at 9 to 60 and 0.66 at 60 to 115 "
        "months after orchiectomy (Daniell 1997); total hip 0.94 on a GnRH agonist against 1.05 (Stoch 2001). "
        "Denosumab for more than three years on androgen deprivation: no cohort known to us.",
    ),
    Person(
        "Man of 50 who begins to train",
        MAN_50,
        (NOTHING, load_preset(PRESET)),
        (
            Seen("hinton2015_rt_jump", "resistance", 52),
            Seen("kukuljan2009_exmilk", "exercise", 52, "control"),
            Seen("kemmler2014_efops12", "high_frequency", 624),
            Seen("kemmler2014_efops12", "control", 624),
        ),
        "All trials in men together: standardized mean difference 0.38 at the spine, 0.25 at the femoral neck "
        "(Mages 2021). Men who train for more than a year and a half: no trial known to us; the twelve years "
        "above are of women after menopause.",
    ),
    Person(
        "Transgender woman of 30",
        YOUNG_MAN,
        (
            NOTHING,
            Protocol((drug("estradiol_oral", 4.0, 1.0), drug("cyproterone", 25.0, 1.0))),
            Protocol((drug("estradiol_patch", 100.0, 3.5), drug("cyproterone", 25.0, 1.0))),
        ),
        (Seen("vlot2019_transwomen", "e2_antiandrogen", 52),),
        "The doses of that cohort were not read. With density over years: none in the evidence base.",
    ),
    Person(
        "Woman of 50 who comes to her menopause",
        WOMAN_50,
        (NOTHING, Protocol((drug("estradiol_patch", 50.0, 3.5),))),
        (Seen("greendale2012_swan", "all", 156), Seen("greendale2012_swan", "all", 520)),
        "Her last period and the cohort's are a year from the start. Estradiol for ten years: none in the "
        "evidence base.",
    ),
    Person(
        "Woman of 60",
        WOMAN_60,
        (NOTHING, Protocol((drug("letrozole", 2.5, 1.0),)), Protocol((_ANASTROZOLE,))),
        (
            Seen("perez2006_ma17b", "letrozole", 104),
            Seen("perez2006_ma17b", "placebo", 104),
            Seen("sestak2014_ibis2", "ana_norisedronate", 156),
            Seen("sestak2014_ibis2", "pbo_norisedronate", 156),
            Seen("coleman2013_zofast60", "delayed", 260),
        ),
        "ZO-FAST's delayed arm got zoledronate once a woman's T-score fell below −2 or after a fracture. Beyond "
        "five years on an inhibitor: no cohort known to us.",
    ),
    Person(
        "Woman of 65",
        WOMAN_65,
        (
            NOTHING,
            Protocol((drug("alendronate", 70.0, DAYS_PER_WEEK),)),
            Protocol((drug("zoledronate", 5.0, DAYS_PER_YEAR),)),
            Protocol((_DENOSUMAB,)),
            Protocol((drug("denosumab", 60.0, _HALF_YEAR, years=2.0),)),
        ),
        (
            Seen("jones1994_dubbo_women", "women", 52),
            Seen("nakamura2014_direct", "alendronate", 104),
            Seen("nakamura2014_direct", "denosumab", 104),
            Seen("nakamura2014_direct", "placebo", 104),
            Seen("grey2017_zol_singledose", "z5", 260, "placebo"),
            Seen("black2006_flex", "stop", 260, "cont"),
        ),
        "Zoledronate in those five years was one infusion. After denosumab spine and hip lose 6 to 7 % in a year,"
        " CTX passes its start within three months (Bone 2011). Zoledronate every year or denosumab for ten "
        "years: none in the evidence base.",
    ),
)  # fmt: skip

#: In whom a drug is looked at: by class, and the exceptions.
_USERS = {
    "aromatase_inhibitor": ("man of 40", MAN_40),
    "gnrh_agonist": ("man of 70", MAN_70),
    "gnrh_antagonist": ("man of 70", MAN_70),
    "orchiectomy": ("man of 70", MAN_70),
    "antiandrogen": ("man of 70", MAN_70),
    "progestin": ("man of 70", MAN_70),
    "testosterone": ("man of 60, testosterone 200 ng/dL", HYPOGONADAL),
    "testis_stimulant": ("man of 40, testosterone 250 ng/dL, LH 2.5 IU/L", SECONDARY),
    "estradiol": ("woman of 60", WOMAN_60),
    "bisphosphonate": ("woman of 65", WOMAN_65),
    "rankl_antibody": ("woman of 65", WOMAN_65),
    "pth_analog": ("woman of 65", WOMAN_65),
    "sclerostin_antibody": ("woman of 65", WOMAN_65),
    "serm": ("woman of 65", WOMAN_65),
}
_OTHER_USERS = {"medroxyprogesterone_depot": ("woman of 30", YOUNG_WOMAN)}


def user(name: str) -> tuple[str, Typical]:
    """In words and as a profile, who typically takes a drug."""
    return _OTHER_USERS.get(name) or _USERS[load_drugs()[name].drug_class]


def usual(name: str) -> Protocol:
    """A drug's usual dose alone, for as long as its label allows."""
    one = load_drugs()[name]
    return Protocol((drug(name, one.usual_dose, one.usual_interval_days, _COURSES.get(name, inf)),))


def linked(text: str) -> str:
    """A text with links to the publications that it names."""
    for name, address in _PUBLISHED.items():
        text = text.replace(name, f"[{name}]({address})")
    return text
