"""Phrases of training before they are read: rhythm in other words, weights of pairs, what may be two things."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.training.pairs import SEVERAL_BELLS, open_weights, told_of_pair, with_every_weight
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.protocol.library.hands import DUMBBELLS, ONE_HAND
from osteotwin.units.german import in_english
from osteotwin.units.patterns import later

_UNIT: Final = r"(?:kgs?|kilos?|lbs?|pounds?)"
_N: Final = r"(?<![\d.,])\d+(?:[.,]\d+)?"
_KETTLEBELLS: Final = later(r"\b(?:kettle-? ?bells?|kbs?)\b", re.IGNORECASE)
#: In each hand.
_CARRIED: Final = later(r"\bfarmer\w*|\bcarr(?:y|ies)\b", re.IGNORECASE)
_WEIGHT: Final = later(rf"\b(?P<n>\d+(?:\.\d+)?) ?(?P<unit>{_UNIT})\b", re.IGNORECASE)
#: "70-80 %", "60 to 70 kg"
_RANGE: Final = later(
    rf"(?<![\dx])(?<!x )(?<!of )(?P<low>\d+(?:\.\d+)?) ?(?:-|\u2013|to) ?(?P<high>\d+(?:\.\d+)?) ?(?P<unit>%|"
    rf"{_UNIT}\b)",
    re.IGNORECASE,
)
_PAIR: Final = later(
    rf"(?<![\dx])2 ?x ?(?P<n>{_N}) ?(?P<unit>{_UNIT})\b|"
    rf"(?P<m>{_N}) ?-?(?P<v>{_UNIT}) (?:in )?(?:each|per)(?: (?:arm|side))?\b"
    r"(?! (?:day\b|morning|evening|night|afternoon|week\b|session|time|mon|tue|wed|thu|fri|sat|sun))",
    re.IGNORECASE,
)
_HAND: Final = (
    r"(?:(?:in |on |with )?(?:each|per|an?|either|every)|pro|je|par|por|(?:in|an) jeder|"
    r"(?:dans|avec|\u00e0) chaque|(?:en|con) cada) "
    r"(?:hand|main|mano|dumb-?bell|db|kettlebell|kb|(?:kurz)?hantel|halt\u00e8re|mancuerna|pesa)\b"
)
#: "15 kg each hand" is of a pair, whatever is held.
_EACH_HAND: Final = later(
    rf"(?:\bje )?(?P<m>{_N}) ?-?(?P<v>{_UNIT})(?: (?!and\b|y\b|et\b|und\b)[^\W\d]+)? {_HAND}|"
    rf"\b{_HAND} (?P<o>{_N}) ?(?P<w>{_UNIT})\b|"
    rf"\b(?:two|2|a pair of) (?P<n>{_N}) ?-?(?P<unit>{_UNIT})"
    r"(?= (?:dumb-?bells?|dbs?|kettlebells?|kbs?|bells)\b)",
    re.IGNORECASE,
)
_ONE_ARM: Final = later(
    r"\b(?:one|single|1)[- ](?:arm|hand)|\b(?:dumb-?bell|db|kettlebell|kb) rows?\b|\bkurzhantel-?rudern\b",
    re.IGNORECASE,
)
_ONE_SIDE: Final = later(r"\b(?:one|single|1)[- ](?:arm|hand|leg)", re.IGNORECASE)
#: "3x10 2x16 kg": the second is of a pair.
_TWO_BESIDE_SETS: Final = later(
    rf"\b\d{{1,2}} ?x ?\d{{1,3}}\b(?!\.|\d| ?{_UNIT}).*(?<![\dx])2 ?x ?\d+(?:\.\d+)? ?{_UNIT}\b",
    re.IGNORECASE,
)
_PLAIN: Final = (
    (later(r"\b(?P<load>\d+(?:\.\d+)? ?(?:kg|lbs?)) x (?P<reps>\d+) x (?P<sets>\d+) sets\b", re.IGNORECASE),
     r"\g<sets>x\g<reps> \g<load>"),
    (later(r"\b(?:with )?(?:my )?(?:own )?body[ -]?weight on the bar\b", re.IGNORECASE), "with 100 %BW"),
)  # fmt: skip


#: How it is not done: no denial of it.
_NOT_SO: Final = (
    r"(?:(?:do not|don'?t|never|not|without) (?:alternat(?:e|ing)(?: (?:legs|sides|arms))?|"
    r"bounc(?:e|ing)|lock(?:ing)? out|rush(?:ing)?|swing(?:ing)?|"
    r"(?:to )?failure|cheat(?:ing)?|(?:arch|round)(?:ing)?(?: (?:the|my|your|his))? back))"
)
#: In rain as in shine.
_WEATHER: Final = later(
    r",? ?(?:and )?\b(?:(?:the )?weather (?:does ?(?:n'?t| not) matter|makes no difference)|"
    r"(?:whatever|no matter (?:what|how)|regardless of|egal bei welchem) (?:the )?(?:weather|wetter)(?: is)?|"
    r"in (?:all|any) weathers?|bei jedem wetter|"
    rf"{_NOT_SO}|bei wind und wetter|par tous les temps|quel que soit le temps|haga el tiempo que haga)\b",
    re.IGNORECASE,
)


#: How far in a program he is, and since when he does it.
_SO_FAR: Final = later(
    r"\(?,? ?\b(?:(?:now|currently|on|in|at|am|up to) )*(?:week|wk|month) #?\d{1,2}"
    r"(?: (?:now|currently|at the moment|of \d{1,2}))?\)?(?=\s*(?:$|[,.;](?!\d)))|"
    r",? ?\b(?:ever )?since (?:"
    r"i was (?:\d{1,2}|an? (?:\w+ )?(?:kid|child|teenager|teen|boy|girl|student)|young|little)|"
    r"childhood|my (?:teens|youth|childhood|twenties|thirties)|school|university|college|forever)\b|"
    r",? ?\b(?:all|for) my (?:whole )?life\b",
    re.IGNORECASE,
)


def without_weather(sentence: str) -> tuple[str, str]:
    """Return a sentence without words that it is done in any weather, not in some way, or how long so far; and those.

    Examples
    --------
    >>> without_weather("walk 30 min daily, in all weathers")
    ('walk 30 min daily', 'in all weathers')
    """
    if (so_far := _SO_FAR.search(sentence)) is not None and so_far[0] != sentence:
        rest, more = without_weather(f"{sentence[: so_far.start()]}{sentence[so_far.end() :]}".strip())
        return rest, ", ".join(filter(None, (so_far[0].strip(" ,()"), more)))
    told = _WEATHER.search(sentence)
    rest = " ".join(_WEATHER.sub(" ", sentence).replace("( )", " ").split())
    return (rest, told[0].strip(" ,")) if told is not None else (sentence, "")


def in_plain_words(piece: str) -> str:
    """Return a piece with its rhythm in English words, without asides, and with the weight of a pair together.

    Examples
    --------
    >>> in_plain_words("Kniebeugen 3x8 mit 70 kg zweimal pro Woche"), in_plain_words("bench 80 kg x 5 x 3 sets")
    ('Kniebeugen 3x8 with 70 kg twice a week', 'bench 3x5 80 kg')
    >>> in_plain_words("dumbbell press 3x10 2x20kg weekly")
    'dumbbell press 3x10 40 kg together weekly'
    """
    piece = in_english(piece)
    for pattern, plain in _PLAIN:
        piece = pattern.sub(plain, piece)
    if _ONE_SIDE.search(piece) or (_ONE_ARM.search(piece) and not _TWO_BESIDE_SETS.search(piece)):
        return " ".join(piece.split())
    piece = _EACH_HAND.sub(_together, with_every_weight(piece))
    if (
        DUMBBELLS.search(piece)
        or _KETTLEBELLS.search(piece)
        or _CARRIED.search(piece)
        or _TWO_BESIDE_SETS.search(piece)
    ):
        piece = _PAIR.sub(_together, piece)
    return " ".join(piece.split())


def _together(pair: re.Match[str]) -> str:
    number, unit = (one for one in pair.groups() if one is not None)
    return f"{2.0 * float(number.replace(',', '.')):g} {unit} together"


def units_of(piece: str) -> tuple[str, str]:
    """Return the units that a load may have: of dumbbells for each of the two."""
    pair = DUMBBELLS.search(piece) is not None and not ONE_HAND.search(piece)
    return ("lb each", "kg each") if pair else ("lb", "kg")


def in_all(piece: str) -> str:
    """Return a piece without the words that tell that a weight is of both hands; ask where weights are open.

    Raises
    ------
    UnclearAnswerError
    """
    if _ONE_SIDE.search(piece) and _TWO_BESIDE_SETS.search(piece):
        (*_, pair) = _PAIR.finditer(piece)
        number, unit = (one for one in pair.groups() if one is not None)
        raise UnclearAnswerError(
            "training", f"{quoted(pair[0])} in {quoted(piece)}, of an exercise of one arm or leg", "one load",
            f'write "{number} {unit}" where one weight is lifted at a time, or '
            f'"{2.0 * float(number.replace(",", ".")):g} {unit}" where two are',
        )  # fmt: skip
    if (span := _RANGE.search(piece)) is not None:
        mean = (float(span["low"]) + float(span["high"])) / 2.0
        raise UnclearAnswerError("training", f"{quoted(span[0])} in {quoted(piece)}", "one load",
                                 f'write for example "{mean:g} {span["unit"]}"')  # fmt: skip
    if (weight := _open_weight(piece)) is not None:
        each, both = told_of_pair(piece, weight[0])
        raise UnclearAnswerError(
            "training", f"{quoted(weight[0])} in {quoted(piece)}, of each weight or of both", "which of the two",
            f'write "{each}" or "{both}"',
        )  # fmt: skip
    return " ".join(_TOGETHER.sub(" ", piece).split())


def _open_weight(piece: str) -> re.Match[str] | None:
    """Return a weight that may be of one dumbbell or of both: that of an exercise with them, else the first one."""
    pair = (DUMBBELLS.search(piece) or SEVERAL_BELLS.search(piece)) and not ONE_HAND.search(piece)
    return next(open_weights(piece), _WEIGHT.search(piece) if pair else None)


_TOGETHER: Final = later(r"\b(?:together|ensemble|zusammen|juntas?|in all|in total)\b", re.IGNORECASE)
