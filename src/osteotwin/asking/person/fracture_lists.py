"""Several bones that broke, told as a count with its list: "3 fractures (2 spine, 1 wrist) since 60"."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.person.fractures import BONE, FROM, NOT_SO
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.units.patterns import later

_NUMBERS: Final = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "eine": 1, "zwei": 2, "drei": 3, "vier": 4,
    "une": 1, "deux": 2, "trois": 3, "una": 1, "dos": 2, "tres": 3, "due": 2, "tre": 3,
}  # fmt: skip
_COUNT: Final = rf"(?:[1-9]|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
BROKEN: Final = (
    r"(?:fractures?|fx|broken bones|(?:knochen)?br(?:\u00fc|ue|u)che?|frakturen?|fracturas?|fratture)"
)
_FRAIL: Final = (
    r"(?:fragility|osteoporotic|(?:low|minimal)[- ](?:trauma|energy|impact)|stand(?:ing)?[- ]height)"
)
_SPINE: Final = (
    r"(?:spin(?:e|al)|vertebr\w+|compression|wirbel\w*|vert\u00e8bres?|columna|v\u00e9rtebras?|[tl]-?\d{1,2})"
)
_WHEN: Final = r"(?:(?:at|in|aged?|mit|im jahr|en|\u00e0|a los|,)? ?(?:age )?(?P<when>(?:19|20)\d\d|[1-9]\d))"
_AGE: Final = r"\d\d(?!\d|[.,]\d| ?(?:kg|kilo|lb|pound|cm|st\b|in\b|ft|'|%))"
_BEHIND: Final = (
    rf"(?P<ages> (?:since|after|at|in|from|seit|mit|depuis|\u00e0|desde|a los)(?: the)?(?: age)?(?: of)? {_AGE}"
    rf"(?: (?:and|und|et|y|&) {_AGE})?)?"
    rf"(?P<low>,? (?:all |both )?(?:of )?(?:them )?{_FRAIL})?"
)
#: Before a count, which "vertebral fractures: 2" is not.
_BEGINS: Final = (
    r"(?:^|(?<=[,;.\n/(] )|(?<=[,;.\n/(])|(?<=\bhad )|(?<=\bhave )|(?<=\bwith )|(?<=\band )|(?<=\bhistory of )|"
    r"(?<=\bhx ))"
)
_LISTED: Final = later(
    rf"{_BEGINS}(?:(?P<n>{_COUNT}) )?(?P<frail>{_FRAIL} )?{BROKEN}(?: ?[:=]? ?(?P<k>[1-9])(?= ?\())?"
    rf"(?:(?P<since> since (?:the age of )?\d\d)?"
    rf"(?: ?\((?P<within>[^()]+)\)|: ?(?P<behind>[^.\n]+))){_BEHIND}",
    re.IGNORECASE,
)
_COUNTED: Final = later(
    rf"{_BEGINS}(?:(?P<n>{_COUNT}) (?:{_FRAIL} )?{BROKEN}|(?:{_FRAIL} )?{BROKEN}(?: ?[:=] ?| )(?P<m>[1-9])"
    rf"(?![\w/]|[.,]\d| ?(?:cm|kg|lb))){_BEHIND}(?=\s*(?:$|[,;.\n/]))",
    re.IGNORECASE,
)
_ITEM: Final = later(
    rf"(?:(?P<n>{_COUNT})x? )?(?:(?:left|right|the|my|of|distal|proximal|both|linke?s?|rechte?s?) )*"
    rf"(?P<bone>{BONE}|(?P<spine>{_SPINE}))(?: (?:fractures?|bones?))?(?: ?\(?{_WHEN}\)?)?|"
    r"(?:in )?(?:19|20)\d\d",
    re.IGNORECASE,
)
_PARTS: Final = later(r"\s*(?:[,;/+]|\b(?:and|und|et|y|e)\b|&)\s*", re.IGNORECASE)


#: Bones that break in falls of those whose bones are strong.
_SMALL: Final = later(
    r"\b(?:toes?|fingers?|thumb|hands?|foot|feet|metatars\w+|kneecap|patella)\b", re.IGNORECASE
)
_LEVEL: Final = r"(?:th|[tl])-?\d{1,2}(?:[-/][tl]?\d{1,2})?"
_VERTEBRAL: Final = later(
    rf"{_BEGINS}(?:(?:an?|one|1) )?(?:{_LEVEL} )?(?:osteoporotic )?(?:vertebral|spinal|compression|wedge)"
    rf"(?: compression)? fracture(?: (?:of|at|in) (?:the )?{_LEVEL})?"
    r"(?:,? (?:at |in |aged? |mit )?\(?(?:age )?(?:(?:19|20)\d\d|[4-9]\d)\)?)?"
    r"(?: (?:found|seen|discovered)(?: (?:by chance|incidentally|on (?:an )?x-?rays?|in (?:19|20)\d\d))+)?"
    r"(?=\s*(?:$|[,;.\n/]))",
    re.IGNORECASE,
)


def with_counts(text: str) -> str:
    """Return an answer in which bones that are counted and listed are counted alone.

    Examples
    --------
    >>> with_counts("3 fractures (2 spine, 1 wrist) since 60, 60 kg")
    '3 fractures, vertebral fracture, 60 kg'
    >>> with_counts("2 fractures: hip, wrist; 60 kg"), with_counts("fragility fractures: 2")
    ('2 fractures; 60 kg', '2 fractures')
    >>> with_counts("60 kg, T12 wedge fracture found by chance")
    '60 kg, vertebral fracture'

    Raises
    ------
    UnclearAnswerError
        If a list in brackets is of another form, or another count.
    """
    text = _VERTEBRAL.sub(lambda one: one[0] if _of_others(one) else "vertebral fracture", text)
    text = _LISTED.sub(lambda one: one[0] if _of_others(one) else _counted(one), text)
    return _COUNTED.sub(
        lambda one: one[0] if _is_other(one) else _told(_number(one["n"] or one["m"]) or 1), text
    )


#: Before it in its clause, what is told is of others, or a risk.
_OTHERS: Final = later(
    r"\b(?:mother|father|mum|mom|mam|dad|parents?|sisters?|brothers?|siblings?|aunts?|uncles?|wife|husband|partner|"
    r"son|daughter|friends?|grand\w+|cousins?|her|his|their|he|she|they|family|m\u00e8re|p\u00e8re|mutter|vater|"
    r"madre|padre|risk|chance|no|not|never|without|denies)\b[^.;\n]*$",
    re.IGNORECASE,
)


#: Behind it, what was of much force or long ago.
_FORCE: Final = later(
    r"[^.\n]{0,60}\b(?:accidents?|crash\w*|cars?|ski\w*|snowboard\w*|skat\w*|bik\w+|bicycle|cycl\w+|motor\w*|ladder|"
    r"roof|stairs|horse|football|soccer|rugby|climb\w*|child\w*|kid|teen\w*|unfall|accidente?|sport\w*)\b",
    re.IGNORECASE,
)


def _is_other(found: re.Match[str]) -> bool:
    """Tell whether bones that are counted may be of others, of an age before those that count, or of much force."""
    young = any(int(age) < FROM for age in re.findall(r"\d\d", found["ages"] or ""))
    return young or _of_others(found) or _FORCE.match(found.string, found.end()) is not None


def _of_others(found: re.Match[str]) -> bool:
    return _OTHERS.search(found.string, 0, found.start()) is not None


def count_in(text: str) -> str:
    """Return what to write of as many bones as a text tells."""
    found = re.search(rf"\b(?P<n>{_COUNT}) (?:[\w-]+ ){{0,2}}{BROKEN}", text, re.IGNORECASE)
    return _told(_number(found["n"]) or 1) if found else "1 fracture"


def _counted(found: re.Match[str]) -> str:
    within = found["within"] or found["behind"]
    told = _number(found["n"] or found["k"])
    bones, spine, aged = 0, False, True
    parts = _PARTS.split(within)
    at = 0
    for part in parts:
        item = _ITEM.fullmatch(part.strip(" ."))
        if item is None or NOT_SO.search(part) or _SMALL.search(part) or _is_young(item):
            break
        at += 1
        aged = aged and len(item["when"] or "") == 2
        if item["bone"]:
            bones += _number(item["n"]) or 1
            spine = spine or bool(item["spine"])
    rest = within if at == 0 else _rest(within, at)
    plain = bones and (told is None or told == bones) and (found["behind"] is not None or not rest)
    is_so = told is not None or aged or found["frail"] or found["low"]
    if plain and is_so and not _is_other(found) and not _FORCE.match(rest):
        return f"{_told(bones)}{', vertebral fracture' if spine else ''}{rest}"
    if found["within"] is None and (told is not None or rest or not bones):
        return found[0]
    raise UnclearAnswerError(
        "person", quoted(found[0]), "how many bones broke in a fall from standing since the age of 40",
        f'write "{_told(told or bones or 1)}", with the number of those alone; "vertebral fracture" beside it where a '
        "vertebra was among them; leave out those of an accident",
    )  # fmt: skip


def _is_young(item: re.Match[str]) -> bool:
    when = item["when"]
    return when is not None and len(when) == 2 and int(when) < FROM


def _rest(within: str, items: int) -> str:
    """Return what stands behind the first items of a list, with what parts it from them."""
    ends = [*_PARTS.finditer(within)]
    return within[ends[items - 1].start() :].rstrip() if items <= len(ends) else ""


def _number(said: str | None) -> int | None:
    if said is None:
        return None
    return int(said) if said.isdigit() else _NUMBERS[said.casefold()]


def _told(count: int) -> str:
    return f"{count} fracture{'s' * (count > 1)}"
