"""The tables of a virtual trial as its file writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import Annotated, Any, ClassVar, cast

from pydantic import Field

from osteotwin.constants import DAYS_PER_WEEK, DAYS_PER_YEAR
from osteotwin.endpoints import MEASURED, TRIAL_ENDPOINTS
from osteotwin.inputs.names import did_you_mean, find_name
from osteotwin.inputs.quantity import Quantity
from osteotwin.inputs.table import FileTable
from osteotwin.inputs.values import Choice, ListOf, Mistake, Named, Number, Schema, Text, Value
from osteotwin.people.read_person import OLDEST, YOUNGEST
from osteotwin.protocol.plan_file import PlanTable
from osteotwin.studies.trials.design import MEASURABLE, MOST_PEOPLE
from osteotwin.units import shown_value

#: Most arms, most visits and the longest trial: more is a slip of the pen.
MOST_ARMS = 20
MOST_VISITS = 200
LONGEST_YEARS = 30.0
MOST_DROPOUT = 0.95

_WHAT = "an endpoint that the model reports, such as bmd_total_hip, ctx or 25ohd"
_Age = Annotated[float, Quantity("age", YOUNGEST, OLDEST, plain_unit="year")]


def _endpoint(text: str) -> str:
    found = find_name(text, {name: TRIAL_ENDPOINTS[name].names for name in MEASURABLE})
    if found is not None:
        return found
    ids = {name: known for known in MEASURABLE for name in TRIAL_ENDPOINTS[known].names}
    fix = did_you_mean(
        text, ids, "choose one from `osteotwin list endpoints`", identify=ids.__getitem__, are_keys=False
    )
    raise Mistake(shown_value(text), _WHAT, fix)


_ENDPOINT = Named(_endpoint, _WHAT, "bmd_total_hip")


@dataclass(frozen=True)
class Range(Value):
    """Two bounds of an endpoint, or one with a sign: ``["-2.5 SD", "-1 SD"]``, ``"> 20 ng/mL"``."""

    endpoint: str

    @property
    def _quantity(self) -> Quantity:
        row = MEASURED[self.endpoint]
        return Quantity(row.quantity, row.low, row.high)

    @property
    def expected(self) -> str:
        return "a range of two values, or one value behind <, <=, > or >="

    @property
    def example(self) -> str:
        return f'"> {self._quantity.example.strip(chr(34))}"'

    def read(self, written: object) -> tuple[float, float]:
        if isinstance(written, tuple | list):
            ends = cast("tuple[object, ...]", tuple(written))
            if len(ends) == 2:
                low, high = (self._quantity.read(end) for end in ends)
                if low < high:
                    return low, high
                raise Mistake(
                    f"{low:g} to {high:g}", "a lower value and then a higher one", "correct the range"
                )
        limit = re.fullmatch(r"\s*([<>])=?\s*(.+)", written, re.DOTALL) if isinstance(written, str) else None
        if limit is None:
            raise Mistake(shown_value(written), self.expected, f"write for example {{key}} = {self.example}")
        value = self._quantity.read(limit[2])
        return (value, inf) if limit[1] == ">" else (-inf, value)

    def write(self, value: tuple[float, float]) -> object:
        low, high = value
        if high == inf:
            return f"> {self._quantity.write(low)}"
        return (
            f"< {self._quantity.write(high)}" if low == -inf else [self._quantity.write(end) for end in value]
        )

    def schema(self) -> Schema:
        limit: Schema = {"type": "string", "pattern": r"^\s*[<>]=?\s*\S"}
        return {
            "anyOf": [
                limit,
                {"type": "array", "items": self._quantity.schema(), "minItems": 2, "maxItems": 2},
            ]
        }


@dataclass(frozen=True)
class Visits(Value):
    """The days of the visits after the first: every so often, or a list."""

    @property
    def _quantity(self) -> Quantity:
        return Quantity("duration", 1.0, LONGEST_YEARS * DAYS_PER_YEAR)

    @property
    def expected(self) -> str:
        return "the time between visits, or a list of times since the start"

    @property
    def example(self) -> str:
        return '"6 months"'

    def read(self, written: object) -> float | tuple[float, ...]:
        if not isinstance(written, tuple | list):
            text = re.sub(r"^\s*every\s+", "", written) if isinstance(written, str) else written
            return self._quantity.read(text)
        days = tuple(self._quantity.read(one) for one in cast("tuple[object, ...]", written))
        if not days or len(days) > MOST_VISITS or any(b <= a for a, b in pairwise(days)):
            raise Mistake(shown_value(list(days)), f"1 to {MOST_VISITS} rising times", "put them in order")
        return days

    def schema(self) -> Schema:
        every = {"type": "string", "minLength": 1}
        return {"anyOf": [every, {"type": "array", "items": self._quantity.schema(), "minItems": 1}]}


class TrialTable(FileTable):
    """The trial: ``[trial]``."""

    SAMPLE = 'name = "...", duration = "12 months", visits = "6 months", endpoints and primary'
    REQUIRED = ("name", "duration", "visits", "endpoints", "primary")
    name: Annotated[str, Text("Training beside anastrozole")] | None = None
    duration: Annotated[float, Quantity("duration", DAYS_PER_WEEK, LONGEST_YEARS * DAYS_PER_YEAR)] | None = (
        None
    )
    visits: Annotated[float | tuple[float, ...], Visits()] | None = Field(
        default=None, description='time between visits ("6 months"), or a list of times since the start'
    )
    endpoints: Annotated[tuple[Annotated[str, _ENDPOINT], ...], ListOf("endpoints", '["bmd_total_hip"]')] = (
        Field(default=(), description="what is measured at every visit")
    )
    primary: Annotated[str, _ENDPOINT] | None = Field(
        default=None, description="the endpoint that decides, at the last visit"
    )
    n: Annotated[float, Number(2, MOST_PEOPLE, whole=True)] | None = Field(
        default=None, description="people in each arm; 200 if left out"
    )
    dropout: Annotated[float, Quantity("share_per_year", 0.0, MOST_DROPOUT)] | None = Field(
        default=None, description="share of those in the trial who leave it within a year; nobody if left out"
    )


class PopulationTable(FileTable):
    """From whom participants come: ``[population]``; the reference population says the rest."""

    SAMPLE = 'sex = "male", age = "71 years" and age_sd = "5 years"'
    REQUIRED = ("sex", "age", "age_sd")
    sex: Annotated[str, Choice(("male", "female"), {"m": "male", "f": "female"})] | None = None
    age: _Age | None = Field(default=None, description="mean")
    age_sd: Annotated[float, Quantity("age", 0.0, 30.0, plain_unit="year")] | None = None
    youngest: _Age | None = None
    oldest: _Age | None = None


class EligibilityTable(FileTable):
    """What holds of every participant at the start, by endpoint: ``[eligibility]``."""

    bmd_lumbar_spine: Annotated[Any, Range("bmd_lumbar_spine")] | None = None
    bmd_total_hip: Annotated[Any, Range("bmd_total_hip")] | None = None
    bmd_femoral_neck: Annotated[Any, Range("bmd_femoral_neck")] | None = None
    bmd_radius_33: Annotated[Any, Range("bmd_radius_33")] | None = None
    t_score_lumbar_spine: Annotated[Any, Range("t_score_lumbar_spine")] | None = None
    t_score_total_hip: Annotated[Any, Range("t_score_total_hip")] | None = None
    t_score_femoral_neck: Annotated[Any, Range("t_score_femoral_neck")] | None = None
    t_score_radius_33: Annotated[Any, Range("t_score_radius_33")] | None = None
    estradiol: Annotated[Any, Range("estradiol")] | None = None
    testosterone: Annotated[Any, Range("testosterone")] | None = None
    vitamin_d: Annotated[Any, Range("25ohd")] | None = Field(default=None, alias="25ohd")
    weight: Annotated[Any, Range("weight")] | None = None
    height: Annotated[Any, Range("height")] | None = None


class ArmPlan(PlanTable):
    """What an arm does: the entries of a plan, or the ``file`` that holds them."""

    file: Annotated[str, Text("anastrozole.toml")] | None = Field(
        default=None, description='a plan file, relative to this one; "nothing": life as before'
    )


class ArmTable(FileTable):
    """An arm: ``[[arm]]``; the first is the control."""

    SAMPLE = 'name = "placebo" and plan = "nothing"'
    REQUIRED = ("name", "plan")
    ONE_OR_MANY: ClassVar[Mapping[str, str | None]] = {"plan": "file"}
    name: Annotated[str, Text("placebo", 60)] | None = None
    plan: tuple[ArmPlan, ...] = Field(
        default=(), description='a plan file, "nothing", or a plan written here as a table'
    )


class TrialFile(FileTable):
    """A virtual trial of osteotwin, read as TOML."""

    REQUIRED = ("trial", "population", "arm")
    trial: TrialTable | None = None
    population: PopulationTable | None = None
    eligibility: EligibilityTable | None = None
    arm: tuple[ArmTable, ...] = ()
