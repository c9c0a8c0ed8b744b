"""Persons and plans with every field anywhere in its whole allowed range, mostly at or near the ends."""

from __future__ import annotations

import math
import re
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from tests.fuzzing.documents import toml_text
from tests.fuzzing.laws import refused_or, run_whole
from tests.fuzzing.readers import Reader

import osteotwin as ot
from osteotwin.endpoints import MEASURED
from osteotwin.people.limits import is_scan
from osteotwin.people.person import Person
from osteotwin.people.person_file import ASSAYS, DEVICES
from osteotwin.people.plausibility import HIGHEST_BMI, LONGEST_PAST_YEARS, LOWEST_BMI
from osteotwin.people.read_person import OLDEST, YOUNGEST
from osteotwin.protocol.conditions import CONDITIONS
from osteotwin.protocol.file_values import LONGEST_INTERVAL_DAYS, SHORTEST_INTERVAL_DAYS
from osteotwin.protocol.library import GENERIC_EXERCISES, Drug, load_drugs, load_exercises, load_foods
from osteotwin.protocol.load_values import FASTEST_RISE_PER_WEEK, LARGEST_LOAD_KG, LARGEST_SHARE_OF_1RM
from osteotwin.protocol.plan_entries import (
    LARGEST_DOSE_RATIO,
    LARGEST_VITAMIN_D_BOLUS_IU,
    SMALLEST_DOSE_RATIO,
    SMALLEST_SUPPLEMENT,
)
from osteotwin.protocol.plan_file import (
    LARGEST_CALCIUM_MG_PER_DAY,
    LARGEST_VITAMIN_D_IU_PER_DAY,
    MOST_IMPACTS,
    MOST_MINUTES,
)
from osteotwin.protocol.preset_names import list_presets
from osteotwin.units import KINDS

Document = dict[str, Any]
_START = date(2026, 2, 1)


def within(random: Random, low: float, high: float) -> float:
    """Somewhere in a range: an end, near an end, or anywhere, evenly or by orders of magnitude."""
    near = 10 ** random.uniform(-4, -1) * (high - low)
    ways = [low, high, low + near, high - near, random.uniform(low, high)]
    if low > 0.0:
        ways.append(min(max(math.exp(random.uniform(math.log(low), math.log(high))), low), high))
    return random.choice(ways)


def above(random: Random, high: float, least: float = 1e-6) -> float:
    """Within a range that leaves out zero: often next to nothing."""
    return within(random, high * least, high)


def extreme_person(random: Random) -> Document:
    """A person file that nearly always keeps to what is allowed."""
    sex, years = random.choice(("male", "female")), within(random, YOUNGEST + 0.01, OLDEST - 0.01)
    person: Document = {"sex": sex, "birth_date": _START - timedelta(days=math.ceil(years * 365.25))}
    height = within(random, 100.0, 250.0)
    if random.random() < 0.7:
        lowest, highest = (bmi * (height / 100) ** 2 for bmi in (LOWEST_BMI * 1.001, HIGHEST_BMI * 0.999))
        person["height"] = f"{height!r} cm"
        person["weight"] = f"{within(random, max(30.0, lowest), min(300.0, highest))!r} kg"
    if sex == "female" and years > 20.5 and random.random() < 0.6:
        person["menopause_age"] = f"{within(random, 20.0, min(65.0, years - 0.1))!r} years"
    if random.random() < 0.4:
        person |= {
            "fragility_fractures": round(within(random, 0, 50)),
            "vertebral_fracture": random.random() < 0.5,
        }
    if random.random() < 0.3:
        hip, major = sorted((within(random, 0.0, 100.0), within(random, 0.0, 100.0)))
        person |= {"frax_hip": f"{hip!r} %", "frax_major": f"{major!r} %"}
    if random.random() < 0.3:
        person["conditions"] = random.sample(sorted(CONDITIONS), random.choice((1, 3, len(CONDITIONS))))
    document: Document = {"person": person, "habits": _habits(random)}
    if rows := _measurements(random, max(18.1, years - 1) - years, height):
        document["measurement"] = rows
    past = math.floor(min(years - YOUNGEST, LONGEST_PAST_YEARS) * 365.0)
    days = random.choice((1, 30, 364, 365, 400, 730, 1096, 1096, 1500))
    document["outlook"] = {"from": _START, "until": _START + timedelta(days=days)}
    if random.random() < 0.9:
        document["plan"] = _plan(random, sex, days, past)
    if past > 1 and random.random() < 0.2:
        document["history"] = _history(random, past)
    return document


def _habits(random: Random) -> Document:
    habits: Document = {}
    if random.random() < 0.6:
        habits["calcium"] = f"{within(random, 0.0, LARGEST_CALCIUM_MG_PER_DAY)!r} mg/day"
    elif random.random() < 0.5:
        habits["food"] = [_food(random)]
        if random.random() < 0.5:
            habits["other_calcium"] = f"{within(random, 0.0, 500.0)!r} mg/day"
    if random.random() < 0.6:
        habits["vitamin_d"] = f"{within(random, 0.0, LARGEST_VITAMIN_D_IU_PER_DAY)!r} IU/day"
    if random.random() < 0.4:
        habits["training"] = [_training(random)]
    return habits


def _measurements(random: Random, since: float, height: float) -> list[Document]:
    rows: list[Document] = []
    for name in random.sample(sorted(MEASURED), random.choice((0, 1, 2, 4, 8, len(MEASURED)))):
        endpoint = MEASURED[name]
        if name in ("height", "weight") and random.random() < 0.9:
            continue
        unit = min(KINDS[endpoint.quantity].units.items(), key=lambda pair: abs(math.log10(pair[1])))[0]
        # A score stands for a density that somebody has; of laboratory values some would be asked about.
        low = {"z_score": -4.0, "t_score": -6.3}.get(endpoint.group, endpoint.low)
        high = endpoint.high
        row: Document = {"date": _START - timedelta(days=random.choice((0, 1, 100))) if since <= -0.3 else _START,
                         "what": name, "value": f"{within(random, low, high)!r} {unit}".strip()}  # fmt: skip
        if KINDS[endpoint.quantity].may_be_bare:
            row["value"] = within(random, low, high)
        if not is_scan(endpoint):
            row["confirmed"] = True
        elif random.random() < 0.3:
            row["precision"] = f"{within(random, 0.1, 20.0)!r} %"
        if endpoint.group == "t_score" and random.random() < 0.5:
            row["reference"] = random.choice(("male", "female"))
        if random.random() < 0.3:
            row |= (
                {"device": random.choice(DEVICES)} if is_scan(endpoint) else {"assay": random.choice(ASSAYS)}
            )
        rows.append(row)
    return rows


def _window(random: Random, days: int, past: int) -> Document:
    if past and random.random() < 0.15:
        return {"already_since": _START - timedelta(days=random.choice((1, min(30, past), past)))}
    begins = random.choice((0, 0, 0, days // 3, days - 1))
    window: Document = {} if not begins else {"from_day": begins}
    if random.random() < 0.1:
        on, off = random.choice(((1, 1), (2, 1), (8, 4), (30, 30)))
        window |= {"cycle": f"{on} weeks on, {off} weeks off", "to_day": begins + days}
        return window
    if random.random() < 0.5:
        window["to_day"] = begins + random.choice((1, 0.5, 30, days, 20_000))
    return window


def _drug(random: Random, drug: Drug, days: int, past: int) -> Document:
    if drug.dose_unit == "procedure":
        return {"name": drug.id} | ({"from_day": days // 2} if random.random() < 0.3 else {})
    per_day = drug.dose_means == "delivered per day"
    dose = within(random, drug.usual_dose / SMALLEST_DOSE_RATIO * 1.0001, drug.max_single_dose)
    usual = drug.usual_dose / drug.usual_interval_days
    shortest = (
        SHORTEST_INTERVAL_DAYS
        if per_day
        else max(SHORTEST_INTERVAL_DAYS, 1.001 * dose / (LARGEST_DOSE_RATIO * usual))
    )
    entry = {"name": drug.id, "dose": f"{dose!r} {drug.dose_unit}{'/day' if per_day else ''}"}
    if random.random() < 0.15:
        window = _window(random, days, past)
        return entry | {"every": "once"} | {k: v for k, v in window.items() if k != "to_day"}
    every = random.choice((drug.usual_interval_days, within(random, shortest, LONGEST_INTERVAL_DAYS)))
    return entry | {"every": f"{max(every, shortest)!r} days"} | _window(random, days, past)


def _training(random: Random) -> Document:
    exercise = random.choice(list(load_exercises().values()))
    entry: Document = {"exercise": exercise.id, "sessions_per_week": above(random, 21)}
    if random.random() < 0.2:
        entry = {"kind": random.choice(sorted(GENERIC_EXERCISES)), "sessions_per_week": above(random, 21)}
        exercise = load_exercises()[GENERIC_EXERCISES[entry["kind"]]]
    in_time = exercise.cycles_per_minute or exercise.id.startswith("generic_")
    if in_time and random.random() < 0.6:
        entry["minutes"] = above(random, MOST_MINUTES)
    elif random.random() < 0.6:
        entry |= {"sets": random.choice((1, 2, 10, 50)), "reps": random.choice((1, 2, 10, 100, 500))}
    else:
        entry["impacts"] = above(random, MOST_IMPACTS)
    if exercise.loadable and random.random() < 0.7:
        if exercise.one_rep_max_bodyweights and random.random() < 0.5:
            share = above(random, LARGEST_SHARE_OF_1RM)
            entry["load"] = f"{100 * share:.9f} %1RM"
            if random.random() < 0.5:
                rise, until = (
                    above(random, FASTEST_RISE_PER_WEEK),
                    within(random, share, LARGEST_SHARE_OF_1RM),
                )
                entry["progression"] = f"{100 * rise:.9f} %/week until {100 * until:.9f} %1RM"
        else:
            entry["load"] = f"{above(random, LARGEST_LOAD_KG):.9f} kg"
    if random.random() < 0.3:
        entry["adherence"] = above(random, 1.0)
    if random.random() < 0.2:
        entry["peak_force_bodyweights"] = above(random, 30)
    return entry


def _food(random: Random) -> Document:
    return {"food": random.choice(list(load_foods().values())).name, "servings_per_week": above(random, 200)}


def _supplement(random: Random, nutrient: str, days: int, past: int) -> Document:
    vitamin = nutrient == "vitamin_d"
    most = LARGEST_VITAMIN_D_BOLUS_IU if vitamin else LARGEST_CALCIUM_MG_PER_DAY
    most_a_day = LARGEST_VITAMIN_D_IU_PER_DAY if vitamin else LARGEST_CALCIUM_MG_PER_DAY
    dose = within(random, SMALLEST_SUPPLEMENT, most)
    every = within(random, max(SHORTEST_INTERVAL_DAYS, 1.0001 * dose / most_a_day), LONGEST_INTERVAL_DAYS)
    every = random.choice((every, max(1.0, 1.0001 * dose / most_a_day)))
    return (
        {
            "nutrient": nutrient,
            "dose": f"{dose!r} {'IU' if vitamin else 'mg'}",
            "every": f"{every!r} days",
        }
        | ({} if vitamin or random.random() < 0.8 else {"as": "calcium"})
        | _window(random, days, past)
    )


def _history(random: Random, past: int) -> Document:
    """Training of the past in place of the habits."""
    begins = random.choice((2, past))
    return {
        "training": [
            _training(random)
            | {"from": _START - timedelta(days=begins), "until": _START - timedelta(days=begins // 2)}
            | {"replaces_habits": random.random() < 0.5}
        ]
    }


def _plan(random: Random, sex: str, days: int, past: int) -> Document:
    drugs = [d for d in load_drugs().values() if d.only_for in ("", sex)]
    several: dict[str, Drug] = {}
    for drug in random.sample(drugs, random.choice((0, 1, 1, 2, 3))):
        several.setdefault(drug.drug_class, drug)
    plan: Document = {}
    if several:
        plan["drug"] = [_drug(random, drug, days, past) for drug in several.values()]
    if random.random() < 0.4:
        plan["training"] = [
            _training(random) | _window(random, days, past) for _ in range(random.choice((1, 1, 3)))
        ]
    if random.random() < 0.2:
        plan["food"] = [_food(random) | _window(random, days, past)]
    diet = random.sample(["calcium", "vitamin_d"], random.choice((0, 0, 0, 1, 2)))
    if diet:
        totals = {
            "calcium": f"{within(random, 0.0, LARGEST_CALCIUM_MG_PER_DAY)!r} mg/day",
            "vitamin_d": f"{within(random, 0.0, LARGEST_VITAMIN_D_IU_PER_DAY)!r} IU/day",
        }
        plan["diet"] = {name: totals[name] for name in diet} | _window(random, days, past)
        if random.random() < 0.3:
            plan["diet"]["replaces_habits"] = True
    nutrients = [
        n for n in ("calcium_carbonate", "calcium_citrate", "vitamin_d") if n.split("_c")[0] not in diet
    ]
    if random.random() < 0.4 and nutrients:
        plan["supplement"] = [
            _supplement(random, n, days, past)
            for n in random.sample(nutrients, random.choice((1, len(nutrients))))
        ]
    if random.random() < 0.15:
        plan["unloading"] = [
            {"fraction": min(within(random, 0.0, 1.0), 0.9999)} | _window(random, days, past)
        ]
    if not plan or random.random() < 0.1:
        plan["preset"] = random.choice(list_presets()).name
    return plan


def _make(random: Random, folder: Path) -> None:
    (folder / "person.toml").write_text(toml_text(extreme_person(random)), encoding="utf-8")


def _make_unmeasured(random: Random, folder: Path) -> None:
    document = {key: table for key, table in extreme_person(random).items() if key != "measurement"}
    (folder / "person.toml").write_text(toml_text(document), encoding="utf-8")


def _use(folder: Path) -> str:
    path = folder / "person.toml"

    def use(person: Person) -> str:
        became, reasons = run_whole(person, path.read_text(encoding="utf-8"))
        return became if not reasons else f"{became}: {_kind_of(reasons[0])}"

    return refused_or(lambda: ot.read_person(path), use)


def _kind_of(reason: str) -> str:
    """What failed and the likely cause, without day and numbers."""
    return re.sub(r"[-+]?[0-9][0-9.e+-]*", "#", reason)[:150]


EXTREMES = Reader("extremes", _make, _use)
#: Without a search for people who agree with extreme values, which takes ten times as long as all else.
UNMEASURED_EXTREMES = Reader("unmeasured extremes", _make_unmeasured, _use)
