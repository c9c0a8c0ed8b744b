"""What an answer on drugs tells beside what is taken: allergies, a dose that is not known, how long a course is planned."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.drug_names import products_named
from osteotwin.asking.told_drugs import LENGTH, name_places
from osteotwin.protocol.dose_instructions import is_instruction

#: Where a clause ends; a point or a comma within a number ends none.
_ENDS: Final = re.compile(
    r"(?P<sentence>[;\n()]|\.(?=\s|$))|(?P<clause>,(?!\d)|[\u2013\u2014]| - )|"
    r"(?P<word>\b(?:and|but|though|although)\b(?= (?:i(?:['\u2019]?m| am| have)? |he is |she is |am |have )?"
    r"(?:also |very |severely )?(?:allerg|intoleran|not sure|unsure|don['\u2019]?t (?:know|remember)|can['\u2019]?t remember)))",
    re.IGNORECASE,
)
_WHO: Final = (
    r"(?:and |but |though |also |(?:i|he|she|we|patient|pt)(?:['\u2019](?:m|s|ve)| am| is| have| has)? |am |im |have |has |"
    r"severely |very |known |drug |medication |penicillin )*"
)
_ALLERGY: Final = re.compile(
    rf"^{_WHO}(?:allerg\w*|al\u00e9rgic\w*|allergi\w*|intoleran\w*|nkda|nka)\b|^no known (?:drug )?allergies$|"
    r"^(?:no )?(?:drug )?(?:allerg(?:y|ies)|allergien?|alergias?)\b",
    re.IGNORECASE,
)
#: What tells that somebody takes something, or that it is another clause.
_TAKES: Final = re.compile(
    r"\d|\b(?:tak(?:e|es|ing|en)|use[sd]?|using|on|now|currently|start\w*|switch\w*|inject\w*|pin\w*|prescribed|since|daily|"
    r"weekly|instead|so|nehme|tomo|prends)\b",
    re.IGNORECASE,
)
_HEADED: Final = re.compile(r"^\W*(?:known |drug )*(?:allerg(?:y|ies)|allergien?|alergias?)\W*", re.IGNORECASE)
#: Of what is taken.
_OF_IT: Final = re.compile(r"\b(?:it|this|that|them|both)$", re.IGNORECASE)
#: Words of the longest name in a list of allergies.
_FEW: Final = 4
_DOSE: Final = r"(?:dos(?:e|es|age|ages)|strength|amount|mg|milligrams|how (?:much|many)|exact(?:ly)?)"
_NOT_KNOWN: Final = re.compile(
    rf"^{_WHO}(?:do not|don['\u2019]?t|did not|can['\u2019]?t|cannot|can not|could ?n['\u2019]?t)? ?"
    r"(?:not (?:quite |really |exactly |entirely )?(?:sure|certain)|unsure|uncertain|remember|recall|know|no idea|forgot(?:ten)?|"
    rf"unknown|not known)(?: (?:of|about|on|what|which|the|my|its|it|is|was|right now|for sure|{_DOSE}))*$|"
    rf"^(?:the |my |exact )*{_DOSE} (?:is |are )?(?:unknown|not known|unclear|forgotten|not sure)$|"
    r"^whatever(?:['\u2019]s| is| it is| it says)? (?:in|on|the|is|my)\b[^\d]*$",
    re.IGNORECASE,
)
_TELLS_DOSE: Final = re.compile(rf"\b(?:{_DOSE}|whatever\S*)\b|^(?:i['\u2019]?m )?(?:not sure|unsure|unknown|no idea)$", re.IGNORECASE)
_PLAN_WORDS: Final = frozenset(
    """
    planned plan plans planning intended scheduled expected is was for to of a an the total in all altogether course duration
    treatment therapy at least up continue complete stay on it out years year months month weeks week cycle
    """.split()
)  # fmt: skip
_PLANNED: Final = re.compile(r"\b(?:planned|plans?|planning|intended|scheduled|expected)\b", re.IGNORECASE)
_SPAN: Final = re.compile(r"\d+ ?-? ?(?:year|yr|month|week)s?\b|\d+\b", re.IGNORECASE)
#: "x 3 years" of a course that is planned for longer has been so far.
_SO_LONG: Final = re.compile(rf"\s(?:x|for) ?(?P<span>{LENGTH})(?= *[,;)]| *$)", re.IGNORECASE)


def without_set_aside(text: str) -> str:
    """Return an answer without its clauses on allergies, on a dose that is not known and on how long is planned.

    A clause that tells of something taken, or names a drug beside a number, stays. Where nothing else is told the answer
    is as it was.

    Examples
    --------
    >>> without_set_aside("letrozole 2.5 mg daily. I'm allergic to penicillin, sulfa.")
    'letrozole 2.5 mg daily.'
    >>> without_set_aside("letrozole, not sure of the dose"), without_set_aside("letrozole daily x 3 years (planned 5-year course)")
    ('letrozole', 'letrozole daily for the past 3 years')
    """
    parts = _clauses(text)
    kept, is_planned, is_list = "", False, False
    for mark, said in parts:
        bare = said.strip(" .,()")
        if mark[:1] not in (",", "/"):
            is_list = False
        if is_list and _is_name(bare) and products_named(bare):
            return text  # not tolerated, or taken
        if _is_allergy(bare) or (is_list and _is_name(bare)):
            is_list = True
            kept += _left_of(mark)
        elif _is_not_known(bare) or (bare and is_instruction(bare)):
            kept += _left_of(mark)
        elif _is_plan(bare):
            is_planned = True
            kept += _left_of(mark)
        else:
            is_list = False
            kept += f"{mark}{said}"
    if kept == text or not re.search(r"\w", kept):
        return text
    kept = re.sub(r"\(\s*\)", "", kept)
    kept = kept if kept.count(")") <= kept.count("(") else kept.replace(")", "", kept.count(")") - kept.count("("))
    if is_planned and len(_SO_LONG.findall(kept)) == 1:
        kept = _SO_LONG.sub(r" for the past \g<span>", kept)
    kept = re.sub(r"\s*\.(?:\s*\.)+(?=\s|$)", ".", re.sub(r" {2,}", " ", kept))
    return re.sub(r"^[\s.;,)]+", "", kept).strip(" ,\u2013\u2014-(")


def _clauses(text: str) -> list[tuple[str, str]]:
    """Return each clause with the mark before it."""
    marks = list(_ENDS.finditer(text))
    starts = [("", 0), *((found[0], found.end()) for found in marks)]
    ends = [*(found.start() for found in marks), len(text)]
    return [(mark, text[start:end]) for (mark, start), end in zip(starts, ends, strict=True)]


def _left_of(mark: str) -> str:
    """Return what stays of the mark before a clause that is set aside: the end of a sentence or of a bracket."""
    return mark if mark[:1] in (".", ";", "\n", ")") else ""


def _is_allergy(clause: str) -> bool:
    return _ALLERGY.match(clause) is not None and not _OF_IT.search(clause) and not _TAKES.search(_HEADED.sub("", clause).replace("react", ""))


def _is_name(clause: str) -> bool:
    return 0 < len(clause.split()) <= _FEW and not _TAKES.search(clause)


def _is_not_known(clause: str) -> bool:
    return (
        _NOT_KNOWN.match(clause) is not None
        and _TELLS_DOSE.search(clause) is not None
        and not name_places(clause)
    )


def _is_plan(clause: str) -> bool:
    words = re.findall(r"[^\W\d_]+", clause.casefold())
    return (
        _PLANNED.search(clause) is not None
        and _SPAN.search(clause) is not None
        and all(word in _PLAN_WORDS for word in words)
    )
