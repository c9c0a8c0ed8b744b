"""One value that a trial measured, on the scale on which it is compared."""

from __future__ import annotations

from dataclasses import dataclass

from osteotwin.evidence.scoring.effect_size import TREATED


@dataclass(frozen=True)
class Measured:
    """One measured value on the scale on which it is compared.

    Attributes
    ----------
    arm : str
    versus : str or None
        The other arm of a contrast.
    endpoint : str
    group : str
        ``bmd``, ``marker``, ``hormone`` or ``mineral``.
    week : float
    result_type : str
        As the file has it.
    scale : str
        ``percent_change``, ``percent_difference``, ``ratio_to_baseline``, ``absolute`` or
        ``absolute_change``.
    unit : str
    observed : float
    se : float or None
        Standard error on the same scale, where the source allows one.
    output : str or None
        The model's output; ``None`` where there is none.
    reason : str or None
        Why there is no prediction, or how the value is read.
    se_source : str or None
        ``published``, ``assumed`` (the file's own word for it) or ``derived`` (an assumption of ours led from what
        was published to it); ``None`` without a standard error.
    n : float or None
        People measured; of a contrast, of both arms.
    role : str
        ``treated``, ``control`` or ``contrast``.
    no_change : float or None
        What would have been observed had nothing changed, on the row's scale.
    baselines : tuple of (float or None)
        Level before the intervention of each of the row's arms, in the endpoint's unit, where the trial gives it.
    """

    arm: str
    versus: str | None
    endpoint: str
    group: str
    week: float
    result_type: str
    scale: str
    unit: str
    observed: float
    se: float | None
    output: str | None
    reason: str | None = None
    se_source: str | None = None
    n: float | None = None
    role: str = TREATED
    no_change: float | None = 0.0
    baselines: tuple[float | None, ...] = ()

    @property
    def arms(self) -> tuple[str, ...]:
        """The arms a prediction needs."""
        return (self.arm,) if self.versus is None else (self.arm, self.versus)

    def baseline_of(self, arm: str) -> float | None:
        """Level of one of the row's arms before the intervention, where the trial gives it."""
        return dict(zip(self.arms, self.baselines, strict=False)).get(arm)
