"""Published trials: what was done, what was measured, and how well the model says it."""

from osteotwin.evidence.arms.profile import profile_from_arm
from osteotwin.evidence.arms.protocol import ArmPlan, protocol_from_arm
from osteotwin.evidence.arms.reading import ArmReading, read_arm
from osteotwin.evidence.files.citation import cite
from osteotwin.evidence.files.load import LoadedTrials, load_trials
from osteotwin.evidence.files.read_trial import load_trial
from osteotwin.evidence.files.trial import Trial
from osteotwin.evidence.files.write_trial import trial_to_toml, write_trial
from osteotwin.evidence.scoring.result import Row, TrialResult
from osteotwin.evidence.validate import Validation, validate

__all__ = [
    "ArmPlan",
    "ArmReading",
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
    "read_arm",
    "trial_to_toml",
    "validate",
    "write_trial",
]
