"""Amounts of training, as gyms, logs and doctors note them: sets and repetitions, loads, minutes, distances."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import Any, Final

from osteotwin.units.patterns import later


class Kind(Enum):
    """What a span is."""

    EXERCISE = auto()
    HOLDS = auto()
    SETS = auto()
    ONE_SET = auto()
    SETS_ALONE = auto()
    LOAD = auto()
    BODY = auto()
    MINUTES = auto()
    IMPACTS = auto()
    DISTANCE = auto()
    OFTEN = auto()
    UNSURE = auto()
    COUNT = auto()
    PERIOD = auto()
    INCLINE = auto()
    NUMBER = auto()
    CARRIED = auto()
    COMPLAINT = auto()
    MEASURE = auto()
    COMMA = auto()
    AND = auto()
    OR = auto()
    COLON = auto()
    DASH = auto()
    OPEN = auto()
    CLOSE = auto()
    WITH = auto()
    EACH = auto()
    EITHER = auto()
    SPEED = auto()
    SEASON = auto()
    WORD = auto()
    UNKNOWN = auto()


#: What a span tells, by its kind: for sets their number, the repetitions and the load; how often a week.
Value = tuple[Any, ...]

_N: Final = r"\d+(?:\.\d+)?"
UNIT: Final = r"(?:kgs?|kilos?|lbs?|pounds?)"
SETS_WORD: Final = r"(?:sets?|s[\u00e4a]e?tzen?|satz|series?|s\u00e9ries?|rounds?|runden?)"
REPS_WORD: Final = r"(?:reps?\.?|repetitions?|r\u00e9p\u00e9titions?|wdhs?\.?|wiederholungen|repeticiones)"
_BY: Final = rf"(?:x|of|by|de|von|zu|por|\u00e0|a|times|(?:with|mit|con|avec)(?= \d+ ?{REPS_WORD}))"
_REPS: Final = r"(?P<low>\d{1,3})(?: ?(?:-|to|bis|a|\u00e0) ?(?P<high>\d{1,3}))?"
#: Behind what would be repetitions: then they are none.
_NO_UNIT: Final = (
    rf"(?! ?(?:min|sec|{UNIT}\b|km\b|m\b|mi\b|miles?\b|"
    r"-?y(?:ar)?ds?\b|-?met(?:er|re)s?\b|laps?\b|%|days?\b|weeks?\b|h\b|hours?\b|hrs?\b|x ?\d|/ ?(?:w|d)|times|"
    r"(?:a|per|each) (?:week|day)))"
)
#: With whom something is done.
COMPANY: Final = (
    r"(?:trainer|coach|physio\w*|pt|instructor|friends?|mates?|buddy|buddies|colleagues?|wife|husband|partner|kids?|"
    r"children|son|daughter|family|brother|sister|dad|mum|mom|dogs?|group|team|club|neighbou?rs?|girlfriend|boyfriend)"
)
_EACH_SIDE: Final = r"(?:,? (?:each|per|a|every)(?: (?:leg|arm|side|hand))+| ?/ ?(?:leg|arm|side))?"
_LOAD: Final = rf"{_N} ?{UNIT}(?![a-z])"
_LONG: Final = r"(?:min\w*|sec\w*|s)"
#: What tells nothing of how much: a number of a week, one leg, company, a rest, how high, how fast it is moved.
_BESIDE: Final = (
    (Kind.WORD, r"(?:week|day|workout|phase|block|cycle|session|set|exercise|jour|tag|d[i\u00ed]a|dia|woche|semaine|"
                r"semana|s\u00e9ance|sesi\u00f3n|einheit|s\u00e9rie|satz) ?(?:[#]?\d{1,2}\b"
                r"(?! ?(?:x|times|min|kg|lb|sets|h\b|hours?|km?\b|mi))|[a-d](?= ?[:(-]))|w\d{1,2} ?d\d\b"),
    (Kind.WORD, r"(?:(?:on |for )?(?:each|per|both|either|a) )(?:leg|side|arm|hand)s?\b"),
    (Kind.WORD, r"(?:pro|je|par|por|de|a) (?:cada |chaque )?"
                r"(?:arm|bras|brazo|bein|jambe|pierna|seite|c\u00f4t\u00e9|lado)\b"),
    (Kind.WORD, r"with (?:my )?(?:right|left) and (?:right|left) (?:arm|leg|hand|side)s?\b"),
    (Kind.MEASURE, rf"{_N} ?/ ?{_N} ?-?(?:inch(?:es)?|in|cm|[\"\u2033\u201d])(?![a-z])"),
    (Kind.WORD, r"(?:with )?(?:1|one|2|both) (?:hand|foot|feet|leg|arm)s? (?:on|in|against) (?:an? |"
                r"the )?[a-z]+(?: ball)?\b"),
    (Kind.WORD, rf"with (?:(?:an?|my|the|his|our|some) )*(?:personal |walking |running )?{COMPANY}\b"),
    (Kind.WORD, rf"my {COMPANY} and (?=i\b)"),
    (Kind.MEASURE, rf"(?:with )?(?:an? )?{_N} ?-?{_LONG} (?:of )?rests?\b(?: between sets)?"),
    (Kind.MEASURE, rf"(?:with )?rest(?:ing|s)?:? (?:for |of )?{_N} ?{_LONG}"),
    (Kind.MEASURE, r"(?:with|wearing|using) (?:an? |my |the )?(?:(?:lifting|weight ?lifting|leather|knee|wrist) )?"
                   r"(?:belt|straps|wraps|sleeves|shoes|chalk|gloves)\b(?! squat)"),
    (Kind.MEASURE, rf"{_N} ?(?:k?cals?|calories|bpm|watts|hz)\b|{_N} ?[\"\u2033\u201d](?: box)?"),
    (Kind.WORD, r"for (?:about |over |almost |nearly |more than |at least )*(?:an?|1|one) years?(?: now)?\b"),
    (Kind.WORD, r"(?:for )?(?:over |more than |about |the (?:past|last) )*\d+ years(?! (?:ago|old))"),
    (Kind.WORD, r"with (?:light |small )?(?:hand|ankle|wrist) ?-?weights\b"),
    (Kind.WORD, r"(?:on )?(?:1|one) (?:leg|arm|hand|side)(?: at a time)?\b(?! curls?\b)"),
    (Kind.WORD, r"(?:around |at |@ ?|from )*(?:\d{1,2}(?::\d\d)? ?(?:-|to|\u2013) ?)?"
                r"\d{1,2}(?::\d\d)? ?[ap]\.?m\b\.?(?: ?(?:to|-|"
                r"until) ?\d{1,2}(?::\d\d)? ?[ap]\.?m\b\.?)?"),
    (Kind.MEASURE, r"(?:at |on )?(?:level|resistance|gear|stufe|niveau|nivel) \d{1,2}\b(?! ?(?:x|min))"),
    (Kind.MEASURE, r"tempo:? \d(?:[-/.]?[\dx]){2,3}|concept ?2"),
    (Kind.SPEED, rf"(?:at )?{_N} ?(?:mph|km/?h|kph)\b"),
)  # fmt: skip
_AMOUNTS: Final = (
    (Kind.CARRIED, r"(?:(?:with|wearing|carrying|in) )?(?:an? |my |the )?"
                   r"(?P<what>(?:weighted |weight )?(?:vest|backpack|rucksack|pack))\b", lambda f: (f["what"],)),
    (Kind.EITHER, rf"(?P<few>\d) ?(?:-|to|or) ?(?P<many>\d) ?(?:x|{SETS_WORD},? ?(?:{_BY} ?)?) ?{_REPS}(?![\d.])"
                  rf"(?: ?{REPS_WORD})?", lambda f: _few_or_many(f)),
    (Kind.SETS, rf"(?P<sets>\d{{1,2}}) ?(?:x|{SETS_WORD},? ?(?:{_BY} ?)?) ?{_REPS}(?![\d.]){_NO_UNIT}"
                rf"\+?(?: ?(?:{REPS_WORD}|steps\b))?{_EACH_SIDE}", lambda f: _sets(f)),
    (Kind.SETS, rf"(?P<low>\d{{1,3}})(?: ?- ?(?P<high>\d{{1,3}}))? ?{REPS_WORD},? ?(?:{_BY} |in )?"
                rf"(?P<sets>\d{{1,2}}) ?{SETS_WORD}\b", lambda f: _sets(f)),
    #: "8/8/8", and not the name of a program.
    (Kind.SETS, rf"(?!5/3/1)(?P<row>\d{{1,2}}(?P<by>/|,|, |-)\d{{1,2}}(?:(?P=by)\d{{1,2}})+)(?![\d.]| ?x){_NO_UNIT}",
     lambda f: _row(f)),
    (Kind.SETS_ALONE, rf"(?P<n>\d{{1,2}}) {SETS_WORD}\b", lambda f: (int(f["n"]),)),
    (Kind.ONE_SET, rf"(?P<reps>\d{{1,2}})(?:(?: reps?)? ?(?:x|@|at|with) ?| reps?,? )(?P<load>{_LOAD})",
     lambda f: (1, int(f["reps"]), f["load"])),
    (Kind.ONE_SET, rf"(?P<load>{_LOAD}),? ?(?:x|for) ?(?P<reps>\d{{1,2}})(?: reps?)?\b"
                   rf"(?! ?(?:x|sets|min|sec|{UNIT}))", lambda f: (1, int(f["reps"]), f["load"])),
    (Kind.LOAD, rf"(?:@ ?|(?:at|with|mit|con|avec|using|a|\u00e0) (?:about )?)?(?P<load>rpe ?\d+(?:\.5)?|{_LOAD}|"
                rf"{_N} ?%(?! (?:incline|grade)\b)(?: ?(?:of )?(?:my )?(?:1 ?-?rm|max|bw|body ?weight))?)"
                r"(?: (?:(?:med(?:icine)?|slam|wall) )?ball\b)?", lambda f: (f["load"],)),
    (Kind.BODY, r"(?:(?:at|with|my|own|just|only) )*(?:bw|body[ -]?weight)(?: only)?\b", lambda f: ()),
    (Kind.INCLINE, rf"(?:at |with )?(?:an? )?{_N} ?% (?:incline|grade)|(?:incline|grade) (?:of )?{_N} ?%",
     lambda f: ()),
    (Kind.MINUTES, rf"(?:(?:for|about|around|of|at least|unas?|unos|etwa|rund|circa|environ|lasts) )*"
                   rf"(?P<n>{_N}) ?-?"
                   r"(?P<unit>minutes?|minutos?|minuten|mins?|min|hours?|hrs?|hr|h)\b\.?"
                   r"(?:,? (?:each time|each session|"
                   r"each(?! (?:[a-z]+day|day|morning|evening|night|afternoon|week)s?\b)|"
                   r"a time|per session|a session|sessions?|je|jeweils))?",
     lambda f: (_minutes(f),)),
    (Kind.DISTANCE, rf"(?:(?:a )?(?:couple|few) (?:of )?|(?:\d{{1,2}} ?x ?)?{_N}(?: ?(?:-|to|or|\u2013) ?{_N})? ?-?"
                    rf"(?:(?:fake|real|easy|hard|"
                    rf"more|total|whole|full|"
                    rf"good) )?|"
                    r"(?:a|one|the) (?:(?:whole|full|half) )?(?=mile))(?:km|k|kms|miles?|mi|m|met(?:er|re)s?|"
                    r"yards?|yds?|"
                    r"laps?|lengths?|flights?(?: of stairs)?|floors?|blocks?|"
                    r"\u00e9tages?|stockwerke?|etagen?|pisos|plantas|bahnen|longueurs|kilomet(?:er|re)s|holes)\b",
     lambda f: ()),
    (Kind.IMPACTS, rf"(?P<n>\d{{1,4}}) ?(?:{REPS_WORD}|impacts?)(?![a-z])", lambda f: (int(f["n"]),)),
    (Kind.MEASURE, rf"(?:on )?(?:an? )?{_N} ?-?(?:inch(?:es)?|in|cm|ft|foot|feet)\b"
                   r"(?: (?:high|long|length|wide|deep|diameter))?(?: (?:box|bench|step|target|ball)s?\b)?",
     lambda f: ()),
)  # fmt: skip
_FORMS: Final = tuple(
    (kind, later(form, re.IGNORECASE), read)
    for kind, form, read in (*((kind, form, lambda _: ()) for kind, form in _BESIDE), *_AMOUNTS)
)


def amount_at(text: str, start: int) -> tuple[Kind, int, Value] | None:
    """Return the amount that begins at a place: its kind, its end and what it tells; ``None`` for none.

    Examples
    --------
    >>> amount_at("3 sets of 8-10 reps", 0)[1:], amount_at("20 x 55kg", 0)[2]
    ((19, (3, 9, None)), (1, 20, '55kg'))
    """
    if start and text[start - 1].isalnum() and text[start].isalnum():
        return None
    for kind, form, read in _FORMS:
        if (found := form.match(text, start)) is not None and found[0]:
            return kind, found.end(), read(found)
    return None


def _sets(found: re.Match[str]) -> Value:
    low = int(found["low"])
    return int(found["sets"]), (low + int(found["high"] or low)) // 2, None


def _few_or_many(found: re.Match[str]) -> Value:
    """Return the question of sets whose number is open: "3-4 sets of 8"."""
    low = int(found["low"])
    reps = (low + int(found["high"] or low)) // 2
    return (f'write "{found["few"]}x{reps}" or "{found["many"]}x{reps}"',)


def _row(found: re.Match[str]) -> Value:
    """Return the sets of a row of repetitions: "8/8/8"."""
    reps = [int(one) for one in re.findall(r"\d+", found["row"])]
    return len(reps), round(sum(reps) / len(reps)), None


def _minutes(found: re.Match[str]) -> str:
    number = float(found["n"]) * (60.0 if found["unit"].casefold().startswith("h") else 1.0)
    return f"{number:g} min"


def load_written(text: str) -> str:
    """Return a load as a file writes it.

    Examples
    --------
    >>> load_written("80 kilos"), load_written("70% of 1RM"), load_written("100 % body weight")
    ('80 kg', '70 %1RM', '100 %BW')
    """
    text = re.sub(r"kilos?", "kg", text, flags=re.IGNORECASE)
    if "%" not in text:
        return text
    number = text.partition("%")[0].strip()
    return f"{number} %BW" if "b" in text.partition("%")[2].casefold() else f"{number} %1RM"


def amount_written(kind: Kind, value: Value) -> str:
    """Return sets, a load or minutes as an answer may write them; empty for anything else.

    Examples
    --------
    >>> amount_written(Kind.SETS_ALONE, ("3",)), amount_written(Kind.MINUTES, ("30 min",))
    ('3x8', '30 min')
    """
    match kind:
        case Kind.SETS | Kind.ONE_SET:
            number, reps, load = value
            return f"{number}x{reps} {load_written(load) if load else ''}".strip()
        case Kind.SETS_ALONE:
            return f"{value[0]}x8"
        case Kind.LOAD:
            return load_written(value[0])
        case Kind.MINUTES:
            return str(value[0])
        case _:
            return ""
