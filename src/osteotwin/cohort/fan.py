"""A fan of bands over time, drawn with Matplotlib."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from osteotwin.arrays import Vector
from osteotwin.cohort.quantiles import quantiles
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.errors import MissingLibraryError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Told apart by lightness alone; a blue that all kinds of color vision see (Okabe and Ito 2008).
_COLOR: Final = "#0072B2"
_LIGHTER, _DARKER = 0.2, 0.35


def draw_fan(days: Vector, values: Vector, label: str, axes: Axes | None = None) -> Axes:
    """Draw the median of some people and the bands that hold half and nine tenths of them.

    Parameters
    ----------
    days : array [n_time, day]
    values : array [n_people, n_time]
        People with a NaN are left out.
    label : str
        Of the values, with their unit.
    axes : matplotlib.axes.Axes, optional
        Where to draw; a new figure otherwise.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    MissingLibraryError
        If Matplotlib is not installed.
    """
    if axes is None:
        axes = _new_axes()
    years, found = days / DAYS_PER_YEAR, quantiles(values)
    for share, opacity in (("90", _LIGHTER), ("50", _DARKER)):
        low, high = found[f"lo{share}"], found[f"hi{share}"]
        axes.fill_between(
            years, low, high, color=_COLOR, alpha=opacity, linewidth=0, label=f"{share} % of the people"
        )
    axes.plot(years, found["median"], color=_COLOR, linewidth=2, label="median")
    axes.set_xlabel("years since the start")
    axes.set_ylabel(label)
    axes.legend(frameon=False)
    return axes


def _new_axes() -> Axes:
    try:
        from matplotlib import pyplot
    except ModuleNotFoundError:
        raise MissingLibraryError("A plot", "Matplotlib", "plot") from None
    return pyplot.subplots()[1]
