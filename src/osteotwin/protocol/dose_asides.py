"""What a dose in words says beside the amount and the rhythm: the drug's name, and the same once more in brackets."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from osteotwin.protocol.library import load_drugs
from osteotwin.units.patterns import later

#: Names that hold a form say more than which drug it is, and the short ones are words of other things.
_FORMS: Final = later(
    r"\d|%|\b(?:gel|patch|patches|tablets?|capsules?|injection|injected|injectable|oral|transdermal|intravenous|"
    r"iv|infusion|"
    r"intramuscular|depot|steroid|castration|topical|oil)\b"
)
_SHORTEST: Final = 4
_SHORT: Final = ("hcg", "cpa", "zol")
#: "50k IU"
_THOUSANDS: Final = later(r"(?<![\d.,])(?P<n>\d{1,3}(?:\.\d)?) ?k(?= ?(?:iu|units?)\b)")
_HYPHEN: Final = later(r"(?<=\d)-(?=(?:mg|mcg|ug|g|iu|units?)\b)")
#: Names of hormones, which every product of theirs has.
_BARE: Final = later(r"\b(?:of )?(?:testosterone?|oestradiol|estradiol)\b")


#: What is done with a dose, and where it goes.
_VERB: Final = later(
    r"^(?:sig:? )?(?:please )?(?:(?:inject|infuse|give|administer|apply|take|use|swallow|pin|jab|run|rub in|blast|"
    r"cruise(?: on)?) )?(?=\S)|"
    r"(?<=then )(?:blast|cruise|run|take|inject)(?: on| at)? (?=\S)"
)
#: How labels begin: "The usual dose is", "La posologie recommandée est de", "Die übliche Dosis beträgt".
DOSE_IS: Final = (
    r"(?:(?:la|the|die|le|il|el|my|his|her) )?"
    r"(?:(?:recommended|usual|starting|normal|standard|prescribed|current|empfohlene|\u00fcbliche) )*"
    r"(?:posologie|posolog[i\u00ed]a|dosierung|dosis|dose|dosage|einnahme|intake)"
    r"(?: (?:recommand\u00e9e|usuelle|habituelle|recomendada|habitual|raccomandata|abituale))*"
    r"(?: (?:is|are|est|ist|betr\u00e4gt|es|\u00e8|was))?(?: (?:de|von|di|of))?"
)
_AS_SUPPLEMENT: Final = later(r",? ?\bas an? (?:dietary|food) supplement\b[, ]*")
#: "one (1) softgel"
_COUNT_TWICE: Final = later(r"(?<![\d.])(\d) ?\(\1\)")
_CALLED: Final = later(
    rf"^{DOSE_IS}[ :]+(?=\S)|^(?:is|are|to be) (?:taken|given|injected|applied)(?: as)? (?=\S)"
)
_PLACE: Final = r"(?:shoulders?|skin|arms?|thighs?|abdomen|stomach|belly|glutes?|delts?)"
_WHERE: Final = later(
    rf" (?:in)?to (?:the |my |each |both |clean,? dry )?(?:upper )?{_PLACE}\b"
    rf"(?:(?:,? or |,? and |,? & |/|, )(?:the )?(?:upper )?{_PLACE}\b)*"
)
_LONG_UNITS: Final = (
    (re.compile(r"\bpo(?=(?:qd|qam|qpm|qhs|qod|bid|tid|qid|od|bd)\b)"), "po "),
    (re.compile(r"\b(?P<form>tab(?:let)?|cap(?:sule)?) ?#?1\b(?! ?(?:mg|mcg|ug|g|ml|x|/|-|time))"), r"1 \g<form>"),
    (re.compile(r"\b(?P<n>\d+)[- ](?P<unit>week|month)(?:ly)?[- ]"
                r"(?=(?:depot )?(?:injection|shot|jab|implant|depot)s?\b)"),
     r"every \g<n> \g<unit>s "),
    (re.compile(r"(?<=[a-z]) \u00e0 (?=\d)"), " of "),
    (re.compile(r"(?:(?<=\d mg)|(?<=\dmg)) ?/ ?(?:tablet|tab|capsule|cap|pill)\b"), " tablet"),
    (re.compile(r"\b(?:seringue(?: pr\u00e9remplie)?|jeringa(?: precargada)?)\b"), "syringe"),
    (re.compile(r"\b(?<=comprimidos )recubiertos\b|(?<=comprimido )recubierto\b"), ""),
    (re.compile(r" in (?:einer|a|une?) (?:fertig|pre-?filled )?(?:spritze|syringe|seringue)\b"), ""),
    (re.compile(r"(?<=comprim\u00e9) pellicul\u00e9|(?<=comprim\u00e9s) pellicul\u00e9s"), ""),
    (re.compile(r",? \b(?:injektionsl\u00f6sung|infusionsl\u00f6sung|"
                r"solution injectable|soluci\u00f3n inyectable)\b"), ""),
    (re.compile(r"\b(?:comprim[\u00e9i]s?|comprimidos?|compresse?|(?:film)?tabletten)\b"), "tablet"),
    (re.compile(r"(?<= )w/ ?(?=[a-z]{2})"), "with "),
    (re.compile(r"\b(?P<half>[ap])\.m\.?(?![a-z])"), r"\g<half>m"),
    (re.compile(r"\bmicro ?grams?\b"), "ug"),
    (re.compile(r"(?:(?<=\d)-|\b)milli ?grams?\b|(?<=\d) ?mg['’]?s\b"), " mg"),
    (re.compile(r"\bmilli ?(?:liters?|litres?)\b"), "ml"), (re.compile(r"(?<=\d) ?grams?\b"), " g"),
    (re.compile(r"(?<=\d) ?(?:i\.?e\.?|u\.?i\.?)(?![\w.])"), " iu"),
    (re.compile(r"\binternational units\b|\bi\.?u\.?'?s?(?![\w.])|\biu\."), "iu"),
    (re.compile(r"(?<=\d) ?(?:mcgs|ugs)\b"), " mcg"), (re.compile(r"(?<=\d) ?mls\b"), " ml"),
)  # fmt: skip


#: "2 weeks on 40 mg, 1 week on 30 mg", and an o for a nought: "2o mg".
_SPAN_FIRST: Final = later(
    r"(?<![\w.])(?P<span>[\d.]+ (?:days?|weeks?|wks?|months?)) (?:on|at|of) (?P<amount>[\d.]+ ?(?:mg|mcg|ug|iu)\b)"
)
_LETTER_O: Final = later(r"(?<=\d)o(?= ?mgs?\b)")
_SHOT: Final = r"(?:shot|injection|inject|inj|pin(?:ning)?|jab)"
#: "on injection days, I inject twice a week": the days of the shots are said.
_SHOT_DAYS_TOLD: Final = later(
    rf"[ ,;(]+(?:on|with|at) (?:(?:each|every|my|the) )*{_SHOT}s?(?:[- ]days?)?[ ,;(]+"
    r"(?:(?:and|which|i|we|he|is|are|that|means)[ ,]+)*(?:inject|pin|shoot|jab)(?:s|ed|ing|ning|ned)? (?:on )?(?=\S)"
)
_BETWEEN_SHOTS: Final = later(rf"[ ,;(]+(?:in )?between (?:(?:my|the) )?{_SHOT}s?(?:[- ]days?)?(?=[ ,;.)]|$)")
_SHOT_DAYS: Final = later(
    rf"(?<=\S)[ ,;(]+(?:on (?:(?:my|the|each|every) )?{_SHOT}[- ]days?|"
    rf"(?:on )?(?:the )?(?:day|morning|night) (?:after|before) (?:(?:my|the|each|every|a) )*{_SHOT}s?)(?=[ ,;)]|$)"
)


def with_shots(text: str) -> str:
    """Return a dose that goes with the shots of another drug in the words that are read.

    Examples
    --------
    >>> with_shots("0.5 mg on injection days, i inject twice a week"), with_shots("0.5 mg e3.5d on shot days")
    ('0.5 mg twice a week', '0.5 mg e3.5d with each injection')
    """
    return _SHOT_DAYS.sub(" with each injection", _SHOT_DAYS_TOLD.sub(" ", _BETWEEN_SHOTS.sub("", text)))


def joined(text: str) -> str:
    """Return a dose in lower case with short units, and without hyphens in amounts, verbs before and places behind it.

    Examples
    --------
    >>> joined("take one 60-milligram tablet daily")
    'one 60 mg tablet daily'
    """
    text = _CALLED.sub("", _COUNT_TWICE.sub(r"\1", _AS_SUPPLEMENT.sub(" ", _LETTER_O.sub("0", text))))
    for long, short in _LONG_UNITS:
        text = long.sub(short, text)
    text = _THOUSANDS.sub(lambda found: f"{1000.0 * float(found['n']):.12g}", text)
    text = _SPAN_FIRST.sub(r"\g<amount> for \g<span>", text)
    return _HYPHEN.sub(" ", _WHERE.sub("", _VERB.sub("", re.sub(r" {2,}", " ", text))))


def without_names(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a dose in lower case without names of drugs, and the drugs that it names.

    Examples
    --------
    >>> without_names("0.25 mg arimidex with each shot")
    ('0.25 mg with each shot', ('anastrozole',))
    """
    found: list[str] = []

    def taken(match: re.Match[str]) -> str:
        found.append(_names()[re.sub(r"[\s-]+", " ", match["name"])])
        return " "

    bare = _BARE.sub(" ", _pattern().sub(taken, text))
    return (re.sub(r" {2,}", " ", bare).strip(" ,;") if bare != text else text), tuple(dict.fromkeys(found))


#: How a clause begins that tells what a dose is for, how it is swallowed, or who gives it.
_ASIDE: Final = later(
    r"(?:^|[\s,;.(\u2013-]+)(?:(?:while |and |then |please )?(?:(?:sitting|standing|sit|stand)(?: up)?|"
    r"staying|remaining|stay|remain|swallow(?:ed|ing)?|chew(?:ed|ing)?|dissolved|drink(?:ing)?|lying|keeping|"
    r"washed down)|with(?:out)?|"
    r"after|before|for|because|due to|as part of|according to|prescribed|(?:given|administered|injected|done) by|by my|"
    r"(?:in order )?to (?:prevent|protect|treat|control|manage|help|avoid|support|maintain|preserve|strengthen|keep))"
    r" (?P<said>[^,;.()\d]*(?:\d+ ?(?:min(?:ute)?s?|hours?|hrs?|h)\b[^,;.()\d]*)*)(?=[,;.()]|$)\)?"
)
#: Words that tell how much, how often or how long, or take back what is told.
_TELLS: Final = later(
    r"\b(?:each|every|other|alternat\w*|daily|nightly|weekly|monthly|yearly|day\w*|week\w*|month\w*|year\w*|fortnight\w*|"
    r"quarter\w*|nights?|mornings?|evenings?|seasons?|winters?|summers?|times?|while|bit|spells?|periods?|short|long|half|"
    r"second|third|fourth|once|twice|then|until|till|since|ago|last|first|next|later|now|if|when|whenever|unless|not|no|"
    r"never|except|only|skip\w*|stop\w*|off|up|down|increas\w*|decreas\w*|reduc\w*|taper\w*|doubl\w*|max\w*|minimum|more|"
    r"less|extra|shots?|injections?|pins?|inject\w*|cycles?|pct|course|needed|required|prn|sometimes|flares?|start\w*|"
    r"begin\w*|surgery|operation|chemo\w*|radi\w*|diagnosis|menopause|workouts?|training|gym|travel\w*|trips?|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|"
    r"nov\w*|dec\w*|two|three|four|five|six|seven|eight|nine|ten|twelve|dozen|tablets?|tabs?|pills?|pumps?|mg|mcg|ml|iu|"
    r"units?|(?:breakfast|lunch|dinner|supper|meals?)(?: and| &|/))\b"
)


def without_asides(text: str) -> str:
    """Return a dose without clauses on what it is for, how it is swallowed or who gives it.

    A clause that holds a number, or a word of how much, how often or how long, stays.

    Examples
    --------
    >>> without_asides("70 mg weekly, sitting upright for 30 minutes"), without_asides("1 mg daily for 2 weeks")
    ('70 mg weekly', '1 mg daily for 2 weeks')
    """
    plain = text.casefold().replace("half an hour", "30 minutes").replace("an hour", "60 minutes")
    shorter = _ASIDE.sub(lambda found: found[0] if _TELLS.search(found["said"]) else "", plain)
    return text if shorter == plain else shorter.rstrip(" ,;.")


@cache
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for drug in load_drugs().values():
        for name in (drug.label, *drug.aliases):
            plain = re.sub(r"[\s-]+", " ", re.sub(r"\([^)]*\)", " ", name)).strip().casefold()
            long_enough = len(plain) >= _SHORTEST or plain in _SHORT
            if long_enough and not _FORMS.search(plain) and not _BARE.fullmatch(plain):
                names.setdefault(plain, drug.id)
    return names


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_names(), key=len, reverse=True)
    names = "|".join(re.escape(name).replace(r"\ ", r"[\s-]+") for name in longest_first)
    return re.compile(rf"(?<![\w-])(?:of )?(?P<name>{names})(?:(?![\w-])|(?=\d[\d.]* ?(?:mg|mcg|ug|iu)\b))")
