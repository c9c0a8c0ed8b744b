"""A sentence about drugs in any order, by what each of its words is: name, dose, rhythm, day, or nothing of these.

``"She has taken risedronate 35 mg weekly since 2020"`` is ``"risedronate 35 mg weekly since 2020"``. Every word that is
none of these must be known to say nothing: one that is not known leaves the sentence to be asked about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from osteotwin.asking.drugs.dose_words import steps_of
from osteotwin.asking.drugs.names import usual_rhythm
from osteotwin.asking.drugs.taken import is_shown
from osteotwin.asking.drugs.told_drugs import name_places
from osteotwin.asking.remarks import tells_nothing
from osteotwin.asking.when import DATE, MONTH, MONTH_NAME
from osteotwin.protocol.dose_of_drug import products_named
from osteotwin.protocol.dose_remarks import bears_on_dose
from osteotwin.protocol.dose_understood import understood_of
from osteotwin.protocol.library import by_way
from osteotwin.protocol.library.ways import ways_in
from osteotwin.units.patterns import later

_SPAN: Final = (
    r"(?:\d+(?:\.\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve) ?"
    r"(?:days?|weeks?|wks?|months?|mos?|years?|yrs?)"
)
_DAY: Final = (
    rf"(?:{DATE.pattern}|(?:(?:early|mid|late|the (?:end|beginning|start) of|end of|beginning of) )?"
    rf"(?:{MONTH_NAME},? )?(?:19|20)\d{{2}}|\d{{1,2}}[/.-](?:19|20)\d{{2}}|\b(?:{MONTH_NAME})(?= |$))(?![\w/])"
)
_ROUGHLY: Final = (
    r"(?:about |around |almost |nearly |over |just over |roughly |approximately |more than |a little over )?"
)
_BEGAN: Final = r"(?:starting|started|began|begun|commenced|initiated|put on|resumed)"
#: Since when, behind a dose or before the drug.
_DAYS: Final = (
    later(rf"\b(?:since|starting(?: in| on)?|as of|from) (?P<day>{_DAY})", re.IGNORECASE),
    later(
        rf"\b(?:for|over|during) {_ROUGHLY}(?:the )?(?:past|last) {_ROUGHLY}(?P<span>{_SPAN})\b",
        re.IGNORECASE,
    ),
    later(rf"\bsince (?P<span>{_SPAN})(?: ago)?\b", re.IGNORECASE),
)
#: Only beside a word that it began then, or that it has been taken so long.
_OF_BEGUN: Final = (
    later(rf"\b(?:in|on|at) (?P<day>{_DAY})", re.IGNORECASE),
    later(rf"\b{_ROUGHLY}(?P<span>{_SPAN}) ago\b", re.IGNORECASE),
    later(
        r"\b(?P<day>(?:last|this) (?:week|month|year)|next week|yesterday|today|tomorrow)\b", re.IGNORECASE
    ),
)
_OF_LASTED: Final = (
    later(rf"\b(?:since )?for {_ROUGHLY}(?P<span>{_SPAN})(?: now| so far)?(?= |$)", re.IGNORECASE),
)
#: Lengths that count back from the end, where one is told, and not from today.
_TO_THE_END: Final = (*_OF_LASTED, _DAYS[1])
_HAS_BEGUN: Final = later(rf"\b(?:{_BEGAN}|prescribed|put (?:me|him|her) on)\b", re.IGNORECASE)
_HAS_LASTED: Final = later(
    r"\b(?:(?:have|has|['\u2019]ve|ive) (?:now )?(?:been|taken|used|had|injected)|"
    r"been (?:on|taking|using|injecting))\b",
    re.IGNORECASE,
)
_UNTIL: Final = later(
    rf",? ?\b(?:and |but )?(?:i )?(?:until|till|(?:stopped|finished|ended|quit)(?: it| taking it)?(?: in| on)?|to) "
    rf"(?P<day>{_DAY})",
    re.IGNORECASE,
)
_BEHIND_SINCE: Final = later(rf"^ ?(?:-|\u2013|to|until|till|through) ?(?P<day>{_DAY})", re.IGNORECASE)
#: What parts a dose, or tells more than one: left to the other readers.
_PARTED: Final = later(
    r"\b(?:total|each|split|divided|then|now|was|were|took|"
    r"(?<!have )(?<!has )(?<!ve )(?<!be )(?<!been )used|previously|formerly|if|when|not|no|never|none|half|"
    r"stop|start|may|might|would|should|could)\b|(?<!\d)/ ?(?:ml|l)\b|n['\u2019]t\b|"
    r"\d ?(?:mg|mcg|ug|g|iu)? ?(?:-|\u2013|to|or) ?\d[\d.]* ?(?:mg|mcg|ug|iu|x|times)\b",
    re.IGNORECASE,
)
_AMOUNT_BEFORE: Final = later(
    r"\d[\d.,]* ?(?:mg|mcg|ug|\u00b5g|\u03bcg|g|iu|ie|units?)"
    r"(?:(?: ?/ ?| per | a | every )(?:day|d|week|wk|month))?"
    r"(?: (?!(?:and|plus|with|then|or|to)\b)\w+)?(?: of| dose of)? ?$",
    re.IGNORECASE,
)
_FRAME: Final = frozenset(
    word
    for words in (
        "i i'm im i've ive he he's she she's we my his her the a an this patient pt who am is are be been",
        "being have has having take takes taking taken use uses using used inject injects injecting injected",
        "pin pins pinning get gets getting receive receives receiving received started starting began begun",
        "commenced initiated put on me him herself himself doctor doc dr endo endocrinologist urologist",
        "oncologist rheumatologist gp pcp clinic physician nurse specialist prescribed prescribes gave given",
        "gives currently presently still also just only and plus with via suis sous mir for of to",
        "at by in as meds med medications medication medicine medicines drugs drug current list include",
        "includes including following consists shot shots injection injections infusion infusions tablet",
        "tablets pill pills capsule capsules dose dosage gel pump regular regularly therapy treatment",
        "replacement regimen protocol trt hrt because due flare flare-up woman man male female old aged",
        "diagnosed ich bin nehme bekomme ihr er sie mein meine auf gegen f\u00fcr wegen bei je j'ai pris",
        "prends du de la le tomo para",
    )
    for word in words.split()
)
_WORD: Final = later(r"[^\s,;:()!?\u2013\u2014]+")
_HAVE_HAD: Final = later(r"\b(?:have|has|'ve) had\b(?! to\b)", re.IGNORECASE)
#: Of a rhythm, who takes it so.
_TAKEN: Final = later(r"^(?:(?:take|taken|given|injected|inject|used|use|on) )+")


def slots_of(piece: str) -> list[str] | None:
    """Return each drug of a sentence as name, dose, rhythm and days; ``None`` where a word is not known.

    Examples
    --------
    >>> slots_of("She has taken risedronate 35 mg weekly since 2020")
    ['risedronate 35 mg weekly since 2020']
    >>> slots_of("She may take risedronate 35 mg weekly") is None
    True
    """
    plain = _HAVE_HAD.sub("have", " ".join(piece.replace("\u2019", "'").split()).strip(" .,"))
    plain = _without_purpose(_STARTED_ON.sub("started ", _without_lead(plain)))
    is_past = _TREATED.search(plain) is not None
    plain = _TREATED.sub("on", plain)
    names = _once(plain, name_places(plain))
    if not names or _PARTED.search(_without_days(plain)):
        return None
    if len(names) > 1 and _is_of_several(plain[: _begin(plain, 0, names[0][0])]):
        return None
    begins = [0, *(_begin(plain, before[1], after[0]) for before, after in pairwise(names))]
    ends = [*begins[1:], len(plain)]
    found = [
        _slots(plain[begin:end], name, (start - begin, stop - begin))
        for begin, end, (start, stop, name) in zip(begins, ends, names, strict=True)
    ]
    told = [one for one in found if one is not None]
    if len(told) < len(found):
        return None
    last = told[-1].often
    shared = last if all(usual_rhythm(one.name) == "daily" and is_daily(last) for one in told) else ""
    if any(not (one.often or shared or is_shown(one.name)) for one in told) or (
        is_past and any(" until " not in one.days for one in told)
    ):
        return None
    return [one.line(shared) for one in told]


def _is_of_several(before: str) -> bool:
    """Tell whether a day or a rhythm stands before several drugs, of which it may be of each."""
    forms = (*_DAYS, *_OF_BEGUN)
    return any(form.search(before) for form in forms) or bool(understood_of(before).often)


def is_daily(often: str) -> bool:
    """Tell whether words say once a day."""
    steps = steps_of(f"1 mg {often}") if often else None
    return (
        bool(steps) and len(steps) == 1 and steps[0].rhythm is not None and steps[0].rhythm.mean_days == 1.0
    )


@dataclass(frozen=True)
class _Slots:
    """What words tell of one drug."""

    name: str
    amount: str
    often: str
    way: str
    days: str

    def line(self, often: str) -> str:
        parts = (self.name, self.amount, self.way, self.often or often, self.days)
        return " ".join(part for part in parts if part)


#: "was started on": it goes on, unless an end is told; "was treated with" does not tell.
_STARTED_ON: Final = later(
    r"\b(?:was|were|has been|have been|been|got) (?:started|initiated|placed|put|commenced)(?: on| with)? ",
    re.IGNORECASE,
)
_TREATED: Final = later(r"\b(?:was|were) (?:treated with|given|on|taking|receiving)\b", re.IGNORECASE)
_PURPOSE: Final = later(
    r"\b(?:for|to treat|due to|because of|against|gegen|wegen) (?P<said>[^\d,;.()]{3,60}?)"
    r"(?=[,;.]|$| (?:since|from|starting|until|and|at|on)\b)",
    re.IGNORECASE,
)


def _without_purpose(text: str) -> str:
    """Return a sentence without what a drug is taken for."""
    return _PURPOSE.sub(
        lambda found: (
            found[0] if bears_on_dose(found["said"].casefold()) or name_places(found["said"]) else ""
        ),
        text,
    )


#: What somebody tells before he says what he takes.
_LEAD: Final = later(
    r"^(?P<said>[^\d]*?)(?:[,.;:]|\band\b|\bso\b|\bbut\b)[\s,]*(?:and |so |but )?(?:now |currently )?"
    r"(?=i(?:'m| am)? (?:now |currently |still |also )?(?:take|taking|use|using|inject|injecting|on) )",
    re.IGNORECASE,
)
_CONDITIONAL: Final = later(
    r"\b(?:if|when|whenever|unless|until|before|might|may|would|should|sure)\b", re.IGNORECASE
)


def _without_lead(text: str) -> str:
    """Return a sentence from where somebody says what he takes, if what stands before names no drug and no number."""
    lead = _LEAD.match(text)
    if lead is None or _CONDITIONAL.search(lead["said"]) or name_places(lead["said"]):
        return text
    return text[lead.end() :]


def _once(text: str, places: tuple[tuple[int, int], ...]) -> list[tuple[int, int, str]]:
    """Return names with their places; one that says the same again in brackets belongs to the one before it."""
    named: list[tuple[int, int, str]] = []
    for start, end in places:
        name = text[start:end]
        if named and (mine := products_named(name)) and mine == products_named(named[-1][2]):
            between = text[named[-1][1] : start]
            if re.fullmatch(r"(?: \w+)? ?\(", between) and text[end : end + 1] == ")":
                named[-1] = (named[-1][0], end + 1, named[-1][2])
                continue
        named.append((start, end, name))
    return named


def _begin(text: str, end: int, start: int) -> int:
    """Return where the words about the next drug begin: with its amount, where that stands before its name."""
    amount = _AMOUNT_BEFORE.search(text[end:start])
    return end + amount.start() if amount is not None else start


def _without_days(text: str) -> str:
    for pattern in (*_DAYS, _UNTIL):
        text = pattern.sub(" ", text)
    return text


def _slots(words: str, name: str, place: tuple[int, int]) -> _Slots | None:
    """Return one drug with what the words about it say; ``None`` where one of them is not known."""
    begun, lasted = _HAS_BEGUN.search(words), _HAS_LASTED.search(words)
    rest = f"{words[: place[0]]} \x00 {words[place[1] :]}"
    forms = (*_DAYS, *(_OF_BEGUN if begun else ()), *(_OF_LASTED if lasted else ()))
    days: list[str] = []
    until = ""
    if (last := _UNTIL.search(rest)) is not None:
        until, rest = last["day"], f"{rest[: last.start()]} {rest[last.end() :]}"
    for form in forms:
        while (found := form.search(rest)) is not None:
            told = found.groupdict()
            ago = "" if until and form in _TO_THE_END else " ago"
            days.append(f"{told['span']}{ago}" if told.get("span") else str(told["day"]))
            behind = _BEHIND_SINCE.match(rest[found.end() :])
            until = behind["day"] if behind else until
            rest = f"{rest[: found.start()]} {rest[found.end() + (behind.end() if behind else 0) :]}"
    if len(days) > 1 or (until and not days):
        return None
    told = understood_of(rest.replace("\x00", ", "))
    if not (told.amount or is_shown(name)) or told.is_open or MONTH.search(told.often):
        return None
    left = [word for part in told.left for word in _WORD.findall(part)]
    if any(word.strip(".'") not in _FRAME and not tells_nothing(word) for word in left):
        return None
    ways = ways_in(rest.casefold()) if by_way(name) else ()
    way = _SHORT_WAYS.get(ways[0], ways[0]) if ways else ""
    since = f"since {days[0]}{f' until {until}' if until else ''}" if days else ""
    return _Slots(name, told.amount, _TAKEN.sub("", told.often), way, since)


#: A way into the body as a dose says it.
_SHORT_WAYS: Final = {"injected": "injected", "oral": "orally", "patch": "patch", "gel": "gel"}
