"""Words of the heads of columns, as ``data/column_heads.toml`` has them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from osteotwin.inputs.shipped import Row, Words, load_table

#: What heads a column beside that of what was measured.
OTHERS: Final = ("number", "result", "unit", "flag", "range", "norm")


@dataclass(frozen=True)
class _HeadsFile(Row):
    """Alternatives of patterns by what a column holds."""

    measured: Words
    number: Words
    result: Words
    unit: Words
    flag: Words
    range: Words
    norm: Words
    earlier: Words
    joining: Words


@cache
def _heads_file() -> _HeadsFile:
    return load_table(_HeadsFile, "osteotwin.importing", "data", "column_heads.toml")


def head_words(*kinds: str) -> str:
    """Return a pattern of the heads of columns of some kinds.

    Examples
    --------
    >>> import re
    >>> [re.fullmatch(head_words("unit", "flag"), word) is not None for word in ("einheiten", "flag", "result")]
    [True, True, False]
    """
    words = {kind: getattr(_heads_file(), kind).replace("\n", "") for kind in kinds}
    if "measured" in words:
        words["measured"] = f"(?:{words['measured']})s?"
    return f"(?:{'|'.join(words.values())})"
