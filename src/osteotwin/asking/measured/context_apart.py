"""What an answer tells beside values and that is none: what was taken then, and what somebody said of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from osteotwin.asking.when import DATE
from osteotwin.importing.lab_names import is_not_held
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
_COUNT: Final = r"(?:\d{1,2}|an?|one|two|three|four|five|six|nine|twelve)"
_LONG: Final = r"(?:hours?|hrs?|h|days?|weeks?|wks?|months?|mths?|years?|yrs?)"
#: "3 days after pin", "day 6 post injection": of the dose before.
_OF_DOSE: Final = later(
    rf"(?i)[,(\s]*\b(?:taken |drawn |about )*(?:day \d{{1,2}}|{_COUNT} ?{_LONG}) (?:after|post|since|following)[- ]"
    r"(?:my |the |last |a )*(?:pin(?:ning)?|injection|inj|shot|jab|dose|patch|gel)\b\)?"
)
#: "will retest in 6 weeks", "repeat in 3 months": yet to come.
_TO_COME: Final = later(
    rf"(?i)(?:^|[,;(.])\s*(?:i |we |will |to |going to |have to |need to |doc wants to |gp wants to )*"
    rf"(?:re-?test\w*|repeat\w*|re-?check\w*|follow[- ]?up|next (?:test|scan|bloods|labs|dexa))"
    rf"(?: (?:scan|test|bloods|labs|dexa|again|due))* (?:in|after) (?:about )?{_COUNT} ?{_LONG}\b\)?(?=\s*(?:{_END}))"
)
#: "no vit D tested": of a test that was not done.
_UNTESTED: Final = later(
    r"(?i)(?:^|[,;.(])\s*(?:no|didn['\u2019]?t (?:get|have|test|check|do)|haven['\u2019]?t (?:had|tested|checked)|not)"
    rf"\b[^,;.()\d\n]*\b(?:tested|measured|checked|done|this time|yet)\s*\)?(?=\s*(?:{_END}))"
)
#: "Starting alendronate", "started Prolia after": what was taken from then on.
_STARTED: Final = later(
    r"(?i)[,;(.]\s*(?P<what>(?:(?:now|just|then|so|have|i|was|am|will be|been) )*"
    r"(?:start\w*|began|beginning|prescribed|going on|went on|put on|taking|now on)\b[^,;:()\n.\d]*?)"
    rf"\s*\)?(?=\s*(?:{_END}))"
)
#: "150mg/wk": a dose.
_DOSE: Final = later(
    r"(?i)[,;(]\s*(?:at |on )?\d[\d.]* ?(?:mg|ml|iu)(?: ?/ ?| (?:a |per |each |every )?)"
    r"(?:week(?:ly)?|wk|day|daily|e\d?\.?\d?d)\b"
    rf"\)?(?=\s*(?:{_END}))"
)
#: "PSA undetectable": of a test that no person's file holds.
_NOT_HELD: Final = later(
    r"(?i)(?:^|[,;.(])\s*(?P<test>[a-z][a-z -]{1,25}?)\s+(?:is |was |still |all )*"
    r"(?:(?:un|not )?detectable|negative|normal|fine|ok)\b\)?[ ,]*(?=[,;.)]|$|\s?[a-z])"
)
#: "after 3 months ADT", "before starting anastrozole": up to the end of the clause, or to a day.
_THEN: Final = later(
    rf"(?i),?\s*\b(?:{_COUNT} {_LONG} )?(?:after|following|during|since|into|before(?= (?:start|begin|going|taking)))"
    rf"\b (?P<what>(?:[^,;:()\n.]|\.(?=\d))+?)"
    rf"(?=\s*(?:{_END}|{DATE.pattern}|\b(?:in|from|on|at|drawn|dated)\b (?:\d|{WHOLE_MONTH}\b)|\b{WHOLE_MONTH}\b \d))"
)
#: "GP said ok", "(doc was happy)", "- no further action", behind a value.
_SAID: Final = later(
    rf"(?i)(?:^|[,;(]|\.(?!\d)|\s[-\u2013](?=\s))\s*(?P<said>[a-z'\u2019 ]+?)\s*\)?(?=\s[-\u2013]\s|{_END})"
)
#: "Clinic letter:", "Osteopenia:" before the first value; and "NHS app 3 Nov 2026:", of which the day stays.
_HEAD: Final = later(
    rf"(?i)^\s*[\"']?(?P<head>[a-z' ]+?)(?:\s*[:!]\s*(?=\S)|,?\s*(?={DATE.pattern}|{WHOLE_MONTH} (?:19|20)\d\d))"
)
#: How old somebody was, or what his bones or his body look like.
_SEX: Final = r"(?: (?:old )?(?:fe)?male| man| woman)?"
_YEARS: Final = r"(?:years? old|yrs?(?: old)?|yo|y/o)"
_AGE: Final = later(
    r"(?i)[,(\s]*\b(?:(?:i am|i['\u2019]?m|im|at|aged?|now|(?:fe)?male|man|woman)"
    r"(?: (?:the )?age(?: of)?| aged?)? [2-9]\d"
    rf"(?! ?(?:[a-z\u00b5]{{1,5}}/|%|[.,]\d))(?: ?{_YEARS})?{_SEX}|[2-9]\d ?{_YEARS}{_SEX}|"
    r"(?:bone|metabolic|body|biological) age(?: (?:of|is|was|at|around|about))* \d{2}(?: years?)?)\b\)?"
    r"(?=\s*(?:[,;:.()\n]|$))"
)
#: "down from 58 pg/mL": of an earlier day than the value before it.
_EARLIER: Final = later(
    rf"(?i)(?<=[a-z%)\d])[,(\s]*\b(?:up|down|risen|fallen|rising|dropped|improved|better|worse|worsened|(?:in|de)creased|"
    rf"declined|changed) from (?:about )?(?:T |Z )?[-+]?\d[\d.,]*(?: ?{UNIT}(?!\w))?"
    rf"(?: before \w+| (?:in )?(?:{WHOLE_MONTH} )?(?:19|20)\d\d)?\)?(?=\s*(?:{_END}))"
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
        if "head" in told and set(_WORD.findall(told["head"].casefold())) <= _IDLE_HEADS:
            return ""
        gone.append(one[0].strip(" ,;:.()-\u2013\"'\n"))
        return ""

    # Of values of two times, as before and after, each has to be of its own day.
    times = [one for one in _THEN.finditer(text) if _is_taken(one["what"])]
    days = len(DATE.findall(text))
    then = (_THEN,) if len(times) == 1 or len(times) <= days else ()
    beside = (_OF_DOSE, _DOSE, _TO_COME, _UNTESTED, _EARLIER, *then, _STARTED, _NOT_HELD, _SAID, _SAID, _ON)
    for pattern in (_HEAD, _AGE, *beside):
        text = pattern.sub(kept, text)
    return text.strip(" ,;\"'"), tuple(one for one in gone if one)


def _is_taken(said: str) -> bool:
    """Tell whether words are a drug, with how much of it and how often, and nothing else."""
    known = _words()
    words = [one.casefold() for one in _WORD.findall(said)]
    if _MEASURED.search(said) or len(words) > _LONGEST or not of_classes("denies", "ends").isdisjoint(words):
        return False
    names = [one for one in words if one not in known["plain"] and one not in ("now", "i", "was", "am")]
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
    return bool(words) and words != ["normal"] and all(one in _words()["heads"] for one in words)


#: A head that names what the values are of, and nothing else.
_IDLE_HEADS: Final = frozenset(
    ("scan", "scans", "dexa", "dxa", "labs", "bloods", "results", "result", "my", "the")
)
#: Of each part of a pattern, whether its words leave the values what they are.
_IS: Final = {"what": _is_taken, "said": _is_thought, "head": _is_head, "test": is_not_held}
