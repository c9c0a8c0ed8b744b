"""What stands beside a measured value and is none: a remark, a goal, somebody else's, one of another day."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.importing.no_result_words import EARLIER, OTHERS, PREDICTED, UNSOUND, WISHED
from osteotwin.units.patterns import later

#: Not of a number: the vertebrae, the third of the radius, the vitamin.
IN_NAMES: Final = later(r"\bL[1-5]\s*(?:-\s*L?[1-5](?![.,]?\d))?\b|1/3|33 ?%|"
                              r"\b25[- (]?(?:OH|hydroxy)\)?[- ]?(?:vitamin )?D?[23]?|\bD[23]\b",
                              re.IGNORECASE)  # fmt: skip
#: Said of a value of another day than the one before it.
_OTHER_TIME: Final = later(
    rf"\b(?:ago|compared|{EARLIER}|before(?=\s*(?:$|[,)])))\b"
    r"|\bin (?:19|20)\d{2}\b", re.IGNORECASE,
)  # fmt: skip
#: A value of an earlier day in brackets, or at the end, beside the one that counts.
_EARLIER: Final = later(
    rf"[\s,]*\(\s*(?:{EARLIER}|before|was)\b[^()]*\d[^()]*(?:\)|$)|"
    rf"[.,]\s+(?:{EARLIER})\b[^\d;]{{0,40}}?[-+]?\d+(?:[.,]\d+)?(?:\s*(?:[a-z]+/[a-z]+\d?|SD))?\W*$",
    re.IGNORECASE,
)
#: Said of a value that does not count.
_NOT_VALID: Final = later(rf"\b(?:{UNSOUND}|simulated|hardware|(?:kypho|vertebro)plasty)\b", re.IGNORECASE)
_WISHED: Final = rf"{WISHED}|ideal(?:ly)?|optim(?:al|ally|um)|desir(?:ed|able)|recommended|recommendation"
#: Said of a number that is wished, or from which on something is called so.
_GOAL: Final = later(
    rf"\b(?:{_WISHED}|should|would|want(?:s|ed)?|(?:upper|lower) limit|if|means|counts? as|"
    r"normal is|defin\w+|consider\w*|who)\b|"
    r"(?:\bis|=) (?:too )?(?:(?:in)?sufficien\w+|deficien\w+|adequate|osteop\w+|normal|low|high)\b",
    re.IGNORECASE,
)
#: Of a score, which has no limit of detection.
_THRESHOLD: Final = later(
    r"\b(?:below|above|under|over|(?:less|more|worse|lower|higher|greater|better) than)\s+[-+]?\s?[.,]?\d[\d.,]*",
    re.IGNORECASE,
)
#: Said of a value that nobody measured.
_PREDICTED: Final = later(rf"\b(?:{PREDICTED})\b", re.IGNORECASE)
#: Said of a score that is no score but how much it moved.
_CHANGED: Final = later(
    r"\b(?:chang\w*|(?:de|in)creas\w*|fell|fall(?:en|s)?|dropp?\w*|rose|risen|declin\w*|worse\w*|better|improv\w*|"
    r"lost|loss|gain\w*|down|differen\w+|delta)\b|(?<![-\w])up\b|\bby [-+]?\d", re.IGNORECASE,
)  # fmt: skip
#: What is no scan by DXA, or none of the lumbar spine or the hip.
_OTHER_SCAN: Final = later(
    r"\b(?:p?QCT|HR-?pQCT|ultrasound|ultrasonic|QUS|REMS|CT|MRI|radiofrequency|TBS|trabecular bone score|BMC|"
    r"(?:bone )?mineral content|sBMD|standardi[sz]ed BMD|thoracic|cervical|dorsal|estimated)\b", re.IGNORECASE,
)  # fmt: skip
_CLAUSE: Final = later(r"[;()\[\]]|[.,](?=\s)|:\s|\s-\s|\bbut\b", re.IGNORECASE)
#: "above the threshold for osteoporosis" is said of the value before it.
_REMARK: Final = later(
    r",?\s*\b(?:which is |is |still |just |well )*(?:above|below|under|over|within|near|at) the (?:\w+ )?"
    r"(?:thresholds?|cut-?off|limit|range)(?: (?:of|for|to) (?:the )?[a-z]+)?", re.IGNORECASE,
)  # fmt: skip
#: "(goal 40)", "(WHO: osteoporosis below -2.5)" and "ideal 40" behind a value.
_ASIDE: Final = later(
    rf"(?<=\w|%)\s*\((?=[^()]*\d)[^()]*\b(?:{_WISHED}|who|osteoporosis|osteopenia)\b[^()]*(?:\)|$)|"
    r"(?<=\d)[.,]?\s+(?:and )?(?:the )?who(?: \w+)?:? (?:osteoporosis )?(?:is |= ?)?(?:at or )?"
    r"(?:below|under|<=?|≤) ?-?\d[\d.,]*(?: (?:is|=|means) osteoporosis)?|"
    r"\b(?:at (?:the )?age(?: of)?|at|aged?) [2-9]\d\b(?![.,]?\d|\s*(?:[a-z\u00b5\u03bc]{1,6}/|g|%|sd\b|kg|[-\u2013]))|"
    r"[,;.]?\s*\b(?:[a-z]+ )?fracture risk\b(?::?\s*(?:\d+(?:[.,]\d+)?\s?(?:x\b|%)|(?:is )?[a-z]+(?=\W*$)))?|"
    rf"(?<=\w|%),\s*(?:{_WISHED})(?: is| of|:| =)? [<>]?\s?[-+]?\d[\d.,]*"
    r"(?: ?(?:-|to) ?[\d.,]+)?(?: ?[a-zµμ]+/[a-z]+)?(?=\s*(?:$|[,;)]))",
    re.IGNORECASE,
)
EXAMPLE: Final = {
    "scans": "write for example: 12 January 2026: lumbar spine 1.05 g/cm2; total hip T-score -1.2; Hologic",
    "labs": "write for example: 12 January 2026: estradiol 27 pg/mL; testosterone 480 ng/dL",
}


def without_earlier(piece: str) -> tuple[str, str]:
    """Return a piece without a value of an earlier day beside that which counts, and a note of it.

    Examples
    --------
    >>> without_earlier("total hip T-score -2.4 (previously -2.2)")
    ('total hip T-score -2.4', 'an earlier value beside it not used (previously -2.2)')
    """
    found = _EARLIER.search(piece)
    if found is None or not holds_number(piece[: found.start()]):
        return piece, ""
    note = f"an earlier value beside it not used ({found[0].strip(' ,.()')})"
    return f"{piece[: found.start()]}{piece[found.end() :]}", note


def check_time(question: str, piece: str) -> None:
    """Refuse a value of another day, or one that is said not to count."""
    if (other := _OTHER_TIME.search(piece)) is not None:
        raise UnclearAnswerError(
            question, f"{quoted(piece)}, where {quoted(other[0])} tells of another day",
            "each value behind its own day",
            f"{EXAMPLE[question]}, each day in a part of its own; leave out a value whose day is not known",
        )  # fmt: skip
    if (doubt := _NOT_VALID.search(piece)) is not None:
        raise UnclearAnswerError(question, f"{quoted(piece)}, a value that {quoted(doubt[0])} puts in doubt",
                                 "values that count", "leave it out, or leave out those words")  # fmt: skip


def without_asides(piece: str) -> str:
    """Return a piece without goals and definitions in brackets or behind its value, of which nothing is lost."""
    return _REMARK.sub("", without_goals(piece))


def without_goals(piece: str) -> str:
    """Return a piece without goals and definitions in brackets or behind its value."""
    return _ASIDE.sub(" ", piece).strip()


def without_remarks(question: str, piece: str) -> str:
    """Return a piece without what is remarked beside its value; ask where a number may be none that was measured.

    Raises
    ------
    UnclearAnswerError
    """
    said = without_asides(piece)
    for clause in _CLAUSE.split(said):
        if not holds_number(clause):
            continue
        for words, tells in _TELLS[question]:
            if (mark := words.search(clause)) is not None:
                raise UnclearAnswerError(
                    question, f"{quoted(clause.strip())}, where {quoted(mark[0])} {tells}",
                    "values that were measured", "leave out what was not measured; of what was, write only the value: "
                    f"{EXAMPLE[question].removeprefix('write for example: ')}",
                )  # fmt: skip
    if question == "scans" and holds_number(said) and (other := _OTHER_SCAN.search(said)) is not None:
        raise UnclearAnswerError(
            question, f"{quoted(said)}, where {quoted(other[0])} is no density of a DXA scan that the model has",
            "densities and scores of the lumbar spine, hip, forearm or whole body by DXA", "leave it out",
        )  # fmt: skip
    return said


_THIRD: Final = later(r"\b(?:her|his|their)\b", re.IGNORECASE)
_OF_ALL: Final = (
    (_GOAL, "may tell of a goal or a threshold"),
    (OTHERS, "may tell of somebody else"),
    (_PREDICTED, "may tell of no measurement"),
)
#: What may make a number none that was measured, and what it may tell.
_TELLS: Final = {
    "labs": (*_OF_ALL, (_THIRD, "may tell of somebody else")),
    "scans": (
        *_OF_ALL,
        (_THRESHOLD, "may tell of a goal or a threshold"),
        (_CHANGED, "may tell of a change"),
    ),
}


def holds_number(text: str) -> bool:
    """Tell whether a text holds a digit outside the names of vertebrae and vitamins."""
    return any(sign.isdigit() for sign in IN_NAMES.sub("", text))
