"""What a part of an answer says of a person, slot by slot in any order: "68M PMHx prostate ca", "Ht: 178 cm Wt: 85 kg".

A part with one word that is in no slot is left to the reader that goes by its phrases.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from osteotwin.asking.drugs.taken import is_shown
from osteotwin.asking.person.alcohol_words import alcohol_at
from osteotwin.asking.person.asides import KIN, aside_at, aside_of
from osteotwin.asking.person.forms import FORMS, Slot
from osteotwin.asking.person.health_words import ANY, OPEN, OUTSIDE, condition_at
from osteotwin.asking.person.lists import LABELLED_NO, unmarked
from osteotwin.asking.person.phrases import HEIGHT, WEIGHT
from osteotwin.asking.person.smoking_words import smoking_at
from osteotwin.asking.person.times import AGO, BEGAN, END, TIME, YEAR
from osteotwin.asking.unclear import quoted
from osteotwin.importing.condition_names import condition_names
from osteotwin.protocol.library import named_drug
from osteotwin.units import in_digits
from osteotwin.units.patterns import later

_TENS: Final = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
                "ninety": 90}  # fmt: skip
_TEENS: Final = {"eleven": 11, "thirteen": 13, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
                 "nineteen": 19}  # fmt: skip
_ONES: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_SPELLED: Final = later(rf"\b({'|'.join(_TENS)})(?:[- ]({'|'.join(_ONES)}))?\b(?![- ]?(?:something|ish))")
#: Who said so, and how it came out.
_TOLD: Final = (
    r"i was told(?: that)?|"
    r"(?:(?:my |the )?(?:doctor|gp|physician|specialist|endocrinologist)|she|he|they)(?: just| recently)? "
    r"(?:tells?|told|says?|said|informed|found)(?: me)?(?: that)?|(?:was |were )?(?:shocked |surprised )?"
    r"(?:to )?(?:learn(?:ed)?|find out|found out|found to have)(?: that)?"
)
_FILLER: Final = later(
    r"(?:when(?= i (?:went|hit|reached|entered) )|as of today|today|jetzt|heute|maintenant|"
    r"aujourd'hui|ahora|actualmente|actuellement|now(?= \d ?')|hi|hello|(?:my |some "
    r")?(?:stats?|info)|here|was(?= (?:just |recently |"
    r"first )?diagnosed)|soaking wet|"
    r"pour|con|small[- ]framed|only|just|still|also|been|finally|in general|right now|at the moment|at present|"
    r"presently|"
    r"(?:all|most of) my life|approx(?:imately)?|or so|roughly|(?:stable|steady) (?:body ?)?weight|"
    r"weight (?:is |has been )?(?:stable|steady)|(?:this )?despite the fact that|critically|extremely|very|last year|"
    r"when i weighed myself|"
    r"(?:i )?(?:have )?(?:dropped|down|up) to|(?:now )?(?:at|to)(?= \d+ ?(?:lb|kg|pound))|"
    r"(?:he|she)(?= (?:was|is|has|had)\b)|(?:he|she)'s|j'ai|tengo|"
    r"(?:current|present)(?= (?:body ?)?weight)|" + _TOLD + r"|"
    r"and|married|single|divorced|widowed|(?:\d|no) (?:kids|children)|slim|skinny|petite|small bones|"
    r"(?:very )?(?:slight|slim|small|medium|large|heavy) (?:build|frame)|(?:north|east|south|"
    r"west)ern(?= european)|pt|patient|h/o|secondary|pour|per|my|z\.?n|"
    r"at(?= \d+ ?(?:lb|kg|cm))|ein|"
    r"eine|une?|una|uno|je|bin|ich|slightly|a bit|a little|that "
    r"(?:i|we) know of|both parents alive|normal|"
    r"everything else|rest|unremarkable|i am|i'm|i've|i have|i was|i|ich bin|je suis|soy|sono|"
    r"have|has|had|with|w(?=/)|a|an|"
    r"the|of|is|am|aged?|age|"
    r"alter|sex|gender|geschlecht|sexe|sexo|edad|\u00e2ge|years?(?: old)?|old|de|who|also|known|currently|now|"
    r"pmhx?|phx|past medical history|"
    r"medical history|history|hx|shx?|fhx?|social history|s/p|status post|dx|diagnosed with|diagnosis|diagnoses|"
    r"mild|moderate|severe|having(?= regular)|"
    r"chronic|controlled|well[- ]controlled|stable|left|right|both|bilateral|mellitus|type|y|et|und|kg\)?|"
    r"takes?|taking|on"
    r"(?= (?:a )?(?:ppi|ssri|thiazide|cpap|inhalers?))|survivor|european|race|ethnicity|bodybuilder|powerlifter|"
    r"athlete|runner|cyclist|lifter|retired|desk job|office worker|caucasian|white)" + END
)
#: Where somebody has it.
_PART_OF_BODY: Final = (
    r"(?:spine|hips?|back|knees?|wrists?|femoral neck|femurs?|neck|shoulders?|hands?|feet|foot|ankles?|elbows?|"
    r"fingers?|"
    r"thumbs?|toes?|legs?|arms?|chest|breasts?|jaw|eyes?|ears?|lungs?|brain|skin|joints?|thyroid|stomach|head|ribs?)"
)
_OF_BODY: Final = (
    rf"(?:(?:in|of|on) )?(?:(?:my|the|his|her|both|left|right|lower|upper|lumbar) )*{_PART_OF_BODY}"
)
AFTER: Final = later(
    rf"(?:in|of|on) {_OF_BODY}(?:(?: and|,| &) {_OF_BODY})*(?![\w'])|{TIME.pattern}|"
    rf"(?:at |of )?[ltcs]\d(?:[-/][ltcs]?\d)?(?![\w.,]\d|\w)|"
    rf"\(?(?:{YEAR}|\d{{1,2}}|[x\u00d7] ?\d+)\)?{END}"
)
_HEALTHY: Final = later(
    r"(?:(?:otherwise |generally |overall |quite |pretty |very |fit and |in |good )*"
    r"(?:healthy|health|fit and well|fit|well)|good health|(?:in )?(?:very |pretty |quite )?(?:good|great|"
    r"fair) (?:shape|condition)|"
    r"gesund)" + END
)
_NO: Final = later(
    r"(?:no(?: (?:known|history of|hx of|significant|prior|other|past))*|denies|without|nil|negative for|neither|"
    r"never(?: been| had)?(?: any| an?)?|non-?|"
    r"(?:do|does|did)(?: not|n't) (?:currently )?have(?: any| an?)?|not (?:on|a|an)|not|keine?[nr]?|sans|sin|"
    r"weder|ni|"
    r"pas de|pas d'(?=\w))"
    r"(?: |(?<=non-)|(?<=\bnon)(?=[a-z]))"
)
_OR: Final = later(r"(?:(?:or|nor|and|noch|oder|ni|ou)(?!\w)|/|,) ?")
_ANDS: Final = ("and", "et", "und", "y", "with")
_BUT: Final = later(
    r"(?:but|except|apart from|aside from|other than|besides|au\u00dfer|sauf|salvo|aber|"
    r"mais|pero|con)(?: for)?" + END
)


_YES: Final = later(r"^(?P<what>[^:]{2,40}?) ?[:=] ?(?:yes|ja|y|oui|s\u00ed|positive|present|\+)$")
#: How many of what is none.
_ZERO: Final = later(
    r"\b(?:0|zero) (?=(?:falls?|smoker|cigar\w*|(?:\w+ )?fractures?|vertebral|spin\w+|drinks?)\b)"
)
_NO_CIGARETTES: Final = later(
    r"^(?:no|zero|0) cigar\w*(?: (?:a|per) day)?$|^(?:smok\w*|cigar\w*|tobacco) ?[:=]? ?(?:0|zero|false|none|nil)"
    r"(?: ?/ ?day| (?:a|per) day)?$"
)
GAP: Final = later(r"[\s,.:()/&+|=\u2013\u2014-]+")


#: Where one thing ends and another begins; the comma of "14 May, 1972" and the point of "1.82" part nothing.
_PARTS: Final = later(
    r"\s*(?:[;\n]+|,(?!\d)(?! ?(?:19|20)\d\d\b)|"
    r"(?<=[a-z0-9)\"'])(?<!\bb)(?<!\bca)(?<!\bj)(?<!z\.n)(?<!approx)(?<!\bgeb)(?<!\bst)\.\s+(?=[a-z0-9])"
    r"(?!(?:jan|feb|m\u00e4r|mar|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])))\s*",
    re.IGNORECASE,
)


def parts_of_person(text: str) -> list[str]:
    """Return the parts of an answer on a person.

    Examples
    --------
    >>> parts_of_person("Male. 41. 5 ft 7, born 14 May, 1972; 1.82 m")
    ['Male', '41', '5 ft 7', 'born 14 May, 1972', '1.82 m']
    """
    return [part.strip(" .,") for part in _PARTS.split(text) if part.strip(" .,")]


def slots_in(piece: str) -> list[Slot] | None:
    """Return what a part says, slot by slot; ``None`` where one word of it is in no slot.

    Examples
    --------
    >>> [(slot.key, slot.value) for slot in slots_in("68M PMHx prostate ca")]
    [('age', 68.0), ('sex', 'male'), ('conditions', 'prostate_cancer')]
    >>> slots_in("68M with something nobody knows") is None
    True
    """
    found = _slots_of(plain_words(piece))
    if found is None:
        found = _of_clauses(plain_words(piece))
    if found is None and (aside := aside_of(plain_words(piece))) is not None:
        found = [aside]
    if _SEVERAL_MARKS.search(piece):
        return None
    if found is None or (_PREGNANT_ONCE.search(piece) and any(slot.value == "pregnancy" for slot in found)):
        return None
    if LABELLED_NO.match(unmarked(" ".join(piece.casefold().split()))):
        found = [slot for slot in found if slot.key != "denied"]  # "RA: no" denies nothing behind it
    return _once([_as_written(slot, piece) for slot in found])


#: "RA - hypertension + falls -".
_SEVERAL_MARKS: Final = later(r"[a-z)] [-+\u2212] .*[a-z)] [-+\u2212]$", re.IGNORECASE)
_PREGNANT_ONCE: Final = later(r"\bpregnan\w*\b.*\b(?:(?:19|20)\d\d|twice|times)\b", re.IGNORECASE)


def _slots_of(text: str) -> list[Slot] | None:
    scan = _Scan(text)
    while scan.at < len(scan.text):
        if not scan.takes_next():
            return None
    return scan.found


#: Where one clause ends and another begins, in a part that holds more than slots.
_CLAUSES: Final = later(
    r"\s*(?:[()]|\b(?:and|but|und|et|pero|mais|aber)\b|(?<!\d )\by\b(?! ?/?o\b| medi[oa]\b)|\s[-\u2013\u2014]\s|"
    r"(?:(?<=\bmale)|(?<=\bfemale)|(?<=\bman)|(?<=\bwoman)|(?<=\bguy)|(?<=\blady)|(?<=\bgentleman))\s(?!to\b|"
    r"with))\s*"
)
_DENIES: Final = later(r"\b(?:no|not|nor|neither|never|without|denies|\w+n't)\b")


def clauses_of(text: str) -> list[str]:
    """Return the clauses of a part; the part itself where it denies something, for what it denies may go on."""
    return [text] if _DENIES.search(text.casefold()) else [one for one in _CLAUSES.split(text) if one]


def _of_clauses(text: str) -> list[Slot] | None:
    """Return the slots of a part of which some clauses are about something else; ``None`` where one is not known."""
    found: list[Slot] = []
    is_aside = False
    for clause in clauses_of(text):
        slots = _slots_of(clause)
        if slots is None and (aside := aside_of(clause)) is not None:
            slots, is_aside = [aside], True
        if slots is None:
            return None
        found += slots
    return found if is_aside else None


@dataclass
class _Scan:
    """A part of an answer while it is read from its first word to its last."""

    text: str
    at: int = 0
    found: list[Slot] = field(default_factory=list[Slot])
    is_denied: bool = False
    #: Whether "and" stands behind what is denied, whether "not" stands right before, and whether "history of" does.
    may_go_on: bool = False
    is_not: bool = False
    is_history: bool = False
    #: Whether the last slot denied a habit, and "and" stands behind it.
    negates: bool = False
    and_denies: bool = False
    #: Words on somebody else, of whom what stands behind "and" is, too.
    of_kin: str = ""
    #: Where the last condition ends.
    told_to: int = -1

    def takes_next(self) -> bool:
        """Take the next words; tell whether they are known."""
        if (gap := GAP.match(self.text, self.at)) is not None:
            self.at = gap.end()
            return True
        between = self.text[self.told_to : self.at] if self.told_to >= 0 else None
        after = AFTER.match(self.text, self.at) if between is not None and not between.strip(" (,") else None
        if after is not None and between is not None and "(" in between:
            self.at = after.end()
            return not self._may_be_past(after[0])
        step = told_at(self.text, self.at, is_denied=self.is_denied)
        if step is not None and (after is None or after.end() <= step[1]):
            return self._take(*step)
        if after is not None and self._may_be_past(after[0]):
            return False
        if (no := _NO.match(self.text, self.at)) is not None:
            self.is_denied, self.may_go_on, self.is_not = True, False, no[0].startswith(("not", "nicht"))
            self.at = no.end()
            return True
        if (but := _BUT.match(self.text, self.at)) is not None and self.is_denied:
            self.is_denied, self.may_go_on, self.at = False, False, but.end()
            return True
        return self._skip(after)

    def _may_be_past(self, time: str) -> bool:
        """Tell whether a time behind a condition may say that it is over."""
        last = next((slot.value for slot in reversed(self.found) if slot.key == "conditions"), None)
        return (
            last is not None
            and last not in may_be_over()
            and AGO.search(time) is not None
            and BEGAN.search(self.text) is None
        )

    def _take(self, slots: list[Slot], end: int) -> bool:
        keys = {slot.key for slot in slots}
        goes_on = self.may_go_on and "denied" in keys  # "no diabetes and hypertension"
        habit = any(slot.key == "conditions" and slot.value in _HABITS for slot in slots)
        if goes_on or (self.is_not and keys & {*_BODY}) or (self.is_history and habit):
            return False
        if self.and_denies and keys & {"conditions"}:
            return False  # "doesn't drink and smokes"
        self.negates = _NEGATES.match(self.text, self.at) is not None
        said = self.text[self.at : end]
        if _SAYS_OF_KIN.match(said) and keys & {"others", "conditions"}:
            self.of_kin = said
            if "others" not in keys:
                slots = [*slots, Slot("others")]
        elif self.of_kin and keys & {"conditions", ""}:
            slots = [Slot("others", said, f"{quoted(said)} is in no number: it is of others")]
        self.found += slots
        self.told_to = end if keys & {"conditions", ""} else -1
        self.at, self.is_not = end, False
        return True

    def _skip(self, after: re.Match[str] | None) -> bool:
        """Leave out a word that tells nothing; tell whether it is one."""
        prior = _PRIOR.match(self.text, self.at)
        if prior is not None:
            condition = condition_at(self.text, prior.end())
            self.at = prior.end()
            return condition is not None and condition[0] in may_be_over()
        word = after
        for words in (_OR, _FILLER, _HEALTHY):
            word = word or words.match(self.text, self.at)
        if word is None or word.end() == self.at:
            return False
        if self.told_to >= 0 and not self.is_denied and word[0].strip() in ("or", "nor"):
            return False  # "diabetes or RA": one of them
        if self.negates:
            self.is_denied = self.is_denied or word[0].strip() in ("or", "nor")
            self.and_denies = word[0].strip() in _ANDS
        if _HIMSELF.match(word[0]):
            self.of_kin = ""
        self.is_history = self.is_history or _HISTORY.match(word[0]) is not None
        self.may_go_on = self.is_denied and word[0].strip() in _ANDS
        self.at = word.end()
        return True


#: What goes on or has ended; "history of" does not tell which.
_HABITS: Final = ("smoking", "alcohol")
#: Who is spoken of, and who answers.
#: As whole words: malabsorption and Paget disease are of nobody else.
_SAYS_OF_KIN: Final = later(rf"(?:{KIN}|(?:[a-z]+ )*family history|f\.?h)[sx]?(?![^\W\d_])", re.IGNORECASE)
_HIMSELF: Final = later(r"(?:i|my|ich|je|soy|tengo)\b")
_HISTORY: Final = later(r"(?:medical )?(?:history|hx|h/o)")
_NEGATES: Final = later(r"(?:i |he |she )?(?:no|not|never|(?:do|does)(?: not|n't))\b")
_PRIOR: Final = later(r"(?:previous|prior|past) (?!medical|history)")


def is_filler_at(text: str, at: int) -> int | None:
    """Return where a word that tells nothing ends; ``None`` where none stands."""
    ends = [word.end() for words in (_FILLER, _HEALTHY) if (word := words.match(text, at)) is not None]
    return max(ends) if ends and max(ends) > at else None


@cache
def may_be_over() -> frozenset[str]:
    """Return the conditions that count where they are over, too."""
    return frozenset(row.what for row in condition_names() if row.past)


def holds_more(piece: str) -> bool:
    """Tell whether a part says anything of a body or of habits beside the conditions in it."""
    text = plain_words(piece)
    starts = [found.start() for found in re.finditer(r"(?<![\w'.])[\w\"']", text)]
    told = [step[0] for at in starts if (step := told_at(text, at)) is not None]
    return any(slot.key in _BODY for slots in told for slot in slots)


_BODY: Final = (
    "age",
    "sex",
    "height",
    "weight",
    "bare_weight",
    "bmi",
    "menopause_age",
    "fragility_fractures",
)


def _as_written(slot: Slot, piece: str) -> Slot:
    """Return what is in no number in the letters of the answer."""
    if slot.key not in ("", "other_weight", "others") or not slot.value:
        return slot
    said = re.search(re.escape(slot.value), piece.replace("\u2019", "'"), re.IGNORECASE)
    return Slot(slot.key, said[0] if said else piece, slot.note)


def plain_words(piece: str) -> str:
    """Return a part in small letters and digits, with "RA: no" as a denial."""
    said = unmarked(
        " ".join(piece.replace("\u2019", "'").replace("\u2032", "'").casefold().split()).strip(" .")
    )
    if (yes := _YES.match(said)) is not None and "alcohol" not in said:
        said = yes["what"]
    elif (no := LABELLED_NO.match(said)) is not None and not re.search(
        r"smok|tobac|cigar|alcohol|etoh|raucher|frax", no["what"]
    ):
        said = f"no {no['what']}"
    said = _ZERO.sub("no ", _NO_CIGARETTES.sub("non-smoker", said))
    said = _SPELLED.sub(
        lambda found: str(_TENS[found[1]] + (_ONES.index(found[2]) + 1 if found[2] else 0)), said
    )
    said = re.sub(rf"\b(?:{'|'.join(_TEENS)})\b", lambda found: str(_TEENS[found[0]]), said)
    return in_digits(re.sub(r"(?<=\d) ?st\b", " stone", said))


def told_at(text: str, at: int, *, is_denied: bool = False) -> tuple[list[Slot], int] | None:
    """Return the slots of the longest words at a place, and where they end."""
    found: list[tuple[int, list[Slot]]] = []
    if (condition := condition_at(text, at)) is not None:
        key = "open" if text[at : condition[1]] in OPEN else "conditions"
        found.append((condition[1], [Slot("denied" if is_denied else key, condition[0])]))
    if (outside := OUTSIDE.match(text, at)) is not None:
        found.append((outside.end(), [Slot("denied" if is_denied else "", outside[0])]))
    if (drug := drug_in_no_number(text, at)) is not None:
        found.append((at + len(drug), [Slot("", drug)]))
    if is_denied and (any_ := ANY.match(text, at)) is not None:
        found.append((any_.end(), [Slot("denied", "any")]))
    if (smoking := smoking_at(text, at)) is not None:
        status = "never" if is_denied and smoking[0] == "now" else smoking[0]
        found.append((smoking[1], [_of_smoking(text[at : smoking[1]], status)]))
    if text != "alcohol daily" and (alcohol := alcohol_at(text, at)) is not None:
        found.append(
            (alcohol[2], [_of_alcohol(text[at : alcohol[2]], alcohol[0] and not is_denied, alcohol[1])])
        )
    if (aside := aside_at(text, at)) is not None:
        found.append((aside[1], [aside[0]]))
    if is_denied and (bones := _BONES.match(text, at)) is not None:
        found.append((bones.end(), [Slot("fragility_fractures", 0)]))
    for form, told in FORMS:
        if (said := form.match(text, at)) is not None and said.end() > at and (slots := told(said)):
            found.append((said.end(), slots))
    if not found:
        return None
    end, slots = max(found, key=lambda one: one[0])
    return ([_denied(slot) for slot in slots] if is_denied else slots), end


def _denied(slot: Slot) -> Slot:
    """Return what is denied of a slot: a bone, a parent's hip or falls as much as any condition."""
    return Slot("denied", slot.value) if slot.key in ("conditions", "vertebral_fracture") else slot


_BONES: Final = later(r"(?:(?:fragility|low[- ]trauma) )?(?:fractures?|broken bones?)(?![\w'])")
#: "on methotrexate": of drugs that the model has the dose is asked, among the drugs.
_ON: Final = later(
    r"(?:on|takes?|taking|treated with|for which (?:i|he|she) takes?) (?:a |"
    r"an )?(?P<drug>[a-z][a-z-]{2,24})(?![\w'])"
)
_CLASSES: Final = (
    "statin",
    "statins",
    "inhaler",
    "inhalers",
    "cpap",
    "beta blocker",
    "anticoagulant",
    "blood thinner",
)


def drug_in_no_number(text: str, at: int) -> str | None:
    """Return words of a drug that the model does not have; None where it has it, or there is none."""
    on = _ON.match(text, at)
    if on is None:
        return None
    name = on["drug"]
    if condition_at(text, on.start("drug")) is not None:
        return None
    return on[0] if name in _CLASSES or (named_drug(name) is not None and is_shown(name)) else None


def _of_smoking(said: str, status: str) -> Slot:
    if status == "now":
        return Slot("conditions", "smoking")
    return Slot("not_smoking", said, f"{quoted(said)} is no smoking now" if status == "past" else "")


def _of_alcohol(said: str, is_much: bool, units: float | None) -> Slot:
    if is_much:
        much = (
            ""
            if units is None
            else f"{quoted(said)} is about {units:.3g} units of alcohol a day, more than two"
        )
        return Slot("conditions", "alcohol", much)
    little = f"{quoted(said)} is taken for no more than two units of alcohol a day"
    return Slot("", "", little)


def _once(found: list[Slot]) -> list[Slot] | None:
    """Return slots, a height and a weight that are told in two units once; ``None`` where two of one do not agree."""
    for key, quantity in (("height", HEIGHT), ("weight", WEIGHT)):
        mine = [slot for slot in found if slot.key == key]
        values = [quantity.read(slot.value) for slot in mine]
        if values and max(values) - min(values) > _ROUNDED * max(values):
            return None
        found = [slot for slot in found if slot not in mine[1:] or slot == mine[0]]
    return found


#: Two units of the same weight or height agree so far.
_ROUNDED: Final = 0.015
