"""What the stages of a calibration depend on, as digests: a stage of other inputs is not used."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from osteotwin._version import __version__
from osteotwin.body.whole import MODEL_VERSION
from osteotwin.calibration.prior import Prior
from osteotwin.calibration.settings import Settings
from osteotwin.evidence.files.trial import Trial
from osteotwin.inference.checkpoint import digest_of

#: Rooms of the package from which a calibration computes; files beside them count too.
ROOMS = (
    "body",
    "calibration",
    "cohort",
    "engine",
    "evidence",
    "inference",
    "inputs",
    "parameters",
    "protocol",
    "units",
)
#: Data that are inputs of their own, or results.
_LEFT_OUT = ("evidence/trials", "parameters/sets")
_SUFFIXES = (".py", ".toml", ".csv")


def input_digests(trials: Sequence[Trial], believed: Prior, settings: Settings, seed: int) -> dict[str, str]:
    """Digest of each input of a calibration, by what a person would call it."""
    return {
        "code": digest_of(__version__, source_digest()),
        "equations": digest_of(MODEL_VERSION),
        "prior": digest_of(believed),
        "trials": digest_of(*trials),
        "settings": digest_of(settings),
        "seed": digest_of(seed),
    }


@cache
def source_digest() -> str:
    """Digest of the package's code and data, the trials and fitted sets left out."""
    return digest_of_sources(Path(str(files("osteotwin"))))


def digest_of_sources(package: Path) -> str:
    """Digest of names and bytes of the files from which a calibration computes."""
    found = hashlib.sha256()
    for path in sorted(package.rglob("*")):
        name = path.relative_to(package).as_posix()
        if path.suffix in _SUFFIXES and _counts(name):
            found.update(name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def _counts(name: str) -> bool:
    room, _, rest = name.partition("/")
    is_data_left_out = any(name.startswith(f"{left}/") and not name.endswith(".py") for left in _LEFT_OUT)
    return (not rest or room in ROOMS) and not is_data_left_out
