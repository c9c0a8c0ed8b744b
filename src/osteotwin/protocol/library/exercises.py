"""Exercises and the forces they put on spine, hip and forearm, in body weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Annotated

from pydantic import Field

from osteotwin.errors import ParameterError
from osteotwin.inputs.not_in_library import NotInLibraryError
from osteotwin.inputs.shipped import EVIDENCE_LEVELS, Row, Words
from osteotwin.inputs.values import Flag, Mistake, Number, Schema, Value, Word
from osteotwin.protocol.conditions import CONTRAINDICATING
from osteotwin.protocol.library.exercise_variants import FILE as VARIANT_FILE
from osteotwin.protocol.library.exercise_variants import POSITIONS, Variant, load_variants
from osteotwin.protocol.library.tables import Table, rows_of
from osteotwin.units import shown_value

FILE = "exercises.toml"
SITES = ("spine", "hip", "forearm")
TRAINING_TYPES = (
    "resistance", "impact", "resistance_and_impact", "walking", "jogging", "aerobic", "football", "isometric",
)  # fmt: skip
COUNTED_BY = ("repetitions", "impacts", "minutes")
IMPACT_LEVELS = ("none", "low", "moderate", "high")
LARGEST_FORCE_BODYWEIGHTS = 25.0

#: training type -> the exercise that stands for it where no exercise is named
GENERIC_EXERCISES = {
    "resistance": "generic_resistance",
    "impact": "generic_impact",
    "resistance_and_impact": "generic_resistance_and_impact",
    "walking": "walking",
    "jogging": "jogging",
    "aerobic": "generic_aerobic",
    "football": "football",
    "isometric": "generic_isometric",
}


@dataclass(frozen=True)
class SiteForce:
    """Peak force at one site: ``base + slope * external load``, all in body weights."""

    base: float
    slope: float

    def at(self, load_bodyweights: float = 0.0) -> float:
        """Return the force in body weights."""
        return self.base + self.slope * load_bodyweights


class _ForceValue(Value):
    """``[base, slope]`` in body weights."""

    @property
    def expected(self) -> str:
        return f"[base, slope] in body weights, each from 0 to {LARGEST_FORCE_BODYWEIGHTS:g}"

    @property
    def example(self) -> str:
        return "[2.0, 5.0]"

    def read(self, written: object) -> SiteForce:
        match written:
            case [float() | int() as base, float() | int() as slope] if (
                0 <= base <= LARGEST_FORCE_BODYWEIGHTS and 0 <= slope <= LARGEST_FORCE_BODYWEIGHTS
            ):
                return SiteForce(float(base), float(slope))
            case _:
                raise Mistake(shown_value(written), self.expected, f"write it as {self.example}")

    def schema(self) -> Schema:
        return {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}


_Force = Annotated[SiteForce, _ForceValue()]


@dataclass(frozen=True)
class Exercise(Row):
    """One exercise.

    Attributes
    ----------
    id, name : str
    aliases : tuple of str
    training_type : str
        One of :data:`TRAINING_TYPES`; ``kind`` in files.
    how : str
        How it is done, in one sentence.
    equipment : tuple of str
    counted_by : str
        ``"repetitions"``, ``"impacts"`` or ``"minutes"``.
    cycles_per_minute : float or None [1/min]
        Loading cycles a minute (strides of one leg, strokes, holds), where it is counted by minutes.
    frequency_hz : float [Hz]
        Cycles per second while loading; for impacts that of the sine with the same rise, at most 5.
    spine, hip, forearm : SiteForce [body weights]
        L3-L5 compression; contact force of one hip; axial force of one radius.
    ground_reaction_bw : float or None [body weights]
    loading_rate_bw_per_s : float or None [body weights/s]
    one_rep_max_bodyweights : float or None [body weights]
        External load of an untrained to novice man in his fifties; None where no load is lifted.
    impact_level : str
        ``"none"``, ``"low"``, ``"moderate"`` or ``"high"``.
    spinal_flexion_under_load : bool
    positions : tuple of str
        Of :data:`POSITIONS`: who may not reach up, lie on the floor or bend under load cannot do it.
    contraindicated_with : tuple of str
        Conditions with which it needs specialist advice first.
    minutes_per_set : float or None [min]
        With the rest after it.
    default_sessions_per_week, default_cycles_per_session, default_minutes : float
        What stands in where a trial names the exercise and no amount.
    default_load_fraction_1rm, default_load_bodyweights : float or None
        What stands in where no load is given; a vest's is in body weights.
    source : tuple of str
    evidence_level : str
        How the forces at the sites it loads most were come by.
    note : str
    """

    id: Words
    name: Words
    aliases: tuple[Words, ...]
    training_type: Annotated[str, Word(TRAINING_TYPES), Field(alias="kind")]
    how: Words
    equipment: tuple[Words, ...]
    counted_by: Annotated[str, Word(COUNTED_BY)]
    frequency_hz: Annotated[float, Number(0.05, 5)]
    spine: _Force
    hip: _Force
    forearm: _Force
    impact_level: Annotated[str, Word(IMPACT_LEVELS)]
    spinal_flexion_under_load: Annotated[bool, Flag()]
    contraindicated_with: tuple[Annotated[str, Word(CONTRAINDICATING)], ...]
    default_sessions_per_week: Annotated[float, Number(0.5, 14)]
    default_minutes: Annotated[float, Number(1, 300)]
    default_cycles_per_session: Annotated[float, Number(1, 100_000)]
    source: tuple[Words, ...]
    evidence_level: Annotated[str, Word(EVIDENCE_LEVELS), Field(alias="source_kind")]
    cycles_per_minute: Annotated[float, Number(0.1, 3000)] | None = None
    ground_reaction_bw: Annotated[float, Number(0.5, 10)] | None = None
    loading_rate_bw_per_s: Annotated[float, Number(1, 1000)] | None = None
    one_rep_max_bodyweights: Annotated[float, Number(0.05, 4)] | None = None
    minutes_per_set: Annotated[float, Number(0.5, 10)] | None = None
    default_load_fraction_1rm: Annotated[float, Number(0.1, 1)] | None = None
    default_load_bodyweights: Annotated[float, Number(0, 2)] | None = None
    positions: tuple[Annotated[str, Word(POSITIONS)], ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        by_minutes = self.counted_by == "minutes"
        together = (
            (self.cycles_per_minute is not None, by_minutes, "cycles_per_minute"),
            (self.minutes_per_set is not None, self.counted_by == "repetitions", "minutes_per_set"),
            (
                self.default_load_fraction_1rm is not None,
                self.one_rep_max_bodyweights is not None,
                "default_load_fraction_1rm",
            ),
        )
        for given, needed, key in together:
            if given != needed:
                raise ValueError(f"{key} {'where it has no meaning' if given else 'missing'}")
        usual = self.default_minutes * (self.cycles_per_minute or 0.0)
        if by_minutes and self.default_cycles_per_session != usual:
            raise ValueError("default_cycles_per_session where it has no meaning")
        if self.counted_by == "impacts" and self.ground_reaction_bw is None:
            raise ValueError("ground_reaction_bw missing")

    @property
    def loadable(self) -> bool:
        """Whether an external load changes its forces."""
        return any(force.slope > 0 for force in (self.spine, self.hip, self.forearm))

    def force_at(self, site: str) -> SiteForce:
        """Return the force law of ``"spine"``, ``"hip"`` or ``"forearm"``."""
        return {"spine": self.spine, "hip": self.hip, "forearm": self.forearm}[site]

    def load_bodyweights(
        self, weight_kg: float, load_kg: float | None = None, load_fraction_1rm: float | None = None
    ) -> float:
        """Return the external load in body weights, the exercise's usual load where none is given.

        Raises
        ------
        ParameterError
            If a share of the one-repetition maximum is given for an exercise that has none.
        """
        if load_kg is not None:
            return load_kg / weight_kg
        share = self.default_load_fraction_1rm if load_fraction_1rm is None else load_fraction_1rm
        if share is None:
            return self.default_load_bodyweights or 0.0
        if self.one_rep_max_bodyweights is None:
            message = f"{self.name} has no one-repetition maximum: give its load in kg"
            raise ParameterError(message)
        return share * self.one_rep_max_bodyweights

    def site_force(
        self, site: str, load_bodyweights: float = 0.0, ground_reaction_bw: float | None = None
    ) -> float:
        """Return the peak force at a site in body weights.

        A ground reaction that a source states scales the spine's and the hip's force in proportion.
        """
        force = self.force_at(site).at(load_bodyweights)
        if ground_reaction_bw is None or self.ground_reaction_bw is None or site == "forearm":
            return force
        return force * ground_reaction_bw / self.ground_reaction_bw


@cache
def load_exercises() -> dict[str, Exercise]:
    """Return all exercises by identifier.

    Raises
    ------
    ParameterError
        If the file has a gap or a value out of range; it names the key.
    """
    own = rows_of(Exercise, FILE, "exercises", _with_usual_cycles)[0]
    return own | {name: _of_variant(name, variant, own) for name, variant in load_variants().items()}


def generic_exercise(training_type: str) -> Exercise:
    """Return the exercise that stands for a training type where none is named."""
    if training_type not in GENERIC_EXERCISES:
        raise NotInLibraryError("training type", training_type, tuple(GENERIC_EXERCISES))
    return load_exercises()[GENERIC_EXERCISES[training_type]]


def _of_variant(identifier: str, variant: Variant, own: Mapping[str, Exercise]) -> Exercise:
    """Return an exercise that loads the skeleton as another one does, but for what is said of it."""
    if variant.like not in own:
        message = f"{VARIANT_FILE}: {identifier} is like {variant.like}, which {FILE} does not have"
        raise ParameterError(message)
    base = own[variant.like]
    forces = {
        site: SiteForce(*force)
        for site, force in (("spine", variant.spine), ("hip", variant.hip), ("forearm", variant.forearm))
        if force is not None
    }
    heaviest = {} if variant.one_rep_max_bodyweights is None else {
        "one_rep_max_bodyweights": variant.one_rep_max_bodyweights
    }  # fmt: skip
    positions = base.positions if variant.positions is None else variant.positions
    as_base = f"Forces as of the {base.name[0].lower()}{base.name[1:]}."
    return replace(
        base, id=identifier, name=variant.name, aliases=variant.aliases, how=variant.how, evidence_level="assumption",
        note=f"{as_base} {variant.note}".strip(), positions=positions, **forces, **heaviest,
    )  # fmt: skip


def _with_usual_cycles(row: Table) -> Table:
    """Return a row with the cycles of its usual session, where that is counted in time."""
    minutes, per_minute = row.get("default_minutes"), row.get("cycles_per_minute")
    if not isinstance(minutes, int | float) or not isinstance(per_minute, int | float):
        return row
    return {"default_cycles_per_session": minutes * per_minute, **row}
