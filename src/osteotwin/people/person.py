"""A person as his file describes him, in internal units; nothing is filled in here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.html_table import html_table
from osteotwin.observing.observe import IMMUNOASSAY
from osteotwin.people.wishes import Wishes
from osteotwin.protocol.interventions import Food, NotSimulated, Protocol, Training


@dataclass(frozen=True)
class Measurement:
    """One measured value.

    Attributes
    ----------
    date : datetime.date
    what : str
        Endpoint identifier, for example ``"bmd_lumbar_spine"``, ``"t_score_total_hip"``, ``"estradiol"``.
    value : float
        In the endpoint's canonical unit (g/cm2, pg/mL, ng/dL, ng/mL for 25OHD, pg/mL for PTH ...).
    unit : str
        The canonical unit.
    as_given : str
        The value as the file wrote it.
    device, assay : str or None
    reference : str or None
        Young adults that a T-score counts from, one of ``osteotwin.observing.scores.REFERENCES``.
    precision : float or None
        Of a scan: coefficient of variation between two scans of one person on one day.
    bound : str
        ``"below"`` where the value is only an upper limit of the truth (``"<5 pg/mL"``), ``"above"`` where it is a
        lower one.
    confirmed : bool
        Whether an unusual value is said to be right.
    """

    date: date
    what: str
    value: float
    unit: str
    as_given: str
    device: str | None = None
    assay: str | None = None
    reference: str | None = None
    precision: float | None = None
    bound: str = ""
    confirmed: bool = False

    @property
    def is_immunoassay(self) -> bool:
        """Whether it is estradiol by immunoassay, which is assumed where no assay is given."""
        return self.what == "estradiol" and self.assay in (None, IMMUNOASSAY)


@dataclass(frozen=True)
class Habits:
    """Life beside history and plan, which goes on: the state the twin starts from. ``None`` means not given.

    Attributes
    ----------
    calcium_mg_per_day, vitamin_d_iu_per_day : float or None
        In all.
    other_calcium_mg_per_day : float or None
        How much of it is of what is eaten beside the foods that are listed.
    """

    calcium_mg_per_day: float | None = None
    vitamin_d_iu_per_day: float | None = None
    food: tuple[Food, ...] = ()
    training: tuple[Training, ...] = ()
    not_simulated: tuple[NotSimulated, ...] = ()
    other_calcium_mg_per_day: float | None = None


@dataclass(frozen=True, repr=False)
class Person:
    """One person, what was done to him, his plan and how far to look ahead. ``None`` means not given.

    ``frax_hip_percent`` and ``frax_major_percent`` are probabilities over ten years that FRAX gave, computed elsewhere.

    Attributes
    ----------
    start, until : datetime.date
        Today, which is day 0, and the last day of the outlook.
    plan : Protocol
        What goes on or begins; what began before today has a negative ``from_day``.
    history : Protocol
        What ended before today, on negative days.
    wishes : Wishes
        What he can and wants to do; only the search for a plan minds it.
    """

    sex: str
    birth_date: date
    start: date
    until: date
    name: str | None = None
    height_cm: float | None = None
    weight_kg: float | None = None
    menopause_age: float | None = None
    fragility_fractures: int = 0
    vertebral_fracture: bool = False
    frax_hip_percent: float | None = None
    frax_major_percent: float | None = None
    conditions: tuple[str, ...] = ()
    habits: Habits = Habits()
    measurements: tuple[Measurement, ...] = ()
    plan: Protocol = Protocol()
    history: Protocol = Protocol()
    wishes: Wishes = Wishes()
    source: str = ""

    def __repr__(self) -> str:
        # Without what was measured: a log is no place for it.
        ended = len(self.history.interventions)
        before = f", {ended} before" if ended else ""
        return (
            f"Person({self.sex}, {len(self.measurements)} measurements, {len(self.plan.interventions)} interventions"
            f"{before}, from {self.start} to {self.until})"
        )

    def _repr_html_(self) -> str:
        """What a notebook shows: no more than the line does."""
        rows = [
            ("sex", self.sex),
            ("measurements", str(len(self.measurements))),
            ("interventions of the plan", str(len(self.plan.interventions))),
            ("from", self.start.isoformat()),
            ("until", self.until.isoformat()),
        ]
        return html_table("Person", rows)

    @property
    def protocol(self) -> Protocol:
        """What is done to the body before and after today: history and plan."""
        return self.history.plus(self.plan)

    @property
    def not_simulated(self) -> tuple[NotSimulated, ...]:
        """Drugs that he takes or took and that no number holds: of habits, history and plan."""
        return (*self.habits.not_simulated, *self.protocol.not_simulated)

    @property
    def past(self) -> Protocol:
        """What was done before today, which no plan can undo: the history, and of the plan what has begun."""
        return self.protocol.past()

    @property
    def age_at_start(self) -> float:
        """Age in years on day 0 of the plan."""
        return (self.start - self.birth_date).days / DAYS_PER_YEAR

    @property
    def outlook_days(self) -> float:
        """Days from the start of the plan to the end of the outlook."""
        return float((self.until - self.start).days)
