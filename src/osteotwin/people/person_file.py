"""The tables of a person file beside the plan, as files write them: person, habits, measurements, outlook."""

from __future__ import annotations

import datetime
from functools import cache
from typing import Annotated

from pydantic import Field

from osteotwin.endpoints import MEASURED, Endpoint
from osteotwin.inputs.names import did_you_mean, folded
from osteotwin.inputs.quantity import AsWritten, Quantity
from osteotwin.inputs.table import FileTable
from osteotwin.inputs.values import Choice, Day, Flag, ListOf, Mistake, Named, Number, Schema, Text, Value
from osteotwin.observing.scores import REFERENCES
from osteotwin.people.limits import is_scan, may_be_limit, number_of
from osteotwin.people.other_measurements import not_used_because
from osteotwin.people.wishes_file import WishesTable
from osteotwin.protocol.conditions import CONDITIONS
from osteotwin.protocol.history import HistoryTable
from osteotwin.protocol.plan_file import (
    Calcium,
    HabitualDrug,
    HabitualFood,
    HabitualTraining,
    PlanTable,
    VitaminD,
)
from osteotwin.units import shown_value

SEXES = ("male", "female")
DEVICES = ("hologic", "lunar", "norland", "other")
_DEVICE_NAMES = {"ge": "lunar", "ge lunar": "lunar", "ge healthcare": "lunar", "prodigy": "lunar", "idxa": "lunar",
                 "lunar prodigy": "lunar", "lunar idxa": "lunar", "horizon": "hologic", "discovery": "hologic",
                 "hologic horizon": "hologic", "hologic discovery": "hologic"}  # fmt: skip
ASSAYS = ("immunoassay", "lc-ms", "other")
_ASSAY_NAMES = {"lc-ms/ms": "lc-ms", "lcms": "lc-ms", "lc/ms": "lc-ms", "gc-ms": "lc-ms", "mass spectrometry": "lc-ms",
                "ms": "lc-ms", "eclia": "immunoassay", "elisa": "immunoassay", "ria": "immunoassay"}  # fmt: skip
_REFERENCE_NAMES = {"men": "male", "women": "female", "maker": "device", "manufacturer": "device"}
_SEX_NAMES = {"m": "male", "f": "female", "man": "male", "woman": "female"}


@cache
def _by_name() -> dict[str, str]:
    """Return the endpoints that can be measured by every name of theirs, folded."""
    return {folded(name): one.id for one in reversed([*MEASURED.values()]) for name in one.names}


def _endpoint(text: str) -> str:
    """Return the endpoint that a text names, by identifier, label or alias."""
    found = _by_name().get(folded(text))
    reason = None if found else not_used_because(text)
    if reason is not None:
        raise Mistake(f"{shown_value(text)}, which is not used: {reason}", _ENDPOINT, "remove it")
    if found is None and (sites := _of_the_hip(text)):
        found_there = f"{shown_value(text)}, which may be of the whole hip or of its neck"
        raise Mistake(found_there, f"one of {', '.join(sites)}", "write the one that the report names")
    if found is None:
        ids = {name: e.id for e in MEASURED.values() for name in e.names}
        otherwise = "choose one from `osteotwin list endpoints`"
        fix = did_you_mean(text, ids, otherwise, identify=ids.__getitem__, are_keys=False)
        raise Mistake(shown_value(text), _ENDPOINT, fix)
    return found


def _of_the_hip(text: str) -> tuple[str, ...]:
    """Return what a number of "the hip" or "the left femur" may be of; empty for any other name."""
    said = set(folded(text).split())
    if not said & {"hip", "femur"} or not said <= _SAID_OF_A_HIP:
        return ()
    number = next((score for score in ("t", "z") if score in said), "")
    prefix = f"{number}_score" if number else "bmd"
    return f"{prefix}_total_hip", f"{prefix}_femoral_neck"


_SAID_OF_A_HIP = frozenset((
    "hip", "femur", "left", "right", "proximal", "dual", "mean", "bmd", "dxa", "dexa", "bone", "mineral", "density",
    "areal", "t", "z", "score",
))  # fmt: skip
_ENDPOINT = "an endpoint such as bmd_lumbar_spine, estradiol or 25ohd"
_CONDITION = Choice(
    tuple(CONDITIONS),
    {alias: name for name, row in CONDITIONS.items() for alias in (row.label, *row.aliases)},
    "choose one of them, or remove it",
)
#: What FRAX gives; it is computed elsewhere, and only flags mind it.
Frax = Annotated[float, Quantity("percent", 0.0, 100.0)]
_KINDS = tuple(dict.fromkeys(endpoint.quantity for endpoint in MEASURED.values()))


class PersonTable(FileTable):
    """A person: ``[person]``."""

    SAMPLE = 'sex = "male" and birth_date = 1972-05-14'
    REQUIRED = ("sex", "birth_date")
    name: Annotated[str, Text("Example")] | None = None
    sex: Annotated[str, Choice(SEXES, _SEX_NAMES)] | None = None
    birth_date: Annotated[datetime.date, Day("1972-05-14")] | None = None
    height: Annotated[float, Quantity("length", 100.0, 250.0)] | None = None
    weight: Annotated[float, Quantity("body_mass", 30.0, 300.0)] | None = None
    menopause_age: Annotated[float, Quantity("age", 20.0, 65.0)] | None = Field(
        default=None, description="only for women who have passed it"
    )
    fragility_fractures: Annotated[float, Number(0, 50, whole=True)] | None = Field(
        default=None, description="since the age of 40"
    )
    vertebral_fracture: Annotated[bool, Flag()] | None = None
    frax_hip: Frax | None = Field(default=None, description="10-year probability of a hip fracture")
    frax_major: Frax | None = Field(
        default=None, description="10-year probability of a major osteoporotic fracture"
    )
    conditions: Annotated[
        tuple[Annotated[str, _CONDITION], ...], ListOf("conditions", '["kidney_stones"]')
    ] = ()

    @classmethod
    def together(cls) -> Schema:
        man = {"required": ["sex"], "properties": {"sex": {"const": "male"}}}
        return {"if": man, "then": {"properties": {"menopause_age": False}}}


class HabitsTable(FileTable):
    """Life beside history and plan, which goes on: the state the twin starts from: ``[habits]``."""

    calcium: Calcium | None = None
    other_calcium: Annotated[
        Calcium | None, Field(default=None, description="of what is eaten beside the foods that are listed")
    ] = None
    vitamin_d: VitaminD | None = None
    food: tuple[HabitualFood, ...] = ()
    training: tuple[HabitualTraining, ...] = ()
    drug: tuple[HabitualDrug, ...] = ()

    @classmethod
    def together(cls) -> Schema:
        foods = {"required": ["food"], "properties": {"food": {"minItems": 1}}}
        return {"if": foods, "then": {"properties": {"calcium": False}}}


class MeasurementTable(FileTable):
    """One measured value: ``[[measurement]]``."""

    REQUIRED = ("date", "what")  # the value, too, with an example of its endpoint
    date: Annotated[datetime.date, Day()] | None = None
    what: Annotated[str, Named(_endpoint, _ENDPOINT, "bmd_lumbar_spine")] | None = None
    value: Annotated[str | float, AsWritten(_KINDS, may_be_limit=True)] | None = Field(
        default=None, description="of a laboratory also a limit, such as <5 pg/mL"
    )
    device: Annotated[str, Choice(DEVICES, _DEVICE_NAMES)] | None = Field(
        default=None, description="of a scan"
    )
    assay: Annotated[str, Choice(ASSAYS, _ASSAY_NAMES)] | None = Field(
        default=None, description="of a laboratory value"
    )
    reference: Annotated[str, Choice(REFERENCES, _REFERENCE_NAMES)] | None = Field(
        default=None, description="the young adults that a T-score counts from; device: the maker's own"
    )
    precision: Annotated[float, Quantity("fraction", 0.001, 0.2)] | None = Field(
        default=None,
        description="of a scan, the coefficient of variation of two scans of one person on one day",
    )
    confirmed: Annotated[bool, Flag()] | None = Field(
        default=None, description="the value and its unit are right although they look like another unit's"
    )

    def value_of(self, name: str) -> Value | None:
        return self.quantity() if name == "value" else None

    def quantity(self) -> Quantity | None:
        """Return what the value must be of the endpoint that was named."""
        if self.what is None:
            return None
        return number_of(MEASURED[self.what])

    @classmethod
    def together(cls) -> Schema:
        alike: dict[tuple[str, bool, tuple[str, ...]], list[str]] = {}
        for endpoint in MEASURED.values():
            key = (endpoint.quantity, may_be_limit(endpoint), unwanted_keys(endpoint))
            alike.setdefault(key, []).append(endpoint.id)
        return {
            "required": ["date", "what", "value"],
            "allOf": [
                {
                    "if": {"properties": {"what": {"enum": names}}},
                    "then": {
                        "properties": {
                            "value": AsWritten((quantity,), limited).schema(),
                            **dict.fromkeys(unwanted, False),
                        }
                    },
                }
                for (quantity, limited, unwanted), names in alike.items()
            ],
        }


class OutlookTable(FileTable):
    """How far to look ahead: ``[outlook]``."""

    SAMPLE = "until = 2029-02-01"
    REQUIRED = ("until",)
    begins: Annotated[datetime.date, Day()] | None = Field(
        default=None,
        alias="from",
        description="today, which is day 0; left out, the earliest date of the plan, or the day of the last "
        "measurement where something of the plan had begun by then",
    )
    until: Annotated[datetime.date, Day()] | None = None


class PersonFile(FileTable):
    """A person file of osteotwin, read as TOML."""

    REQUIRED = ("person", "outlook")
    person: PersonTable | None = None
    habits: HabitsTable | None = None
    history: HistoryTable | None = None
    measurement: tuple[MeasurementTable, ...] = ()
    plan: PlanTable | None = None
    wishes: WishesTable | None = None
    outlook: OutlookTable | None = None


def unwanted_keys(endpoint: Endpoint) -> tuple[str, ...]:
    """Return the keys of a measurement that say nothing of an endpoint."""
    if not is_scan(endpoint):
        return ("device", "reference", "precision")
    return ("assay",) if endpoint.group == "t_score" else ("assay", "reference")
