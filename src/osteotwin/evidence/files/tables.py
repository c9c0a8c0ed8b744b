"""The tables of a trial file, one model each: reading, limits, JSON Schema and writing come from here.

A key whose value the source does not give is left out. Weeks count from the start of the intervention.
"""

from __future__ import annotations

from itertools import combinations
from typing import Annotated, Any

from pydantic import Field
from pydantic.config import JsonDict

from osteotwin.endpoints import TRIAL_ENDPOINTS
from osteotwin.evidence.files.printed_dose import Dose
from osteotwin.evidence.files.result_types import OF_ONE_ARM, OF_TWO_ARMS, RESULT_TYPES
from osteotwin.evidence.files.values import (
    DrugName,
    MeasuredWeek,
    Pair,
    PrintedDose,
    Prose,
    TrainingType,
)
from osteotwin.inputs.quantity import Quantity
from osteotwin.inputs.table import FileTable
from osteotwin.inputs.values import Choice, Flag, ListOf, Number, Text
from osteotwin.protocol.file_values import Every

SCHEMA_VERSION = 1
DESIGNS = ("rct", "crossover", "single_arm", "cohort", "before_after")
READ_AS = ("fulltext", "abstract", "secondary")
TOPICS = (
    "aromatase_inhibitor", "androgen_deprivation", "testosterone", "estradiol", "exercise", "unloading",
    "calcium", "vitamin_d", "bisphosphonate", "denosumab", "teriparatide", "romosozumab", "serm",
    "natural_course",
)  # fmt: skip
SEXES = ("male", "female", "mixed")
MENOPAUSE = ("pre", "peri", "post", "induced")
DISPERSIONS = ("sd", "se", "ci95", "iqr")
#: What a standard error is made from.
ERROR_KEYS = (*DISPERSIONS, "p")
STATISTICS = ("mean", "median", "geometric_mean")
#: The endpoint of what has no row in the table of endpoints.
OTHER = "other"
VITAMIN_D_FORMS = ("D3", "D2")

_EARLIEST, _LATEST = -2600.0, 2600.0
#: No printed number lies further from zero, in the canonical unit of its endpoint.
LARGEST = 1e6
#: No printed P is smaller.
_LEAST_P = 1e-30
_NOT_EMPTY: JsonDict = {"minItems": 1}

_Week = Annotated[float, Number(_EARLIEST, _LATEST)]
_MeasuredWeek = Annotated[float, MeasuredWeek(0, _LATEST)]
_People = Annotated[float, Number(1, 1e7, whole=True)]
_Age = Annotated[float, Number(1, 110)]
_Percent = Annotated[float, Number(0, 100)]
_TScore = Annotated[float, Number(-8, 8)]
_Density = Annotated[float, Number(0.2, 3)]
_Prose = Annotated[str, Prose()]
_VitaminDForm = Annotated[str, Choice(VITAMIN_D_FORMS, {"cholecalciferol": "D3", "ergocalciferol": "D2"})]


class PopulationTable(FileTable):
    """Who took part."""

    SAMPLE = "sex"

    sex: Annotated[str, Choice(SEXES)]
    condition: _Prose | None = Field(None, description="in free words, which rules read")
    menopause: Annotated[str, Choice(MENOPAUSE)] | None = Field(None, description="of women")
    age_mean: _Age | None = Field(None, description="years")
    age_sd: Annotated[float, Number(0, 60)] | None = Field(None, description="years")
    age_min: _Age | None = Field(None, description="years; limit of entry")
    age_max: _Age | None = Field(None, description="years; limit of entry")
    bmi_mean: Annotated[float, Number(10, 100)] | None = Field(None, description="kg/m2")
    percent_male: _Percent | None = Field(None, description="of a mixed population")


class BaselineTable(FileTable):
    """What was measured before the intervention, the unit in the key; it overrides the population."""

    age_mean: _Age | None = Field(None, description="years")
    age_min: _Age | None = Field(None, description="years; limit of entry of this arm")
    age_max: _Age | None = Field(None, description="years; limit of entry of this arm")
    percent_male: _Percent | None = Field(None, description="of a mixed population")
    estradiol_pg_ml: Annotated[float, Number(0, 2000)] | None = None
    testosterone_ng_dl: Annotated[float, Number(0, 5000)] | None = None
    lh_iu_l: Annotated[float, Number(0, 300)] | None = None
    vitamin_d_25ohd_ng_ml: Annotated[float, Number(0, 300)] | None = Field(None, alias="25ohd_ng_ml")
    pth_pg_ml: Annotated[float, Number(0, 3000)] | None = None
    dietary_calcium_mg_day: Annotated[float, Number(0, 5000)] | None = None
    bmd_lumbar_spine_g_cm2: _Density | None = None
    bmd_total_hip_g_cm2: _Density | None = None
    bmd_femoral_neck_g_cm2: _Density | None = None
    bmd_radius_33_g_cm2: Annotated[float, Number(0.1, 2)] | None = None
    t_score_lumbar_spine: _TScore | None = None
    t_score_total_hip: _TScore | None = None
    t_score_femoral_neck: _TScore | None = None
    t_score_radius_33: _TScore | None = None


class CourseTable(FileTable):
    """Something that was done from one week to another."""

    from_week: _Week | None = Field(None, description="left out: week 0")
    to_week: _Week | None = Field(
        None, description="left out: the end of the trial; of a dose, the week of from_week means once"
    )


class DrugTable(CourseTable):
    """A drug of an arm."""

    SAMPLE = "name"

    name: Annotated[str, DrugName()]
    dose: Annotated[Dose, PrintedDose()] | None = Field(
        None, description="of one administration, or a rate; as the source prints it"
    )
    every: Annotated[float, Every()] | None = Field(
        None, description='time between administrations, a frequency, or "once"'
    )


class TrainingTable(CourseTable):
    """A training programme of an arm, shared among its exercises."""

    SAMPLE = "kind"

    training_type: Annotated[str, TrainingType()] = Field(alias="kind")
    exercises: Annotated[
        tuple[Annotated[str, Text("squat")], ...], ListOf("exercises", '["squat", "deadlift"]')
    ] = ()
    sessions_per_week: Annotated[float, Number(0, 50, above=True)] | None = None
    minutes_per_session: Annotated[float, Number(0, 600, above=True)] | None = None
    sets: Annotated[float, Number(0, 100, above=True)] | None = Field(None, description="of each exercise")
    reps: Annotated[float, Number(0, 1000, above=True)] | None = Field(None, description="of each set")
    load_percent_1rm: Annotated[float, Number(0, 150, above=True)] | None = Field(
        None, description="percent of the one-repetition maximum"
    )
    impacts_per_session: Annotated[float, Number(0, 100_000, above=True)] | None = None
    peak_force_bodyweights: Annotated[float, Number(0, 30, above=True)] | None = Field(
        None, description="ground force"
    )
    adherence_percent: _Percent | None = Field(None, description="of the sessions")


class UnloadingTable(CourseTable):
    """Bed rest or flight."""

    SAMPLE = "fraction_of_habitual_load"

    fraction_of_habitual_load: Annotated[float, Number(0, 1)]


class BolusTable(FileTable):
    """A large dose of vitamin D at once."""

    SAMPLE = "dose and every"

    dose: Annotated[float, Quantity("vitamin_d", above=True)]
    every: Annotated[float, Every()]


class DietTable(CourseTable):
    """What the arm ate or was given."""

    calcium_mg_per_day: Annotated[float, Number(0, 5000)] | None = Field(None, description="in food")
    calcium_supplement_mg_per_day: Annotated[float, Number(0, 5000)] | None = Field(
        None, description="on top of it"
    )
    vitamin_d_iu_per_day: Annotated[float, Number(0, 200_000)] | None = Field(
        None, description="as supplement"
    )
    vitamin_d_bolus: BolusTable | None = None
    vitamin_d_form: _VitaminDForm | None = Field(
        None, description="D2 is taken as D3, and levels of vitamin D are then not compared"
    )


class ResultTable(FileTable):
    """One printed number."""

    endpoint: Annotated[str, Choice(tuple(TRIAL_ENDPOINTS))]
    week: _MeasuredWeek
    result_type: Annotated[str, Choice(tuple(RESULT_TYPES))] = Field(alias="kind")
    value: Annotated[float, Number(-LARGEST, LARGEST)] | None = Field(None, description="the printed number")
    no_effect: Annotated[bool, Flag()] | None = Field(
        None,
        description="in place of value: true where the source says without a number that nothing changed",
    )
    unit: Annotated[str, Text("percent")]
    statistic: Annotated[str, Choice(STATISTICS)] | None = Field(
        None, description="what value is; left out: a mean"
    )
    sd: Annotated[float, Number(0, LARGEST)] | None = None
    se: Annotated[float, Number(0, LARGEST)] | None = None
    ci95: Annotated[tuple[float, float], Pair(LARGEST)] | None = Field(
        None, description="95 % confidence interval"
    )
    iqr: Annotated[tuple[float, float], Pair(LARGEST)] | None = Field(
        None, description="lower and upper quartile"
    )
    p: Annotated[float, Number(_LEAST_P, 1)] | None = Field(
        None, description="two-sided P of the printed change or difference; of P < 0.001, the bound"
    )
    assumed_dispersion: Annotated[bool, Flag()] | None = Field(
        None, description="true where the source prints plus-minus without saying which"
    )
    where: _Prose | None = Field(None, description="where in the source it stands")
    measured: Annotated[str, Text("bone strength by finite elements")] | None = Field(
        None, description='what endpoint = "other" is'
    )

    @classmethod
    def together(cls) -> dict[str, Any]:
        """Return that there is a value or that none was printed, and one source of its error at most."""
        apart = [
            ("value", "no_effect"),
            *combinations(ERROR_KEYS, 2),
            *(("no_effect", key) for key in ERROR_KEYS),
        ]
        return {
            "allOf": [{"not": {"required": list(pair)}} for pair in apart],
            "anyOf": [{"required": ["value"]}, {"required": ["no_effect"]}],
        }


class ObservationTable(ResultTable):
    """A value of one arm."""

    SAMPLE = "endpoint, week, kind, value and unit"

    result_type: Annotated[str, Choice(OF_ONE_ARM)] = Field(alias="kind")
    n: _People | None = Field(None, description="people measured")


class ContrastTable(ResultTable):
    """A value between two arms."""

    SAMPLE = "arm, versus, endpoint, week, kind, value and unit"

    arm: Annotated[str, Text("treated")]
    versus: Annotated[str, Text("placebo")]
    result_type: Annotated[str, Choice(OF_TWO_ARMS)] = Field(alias="kind")


class ArmTable(FileTable):
    """One arm."""

    SAMPLE = "its id and what was done"

    id: Annotated[str, Text("treated")]
    control: Annotated[bool, Flag()]
    n: _People | None = Field(None, description="people")
    baseline: BaselineTable | None = None
    drug: tuple[DrugTable, ...] = ()
    training: tuple[TrainingTable, ...] = ()
    unloading: tuple[UnloadingTable, ...] = ()
    diet: tuple[DietTable, ...] = ()
    observation: tuple[ObservationTable, ...] = ()


class TrialTable(FileTable):
    """A trial file."""

    version: Annotated[float, Number(SCHEMA_VERSION, SCHEMA_VERSION, whole=True)] | None = Field(
        None, alias="schema"
    )
    id: Annotated[str, Text("smith2020_anastrozole")]
    title: Annotated[str, Text("Anastrozole in older men", 1000)]
    first_author: Annotated[str, Text("Smith J")] | None = None
    year: Annotated[float, Number(1800, 2200, whole=True)] | None = None
    journal: Annotated[str, Text("Bone")] | None = None
    doi: Annotated[str, Text("10.1000/xyz")] | None = None
    pmid: Annotated[float, Number(1, 1e9, whole=True)] | None = None
    design: Annotated[str, Choice(DESIGNS)]
    read_as: Annotated[str, Choice(READ_AS)] = Field(description="what the numbers were read from")
    duration_weeks: Annotated[float, Number(0, _LATEST, above=True)]
    topics: Annotated[
        tuple[Annotated[str, Choice(TOPICS)], ...],
        ListOf("topics", '["exercise"]'),
        Field(json_schema_extra=_NOT_EMPTY),
    ]
    notes: _Prose | None = Field(None, description="free words, which rules read")
    population: PopulationTable
    arm: Annotated[tuple[ArmTable, ...], Field(json_schema_extra=_NOT_EMPTY)]
    contrast: tuple[ContrastTable, ...] = ()
