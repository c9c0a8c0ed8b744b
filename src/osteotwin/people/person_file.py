"""The tables of a person file beside the plan: person, habits, measurements, outlook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast

from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.endpoints import Endpoint, load_endpoints
from osteotwin.inputs.section import Section, did_you_mean, find_name
from osteotwin.people.person import Habits, Measurement
from osteotwin.protocol.conditions import ALSO, CONDITIONS
from osteotwin.protocol.library import load_foods
from osteotwin.protocol.plan_entries import (
    FOOD_KEYS,
    LARGEST_CALCIUM_MG_PER_DAY,
    LARGEST_VITAMIN_D_IU_PER_DAY,
    read_food,
)
from osteotwin.protocol.read_training import TRAINING_KEYS, read_training
from osteotwin.units import shown_value

PERSON_KEYS = (
    "name", "sex", "birth_date", "height", "weight", "menopause_age", "fragility_fractures", "vertebral_fracture",
    "conditions",
)  # fmt: skip
HABIT_KEYS = ("calcium", "vitamin_d", "food", "training")
MEASUREMENT_KEYS = ("date", "what", "value", "device", "assay")
OUTLOOK_KEYS = ("from", "until")

DEVICES = ("hologic", "lunar", "norland", "other")
_DEVICE_NAMES = {"ge": "lunar", "ge lunar": "lunar", "ge healthcare": "lunar", "prodigy": "lunar", "idxa": "lunar",
                 "lunar prodigy": "lunar", "lunar idxa": "lunar", "horizon": "hologic", "discovery": "hologic",
                 "hologic horizon": "hologic", "hologic discovery": "hologic"}  # fmt: skip
ASSAYS = ("immunoassay", "lc-ms", "other")
_ASSAY_NAMES = {"lc-ms/ms": "lc-ms", "lcms": "lc-ms", "lc/ms": "lc-ms", "gc-ms": "lc-ms", "mass spectrometry": "lc-ms",
                "ms": "lc-ms", "eclia": "immunoassay", "elisa": "immunoassay", "ria": "immunoassay"}  # fmt: skip


@dataclass(frozen=True)
class PersonTable:
    """The ``[person]`` table as read; ``None`` is not given, or wrong and noted."""

    sex: str | None = None
    birth_date: date | None = None
    name: str | None = None
    height_cm: float | None = None
    weight_kg: float | None = None
    menopause_age: float | None = None
    fragility_fractures: int = 0
    vertebral_fracture: bool = False
    conditions: tuple[str, ...] = ()


def read_person_table(section: Section) -> PersonTable:
    """Read ``[person]``."""
    sex = section.choice("sex", ("male", "female"), also={"m": "male", "f": "female", "man": "male", "woman": "female"},
                         required=True)  # fmt: skip
    menopause_age = section.quantity("menopause_age", "age", 20.0, 65.0)
    if section.has("menopause_age") and sex == "male":
        section.problem("menopause_age", "an age at menopause for a man", "only for women", "remove it")
    conditions = _conditions(section)
    return PersonTable(
        sex=sex,
        birth_date=section.day("birth_date", required=True),
        name=section.text("name", "Example"),
        height_cm=section.quantity("height", "length", 100.0, 250.0),
        weight_kg=section.quantity("weight", "body_mass", 30.0, 300.0),
        menopause_age=menopause_age,
        fragility_fractures=int(section.number("fragility_fractures", 0, 50, whole=True) or 0),
        vertebral_fracture=section.flag("vertebral_fracture") or "vertebral_fracture" in conditions,
        conditions=conditions,
    )


def read_habits(section: Section) -> Habits:
    """Read ``[habits]``.

    Foods stand for the whole diet when no total is given: then calcium, and vitamin D if that has no
    total either, are their sums. Calcium and foods together would count the same calcium twice.
    """
    calcium = section.quantity("calcium", "calcium_per_day", 0.0, LARGEST_CALCIUM_MG_PER_DAY)
    vitamin_d = section.quantity("vitamin_d", "vitamin_d_per_day", 0.0, LARGEST_VITAMIN_D_IU_PER_DAY)
    foods = [read_food(entry) for entry in section.sections("food", FOOD_KEYS)]
    training = [read_training(entry) for entry in section.sections("training", TRAINING_KEYS)]
    if section.has("calcium") and section.table.get("food"):
        section.problem("food", "a list of foods beside calcium", "either calcium or the foods that hold it",
                        "remove calcium to have it added up from the foods, or remove the foods")  # fmt: skip
    eaten = tuple(food for food in foods if food is not None)
    if eaten and calcium is None:
        library = load_foods()
        calcium = sum(library[f.food].calcium_mg * f.servings_per_week for f in eaten) / DAYS_PER_WEEK
        if not section.has("vitamin_d"):
            vitamin_d = sum(library[f.food].vitamin_d_iu * f.servings_per_week for f in eaten) / DAYS_PER_WEEK
    return Habits(calcium, vitamin_d, eaten, tuple(t for t in training if t is not None))


def read_measurement(section: Section) -> Measurement | None:
    """Read one ``[[measurement]]``."""
    day = section.day("date", required=True)
    endpoint = _endpoint(section)
    if endpoint is None:
        return None
    value = section.quantity("value", endpoint.kind, endpoint.low, endpoint.high, required=True)
    device = assay = None
    scanned = endpoint.group in ("bmd", "t_score")
    unwanted, wanted = ("assay", "device") if scanned else ("device", "assay")
    if section.has(unwanted):
        what = "a scan" if scanned else "a laboratory value"
        section.problem(unwanted, f"{unwanted} for {what}", wanted, f"remove {unwanted}")
    if scanned:
        device = section.choice("device", DEVICES, also=_DEVICE_NAMES)
    else:
        assay = section.choice("assay", ASSAYS, also=_ASSAY_NAMES)
    if day is None or value is None:
        return None
    return Measurement(day, endpoint.id, value, endpoint.unit, str(section.table["value"]), device, assay)


def _endpoint(section: Section) -> Endpoint | None:
    """Return the endpoint that ``what`` names, by identifier, label or alias."""
    written = section.text("what", "bmd_lumbar_spine", required=True)
    if written is None:
        return None
    endpoints = load_endpoints()
    found = find_name(written, {e.id: (e.label, *e.aliases) for e in endpoints.values()})
    if found is None:
        fix = did_you_mean(written, (*endpoints, *(a for e in endpoints.values() for a in e.aliases)),
                            "choose one from `osteotwin list endpoints`")  # fmt: skip
        section.problem(
            "what", shown_value(written), "an endpoint such as bmd_lumbar_spine, estradiol or 25ohd", fix
        )
        return None
    return endpoints[found]


def _conditions(section: Section) -> tuple[str, ...]:
    """Return the conditions by their identifiers."""
    if not section.has("conditions"):
        return ()
    value = section.table["conditions"]
    if not isinstance(value, list):
        fix = 'write conditions = ["kidney_stones"]'
        section.problem("conditions", shown_value(value), "a list of conditions", fix)
        return ()
    found: list[str] = []
    for index, item in enumerate(cast("list[object]", value)):
        known = find_name(item, dict.fromkeys(CONDITIONS, ()), also=ALSO) if isinstance(item, str) else None
        if known is None:
            fix = did_you_mean(str(item), CONDITIONS, "choose one of them, or remove it")
            section.problem(f"conditions[{index}]", shown_value(item), f"one of {', '.join(CONDITIONS)}", fix)
        else:
            found.append(known)
    return tuple(dict.fromkeys(found))
