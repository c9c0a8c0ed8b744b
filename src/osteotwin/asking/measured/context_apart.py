"""What an answer tells beside values and that is none: what was taken then, and what somebody said of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from osteotwin.asking.when import DATE
from osteotwin.importing.lab_spans import UNIT
from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.protocol.library.named_drugs import is_drug_name
from osteotwin.protocol.turning_words import of_classes
from osteotwin.units.named_days import WHOLE_MONTH
from osteotwin.units.patterns import later

_END: Final = r"[,;:()\n]|\.(?!\d)|$"
#: "while on AI", "on 3 pumps of gel": up to the end of the clause, or to a day.
_ON: Final = later(
    rf"(?i),?\s*\b(?:(?:while|whilst|when|still|am) )*on (?!{DATE.pattern}|\d{{1,2}}/\d)"
    rf"(?P<what>(?:[^,;:()\n.]|\.(?=\d))+?)"
    rf"(?=\s*(?:{_END}|{DATE.pattern}|\b(?:in|from|on|at|drawn|dated)\b|\b{WHOLE_MONTH}\b))"
)
#: "GP said ok", "(doc was happy)", behind a value.
_SAID: Final = later(rf"(?i)(?:[,;(]|\.(?!\d))\s*(?P<said>[a-z'\u2019 ]+?)\s*\)?(?={_END})")
#: "down from 58 pg/mL": of an earlier day than the value before it.
_EARLIER: Final = later(
    rf"(?i)(?<=[a-z%)])[,(\s]*\b(?:up|down|risen|fallen|rising|dropped) from (?:about )?\d[\d.,]*(?: ?{UNIT}(?!\w))?"
    rf"(?: before \w+)?\)?(?=\s*(?:{_END}))"
)
_WORD: Final = later(r"[^\W\d_][\w'-]*")
#: A concentration is measured.
_MEASURED: Final = later(r"(?i)\d ?[a-z\u00b5\u03bc]{1,5} ?/ ?(?:d?l|ml)\b")
_LONGEST: Final = 10


@dataclass(frozen=True)
class _File(Row):
    taken: Words
    plain: Words
    who: Words
    thought: Words


@cache
def _words() -> dict[str, frozenset[str]]:
    file = load_table(_File, "osteotwin.asking.measured", "data", "context_words.toml")
    return {name: frozenset(getattr(file, name).split()) for name in ("taken", "plain", "who", "thought")}


def without_context(text: str) -> tuple[str, tuple[str, ...]]:
    """Return an answer without what was taken at the time, and what was said of its values; and those words.

    A value is of its own day: what was taken then stands in the answer on drugs. What denies, or turns, stays.

    Examples
    --------
    >>> without_context("E2 <5 pg/ml on AI, 3 Nov 2026")
    ('E2 <5 pg/ml, 3 Nov 2026', ('on AI',))
    >>> without_context("vit D 51 ng/mL, doc was happy, June 2026")
    ('vit D 51 ng/mL, June 2026', ('doc was happy',))
    >>> without_context("E2 22 pg/mL on testosterone 650 ng/dL")
    ('E2 22 pg/mL on testosterone 650 ng/dL', ())
    """
    gone: list[str] = []

    def kept(one: re.Match[str]) -> str:
        told = one.groupdict()
        if ("what" in told and not _is_taken(told["what"])) or (
            "said" in told and not _is_thought(told["said"])
        ):
            return one[0]
        gone.append(one[0].strip(" ,;.()\n"))
        return ""

    for pattern in (_EARLIER, _SAID, _ON):
        text = pattern.sub(kept, text)
    return text, tuple(gone)


def _is_taken(said: str) -> bool:
    """Tell whether words are a drug, with how much of it and how often, and nothing else."""
    known = _words()
    words = [one.casefold() for one in _WORD.findall(said)]
    if _MEASURED.search(said) or len(words) > _LONGEST or not of_classes("denies", "ends").isdisjoint(words):
        return False
    names = [one for one in words if one not in known["plain"]]
    return bool(names) and (
        all(one in known["taken"] or is_drug_name(one) for one in names) or is_drug_name(" ".join(names))
    )


def _is_thought(said: str) -> bool:
    """Tell whether words are what somebody thought of a value, which leaves it what it is."""
    known = _words()
    words = _WORD.findall(said.replace("\u2019", "'").casefold())
    rest = [one for one in words if one not in known["thought"]]
    return len(rest) == 1 and rest[0] in known["who"] and len(words) > 1
