"""What stands around the drugs of an answer: numbers of a list, brackets around a dose, a day or a rhythm first."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.drugs.dose_words import is_rhythm, steps_of
from osteotwin.asking.drugs.names import known_kind
from osteotwin.asking.seasons import SEASON
from osteotwin.asking.when import MONTH_NAME
from osteotwin.protocol.library import by_way
from osteotwin.units import with_spoken_points
from osteotwin.units.days_abroad import DAYS
from osteotwin.units.patterns import later

_LISTED: Final = later(r"(?m)(?:^|(?<=\n))\s*(?:\d{1,2}[.)]|[-*\u2022])\s+(?=[A-Za-z])")
#: "1. letrozole 2.5 mg daily 2. Prolia 60 mg twice a year"
_NUMBERED: Final = later(r"\s*1[.)]\s")
_NEXT_NUMBER: Final = later(r"[\s,;]+[2-9][.)]\s+(?=[A-Za-z])")
#: "letrozole (brand name Femara)"
_NAMED_AGAIN: Final = later(
    r"\((?:(?:brand|generic|trade|clinical|chemical|scientific|international|common)(?: name)?|"
    r"nom(?:bre)? com+erci[ao]l|"
    r"aka|a\.k\.a\.|(?:also )?(?:known|called|sold)(?: as)?|(?:active )?(?:ingredient|substance)|inn|dci|wirkstoff|"
    r"handelsname|"
    r"(?:principe|principio|sustancia) acti[fv][oa]?)(?: ?: ?| )(?=[^()\d]+\))",
    re.IGNORECASE,
)
_BRACKET: Final = later(r" ?\((?P<said>[^()]*\d[^()]*)\)")
#: What says nothing beside an amount that is said, and is asked about beside none.
_SMALL: Final = later(
    r"\b(?:an? )?(?:very )?(?:low|small|tiny|high|large|standard|normal)[- ]?dos(?:e|age)(?: of)? (?=[a-z])|"
    r"(?<=[a-z])(?= dos(?:e|age) (?:of )?\d) dos(?:e|age)(?: of)?|"
    r"(?<=[a-z])[- ](?:mono|monotherapy|only)(?= \d| ?\()|"
    r"\b(?:using|with|via) (?:an? |my )?(?:[\d/.]+(?:\"|''| ?inch| ?ml| ?cc| ?g(?:auge)?)? )?insulin "
    r"(?:pins?|needles?|syringes?)\b",
    re.IGNORECASE,
)
_WHO: Final = r"(?:i|i['\u2019]ve|i['\u2019]m|am|have|has|been|taking|take|took|use|using|on|me|put|my)"
_LEADING_DAY: Final = later(
    rf"^\W*(?:{_WHO}\W+)*(?:(?P<since>since|from|as of)|(?P<past>(?:for|over|in) the (?:past|last)|for)|"
    rf"(?P<in>in|on|at|by|around))\s+"
    rf"(?P<when>(?:(?!{_WHO}\b)[^\s,]+\s+){{0,4}}?(?!{_WHO}\b)[^\s,]+)(?: now)?"
    rf"[\s,]+(?P<rest>(?:(?:{_WHO}|started|began|begun)[\s,]*)*)$",
    re.IGNORECASE,
)
_STARTED: Final = later(r"\b(?:started|began|begun|put)\b", re.IGNORECASE)
_RHYTHM_FIRST: Final = later(
    r"^(?P<often>(?:once |twice |\d x )?(?:daily|weekly|monthly|eod|every [^,;]{2,15}?)) "
    r"(?:(?:injections?|shots?|doses?|jabs?|pins?) )?(?:of )?$",
    re.IGNORECASE,
)


#: "Injectables:", "Pastillas:": the way of all that is listed behind it.
_WAY_HEAD: Final = later(
    r"^\W*(?:(?P<way>inject(?:able|ion)s?|inyect(?:able|ion)s?|inyecciones|iniettabili|injektionen|spritzen)|"
    r"pastillas|comprimidos|pillen|pills|tablets|tabletten|orals?|orales)\s*:\s*(?P<rest>(?P<name>[^\d;:,]+).*)$",
    re.IGNORECASE | re.DOTALL,
)
#: "Home medications:", "Traitement :"
_HEADING: Final = later(
    r"^\s*(?:(?:his|her|my|current|home|regular|daily|active|outpatient|usual|actual|aktuelle|dauer)[ -]?)*"
    r"(?:med(?:ication|icine)?s?|drugs?|rx|prescriptions?|treatments?|traitements?|tratamientos?|therap(?:y|ie)|"
    r"medikation|medikamente|dauermedikation|hausmedikation)(?: list)?(?:(?: (?:are|is|include|includes))? ?:\s*|"
    r" (?:are|is|include|includes|consists? of) (?=\w))",
    re.IGNORECASE,
)
#: "blasting rn: test e 500 mg a week"
_CYCLE_HEAD: Final = later(
    r"^\s*(?:(?:i['\u2019]?m |i am )?(?:currently |now )?(?:blasting|cruising|cycling|on cycle)"
    r"(?: (?:rn|now|right now|currently|atm))?|(?:rn|current(?:ly)?|cycle|blast|cruise|stack))(?: on)?\s*:\s*(?=\w)",
    re.IGNORECASE,
)
#: "pinning 150 mg" is 150 mg.
_TAKES: Final = later(
    r"^(?:je prends |tomo |ich nehme )|^(?:i(?:['\u2019](?:m|ve)| am| have)? )?(?:currently |still )?(?:been )?"
    r"(?:on|pin(?:ning)?|inject(?:ing)?|tak(?:e|ing)|us(?:e|ing))\s+(?=\S)",
    re.IGNORECASE,
)


_MANY: Final = r"\d+(?:\.\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve"
_SO_LONG: Final = rf"(?:{_MANY}) ?(?:days?|weeks?|wks?|months?|mos?|years?|yrs?)"
_END: Final = rf"(?:(?:{MONTH_NAME} )?(?:19|20)\d\d|{_SO_LONG} ago|yesterday|last (?:week|month|year)|today)"
#: Words of a first day, and brackets of another shape, as the others read them.
_SPELLED: Final = (
    # British: "6 monthly" is every 6 months
    (later(r"(?<![\d.,/])(?P<n>[346]|12)[ -]monthly\b", re.IGNORECASE), r"every \g<n> months"),
    # "bis Ende 2024, seither nicht mehr", "until 2024 and none since"
    (later(rf"\bbis (?=(?:zum |the )?(?:end|start|beginning|middle) of |(?:{MONTH_NAME} )?(?:19|20)\d\d)",
                re.IGNORECASE), "until "),
    (later(r"(?P<end>\b(?:until|till|to) [^,;.]*?(?:19|20)\d\d),? (?:(?:and|und|but|aber) )?(?:(?:seither|seitdem|"
                r"danach|since then|after that) (?:nicht mehr|keine?s? mehr|no longer|not any ?more|none|nothing)|"
                r"(?:none|nothing|not any ?more) (?:since|after)(?: then| that)?)(?=\s*(?:[.;,]|$))", re.IGNORECASE),
     r"\g<end>"),
    # "a bit of AndroFeme", "the 70 mg one"
    (later(r"(?P<mark>^|[;,.\n]|\band\b|\bplus\b)\s*(?:a (?:(?:very )?(?:little|tiny|small|wee) )?"
                r"(?:bit|amount|touch|dash|smidge|little)(?: bit)? of|a little(?: bit of)?|some)\s+(?=[a-z])",
                re.IGNORECASE),
     r"\g<mark> "),
    (later(r"(?:,? \b(?:the|a|in the)|,) (?P<dose>\d[\d.,]* ?(?:mg|mcg|ug|\u00b5g|milligrams?|micrograms?)) "
                r"(?:ones?|version|strength|size|kind|pills?)\b,?", re.IGNORECASE), r" \g<dose>"),
    (later(r"^\W*(?:the|my) (?=\d[\d.,]* ?(?:mg|mcg|ug|\u00b5g|milligrams?) )", re.IGNORECASE), ""),
    (later(r"\[(?=[^\[\]]*\])"), "("),
    (later(r"\](?<=\))|\]"), ")"),
    (later(r"(?<=\d)[.,] ?(?=(?:mg|mcg|ug|\u00b5g|iu|units?)\b)", re.IGNORECASE), " "),
    (later(r"(?<=\s)\.\s+(?=\d)"), "0. "),  # a gap within a number, which is asked
    (later(r"(?<=\d)\u00b7(?=\d)"), "."),
    (later(r"(?<=\bone) \(1\)|(?<=\btwo) \(2\)|(?<=\bthree) \(3\)|(?<=\bhalf) \((?:1/2|\u00bd)\)", re.I), ""),
    # A point that ends no sentence: "bzw.", "vs."
    (later(r"\b(?P<or>bzw|vs)\.(?=\s)", re.IGNORECASE), r"\g<or>"),
    (later(r"(?<=\s)v\.?(?=\s+[A-Z][a-z]{3})"), "vs"),
    (later(r"(?P<first>\b(?:to|until|till) (?P<day>(?:[a-z]{3,9} )?(?:19|20)\d\d),? (?:and|then) [^.;]*?) "
                r"(?:ever since|since then)(?=\s*(?:[.;]|$))", re.IGNORECASE), r"\g<first> since \g<day>"),
    (later(rf"(?P<long>\b{_SO_LONG}) (?:so far|already|and counting|in(?=\s*(?:[.;,)]|$)))", re.IGNORECASE),
     r"\g<long> now"),
    (later(rf"(?P<long>\b{_SO_LONG}),?(?: (?:and|but|then|i|it|have|which|was|were|has))* "
                rf"(?:stopped|ended|finished|quit|discontinued|came off)(?: it| that| taking it)?"
                rf"(?:,? (?:in|on|about|around))? (?={_END})", re.IGNORECASE), r"\g<long> until "),
    (later(rf"(?:\bfor |(?<=\d, )|(?<=[a-z], ))(?=(?:about |almost |nearly )?{_SO_LONG} (?:until|till) {_END})",
                re.IGNORECASE),
     "since for "),
    (later(r"\bever since\b", re.IGNORECASE), "since"),
    (later(r",? (?:and )?(?:i )?(?:have|['\u2019]ve) (?:done|taken|been doing|been taking|been on)"
                r"(?: (?:so|it|that|this))*,? (?=since\b)", re.IGNORECASE), " "),
    (later(rf",? (?:and )?(?:i )?(?:have|['\u2019]ve) (?:done|taken|been doing|been taking|been on)"
                rf"(?: (?:so|it|that|this))*,? for (?=(?:about |almost |over )?{_SO_LONG}\s*[.;]?$)", re.IGNORECASE),
     " for the past "),
    (later(r"(?<=\d) ?mos\b", re.IGNORECASE), " months"),
    (later(r"\b(?P<way>intra|sub)-(?=(?:muscular|venous|cutaneous)(?:ly)?\b)", re.IGNORECASE), r"\g<way>"),
    (later(r"(?<![\d.,])(?P<k>[1-9]\d{0,2}) 000(?= ?(?:iu|ie|ui)\b)", re.IGNORECASE), r"\g<k>000"),
    # Patches whose name ends with what they give a day, by their labels.
    (later(r"\b(?P<name>evorel|estradot|estraderm(?: mx)?|climara|femseven|fem7|dermestril) "
                r"(?P<n>25|37[.,]5|50|75|80|100)"
                r"(?= (?:(?:one |two |1 |2 )?patch|and\b|but\b|once|twice|every|each|weekly|$)|$)", re.IGNORECASE),
     r"\g<name> \g<n> ug"),
    (later(r"\b(?P<a>[is])\. ?(?P<b>[vmc])\.(?=[\s,)]|$)", re.IGNORECASE), r"\g<a>\g<b>"),
    (later(r"\bASS(?= ?\d)"), "aspirin"),
    # What a box says behind the name, and heads of a list by the way that it is given.
    (later(r",? for (?P<way>subcutaneous|intravenous|intramuscular|oral|transdermal|topical) "
                r"(?:use|injection|infusion|administration)(?: only)?\b", re.IGNORECASE), r" \g<way>"),
    (later(r"(?<=\d) ?(?P<unit>mg|ug|mcg|micrograms?) ?/ ?\d[\d.,]* ?microlit(?:er|re)s?\b", re.IGNORECASE),
     r" \g<unit>"),  # what a pen gives at once
    (later(r"^\W*(?:start|begin|commence|beginne?n?|empezar|comenzar|d\u00e9buter|commencer) "
                r"(?:with |mit |con |avec )?(?=[^\W\d_]{4}[^;]*\d)(?!taking|using|date)", re.IGNORECASE), ""),
    (later(r"(?P<often>(?:daily|a day|/d|weekly|a week)) (?:start(?:en)?|beginnen|begin|empezar|d\u00e9buter)"
                r"(?=\s*(?:[.;]|$))", re.IGNORECASE), r"\g<often>"),
    (later(r"(?P<mass>\d[\d.,]* ?mg),? (?:or|i\.e\.|=) (?P<volume>\d[\d.,]* ?ml)\b(?! ?/)", re.IGNORECASE),
     r"\g<mass> (\g<volume>)"),
    (later(r"(?<=\d) ?wks? (?=(?:cycle|course)\b)", re.IGNORECASE), " week "),
    (later(r"\beither (?=(?:daily|weekly|once|twice|every|each|eod)\b)", re.IGNORECASE), ""),
    (later(r"\bonce today\b", re.IGNORECASE), "once starting today"),
    (later(r"\b[ld]['\u2019](?=[A-Z\u00c0-\u00dd][a-z\u00e0-\u00ff]{3})"), ""),
    (later(r"\beveryday\b", re.IGNORECASE), "every day"),
    (later(r"(?<=[a-z]{4})/(?=(?:day|week|wk|month)\b)", re.IGNORECASE), " per "),
    # "no meds except letrozole", "since my surgery in March 2022", "calcium/D"
    (later(r"^\W*(?:i (?:do not|don['\u2019]?t) (?:take|use) (?:anything|any \w+)|(?:i (?:take|use) )?(?:nothing|"
                r"no (?:other )?(?:meds|medications?|medicines?|drugs|pills|prescriptions?))) "
                r"(?:but|except|other than|besides|apart from)(?: for)?:? (?=\w)", re.IGNORECASE), ""),
    (later(r"^\W*(?:only|just) (?=[a-z])", re.IGNORECASE), ""),
    (later(rf"\bsince (?:my|the|a|an|his|her) (?:(?!\b(?:until|stopped|and|then)\b)[a-z-]+ ){{1,4}}(?:in|on) "
                rf"(?=(?:{MONTH_NAME} )?(?:19|20)\d\d)", re.IGNORECASE), "since "),
    (later(r"(?<=\bthen )(?P<what>[^.;]+?) since(?: then)?(?=\s*(?:[.;]|$))", re.IGNORECASE), r"\g<what>"),
    (later(r",? while (?:i am |i['\u2019]m )?(?:on|taking|using|running) (?=\d)", re.IGNORECASE), " plus "),
    (later(r"\bcalcio\b", re.IGNORECASE), "calcium"),
    (later(r"\bvitamin[ae] (?=d\b)", re.IGNORECASE), "vitamin "),
    (later(r"(?:(?<=prends )|(?<=, )|(?<= et )|(?<= and ))(?:du|de la|des) (?=[a-z])", re.IGNORECASE), ""),
    (later(r" (?:et|y|und|e) (?=(?:calcium|vitamin)\b)", re.IGNORECASE), " and "),
    (later(r"\bcalcium ?(?:/|\+|&|\band\b|w/|\bwith\b) ?d3?\b(?! ?[\d/-])", re.IGNORECASE),
     "calcium and vitamin D"),
    (later(r"\b(?:my )?(?:first day|day (?:1|one))(?: was| is|:) (?=[^,;]*(?:19|"
        r"20)\d\d)", re.IGNORECASE), "since "),
    (later(r"(?<=\d)\.\s+(?=(?:since|from|starting) [^.;:]{3,25}:)|"
                r"(?<=[a-z])\.\s+(?=(?:since|from|starting) [^.;:]{3,25}:)", re.IGNORECASE), "; "),
)  # fmt: skip
#: "Since 2023: anastrozole 1 mg daily", "in the spring of 2024 - letrozole 2.5 mg daily"
_DAY_FIRST: Final = later(
    r"^\W*(?:(?P<since>since|from|as of|starting|started)|in|during)(?: the)? (?P<when>[^:;()]{3,30}?) ?(?::|"
    r" [-\u2013\u2014]) "
    r"*(?P<rest>\S.*)$",
    re.IGNORECASE,
)


#: "de lunes a viernes", "Mon thru Thu"
_WEEKDAYS: Final = (
    *((later(rf"\b(?:du |de |los? |le |el |am )?(?:{names})\b", re.IGNORECASE), day)
      for day, names in DAYS.items()),
    (later(rf"\b(?P<day>{'|'.join(DAYS)}|mon|tue|wed|thu|fri|sat)s? (?:bis|a|au|al|thru) "
                rf"(?=(?:{'|'.join(DAYS)}|tue|wed|thu|fri|sat|sun)\b)", re.IGNORECASE), r"\g<day> to "),
)  # fmt: skip


def with_day_behind(piece: str) -> str:
    """Return what is taken with its first day behind it, where the day stands before it and a colon or a dash.

    Examples
    --------
    >>> with_day_behind("Since 2023: letrozole 2.5 mg daily")
    'letrozole 2.5 mg daily since 2023'
    >>> with_day_behind("in the spring of 2024 - letrozole 2.5 mg daily")
    'letrozole 2.5 mg daily since spring of 2024'
    """
    if (course := _COURSE_DAY.fullmatch(piece)) is not None and not _TELLS_DAY.search(course["rest"]):
        return f"{course['first']}, {course['rest'].strip(' ,.')}, since {course['day']}"
    found = _DAY_FIRST.match(piece)
    if found is None or re.search(r"\b(?:since|until|from|in|ago)\b", found["rest"], re.IGNORECASE):
        return piece
    when, rest = found["when"], found["rest"].strip(" ,.")
    season = SEASON.fullmatch(re.sub(r"^the ", "", when)) is not None
    if not season and not re.search(r"(?:19|20)\d\d$|\bago$", when):
        return piece
    if found["since"] and re.search(r"\b(?:then|followed by)\b", rest, re.IGNORECASE):
        return f"{rest}, since {when}"  # of the first dose, not of the last
    return f"{rest} since {when}" if found["since"] or season else f"{rest} in {when}"


#: "1 mg daily for 2 months from March 2026, then 0.5 mg daily"
_COURSE_DAY: Final = later(
    rf"(?P<first>[^;]*\bfor {_SO_LONG}),? (?:since|from|starting|beginning)(?: in| on)? "
    rf"(?P<day>(?:\d{{1,2}} )?(?:{MONTH_NAME} )?(?:19|20)\d\d),? (?P<rest>(?:and )?then (?=[\d.])[^;]*)",
    re.IGNORECASE,
)
_TELLS_DAY: Final = later(r"\b(?:since|until|from|in|ago|(?:19|20)\d\d)\b", re.IGNORECASE)


def without_taking(text: str) -> str:
    """Return what is taken, without the words that somebody takes it."""
    return _TAKES.sub("", text)


#: Quotation marks around a name; behind a number they are inches.
_QUOTES: Final = later(r"[\u201c\u201d\u201e\u00ab\u00bb]|(?<!\d)\"")


#: The strength of a gel, and words behind it that tell no other.
_PER_GRAM: Final = later(
    r"(?<![\d.,])(?P<n>\d+(?:[.,]\d+)?) ?mg ?/ ?g(?:ram)?\b(?: (?:gel|pump)(?= \w))?", re.IGNORECASE
)


#: "Risedronate-35"
_TIED: Final = later(r"\b(?P<name>[^\W\d_]{5,})-(?=\d{1,4}(?:[.,]\d+)?(?: ?mg)?(?:\s|$))")
_TITLE: Final = (
    r"(?:doctors?|doc|dr|pcp|gp|clinic|hospital|physician|endocrin\w+|endo|urolog\w+|oncolog\w+|onc|rheum\w*|gyn\w*|"
    r"nurse|np|pa|specialist|surgery|pharmacy|chemist|primary(?: care(?: doctor| physician)?)?)"
)
#: "prescribed by my endocrinologist", "per Dr. Smith": who has ordered what is taken.
_BY_WHOM: Final = later(
    r",? (?:(?:as |and )?(?:(?:was|were|is|are) )?"
    r"(?:prescribed|given|ordered|directed|administered|injected)(?: to me)? )"
    rf"(?:by|from|through|at) (?:(?:my|the|an?|our) )?(?:(?:dr|doctor)\.? [a-z]+|{_TITLE})"
    rf"(?: at (?:my |the |his |her )?{_TITLE})?(?=[,.;)\s]|$)|"
    rf",? from (?:my|the|our) {_TITLE}(?=[,.;)]|\s*$)|"
    rf",? per (?:(?:my|the) )?(?:(?:dr|doctor)\.? [a-z]+|{_TITLE})(?=[,.;)\s]|$)",
    re.IGNORECASE,
)


#: "started both about 2 years ago", "; both begun in May 2024"
_BOTH_BEGUN: Final = later(
    r"[;,.]?\s+(?:and |i |have |which )*(?:(?:started|began|begun) (?P<them>both|all)(?: of (?:them|these))?|"
    r"(?P<they>both|all)(?: of (?:them|these))? (?:were |was )?(?:started|begun|began))"
    r"(?: (?:on|in|from|about|around|roughly))* (?=\w[^;,.]*\b(?:ago|(?:19|20)\d\d)\b)",
    re.IGNORECASE,
)


def without_frame(text: str) -> str:
    """Return an answer without numbers of a list, and with each dose that stands in brackets outside them.

    Examples
    --------
    >>> without_frame("1. test cyp (100 mg weekly)"), without_frame("HCG mono 1500 iu weekly")
    ('test cyp 100 mg weekly', 'HCG 1500 iu weekly')
    """
    text = _BOTH_BEGUN.sub(lambda found: f", {found['them'] or found['they']} since ", text)
    text = _BY_WHOM.sub("", _CYCLE_HEAD.sub("", _HEADING.sub("", _QUOTES.sub("", text))))
    text = with_spoken_points(text)
    text = _PER_GRAM.sub(lambda found: f"{float(found['n'].replace(',', '.')) / 10.0:g} %", text)
    if (head := _WAY_HEAD.match(text)) is not None:
        is_told = known_kind(head["name"].strip()) is not None and not by_way(head["name"].strip())
        text = head["rest"] if is_told else f"{'Injection' if head['way'] else 'Oral'}: {head['rest']}"
    for form, plain in (*_SPELLED, *_WEEKDAYS):
        text = form.sub(plain, text)
    text = _TIED.sub(lambda found: f"{found['name']} " if known_kind(found["name"]) else found[0], text)
    if _NUMBERED.match(text):
        text = _NEXT_NUMBER.sub("; ", text)
    return _SMALL.sub("", _BRACKET.sub(_unwrapped, _NAMED_AGAIN.sub("(", _LISTED.sub("", text)))).strip()


def _unwrapped(found: re.Match[str]) -> str:
    """Return the dose of a bracket without it, where it is all that is told of a drug; any other as it is."""
    before = found.string[: found.start()]
    steps = steps_of(found["said"]) if not _TOLD.search(before) else None
    return f" {found['said']}" if steps and all(step.rhythm is not None for step in steps) else found[0]


#: An amount of the same drug.
_TOLD: Final = later(r"\d(?:(?!\b(?:and|plus|with)\b|[;,+&])[^\n])*$", re.IGNORECASE)


def leading_day(before: str) -> str | None:
    """Return since when, of words before a drug that tell a day and nothing else; ``None`` for any others.

    Examples
    --------
    >>> leading_day("Since 2020 "), leading_day("for the past 2 years "), leading_day("In May 2021 I started ")
    ('2020', '2 years ago', 'May 2021')
    """
    found = _LEADING_DAY.match(before)
    if found is None or (found["in"] and not _STARTED.search(found["rest"])):
        return None
    return f"{found['when']} ago" if found["past"] else found["when"]


def leading_rhythm(before: str) -> str | None:
    """Return how often all drugs are taken that follow: "daily injections of"; ``None`` for any other words."""
    found = _RHYTHM_FIRST.match(f"{before.strip()} ")
    return found["often"] if found is not None and is_rhythm(found["often"]) else None
