"""The law of every simulation: NaN with a reason, or within what a living body can have."""

from __future__ import annotations

import numpy as np

from osteotwin.cohort.outputs import Outputs
from osteotwin.cohort.physiological_bounds import physiological_bounds
from osteotwin.constants import DAYS_PER_YEAR


def assert_within(found: Outputs) -> None:
    """Everybody is NaN with a reason, or within every bound."""
    bounds = physiological_bounds()
    failed = sorted(found.failures)
    kept = np.delete(found.table, failed, axis=0)
    assert np.isnan(found.table[failed]).all()
    assert all(found.failures.values())
    for place, name in enumerate(found.endpoints):
        bound = bounds.output[name]
        assert ((kept[:, :, place] >= bound.low) & (kept[:, :, place] <= bound.high)).all(), name
    for change in bounds.change.values():
        for name in set(change.endpoints) & set(found.endpoints):
            values = kept[:, :, found.endpoints.index(name)]
            for k in range(len(found.days)):
                apart = found.days[k] - found.days
                near = (apart >= 0) & (apart <= DAYS_PER_YEAR * change.years)
                percent = 100 * (values[:, k, None] / values[:, near] - 1)
                assert ((percent >= change.low) & (percent <= change.high)).all(), name
