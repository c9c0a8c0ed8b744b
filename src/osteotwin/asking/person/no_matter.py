"""What a person tells of himself that no number of the model takes: set aside as a whole, and said back.

Nothing is set aside that holds a word of what a person's file asks for, a number that is no time, or the name of a
condition; nor a clause that may turn what is told beside it.
"""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.drugs.told_drugs import drugs_in
from osteotwin.asking.person.asides import holds_condition
from osteotwin.asking.person.forms import Slot
from osteotwin.asking.person.health_names import plain_beside
from osteotwin.asking.person.health_words import (
    OPEN,
    OUTSIDE,
    OUTSIDE_NAMES,
    condition_at,
    is_slip_of_condition,
)
from osteotwin.asking.person.idle import is_idle
from osteotwin.asking.person.lay_words import lay_word
from osteotwin.asking.person.prose import COUNTED, LOADS
from osteotwin.asking.person.slots import holds_more, may_be_over, plain_words
from osteotwin.asking.person.times import AGO, BEGAN, without_times
from osteotwin.asking.unclear import quoted
from osteotwin.inputs.misspelled import slips
from osteotwin.units.patterns import later

#: Words of what a person's file asks for, in each of its languages.
MATTERS: Final = later(
    r"\b(?:fractur\w*|fraktur\w*|fracs?|fx|brok\w*|break\w*|\w*br[u\u00fc]che?|gebrochen|cass\w+|rot(?:o|a|ura)|"
    r"fell|fall\w*|"
    r"st\u00fcrz\w*|gest\u00fcrzt|chut\w+|ca\u00ed\w*|balance|smok\w*|cigar\w*|tobac\w*|nicotin\w*|\w*rauch\w*|"
    r"fum\w{1,6}|"
    r"alcohol\w*|alkohol\w*|drink\w*|drunk|drank|beers?|wine|spirits|sober|trink\w*|"
    r"\w*menopaus\w*|m\u00e9nopaus\w*|wechseljahre|periods?|menstru\w*|r\u00e8gles|regla|cycles?|"
    r"pregnan\w*|schwanger\w*|enceinte|embarazad\w*|"
    r"(?:fe)?males?|wom[ae]n|m[ae]n|lady|ladies|gentlem[ae]n|guys?|girls?|boys?|trans\w*|ovar\w*|oophor\w*|"
    r"weigh\w*|kgs?|kilos?|lbs?|pounds?|stones?|tall|height|bmi|inch\w*|feet|foot|old|aged?|born|birthday|"
    r"wieg\w*|gewicht|gro\u00df|\w*alt|poids|taille|peso|altura|edad|"
    r"kidneys?|renal|liver|heart|cardiac|stents?|bypass|tia|ministroke|stenosis|"
    r"spinalkanal\w*|anore\w+|bulimi\w+|eating disorder|magers\w+|bowel|intestin\w*|parathyroid|calcium|clots?|"
    r"strokes?|"
    r"steroids?|"
    r"niere\w*|leber\w*|herz\w*|knochen\w*|rein|reins|foie|c[o\u0153]e?ur|ri\u00f1\w*|h\u00edgado|coraz\u00f3n|"
    r"huesos?|calcio|"
    r"kalzium|upright|cortico\w*|glucocort\w*|cortisone?|cancer\w*|tumou?rs?|metast\w*|krebs|lactose|gluten|"
    r"t-?scores?|z-?scores?|bmd|frax)\b"
)
#: Where it hurts: the knees, the hips, the shoulders and the back bear on exercises.
_HURTS: Final = later(
    r"\b(?:pain\w*|hurt\w*|ach(?:e|es|ing|y)|sore\w*|stiff\w*|schmerz\w*|douleur\w*|dolor\w*|bad|dodgy|injur\w*|"
    r"torn)\b.*"
    r"\b(?:knees?|hips?|shoulders?|back)\b|\b(?:knees?|hips?|shoulders?|back)\b.*"
    r"\b(?:pain\w*|hurt\w*|ach(?:e|es|ing)|sore\w*|bother\w*|trouble\w*)\b"
)
#: Slips of these words are slips of what matters.
_LONG: Final = (
    "fracture", "fractured", "smoker", "smoking", "alcohol", "menopause", "menopausal", "pregnant", "postmenopausal",
    "premenopausal", "osteoporosis", "osteopenia", "cigarettes", "periods",
)  # fmt: skip
_LEAST_LETTERS: Final = 6
#: What is told of a treatment and belongs to the drugs.
_TREATED: Final = later(
    r"\b(?:medic(?:ation|ine)s?|meds?|drugs?|hormone\w*|hrt|trt|bisphosphonates?|treatments?|pills?|tablets?|"
    r"injections?|infusions?|"
    r"shots?|patch(?:es)?|supplements?|prescri\w+|medikament\w*|traitement\w*|tratamiento\w*|medicamento\w*)\b"
)
_DENIES: Final = later(r"\b(?:no|not|never|without|none|\w+n't|nicht|kein\w*|sans|pas|sin|nunca)\b")
_RADIATED: Final = later(
    r"\b(?:radiation|radiotherapy|irradiat\w*|bestrahl\w*|radioth\u00e9rapie|radioterapia)\b"
)
_THIN: Final = later(r"\bosteop(?:eni[ac]|\u00e9nie|enie)\b|\blow bone (?:mass|density)\b")
_ALONE: Final = later(rf"(?:\w+ )?(?:{_THIN.pattern})")
#: What may turn what stands beside it: a denial, a doubt, a condition, somebody else, another time.
TURNS: Final = later(
    r"\b(?:no|not|nor|never|neither|without|cannot|\w+n't|except|if|unless|would|could|should|may|might|maybe|"
    r"perhaps|probably|risk\w*|fear\w*|afraid|worr\w*|rule\w*|exclud\w*|suspect\w*|possib\w*|doubt\w*|wonder\w*|"
    r"read\w*|research\w*|stud\w+|teach\w*|coach\w*|treat\w*|test\w*|check\w*|screen\w*|prevent\w*|avoid\w*|free|"
    r"my (?!age\b|stats|info|body|name|health|life|own)\w+ (?:is|has|had|who)|he|she|they|his|her|their|him|"
    r"them|we|our|"
    r"you|your|people|others?(?! than)|friends?|patients?|clients?|"
    r"brother|sister|mother|father|mum|mom|dad|wife|husband|partner|son|daughter|family|uncle|aunt|"
    r"grand\w+|nicht|kein\w*|ne|pas|nunca|until|cured|gone|resolved)\b|\?"
)
#: One who speaks, or a verb: a clause, and no name of a list.
_CLAUSE: Final = later(
    r"\b(?:i|i'm|i've|my|me|ich|je|yo|is|are|was|were|am|be|been|have|has|had|do|does|did)\b"
)
#: A name that another one behind it may go on: "a book about lupus and RA".
_ABOUT: Final = later(r"\b(?:about|of|for|on|against|from|with)\b|^\w+(?:ed|ing)\b")
#: "At age 32 I am ..." is the age of now.
_IS_NOW: Final = later(
    r"\bage (?:of )?\d\d,? i(?:'m| am| have)\b|\b(?:tengo|ho|j'ai|bin|am|i'm|im) (?:now )?\d\d\b|"
    r"(?<!age )\bof \d\d\b(?! ?(?:%|kgs?|lbs?|cm|days|weeks|months|hours|miles|km))|"
    r"(?<!at )(?<!was )(?<!aged )(?<!age )\b\d\d[- ]?(?:y(?:ea)?rs?|y)?[- /]?(?:old|yo)\b"
)
#: Words in one name of a list; a clause has more.
_MOST_IN_NAME: Final = 7


def set_aside(piece: str, sentence: str) -> list[Slot] | None:
    """Return a piece of a sentence as what is in no number; ``None`` where it may matter.

    Examples
    --------
    >>> [slot.value for slot in set_aside("two cats", "osteoporosis and two cats")]
    ['two cats']
    >>> set_aside("my aunt fears lupus", "my aunt fears lupus and osteoporosis") is None
    True
    """
    text = plain_words(piece)
    if _ALONE.fullmatch(text) and piece.strip(" .") == sentence.strip(" ."):
        return None  # nothing but that: its score is asked
    if _THIN.search(text) and not (TURNS.search(text) or _may_matter(text, piece)):
        return [Slot("", "", f"{quoted(piece)} is in no number here: a score among the scans tells it")]
    if _may_matter(text, piece) or drugs_in(piece) or not _stands_alone(text, piece, sentence):
        return None
    is_time = not without_times(text) and holds_condition(plain_words(sentence.partition(piece)[0]))
    if is_time or lay_word(text) is not None:
        return None  # "diabetes (9 years ago)" may be over
    if _RADIATED.search(text) and not _DENIES.search(text):
        return [_of_radiation(piece)]
    if _TREATED.search(text) and not _DENIES.search(text):
        return [
            Slot(
                "",
                "",
                f"{quoted(piece)} is in no number here: tell what is or was taken in the first answer, on drugs",
            )
        ]
    return [Slot("", piece)] if is_idle(_plain(text, piece, sentence)) else None


#: A treatment that was not had.
_NOT_TREATED: Final = later(
    rf"{_DENIES.pattern}(?: (?:on|had|any|taking|take|a))*(?: (?:{_TREATED.pattern}|therapy|replacement))+"
)
#: What an illness before it is: "Hashimoto's, an autoimmune disease".
_APPOSED: Final = later(r"^an? (?:\w+ ){0,2}(?:diseases?|illness|conditions?|disorder)\b")


def _plain(text: str, piece: str, sentence: str) -> str:
    """Return a text without a treatment that it denies, and without the kind of the illness that stands before it."""
    text = _NOT_TREATED.sub(" ", text)
    before = plain_words(sentence.partition(piece)[0]).rstrip(" ,(")
    named = [one for one in OUTSIDE_NAMES.finditer(before) if one.end() == len(before)]
    return _APPOSED.sub(" ", text) if named else text


def _of_radiation(piece: str) -> Slot:
    told = f'{quoted(piece)} is in no number here: write "bone cancer" too if bones of the skeleton were radiated'
    return Slot("", "", told)


def _may_matter(text: str, piece: str) -> bool:
    timeless = _THIN.sub("", without_times(text))
    if MATTERS.search(timeless) or _HURTS.search(text) or _IS_NOW.search(text) or holds_condition(text):
        return True
    if re.search(r"\d", COUNTED.sub("", without_times(piece.casefold()))):
        return True
    words = re.findall(r"[^\W\d_]+", timeless)
    return any(is_slip_of_condition(word) or _is_slip(word) for word in words)


def _is_slip(word: str) -> bool:
    return len(word) >= _LEAST_LETTERS and any(slips(word, one, 2) <= 1 + (len(one) > 7) for one in _LONG)


def _stands_alone(text: str, piece: str, sentence: str) -> bool:
    """Tell whether a piece turns nothing that its sentence tells beside it."""
    before, found, behind = " ".join(sentence.split()).partition(" ".join(piece.split()))
    begins = _PARTED_BEFORE.search(before) or _WHO.match(piece)
    if found and not (begins and _PARTED_BEHIND.match(behind)):
        return False
    before, _, behind = plain_words(sentence).partition(text)
    beside = without_times(f"{before} {behind}")
    if _OF_BONES.search(beside):
        return False
    if before.rstrip().endswith("(") and behind.lstrip().startswith(")") and not TURNS.search(text):
        return True
    if holds_condition(beside):
        is_name = len(text.split()) <= _MOST_IN_NAME and not _CLAUSE.search(text)
        is_first = holds_condition(behind) and _ABOUT.search(text) is not None
        return is_name and not is_first and not TURNS.search(text)
    return not holds_more(beside) or (bool(found) and not TURNS.search(text) and not LOADS.search(text))


#: What parts a piece from what stands before it and behind it.
_PARTED_BEFORE: Final = later(
    r"(?:^|[,;:.!?()\u2013\u2014-]|\b(?:and|but|with|y|et|und|&))\s*$", re.IGNORECASE
)
_PARTED_BEHIND: Final = later(
    r"\s*(?:$|[,;:.!?()\u2013\u2014-]|(?:and|but|with|y|et|und|&)\b)", re.IGNORECASE
)
_WHO: Final = later(r"(?:diagnosed|who|which|that|because|since|where)\b", re.IGNORECASE)
#: Of bones that broke the rest of the sentence may tell more.
_OF_BONES: Final = later(
    r"\b(?:fractur\w*|brok\w*|break\w*|fell|falls?|gebrochen|\w*br[u\u00fc]ch\w*|cass\w+|rot[oa])\b"
)


def conditions_in(piece: str) -> list[Slot] | None:
    """Return the conditions of a clause whose other words are plain; ``None`` where one may turn it.

    Examples
    --------
    >>> [(slot.key, slot.value) for slot in conditions_in("nine years ago the doctor found osteoporosis")]
    [('conditions', 'osteoporosis')]
    >>> conditions_in("I read about osteoporosis") is None
    True
    """
    text = plain_words(piece)
    names = sorted({slot[0]: slot for slot in _conditions_of(text)}.values())
    is_over = AGO.search(text) is not None and BEGAN.search(text) is None
    is_over = is_over or _IS_OVER.search(text) is not None
    if not names or "?" in piece or any(is_over and name not in may_be_over() for name, _ in names):
        return None
    if any(re.search(rf"\b{re.escape(one)}\b", text) for one in OPEN):
        return None
    began = BEGAN.search(text) or all(name in may_be_over() for name, _ in names)
    rest = without_times(text) if began else text
    for _, said in names:
        rest = rest.replace(said, " ")
    outside = COUNTED.sub("", OUTSIDE.sub(" ", rest))
    if any(word not in plain_beside() for word in re.findall(r"[\w'\u2610-\u2718+-]+|[?:=]", outside)):
        return None
    return [
        *(Slot("conditions", name) for name, _ in names),
        *(Slot("", one[0]) for one in OUTSIDE.finditer(rest)),
    ]


def _conditions_of(text: str) -> list[tuple[str, str]]:
    """Return the conditions that a text names, each with its words."""
    found: list[tuple[str, str]] = []
    at = 0
    for start in (one.start() for one in re.finditer(r"(?<![\w'.-])\w", text)):
        if start >= at and (one := condition_at(text, start)) is not None:
            found.append((one[0], text[start : one[1]]))
            at = one[1]
    return found


#: What makes a condition one of the past, or of another kind.
_IS_OVER: Final = later(
    r"\b(?:had|used to|as a|when i was|it was|at first|initially|originally|"
    r"first (?!diagnos|found|shown|told|noticed|detected|had))\b"
)


def sentence_of(piece: str, text: str) -> str:
    """Return the sentence of an answer in which a piece stands; the whole answer where none holds it.

    Examples
    --------
    >>> sentence_of("I run", "54, man. I run and swim; asthma")
    'I run and swim'
    """
    sentences = re.split(r"[;\n]+|(?<=[\w)\"'%])[.!?]+\s+", text)
    return next((one for one in sentences if piece.casefold() in one.casefold()), text)
