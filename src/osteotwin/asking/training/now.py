"""What is trained now: nothing, as people say it, or something that was done and is no more, which is asked."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.pieces import is_none
from osteotwin.asking.training.past import is_of_today
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.units.patterns import later

_MUCH: Final = (
    r"(?:really |very |mostly |fairly |pretty |quite |completely |totally |almost |basically |largely )*"
)
_NOT_NOW: Final = (
    r"(?: (?:at all|at the moment|at present|right now|now|currently|yet|these days|anymore|any more|lately|for now|"
    r"atm|just now|really|regularly|whatsoever|since \w+))*"
)
_WORK: Final = (
    r"(?:i (?:have|work|do) )?(?:an? )?(?:desk|office|sedentary|sitting|computer|seated|sit down)[ -]?"
    r"(?:based )?(?:job|work|worker|life|lifestyle|bound)?(?: all day)?|"
    r"(?:i )?sit(?:ting)?(?: at (?:a|my) desk| in an office| down)?(?: all day| most of the day| a lot)?|"
    r"(?:i )?work (?:at a desk|in an office|from home)|bürojob|sitzende tätigkeit|(?:semi )?retired|pensioner|"
    r"(?:still )?(?:recovering|healing)(?: from [a-z ]+)?|injured"
)
#: Nothing that loads bone beyond the day, as a whole part of an answer.
_NOTHING: Final = later(
    r"(?:i'?m |i am |i |patient (?:is )?|he (?:is )?|she (?:is )?|we )?"
    r"(?:(?:have|has|lead|leads|live|lives) (?:an? )?)?(?:"
    rf"{_MUCH}(?:sedentary|inactive|not (?:very |that |physically )?active|lazy|unfit|"
    r"bedridden|(?:a )?couch potato)"
    r"(?: (?:lifestyle|life|person|man|woman|job|work|guy))?|"
    r"(?:no|without|zero|hardly any|not any) (?:regular |structured |formal |real |particular |specific |physical |"
    r"organi[sz]ed |much |planned )*(?:exercises?|exercising|sports?|training|activity|activities|workouts?|"
    r"fitness|exercise (?:routine|program|regimen))|"
    r"(?:do(?:es)?(?: not|n'?t)|never|don'?t) (?:really |regularly |currently )?(?:do |play |get )?(?:any |much )?"
    r"(?:exercise|exercising|work out|train|lift|sports?|training|activity|anything|workouts?)(?: regularly)?|"
    r"(?:do|does|am doing|doing) (?:nothing|none)|nothing (?:regular|special|structured|really|much)|"
    r"ninguna? (?:actividad(?: f\u00edsica)?|ejercicio|deporte)|no hago (?:ejercicio|deporte)|sin actividad|"
    r"je ne fais pas de sport|ich mache keinen sport|"
    r"kein(?:en)? (?:sport|training)|gar nichts|nichts|rien|aucun(?:e)? (?:sport|activité)|nada|ninguno|ningún deporte|"
    rf"pas de sport|none|nothing|not much|zero|0|{_WORK})"
    rf"{_NOT_NOW}"
)
_PAST: Final = later(
    r"(?P<words>^(?:i |it )?(?:was|were)(?= (?:at |doing |running |walking |cycling |riding |swimming |about |around |"
    r"up to |~)*\d)|^(?:before|previously|formerly|past|earlier|old \w+|fr\u00fcher|antes|avant)(?= ?:)|"
    r"\b(?:was an?(?! (?:bit|little|lot|bad|good|great|tough|hard|nice|fun|killer|struggle|challenge)\b)|"
    r"haven'?t (?:trained|exercised|worked out|lifted|run|been)|"
    r"have not (?:trained|exercised|been)|used to|no longer|not any ?more|any ?more|formerly|years ago|back in the day|"
    r"in the past(?! (?:\d|few|couple|two|three|four|six|year|month|week))|"
    r"as a (?:kid|child|teen(?:ager)?|student|young man)|when i was (?:younger|young|\d+)|"
    r"in (?:high school|college|school|my (?:youth|twenties|thirties|forties|fifties|20s|30s|40s|50s))|"
    r"ex[- ](?=\w+er\b)|stopped|quit|gave up|given up|had to stop|"
    r"until (?:last|recently|\d{4}|my)|before (?:my|the) (?:injury|surgery|fracture|diagnosis|operation|accident)|"
    r"früher|antes|autrefois|avant,|habe ich .{0,40}gespielt|jahrzehnte(?:lang)?)\b)",
    re.IGNORECASE,
)
_PLANNED: Final = later(
    r"(?P<words>^(?:the |my )?plan(?=:)|(?:^|, ?)(?:plan|goal|target|aim)(?:ing for)? (?=\d)|"
    r"\b(?:i'?ll|i will|i'?m going to|"
    r"plan(?:ning)? to|planned|not yet|will (?:start|begin)|want to (?:start|get|take up|try)|would like to|"
    r"(?:i|he|she)'d (?:like|love) to|"
    r"thinking (?:of|about)|"
    r"hop(?:e|ing) to|(?:about|going) to (?:start|begin|add|take up)|from next (?:week|month)|"
    r"starting next|(?:my )?goal is|intend to)\b)",
    re.IGNORECASE,
)
_NOW: Final = later(r"\b(?:now|currently|these days|at the moment|still)\b", re.IGNORECASE)


#: What a note puts before it, and why it is so.
_ASIDE: Final = later(
    r"^(?:(?:physical )?(?:exercises?|activity|activities|training|sports?|workouts?) ?[:=] ?)|"
    r",? (?:because|due to|owing to|since) (?:of )?(?:my |an? |the )?(?:injury|injuries|surgery|pain|illness|fracture|"
    r"fatigue|tiredness|arthritis|"
    r"back|knees?|hips?|covid|work|time)\b.*$"
)


def is_no_training(text: str) -> bool:
    """Tell whether each part of an answer says that nothing is trained.

    Examples
    --------
    >>> is_no_training("desk job, sedentary"), is_no_training("no regular exercise")
    (True, True)
    >>> is_no_training("sedentary, but walking daily"), is_no_training("walking daily")
    (False, False)
    """
    if is_none(text):
        return True
    said = _ASIDE.sub("", " ".join(text.replace("\u2019", "'").casefold().split()))
    parts = [part.strip(" .,!-") for part in re.split(r"[,;\n]+|\.\s|\b(?:and|or)\\b", said)]
    parts = [part for part in parts if part]
    return bool(parts) and all(is_none(part) or _NOTHING.fullmatch(part) is not None for part in parts)


def is_past(piece: str) -> bool:
    """Tell whether a piece is of what was done once."""
    return _PAST.search(piece) is not None and not _NOW.search(piece)


#: What is usual, and not done for now.
_PAUSED: Final = later(
    r"\b(?P<words>(?:currently|now|presently|still|am|i'?m) (?:resting|injured|off|paus(?:ed|ing)|on (?:a |an )?break)|"
    r"resting (?:because|due|after|with|until)|taking (?:a|an) (?:\w+ )?break|on (?:a|an) (?:\w+ )?break from|"
    r"(?:ich )?pausiere|en pause|en reposo|de baja|krankgeschrieben)\b",
    re.IGNORECASE,
)


def is_planned(piece: str) -> bool:
    """Tell whether a piece is of what is to begin."""
    return _PLANNED.search(piece) is not None and not _NOW.search(piece) and not is_of_today(piece)


def check_now(piece: str) -> None:
    """Ask where a piece tells what was done once or is planned.

    Raises
    ------
    UnclearAnswerError
    """
    if is_past(piece) and (past := _PAST.search(piece)) is not None:
        raise UnclearAnswerError(
            "training", f"{quoted(past['words'])} in {quoted(piece)}, which is no longer done", "what is done now",
            'leave it out, or write "none" where nothing is done now',
        )  # fmt: skip
    if (paused := _PAUSED.search(piece)) is not None:
        raise UnclearAnswerError(
            "training", f"{quoted(paused['words'])} in {quoted(piece)}, which says that it rests now",
            "what is done now",
            'leave out what rests, or write "none" where nothing is done now',
        )  # fmt: skip
    if is_planned(piece) and (planned := _PLANNED.search(piece)) is not None:
        raise UnclearAnswerError(
            "training", f"{quoted(planned['words'])} in {quoted(piece)}, which is not done yet", "what is done now",
            'leave it out, or write "none" where nothing is done now; what is to begin stands in a plan',
        )  # fmt: skip
