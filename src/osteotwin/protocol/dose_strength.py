"""How much is in what a dose counts: the strength behind a volume, what tablets or pumps come to together."""

from __future__ import annotations

import re
from math import isclose

from osteotwin.units import with_points, without_thousands
from osteotwin.units.patterns import later

#: It begins where its digits do: a search that begins at each of many takes time as their square.
NUMBER = r"(?:(?<![0-9])(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+))"
MASS = r"(?:mg|ug|mcg|g|iu|units?)"
EACH = (
    r"(?:tablets?|tabs?|pills?|capsules?|caps?|caplets?|soft ?gels?|vials?|ampoules?|amps?|syringes?|pens?|"
    r"patch(?:es)?|packets?|sachets?|"
    r"tubes?|pellets?|"
    r"injections?|shots?|infusions?)"
)
#: Into how many doses an amount is split: "in 2", "in 12 injections"; a longer number behind "in" is a year.
SPLIT_NUMBER = r"(?:[1-7](?!\d|[.,]\d)|[1-9]\d?(?= [a-z]))"


class AmbiguousDose(ValueError):
    """Words for a dose that may mean several things; the message says what to write."""


PUMP = r"(?:pumps?(?: (?:presses|strokes?|actuations?))?|strokes?|press(?:es)?|actuations?)"
#: What one pump of a gel holds of testosterone or estradiol, by their labels [mg].
_PUMPS = (10.0, 12.5, 20.25, 23.0, 30.0, 0.5, 0.75, 0.06)
_PARTS = rf"(?:{EACH}|{PUMP}|sprays?)"
#: So much of tablets, pumps or the like, and what they come to together.
_IN_ALL = later(
    rf"^{NUMBER} (?:{_PARTS}|units) ?"
    rf"(?:\((?:=|for|total(?: of)?)? ?(?P<all>{NUMBER} ?{MASS})(?: total| in (?:all|total))\)|"
    rf"= ?(?P<same>{NUMBER} ?{MASS})\b)"
)
_PARTS_IN_BRACKETS = later(rf"^(?P<n>{NUMBER}) {_PARTS} ?\((?P<one>{NUMBER} ?{MASS})\)")
_SYRINGE = later(
    rf"(?P<n>{NUMBER}) units? (?:of |@ ?)(?P<strength>{NUMBER} ?(?:mg|mcg|ug) ?(?:/|per) ?{NUMBER}? ?(?:ml|cc))"
    r"(?: (?:on|in|with) an? (?:insulin|u-?100)(?: insulin)? syringe)?"
)
_STRENGTH_LAST = later(
    rf"^(?P<v>{NUMBER} ?(?:ml|cc)) (?P<rest>[^(]+?),? ?(?:of |@ ?|\()"
    rf"(?P<strength>{NUMBER} ?(?:mg|mcg|ug) ?(?:/|per) ?{NUMBER}? ?(?:ml|cc))\)?$"
)
_TABLETS_OF = later(
    rf"^(?P<one>{NUMBER} ?{MASS})(?: {EACH})?(?: ?[:,-] ?| )(?:take |use )?(?={NUMBER} {EACH}\b)"
)
_STRENGTH_AGAIN = later(rf"{EACH} ?(?:of|\(|at)")
_COUNTED = later(rf"(?P<n>{NUMBER}) {EACH}\b(?! ?(?:of|\())")


def is_one_pump(amount: float, within: float = 0.006) -> bool:
    """Tell whether one pump of a known gel holds an amount [mg], within a share of it."""
    return any(isclose(amount, size, rel_tol=within) for size in _PUMPS)


def is_of_one_pump(text: str) -> bool:
    """Tell whether words count pumps and name what one pump of a known gel holds."""
    pumps = re.match(rf"{NUMBER} {PUMP} ?\((?P<one>{NUMBER}) ?mg\)", text)
    return pumps is not None and is_one_pump(float(pumps["one"]))


def strength_before(text: str) -> str:
    """Return a dose with its strength right behind what it is the strength of.

    Raises
    ------
    AmbiguousDose
        For an amount in brackets that may be of one tablet or of all of them.
    """
    text = _IN_ALL.sub(lambda found: found["all"] or found["same"], text)
    several = _PARTS_IN_BRACKETS.match(text)
    if several is not None and float(several["n"]) != 1.0:
        one = several["one"]
        of_pump = f": {one} is what one pump of some gels holds" if is_of_one_pump(several[0]) else ""
        raise AmbiguousDose(
            f'write "{one}" if that is all of it, or "{several["n"]} x {one}" if so much is in one{of_pump}'
        )
    if several is not None and not re.match(EACH, text[several.end("n") + 1 :]):
        text = several["one"] + text[several.end() :]
    text = _SYRINGE.sub(lambda found: f"{float(found['n']) / 100.0:.12g} ml of {found['strength']}", text)
    text = _STRENGTH_LAST.sub(lambda found: f"{found['v']} of {found['strength']} {found['rest']}", text)
    of_one = _TABLETS_OF.match(text)
    if of_one is None or _STRENGTH_AGAIN.search(text, of_one.end()):
        return text
    return _COUNTED.sub(lambda found: f"{found['n']} x {of_one['one']}", text[of_one.end() :])


_IN_NAME = later(
    rf"(?<![0-9][.,])(?P<n>{NUMBER}) ?(?P<m>mg|mcg|ug|µg|iu)(?P<per> ?(?:/|per) ?{NUMBER}? ?(?:ml|cc))?",
    re.IGNORECASE,
)
_SHARE_IN_NAME = later(rf"({NUMBER}) ?%")
_PUMPS_ALONE = later(rf"{NUMBER} {PUMP}(?![a-z])")
_VOLUME_ALONE = later(rf"(?P<v>{NUMBER} ?(?:ml|cc|mls))\b")
_UNITS_ALONE = later(rf"(?P<v>{NUMBER} ?units?)\b")
_EACH_ALONE = later(
    rf"(?P<count>{NUMBER})(?: (?:of )?an?)? (?P<form>{EACH})\b|\b(?P<one>an?) (?P<lone>{EACH})\b"
)


def with_strength_of(name: str, dose: str) -> str:
    """Return a dose that counts volumes or tablets with the strength that the name of the drug says.

    Parameters
    ----------
    name : str
        As it is written: ``"Test Cyp 200 mg/mL"``, ``"Arimidex 1 mg tabs"``.
    dose : str
        In lower case, with digits for number words.

    Examples
    --------
    >>> with_strength_of("test cyp 200mg/ml", "0.35 ml twice weekly"), with_strength_of("Arimidex 1 mg", "0.5 tab eod")
    ('0.35 ml of 200 mg/ml twice weekly', '0.5 tab of 1 mg eod')
    >>> with_strength_of("Arimidex 1 mg", "0.5 mg daily")
    '0.5 mg daily'
    >>> with_strength_of("letrozole 2,5 mg", "1 tablet daily"), with_strength_of("HCG 1,500 IU", "1 ampoule weekly")
    ('1 tablet of 2.5 mg daily', '1 ampoule of 1500 iu weekly')
    """
    dose = dose.strip()
    name = without_thousands(with_points(name))
    share = _SHARE_IN_NAME.findall(name)
    if len(share) == 1 and _PUMPS_ALONE.search(dose) and not re.search(rf"{NUMBER} ?(?:mg|g|%)", dose):
        return _PUMPS_ALONE.sub(lambda pumps: f"{pumps[0]} of {share[0]} %", dose, count=1)
    said = list(_IN_NAME.finditer(name))
    if len(said) == 1 and not said[0]["per"]:
        dose = _COUNT_AND_ALL.sub(lambda both: _in_all(both, float(said[0]["n"])), dose)
    if len(said) != 1 or re.search(rf"{NUMBER} ?(?:mg|mcg|ug|iu|g)\b", dose):
        return dose
    (found,) = said
    strength = f"{found['n']} {found['m'].casefold()}{(found['per'] or '').casefold()}"
    if found["per"]:
        for alone in (_VOLUME_ALONE, _UNITS_ALONE):
            if len(alone.findall(dose)) == 1:
                return alone.sub(lambda one: f"{one['v']} of {strength}", dose)
        return dose
    dose = _ROMAN.sub(lambda count: f"{len(count[0].strip())} ", dose)
    if _EACH_ALONE.search(dose):
        return _EACH_ALONE.sub(
            lambda one: f"{one['count'] or '1'} {one['form'] or one['lone']} of {strength}", dose
        )
    if _COUNTS_AT_TIMES.fullmatch(dose):
        return _COUNT_AT_TIME.sub(lambda one: f"{one['count']} x {strength} {one['time']}", dose)
    if (bare := _COUNT_ALONE.match(dose)) is not None:
        if _EVERY_WEEKS.fullmatch(dose):
            return f"{strength} {dose}"  # so many a week, or every so many weeks
        _ask_count(float(bare["count"]), float(found["n"]), found["m"].casefold(), dose[bare.end() :].strip())
        return f"{bare['count']} x {strength} {dose[bare.end() :]}"
    return dose


#: How many tablets are taken at once; any other number without a unit is of the drug, or may be.
_COUNTS = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0)
_LEAST_QUARTERED = 1.0
#: "4 weekly": depots are given so far apart.
_EVERY_WEEKS = later(r"(?:[2-46]|8|1[0-4]|2[46]) ?weekly")


def _ask_count(count: float, strength: float, unit: str, often: str) -> None:
    """Ask of a number without a unit beside a strength, which may be of tablets or of the drug.

    Raises
    ------
    AmbiguousDose
    """
    is_part = count > _COUNTS[0] or strength >= _LEAST_QUARTERED
    if isclose(strength, 1.0) or (count in _COUNTS and is_part and not isclose(count, strength)):
        return
    in_all = f"{count:g} {unit} {often}"
    raise AmbiguousDose(
        f'write "{in_all}" if so much is taken, or "{count * strength:g} {unit} {often}" if it is {count:g} times '
        f"{strength:g} {unit}"
        if count * strength <= _MOST_OF_STRENGTH * strength
        else f'write "{in_all}" if so much is taken'
    )


#: So many of what a name tells are taken at most.
_MOST_OF_STRENGTH = 10.0


_ROMAN = later(r"\bi{1,3} (?=(?:tablets?|tabs?|capsules?|caps?)\b)")
_ROUTE = r"(?: (?:po|p\.o\.?|by mouth|orally|oral))?"
_AT = (
    r"(?:mane|nocte|qam|qpm|qhs|(?:(?:in the|at|every|each|with) )?(?:am|mornings?|breakfast|noon|midday|"
    r"lunch|afternoons?|dinner|supper|pm|evenings?|nights?|bed ?time))"
)
#: "2 po mane 1 po nocte": so many of whatever the name tells, at each time of the day.
_COUNT_AT_TIME = later(rf"(?P<count>{NUMBER}){_ROUTE} (?P<time>{_AT})\b")
_COUNTS_AT_TIMES = later(
    rf"(?:take )?{NUMBER}{_ROUTE} {_AT}(?:(?:,? and |, ?| |,? then ){NUMBER}{_ROUTE} {_AT})+"
)


#: "2 tablets (40 mg)" of tablets of 20 mg
_COUNT_AND_ALL = later(rf"(?P<count>{NUMBER}) {EACH} ?\((?P<all>{NUMBER}) ?(?P<m>{MASS})\)")


def _in_all(both: re.Match[str], one: float) -> str:
    """Return what so many tablets come to, where brackets say it and the name what is in one."""
    in_all = float(both["all"])
    return f"{both['all']} {both['m']}" if isclose(float(both["count"]) * one, in_all) else both[0]


def strength_in(name: str) -> str | None:
    """Return the one weight that a name says of a tablet or the like: ``"60 mg"``; ``None`` for any other."""
    said = list(_IN_NAME.finditer(without_thousands(with_points(name))))
    return f"{said[0]['n']} {said[0]['m'].casefold()}" if len(said) == 1 and not said[0]["per"] else None


#: "1 to be taken once a week": a number of whatever the name tells.
_COUNT_ALONE = later(
    rf"^(?:take |use |inject )?(?P<count>{NUMBER})(?= (?:to be taken|daily|nightly|once|twice|every|each|in the|"
    rf"at (?:night|bed)|"
    r"mane|nocte|bd|od|tds|bid|tid|qd|eod|weekly|with|by mouth|po\b|on (?:mon|tue|wed|thu|fri|sat|sun)|(?:1|2|3) "
    r"(?:times|x)))"
)
