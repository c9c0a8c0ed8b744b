"""Whether two samples can be of one distribution, as far as their effective sizes tell."""

from __future__ import annotations

import numpy as np

from osteotwin.arrays import Vector

#: Standard errors by which a share may be off: of right samplers, one share in 15,000 is farther.
MOST = 4.0


def assert_agree(found: Vector, expected: Vector, found_size: float, expected_size: float) -> None:
    """Quantiles of one sample cut off the same shares of the other, within the Monte Carlo error of both."""
    for share in (0.05, 0.25, 0.5, 0.75, 0.95):
        below = float(np.mean(found < np.quantile(expected, share)))
        error = np.sqrt(share * (1 - share) * (1 / found_size + 1 / expected_size))
        assert abs(below - share) < MOST * error, f"{below:.3f} lie below the quantile {share} ± {error:.3f}"
