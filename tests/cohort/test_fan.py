"""A plot of outputs: its bands are the quantiles of the people, and its axes carry units."""

from __future__ import annotations

from collections.abc import Iterator

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib import pyplot
from matplotlib.axes import Axes

from osteotwin.cohort.outputs import Outputs
from osteotwin.errors import InputError

DAYS = np.array([0.0, 365.25, 730.5])
PEOPLE = 101


@pytest.fixture(autouse=True)
def _without_a_screen() -> Iterator[None]:
    mpl.use("Agg")
    yield
    pyplot.close("all")


@pytest.fixture
def outputs() -> Outputs:
    """People whose values lie evenly between 0 and 1, and rise by 1 a year; one failed."""
    spread = np.linspace(0.0, 1.0, PEOPLE)[:, None]
    spine, estradiol = 1 + spread + DAYS / 365.25, 20 + spread * np.ones(len(DAYS))
    table = np.stack([spine, estradiol], axis=-1)
    failed = np.full((1, *table.shape[1:]), np.nan)
    degeneration = np.broadcast_to([1.0, 1.1, 1.2], (PEOPLE + 1, 3)).copy()
    return Outputs(
        DAYS, ("bmd_lumbar_spine", "estradiol"), np.concatenate([table, failed]), {PEOPLE: "it failed"},
        degeneration=degeneration,
    )  # fmt: skip


def bands(axes: Axes) -> list[tuple[float, float]]:
    """Lower and upper edge of each band at the end."""
    found: list[tuple[float, float]] = []
    for area in axes.collections:
        (path,) = area.get_paths()
        at_end = path.vertices[np.isclose(path.vertices[:, 0], 2.0), 1]
        found.append((float(at_end.min()), float(at_end.max())))
    return found


def test_bands_are_the_quantiles_of_who_did_not_fail(outputs: Outputs) -> None:
    axes = outputs.plot()
    assert bands(axes) == [pytest.approx((3.05, 3.95)), pytest.approx((3.25, 3.75))]
    (line,) = axes.lines
    assert np.asarray(line.get_ydata()) == pytest.approx([1.5, 2.5, 3.5])
    assert np.asarray(line.get_xdata()) == pytest.approx([0.0, 1.0, 2.0])
    legend = axes.get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()] == [
        "90 % of the people", "50 % of the people", "median",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("endpoint", "change", "label"),
    [
        ("bmd_lumbar_spine", False, "Lumbar spine BMD [g/cm2]"),
        ("bmd_lumbar_spine", True, "Lumbar spine BMD [% change]"),
        ("estradiol", False, "Estradiol [pg/mL]"),
    ],
)
def test_axes_carry_units(outputs: Outputs, endpoint: str, change: bool, label: str) -> None:
    axes = outputs.plot(endpoint, change=change)
    assert axes.get_ylabel() == label
    assert axes.get_xlabel() == "years since the start"


def test_a_change_is_that_of_the_bone(outputs: Outputs) -> None:
    (line,) = outputs.plot(change=True).lines
    expected = np.nanmedian(outputs.bone_change("bmd_lumbar_spine"), axis=0)
    assert np.asarray(line.get_ydata()) == pytest.approx(expected)
    assert not np.allclose(expected, np.nanmedian(outputs.percent_change("bmd_lumbar_spine"), axis=0))


def test_it_draws_where_it_is_told_to(outputs: Outputs) -> None:
    _, (left, right) = pyplot.subplots(1, 2)
    assert outputs.plot("estradiol", ax=right) is right
    assert len(right.lines) == 1
    assert len(left.lines) == 0


def test_an_unknown_endpoint_opens_no_figure(outputs: Outputs) -> None:
    with pytest.raises(InputError, match="estradiol"):
        outputs.plot("estradio")
    assert pyplot.get_fignums() == []
