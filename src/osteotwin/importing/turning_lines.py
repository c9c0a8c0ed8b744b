"""Lines around results that make something else of them: a heading above, "Previous results:", a remark beneath."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from osteotwin.importing.cell_lines import are_heads
from osteotwin.importing.found import Gathered, Place, by_place
from osteotwin.importing.head_words import head_words
from osteotwin.importing.idle_words import unread_beside, unsaying
from osteotwin.importing.lab_results import result_of
from osteotwin.importing.lab_spans import names_in
from osteotwin.importing.lines import LONGEST_LINE, Line
from osteotwin.importing.no_result_words import EARLIER, OTHERS, PREDICTED, UNSOUND, WISHED
from osteotwin.importing.remarks import why_not
from osteotwin.importing.scan_lists import DATE
from osteotwin.importing.scan_sentences import labeled
from osteotwin.importing.scan_words import PRIOR, makers_in, mentions_of
from osteotwin.units.patterns import later

_FOUND: Final = r"(?:at|bei|au|al|alla)\s+(?:erst)?diagn\w+"
_TURN: Final = later(
    rf"\b(?:{EARLIER}|old|past|historical|baseline|before\s+\w+|{_FOUND}|comparison|{WISHED}|{PREDICTED}|{UNSOUND}|examples?|pending|"
    rf"{PRIOR}|voruntersuchung|ant[ée]rieure?s?|reference (?:values?|ranges?|population|people|intervals?|mean)|"
    r"normal (?:values|ranges?)|population|controls?|excluded|peers?|"
    r"my (?:son|child)|averages?|expected|phantoms?|calibration|nhanes(?: iii)? reference|young adult|"
    r"sample report|real patient|"
    r"opportunistic|x-?ray|estimates?|csf|liquor|hair|dialysates?|drinking water|erwartet\w*|"
    r"(?:saliva|speichel)\w*|\w{0,9}(?:urin|harn|orina)\w*|lateral|vfa)\b|"
    r"\b(?:19|20)\d\d\b|^\W*(?:lab |test |result |scan )?history\W*$",
    re.IGNORECASE,
)
#: What else a heading may say.
_NEUTRAL: Final = later(
    r"\b(?:the|his|her|our|these|my|an?|of|for|from|at|in|on|and|or|to|is|are|following|labs?|laboratory|bloods?|work|"
    r"hormones?|bone|density|i?dxa|dexa|scans?|exams?|tests?|results?|values?|levels?|reports?|measurements?|treatment|"
    r"therapy|years?|visit|next|women|men|your|age|collection|stud(?:y|ies)|random|spot|panel|chemistry|analys[ei]s|iii|"
    r"mean|adults?|block|two|three|five|ten|based|ai|chest|ct|screening|real|not|bioqu[ií]mica|examen(?:es)?|estudios?|des?|du|la|el|les|"
    r"horas|population|sample|report|\w{5,}(?:zole|mab|ate|fen|stane|ifene)|specimen|sample|patient|group|mean|lumbar|spine|hips?|femoral|neck|total|left|right|h|hours?)\b|"
    r"\b\d{1,2}[ -]?(?:years?|h|hours?|horas)?\b",
    re.IGNORECASE,
)
_MOST_WORDS: Final = 8
#: The day of another exam, which heads nothing: "Comparison: 5/29/2017".
_FIELD: Final = later(rf":\s*(?:{DATE.pattern})", re.IGNORECASE)
_OF_TIME: Final = later(
    rf"\b(?:{EARLIER}|old|past|historical|history|baseline|before|{_FOUND}|comparison|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_EXAM: Final = later(
    r"\b(?:i?dxa|dexa|scans?|labs?|bloods?|results?|tests?|current|today|now|own|mine|serum|plasma|blood|ha?ematology)\b",
    re.IGNORECASE,
)


def turning_heading(words: str) -> str:
    """Return a heading that makes what stands beneath it none of this person's results of this day; empty for others.

    Examples
    --------
    >>> turning_heading("Previous results (2025-01-10):"), turning_heading("Urine"), turning_heading("Estradiol")
    ('Previous results (2025-01-10)', 'Urine', '')
    """
    if _of_other_specimen(words):
        return words.strip(" :*#-")
    bare = DATE.sub(" ", words)
    if (
        _FIELD.search(words)
        or len(bare.split()) > _MOST_WORDS
        or not (_TURN.search(bare) or OTHERS.search(bare))
    ):
        return ""
    rest = _NEUTRAL.sub(" ", OTHERS.sub(" ", _TURN.sub(" ", bare)))
    return "" if re.search(r"\w", rest) else words.strip(" :*#-")


_OTHER_SPECIMEN: Final = later(
    r"\b(?:\w{0,9}urin\w{0,8}|\w{0,7}harn|orina|csf|liquor|saliva|speichel|salive|stool|stuhl)\b",
    re.IGNORECASE,
)
_ORDERED: Final = later(
    r"\W*(?:orders?|ordered|panel|specimen|sample|source|material|department)\b[^:]{0,12}:", re.IGNORECASE
)
_HOURS: Final = later(r"\b24[\s-]?(?:h|hr|hours?|std|stunden|heures|horas|ore)\b", re.IGNORECASE)


def _of_other_specimen(words: str) -> bool:
    """Tell a short line without a number, of a specimen that is no blood; the name of a test of urine is none."""
    bare = _HOURS.sub(" ", words)
    if re.search(r"\d", bare) or len(bare.split()) > _MOST_WORDS:
        return False
    tested = () if _ORDERED.match(bare) else names_in(bare)
    of_urine = any(one.what and not one.what.startswith(_OF_BLOOD) for one in tested)
    return not of_urine and _OTHER_SPECIMEN.search(bare) is not None


#: Tests that are measured in blood and in urine, of which a person's file holds that of blood.
_OF_BLOOD: Final = ("serum_calcium", "creatinine")


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
    found = by_place(gathered.found)
    for at, line in enumerate(lines):
        following = next(
            (one for one in lines[at + 1 :] if one.place != line.place and one.text.strip()), None
        )
        words = "" if following is None else following.text[:LONGEST_LINE].strip(" *")
        tests = {one.what for one in names_in(words) if one.what}
        of_other = tests and tests.isdisjoint(str(one.keys.get("what")) for one in found[line.place])
        if (
            words
            and not (of_other or _LEVEL_NAMED.fullmatch(words))
            and result_of(words) is None
            and not labeled(words)
            and not turning_heading(words)
        ):
            why = why_not(words, signed=True)
            beneath[line.place] = why if "to rely on" in why else ""
    for one in [one for one in gathered.found if beneath.get(one.place)]:
        gathered.found.remove(one)
        gathered.leave(one.place, one.said, beneath[one.place].replace("beside", "beneath"))


#: "Insufficient: 20-29": of a list of what levels are called.
_LEVEL_NAMED: Final = later(
    r"[^\W\d_][^\d:]{2,40}:\s*[<>\u2264\u2265]?=?\s?\d[\d.,]*(?:\s?(?:[-\u2013]|to)\s?\d[\d.,]*)?(?:\s?\S{1,10})?"
)


def doubt_at_head(lines: Sequence[Line], gathered: Gathered) -> None:
    """Leave the results of blood beneath a word above all of them that the sample is none to rely on.

    A report that is not final yet is said to be.
    """
    doubt = note = ""
    at: dict[Place, tuple[str, str]] = {}
    results = False
    for line in lines:
        words = line.text[:LONGEST_LINE]
        results = results or (result_of(words) is not None and not _SAMPLE.search(words))
        if not results and (said := _SAMPLE.search(words)) is not None:
            doubt = why_not(words[said.start() :], signed=True) if not result_of(words) else ""
        if not results and _NOT_FINAL.search(words):
            note = "its report is preliminary: it may change, so compare it with the final result"
        at[line.place] = (doubt, note)
    for n, one in reversed([*enumerate(gathered.found)]):
        why, said_of = at.get(one.place, ("", ""))
        if "to rely on" in why and str(one.keys.get("what", "")).startswith(_OF_SCANS) is False:
            del gathered.found[n]
            gathered.leave(one.place, one.said, why.replace("beside it", "above it"))
        elif said_of and "what" in one.keys:
            gathered.found[n] = one.noting(said_of)


_SAMPLE: Final = later(
    r"\b(?:specimen|sample|serum|plasma|status|condition|quality|probe|material|[ée]chantillon|muestra|campione)\b(?=\W)",
    re.IGNORECASE,
)
_NOT_FINAL: Final = later(
    r"^\W*(?:report |result )?status\W{1,4}(?:preliminary|partial|interim|not final)\b|"
    r"\b(?:preliminary|interim) (?:report|results?)\b|\bvorl[äa]ufiger? befund",
    re.IGNORECASE,
)
_OF_SCANS: Final = ("bmd_", "t_score_", "z_score_", "vbmd_")


def unknown_headings(lines: Sequence[Line]) -> dict[Place, str]:
    """Return for each line the heading above it of which nobody knows what it makes of the results beneath."""
    above: dict[Place, str] = {}
    heading = ""
    for at, line in enumerate(lines):
        words = line.text[:LONGEST_LINE].strip()
        if re.search(r"\d", words) or not words:
            above.setdefault(line.place, heading)
        elif makers_in(words) or are_heads(words) or (at < _LETTERHEAD and _OF_CARE.search(words)):
            continue  # the scanner, the columns and the house are known
        elif not (names_in(words) or mentions_of(words) or labeled(words)):
            known = _OF_A_FIELD.match(words) or not re.search(r"\w", _OF_COLUMNS.sub(" ", words))
            short = len(words.split()) <= _MOST_WORDS and not known and words[-1] != ","
            heading = (
                words.strip(" :*#-") if short and (unread_beside(words)[0] or unsaying(f"({words})")) else ""
            )
    return {place: said for place, said in above.items() if said}


#: The lines of a letterhead, and what houses call themselves.
_LETTERHEAD: Final = 4
_OF_CARE: Final = later(
    r"\b(?:mvz|labor\w*|klini\w+|clinic\w*|hospital\w*|praxis|cabinet|cent(?:er|re)|zentrum|institut\w*|diagnostics?|"
    r"radiolog\w*|gmbh|inc|llc|ltd|kollegen|associates|healthcare|imaging|ospedale|azienda|ziekenhuis)\b",
    re.IGNORECASE,
)
#: Heads of columns, which say nothing of the results beneath that their order does not; and what stands between words.
_OF_COLUMNS: Final = later(
    rf"\b{head_words('measured', 'result', 'unit', 'flag', 'range', 'earlier', 'joining')}\b|[\W_]",
    re.IGNORECASE,
)
#: Fields of a report of which it is known that they change nothing of its results.
_OF_A_FIELD: Final = later(
    r"\W*(?:name|patient|physician|doctor|dr|arzt|sehr geehrte\w*|estimad\w*|"
    r"appareil|equipo|apparecchio|apparaat|laboratoire|laboratorio|m[e\u00e9]decin|referr\w*|ordering|ordered|birth|dob|geb\w*|born|sex|gender|"
    r"geschlecht|sexe|sexo|id|mrn|age|height|weight|device|scanner|ger\u00e4t|operator|address|phone|fax|page|accession|"
    r"collected|received|reported|ethnicity|facility|location|indication|history|thank|dear|praxis|labor|lab|hospital|"
    r"clinic|imaging|analysis|software|manufacturer|model|technologist|status|comments?|impression|assessment)\b[^:]*(?::|$)",
    re.IGNORECASE,
)
