"""Published trials: what was done, what was measured, and how well the model says it."""

from osteotwin.evidence.arm_profile import profile_from_arm
from osteotwin.evidence.arm_protocol import ArmPlan, protocol_from_arm
from osteotwin.evidence.citation import cite
from osteotwin.evidence.load import LoadedTrials, load_trials
from osteotwin.evidence.read_trial import load_trial
from osteotwin.evidence.result import Row, TrialResult
from osteotwin.evidence.trial import Trial
from osteotwin.evidence.validate import Validation, validate

__all__ = [
    "ArmPlan",
    "LoadedTrials",
    "Row",
    "Trial",
    "TrialResult",
    "Validation",
    "cite",
    "load_trial",
    "load_trials",
    "profile_from_arm",
    "protocol_from_arm",
    "validate",
]
