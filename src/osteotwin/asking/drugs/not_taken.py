"""Words about drugs that are not taken: by somebody else, not yet, no longer, or never; asked with what they tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from osteotwin.asking.drugs.own_example import STOPPED, ended_as, some_days
from osteotwin.asking.drugs.told_drugs import drugs_in, name_places
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.asking.when import MONTH_NAME
from osteotwin.protocol.library.ways import ways_in
from osteotwin.units.patterns import later

_PERSON: Final = (
    r"(?:wife|husband|spouse|partner|girlfriend|boyfriend|mother|mom|mum|father|dad|parents?|sister|brother|"
    r"grand(?:mother|father|ma|pa)|aunt|uncle|cousin|son|daughter|friend|buddy|neighbou?r|colleague|"
    r"(?:ehe)?frau|(?:ehe)?mann|mutter|vater|bruder|schwester|freund(?:in)?|sohn|tochter|femme|m\u00e8re|p\u00e8re|mari|"
    r"fille|fils|fr\u00e8re|s\u0153ur|soeur|esposa|mujer|madre|padre|hij[oa]|marido|herman[oa])"
)
#: Whom or what a dose may be for that is not the man himself.
_OTHERS: Final = (
    rf"(?:{_PERSON}|dogs?|cats?|horses?|pets?|puppy|wom[ae]n|kids?|child(?:ren)?|somebody|someone|others|him|her|them|us|"
    r"patients?|resale|sale|nothing|hund|katze|pferd|chien|chat|cheval|perro|gato|caballo)"
)
_OWNER: Final = (
    r"(?:my|his|her|for|the|our|an?|mein\w*|unser\w*|der|die|das|den|einen?|"
    r"ma|mon|notre|la|le|une?|mi|nuestr[oa]|el)"
)
_PRONOUN: Final = r"(?:hers?|his|him|them|theirs?)"
_GIVES: Final = r"(?:does|gives?|injects?|administers|jabs|pins)"
_DENIED: Final = (
    r"(?:not (?:yet )?(?:on|taking|using)|never|(?<!otro )no(?= [a-z]|$)|without|instead of|"
    r"not(?! (?:on|at|in|every|daily|weekly|weekends?)\b)(?= [a-z])|(?:do|did|have|is|are|was)n['\u2019]?t|nope|"
    r"kein\w*|nicht|ohne|statt|pas de|sans|au lieu d[e'\u2019]|sin(?= [a-z]))"
)
#: What words may tell, how they are told in a question, and what to write in its place.
_LEAVE_OUT: Final = 'leave it out, and write only what you take yourself; where that is nothing, "none"'
_SOMEBODY: Final = "somebody else"
_ADVICE: Final = "advice or a thought, and no drug that is taken"
_NO_BEGIN: Final = "a drug that is not begun"
#: In a long story "never" or "finished" may be of anything.
_FEW_WORDS: Final = 14
_NOT_BEGUN: Final = (
    "leave it out until it begins, or write its first day behind it, with its year, as in "
    '"starting 14 March 2027"'
)
_OF_ANOTHER: Final = "finasteride 1 mg daily since March 2021 until May 2024"
_NOW_AND_THEN: Final = "finasteride 1 mg twice a week since March 2023"
_BOTH_DAYS: Final = f'write its dose and both its days, as in "{_OF_ANOTHER}", with your own'

_OVER: Final = f"{_BOTH_DAYS}; where neither its dose nor its days are known any more, leave it out"
_IF_OVER: Final = f"leave it out if it is not taken any more; if it was, {_BOTH_DAYS}"
_ON_AVERAGE: Final = (
    "leave it out while it is not taken; where it is, write its dose, how often it is on average and its days, as in "
    f'"{_NOW_AND_THEN}", with your own'
)
_KINDS: Final = (
    (
        rf"^(?:she|her|{_PERSON})\b(?! {_GIVES})(?! is due)|"
        rf"\b(?:my|his|her|our|a|the) {_PERSON}\b(?:['\u2019]s)?(?! {_GIVES})",
        _SOMEBODY,
        _LEAVE_OUT,
    ),
    (
        r"\b(?:allerg\w*(?! (?:rhinitis|asthma|conjunctivitis|tablets?|pills?))|intoleran\w*|anaphyla\w*|not "
        r"tolerated?)\b",
        "a drug that is not tolerated",
        _LEAVE_OUT,
    ),
    (
        r"\b(?:refus\w+|declin\w+|turned down|said no to|(?:do|did)(?: not|n['\u2019]?t) want|"
        r"(?:is|was)(?: not|n['\u2019]t) for me|decided against)\b",
        "a drug that is refused",
        _LEAVE_OUT,
    ),
    (
        r"\b(?:suggest\w*|recommend\w*|advis\w+|propos\w+|offered|hop(?:e|ing)|want(?:s|ed)? me|"
        r"thinking (?:of|about)|"
        r"consider\w*|discuss\w*|should i|might|may start|could)\b",
        _ADVICE,
        _LEAVE_OUT,
    ),
    (
        r"\b(?:(?:plan(?:s|ned|ning)?|will|going to|about to)"
        # What is to end is taken, as is a course of a planned length.
        r"(?! (?:to )?(?:stop|discontinue|quit|come off|end|finish)\b| (?:for )?\d+[ -]?(?:year|month|week))|"
        r"not yet|wait(?:ing)? (?:on|for)|await\w*|yet to (?:start|begin|get|receive)|"
        r"scheduled|soon|upcoming|in the future|"
        r"(?:have|has)(?: not|n['\u2019]?t) (?:yet )?(?:started|begun|filled|picked up|received)|"
        r"(?:from|starting|starts?|begins?|in|on) (?:the )?next [a-z]+)\b",
        _NO_BEGIN,
        _NOT_BEGUN,
    ),
    (
        r"\b(?:not (?:quite |really |entirely )?(?:sure|certain)|unsure|"
        r"(?:do not|don['\u2019]?t|can['\u2019]?t|cannot) (?:remember|recall|know))\b",
        "something that is not certain",
        "write the dose that is taken, or the name alone where it is not known",
    ),
    (rf"\b{_DENIED}\b", "a drug that is not taken", _LEAVE_OUT),
    (
        r"\b(?:forgets?|forgot(?:ten)?|forgetting|misses|missed|missing|skips?|skipped|skipping|irregular(?:ly)?|"
        r"sporadic(?:ally)?|on and off|off and on|not every (?:day|week|time))\b",
        "a drug that is not taken every time",
        _ON_AVERAGE,
    ),
    (
        r"(?<!as )(?<!see )(?<!sure )\bif (?!i remember)(?:i|my|the|it|there|he|she|needed|necessary|required|"
        r"[a-z0-9]+ (?:is|are|goes|gets|rises|drops|falls))\b|"
        r"\b(?:whenever|each time|every time|unless|in case|as needed|prn)\b|"
        r"\b(?:when|once) (?:needed|necessary|required|(?:my |the )?(?:psa|e2|estradiol|calcium|levels?|symptoms?|pain|"
        r"nipples?|dexa|scan|score)|i (?:feel|need|get))\b",
        "a drug that is taken on a condition",
        _ON_AVERAGE,
    ),
    (
        r"\b(?:(?:have |had )?tried|essay\u00e9|prob[e\u00e9]|(?:aus)?probiert|testato|had to stop|"
        r"stopped|quit|discontinued|c[ao]me off|no longer|finished|ended|used to|past(?=:)|"
        r"formerly|previous(?:ly)?|paused|on hold|(?:wean|taper|com)(?:ing|ed) off|d/c|dc['\u2019]?d?|d/c['\u2019]?d|"
        r"fr\u00fcher|ehemals|abgesetzt|antes|ya no|suspendid\w+|arr\u00eat\w+|out of stock|ran out)\b|^ex[ -]",
        "a drug that has ended",
        _OVER,
    ),
)
_PATTERNS: Final = tuple((later(form, re.IGNORECASE), told, fix) for form, told, fix in _KINDS)
#: "her: letrozole 2.5 mg": whose drugs they are.
_HEADED: Final = later(
    rf"^\W*(?:{_OWNER} )*(?:her|hers|she|{_PERSON})(?:['\u2019]s)?\s*:|"
    rf"\b(?:for|f\u00fcr|pour|para) (?:{_OWNER} )?{_OTHERS}\b|"
    rf"\(\s*(?:{_OWNER} )?{_PERSON}\b|"
    rf"[(\[,\u2013-]\s*(?:(?:{_OWNER} )?{_PERSON}(?:['\u2019]s)?|{_PRONOUN})\s*(?:[)\],]|$)|"
    rf"\s{_PRONOUN}\W*$",
    re.IGNORECASE,
)
#: "old: letrozole 2.5 mg daily", without an end.
_HEADED_OLD: Final = later(
    r"^\W*(?:old|past|previous(?:ly)?|former(?:ly)?|earlier|stopped|discontinued|ended)(?: \w+)?\s*:"
    r"(?!.*(?:\b(?:until|till|to|stopped)\b|\d ?[-\u2013] ?\d))",
    re.IGNORECASE,
)
#: "from March": of this year or the last, or of the next.
_FROM_MONTH: Final = later(
    rf"\b(?:from|starting|starts|beginning)(?: (?:on|in|the))* (?P<month>{MONTH_NAME})$", re.IGNORECASE
)
#: "starting Prolia 60 mg every 6 months in January": who says so has not begun, or has lately.
_STARTING_IN: Final = later(
    rf"(?:^|[,;] ?|\band )(?:i am |i['\u2019]?m )?starting (?!(?:in|on|from|the)\b)(?!.*\b(?:19|20)\d\d\b).*\b"
    rf"(?:in|on|from) (?P<month>{MONTH_NAME})$",
    re.IGNORECASE,
)
#: "to start in March": a month alone is one that was, elsewhere.
_TO_START: Final = later(
    r"\b(?:to|will|shall|['\u2019]ll|(?:going|about|due|scheduled|planned|planning|plans?|want|hoping) to) (?:be )?"
    r"(?:start|begin|starting|started on)\b",
    re.IGNORECASE,
)
#: "since May 2024, before that 20 mg", "1 mg daily, up from 0.5 mg"
_BEFORE: Final = later(
    r"\b(?:(?:before(?:hand)?(?: (?:that|this|then))?|previously|formerly|earlier)[,:]? (?:it was |i took |on |at )?|"
    r"(?:was|were) |"
    r"(?:up|down|increased|raised|upped|reduced|lowered|decreased|changed|cut|tapered)(?: up| down)? from )"
    r"(?P<amount>\d[\d.,]* ?(?:mg|mcg|ug|\u00b5g|g|iu|units?)\b)|"
    r"(?P<first>\d[\d.,]* ?(?:mg|mcg|ug|\u00b5g|g|iu|units?)\b)(?: \w+){0,2} "
    r"(?:before(?:hand)?(?: (?:that|this|then))?|previously|formerly|earlier)(?=\s*(?:[.;,)]|$))|"
    r"(?<=[,;(] )(?P<beside>\d[\d.,]* ?(?:mg|mcg|ug|\u00b5g|g|iu|units?)) with (?:that|it|this)(?=\s*(?:[.;,)]|$))",
    re.IGNORECASE,
)
#: Questions that tell less than whose drug it is, or whether it is taken.
_SAYS_LITTLE: Final = ("not understood", "a drug of the library", "one day is not", "no drug is named")


#: "Stop calcium.", as a doctor's letter says it.
_STOP: Final = later(
    r"(?:please )?(?:stop|discontinue|hold|quit|cease)(?: taking| the| your| all)* (?=[a-z])(?!date)",
    re.IGNORECASE,
)
#: "no more of it", which looks like "plus" in English, and an end that is noted in brackets.
_ENDED: Final = later(
    r"^\W*(?:je ne prends )?plus (?:de |d['\u2019])(?=\w)|"
    r"[(\[]\s*(?:d/?c['\u2019]?d?|out of stock|ran out|abgesetzt|held|old|former(?:ly)?|ex|ended|was|then|over|past)\s*"
    r"[)\]]|,\s*(?:over|was|then|past|n/a)\W*$",
    re.IGNORECASE,
)
#: "2.5 mg? daily", and not the end of a question.
_DOUBTED: Final = later(r"(?<=[\w),\u2013-])\s*\?+(?=\)| [a-z0-9]|\s*$)", re.IGNORECASE)

#: "gel (previously injections)": the way in brackets is not the way of now.
_BRACKET: Final = later(r"\s*\([^()\d]*\)")
_TURNED: Final = later(
    r"\b(?:previously|formerly|stopped|was|were|not|no|never|ex|next|before|old|earlier|later|instead)\b",
    re.IGNORECASE,
)
#: A sentence that is the first one, or holds a number.
_OF_DOSE: Final = later(
    r"(?:^|[.!?;]\s)(?:(?![.!?;]\s).)*\d(?:(?![.!?;]\s).)*$|^(?:(?![.!?;]\s).)*$", re.DOTALL
)


def ask_whose(piece: str) -> None:
    """Ask of drugs that stand behind the name of somebody else, or are still to begin.

    Raises
    ------
    UnclearAnswerError
    """
    if _HEADED.search(piece):
        raise _asked(piece, _SOMEBODY, _LEAVE_OUT)
    if _HEADED_OLD.match(piece):
        raise _asked(piece, "a drug that has ended", _OVER)
    if (month := _FROM_MONTH.search(piece) or _STARTING_IN.search(piece)) is not None:
        raise UnclearAnswerError(
            "drugs", f"{quoted(piece)}, which does not tell the year", "the first day with its year",
            f'write it behind the dose, as in "since {month["month"]} 2025" or "starting {month["month"]} 2027"',
        )  # fmt: skip
    if _STOP.match(piece) and drugs_in(piece):
        raise _asked(piece, "a drug that is to end", _IF_OVER)
    if _ENDED.search(piece) or _is_off(piece):
        raise _asked(piece, "a drug that has ended", _OVER)
    doubt = _DOUBTED.search(piece)
    if doubt is not None and _OF_DOSE.search(piece[: doubt.start()]):
        plain = f"{piece[: doubt.start()]}{piece[doubt.end() :]}".strip(" ,.")
        raise UnclearAnswerError(
            "drugs", f"{quoted(piece)}, in which a question mark tells of a doubt", "what is taken",
            f'write "{plain}" if it is so',
        )  # fmt: skip
    for found in _BRACKET.finditer(piece):
        if _TURNED.search(found[0]) and ways_in(found[0].casefold()):
            plain = f"{piece[: found.start()]} {piece[found.end() :].strip()}".strip()
            raise UnclearAnswerError(
                "drugs", f"{quoted(piece)}, in which the brackets tell of another time or way", "what is taken now",
                f'write "{plain}" if that is taken now',
            )  # fmt: skip
    if _TO_START.search(piece) and to_start(piece) == piece:
        named = drugs_in(piece)
        raise _not_yet(piece, named[0], _NO_BEGIN) if named else _asked(piece, _NO_BEGIN, _NOT_BEGUN)


#: "will start Evenity 210 mg monthly in March 2026": its first day is told.
_STARTS: Final = later(
    r"^(?:i |he |she )?(?:will|shall|(?:i['\u2019])?ll|(?:(?:am|is|i['\u2019]?m) )?(?:going|about|due|"
    r"scheduled|planned|planning) to) "
    rf"(?:be )?(?:start|begin)(?:ing)?(?: on| taking| with)? (?P<what>.+?),? (?:in|on|from) "
    rf"(?P<day>(?:\d{{1,2}} )?{MONTH_NAME}(?: \d{{1,2}},)? (?:19|20)\d{{2}})$",
    re.IGNORECASE,
)


def to_start(piece: str) -> str:
    """Return a drug that will be started on a day that is told as one that starts then; any other text as it is.

    Examples
    --------
    >>> to_start("will start Evenity 210 mg monthly in March 2026")
    'Evenity 210 mg monthly starting March 2026'
    """
    return _STARTS.sub(r"\g<what> starting \g<day>", piece)


def _is_off(piece: str) -> bool:
    """Tell whether a drug is told to be off: "off testosterone since May 2024", "testosterone off"."""
    return any(
        re.search(r"(?<!came )(?<!come )(?<!went )\boff (?:of |my |the )?$", piece[:start], re.IGNORECASE)
        or re.match(r",? off(?= since| for| from| in|[,;.)]|$)", piece[end:], re.IGNORECASE)
        for start, end in name_places(piece)
    )


def ask_earlier(piece: str) -> None:
    """Ask of an earlier dose without its days behind the one that is taken now.

    Raises
    ------
    UnclearAnswerError
    """
    if (found := _BEFORE.search(piece)) is not None and re.search(
        r"\d ?(?:mg|mcg|ug|g|iu)\b", piece[: found.start()]
    ):
        names = drugs_in(piece)
        earlier = (
            f"{names[0]} {found['amount'] or found['first'] or found['beside']}"
            if len(set(names)) == 1
            else "finasteride 5 mg"
        )
        other = "another" if found["beside"] else "an earlier"
        raise UnclearAnswerError(
            "drugs", f"{quoted(piece)}, which tells {other} dose and not its days", "each dose with its own days",
            f'write the earlier one apart, as in "{earlier} daily since March 2021 until May 2024", with your own '
            'rhythm and days, and "since May 2024" behind the one of now',
        )  # fmt: skip


#: Words of an earlier time, right beside a name that has no dose.
_EARLIER_WORDS: Final = (
    r"(?:previously|formerly|earlier|before(?: that| then)?|in the past|years ago|used to|started (?:out )?(?:with|on)|"
    r"fr\u00fcher|zuvor|avant|auparavant|antes)"
)


def ask_earlier_name(piece: str, names: Sequence[str]) -> None:
    """Ask of a drug without a dose beside which an earlier time is told: "exemestane previously".

    Raises
    ------
    UnclearAnswerError
    """
    for name in names:
        said = rf"{re.escape(name)},? \(?{_EARLIER_WORDS}\b|\b{_EARLIER_WORDS}:? {re.escape(name)}"
        if (found := re.search(said, piece, re.IGNORECASE)) is not None:
            raise _asked(found[0], "a drug that has ended", _OVER)


def named_in(piece: str, unclear: UnclearAnswerError) -> UnclearAnswerError:
    """Return a question that names whose drug it is, or that it is not taken, where words tell so.

    Parameters
    ----------
    piece : str
    unclear : UnclearAnswerError
        What is asked otherwise.
    """
    (problem,) = unclear.problems
    if not any(words in f"{problem.found} {problem.expected}" for words in _SAYS_LITTLE):
        return unclear
    names = drugs_in(piece)
    said = _about_drugs(piece, names) if names else piece
    for form, told, fix in _PATTERNS:
        if form.search(said if told in (_ADVICE, _NO_BEGIN) else piece) and (
            fix not in (_LEAVE_OUT, _OVER)
            or told == _SOMEBODY
            or _is_short(piece)
            or (said.strip() and _is_short(said) and form.search(said))
        ):
            if names and told in (_ADVICE, _NO_BEGIN):
                clause = next((part for part in said.split(" ; ") if form.search(part)), said)
                return _not_yet(piece, next((name for name in names if name in clause), names[0]), told)
            return _asked(piece, told, fix)
    return unclear


def is_not_taken(piece: str) -> bool:
    """Tell whether words tell of a drug that is of somebody else, over, still to begin, or not taken."""
    return any(form.search(piece) for form, _, _ in _PATTERNS)


#: Where a clause ends.
_CLAUSE: Final = later(
    r"[,;:()\u2013\u2014]|\.(?=\s|$)|\b(?:and|but|so|et|mais|und|aber|pero)\b", re.IGNORECASE
)
#: What tells that a drug is taken, whatever is advised or planned besides.
_TAKEN: Final = later(
    r"\b(?:(?:been|am|i['\u2019]m|still|currently|now) (?:(?!wait)\w+ )?(?:on|taking|using|injecting)|"
    r"(?:have|['\u2019]ve) (?:taken|used)|continu\w+|stay(?:ing)? on|keep (?:on )?taking|remain(?:ing)? on)\b",
    re.IGNORECASE,
)


#: A clause behind the drug that tells of nothing but a plan of it: ", planned for 2027".
_OF_A_PLAN: Final = later(
    r"\s*(?:planned|scheduled|upcoming|not yet|(?:i )?(?:have|has)(?: not|n['\u2019]?t))\b", re.IGNORECASE
)


def _about_drugs(piece: str, names: list[str]) -> str:
    """Return the clauses that name a drug, without those that tell that it is taken."""
    clauses = [
        part for part in _CLAUSE.split(piece) if any(name in part for name in names) or _OF_A_PLAN.match(part)
    ]
    return " ; ".join(part for part in clauses if not _TAKEN.search(part))


def _not_yet(piece: str, name: str, told: str) -> UnclearAnswerError:
    """Return what is asked of a drug that is advised or not begun: whether it is taken, or when it begins."""
    return UnclearAnswerError(
        "drugs", f"{quoted(piece)}, which tells of {told}", "the drugs that are taken, or their first day",
        f'if {name} is taken, write its dose and behind it its first day, as "since March 2023"; if it is to begin on '
        'a day that is known, "starting 14 March 2027" behind the dose; else leave it out until it begins',
    )  # fmt: skip


def _is_short(piece: str) -> bool:
    return len(piece.split()) <= _FEW_WORDS


_JOINT: Final = later(
    r"[\s,.;:(\u2013\u2014-]*(?:\b(?:and|but|only|just|alone|now)\b[\s,.;:(\u2013\u2014-]*)*$", re.IGNORECASE
)


def _asked(piece: str, told: str, fix: str) -> UnclearAnswerError:
    stopped = STOPPED.search(piece) if fix == _OVER else None
    live = _JOINT.sub("", piece[: stopped.start()]) if stopped else ""
    if stopped is not None and drugs_in(live) and not any(one in live for one in drugs_in(stopped["what"])):
        # what is taken, and beside it what is not any more: its days are none of the other drug
        ended = ended_as(stopped[0]) if drugs_in(stopped["what"]) else ""
        more = f' or, with your own dose and days of it, "{live}; {ended}"' if ended else ""
        return UnclearAnswerError(
            "drugs", f"{quoted(stopped[0].strip())} behind {quoted(live)}, which tells of {told}",
            "the drugs that are taken; and what has ended with its dose, its first and its last day",
            f'write "{live}" alone{more}',
        )  # fmt: skip
    fix = fix.replace(_OF_ANOTHER, ended_as(piece)).replace(_NOW_AND_THEN, some_days(piece))
    return UnclearAnswerError(
        "drugs", f"{quoted(piece)}, which tells of {told}", "the drugs that are taken, or were", fix
    )
