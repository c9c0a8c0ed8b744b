"""The share of calcium in the salts that hold it, by their formulas."""

from typing import Final

_CALCIUM, _CARBONATE, _CITRATE = (
    40.078,
    100.087,
    570.5,
)  # g/mol; citrate as the tetrahydrate, three calcium each

#: Salt -> share of its mass that is calcium.
CALCIUM_SHARE: Final = {
    "calcium_carbonate": _CALCIUM / _CARBONATE,
    "calcium_citrate": 3.0 * _CALCIUM / _CITRATE,
}
