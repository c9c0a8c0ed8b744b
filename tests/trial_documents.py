"""Trial files that are right, drawn at random, with every kind of entry, result and spelling of a value."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from osteotwin.endpoints import TRIAL_ENDPOINTS
from osteotwin.evidence.files.other_drugs import load_other_drugs
from osteotwin.evidence.files.result_types import OF_ONE_ARM, OF_TWO_ARMS, RESULT_TYPES, read_unit, units_of
from osteotwin.evidence.files.tables import DESIGNS, LARGEST, MENOPAUSE, OTHER, READ_AS, STATISTICS, TOPICS
from osteotwin.protocol.library import GENERIC_EXERCISES, load_drugs, load_exercises

Document = dict[str, Any]

DOSES = (
    "1 mg",
    "20 ug",
    "2.5 g",
    "50 ug/24h",
    "0.1 mg/day",
    "70 mg/week",
    "1500 IU",
    "0.05 mg/kg",
    "333.3 mg",
)
INTERVALS = (
    "1 day",
    "26 week",
    "3 months",
    "3 times a week",
    "twice daily",
    "every other day",
    "once",
    "8 h",
)
TEXTS = st.sampled_from(["", "healthy", 'A "quoted" word', "Ünïcode\\ §", "two\nlines", "age 60-83"])


def some(draw: st.DrawFn, **optional: st.SearchStrategy[Any]) -> Document:
    """Draw some of the optional keys."""
    return {key: draw(value) for key, value in optional.items() if draw(st.booleans())}


def number(low: float, high: float) -> st.SearchStrategy[float]:
    return st.one_of(st.floats(low, high), st.integers(int(low) + 1, int(high)))


@st.composite
def weeks(draw: st.DrawFn, duration: float) -> Document:
    """When something was done, for some time before the end of the trial."""
    start = draw(st.sampled_from([None, -26.0, 0, duration / 3]))
    end = draw(st.sampled_from([None, duration, duration / 2, 4 * duration]))
    window = {"from_week": start, "to_week": end}
    return {key: value for key, value in window.items() if value is not None}


@st.composite
def drugs(draw: st.DrawFn, duration: float) -> Document:
    names = [*load_drugs(), *load_other_drugs(), "Arimidex", "hCG", "imaginary-12"]
    entry = {"name": draw(st.sampled_from(names))} | draw(weeks(duration))
    if draw(st.integers(0, 4)) == 0:
        entry["from_week"] = entry["to_week"] = 4
    return entry | some(draw, dose=st.sampled_from(DOSES), every=st.sampled_from(INTERVALS))


@st.composite
def trainings(draw: st.DrawFn, duration: float) -> Document:
    exercises = st.sampled_from([*load_exercises(), "Back Squat", "an exercise of its own"])
    return {"kind": draw(st.sampled_from([*GENERIC_EXERCISES, "weight lifting"]))} | draw(weeks(duration)) | some(
        draw,
        exercises=st.lists(exercises, max_size=3),
        sessions_per_week=number(0.1, 50),
        minutes_per_session=number(0.1, 600),
        sets=number(0.1, 100),
        reps=number(0.1, 1000),
        load_percent_1rm=number(0.1, 150),
        impacts_per_session=number(0.1, 100_000),
        peak_force_bodyweights=number(0.1, 30),
        adherence_percent=number(0, 100),
    )  # fmt: skip


@st.composite
def diets(draw: st.DrawFn, duration: float) -> Document:
    bolus = st.fixed_dictionaries(
        {"dose": st.sampled_from(["100000 IU", "2.5 mg", "1250 ug"]), "every": st.sampled_from(INTERVALS)}
    )
    return draw(weeks(duration)) | some(
        draw,
        calcium_mg_per_day=number(0, 5000),
        calcium_supplement_mg_per_day=number(0, 5000),
        vitamin_d_iu_per_day=number(0, 200_000),
        vitamin_d_bolus=bolus,
        vitamin_d_form=st.sampled_from(["D2", "D3"]),
    )


@st.composite
def results(draw: st.DrawFn, types: tuple[str, ...]) -> Document:
    """A printed number in any unit that its endpoint and type allow, with any dispersion or none; or no number."""
    endpoint, result_type = draw(st.sampled_from(sorted(TRIAL_ENDPOINTS))), draw(st.sampled_from(types))
    quantity = TRIAL_ENDPOINTS[endpoint].quantity
    unit = draw(st.sampled_from(sorted(units_of(result_type, quantity)) or ["N"]))
    known = read_unit(unit, result_type, quantity)
    # No number may pass the reader's largest in the unit in which it is kept, nor may an end of its interval.
    fits = 1.0 if known is None else min(1.0, LARGEST / (1000 * known[1]))
    value = draw(st.one_of(st.floats(-800, 800), st.integers(-50, 50))) * fits
    null = RESULT_TYPES[result_type].no_effect
    if null is not None and value in (null, 100 * null):
        value = 2.5
    below, above = draw(number(0, 100)) * fits, draw(number(0, 100)) * fits
    pair = [value - below, value + above]
    dispersion: Document = {"sd": below, "se": above, "ci95": pair, "iqr": pair}
    if null is not None:
        dispersion["p"] = draw(st.sampled_from([0.001, 0.0014, 0.34, 1e-6]))
    chosen = draw(st.sampled_from([None, *dispersion]))
    number_or_none: Document = {"value": value}
    if null is not None and draw(st.integers(0, 4)) == 0:
        number_or_none, chosen = {"no_effect": True}, None
    found = {
        "endpoint": endpoint,
        "week": draw(number(0, 520)),
        "kind": result_type,
        **number_or_none,
        "unit": unit,
    } | ({"measured": "bone strength"} if endpoint == OTHER else {})
    return found | ({chosen: dispersion[chosen]} if chosen else {}) | some(
        draw, statistic=st.sampled_from(STATISTICS), assumed_dispersion=st.booleans(), where=TEXTS
    )  # fmt: skip


@st.composite
def arms(draw: st.DrawFn, name: str, duration: float) -> Document:
    baseline = some(
        draw,
        age_mean=number(60, 83),
        age_min=st.just(60),
        age_max=st.just(83),
        estradiol_pg_ml=number(0, 2000),
        bmd_lumbar_spine_g_cm2=st.floats(0.2, 3),
        t_score_total_hip=number(-8, 8),
        **{"25ohd_ng_ml": number(0, 300)},
    )
    lists = some(
        draw,
        drug=st.lists(drugs(duration), max_size=2),
        training=st.lists(trainings(duration), max_size=2),
        diet=st.lists(diets(duration), max_size=2),
        unloading=st.lists(
            st.builds(lambda w, f: w | {"fraction_of_habitual_load": f}, weeks(duration), number(0, 1)),
            max_size=1,
        ),
        observation=st.lists(
            st.builds(lambda r, o: r | o, results(OF_ONE_ARM), st.just({}) | st.just({"n": 12})), max_size=4
        ),
    )
    people = some(draw, n=st.integers(1, 10_000), baseline=st.just(baseline))
    return {"id": name, "control": draw(st.booleans())} | people | lists


@st.composite
def trial_files(draw: st.DrawFn) -> Document:
    """A trial file as parsed."""
    duration = draw(number(12, 520))
    sex = draw(st.sampled_from(["male", "female", "mixed"]))
    population = {"sex": sex} | some(
        draw,
        condition=TEXTS,
        menopause=st.sampled_from(MENOPAUSE),
        age_mean=number(60, 83),
        age_sd=number(0, 60),
        age_min=st.just(60),
        age_max=st.just(83),
        bmi_mean=number(10, 100),
        **({"percent_male": number(0, 100)} if sex == "mixed" else {}),
    )
    names = ["a", "b", "c"][: draw(st.integers(1, 3))]
    document: Document = {
        "id": "drawn",
        "title": draw(st.sampled_from(["Drawn at random", 'A "quoted" title'])),
        "design": draw(st.sampled_from(DESIGNS)),
        "read_as": draw(st.sampled_from(READ_AS)),
        "duration_weeks": duration,
        "topics": draw(st.lists(st.sampled_from(TOPICS), min_size=1, max_size=3)),
        "population": population,
        "arm": [draw(arms(name, duration)) for name in names],
    }
    if len(names) > 1:
        pair = {"arm": "a", "versus": "b"}
        document["contrast"] = [pair | draw(results(OF_TWO_ARMS)) for _ in range(draw(st.integers(0, 3)))]
    return document | some(
        draw,
        schema=st.just(1),
        first_author=st.just("Doe J"),
        year=st.integers(1800, 2200),
        journal=st.just("Bone"),
        doi=st.just("10.1000/xyz"),
        pmid=st.integers(1, 10**8),
        notes=TEXTS,
    )
