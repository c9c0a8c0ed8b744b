"""The signals of an answer: relative ones in percent of day 0, the others as they are, each with its unit."""

from __future__ import annotations

import numpy as np
import pytest
from tests.situations import DAYS, outputs_of

from osteotwin.endpoints import OUTPUTS
from osteotwin.explaining.series import SHOWN, series

LEVELS = {name: 2.0 + k for k, name in enumerate(OUTPUTS)}
STEADY = outputs_of(DAYS, {name: np.full((4, len(DAYS)), level) for name, level in LEVELS.items()})
DOUBLED = outputs_of(
    DAYS,
    {name: np.where(DAYS > 0, 2.0, 1.0) * np.full((4, len(DAYS)), level) for name, level in LEVELS.items()},
)


def test_every_output_with_a_station_is_shown_and_no_other() -> None:
    found = series({"plan": DOUBLED, "nothing": STEADY})
    assert list(found) == [name for name in OUTPUTS if OUTPUTS[name].station]


@pytest.mark.parametrize("name", SHOWN)
def test_a_signal_has_its_scale_and_unit(name: str) -> None:
    endpoint, found = OUTPUTS[name], series({"plan": DOUBLED, "nothing": STEADY})[name]
    before, after, same = (
        (0.0, 100.0, 0.0) if endpoint.relative else (LEVELS[name], 2 * LEVELS[name], LEVELS[name])
    )
    for quantile in ("lo90", "median", "hi90"):
        assert found["plan"][quantile] == pytest.approx([before] + [after] * (len(DAYS) - 1), abs=1e-6)
        assert found["nothing"][quantile] == pytest.approx([same] * len(DAYS), abs=1e-6)
    if endpoint.relative:
        assert found["unit"] == "% change"
    elif endpoint.unit:
        assert found["unit"] == endpoint.unit
    else:
        assert found["unit"] == endpoint.counts != ""
    assert (found["label"], found["station"], found["text"]) == (
        endpoint.title,
        endpoint.station,
        endpoint.text,
    )
