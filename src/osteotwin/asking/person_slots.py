"""What a part of an answer says of a person, slot by slot in any order: "68M PMHx prostate ca", "Ht: 178 cm Wt: 85 kg".

A part with one word that is in no slot is left to the reader that goes by its phrases.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from osteotwin.asking.alcohol_words import alcohol_at
from osteotwin.asking.health_words import ANY, OUTSIDE, condition_at
from osteotwin.asking.person_phrases import HEIGHT, WEIGHT
from osteotwin.asking.smoking_words import smoking_at
from osteotwin.asking.taken import is_shown
from osteotwin.asking.unclear import quoted
from osteotwin.importing.condition_names import condition_names
from osteotwin.inputs.values import Mistake
from osteotwin.protocol.library import named_drug
from osteotwin.units import in_digits


@dataclass(frozen=True)
class Slot:
    """One thing that is said.

    Attributes
    ----------
    key : str
        Of ``[person]``; or ``"age"``, ``"bmi"``, ``"denied"``, ``"not_smoking"``, or empty for what is in no number.
    value : Any
    note : str
    """

    key: str
    value: Any = ""
    note: str = ""


_Slots = list[Slot]
_END: Final = r"(?![\w'])"
_NUMBER: Final = r"\d{1,3}(?:[.,]\d{1,2})?"
_ABOUT: Final = r"(?:about |around |approx(?:imately|\.)? |roughly |ca\.? |~ ?|circa )?"
_TENS: Final = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
                "ninety": 90}  # fmt: skip
_TEENS: Final = {"eleven": 11, "thirteen": 13, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
                 "nineteen": 19}  # fmt: skip
_ONES: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_SPELLED: Final = re.compile(
    rf"\b({'|'.join(_TENS)})(?:[- ]({'|'.join(_ONES)}))?\b(?![- ]?(?:something|ish))"
)
_MALE: Final = (
    r"(?:cis(?:gender)?[- ]?)?(?:male|man|gentleman|guy|boy|m\u00e4nnlich|mann|homme|hombre|"
    r"var[o\u00f3]n|uomo|maschio|m|\u2642)"
)
_FEMALE: Final = (
    r"(?:cis(?:gender)?[- ]?)?(?:female|woman|lady|girl|weiblich|frau|femme|mujer|donna|f|\u2640)"
)
_YEARS: Final = (
    r"(?:[- ]?years?(?:[- ](?:old|of age))?|[- ]?yrs?(?:[- ]old)?\.?|[- ]?y/?o|[- ]?y\.o\.?|-j\u00e4hrige?[rn]?|"
    r" ?jahre?(?: alt)?| ?j\.?| ?ans| ?a\u00f1os(?: de edad)?| ?anni| ?jaar(?: oud)?| ?y)"
)
_INCHES: Final = r"(?:\"|''|\u201d|\u2033|in(?:ch(?:es)?)?)"
_FEET: Final = r"(?:'|\u2032|ft\.?|feet|foot)"
_HEIGHT_LEAD: Final = r"(?:(?:height|ht|tall|gr\u00f6\u00dfe|taille|estatura|altezza)(?: is)?[ :=]*)?"
_WEIGHT_LEAD: Final = r"(?:(?:(?:body ?)?weight|wt|weigh(?:s|ing)?|gewicht|poids|peso)(?: is)?[ :=]*)?"
_TALL: Final = r"(?: ?(?:tall|high|in height|gro(?:\u00df|ss)))?"
_YEAR: Final = r"(?:19|20)\d\d"
_PARENT: Final = r"(?:my |her |his )?(?:mum|mom|mam|mummy|mother|father|dad|parent)(?:'s)?"
_OTHER_KIN: Final = (
    r"(?:(?:my|both) )?(?:(?:maternal |paternal )?grand(?:mother|father|ma|pa|parents?)|sister|brother|aunt|uncle|"
    r"sibling)s?"
)
_HIP: Final = (
    r"(?:(?:also |had |has |have |with |suffered |who )*(?:broke|broken|fractured|breaking)(?: (?:her|his|their|"
    r"a|one))? hips?|"
    r"(?:also |had |has |have |with |suffered |who )*(?:an? )?(?:broken hip|hip fracture|hip fx|fractured hip|hip #|"
    r"nof(?: fracture| #|#)?|# ?nof|fell and broke (?:her|his) hip))"
)
_WHEN: Final = (
    rf"(?:,? \(?(?:at|aged|age|in|when|around|after)(?: (?:the )?age(?: of)?)?(?: (?:she|he) was)?(?: (?:her|his))? ?"
    rf"(?:{_YEAR}|\d{{2}}s?))?"
)
_LEVEL: Final = r"(?:(?:at |of )?[lt]\d{1,2}(?:[-/ ][lt]?\d{1,2})?)"
_VERTEBRAL: Final = (
    rf"(?:(?:a |an |1 |one )?(?:{_LEVEL} )?(?:osteoporotic )?(?:vertebral|spinal|spine|compression|wedge)(?: "
    rf"compression)? fractures?"
    rf"(?:,? {_LEVEL})?(?:,? \(?(?:in )?{_YEAR}\)?)?)"
)
_NO_FRACTURE: Final = (
    r"(?:no|never had(?: an?y?)?|without|nil)(?: (?:any|prior|previous|known|past|history of|hx of|fragility|"
    r"low[- ]trauma|adult))* "
    r"(?:fractures?|broken bones?|fx)|(?:previous |prior |fragility )?fractures?[ :]+(?:no|none|nil|0)"
)
_MENO: Final = (
    r"(?:(?:went through |had |reached |surgical |natural |early )*(?:the )?(?:menopause|meno|change(?! in)|"
    r"wechseljahre|"
    r"m\u00e9nopause|menopausia|menopausa)|post-?menopausal|lmp|last (?:menstrual )?period)"
    r"(?: at| since| age| aged| at age| a| \u00e0| a los| mit| was at|:)* ?\(?"
    r"(?P<n>[3-6]\d)(?: (?:years|ans|a\u00f1os|anni|jahren?))?"
)
_FILLER: Final = re.compile(
    r"(?:and|married|single|divorced|widowed|\d (?:kids|children)|pt|patient|h/o|secondary|pour|per|my|z\.?n|"
    r"at(?= \d+ ?(?:lb|kg|cm))|ein|"
    r"eine|bin|wiege|ich|slightly|a bit|a little|that "
    r"(?:i|we) know of|both parents alive|normal|"
    r"everything else|rest|unremarkable|i am|i'm|i've|i have|i weigh|i was|i|ich bin|ich wiege|je suis|soy|sono|"
    r"have|has|had|with|w|a|an|"
    r"the|of|is|am|aged?|age|"
    r"alter|sex|gender|geschlecht|sexe|sexo|edad|\u00e2ge|years?(?: old)?|old|de|who|also|known|currently|now|"
    r"pmhx?|phx|past medical history|"
    r"medical history|history|hx|shx?|fhx?|social history|s/p|status post|dx|diagnosed with|diagnosis|diagnoses|"
    r"mild|moderate|severe|"
    r"chronic|controlled|well[- ]controlled|stable|left|right|both|bilateral|mellitus|type|y|et|und|kg\)?|"
    r"takes?|taking|on"
    r"(?= (?:a )?(?:ppi|ssri|thiazide|cpap|inhalers?))|survivor|bodybuilder|powerlifter|"
    r"athlete|runner|cyclist|lifter|retired|desk job|office worker|caucasian|white|black|asian|hispanic)"
    + _END
)
_AFTER: Final = re.compile(
    rf"(?:since|diagnosed(?: in| at)?|dx(?:'d|ed)?(?: in)?|from|x|in|at|age)* ?\(?(?:age )?(?:{_YEAR}|\d{{1,2}}|"
    rf"x ?\d)\)?{_END}"
)
_HEALTHY: Final = re.compile(
    r"(?:(?:otherwise |generally |very |fit and |in good )*(?:healthy|health|fit and well|fit|well)|good health|"
    r"gesund)" + _END
)
_NO: Final = re.compile(
    r"(?:no(?: (?:known|history of|hx of|significant|prior|other|past))*|denies|without|nil|negative for|neither|"
    r"never(?: been| had)?(?: any| an?)?|not (?:on|a|an)|not|keine?[nr]?|sans|sin) "
)
_OR: Final = re.compile(r"(?:(?:or|nor|and)(?!\w)|/|,) ?")
_ANDS: Final = ("and", "et", "und", "y", "with")
_BUT: Final = re.compile(r"(?:but|except)(?: for)?" + _END)


def _one(
    form: str, told: Callable[[re.Match[str]], _Slots | None]
) -> tuple[re.Pattern[str], Callable[..., Any]]:
    return re.compile(form), told


def _feet(found: re.Match[str]) -> _Slots | None:
    inches = found["inches"] or "0"
    return _measured("height", f"{found['feet']} ft {inches} in")


def _meters(found: re.Match[str]) -> str:
    return f"1.{found['b']}" if found["b"] else (found["n"] or found["bare"]).replace(",", ".")


def _stones(found: re.Match[str]) -> _Slots | None:
    stones = float(found["st"]) + (0.5 if found["half"] else 0.0)
    return _measured("weight", f"{stones * _LB_PER_STONE + float(found['lb'] or 0):g} lb")


_LB_PER_STONE: Final = 14.0


def _measured(key: str, text: str) -> _Slots | None:
    try:
        (HEIGHT if key == "height" else WEIGHT).read(text)
    except Mistake:
        return None
    return [Slot(key, text)]


def _age(found: re.Match[str]) -> _Slots | None:
    n = next(value for name, value in found.groupdict().items() if value and name.startswith("n"))
    slots = [Slot("age", float(n))] if 18 <= float(n) <= 110 else None
    sex = found.groupdict().get("male"), found.groupdict().get("female")
    if slots and any(sex):
        slots.append(Slot("sex", "male" if sex[0] else "female"))
    return slots


def _sexes() -> str:
    return rf"(?:(?P<male>{_MALE})|(?P<female>{_FEMALE}))"


_TABLE: Final = (
    # Sex and age together: "68m", "m52", "m/45", "45/m".
    _one(rf"(?P<n>\d{{2}}){_YEARS}? ?/? ?{_sexes()}{_END}", _age),
    _one(rf"{_sexes()} ?/? ?(?P<n>\d{{2}})(?![\w.,]\d|['\"]|\w)(?! ?(?:kg|lb|cm|st\b|ft|in\b|m\b))(?:{_YEARS})?{_END}",
         _age),
    _one(rf"(?:sex|gender|geschlecht|sexe|sexo)?[ :=]*{_MALE}{_END}", lambda _: [Slot("sex", "male")]),
    _one(rf"(?:sex|gender|geschlecht|sexe|sexo)?[ :=]*{_FEMALE}{_END}", lambda _: [Slot("sex", "female")]),
    _one(rf"(?:aged?|(?:my )?age(?: is)?|alter|edad|\u00e2ge|et\u00e0)[ :=]*(?P<n>\d{{2,3}})(?:{_YEARS})?{_END}",
         _age),
    _one(rf"(?P<n>\d{{2,3}}){_YEARS}{_END}", _age),
    _one(rf"(?:have )?(?:just )?turned (?P<n>\d\d){_END}(?! in)", _age),
    _one(r"(?P<n>\d{2})(?![\w.,%\"'/#+-])(?! ?(?:kg|kilo|lb|pound|cm|st\b|stone|ft|feet|foot|in\b|inch|m\b|"
         r"units?|%|py|pack))",
         _age),
    _one(r"(?:was )?born (?:in )?(?P<year>19\d\d|20[01]\d)(?![\w.,/-])",
         lambda found: [Slot("birth_year", int(found["year"]))]),
    # Height.
    _one(rf"{_HEIGHT_LEAD}{_ABOUT}(?P<feet>[4-7]) ?{_FEET} ?(?P<inches>\d{{1,2}}(?:\.\d+)?(?![\d.])(?! ?(?:st|"
         rf"kg|lb|pound|kilo)))? ?{_INCHES}?{_TALL}(?!\w)",
         _feet),
    _one(rf"{_HEIGHT_LEAD}{_ABOUT}(?P<n>1\d\d(?:\.\d)?|2[0-2]\d) ?(?:cms?|centimet(?:er|re)s?){_TALL}{_END}",
         lambda found: _measured("height", f"{found['n']} cm")),
    _one(rf"{_HEIGHT_LEAD}{_ABOUT}(?:1 ?m ?(?P<b>\d\d)|(?P<n>[12][.,]\d\d?) ?(?:m|met(?:er|re)s?|metros?)|"
         rf"(?P<bare>1[.,][4-9]\d|2[.,]0\d))"
         rf"{_TALL}(?![\w.,]\d|\w)(?! ?(?:kg|mg|g/))",
         lambda found: _measured("height", f"{_meters(found)} m")),
    _one(rf"{_HEIGHT_LEAD}{_ABOUT}(?P<n>[5-8]\d(?:\.\d+)?) ?{_INCHES}{_TALL}(?!\w)",
         lambda found: _measured("height", f"{found['n']} in")),
    _one(r"(?:height|ht) \((?P<unit>cm|in|m)\)[ :=]*(?P<n>[\d.]+)",
         lambda found: _measured("height", f"{found['n']} {found['unit']}")),
    _one(r"(?:height|ht)[ :=]*(?P<n>1[2-9]\d|2[0-2]\d)(?![\w.'\"])",
         lambda found: _measured("height", f"{found['n']} cm")),
    # Weight.
    _one(rf"{_WEIGHT_LEAD}{_ABOUT}(?P<n>{_NUMBER}) ?(?:kgs?|kilos?|kilogramm?e?s?|quilos?){_END}",
         lambda found: _measured("weight", f"{found['n'].replace(',', '.')} kg")),
    _one(rf"{_WEIGHT_LEAD}{_ABOUT}(?P<n>{_NUMBER}) ?(?:lbs?|pounds?|#)(?!\w)",
         lambda found: _measured("weight", f"{found['n']} lb")),
    _one(rf"{_WEIGHT_LEAD}{_ABOUT}(?P<st>\d{{1,2}}(?:\.\d+)?)(?P<half> and a 0\.5| 0\.5)? ?(?:stones?|st)(?: "
         rf"?(?P<lb>1[0-3]|\d)(?! ?(?:ft|')) "
         rf"?(?:lbs?|pounds?)?)?{_END}",
         _stones),
    _one(r"(?:weight|wt) \((?P<unit>kg|lbs?)\)[ :=]*(?P<n>[\d.]+)",
         lambda found: _measured("weight", f"{found['n']} {found['unit']}")),
    _one(r"(?:weight|wt)[ :=]*(?P<n>\d{2,3})(?![\w.])(?! ?(?:kg|lb|st))",
         lambda found: [Slot("bare_weight", float(found["n"]))]),
    _one(r"bmi(?: is| of)?[ :=]*(?P<n>[1-6]\d(?:\.\d+)?)(?!\w)", lambda found: [Slot("bmi", float(found["n"]))]),
    _one(r"(?P<n>1[1-9]\d|[2-4]\d\d)(?![\w.,/%])(?! ?(?:kg|kilo|lb|pound|cm|units?|mg))(?!\w)",
         lambda found: [Slot("bare_number", float(found["n"]))]),
    _one(r"alcohol (?:>=? ?)?3 ?(?:\+|or more)? ?(?:units?|drinks?)(?: ?(?:a|per|/) ?day)?(?: or "
         r"more)?[ :]+(?P<is_much>yes|no|y|n)\b",
         lambda found: [Slot("conditions", "alcohol") if found["is_much"].startswith("y")
                        else Slot("", "", f"{quoted(found[0])}, as told")]),
    # Bones that broke.
    _one(rf"(?:{_NO_FRACTURE}){_END}", lambda _: [Slot("fragility_fractures", 0)]),
    _one(r"(?P<n>[1-9]) (?:fragility|low[- ]trauma) fractures?(?: since (?:the )?(?:age )?(?:of )?[4-7]\d)?" + _END,
         lambda found: [Slot("fragility_fractures", int(found["n"]))]),
    _one(rf"no hip fractures?{_END}", lambda found: [Slot("", "", f"{found[0]}, as told")]),
    _one(rf"{_VERTEBRAL}{_END}", lambda _: [Slot("vertebral_fracture", True)]),
    _one(rf"no (?:family history|parental history|fhx?|fh)(?: of)? (?:(?:a )?hip fractures?|osteoporosis)(?! "
         rf"in){_END}|"
         rf"(?:parental hip fracture|parents? broke a hip|parent hip fracture)[ :]+(?:no|none){_END}",
         lambda found: [Slot("", "", f"{found[0]}, as told")]),
    _one(rf"(?:{_PARENT}:? {_HIP}{_WHEN}|(?:parental|parent) hip fracture|hip fracture (?:in |of )?\(?{_PARENT}\)?|"
         rf"oberschenkelhalsbruch (?:der mutter|des vaters)|(?:mutter|vater) (?:hatte )?(?:einen "
         rf")?oberschenkelhalsbruch){_END}",
         lambda _: [Slot("conditions", "parent_hip_fracture")]),
    _one(rf"{_OTHER_KIN} {_HIP}{_WHEN}{_END}",
         lambda found: [Slot("", "", f"{quoted(found[0])} is in no number: a parent's hip is asked for")]),
    _one(rf"(?:(?:{_PARENT}|{_OTHER_KIN}) (?:had|has|with) osteo(?:porosis|penia)|(?:family history|fhx?|fh) "
         rf"(?:of )?osteo(?:porosis|penia)"
         rf"(?: (?:in )?\(?(?:{_PARENT}|{_OTHER_KIN})\)?)?){_END}",
         lambda found: [Slot("", "", f"{quoted(found[0])} is in no number: a parent's broken hip is")]),
    _one(rf"{_MENO}{_END}", lambda found: [Slot("menopause_age", f"{found['n']} years")]),
    _one(r"(?:i )?(?:have )?(?:fell|fallen|falls?)(?: over)? (?:twice|once|\d+ times|several times|a lot|"
         r"often)(?: (?:in )?(?:the )?"
         r"(?:last|past|this) (?:year|12 months))?" + _END, lambda _: [Slot("conditions", "falls")]),
)  # fmt: skip
_YES: Final = re.compile(r"^(?P<what>[^:]{2,40}?) ?[:=] ?(?:yes|ja|y|oui|s\u00ed|positive|present|\+)$")
_NOT: Final = re.compile(
    r"^(?P<what>[^:]{2,40}?) ?[:=] ?(?:no|none|nil|nein|never|n|non|negative|0|absent|denied|denies)$"
)
_GAP: Final = re.compile(r"[\s,.:()/&+|=\u2013\u2014-]+")


#: Where one thing ends and another begins; the comma of "14 May, 1972" and the point of "1.82" part nothing.
_PARTS: Final = re.compile(
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
    scan = _Scan(_plain(piece))
    while scan.at < len(scan.text):
        if not scan.takes_next():
            return None
    found = scan.found
    if _NOT.match(" ".join(piece.casefold().split())):
        found = [slot for slot in found if slot.key != "denied"]  # "RA: no" denies nothing behind it
    return _once([_as_written(slot, piece) for slot in found])


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
    #: Where the last condition ends.
    told_to: int = -1

    def takes_next(self) -> bool:
        """Take the next words; tell whether they are known."""
        if (gap := _GAP.match(self.text, self.at)) is not None:
            self.at = gap.end()
            return True
        between = self.text[self.told_to : self.at] if self.told_to >= 0 else None
        after = _AFTER.match(self.text, self.at) if between is not None and not between.strip(" (,") else None
        if after is not None and between is not None and "(" in between:
            self.at = after.end()
            return True
        if (step := _told(self.text, self.at, is_denied=self.is_denied)) is not None:
            return self._take(*step)
        if (no := _NO.match(self.text, self.at)) is not None:
            self.is_denied, self.may_go_on, self.is_not = True, False, no[0].startswith(("not", "nicht"))
            self.at = no.end()
            return True
        if (but := _BUT.match(self.text, self.at)) is not None and self.is_denied:
            self.is_denied, self.may_go_on, self.at = False, False, but.end()
            return True
        return self._skip(after)

    def _take(self, slots: list[Slot], end: int) -> bool:
        keys = {slot.key for slot in slots}
        goes_on = self.may_go_on and "denied" in keys  # "no diabetes and hypertension"
        habit = any(slot.key == "conditions" and slot.value in _HABITS for slot in slots)
        if goes_on or (self.is_not and keys & {*_BODY}) or (self.is_history and habit):
            return False
        if self.and_denies and keys & {"conditions"}:
            return False  # "doesn't drink and smokes"
        self.negates = _NEGATES.match(self.text, self.at) is not None
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
            return condition is not None and condition[0] in _may_be_over()
        word = after
        for words in (_OR, _FILLER, _HEALTHY):
            word = word or words.match(self.text, self.at)
        if word is None or word.end() == self.at:
            return False
        if self.negates:
            self.is_denied = self.is_denied or word[0].strip() in ("or", "nor")
            self.and_denies = word[0].strip() in _ANDS
        self.is_history = self.is_history or _HISTORY.match(word[0]) is not None
        self.may_go_on = self.is_denied and word[0].strip() in _ANDS
        self.at = word.end()
        return True


#: What goes on or has ended; "history of" does not tell which.
_HABITS: Final = ("smoking", "alcohol")
_HISTORY: Final = re.compile(r"(?:medical )?(?:history|hx|h/o)")
_NEGATES: Final = re.compile(r"(?:i |he |she )?(?:no|not|never|(?:do|does)(?: not|n't))\b")
_PRIOR: Final = re.compile(r"(?:previous|prior|past) (?!medical|history)")


@cache
def _may_be_over() -> frozenset[str]:
    """Return the conditions that count where they are over, too."""
    return frozenset(row.what for row in condition_names() if row.past)


def holds_more(piece: str) -> bool:
    """Tell whether a part says anything of a body or of habits beside the conditions in it."""
    text = _plain(piece)
    starts = [found.start() for found in re.finditer(r"(?<![\w'.])[\w\"']", text)]
    told = [step[0] for at in starts if (step := _told(text, at, is_denied=False)) is not None]
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
    if slot.key or not slot.value:
        return slot
    said = re.search(re.escape(slot.value), piece, re.IGNORECASE)
    return Slot("", said[0] if said else slot.value, slot.note)


def _plain(piece: str) -> str:
    said = " ".join(piece.replace("\u2019", "'").replace("\u2032", "'").casefold().split()).strip(" .")
    if (yes := _YES.match(said)) is not None and "alcohol" not in said:
        said = yes["what"]
    elif (no := _NOT.match(said)) is not None and not re.search(
        r"smok|tobac|alcohol|etoh|fractur|raucher", no["what"]
    ):
        said = f"no {no['what']}"
    said = _SPELLED.sub(
        lambda found: str(_TENS[found[1]] + (_ONES.index(found[2]) + 1 if found[2] else 0)), said
    )
    said = re.sub(rf"\b(?:{'|'.join(_TEENS)})\b", lambda found: str(_TEENS[found[0]]), said)
    return in_digits(re.sub(r"(?<=\d) ?st\b", " stone", said))


def _told(text: str, at: int, *, is_denied: bool) -> tuple[list[Slot], int] | None:
    """Return the slots of the longest words at a place, and where they end."""
    found: list[tuple[int, list[Slot]]] = []
    if (condition := condition_at(text, at)) is not None:
        found.append((condition[1], [Slot("denied" if is_denied else "conditions", condition[0])]))
    if (outside := OUTSIDE.match(text, at)) is not None:
        found.append((outside.end(), [Slot("denied" if is_denied else "", outside[0])]))
    if (drug := _drug_in_no_number(text, at)) is not None:
        found.append((at + len(drug), [Slot("", drug)]))
    if is_denied and (any_ := ANY.match(text, at)) is not None:
        found.append((any_.end(), [Slot("denied", "any")]))
    if (smoking := smoking_at(text, at)) is not None:
        status = "never" if is_denied and smoking[0] == "now" else smoking[0]
        found.append((smoking[1], [_of_smoking(text[at : smoking[1]], status)]))
    if (alcohol := alcohol_at(text, at)) is not None:
        found.append(
            (alcohol[2], [_of_alcohol(text[at : alcohol[2]], alcohol[0] and not is_denied, alcohol[1])])
        )
    for form, told in _TABLE:
        if (said := form.match(text, at)) is not None and said.end() > at and (slots := told(said)):
            found.append((said.end(), slots))
    if not found:
        return None
    end, slots = max(found, key=lambda one: one[0])
    return slots, end


#: "on methotrexate": of drugs that the model has the dose is asked, among the drugs.
_ON: Final = re.compile(
    r"(?:on|takes?|taking|treated with|for which (?:i|he|she) takes?) (?:a |an )?(?P<drug>[a-z][a-z-]{2,24})(?![\w'])"
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


def _drug_in_no_number(text: str, at: int) -> str | None:
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
            else f"{quoted(said)} is about {units:.2g} units of alcohol a day, more than two"
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
