"""A dose said in any order and among other words, in the order in which :mod:`osteotwin.protocol.dose_words` reads it.

``"currently on arimidex, every Monday half a mg by mouth"`` is ``"0.5 mg every monday"``. Every word must be known to
say nothing else: what is not known leaves the text as it is, so that it is asked about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import inf, isclose
from typing import Final

from osteotwin.protocol.dose_loading import loading_in_steps
from osteotwin.protocol.dose_strength import EACH, MASS, NUMBER, AmbiguousDose
from osteotwin.protocol.rhythm_words import said

_N, _M = NUMBER, MASS
_END: Final = r"(?![\w%])"
#: Words around a dose that change nothing of it.
_FILLER: Final = re.compile(
    r"(?:(?:i|he|she|we)(?:['’]m| am| is|['’]s|['’]ve| have| has)?(?: been)?(?: (?:put|started))?(?= )|i['’]m|im|"
    r"(?:at|by|in|from) (?:the |my |a |our )?(?:local )?(?:surgery|clinic|hospital|doctor['’]?s?(?: office| "
    r"surgery)?|gp|"
    r"practice|nurse|practice nurse|office|pharmacy|home|outpatients?|infusion cent(?:er|re))|"
    r"(?:gp|nurse|doctor|dr|wife|partner|spouse) (?:does|gives|injects|administers) it|at the moment|at present|"
    r"takes?|taking|uses?|using|injects?|injecting|pins?|pinning|pinned|jabs?|jabbing|runs?|running|inject|"
    r"applies|apply|applying|rubs?|wears?|wearing|swallow|been|on|at|of|at a|an?|the|my|his|her|with|"
    r"currently|now|usually|normally|typically|generally|just|only|about|around|approx(?:imately|\.)?|roughly|ca\.?|~|"
    r"dos(?:e|es|age|ages|ing)|doses?|rx|sig|prescribed|prescription|script|please|total|ongoing|indefinitely|"
    r"as (?:directed|prescribed)|long[- ]term|right now|still|always|to be taken|"
    r"(?:is |was )?given|administered|self[- ]inject(?:s|ed|ion)?|injected|taken|swallowed|applied|used|"
    r"per (?:dose|injection|shot|pin|time)|each(?: time)?(?= ?(?:\(|$))|"
    r"(?:an? )?(?:injections?|shots?|jabs?|pins?|infusions?|tablets?|tabs?|pills?|capsules?|caps?|doses?)|"
    r"(?:for(?: a total of)?|total(?:l?ing)?(?: of)?|i\.?e\.?|so|which is|that is|equals)(?= ?\d)|"
    r"protocol|trt|hrt|replacement|treatment|therapy|low[- ]dose|generic|brand|"
    r"with (?:a |plenty of )?(?:full )?(?:glass of |sip of )?(?:plain )?(?:water|fluids?)|whole|"
    r"for (?:my |his |her |the )?(?:bones?|bone (?:health|density|loss)|osteoporosis|osteopenia|gyno|e2(?: control)?|"
    r"estrogen(?: control)?|estradiol|breast cancer|prostate cancer|hair(?: loss)?|trt|hrt|fertility|low t|"
    r"inflammation|asthma|copd|arthritis|ra|pmr|polymyalgia|maintenance|ttrt)|"
    r"(?:left|right|alternat(?:e|ing)|rotating|both) (?:sides?|sites?|thighs?|legs?|arms?|shoulders?|glutes?|delts?)|"
    r"(?:in|into|to)? ?(?:the |my |his |her |each |clean,? dry )?(?:upper |lower |outer |left |right )?"
    r"(?:shoulders?|skin|arms?|thighs?|abdomen|stomach|belly(?: fat)?|glutes?|delts?|deltoids?|quads?|buttocks?|butt|"
    r"ventroglute(?:al)?s?|vg|muscle|legs?|hips?|fat|love handles?)|"
    r"i[./]?m\.?|s/c|s\.?c\.?|sq|sub-? ?q|subcut|subcutaneous(?:ly)?|intra-?muscular(?:ly)?|intravenous(?:ly)?|"
    r"i\.?v\.?|"
    r"p\.?o\.?|under (?:the |my )?skin|shallow|deep|oral(?:ly)?|by mouth|per os|transdermal(?:ly)?|topical(?:ly)?|"
    r"(?:with|after|before) (?:food|meals|a meal)|(?:auto-?)?injectors?|pens?|pre-?filled(?: syringe| pen)?|push|drip|"
    r"slow|patch(?:es)?|worn|chang(?:e|ed|ing)(?: it)?|replac(?:e|ed|ing)|insulin syringe|syringe|solution|oil|"
    r"depot|and|by)"
    rf"{_END}"
)
_SKIPPED: Final = re.compile(r"(?:[\s,;:|]|\.(?!\d)|[-–—](?=\s)|[()\[\]]|@|=)+")
_UNIT: Final = r"(?P<unit>day|week|month|year|wk|mo|yr|d|w)s?"
_LASTS: Final = re.compile(
    rf"(?:(?:for|over)(?: the| an?)?(?: first| next| another| further)?|x|(?:the )?first|another) ?"
    rf"(?P<n>{_N}|a)[- ]?{_UNIT}(?: (?:cycle|course|run))?{_END}"
)
_LENGTH: Final = re.compile(
    rf"(?:an? )?(?P<n>{_N})[- ]?{_UNIT}(?P<of> ?(?:cycle|course|run))?(?: of| at)?{_END}(?! o(?:n|ff)\b)"
)
_WEEKS: Final = re.compile(
    rf"(?:on )?(?P<unit>day|week|wk|month)s? ?(?P<first>\d+)(?: ?(?:-|–|to|through) ?(?P<last>\d+))?{_END}"
)
_WORD_OF: Final = {"d": "day", "w": "week", "wk": "week", "mo": "month", "yr": "year"}
_THEN: Final = re.compile(
    rf"(?:and )?(?:then|followed by|after that|afterwards?|thereafter|"
    rf"(?:reduc|taper|decreas|dropp|lower|titrat|increas)(?:ing|ed?) (?:down |up )?to|(?:going |go )?down to)"
    rf"(?: (?:to|on|by|reduce to|taper to|drop to|down to|back to))?{_END}|->|→|➔"
)
_STOP: Final = re.compile(r"(?:and )?(?:then )?(?:stop(?:ped)?|off|nothing|done)$")
_VERBS: Final = (
    r"(?:split|divided|broken|spread|dosed|done|given|taken|pinned|injected|shot|cut|administered|"
    r"jabbed|self[- ]injected)"
)
_COUNTED: Final = (
    rf"(?P<n>{_N})(?: (?:equal|even|divided|separate|weekly))?(?: (?:doses?|injections?|shots?|pins?|parts?|"
    rf"portions?|halves|jabs?|servings?))?"
)
_SPLIT_INTO: Final = re.compile(
    rf"(?:{_VERBS}(?: up)?(?: evenly| equally)? )?(?:in|into|over|as|across|between) (?:at least )?{_COUNTED}{_END}|"
    rf"{_VERBS}(?: up)?(?: evenly| equally)? (?:(?:x ?(?P<x>\d)|(?P<y>\d) ?x)|(?P<twice>twice)|(?:in "
    rf")?(?P<half>half|0\.5)){_END}"
    rf"(?! ?(?:a|per|each|every|/|daily|weekly))"
)
_SPLIT_ON: Final = re.compile(
    rf"{_VERBS}(?: up)?(?: evenly| equally)?(?: (?:into|over|between|across|as|on))?{_END}|as(?= (?:daily|twice|2 "
    rf"?x|eod|every|e\d))"
)
#: "(2 shots)" behind what is given a week.
_SHOTS_OF: Final = re.compile(
    r"(?<=[(, ])(?P<n>\d+) ?(?:x|(?:equal )?(?:shots|injections|pins|doses|jabs|infusions))(?=\)|,|;|$)"
)
#: "2 at a time"
_AT_A_TIME: Final = re.compile(r"(?P<n>\d+) (?:at (?:a time|once)|together|patches at a time)")
#: "(0.5 of a 50)": where the amount comes from.
_PART_OF: Final = re.compile(rf"(?P<count>{_N}) ?(?:x )?(?:of )?(?:an? )?(?P<one>{_N})(?= ?(?:\)|$))")
_HALVES: Final = re.compile(r"0\.5 (?:of it )?(?:on |every )?(?P<one>[a-z]+),? (?:and )?(?:the other )?0\.5 "
                            r"(?:of it )?(?:on |every )?(?P<other>[a-z]+)")  # fmt: skip
_VOLUME: Final = re.compile(rf"(?P<n>{_N}) ?(?:ml|cc|mls){_END}(?! ?/(?! ?(?:w|d|m)))")
_STRENGTH: Final = re.compile(
    rf"(?:x |of (?:an? )?)?(?P<n>{_N}) ?(?P<m>mg|ug|mcg|iu) ?(?:/|per) ?(?P<per>{_N})? ?(?:ml|cc)"
    rf"(?: (?:vials?|solution|oil|concentration|ampoules?|amps?))?{_END}"
)
_UNITS: Final = ("unit", "units")
#: Amounts that may begin in the middle of no number.
_AMOUNTS: Final = (
    re.compile(rf"(?P<count>{_N})(?: ?x)? (?:of )?(?:an? )?(?P<n>{_N}) ?(?P<m>{_M}) {EACH}{_END}"),
    re.compile(
        rf"(?P<count>{_N}) (?:of )?(?:an? )?{EACH} ?(?:of|at|,|@|-)? ?(?P<n>{_N}) ?(?P<m>{_M})(?: (?:each(?! \w)|"
        rf"{EACH}))?{_END}"
    ),
    re.compile(rf"(?P<count>{_N}) ?x ?(?P<n>{_N}) ?(?P<m>{_M})(?: {EACH})?{_END}"),
    re.compile(rf"(?P<count>{_N}) {EACH} ?\((?:of )?(?P<n>{_N}) ?(?P<m>{_M}) {EACH}\)"),
    re.compile(rf"(?P<n>{_N}) ?(?P<m>{_M})(?: (?:x ?1{_END}|{EACH}{_END})| x ?1{_END}|x1{_END})"),
    re.compile(rf"(?P<n>{_N}) ?(?P<m>{_M}){_END}"),
)
#: A number of tablets and their weight in brackets, which may be of one or of all.
_COUNT_AND_WEIGHT: Final = re.compile(
    rf"(?P<count>{_N}) (?P<form>{EACH}|pumps?|strokes?|presses|actuations?) ?[,(=-] ?(?P<n>{_N}) ?(?P<m>{_M})(?! "
    rf"{EACH}) ?\)?{_END}"
)
_ONE: Final = re.compile(rf"1 {EACH}{_END}(?= ?[(,:-]?)")
#: What a patch delivers, as its label says it.
_DELIVERED: Final = re.compile(
    rf"(?:(?:1|an?) )?(?P<n>{_N}) ?(?P<m>mg|ug|mcg) ?(?:/|per |a ) ?(?:24 ?h(?:ours?|rs?)?|day|d)\b\.?(?: "
    rf"patch(?:es)?\b)?"
)
#: What one pump of a gel holds of testosterone or estradiol, by their labels [mg].
_PUMPS: Final = (10.0, 12.5, 20.25, 23.0, 30.0, 0.5, 0.75, 0.06)
_PUMPS_BEHIND: Final = re.compile(rf"(?P<n>{_N}) (?:pumps?|strokes?|presses|actuations?)(?=\))")
_MOST_WORDS: Final = 9
_TIME_OF_DAY: Final = re.compile(
    r"\b(?:am|pm|morning|breakfast|noon|midday|lunch|afternoon|dinner|evening|night|bed ?time)\b"
)
_DAY_NAMES: Final = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)")
#: Where a rhythm ends at the latest.
_NEXT_AMOUNT: Final = re.compile(
    rf"(?<![\d.]){_N} ?(?:{_M}|ml|cc){_END}|(?<![\d.]){_N} (?:of )?(?:an? )?(?:{EACH}|{_N}){_END}|"
    rf"\b(?:weeks?|wks?|days?|months?) ?\d+ ?(?:-|–|to) ?\d|\b(?:for|then|x) \d|"
    rf"\b{_VERBS}\b"
)


@dataclass
class _Said:
    """What is gathered of one dose."""

    amount: tuple[float, str] | None = None
    volume: float | None = None
    strength: tuple[float, str] | None = None
    rhythm: str = ""
    again: str = ""
    split: str = ""
    lasts: str = ""
    span: tuple[int, int, str] | None = None

    def is_empty(self) -> bool:
        return self == _Said()


def in_order(text: str) -> str | None:
    """Return a dose as amount, rhythm and duration, one step after the other; ``None`` where a word is not known.

    Parameters
    ----------
    text : str
        In lower case, with digits for number words and without names of drugs.

    Raises
    ------
    AmbiguousDose, AmbiguousRhythm

    Examples
    --------
    >>> in_order("every monday: 0.5 mg by mouth"), in_order("0.25 ml sc twice a week (200 mg/ml)")
    ('0.5 mg every monday', '50 mg twice a week')
    >>> in_order("1 mg daily unless nauseous") is None
    True
    """
    text = loading_in_steps(text)
    halves = _HALVES.search(text)
    if halves is not None:
        text = f"{text[: halves.start()]}split {halves['one']} and {halves['other']}{text[halves.end() :]}"
    steps = [_Said()]
    place = 0
    while place < len(text):
        skipped = _SKIPPED.match(text, place)
        if skipped is not None:
            place = skipped.end()
            continue
        step = steps[-1]
        if (stop := _STOP.match(text, place)) is not None:
            if not (step.lasts or step.span):
                return None
            place = stop.end()
            continue
        if (then := _THEN.match(text, place)) is not None:
            steps.append(_Said())
            place = then.end()
            continue
        if step.span is not None and step.amount is not None and _WEEKS.match(text, place) is not None:
            # "weeks 1-4 1 mg, weeks 5-8 0.5 mg"
            step = _Said()
            steps.append(step)
        end = _take(text, place, step)
        if (
            end is None
            and _amount_at(text, place) is not None
            and step.amount is not None
            and (step.rhythm or step.lasts or step.span)
        ):
            steps.append(_Said())
            end = _take(text, place, steps[-1])
        if end is None:
            return None
        place = end
    steps = _said_once([step for step in steps if not step.is_empty()])
    if len(steps) > 1 and all(step.lasts.endswith(" days") and not step.rhythm for step in steps):
        # "20 mg x 5 days, 10 mg x 5 days" is of every day.
        steps[0].rhythm = "daily"
    if not _follow_each_other(steps):
        return None
    written = [_written(step) for step in steps]
    if not written or any(one is None for one in written):
        return None
    joint = ", " if all(not step.lasts for step in steps) else " then "
    return joint.join(one for one in written if one)


def _said_once(steps: list[_Said]) -> list[_Said]:
    """Return steps without those that say the same once more: ``70 mg twice a week = 140 mg a week``.

    Raises
    ------
    AmbiguousDose
        If what is said once more comes to something else.
    """
    kept: list[_Said] = []
    for step in steps:
        plain = kept and not any((step.lasts, kept[-1].lasts, step.span, kept[-1].span))
        if plain and step.amount is not None and _is_rate(step.rhythm):
            one, other = _per_day(kept[-1]), _per_day(step)
            if one is not None and other is not None and one[1] == other[1]:
                if isclose(one[0], other[0], rel_tol=0.02):
                    continue
                raise AmbiguousDose("write one amount: the two that are said come to different ones")
        kept.append(step)
    return kept


def _per_day(step: _Said) -> tuple[float, str] | None:
    found = said(step.rhythm) if step.rhythm else None
    if step.amount is None or found is None or step.split or step.again or found.days == inf:
        return None
    return step.amount[0] / found.mean_days, step.amount[1]


def _follow_each_other(steps: list[_Said]) -> bool:
    """Write weeks from the first on as lengths; tell whether each step begins where the one before ends."""
    if all(step.span is None for step in steps):
        return True
    day = 1
    for step in steps:
        if step.span is None or step.span[0] != day or step.span[1] < day or step.lasts:
            return False
        step.lasts = f"for {step.span[1] - day + 1} {step.span[2]}s"
        day = step.span[1] + 1
    return len({step.span[2] for step in steps if step.span}) == 1


def _take(text: str, place: int, step: _Said) -> int | None:
    """Read what stands at a place into a step; return where it ends, ``None`` where it is not known."""
    if (end := _read_length(text, place, step)) is not None:
        return end
    if step.amount is not None and not step.split and (end := _read_split(text, place, step)) is not None:
        return end
    for read in (_read_volume, _read_amount, _read_rhythm):
        end = read(text, place, step)
        if end is not None:
            return end
    filler = _FILLER.match(text, place)
    return None if filler is None or filler.end() == place else filler.end()


def _read_length(text: str, place: int, step: _Said) -> int | None:
    """Read how long a step lasts: ``for 4 weeks``, ``weeks 1-4``."""
    weeks = _WEEKS.match(text, place)
    if weeks is not None and step.span is None:
        first = int(weeks["first"])
        unit = _WORD_OF.get(weeks["unit"], weeks["unit"])
        step.span = (first, int(weeks["last"] or first), unit)
        return weeks.end()
    if step.lasts:
        return None
    lasts = _LASTS.match(text, place)
    if lasts is None:
        lasts = _LENGTH.match(text, place)
        whole = step.amount is not None and (step.rhythm or step.split)
        leads = lasts is not None and (lasts["of"] or lasts[0].endswith((" of", " at")))
        if lasts is None or not (whole or leads):
            return None
    if not _is_length(text, lasts):
        return None
    number = "1" if lasts["n"] == "a" else lasts["n"]
    step.lasts = f"for {number} {_WORD_OF.get(lasts['unit'], lasts['unit'])}s"
    return lasts.end()


def _read_split(text: str, place: int, step: _Said) -> int | None:
    """Read into how many doses what is given in a period is split, or on which days."""
    if (shots := _SHOTS_OF.match(text, place)) is not None and step.rhythm:
        whole = said(step.rhythm)
        if _is_rate(step.rhythm):
            step.split = f"in {shots['n']}"
            return shots.end()
        if whole is not None and not step.lasts and whole.days < inf and shots["n"] != "1":
            # "monthly, 12 doses"
            if shots[0].endswith("x"):
                raise AmbiguousDose(
                    f'write how often, for example "twice a week", or "{shots["n"]} doses" for so many in all'
                )
            step.lasts = f"for {float(shots['n']) * whole.mean_days:.12g} days"
            return shots.end()
    if (many := _AT_A_TIME.match(text, place)) is not None and step.amount is not None:
        step.amount = step.amount[0] * float(many["n"]), step.amount[1]
        return many.end()
    part = _PART_OF.match(text, place) if text[place - 1 : place] == "(" else None
    if part is not None and step.amount is not None:
        if not isclose(float(part["count"]) * float(part["one"]), step.amount[0]):
            raise AmbiguousDose("write one amount: the brackets say another one")
        return part.end()
    into = _SPLIT_INTO.match(text, place)
    if into is not None and step.rhythm:
        many = into["n"] or into["x"] or into["y"] or "2"
        within = _rhythm_at(text, place + into[0].find(many)) if into["n"] else None
        if within is not None:
            # "in 2 injections a week"
            step.split = f"split {text[within[0] : within[1]]}"
            return within[1]
        step.split = f"in {many}"
        return into.end()
    on = _SPLIT_ON.match(text, place)
    if on is None or not step.rhythm:
        return None
    within = _rhythm_at(text, on.end() + (1 if text[on.end() : on.end() + 1] == " " else 0))
    if within is None:
        return None
    step.split = f"split {text[within[0] : within[1]]}"
    return within[1]


def _is_rate(words: str) -> bool:
    """Tell whether an amount with these words is all of a period: ``/week``, ``per week``."""
    return re.match(r"(?:/|per |an? )", words) is not None


def _is_length(text: str, lasts: re.Match[str]) -> bool:
    """Tell whether it is how long, and not "for 5 days a week" or "x 2 weeks on"."""
    return not re.match(r" ?(?:a|per|each|every|on|out|/)\b", text[lasts.end() :])


def _read_volume(text: str, place: int, step: _Said) -> int | None:
    if (strength := _STRENGTH.match(text, place)) is not None:
        if step.strength is not None:
            return None
        step.strength = float(strength["n"]) / float(strength["per"] or 1), strength["m"]
        return strength.end()
    volume = _VOLUME.match(text, place)
    if volume is None or step.volume is not None:
        return None
    step.volume = float(volume["n"])
    return volume.end()


def _amount_at(text: str, place: int) -> tuple[float, str, int] | None:
    """Return an amount, its unit and where it ends."""
    both = _COUNT_AND_WEIGHT.match(text, place)
    if both is not None and both["form"].startswith(("pump", "stroke", "press", "actuation")):
        return _of_pumps(float(both["count"]), float(both["n"])), both["m"], both.end()
    if both is not None and float(both["count"]) != 1.0:
        raise AmbiguousDose(
            'write "2 tablets of 5 mg" or "2 tablets (10 mg total)": it may be of one or of all'
        )
    if both is not None:
        return float(both["n"]), both["m"], both.end()
    for form in _AMOUNTS:
        found = form.match(text, place)
        if found is not None:
            count = float(found.groupdict().get("count") or 1)
            return count * float(found["n"]), found["m"], found.end()
    return None


def _of_pumps(count: float, said: float) -> float:
    """Return what so many pumps come to, by what one pump of a gel holds.

    Raises
    ------
    AmbiguousDose
        If the amount may be of one or of all.
    """
    of_all, of_one = (
        any(isclose(size, known, rel_tol=0.006) for known in _PUMPS) for size in (said / count, said)
    )
    if of_all == of_one and count != 1.0:
        raise AmbiguousDose(
            'write "2 pumps (40.5 mg total)" or "2 pumps of 20.25 mg": it may be of one or of all'
        )
    return said if of_all or count == 1.0 else count * said


def _read_amount(text: str, place: int, step: _Said) -> int | None:
    delivered = _DELIVERED.match(text, place) if "patch" in text else None
    if delivered is not None and step.amount is None:
        step.amount = float(delivered["n"]), f"{delivered['m']}/24h patch"
        return delivered.end()
    pumps = _PUMPS_BEHIND.match(text, place) if text[place - 1 : place] == "(" else None
    if step.amount is not None and pumps is not None:
        if not isclose(_of_pumps(float(pumps["n"]), step.amount[0]), step.amount[0]):
            raise AmbiguousDose("write one amount: so many pumps come to another one")
        return pumps.end()
    found = _amount_at(text, place)
    if found is None:
        one = _ONE.match(text, place)
        return None if one is None else one.end()
    number, unit, end = found
    if step.amount is not None:
        # "1 x 600 mg am, 1 x 600 mg pm" is two doses of a day.
        same = step.amount[1] == unit and isclose(step.amount[0], number)
        return end if same and not _TIME_OF_DAY.search(step.rhythm) else None
    step.amount = (number, unit)
    return end


def _read_rhythm(text: str, place: int, step: _Said) -> int | None:
    behind = place + 2 if text.startswith("x ", place) else place
    found = _rhythm_at(text, behind)
    if found is None:
        return None
    words = text[found[0] : found[1]].strip(" ,;()")
    if not step.rhythm:
        step.rhythm = words
    elif not step.again:
        step.again = words
    else:
        return None
    return found[1]


def _rhythm_at(text: str, place: int) -> tuple[int, int] | None:
    """Return where the longest rhythm that begins at a place begins and ends."""
    amount = _NEXT_AMOUNT.search(text, place)
    here = text[place : amount.start() if amount else len(text)]
    ends = [found.end() for found in re.finditer(r"\S+", here)][:_MOST_WORDS]
    for end in reversed(ends):
        words = here[:end].rstrip(" ,;:()")
        if words and said(words) is not None:
            return place, place + len(words)
    return None


def _written(step: _Said) -> str | None:
    """Return one step in order; ``None`` where it is not whole."""
    amount = step.amount
    if amount is not None and amount[1] in _UNITS and step.strength is not None and step.volume is None:
        # Of a syringe that counts hundredths of a milliliter.
        step.volume, amount = amount[0] / 100.0, None
    if step.volume is not None and step.strength is not None:
        by_volume = step.volume * step.strength[0]
        if amount is not None and not (
            amount[1] == step.strength[1] and isclose(amount[0], by_volume, rel_tol=0.03)
        ):
            raise AmbiguousDose("write one amount: volume and strength come to another one")
        amount = amount or (by_volume, step.strength[1])
    if amount is None:
        return None
    words = step.rhythm
    if words and (found := said(words)) is not None and found.with_shot:
        words = "with each injection"
        if step.again:
            words, step.again = step.again, ""
    if step.again and step.split.startswith("in ") and _is_within(step.again, words):
        parts, within = float(step.split[3:]), said(step.again)
        if within is None or not isclose(len(within.weekdays), parts):
            raise AmbiguousDose("say into how many doses it is split once: the two that are said differ")
        step.split = f"split {step.again}"
    elif step.again and _is_rate(step.rhythm) and not step.split and _is_within(step.again, step.rhythm):
        step.split = f"split {step.again}"
    elif step.again:
        words = _one_rhythm(step.rhythm, step.again)
    elif not words and step.split.startswith("split"):
        # "split Mon/Thu" of nothing said as a whole.
        return None
    parts = (f"{amount[0]:.12g} {amount[1]}", words, step.split, step.lasts)
    return " ".join(part for part in parts if part).replace(" /", "/")


def _is_within(again: str, words: str) -> bool:
    """Tell whether a rhythm is more often than the period of a rate: Monday and Thursday, of a week."""
    inner, whole = said(again), said(words)
    return (
        inner is not None and whole is not None and not inner.implied_daily and inner.days < whole.days * 0.99
    )


def _one_rhythm(one: str, other: str) -> str:
    """Return the rhythm that two words say together: ``weekly``, ``on Mondays``.

    Raises
    ------
    AmbiguousDose
        If the two differ.
    """
    first, second = said(one), said(other)
    if first is not None and second is not None:
        times = {time[0] for words in (one, other) if (time := _TIME_OF_DAY.search(words))}
        if len(times) > 1 and min(first.mean_days, second.mean_days) >= 1.0:
            raise AmbiguousDose('say what is taken each time: "600 mg in the morning, 600 mg at night"')
        if first.with_shot or second.with_shot:
            return other if first.with_shot else one
        if (
            (one_days := _DAY_NAMES.findall(one))
            and (others := _DAY_NAMES.findall(other))
            and (first.weekdays != second.weekdays or set(one_days) != set(others))
        ):
            raise AmbiguousDose("name the days once: those that are said differ")
        if len(second.weekdays) == 1 and not first.weekdays and first.days % 7.0 == 0.0:
            return one
        if len(first.weekdays) == 1 and not second.weekdays and second.days % 7.0 == 0.0:
            return other
        if isclose(first.mean_days, second.mean_days, rel_tol=0.01):
            return other if second.weekdays else one
        if first.implied_daily or second.implied_daily:
            # "once at night" is no single dose.
            return other if first.implied_daily or first.days == inf else one
    raise AmbiguousDose("say how often once: the two that are said differ")
