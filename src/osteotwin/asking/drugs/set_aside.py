"""What an answer on drugs tells beside what is taken: allergies, a dose that is not known, a planned length."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.drugs.told_drugs import LENGTH, name_places
from osteotwin.protocol.dose_instructions import is_instruction
from osteotwin.protocol.dose_of_drug import products_named
from osteotwin.units.patterns import later

#: Where a clause ends; a point or a comma within a number ends none.
_ENDS: Final = later(
    r"(?P<sentence>[;\n()]|\.(?=\s|$))|(?P<clause>,(?!\d)|[\u2013\u2014]| - )|"
    r"(?P<verb>\band\b(?= (?:i )?(?:take|takes|use|inject|am taking|am on|['\u2019]m on)\b))|"
    r"(?P<word>\b(?:and|but|though|although|y|pero|und|aber|et|mais)\b(?= (?:soy |(?:ich )?bin |je suis |"
    r"i(?:['\u2019]?m| am| have)? |he is |she is |am |have )?"
    r"(?:also |very |severely )?(?:al+[e\u00e9]rg|intoleran|not sure|unsure|don['\u2019]?t (?:know|remember)|"
    r"can['\u2019]?t remember)))",
    re.IGNORECASE,
)
_WHO: Final = (
    r"(?:and |but |though |also |soy |ich |bin |je |suis |(?:i|he|she|we|patient|pt)(?:['\u2019](?:m|s|ve)| "
    r"am| is| have| has)? |am |"
    r"im |have |has |"
    r"severely |very |known |drug |medication |penicillin )*"
)
_ALLERGY: Final = later(
    rf"^{_WHO}(?:allerg(?:ic|isch|ique)|al\u00e9rgic[ao]|intolerant) (?:to|against|gegen|auf|\u00e0|au|aux|al?)\b|"
    r"^(?:and )?(?:(?:no|keine|sin|ninguna) |pas d['\u2019])?(?:known )?(?:(?:drug|medicine|medication|food|"
    r"my) )?(?:allerg(?:y|ies)|allergien?|"
    r"al[e\u00e9]rgias?|intolerances?)"
    r"(?: ?:| to\b| gegen\b| \u00e0\b| aux?\b| al?\b| none\b|$)|^nkd?a$",
    re.IGNORECASE,
)
#: What tells that somebody takes something, or that it is another clause.
_TAKES: Final = later(
    r"\d|\b(?:tak(?:e|es|ing|en)|use[sd]?|using|on|now|currently|start\w*|switch\w*|inject\w*|pin\w*|prescribed|since|daily|"
    r"weekly|instead|so|nehme|tomo|prends)\b",
    re.IGNORECASE,
)
_HEADED: Final = later(r"^\W*(?:known |drug )*(?:allerg(?:y|ies)|allergien?|alergias?)\W*", re.IGNORECASE)
#: Of what is taken.
_OF_IT: Final = later(r"\b(?:it|this|that|them|both)$", re.IGNORECASE)
#: Words of the longest name in a list of allergies.
_FEW: Final = 4
_DOSE: Final = r"(?:dos(?:e|es|age|ages)|strength|amount|mg|milligrams|how (?:much|many)|exact(?:ly)?)"
_NOT_KNOWN: Final = later(
    rf"^{_WHO}(?:do not|don['\u2019]?t|did not|can['\u2019]?t|cannot|can not|could ?n['\u2019]?t)? ?"
    r"(?:not (?:quite |really |exactly |entirely )?(?:sure|certain)|unsure|uncertain|remember|recall|know|no "
    r"idea|forgot(?:ten)?|"
    rf"unknown|not known)(?: (?:of|about|on|what|which|the|my|its|it|is|was|right now|for sure|{_DOSE}))*$|"
    rf"^(?:the |my |exact )*{_DOSE} (?:is |are )?(?:unknown|not known|unclear|forgotten|not sure)$|"
    r"^whatever(?:['\u2019]s| is| it is| it says| was)? (?:in|on) (?:the|my) (?:bottle|box|label|pack\w*|tin|"
    r"strip|prescription)$",
    re.IGNORECASE,
)
_TELLS_DOSE: Final = later(rf"\b(?:{_DOSE}|whatever\S*)\b", re.IGNORECASE)
_PLAN: Final = """
    planned plan plans planning intended scheduled expected is was for to of a an the total altogether course duration
    treatment therapy up continue complete stay on it out years year yrs yr months month mo weeks week wk wks cycle
"""
_PLAN_WORDS: Final = frozenset(f"{_PLAN}".split())
_PLANNED: Final = later(r"\b(?:planned|plans?|planning|intended|scheduled|expected)\b", re.IGNORECASE)
_SPAN: Final = later(
    r"(?P<n>\d+) ?-? ?(?P<unit>year|yr|month|mo|week|wk)s?\b|\bout of (?P<of>\d{1,2})\b", re.IGNORECASE
)
_WEEKS_OF: Final = {"year": 52.0, "yr": 52.0, "month": 4.35, "mo": 4.35, "week": 1.0, "wk": 1.0}
#: "x 3 years" of a course that is planned for longer has been so far.
_SO_LONG: Final = later(rf"\s(?:x|for) ?(?P<span>{LENGTH})(?= *[,;)]| *$)", re.IGNORECASE)


_COUNT: Final = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten)"
#: "and plan to continue for another five": what has been goes on, and is no end.
_GOES_ON: Final = later(
    r"(?:,| -)?\s+(?:(?:and|but|with) )?(?:i )?(?:(?:am |i['\u2019]?m |['\u2019]m )?(?:plan(?:ning)?|going|will|"
    r"intend(?:ing)?|hop(?:e|ing)|expect(?:ing)?|supposed|due|have|['\u2019]ll)(?: to)? )?"
    r"(?:continue|be|go(?:ing)? on|stay(?: on)?|keep (?:going|on|taking)|take|do)(?: (?:on|it|this|that|with|taking))* "
    rf"(?:for )?(?:(?:at least )?(?:another|a further) {_COUNT}(?: (?:years?|months?))?|"
    rf"{_COUNT} more(?: (?:years?|months?))?|"
    r"(?:another|a further) (?:year|month))(?=\s*(?:[.,;]|$))",
    re.IGNORECASE,
)
#: ", 2 more to go"
_TO_GO: Final = later(
    rf"(?:,| -| with| and)\s+{_COUNT}(?: more)?(?: (?:years?|months?))?(?: more| left)? to go(?=\s*(?:[.,;]|$))",
    re.IGNORECASE,
)
_LASTED: Final = later(
    rf"\s(?:x|for)(?: about| almost| nearly)? ?(?P<span>{LENGTH})(?: now| so far)?[\s,.]*$", re.IGNORECASE
)


#: "I get it at the clinic": where what is taken comes from.
_SOURCE: Final = later(
    r"(?:[,.]| -)\s+(?:and |which )?(?:i |we )?(?:get|got|receive|have|collect|pick up|buy)"
    r"(?: (?:it|them|this|these|that))? (?:done |given )?(?:from|by|at|in|through) "
    r"(?:my|the|an?|our) (?:local )?(?:[a-z]+ )?"
    r"(?:doctors?|doc|dr|pcp|gp|clinic|hospital|physician|endo\w*|uro\w*|onc\w*|rheum\w*|nurse|specialist|surgery|"
    r"pharmacy|chemist|health cent(?:er|re)|infusion cent(?:er|re))(?=\s*(?:[,.;)]|$))",
    re.IGNORECASE,
)


#: ", had 4 of 6", ", 4 infusions so far", ", last cycle ended in June": what has been, beside what is taken.
_HAS_BEEN: Final = later(
    r"(?:,| -|\.)\s+(?:and )?"
    rf"(?:(?:i(?:['\u2019]ve)? )?(?:have )?(?:had|got|done) {_COUNT}(?: out)? of (?:the |my )?{_COUNT}"
    r"(?: (?:infusions?|doses|shots|injections|planned))?|"
    rf"(?:(?:i(?:['\u2019]ve)? )?(?:have )?(?:had|got|done) )?{_COUNT}(?: (?:infusions?|doses|shots|injections))?"
    r" so far(?:,? (?:and )?(?:the )?last (?:one |dose |shot |injection )?(?:was )?(?:in|on) [\w ]{3,20})?|"
    r"(?:my )?(?:last|previous) (?:cycle|blast) (?:ended|finished|was)(?: (?:in|on|last|\w+)){0,3})(?=\s*(?:[.,;)]|$))",
    re.IGNORECASE,
)


def what_follows(text: str) -> tuple[str, str]:
    """Return an answer without how long a drug will go on, and where it comes from, and what was said of these.

    Examples
    --------
    >>> what_follows("letrozole 2.5 mg daily for 3 years and will take it for another two")
    ('letrozole 2.5 mg daily for the past 3 years', 'and will take it for another two')
    """
    aside: list[str] = []
    while (source := _SOURCE.search(text) or _HAS_BEEN.search(text)) is not None:
        aside.append(source[0].strip(" ,.-"))
        text = text[: source.start()] + text[source.end() :]
    while (found := _GOES_ON.search(text) or _TO_GO.search(text)) is not None:
        before = text[: found.start()]
        if name_places(found[0]):
            break
        aside.append(found[0].strip(" ,.-"))
        text = _LASTED.sub(r" for the past \g<span>", before) + text[found.end() :]
    return text, "; ".join(aside)


def without_set_aside(text: str) -> str:
    """Return an answer without its clauses on allergies, on a dose that is not known and on how long is planned.

    A clause that tells of something taken, or names a drug beside a number, stays. Where nothing else is told the
    answer is as it was.

    Examples
    --------
    >>> without_set_aside("letrozole 2.5 mg daily. I'm allergic to penicillin, sulfa.")
    'letrozole 2.5 mg daily.'
    >>> without_set_aside("letrozole, not sure of the dose")
    'letrozole'
    >>> without_set_aside("letrozole daily x 3 years (planned 5-year course)")
    'letrozole daily for the past 3 years'
    """
    parts = _clauses(text)
    kept, planned, is_list = "", 0.0, False
    for mark, said in parts:
        bare = said.strip(" .,()")
        if mark[:1] not in (",", "/"):
            is_list = False
        if is_list and _is_name(bare) and products_named(bare):
            return text  # not tolerated, or taken
        if mark == "(" and _is_allergy(bare) and _is_of_model(kept):
            return text  # "letrozole 2.5 mg daily (allergy)"
        if _is_allergy(bare) or (is_list and _is_name(bare)):
            is_list = True
            kept += _left_of(mark)
        elif (_is_not_known(bare) and not _tells_amount(kept)) or (bare and is_instruction(bare)):
            kept += _left_of(mark)
        elif _is_plan(bare):
            planned = _weeks(bare)
            kept += _left_of(mark)
        else:
            is_list = False
            kept += f"{mark}{said}"
    if not re.search(r"\w", kept):
        return text
    kept = _without_names_again(kept)
    if kept == text:
        return text
    kept = re.sub(r"\(\s*\)", "", kept)
    kept = (
        kept
        if kept.count(")") <= kept.count("(")
        else kept.replace(")", "", kept.count(")") - kept.count("("))
    )
    so_long = _SO_LONG.search(kept)
    if so_long is not None and 0.0 < _weeks(so_long["span"]) < planned:
        kept = _SO_LONG.sub(r" for the past \g<span>", kept)
    kept = re.sub(r"\s*\.(?:\s*\.)+(?=\s|$)", ".", re.sub(r" {2,}", " ", kept))
    return re.sub(r"^(?:[\s.;,)]|\b(?:and|but)\b)+", "", kept).strip(" ,\u2013\u2014-(")


_NAME_IN_BRACKETS: Final = later(r"\s*\((?P<name>[^()\d;]{3,40})\)")


def _without_names_again(text: str) -> str:
    """Return an answer without a name in brackets of a drug that is named before it, behind its dose."""

    def kept(found: re.Match[str]) -> str:
        before = re.split(r"[;\n]", text[: found.start()])[-1]
        mine = products_named(found["name"])
        named = [before[start:end] for start, end in name_places(before)]
        is_again = (
            bool(mine)
            and bool(named)
            and products_named(named[-1]) == mine
            and not before.endswith(named[-1])
        )
        return "" if is_again else found[0]

    return _NAME_IN_BRACKETS.sub(kept, text)


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
    if any(products_named(clause[start:end]) for start, end in name_places(clause)):
        return False  # of a drug of the model it is asked
    return (
        _ALLERGY.match(clause) is not None
        and not _OF_IT.search(clause)
        and not _TAKES.search(_HEADED.sub("", clause).replace("react", ""))
    )


def _is_of_model(before: str) -> bool:
    """Tell whether the last drug that is named is one of the model."""
    places = name_places(before)
    return bool(places) and bool(products_named(before[slice(*places[-1])]))


def _is_name(clause: str) -> bool:
    return 0 < len(clause.split()) <= _FEW and not _TAKES.search(clause)


def _is_not_known(clause: str) -> bool:
    return (
        _NOT_KNOWN.match(clause) is not None
        and _TELLS_DOSE.search(clause) is not None
        and not name_places(clause)
    )


def _tells_amount(before: str) -> bool:
    """Tell whether an amount of the last drug is told: then a doubt is of that."""
    places = name_places(before)
    return (
        re.search(
            r"\d ?(?:mg|mcg|ug|g|iu|ml|units?)\b", before[places[-1][0] - 12 if places else 0 :].lower()
        )
        is not None
    )


def _weeks(words: str) -> float:
    found = _SPAN.search(words)
    if found is None or found["of"]:
        return 0.0 if found is None else float(found["of"]) * _WEEKS_OF["year"]
    return float(found["n"]) * _WEEKS_OF[found["unit"].casefold()]


def _is_plan(clause: str) -> bool:
    plain = re.sub(r"\b(?:in (?:all|total)|at least)\b", " ", clause.casefold())
    words = re.findall(r"[^\W\d_]+", plain)
    return (
        _PLANNED.search(clause) is not None
        and _SPAN.search(clause) is not None
        and all(word in _PLAN_WORDS for word in words)
    )
