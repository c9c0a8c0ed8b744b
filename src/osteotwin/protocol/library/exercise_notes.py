"""Notes around the name of an exercise that make no other one of it: labels, counts, measures, abbreviations."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.units.patterns import later

_N: Final = r"\d+(?:[.,]\d+)?(?: ?[-\u2013/] ?\d+(?:[.,]\d+)?)?"
_MASS: Final = r"(?:kgs?|kilos?|kilograms?|lbs?|pounds?|#)(?![a-z])"
_TIME: Final = (
    r"(?:s|secs?|seconds?|seg(?:undos)?|sek(?:unden)?|mins?|minutes?|minutos|minuten|hours?|hrs?|h)\b"
)
_COUNTED: Final = (
    rf"(?:{_TIME}|(?:reps?|repetitions?|sets?|rounds?|times|each|calories|cals?|laps?|lengths?|steps?|jumps?|miles?|mi|"
    r"km|kms|k|m|met(?:er|re)s?|yards?|yds?|ft|foot|feet|in|inch(?:es)?|cm|mph|km/h|kph|degrees?|grados|grad)(?![a-z])|"
    r"[\"\u2032\u2033\u00b0])"
)
#: What is written before a name: its place in a list, what the list is, how many or how long it is done.
_LEAD: Final = later(
    r"^(?:[a-h]?\d{1,2}[.)]\s+|[a-h]\d?[.):]\s+|"
    r"(?:day|week|exercise|station|\u00fcbung|ejercicio|exercice)(?: ?\d+)?[:.)]\s+|"
    r"(?:#|number|no\.?|max(?:imum)?(?: number)?|most|total)(?: of|\s(?=[a-z-]+ups?\b))\s+|"
    rf"{_N}[ -]?(?:{_TIME}|(?:miles?|km|k|m|met(?:er|re)s?|yards?)\b)(?: of)?[ -]+|"
    rf"{_N} ?(?:x|\u00d7|reps? of|reps?|sets? of)? ?(?=[a-z])(?!{_COUNTED}|{_MASS}|x\b)|"
    r"(?:auch|the|das|die|der|el|la|los|las|le|les)\s+)",
    re.IGNORECASE,
)
#: What is written behind it without a sign between them.
_TAIL: Final = later(
    rf"\s*(?:\bin (?:an? |1 )?(?:{_N} ?{_TIME}|minute)|(?<=\s)x ?\d+(?: ?x ?\d+)?|(?<=\s)\d+ ?x ?\d+(?: ?{_COUNTED})?|"
    r"\bin place|"
    rf"(?<=\s)(?:for |from )?{_N} ?{_COUNTED}(?: box)?|(?<=\s)(?:level|lvl|stufe|nivel) ?\d+|[*\u2020.]+)$",
    re.IGNORECASE,
)
_WORDS: Final = (
    r"(?:an?|the|to|on|at|of|in|with|each|per|both|one|hands?|arms?|legs?|sides?|left|right|ball|target|high|height|box|"
    r"reps?|repetitions?|sets?|time|distance|calories|score|notes?|body ?weight|bw|accumm?ulated|total|level|"
    r"setting|resistance|easy|medium|moderate|hard|light|heavy|slow|fast|today|yesterday|timed?|unbroken|seat|pin|max(?:imum)?|rounds?|[rl]|r/l|[13]rm|%|zoom|online|skips|(?<=\()kg|lbs?|kg|"
    r"machine|standing|seated|lying|warm-?up|working|straight|belt|attachment|grip|holds?|accumulated)"
)
_LOAD: Final = later(rf"(?:@ ?)?(?P<load>\d+(?:[.,]\d+)? ?{_MASS})(?! ?/)", re.IGNORECASE)
_NOTE: Final = later(
    rf"(?:(?:@ ?)?(?:{_N} ?(?:{_MASS}|{_COUNTED})?|\d+ ?x ?\d+|x ?\d+|{_WORDS}\b)[\s-]*)+", re.IGNORECASE
)
_PARTS: Final = later(r"\s*[\[(]([^)\]]*)[)\]]\s*|\s*[,;]\s+|(?<=\s)[-\u2013]\s+|:\s+")
#: Letters of an abbreviation.
_LONGEST_SHORT: Final = 6
_BETWEEN: Final = later(rf"\s{_N} ?{_TIME}\s", re.IGNORECASE)
#: Of one of two: the load is not all of it.
_OF_EACH: Final = later(r"\b(?:each|per|both|dumbbells?|dbs?|two|pair|sides?)\b", re.IGNORECASE)
_POUNDS: Final = later(r" ?(?:#|pounds?)$", re.IGNORECASE)


def without_notes(text: str) -> tuple[str, str]:
    """Return a name without its notes, and the load that is told in them; the text itself where not all are notes.

    Examples
    --------
    >>> without_notes("Wall-ball, 20 pound ball, 10 ft target (Reps)"), without_notes("# of push ups in 2 minutes")
    (('Wall-ball', '20 lb'), ('push ups', ''))
    >>> without_notes("Pickle Ball [PB]"), without_notes("30-second (accumulated time) plank hold")
    (('Pickle Ball', ''), ('plank hold', ''))
    >>> without_notes("Squat (not done)"), without_notes("squat, bench press")
    (('Squat (not done)', ''), ('squat, bench press', ''))
    """
    parts = [
        part.strip()
        for part in _PARTS.split(_LEAD.sub("", text.replace("\u00ba", "\u00b0")))
        if part and part.strip(" .*")
    ]
    loads = [found["load"] for part in parts if (found := _LOAD.search(part)) is not None]
    name, *shorts = [part for part in parts if not _NOTE.fullmatch(part)] or [""]
    bare = _bare(name)
    if (
        len(loads) > 1
        or (loads and _OF_EACH.search(text))
        or not all(_is_short_for(short, bare) for short in shorts)
    ):
        return text, ""
    return (bare, _POUNDS.sub(" lb", "".join(loads).strip())) if bare else (text, "")


def _bare(name: str) -> str:
    """Return a part without what leads and follows its name."""
    name = _BETWEEN.sub(" ", name)
    while (shorter := _TAIL.sub("", _LEAD.sub("", _LOAD.sub("", name))).strip(" -,@*.:")) != name:
        name = shorter
    return name


def _is_short_for(short: str, name: str) -> bool:
    """Tell whether letters stand in a name in their order, the first of them first."""
    if (
        short.isupper()
        and short.isalnum()
        and len(short) <= _LONGEST_SHORT
        and short not in ("NO", "NOT", "OFF", "OR")
    ):
        return True
    if not short.isalpha() or len(short) > _LONGEST_SHORT:
        return False
    letters = iter(name.casefold().lstrip())
    own = short.casefold().removesuffix("s") or short.casefold()
    return name[:1].casefold() == own[:1] and all(letter in letters for letter in own)
