"""What somebody wrote beside a result: words that withdraw it, and words that only explain."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.importing.no_result_words import OTHERS, PREDICTED, UNSOUND, WISHED
from osteotwin.importing.not_of_this import A_GOAL
from osteotwin.inputs.notes import printable
from osteotwin.units.patterns import later

_LONGEST: Final = 400
#: Flags and states of results that are sound, and what stands where nothing does.
_ORDINARY: Final = later(
    r"(?:[^\w<>≤≥]|_)*|[hlna]{1,2}|(?:very |slightly )?(?:high|low)|(?:ab)?normal|"
    r"(?:in|out of|within|above|below|outside) (?:the )?(?:reference )?(?:range|limits|norm)|"
    r"final|finali[sz]ed|f|complete[d]?|verified|validated|reviewed|authori[sz]ed|"
    r"released|ok|okay|yes|no|none|nil|true|false|valid|hoch|niedrig|erhöht|erniedrigt|unauffällig|endgültig|"
    r"élevé|bas|alto|bajo|hoog|laag|done|measured|result(?:ed)?",
    re.IGNORECASE)  # fmt: skip
#: Words by which a result is none, or none that can be relied on.
_WITHDRAWN: Final = later(
    rf"\b(?:{UNSOUND}|not? (?:longer )?valid|void(?:ed)?|un?gültig|nonvalid\w*|inv[aá]lid\w*|ongeldig|non valable|"
    r"unbrauchbar|verworfen|unplausibel|"
    r"withdrawn|cancel\w*|retract\w*|reject\w*|deleted?|discard\w*|disregard|ignore|do not use|storniert|gelöscht|"
    r"annul\w*|abgelehnt|"
    r"(?:entered |reported )?in error|errors?|erroneous\w*|fehlerhaft\w*|fehler|falsch\w*|erreur|err[oó]ne[oa]|fout|"
    r"wrong\w*|mistaken?|mistyped?|typo|mislabel\w*|mix(?:ed)?[- ]?up|swapped|vertauscht|verwechselt|"
    r"not (?:done|performed|tested|reported|measured|calculated)|"
    r"nicht (?:durchgeführt|bestimmt|gemessen)|no sample|keine probe|"
    r"pending|ausstehend|to follow(?=\W*$)|folgt(?=\W*$)|tnp|"
    r"ha?emoly\w*|hämoly\w*|h[eé]moly\w*|hem[oó]li\w*|lipa?emi[ac]\w*|lipäm\w*|icteric|ikter\w*|clott(?:ed|ing)|"
    r"geronnen|coagulated|contaminat\w*|kontaminiert|verunreinigt|insufficient|qns|quantity not sufficient|"
    r"zu wenig material|questionable|doubtful|dubious|implausible|fraglich|zweifelhaft|"
    r"interfer(?:es|ed|ing|ence)|interferenz|biotin|poor quality|bad (?:sample|scan)|"
    r"motion|moved during)\b",
    re.IGNORECASE)  # fmt: skip
#: Of a test that is done again: this result may be the doubtful one.
_AGAIN: Final = later(
    r"\b(?:repeat\w*|re-?(?:check|run|test|draw|measure|do|scan)(?:ed|n|s)?|wiederhol\w*|"
    r"à (?:refaire|répéter|recontrôler)|repetir|herhal\w*|da ripetere)\b",
    re.IGNORECASE)  # fmt: skip
#: Of a test that confirmed the result, or is due some day.
_LATER: Final = later(
    r"\bconfirm\w*|\bbestätig\w*|\b(?:in|after|every|within|at|next|nach|alle|dans|en|over)\s+(?:\d|an?\b|one|two|three|"
    r"six|twelve|year|month|visit|spring|summer|autumn|winter|ein|zwei|drei|sechs)|\b(?:annual|year)ly\b|\bjährlich\b",
    re.IGNORECASE)  # fmt: skip
#: What there was too little of, where it was none of what was measured.
_LEVEL: Final = later(
    r"(?<!sample )(?<!specimen )(?<!material )(?<!quantity )(?<!volume )(?<!serum )(?<!blood )"
    r"\binsufficient\b(?!\s+(?:sample|specimen|material|quantity|volume|serum|blood|amount|for\b))",
    re.IGNORECASE,
)
_NONE_OF_THEM: Final = later(
    r"(?:\b(?:no|not|non|without|never|nothing|none|kein\w*|ohne|nicht|sans|pas d[e']|sin|senza|geen|free of|standard|"
    r"mean|precision|measurement|margin of)[\s-]+(?:(?:visible|further|signs?|evidence|trace|significant|any|need|"
    r"relevant|obvious)[\s-]+(?:(?:of|for|to)[\s-]+)?(?:an?[\s-]+)?)?)$",
    re.IGNORECASE)  # fmt: skip
_FREE: Final = later(
    r"[\s-]?(?:free|index)\b|[\s:=]+(?:no(?:ne)?|kein\w*|aucune?|0|neg\w*|absent|nein)\b", re.IGNORECASE
)
#: What was never measured of anybody.
_SUPPOSED: Final = later(
    rf"^\W*(?:(?:rough|self|my)[\s-]?)?(?:{PREDICTED}|estimat\w*|estim[ée]\w*|predict\w*|simulat\w*|planned|geplant)\b",
    re.IGNORECASE)  # fmt: skip
_GOAL: Final = later(
    rf"^\W*(?:(?:my|the|our|an?|treatment|training|personal|long[\s-]?term|mein)\s+){{0,3}}(?:{WISHED}|"
    r"(?:reference|normal|referenz)\w*(?:\s(?:value|range|wert))?(?=\W*$))\b"
    r"(?!\s+(?:is\s+|was\s+)?(?:met|reached|achieved|range|erreicht|atteint))",
    re.IGNORECASE)  # fmt: skip
_CONTROLS: Final = later(
    r"\b(?:qc|quality control|control (?:sample|serum|material)|phantom|calibration (?:run|sample)|calibrator|"
    r"test (?:patient|entry|record|data|row)|dummy|sample data|example|beispiel|testpatient(?:in)?|kontrollserum)\b",
    re.IGNORECASE)  # fmt: skip
#: A relative who has something, drives or asks is no owner of a result.
_OF_RELATIVE: Final = later(
    r"\W+(?:has|had|have|with|also|broke|died|drove|asked|hat|hatte|a eu|was diagnosed)\b", re.IGNORECASE
)
_BELOW: Final = later(
    r"^\s*[<>≤≥]|\bor (?:less|lower|below|more|higher|above|weniger|mehr)\b|"
    r"\b(?:below|under|less than|lower than|above|over|beyond|outside)\s+(?:the\s+)?(?:assay\W?s?\s+)?"
    r"(?:lower\s+|upper\s+|measuring\s+)?(?:limit|detection|quantification|lo[dq]|measur\w+|reportable|"
    r"range of the assay)|\bunter\s+(?:der\s+)?(?:nachweis|bestimmungs)grenze|"
    r"\bnicht nachweisbar|\bnot? detect\w*|\bundetect\w*|"
    r"\bn\.\s?n\.|\bsous le seuil|\bno detectable",
    re.IGNORECASE)  # fmt: skip
_WITHOUT_BONES: Final = later(
    r"\bL[1-4](?:\s*(?:,|and|und|&|-|\+)\s*L?[1-4])*\b[^.;]{0,20}\b(?:exclu\w*|omitted|left out|"
    r"not (?:included|counted|evaluable)|ausgeschlossen|nicht (?:bewertet|gewertet)|exclus?e?s?)\b|"
    r"\b(?:exclu\w*|without|omit\w*|ohne|sans)\b[^.;]{0,12}\bL[1-4]\b",
    re.IGNORECASE)  # fmt: skip
_OF_TIME: Final = later(
    r"^\W*(?:(?:value|result|taken|measured|drawn|copied|carried (?:over|forward))\s+)?(?:from|of|as of|in|aus|von|vom|"
    r"de|du)\s+(?:(?:early|late|the year)\s+)?(?:(?:19|20)\d\d|last (?:year|month|time|visit)|\w+\s+(?:19|20)\d\d)\W*$|"
    r"\bcarried (?:over|forward)\b|^\W*(?:previous|prior|earlier|old|former|historical)"
    r"(?: (?:value|result|scan|exam|visit))?\W*$",
    re.IGNORECASE)  # fmt: skip


def is_ordinary(remark: str) -> bool:
    """Tell whether a remark says no more than that a result is high, low, sound or final.

    Examples
    --------
    >>> is_ordinary("H"), is_ordinary("final"), is_ordinary("fasting")
    (True, True, False)
    """
    return _ORDINARY.fullmatch(remark.strip()) is not None


def why_not(remark: str, *, signed: bool = False, graded: bool = False) -> str:
    """Return why a result with a remark is not taken; empty where the remark leaves it as it is.

    Parameters
    ----------
    remark : str
        What stands beside a result: a comment, a flag, a status.
    signed : bool
        Whether the result itself has the sign of a limit, so that a remark on one only explains it.
    graded : bool
        Whether a level of it is called insufficient, as of the vitamin, so that the word is not of the sample.

    Examples
    --------
    >>> why_not("sample haemolysed")
    'a remark beside it says "haemolysed": no result to rely on'
    >>> why_not("no haemolysis"), why_not("repeat in 2 years"), why_not("fasting")
    ('', '', '')
    """
    words = " ".join(remark[:_LONGEST].split())
    words = _LEVEL.sub("low", words) if graded else words
    if not words or is_ordinary(words):
        return ""
    if (said := _said(_WITHDRAWN, words)) or (not _LATER.search(words) and (said := _said(_AGAIN, words))):
        return f'a remark beside it says "{printable(said.casefold())}": no result to rely on'
    if _GOAL.match(words):
        return A_GOAL
    if (supposed := _SUPPOSED.match(words)) is not None:
        return f'a remark beside it says "{printable(supposed[0].strip().casefold())}": it was not measured'
    if _CONTROLS.search(words):
        return "a remark beside it says that it is a test of the device, or an example"
    if of_somebody_else(words):
        return "a remark beside it is about somebody else"
    if not signed and _BELOW.search(words):
        return (
            'a remark beside it says that it is a limit; write the value with its sign, such as "<5", by hand'
        )
    if leaves_vertebrae_out(words):
        return "a remark beside it names vertebrae that were left out; a person's file holds L1-L4"
    if _OF_TIME.search(words):
        return "a remark beside it says that it is of another day; write it and its day by hand"
    return ""


def leaves_vertebrae_out(words: str) -> bool:
    """Tell whether words say that a lumbar vertebra does not count.

    Examples
    --------
    >>> leaves_vertebrae_out("L1-L4, L3 excluded for sclerosis"), leaves_vertebrae_out("L1-L4")
    (True, False)
    """
    return _WITHOUT_BONES.search(words) is not None


def of_somebody_else(words: str) -> bool:
    """Tell whether words make what they stand beside somebody else's; what a relative has does not.

    Examples
    --------
    >>> of_somebody_else("wife's tablets"), of_somebody_else("mother had a hip fracture")
    (True, False)
    """
    return any(_OF_RELATIVE.match(words, one.end()) is None for one in OTHERS.finditer(words))


def _said(pattern: re.Pattern[str], words: str) -> str:
    """Return the first words of a kind that are not denied."""
    return next(
        (
            one[0]
            for one in pattern.finditer(words)
            if _NONE_OF_THEM.search(words[: one.start()]) is None and _FREE.match(words, one.end()) is None
        ),
        "",
    )
