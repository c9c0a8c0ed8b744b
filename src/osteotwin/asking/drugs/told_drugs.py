"""Drugs told in running words, each by itself: "I'm on 1 mg letrozole daily and test cyp weekly, both since May"."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final

from osteotwin.asking.drugs.names import is_any_calcium, known_kind
from osteotwin.asking.drugs.told_changes import CHANGED, doses_of, unclear_begin, unclear_days, unclear_end
from osteotwin.asking.drugs.told_frame import leading_day, leading_rhythm
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.asking.when import MONTH_NAME, MONTHS_OF_YEAR, YEARS
from osteotwin.inputs.names import folded
from osteotwin.protocol.library import by_way, is_drug_name, misspelled, of_class
from osteotwin.units.patterns import later

_SINCE_WORDS: Final = "(?:since|starting|started|from)"
#: A day that is of all drugs.
_OF_ALL: Final = later(rf"\b(?:both|all)(?: of (?:them|these))? (?={_SINCE_WORDS}\b)", re.IGNORECASE)
_DOCTOR: Final = r"(?:doctor|doc|dr|pcp|gp|clinic|endo\w*|uro\w*|onc\w*|rheum\w*)"
#: Words around a drug that tell neither how much nor how often nor since when.
_ASIDE: Final = later(
    r"\b(?:currently(?! \d)|presently|at present|at the moment|at this time|right now|these days|nowadays|so far|"
    rf"(?:as )?prescribed(?: by (?:my |the |an? )?{_DOCTOR})?|"
    rf"for (?:trt|low t|gyno|e2|estrogen|estrogen control|e2 control))(?=[\s,.;:)]|$)|{_OF_ALL.pattern}",
    re.IGNORECASE,
)
#: Who speaks, and that he takes something.
_TAKES: Final = (
    r"(?:i(?:['\u2019](?:m|ve)| am| have)?|he(?:['\u2019]s)?|she(?:['\u2019]s)?|is|have|has|been|still|on|take|takes|"
    r"taking|use|uses|using|do|pin|pinning|inject|injecting|put|me|trt|hrt|pct|ai|serm|rx|meds?|"
    r"medications?|also|just|then|now|currently|and|plus|with|an?|gets?|getting|receives?|receiving|"
    r"(?:(?:my|the) )?(?:doctor|doc|endo|gp|onc\w*|urologist|nurse|clinic)(?: has| had)?|prescribed|gave|"
    r"(?:my |the )?(?:current )?(?:protocol|regimen|stack|cycle|treatment|therapy)(?: is)?)"
)
_BEGINS: Final = later(rf"^[\s,:-]*(?:{_TAKES}\b[\s,:-]*)*$", re.IGNORECASE)
#: ". I also take", before another drug
_SPEAKS: Final = later(rf"(?:[.;,]\s+|\s+(?:and|plus|but)\s+)(?:{_TAKES}\b[\s,]*)+$", re.IGNORECASE)
_STARTED: Final = later(
    r"\b(?:(?:was|were|got|been) )?(?:started|began|begun|commenced|put)(?: out)?"
    r"(?: (?:on|me on|taking|with|at))?[\s:]*$",
    re.IGNORECASE,
)
_SWITCHED: Final = later(
    r"[\s,.]*(?:\b(?:and|then|but|i|was|were|have been|got|before)\b[\s,]*)*\b"
    rf"(?:{CHANGED}(?: over)? (?:to|onto)|(?:switched|changed|swapped)(?: over)? for|replaced (?:by|with))\s*$",
    re.IGNORECASE,
)
#: What leaves open whether the drug before it goes on.
_AFTER: Final = (
    r"(?:then|(?<!days )(?<!weeks )(?<!months )(?<!years )now|later|afterwards?|after that|next|followed by)"
)
#: At once, and not some time later.
_AT_ONCE: Final = later(rf"\b(?:then|followed by|after that)[\s,]*(?:{_TAKES}[\s,]*)*$", re.IGNORECASE)
_FOLLOWED: Final = later(rf"\b{_AFTER}(?! (?:also|add))[\s,]*(?:{_TAKES}[\s,]*)*$", re.IGNORECASE)
_TIE: Final = (
    r"[\s,;&+/\u2013-]|\.(?=\s|$)|w/|"
    r"\b(?:and|plus|with|also|then|now|but|along|alongside|together|as well as|in addition to)\b"
)
_TIED: Final = later(rf"^(?:{_TIE})+|(?:{_TIE})+$", re.IGNORECASE)
#: An amount right before a name.
_AMOUNT: Final = later(
    r"(?<![\w.,/])(?:\d[\d.,]*|half a|an?|one|two) ?(?:mg|mcg|ug|µg|μg|g|iu|ml|cc|units?|tablets?|tabs?|pills?)"
    r"(?: ?/ ?| per | an? | every | )?(?:week|wk|day|month|weekly|daily)?(?: of)? $",
    re.IGNORECASE,
)
LENGTH: Final = (
    r"(?:\d+(?:\.\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten) ?"
    r"(?:days?|weeks?|wks?|months?|mos?|years?|yrs?)"
)
#: "about a year and a half ago", behind "started"
_AGO: Final = later(
    r"[\s,]+(?P<when>(?:(?:about|around|roughly|approximately|approx\.?|~|almost|nearly|over|just over) ?)?"
    r"(?:an?|a couple(?: of)?|one|two|three|four|five|six|seven|eight|nine|ten|\d+(?:\.\d+)?) ?"
    r"(?:days?|weeks?|wks?|months?|mos?|years?|yrs?)(?: and a half)? ago|yesterday|last (?:week|month|year))$",
    re.IGNORECASE,
)
_BEGAN: Final = (
    r"(?:since|as of|starting|started|start(?:ing)? date|start(?! of)|beginning(?! of)|began|commenced|first dose|"
    r"from(?= (?:[a-z]{3,9}\.? )?\d)(?! [\d.,]+ ?(?:mg|mcg|ug|g|iu)\b))"
)
#: "I've been on it for 2 years" goes on.
_HAS_BEEN: Final = later(
    r"^(?:(?:i|he|she|we)(?:['\u2019](?:ve|s)| have| has) |have )?been "
    r"(?P<said>(?:(?!\b(?:until|till|stopped|finished|quit)\b).)+) "
    rf"for (?:about |around |almost |nearly |over |roughly )?(?P<span>{LENGTH})(?: now| so far)?\.?$",
    re.IGNORECASE,
)


#: "for 18 months now" goes on, too.
_SO_FAR: Final = later(
    rf"(?:(?:,? |^)for |, )(?:about |around |almost |nearly |over |roughly )?(?P<span>{LENGTH}) "
    r"(?:now|so far|already|and counting)"
    r"(?=[,.;]|$)(?!,? since\b)",
    re.IGNORECASE,
)


#: ". I have been on it for 6 months", behind one drug.
_ON_IT: Final = later(
    r"\s*[.,;]\s*(?:and )?(?:i(?:['\u2019]ve| have)|have) been (?:on|taking|using) (?:it|this|that|them) for "
    rf"(?:about |around |almost |nearly |over |roughly )?(?P<span>{LENGTH})(?: now| so far)?\.?$",
    re.IGNORECASE,
)
#: "2 years of letrozole 2.5 mg daily so far"
_YEARS_OF: Final = later(
    rf"^(?:about |almost |nearly |over )?(?P<span>{LENGTH}) of (?P<said>.+?)(?: so far| now| already)\.?$",
    re.IGNORECASE,
)


def is_of_all(piece: str) -> bool:
    """Tell whether a day of a piece is said to be of all its drugs."""
    return _OF_ALL.search(piece) is not None


def with_past(piece: str) -> str:
    """Return what one has been taking for so long as taken for the past so long; any other text as it is.

    Examples
    --------
    >>> with_past("I've been on letrozole 2.5 mg daily for 2 years"), with_past("letrozole 2.5 mg daily for 2 years")
    ('on letrozole 2.5 mg daily for the past 2 years', 'letrozole 2.5 mg daily for 2 years')
    """
    piece = _ON_IT.sub(r" for the past \g<span>", piece) if len(name_places(piece)) == 1 else piece
    piece = _YEARS_OF.sub(r"\g<said> for the past \g<span>", piece)
    return _SO_FAR.sub(
        r" for the past \g<span>", _HAS_BEEN.sub(r"\g<said> for the past \g<span>", piece)
    ).strip()


#: Since when, behind a dose.
_DAY: Final = later(
    rf"[\s,.(:\u2013-]*\b(?:{_BEGAN}(?: (?:on|in|from))?:?\s+(?P<when>[^()]+?)|going on (?P<nearly>{LENGTH})|"
    rf"(?:for |over |in )?(?:the )?(?:last|past) (?P<past>{LENGTH}))\)?$",
    re.IGNORECASE,
)
#: What ties a dose to the days behind it.
_BEFORE_DAYS: Final = later(r"[\s,.(:\u2013-]*(?:\b(?:from|since))?[\s(]*$", re.IGNORECASE)
#: Behind a name alone: "Zoladex for 3 years".
_LONG: Final = later(
    rf" for (?P<roughly>(?:about|around|almost|nearly|over|just over|roughly|more than) )?(?P<span>{LENGTH})"
    r"(?P<goes> now| so far)?\.?$",
    re.IGNORECASE,
)
#: Before a drug that is taken no longer.
_EARLIER: Final = later(
    r"[\s,.(]*\b(?:(?:i )?(?:previously|formerly|before that|earlier|prior to that|was|took|used to (?:take|be|use)|"
    r"(?<!have )(?<!has )(?<!been )(?<!ve )used)"
    r"(?: (?:on|taking|took))?[\s:,]*)+$|"
    r"^\s*(?:my|the) (?:(?:old|earlier|former|previous|last|first) )?"
    r"(?:protocol|regimen|stack|cycle|treatment|therapy) (?:was|used to be)[\s:,]*$",
    re.IGNORECASE,
)
_BRACKET: Final = later(
    r"\s*\((?P<said>(?:since|from|until|till|started|stopped|previously|formerly)\b[^()]*)\)", re.IGNORECASE
)
_IN: Final = later(
    r"[\s,(]+(?:in|on|at(?= (?:the )?(?:end|start|beginning|middle) of))\s+(?P<when>[^()]+?)\)?$",
    re.IGNORECASE,
)
_WORD: Final = later(r"(?=[^\s,;:()\[\]+&]*\w)[^\s,;:()\[\]+&]+")
#: Words of the longest name, and of the longest answer that is looked through.
_LONGEST_NAME, _MOST_WORDS = 4, 60


#: What stands before a drug that comes after another one.
_AFTER_ANOTHER: Final = later(rf"[\s,.]{_AFTER}\s(?!also|add)", re.IGNORECASE)


def comes_after(piece: str) -> bool:
    """Tell whether a drug of a piece may come after another one, or beside it."""
    return any(
        any(start >= found.end() for start, _ in name_places(piece))
        for found in _AFTER_ANOTHER.finditer(piece)
    )


#: A dose that follows, of a drug that is not named: "; then 10 mg daily since 2025"
_NEXT_DOSE: Final = later(
    r"(?P<mark>[,;.\n])\s*(?:(?:and|but) )?(?:i(?:['\u2019]m| am) )?(?:now|then|currently|later)(?: on| at| taking)? "
    r"(?P<dose>[\d.][^,;\n]*? (?:since|in|from) [^,;\n]*)",
    re.IGNORECASE,
)


#: "200 mg/wk split 2x. Wk 12: 160 mg/wk", before the first name.
_DOSE_ALONE: Final = later(
    r"^\W*(?P<dose>[\d.]+ ?(?:mg|mcg|ug|iu|units?)\b(?: ?/ ?| per | a | every )?(?:week|wk|day|daily|weekly|month)?\b"
    r"(?:(?!\.\s|;)[^+\n])*)(?:\.\s|;|\+|\n)",
    re.IGNORECASE,
)


def ask_which_drug(text: str) -> None:
    """Ask of which drug a dose is that follows several ones.

    Raises
    ------
    UnclearAnswerError
    """
    first = next(iter(name_places(text)), None)
    lead = _DOSE_ALONE.match(text[: first[0]]) if first else None
    if lead is not None and any(char.isdigit() for char in text[lead.end() : first[0] if first else 0]):
        dose = lead["dose"].strip(" ,.")
        raise UnclearAnswerError(
            "drugs", f"{quoted(dose)}, before which no drug is named", "the drug that it is of, and its days",
            f'write its name before it, as in "testosterone cypionate {dose} since March 2023" if it is that, and each '
            "other dose with its own name and days behind a semicolon",
        )  # fmt: skip
    for found in _NEXT_DOSE.finditer(text):
        before = text[: found.start()]
        if found["mark"] in ",.":
            before = re.split(r"[;\n]", before)[-1]
        named = list({folded(name): name for name in drugs_in(before)}.values())
        if len(named) > 1 and not drugs_in(found["dose"]):
            raise UnclearAnswerError(
                "drugs", f"{quoted(found['dose'])} behind {', '.join(named)}", "its drug, too",
                "write " + " or ".join(quoted(f"{name} {found['dose']}") for name in named),
            )  # fmt: skip


def drugs_in(text: str) -> list[str]:
    """Return the names of drugs and supplements that a text holds."""
    return [text[start:end] for start, end in name_places(text)]


def tells_more(dose: str) -> bool:
    """Tell whether words behind a drug name another one, or a day."""
    return (
        _TIME.search(dose) is not None
        or bool(name_places(dose))
        or any(of_class(word[0]) or by_way(word[0]) for word in _WORD.finditer(dose))
    )


_TIME: Final = later(
    r"\b(?:19|20)\d{2}\b|\d[-/.]\d+[-/.]\d|\b(?:since|until|till|ago|last|past|previously|formerly|stopped|started|then|"
    r"years?|months?|weeks \d)\b",
    re.IGNORECASE,
)


def told_apart(piece: str) -> list[str]:
    """Return each drug of a piece as name, dose and "since" with its day; the piece itself where it holds no name.

    Nothing is left out but words that tell nothing of a dose or a day: what else stands there is read, or asked about.

    Examples
    --------
    >>> told_apart("Anastrozole 0.5 mg 2x week, test cyp 160 mg weekly both since Nov 2023")
    ['Anastrozole 0.5 mg 2x week since Nov 2023', 'test cyp 160 mg weekly since Nov 2023']
    """
    of_all = _OF_ALL.search(piece) is not None
    plain = " ".join(
        _ASIDE.sub(" ", _BRACKET.sub(r", \g<said>", _STOPPED_ON.sub(r" until \g<day>", piece))).split()
    )
    names = name_places(plain)
    if not names:
        return [piece]
    if any(plain[end:start].strip() == "(" for (_, end), (start, _) in pairwise(names)):
        return [piece]  # one name in brackets behind another
    starts = _starts(plain, names)
    before, has_begun = _without_start(plain[: starts[0]])
    has_begun = has_begun and leading_day(plain[: starts[0]]) is None
    earlier = _EARLIER.search(before)
    before = before[: earlier.start()] if earlier else before
    was_before = earlier is not None
    often = leading_rhythm(before)
    day = None if often or has_begun or len(names) > 1 else leading_day(plain[: starts[0]])
    if not often and not day and _BEGINS.match(before) is None:
        return [piece]
    parts: list[str] = []
    switched: list[bool] = []
    followed: list[str] = []
    for place, (start, end) in enumerate(pairwise((*starts, len(plain)))):
        part = plain[start:end]
        over = _SWITCHED.search(part)
        part = part[: over.start()] if over else part
        part, starts_next = _without_start(part)
        earlier = _EARLIER.search(part)
        part = part[: earlier.start()] if earlier else part
        is_open = over is None and not was_before and _FOLLOWED.search(part) is not None
        follows = is_open and _AT_ONCE.search(part) is not None
        part = _SPEAKS.sub("", part) if end < len(plain) else part
        doses = doses_of(_TIED.sub("", part), plain[slice(*names[place])])
        told = [_with_day(dose, in_is_since=has_begun or k > 0) for k, dose in enumerate(doses)]
        if is_open and end < len(plain) and not _ends(told[-1]):
            raise unclear_days(doses[-1], plain[starts[place + 1] :])
        told = (
            [f"{one} {often}" for one in told]
            if often
            else [f"{one} since {day}" for one in told]
            if day
            else told
        )
        if was_before and (open_ := next((one for one in told if not _ends(one)), None)) is not None:
            raise unclear_end(open_)
        parts += told
        followed += [""] * (len(told) - 1) + ["then" if follows else "now" if is_open else ""]
        switched += [True] * (len(told) - 1) + [over is not None]
        has_begun, was_before = starts_next or over is not None, earlier is not None
    days = [found["day"] if (found := _SINCE.search(part)) else "" for part in parts]
    if of_all and days[-1] and not any(switched):
        return [part if day else f"{part} since {days[-1]}" for part, day in zip(parts, days, strict=True)]
    for place, part in enumerate(parts[:-1]):
        if followed[place] and not days[place + 1] and (until := _UNTIL.search(part)) is not None:
            if followed[place] == "now":
                raise unclear_begin(parts[place + 1], until["day"])
            days[place + 1] = until["day"]  # "until June 2024, then letrozole"
            parts[place + 1] += f" since {until['day']}"
    for place, part in enumerate(parts[:-1]):  # "2022-2024, then 1.25 mg daily" of the same drug
        if switched[place] and not days[place + 1] and (until := _end_of(part)):
            if _NOW.search(plain):
                raise unclear_begin(parts[place + 1], until)
            days[place + 1] = until
            parts[place + 1] += f" since {until}"
    for place, (part, after) in enumerate(pairwise(parts)):
        if switched[place] and not (days[place] and (days[place + 1] or _ends(part))):
            raise unclear_days(part, after)
    firsts = [_LAST_DAY.split(day)[0] for day in days]
    return [
        f"{part} until {firsts[i + 1]}" if switched[i] and not _ends(part) else part
        for i, part in enumerate(parts)
    ]


#: "(stopped March 2025)", behind a dose without a first day.
_STOPPED_ON: Final = later(
    rf" ?\((?:stopped|ended|quit)(?: it)?(?: (?:in|on))? (?P<day>(?:{MONTH_NAME} )?(?:19|20)\d\d)\)",
    re.IGNORECASE,
)
_SINCE: Final = later(r" since (?P<day>.+)$")
_UNTIL: Final = later(
    rf"(?: until | to | till | through |(?<=\d) ?[-\u2013] ?)(?P<day>(?:{MONTH_NAME} )?(?:19|20)\d\d|[^,;]+?)[\s,.]*$",
    re.IGNORECASE,
)
_NOW: Final = later(r"\b(?:now|currently)\b", re.IGNORECASE)
#: Where the last day begins, behind the first one.
_LAST_DAY: Final = later(
    r",? (?:(?:and|but|then|i|was|have) )*(?:until|till|through|stopped|ended|finished|quit|came off)\b",
    re.IGNORECASE,
)


def _end_of(part: str) -> str:
    """Return until when, of a part that ends with it; empty for any other."""
    if (months := MONTHS_OF_YEAR.search(part)) is not None:
        return f"{months['last']} {months['year']}"
    until = _UNTIL.search(part) if _ends(part) else None
    return until["day"] if until is not None else ""


def _ends(part: str) -> bool:
    """Tell whether a part says until when."""
    return " until " in part or (MONTHS_OF_YEAR.search(part) or YEARS.search(part)) is not None


def _without_start(part: str) -> tuple[str, bool]:
    """Return a part without a "started" that belongs to the drug behind it, and whether it had one."""
    found = _STARTED.search(part)
    return (part[: found.start()], True) if found else (part, False)


def _with_day(part: str, *, in_is_since: bool) -> str:
    """Return a part with its first day behind "since"; "in May 2020" is one behind "started"."""
    bare = part.rstrip(")")
    if (days := MONTHS_OF_YEAR.search(bare) or YEARS.search(bare)) is not None:
        return f"{_BEFORE_DAYS.sub('', part[: days.start()])} since {bare[days.start() :]}"
    long = _LONG.search(part)
    if long is not None and (long["goes"] or long["roughly"] or known_kind(part[: long.start()]) is not None):
        return f"{part[: long.start()]} since {long['span']} ago"
    found = _DAY.search(part)
    if found is None:
        found = (_IN.search(part) or _AGO.search(part)) if in_is_since else None
        return f"{part[: found.start()]} since {found['when']}" if found else part
    ago = found["nearly"] or found["past"]
    return f"{part[: found.start()]} since {f'{ago} ago' if ago else found['when']}"


@lru_cache(maxsize=1024)
def name_places(text: str) -> tuple[tuple[int, int], ...]:
    """Return where drugs are named: the longest names, one after the other."""
    words = list(_WORD.finditer(text))[:_MOST_WORDS]
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(words):
        for count in range(min(_LONGEST_NAME, len(words) - at), 0, -1):
            start, end = words[at].start(), words[at + count - 1].end()
            name = text[start:end].rstrip(".")
            if _is_no_name(name, is_first=not found) or (name == "des" and not re.match(r" ?\d", text[end:])):
                continue
            is_named = is_drug_name(name) or (
                _SUPPLEMENT.fullmatch(name) and not _is_of_food(text, start, end)
            )
            if is_named and known_kind(name) is not None:
                found.append((start, start + len(name)))
                at += count
                break
        else:
            word = words[at]
            if (
                _AMOUNT_BEHIND.match(text, word.end())
                and len(word[0]) >= _LEAST_SLIPPED
                and misspelled(word[0])
            ):
                found.append(word.span())
            at += 1
    return tuple(found)


def _is_of_food(text: str, start: int, end: int) -> bool:
    """Tell whether calcium or vitamin D is of food or of blood, and no tablets."""
    if _MEASURED.match(text, end):
        return True
    return is_any_calcium(text[start:end]) and (
        _OTHER_CALCIUM.match(text, end) is not None or _OF_FOOD.search(text[:start]) is not None
    )


#: Behind what was measured in blood.
_MEASURED: Final = later(
    r"[\s-]+(?:blood |serum )?(?:readings?|levels?|results?|tests?|deficien\w+|insufficien\w+|"
    r"in (?:my |the )?(?:blood|urine))\b",
    re.IGNORECASE,
)
#: Before calcium of food or blood.
_OF_FOOD: Final = later(
    r"\b(?:more|less|enough|sufficient|dietary|serum|blood|urine|low|high|elevated|increas\w+|absorb\w*|los(?:e|ing)|"
    r"my)\s+$",
    re.IGNORECASE,
)


def _is_no_name(name: str, *, is_first: bool) -> bool:
    """Tell whether words are a rhythm, an article or two names, whatever else they may be."""
    first, *others = name.split()
    return (
        _PARTED.search(name) is not None
        or name in _ARTICLES
        or (bool(others) and first.casefold() in _OFTEN)
        or (not is_first and folded(name) == _ONE_A_DAY)
    )


#: A rhythm behind a drug, and a brand of vitamins elsewhere.
_ONE_A_DAY: Final = folded("one a day")
#: "de" of Romance languages, which is short for a drug in capitals.
_ARTICLES: Final = ("de", "te")
#: "daily vitamin D" names vitamin D.
_OFTEN: Final = ("daily", "weekly", "monthly", "my", "the", "some", "regular", "oral")
#: A misspelled name is one only before its amount.
_AMOUNT_BEHIND: Final = later(r"\s+\d[\d.,]*\s?(?:mg|mcg|ug|\u00b5g|iu)\b", re.IGNORECASE)
_LEAST_SLIPPED: Final = 6
#: No name goes on behind it.
_PARTED: Final = later(r"[,;:]\s")
_SUPPLEMENT: Final = later(
    r"vit(?:amin|\.)? ?d[23]?|(?:calcium|kalzium)(?: (?:carbonate|citrate|supplements?|tablets?|pills?))?|"
    r"cholecalciferol",
    re.IGNORECASE,
)
#: Calcium of food, of blood and of other names: no tablets.
_OTHER_CALCIUM: Final = later(
    r"[\s-]+(?:\w+[- ])?(?:channel|blockers?|antagonist\w*|scores?|levels?|intake|deposits?|rich|deficien\w*|gluconate|"
    r"acetate|lactate|phosphate|malate|"
    r"orotate|sandoz|d3?\b|"
    r"(?:and [\w ]{1,20})?(?:from|in|through|via) (?:my |the )?(?:food|diet|dairy|blood|serum|urine))",
    re.IGNORECASE,
)


def _starts(text: str, names: tuple[tuple[int, int], ...]) -> list[int]:
    """Return where each drug begins: with its name, or with its amount where the first one does.

    Of two amounts before a name the second one belongs to it.
    """
    is_first = _AMOUNT.search(text[: names[0][0]]) is not None
    ends = [0, *(end for _, end in names)]
    starts: list[int] = []
    for before, (start, _) in zip(ends, names, strict=False):
        between = text[before:start]
        amount = _AMOUNT.search(between)
        mine = amount is not None and (is_first or len(_ANY_AMOUNT.findall(between)) > 1)
        starts.append(before + amount.start() if amount and mine else start)
    return starts


_ANY_AMOUNT: Final = later(
    r"(?<![\w.,])\d[\d.,]* ?(?:mg|mcg|ug|\u00b5g|\u03bcg|g|iu|ml|cc|units?)(?![a-z])", re.IGNORECASE
)
