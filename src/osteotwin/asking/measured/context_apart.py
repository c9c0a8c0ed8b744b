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
    rf"(?=\s*(?:{_END}|{DATE.pattern}|\b(?:in|from|on|at|drawn|dated|my)\b|\b{WHOLE_MONTH}\b))"
)
#: "after 3 months ADT", "before starting anastrozole": up to the end of the clause, or to a day.
_THEN: Final = later(
    rf"(?i),?\s*\b(?:after|following|during|since|before(?= (?:start|begin|going|taking)))\b "
    rf"(?P<what>(?:[^,;:()\n.]|\.(?=\d))+?)"
    rf"(?=\s*(?:{_END}|{DATE.pattern}|\b(?:in|from|on|at|drawn|dated)\b (?:\d|{WHOLE_MONTH}\b)|\b{WHOLE_MONTH}\b \d))"
)
#: "GP said ok", "(doc was happy)", "- no further action", behind a value.
_SAID: Final = later(
    rf"(?i)(?:[,;(]|\.(?!\d)|\s[-\u2013](?=\s))\s*(?P<said>[a-z'\u2019 ]+?)\s*\)?(?=\s[-\u2013]\s|{_END})"
)
#: "Clinic letter:", "Osteopenia:" before the first value; and "NHS app 3 Nov 2026:", of which the day stays.
_HEAD: Final = later(rf"(?i)^\s*[\"']?(?P<head>[a-z' ]+?)(?:\s*:\s*(?=\S)|\s*(?={DATE.pattern}))")
#: How old somebody was, or what his bones or his body look like.
_SEX: Final = r"(?: (?:old )?(?:fe)?male| man| woman)?"
_YEARS: Final = r"(?:years? old|yrs?(?: old)?|yo|y/o)"
_AGE: Final = later(
    r"(?i)[,(\s]*\b(?:(?:i am|i['\u2019]?m|im|at|aged?|now)(?: (?:the )?age(?: of)?| aged?)? [2-9]\d"
    rf"(?! ?(?:[a-z\u00b5]{{1,5}}/|%|[.,]\d))(?: ?{_YEARS})?{_SEX}|[2-9]\d ?{_YEARS}{_SEX}|"
    r"(?:bone|metabolic|body|biological) age(?: (?:of|is|was|at|around|about))* \d{2}(?: years?)?)\b\)?"
    r"(?=\s*(?:[,;:.()\n]|$))"
)
#: "down from 58 pg/mL": of an earlier day than the value before it.
_EARLIER: Final = later(
    rf"(?i)(?<=[a-z%)])[,(\s]*\b(?:up|down|risen|fallen|rising|dropped) from (?:about )?\d[\d.,]*(?: ?{UNIT}(?!\w))?"
    rf"(?: before \w+)?\)?(?=\s*(?:{_END}))"
)
_WORD: Final = later(r"[^\W\d_][\w'-]*")
#: A concentration is measured.
_MEASURED: Final = later(r"(?i)\d ?[a-z\u00b5\u03bc]{1,5} ?/ ?(?:d?l|ml)\b")
_LONGEST: Final = 10


_FILED: Final = ("taken", "plain", "who", "thought", "felt", "none_of", "heads")


@dataclass(frozen=True)
class _File(Row):
    taken: Words
    plain: Words
    who: Words
    thought: Words
    felt: Words
    none_of: Words
    heads: Words


@cache
def _words() -> dict[str, frozenset[str]]:
    file = load_table(_File, "osteotwin.asking.measured", "data", "context_words.toml")
    return {name: frozenset(getattr(file, name).split()) for name in _FILED}


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
        if not all(_IS[name](said) for name, said in told.items()):
            return one[0]
        gone.append(one[0].strip(" ,;:.()-\u2013\"'\n"))
        return ""

    # Of values of two times, as before and after, each has to be of its own day.
    times = [one for one in _THEN.finditer(text) if _is_taken(one["what"])]
    days = len(DATE.findall(text))
    then = (_THEN,) if len(times) == 1 or len(times) <= days else ()
    for pattern in (_HEAD, _AGE, _EARLIER, *then, *(_SAID, _SAID), _ON):
        text = pattern.sub(kept, text)
    return text.strip(" ,;\"'"), tuple(one for one in gone if one)


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
    """Tell whether words are what somebody thought or felt, or what there was none of: a value stays what it is."""
    known = _words()
    words = _WORD.findall(said.replace("\u2019", "'").casefold())
    if words and words[0] in ("no", "without", "zero") and len(words) > 1:
        return all(one in known["none_of"] for one in words[1:])
    rest = [one for one in words if one not in known["thought"]]
    felt = [one for one in rest if one in known["felt"]]
    return (
        len(words) > len(felt) - 1
        and len(rest) - len(felt) <= 1
        and bool(rest)
        and all(one in known["who"] or one in known["felt"] for one in rest)
        and (bool(felt) or len(words) > 1)
    )


def _is_head(said: str) -> bool:
    words = _WORD.findall(said.casefold())
    return bool(words) and all(one in _words()["heads"] for one in words)


#: Of each part of a pattern, whether its words leave the values what they are.
_IS: Final = {"what": _is_taken, "said": _is_thought, "head": _is_head}
