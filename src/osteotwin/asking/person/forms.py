"""Forms of what is said of a body and of bones: sex, age, height, weight, fractures, menopause, in any language."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from osteotwin.asking.person.phrases import HEIGHT, WEIGHT
from osteotwin.asking.person.times import END, TIME, YEAR
from osteotwin.asking.unclear import quoted
from osteotwin.inputs.values import Mistake
from osteotwin.units.patterns import later


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
_NUMBER: Final = r"\d{1,3}(?:[.,]\d{1,2})?"
_ABOUT: Final = r"(?:about |around |approx(?:imately|\.)? |roughly |ca\.? |~ ?|circa )?"
_MALE: Final = (
    r"(?:cis(?:gender)?[- ]?)?(?:male|man|gentleman|guy|bloke|chap|dude|boy|m\u00e4nnlich|mann|homme|hombre|"
    r"var[o\u00f3]n|uomo|maschio|m|\u2642)"
)
_FEMALE: Final = (
    r"(?:cis(?:gender)?[- ]?)?(?:female|woman|lady|girl|widow|weiblich|frau|patientin|femme|mujer|donna|"
    r"f|\u2640)"
)
_YEARS: Final = (
    r"(?:[- ]?years?(?:[- ](?:old|of age))?|[- ]?yrs?(?:[- ]old)?\.?|[- ]?y/?o|[- ]?y\.o\.?|-j\u00e4hrige?[rn]?|"
    r" ?jahre?(?: alt)?| ?j\.?| ?ans| ?a\u00f1os(?: de edad)?| ?anni| ?jaar(?: oud)?| ?y)"
)
_INCHES: Final = r"(?:\"|''|\u201d|\u2033|in(?:ch(?:es)?)?)"
_FEET: Final = r"(?:[- ]?(?:'|\u2032|ft\.?|feet|foot)-?)"
_HEIGHT_LEAD: Final = r"(?:(?:height|ht|tall|gr\u00f6\u00dfe|taille|estatura|altezza)(?: is| of)?[ :=]*)?"
_WEIGHS: Final = (
    r"(?:(?:body ?)?weight|wt|weigh(?:s|ing)?(?: in at)?|wiege|wiegt|gewicht|poids|peso)"
    r"(?: (?:as of )?(?:today|now|currently|right now))?(?: is|'s| of)?[ :=]*(?:[-\u2013\u2014]+ ?)?"
)
_WEIGHT_LEAD: Final = rf"(?:{_WEIGHS})?"
_WEIGHT_UNIT: Final = r"(?:kgs?|kilos?|lbs?|pounds?)"
_NOW: Final = r"(?:today|this morning|this week|yesterday|last night|now|just now)"
_TALL: Final = r"(?: ?(?:tall|high|in height|gro(?:\u00df|ss)))?"
_PARENT: Final = r"(?:my |her |his )?(?:mum|mom|mam|mummy|mother|father|dad|parent)(?:'s)?"
_OTHER_KIN: Final = (
    r"(?:(?:my|both) )?(?:(?:maternal |paternal )?grand(?:mother|father|ma|pa|parents?)|sister|brother|aunt|uncle|"
    r"sibling)s?"
)
_HIP: Final = (
    r"(?:(?:also |had |has |have |with |suffered |who )*(?:broke|broken|fractured|breaking)(?: (?:her|his|their|"
    r"a|one))? hips?|"
    r"(?:also |had |has |have |with |suffered |who )*(?:an? )?(?:broken hip|hip fracture|hip fx|fractured hip|"
    r"hip #|"
    r"nof(?: fracture| #|#)?|# ?nof|fell and broke (?:her|his) hip))"
)
_WHEN: Final = (
    rf"(?:,? \(?(?:at|aged|age|in|when|around|after)(?: (?:the )?age(?: of)?)?(?: (?:she|he) was)?(?: (?:her|"
    rf"his))? ?"
    rf"(?:{YEAR}|\d{{2}}s?))?"
)
_LEVEL: Final = r"(?:(?:at |of )?(?:th|[dlt])[- ]?\d{1,2}(?:[-/ ][lt]?\d{1,2})?)"
_VERTEBRAL: Final = (
    rf"(?:(?:a |an |1 |one )?(?:{_LEVEL} )?(?:osteoporotic )?(?:vertebral|spinal|spine|compression|wedge)(?: "
    rf"compression)? fractures?|{_LEVEL} (?:osteoporotic )?(?:fracture|fx)"
    rf"(?:,? {_LEVEL})?(?:,? \(?(?:in )?{YEAR}\)?)?|"
    rf"(?:wirbel(?:k\u00f6rper)?(?:bruch|fraktur)|(?:fracture|tassement) vert\u00e9bral|fractura vertebral)"
    rf"(?:,? \(?(?:in |en )?{YEAR}\)?)?)"
)
_NO_FRACTURE: Final = (
    r"(?:(?:i )?(?:have |'ve |has )?never (?:broke|broken|fractured) (?:an?|any|a single) bones?|"
    r"(?:no|never had(?: an?y?)?|without|nil|keinen?|kein|sin|ninguna|aucune|pas de)(?: (?:any|prior|previous|"
    r"known|past|history of|hx of|fragility|"
    r"low[- ]trauma|adult))* "
    r"(?:fractures?|broken bones?|fx|(?:knochen)?br(?:\u00fcche?|uch)|frakturen?|fracturas?))|(?:previous |prior |"
    r"fragility )?fractures?[ :]+(?:no|none|nil|0)"
)
#: A treatment of bone that is not named.
_TREATED: Final = (
    r"(?:(?:i |did |have |has |had |used to |been |was |am |currently )*(?:take|took|taken|taking|on|given|"
    r"prescribed) )?"
    r"(?:an? |some |my )?(?:osteoporosis|bone(?: density| loss| strengthening| building)?) (?:medic(?:ation|"
    r"ine)s?|meds?|"
    rf"drugs?|treatments?|pills?|tablets?|injections?|infusions?)(?:,? {TIME.pattern})*"
)
#: How it came.
WENT: Final = (
    r"(?:(?:i |and |was |were |am |had |hit |reached |entered |started |became |been |my |the |full |complete |"
    r"surgical(?:ly)? |"
    r"medical(?:ly)? |chemical(?:ly)? |natural(?:ly)? |early(?:[- ]?ish)? |premature |late(?:[- ]?ish)? |induced |"
    r"went (?:in)?(?:to|through) |gone (?:in)?(?:to|through) |going (?:in)?to |through |in |since |seit |kam in die |"
    r"age at |age of |onset of ))*"
)
_MENO: Final = (
    rf"(?:{WENT}(?:menopause|meno|change(?! in)|wechseljahre|m\u00e9nopaus\u00e9?e|menopausia|menopausa|"
    r"(?:post[- ]?)?menopaus(?:al|e))|lmp|last (?:menstrual )?period|"
    r"(?:my )?periods? (?:stopped|ended|ceased)|letzte (?:regel|periode)|derni\u00e8res r\u00e8gles)"
    r"(?: (?:came|began|started|happened|hit|occurred|arrived|was|is|set in|completely|finally))*"
    r"(?: at| since| age| aged| at age| at the age of| a| \u00e0| a los| mit| with| was at| when i was| around| about|"
    r" by|:| =)* "
    r"?\(?(?P<n>[3-6]\d)(?! ?[-\u2013] ?\d| or \d| to \d|'?s\b|(?: years| ans| a\u00f1os| anni| jahren?) ago|\d|"
    r" ?(?:kgs?|kilos?|lbs?|pounds?|cm|stone|st)\b)"
    r"(?: (?:years(?: old| of age)?|yo|ans|a\u00f1os|anni|jahren?))?"
)


def _one(
    form: str, told: Callable[[re.Match[str]], _Slots | None]
) -> tuple[re.Pattern[str], Callable[..., Any]]:
    return later(form), told


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


def _of_age(age: str | None) -> _Slots | None:
    """Return the menopause at an age; ``None`` where none is told."""
    return [Slot("menopause_age", f"{age} years")] if age else None


def _of_menopause(said: str) -> str:
    """Return what to say of words that leave a menopause open."""
    if re.search(r"\b(?:medical|chemical|induced)", said):
        return f"{quoted(said)}: a drug behind it that is still taken belongs to the drugs"
    return "the age at menopause is about right" if re.search(r"\b(?:around|about|by)\b", said) else ""


def _sexes() -> str:
    return rf"(?:(?P<male>{_MALE})|(?P<female>{_FEMALE}))"


FORMS: Final = (
    # Sex and age together: "68m", "m52", "m/45", "45/m".
    _one(rf"(?P<n>\d{{2}}){_YEARS}? ?/? ?{_sexes()}{END}", _age),
    _one(rf"{_sexes()} ?/? ?(?P<n>\d{{2}})(?![\w.,]\d|['\"]|\w)(?! ?(?:kg|lb|cm|st\b|ft|in\b|"
         rf"m\b))(?:{_YEARS})?{END}",
         _age),
    _one(rf"{_sexes()},? (?:of|von|de) (?P<n>\d\d)(?:{_YEARS})?{END}(?! ?(?:kg|lb|cm|st\b))", _age),
    _one(rf"(?:sex|gender|geschlecht|sexe|sexo)?[ :=]*{_MALE}{END}", lambda _: [Slot("sex", "male")]),
    _one(rf"(?:sex|gender|geschlecht|sexe|sexo)?[ :=]*{_FEMALE}{END}", lambda _: [Slot("sex", "female")]),
    _one(rf"(?:aged?|(?:my )?age(?: is)?|alter|edad|\u00e2ge|et\u00e0)[ :=]*(?P<n>\d{{2,3}})(?:{_YEARS})?{END}",
         _age),
    _one(rf"(?P<n>\d{{2,3}}){_YEARS}{END}", _age),
    _one(rf"(?:have )?(?:just )?turned (?P<n>\d\d){END}(?! in)", _age),
    _one(r"(?P<n>\d{2})(?![\w.,%\"'/#+-])(?! ?(?:kg|kilo|lb|pound|cm|st\b|stone|ft|feet|foot|in\b|inch|m\b|"
         r"units?|%|py|pack))",
         _age),
    _one(r"(?:was )?born (?:in )?(?P<year>19\d\d|20[01]\d)(?![\w.,/-])",
         lambda found: [Slot("birth_year", int(found["year"]))]),
    _one(rf"(?:busy |proud |single )*(?:mom|mum|mother) of (?:\d|twins|"
         rf"a \w+){END}", lambda _: [Slot("sex", "female")]),
    _one(rf"(?:busy |proud |single )*(?:dad|father) of (?:\d|twins|a \w+){END}", lambda _: [Slot("sex", "male")]),
    # Height.
    _one(rf"{_HEIGHT_LEAD}{_ABOUT}(?P<feet>[4-7]){_FEET}(?:,? ?(?:and )?(?P<inches>\d{{1,2}}(?:\.\d+)?(?![\d.])"
         rf"(?! ?(?:st|kg|lb|pound|kilo))))?(?: even)?[- ]?{_INCHES}?{_TALL}(?!\w)",
         _feet),
    _one(rf"{_HEIGHT_LEAD}{_ABOUT}(?P<n>1\d\d(?:\.\d)?|2[0-2]\d) ?(?:cms?|centimet(?:er|re)s?){_TALL}{END}",
         lambda found: _measured("height", f"{found['n']} cm")),
    _one(rf"{_HEIGHT_LEAD}{_ABOUT}(?:1 ?m ?(?P<b>\d\d)|(?P<n>[12][.,]\d\d?) ?(?:m|met(?:er|re)s?|metros?)|"
         rf"(?P<bare>1[.,][4-9]\d|2[.,]0\d))"
         rf"{_TALL}(?![\w.,]\d|\w)(?! ?(?:kg|mg|g/))",
         lambda found: _measured("height", f"{_meters(found)} m")),
    _one(rf"{_HEIGHT_LEAD}{_ABOUT}(?P<n>[5-8]\d(?:\.\d+)?) ?{_INCHES}{_TALL}(?!\w)",
         lambda found: _measured("height", f"{found['n']} in")),
    _one(r"(?:height|ht)[ :=]*(?P<feet>[4-7])[-.' ](?P<inches>1[01]|\d)(?![\d.])(?! ?(?:m|ft)\b)",
         lambda found: None if "." in found[0] else _feet(found)),
    _one(r"(?:height|ht) \((?P<unit>cm|in|m)\)[ :=]*(?P<n>[\d.]+)",
         lambda found: _measured("height", f"{found['n']} {found['unit']}")),
    _one(r"(?:height|ht)[ :=]*(?P<n>1[2-9]\d|2[0-2]\d)(?![\w.'\"])",
         lambda found: _measured("height", f"{found['n']} cm")),
    # Weight.
    _one(rf"{_WEIGHT_LEAD}{_ABOUT}(?P<n>{_NUMBER}) ?(?:kgs?|kilos?|kilogramm?e?s?|quilos?){END}",
         lambda found: _measured("weight", f"{found['n'].replace(',', '.')} kg")),
    _one(rf"{_WEIGHT_LEAD}{_ABOUT}(?P<n>{_NUMBER})[- ]?(?:lbs?|pounds?|#)(?!\w)",
         lambda found: _measured("weight", f"{found['n']} lb")),
    _one(rf"{_WEIGHT_LEAD}{_ABOUT}(?P<st>\d{{1,2}}(?:\.\d+)?)(?P<half> and a 0\.5| 0\.5)? ?(?:stones?|st)(?: "
         rf"?(?P<lb>1[0-3]|\d)(?! ?(?:ft|')) "
         rf"?(?:lbs?|pounds?)?)?{END}",
         _stones),
    # A weight that was measured now: "this morning I weighed in at 215 lb".
    _one(rf"(?:{_NOW},? (?:i |he |she )?(?:weighed|"
         rf"was)(?: in)?(?: at)? {_ABOUT}(?P<n>{_NUMBER}) ?(?P<unit_n>{_WEIGHT_UNIT})|"
         rf"(?:i |he |she |my |his |her )?(?:weighed(?: in)?(?: at)?|"
         rf"weight was) {_ABOUT}(?P<m>{_NUMBER}) ?(?P<unit_m>{_WEIGHT_UNIT}) "
         rf"{_NOW})(?!\w)",
         lambda found: _measured("weight", f"{(found['n'] or found['m']).replace(',', '.')} "
                                           f"{'kg' if (found['unit_n'] or found['unit_m'])[0] == 'k' else 'lb'}")),
    _one(r"(?:weight|wt) \((?P<unit>kg|lbs?)\)[ :=]*(?P<n>[\d.]+)",
         lambda found: _measured("weight", f"{found['n']} {found['unit']}")),
    _one(rf"{_WEIGHS}{_ABOUT}(?P<n>\d{{2,3}})(?![\w.]\d|\w)(?! ?(?:kg|lb|st))",
         lambda found: [Slot("bare_weight", float(found["n"]))]),
    _one(r"bmi(?: is| of)?[ :=]*(?P<n>[1-6]\d(?:\.\d+)?)(?!\w)", lambda found: [Slot("bmi", float(found["n"]))]),
    _one(rf"{_ABOUT}(?P<n>1[1-9]\d|[2-4]\d\d)(?![\w.,/%])(?! ?(?:kg|kilo|lb|pound|cm|units?|mg))(?!\w)",
         lambda found: [Slot("bare_number", float(found["n"]))]),
    _one(r"alcohol (?:>=? ?)?3 ?(?:\+|or more)? ?(?:units?|drinks?)(?: ?(?:a|per|/) ?day)?(?: or "
         r"more)?[ :]+(?P<is_much>yes|no|y|n)\b",
         lambda found: [Slot("conditions", "alcohol") if found["is_much"].startswith("y")
                        else Slot("", "", f"{quoted(found[0])}, as told")]),
    # Bones that broke.
    _one(rf"(?:{_NO_FRACTURE})(?: (?:in my life|ever|at all|so far|to date|"
         rf"as an adult))?{END}", lambda _: [Slot("fragility_fractures", 0)]),
    _one(r"(?P<n>[1-9]) (?:fragility|low[- ]trauma) fractures?(?: (?:since|at|"
         r"aged?)(?: the)?(?: age)?(?: of)? [4-9]\d)?" + END,
         lambda found: [Slot("fragility_fractures", int(found["n"]))]),
    _one(rf"no hip fractures?{END}", lambda found: [Slot("", "", f"{found[0]}, as told")]),
    _one(rf"{_TREATED}{END}",
         lambda found: [Slot("", "", f"{quoted(found[0])} is in no number here: tell what is or was taken in the first "
                                     "answer, on drugs")]),
    _one(r"(?:to )?(?:gave|give|giving|given) birth(?: to [^,;.()]*)?" + END, lambda found: [Slot("", found[0])]),
    # An implant, which is in no number.
    _one(r"(?:i )?(?:(?:have|had|has|got) )*(?:a |an |my |both |one |the )?(?:left |right )?(?:hip|knee|shoulder)s? "
         rf"replaced(?: on (?:the|my) (?:left|right)(?: side)?)?(?:,? \(?(?:in )?{YEAR}\)?)?{END}",
         lambda found: [Slot("", found[0])]),
    _one(rf"{_VERTEBRAL}{END}", lambda _: [Slot("vertebral_fracture", True)]),
    _one(rf"no (?:family history|parental history|fhx?|fh)(?: of)? (?:(?:a )?hip fractures?|osteoporosis)(?! "
         rf"in){END}|"
         rf"(?:parental hip fracture|parents? broke a hip|parent hip fracture)[ :]+(?:no|none){END}",
         lambda found: [Slot("", "", f"{found[0]}, as told")]),
    _one(rf"(?:{_PARENT}:? (?:(?:also |had |has |have |with )*osteo(?:porosis|penia|arthritis)(?:,| and|, and) "
         rf")?{_HIP}{_WHEN}(?: (?:in|after|from|while|on|by) (?:an? )?[^,;]*|"
         rf" (?:skiing|falling|riding|cycling|climbing)[^,;]*)?|"
         rf"(?:parental|parent) (?:history of )?(?:an? )?(?:hip fracture|broken hip)|"
         rf"hip fracture (?:in |of )?\(?{_PARENT}\)?|"
         rf"oberschenkelhalsbruch (?:der mutter|des vaters)|(?:mutter|vater) (?:hatte )?(?:einen "
         rf")?oberschenkelhalsbruch){END}",
         lambda _: [Slot("conditions", "parent_hip_fracture")]),
    _one(rf"{_OTHER_KIN} {_HIP}{_WHEN}{END}",
         lambda found: [Slot("", "", f"{quoted(found[0])} is in no number: a parent's hip is asked for")]),
    _one(rf"(?:(?:{_PARENT}|{_OTHER_KIN}) (?:had|has|with) osteo(?:porosis|penia)|(?:family history|fhx?|fh) "
         rf"(?:of )?osteo(?:porosis|penia)"
         rf"(?: (?:in )?\(?(?:{_PARENT}|{_OTHER_KIN})\)?)?){END}",
         lambda found: [Slot("", "", f"{quoted(found[0])} is in no number: a parent's broken hip is")]),
    _one(r"(?:no |not (?:yet )?(?:in |through )?|have not (?:yet )?(?:had|reached|gone through) |before |still "
         r"before )(?:the )?"
         r"menopaus(?:e|al)(?: yet| so far)?" + END, lambda _: [Slot("conditions", "premenopausal")]),
    _one(r"(?:i )?(?:am )?still (?:have|having|get|getting) (?:my |regular |normal )*periods?" + END,
         lambda _: [Slot("conditions", "premenopausal")]),
    _one(r"(?:i )?(?:had )?(?:an? |my )?(?:full |total |complete |radical )*hysterectomy(?: at (?:age "
         r")?(?P<n>\d\d))?,? "
         r"(?:with|and|including|incl\.?|plus) (?:both |my |the )*(?:ovaries|oophorectomy|bso)(?: (?:removed|"
         r"out|taken(?: out)?))?"
         r"(?: at (?:age )?(?P<m>\d\d))?" + END,
         lambda found: _of_age(found["n"] or found["m"])),
    _one(r"(?:i )?(?:had )?(?:(?:both|my|the) )*(?:ovaries (?:(?:were|both|taken) )*(?:out|removed)|"
         r"(?:bilateral|double) (?:salpingo-? ?)?oophorectomy|bso)(?: (?:in )?(?:19|20)\d\d,?)?"
         r"(?: at| aged?| at age| when (?:i|she) was) (?P<n>[2-5]\d)" + END,
         lambda found: [
             Slot("menopause_age", f"{found['n']} years", f"{quoted(found[0])} is taken for the menopause")
         ]),
    _one(rf"{_MENO}{END}", lambda found: [Slot("menopause_age", f"{found['n']} years", _of_menopause(found[0]))]),
    _one(rf"(?:{WENT}(?:menopause|(?:post[- ]?)?menopaus(?:al|e)|wechseljahre|m\u00e9nopaus\u00e9?e|menopausi?a))"
         rf"(?: was)?(?: in| since| seit| depuis| desde| en)* (?P<year>(?:19|20)\d\d){END}(?![/.-]\d)",
         lambda found: [Slot("menopause_year", int(found["year"]))]),
    _one(r"(?:(?:i|am|is|now|already|long|naturally|in|in the) )*(?:post[- ]?meno(?:pausal|pause)|"
         rf"past (?:the )?menopause|after (?:the )?menopause|nach den wechseljahren|postmenopaus\w+|"
         rf"m\u00e9nopaus\u00e9e|menop\u00e1usica){END}"
         r"(?! ?(?:osteo|bone|bleed|symptom|at\b|since|for|\d+\b(?! ?(?:kgs?|kilos?|lbs?|pounds?|cm|ft|'|st\b))))",
         lambda found: [Slot("menopause_past", found[0])]),
    _one(r"(?:i )?(?:have )?(?:fell|fallen|falls?)(?: over)? (?:twice|once|\d+ times|several times|a lot|"
         r"often)(?: (?:in )?(?:the )?"
         r"(?:last|past|this) (?:year|12 months))?" + END, lambda _: [Slot("conditions", "falls")]),
)  # fmt: skip
