"""Everything the body needs to know about one person, with nothing missing.

A :class:`Profile` is built from a person's file or from a trial arm. Measured values are used as they
are, the rest comes from the reference population, and every value that was not measured is an
:class:`Assumption`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from osteotwin.protocol.interventions import Training


@dataclass(frozen=True)
class Assumption:
    """A value that nobody measured: which field, what was taken, and from where."""

    field: str
    value: str
    source: str


@dataclass(frozen=True)
class Profile:
    """The state before the plan from which a body's own balance is built.

    Attributes
    ----------
    sex : str
        ``"male"`` or ``"female"``.
    age : float [year]
        Age on day 0.
    weight_kg : float [kg]
    height_cm : float [cm]
    estradiol_pg_ml : float [pg/mL]
        On the mass-spectrometry scale, before the plan.
    testosterone_ng_dl : float [ng/dL]
    lh_iu_l : float or None [IU/L]
        ``None``: the set point of the axis is the reference one.
    vitamin_d_25ohd_ng_ml : float [ng/mL]
    calcium_mg_per_day, vitamin_d_iu_per_day : float
        Habitual intake, food and supplements.
    bmd : mapping of site to float [g/cm2]
        One value for each of :data:`osteotwin.body.sites.DXA_SITES`.
    habitual_training : tuple of Training
        Training that was part of life before the plan.
    menopause_age : float or None [year]
        Women: age at the last period, also where it lies ahead; ``None`` for men.
    sd : mapping of str to float
        Standard deviation, in the field's unit, of what is not known exactly: the measurement noise of a measured
        value, what is left between people of an assumed one. BMD sites are named ``"bmd_lumbar_spine"`` and so on.
    measured : frozenset of str
        Fields that were measured or stated, under the same names; all others are assumed.
    wide : frozenset of str
        Fields of which something was measured: people with values that hardly anybody has are among those who could
        be the person.
    """

    sex: str
    age: float
    weight_kg: float
    height_cm: float
    estradiol_pg_ml: float
    testosterone_ng_dl: float
    lh_iu_l: float | None
    vitamin_d_25ohd_ng_ml: float
    calcium_mg_per_day: float
    vitamin_d_iu_per_day: float
    bmd: Mapping[str, float]
    habitual_training: tuple[Training, ...] = ()
    menopause_age: float | None = None
    sd: Mapping[str, float] = field(default_factory=dict[str, float])
    measured: frozenset[str] = frozenset()
    wide: frozenset[str] = frozenset()

    def center(self, field: str) -> float | None:
        """The value of a field, density under the name ``bmd_`` and the site; ``None`` where it is not known."""
        site = field.removeprefix("bmd_")
        return self.bmd[site] if site in self.bmd else getattr(self, field)
