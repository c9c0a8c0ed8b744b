"""What is taken where a trial does not say it: doses, adherence, exercises, calcium and vitamin D, assays."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from tests.every import every

from osteotwin.cohort.profile import Assumption
from osteotwin.evidence import load_trials, profile_from_arm, protocol_from_arm, read_arm
from osteotwin.evidence.arms.protocol import ArmPlan
from osteotwin.evidence.files.describe import describe_arm
from osteotwin.evidence.files.trial import (
    Arm,
    DietGiven,
    DrugGiven,
    Observation,
    Population,
    TrainingGiven,
    Trial,
    UnloadingGiven,
)
from osteotwin.evidence.text.exercises import exercise_for, library_type
from osteotwin.protocol.drug_routes import load_routes
from osteotwin.protocol.interventions import DrugCourse, Supplement, Training
from osteotwin.protocol.library import load_exercises
from osteotwin.protocol.library.exercises import GENERIC_EXERCISES

LOADED = load_trials()


def trial(
    *arms: Arm, condition: str = "healthy", title: str = "A trial", notes: str = "", **more: object
) -> Trial:
    population = Population("male", condition, age_mean=60.0)
    base = Trial("t", title, "rct", "abstract", 52.0, ("exercise",), population, arms, notes=notes)
    return replace(base, **more)  # type: ignore[arg-type]


def arm(name: str = "a", **more: object) -> Arm:
    return replace(Arm(name, False, 20, {}), **more)  # type: ignore[arg-type]


def plan(given: DrugGiven, **more: object) -> tuple[DrugCourse, ArmPlan]:
    one = arm(drugs=(given,))
    found = protocol_from_arm(read_arm(trial(one, **more), one))  # type: ignore[arg-type]
    course = found.protocol.interventions[0]
    assert isinstance(course, DrugCourse)
    return course, found


@pytest.mark.parametrize(
    ("given", "more", "dose"),
    [
        (DrugGiven("anastrozole"), {}, 1.0),
        (DrugGiven("letrozole"), {}, 2.5),
        (DrugGiven("exemestane"), {}, 25.0),
        (DrugGiven("denosumab", every_days=182.0), {}, 60.0),
        (DrugGiven("denosumab", every_days=28.0), {}, 120.0),
        (DrugGiven("zoledronate", every_days=365.0), {}, 5.0),
        (DrugGiven("zoledronate", every_days=91.0), {}, 4.0),
        (DrugGiven("zoledronate", every_days=365.0), {"condition": "prostate cancer"}, 4.0),
        (DrugGiven("ibandronate", every_days=1.0), {}, 2.5),
        (DrugGiven("risedronate", every_days=1.0), {}, 5.0),
        (DrugGiven("testosterone_enanthate", every_days=7.0), {}, 100.0),
        (DrugGiven("testosterone_undecanoate", every_days=91.0), {}, 1000.0),
    ],
)
def test_missing_doses(given: DrugGiven, more: dict[str, object], dose: float) -> None:
    course, found = plan(given, **more)
    assert course.dose == pytest.approx(dose)
    assert any(a.field == f"{given.name}.dose" and a.source for a in found.assumptions)


@pytest.mark.parametrize(
    ("given", "notes", "dose"),
    [
        (DrugGiven("testosterone_gel", "5 mg", 5.0, 1.0), "", 50.0),
        (DrugGiven("testosterone_gel", "50 mg", 50.0, 1.0), "", 50.0),
        (DrugGiven("testosterone_gel", "5 g", 5000.0, 1.0), "", 50.0),
        (DrugGiven("testosterone_gel", "5 g", 5000.0, 1.0), "The gel was 1.62 percent.", 81.0),
        (DrugGiven("testosterone_undecanoate", "1000 mg", 1000.0, 84.0), "", 1000.0),
        (DrugGiven("ibandronate", "2.5 mg", 2.5, 1.0), "", 2.5),
    ],
)
def test_printed_doses_that_mean_something_else(given: DrugGiven, notes: str, dose: float) -> None:
    course, found = plan(given, notes=notes)
    assert course.dose == pytest.approx(dose, rel=0.01)
    changed = dose != given.dose_mg
    assert changed == any(a.field == f"{given.name}.dose" for a in found.assumptions)


@pytest.mark.parametrize(
    ("given", "drug"),
    [
        (DrugGiven("testosterone_undecanoate", "160 mg", 160.0, 1.0), "testosterone_undecanoate_oral"),
        (DrugGiven("testosterone_undecanoate", "1000 mg", 1000.0, 84.0), "testosterone_undecanoate"),
        (DrugGiven("ibandronate", "3 mg", 3.0, 91.0), "ibandronate_injection"),
        (DrugGiven("ibandronate", "2.5 mg", 2.5, 1.0), "ibandronate"),
    ],
)
def test_dose_and_rhythm_tell_products_of_one_name_apart(given: DrugGiven, drug: str) -> None:
    course, found = plan(given)
    assert (course.drug, course.dose) == (drug, given.dose_mg)
    assert (drug != given.name) == any(a.field == given.name for a in found.assumptions)


@every("name, week", [*product(sorted(load_routes()), [0.0, 26.0])])
def test_a_drug_whose_weeks_are_one_is_given_once(name: str, week: float) -> None:
    course, found = plan(DrugGiven(name, from_week=week, to_week=week))
    assert course.is_single
    assert course.from_day == 7 * week
    assert describe_arm(arm(drugs=(DrugGiven(name, from_week=week, to_week=week),)))[0].endswith(
        f"once in week {week:g}"
    )
    assert found.refused is None


def test_a_single_infusion_is_given_once() -> None:
    zoledronate = DrugGiven("zoledronate", "5 mg", 5.0, from_week=0)
    assert plan(zoledronate, title="A single infusion of zoledronic acid")[0].is_single
    assert plan(zoledronate, title="Zoledronic acid every year")[0].until_day == 364.0
    agonist = DrugGiven("gnrh_agonist", from_week=0)
    assert (
        plan(agonist, title="One infusion of zoledronic acid in men starting a GnRH agonist")[0].until_day
        == 364.0
    )


def test_drugs_that_stand_for_others() -> None:
    one = arm(drugs=(DrugGiven("finasteride", from_week=0),))
    found = protocol_from_arm(read_arm(trial(one), one))
    assert found.refused is None
    assert found.protocol.interventions == ()
    assert any(a.field == "finasteride" and "without effect" in a.value for a in found.assumptions)
    blocker = arm(drugs=(DrugGiven("antiandrogen", from_week=0),))
    named = protocol_from_arm(read_arm(trial(blocker, title="Cyproterone acetate in men"), blocker)).protocol
    assert {c.drug for c in named.interventions if isinstance(c, DrugCourse)} == {"cyproterone"}
    plain = protocol_from_arm(read_arm(trial(blocker, title="Bicalutamide in men"), blocker)).protocol
    assert {c.drug for c in plain.interventions if isinstance(c, DrugCourse)} == {"antiandrogen"}


def test_growing_people_are_refused_where_bone_is_followed() -> None:
    one = arm(drugs=(DrugGiven("estradiol_oral", "1 mg", 1.0, 1.0, 0),))
    boys = Population("male", "aromatase deficiency, adolescent", age_mean=17.0)
    assert "growth" in (protocol_from_arm(read_arm(trial(one, population=boys), one)).refused or "")
    assert protocol_from_arm(read_arm(trial(one, population=boys, duration_weeks=1.4), one)).refused is None
    unknown_age = Population("male", "boys with delayed puberty")
    assert protocol_from_arm(read_arm(trial(one, population=unknown_age), one)).refused


def sessions(given: TrainingGiven, **more: object) -> tuple[Training, tuple[Assumption, ...]]:
    one = arm(training=(given,), unloading=more.pop("unloading", ()))
    found = protocol_from_arm(read_arm(trial(one, **more), one))  # type: ignore[arg-type]
    (course, *_) = (i for i in found.protocol.interventions if isinstance(i, Training))
    return course, found.assumptions


@pytest.mark.parametrize(
    ("adherence", "more", "share"),
    [
        (77.8, {}, 0.778),
        (None, {}, 0.84),
        (None, {"notes": "Attendance was 71 % of sessions."}, 0.71),
        (None, {"notes": "Controls walked (85 % compliance)."}, 0.84),
        (None, {"title": "A home-based programme"}, 0.7),
        (None, {"title": "Training in bed rest", "unloading": (UnloadingGiven(0.0),)}, 1.0),
        (None, {"duration_weeks": 104.0}, 0.75),
    ],
)
def test_sessions_that_were_done(adherence: float | None, more: dict[str, object], share: float) -> None:
    given = TrainingGiven("resistance", ("back_squat",), 2, sets=3, reps=8, adherence_percent=adherence)
    course, assumptions = sessions(given, **more)
    assert course.adherence == pytest.approx(share)
    assert (adherence is None) == any(a.field == "training[0].adherence_percent" for a in assumptions)


def test_drugs_are_taken_as_prescribed_unless_the_trial_says() -> None:
    gel = DrugGiven("testosterone_gel", "50 mg", 50.0, 1.0, 0)
    assert plan(gel)[0].dose == 50.0
    course, found = plan(gel, notes="131 men randomised, adherence 54 percent.")
    assert course.dose == pytest.approx(27.0)
    assert any(a.field == "testosterone_gel.adherence_percent" and a.value == "54" for a in found.assumptions)
    infused = DrugGiven("zoledronate", "5 mg", 5.0, 365.0, 0)
    assert plan(infused, notes="adherence 54 percent")[0].dose == 5.0
    assert read_arm(trial(arm(), notes="Study adherence 50 percent."), arm()).adherence is None


@pytest.mark.parametrize(
    ("name", "training_type", "expected"),
    [
        ("back squat", "resistance", "back_squat"),
        ("contrived barbell back squat contraption", "resistance", "back_squat"),
        ("multidirectional hop", "impact", "hopping"),
        ("relay run of teams", "aerobic", "running"),
        ("handstand juggling", "resistance", "generic_resistance"),
        ("zorbing", "impact", "generic_impact"),
    ],
)
def test_unknown_exercises_fall_back(name: str, training_type: str, expected: str) -> None:
    found, assumed = exercise_for(name, training_type, "training[0]")
    assert found.id == expected
    assert bool(assumed) == (name != "back squat")


@pytest.mark.parametrize(
    ("training_type", "expected"),
    [
        ("resistance", "resistance"),
        ("strength", "resistance"),
        ("weight_training", "resistance"),
        ("plyometrics", "impact"),
        ("multicomponent", "resistance_and_impact"),
        ("running", "jogging"),
        ("swimming", "aerobic"),
    ],
)
def test_other_names_of_training_types(training_type: str, expected: str) -> None:
    found, assumed = library_type(training_type, "training[0]")
    assert found == expected
    assert expected in GENERIC_EXERCISES
    assert bool(assumed) == (training_type != expected)


def test_a_file_with_unknown_training_is_scored_and_described(tmp_path: Path) -> None:
    (tmp_path / "jumps.toml").write_text(
        """id = "jumps"
title = "Plyometrics in men"
design = "rct"
read_as = "abstract"
duration_weeks = 26
topics = ["exercise"]
population = { sex = "male" }
[[arm]]
id = "jumps"
control = false
n = 20
training = [{ kind = "plyometric", exercises = ["countermovement leap", "zorbing"], sessions_per_week = 3 }]
observation = [{ endpoint = "bmd_total_hip", week = 26, kind = "percent_change", value = 0.5, unit = "percent" }]
""",
        encoding="utf-8",
    )
    (found,) = load_trials(tmp_path).trials
    assert "countermovement leap" in " ".join(str(part) for part in describe_arm(found.arms[0]))
    plan = protocol_from_arm(read_arm(found, found.arms[0]))
    done = {i.exercise for i in plan.protocol.interventions if isinstance(i, Training)}
    assert done == {"countermovement_jump", "generic_impact"}
    assert {a.value for a in plan.assumptions if a.field == "training[0].kind"} == {"impact"}


def test_every_fallback_is_in_the_library() -> None:
    from osteotwin.evidence.text.exercises import _nearest_exercises  # pyright: ignore[reportPrivateUsage]

    assert {name for _, name in _nearest_exercises()} <= set(load_exercises())


@pytest.mark.parametrize(
    ("notes", "calcium", "vitamin_d"),
    [
        ("All received 500 mg calcium and 400 IU vitamin D daily.", 500, 400),
        ("Calcium 600 mg and vitamin D 800 IU per day in both arms.", 600, 800),
        ("Vitamin D was 400 to 500 IU per day in both arms.", None, 450),
        ("Everyone took calcium and vitamin D, doses not on the page.", 500, 400),
        ("Mean dietary calcium intake 900 mg a day.", None, None),
        ("Serum calcium fell.", None, None),
        ("", None, None),
    ],
)
def test_what_everyone_took(notes: str, calcium: float | None, vitamin_d: float | None) -> None:
    drug, placebo = arm(drugs=(DrugGiven("alendronate", "10 mg", 10.0, 1.0),)), arm("placebo")
    found = trial(drug, placebo, notes=notes)
    for one in (drug, placebo):
        taken = {
            s.nutrient: s.dose
            for s in protocol_from_arm(read_arm(found, one)).protocol.interventions
            if isinstance(s, Supplement)
        }
        assert taken.get("calcium_carbonate") == calcium
        assert taken.get("vitamin_d") == vitamin_d


def test_text_adds_nothing_to_what_a_trial_tests() -> None:
    drug, placebo = arm(diet=(DietGiven(calcium_supplement_mg_per_day=1000),)), arm("placebo")
    found = trial(drug, placebo, notes="All took calcium 1000 mg daily.")
    assert protocol_from_arm(read_arm(found, placebo)).protocol.interventions == ()


def estradiol(value: float) -> Observation:
    return Observation("estradiol", 4, "absolute", value, "pg/ml")


@pytest.mark.parametrize(
    ("more", "value", "sex", "assay"),
    [
        ({"year": 2004}, 20.0, "male", "immunoassay"),
        ({"year": 2004, "notes": "Estradiol by LC-MS/MS."}, 20.0, "male", "mass_spectrometry"),
        ({"year": 2004, "notes": "Older immunoassay."}, 3.0, "male", "immunoassay"),
        ({"year": 2004}, 1.6, "male", "mass_spectrometry"),
        ({"year": 2016, "journal": "J Clin Endocrinol Metab"}, 20.0, "male", "mass_spectrometry"),
        ({"year": 2016, "journal": "Prostate"}, 20.0, "male", "immunoassay"),
        ({"year": 2004}, 7.0, "female", "mass_spectrometry"),
    ],
)
def test_assays_of_estradiol(more: dict[str, object], value: float, sex: str, assay: str) -> None:
    one = arm(observations=(estradiol(value),))
    found = trial(one, population=Population(sex, menopause="post", age_mean=60.0), **more)  # type: ignore[arg-type]
    assert read_arm(found, one).estradiol_assay == assay


#: What overrides said of these arms before rules replaced them.
REPLACED = [
    ("tsjoen2005_letrozole", "young", "age", 27.0, 3.0),
    ("tsjoen2005_letrozole", "elderly", "age", 72.0, 3.0),
    ("leblanc1990_bedrest17", "bed_rest", "age", 33.0, 3.0),
    ("shackelford2004_bedrest_re", "bed_rest", "age", 35.0, 3.0),
    ("greendale2012_swan", "all", "age", 50.5, 1.0),
    ("greendale2012_swan", "all", "menopause_age", 51.5, 1.0),
]


@pytest.mark.parametrize(("trial_id", "arm_id", "field", "value", "tolerance"), REPLACED)
def test_rules_find_what_overrides_had_said(
    trial_id: str, arm_id: str, field: str, value: float, tolerance: float
) -> None:
    found = LOADED.trial(trial_id)
    profile, _ = profile_from_arm(read_arm(found, found.arm(arm_id)))
    assert getattr(profile, field) == pytest.approx(value, abs=tolerance)


@pytest.mark.parametrize(
    ("trial_id", "arm_id", "assay"),
    [
        ("chao2016_estrogen_withdrawal", "low_t", "mass_spectrometry"),
        ("finkelstein2013_nejm", "g_t0", "mass_spectrometry"),
        ("leder2004_anastrozole", "placebo", "immunoassay"),
        ("burnettbowie2009_anastrozole", "anastrozole", "immunoassay"),
        ("dixon2008_letrozole_anastrozole", "letrozole", "mass_spectrometry"),
    ],
)
def test_assays_of_shipped_trials(trial_id: str, arm_id: str, assay: str) -> None:
    found = LOADED.trial(trial_id)
    assert read_arm(found, found.arm(arm_id)).estradiol_assay == assay


def test_the_gel_of_the_frail_men_is_delivered_and_half_taken() -> None:
    kenny = LOADED.trial("kenny2010_testosterone")
    (gel,) = (
        c
        for c in protocol_from_arm(read_arm(kenny, kenny.arm("testosterone"))).protocol.interventions
        if isinstance(c, DrugCourse)
    )
    assert gel.dose == pytest.approx(50.0 * 0.54)


@pytest.mark.parametrize(
    ("notes", "condition", "calcium", "vitamin_d"),
    [
        ("All took calcium 100 mg daily.", "", 100.0, None), ("All took calcium 99 mg daily.", "", None, None),
        ("All took calcium 2,500 mg daily.", "", 2500.0, None), ("All took calcium 2501 mg daily.", "", None, None),
        ("All took 100 IU of vitamin D.", "", None, 100.0), ("All took 99 IU of vitamin D.", "", None, None),
        ("All took vitamin D 5000 IU.", "", None, 5000.0), ("All took vitamin D 5,001 IU.", "", None, None),
        ("All took 500-1000 mg calcium.", "", 750.0, None), ("Vitamin D3 400 to 800 IU was given.", "", None, 600.0),
        ("Calcium 500 mg.", "", None, None), ("", "calcium 500 mg daily", 500.0, None),
        ("", "calcium 500 mg", None, None),
        ("Dietary calcium 900 mg in all.", "", None, None), ("Calcium and vitamin D.", "", None, None),
        ("", "on calcium and vitamin D", 500.0, 400.0), ("Calcium and vitamin D were given.", "", 500.0, 400.0),
        ("All took calcium 600 mg and vitamin D.", "", 600.0, None),
    ],
)  # fmt: skip
def test_what_a_supplement_is_by_its_amount(
    notes: str, condition: str, calcium: float | None, vitamin_d: float | None
) -> None:
    one = arm(drugs=(DrugGiven("alendronate", "10 mg", 10.0, 1.0),))
    found = trial(one, notes=notes, population=Population("male", condition, age_mean=60.0))
    taken = {s.nutrient: s.per_day for s in read_arm(found, one).supplements}
    assert (taken.get("calcium"), taken.get("vitamin_d")) == (calcium, vitamin_d)


@pytest.mark.parametrize(
    ("diet", "topics", "calcium", "vitamin_d"),
    [
        (DietGiven(), ("exercise",), 600.0, 800.0), (DietGiven(500.0), ("exercise",), None, 800.0),
        (DietGiven(None, 500.0), ("exercise",), None, 800.0), (DietGiven(vitamin_d_iu_per_day=400.0),
        ("exercise",), 600.0, None),
        (DietGiven(bolus_iu=1e5, bolus_every_days=30.0), ("exercise",), 600.0, None), (DietGiven(),
        ("vitamin_d",), 600.0, 800.0),
    ],
)  # fmt: skip
def test_keys_of_any_arm_come_before_words(
    diet: DietGiven, topics: tuple[str, ...], calcium: float | None, vitamin_d: float | None
) -> None:
    one, other = arm(), arm("other", diet=(diet,))
    found = trial(one, other, notes="All took calcium 600 mg and vitamin D 800 IU daily.", topics=topics)
    taken = {s.nutrient: s.per_day for s in read_arm(found, one).supplements}
    assert (taken.get("calcium"), taken.get("vitamin_d")) == (calcium, vitamin_d)
    bare = trial(one, other, notes="All took calcium and vitamin D.", topics=topics)
    tested = diet != DietGiven() or topics == ("vitamin_d",)
    assert bool(read_arm(bare, one).supplements) is not tested
