"""What is done to a body, as timed interventions in days from day 0, which is today; the past has negative days.

Person files, plan files, presets and trial arms all become one :class:`Protocol`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from math import ceil, inf

from osteotwin.inputs.names import choose
from osteotwin.protocol.adherence import usual_adherence
from osteotwin.units import Rhythm


class _Timed:
    """What has a first day and a day on which it is over."""

    from_day: float
    until_day: float

    def __post_init__(self) -> None:
        if self.until_day <= self.from_day:
            message = (
                f"it begins on day {self.from_day:g} and ends on day {self.until_day:g}, so nothing is given; "
                "a single dose ends one interval after it"
            )
            raise ValueError(message)


class _Dosed(_Timed):
    """What is given dose by dose."""

    interval_days: float

    @property
    def is_single(self) -> bool:
        """Whether it ends before its second dose."""
        return self.until_day <= self.from_day + self.interval_days

    def doses_before(self, end: float) -> int:
        """Number of doses before a day."""
        return max(ceil((min(self.until_day, end) - self.from_day) / self.interval_days - 1e-9), 0)

    @property
    def last_dose_day(self) -> float:
        """Day of the last dose; infinite without an end."""
        if self.until_day == inf:
            return inf
        return self.from_day + (self.doses_before(inf) - 1) * self.interval_days


@dataclass(frozen=True)
class DrugCourse(_Dosed):
    """One drug, one dose, one rhythm.

    Attributes
    ----------
    drug : str
        Identifier in the drug library, for example ``"anastrozole"``.
    dose : float
        Amount per administration in the drug library's ``dose_unit``.
    interval_days : float [day]
        Time between administrations.
    from_day, until_day : float [day]
        First administration at ``from_day``; none at or after ``until_day``. A single
        dose ends one interval after it.
    share_taken : float
        Of the doses that are due; ``interval_days`` is between those that are taken.
    said : str
        Doses that differ by the day or the time of the day, as they are said; ``dose`` is their mean.
    box : str
        The name of a box that holds something else, too; empty for others.

    Raises
    ------
    ValueError
        If it ends no later than it begins: it would do nothing.
    """

    drug: str
    dose: float
    interval_days: float
    from_day: float = 0.0
    until_day: float = inf
    share_taken: float = 1.0
    said: str = field(default="", compare=False)
    box: str = field(default="", compare=False)

    @property
    def prescribed_every(self) -> float:
        """Days between the doses that are due, taken or not [day]."""
        return self.interval_days * self.share_taken

    @property
    def group(self) -> str:
        return self.drug


@dataclass(frozen=True)
class Training(_Timed):
    """One exercise at one prescription.

    Attributes
    ----------
    exercise : str
        Identifier in the exercise library.
    sessions_per_week : float
    cycles_per_session : float
        Loading cycles per session: sets x reps, impacts, or minutes x cycles per minute.
    load_fraction_1rm : float or None
        External load as a share of the one-repetition maximum (0 to 1).
    load_kg : float or None [kg]
        External load, where it is given in kilograms instead.
    load_body_weights : float or None
        External load as a share of body weight, where it is given so.
    progression_per_week : float
        Relative rise of the load per week (0.025 is 2.5 % a week).
    progression_until_fraction_1rm : float or None
        Where the progression ends.
    progression_until_kg : float or None [kg]
        Where it ends, where that is given in kilograms.
    minutes_per_session : float or None [min]
        For the weekly burden; not used for the load.
    adherence : float or None
        Share of the sessions that are done (0 to 1), where it is known: see ``share_done``.
    peak_force_bodyweights : float or None
        Ground force that replaces the library's, where a source states it.
    sets, reps : float or None
        How ``cycles_per_session`` was written, for reading it back; not used for the load.
    replaces_habits : bool
        Whether habitual training ends, for good, when this begins.
    """

    exercise: str
    sessions_per_week: float
    cycles_per_session: float
    load_fraction_1rm: float | None = None
    load_kg: float | None = None
    progression_per_week: float = 0.0
    progression_until_fraction_1rm: float | None = None
    minutes_per_session: float | None = None
    adherence: float | None = None
    peak_force_bodyweights: float | None = None
    from_day: float = 0.0
    until_day: float = inf

    sets: float | None = None
    reps: float | None = None
    replaces_habits: bool = False
    load_body_weights: float | None = None
    progression_until_kg: float | None = None

    @property
    def share_done(self) -> float:
        """Share of the sessions that are done (0 to 1): as stated, else as much as people in trials do."""
        if self.adherence is not None:
            return self.adherence
        return usual_adherence(self.until_day - self.from_day).share

    def as_habit(self) -> Training:
        """Return the same as a habit: what is stated of habits is what is done."""
        return replace(self, adherence=1.0) if self.adherence is None else self

    @property
    def group(self) -> str:
        return "training"


@dataclass(frozen=True)
class Food(_Timed):
    """Servings of one food from the food library, on top of the habitual diet."""

    food: str
    servings_per_week: float
    from_day: float = 0.0
    until_day: float = inf

    @property
    def group(self) -> str:
        return "food"


@dataclass(frozen=True)
class Supplement(_Dosed):
    """A supplement on top of the diet.

    Attributes
    ----------
    nutrient : str
        ``"calcium_carbonate"``, ``"calcium_citrate"`` or ``"vitamin_d"``.
    dose : float
        mg of elemental calcium, or IU of vitamin D, per administration.
    interval_days : float [day]
    from_day, until_day : float [day]
        As of a :class:`DrugCourse`.
    """

    nutrient: str
    dose: float
    interval_days: float
    from_day: float = 0.0
    until_day: float = inf

    @property
    def group(self) -> str:
        return "vitamin_d" if self.nutrient == "vitamin_d" else "calcium"


@dataclass(frozen=True)
class Diet(_Timed):
    """A daily total that replaces what the habits give: food and supplements in all.

    Attributes
    ----------
    nutrient : str
        ``"calcium"`` (mg per day) or ``"vitamin_d"`` (IU per day).
    total_per_day : float
    replaces_habits : bool
        Whether this total is the habit from its first day on: after its end it stays what is eaten, until another
        total holds.
    """

    nutrient: str
    total_per_day: float
    from_day: float = 0.0
    until_day: float = inf
    replaces_habits: bool = False

    @property
    def group(self) -> str:
        return self.nutrient


@dataclass(frozen=True)
class Unloading(_Timed):
    """Bed rest or flight: the share of the habitual load that is left (0 to 1)."""

    fraction_of_habitual_load: float
    from_day: float = 0.0
    until_day: float = inf

    @property
    def group(self) -> str:
        return "unloading"


@dataclass(frozen=True)
class NotSimulated(_Timed):
    """A drug that is known and is not in the model: shown, and in no number.

    Attributes
    ----------
    drug : str
        Identifier among the named drugs, for example ``"nandrolone"``.
    name : str
        As written.
    dose : str
        As written; empty where nothing is said.
    every : Rhythm or None
        Where it is said.
    from_day, until_day : float [day]
        Infinite beginnings are of a habit.
    """

    drug: str
    name: str
    dose: str = ""
    every: Rhythm | None = None
    from_day: float = 0.0
    until_day: float = inf


Intervention = DrugCourse | Training | Food | Supplement | Diet | Unloading

_FILE_ORDER = (DrugCourse, Training, Food, Supplement, Diet, Unloading)


def in_file_order(interventions: Iterable[Intervention]) -> tuple[Intervention, ...]:
    """Return interventions by sort, in the order in which a file holds the sorts; of one sort as they come."""
    return tuple(sorted(interventions, key=lambda item: _FILE_ORDER.index(type(item))))


def _past_of(item: Intervention) -> Intervention | None:
    """Return what of an intervention was done before day 0; ``None`` where it begins no earlier."""
    if item.from_day >= 0.0:
        return None
    if isinstance(item, DrugCourse | Supplement):
        # What was given acts for its interval; the dose of day 0 is not given yet.
        over = item.from_day + item.doses_before(0.0) * item.interval_days
    else:
        over = 0.0
    if item.until_day <= over:
        return item
    if isinstance(item, Training):
        # What people do of a programme depends on its length, and that it is cut does not change what was done.
        return replace(item, until_day=over, adherence=item.share_done)
    return replace(item, until_day=over)


@dataclass(frozen=True)
class Protocol:
    """A list of timed interventions; day 0 is today, on which a plan starts.

    Attributes
    ----------
    interventions : tuple of Intervention
    not_simulated : tuple of NotSimulated
        Drugs that are taken and that no number holds.
    """

    interventions: tuple[Intervention, ...] = ()
    not_simulated: tuple[NotSimulated, ...] = ()

    def groups(self) -> tuple[str, ...]:
        """Return the distinct intervention groups in order of appearance."""
        return tuple(dict.fromkeys(i.group for i in self.interventions))

    def without(self, *groups: str) -> Protocol:
        """Return the protocol less every intervention of the named groups, all of which it must have."""
        self._require(groups)
        kept = tuple(i for i in self.interventions if i.group not in groups)
        return replace(self, interventions=kept)

    def only(self, *groups: str) -> Protocol:
        """Return only the interventions of the named groups, all of which it must have."""
        self._require(groups)
        kept = tuple(i for i in self.interventions if i.group in groups)
        return replace(self, interventions=kept)

    def _require(self, groups: Iterable[str]) -> None:
        for group in groups:
            choose(group, self.groups(), "groups")

    def plus(self, other: Protocol) -> Protocol:
        """Return both protocols as one."""
        return Protocol(self.interventions + other.interventions, self.not_simulated + other.not_simulated)

    def past(self) -> Protocol:
        """Return what was done before day 0: every intervention that began before, ended on day 0.

        Of what is given dose by dose the doses before day 0 are left, and the last acts for its interval.

        Examples
        --------
        >>> Protocol((DrugCourse("letrozole", 2.5, 1.0, from_day=-30.0),)).past().interventions[0].until_day
        0.0
        """
        return Protocol(
            tuple(past for item in self.interventions if (past := _past_of(item)) is not None),
            tuple(
                replace(item, until_day=min(item.until_day, 0.0))
                for item in self.not_simulated
                if item.from_day < 0.0
            ),
        )

    def after(self, past: Protocol) -> Protocol:
        """Return the protocol with all of a past, which nothing that is planned can undo.

        Parameters
        ----------
        past : Protocol
            What was done before day 0; what this protocol holds of it already is not added again.
        """
        held = self.past().interventions
        missing = tuple(item for item in past.interventions if item not in held)
        shown = self.past().not_simulated
        return Protocol(
            missing + self.interventions,
            tuple(item for item in past.not_simulated if item not in shown) + self.not_simulated,
        )
