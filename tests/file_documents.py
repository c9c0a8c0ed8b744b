"""Person and plan files that are right, drawn at random, with every kind of entry, window and spelling of a value."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from osteotwin.endpoints import MEASURED
from osteotwin.people.limits import is_scan, may_be_limit
from osteotwin.people.person_file import ASSAYS, DEVICES
from osteotwin.people.wishes import FOOD_GROUPS
from osteotwin.people.wishes_file import known_equipment
from osteotwin.protocol.conditions import CONDITIONS
from osteotwin.protocol.library import (
    GENERIC_EXERCISES,
    Drug,
    Exercise,
    find_drug,
    load_drugs,
    load_exercises,
    load_foods,
)
from osteotwin.protocol.library.drugs import DRUG_CLASSES
from osteotwin.protocol.preset_names import list_presets
from osteotwin.units import KINDS

Document = dict[str, Any]

#: The last day on which an entry of a plan begins, and the first on which what goes on may have begun.
LATEST_BEGINNING, EARLIEST_BEGINNING = 700, -5000
BEGINNINGS = ("from", "already_since", "from_week", "from_day")


def some(draw: st.DrawFn, **optional: st.SearchStrategy[Any]) -> Document:
    """Draw some of the optional keys."""
    return {key: draw(value) for key, value in optional.items() if draw(st.booleans())}


def positive(high: float) -> st.SearchStrategy[float]:
    whole = st.integers(1, int(high)) if high >= 1 else st.nothing()
    return st.one_of(whole, st.floats(high / 1e3, high))


def amount(draw: st.DrawFn, high: float, unit: str) -> str:
    return f"{draw(positive(high))!r} {unit}"


@st.composite
def windows(draw: st.DrawFn, start: date) -> Document:
    """When an entry is on: in dates, in weeks, one of each, or from the start on."""
    window: Document = {}
    begins = draw(st.integers(0, LATEST_BEGINNING))
    ends = begins + draw(st.integers(1, 2000))
    match draw(st.sampled_from(["", "date", "week", "day", "past"])):
        case "past":
            begun = draw(st.integers(EARLIEST_BEGINNING, -1))
            window[draw(st.sampled_from(["from", "already_since"]))] = start + timedelta(days=begun)
        case "date":
            window["from"] = start + timedelta(days=begins)
        case "day":
            window["from_day"] = draw(st.sampled_from([begins, begins / 3]))
        case "week":
            window["from_week"] = draw(
                st.one_of(st.just(begins / 7), st.floats(0.0, begins / 7), st.integers(0, begins // 7))
            )
        case _:
            pass
    match draw(st.sampled_from(["", "date", "week", "day"])):
        case "day":
            window["to_day"] = ends
        case "date":
            window["until"] = start + timedelta(days=ends)
        case "week":
            window["to_week"] = ends // 7 + draw(st.sampled_from([1, 2.5, 10 / 3]))
        case _:
            pass
    return window


@st.composite
def drugs(draw: st.DrawFn, drug: Drug, start: date) -> Document:
    window = draw(windows(start))
    name = draw(st.sampled_from([drug.id, drug.label]))
    if drug.dose_unit == "procedure":
        return {"name": name} | {key: value for key, value in window.items() if key in BEGINNINGS}
    per_day = "/day" if drug.dose_means == "delivered per day" else ""
    share = 1.0 if drug.least_per_day else draw(st.one_of(st.just(1.0), st.floats(0.01, 1.0)))
    entry: Document = {"name": name, "dose": f"{share * drug.usual_dose!r} {drug.dose_unit}{per_day}"}
    match draw(st.sampled_from(["every", "once", "one day"])):
        case "once":
            return entry | {"every": "once"} | {k: v for k, v in window.items() if k in BEGINNINGS}
        case "one day":
            day = start + timedelta(days=draw(st.integers(-900, 900)))
            return entry | {"every": f"{drug.usual_interval_days} days", "from": day, "until": day}
        case _:
            rhythms = [f"{drug.usual_interval_days} days", "1 year", "6 months"]
            restricted = (
                drug.least_per_day or drug.intervals_days
            )  # of other rhythms the model has no kinetics
            every = draw(st.sampled_from(rhythms[:1] if restricted else rhythms))
            return entry | {"every": every} | window


#: What everybody can lift in any exercise for as many repetitions as there are, and do 21 times a week: more may be
#: beyond every record, and then it is a problem of the file.
_MOST_KG, _MOST_MINUTES = 20.0, 230


def amounts(draw: st.DrawFn, exercise: Exercise) -> Document:
    """How much of an exercise: sets and reps, impacts, or minutes."""
    in_time = exercise.cycles_per_minute or exercise.id.startswith("generic_")
    ways = ["sets", "impacts", *(["minutes", "minutes in words"] if in_time else [])]
    match draw(st.sampled_from(ways)):
        case "sets":
            return {"sets": draw(st.integers(1, 50)), "reps": draw(st.integers(1, 140))} | some(
                draw, minutes=positive(_MOST_MINUTES)
            )
        case "impacts":
            return {"impacts": draw(positive(5000))} | some(draw, minutes=positive(_MOST_MINUTES))
        case "minutes":
            return {"minutes": draw(positive(_MOST_MINUTES))}
        case _:
            return {"minutes": draw(st.sampled_from(["30 min", "1.5 h", "90 s"]))}


@st.composite
def trainings(draw: st.DrawFn) -> Document:
    if draw(st.booleans()):
        training_type = draw(st.sampled_from(sorted(GENERIC_EXERCISES)))
        exercise, named = load_exercises()[GENERIC_EXERCISES[training_type]], {"kind": training_type}
    else:
        exercise = draw(st.sampled_from(list(load_exercises().values())))
        named = {"exercise": draw(st.sampled_from([exercise.id, exercise.name]))}
    entry: Document = named | {"sessions_per_week": draw(positive(21))} | amounts(draw, exercise)
    ways = ["", *(["kg"] if exercise.loadable else [])]
    ways += ["%1RM"] if exercise.loadable and exercise.one_rep_max_bodyweights else []
    match draw(st.sampled_from(ways)):
        case "kg":
            entry["load"] = amount(draw, _MOST_KG, draw(st.sampled_from(["kg", "lb"])))
        case "%1RM":
            entry["load"] = amount(draw, 60.0, "%1RM")  # so many repetitions are done with
        case _:
            pass
    if "load" in entry and draw(st.booleans()):
        entry["progression"] = f"{amount(draw, 20.0, '%/week')} until {draw(st.floats(80.0, 120.0))!r} %1RM"
    return entry | some(
        draw, adherence=st.one_of(st.just("80 %"), st.floats(0.01, 1.0)), peak_force_bodyweights=positive(30)
    )


@st.composite
def foods(draw: st.DrawFn) -> Document:
    name = draw(st.sampled_from([f.name for f in load_foods().values()]))
    return {"food": name, "servings_per_week": draw(positive(200))}


@st.composite
def supplements(draw: st.DrawFn, nutrient: str, start: date) -> Document:
    if nutrient == "vitamin_d":
        dose = draw(st.sampled_from(["1000 IU", "25 ug", "3333.3 IU", "0.5 mg"]))
    else:
        dose = draw(st.sampled_from(["500 mg", "0.5 g", "333.3 mg"]))
    entry = {"nutrient": nutrient, "dose": dose}
    window = draw(windows(start))
    if draw(st.booleans()):
        return entry | {"every": "once"} | {k: v for k, v in window.items() if k in BEGINNINGS}
    return (
        entry
        | {"every": draw(st.sampled_from(["1 day", "1 week", "12 h", "10.5 days", "3 months"]))}
        | window
    )


@st.composite
def plans(draw: st.DrawFn, start: date) -> Document:
    """The tables of a plan whose day 0 is ``start``."""
    by_class = {c: [d for d in load_drugs().values() if d.drug_class == c] for c in DRUG_CLASSES}
    classes = draw(
        st.lists(st.sampled_from(sorted(c for c, d in by_class.items() if d)), max_size=3, unique=True)
    )
    diet = some(
        draw,
        calcium=st.sampled_from(["1200 mg/day", "1.2 g/day", "30 mmol/day", "8400.7 mg/week"]),
        vitamin_d=st.sampled_from(["1000 IU/day", "25 ug/day"]),
    )
    nutrients = ([] if "calcium" in diet else ["calcium_carbonate", "calcium_citrate"]) + (
        [] if "vitamin_d" in diet else ["vitamin_d"]
    )
    plan: Document = {
        "drug": [draw(drugs(draw(st.sampled_from(by_class[c])), start)) for c in classes],
        "training": [
            draw(trainings()) | draw(windows(start)) | some(draw, replaces_habits=st.booleans())
            for _ in range(draw(st.integers(0, 2)))
        ],
        "food": [draw(foods()) | draw(windows(start)) for _ in range(draw(st.integers(0, 2)))],
        "supplement": [draw(supplements(draw(st.sampled_from(nutrients)), start)) for _ in nutrients[:1]],
        "unloading": [
            {"fraction": draw(st.sampled_from(["0 %", "33.3 %", 0.25, 0.0, 1 / 3]))} | draw(windows(start))
            for _ in range(draw(st.integers(0, 1)))
        ],
    }
    if diet:
        diet |= draw(windows(start)) | some(draw, replaces_habits=st.booleans())
        plan["diet"] = draw(st.sampled_from([diet, [diet]]))
    if draw(st.booleans()):
        name = draw(st.sampled_from([p.name for p in list_presets()]))
        used = {"name": name} | draw(windows(start))
        plan["preset"] = draw(st.sampled_from([name, used, [used]]))
    return {key: value for key, value in plan.items() if value or draw(st.booleans())}


@st.composite
def ended(draw: st.DrawFn, start: date) -> Document:
    """When something of a history was on."""
    begins = draw(st.integers(EARLIEST_BEGINNING, -1))
    return {
        "from": start + timedelta(days=begins),
        "until": start + timedelta(days=draw(st.integers(begins + 1, 0))),
    }


@st.composite
def histories(draw: st.DrawFn, start: date, plan: Document) -> Document:
    """The tables of a history on the day ``start``, beside a plan."""
    planned = {find_drug(entry["name"]).drug_class for entry in plan.get("drug", [])}
    drug = draw(st.sampled_from([d for d in load_drugs().values() if d.drug_class not in planned]))
    dates = draw(ended(start))
    given: Document = {"name": drug.id, "from": dates["from"]}
    if drug.dose_unit != "procedure":
        per_day = "/day" if drug.dose_means == "delivered per day" else ""
        given["dose"] = f"{drug.usual_dose!r} {drug.dose_unit}{per_day}"
        once = {"every": "once"}
        given |= draw(st.sampled_from([once, {"every": f"{drug.usual_interval_days} days"} | dates]))
    history: Document = {
        "drug": [given] if draw(st.booleans()) else [],
        "training": [
            draw(trainings()) | draw(ended(start)) | some(draw, replaces_habits=st.booleans())
            for _ in range(draw(st.integers(0, 2)))
        ],
        "food": [draw(foods()) | draw(ended(start)) for _ in range(draw(st.integers(0, 1)))],
        "unloading": [{"fraction": "20 %"} | draw(ended(start)) for _ in range(draw(st.integers(0, 1)))],
    }
    if not plan.get("diet") and not plan.get("supplement"):
        intake = draw(st.sampled_from(["diet", "supplement"]))
        if intake == "diet":
            total = {"calcium": "900 mg/day"} | draw(ended(start)) | some(draw, replaces_habits=st.booleans())
            history["diet"] = draw(st.sampled_from([total, [total]]))
        else:
            history["supplement"] = [{"nutrient": "vitamin_d", "dose": "1000 IU", "every": "1 day"} | dates]
    return {key: value for key, value in history.items() if value or draw(st.booleans())}


@st.composite
def measurements(draw: st.DrawFn, start: date) -> Document:
    endpoint = draw(st.sampled_from(list(MEASURED.values())))
    row = KINDS[endpoint.quantity]
    unit, factor = draw(st.sampled_from(sorted(row.units.items())))
    lowest = 0.3 if "_score_" in endpoint.id else 0.1  # a score stands for a density that somebody has
    inside = draw(st.floats(lowest, 0.9)) * (endpoint.high - endpoint.low) + endpoint.low
    limit = draw(st.sampled_from(["", "", "<", "≥ "])) if may_be_limit(endpoint) else ""
    value: str | float = f"{limit}{inside / factor!r} {unit}"
    if row.may_be_bare and draw(st.booleans()):
        value = draw(st.sampled_from([inside, f"{inside!r}"]))
    if is_scan(endpoint):
        more = some(draw, device=st.sampled_from(DEVICES), precision=st.sampled_from(["1.5 %", 0.02]))
        if endpoint.group == "t_score":
            more |= some(draw, reference=st.sampled_from(["male", "female"]))
    else:
        # Far from the usual, some would be asked about.
        more = some(draw, assay=st.sampled_from(ASSAYS)) | {"confirmed": True}
    return {"date": draw(st.dates(date(2015, 1, 1), start)), "what": endpoint.id, "value": value} | more


def one_body(rows: list[Document]) -> list[Document]:
    """Measurements that one person can have: one value of each endpoint a day, and weight without a height."""
    several = {(row["what"], row["date"], row.get("device"), row.get("assay")): row for row in rows}
    names = {row["what"] for row in rows}
    return [row for row in several.values() if row["what"] != "height" or "weight" not in names]


def _is_for_others(name: str, sex: str) -> bool:
    """Tell whether a drug is an operation that this sex cannot have."""
    return find_drug(name).only_for not in ("", sex)


@st.composite
def wishes(draw: st.DrawFn) -> Document:
    return some(
        draw,
        days_per_week=st.integers(0, 7),
        minutes_per_session=st.floats(0, 180),
        equipment=st.lists(st.sampled_from(["gym", *known_equipment()]), max_size=3),
        experience=st.sampled_from(["beginner", "some", "experienced"]),
        pain=st.lists(st.sampled_from(["knee", "hips", "lower back", "shoulder"]), max_size=2),
        not_eaten=st.lists(st.sampled_from([*FOOD_GROUPS, "kale, boiled"]), max_size=3),
        not_done=st.lists(st.sampled_from(["rope jumping", "back_squat"]), max_size=2),
        budget=st.sampled_from(["low", "normal", "high"]),
        supplements=st.booleans(),
    )


STARTS = st.dates(date(2020, 1, 1), date(2040, 1, 1))


@st.composite
def plan_files(draw: st.DrawFn) -> Document:
    """A plan file, and the day it starts as ``start``."""
    start = draw(STARTS)
    return {"start": start, "plan": draw(plans(start))}


@st.composite
def person_files(draw: st.DrawFn) -> Document:
    """A person file with day 0 in its outlook."""
    start = draw(STARTS)
    sex = draw(st.sampled_from(["male", "female"]))
    older: dict[str, Any] = {"menopause_age": st.sampled_from(["51 years", "45.5 y", "612 months"])}
    person: Document = {
        "sex": sex,
        "birth_date": draw(st.dates(date(1935, 1, 1), date(1960, 1, 1))),
        **some(
            draw,
            name=st.sampled_from(["Example", 'A "quoted" name', "Ünïcode\\ §"]),
            height=st.sampled_from(["181 cm", "1.65 m", "5.9 ft"]),
            weight=st.sampled_from(["86 kg", "154.3 lb"]),
            fragility_fractures=st.integers(0, 50),
            vertebral_fracture=st.booleans(),
            frax_hip=st.sampled_from(["3.4 %", "0 percent", "0.07 %"]),
            frax_major=st.sampled_from(["21 %", "3.4 %", "100 %"]),
            conditions=st.lists(st.sampled_from(sorted(CONDITIONS)), max_size=3),
            **(older if sex == "female" else {}),
        ),
    }
    habits: Document = some(draw, vitamin_d=st.just("150 IU/day"))
    if draw(st.booleans()):
        habits["food"] = [draw(foods()) for _ in range(draw(st.integers(0, 3)))]
    else:
        habits |= some(draw, calcium=st.just("750 mg/day"))
    habits["training"] = [draw(trainings()) for _ in range(draw(st.integers(0, 2)))]
    document: Document = {
        "person": person,
        "outlook": {"from": start, "until": start + timedelta(days=draw(st.integers(1, 5_000)))},
    }
    if draw(st.booleans()):
        document["habits"] = habits
    if draw(st.booleans()):
        document["measurement"] = one_body(
            [draw(measurements(start)) for _ in range(draw(st.integers(0, 4)))]
        )
    if draw(st.booleans()):
        document["wishes"] = draw(wishes())
    if draw(st.booleans()):
        document["plan"] = draw(plans(start))
        if "drug" in document["plan"]:
            drugs = document["plan"]["drug"]
            document["plan"]["drug"] = [entry for entry in drugs if not _is_for_others(entry["name"], sex)]
        # Not a plan of which nothing falls into the outlook.
        document["outlook"]["until"] += timedelta(days=LATEST_BEGINNING)
    if draw(st.booleans()):
        history = draw(histories(start, document.get("plan", {})))
        if "drug" in history:
            history["drug"] = [entry for entry in history["drug"] if not _is_for_others(entry["name"], sex)]
        document["history"] = history
    return document
