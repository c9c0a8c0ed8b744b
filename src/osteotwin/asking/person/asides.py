"""What a person tells of himself that is none of his answer: weights of another time, other people, other questions."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.person.forms import Slot
from osteotwin.asking.person.health_words import OUTSIDE, condition_at
from osteotwin.asking.person.lay_words import lay_word
from osteotwin.asking.person.times import END
from osteotwin.asking.unclear import quoted
from osteotwin.units.patterns import later

_WEIGHT: Final = (
    r"(?:about |around |roughly |~ ?)?\d{2,3}(?:[.,]\d+)? ?(?:kgs?|kilos?|lbs?|pounds?|stones?)?(?![\w/%])"
)
_WHEN: Final = (
    r"(?:last (?:years?|months?|weeks?|days?)|(?:a|\d+|one|two|three|some|several|many|few) (?:years?|months?|"
    r"weeks?|days?) ago|"
    r"yesterday|"
    r"before(?: that)?|back then|in (?:19|20)\d\d|"
    r"(?:when|while) i (?:was|started|began)[^,;]*|at (?:my|his|her) (?:heaviest|highest|lightest|peak|start))"
)
#: A weight that was, or is to be.
_OTHER_WEIGHT: Final = later(
    r"(?:my |his |her |the )?(?:(?:start(?:ing)?|goal|target|ideal|dream|highest|lowest|peak|max(?:imum)?|heaviest|"
    r"previous|former|old|initial|competition|stage|walk-?around)(?: body)?(?: ?-?weight)?(?: is| was| of| at)?|"
    r"(?:i |he |she )?(?:used to (?:weigh|be)|weighed(?: in at)?|started(?: out| off)? at|was|came from|went from)|"
    r"(?:down|up|dropped|gone) from|weight (?:was|down to)|(?:be|get|come|go)(?: back)? (?:down )?to|"
    rf"(?:down )?to at (?:least|most))(?: at (?:least|most))?[ :=]*{_WEIGHT}(?: {_WHEN}{END})?|"
    rf"{_WEIGHT} (?:as (?:a|my) (?:goal|target)|{_WHEN}{END})"
)
_WISHED: Final = later(
    r"\b(?:goal|target|aim\w*|want|hop(?:e|ing)|try(?:ing)?|like|plan\w*) (?:is |was |of )?(?:to\b|\d)"
)
#: How a weight changed, and what is not known.
_CHANGE: Final = later(
    rf"(?:i )?(?:have |'ve |has )?(?:lost|gained|put on|shed) {_WEIGHT}(?: (?:since|in|over|so far)\b[^,;]*)?|"
    r"(?:which is |that is )?(?:an? )?\d+(?:[.,]\d+)? ?(?:kgs?|lbs?|pounds?|%) (?:difference|loss|"
    r"gain|less|more|lighter|heavier)|"
    r"(?:(?:that|which|this)(?: is|'s| was)? )?the (?:heaviest|highest|lowest|lightest|most) (?:i|he|she)\b[^,;.]*|"
    r"(?:and )?(?:i )?(?:have|'ve|has) been (?:at )?(?:that|this) weight\b[^,;.]*|"
    r"(?:i )?(?:do not|don't) know (?:how (?:much i weigh|tall i am|heavy i am)|my (?:exact )?(?:weight|height))"
)
_SIGN: Final = (
    r"(?:(?:resting )?(?:heart rate|pulse)|rhr|hr|bp|blood pressure|hb ?a1c|a1c|"
    r"(?:fasting )?(?:blood )?(?:sugar|glucose)|"
    r"body ?fat|bf|ldl|hdl|(?:total )?cholesterol|vo2 ?max|temperature|spo2)"
)
_GIRTH: Final = r"\d{2,3}(?:\.\d+)? ?(?:cm|in(?:ch(?:es)?)?\b|\")"
#: A sign of a clinic with its number.
_MEASURED: Final = later(
    rf"(?:waist|chest|neck|hips?|thighs?|arms?|biceps|inseam)(?: circumference)?[ :=]*{_GIRTH}|"
    rf"{_GIRTH}[- ](?:waist|chest|neck|inseam)(?!\w)|"
    r"(?:body ?)?(?:fat|muscle)(?: mass)?[ :=]*\d+(?:\.\d+)? ?(?:%|kgs?|lbs?)(?!\w)|"
    r"(?<=pressure \()\d{2,3}/\d{2,3}|"
    r"(?:weighed|measured|taken) (?:on|in) (?:\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}|(?:19|20)\d\d)(?!\w)|"
    r"(?:about |around |~ ?)?\d{1,2}(?:\.\d)? ?%(?: (?:bf|body ?fat))?(?: or so)?(?!\w)|"
    rf"(?:my |his |her )?{_SIGN}(?: (?:is|was|of|around|about|~|over|under|at|up|to|in|the|high|low|mid|currently|"
    rf"now))*"
    r"[ :=(~]*\d+(?:[.,/]\d+)?(?:'s|s)?\)?(?: ?(?:bpm|mm ?hg|%|mg/dl|mmol/l))?(?!\w)"
)
KIN: Final = (
    r"(?:(?:my|his|her) )?(?:(?:grand)?(?:mother|father|ma|pa)|mum|mom|dad|parents?|brothers?|sisters?|"
    r"siblings?|uncles?|aunts?|"
    r"wife|husband|partner|son|daughter|cousins?)"
)
_OF_KIN: Final = later(
    rf"(?:(?:strong|positive|significant|known|a) )*(?:family history|fhx?|fh|{KIN}(?: (?:both|also|has|had|"
    rf"have|with|"
    r"got|suffer(?:s|ed)? from|died of))+)(?: (?:of|for|is positive for))?[ :]+(?:an? |the )?"
)
_TALL: Final = (
    r"(?:[4-7] ?(?:'|ft|feet|foot)(?: ?\d{1,2}(?:\.\d+)?)? ?(?:\"|''|in(?:ch(?:es)?)?)?|1[.,]?\d\d ?(?:c?m)?)"
)
#: A height that was, and how much was lost of it.
_OTHER_HEIGHT: Final = later(
    rf"(?:(?:i )?(?:was|used to be)|(?:down|gone|(?:have )?shrunk|shrank|went) from) (?:about )?{_TALL}(?! ?(?:kg|"
    rf"lb))(?!\w)|"
    r"(?:i )?(?:have |'ve |has )?(?:lost|shrunk|shrank)(?: by)?(?: about| almost| nearly)? (?:an? |\d+(?:\.\d+)? ?)"
    r"(?:inch(?:es)?|in|\"|cm)(?: (?:in|of) (?:my |his |her )?height)?(?![\w'])"
)
#: Bones that broke by much force, or in childhood.
_BY_FORCE: Final = later(
    r"(?:(?:i |he |she )?(?:have |had |has )?(?:also )?(?:broke|broken|fractured)|\d+ broken|broken|"
    r"(?:(?!mother|father|mum|mom|dad|parent)[a-z]+ )?fractured?)\b(?:(?! and )[^,;.()])*?\b(?:"
    r"(?:car|bike|motor\w*|traffic|ski\w*|climbing|riding|motorcycle|bicycle|cycling) ?(?:accident|crash|wreck|"
    r"fall)?|"
    r"mva|rta|accident|ladder|roof|football|soccer|rugby|hockey|skiing|snowboard\w*|skateboard\w*|"
    r"as an? (?:kid|child|boy|girl|teen\w*|youth)|in (?:my |his |her )?(?:childhood|teens|school)|"
    r"(?:at(?: the)? age(?: of)?|at|aged?|age|when i was|when (?:s)?he was)(?: age)? (?:\d|"
    r"1[0-7])(?: years old)?)(?![\w])(?:(?! and )[^,;.()])*"
)
#: What others do, did not break, or are.
_OTHERS: Final = later(
    rf"{KIN}(?:-in-law)?:? (?:smok\w+|drinks?|(?:(?:had|has|have|with) )?no (?:hip )?fractures?(?: of (?:the|"
    rf"a) hip)?|"
    r"is \d{2}(?: years old)?(?=\s*(?:$|[,;)])))(?![\w'])|"
    rf"{KIN}-in-law [^,;]*"
)
_SEEN: Final = later(
    r"(?:who )?(?:presents?|presenting|comes?|was seen|here)(?: today)? (?:for|to)\b[^,;()]*"
)
#: What other questions ask for, or none does.
_ELSEWHERE: Final = later(
    r"\b(?:train\w*|rid(?:es?|ing)|row(?:s|ing)|tennis|golf\w*|danc\w*|pilates|garden\w*|bik\w*|hik\w*|"
    r"workouts?|work(?:ing|s)? out|exercis\w*|lift\w*|gym|runs?|running|jog\w*|"
    r"walk\w*|cycl\w*|"
    r"swim\w*|yoga|active|"
    r"sedentary|diet\w*|eat(?:s|ing)?|carbs?|keto|clean|fasting|sleep\w*|job|works? as|teacher|engineer|nurse|"
    r"student|"
    r"retired|married|kids|children|live[sd]?|living|from)\b"
)
#: What a part may not hold that is set aside as a whole.
_OF_PERSON: Final = later(
    r"\b(?:frax|fracture\w*|broke\w*|break|fell|falls?|smok\w*|cigar\w*|alcohol\w*|drink\w*|beers?|wine|menopaus\w*|"
    r"periods?|pregnan\w*|"
    r"(?:fe)?male|wom[ae]n|m[ae]n|lady|gentleman|guy|girl|boy|(?:i am|i'm|of) \d\d(?! ?(?:\w*min|km|k\b|miles?))|"
    r"revers\w*|cured|gone|heal\w*|stopp\w*|remission|quit|"
    r"ovar\w*|surgery|cancer|trans\w*|disease|syndrome|pain|disorder|born|y(?:ea)?rs?[- ]old|y/o|yo|not|no|"
    r"never|without|"
    r"\w+n't)\b"
)


def aside_at(text: str, at: int) -> tuple[Slot, int] | None:
    """Return words at a place that are about something else, and where they end.

    Examples
    --------
    >>> aside_at("goal weight 180 lbs", 0)[0].key, aside_at("bp 130/85", 0)[0].key
    ('other_weight', '')
    >>> aside_at("weight 180 lbs", 0) is None
    True
    """
    if (kin := _OF_KIN.match(text, at)) is not None:
        ends = [one[1] for one in (condition_at(text, kin.end()),) if one is not None]
        ends += [one.end() for one in (OUTSIDE.match(text, kin.end()),) if one is not None]
        if ends and "hip" not in text[kin.end() : max(ends)]:
            said = text[at : max(ends)]
            return Slot("others", said, f"{quoted(said)} is in no number: it is of others"), max(ends)
    found = [(words.match(text, at), key) for words, key in _ASIDES]
    ends = [(one.end(), key) for one, key in found if one is not None]
    if not ends:
        return None
    end, key = max(ends)
    said = text[at:end].strip()
    return (
        None if key == "" and holds_condition(said) and not _MEASURED.match(said) else (Slot(key, said), end)
    )


_ASIDES: Final = (
    (_OTHER_HEIGHT, ""),
    (_BY_FORCE, ""),
    (_OTHER_WEIGHT, "other_weight"),
    (_CHANGE, ""),
    (_MEASURED, ""),
    (_SEEN, ""),
    (_OTHERS, "others"),
)


def aside_of(clause: str) -> Slot | None:
    """Return a whole clause that is about something else, such as training or a goal; ``None`` for any other.

    Examples
    --------
    >>> aside_of("strength train 4-5 times per week").value
    'strength train 4-5 times per week'
    >>> aside_of("i run and have osteoporosis") is None, aside_of("something nobody knows") is None
    (True, True)
    """
    if holds_condition(clause) or _OF_PERSON.search(clause) or lay_word(clause) is not None:
        return None
    if _WISHED.search(clause) and re.search(_WEIGHT, clause):
        return Slot("other_weight", clause)
    measured = re.search(
        r"\d ?(?:kgs?|kilos?|lbs?|pounds?|cm|ft|feet|'|\"|in\b|inch\w*|stones?)(?!\w)", clause
    )
    return Slot("", clause) if _ELSEWHERE.search(clause) and measured is None else None


def holds_condition(text: str) -> bool:
    """Tell whether a condition of a person's file is named in a text."""
    starts = (one.start() for one in re.finditer(r"(?<![\w'.])\w", text))
    return any(condition_at(text, at) is not None for at in starts)
