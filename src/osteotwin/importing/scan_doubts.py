"""Lines on a scan in which two numbers stand where one is read: pairs, ranges, both sides, now and before."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.importing.no_result_words import METAL, UNSOUND
from osteotwin.importing.remarks import leaves_vertebrae_out
from osteotwin.importing.scan_lists import without_dates
from osteotwin.importing.scan_words import CHANGE, DENSITY, T_SCORE, Z_SCORE, mentions_of, side_of
from osteotwin.units.patterns import later

_NUMBER: Final = r"[-+\u2212]?\s?\d+(?:[.,]\d+)?"
_UNIT: Final = r"\s*(?:g(?:ms?)?\s?/\s?cm\S{0,3})?"
_NAME: Final = r"(?:[tz](?:[\s_-]?scores?)?|bmd|kmd|density)"
#: Two names and then two numbers: whether the order is the same is not said.
_PAIR: Final = later(
    rf"\b{_NAME}[\s-]*(?:/|,|&|\band\b|\bund\b|\bet\b|\by\b)\s*{_NAME}\b[^\d+\u2212-]{{0,25}}{_NUMBER}{_UNIT}"
    rf"\s*(?:/|,|;|&|\band\b|\bund\b)\s*{_NUMBER}",
    re.IGNORECASE)  # fmt: skip
_VERSUS: Final = later(
    rf"\d{_UNIT}\s*(?:\bvs\.?|\bversus\b|\bgegen(?:über)?\b|\bcompared (?:to|with)\b|\bstatt\b|"
    rf"\binstead of\b)\s*{_NUMBER}",
    re.IGNORECASE)  # fmt: skip
_RANGE: Final = later(
    rf"(?:score|wert|bmd|density)(?!\D{{0,12}}\b(?:de|da|desde)\s{_NUMBER}\s+(?:à|al?)\s)"
    rf"[^\d]{{0,25}}(?:\d+[.,]\d+|(?<=[-+\u2212])\d+){_UNIT}\s*"
    r"(?:\b(?:to|bis|through|a|à|al|hasta|jusqu['\u2019]à|tot)(?=\s)|[\u2013\u2014])\s*"
    r"[-+\u2212\u2013]?\s?\d+[.,]\d(?!\d*\s?(?:%|percent))|"
    rf"\b(?:between|zwischen|entre|tra|fra|tussen)\s+{_NUMBER}{_UNIT}\s+(?:and|und|et|y|e|en)\s+{_NUMBER}|"
    r"(?:score|wert|\b[tz]\b)[^\d]{0,12}\d(?:[.,]\d+)?[-\u2013\u2212]\d[.,]\d",
    re.IGNORECASE)  # fmt: skip
_OR_SO: Final = later(
    r"\d[^,;()]{0,12}\b(?:(?:or|oder) so|approx\w*|circa|ungefähr|environ|etwa)\b|"
    r"(?:\b(?:about|around|approx\w*|circa|ca|roughly|ungefähr|etwa)\.?|~|\u2248)\s?"
    r"[-+\u2212]?\d[.,]\d",
    re.IGNORECASE,
)
_PLACE: Final = r"(?:(?:total|proximal|hip|neck|femoral|femur|h[uü]fte)\W{1,3}){0,3}"
_LEFT: Final = rf"(?:\bleft\b|\blinks?\b|\bgauche\b|(?-i:(?<![\w/])L\b))[\s:=,(]{{0,4}}{_PLACE}{_NUMBER}"
_RIGHT: Final = rf"(?:\bright\b|\brechts?\b|\bdroite?\b|(?-i:(?<![\w/])R\b))[\s:=,(]{{0,4}}{_PLACE}{_NUMBER}"
_SIDE_BEHIND: Final = (
    rf"{_NUMBER}{_UNIT}[\s(,]*(?:sd\s+)?(?:(?:on|at|in|for|of) the\s+)?(?:left|right|links|rechts)\b"
)
_BOTH: Final = later(
    rf"{_LEFT}.*?{_RIGHT}|{_RIGHT}.*?{_LEFT}|{_SIDE_BEHIND}.*?{_SIDE_BEHIND}(?!\s*[a-z])", re.IGNORECASE
)
#: The head of columns of both sides.
_SIDES: Final = later(
    r"\b(?:left|lt\.?|links?|gauche)\b.{1,60}?\b(?:right|rt\.?|rechts?|droite?)\b|"
    r"\b(?:right|rt\.?|rechts?|droite?)\b.{1,60}?\b(?:left|lt\.?|links?|gauche)\b",
    re.IGNORECASE)  # fmt: skip
#: An aside of several words; a side alone stays.
ASIDE: Final = later(r"[(\[][^()\[\]]*\w\s+\w[^()\[\]]*[)\]]")
_CORRECTED: Final = later(
    r"\baddend(?:um|a)\b|\berrat(?:um|a)\b|\bcorrected to\b|\bcorrection\b|\bdisregard\w*|\bretract\w*|"
    r"\bshould (?:be|have been|read)\b|\bamended\b|\brevised to\b|\bberichtig\w*|\bkorrigiert auf\b|\bnachtrag\b",
    re.IGNORECASE)  # fmt: skip


#: Several numbers behind one name; the lowest of several places.
_SLASH: Final = later(
    rf"(?:\b[tz]\b|score|wert|bmd|density)\s*[:=]?\s*[-+\u2212]?\d+[.,]\d+\s*/\s*{_NUMBER}",
    re.IGNORECASE)  # fmt: skip
_LOWEST: Final = later(
    r"\b(?:lowest|worst|minimum|niedrigste\w*|schlechteste\w*)\s+(?:of|from|among|von|aus)\b|"
    r"\b(?:lowest|worst|minimum)\b.{0,15}\w+\s?/\s?\w+",
    re.IGNORECASE,
)
#: Of the spine it may be of one vertebra: "spine, lowest T-score -1.8", and not "the lowest, at the spine, was -1.8".
_LOWEST_OF_SPINE: Final = later(
    r"\b(?:spine|lumbar|vertebra\w*|lws|wirbels\w+|rachis|columna)\b(?!\W*L1\W*(?:L?4|to L4))[^.;\d]{0,40}"
    r"\b(?:lowest|worst|minimum|niedrigste\w*|schlechteste\w*)\b|"
    r"\b(?:lowest|worst|minimum|niedrigste\w*|schlechteste\w*)\s+(?:lumbar|spin\w+|vertebra\w*|lws)\b",
    re.IGNORECASE)  # fmt: skip
#: Numbers in a row behind one name: of several places or scans, and which is of which is not told.
_SERIES: Final = later(
    rf"(?:{DENSITY}|{T_SCORE}|{Z_SCORE})(?:\s*\([^()]{{0,20}}\))?[\s:=|;]+[-+]?\d+[.,]\d+[\s|;/]+[-+]?\d+[.,]\d+(?!\d*\s*(?:%|g))",
    re.IGNORECASE)  # fmt: skip
#: What makes another number of a score or a density: metal, a phantom, what it was adjusted for, a question.
_TURNED: Final = later(
    rf"\b(?:{METAL}|phantoms?|\w+[- ]adjusted|adjusted for)\b|(?<=\d)\s?\?(?=\W|$)|"
    r"\(\s?(?:old|former|previous|[TZ])\s?\)|"
    r"\b(?:before|formerly|initially|at first|at baseline|once)\b(?=[^;]*\d[^;]*\b(?:now|today|currently)\b[^;]*\d)|"
    r"\b(?:normal|average)\s(?:(?:hip|spine|lumbar|femoral|neck|total)\s)*(?:T[\s-]?score|bmd)\D{0,12}-(?:1|1[.,]0|2[.,]5)(?![\d.,])",
    re.IGNORECASE)  # fmt: skip
_METAL: Final = later(rf"\b(?:{METAL})\b", re.IGNORECASE)
#: What a number changed by, beside the name of what it is.
_CHANGED_BY: Final = later(
    rf"(?:score|bmd|density)s?\W{{0,3}}{_NUMBER}{_UNIT}\s*(?:{CHANGE})(?=\W*$|\s*[,;.)])|(?:score|bmd|density)s?\W{{0,3}}(?:{CHANGE}|\bloss\b|\bgain\b|\bdecline\b)|"
    rf"(?:{CHANGE}|\bloss\b|\bgain\b|\bdecline\b|\bdecrease\b|\bincrease\b)\s(?:in|of)\s(?:the\s)?(?:[tz]\W?\s?score|bmd|density)|"
    rf"\b(?:from|than)\s+{_NUMBER}\s*g(?:ms?)?\s?/\s?cm|"
    rf"{_NUMBER}{_UNIT}\s*(?:sd\s)?(?:lower|higher|worse|better|less|more|down|up|niedriger|h\u00f6her)\b",
    re.IGNORECASE,
)
_OF_TEXTURE: Final = later(
    r"^\W*(?:tbs|trabecular bone score)\b|\b(?:tbs|trabecular bone score)\W{1,3}[tz]\W?\s?score",
    re.IGNORECASE,
)
#: Vertebrae one by one, each with its number.
#: "AP Spine L1-L4, L4 1.204".
_ONE_OF_THEM: Final = later(r"\bL1\s*[-–]\s*L?4\b\W+L[1-4]\b(?!\s*[-–]\s*L?\d)(?=\W+[+−-]?\d)", re.IGNORECASE)
_EACH_VERTEBRA: Final = later(
    rf"\bL(?:WK\s?)?[1-5](?!\s*[-\u2013]\s*L?[1-5](?![.,\d]))(?:[\s:=(]{{1,4}}|\s(?:is|was|of|at)\s){_NUMBER}",
    re.IGNORECASE,
)
#: A density of a volume, which only CT measures.
_OF_VOLUME: Final = later(r"\bm?g\s?/\s?(?:cm\^?3|cm³|cc|ccm|ml)\b", re.IGNORECASE)
#: Two scores of one place, each with whom it counts from.
_TWO_REFERENCES: Final = later(
    rf"\bt[\s_-]?score\s*\([^()]{{3,40}}\)[\s:=]*{_NUMBER}.{{0,20}}?\bt[\s_-]?score\s*\([^()]{{3,40}}\)[\s:=]*{_NUMBER}",
    re.IGNORECASE)  # fmt: skip
_APART: Final = later(r"(?:score|wert|bmd|density)[^\d]{0,10}\d\s+[.,]\d", re.IGNORECASE)
#: Words of a low density beside a score above zero, as where its minus is lost.
_LOW: Final = later(
    r"(?<!\bno )(?<!\bnot )(?<!\bnor )(?<!\bor )(?<!\bkeine )(?<!without )"
    r"\b(?:ost[e\u00e9]op(?:en|or)\w*|low (?:bone|bmd)\b|lowest|worst|niedrigste\w*)",
    re.IGNORECASE,
)
_ABOVE_ZERO: Final = later(
    r"\bT[\s_-]?(?:scores?|wert)?\b[^\d+;\u2212-]{0,25}(?!0(?:[.,]0+)?(?![\d.,]))(?P<n>\d(?:[.,]\d+)?)(?![\d%]|[.,]\d)",
    re.IGNORECASE,
)
_BELOW_ZERO: Final = later(
    r"[-\u2212\u2013]\s?\d[.,]\d|\b(?:minus|neg(?:ative)?|below|under|screen\w*|no|not|without|keine?)\b",
    re.IGNORECASE,
)
_FIRST_WORD: Final = later(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
_UNSOUND: Final = later(rf"\b(?:{UNSOUND}|excluded?|disregard)\b", re.IGNORECASE)


def doubt_on(words: str) -> str:
    """Return why the numbers of a line can't be told apart; empty where no two of them stand for one.

    Examples
    --------
    >>> doubt_on("Femoral neck T/Z -1.7/-0.2")
    'two names and then two numbers; write each number behind its name'
    >>> doubt_on("Lumbar spine 0.912 vs 0.948 g/cm2")
    'two numbers side by side, of which one is of another scan; write the one that counts by hand'
    >>> doubt_on("Total hip BMD 0.912 g/cm2, T-score -1.1, Z-score -0.4")
    ''
    """
    if _OF_TEXTURE.search(words):
        return "a line on the trabecular bone score, whose T-score is none of a density; write the density by hand"
    if _CHANGED_BY.search(words):
        return "what changed since another scan, and no result; write the value by hand"
    if len(_EACH_VERTEBRA.findall(words)) > 1:
        return "several vertebrae in one line, each with its number; write that of L1-L4"
    if leaves_vertebrae_out(words):
        return "vertebrae that were left out beside it; a person's file holds L1-L4"
    if _ONE_OF_THEM.search(words) or _is_of_some(words):
        return "a vertebra alone beside the name of all four; a person's file holds L1-L4"
    if _OF_VOLUME.search(words):
        return "a density of a volume, which CT measures; a person's file holds those of DXA"
    if two_references(words):
        return (
            'two scores of one place; write the one that counts by hand, with reference = "female" or "male"'
        )
    if _PAIR.search(words):
        return "two names and then two numbers; write each number behind its name"
    if _VERSUS.search(words):
        return "two numbers side by side, of which one is of another scan; write the one that counts by hand"
    if _RANGE.search(words):
        return "a range, and no single number; write the value by hand"
    if _OR_SO.search(words):
        return "said to be about that; write the value of the report by hand"
    if lost_sign(words):
        return "a T-score above zero beside words of a low density; write it by hand with its sign"
    if _UNSOUND.search(words):
        return "it says that it is not to be relied on"
    if _SLASH.search(words):
        return "several numbers behind one name; write the one that counts by hand"
    if (turned := _TURNED.search(_without_other_side(words))) is not None:
        word = _FIRST_WORD.match(turned[0].strip())
        return f'"{(word or turned)[0].strip()}" beside it may make another number of it; write the value by hand'
    if _LOWEST.search(words):
        return "the lowest of several places; write the value of each place"
    if _APART.search(words):
        return "a blank within a number; write it by hand"
    if _BOTH.search(words):
        return "both sides in one line; write one side a line"
    return ""


def _is_of_some(words: str) -> bool:
    """Tell whether a line on the spine names vertebrae that are not all four, nor a row of three of them."""
    spans = {one.groups() for one in _SPAN.finditer(words)}
    single = set(_SINGLE.findall(_SPAN.sub(" ", words)))
    return len(spans) > 1 or (bool(single) and (bool(spans) or single != set("1234")))


_SPAN: Final = later(
    r"\bL(?:WK\s?)?([1-5])\s*(?:[-\u2013\u2014/]|to|through|bis|\u00e0|a)\s*L?(?:WK\s?)?([1-5])(?!\d|[.,]\d)",
    re.IGNORECASE,
)
_SINGLE: Final = later(r"\bL(?:WK\s?)?([1-5])\b(?![.,]\d)", re.IGNORECASE)


def _without_other_side(words: str) -> str:
    """Return a line without what is said of metal on the side of which its values are not."""
    parts = re.split(r"(?<!\d)[.;,()]|[.;,()](?!\d)", words)
    metal = [one for one in parts if _METAL.search(one) and not re.search(r"\d[.,]\d", one)]
    sides = {side_of(one) for one in parts if one not in metal} - {""}
    others = [one for one in metal if len(sides) == 1 and side_of(one) and side_of(one) not in sides]
    for one in others:
        words = words.replace(one, " ")
    return words


def is_lowest_of_spine(words: str) -> bool:
    """Tell whether the score of a spine is the lowest in it, which may be that of one vertebra.

    Examples
    --------
    >>> is_lowest_of_spine("spine, lowest T-score -1.8"), is_lowest_of_spine("lowest at the spine, -1.8")
    (True, False)
    """
    return _LOWEST_OF_SPINE.search(words) is not None


def lost_sign(words: str) -> str:
    """Return the T-score without a sign beside words that say it is below zero; empty where there is none.

    Examples
    --------
    >>> lost_sign("osteopenia, lowest T-score 1.1"), lost_sign("osteopenia, T-score -1.1")
    ('1.1', '')
    >>> lost_sign("Total hip T-score 1.1, no osteoporosis")
    ''
    """
    score = _ABOVE_ZERO.search(words) if _LOW.search(words) and not _BELOW_ZERO.search(words) else None
    return score["n"] if score is not None else ""


def series_in(words: str) -> str:
    """Return why numbers in a row behind one name are not read; empty where there are none.

    Examples
    --------
    >>> series_in("Neck T-score -3.0 -3.1")
    'several numbers behind one name, as of several days; write each with its day, or that of this scan'
    """
    if _SERIES.search(without_dates(words)):
        return "several numbers behind one name, as of several days; write each with its day, or that of this scan"
    return ""


def two_references(words: str) -> bool:
    """Tell whether a line has two T-scores of one place, each with whom it counts from."""
    found = _TWO_REFERENCES.search(words)
    return found is not None and not mentions_of(found[0])


def of_one_vertebra(words: str) -> bool:
    """Tell whether a sentence gives the number of one vertebra alone.

    Examples
    --------
    >>> of_one_vertebra("My L4 is -4.1"), of_one_vertebra("L1-L4: -2.1")
    (True, False)
    """
    return _EACH_VERTEBRA.search(_ALL_OF_THEM.sub(" ", words)) is not None


#: Vertebrae together.
_ALL_OF_THEM: Final = later(r"\bL[1-5]\s*(?:[-\u2013/,&]|to|and)\s*L?[1-5](?![.,\d])", re.IGNORECASE)


def heads_both_sides(words: str) -> bool:
    """Tell the head of a table that has a column for each side.

    Examples
    --------
    >>> heads_both_sides("            Left      Right"), heads_both_sides("Left hip 0.855, right hip 0.870")
    (True, False)
    """
    bare = ASIDE.sub(" ", words)
    return _SIDES.search(bare) is not None and not re.search(r"\d[.,]\d", words)


def corrects(words: str) -> bool:
    """Tell whether a line takes back or changes what stands elsewhere in the report."""
    return _CORRECTED.search(words) is not None


def spoiled_by(words: str) -> tuple[str, bool]:
    """Return what of a sentence without a value puts those of a place in doubt, and whether they do not count then.

    Examples
    --------
    >>> spoiled_by("Note: L4 laminectomy."), spoiled_by("Mild degenerative changes."), spoiled_by("No fracture.")
    (('laminectomy', True), ('degenerative', False), ('', False))
    """
    for pattern, spoils in ((_SPOILS, True), (_RAISES, False)):
        for found in pattern.finditer(words):
            if not _DENIED.search(words[: found.start()]):
                return found[0], spoils
    return "", False


_SPOILS: Final = later(
    rf"\b(?:{UNSOUND}|caution|affected by|limited by|(?:falsely |artificially )?elevate[sd]?(?= the| by)|hardware|"
    r"laminectom\w*|(?:spinal |lumbar )?fusion|kyphoplast\w*|vertebroplast\w*|"
    r"(?:compression|vertebral|L[1-4]) fractures?|"
    r"fractures? (?:of|at) (?:the )?L[1-4]|(?:wirbel|L[1-4]-?)fraktur\w*|sinterung\w*|"
    rf"screws?|metal\w*|{METAL})\b",
    re.IGNORECASE,
)
_RAISES: Final = later(
    r"\b(?:degenerativ\w*|osteophyt\w*|scolio\w*|skolio\w*|arthros\w*|artros\w*|arthriti[cs]|spondyl\w*|sclerosis|"
    r"aortic calcifi\w*|facet\w*)\b",
    re.IGNORECASE,
)
_DENIED: Final = later(
    r"\b(?:no|not|without|nor|keine?|ohne|sans|sin|senza|pas d[e'])\b[^.;,]*$", re.IGNORECASE
)
