"""A body, periods and bones as people say them, in the forms that are read: "eleven and a half stone", "LMP 2020"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.units import in_digits
from osteotwin.units.named_days import NAMED_MONTH
from osteotwin.units.patterns import later

_TENS: Final = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES: Final = "one|two|three|four|five|six|seven|eight|nine"
_TEENS: Final = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_WORDED: Final = rf"(?:(?:{_TENS})(?:[- ](?:{_ONES}))?|{_TEENS}|{_ONES})"
_VALUES: Final = {
    **{word: n for n, word in enumerate(_ONES.split("|"), 1)},
    **{word: n for n, word in enumerate(_TEENS.split("|"), 10)},
    **{word: 10 * n for n, word in enumerate(_TENS.split("|"), 2)},
}
_UNIT: Final = (
    r"years?|yrs?|stones?|st|foot|feet|ft|inch(?:es)?|kilos?|kilograms?|kgs?|pounds?|lbs?|"
    r"centimet(?:er|re)s?|cms?"
)
#: A number in words before the unit of a body, with its half.
_OF_UNIT: Final = later(
    rf"\b(?P<n>{_WORDED})(?P<half> and a half)?(?P<join>[- ])(?={_UNIT}\b)", re.IGNORECASE
)
_HALF: Final = later(rf"(?<![\d.,])(?P<n>\d{{1,3}}) and a half (?={_UNIT}\b)", re.IGNORECASE)
#: "I am down to five nine", "I'm five ten": feet and inches.
_SPOKEN_FEET: Final = later(
    r"\b(?P<lead>i am|i'm|i\u2019m|height|tall|down to|now|standing|was|be)(?P<between>:? (?:down to |now |about )?)"
    rf"(?P<feet>four|five|six) (?P<inches>{_ONES}|ten|eleven)\b(?! ?(?:years?|kids?|children|{_UNIT}))",
    re.IGNORECASE,
)
#: Said without a stop between them.
_RUN_ON: Final = later(
    r"(?<=[a-z0-9\"'])\s+(?:(?:and|but) )?(?=(?:i used to be|i weigh|i am down to|i'm down to|i have (?:had|got)|"
    r"i stand) )",
    re.IGNORECASE,
)
_LAST: Final = (
    r"(?:lmp|fmp|(?:my |the )?(?:last|final) (?:menstrual )?periods?(?: (?:was|were))?|(?:my )?periods? (?:have |had )?"
    r"(?:stopped|ended|ceased|finished)(?: (?:completely|altogether|for good))?|(?:no |without a )periods? since)"
)
#: "LMP 3/2020", "periods stopped in March 2020".
_LAST_IN: Final = later(
    rf"(?<![\w'-]){_LAST}[\s:=,]*(?:in |on |around |about |was |since |back in )*(?:[a-z]{{3,9}}\.? |\d{{1,2}}[/.-])?"
    r"(?:\d{1,2}[/.-])?(?P<year>(?:19|20)\d\d)(?![\d/.-]\d)",
    re.IGNORECASE,
)
_LAST_AGO: Final = later(
    rf"(?<![\w'-]){_LAST}[\s:=,]*(?:about |around |over |more than |some )*(?P<n>\d{{1,2}}|an?|{_WORDED}) "
    r"(?P<unit>month|year)s? ago\b",
    re.IGNORECASE,
)
_LMP: Final = later(r"^[lf]mp\b", re.IGNORECASE)
#: Twelve months without a period are the menopause.
_A_YEAR: Final = 12
_OVARIES: Final = later(
    r"(?<![\w'-])(?:(?P<with>hysto?|hysterectomy) ?(?:\+|&|and|with|plus) ?)?"
    r"(?:no ovaries since|(?:both |my )+ovaries (?:were |are )?(?:removed|out|taken out)(?: in| since)?|"
    r"(?:bso|bilateral oophorectomy)(?: in| since)?)[\s:,(]*(?:[a-z]{3,9}\.? )?(?P<year>(?:19|20)\d\d)(?![\d/.-]\d)\)?",
    re.IGNORECASE,
)
#: What brought a menopause on changes nothing of the age at it.
_BROUGHT_ON: Final = later(
    r"(?P<age>\bmenopaus\w* (?:at|aged?|at age|at the age of) \d\d),? \(?(?:(?:brought on|caused|induced|triggered|"
    r"started|due|because|after|following|from|thanks|owing)(?: on)?(?: by| to| of)? )"
    r"(?:the |my )?(?:chemo\w*|radio\w*|radiation|surgery|an? operation|hysterectomy|stress|illness|treatment)\)?",
    re.IGNORECASE,
)
_BRACKET: Final = later(r"(?P<no>\bno periods?\b[^,;()]{0,30}?) ?\((?P<why>[^()]+)\)", re.IGNORECASE)
_FRACTURE: Final = later(
    r"\b(?P<n>\d|no|nil|zero|any|fragility|low[- ]trauma|vertebral|compression|hip|wrist|prior|previous)(?P<join> |-)"
    r"fx(?:s|es)?\b",
    re.IGNORECASE,
)
_NO_FRACTURE: Final = later(
    r"\b(?:0|zero|nil) (?=(?:fragility |low[- ]trauma |prior |previous )*fractures?\b)", re.IGNORECASE
)
#: Of languages that write the day first.
_BORN: Final = later(
    r"\b(?:nac[i\u00ed]|nacid[oa]|n[\u00e9e]e?|nat[oa]|nascid[oa]|geboren|geb\.?)"
    r"(?: (?:el|le|il|em|am|op))?(?: d[i\u00ed]a)? "
    r"(?P<day>\d{1,2})(?P<sign>[/.-])(?P<month>\d{1,2})(?P=sign)(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_B: Final = later(
    rf"(?<![\w'])b(?:\.:?\s*|:?\s+)(?=(?:\d{{1,2}}[ ./-])?(?:\d{{1,2}}|{NAMED_MONTH}\.?)[ ./-]"
    r"(?:\d{1,2},? )?(?:19|20)\d\d\b)",
    re.IGNORECASE,
)
#: "mido como 1.50", "ich bin etwa 1,68".
_ABOUT_SO: Final = later(
    r"\b(?P<lead>mido|mide|peso|pesa|mesure|p\u00e8se|bin|wiege|measure|weigh) "
    r"(?:como|m\u00e1s o menos|unos|etwa|ungef\u00e4hr|circa|ca\.?|rund|environ|"
    r"\u00e0 peu pr\u00e8s|about|around|roughly) "
    r"(?=\d)",
    re.IGNORECASE,
)
#: "5-9 1/2": feet and inches; without the half a word says that it is a height.
_DASHED: Final = later(
    r"(?P<lead>\b(?:height|ht|tall|stand(?:ing)?)(?: (?:is|at|now|about))*[:= ]+)?(?<![\d.,/-])(?P<feet>[4-6])-"
    r"(?P<inches>1[01]|\d)(?P<half> ?1/2| ?\u00bd)?(?P<tall> tall\b)?(?![\d/.-])(?! ?(?!in\b|inch|and\b|tall\b)[a-z])",
    re.IGNORECASE,
)
_AT_BIRTH: Final = later(
    r"\bbei (?:der )?geburt:? (?:m\u00e4nnlich|weiblich)\b|"
    r"\b(?:m\u00e4nnlich|weiblich) (?:bei (?:der )?geburt|geboren)\b|"
    r"\b(?:sexe )?(?:masculin|f\u00e9minin|homme|femme) (?:\u00e0 la naissance|de naissance)|"
    r"\b(?:hombre|mujer|masculino|femenino|var[\u00f3o]n) (?:al nacer|de nacimiento)",
    re.IGNORECASE,
)
_NO_PERIOD: Final = later(r"\b(?:no|without a|not had a) period(?= (?:for|in|since)\b)", re.IGNORECASE)
_IS_SHOT: Final = later(
    r"\b(?:my )?(?:both )?(?P<joint>(?:lower )?back|knees?|hips?|shoulders?) (?:is|are|'s) (?:completely |totally )?"
    r"(?:shot|knackered|buggered|wrecked|stuffed|bad|dodgy|gone)(?=\s*(?:$|[,;.]))",
    re.IGNORECASE,
)
_SMOKED: Final = later(
    r"\b(?:smoked|smoker)(?: (?!(?:weed|cannabis|marijuana|pot|joints?|hash|dope|hookah|shisha)\b)[^\s,;.]+){0,4}? "
    r"(?:till|'?til|until|up to|up until|from (?:19|20)\d\d (?:to|till|until)) (?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)

#: "smoked for twenty years, gave up in 2005"
_GAVE_UP: Final = later(
    r"\bsmoked(?: (?!(?:weed|cannabis|marijuana|pot|joints?|hash|dope|hookah|shisha)\b)[^\s,;.]+){0,5}[,;]? "
    r"(?:and |but )?(?:i )?(?:gave (?:it )?up|quit|stopped|packed it in)(?: smoking)?(?: in)? "
    r"(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)


def in_forms(text: str, today: date) -> str:
    """Return an answer on a person in the forms that are read.

    Parameters
    ----------
    text : str
    today : datetime.date
        From which months are counted.

    Examples
    --------
    >>> in_forms("eighty two years of age, eleven and a half stone, five foot eleven", date(2026, 2, 1))
    '82 years of age, 11.5 stone, 5 foot 11'
    >>> in_forms("LMP 2020, 0 fragility fx, smoked till 2015, back is shot", date(2026, 2, 1))
    'last period 2020, no fragility fractures, smoked until 2015, bad back'
    >>> in_forms("periods stopped 18 months ago", date(2026, 2, 1))
    'last period 2024'
    """
    text = _spoken_numbers(_RUN_ON.sub("; ", text))
    text = _BORN.sub(lambda one: f"born {one['year']}-{int(one['month']):02}-{int(one['day']):02}", text)
    text = _feet_in_dashes(_B.sub("born ", _ABOUT_SO.sub(r"\g<lead> ", text)))
    text = _AT_BIRTH.sub(lambda one: f"{_sex(one[0])} at birth", text)
    text = _LAST_IN.sub(
        lambda one: f"last period {one['year']}" if _is_over(one, today) else _LMP.sub("last period", one[0]),
        text,
    )
    text = _LAST_AGO.sub(lambda one: _last_period(one, today), text)
    text = _OVARIES.sub(
        lambda one: f"{one['with'] or ''}{', ' if one['with'] else ''}menopause in {one['year']}", text
    )
    text = _BRACKET.sub(r"\g<no>, \g<why>", _BROUGHT_ON.sub(r"\g<age>", text))
    text = _FRACTURE.sub(r"\g<n>\g<join>fractures", text)
    text = _NO_FRACTURE.sub("no ", text)
    text = _IS_SHOT.sub(r"bad \g<joint>", _NO_PERIOD.sub("no periods", text))
    text = _GAVE_UP.sub(lambda one: _smoked(one, today), text)
    return _SMOKED.sub(lambda one: _smoked(one, today), text)


def _feet_in_dashes(text: str) -> str:
    def in_feet(one: re.Match[str]) -> str:
        if not (one["half"] or one["lead"] or one["tall"]):
            return one[0]
        inches = f"{one['inches']}{'.5' if one['half'] else ''}"
        return f"{one['lead'] or ''}{one['feet']} ft {inches} in{one['tall'] or ''}"

    return _DASHED.sub(in_feet, text)


def as_typed(found: str, text: str, today: date) -> str:
    """Return what was found in the forms that are read with the words of the answer in their place.

    Examples
    --------
    >>> as_typed('"last period 2024 on zoladex"', "periods stopped 18 months ago on zoladex", date(2026, 2, 1))
    '"periods stopped 18 months ago on zoladex"'
    """
    for part in re.split(r"[,;\n]\s*|\.\s+(?=[A-Z])", text):
        form = in_forms(part, today)
        if form != part and form in found and part not in found:
            found = found.replace(form, part)
    return found


def _spoken_numbers(text: str) -> str:
    text = _OF_UNIT.sub(lambda one: f"{_number(one['n'])}{'.5' if one['half'] else ''}{one['join']}", text)
    text = _HALF.sub(r"\g<n>.5 ", text)
    text = re.sub(
        rf"(?<=\d )(?P<feet>foot|feet|ft) (?P<n>{_WORDED})\b",
        lambda one: f"{one['feet']} {_number(one['n'])}",
        text,
    )
    return _SPOKEN_FEET.sub(
        lambda one: f"{one['lead']}{one['between']}{_number(one['feet'])} ft {_number(one['inches'])} in",
        text,
    )


def _number(words: str) -> int:
    return sum(_VALUES[word] for word in re.split(r"[- ]", words.casefold()))


def _sex(said: str) -> str:
    return "male" if re.search(r"m\u00e4nn|mascul|homme|hombre|var[\u00f3o]n", said.casefold()) else "female"


def _is_over(found: re.Match[str], today: date) -> bool:
    """Tell whether a last period was more than a year ago: who has periods still has a last one, too."""
    return int(found["year"]) < today.year - 1


def _last_period(found: re.Match[str], today: date) -> str:
    count = in_digits(found["n"].casefold())
    number = 1 if count in ("a", "an") else int(count)
    months = number * (_A_YEAR if found["unit"].casefold() == "year" else 1)
    if months < _A_YEAR:
        return found[0]
    return f"last period {(today - timedelta(days=months * DAYS_PER_YEAR / _A_YEAR)).year}"


def _smoked(found: re.Match[str], today: date) -> str:
    return f"smoked until {found['year']}" if int(found["year"]) < today.year else found[0]
