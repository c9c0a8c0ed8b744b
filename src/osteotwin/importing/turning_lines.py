"""Lines around results that make something else of them: a heading above, "Previous results:", a remark beneath."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from osteotwin.importing.found import Gathered, Place
from osteotwin.importing.lab_results import result_of
from osteotwin.importing.lab_spans import names_in
from osteotwin.importing.lines import LONGEST_LINE, Line
from osteotwin.importing.no_result_words import EARLIER, OTHERS, PREDICTED, UNSOUND, WISHED
from osteotwin.importing.remarks import why_not
from osteotwin.importing.scan_lists import DATE
from osteotwin.importing.scan_sentences import labeled
from osteotwin.importing.scan_words import PRIOR, mentions_of

_TURN: Final = re.compile(
    rf"\b(?:{EARLIER}|old|past|historical|baseline|before\s+\w+|comparison|{WISHED}|{PREDICTED}|{UNSOUND}|examples?|pending|"
    rf"{PRIOR}|voruntersuchung|ant[ée]rieure?s?|reference (?:values?|ranges?|population|people|intervals?|mean)|"
    r"normal (?:values|ranges?)|controls?|excluded|peers?|"
    r"my (?:son|child)|averages?|expected|phantoms?|calibration|nhanes(?: iii)? reference|young adult|"
    r"sample report|real patient|"
    r"opportunistic|x-?ray|estimates?|csf|liquor|hair|dialysates?|drinking water|erwartet\w*|"
    r"(?:saliva|speichel)\w*|\w{0,9}(?:urin|harn|orina)\w*|lateral|vfa)\b|"
    r"\b(?:19|20)\d\d\b|^\W*(?:lab |test |result |scan )?history\W*$",
    re.IGNORECASE,
)
#: What else a heading may say.
_NEUTRAL: Final = re.compile(
    r"\b(?:the|his|her|our|these|my|an?|of|for|from|at|in|on|and|or|to|is|are|following|labs?|laboratory|bloods?|work|"
    r"hormones?|bone|density|i?dxa|dexa|scans?|exams?|tests?|results?|values?|levels?|reports?|measurements?|treatment|"
    r"therapy|years?|visit|next|women|men|your|age|collection|stud(?:y|ies)|random|spot|panel|chemistry|analys[ei]s|iii|"
    r"mean|adults?|block|based|ai|chest|ct|screening|real|not|bioqu[ií]mica|examen(?:es)?|estudios?|des?|du|la|el|les|"
    r"horas|population|sample|report|\w{5,}(?:zole|mab|ate|fen|stane|ifene)|specimen|sample|patient|group|mean|lumbar|spine|hips?|femoral|neck|total|left|right|h|hours?)\b|"
    r"\b\d{1,2}[ -]?(?:years?|h|hours?|horas)?\b",
    re.IGNORECASE,
)
_MOST_WORDS: Final = 8
#: The day of another exam, which heads nothing: "Comparison: 5/29/2017".
_FIELD: Final = re.compile(rf":\s*(?:{DATE.pattern})", re.IGNORECASE)
_OF_TIME: Final = re.compile(
    rf"\b(?:{EARLIER}|old|past|historical|history|baseline|before|comparison|(?:19|20)\d\d)\b", re.IGNORECASE
)
_EXAM: Final = re.compile(
    r"\b(?:i?dxa|dexa|scans?|labs?|bloods?|results?|tests?|current|today|now|own|mine)\b", re.IGNORECASE
)


def turning_heading(words: str) -> str:
    """Return a heading that makes what stands beneath it none of this person's results of this day; empty for others.

    Examples
    --------
    >>> turning_heading("Previous results (2025-01-10):"), turning_heading("Urine"), turning_heading("Estradiol")
    ('Previous results (2025-01-10)', 'Urine', '')
    """
    bare = DATE.sub(" ", words)
    if (
        _FIELD.search(words)
        or len(bare.split()) > _MOST_WORDS
        or not (_TURN.search(bare) or OTHERS.search(bare))
    ):
        return ""
    rest = _NEUTRAL.sub(" ", OTHERS.sub(" ", _TURN.sub(" ", bare)))
    return "" if re.search(r"\w", rest) else words.strip(" :*#-")


def without_turned(lines: Sequence[Line], gathered: Gathered) -> list[Line]:
    """Return the lines without results beneath a heading that turns them, each of which is named."""
    kept: list[Line] = []
    turned = ""
    for line in lines:
        words = line.text[:LONGEST_LINE]
        if heading := turning_heading(words):
            turned = heading
        elif turned and _ends_section(words):
            turned = ""
        measured = re.search(r"\d", words) and (names_in(words) or mentions_of(words) or labeled(words))
        dated = _OF_TIME.search(turned) is not None and DATE.search(words) is not None
        if turned and not heading and measured and not dated:
            why = f'beneath "{turned}", {_why(turned)}; write it by hand where it is one'
            gathered.leave(line.place, " ".join(words.split()), why)
        else:
            kept.append(line)
    return kept


def _why(heading: str) -> str:
    return (
        "and without a date of its own"
        if _OF_TIME.search(heading)
        else "which makes none of it a result of his"
    )


def _ends_section(words: str) -> bool:
    """Tell another heading, or the day of what follows."""
    bare = DATE.sub(" ", words)
    if re.search(r"\d", bare) or len(bare.split()) > _MOST_WORDS or names_in(words):
        return False
    dated = bare != words and not re.search(r"\w", bare)
    return dated or words.rstrip().endswith(":") or _EXAM.search(words) is not None


def take_back(lines: Sequence[Line], gathered: Gathered) -> None:
    """Leave the results that a remark on the line beneath withdraws."""
    beneath: dict[Place, str] = {}
    for at, line in enumerate(lines):
        following = next(
            (one for one in lines[at + 1 :] if one.place != line.place and one.text.strip()), None
        )
        words = "" if following is None else following.text[:LONGEST_LINE].strip(" *")
        if words and result_of(words) is None and not labeled(words) and not turning_heading(words):
            why = why_not(words, signed=True)
            beneath[line.place] = why if "to rely on" in why else ""
    for one in [one for one in gathered.found if beneath.get(one.place)]:
        gathered.found.remove(one)
        gathered.leave(one.place, one.said, beneath[one.place].replace("beside", "beneath"))
