"""What an answer says of reasons and feelings, and of no drug, dose or day: "because my E2 was 60", "hate it"."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from osteotwin.units.patterns import later

_SMALL: Final = """
    i im i'm ive i've id me my the a an it its it's this that them they is are was were be been being have has had
    having do does doing did really very so too much many lot lots of some all
    yet quite pretty extremely still just absolutely as with from in for to and or but than got getting get gets
    gave     given giving makes making made causing caused cause causes
"""
_FELT: Final = """
    tolerate tolerating tolerated
    hate hated hating love loved loving like feel feeling felt feels works working worked awful terrible horrible
    miserable brutal rough great amazing fantastic happy unhappy pain pains painful ache aches achy aching sore soreness
    stiff stiffness flash flashes flushes sweats sweating side-effects effects sides side nausea nauseous fatigue
    fatigued tired exhausted exhaustion headache headaches insomnia depression depressed anxiety anxious acne bloated
    bloating moody weak weakness brain fog dizzy dizziness thankfully unfortunately luckily sadly problems issues
    trouble hurt hurts
"""
_BODY: Final = """
    joint joints bone bones knee knees hand hands finger fingers hip hips back muscle muscles nipple nipples hair mood
    libido sleep energy weight skin morning body head heart reflux heartburn stomach jaw bad badly good well fine ok
    okay better worse severe horrible high higher low lower crashed crashing elevated loss gain thinning gyno puffy
    itchy hot night cold severe strong mild minor big huge
"""
_REASONS: Final = """
    e2 estradiol oestradiol estrogen oestrogen testosterone t lh fsh shbg psa level levels lab labs blood bloods
    bloodwork work scan scans dexa dxa t-score score density mineral osteoporosis osteopenia osteoporotic cancer breast
    prostate tumor tumour er positive er+ hormone receptor family history risk age menopause surgery operation chemo
    chemotherapy radiation radiotherapy recurrence fracture fractures broken broke wrist spine vertebra
    hypogonadism hypogonadal primary secondary endometriosis fibroids asthma copd arthritis polymyalgia lupus
    crohn's ra pmr transplant prevent prevention protect protection treat treatment side came come back wasn't weren't
"""
_REMARK: Final = frozenset(f"{_SMALL} {_FELT} {_BODY}".split())
_REASON: Final = _REMARK | frozenset(f"{_REASONS}".split())
_FEELS: Final = frozenset(f"{_FELT}".split())
#: What is told as past may be over.
_PAST: Final = frozenset(("was", "were", "had", "did", "didn't", "felt", "hated", "loved", "liked", "worked", "gave",
                          "made", "caused", "got", "been", "crashed"))  # fmt: skip
_OVER: Final = later(
    r"\b(?:until|till|stopped|previously|formerly|used to|was on|"
    r"(?:19|20)\d\d ?(?:-|\u2013|to) ?(?:[a-z]+ )?(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
#: Unbearable: it has ended, so the words stay unless what follows tells when.
_ENDED: Final = later(
    r"(?:i )?(?:just )?(?:could ?n[o'\u2019]?t|could not|can'?t|cannot|can not) "
    r"(?:stand|bear|tolerate|take|handle|cope with)\b"
)
_GOES_OVER: Final = later(
    r"[\s,.]*(?:and |so |then |i |we |was |got |have |(?:my |the )?(?:doctor|doc|onc\w*|endo\w*) )*"
    r"(?:switched|stopped|changed|quit|moved|came off|swapped|put me on)\b",
    re.IGNORECASE,
)
_BECAUSE: Final = later(
    r"[\s,(\u2013-]*\b(?:because(?: of)?|bc(?: of)?|b/c(?: of)?|cuz|due to|on account of|thanks to)\s+",
    re.IGNORECASE,
)
#: "for low T" behind a dose or a day
_FOR: Final = later(
    r"[\s,]+for (?:my |the |his |her )?(?:low t|low testosterone|trt|hypogonadism|osteoporosis|osteopenia|"
    r"(?:low )?bone density|bone loss|bones|breast cancer|prostate cancer|gyno|high e2|e2(?: control)?|"
    r"estrogen(?: control)?|hot flashes|menopause|reflux|asthma|pmr|arthritis)"
    r"(?=[,.;)]|\s*$|\s(?:since|from|for|starting|started|until|and|plus|at|every|each|daily|weekly|in|with|now|by|[-(])\b)",
    re.IGNORECASE,
)
#: "in May 2021 after surgery": the day is said.
_AFTER: Final = later(
    r"(?<=\b(?:19|20)\d{2}),? (?:right |just |shortly )?(?:after|following|post) "
    r"(?:my |the |a )?(?:breast |total |double )?"
    r"(?:surgery|operation|op|lumpectomy|mastectomy|hysterectomy|chemo(?:therapy)?|radiation|rads|radiotherapy|"
    r"diagnosis|fracture|hip fracture|dexa|dxa|scan)(?: in (?:[a-z]{3,9} )?(?:19|20)\d{2})?(?=[\s,.;)]|$)",
    re.IGNORECASE,
)
#: Where a remark may begin, and where it may end.
_BEGINS: Final = later(
    r"\s*(?:[,;(\u2013\u2014!]|\.(?=\s)|(?<=\s)-(?=\s)|\b(?:and|but|so|then)\b)[\s,]*(?:(?:and|but|so|then)\s+)?"
)
_ENDS: Final = later(
    r"\s*(?:[,;()\u2013\u2014!?]+|\.(?=\s|$)|\s-\s|\b(?:and|but|so|then)\b|\s(?=(?:since|from|starting|started)\b)|$)"
)
_WORD: Final = later(r"[^\s,;()!?.]+")
#: "was 60", "of 80 pg/mL"
_VALUE: Final = later(
    r"\b(?:was|is|were|at|of|to|hit|over|under|around|about) [<>~-]?\d+(?:\.\d+)?(?: ?(?:pg/ml|ng/dl|nmol/l|pmol/l|%))?"
    r"(?! ?(?:mg|mcg|ug|iu|g|ml|x|times|days?|weeks?|months?|years?)\b)(?![\d.]*\d)",
    re.IGNORECASE,
)


def tells_nothing(word: str) -> bool:
    """Tell whether a word of a reason or a feeling bears on no dose and no day, and is of no past."""
    return word in _REASON and word not in _PAST and word not in _JOINS


#: What may turn the sense of the words around it.
_JOINS: Final = frozenset(
    ("but", "or", "than", "all", "some", "them", "they", "from", "do", "does", "doing", "too")
)


def without_remarks(text: str) -> str:
    """Return an answer without its reasons and feelings; what holds a word that is not known as one of them stays.

    Examples
    --------
    >>> without_remarks("arimidex 0.5 mg daily since 2024 because my E2 was 60")
    'arimidex 0.5 mg daily since 2024'
    >>> without_remarks("letrozole 2.5 mg daily since 2022, hate it, my doctor says to stop")
    'letrozole 2.5 mg daily since 2022, my doctor says to stop'
    """
    text = _AFTER.sub("", text)
    text = _cut(text, _BECAUSE, _is_reason)
    text = _FOR.sub("", text)
    return _cut(text, _BEGINS, _is_feeling)


def _cut(text: str, begins: re.Pattern[str], is_remark: Callable[[str, str, str], bool]) -> str:
    """Return a text without each longest remark that begins so."""
    at = 0
    while (found := begins.search(text, at)) is not None:
        at = max(found.end(), at + 1)
        ends = [end for end in _ENDS.finditer(text, found.end()) if end.start() > found.end()][:_MOST_PARTS]
        for end in reversed(ends):
            said, rest = text[found.end() : end.start()], text[end.start() :]
            if is_remark(text[: found.start()], said, rest):
                rest = rest.lstrip("!?")
                closes = found[0].strip().startswith("(") and rest.lstrip().startswith(")")
                rest = rest.lstrip()[1:] if closes else rest
                text, at = f"{text[: found.start()]}{rest}", found.start()
                break
    return text.strip(" ,")


#: Clauses of the longest remark.
_MOST_PARTS: Final = 4


def _is_reason(_before: str, said: str, _rest: str) -> bool:
    words = _words(_VALUE.sub(" ", said))
    return bool(words) and all(word in _REASON for word in words)


def _is_feeling(before: str, said: str, rest: str) -> bool:
    """Tell whether a clause is of feelings; of what was, or cannot be borne, only where its end is told."""
    ended = _ENDED.match(said.strip())
    words = _words(said.strip()[ended.end() :] if ended else said)
    if (ended or _PAST.intersection(words)) and not (_GOES_OVER.match(rest) or _OVER.search(before)):
        return False
    if ended:
        return all(word in _REMARK for word in words)
    return any(word in _FEELS for word in words) and all(word in _REMARK for word in words)


def _words(text: str) -> list[str]:
    plain = _DENIED.sub("feel", text.casefold().replace("\u2019", "'"))
    return _WORD.findall(plain)


#: The only denials that are of feelings, and of nothing that is taken.
_DENIED: Final = later(
    r"\bno (?:bad |major |real )?(?:side[- ]?effects?|sides|problems?|issues|trouble|pain|aches|hot flashes)\b|"
    r"\b(?:don't|dont|do not|doesn't|does not) (?:really )?(?:like|love|feel|hurt)\b|"
    r"\b(?:don't|dont|do not|haven't|have not|never)(?: really)? (?:have|had|get|got|notice|noticed)"
    r"(?: any| many| much)? (?:side[- ]?effects?|sides|problems?|issues|trouble|pain)\b"
)
