"""What a dose says once more: ``180 mg weekly, 90 each Sun and Wed``, ``2 pumps daily (40.5 mg)``."""

from __future__ import annotations

import re
from math import inf, isclose
from typing import Final

from osteotwin.protocol.dose_strength import EACH, PUMP, AmbiguousDose
from osteotwin.protocol.dose_strength import MASS as _M
from osteotwin.protocol.dose_strength import NUMBER as _N
from osteotwin.protocol.rhythm_words import said
from osteotwin.units import KINDS, AmbiguousRhythm, Rhythm
from osteotwin.units.patterns import later
from osteotwin.units.weekdays import DAYS_OF_WEEK

_FORM: Final = rf"(?:{EACH}|{PUMP}|sprays?)"
#: "2 pumps daily (40.5 mg)", "two shots monthly, 105 mg each"
_WEIGHT_LAST: Final = later(
    rf"(?P<count>{_N}) (?P<form>{_FORM}) (?P<rhythm>[^()=,\d]{{2,40}}?) ?(?P<mark>[(,=-]) ?(?:of |= ?)?"
    rf"(?P<amount>{_N} ?{_M})(?:(?P<each> each)|(?P<per> ?(?:per|/|an?) ?[\w ]+?))?"
    r"(?P<all> total| in (?:all|total))?\)?"
)
#: Words for one thing that is counted.
_SAME: Final = (
    ("tablet", "tab", "pill", "capsule", "cap"),
    ("pump", "stroke", "press", "actuation", "presse"),
    ("injection", "shot"),
    ("packet", "sachet"),
    ("patch", "patche"),
)
#: "210 mg monthly as 2 105 mg injections"
_AS_PARTS: Final = later(
    rf"^(?P<n>{_N}) ?(?P<m>{_M})\b[^()\d]*(?P<again>\(?(?:given |taken )?(?:as|in|with|by) "
    rf"(?P<count>[2-9]) (?:x |of )?(?P<one>{_N}) ?(?P=m) {_FORM}\)?)$"
)
_WEEK: Final = r"(?:weekly|(?:/ ?|per |an? |each |every )(?:week|wk)|(?<=\d)/ ?(?:week|wk))"
_A_DAY: Final = r"(?:daily|(?:/ ?|per |an? |each |every )(?:day|d\b)|(?<=\d)/ ?(?:day|d\b))"
_IN_ALL: Final = r"(?:total|in (?:all|total)|altogether)"
#: "180 mg total weekly, 90 each Sun and Wed"
_TOTAL_FIRST: Final = later(
    rf"(?:(?:a )?total (?:of )?)?(?P<all>{_N}) ?(?P<m>{_M})(?: {_IN_ALL})? ?{_WEEK}(?: {_IN_ALL})?"
    r"(?: ?[,:;=(-]+ ?| ?\u2013 ?| )(?:(?:so|as|i\.?e\.?|that is|taken as|given as|dosed as|dosed|"
    r"(?:split|divided|broken)(?: up)?(?: into| as| in)?) )?"
    rf"(?P<parts>{_N}.+?)\)?"
)
#: "6 mg a day in all, two 3 mg doses"
_DAY_FIRST: Final = later(
    rf"(?:(?:a )?total (?:of )?)?(?P<all>{_N}) ?(?P<m>{_M})(?: {_IN_ALL})? ?{_A_DAY}(?: {_IN_ALL})?"
    r"(?: ?[,:;=(-]+ ?| ?\u2013 ?| )(?:(?:so|as|in|i\.?e\.?|that is|taken as|given as|split|divided|into) )*"
    rf"(?P<count>[2-6]) ?(?:x |of )?(?P<one>{_N}) ?(?P<unit>{_M}) (?:doses?|{EACH})\)?(?P<rest>.*)"
)
#: "4 mg total, 2 mg morning 2 mg evening"
_PARTS_OF_DAY: Final = later(
    rf"(?:(?:a )?total (?:of )?)?(?P<all>{_N}) ?(?P<m>{_M})(?: (?P<said>{_IN_ALL}))?(?: ?{_A_DAY})?(?: {_IN_ALL})?"
    rf"(?: ?[,:;=(-]+ ?| ?\u2013 ?)(?P<parts>{_N} ?(?P=m)\b.+?)\)?"
)
_AT_TIME: Final = later(
    rf"(?P<n>{_N}) ?{_M} (?P<at>(?:(?:in|at|every|each|with) )?(?:the )?(?:mornings?|am|noon|midday|lunch|afternoons?|"
    r"dinner|evenings?|pm|nights?|bed ?time))"
)
#: "100 mg total, twice a week", "100 mg twice a week total"
_TOTAL_ALONE: Final = later(
    rf"(?:(?:a )?total (?:of )?(?P<n>{_N} ?{_M})|(?P<m>{_N} ?{_M}) {_IN_ALL}),? (?P<rhythm>[^()=,]{{2,40}})|"
    rf"(?P<amount>{_N} ?{_M}) (?P<often>[^()=,]{{2,40}}?),? \(?{_IN_ALL}\)?"
)
#: "80 mg Mon and Thu, 160 total"
_TOTAL_LAST: Final = later(
    rf"(?P<parts>{_N} ?(?P<m>{_M})\b.+?)(?: ?[,;=(-]+ ?| ?\u2013 ?| )(?:(?:for|so|which is|that is|i\.?e\.?) )?"
    rf"(?:a |(?P<before>(?:a )?total (?:of )?))?(?P<all>{_N}) ?(?P<unit>{_M})?(?: (?P<behind>{_IN_ALL}))?"
    rf"(?P<of> ?(?:{_WEEK}|{_A_DAY}))?(?: (?P<last>{_IN_ALL}))?\)?"
)
#: "250 mg weekly for 10 weeks, 2500 mg total"
_TOTAL_OF_COURSE: Final = later(
    rf"(?P<dose>(?P<n>{_N}) ?(?P<m>{_M})(?: (?P<rhythm>[^()]+?))?,? (?:for|x|over) ?(?P<long>{_N}) ?"
    rf"(?P<span>day|week|wk|month)s?)"
    rf" ?[,;:=(-]+ ?(?:so |= ?)?(?:a )?(?P<before>total (?:of )?)?(?P<all>{_N}) ?"
    rf"(?P<unit>{_M})(?P<behind> {_IN_ALL})?\)?"
)
_PART: Final = later(rf"(?P<n>{_N}) ?(?P<m>{_M})?(?: (?:each(?: time| on| of)?|every|on))? (?P<rhythm>.+)")
_NEXT: Final = later(
    rf"(?: ?[,;/&+] ?(?:and )?| (?:and|then|plus) | (?!{_N} ?(?:x|times)\b))(?={_N} ?(?:{_M} |[a-z]))"
)
_TIMES: Final = later(
    rf"(?:(?P<count>[2-7]) ?x ?(?P<n>{_N}) ?(?P<m>{_M})?|(?P<one>{_N}) ?(?P<unit>{_M}) ?x ?(?P<many>[2-7]))"
    rf"(?: ?{_WEEK})?(?: (?:on )?(?P<days>.+))?"
)
_HALVES: Final = later(rf"(?P<one>{_N}) ?(?:{_M})? ?/ ?(?P<other>{_N}) ?(?:{_M})?")


def said_once(text: str) -> str:
    """Return a dose whose total or whose weight is said once more without it; any other text as it is.

    Raises
    ------
    AmbiguousDose
        If the two come to different amounts.

    Examples
    --------
    >>> said_once("180 mg total weekly, 90 each sun and wed"), said_once("80 mg mon and thu, 160 total")
    ('90 mg sun and wed', '80 mg mon and thu')
    >>> said_once("2 pumps daily (40.5 mg)"), said_once("2 shots monthly, 105 mg each")
    ('2 pumps (40.5 mg) daily', '2 x 105 mg monthly')
    """
    if (parts := _AS_PARTS.search(text)) is not None and isclose(
        float(parts["n"]), float(parts["count"]) * float(parts["one"])
    ):
        return text[: parts.start("again")].rstrip(" ,")
    if (weight := _WEIGHT_LAST.fullmatch(text)) is not None and _rhythm(weight["rhythm"]) is not None:
        if weight["each"] or _is_of_one(weight):
            return _of_each(weight)
        if weight["all"]:
            _ask_of_what(weight["amount"], weight["rhythm"])
            return f"{weight['amount']} {weight['rhythm']}"
        return f"{weight['count']} {weight['form']} ({weight['amount']}) {weight['rhythm']}"
    if (alone := _TOTAL_ALONE.fullmatch(text)) is not None:
        _ask_of_what(alone["n"] or alone["m"] or alone["amount"], alone["rhythm"] or alone["often"])
    course = _TOTAL_OF_COURSE.fullmatch(text)
    if course is not None and (course["before"] or course["behind"]):
        return _of_course(course)
    if (first := _TOTAL_FIRST.fullmatch(text)) is not None:
        return _parts_of(first, first["m"]) or text
    if (day := _DAY_FIRST.fullmatch(text)) is not None and day["unit"] == day["m"]:
        _compare(float(day["count"]) * float(day["one"]), float(day["all"]), "day")
        return f"{day['one']} {day['m']} {day['count']} times a day{day['rest']}"
    if (parts := _PARTS_OF_DAY.fullmatch(text)) is not None and parts["said"]:
        turned = f"{parts['parts']}, {parts['all']} {parts['m']} total"
        return _times_of_day(parts["parts"], float(parts["all"]), parts["m"]) or _said_last(turned) or text
    return _said_last(text) or text


def _said_last(text: str) -> str | None:
    """Return the doses behind which their total stands; ``None`` for any other text.

    Raises
    ------
    AmbiguousDose
        If they come to another total.
    """
    last = _TOTAL_LAST.fullmatch(text)
    if (
        last is not None
        and (last["behind"] or last["before"] or last["last"])
        and last["unit"] in (None, last["m"])
    ):
        return _times_of_day(last["parts"], float(last["all"]), last["m"]) or _parts_of(last, last["m"])
    return None


def _times_of_day(text: str, in_all: float, unit: str) -> str | None:
    """Return the doses at times of the day that come to a total; ``None`` for any others.

    Raises
    ------
    AmbiguousDose
        If they come to another total.
    """
    found = list(_AT_TIME.finditer(text))
    if len(found) < _TWO or re.sub(r"[,;&/+\s]|\b(?:and|then|plus)\b", "", _AT_TIME.sub("", text)):
        return None
    _compare(sum(float(one["n"]) for one in found), in_all, "day")
    return ", ".join(f"{one['n']} {unit} {one['at']}" for one in found)


_TWO: Final = 2


def _is_of_one(found: re.Match[str]) -> bool:
    """Tell whether a weight is per tablet, pump or whatever is counted.

    Raises
    ------
    AmbiguousDose
        If it is per anything else: a day, a serving, a volume.
    """
    if not found["per"]:
        return False
    counted, one = found["form"].split()[0].rstrip("s"), re.sub(r"^ ?(?:per|/|an?) ?", "", found["per"])
    one = one.rstrip("s")
    if one == counted or any(one in words and counted in words for words in _SAME):
        return True
    amount = found["amount"]
    raise AmbiguousDose(
        f'write "{amount} {found["rhythm"]}" if that is all that is taken each time, or '
        f'"{found["count"]} x {amount} {found["rhythm"]}" if so much is in one'
    )


def _ask_of_what(amount: str, words: str) -> None:
    """Ask of what a total is that is taken several times a day, a week or a month.

    Raises
    ------
    AmbiguousDose
    """
    rhythm = _rhythm(words)
    if rhythm is None or (len(rhythm.weekdays) < 2 and _ONE_A_TIME.fullmatch(words.strip(" ,;"))):
        return
    period, days = ("day", 1.0) if rhythm.mean_days < 1.0 else ("week", DAYS_OF_WEEK)
    count = round(days / rhythm.mean_days)
    fix = f'write "{amount} {words.strip()}" if so much is taken each time'
    raise AmbiguousDose(f'{fix}, or "{amount} per {period} in {count}" for the total' if count > 1 else fix)


#: One dose of each day, week, month or year.
_ONE_A_TIME: Final = later(
    r"(?:once |1 x |1 time )?(?:daily|nightly|weekly|monthly|yearly|qd|od|(?:(?:a|per|each|every|/) ?)"
    r"(?:other )?(?:day|night|morning|evening|week|month|year|wk))|(?:in the|at) [a-z ]+|eod|e2d|qod|"
    r"every \d+ (?:days|weeks|months)|(?:on )?[a-z]+days?"
)


def _of_each(found: re.Match[str]) -> str:
    """Return so many of so much each; injections of one week are given one after the other.

    Raises
    ------
    AmbiguousDose
        For half a tablet of so much each, which may be of the half or of the whole, and for several injections of some
        weeks.
    """
    count, amount, rhythm = float(found["count"]), found["amount"], _rhythm(found["rhythm"])
    if count < 1.0:
        raise AmbiguousDose(f'write "{amount} {found["rhythm"]}" if that is what is taken at a time')
    if re.match("inj|shot", found["form"]) and count > 1.0 and rhythm is not None:
        if rhythm.days == DAYS_OF_WEEK:
            return f"{count:g} x {amount} per week in {count:g}"
        if rhythm.days < _AT_ONCE:
            raise AmbiguousDose(f'write "{count:g} x {amount} {found["rhythm"]}" if all are given at once')
    return f"{count:g} x {amount} {found['rhythm']}"


#: Injections that are so far apart are given together [day].
_AT_ONCE: Final = 28.0


def _parts_of(found: re.Match[str], unit: str) -> str | None:
    """Return the doses that come to a weekly total; ``None`` for what is no list of doses with their rhythms.

    Raises
    ------
    AmbiguousDose
        If they come to another total.
    """
    halves = _HALVES.fullmatch(found["parts"])
    if halves is not None and halves["one"] == halves["other"]:
        _compare(2.0 * float(halves["one"]), float(found["all"]))
        return f"{found['all']} {unit} per week in 2"
    if (times := _TIMES.fullmatch(found["parts"])) is not None and (times["m"] or times["unit"]) in (
        None,
        unit,
    ):
        return _of_times(times, float(found["all"]), unit)
    parts = [_PART.fullmatch(part.strip()) for part in _NEXT.split(found["parts"])]
    total, written, rhythms = 0.0, list[str](), list[Rhythm]()
    for part in parts:
        if part is None or part["m"] not in (None, unit):
            return None
        words = part["rhythm"].strip(" ,;")
        words = words if _rhythm(words) is not None else f"every {words}"
        rhythm = _rhythm(words)
        if rhythm is None or not 0.0 < rhythm.mean_days <= DAYS_OF_WEEK or rhythm.with_shot:
            return None
        if len(parts) > 1 and len(rhythm.weekdays) == 0:
            return None
        total += float(part["n"]) * DAYS_OF_WEEK / rhythm.mean_days
        rhythms.append(rhythm)
        written.append(f"{part['n']} {unit} {words}")
    of = found.groupdict().get("of") or ""
    is_of_day = re.search(_A_DAY, of) is not None or (
        not of and all(rhythm.mean_days < 1.0 for rhythm in rhythms)
    )
    if is_of_day and rhythms and all(rhythm.mean_days <= 1.0 for rhythm in rhythms):
        _compare(total / DAYS_OF_WEEK, float(found["all"]), "day")
    else:
        _compare(total, float(found["all"]))
    return ", ".join(written)


def _of_times(times: re.Match[str], in_all: float, unit: str) -> str | None:
    """Return so many equal doses of a week, on the days that are named; ``None`` for words that name no such days.

    Raises
    ------
    AmbiguousDose
        If they come to another total.
    """
    count, one = int(times["count"] or times["many"]), float(times["n"] or times["one"])
    rhythm = _rhythm(times["days"]) if times["days"] else None
    if times["days"] and (rhythm is None or len(rhythm.weekdays) != count):
        return None
    _compare(count * one, in_all)
    return f"{one:.12g} {unit} {times['days']}" if rhythm else f"{in_all:.12g} {unit} per week in {count}"


def _of_course(found: re.Match[str]) -> str:
    """Return a course without the total that it comes to.

    Raises
    ------
    AmbiguousDose
        If it comes to another total, or its rhythm is not known.
    """
    rhythm = _rhythm(found["rhythm"]) if found["rhythm"] else None
    span = {"wk": "week"}.get(found["span"], found["span"])
    if rhythm is None or found["unit"] != found["m"]:
        raise AmbiguousDose(f'write "{found["dose"]}" alone, without the total')
    doses = round(float(found["long"]) * KINDS["duration"].units[span] / rhythm.mean_days, 6)
    total = float(found["n"]) * doses
    if total > 0.0 and not isclose(total, float(found["all"]), rel_tol=0.02):
        raise AmbiguousDose(
            f"write one amount: the doses come to {total:g} {found['m']}, and {found['all']} is said, too"
        )
    return found["dose"]


def _compare(total: float, said_total: float, of: str = "week") -> None:
    if not isclose(total, said_total, rel_tol=0.02):
        raise AmbiguousDose(
            f"write one amount: the doses come to {total:g} a {of}, and {said_total:g} is said, too"
        )


def _rhythm(words: str) -> Rhythm | None:
    """Return the rhythm that words say; ``None`` for none, one that may mean two things, and a single dose."""
    try:
        found = said(words.strip(" ,;"))
    except AmbiguousRhythm:
        return None
    return None if found is None or found.days == inf else found
