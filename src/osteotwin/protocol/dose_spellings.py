"""Ways to write a dose that say the same as others, in the one that is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import isclose
from typing import Final

from osteotwin.constants import IU_PER_MICROGRAM_VITAMIN_D
from osteotwin.protocol.dose_gathered import END
from osteotwin.protocol.dose_strength import EACH, PUMP, AmbiguousDose
from osteotwin.protocol.dose_strength import MASS as _M
from osteotwin.protocol.dose_strength import NUMBER as _N
from osteotwin.protocol.dose_totals import said_once
from osteotwin.protocol.rhythm_words import said
from osteotwin.units.patterns import later

_UNIT: Final = r"(?:days?|weeks?|months?|wks?|d|w|mo)"
_DAILY: Final = r"(?: daily| a day| each day| every day)"
_PACK: Final = r"(?:tubes?|sachets?|packets?|packs?)"
_TIME: Final = r"(?:mornings?|breakfast|noon|lunch|afternoons?|dinner|evenings?|nights?|bed ?time)"
_SOLID: Final = r"(?:tablets?|tabs?|pills?|capsules?|caps?)"
#: "5 mg, 2 tablets in the morning", and "2 tablets of 5 mg in the morning and 1 at night": of the same tablets.
_STRENGTH_FIRST: Final = later(
    rf"^(?P<one>{_N} ?{_M})(?: {_SOLID})?,? (?:take )?(?P<n>{_N}) (?P<piece>{_SOLID})"
    rf"(?= [^,;]*?(?:,? and |, ){_N}(?: {_SOLID})? (?:at|in the|before|with|every) )"
)
_AND_SO_MANY: Final = later(
    rf"(?P<piece>{_SOLID} of {_N} ?{_M})(?P<at> [^,;]*?)(?P<join>,? and |, )(?P<n>{_N})"
    rf"(?P<tablets> {_SOLID})?(?= (?:at|in the|before|with|every) )"
)
#: "1-0-1 5 mg"
_OF_DAY_FIRST: Final = later(rf"^(?P<times>[0-4](?:-[0-4]){{2,3}}),? (?P<dose>{_N} ?{_M}\b.*)$")
#: "100 mg/eod"
_PER_EVERY: Final = later(r" ?/ ?(?=(?:every|each|eod|ed|qod|[eq] ?[0-9.]+ ?(?:d|w|days?|weeks?))\b)")
#: "5 infusions of 4 mg every 6 months"
_SO_MANY_OF: Final = later(
    rf"^(?P<n>[2-9]|[1-9]\d) (?:(?:iv|im|sc|intravenous|intramuscular|subcutaneous|monthly) )?"
    rf"(?:administrations?|infusions?|injections?|shots?|doses?) of (?P<dose>{_N} ?{_M} (?:every|q) ?\d+ ?{_UNIT})$"
)
#: "split 3 ways"
_WAYS: Final = later(r"\b(split|divided|spread)(?: up)?(?: evenly| equally)? (\d+) ways\b")
#: "3 times 40 mg per week"
_TIMES: Final = later(rf"^(\d+) times (?={_N} ?{_M}\b)")
#: "for 25 days, off 5 days"; "for 3 weeks, then 1 week off"; "3 weeks on, then 1 week off"
_REPEAT: Final = r"(?:,? (?:and )?(?:then )?repeat(?:ed|ing)?)?$"
_OFF: Final = later(
    rf",? (?:for )?(?P<on>{_N} ?{_UNIT})(?: on)?,? (?:and )?(?:then )?"
    rf"(?:(?:off|pause|break|nothing|none)(?: of| for)? (?P<off>{_N} ?{_UNIT})|(?:an? )?(?P<behind>{_N} ?{_UNIT}) "
    rf"(?:off|break|pause)){_REPEAT}"
)
#: "3 weeks out of 4"
_OUT_OF: Final = later(
    r",? (?:for )?(?P<on>\d+) (?P<unit>weeks|months) out of (?:every )?(?P<of>\d+)(?: (?P=unit))?$"
)
#: "half of 1 mg", "2 of the 5 mg tablets"
_OF_SO_MUCH: Final = later(rf"(?<![\w.])({_N}) of (?:the |my |an? )?(?={_N} ?{_M}\b(?! ?/))")
#: "daily for 5 days per week"
_DAYS_OF_EACH: Final = later(r"(?<=\d) days (?:of|in) (?:each|every|a|the) (?=(?:month|week)\b)")
_DAYS_A_WEEK: Final = later(r"\b(daily|every day) for (?=[1-6] days (?:a|per|each) week)")
#: How long an infusion runs, and in how much of water: "in 100 ml over 15 minutes".
_INFUSED: Final = later(
    rf",? (?:(?:diluted )?in \d{{2,4}} ?ml(?: (?:of )?(?:(?:normal )?saline|nacl|glucose|dextrose))?,? )?"
    rf"over (?:at least |(?:no|not) less than |about )?{_N}"
    rf"(?: ?(?:-|\u2013|to) ?{_N})? ?(?:sec(?:ond)?s?|min(?:ute)?s?|hours?|hrs?|h)\b"
)
#: "in the morning, none at night"
_NONE_THEN: Final = later(
    rf"(?P<first>(?:{_TIME}|am)),? (?:and |but )?(?:none|nothing) (?:at |in the |with )?(?:{_TIME}|pm)$"
)
#: "1 sachet 2.5 g 1.62 %", "1 sachet (5 g of the 1 %)"; "5 g of 1 % daily"; "5 g daily of 1 % gel"
_PACK_IN_BRACKETS: Final = later(
    rf"^(?P<n>{_N}) (?P<pack>{_PACK}) ?\((?P<g>{_N}) ?g(?P<share>,? (?:of )?(?:the )?{_N} ?%(?: [a-z]+)?)\)"
)
_PACK_FIRST: Final = later(rf"^(?P<n>{_N}) (?P<pack>{_PACK}) (?:of )?(?P<g>{_N}) ?g\b")
_THE_SHARE: Final = later(rf"(?<=\d g of )the (?={_N} ?%)|(?<=\dg of )the (?={_N} ?%)")
_BARE_SHARE: Final = later(
    rf"(?P<g>{_N} ?g(?: {_PACK})?) (?:of )?(?:an? )?(?P<p>{_N}) ?%(?! ?(?:testosterone |estradiol )?gel)"
)
_SHARE_LAST: Final = later(
    rf"^(?P<g>{_N} ?g(?: {_PACK})?) (?:of gel |gel )?(?P<rhythm>[^%]+?),? (?:of |\()?(?P<p>{_N}) ?%(?: gel)?\)?$"
)
_PUMPS_OF_SHARE: Final = later(
    rf"\b(?P<n>{_N}) {PUMP} (?:of |at |@ ?|\()?(?:an? )?(?P<p>{_N}) ?%\)?(?: gel)?"
)
#: Share of testosterone in a gel [%] -> the gel of one stroke of its pump [g]: by the label of AndroGel 1.62 %, 1.25 g
#: with 20.25 mg. Pumps of other strengths differ by product.
_GEL_OF_PUMP: Final = {1.62: 1.25}
#: "50 mcg/24h, 2 patches per week": one at a time, changed twice.
_PATCHES_A_WEEK: Final = later(
    rf"^(?P<one>{_N} ?(?:mg|ug|mcg) ?(?:/|per ) ?(?:24 ?h(?:ours?|rs?)?|day))(?: patch(?:es)?)?[,:]? (?P<n>[1-7]) "
    r"patch(?:es)? ?(?:(?:an?|per|each|every) |/ ?)(?:week|wk)\b"
)
#: "two patches of 50 ug/24h"
_PATCHES_OF: Final = later(
    rf"\b(?P<n>{_N}|an?) patch(?:es)? (?:of |at |\()?(?P<one>{_N} ?(?:mg|ug|mcg) ?(?:/|per ) ?"
    r"(?:24 ?h(?:ours?|rs?)?|day))\)?"
)
#: "40/30/20 mg, 5 days each"
_BETWEEN: Final = r"(?: ?(?:->|→|➔|=>|>|/) ?|,? (?:then|and) |, ?)"
_EACH_SO_LONG: Final = later(
    rf"^(?P<list>{_N}(?: ?{_M})?(?:{_BETWEEN}{_N}(?: ?{_M})?)+)(?P<daily>{_DAILY})?,? (?:for |x ?)?"
    rf"(?P<n>{_N}|an?) ?(?P<unit>{_UNIT}) (?:each|per step|at each(?: step)?|for each)"
    rf"(?P<rest>,? (?:and )?then (?:on )?(?P<last>{_N} ?{_M}{END}.*))?$"
)
_ONE: Final = later(rf"(?P<n>{_N})(?: ?(?P<m>{_M}))?")
#: "5 mg + 2.5 mg daily": of one drug, together.
_ADDED: Final = later(
    rf"(?:(?:1|an?) )?(?P<list>{_N} ?(?P<m>{_M})(?: {EACH}(?: and (?:1|an?) {_N} ?(?P=m) {EACH}(?= |/))+|"
    rf"(?: {EACH})?(?: ?(?:\+|plus) ?(?:1 |an? )?{_N} ?(?P=m)(?: {EACH})?)+))(?= |/)"
)
#: "2 weeks 40 mg, 2 weeks 20 mg"
_PIECES: Final = later(r",? (?:and )?then |, ?(?:and )?")
_LENGTH_FIRST: Final = later(
    rf"(?:for )?(?P<n>{_N}) ?(?P<unit>{_UNIT}):? (?:of |at |on )?(?P<dose>{_N} ?{_M}){END}(?P<daily>{_DAILY})?"
)
_LENGTH_LAST: Final = later(
    rf"(?P<dose>{_N} ?{_M})(?P<daily>{_DAILY})?:? (?:for |x ?)?(?P<n>{_N}) ?(?P<unit>{_UNIT})"
)


def as_sum(text: str) -> str:
    """Return a dose with what is taken together as one amount.

    Examples
    --------
    >>> as_sum("5 mg + 2.5 mg daily"), as_sum("5 mg am + 2.5 mg pm")
    ('7.5 mg daily', '5 mg am + 2.5 mg pm')
    """
    found = _ADDED.match(text)
    if found is None:
        return text
    amounts = [float(one["n"]) for one in _ONE.finditer(found["list"]) if one["m"]]
    return f"{sum(amounts):.12g} {found['m']}{text[found.end() :]}"


def as_read(text: str) -> str:
    """Return a dose in the spelling that is read.

    Parameters
    ----------
    text : str
        In lower case, with digits for number words and without names of drugs.

    Raises
    ------
    AmbiguousDose
        For pumps of a gel of which pumps of several sizes are sold.

    Examples
    --------
    >>> as_read("140 mg/wk split 3 ways"), as_read("40/20 mg, 5 days each")
    ('140 mg/wk split in 3', '40 mg for 5 days then 20 mg for 5 days')
    """
    for change in _CHANGES:
        text = change(text)
    return text


#: "40 mg 2-0-2": two tablets of 40 mg, twice a day
_TABLETS_OF_DAY: Final = later(
    rf"^(?P<n>{_N}) ?(?P<m>{_M})(?: {EACH})?,? (?P<times>(?:0-)*(?P<k>[2-4])(?:-(?:0|(?P=k)))+)(?= |$)"
)


def _times_behind(text: str) -> str:
    text = _STRENGTH_FIRST.sub(r"\g<n> \g<piece> of \g<one>", text)
    text = _AND_SO_MANY.sub(r"\g<piece>\g<at>\g<join>\g<n> \g<piece>", text)
    text = _TABLETS_OF_DAY.sub(_of_tablets, text)
    text = _SO_MANY_LAST.sub(r"\g<often> for \g<n> doses", _OF_WEEK.sub("/", text))
    text = _TABS_DAILY.sub(r"\g<n> x \g<one> ", text)
    text = _SO_MANY_OF.sub(lambda found: f"{found['dose']} for {found['n']} doses", text)
    return _OF_DAY_FIRST.sub(lambda found: f"{found['dose']} {found['times']}", text)


def _of_tablets(found: re.Match[str]) -> str:
    count = found["k"]
    each = f"{float(found['n']) * float(count):.12g} {found['m']}"
    return f"{each} {found['times'].replace(count, '1')}"


_AT: Final = rf"(?:in the |at |with |every |each )?(?:{_TIME}|am|pm|midday|supper)"
#: "40 mg caps, 2 in the morning, 1 at night"
_AT_TIMES: Final = later(
    rf"^(?P<one>{_N}) ?(?P<m>{_M}) {EACH} ?[:,-]? ?(?:take |use )?"
    rf"(?P<times>{_N} {_AT}(?:,? (?:and |then )?{_N} {_AT})*)$"
)
_ONE_TIME: Final = later(rf"(?P<n>{_N}) (?P<at>{_AT})")


def _counts_at_times(text: str) -> str:
    """Return tablets that are counted for each time of the day by the weight of each count."""
    found = _AT_TIMES.match(text)
    if found is None:
        return text
    return ", ".join(
        f"{float(one['n']) * float(found['one']):.12g} {found['m']} {one['at']}"
        for one in _ONE_TIME.finditer(found["times"])
    )


#: "monthly x 12": so many doses of a plain interval.
_SO_MANY_LAST: Final = later(
    rf"(?P<often>\b(?:monthly|every \d* ?{_UNIT}|q ?\d+ ?{_UNIT}|quarterly|annually|yearly|"
    rf"(?:once )?(?:a|per|every) year)) x ?(?P<n>[2-9]|[1-9]\d)(?: doses)?$"
)
#: "1 mg tabs, 4 daily"
_TABS_DAILY: Final = later(
    rf"^(?P<one>{_N} ?{_M}) (?:tablets?|tabs?|capsules?|caps?|pills?) ?[:,-]? ?(?:take )?(?P<n>[1-9]|0\.5|1\.5|2\.5) "
    r"(?=(?:daily|a day|every (?:day|morning|night)|at night|in the morning|om|on|od|mane|nocte)$)"
)
#: "120 mg week"
_OF_WEEK: Final = later(r"(?<=[gu]) (?=(?:week|wk)(?:$| (?:split|in \d|divided)))")
_ONE_LAST: Final = later(rf"{_N} ?{_M}{END}")
#: "5 drops of 400 IU each"
_DROPS: Final = later(rf"\b(?P<n>{_N}) drops? (?:of |\()?(?P<one>{_N} ?{_M})(?: each| (?:per|a) drop)\)?")
_ONE_DROP: Final = later(rf"\b1 drop (?:of |\()?(?={_N} ?{_M}\b)")


#: "a single infusion of 5 mg once a year" is one each time.
_SINGLE: Final = later(
    r"\b(?:an? |1 )?single (?=.*\b(?:once (?:an?|per|every)|every|each|yearly|annually|monthly|weekly|daily)\b)"
)


def _small_words(text: str) -> str:
    text = _SINGLE.sub("", text)
    text = _ONE_DROP.sub("", _DROPS.sub(r"\g<n> x \g<one>", text))
    text = _WAYS.sub(r"\1 in \2", _PER_EVERY.sub(" ", text))
    text = _DAYS_A_WEEK.sub(
        r"\1 ", _OF_SO_MUCH.sub(r"\1 x ", _INFUSED.sub("", _DAYS_OF_EACH.sub(" days a ", text)))
    )
    text = _PATCHES_A_WEEK.sub(r"\g<one> patch \g<n> times a week", text)
    text = _PATCHES_OF.sub(r"\g<n> \g<one> patches", text)
    return _NONE_THEN.sub(lambda found: found["first"], _TIMES.sub(r"\1 x ", text))


def _pauses(text: str) -> str:
    out_of = _OUT_OF.search(text)
    if out_of is not None and 0 < int(out_of["on"]) < int(out_of["of"]):
        off = int(out_of["of"]) - int(out_of["on"])
        return f"{text[: out_of.start()]}, {out_of['on']} {out_of['unit']} on, {off} {out_of['unit']} off"
    return _OFF.sub(lambda found: f", {found['on']} on, {found['off'] or found['behind']} off", text)


def _gel(text: str) -> str:
    text = _PACK_IN_BRACKETS.sub(r"\g<n> \g<pack> \g<g> g\g<share>", text)
    text = _THE_SHARE.sub("", text)
    text = _PACK_FIRST.sub(lambda found: f"{found['n']} {found['g']} g {found['pack']}", text)
    text = _BARE_SHARE.sub(lambda found: f"{found['g']} of {found['p']} % gel", text)
    last = _SHARE_LAST.match(text)
    if last is not None and said(last["rhythm"]) is not None:
        return f"{last['g']} of {last['p']} % gel {last['rhythm']}"
    return _PUMPS_OF_SHARE.sub(_of_pumps, text)


def _of_pumps(found: re.Match[str]) -> str:
    grams = _GEL_OF_PUMP.get(float(found["p"]))
    if grams is None:
        raise AmbiguousDose('say how much one pump holds: "2 pumps of 20.25 mg"; pumps of that gel differ')
    return f"{float(found['n']) * grams:.12g} g of {found['p']} % gel"


def _steps(text: str) -> str:
    """Write doses with their lengths as steps."""
    each = _EACH_SO_LONG.match(text)
    if each is not None:
        doses = [(one["n"], one["m"]) for one in _ONE.finditer(each["list"])]
        units = {unit for _, unit in doses if unit}
        number = "1" if each["n"] in ("a", "an") else each["n"]
        if len(units) == 1 and doses[-1][1]:
            (unit,) = units
            lasts = f"{each['daily'] or ''} for {number} {_whole(each['unit'])}"
            last = [each["last"]] if each["last"] else []
            return " then ".join([*(f"{amount} {unit}{lasts}" for amount, _ in doses), *last])
    pieces = _PIECES.split(text)
    found = [_LENGTH_FIRST.fullmatch(piece) or _LENGTH_LAST.fullmatch(piece) for piece in pieces]
    steps = [
        f"{one['dose']}{one['daily'] or ''} for {one['n']} {_whole(one['unit'])}" for one in found if one
    ]
    if steps and found[-1] is None and _ONE_LAST.match(pieces[-1]) and "next" not in pieces[-1]:
        steps.append(pieces[-1])  # "20 mg 1 week, 10 mg daily"
    return " then ".join(steps) if 1 < len(steps) == len(found) else text


#: "the 2 week" is the second one, and "2 week" a slip for two.
_WHICH: Final = r"(?:(?:the |a )?(?P<which>first |next |following |1 )?|the (?P<nth>[1-6]) )"
#: "40 mg for the first week", "20 mg daily the second week"
_WEEK_LAST: Final = later(rf"(?P<dose>{_N} ?{_M})(?:(?P<daily>{_DAILY}),? (?:for |in )?|,? for ){_WHICH}week")
_WEEKS_LISTED: Final = later(r",? (?:and )?then |,? and |[,;] ?")
_SO_LONG: Final = 'say for how long each dose is taken: "20 mg for 1 week then 10 mg for 1 week"'
#: "for the second week" is no two weeks.
_WHICH_WEEK: Final = later(
    r"\b(?:for|over|in|during) (?:the )?(?:second|third|fourth|fifth|sixth|\d(?:nd|rd|th)) (?:week|month)\b",
    re.IGNORECASE,
)
_STOPS: Final = ("done", "stop", "off", "nothing")


def ask_which_week(text: str, read: str) -> None:
    """Ask of the "second week" how long that is, where it is no part of weeks that follow each other.

    Raises
    ------
    AmbiguousDose
    """
    if _WHICH_WEEK.search(text) and " for 1 weeks then " not in read:
        raise AmbiguousDose(_SO_LONG)


def _week_by_week(text: str) -> str:
    """Write doses of one week after the other as steps."""
    pieces = [piece.strip() for piece in _WEEKS_LISTED.split(text) if piece.strip()]
    if pieces and pieces[-1] in _STOPS:
        pieces.pop()
    found = [_WEEK_LAST.fullmatch(piece) for piece in pieces]
    last = pieces[-1:] if found and found[-1] is None and _ONE_LAST.match(pieces[-1]) else []
    last = [] if last and re.search(r"\b(?:week|month)\b", last[0]) else last
    weeks = found[:-1] if last else found
    if len(found) == 1 or not weeks or None in weeks:
        return text
    for place, one in enumerate(weeks):
        which, nth = ((one["which"] or "").strip(), one["nth"]) if one else ("", None)
        if (nth and int(nth) != place + 1) or (which == "first" and place):
            raise AmbiguousDose(_SO_LONG)
        if not which and not nth and place:
            return text
    steps = [f"{one['dose']}{one['daily'] or ' daily'} for 1 weeks" for one in weeks if one]
    return " then ".join([*steps, *last])


def _whole(unit: str) -> str:
    """Return the word for a unit of time, in the plural."""
    word = {"d": "day", "w": "week", "wk": "week", "wks": "week", "mo": "month"}.get(unit, unit.rstrip("s"))
    return f"{word}s"


_CLOCK: Final = later(
    r",? (?:at |@ ?)(?:about |around )?(?:(?P<h>1[0-2]|0?[1-9])(?:[:.][0-5]\d)? ?(?P<half>[ap])m\b|"
    r"(?P<of24>[01]?\d|2[0-3])(?::[0-5]\d ?(?:h\b|o'clock|uhr)?| ?(?:h\b|o'clock|uhr)))(?: each day| every day)?"
)
_ANY_AMOUNT: Final = later(rf"{_N} ?(?:{_M}|ml|cc|{EACH}){END}")


def _clock(text: str) -> str:
    """Return one dose at an hour as one of every day, or, where its days are told, as one of those."""
    hours = list(_CLOCK.finditer(text))
    if len(hours) != 1 or len(_ANY_AMOUNT.findall(text)) != 1:
        return text
    without = _CLOCK.sub("", text).strip(" ,")
    amount = _ANY_AMOUNT.search(without)
    return without if amount is None or without[amount.end() :].strip(" ,") else f"{without} daily"


#: "125 ug (5000 iu)": vitamin D by weight and in units.
_VITAMIN_D: Final = later(rf"(?P<n>{_N}) ?(?P<m>mg|ug|mcg) ?\((?P<iu>{_N}) ?iu\)")


def _vitamin_d_once(text: str) -> str:
    """Return a dose without the units of vitamin D in brackets that are its weight once more."""

    def once(found: re.Match[str]) -> str:
        micrograms = float(found["n"]) * (1000.0 if found["m"] == "mg" else 1.0)
        is_same = isclose(micrograms * IU_PER_MICROGRAM_VITAMIN_D, float(found["iu"]), rel_tol=0.01)
        return f"{found['n']} {found['m']}" if is_same else found[0]

    return _VITAMIN_D.sub(once, text)


_CHANGES: Final[tuple[Callable[[str], str], ...]] = (
    _vitamin_d_once,
    _clock,
    _times_behind,
    _counts_at_times,
    said_once,
    _small_words,
    _pauses,
    _gel,
    _week_by_week,
    _steps,
)
