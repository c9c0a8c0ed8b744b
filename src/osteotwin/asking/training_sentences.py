"""Training in whole sentences, as gym talk and logs have it, before it is read piece by piece."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from osteotwin.asking.unclear import UnclearAnswerError, quoted

_SETS: Final = r"\d{1,2} ?[x×] ?\d{1,3}"
_LOAD: Final = r"\d+(?:\.\d+)? ?(?:kgs?|lbs?|kilos?|pounds?)"
_GERMAN: Final = {"ein": "1", "zwei": "2", "drei": "3", "vier": "4", "f\u00fcnf": "5", "sechs": "6"}
_ROMANCE_DAYS: Final = {
    "lundi": "Monday", "mardi": "Tuesday", "mercredi": "Wednesday", "jeudi": "Thursday", "vendredi": "Friday",
    "samedi": "Saturday", "dimanche": "Sunday", "lunes": "Monday", "martes": "Tuesday", "mi\u00e9rcoles": "Wednesday",
    "jueves": "Thursday", "viernes": "Friday", "s\u00e1bado": "Saturday", "domingo": "Sunday",
}  # fmt: skip
_PLAIN: Final[tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...]] = tuple(
    (re.compile(pattern, re.IGNORECASE), plain)
    for pattern, plain in (
        (r"(?<=\d) ?#(?=\W|$)", " lb"),
        #: "Squats - 95 lb 5x5", "Bench: 255 lb"
        (r"(?<=[a-z]) ?(?:[-\u2013]|:) (?=\d)", " "),
        (
            r"\b(?:usually|generally|typically|normally|mostly|mainly|currently|regularly|just|"
            r"now(?! and (?:then|again))|also|really|tend to|"
            r"on average|at this stage|at the moment|at present|these days|in general|as a rule)\b,? ?",
            "",
        ),
        (r"\bmy (?P<what>(?:weight|strength|resistance)[- ]training) days? (?:are|is)\b", r"\g<what>"),
        (r"\b(?:lift(?:s|ing)? (?:some )?weights?|(?:do|does|doing|hit|pump) (?:some |the )?(?:weights|iron))\b|"
         r"^(?:(?:i|he|she) )?lifts?\b(?! (?:of|from|my|the|an?|\d+ ?(?:kg|lb)))", "weight training"),
        (r"^(?:i |he |she |patient )?(?:trains?|work(?:s|ing)? ?outs?)(?= (?:with|at|in|\d|once|twice|three|four|five|"
         r"six|mon|tue|wed|thu|fri|sat|sun|every|daily))", "workout"),
        (r"(?<=\d) ?[*\u00d7] ?(?=\d)", "x"),
        (r"^(?:i'?m |i am )?"
         r"(?:(?:pretty|quite|very|fairly|reasonably|still|generally|relatively|really|always|physically) )*"
         r"(?:fit|active|healthy|athletic|sporty|in (?:good |great |decent )?shape)"
         r"(?:, | and | - |: |; |, but | but )(?=\w)", ""),
        (r"\b(?P<n>ein|zwei|drei|vier|f\u00fcnf|sechs|\d) ?mal "
         r"(?=die|pro|in der|w\u00f6chentlich|a week|weekly|a day|daily)",
         lambda found: f"{_GERMAN.get(found['n'].lower(), found['n'])} times "),
        (r"^(?:exercises?|activity|activities|physical activity|training|sports?|workouts?|fitness|regimen|"
         r"routine) ?[:=] ?", ""),
        (r"^(?:no|not much|little) (?:\w+ )?(?:exercise|activity|training|sport)s?,? "
         r"(?:but|other than|except(?: for)?|apart from|besides|just|only) ", ""),
        (r" ?\| ?", ", "),
        (r" [-\u2013\u2014] (?=(?:mon|tue|wed|thu|fri|sat|sun|\d ?x|\d times|once|twice|every|daily)\b[^,;]*$)", ", "),
        (r"^(?P<n>[1-7]) (?:days?|sessions?|times) (?:of )?(?P<what>[a-z][a-z ]*?)(?: (?:a|per|each|every) week)?$",
         r"\g<what> \g<n> times a week"),
        (r"\b(?P<n>[1-9]|two|three|four|five) (?P<what>runs|walks|swims|rides|hikes|games|matches|classes|lessons|"
         r"sessions|workouts) (?P<per>a|per|each|every) week", r"\g<what> \g<n> times \g<per> week"),
        (rf"\b(?:(?:tous )?les? |el |los |cada |chaque )?(?P<day>{'|'.join(_ROMANCE_DAYS)})s?\b",
         lambda found: _ROMANCE_DAYS[found["day"].lower()]),
        (r"(?<=day) (?:et|y|und) (?=\w+day)", " and "),
        (r"\bgood[ -]mornings?\b", "goodmorning"),
        (r"^(?:fwiw|in reality|honestly|to be honest|tbh|well|ok|right now|for now|for exercise|as for exercise|"
         r"at age \d+|at \d\d|i'?m (?:\w+ )?\d\d\+? and)\b,? ", ""),
        (r"\b(?:end up|ended up|manage to|am able to|make sure to|aim to|get to) "
         r"(?=do|doing|go|walk|run|lift|swim|ride|train)",
         ""),
        (r",? (?:which|because|leav(?:es?|ing) (?:me|my)|resulting in|"
         r"to (?:keep|stay|get|be) (?:fit|healthy|active|strong|in shape|moving|mobile)|"
         r"for (?:my |general )?(?:health|fun|fitness|bones?|my bones|pleasure|well-?being))\b.*$", ""),
        (r"\b(?:je cours|ich laufe|ich renne|corro)\b", "running"),
        (r"\b(?:je marche|camino|ich gehe(?= \d| t\u00e4glich| jeden tag \d))\b", "walking"),
        (r"\b(?:je nage|ich schwimme|nado)\b", "swimming"),
        (r"\b(?:ich jogge|troto)\b", "jogging"),
        (r"\bich fahre (?:mit dem )?(?:rad|fahrrad)\b", "cycling"),
        (r"\btodos los d[i\u00ed]as\b|\btous les jours\b|\bcada d[i\u00ed]a\b", "daily"),
        (r"(?<=\d) ?minutos\b", " min"),
        (r"\bwalk(?:ing)? (?:the|my|our) dogs?\b", "dog walking"),
    )
)  # fmt: skip
#: "squat 3x5 100 kg bench press 3x5 80 kg": the next exercise behind the sets and the load.
_NEXT: Final = re.compile(
    rf"(?P<done>{_SETS}(?:,? ?(?:@|at|with)? ?{_LOAD})?|{_LOAD},? {_SETS})[\s.]+"
    r"(?=(?!(?:times|an?|per|with|at|on|every|twice|once|daily|each|reps?|sets?|and|weekly|days?|in|to|for|of|x|"
    r"(?:mon|tue|wed|thu|fri|sat|sun)\w*|body|bw|rpe|together|since|assisted|banded|beltless|paused|kg|lbs?|mit|pro)\b)"
    r"[a-z]{3,}[^;]*?\d ?[x×] ?\d)",
    re.IGNORECASE,
)
_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_BEGAN: Final = re.compile(
    rf"\b(?:since (?:early |mid |late |last |the )?(?:{_MONTH},? )?"
    rf"(?:\d{{4}}|{_MONTH}|year|month|week|summer|spring|autumn|winter|christmas|new year)\b|"
    rf"(?:started|began) (?:in |on )?(?:{_MONTH} )?\d{{4}})", re.IGNORECASE,
)  # fmt: skip
_SENTENCE: Final = re.compile(r"[;\n]+|(?<=[a-z0-9)%])[.!?]+\s+(?=[A-Z]|\d|i )")
#: Who does it and that it is done, before the name of what is done; the article and the place beside it.
_DONE: Final = re.compile(
    r"^(?:(?:exercises?|training|workouts?|sports?|activity|activities|physical activity|cardio) ?(?:[:=]|-(?= ))|"
    r"(?:the )?(?:patient|pt|client|gentleman|man)\b|i'?m\b|i am\b|i|we|he|she|they|ich|je|yo|"
    r"my (?:wife|partner) and i|"
    r"(?:also|still|now|then|and|plus|but|only|just|about|around|approximately|regularly|routinely|actively|usually|"
    r"normally|currently|otherwise|some|regular|general)\b|"
    r"do|does|doing|done|go|goes|going|get|gets|play|plays|playing|spiele|take|takes|taking|attend|attends|attending|"
    r"practi[cs]e|practi[cs]es|practi[cs]ing|enjoy|enjoys|like to|likes to|love to|try to|tries to|have|has|hit|hits|"
    r"use|uses|using|rides?(?= (?:an?|my|the|his|her|horses?|bikes?|bicycles?)\b)|participates? in|"
    r"engages? in|complete|completes|performs?|performing|keep up|mache|trainiere(?= \w)|gehe|"
    r"fahre|hago|hace|juego|joue|joue au|fais|fait|faire|pratique|practico|voy a|"
    r"to|for|in|on|an?|my|his|her|the|of|at|with|du|de la|de l'|le|la|el|al|au|zum|ins|some|any)\b ?",
    re.IGNORECASE,
)
_AROUND: Final = re.compile(
    r"\b(?:for|of|at|about|around|approx(?:imately)?|roughly|circa|ca|total|pendant|environ|durante|unos|unas|etwa|jeweils|je)\b\.?|[,:;~]"
)
_BEHIND: Final = re.compile(
    r"(?:\b(?:for|of|at|on|in|with|and|a|per|every|the|my|to|x|i|usually|mostly)|[-\u2013@/&+])$"
)
_EACH_WAY: Final = re.compile(r"(?P<n>\d+) ?(?P<unit>min\w*),? (?:each way|there and back)", re.IGNORECASE)


def plain_sentence(piece: str) -> str:
    """Return a piece without what only makes a sentence of it, its exercises parted by semicolons.

    Raises
    ------
    UnclearAnswerError
        Where it tells since when, or how long one of two ways is.

    Examples
    --------
    >>> plain_sentence("Squats - 95# 5x5 Overhead Press - 45# 5x5")
    'Squats 95 lb 5x5; Overhead Press 45 lb 5x5'
    >>> plain_sentence("I lift twice a week"), plain_sentence("squat 3x5 with 80 kg on Mondays")
    ('weight training twice a week', 'squat 3x5 with 80 kg on Mondays')
    """
    piece = " ".join(piece.split())
    for pattern, plain in _PLAIN:
        piece = pattern.sub(plain, piece)
    if (began := _BEGAN.search(piece)) is not None:
        rest = " ".join(f"{piece[: began.start()]} {piece[began.end() :]}".split()).strip(" ,.;")
        raise UnclearAnswerError(
            "training", f"{quoted(began[0])} in {quoted(piece)}, and a habit has no first day", "what is done now",
            f'write "{rest}" where it has gone on for a year or longer; what began later stands in the file as '
            "[[plan.training]] with already_since",
        )  # fmt: skip
    if (way := _EACH_WAY.search(piece)) is not None:
        raise UnclearAnswerError(
            "training", f"{quoted(way[0])} in {quoted(piece)}", "how long it is in all",
            f'write "{2 * int(way["n"])} min", or "{way["n"]} min" twice as often',
        )  # fmt: skip
    return " ".join(_NEXT.sub(r"\g<done>; ", piece).split())


def sentences_of(text: str) -> tuple[str, ...]:
    """Return the sentences of an answer.

    Examples
    --------
    >>> sentences_of("Mon: squat 3x5 100 kg. Thu: deadlift 1x5 140 kg"), sentences_of("approx. 30 min walking daily")
    (('Mon: squat 3x5 100 kg', 'Thu: deadlift 1x5 140 kg'), ('approx 30 min walking daily',))
    """
    text = re.sub(
        r"\b(?P<short>approx|ca|incl|excl|min|mins|hrs?|resp|etc|vs|no|max|reps?)\.(?= )", r"\g<short>", text
    )
    return tuple(part for one in _SENTENCE.split(text) if (part := one.strip(" ,.")))


def bare_name(said: str) -> str:
    """Return the name of an exercise without who does it, that it is done, and the words around it.

    Examples
    --------
    >>> bare_name("patient goes for walks"), bare_name("on the elliptical"), bare_name("I do back squats at")
    ('walks', 'elliptical', 'back squats')
    """
    name = " ".join(_AROUND.sub(" ", said).split()).strip(" .")
    before = ""
    while name != before:
        before = name
        name = _BEHIND.sub("", _DONE.sub("", name).strip(" .-")).strip(" .")
    return name or before
