"""Exercises and the forces they put on spine, hip and forearm, in body weights."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from osteotwin.errors import ParameterError
from osteotwin.inputs.data_row import Row, tables_of
from osteotwin.inputs.names import NotInLibraryError, folded, index_of, nearest
from osteotwin.protocol.conditions import CONTRAINDICATING

FILE = "exercises.toml"
SITES = ("spine", "hip", "forearm")
KINDS = (
    "resistance", "impact", "resistance_and_impact", "walking", "jogging", "aerobic", "football", "isometric",
)  # fmt: skip
COUNTED_BY = ("repetitions", "impacts", "minutes")
IMPACT_LEVELS = ("none", "low", "moderate", "high")
SOURCE_KINDS = ("measured", "published_fit", "our_fit", "assumption")
LARGEST_FORCE_BODYWEIGHTS = 25.0

#: kind of training -> the exercise that stands for it where no exercise is named
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


@dataclass(frozen=True)
class Exercise:
    """One exercise.

    Attributes
    ----------
    id, name : str
    aliases : tuple of str
    kind : str
        One of the kinds of training of a trial file.
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
    contraindicated_with : tuple of str
        Conditions with which it needs specialist advice first.
    minutes_per_set : float or None [min]
        With the rest after it.
    default_sessions_per_week, default_cycles_per_session, default_minutes : float
        What stands in where a trial names the exercise and no amount.
    default_load_fraction_1rm, default_load_bodyweights : float or None
        What stands in where no load is given; a vest's is in body weights.
    source : tuple of str
    source_kind : str
        How the forces at the sites it loads most were come by.
    note : str
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    how: str
    equipment: tuple[str, ...]
    counted_by: str
    cycles_per_minute: float | None
    frequency_hz: float
    spine: SiteForce
    hip: SiteForce
    forearm: SiteForce
    ground_reaction_bw: float | None
    loading_rate_bw_per_s: float | None
    one_rep_max_bodyweights: float | None
    impact_level: str
    spinal_flexion_under_load: bool
    contraindicated_with: tuple[str, ...]
    minutes_per_set: float | None
    default_sessions_per_week: float
    default_cycles_per_session: float
    default_minutes: float
    default_load_fraction_1rm: float | None
    default_load_bodyweights: float | None
    source: tuple[str, ...]
    source_kind: str
    note: str

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
    rows, sources = tables_of(FILE, "exercises")
    return {identifier: _exercise(identifier, row, sources) for identifier, row in rows.items()}


def find_exercise(text: str) -> Exercise:
    """Return the exercise that a text names.

    Raises
    ------
    NotInLibraryError
        With the nearest names.

    Examples
    --------
    >>> find_exercise("Push-Ups").id
    'push_up'
    """
    exercises = load_exercises()
    index = _index()
    found = index.get(folded(text))
    if found is None:
        names = tuple(
            exercises[identifier].name for identifier in nearest(text, index, identify=index.__getitem__)
        )
        raise NotInLibraryError("exercise", text, names)
    return exercises[found]


def generic_exercise(kind: str) -> Exercise:
    """Return the exercise that stands for a kind of training where none is named."""
    if kind not in GENERIC_EXERCISES:
        raise NotInLibraryError("kind of exercise", kind, tuple(GENERIC_EXERCISES))
    return load_exercises()[GENERIC_EXERCISES[kind]]


@cache
def _index() -> dict[str, str]:
    return index_of(((e.id, (e.name, *e.aliases)) for e in load_exercises().values()), FILE)


def _force(row: Row, site: str) -> SiteForce:
    value = row.rest.pop(site, None)
    match value:
        case [float() | int() as base, float() | int() as slope] if (
            0 <= base <= LARGEST_FORCE_BODYWEIGHTS and 0 <= slope <= LARGEST_FORCE_BODYWEIGHTS
        ):
            return SiteForce(float(base), float(slope))
        case _:
            pass
    raise row.fail(site, f"is {value!r}, not [base, slope] in body weights")


def _exercise(identifier: str, row: Row, sources: dict[str, str]) -> Exercise:
    counted_by = row.choice("counted_by", COUNTED_BY)
    by_minutes = counted_by == "minutes"
    cycles_per_minute = row.number("cycles_per_minute", 0.1, 3000) if by_minutes else None
    minutes = row.number("default_minutes", 1, 300)
    cycles = (
        minutes * cycles_per_minute
        if cycles_per_minute is not None
        else row.number("default_cycles_per_session", 1, 1000)
    )
    one_rep_max = row.optional_number("one_rep_max_bodyweights", 0.05, 4)
    exercise = Exercise(
        id=identifier,
        name=row.text("name"),
        aliases=row.texts("aliases"),
        kind=row.choice("kind", KINDS),
        how=row.text("how"),
        equipment=row.texts("equipment"),
        counted_by=counted_by,
        cycles_per_minute=cycles_per_minute,
        frequency_hz=row.number("frequency_hz", 0.05, 5),
        spine=_force(row, "spine"),
        hip=_force(row, "hip"),
        forearm=_force(row, "forearm"),
        ground_reaction_bw=row.number("ground_reaction_bw", 0.5, 10)
        if counted_by == "impacts"
        else row.optional_number("ground_reaction_bw", 0.5, 10),
        loading_rate_bw_per_s=row.optional_number("loading_rate_bw_per_s", 1, 1000),
        one_rep_max_bodyweights=one_rep_max,
        impact_level=row.choice("impact_level", IMPACT_LEVELS),
        spinal_flexion_under_load=row.flag("spinal_flexion_under_load"),
        contraindicated_with=row.texts("contraindicated_with", CONTRAINDICATING),
        minutes_per_set=row.number("minutes_per_set", 0.5, 10) if counted_by == "repetitions" else None,
        default_sessions_per_week=row.number("default_sessions_per_week", 0.5, 14),
        default_cycles_per_session=cycles,
        default_minutes=minutes,
        default_load_fraction_1rm=None
        if one_rep_max is None
        else row.number("default_load_fraction_1rm", 0.1, 1),
        default_load_bodyweights=row.optional_number("default_load_bodyweights", 0, 2),
        source=row.sources(sources),
        source_kind=row.choice("source_kind", SOURCE_KINDS),
        note=row.text("note", ""),
    )
    row.done()
    return exercise
