"""What a guideline asks about a person, gathered once: nothing here is a judgement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from osteotwin.protocol.interventions import DrugCourse
from osteotwin.protocol.library import load_drugs

#: Of women: whether the ovaries work today, have stopped, or are stopped by a GnRH analogue; ``NOT_KNOWN``: ask.
WORKING, STOPPED, SUPPRESSED, NOT_KNOWN = "working", "stopped", "suppressed", "not known"


@dataclass(frozen=True)
class Score:
    """One T- or Z-score of today.

    Attributes
    ----------
    site : str
        One of ``osteotwin.body.sites.DXA_SITES``.
    value : float [SD]
    measured_on : datetime.date or None
        Day of the scan; ``None``: nobody measured it, it is the twin's density of today.
    note : str
        What else is to be known of it.
    """

    site: str
    value: float
    measured_on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Level:
    """One value of blood or urine.

    Attributes
    ----------
    value : float
        In the unit of its endpoint.
    measured_on : datetime.date or None
        ``None``: simulated.
    bound : str
        ``"below"`` or ``"above"`` where the value is only a limit of the truth.
    as_given : str
        As the file has it, where that is another unit; else empty.
    """

    value: float
    measured_on: date | None = None
    bound: str = ""
    as_given: str = ""

    def shown(self, unit: str) -> str:
        """Return the value as one reads it, with what the file has beside it where that is another unit."""
        sign = {"below": "under ", "above": "over "}.get(self.bound, "")
        digits = f"{self.value:.3g}" if self.measured_on is None or self.as_given else f"{self.value:g}"
        value = f"{sign}{float(digits):g} {unit}"
        return f"{value}, {self.as_given}," if self.as_given else value


@dataclass(frozen=True)
class Loss:
    """A fall of density between two scans of one site on scanners of one maker.

    Attributes
    ----------
    site : str
    percent : float [%]
        Of the first scan; above zero is a loss.
    least : float [%]
        Least significant change: 2.77 times the precision of one scan.
    first, last : datetime.date
    """

    site: str
    percent: float
    least: float
    first: date
    last: date


@dataclass(frozen=True)
class Facts:
    """What guidelines ask. ``None``, or a missing entry, means not known.

    Attributes
    ----------
    sex : str
    age : float [year]
        By the calendar, today.
    today : datetime.date
    ovaries : str
        :data:`WORKING`, :data:`STOPPED`, :data:`SUPPRESSED` or :data:`NOT_KNOWN`; empty for men.
    t_scores, z_scores : tuple of Score
        One of a site.
    last_scan : datetime.date or None
    loss : Loss or None
        The largest fall, in multiples of the least significant change.
    fragility_fractures : int
    vertebral_fracture : bool
    hip_fracture : bool or None
        ``None``: a fragility fracture is stated without its bone.
    frax_hip_percent, frax_major_percent : float or None [%]
        Probabilities over ten years that FRAX gave elsewhere.
    conditions : frozenset of str
        What a file does not name counts as absent.
    bmi : float or None [kg/m2]
    courses : tuple of DrugCourse
        Of history and plan; day 0 is today.
    levels : Mapping of str to Level
        By endpoint: what was measured last, else the highest that is simulated.
    estradiol_without_ovaries : Level or None
        The last estradiol of a woman before menopause where it is as low as without working ovaries, by whatever assay.
    calcium_mg_per_day, vitamin_d_iu_per_day : float or None
        All that is eaten and taken a day under the plan.
    denosumab_uncovered : str or None
        What is wrong with how denosumab goes on or ends.
    denosumab_last : datetime.date or None
        Day of the dose after which that is wrong.
    bears_bisphosphonates : bool
        Whether nothing that is known of the kidneys speaks against any of them.
    """

    sex: str
    age: float
    today: date
    ovaries: str = ""
    t_scores: tuple[Score, ...] = ()
    z_scores: tuple[Score, ...] = ()
    last_scan: date | None = None
    loss: Loss | None = None
    fragility_fractures: int = 0
    vertebral_fracture: bool = False
    hip_fracture: bool | None = False
    frax_hip_percent: float | None = None
    frax_major_percent: float | None = None
    conditions: frozenset[str] = frozenset()
    bmi: float | None = None
    courses: tuple[DrugCourse, ...] = ()
    levels: Mapping[str, Level] = field(default_factory=dict[str, Level])
    estradiol_without_ovaries: Level | None = None
    calcium_mg_per_day: float | None = None
    vitamin_d_iu_per_day: float | None = None
    denosumab_uncovered: str | None = None
    denosumab_last: date | None = None
    bears_bisphosphonates: bool = True

    def taking(self, *classes: str) -> tuple[DrugCourse, ...]:
        """Return the courses of some classes of drugs that go on today or are still to come."""
        return tuple(course for course in self.ever_taking(*classes) if course.until_day > 0.0)

    def ever_taking(self, *classes: str) -> tuple[DrugCourse, ...]:
        """Return the courses of some classes of drugs in history and plan."""
        return tuple(c for c in self.courses if load_drugs()[c.drug].drug_class in classes)
