"""The fit's targets: every measured value that the model predicts, and whose trial it is."""

from __future__ import annotations

from osteotwin.evidence.forward_model import ForwardModel
from osteotwin.evidence.scoring.observation_error import compared
from osteotwin.inference.observations import Targets


def targets_of(model: ForwardModel) -> Targets:
    """Return the targets of a model's rows."""
    found = compared(model.measured())
    return Targets(
        found.kind,
        found.observed,
        found.sampling,
        found.logarithmic,
        found.shared,
        found.used,
        tuple(name for name, _ in model.rows),
    )
