"""Which condition of a person's file a record means, by code of ICD-10 or SNOMED CT, or by its words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Final

from osteotwin.inputs.names import folded
from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.inputs.values import Word
from osteotwin.protocol.conditions import CONDITIONS
from osteotwin.units.patterns import later

#: How the concepts of SNOMED CT were checked; see the head of ``conditions.toml``.
CHECKED: Final = ("", "seen", "not looked up")
_LONGEST_TEXT: Final = 300
#: A text that speaks of somebody else, or of what is not known to be there.
_NOT_HIS: Final = later(
    r"\b(?:family|familial|mother|father|parent|sister|brother|sibling|relative|screen\w*|risk|rule out|r/o|ruled out|"
    r"suspect\w*|possible|probable|query|exposure|counsel\w*|fear|worried|prophyla\w*|prevention|"
    r"no (?:evidence|history|known)|without|in remission|absence|denies|negative for|gestational)\b",
    re.IGNORECASE)  # fmt: skip
#: Words beside a name that change nothing: "osteoarthritis of the left knee" is knee osteoarthritis.
_SMALL_WORDS: Final = frozenset((
    "of", "the", "in", "my", "a", "an", "to", "left", "right", "both", "mild", "moderate", "severe", "slight",
    "early", "advanced", "bit", "some", "very", "old",
))  # fmt: skip
#: A text that says of a condition that it is not there, or not certain.
_DOUBT: Final = later(
    r"\b(?:no(?! complication| other| mention| espec| filiad| clasif)|kein\w*|rule out|r/o|ruled out|suspect\w*|"
    r"possible|probable|query|v\.?\s?a\.|(?-i:VA)(?=\s)|verdacht\w*|fraglich\w*|ausschlu(?:ss|ß)|ausgeschlossen\w*|"
    r"(?:not|nicht|never) (?:present|found|confirmed|diagnosed|pregnant|vorhanden)|absent|denie[sd]|excluded|"
    r"uncertain|at risk|fhx?|maternal|neonatal|in childhood|planned|candidate|trying for|postpartum|"
    r"sospecha\w*|descarta\w*|suspicion|pas d['e]|nessun\w*|sospett\w*|afwezig\w*|geen|verdenking)\b|"
    r"\?\s*$|^\s*\?|v\.?\s?a\.(?=\s)",
    re.IGNORECASE)  # fmt: skip
#: Somebody else, in other languages.
_OF_OTHERS: Final = later(
    r"\b(?:familien\w*|mutter|vater|schwester|bruder|famil\w*|m[èe]re|p[èe]re|madre|padre|antecedentes familiares|"
    r"moeder|vader|vorsorge|risiko|riesgo|risque|rischio|prophylaxe)\b", re.IGNORECASE)  # fmt: skip
_QUALIFIER: Final = later(r"\bwithout (?:current|mention|complication|pathological|foot|ulcer|coma|macular|"
                               r"retinopathy|esophagitis)\b.*$", re.IGNORECASE)  # fmt: skip
_IN_THE_PAST: Final = later(
    r"\b(?:history of|h/o|hx of|past|previous(?:ly)?|former(?:ly)?|status post|s/p|z\.?\s?n\.|used to|stopped|"
    r"ga?i?ve(?:n)? up|quit|cured|resolved|healed|recovered|had|was|were|until|ago|in (?:19|20)\d\d|(?:19|20)\d\d$)\b",
    re.IGNORECASE)  # fmt: skip
_YEAR: Final = later(r"\b(?:19|20)\d\d\b|\b(?:years|jahren?) (?:ago|zuvor)\b|\bas a child\b", re.IGNORECASE)
#: Of a day in the past, that it has gone on since.
_SINCE_THEN: Final = later(r"\b(?:since|diagnos\w*|dx|began|started|for)\b", re.IGNORECASE)


@dataclass(frozen=True)
class ConditionName(Row):
    """What records call one condition; see the head of ``conditions.toml``."""

    what: Annotated[str, Word(tuple(CONDITIONS))]
    icd10: tuple[Words, ...] = ()
    not_icd10: tuple[Words, ...] = ()
    snomed: tuple[Words, ...] = ()
    names: tuple[Words, ...] = ()
    not_names: tuple[Words, ...] = ()
    past: bool = False
    recent: bool = False
    checked: Annotated[str, Word(CHECKED)] = ""


@dataclass(frozen=True)
class _File(Row):
    idle: Words
    condition: tuple[ConditionName, ...]


def by_icd10(code: str) -> tuple[str, ...]:
    """Return the conditions that a code of ICD-10 means, of whichever country.

    Examples
    --------
    >>> by_icd10("N20.0"), by_icd10("J30.1")
    (('kidney_stones',), ())
    """
    bare = code.strip().upper().rstrip("GVZ!*+\u2020")
    dotted = bare if "." in bare or len(bare) < 4 else f"{bare[:3]}.{bare[3:]}"
    return tuple(
        row.what for row in condition_names()
        if _begins(dotted, row.icd10) and not _begins(dotted, row.not_icd10)
    )  # fmt: skip


def by_snomed(code: str) -> tuple[str, ...]:
    """Return the conditions that a concept of SNOMED CT means."""
    return tuple(row.what for row in condition_names() if code.strip() in row.snomed)


def by_words(text: str, *, certain: bool = True) -> tuple[str, ...]:
    """Return the conditions that a text plainly says somebody has; of relatives, risks and doubts none.

    Where ``certain`` is false, those of which it says that they are not there, or not certain, too.

    Examples
    --------
    >>> by_words("Type 2 diabetes mellitus without complication"), by_words("Family history of osteoporosis")
    (('diabetes',), ())
    """
    text = _QUALIFIER.sub("", text[:_LONGEST_TEXT])
    if certain and (_NOT_HIS.search(text) or _OF_OTHERS.search(text) or in_doubt(text)):
        return ()
    over = _IN_THE_PAST.search(text) is not None and _SINCE_THEN.search(text) is None
    words = f" {' '.join(folded(text).split())} "
    bare = frozenset(words.split()) - _SMALL_WORDS
    return tuple(
        row.what for row, names, others in _as_words()
        if (row.past or not over) and not (row.recent and certain and _YEAR.search(text))
        and any((name and name in words) or bare == parts for name, parts in names)
        and not any(name and name in words for name, _ in others)
    )  # fmt: skip


def words_beside(text: str, names: Iterable[str]) -> str:
    """Return the words of a text that are neither of the names of conditions nor known to change nothing.

    Examples
    --------
    >>> words_beside("Type 2 diabetes mellitus", ["diabetes"]), words_beside("Diabetes, not present", ["diabetes"])
    ('', 'not present')
    """
    said = f" {' '.join(folded(_QUALIFIER.sub('', text[:_LONGEST_TEXT])).split())} "
    own = (folded(name) for row in condition_names() if row.what in names for name in _names_of(row))
    for name in sorted(own, key=len, reverse=True):
        said = said.replace(f" {' '.join(name.split())} ", " | ")
    rest = [word for word in said.replace("|", " ").split() if word not in _SMALL_WORDS | _idle_words()]
    return " ".join(word for word in rest if not re.fullmatch(r"\d{1,2}[ab]?", word))


def in_doubt(text: str) -> bool:
    """Tell whether a text says of a condition that it is not there, or not certain.

    Examples
    --------
    >>> in_doubt("V.a. Osteoporose"), in_doubt("Osteoporosis without current fracture")
    (True, False)
    """
    return _DOUBT.search(_QUALIFIER.sub("", text[:_LONGEST_TEXT])) is not None


@cache
def condition_names() -> tuple[ConditionName, ...]:
    """Return what records call each condition."""
    return _file().condition


@cache
def _idle_words() -> frozenset[str]:
    """Return words of classifications beside the name of a condition."""
    return frozenset(_file().idle.split())


@cache
def _file() -> _File:
    return load_table(_File, "osteotwin.importing", "data", "conditions.toml")


@cache
def _names_of(row: ConditionName) -> tuple[str, ...]:
    own = CONDITIONS[row.what]
    label = own.label.split(",")[0]
    return (
        *row.names,
        label,
        row.what.replace("_", " "),
        *(alias.replace("_", " ") for alias in own.aliases),
    )


def _begins(code: str, beginnings: tuple[str, ...]) -> bool:
    return any(code.startswith(one) for one in beginnings)


#: A name between blanks, as it stands in a text of words, or nothing; and its words.
_AsWords = tuple[str, frozenset[str]]


@cache
def _as_words() -> tuple[tuple[ConditionName, tuple[_AsWords, ...], tuple[_AsWords, ...]], ...]:
    """Return each row with its names and with those that are not its own, as they are looked for in a text."""

    def in_words(names: tuple[str, ...]) -> tuple[_AsWords, ...]:
        each = (folded(name).split() for name in names)
        return tuple((f" {' '.join(parts)} " if parts else "", frozenset(parts)) for parts in each)

    return tuple((row, in_words(_names_of(row)), in_words(row.not_names)) for row in condition_names())
